"""What an import adds to one account, as it takes shape."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from graph.fields import EXTERNAL_ID, Value
from graph.identity import free_id, name_key
from graph.importers.drafts.known import Known, Scope
from graph.importers.faults import excerpt, in_words
from graph.importers.matching.identities import Index
from graph.importers.rows.model import Rows
from graph.log import Entity, FieldValue, LinkClaim, Listing, Statement, TouchClaim
from graph.vocabulary import EntityKind

Erased = Callable[[Iterable[str]], frozenset[str]]
"""Those of some identifiers (`matching.identifiers`) that belong to somebody erased."""

_ALSO: Mapping[str, str] = {"title": "other_titles", "email": "other_emails"}
"""Where a second value of a field goes, when a person stands on several rows."""

MOST_CHOICES = 5


def stored(value: Value | time) -> FieldValue:
    """A value of a row as the log keeps it."""
    return value.isoformat() if isinstance(value, date | time) else value


def nobody(_identifiers: Iterable[str]) -> frozenset[str]:
    """For a store in which nobody was erased."""
    return frozenset()


@dataclass(slots=True)
class Draft:
    """Claims of one account, worked out against what is `known` of it.

    `index`: its people by what they are known by, the new ones among them. `said`: what each
    list says, by scope and source, `first` the list that says it first;
    `graph.importers.drafts.claims` makes statements of what is new.
    `names`: what the new ones are called. `lists`: the sources of all lists of people in this
    import, whichever account they are about.
    """

    known: Known
    index: Index[str]
    lists: frozenset[str] = frozenset()
    said: dict[Scope, dict[str, dict[str, FieldValue]]] = field(default_factory=dict)
    first: dict[Scope, Rows] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    links: list[LinkClaim] = field(default_factory=list)
    touches: Sequence[TouchClaim] = ()
    listings: list[Listing] = field(default_factory=list)
    new: dict[str, EntityKind] = field(default_factory=dict)

    @property
    def account(self) -> str:
        return self.known.log.account

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing, not even who was listed."""
        claims = (self.entities, self.statements, self.links, self.touches, self.listings)
        return not any(claims)

    def kind_of(self, id_: str) -> EntityKind:
        return self.new.get(id_) or self.known.kinds[id_]

    def make(self, kind: EntityKind, *parts: str) -> str:
        """A new entity, whose id comes from the account and `parts`."""
        id_ = free_id(kind, (self.account, *parts), self.is_taken)
        self.new[id_] = kind
        self.entities.append(Entity(id_, kind, self.account))
        return id_

    def touch(self, claims: Sequence[TouchClaim]) -> None:
        """Add touches. A first list of them is kept as it is, however many they are."""
        self.touches = [*self.touches, *claims] if self.touches else claims

    def is_taken(self, id_: str) -> bool:
        return id_ in self.new or id_ in self.known.kinds

    def say(self, scope: Scope, rows: Rows, fields: dict[str, FieldValue]) -> None:
        """Note what a list says; where it says two things of one field the first stands."""
        by_source = self.said.get(scope)
        if by_source is None:
            self.said[scope] = {rows.source: fields}
            self.first[scope] = rows
            return
        before = by_source.setdefault(rows.source, fields)
        if before is not fields:
            _join(before, fields)

    def name_of(self, id_: str) -> str:
        """What somebody or the account is called, the id where no name is known."""
        if id_ == self.account and not self.known.is_new:
            return self.known.name
        return (
            self.names.get(id_)
            or self._as_said(id_, "name")
            or self._known_name(id_)
            or self._mark_of(id_)
            or id_
        )

    def called(self) -> Mapping[str, str]:
        """The names of all people of the account by id, of those that this import makes too."""
        people = (id_ for id_, kind in self.new.items() if kind is EntityKind.PERSON)
        known = {id_: one.name for id_, one in self.known.people.items()}
        return known | {id_: self._as_said(id_, "name") for id_ in people}

    def _known_name(self, id_: str) -> str:
        person = self.known.people.get(self.known.aliases.get(id_, id_))
        if person is None:
            return ""
        return person.name or person.text("email") or person.external_id or person.title

    def _mark_of(self, id_: str) -> str:
        """The e-mail, id or title of somebody whom no list of this import calls by name."""
        for fields in self.said.get(Scope(id_), {}).values():
            ids = (value for name, value in fields.items() if name.startswith(EXTERNAL_ID))
            if mark := next(filter(None, (fields.get("email"), *ids, fields.get("title"))), None):
                return str(mark)
        return ""

    def _as_said(self, id_: str, name: str) -> str:
        """A field of somebody as a list of this import gives it."""
        lists = self.said.get(Scope(id_), {}).values()
        return str(next((one[name] for one in lists if one.get(name)), ""))

    def shown(self, id_: str) -> str:
        """The name for a message."""
        return excerpt(self.name_of(id_))

    def choices(self, ids: Sequence[str]) -> str:
        """Namesakes told apart by title, e-mail or id, for a message."""
        several = [self._with_marks(id_) for id_ in ids[:MOST_CHOICES]]
        if len(ids) > MOST_CHOICES:
            several.append(f"{len(ids) - MOST_CHOICES} more")
        return in_words(several, "or")

    def told_apart(self, id_: str) -> str:
        """The name for a message, with title and e-mail where somebody else has it too."""
        namesakes = self.index.names.get(name_key(self.name_of(id_)), ())
        return self._with_marks(id_) if len(namesakes) > 1 else self.shown(id_)

    def _with_marks(self, id_: str) -> str:
        marks = (self.text_of(id_, "title"), self.text_of(id_, "email"))
        return excerpt(", ".join(filter(None, (self.name_of(id_), *marks))))

    def text_of(self, id_: str, name: str) -> str:
        """A field of somebody as a list gives it, or else as it is known."""
        if said := self._as_said(id_, name):
            return said
        person = self.known.people.get(id_)
        return person.text(name) if person else ""


def _join(into: dict[str, FieldValue], fields: Mapping[str, FieldValue]) -> None:
    """Several values are united, a second title or e-mail is kept beside the first."""
    for name, value in fields.items():
        before = into.setdefault(name, value)
        if before == value:
            continue
        if isinstance(before, tuple) and isinstance(value, tuple):
            into[name] = tuple(dict.fromkeys((*before, *value)))
        elif name in _ALSO:
            others = into.get(_ALSO[name])
            listed = others if isinstance(others, tuple) else ()
            into[_ALSO[name]] = tuple(dict.fromkeys((*listed, str(value))))
