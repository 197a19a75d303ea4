"""Who may be the same person under two spellings.

People are brought together by keys that they share (an e-mail, the parts of the name, the parts
but for one letter), never by comparing everybody with everybody: the work grows with the people
and with the pairs found. What chance alone would bring in a crowd of this size isn't reported.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import prod

from rapidfuzz.distance import OSA

from graph.identity import name_key
from graph.importers.matching import Identity, differ_in_ids, resemble
from graph.importers.names import fold_name, full_form, meaningful

MOST_NAMESAKES = 20
"""Of so many people of one name each is compared with those of a similar name."""

LETTERS_FOR_A_SLIP = range(4, 21)
"""How many letters a part of a name has that may be a misspelling of another."""

LETTERS_OF_A_MAILBOX = 5
CHANCE = 1.0
"""How many namesakes chance may bring before a shared name says nothing."""

CHANCE_IF_TOLD_APART = 0.05
"""The same where one list gives the two different ids, and e-mails of one domain."""

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may stand twice. `marks`: what one human has once, such as a phone number."""

    id: str
    name: str
    identity: Identity
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one. `chance`: how many such pairs to expect of people who aren't."""

    one: str
    other: str
    likeness: Likeness
    chance: float


def near_pairs(people: Sequence[Candidate], fresh: Collection[str]) -> list[Pair]:
    """Pairs that may be one person, surest first, each once; at least one of two is `fresh`."""
    crowd = _Crowd(people)
    found: dict[tuple[int, int], Pair] = {}
    for a, b, likeness in _alike(crowd):
        key = (a, b) if a < b else (b, a)
        if a == b or key in found:
            continue
        one, other = people[key[0]], people[key[1]]
        if one.id not in fresh and other.id not in fresh:
            continue
        chance = crowd.chance(a, b, likeness)
        told_apart = differ_in_ids(one.identity, other.identity) and _share_domain(one, other)
        if chance <= (CHANCE_IF_TOLD_APART if told_apart else CHANCE):
            found[key] = Pair(one.id, other.id, likeness, chance)
    return sorted(found.values(), key=lambda pair: (pair.chance, pair.likeness))


class _Crowd:
    """People with the parts of their names, folded and in full forms, and how common each is."""

    def __init__(self, people: Sequence[Candidate]) -> None:
        self.people = people
        folded = {word: fold_name(word).split() for one in people for word in one.name.split()}
        self.spelt = [
            meaningful([part for word in one.name.split() for part in folded[word]])
            for one in people
        ]
        self.parts = [[full_form(part) for part in spelt] for spelt in self.spelt]
        self.of_name: dict[str, list[int]] = {}
        for number, parts in enumerate(self.parts):
            if parts:
                self.of_name.setdefault(key_of(parts), []).append(number)
        self.times = Counter(part for parts in self.parts for part in set(parts))
        self.marked = Counter(mark for one in people for mark in one.marks)

    def chance(self, a: int, b: int, likeness: Likeness) -> float:
        """How many others a person finds by chance who share as much, were all independent."""
        if likeness <= Likeness.SAME_MAILBOX:
            return 0.0
        number = len(self.people)
        shared = self.people[a].marks & self.people[b].marks
        return number * prod(
            (
                *((self.times[part] - (part in self.parts[a])) / number for part in self.parts[b]),
                *((self.marked[mark] - 1) / number for mark in shared),
            )
        )


def key_of(parts: Iterable[str]) -> str:
    """The parts of a name in any order."""
    return " ".join(sorted(parts))


def _share_domain(one: Candidate, other: Candidate) -> bool:
    domains = ({email.rpartition("@")[2] for email in who.identity.emails} for who in (one, other))
    return not next(domains).isdisjoint(next(domains))


def _alike(crowd: _Crowd) -> Iterator[tuple[int, int, Likeness]]:
    """Pairs by each key, surest keys first; of several who share one, each with the first."""
    yield from _by_email(crowd.people)
    for group in crowd.of_name.values():
        yield from ((group[0], other, _spelling(crowd, group[0], other)) for other in group[1:])
    yield from _by_slip(crowd)
    yield from _by_first_and_last(crowd)
    yield from _by_initial(crowd)


def _by_email(people: Sequence[Candidate]) -> Iterator[tuple[int, int, Likeness]]:
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
                    yield first, number, likeness


def _spelling(crowd: _Crowd, a: int, b: int) -> Likeness:
    if name_key(crowd.people[a].name) == name_key(crowd.people[b].name):
        return Likeness.SAME_NAME
    if key_of(crowd.spelt[a]) == key_of(crowd.spelt[b]):
        return Likeness.SPELLING
    return Likeness.SHORT_FORM


def _by_slip(crowd: _Crowd) -> Iterator[tuple[int, int, Likeness]]:
    """Names of two parts or more that are equal but for one letter in one part."""
    slips = slips_of(crowd.times)
    for key, group in list(crowd.of_name.items()):
        parts = key.split()
        if len(parts) < 2:
            continue
        for at, part in enumerate(parts):
            for other in slips.get(part, ()):
                near = crowd.of_name.get(key_of((*parts[:at], other, *parts[at + 1 :])), ())
                for number in near[:MOST_NAMESAKES]:
                    yield group[0], number, Likeness.SLIP


def slips_of(parts: Iterable[str]) -> Mapping[str, list[str]]:
    """For each part of a name those that differ by one letter: another, one more, one less, or
    two that changed places. Two such have a form in common with one letter left out each."""
    without_one: dict[str, list[str]] = {}
    for part in parts:
        if len(part) in LETTERS_FOR_A_SLIP and part.isalpha():
            for form in {part, *(part[:at] + part[at + 1 :] for at in range(len(part)))}:
                without_one.setdefault(form, []).append(part)
    slips: dict[str, list[str]] = {}
    for several in without_one.values():
        for one in several if len(several) > 1 else ():
            for other in several:
                if one != other and OSA.distance(one, other, score_cutoff=1) == 1:
                    slips.setdefault(one, []).append(other)
    return {one: list(dict.fromkeys(others)) for one, others in slips.items()}


def _by_first_and_last(crowd: _Crowd) -> Iterator[tuple[int, int, Likeness]]:
    """Somebody with a middle name, and whoever is called so without one."""
    for number, parts in enumerate(crowd.parts):
        if len(parts) > 2:
            for other in crowd.of_name.get(key_of((parts[0], parts[-1])), ())[:MOST_NAMESAKES]:
                yield number, other, Likeness.LEFT_OUT


def _by_initial(crowd: _Crowd) -> Iterator[tuple[int, int, Likeness]]:
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
            yield wanted[key], several[0], Likeness.INITIAL
