"""Mails of any file without those that can't have been sent when they say, or by nobody."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from graph.importers.addresses import is_automatic, named
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import LeftOut, RowKind, Rows
from graph.importers.rows.selecting import leave_out, take

_FIRST = date(1970, 1, 1)
"""Before this day nobody sent mails."""

_CLOCKS = timedelta(days=1)
"""So much clocks and zones may differ."""

_MEND = "correct the date and import the file again"


def possible_mails(rows: Rows, now: datetime) -> Rows:
    """The rows without mails that are dated after `now` or before there was e-mail, which faults
    tell, and without those of a list that a program sent, which are counted."""
    if rows.kind is not RowKind.MAILS or not rows.lines:
        return rows
    last = (now.astimezone(UTC) + _CLOCKS).date()
    ahead = _dated(rows, lambda day: day > last)
    rows = leave_out(rows, list(ahead), "as its date is still to come", _MEND)
    early = list(_dated(rows, lambda day: day < _FIRST))
    return _by_people(leave_out(rows, early, "as its date lies before there was e-mail", _MEND))


def _dated(rows: Rows, is_wrong: Callable[[date], bool]) -> Iterator[int]:
    """The indices of the rows of some days."""
    for row, day in enumerate(rows.columns["date"]):
        if isinstance(day, date) and is_wrong(day):
            yield row


def _by_people(rows: Rows) -> Rows:
    """Of mailboxes the headers told it before."""
    if rows.system != LIST:
        return rows
    wanted = [not is_automatic(named(str(one)).address) for one in rows.columns["sender"]]
    automatic = len(wanted) - sum(wanted)
    left_out = {**rows.left_out, LeftOut.AUTOMATIC: automatic} if automatic else rows.left_out
    return replace(take(rows, wanted), left_out=left_out)
