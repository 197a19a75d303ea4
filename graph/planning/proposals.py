"""The use cases around proposals: list them, and decide any number of them by hand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BadInput, NotFound
from graph.log import Batch, BatchHeader, FieldValue, Statement
from graph.model import Account, Thing
from graph.planning.accepting import accepting
from graph.planning.recording import By
from graph.store import Store
from graph.vocabulary import EntityKind, ProposalState

ACCEPTED: Mapping[str, FieldValue] = {"state": ProposalState.ACCEPTED}
"""What is said of what is accepted."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Which proposals, by id, are accepted and which rejected, and why the latter are."""

    accepted: Collection[str] = ()
    rejected: Collection[str] = ()
    why: str = ""


def list_proposals(
    account: Account, state: ProposalState | None = ProposalState.OPEN
) -> tuple[Thing, ...]:
    """The proposals in a state, or all of them (None): by kind, then by what they ask."""
    found = (
        one
        for one in account.of_kind(EntityKind.PROPOSAL)
        if state is None or one.text("state") == state
    )
    return tuple(sorted(found, key=lambda one: (one.text("kind"), one.text("text"), one.id)))


def decide_proposals(store: Store, account: Account, decided: Decided, by: By) -> BatchHeader:
    """State by hand what the accepted say, and how each was decided, all in one batch.

    What is rejected isn't proposed again. Raises NotFound for an id that is no proposal here,
    BadInput for one that was decided before or is both accepted and rejected, and Conflict
    where the account changed meanwhile; then nothing is written.
    """
    accepted = _open_proposals(account, decided.accepted)
    rejected = _open_proposals(account, decided.rejected)
    refuse_both([one.id for one in accepted], [one.id for one in rejected])
    taken = accepting(store, account, accepted, by)
    closed = [
        *_closed(account, accepted, ACCEPTED, by),
        *_closed(account, rejected, turned_down(decided.why), by),
    ]
    return store.commit(
        Batch(
            by.header(action(len(accepted), len(rejected), "proposal")),
            entities=taken.made,
            statements=[*taken.told, *closed],
            based_on={account.id: account.version, **taken.based_on},
            token=by.token,
        )
    )


def refuse_both(accepted: Collection[str], rejected: Collection[str]) -> None:
    """Raise BadInput for an id that is both accepted and rejected."""
    if both := {*accepted} & {*rejected}:
        raise BadInput(f"Accept or reject {min(both)}, not both.")


def turned_down(why: str) -> dict[str, FieldValue]:
    """What is said of what is rejected."""
    no: dict[str, FieldValue] = {"state": ProposalState.REJECTED}
    return no | {"why": why.strip()} if why.strip() else no


def action(accepted: int, rejected: int, noun: str) -> str:
    """What is done: "accept 3, reject 1 proposal"."""
    counts = {"accept": accepted, "reject": rejected}
    done = ", ".join(f"{verb} {count}" for verb, count in counts.items() if count)
    return f"{done} {noun}{'' if done.endswith(' 1') else 's'}"


def _closed(
    account: Account, several: Sequence[Thing], fields: Mapping[str, FieldValue], by: By
) -> list[Statement]:
    return [by.statement(account.id, one.id, fields) for one in several]


def _open_proposals(account: Account, wanted: Collection[str]) -> list[Thing]:
    """Each once, in the order given. Raises NotFound and BadInput."""
    known = {one.id: one for one in account.of_kind(EntityKind.PROPOSAL)}
    ids = each_once(wanted)
    for id_ in ids:
        if id_ not in known:
            raise NotFound(f"There is no proposal {id_!r} at {account.name}.")
        refuse_decided(known[id_])
    return [known[id_] for id_ in ids]


def each_once(ids: Collection[str]) -> list[str]:
    """Ids as typed, each once, in the order given."""
    return list(dict.fromkeys(one.strip() for one in ids))


def refuse_decided(proposal: Thing) -> None:
    """Raise BadInput for one that was decided before."""
    if (state := proposal.text("state")) != ProposalState.OPEN:
        raise BadInput(f"Proposal {proposal.id} was {state} already.")
