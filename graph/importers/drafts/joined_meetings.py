"""Meetings of one import, each joined from all its calendars, as it was said last."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from graph.importers.drafts.findings import Count
from graph.importers.drafts.joined_mails import OF_A_MAIL, mail_key
from graph.importers.drafts.references import Work
from graph.importers.rows.columnar import cells, several
from graph.importers.rows.model import Cell, LastSaid, Rows
from graph.log import AMONG, FieldValue, TouchClaim
from graph.vocabulary import Channel

_COLUMNS = (
    *("external_id", "date", "time", "sender", "recipients", "accepted", "channel"),
    *("local_time", "subject", "revision"),
)
REVISION = "revision"
"""How often a meeting was changed before it became what a touch says of it; 0 isn't kept."""


@dataclass(slots=True)
class Meeting:
    """One meeting, joined from its copies. `rows`, `line`: where it stands first."""

    key: str
    on: date
    at: time | None
    sender: Cell
    recipients: dict[str, None]
    accepted: dict[str, None]
    channel: Channel
    revision: int
    rows: Rows
    line: int
    details: dict[str, FieldValue] = field(default_factory=dict)

    def join(self, copy: "Meeting") -> None:
        """Whoever comes by one of the copies comes."""
        self.recipients.update(copy.recipients)
        self.accepted.update(copy.accepted)
        self.sender = self.sender or copy.sender
        self.channel = copy.channel if self.channel is Channel.UNKNOWN else self.channel
        self.details = {**copy.details, **self.details}


def join_meetings(work: Work, lists: Sequence[Rows], *, subjects: bool) -> list[Meeting]:
    """The meetings that stand: of each what was changed last, and none that was called off."""
    found: dict[str, Meeting] = {}
    for rows in lists:
        again = 0
        for one in _meetings(rows, subjects=subjects):
            before = found.setdefault(one.key, one)
            again += before is not one
            if one.revision > before.revision:
                found[one.key] = one
            elif before is not one and one.revision == before.revision:
                before.join(one)
        work.findings.count(rows, Count.TOUCHES_REPEATED, again)
    gone = {
        key for _, key, _ in no_longer(lists, {key: one.revision for key, one in found.items()})
    }
    return [one for key, one in found.items() if key not in gone]


def _meetings(rows: Rows, *, subjects: bool) -> Iterator[Meeting]:
    for line, cell in zip(rows.lines, cells(rows, *_COLUMNS), strict=True):
        id_, on, at, sender, to, accepted, channel, local, subject, revision = cell
        assert isinstance(on, date)
        told = {"local_time": local, "subject": subject if subjects else None}
        number = revision if isinstance(revision, int) else 0
        parts = (on, at, sender, *sorted(several(to)))
        yield Meeting(
            meeting_key(str(id_)) if id_ else mail_key(str(parts)),
            on,
            at if isinstance(at, time) else None,
            sender,
            dict.fromkeys(several(to)),
            dict.fromkeys(several(accepted)),
            Channel(str(channel)),
            number,
            rows,
            line,
            {name: str(one) for name, one in told.items() if one}
            | ({REVISION: number} if number else {}),
        )


def meeting_key(external_id: str) -> str:
    """By what a meeting is known: its id in calendars, and behind it which of a series it is."""
    id_, _, slot = external_id.partition("\x1f")
    return f"{mail_key(id_)}:{slot}" if slot else mail_key(id_)


def no_longer(
    lists: Iterable[Rows], known: Mapping[str, int]
) -> Iterator[tuple[Rows, str, LastSaid]]:
    """Of `known` meetings, by key with the revision of each, those that calendars call off, or
    that a series no longer has since it was changed; with where that is said."""
    of_series: dict[str, list[str]] = {}
    for key in known:
        of_series.setdefault(_series(key), []).append(key)
    for rows in lists:
        for id_, said in rows.called_off.items():
            key = meeting_key(id_)
            if key in known and known[key] <= said.revision:
                yield rows, key, said
        still = {meeting_key(str(id_)) for id_ in rows.columns.get("external_id", ()) if id_}
        for id_, said in rows.series.items():
            for key in of_series.get(mail_key(id_), ()):
                if key not in still and known[key] < said.revision:
                    yield rows, key, said


def _series(key: str) -> str:
    """The key of the series to which a meeting belongs, its own where it is by itself."""
    return ":".join(key.split(":")[:2])


def revision_of(claim: TouchClaim) -> int:
    found = (claim.details or {}).get(REVISION)
    return int(found) if isinstance(found, int | float) else 0


def withdrawn(
    work: Work, lists: Sequence[Rows], standing: Container[str]
) -> Iterator[tuple[Rows, TouchClaim, int]]:
    """The touches and events of earlier imports whose meetings didn't take place as they say,
    taken back; each with where that is said. `standing`: meetings of this import, by key."""
    known = work.draft.known.touches if work.draft.known.log.touches else {}
    claimed = {key: claim for key, claim in known.items() if not claim.withdrawn}
    for prefix in ("", AMONG):
        of_these = {
            key.removeprefix(prefix): revision_of(claim)
            for key, claim in claimed.items()
            if key.startswith(f"{prefix}{OF_A_MAIL}")
        }
        for rows, key, said in no_longer(lists, of_these):
            claim = claimed.pop(f"{prefix}{key}", None)
            if claim is not None and key not in standing:
                details = {**(claim.details or {}), REVISION: said.revision}
                yield rows, claim._replace(withdrawn=True, details=details), said.line
