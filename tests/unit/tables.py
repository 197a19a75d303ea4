"""Tables for tests, from text as it stands in a file."""

from collections.abc import Sequence
from pathlib import Path

from graph.importers.rows.model import Cell, Rows
from graph.importers.tables.any_file import Table, read_tables

EXPORTS = Path(__file__).parent / "exports"


def table(text: str, name: str = "list.csv") -> Table:
    """The only table in a file."""
    (found,), faults = read_tables(text.encode(), name)
    assert not any(fault.fatal for fault in faults)
    return found


def export(name: str) -> Table:
    """The only table in one of the sample exports."""
    (found,), _ = read_tables((EXPORTS / name).read_bytes(), name)
    return found


def row(rows: Rows, index: int) -> dict[str, Cell]:
    """What one row says, without what it leaves empty."""
    said = {field: cells[index] for field, cells in rows.columns.items()}
    return {field: value for field, value in said.items() if value is not None}


def messages(rows: Rows) -> Sequence[str]:
    return [str(fault) for fault in rows.faults]
