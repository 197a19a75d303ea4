"""What a logged activity was, from the words that Salesforce and its users give it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.importers.columns import Column, refused_cells
from graph.importers.faults import Fault
from graph.importers.rows import Cell, Rows
from graph.importers.selecting import leave_out
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

_CHANNELS: Sequence[tuple[Channel, str]] = (
    (Channel.VOICEMAIL, r"voice ?mail|vm|left (a )?(message|vm)|lvm"),
    (Channel.VIDEO, r"video.*|zoom|teams|webex|google meet|web meeting|online meeting"),
    (Channel.CALL, r"call|called|phone.*|telephone.*|cold call"),
    (Channel.EMAIL, r"e-?mail|list email|mail|re|fwd?|aw"),
    (Channel.MESSAGE, r"sms|text|whatsapp|linkedin|inmail|message|chat"),
    (Channel.TREAT, r"lunch|dinner|breakfast"),
    (Channel.IN_PERSON, r"(in[- ]person )?meeting|met|visit|on-?site|demo|presentation"),
)
_OUTCOMES: Sequence[tuple[Outcome, str]] = (
    (
        Outcome.NO_ANSWER,
        r".*\b(no answer|unanswered|busy|voice ?mail|unsuccessful|wrong number)\b.*",
    ),
    (Outcome.NO_ANSWER, r".*\bleft (a )?(live )?(message|vm)\b.*|.*\b(not|un)[ -]?available\b.*"),
    (Outcome.NO_ANSWER, r".*\b(no|not) (connect|connected|reached|contacted)\b.*"),
    (Outcome.DECLINED, r".*\b(not interested|declined|refused|do not call)\b.*"),
    (Outcome.PUT_OFF, r".*\b(call ?backs?|call back later|postponed|later|rescheduled)\b.*"),
    (Outcome.REPLIED, r".*\breplied\b.*"),
    (Outcome.CONNECTED, r".*\b(connected|answered|spoke|contacted|reached|interested)\b.*"),
    (Outcome.CONNECTED, r".*\b(meeting|appointment|demo) (set|booked|scheduled)\b.*|successful"),
)


def channel_of(words: str) -> str | None:
    """By the first words of a subject or by a type: "Email: your offer", "Call", "Meeting with"."""
    start = words.casefold()
    for channel, pattern in _CHANNELS:
        if re.match(rf"(?:{pattern})(?![\w])", start):
            return channel
    return None


def outcome_of(result: str) -> str | None:
    """What the result of a call says: "Left voicemail" is no answer."""
    text = result.casefold()
    return next((outcome for outcome, words in _OUTCOMES if re.fullmatch(words, text)), None)


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
    by_result = [
        Channel.VOICEMAIL if channel == Channel.VOICEMAIL else None
        for channel in _memoised(_channel_by_result, results)
    ]
    by_words = zip(
        by_result, _memoised(channel_of, types), _memoised(channel_of, subjects), strict=True
    )
    is_call = (Channel.CALL if a or b else None for a, b in zip(directions, results, strict=True))
    return [a or b or c or d for (a, b, c), d in zip(by_words, is_call, strict=True)]


def _channel_by_result(result: str) -> str | None:
    return (
        Channel.VOICEMAIL
        if re.search(r"voice ?mail|\bvm\b|left (a )?message", result.casefold())
        else None
    )


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
