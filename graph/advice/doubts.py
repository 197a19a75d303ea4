"""Open proposals by which somebody may be nobody to reach: left, moved, or against contact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.phrases import argument, counted
from graph.model import Account, Thing
from graph.vocabulary import EntityKind, PersonStatus, ProposalKind, ProposalState

_MAY: Mapping[str, str] = {
    PersonStatus.LEFT: "May have left",
    PersonStatus.NOT_OPEN: "May not be open to contact for now",
    PersonStatus.OBJECTED: "May have objected to contact",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """`proposal`: the id of the one to decide; `status`: what accepting it makes of the person.
    `says`: that in words, with why and how to decide it."""

    proposal: str
    status: str
    why: str
    says: str


def doubts(account: Account) -> Mapping[str, tuple[Doubt, ...]]:
    """The doubts about people, by id."""
    found: dict[str, tuple[Doubt, ...]] = {}
    for one in open_proposals(account):
        if doubt := _doubt(one, account.name):
            person = account.aliases.get(one.text("person"), one.text("person"))
            found[person] = (*found.get(person, ()), doubt)
    return found


def open_proposals(account: Account) -> Sequence[Thing]:
    """The proposals that nobody has decided yet."""
    every = account.of_kind(EntityKind.PROPOSAL)
    return [one for one in every if one.text("state") == ProposalState.OPEN]


def proposals_note(account: Account) -> Iterator[str]:
    """How many proposals wait for a decision, and where they are listed."""
    if number := len(open_proposals(account)):
        wait = "waits" if number == 1 else "wait"
        listed = f"inroad proposals {argument(account.name)}"
        yield f"{counted(number, 'proposal')} {wait} for a decision: {listed}."


def _doubt(proposal: Thing, account: str) -> Doubt | None:
    """None where whom it is about can be reached whatever is decided."""
    is_moved = proposal.text("kind") == ProposalKind.MOVED
    status = PersonStatus.LEFT if is_moved else _status(proposal)
    if status not in _MAY:
        return None
    may = f"May have moved to {proposal.text('value')}" if is_moved else _MAY[status]
    why = proposal.text("why").rstrip(".")
    decide = f"inroad proposals {argument(account)} --accept {proposal.id}"
    return Doubt(proposal.id, status, why, f"{may}: {why}. Decide: {decide} (or --reject).")


def _status(proposal: Thing) -> str:
    """The status that is proposed, without since when; "" where it is about another field."""
    return proposal.text("value").partition(" ")[0] if proposal.text("field") == "status" else ""
