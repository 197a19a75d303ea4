"""The use cases around proposals: list them, accept one, reject one; both by hand."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from graph.errors import BadInput, NotFound
from graph.importers.draft import stored
from graph.log import Batch, BatchHeader, FieldValue, Statement
from graph.model import Account, Fact, Person, Thing
from graph.planning.opening import list_accounts
from graph.planning.recording import By
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind, Origin, PersonStatus, ProposalKind, ProposalState

_STATUS, _ROLE, _NOTES = "status", "buying_role", "notes"
_NOT_SHARED = frozenset({"status", "status_until", "merged_into", "same_human"})
"""Fields that don't pass on to somebody's double."""

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_WHEN = tuple(
    map(
        re.compile,
        (
            r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?",
            r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
            r"((?P<month>[^\W\d_]{3,9})\.? )?(?P<year>\d{4})",
        ),
    )
)

Said = Mapping[str, FieldValue]


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


def accept_proposal(store: Store, account: Account, proposal: str, by: By) -> BatchHeader:
    """State by hand what a proposal says, and that it was accepted, in one batch.

    Raises NotFound for an id that is no proposal here, BadInput for one that was decided, and
    Conflict where the account changed meanwhile.
    """
    one = _open_proposal(account, proposal)
    stated, based_on = _stated(store, account, one, by)
    closed = _statement(account.id, one.id, {"state": ProposalState.ACCEPTED}, by)
    return store.commit(
        Batch(
            by.header("accept proposal"),
            statements=[*stated, closed],
            based_on={account.id: account.version, **based_on},
        )
    )


def reject_proposal(store: Store, account: Account, proposal: str, why: str, by: By) -> BatchHeader:
    """Keep that a proposal was rejected, and why; it isn't made again. Raises as accepting does."""
    one = _open_proposal(account, proposal)
    fields: dict[str, FieldValue] = {"state": ProposalState.REJECTED}
    if why.strip():
        fields["why"] = why.strip()
    return store.commit(
        Batch(
            by.header("reject proposal"),
            statements=[_statement(account.id, one.id, fields, by)],
            based_on={account.id: account.version},
        )
    )


def _open_proposal(account: Account, proposal: str) -> Thing:
    wanted = proposal.strip()
    for one in account.of_kind(EntityKind.PROPOSAL):
        if one.id == wanted:
            if (state := one.text("state")) != ProposalState.OPEN:
                raise BadInput(f"Proposal {wanted} was {state} already.")
            return one
    raise NotFound(f"There is no proposal {wanted!r} at {account.name}.")


def _statement(
    account: str, entity: str, fields: Said, by: By, since: date | None = None
) -> Statement:
    return by.statement(account, entity, fields)._replace(valid_from=since or by.valid_from)


def _stated(
    store: Store, account: Account, proposal: Thing, by: By
) -> tuple[list[Statement], dict[str, int]]:
    """What accepting it states; and the versions of other accounts that it was worked out from."""
    people = {one.id: one for one in account.people}
    stands_for = account.aliases.get
    named = proposal.text("person")
    person = people.get(stands_for(named, named))
    if person is None:
        raise NotFound(f"Whom proposal {proposal.id} is about isn't in the account any more.")
    match ProposalKind(proposal.text("kind")):
        case ProposalKind.DUPLICATE:
            named = proposal.text("other")
            other = people.get(stands_for(named, named))
            return _merged(account, person, other, by), {}
        case ProposalKind.MOVED:
            return _moved(store, account, person, proposal, by)
        case _:
            return [_of_field(account, person, proposal, by)], {}


def _of_field(account: Account, person: Person, proposal: Thing, by: By) -> Statement:
    """The proposal's field with its value; roles and notes come to those that are there."""
    field, value = proposal.text("field"), proposal.text("value")
    if field == _STATUS:
        status, _, when = value.partition(" ")
        return _statement(account.id, person.id, {_STATUS: status}, by, _since(when, by))
    if field == _ROLE:
        roles = tuple(dict.fromkeys((*person.buying_roles, value)))
        return _statement(account.id, person.id, {_ROLE: roles}, by)
    if field == _NOTES:
        notes = "\n".join(filter(None, (person.text(_NOTES), value)))
        return _statement(account.id, person.id, {_NOTES: notes}, by)
    return _statement(account.id, person.id, {field: value}, by)


def _since(when: str, by: By) -> date:
    """The first day of "2024", "May 2024", "2024-05" or "5/2024"; today where none is told."""
    for pattern in _WHEN:
        if told := pattern.fullmatch(when.strip().casefold()):
            parts = told.groupdict("1")
            month = parts["month"]
            number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 1)
            try:
                return date(int(parts["year"]), number, int(parts.get("day", "1")))
            except ValueError:
                break
    return by.now.date()


def _merged(account: Account, one: Person, other: Person | None, by: By) -> list[Statement]:
    """That the one of whom less is known is the other, to whom what they lack is added."""
    if other is None:
        raise NotFound("One of the two isn't in the account any more.")
    if one.id == other.id:
        return []
    gone, stays = sorted((one, other), key=lambda person: (_known(account, person), person.id))
    added = _lacking(gone, stays)
    statements = [_statement(account.id, gone.id, {"merged_into": stays.id}, by)]
    return statements + ([_statement(account.id, stays.id, added, by)] if added else [])


def _known(account: Account, person: Person) -> int:
    """How much is known of somebody: facts, links and touches."""
    links = sum(person.id in {link.source, link.target} for link in account.links)
    touches = sum(person.id in touch.people for touch in account.touches)
    return sum(1 for _ in _own(person)) + links + touches


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


def _moved(
    store: Store, account: Account, person: Person, proposal: Thing, by: By
) -> tuple[list[Statement], dict[str, int]]:
    """That somebody left, and, where they stand in another account, that it is the same human."""
    statements: list[Statement] = []
    if person.status is not PersonStatus.LEFT:
        left: Said = {_STATUS: PersonStatus.LEFT}
        statements.append(_statement(account.id, person.id, left, by, by.now.date()))
    other = proposal.text("other")
    place = _place_of(store, other, proposal.text("value"), by) if other else None
    if place is None:
        return statements, {}
    there, version = place
    statements += [
        _statement(account.id, person.id, {"same_human": other}, by),
        _statement(there, other, {"same_human": person.id}, by),
    ]
    return statements, {there: version}


def _place_of(store: Store, person: str, company: str, by: By) -> tuple[str, int] | None:
    """The account in which somebody stands, most likely that of the company, and its version."""
    accounts = list_accounts(store, View(by.now))
    for one in sorted(accounts, key=lambda one: one.name != company):
        log = store.read_account(one.id)
        if any(entity.id == person for _, entity in log.entities):
            return one.id, log.version
    return None
