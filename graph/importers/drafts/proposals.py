"""What an import noticed and leaves to a person to decide; the same is never proposed twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from graph.identity import entity_id, name_key
from graph.importers.drafts.draft import Draft
from graph.importers.drafts.findings import Findings, Proposed
from graph.importers.drafts.people import Listed
from graph.importers.drafts.references import Work
from graph.importers.drafts.roles import Inactive
from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.matching.cleaning import read_identities
from graph.importers.matching.identities import NOBODY, Identity, Index
from graph.importers.matching.near import Candidate, Likeness, near_pairs
from graph.importers.rows.model import Rows
from graph.log import Entity, FieldValue, Statement
from graph.vocabulary import EntityKind, Origin, PersonStatus, ProposalKind, ProposalState

MOST_DUPLICATES = 1_000
"""So many pairs of one import are proposed, the surest; the rest is counted."""

COVERS = 0.5
"""The share of those listed before that a list must still have to show who left."""

WHY: Mapping[Likeness, str] = {
    Likeness.SAME_EMAIL: "they have the same e-mail",
    Likeness.SAME_MAILBOX: "their e-mails are the same before the @",
    Likeness.SAME_NAME: "they have the same name",
    Likeness.SPELLING: "their names differ in accents, order or a form of address alone",
    Likeness.SHORT_FORM: "one name has the short form of the other's first name",
    Likeness.SLIP: "their names differ by one letter",
    Likeness.LEFT_OUT: "one name is the other without its middle",
    Likeness.INITIAL: "one name has an initial for the other's first name",
}
_MARKS = ("title", "phone", "url")
_GONE = frozenset({PersonStatus.LEFT, PersonStatus.OBJECTED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact to decide on: `field` and `value` are what accepting it states of `person`.

    For somebody who is to be added, `person` is the id kept for them and `name` what they are
    called; for a domain of the account it is the account.
    """

    kind: ProposalKind
    person: str
    text: str
    why: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    name: str | None = None

    def fields(self) -> dict[str, FieldValue]:
        """As it is stored."""
        given = {
            "kind": self.kind,
            "state": ProposalState.OPEN,
            "person": self.person,
            "other": self.other,
            "field": self.field,
            "value": self.value,
            "name": self.name,
            "text": self.text,
            "why": self.why,
        }
        return {name: value for name, value in given.items() if value is not None}


def propose(draft: Draft, proposal: Proposal, findings: Findings) -> None:
    """Add a proposal, unless it was made before, whatever became of it since."""
    parts = (proposal.kind, proposal.person, proposal.other, proposal.field, proposal.value)
    id_ = entity_id(EntityKind.PROPOSAL, draft.account, *(part or "" for part in parts))
    if id_ in draft.new:
        return
    if id_ in draft.known.kinds:
        _set_again(draft, id_, ProposalState.REJECTED, ProposalState.OPEN, proposal.why)
        return
    draft.new[id_] = EntityKind.PROPOSAL
    draft.entities.append(Entity(id_, EntityKind.PROPOSAL, draft.account))
    draft.statements.append(Statement(draft.account, id_, proposal.fields()))
    findings.proposed.append(Proposed(draft.account, id_, proposal.kind, proposal.text))


def _set_again(
    draft: Draft, id_: str, before: ProposalState, after: ProposalState, why: str
) -> None:
    """Change the state of a proposal about which nobody but imports said anything."""
    proposal = draft.known.proposals.get(id_)
    state = proposal.facts.get("state") if proposal else None
    if state and state.value == before and state.provenance.origin is Origin.IMPORT:
        fields: dict[str, FieldValue] = {"state": after, "why": why}
        draft.statements.append(Statement(draft.account, id_, fields))


def propose_left(
    work: Work, listed: Sequence[Listed], elsewhere: Sequence[Rows], digest: str
) -> None:
    """Who was on these lists before and no longer is.

    `elsewhere`: lists that name other companies too: who is there now is proposed as moved.
    `digest`: of the files, which are not compared with themselves when they come again.
    Nothing is concluded from a list that has less than half of the people of the ones before.
    """
    if not listed:
        return
    draft = work.draft
    before = {_now(draft, who) for who in draft.known.listed(draft.lists, digest)}
    now = {_now(draft, who) for one in listed for who in one.who if who is not None}
    files = in_words(dict.fromkeys(excerpt(one.rows.file) for one in listed))
    _close_returned(draft, now, f"{files} lists them again")
    for one in listed:
        _tell_returned(work, one)
    if len(before & now) < COVERS * len(before):
        sources = dict.fromkeys(one.rows.source for one in listed)
        message = _too_few(len(before & now), len(before), sources)
        work.findings.faults.append(Fault(message, listed[0].rows.file))
        return
    missing = sorted(before - now)
    people = draft.known.people if missing else {}
    gone = [who for who in missing if who in people and people[who].status not in _GONE]
    moved = _found_elsewhere(draft, gone, elsewhere) if gone else {}
    for who in gone:
        if who in moved:
            why = f"{files} names them there"
            propose(draft, _moved(draft, who, moved[who], why), work.findings)
        else:
            why = f"{files} no longer lists them, as an earlier list did"
            propose(draft, _left(draft, who, why), work.findings)


def _too_few(again: int, before: int, sources: Iterable[str]) -> str:
    lists = in_words(f'"{excerpt(source)}"' for source in sources)
    named = f"names {again:,} of the {before:,} people"
    if before == 1:
        named = "doesn't name the one person"
    return f"{named} whom the list {lists} named before; who is missing isn't taken to have left"


def propose_inactive(work: Work, inactive: Sequence[Inactive]) -> None:
    """Who is marked as having no more to do with the account."""
    for one in inactive:
        why = f"{excerpt(one.rows.file)}, line {one.line}, marks them as no longer active"
        propose(work.draft, _left(work.draft, one.person, why), work.findings)


def _found_elsewhere(
    draft: Draft, gone: Sequence[str], elsewhere: Sequence[Rows]
) -> dict[str, str]:
    """The company under which a list names somebody now who isn't listed here any more."""
    index: Index[str] = Index()
    for who in gone:
        index.add(who, draft.index.identities[who])
    here = name_key(draft.name_of(draft.account))
    found: dict[str, str] = {}
    for rows in elsewhere:
        companies = rows.columns.get("company", ())
        for identity, company in zip(read_identities(rows), companies, strict=False):
            if not company or name_key(str(company)) == here:
                continue
            if (one := _first(index, identity)) is not None:
                found.setdefault(one, str(company))
    return found


def _first(index: Index[str], identity: Identity) -> str | None:
    by_email = index.by_email(identity)
    return index.by_external(identity) or (by_email[0] if by_email else index.by_name(identity))


def _now(draft: Draft, who: str) -> str:
    return draft.known.aliases.get(who, who)


def _left(draft: Draft, who: str, why: str) -> Proposal:
    text = f"{draft.shown(who)} left?"
    return Proposal(ProposalKind.LEFT, who, text, why, None, "status", PersonStatus.LEFT)


def _close_returned(draft: Draft, now: Collection[str], why: str) -> None:
    """Who is listed again didn't leave: what an import proposed of that is closed."""
    for id_, proposal in draft.known.proposals.items():
        if proposal.text("kind") == ProposalKind.LEFT and proposal.text("person") in now:
            _set_again(draft, id_, ProposalState.OPEN, ProposalState.REJECTED, why)


def _tell_returned(work: Work, listed: Listed) -> None:
    """Tell who is listed though marked as left; it isn't taken that they came back."""
    left, lines = work.draft.known.left, listed.rows.lines
    told = (
        (f"{work.draft.shown(who)} is listed, though marked as left; that is kept", [line])
        for who, line in zip(listed.who, lines, strict=True)
        if who in left
    )
    mend = "set the status to active, if they are back"
    work.findings.tell(listed.rows, told, "people marked as left", mend=mend)


def _moved(draft: Draft, who: str, company: str, why: str, other: str | None = None) -> Proposal:
    text = f"{draft.shown(who)} moved to {excerpt(company)}?"
    return Proposal(ProposalKind.MOVED, who, text, why, other, None, company)


def propose_moved(there: Draft, who: str, here: Draft, found: str, findings: Findings) -> None:
    """Somebody new in one account (`here`) who has an id or e-mail of somebody `there`."""
    person = there.known.people.get(who)
    if person is not None and not person.text("same_human"):
        why = "an import names somebody there with the same id or e-mail"
        company = here.name_of(here.account)
        propose(there, _moved(there, who, company, why, found), findings)


def propose_duplicates(work: Work) -> None:
    """Pairs that may be one person, at least one of them new or with a new name or e-mail."""
    draft = work.draft
    fresh = {one for one, kind in draft.new.items() if kind is EntityKind.PERSON} | {
        said.entity
        for said in draft.statements
        if ("name" in said.fields or "email" in said.fields) and said.entity in draft.known.people
    }
    if not fresh:
        return
    pairs = near_pairs(_candidates(draft), fresh, partial(_marks, draft))
    for pair in pairs[:MOST_DUPLICATES]:
        one, other = sorted((pair.one, pair.other))
        text = f"{draft.told_apart(one)} and {draft.told_apart(other)}: one person?"
        why = WHY[pair.likeness]
        propose(draft, Proposal(ProposalKind.DUPLICATE, one, text, why, other), work.findings)
    if len(pairs) > MOST_DUPLICATES:
        work.findings.more_duplicates += len(pairs) - MOST_DUPLICATES


def _candidates(draft: Draft) -> list[Candidate]:
    """Everybody who stands in the account after the import."""
    new = [one for one, kind in draft.new.items() if kind is EntityKind.PERSON]
    identities = draft.index.identities
    return [
        *(Candidate(id_, draft.names.get(id_, ""), identities[id_]) for id_ in new),
        *(
            Candidate(id_, one.name, identities.get(id_, NOBODY))
            for id_, one in draft.known.people.items()
        ),
    ]


def _marks(draft: Draft, id_: str) -> frozenset[str]:
    """Title, phone and page, as what two rows for one human have in common."""
    texts = ((name, draft.text_of(id_, name).casefold()) for name in _MARKS)
    return frozenset(f"{name} {text}" for name, text in texts if text)
