"""The use cases that write down what is known of an account beyond its people: reasons, gaps,
changes, competitors and their ties, what is going on with somebody, and referrals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import BadInput
from graph.fields import field_of
from graph.log import OURS, FieldValue
from graph.model import Account, Thing
from graph.planning.finding import find_among, find_person
from graph.planning.recording import By, checked, create, state
from graph.store import Store
from graph.vocabulary import EntityKind, ReasonKind

PERSON = "person"

WORTH = frozenset({"text", "kind", "benefit"})
"""The fields of a reason that say what it is worth to the listener."""

NO_REASON = frozenset({"C1", "C8"})
"""What the check of wording finds in a reason that is none: an empty opener, or what is new with
us without what it does for them."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How things of one kind are written.

    `called`: the field that says what one is called, "" where others tell it apart. `needs`:
    fields without which it says nothing. `refers`: fields that name another thing, by kind; a
    field `person` always names one of their people.
    """

    noun: str
    called: str = "text"
    needs: Sequence[str] = ()
    refers: Mapping[str, EntityKind] = field(default_factory=dict)


WRITINGS: Mapping[EntityKind, Writing] = {
    EntityKind.REASON: Writing("reason", needs=("text",)),
    EntityKind.GAP: Writing("gap", needs=("text",)),
    EntityKind.CHANGE: Writing("change", needs=("text",)),
    EntityKind.COMPETITOR: Writing("competitor", "name", needs=("name",)),
    EntityKind.COMPETITOR_TIE: Writing(
        "competitor tie", needs=("competitor",), refers={"competitor": EntityKind.COMPETITOR}
    ),
    EntityKind.HAPPENING: Writing("happening", needs=("text", PERSON)),
    EntityKind.REFERRAL: Writing("referral", needs=("text", PERSON)),
}
"""The kinds that are written one by one, each as it is."""


def find_thing(account: Account, kind: EntityKind, text: str) -> Thing:
    """The thing of a kind with this id, external id, name or whole text.

    Raises NotFound with the nearest, or Ambiguous with the choices.
    """
    return find_among(account.of_kind(kind), text, WRITINGS[kind].noun, f"at {account.name}")


def add_thing(
    store: Store,
    account: Account,
    kind: EntityKind,
    given: Mapping[str, FieldValue],
    by: By,
    *,
    for_all: bool = False,
) -> str:
    """Write down a thing of an account, or of all (`for_all`), and return its id.

    Raises BadInput where a field that it needs is missing, or where it is there already; and as
    `find_person` for somebody whom a field names.
    """
    writing, fields = WRITINGS[kind], _with_ids(account, kind, given)
    if for_all and fields.get(PERSON):
        raise BadInput(f"What is for all accounts can't be about one person of {account.name}.")
    for name in writing.needs:
        if not str(fields.get(name) or "").strip():
            raise BadInput(f"A {writing.noun} needs a {name}.")
    if kind is EntityKind.REASON:
        _refuse_worthless(fields)
    _refuse_twice(account, kind, fields)
    at = OURS if for_all else account.id
    parts = (str(fields.get(writing.called) or ""), by.now.isoformat(), by.author)
    return create(store, at, kind, parts, fields, by if for_all else by.having_seen(account))


def change_thing(
    store: Store, account: Account, thing: Thing, given: Mapping[str, FieldValue], by: By
) -> None:
    """Say something of a thing anew. Raises as `add_thing`."""
    fields = _with_ids(account, thing.kind, given)
    for name in WRITINGS[thing.kind].needs:
        if name in fields and not str(fields[name] or "").strip():
            raise BadInput(f"The {name} of a {WRITINGS[thing.kind].noun} can't be empty.")
    if thing.kind is EntityKind.REASON and WORTH.intersection(fields):
        _refuse_worthless({name: thing.text(name) for name in WORTH} | fields)
    state(store, thing.at, thing.kind, thing.id, fields, by)


def _refuse_worthless(fields: Mapping[str, FieldValue]) -> None:
    """A reason says what the listener gets: that we call, or have something new, is none."""
    text, benefit = (str(fields.get(name) or "").strip() for name in ("text", "benefit"))
    kind = checked(EntityKind.REASON, {"kind": fields.get("kind")})["kind"]
    if kind == ReasonKind.NEW_CAPABILITY and not benefit:
        raise BadInput(
            "A new capability needs a benefit: the result for the listener, such as “stops fall "
            "by a third”. That we have something new is worth nothing to them."
        )
    _refuse_empty(f"{text} – {benefit}" if benefit else text)


def _refuse_empty(said: str) -> None:
    from graph.advice.draft_check.checking import check
    from graph.advice.draft_check.finding import TextKind

    for found in check(said, TextKind.OPENER):
        if found.row in NO_REASON:
            raise BadInput(f"“{found.words}” is no reason to call: {found.instead}")


def _refuse_twice(account: Account, kind: EntityKind, fields: Mapping[str, FieldValue]) -> None:
    """The same said again is one thing, not two."""
    said = {
        name: field_of(kind, name).read(value)
        for name, value in checked(kind, fields).items()
        if value is not None
    }
    for one in account.of_kind(kind):
        if {name: fact.value for name, fact in one.facts.items()} == said:
            raise BadInput(f"That {WRITINGS[kind].noun} is there already: {one.id}.")


def _with_ids(
    account: Account, kind: EntityKind, given: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """The fields with ids for what they name."""
    fields = dict(given)
    if fields.get(PERSON):
        fields[PERSON] = find_person(account, str(fields[PERSON])).id
    for name, other in WRITINGS[kind].refers.items():
        if fields.get(name):
            fields[name] = find_thing(account, other, str(fields[name])).id
    return fields
