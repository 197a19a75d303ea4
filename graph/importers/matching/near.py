"""Who may be the same person under two spellings.

People are brought together by keys that they share (an e-mail, the parts of the name, the parts
but for one letter), never by comparing everybody with everybody: the work grows with the people
and with the pairs found. What chance alone would bring in a crowd of this size isn't reported.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain, combinations
from math import prod
from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.identity import name_key
from graph.importers.matching.identities import Identity, differ_in_ids, resemble
from graph.importers.names import full_form, spelt_parts

MOST_NAMESAKES = 20
"""Of so many people of one name each is compared with those of a similar name."""

MOST_SLIPS = 50
"""Parts of names of which more differ by the same letter aren't misspellings."""

LETTERS_FOR_A_SLIP = range(4, 21)
"""How many letters a part of a name has that may be a misspelling of another."""

LETTERS_OF_A_MAILBOX = 5
CHANCE = 1.0
"""How many namesakes chance may bring before a shared name says nothing."""

CHANCE_IF_TOLD_APART = 0.05
"""The same where one list gives the two different ids, and e-mails of one domain."""

CHANCE_OF_A_MARK = 0.05
"""How likely two people share a title or a phone number."""

_SHARED_MAILBOXES = frozenset(
    (
        *("info", "sales", "contact", "office", "admin", "hello", "support", "service", "billing"),
        *("marketing", "accounts", "accounting", "purchasing", "procurement", "noreply"),
    )
)


class Likeness(IntEnum):
    """How two people are alike, surest first."""

    SAME_EMAIL = 0
    SAME_MAILBOX = 1
    SAME_NAME = 2
    SPELLING = 3
    SHORT_FORM = 4
    SLIP = 5
    LEFT_OUT = 6
    INITIAL = 7


class Candidate(NamedTuple):
    """Somebody who may stand twice."""

    id: str
    name: str
    identity: Identity


class Pair(NamedTuple):
    """Two who may be one. `chance`: how many such pairs to expect of people who aren't."""

    one: str
    other: str
    likeness: Likeness
    chance: float


def near_pairs(
    people: Sequence[Candidate], fresh: Collection[str], marks_of: Callable[[str], frozenset[str]]
) -> list[Pair]:
    """Pairs that may be one person, surest first, each once; at least one of two is `fresh`.

    `marks_of`: what one human has once, such as a phone number or a title, by id of a person.
    """
    crowd = _Crowd(people)
    found: dict[tuple[int, int], Pair] = {}
    seen: set[tuple[int, int]] = set()
    for a, b, likeness, by_name in _alike(crowd):
        key = (a, b) if a < b else (b, a)
        if a == b or key in seen:
            continue
        seen.add(key)
        one, other = people[a], people[b]
        if one.id not in fresh and other.id not in fresh:
            continue
        most = CHANCE_IF_TOLD_APART if crowd.are_told_apart(a, b) else CHANCE
        shares = by_name > most and not marks_of(one.id).isdisjoint(marks_of(other.id))
        chance = by_name * CHANCE_OF_A_MARK if shares else by_name
        if chance <= most:
            found[key] = Pair(one.id, other.id, likeness, chance)
    return sorted(found.values(), key=lambda pair: (pair.chance, pair.likeness))


class _Crowd:
    """People with the parts of their names, folded and in full forms, and how common each is."""

    def __init__(self, people: Sequence[Candidate]) -> None:
        self.people = people
        self.spelt = spelt_parts([one.name for one in people])
        self.parts = [list(map(full_form, spelt)) for spelt in self.spelt]
        self.of_name: dict[tuple[str, ...], list[int]] = {}
        for number, parts in enumerate(self.parts):
            if parts:
                self.of_name.setdefault(tuple(sorted(parts)), []).append(number)
        self.times = Counter(chain.from_iterable(self.parts))

    def chance(self, name: Sequence[str], other: Sequence[str]) -> float:
        """How many people of the other name somebody of this name finds, were parts independent."""
        number = len(self.people)
        return number * prod((self.times[part] - (part in name)) / number for part in other)

    def are_told_apart(self, a: int, b: int) -> bool:
        """Whether one list gives the two different ids, and e-mails of one domain."""
        one, other = self.people[a].identity, self.people[b].identity
        return differ_in_ids(one, other) and not _domains(one).isdisjoint(_domains(other))


def _domains(identity: Identity) -> set[str]:
    return {email.rpartition("@")[2] for email in identity.emails}


Alike = tuple[int, int, Likeness, float]


def _alike(crowd: _Crowd) -> Iterator[Alike]:
    """Pairs by each key, surest keys first; of several who share one, each with the first."""
    yield from _by_email(crowd.people)
    for name, several in crowd.of_name.items():
        if len(several) > 1:
            chance = crowd.chance(name, name)
            yield from ((a, b, _spelling(crowd, a, b), chance) for a, b in _pairs(crowd, several))
    yield from _by_slip(crowd)
    yield from _by_first_and_last(crowd)
    yield from _by_initial(crowd)


def _by_email(people: Sequence[Candidate]) -> Iterator[Alike]:
    """By the whole address, and by the name before the "@", where it isn't a shared mailbox."""
    firsts: dict[str, int] = {}
    for number, one in enumerate(people):
        for email in one.identity.emails:
            mailbox = email.partition("@")[0]
            keys = [(email, Likeness.SAME_EMAIL)]
            if len(mailbox) >= LETTERS_OF_A_MAILBOX and mailbox not in _SHARED_MAILBOXES:
                keys.append((mailbox, Likeness.SAME_MAILBOX))
            for key, likeness in keys:
                first = firsts.setdefault(key, number)
                if first != number and resemble(people[first].identity, one.identity):
                    yield first, number, likeness, 0.0


def _pairs(crowd: _Crowd, several: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of those with one name each with the first who is spelt so; the first of each further
    spelling, such as a short form, with the first of all."""
    firsts: dict[tuple[str, ...], int] = {}
    for number in several:
        key = tuple(sorted(crowd.spelt[number]))
        if key in firsts:
            yield firsts[key], number
        elif firsts:
            yield several[0], number
        firsts.setdefault(key, number)


def _spelling(crowd: _Crowd, a: int, b: int) -> Likeness:
    if name_key(crowd.people[a].name) == name_key(crowd.people[b].name):
        return Likeness.SAME_NAME
    if sorted(crowd.spelt[a]) == sorted(crowd.spelt[b]):
        return Likeness.SPELLING
    return Likeness.SHORT_FORM


def _by_slip(crowd: _Crowd) -> Iterator[Alike]:
    """Names of two parts or more that are equal but for one letter in one part."""
    slips = slips_of(crowd.times)
    for name, (first, *_) in crowd.of_name.items():
        for at, part in enumerate(name if len(name) > 1 else ()):
            for slip in slips.get(part, ()):
                other = tuple(sorted((*name[:at], slip, *name[at + 1 :])))
                near = crowd.of_name.get(other, ())
                chance = crowd.chance(name, other) if near else 0.0
                yield from ((first, one, Likeness.SLIP, chance) for one in near[:MOST_NAMESAKES])


def slips_of(parts: Iterable[str]) -> Mapping[str, list[str]]:
    """For each part of a name the later ones that differ by one letter: another, one more, one
    less, or two that changed places. Two such share a form, with one letter left out or none."""
    first: dict[str, str] = {}
    shared: dict[str, list[str]] = {}
    for part in parts:
        if len(part) in LETTERS_FOR_A_SLIP and part.isalpha():
            for form in (part, *[part[:at] + part[at + 1 :] for at in range(len(part))]):
                other = first.setdefault(form, part)
                if other is not part:
                    shared.setdefault(form, [other]).append(part)
    slips: dict[str, list[str]] = {}
    for several in shared.values():
        for one, other in combinations(several if len(several) <= MOST_SLIPS else (), 2):
            if OSA.distance(one, other, score_cutoff=1) == 1:
                slips.setdefault(one, []).append(other)
    return {one: list(dict.fromkeys(others)) for one, others in slips.items()}


def _by_first_and_last(crowd: _Crowd) -> Iterator[Alike]:
    """Somebody with a middle name, and whoever is called so without one."""
    for number, parts in enumerate(crowd.parts):
        if len(parts) > 2:
            short = (parts[0], parts[-1])
            near = crowd.of_name.get(tuple(sorted(short)), ())
            chance = crowd.chance(parts, short) if near else 0.0
            yield from ((number, one, Likeness.LEFT_OUT, chance) for one in near[:MOST_NAMESAKES])


def _by_initial(crowd: _Crowd) -> Iterator[Alike]:
    """ "D. Reyes", where just one person's name begins with D and ends with Reyes."""
    wanted = {
        (parts[0], parts[1]): number
        for number, parts in enumerate(crowd.parts)
        if len(parts) == 2 and len(parts[0]) == 1 < len(parts[1])
    }
    if not wanted:
        return
    found: dict[tuple[str, str], list[int]] = {}
    for number, parts in enumerate(crowd.parts):
        if len(parts) > 1 and len(parts[0]) > 1 and (key := (parts[0][0], parts[-1])) in wanted:
            found.setdefault(key, []).append(number)
    for key, several in found.items():
        if len(several) == 1:
            yield wanted[key], several[0], Likeness.INITIAL, crowd.chance(key, key)
