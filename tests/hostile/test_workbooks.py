"""Workbooks made to fill the memory, to read other files, or to stop the program."""

import random
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.hostile.reading import Outcome, read_apart
from tests.hostile.workbooks import (
    CLOSE,
    HEADER,
    OPEN,
    SHEET,
    STRINGS,
    TYPES,
    WORKBOOK,
    cell,
    packed,
    parts,
    sheet,
    strings,
)

ROW = b'<row r="2"><c r="A2" t="inlineStr"><is><t>%s</t></is></c></row>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
BILLION = b'<!DOCTYPE x [<!ENTITY l0 "lol">' + LAUGHS + b"]>"


def with_type(declared: bytes, text: bytes) -> bytes:
    return packed({SHEET: declared + OPEN + HEADER + ROW % text + CLOSE})


def flagged() -> bytes:
    """Every part says that it is encrypted."""
    data = bytearray(packed({}))
    for magic, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def lying() -> bytes:
    """A part of 1 MB that says it holds a hundred bytes."""
    data = bytearray(packed({SHEET: b" " * 1_000_000}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def noise(chars: int) -> bytes:
    """What packs to half its size."""
    return random.Random(1).randbytes(chars // 2).hex().encode()


def merged() -> bytes:
    merge = b"<mergeCells>" + b'<mergeCell ref="A2:A1048576"/>' * 500 + b"</mergeCells>"
    return sheet(ROW % b"Ann" + b'<row r="90000"><c r="B90000"><v>1</v></c></row>', merge)


def many_sheets() -> bytes:
    link = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    one = b'<sheet name="s%d" sheetId="%d" r:id="rId1" ' + link + b"/>"
    some = b"".join(one % (i, i + 5) for i in range(5_000))
    return packed({WORKBOOK: parts()[WORKBOOK].replace(b"</sheets>", some + b"</sheets>")})


def long_text_often() -> bytes:
    """One text of 90,000 characters in 60,000 cells: 5 GB of text in 300 KB."""
    row = b'<row><c t="s"><v>0</v></c></row>'
    rows = OPEN + HEADER + row * 60_000 + CLOSE
    return packed({SHEET: rows, STRINGS: strings(b" " + noise(90_000))})


def outside() -> bytes:
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link = b'<Relationship Id="rId1" Type="x" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = b'<externalReference xmlns:r="' + office + b'" r:id="rId9"/>'
    refer = b"<externalReferences>" + one + b"</externalReferences>"
    book = parts()[WORKBOOK].replace(b"</sheets>", b"</sheets>" + refer)
    links = rels + link + b"</Relationships>"
    return packed({WORKBOOK: book, "xl/externalLinks/_rels/externalLink1.xml.rels": links})


REFUSED = {
    "packed too well": (lambda: packed({SHEET: b" " * 60_000_000}), "100 times its size"),
    "many parts": (lambda: packed({f"x/{i}": b"" for i in range(10_001)}), "parts"),
    "lying about its size": (lying, "damaged"),
    "cut off": (lambda: packed({})[:-30], "damaged"),
    "a password": (flagged, "password"),
    "billion laughs": (lambda: with_type(BILLION, b"&l9;"), "entities"),
    "laughs behind a comment": (
        lambda: with_type(b"<!-- <x> " + noise(600_000) + b" -->" + BILLION, b"&l9;"),
        "entities",
    ),
    "laughs in UTF-16": (
        lambda: packed({SHEET: (BILLION + OPEN + CLOSE).decode().encode("utf-16")}),
        "entities",
    ),
    "laughs in strings": (
        lambda: packed({STRINGS: BILLION + strings(b"&l9;")}),
        "entities",
    ),
    "laughs in a part with another ending": (
        lambda: packed({"xl/other.bin": BILLION + b"<x/>"}),
        "entities",
    ),
    "another file": (
        lambda: with_type(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b"&a;"),
        "entities",
    ),
    "empty rows": (lambda: sheet(b"<row/>" * 50_000), "no row below"),
    "wide empty rows": (lambda: sheet(b'<row><c r="XFD1"/></row>' * 60_000), "cells"),
    "a far row": (lambda: sheet(b'<row r="99999999999"/>'), "rows"),
    "a far column": (lambda: sheet(b'<row><c r="XFD2"><v>1</v></c></row>'), "16,384 columns"),
    "no column at all": (lambda: sheet(b'<row><c r="ZZZZZ2"><v>1</v></c></row>'), "damaged"),
    "a long text often": (long_text_often, "characters"),
    "a long cell": (lambda: cell(b"<is><t>" + noise(300_000) + b"</t></is>", b't="inlineStr"'), ""),
    "many sheets": (many_sheets, "sheets"),
    "no string of that number": (lambda: cell(b"<v>99</v>", b't="s"'), "damaged"),
    "a number without end": (lambda: cell(b"<v>" + b"9" * 900_000 + b"</v>"), "damaged"),
    "no number": (lambda: cell(b"<v>NaN</v>"), "damaged"),
    "no day": (lambda: cell(b"<v>99999-99-99</v>", b't="d"'), "damaged"),
    "a NUL": (lambda: cell(b"<is><t>&#0;</t></is>", b't="inlineStr"'), "damaged"),
    "no XML": (lambda: packed({SHEET: b"\xff\xfe"}), "damaged"),
    "deep XML left open": (lambda: packed({SHEET: OPEN + b"<a>" * 300_000}), "damaged"),
    "another kind of XML": (lambda: packed({TYPES: b"<a/>"}), "damaged"),
}
TAKEN = {
    "a claim of endless size": lambda: packed(
        {
            SHEET: parts()[SHEET].replace(
                b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
            )
        }
    ),
    "deep XML": lambda: sheet(ROW % b"Ann", b"<a>" * 100_000 + b"</a>" * 100_000),
    "a workbook inside": lambda: packed({"inner.zip": packed({}) * 50}),
    "names of files elsewhere": lambda: packed({"../../../x.xml": b"<x/>", "/x.xml": b"<x/>"}),
    "links to elsewhere": outside,
    "formulas never calculated": lambda: cell(b"<f>[1]Sheet1!A1</f>"),
    "endless": lambda: cell(b"<v>1e400</v>"),
    "many strings": lambda: packed({STRINGS: strings(*(b"x%d" % i for i in range(100_000)))}),
    "cells merged again and again": merged,
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    folder = tmp_path_factory.mktemp("workbooks")
    return read_apart(list(_written(folder)))


def _written(folder: Path) -> Iterator[Path]:
    for name, make in {**{name: make for name, (make, _) in REFUSED.items()}, **TAKEN}.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(make())
        yield path


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_workbook_is_refused_with_what_to_do(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    one = outcomes[f"{name}.xlsx"]
    assert (one.crash, len(one.stops)) == ("", 1), one
    assert f"{name}.xlsx" in one.stops[0]
    assert "Mend: " in one.stops[0]
    assert REFUSED[name][1] in one.stops[0]
    assert one.megabytes < 900


@pytest.mark.parametrize("name", TAKEN)
def test_a_workbook_with_odd_parts_is_read_without_them(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    one = outcomes[f"{name}.xlsx"]
    assert (one.crash, one.stops) == ("", [])
    assert one.rows >= 1
    assert one.megabytes < 900


def test_a_workbook_with_any_part_cut_anywhere_gives_an_error_or_a_table(tmp_path: Path) -> None:
    chance, files = random.Random(1), list[Path]()
    for part in (SHEET, STRINGS, WORKBOOK, TYPES, "xl/styles.xml"):
        for place in chance.sample(range(len(parts()[part])), 6):
            files.append(tmp_path / f"{len(files)}.xlsx")
            files[-1].write_bytes(packed({part: parts()[part][:place]}))
    for one in read_apart(files).values():
        assert one.crash == ""
        assert one.rows or one.stops
