"""What goes when people are erased: worked out on claims, the same in every store."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.identity import name_key
from graph.log import Entity, FieldValue, LinkClaim, Listing, Statement, TouchClaim
from graph.store.storable import words
from graph.vocabulary import EntityKind

_ABOUT_SOMEBODY = frozenset(
    {
        EntityKind.PROPOSAL,
        EntityKind.DECISION,
        EntityKind.NOTE,
        EntityKind.HAPPENING,
        EntityKind.REFERRAL,
        EntityKind.REASON,
        EntityKind.BRAINSTORM,
        EntityKind.IDEA,
        EntityKind.VOTE,
    }
)
_REFERENCES = ("person", "other", "about", "brainstorm", "idea")


@dataclass(frozen=True, slots=True)
class Erasing:
    """`ids` go, people and what is about them; `names` are what they were called or reached by.

    Each method gives what is left of a claim: itself, less of it, or None.
    """

    ids: frozenset[str]
    names: frozenset[str]

    def entity(self, claim: Entity) -> Entity | None:
        return None if claim.id in self.ids else claim

    def statement(self, claim: Statement) -> Statement | None:
        """References to somebody erased go too, and a statement of nothing else with them."""
        fields = self._without(claim.fields)
        if claim.entity in self.ids or (claim.fields and not fields):
            return None
        if fields == claim.fields and claim.said_by not in self.ids:
            return claim
        return claim._replace(fields=fields, said_by=self._unless_erased(claim.said_by))

    def link(self, claim: LinkClaim) -> LinkClaim | None:
        if not self.ids.isdisjoint((claim.source, claim.target)):
            return None
        if claim.said_by not in self.ids:
            return claim
        return claim._replace(said_by=None)

    def touch(self, claim: TouchClaim) -> TouchClaim | None:
        """Somebody erased leaves a shared touch; one without anybody else goes, and so does an
        event that they began."""
        people = tuple(one for one in claim.people if one not in self.ids)
        colleagues = tuple(one for one in claim.colleagues if one not in self.ids)
        if claim.people and not people:
            return None
        if claim.is_event and (len(people) < 2 or people[0] != claim.people[0]):
            return None
        details = None if claim.details is None else self._without(claim.details)
        if (people, colleagues, details) == (claim.people, claim.colleagues, claim.details):
            return claim
        return claim._replace(people=people, colleagues=colleagues, details=details)

    def listing(self, claim: Listing) -> Listing | None:
        return None if claim.entity in self.ids else claim

    def mentions(self, claims: Iterable[Statement | LinkClaim | TouchClaim]) -> Iterator[str]:
        """Where free text still names them: keys of touches, ids of entities."""
        for claim in claims:
            folded = list(map(name_key, _texts(claim)))
            if any(name in text for text in folded for name in self.names):
                yield _label(claim)

    def _unless_erased(self, id_: str | None) -> str | None:
        return None if id_ in self.ids else id_

    def _without(self, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
        """The fields without those that are an erased id, or a list of nothing else."""
        kept = {name: self._others(value) for name, value in fields.items()}
        return {
            name: value
            for name, value in kept.items()
            if value == fields[name] or value not in {None, ()}
        }

    def _others(self, value: FieldValue) -> FieldValue:
        if isinstance(value, tuple):
            return tuple(one for one in value if one not in self.ids)
        return None if value in self.ids else value


def erasing(
    people: Collection[str], entities: Iterable[Entity], statements: Sequence[Statement]
) -> Erasing:
    """What erasing people means, given all entities and statements of the store."""
    return Erasing(
        _with_what_is_about(frozenset(people), entities, statements),
        frozenset(
            name_key(name)
            for said in statements
            if said.entity in people
            for name in _names(said.fields)
        ),
    )


def _with_what_is_about(
    ids: frozenset[str], entities: Iterable[Entity], statements: Sequence[Statement]
) -> frozenset[str]:
    """The people, and proposals, decisions and notes about them or about one of these."""
    things = {one.id for one in entities if one.kind in _ABOUT_SOMEBODY}
    about = {
        (said.fields.get(name), said.entity)
        for said in statements
        if said.entity in things
        for name in _REFERENCES
    }
    while more := {thing for whom, thing in about if whom in ids} - ids:
        ids |= more
    return ids


def _names(fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """Full names and e-mails: a first name alone would be found everywhere."""
    first, last = fields.get("first_name"), fields.get("last_name")
    yield from (str(fields[name]) for name in ("name", "email") if fields.get(name))
    if first and last:
        yield f"{first} {last}"


def _texts(claim: Statement | LinkClaim | TouchClaim) -> Iterator[str]:
    if isinstance(claim, TouchClaim):
        return filter(None, (claim.reason, claim.note, *words(claim.details or {})))
    said = words(claim.fields) if isinstance(claim, Statement) else ()
    return filter(None, (claim.said_by, claim.evidence, *said))


def _label(claim: Statement | LinkClaim | TouchClaim) -> str:
    if isinstance(claim, TouchClaim):
        return claim.key
    return claim.entity if isinstance(claim, Statement) else claim.source
