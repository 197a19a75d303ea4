"""Brainstorm boards: against the clock colleagues of any function fill in the blank, then vote on
what each idea is worth to the listener. Ideas have no author here: nobody is ranked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.advice.answer import Acquaintance, acquaintance
from graph.analysis.coverage import coverage
from graph.model import Account, Thing
from graph.settings import BRAINSTORM_IDEAS
from graph.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Idea:
    """What fills the blank. `number`: its place in the order in which ideas came.

    `value`: its votes' sum over all who voted on the board, so that an idea which few have
    looked at doesn't win by one vote; None while it has none. `reason`: the reason that was
    made of it, by id.
    """

    id: str
    number: int
    text: str
    value: float | None
    votes: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """A board with its ideas, the best first. `aim_from` to `aim_to` is how many ideas to aim for.

    `seconds_left` of its time, 0 once it is up; None where the board has no clock. `voters`: how
    many colleagues have voted on it.
    """

    id: str
    account: str
    account_id: str
    text: str
    person: Acquaintance | None
    minutes: float | None
    started_at: str | None
    ends_at: str | None
    seconds_left: int | None
    aim_from: int
    aim_to: int
    voters: int
    ideas: tuple[Idea, ...]


def boards(account: Account) -> tuple[Board, ...]:
    """All boards of an account, the latest first; clocks are read at its moment."""
    found = sorted(account.of_kind(EntityKind.BRAINSTORM), key=_made, reverse=True)
    return tuple(_board(one, account) for one in found)


def votes_on(account: Account, idea: str) -> Sequence[Thing]:
    """The votes on an idea, one for each who voted."""
    return [one for one in account.of_kind(EntityKind.VOTE) if one.text("idea") == idea]


def _board(board: Thing, account: Account) -> Board:
    ours = (one for one in account.of_kind(EntityKind.IDEA) if one.text("brainstorm") == board.id)
    ideas = sorted(ours, key=_made)
    votes = {one.id: votes_on(account, one.id) for one in ideas}
    voters = {vote.created.author for all_ in votes.values() for vote in all_ if vote.created}
    start, minutes = _moment(board.text("starts_at")), board.number("minutes")
    end = start + timedelta(minutes=minutes) if start and minutes else None
    least, most = BRAINSTORM_IDEAS
    return Board(
        id=board.id,
        account=account.name,
        account_id=account.id,
        text=board.text("text"),
        person=_person(board, account),
        minutes=minutes,
        started_at=start.isoformat() if start else None,
        ends_at=end.isoformat() if end else None,
        seconds_left=max(0, int((end - account.as_of).total_seconds())) if end else None,
        aim_from=least,
        aim_to=most,
        voters=len(voters),
        ideas=_ranked(ideas, votes, len(voters)),
    )


def _ranked(
    ideas: Iterable[Thing], votes: Mapping[str, Sequence[Thing]], voters: int
) -> tuple[Idea, ...]:
    """The best first; where two are worth the same, the one that came first."""
    found = [
        Idea(
            id=one.id,
            number=number,
            text=one.text("text"),
            value=_worth(votes[one.id], voters),
            votes=len(votes[one.id]),
            reason=one.text("reason") or None,
        )
        for number, one in enumerate(ideas, 1)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.value or 0.0), one.number)))


def _worth(votes: Sequence[Thing], voters: int) -> float | None:
    return sum(one.number("value") or 0.0 for one in votes) / voters if votes else None


def _person(board: Thing, account: Account) -> Acquaintance | None:
    whose = account.aliases.get(board.text("person"), board.text("person"))
    for person in account.people:
        if person.id == whose:
            return acquaintance(person, coverage(account, [person])[person.id])
    return None


def _made(one: Thing) -> tuple[int, str]:
    return (one.created.batch if one.created else 0), one.id


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
