"""On whose side each address stands: ours, the account's, or nobody's whom we know."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import urlsplit

from graph.errors import BadInput
from graph.identity import entity_id, name_key
from graph.importers.addresses import (
    FREE,
    Named,
    domain_of,
    is_address,
    is_automatic,
    is_domain,
    is_shared,
    named,
    spellings,
    with_letters,
)
from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.references import Work
from graph.importers.faults import excerpt, in_words
from graph.importers.matching.identities import Identity, external_key, identifiers_of
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import Rows
from graph.vocabulary import EntityKind

SHARE = 20
"""One in so many of the people with an e-mail has to be at a domain for it to be the account's."""

_PARTING = re.compile(r"[\s,;]+")

MOST_SHOWN = 5
"""So many domains are named where it isn't known which are ours."""


class Side(Enum):
    """Where an address stands. NOBODY: a shared mailbox, several people, or somebody erased."""

    OURS = auto()
    THEIRS = auto()
    OTHERS = auto()
    NOBODY = auto()


class Party(NamedTuple):
    """Somebody on a mail: whom one reaches there. `id` is of a person of the account."""

    side: Side
    who: Named
    id: str = ""


class Told(NamedTuple):
    """What a user said of addresses and domains: which are ours, which the account's."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    @property
    def alone(self) -> frozenset[str]:
        """The addresses among ours."""
        return frozenset(one for one in self.ours if "@" in one)


@dataclass(slots=True)
class Newcomer:
    """Somebody of the account who isn't on the map yet, with the id that is kept for them."""

    id: str
    who: Named
    with_us: int = 0
    among_them: int = 0


@dataclass(slots=True)
class Parties:
    """Answers for one account; each distinct text is looked up once.

    `newcomers`: those of the account who aren't on the map, by the id kept for them.
    `elsewhere`: how often each domain that is neither ours nor theirs was met.
    """

    work: Work
    colleagues: Colleagues
    ours: frozenset[str]
    theirs: frozenset[str]
    newcomers: dict[str, Newcomer] = field(default_factory=dict)
    elsewhere: Counter[str] = field(default_factory=Counter)
    _seen: dict[tuple[str, str], Party] = field(default_factory=dict)

    @classmethod
    def of(cls, work: Work, colleagues: Colleagues, told: Told) -> "Parties":
        """Ours is what was told, each colleague's address, and a domain at which more colleagues
        are than people of the account."""
        met, own = _met(work), _of_account(work)
        emails = {one for each in colleagues.emails.values() for one in each}
        usual = {one for one, number in colleagues.domains.items() if number > met[one]}
        ours = told.ours | emails | (usual - FREE - own - told.theirs)
        theirs = told.theirs | ((own | _usual(met)) - FREE)
        return cls(work, colleagues, frozenset(ours), theirs - ours)

    def find(self, text: str, system: str) -> Party:
        """Who a text of a mail is: "Dana Reyes <dana@acme.example>", an id or a name."""
        found = self._seen.get((text, system))
        if found is None:
            found = self._seen[text, system] = self._find(named(text), system)
        return found

    def note_newcomers(self, everybody: Iterable[Party], *, with_us: bool) -> None:
        """Count a mail or meeting for each of them who isn't on the map."""
        for one in everybody:
            if one.id in self.newcomers:
                newcomer = self.newcomers[one.id]
                newcomer.with_us += with_us
                newcomer.among_them += not with_us

    def note_elsewhere(self, everybody: Sequence[Party]) -> None:
        """Count the domains that are met together with ours, and with the account's people if
        anybody is known to be theirs."""
        sides = {one.side for one in everybody}
        if Side.OTHERS not in sides or Side.OURS not in sides:
            return
        if Side.THEIRS in sides or not self.theirs:
            met = (one.who.address for one in everybody if one.side is Side.OTHERS)
            self.elsewhere.update({domain_of(one) for one in met} - FREE)

    def _find(self, who: Named, system: str) -> Party:
        if who.address:
            return self._at(who, system)
        if people := self.work.people.find(who.name, system):
            return self._among(who, people)
        if self.colleagues.find(who.name, system):
            return Party(Side.OURS, who)
        return self._new(who, f"{system}:{who.name}", system)

    def _at(self, who: Named, system: str) -> Party:
        domain = domain_of(who.address)
        if who.address in self.ours or domain in self.ours:
            return Party(Side.NOBODY if _is_nobody(who.address) else Side.OURS, who)
        for spelling in spellings(who.address):
            if people := self.work.people.find(spelling, system):
                return self._among(who, people)
        if who.address not in self.theirs and domain not in self.theirs:
            return Party(Side.OTHERS, who)
        if _is_nobody(who.address):
            return Party(Side.NOBODY, who)
        return self._new(who, who.address, system)

    def _among(self, who: Named, people: tuple[str, ...]) -> Party:
        """The one whom an address or name means; of several the one who is called so."""
        if len(people) > 1:
            called = [one for one in people if self._is_called(one, who.name)]
            if len(called) != 1:
                return Party(Side.NOBODY, who)
            people = (called[0],)
        return Party(Side.THEIRS, who, people[0])

    def _is_called(self, person: str, name: str) -> bool:
        return name_key(name) in self.work.draft.index.identities[person].names

    def _new(self, who: Named, key: str, system: str) -> Party:
        account = self.work.draft.account
        emails = spellings(who.address) if who.address else ()
        known_by = Identity((external_key(system, who.name),), emails, (name_key(who.name),))
        if self.work.erased(identifiers_of(account, known_by)):
            return Party(Side.NOBODY, who)
        id_ = entity_id(EntityKind.PERSON, account, "mail", key)
        before = self.newcomers.setdefault(id_, Newcomer(id_, who))
        if not before.who.name:
            before.who = who
        return Party(Side.THEIRS, before.who, id_)


def refuse_unknown_sides(lists: Sequence[Rows], parties: Parties) -> None:
    """Raise BadInput where mailboxes or calendars come, and nobody said which addresses are ours.

    A plain list may be all of mails among the account's own people.
    """
    if parties.ours or all(rows.system == LIST for rows in lists):
        return
    met = Counter(
        domain_of(named(str(cell)).address) for rows in lists for cell in rows.columns["sender"]
    )
    shown = [f"{excerpt(one)} ({times:,})" for one, times in met.most_common(MOST_SHOWN) if one]
    most = f" Most mails are from {in_words(shown)}." if shown else ""
    raise BadInput(f"Say which addresses are ours: --ours example.com.{most}")


def _is_nobody(address: str) -> bool:
    """Whether nobody in particular is behind an address."""
    return is_shared(address) or is_automatic(address)


def _met(work: Work) -> Counter[str]:
    """How many addresses of the account's people are at each domain."""
    emails = [one for each in work.draft.index.identities.values() for one in each.emails]
    return Counter(domain_of(with_letters(one)) for one in emails if is_address(one))


def _usual(met: Counter[str]) -> frozenset[str]:
    """The domains at which the account's people are."""
    return frozenset(one for one, times in met.items() if times * SHARE >= met.total())


def _of_account(work: Work) -> frozenset[str]:
    """The domains of the account itself."""
    account = work.draft.known.account
    if account is None:
        return frozenset()
    site = account.thing.text("website").casefold()
    host = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    return frozenset({*account.thing.texts("domains"), host.removeprefix("www.")} - {""})


def refuse_theirs_as_ours(told: Told, work: Work) -> None:
    """Raise BadInput where a domain that is told to be ours is that of the account's people."""
    met = _met(work)
    for domain in sorted(told.ours):
        if 2 * met[domain] > met.total():
            account = excerpt(work.draft.name_of(work.draft.account))
            raise BadInput(
                f"{excerpt(domain)} is where {met[domain]:,} of {met.total():,} people of {account}"
                " are; say with --ours which addresses are yours, and with --theirs which are"
                " the account's."
            )


def told(ours: Iterable[str], theirs: Iterable[str]) -> Told:
    """What a user typed: addresses and domains, with or without an @ before these, several of
    them parted by commas or not. Raises BadInput for what is neither."""
    return Told(_typed(ours, "--ours"), _typed(theirs, "--theirs"))


def _typed(texts: Iterable[str], option: str) -> frozenset[str]:
    typed = [one for text in texts for one in _PARTING.split(text.strip()) if one]
    read = [with_letters(one.casefold().removeprefix("*").lstrip("@")) for one in typed]
    for text, one in zip(typed, read, strict=True):
        if not (is_address(one) or is_domain(one)):
            raise BadInput(
                f'{option} "{excerpt(text)}" is neither a domain nor an address; write it as'
                " example.com or kim@example.com."
            )
    return frozenset(read)
