"""Reading a file in a test: its only table, why it was refused, what was told about it."""

from graph.importers.faults import Fault
from graph.importers.tables.any_file import Table, read_tables

Cells = list[list[str]]


def read(content: bytes | str, name: str = "contacts.csv", **options: str) -> Table:
    """The one table of a file without a fatal fault."""
    tables, faults = read_tables(to_bytes(content), name, **options)
    assert [fault for fault in faults if fault.fatal] == []
    (table,) = tables
    return table


def refused(content: bytes | str, name: str = "contacts.csv", **options: str) -> Fault:
    """The first fatal fault of a file that gives no table."""
    tables, faults = read_tables(to_bytes(content), name, **options)
    assert tables == ()
    return next(fault for fault in faults if fault.fatal)


def told(content: bytes | str, name: str = "contacts.csv") -> list[str]:
    return [str(fault) for fault in read_tables(to_bytes(content), name)[1]]


def rows(table: Table) -> Cells:
    return [list(row) for row in zip(*table.cells, strict=True)]


def to_bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
