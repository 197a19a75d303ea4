"""The use cases around what mails and meetings suggest: list it, and decide it by hand."""

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.advice.inferences import KINDS, Inference, inferences
from graph.analysis.inferring import MAILS
from graph.analysis.phrases import ALONG, names, percent
from graph.errors import BadInput, NotFound
from graph.log import Batch, BatchHeader, Entity, FieldValue, LinkClaim, Statement
from graph.model import Account
from graph.planning.finding import find_person, find_present
from graph.planning.folding import folded
from graph.planning.opening import open_account
from graph.planning.proposals import (
    ACCEPTED,
    Decided,
    action,
    each_once,
    refuse_both,
    refuse_decided,
    turned_down,
)
from graph.planning.recording import By
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind, LinkKind, ProposalKind


@dataclass(frozen=True, slots=True)
class InferredRequest:
    """What to tell: `kind`, all kinds if None; `person`: of whom alone; `seen_by`: on whose mails
    alone one looks, all of them as `finding` reads people; `as_of`: nothing after it counts, now
    if None."""

    account: str
    kind: str | None = None
    person: str | None = None
    seen_by: Sequence[str] = ()
    as_of: datetime | None = None
    viewer: str | None = None


def list_inferred(
    store: Store, request: InferredRequest, now: datetime
) -> tuple[Account, tuple[Inference, ...]]:
    """The account, and what is inferred of it, the likeliest of each kind first.

    Raises NotFound or Ambiguous for a name, BadInput for a kind that there isn't and for somebody
    who isn't there any more.
    """
    if request.kind not in {None, *KINDS}:
        raise BadInput(f"The kind is {request.kind!r}; it can be {', '.join(KINDS)}.")
    account = open_account(store, request.account, View(request.as_of or now, request.viewer))
    viewers = {find_present(account, one, "no mail is seen by them").id for one in request.seen_by}
    about = find_person(account, request.person).id if request.person else None
    return account, inferences(account, request.kind, viewers, about)


def decide_inferred(
    store: Store, request: InferredRequest, decided: Decided, by: By
) -> BatchHeader:
    """State by hand the links that are accepted, and keep how each was decided, in one batch.

    What is rejected isn't inferred again. Raises NotFound for an id under which nothing is
    inferred, BadInput for one that was decided before, is both accepted and rejected, or speaks
    against a manager who was stated, and Conflict where the account changed meanwhile; then
    nothing is written.
    """
    account, found = list_inferred(store, request, by.now)
    accepted = _chosen(account, found, decided.accepted)
    rejected = _chosen(account, found, decided.rejected)
    refuse_both([one.id for one in accepted], [one.id for one in rejected])
    for one in accepted:
        _refuse_against_stated(one, account)
    called = _openly_called(store, account, by)
    outcomes = [(one, ACCEPTED) for one in accepted]
    outcomes += [(one, turned_down(decided.why)) for one in rejected]
    header = by.header(action(len(accepted), len(rejected), "inferred link"))
    return store.commit(
        Batch(
            replace(header, source=MAILS),
            entities=[Entity(one.id, EntityKind.PROPOSAL, account.id) for one, _ in outcomes],
            statements=[_closed(account, one, said, called, by) for one, said in outcomes],
            links=[_claim(account, one) for one in accepted],
            based_on={account.id: account.version},
            token=by.token,
        )
    )


def _chosen(
    account: Account, found: Sequence[Inference], wanted: Collection[str]
) -> list[Inference]:
    """Each once, in the order given. Raises NotFound and BadInput."""
    known = {one.id: one for one in found if one.id}
    before = {one.id: one for one in account.of_kind(EntityKind.PROPOSAL)}
    ids = each_once(wanted)
    for id_ in ids:
        if id_ in before:
            refuse_decided(before[id_])
        if id_ not in known:
            raise NotFound(f"There is no inferred link {id_!r} at {account.name}.")
    return [known[id_] for id_ in ids]


def _refuse_against_stated(one: Inference, account: Account) -> None:
    if one.stated is not None:
        ends = one.source.called, one.stated.called
        taking_back = ("link", *ends, "--kind", one.kind, "--account", account.name, "--remove")
        raise BadInput(
            f"{one.id} can't be accepted: {one.source.called} reports to {one.stated.called}, as "
            "was stated. Reject this one, or take that link back first "
            f"(`{shlex.join(('inroad', *taking_back))}`)."
        )


def _openly_called(store: Store, account: Account, by: By) -> Mapping[str, str]:
    """What everybody is called, without anybody's private facts."""
    return names(folded(store.read_account(account.id), View(by.now)).people)


def _closed(
    account: Account,
    one: Inference,
    said: Mapping[str, FieldValue],
    called: Mapping[str, str],
    by: By,
) -> Statement:
    """What was inferred and how it was decided, as a proposal that is closed."""
    source, target = (called[card.id] for card in (one.source, one.target))
    fields: dict[str, FieldValue] = {
        "kind": ProposalKind.INFERRED_LINK,
        "person": one.source.id,
        "other": one.target.id,
        "value": one.kind,
        "text": f"{source} {ALONG[one.kind].format(target)}",
    }
    return by.statement(account.id, one.id, fields | dict(said))


def _claim(account: Account, one: Inference) -> LinkClaim:
    confidence = f"; inferred with a confidence of {percent(one.confidence)}"
    return LinkClaim(
        account.id,
        LinkKind(one.kind),
        one.source.id,
        one.target.id,
        one.probability,
        evidence=one.evidence + (confidence if one.probability is None else ""),
    )
