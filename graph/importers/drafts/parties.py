"""On whose side each address stands: ours, the account's, or nobody's whom we know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import urlsplit

from graph.errors import BadInput
from graph.identity import entity_id, name_key
from graph.importers.addresses import FREE, Named, domain_of, is_address, is_shared, named
from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.references import Work
from graph.importers.faults import excerpt, in_words
from graph.importers.matching.identities import Identity, external_key, identifiers_of
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import Rows
from graph.vocabulary import EntityKind

SHARE = 20
"""One in so many of the people with an e-mail has to be at a domain for it to be the account's."""

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
        ours = told.ours | _whole(colleagues.emails)
        return cls(work, colleagues, ours, (told.theirs | _domains(work)) - ours)

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
            return Party(Side.NOBODY if is_shared(who.address) else Side.OURS, who)
        if people := self.work.people.find(who.address, system):
            return self._among(who, people)
        if who.address not in self.theirs and domain not in self.theirs:
            return Party(Side.OTHERS, who)
        if is_shared(who.address):
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
        emails = (who.address,) if who.address else ()
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


def _whole(emails: Iterable[str]) -> frozenset[str]:
    """Addresses, and the domains of those that aren't anybody's."""
    addresses = frozenset(emails)
    return addresses | (frozenset(map(domain_of, addresses)) - FREE)


def _domains(work: Work) -> frozenset[str]:
    """The domains at which the account's people are, and those of the account itself."""
    emails = [one for each in work.draft.index.identities.values() for one in each.emails]
    met = Counter(domain_of(one) for one in emails if is_address(one))
    usual = {one for one, times in met.items() if times * SHARE >= len(emails)}
    return frozenset(usual | _of_account(work)) - FREE


def _of_account(work: Work) -> set[str]:
    account = work.draft.known.account
    if account is None:
        return set()
    site = account.thing.text("website").casefold()
    host = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    return {*account.thing.texts("domains"), *filter(None, [host.removeprefix("www.")])}


def told(ours: Iterable[str], theirs: Iterable[str]) -> Told:
    """What a user typed: addresses and domains, with or without an @ before these."""
    return Told(_typed(ours), _typed(theirs))


def _typed(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.strip().casefold().lstrip("@") for text in texts)
