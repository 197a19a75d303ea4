"""What keeps a workbook from being unpacked: it would fill the memory, or was made to do harm."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

from graph.importers.faults import Fault

MAX_UNPACKED_BYTES = 1 << 29
MAX_RATIO = 100  # of unpacked to packed size, in a part that is not small
SMALL_PART_BYTES = 2_000_000
MAX_PARTS = 10_000
PROLOG_BYTES = 1 << 16
PROLOG_BLOCKS = 16  # in which the first element has to begin
ENCRYPTED = 1  # among a part's flags
PEOPLE_ALONE = "save the sheet with the people alone, as .xlsx or CSV"


def unsafe(archive: zipfile.ZipFile, name: str) -> Fault | None:
    """The first thing that is wrong. Sizes hold: unpacking stops at those declared."""
    return next((Fault(what, name, mend=mend, fatal=True) for what, mend in _wrong(archive)), None)


def _wrong(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """What is wrong, and how to mend it."""
    parts = archive.infolist()
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        unpack = "unpack it first and import the files in it, or save the table as .xlsx or CSV"
        yield "a zip archive, but no .xlsx workbook", unpack
    if len(parts) > MAX_PARTS:
        yield f"the workbook has {len(parts):,} parts, more than is safe to read", PEOPLE_ALONE
    if any(map(_is_packed_too_well, parts)):
        part = f"a part of the workbook would unpack to {MAX_RATIO} times its size"
        yield f"{part}, more than is safe to read", PEOPLE_ALONE
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        size = f"{unpacked / 1e6:,.0f} MB"
        yield f"the workbook would unpack to {size}, more than is safe to read", PEOPLE_ALONE
    if any(part.flag_bits & ENCRYPTED for part in parts):
        yield "the workbook has a password", "save it without one"
    if any(_declares_entities(archive, part) for part in parts):
        yield "the workbook holds XML entities, as no spreadsheet writes", PEOPLE_ALONE


def _is_packed_too_well(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(SMALL_PART_BYTES, MAX_RATIO * part.compress_size)


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether XML declares a document type, which can stand only above its first element; or
    hides that element so far down that it would take long to find."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: found.append("element")
    parser.StartDoctypeDeclHandler = lambda *_: found.append("document type")
    with archive.open(part) as stream, suppress(expat.ExpatError):
        for _ in range(PROLOG_BLOCKS):
            parser.Parse(block := stream.read(PROLOG_BYTES), not block)
            if found:
                break
        else:
            return True
    return found[:1] == ["document type"]
