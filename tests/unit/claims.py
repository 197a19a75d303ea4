"""What was said, as values: the claims that `tests.unit.worlds` makes accounts of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from graph.identity import entity_id, name_key
from graph.log import (
    AMONG,
    OURS,
    BatchHeader,
    Entity,
    FieldValue,
    LinkClaim,
    Statement,
    TouchClaim,
)
from graph.vocabulary import (
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Origin,
    Outcome,
    Strength,
)

NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
"""The moment at which worlds are seen unless a test says otherwise."""

TODAY = NOW.date()
NAME = "Dream Co"

Row = Entity | Statement | LinkClaim | TouchClaim
Ids = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody said: its rows, once ids are known, and who said it when and how."""

    rows: Callable[[str, Ids], Sequence[Row]]
    names: tuple[str, ...] = ()
    origin: Origin = Origin.IMPORT
    author: str = "Tester"
    recorded: date = TODAY
    source: str = "test"

    @property
    def header(self) -> BatchHeader:
        at = datetime.combine(self.recorded, NOW.timetz())
        return BatchHeader(self.origin, self.author, at, self.source, "test")


def account_id() -> str:
    return entity_id(EntityKind.ACCOUNT, name_key(NAME))


def person_id(name: str) -> str:
    """The id of somebody in the picture."""
    return entity_id(EntityKind.PERSON, account_id(), name_key(name))


def colleague_id(name: str) -> str:
    return entity_id(EntityKind.COLLEAGUE, OURS, name_key(name))


def said(
    who: str,
    fields: Mapping[str, FieldValue] | None = None,
    *,
    on: date | None = None,
    until: date | None = None,
    evidence: str | None = None,
    opportunity: str | None = None,
    private: bool = False,
    **more: FieldValue,
) -> Claim:
    """What was said of a person, by hand; `who` may be "" for the account itself."""
    told = {**(fields or {}), **more}

    def rows(account: str, ids: Ids) -> Sequence[Row]:
        entity = ids(who) if who else account
        return (
            Statement(
                account,
                entity,
                told,
                evidence=evidence,
                valid_from=on,
                valid_until=until,
                opportunity=opportunity,
                private=private,
            ),
        )

    return Claim(rows, (who,) if who else (), Origin.HAND)


def link(
    source: str, kind: str, target: str, how: float | str | None = None, *, on: date | None = None
) -> Claim:
    """A link, with its probability or its strength in a word."""
    probability = None if isinstance(how, str) else how
    strength = Strength(how) if isinstance(how, str) else Strength.UNKNOWN

    def rows(account: str, ids: Ids) -> Sequence[Row]:
        ends = ids(source), ids(target)
        return (LinkClaim(account, LinkKind(kind), *ends, probability, strength, valid_from=on),)

    return Claim(rows, (source, target))


def influences(source: str, target: str, how: float | str | None = None) -> Claim:
    return link(source, "influences", target, how)


def knows(one: str, other: str, how: float | str | None = None) -> Claim:
    return link(one, "knows", other, how)


def touch(
    colleagues: str,
    people: str,
    days_ago: int = 0,
    channel: str = "call",
    *,
    intent: str = "give",
    outcome: str = "connected",
    direction: str = "outbound",
    reason: str | None = None,
    note: str | None = None,
    private: bool = False,
    **details: FieldValue,
) -> Claim:
    """A contact so many days before `TODAY`; several names are separated by ";".

    Two that are alike in all but their details are one.
    """
    ours, theirs = _names(colleagues), _names(people)
    on = TODAY - timedelta(days=days_ago)

    def rows(account: str, ids: Ids) -> Sequence[Row]:
        key = "|".join((colleagues, people, str(days_ago), channel, intent, outcome))
        return (
            TouchClaim(
                account,
                key,
                on,
                None,
                tuple(map(ids, ours)),
                tuple(map(ids, theirs)),
                Channel(channel),
                Direction(direction),
                Intent(intent),
                Outcome(outcome),
                reason,
                note,
                details or None,
                private,
            ),
        )

    return Claim(rows, (*ours, *theirs), recorded=on)


def mails(
    sender: str, recipient: str, days_ago: Sequence[int], channel: Channel = Channel.EMAIL
) -> Claim:
    """Mails, say, from one of theirs to another, each so many days ago."""

    def rows(account: str, ids: Ids) -> Sequence[Row]:
        ends = ids(sender), ids(recipient)
        return [
            TouchClaim(
                account,
                f"{AMONG}{sender}-{recipient}-{days}",
                TODAY - timedelta(days),
                None,
                (),
                ends,
                channel,
            )
            for days in days_ago
        ]

    return Claim(rows, (sender, recipient))


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in text.split(";"))))


def thing(kind: str, key: str, /, **fields: FieldValue) -> Claim:
    """Any other entity (opportunity, decision, reason, …); `person` is given by name."""
    entity = thing_id(kind, key)
    who = (str(fields["person"]),) if "person" in fields else ()

    def rows(account: str, ids: Ids) -> Sequence[Row]:
        named = {
            name: ids(str(value)) if name == "person" else value for name, value in fields.items()
        }
        return (
            Entity(entity, EntityKind(kind), account),
            Statement(account, entity, named),
        )

    return Claim(rows, who, Origin.HAND)


def thing_id(kind: str, key: str) -> str:
    return entity_id(EntityKind(kind), account_id(), key)


def setting(name: str, value: float) -> Claim:
    """The account's own value of one setting."""
    return said("", {f"setting:{name}": value})


def inferred(claim: Claim) -> Claim:
    """The same, worked out rather than said."""
    return replace(claim, origin=Origin.INFERRED)


def by_hand(claim: Claim, author: str = "Tester") -> Claim:
    """The same, said by a person."""
    return replace(claim, origin=Origin.HAND, author=author)


def of_source(claim: Claim, source: str) -> Claim:
    """The same, taken from somewhere."""
    return replace(claim, source=source)


def recorded(claim: Claim, days_ago: int) -> Claim:
    """The same, written down so many days before `TODAY`."""
    return replace(claim, recorded=TODAY - timedelta(days=days_ago))
