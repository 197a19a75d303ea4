"""What an account already holds, as an import needs to know it: who, and who said what last."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from graph.importers.faults import in_words
from graph.importers.matching.identities import NOBODY, Identity, Index, identity_of, union
from graph.log import AccountLog, BatchHeader, FieldValue, LinkClaim, LinkKey, Statement, TouchClaim
from graph.model import Account, Person, Thing
from graph.resolve import View, resolve
from graph.vocabulary import EntityKind, Origin, PersonStatus

OTHERS_JOINED = ", with "
_BETWEEN = re.compile(", | and ")


def source_of(people: Iterable[str], others: Iterable[str]) -> str:
    """The source of a batch: its lists of people, then whatever came along with them, such as
    "people, with links and touches"."""
    lists = list(dict.fromkeys(people))
    rest = [one for one in dict.fromkeys(others) if one not in lists]
    return OTHERS_JOINED.join(in_words(some) for some in (lists, rest) if some)


def speakable(source: str) -> str:
    """A list's name as the source of a batch can hold it beside others."""
    return re.sub(r"\s*,\s*", " ", source).replace(" and ", " & ").strip()


def people_sources(header: BatchHeader) -> frozenset[str]:
    """The lists of people that a batch was made from."""
    return frozenset(_BETWEEN.split(header.source.split(OTHERS_JOINED)[0]))


def sources(header: BatchHeader) -> frozenset[str]:
    """All that a batch was made from."""
    return frozenset(_BETWEEN.split(header.source.replace(OTHERS_JOINED, ", ")))


class Scope(NamedTuple):
    """What a statement is about, when and for which decision: within it fields are compared."""

    entity: str
    opportunity: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person said of a field: None is that it is unknown again."""

    value: FieldValue
    author: str
    at: datetime


class SaidLast(NamedTuple):
    """The claims of one pair in the last import of a list that said anything of it."""

    batch: int
    claims: list[LinkClaim]


def plain(value: FieldValue) -> FieldValue:
    """A stored value so that equal ones compare as equal, whichever store it comes from."""
    return tuple(value) if isinstance(value, list) else value


class Known:
    """An account's log, read for an import at `now`. A log of version 0 is a new account."""

    def __init__(self, log: AccountLog, now: datetime) -> None:
        self.log = log
        self.now = now
        self.kinds: Mapping[str, EntityKind] = {one.id: one.kind for _, one in log.entities}

    @property
    def is_new(self) -> bool:
        return self.log.account not in self.kinds

    @cached_property
    def account(self) -> Account | None:
        """The account as it stands, without its touches and anybody's private facts; None if
        it is new. Reading tens of thousands of people takes seconds: only where it is needed."""
        return self._resolved(frozenset(EntityKind))

    def _resolved(self, kinds: Collection[EntityKind]) -> Account | None:
        """The account itself and its entities of some kinds."""
        if self.is_new:
            return None
        wanted = {id_ for id_, kind in self.kinds.items() if kind in kinds} | {self.log.account}
        part = replace(
            self.log,
            entities=[pair for pair in self.log.entities if pair[1].id in wanted],
            statements=[pair for pair in self.log.statements if pair[1].entity in wanted],
            links=self.log.links if EntityKind.PERSON in kinds else (),
            touches=(),
        )
        return resolve(part, View(self.now))

    @cached_property
    def name(self) -> str:
        """What the account is called."""
        account = self._resolved(())
        return account.name if account else ""

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody who stands in the account, by id."""
        return {} if self.account is None else {one.id: one for one in self.account.people}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Old id → the one that stands, for those who were merged into another."""
        merged = self._was_said("merged_into")
        return self.account.aliases if merged and self.account else {}

    @cached_property
    def seats(self) -> frozenset[str]:
        """Who is a placeholder: a seat whose holder nobody knows."""
        return self._of_status(PersonStatus.PLACEHOLDER)

    @cached_property
    def left(self) -> frozenset[str]:
        """Who is marked as left."""
        return self._of_status(PersonStatus.LEFT)

    def _of_status(self, status: PersonStatus) -> frozenset[str]:
        if not self._was_said("status", status):
            return frozenset()
        return frozenset(id_ for id_, one in self.people.items() if one.status is status)

    def _was_said(self, name: str, value: FieldValue = None) -> bool:
        """Whether anybody was ever said to have a field, with one value if it is given."""
        values = (said.fields[name] for _, said in self.log.statements if name in said.fields)
        return any(value is None or one == value for one in values)

    @cached_property
    def proposals(self) -> Mapping[str, Thing]:
        """All proposals that were ever made and not undone."""
        account = self._resolved({EntityKind.PROPOSAL})
        listed = () if account is None else account.of_kind(EntityKind.PROPOSAL)
        return {one.id: one for one in listed}

    def identities(self, kind: EntityKind) -> Mapping[str, Identity]:
        """By what everybody of a kind was ever known, so that an older file still finds them."""
        found = {id_: NOBODY for id_, one in self.kinds.items() if one is kind}
        for _, said in self.log.statements if found else ():
            if said.entity in found and not said.private:
                found[said.entity] = union(found[said.entity], identity_of(said.fields))
        return found

    def index(self, kind: EntityKind = EntityKind.PERSON) -> Index[str]:
        """Everybody of a kind by what they are known by."""
        index: Index[str] = Index()
        for id_, identity in self.identities(kind).items():
            index.add(id_, identity)
        return index

    def said(self, source: str) -> dict[Scope, dict[str, FieldValue]]:
        """What the imports of a source said last, field by field."""
        found: dict[Scope, dict[str, FieldValue]] = {}
        of_source = self._batches(source)
        for batch, said in self.log.statements:
            if batch in of_source:
                fields = found.setdefault(scope_of(said), {})
                fields.update((name, plain(value)) for name, value in said.fields.items())
        return found

    def _batches(self, source: str) -> Collection[int]:
        return {
            id_
            for id_, header in self.log.headers.items()
            if header.origin is Origin.IMPORT and source in sources(header)
        }

    @cached_property
    def by_hand(self) -> Mapping[str, Mapping[str, ByHand]]:
        """What people said of each entity's fields, whatever the decision; not what is private."""
        found: dict[str, dict[str, ByHand]] = {}
        for batch, said in self.log.statements:
            header = self.log.headers[batch]
            if header.origin is Origin.HAND and not said.private and said.opportunity is None:
                fields = found.setdefault(said.entity, {})
                for name, value in said.fields.items():
                    fields[name] = ByHand(plain(value), header.author, header.recorded_at)
        return found

    @cached_property
    def links(self) -> Mapping[LinkKey, Mapping[str, SaidLast]]:
        """For each pair what the imports claimed last, by source."""
        imported = {
            id_: sources(header)
            for id_, header in self.log.headers.items()
            if header.origin is Origin.IMPORT
        }
        found: dict[LinkKey, dict[str, SaidLast]] = {}
        for batch, claim in self.log.links:
            by_source = found.setdefault(claim.key, {}) if batch in imported else {}
            for source in imported.get(batch, ()):
                last = by_source.get(source)
                if last is None or last.batch != batch:
                    last = by_source[source] = SaidLast(batch, [])
                last.claims.append(claim)
        return found

    @cached_property
    def links_by_hand(self) -> Mapping[LinkKey, tuple[LinkClaim, BatchHeader]]:
        """The links that people set or withdrew last, and in which batch."""
        return {
            claim.key: (claim, header)
            for batch, claim in self.log.links
            if (header := self.log.headers[batch]).origin is Origin.HAND
        }

    @cached_property
    def touches(self) -> Mapping[str, TouchClaim]:
        """What an import claimed last under each key."""
        return {
            claim.key: claim
            for batch, claim in self.log.touches
            if self.log.headers[batch].origin is Origin.IMPORT
        }

    @cached_property
    def touches_by_hand(self) -> Mapping[str, BatchHeader]:
        """The batch in which somebody changed or withdrew the touch of a key."""
        return {
            claim.key: header
            for batch, claim in self.log.touches
            if (header := self.log.headers[batch]).origin is Origin.HAND
        }

    def listed(self, by: frozenset[str], but: str | None = None) -> frozenset[str]:
        """Whom lists of people of these sources named so far, files of the digest `but` apart."""
        of_these = {
            id_
            for id_, header in self.log.headers.items()
            if people_sources(header) <= by and (but is None or header.digest != but)
        }
        return frozenset(one.entity for batch, one in self.log.listings if batch in of_these)


def scope_of(said: Statement) -> Scope:
    """Within what a statement's fields are compared with earlier ones."""
    return Scope(said.entity, said.opportunity, said.valid_from, said.valid_until)
