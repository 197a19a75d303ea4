"""What accepting proposals states: each stands on those that are accepted with it before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.errors import NotFound
from graph.fields import field_of
from graph.importers.drafts.draft import stored
from graph.importers.rows.dates import first_day
from graph.log import Entity, FieldValue, Statement
from graph.model import Account, Fact, Person, Provenance, Thing
from graph.planning.opening import list_accounts
from graph.planning.recording import By
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind, Origin, PersonStatus, ProposalKind

_STATUS, _ROLE, _NOTES = "status", "buying_role", "notes"
_NOT_SHARED = frozenset({"status", "status_until", "merged_into", "same_human"})
"""Fields that don't pass on to somebody's double."""

Said = Mapping[str, FieldValue]


class _Places:
    """In which account somebody stands, and its version; no account is read twice."""

    def __init__(self, store: Store, by: By) -> None:
        self._store = store
        self._accounts = list_accounts(store, View(by.now))
        self._read: dict[str, tuple[frozenset[str], int]] = {}

    def find(self, person: str, company: str) -> tuple[str, int] | None:
        """Most likely it is the account of that company."""
        for one in sorted(self._accounts, key=lambda one: one.name != company):
            people, version = self._people(one.id)
            if person in people:
                return one.id, version
        return None

    def _people(self, account: str) -> tuple[frozenset[str], int]:
        if account not in self._read:
            log = self._store.read_account(account)
            self._read[account] = frozenset(one.id for _, one in log.entities), log.version
        return self._read[account]


@dataclass(frozen=True, slots=True)
class _Work:
    """The people of an account as they are with what was accepted so far.

    `merged`: old id → whom it stands for. `known`: how many links and touches somebody has.
    `told`: what is stated; `made`: who is added. `based_on`: the versions of other accounts that
    it rests on.
    """

    account: Account
    by: By
    places: _Places
    people: dict[str, Person]
    merged: dict[str, str]
    known: Counter[str]
    domains: list[str]
    told: list[Statement] = field(default_factory=list)
    made: list[Entity] = field(default_factory=list)
    based_on: dict[str, int] = field(default_factory=dict)

    def person(self, id_: str) -> Person | None:
        """Whom an id stands for by now, None for nobody."""
        while id_ in self.merged:
            id_ = self.merged[id_]
        return self.people.get(id_)

    def tell(self, person: Person, fields: Said, since: date | None = None) -> None:
        """State something of somebody; from today on it counts for what is accepted later."""
        said = self.by.statement(self.account.id, person.id, fields)
        self.told.append(said._replace(valid_from=since or self.by.valid_from))
        if since is None or since <= self.by.now.date():
            source = Provenance(Origin.HAND, "hand", self.by.author, self.by.now)
            facts = {name: _fact(name, value, source) for name, value in fields.items()}
            self.people[person.id] = replace(person, facts={**person.facts, **facts})


def _fact(name: str, value: FieldValue, source: Provenance) -> Fact:
    assert value is not None
    return Fact(field_of(EntityKind.PERSON, name).read(value), source)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting proposals adds and states, and the versions of other accounts on which
    that rests."""

    made: Sequence[Entity]
    told: Sequence[Statement]
    based_on: Mapping[str, int]


def accepting(store: Store, account: Account, proposals: Sequence[Thing], by: By) -> Accepted:
    """What accepting them adds and states.

    Raises NotFound where somebody whom one is about isn't there any more.
    """
    ends = [end for link in account.links for end in {link.source, link.target}]
    met = [one for touch in account.touches for one in touch.people]
    work = _Work(
        account,
        by,
        _Places(store, by),
        {one.id: one for one in account.people},
        dict(account.aliases),
        Counter([*ends, *met]),
        list(account.thing.texts("domains")),
    )
    for one in proposals:
        _accept(work, one)
    return Accepted(work.made, work.told, work.based_on)


def _accept(work: _Work, proposal: Thing) -> None:
    match ProposalKind(proposal.text("kind")):
        case ProposalKind.NEWCOMER:
            _add(work, proposal)
        case ProposalKind.DOMAIN:
            _add_domain(work, proposal)
        case _:
            _accept_of_somebody(work, proposal)


def _add(work: _Work, proposal: Thing) -> None:
    """Put somebody on the map under the id kept for them, under which touches name them.

    Where somebody with the same address came in another way meanwhile, they are that one.
    """
    id_, name, value = (proposal.text(one) for one in ("person", "field", "value"))
    if id_ in work.people or id_ in work.merged:
        return
    work.made.append(Entity(id_, EntityKind.PERSON, work.account.id))
    person = Person(id_, EntityKind.PERSON)
    work.people[id_] = person
    if same := _known_by(work, name, value):
        work.tell(person, {"merged_into": same.id})
        work.merged[id_] = same.id
        return
    work.tell(person, {"name": proposal.name or value, name: value})


def _known_by(work: _Work, name: str, value: str) -> Person | None:
    """Who has this address or id already."""
    others = {"email": "other_emails"}.get(name, name)
    return next(
        (
            one
            for one in work.people.values()
            if value.casefold() in {one.text(name).casefold(), *one.texts(others)}
        ),
        None,
    )


def _add_domain(work: _Work, proposal: Thing) -> None:
    domains = (*work.domains, proposal.text("value"))
    work.domains[:] = dict.fromkeys(domains)
    fields: Said = {"domains": tuple(work.domains)}
    work.told.append(work.by.statement(work.account.id, work.account.id, fields))


def _accept_of_somebody(work: _Work, proposal: Thing) -> None:
    person = work.person(proposal.text("person"))
    if person is None:
        raise NotFound(f"Whom proposal {proposal.id} is about isn't in the account any more.")
    match ProposalKind(proposal.text("kind")):
        case ProposalKind.DUPLICATE:
            _merge(work, person, work.person(proposal.text("other")))
        case ProposalKind.MOVED:
            _move(work, person, proposal)
        case _:
            _set_field(work, person, proposal)


def _set_field(work: _Work, person: Person, proposal: Thing) -> None:
    """The proposal's field with its value; roles and notes come to those that are there."""
    name, value = proposal.text("field"), proposal.text("value")
    if name == _STATUS:
        status, _, when = value.partition(" ")
        work.tell(person, {_STATUS: status}, first_day(when) or work.by.now.date())
    elif name == _ROLE:
        work.tell(person, {_ROLE: tuple(dict.fromkeys((*person.buying_roles, value)))})
    elif name == _NOTES:
        work.tell(person, {_NOTES: "\n".join(filter(None, (person.text(_NOTES), value)))})
    else:
        work.tell(person, {name: value})


def _merge(work: _Work, one: Person, other: Person | None) -> None:
    """That the one of whom less is known is the other, to whom what they lack is added."""
    if other is None:
        raise NotFound("One of the two isn't in the account any more.")
    if one.id == other.id:
        return
    gone, stays = sorted((one, other), key=lambda person: (_known(work, person), person.id))
    work.tell(gone, {"merged_into": stays.id})
    if added := _lacking(gone, stays):
        work.tell(stays, added)
    work.merged[gone.id] = stays.id
    work.known[stays.id] += work.known[gone.id]


def _known(work: _Work, person: Person) -> int:
    """How much is known of somebody: facts, links and touches."""
    return sum(1 for _ in _own(person)) + work.known[person.id]


def _own(person: Person) -> Iterable[tuple[str, Fact]]:
    """What was said of somebody openly, and of them alone."""
    return (
        (name, fact)
        for name, fact in person.facts.items()
        if name not in _NOT_SHARED
        and fact.provenance.origin is not Origin.INFERRED
        and not fact.private
        and fact.opportunity is None
    )


def _lacking(gone: Person, stays: Person) -> dict[str, FieldValue]:
    """What is known of one and not of the other; a second e-mail and title beside the first."""
    added = {name: stored(fact.value) for name, fact in _own(gone) if name not in stays.facts}
    for name, others in (("email", "other_emails"), ("title", "other_titles")):
        values = (*stays.texts(others), gone.text(name), *gone.texts(others))
        more = tuple(dict.fromkeys(v for v in values if v and v != stays.text(name)))
        if stays.text(name) and more != stays.texts(others):
            added[others] = more
    return added


def _move(work: _Work, person: Person, proposal: Thing) -> None:
    """That somebody left, and, where they stand in another account, that it is the same human."""
    if person.status is not PersonStatus.LEFT:
        work.tell(person, {_STATUS: PersonStatus.LEFT}, work.by.now.date())
    other = proposal.text("other")
    place = work.places.find(other, proposal.text("value")) if other else None
    if place is None:
        return
    there, version = place
    work.tell(work.people[person.id], {"same_human": other})
    work.told.append(work.by.statement(there, other, {"same_human": person.id}))
    work.based_on[there] = version
