"""What a logged activity was, from the words that Salesforce and its users give it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.importers.faults import Fault
from graph.importers.rows.columns import Column, refused_cells
from graph.importers.rows.model import Cell, Rows
from graph.importers.rows.selecting import leave_out
from graph.vocabulary import Channel, Outcome

NOT_HAPPENED = {
    "not started",
    "in progress",
    "waiting on someone else",
    "deferred",
    "open",
    "planned",
    "cancelled",
    "canceled",
}
"""The states of a task in which nothing has happened yet."""

_CHANNELS = tuple(
    (channel, re.compile(rf"(?:{words})(?!\w)"))
    for channel, words in (
        (Channel.VOICEMAIL, r"voice ?mail|vm|lvm|left (a )?(message|vm)"),
        (Channel.VIDEO, r"video.*|zoom|teams|webex|google meet|web meeting|online meeting"),
        (Channel.CALL, r"call|called|cold call|phone.*|telephone.*"),
        (Channel.EMAIL, r"e-?mail|list email|mail|(re|fwd?|aw)(?=:)"),
        (Channel.MESSAGE, r"sms|text|whatsapp|linkedin|inmail|message|chat"),
        (Channel.TREAT, r"lunch|dinner|breakfast"),
        (Channel.IN_PERSON, r"(in[- ]person )?meeting|met|visit|on-?site|demo|presentation"),
    )
)
"""By which words a subject or type begins."""

_VOICEMAIL = r"voice ?mail|vm|left (a )?(live )?message"
_OUTCOMES = tuple(
    (outcome, re.compile(rf"\b(?:{words})\b"))
    for outcome, words in (
        (Outcome.NO_ANSWER, rf"{_VOICEMAIL}|no answer|unanswered|busy|unsuccessful|wrong number"),
        (Outcome.NO_ANSWER, r"unavailable|(no|not) (available|connect|connected|reached)"),
        (Outcome.DECLINED, r"not interested|declined|refused|do not call"),
        (Outcome.PUT_OFF, r"call ?backs?|postponed|later|rescheduled"),
        (Outcome.REPLIED, r"replied"),
        (Outcome.CONNECTED, r"connected|answered|spoke|contacted|reached|interested|successful"),
        (Outcome.CONNECTED, r"(meeting|appointment|demo) (set|booked|scheduled)"),
    )
)
"""Which words the result of a call holds; the first that fits counts."""


def channel_of(words: str) -> str | None:
    """By the first words of a subject or by a type: "Email: your offer", "Call", "Meeting with"."""
    start = words.casefold()
    return next((channel for channel, begin in _CHANNELS if begin.match(start)), None)


def outcome_of(result: str) -> str | None:
    """What the result of a call says: "Left voicemail" is no answer."""
    text = result.casefold()
    return next((outcome for outcome, words in _OUTCOMES if words.search(text)), None)


def finish_activities(rows: Rows) -> Rows:
    """Leaves out what hasn't happened, and reads channel and outcome from type, subject, result."""
    open_tasks = [
        row
        for row, status in enumerate(rows.columns.get("task_status", ()))
        if isinstance(status, str) and status.casefold() in NOT_HAPPENED
    ]
    rows = leave_out(rows, open_tasks, "as by its status it hasn't happened")
    extra = ("task_status", "call_result", "activity")
    columns = {name: cells for name, cells in rows.columns.items() if name not in extra}
    columns["channel"] = _channels(rows)
    results = rows.columns.get("call_result")
    if results is None:
        return replace(rows, columns=columns)
    columns["outcome"] = _memoised(outcome_of, results)
    faults = (*rows.faults, *_unknown_results(rows, results))
    return replace(rows, columns=columns, faults=faults)


def _channels(rows: Rows) -> list[Cell]:
    """A voicemail by its result; else by type, by subject; what has a call's details is a call."""
    nothing: list[Cell] = [None] * len(rows.lines)
    results, types, subjects, directions = (
        rows.columns.get(name, nothing)
        for name in ("call_result", "activity", "subject", "direction")
    )
    columns = (
        _memoised(_voicemail, results),
        _memoised(channel_of, types),
        _memoised(channel_of, subjects),
        [Channel.CALL if a or b else None for a, b in zip(directions, results, strict=True)],
    )
    return [a or b or c or d for a, b, c, d in zip(*columns, strict=True)]


def _voicemail(result: str) -> str | None:
    return Channel.VOICEMAIL if re.search(rf"\b(?:{_VOICEMAIL})\b", result.casefold()) else None


def _memoised(read: Callable[[str], str | None], cells: Sequence[Cell]) -> list[Cell]:
    """`read` of every text, each distinct one once."""
    known: dict[Cell, Cell] = {
        cell: read(cell) if isinstance(cell, str) else None for cell in dict.fromkeys(cells)
    }
    return [known[cell] for cell in cells]


def _unknown_results(rows: Rows, results: Sequence[Cell]) -> list[Fault]:
    cells = [str(cell or "") for cell in results]
    column = Column("Call Result", cells, rows.lines, rows.file)
    unknown = {
        cell: f'"{cell}" says no outcome that is known; left empty'
        for cell in dict.fromkeys(cells)
        if cell and outcome_of(cell) is None
    }
    return list(refused_cells(column, unknown))
