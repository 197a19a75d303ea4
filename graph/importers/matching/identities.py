"""Whom a row is about: by external id, then by e-mail, then by name within the account."""

import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from graph.fields import EXTERNAL_ID
from graph.identity import name_key
from graph.importers.names import fold_name
from graph.log import FieldValue

SALESFORCE = "salesforce"
LINKEDIN = "linkedin"
_PROFILE = re.compile(r"linkedin\.com/(in/[^/?#\s]+)", re.IGNORECASE)

MOST_NAMESAKES = 50
"""How many people of one e-mail or name are looked through; more are told apart by id alone."""

MOST_ROUNDS = 10
"""How often rows are gone through for such as are one person only by what a third tells."""

_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"

K = TypeVar("K", bound=Hashable)


class Identity(NamedTuple):
    """By what somebody is known. `external`: "system:id"; all of them folded for comparison."""

    external: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a name tells who it is."""
        return not (self.external or self.emails)


NOBODY = Identity()


def external_id(system: str, id_: str) -> str:
    """The id in its one spelling: Salesforce's 15 characters become the 18 that stand for them.

    The three further characters say which of the fifteen are capitals, five at a time, the
    first in the lowest bit.
    """
    if system != SALESFORCE or len(id_) != 15 or not (id_.isascii() and id_.isalnum()):
        return id_
    fives = (id_[at : at + 5] for at in (0, 5, 10))
    bits = (sum(1 << place for place, char in enumerate(five) if char.isupper()) for five in fives)
    return id_ + "".join(_CHECK[which] for which in bits)


def linkedin_id(url: str) -> str | None:
    """What in the address of a LinkedIn profile is one person's: "in/dana-reyes"."""
    found = _PROFILE.search(url)
    return found[1].casefold() if found else None


def external_key(system: str, id_: str) -> str:
    """What two spellings of one id share: "system:id", folded."""
    return f"{system}:{external_id(system, id_)}".casefold()


def identity_of(fields: Mapping[str, FieldValue]) -> Identity:
    """By what the person of these fields is known."""
    external = (
        external_key(name.removeprefix(EXTERNAL_ID), str(value))
        for name, value in fields.items()
        if value and name.startswith(EXTERNAL_ID)
    )
    others = fields.get("other_emails")
    emails = [fields.get("email"), *(others if isinstance(others, list | tuple) else ())]
    name = name_key(str(fields.get("name") or ""))
    return Identity(
        tuple(external),
        tuple(dict.fromkeys(str(email).casefold() for email in emails if email)),
        (name,) if name else (),
    )


def identifiers(account: str, fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """What an erased person must not come back by; `graph.identity.erasure_digest` takes each."""
    return identifiers_of(account, identity_of(fields))


def identifiers_of(account: str, identity: Identity) -> Iterator[str]:
    """The same for an identity: "external_id:system:id", "email:…", "name:account:name"."""
    yield from (f"external_id:{key}" for key in identity.external)
    yield from (f"email:{email}" for email in identity.emails)
    yield from (f"name:{account}:{name}" for name in identity.names)


def union(one: Identity, other: Identity) -> Identity:
    """What is known by either."""
    if one == other or not any(one):
        return other
    return Identity(*(tuple(dict.fromkeys((*a, *b))) for a, b in zip(one, other, strict=True)))


def differ_in_ids(one: Identity, other: Identity) -> bool:
    """Whether one system knows them under different ids, and none under the same."""
    if not one.external or not other.external:
        return False
    if not set(one.external).isdisjoint(other.external):
        return False
    systems = {key.partition(":")[0] for key in one.external}
    return any(key.partition(":")[0] in systems for key in other.external)


def differ(one: Identity, other: Identity) -> bool:
    """Whether an id or the e-mail tells two namesakes apart."""
    if one.emails and other.emails and set(one.emails).isdisjoint(other.emails):
        return True
    return differ_in_ids(one, other)


def resemble(one: Identity, other: Identity) -> bool:
    """Whether two names may be one human's: a part in common, or letters that don't compare."""
    if not one.names or not other.names:
        return True
    ours, theirs = ({*fold_name(" ".join(names)).split()} for names in (one.names, other.names))
    if not ours.isdisjoint(theirs):
        return True
    return any(part.isascii() for part in ours) != any(part.isascii() for part in theirs)


class Index(Generic[K]):
    """People by what they are known by."""

    def __init__(self) -> None:
        self.external: dict[str, K] = {}
        self.emails: dict[str, list[K]] = {}
        self.names: dict[str, list[K]] = {}
        self.identities: dict[K, Identity] = {}
        self._bare: dict[str, K] = {}

    def add(self, who: K, identity: Identity) -> None:
        """Add somebody, or what else they are known by."""
        before = self.identities.get(who)
        self.identities[who] = identity if before is None else union(before, identity)
        for key in identity.external:
            self.external.setdefault(key, who)
        for email in identity.emails:
            _put(self.emails, email, who)
        for name in identity.names:
            _put(self.names, name, who)
            if before is None and identity.is_bare:
                self._bare.setdefault(name, who)

    def by_external(self, identity: Identity) -> K | None:
        """Who has one of its external ids."""
        return next((self.external[key] for key in identity.external if key in self.external), None)

    def by_email(self, identity: Identity) -> Sequence[K]:
        """Who has one of its e-mails and no other id in the same system, namesakes first."""
        found = [
            who
            for email in identity.emails
            for who in self.emails.get(email, ())[:MOST_NAMESAKES]
            if not differ_in_ids(identity, self.identities[who])
        ]
        return sorted(found, key=lambda who: set(identity.names).isdisjoint(self._names(who)))

    def by_name(self, identity: Identity, taken: Collection[K] = ()) -> K | None:
        """The one of its name whom no id or e-mail tells apart; of several, the one with none."""
        for name in identity.names:
            listed = self.names.get(name, ())
            if not listed:
                continue
            found = [
                who
                for who in listed[:MOST_NAMESAKES]
                if who not in taken and not differ(identity, self.identities[who])
            ]
            if len(found) == 1 and len(listed) <= MOST_NAMESAKES:
                return found[0]
            bare = self._bare.get(name)
            if bare is not None and bare not in taken and self.identities[bare].is_bare:
                return bare
        return None

    def _names(self, who: K) -> tuple[str, ...]:
        return self.identities[who].names


def _put(lists: dict[str, list[K]], key: str, who: K) -> None:
    listed = lists.setdefault(key, [])
    if not listed or (listed[-1] != who and who not in listed[:MOST_NAMESAKES]):
        listed.append(who)


def group(identities: Sequence[Identity]) -> tuple[list[int], dict[int, Identity]]:
    """Which rows of one import are about the same person: for each row the row that stands for
    them; and for each of these by what all its rows together are known.

    An e-mail shared under names that have nothing in common is a mailbox, not a person.
    """
    groups = dict(enumerate(identities))
    stands = list(groups)
    if _all_told_apart(identities):
        return stands, groups
    for _ in range(MOST_ROUNDS):
        joined, index = _joined(groups)
        groups = index.identities
        if not joined:
            break
        stands = [joined.get(row, row) for row in stands]
    return stands, groups


def _joined(groups: Mapping[int, Identity]) -> tuple[dict[int, int], Index[int]]:
    """Groups that are the same as another, and what they all are then; the surest go first.

    What is known of a group grows as others join, so that a further round may join more.
    """
    index: Index[int] = Index()
    joined: dict[int, int] = {}
    for row in sorted(groups, key=lambda one: (not groups[one].external, not groups[one].emails)):
        same = _same(index, groups[row])
        index.add(row if same is None else same, groups[row])
        if same is not None:
            joined[row] = same
    return joined, index


def _all_told_apart(identities: Sequence[Identity]) -> bool:
    """Whether every row has one id of its own in one system, as in an export of it."""
    ids = {one.external for one in identities}
    systems = {key.partition(":")[0] for several in ids for key in several}
    return len(ids) == len(identities) and () not in ids and len(systems) == 1


def _same(index: Index[int], identity: Identity) -> int | None:
    first = index.by_external(identity)
    if first is None and identity.emails:
        alike = (w for w in index.by_email(identity) if resemble(identity, index.identities[w]))
        first = next(alike, None)
    return index.by_name(identity) if first is None else first


def match(wanted: Mapping[int, Identity], known: Index[str]) -> dict[int, str]:
    """Who of the account each is, by the surest way first; who isn't found is left out.

    Somebody found by id or e-mail isn't found again by name, nor under another id.
    """
    found: dict[int, str] = {}
    if not known.identities:
        return found
    taken: dict[str, Identity] = {}
    ways = (_by_external, _by_email, lambda index, one, others: index.by_name(one, others))
    for way in ways:
        for row, identity in wanted.items():
            if row not in found and (who := way(known, identity, taken)) is not None:
                found[row] = who
                taken[who] = union(taken.get(who, NOBODY), identity)
    return found


def _by_external(
    known: Index[str], identity: Identity, _taken: Mapping[str, Identity]
) -> str | None:
    return known.by_external(identity)


def _by_email(known: Index[str], identity: Identity, taken: Mapping[str, Identity]) -> str | None:
    """A namesake with the same e-mail, or else whoever has it and isn't somebody else here."""
    for who in known.by_email(identity):
        other = taken.get(who)
        if other is None or (resemble(identity, other) and not differ(identity, other)):
            return who
    return None
