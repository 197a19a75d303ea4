"""The answers to "with what reason?": for one person, and for the account as a whole."""

from dataclasses import dataclass
from datetime import date

from graph.advice.answer import Acquaintance, acquaintance
from graph.advice.reasons.answer import Mention, ReasonAnswer, Use
from graph.advice.reasons.group import group_notes, serves_group
from graph.advice.reasons.matching import reasons_for, saying, use
from graph.advice.reasons.toolkit import Toolkit, kind_of, toolkit
from graph.analysis.standing import is_gone
from graph.model import Account, Person, Thing
from graph.vocabulary import PersonStatus

MOST_NAMED = 5
"""So many of those whom a reason fits are named."""


@dataclass(frozen=True, slots=True)
class ReasonsAnswer:
    """All reasons for one person, those to offer first, then the nearest with what they lack."""

    account: str
    account_id: str
    as_of: str
    person: Acquaintance
    needs_reason: bool
    reasons: tuple[ReasonAnswer, ...]
    approach: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class ToolkitReason:
    """A reason of an account: whom it may be offered to today, how many they are, and its uses,
    the latest first."""

    id: str
    kind: str
    text: str
    until: date | None
    serves_group: bool
    offered_to: int
    people: tuple[Acquaintance, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ToolkitAnswer:
    """The reasons of an account, for how many of its people there is none, and what to mind."""

    account: str
    account_id: str
    as_of: str
    reasons: tuple[ToolkitReason, ...]
    people: int
    without_reason: int
    notes: tuple[str, ...]


def answer_for(account: Account, person: Person) -> ReasonsAnswer:
    """With what reason to call somebody."""
    kit = toolkit(account)
    say = saying(person, kit)
    return ReasonsAnswer(
        account=account.name,
        account_id=account.id,
        as_of=account.as_of.isoformat(),
        person=acquaintance(person, kit.contacts[person.id]),
        needs_reason=say.needs_reason,
        reasons=reasons_for(person, kit),
        approach=say.approach,
        mentions=say.mentions,
    )


def answer_of(account: Account) -> ToolkitAnswer:
    """What reasons there are, for whom, and how they did."""
    kit = toolkit(account)
    people = [one for one in account.people if _is_there(one)]
    offered: dict[str, list[Person]] = {}
    without = 0
    for person in people:
        fitting = [one.id for one in reasons_for(person, kit) if not one.lacks]
        without += not fitting
        for id_ in fitting:
            offered.setdefault(id_, []).append(person)
    return ToolkitAnswer(
        account=account.name,
        account_id=account.id,
        as_of=account.as_of.isoformat(),
        reasons=tuple(_reason(one, offered.get(one.id, []), kit) for one in kit.reasons),
        people=len(people),
        without_reason=without,
        notes=tuple(group_notes(account)),
    )


def _is_there(person: Person) -> bool:
    return not is_gone(person) and person.status is not PersonStatus.PLACEHOLDER


def _reason(reason: Thing, people: list[Person], kit: Toolkit) -> ToolkitReason:
    return ToolkitReason(
        id=reason.id,
        kind=kind_of(reason),
        text=reason.text("text"),
        until=reason.day("until"),
        serves_group=serves_group(reason),
        offered_to=len(people),
        people=tuple(acquaintance(one, kit.contacts[one.id]) for one in people[:MOST_NAMED]),
        uses=tuple(use(one, kit) for one in kit.uses.get(reason.id, ())),
    )
