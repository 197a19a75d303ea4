"""The fold: from the log of an account to the account as it stands at a moment.

What holds, of all that was said of one field: a statement meant for the opportunity
asked about wins over a general one; then by hand over imported over inferred; then the
one recorded last; within one batch the one valid from the later day. What is valid only
after the moment doesn't count; undated statements always do.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from graph.contacts import Find, contacts, may_see, next_touch_at
from graph.errors import NotFound
from graph.fields import field_of
from graph.log import (
    TRUST,
    AccountLog,
    BatchHeader,
    Entity,
    LinkClaim,
    LinkKey,
    Statement,
    link_key,
)
from graph.model import (
    Account,
    Fact,
    Link,
    Person,
    Provenance,
    Thing,
    settings_of,
)
from graph.settings import Settings, with_overrides
from graph.titles import read_title
from graph.vocabulary import EntityKind, Level, Origin
from graph.vocabulary import Function as BusinessFunction

Said = tuple[Statement, BatchHeader]
"""A statement and where it comes from."""


@dataclass(frozen=True, slots=True)
class View:
    """Who looks, at which moment, and for which buying decision.

    `viewer` sees their own private facts; None sees none.
    """

    as_of: datetime
    viewer: str | None = None
    opportunity: str | None = None


def resolve(log: AccountLog, view: View) -> Account:
    """The account as `view` sees it. Raises NotFound where the log holds no account."""
    made = _made(log, view)
    if log.account not in made:
        raise NotFound(f"There is no account {log.account!r}.")
    final = _merged(made)
    people = [one for one in made.values() if isinstance(one, Person) and one.id == final(one.id)]
    account = made[log.account]
    reasons = {one.id: one.text("text") for one in made.values() if one.kind is EntityKind.REASON}
    met = contacts(log, view.as_of, view.viewer, _standing(made, final), reasons)
    return Account(
        thing=account,
        as_of=view.as_of,
        version=log.version,
        settings=with_overrides(Settings(), settings_of(account.facts)),
        people=_ordered(one for one in people if one.kind is EntityKind.PERSON),
        colleagues=_ordered(one for one in people if one.kind is EntityKind.COLLEAGUE),
        links=_links(log, view, final),
        touches=met.touches,
        things=_things(made.values()),
        aliases={one.id: final(one.id) for one in made.values() if final(one.id) != one.id},
        next_touch_at=next_touch_at(log, view.as_of),
        events=met.events,
    )


def things_of(log: AccountLog, view: View, kind: EntityKind) -> tuple[Thing, ...]:
    """The entities of one kind in any log, by name; for the directory of accounts."""
    made = (one for one in _made(log, view).values() if one.kind is kind)
    return tuple(sorted(made, key=lambda one: (one.name, one.id)))


def _made(log: AccountLog, view: View) -> dict[str, Thing]:
    facts = _facts(log, view)
    return {entity.id: _thing(entity, facts, log.headers[batch]) for batch, entity in log.entities}


def _holds(first: date | None, last: date | None, today: date) -> bool:
    return (first is None or first <= today) and (last is None or today <= last)


def _facts(log: AccountLog, view: View) -> dict[str, dict[str, Fact]]:
    """The fact that holds for each field of each entity."""
    today = view.as_of.date()
    best: dict[str, dict[str, tuple[tuple[bool, int, int, date], int, Statement]]] = {}
    dated: dict[tuple[str, str], list[Said]] = {}
    for batch, said in log.statements:
        header = log.headers[batch]
        if not (_holds(said.valid_from, said.valid_until, today) and _is_for(said, header, view)):
            continue
        weight = (
            said.opportunity is not None,
            TRUST[header.origin],
            batch,
            said.valid_from or date.min,
        )
        fields = best.setdefault(said.entity, {})
        for name in said.fields:
            if name not in fields or weight >= fields[name][0]:
                fields[name] = (weight, batch, said)
            if header.origin is Origin.HAND and said.valid_from is not None:
                dated.setdefault((said.entity, name), []).append((said, header))
    kinds = {entity.id: entity.kind for _, entity in log.entities}
    return {
        entity: {
            name: _with_others(fact, kinds[entity], name, dated[entity, name])
            if (entity, name) in dated
            else fact
            for name, (_, batch, said) in fields.items()
            if (fact := _fact(kinds[entity], name, said, log.headers[batch]))
        }
        for entity, fields in best.items()
        if entity in kinds
    }


def _is_for(said: Statement, header: BatchHeader, view: View) -> bool:
    """Whether the viewer may see it and it is meant for the decision asked about."""
    return may_see(said.private, header, view.viewer) and said.opportunity in {
        None,
        view.opportunity,
    }


def _fact(kind: EntityKind, name: str, said: Statement, header: BatchHeader) -> Fact | None:
    raw = said.fields[name]
    if raw is None:
        return None
    return Fact(
        field_of(kind, name).read(raw),
        _provenance(said, header),
        said.private,
        said.opportunity,
    )


def _with_others(fact: Fact, kind: EntityKind, name: str, dated: Iterable[Said]) -> Fact:
    """With what others said by hand of the same day, the last word of each, where that differs."""
    source = fact.provenance
    last = {
        said.said_by or header.author: _fact(kind, name, said, header)
        for said, header in dated
        if said.valid_from == source.valid_from and said.opportunity == fact.opportunity
    }
    others = [one for who, one in last.items() if one and who != source.who]
    return replace(fact, otherwise=tuple(one for one in others if one.value != fact.value))


def _provenance(said: Statement | LinkClaim, header: BatchHeader) -> Provenance:
    return Provenance(
        header.origin,
        header.source,
        header.author,
        header.recorded_at,
        header.id,
        said.said_by,
        said.evidence,
        said.valid_from,
        said.valid_until,
        header.file,
    )


def _plain_provenance(header: BatchHeader) -> Provenance:
    return Provenance(header.origin, header.source, header.author, header.recorded_at, header.id)


def _thing(entity: Entity, said: Mapping[str, Mapping[str, Fact]], header: BatchHeader) -> Thing:
    own = said.get(entity.id, {})
    created = _plain_provenance(header)
    if entity.kind not in {EntityKind.PERSON, EntityKind.COLLEAGUE}:
        return Thing(entity.id, entity.kind, MappingProxyType(dict(own)), created, entity.account)
    facts = MappingProxyType(_with_title_read(own))
    return Person(entity.id, entity.kind, facts, created, entity.account)


def _with_title_read(own: Mapping[str, Fact]) -> dict[str, Fact]:
    """Level and function from the title, marked as inferred, where nobody stated them."""
    facts = dict(own)
    title = facts.get("title")
    if title is None:
        return facts
    department = facts.get("department")
    reading = read_title(str(title.value), "" if department is None else str(department.value))
    source = Provenance(
        Origin.INFERRED, "title", title.provenance.author, title.provenance.recorded_at
    )
    if reading.level is not Level.UNKNOWN:
        facts.setdefault("level", Fact(reading.level, source, title.private))
    if reading.function is not BusinessFunction.UNKNOWN:
        facts.setdefault("function", Fact(reading.function, source, title.private))
    return facts


def _merged(made: Mapping[str, Thing]) -> Callable[[str], str]:
    """Whom an id stands for once accepted duplicates are merged; a circle has one answer."""

    def final(id_: str) -> str:
        path = [id_]
        while (one := made.get(path[-1])) and (into := one.text("merged_into")) in made:
            if into in path:
                return min(path[path.index(into) :])
            path.append(into)
        return path[-1]

    return final


def _standing(made: Mapping[str, Thing], final: Callable[[str], str]) -> Find:
    """The same for those who are on the map; None for any other id."""
    stands = {id_: final(id_) for id_ in made}
    return stands.get


def _ordered(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: (one.name, one.external_id or "", one.id)))


def _things(made: Iterable[Thing]) -> Mapping[EntityKind, tuple[Thing, ...]]:
    kinds: dict[EntityKind, list[Thing]] = {}
    for one in made:
        if one.facts and not isinstance(one, Person):  # not what is private to others
            kinds.setdefault(one.kind, []).append(one)
    return MappingProxyType(
        {kind: tuple(sorted(all_, key=lambda t: (t.name, t.id))) for kind, all_ in kinds.items()}
    )


def _links(log: AccountLog, view: View, final: Callable[[str], str]) -> tuple[Link, ...]:
    """One link for each kind and pair: what was claimed last by the best origin, if it holds.

    Of several periods in one batch the one that holds counts.
    """
    today = view.as_of.date()
    best: dict[LinkKey, tuple[tuple[int, int, bool, date], int, LinkClaim]] = {}
    for batch, claim in log.links:
        if claim.valid_from is not None and claim.valid_from > today:
            continue
        key = link_key(claim.kind, final(claim.source), final(claim.target))
        holds = _holds(claim.valid_from, claim.valid_until, today)
        since = claim.valid_from or date.min
        weight = (TRUST[log.headers[batch].origin], batch, holds, since)
        if key not in best or weight >= best[key][0]:
            best[key] = (weight, batch, claim)
    return tuple(
        _link(key, claim, log.headers[batch])
        for key, (_, batch, claim) in sorted(best.items(), key=lambda item: item[0])
        if not claim.withdrawn and _holds(claim.valid_from, claim.valid_until, today)
    )


def _link(key: LinkKey, claim: LinkClaim, header: BatchHeader) -> Link:
    kind, source, target = key
    return Link(kind, source, target, claim.probability, claim.strength, _provenance(claim, header))
