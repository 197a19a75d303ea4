"""Workbooks made by hand, part by part."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN = b"<worksheet " + NAMESPACE + b"><sheetData>"
CLOSE = b"</sheetData></worksheet>"
HEADER = (
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>title</t></is></c></row>'
)


@cache
def parts() -> Mapping[str, bytes]:
    """Those of a plain workbook with one person, shared strings among them."""
    book = Workbook()
    book.active.append(["name", "title"])
    book.active.append(["Ann Lee", "CFO"])
    book.save(stream := io.BytesIO())
    with zipfile.ZipFile(stream) as packed:
        found = {one.filename: packed.read(one) for one in packed.infolist()}
    if STRINGS not in found:
        kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
        found[TYPES] = found[TYPES].replace(b"</Types>", part)
        found[STRINGS] = strings()
    return found


def packed(changed: Mapping[str, bytes]) -> bytes:
    """The plain workbook with other parts, or more."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts(), **changed}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    """A workbook whose sheet holds these rows below its header."""
    return packed({SHEET: OPEN + HEADER + rows + CLOSE.replace(b"</w", after + b"</w")})


def cell(inside: bytes, attributes: bytes = b"") -> bytes:
    """A workbook of one person whose title is this cell."""
    name = b'<row r="2"><c r="A2" t="inlineStr"><is><t>Ann Lee</t></is></c>'
    return sheet(name + b'<c r="B2" ' + attributes + b">" + inside + b"</c></row>")


def strings(*texts: bytes) -> bytes:
    """The part with the shared strings."""
    items = b"".join(b"<si><t>" + text + b"</t></si>" for text in texts)
    return b"<sst " + NAMESPACE + b">" + items + b"</sst>"
