"""Whether a reason is meant for somebody: by whom it names, and by what it answers.

Each kind of match counts once, by `settings.FIT`; one is enough. A reason that names nobody is
for everybody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.advice.reasons.answer import Ground
from graph.advice.reasons.toolkit import Toolkit, kind_of
from graph.analysis.phrases import called, listed, spelt
from graph.identity import name_key
from graph.model import Person, Thing
from graph.settings import FIT
from graph.vocabulary import AccountKind, Function, Objection, ReasonKind

ABOUT_US = frozenset({Objection.QUALITY, Objection.SERVICE, Objection.TRUST})
"""Objections to how we did: what new management answers where it doesn't say which."""

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way in which a reason names whom it is for.

    `wants`: what the reason names; `has`: what there is of a person; `fits`: which of the wanted
    are had. `because` and `whom` say a match and what is wanted, as sentences go on.
    """

    name: str
    wants: Callable[[Thing], Words]
    has: Callable[[Person], Words]
    fits: Callable[[Words, Words], Words]
    because: str
    whom: str

    def instead(self, person: Person) -> str:
        """What there is of the person."""
        had = self.has(person)
        if not had:
            return f"{self.name} not known"
        words = _told(had, "and")
        return f"{self.name} “{words}”" if self.fits is alike else f"{self.name} {words}"


def grounds(reason: Thing, person: Person, kit: Toolkit) -> tuple[Ground, ...]:
    """Why the reason fits them; () where it doesn't."""
    if is_for_one(reason):
        return (_ground("person", f"it is for {called(person)} alone"),)
    found = tuple(_matches(reason, person))
    if found:
        return found
    if not any(one.wants(reason) for one in CRITERIA):
        group = reason.value("for_group") is True
        return (_ground("everybody", f"it is for {'the whole group' if group else 'everybody'}"),)
    return tuple(_of_customers(reason, person, kit))


def is_for_one(reason: Thing) -> bool:
    """Whether it is kept for one person."""
    return bool(reason.text("person"))


def is_for_another(reason: Thing, person: Person, kit: Toolkit) -> bool:
    """Whether it is kept for somebody else: nobody's business but theirs."""
    whose = reason.text("person")
    return bool(whose) and kit.account.aliases.get(whose, whose) != person.id


def unmet(reason: Thing, person: Person) -> str:
    """Whom the reason is for, and what there is of the person instead, as a sentence."""
    named = [one for one in CRITERIA if one.wants(reason)]
    whom = [one.whom.format(_told(one.wants(reason), "or")) for one in named]
    instead = [one.instead(person) for one in named]
    return f"it is for {listed(whom, 'or')}; of {called(person)}: {', '.join(instead)}"


def answered(reason: Thing) -> Words:
    """The objections that it answers."""
    named = reason.texts("removes")
    if named or kind_of(reason) is not ReasonKind.NEW_REGIME:
        return named
    return sorted(ABOUT_US)


def removed(reason: Thing, person: Person) -> Words:
    """The objections of a person that it answers."""
    return _same(answered(reason), person.texts("objection"))


def _matches(reason: Thing, person: Person) -> Iterator[Ground]:
    for one in CRITERIA:
        if met := one.fits(one.wants(reason), one.has(person)):
            yield _ground(one.name, one.because.format(_told(met, "and")))
    says_which = reason.texts("removes") or kind_of(reason) is not ReasonKind.NEW_REGIME
    if met := () if says_which else removed(reason, person):
        yield _ground("objection", f"new management answers the objection {_told(met, 'and')}")


def _of_customers(reason: Thing, person: Person, kit: Toolkit) -> Iterator[Ground]:
    """What a changed policy brings customers, where it names none but those who objected."""
    names_others = any(one.wants(reason) for one in CRITERIA if one.name != "objection")
    if kind_of(reason) is not ReasonKind.NEW_POLICY or names_others or not reason.text("benefit"):
        return
    if person.value("users_of_ours") is True:
        yield _ground("customer", f"{called(person)} uses what we sell, and it benefits them")
    elif kit.account.kind is AccountKind.CUSTOMER:
        yield _ground("customer", f"{kit.account.name} is a customer, and it benefits them")


def _ground(name: str, why: str) -> Ground:
    return Ground(name, FIT[name], why)


def _told(words: Words, last: str) -> str:
    return listed([spelt(one) if one.islower() else one for one in words], last)


def _same(wanted: Words, had: Words) -> Words:
    return [one for one in wanted if one in had]


def alike(wanted: Words, had: Words) -> Words:
    """What is had of what is wanted, where the words of one stand among those of the other."""
    return [one for one in had if any(_overlap(_words(one), _words(want)) for want in wanted)]


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _words(text: str) -> frozenset[str]:
    """Its words, singular and plural alike."""
    return frozenset(word.strip(".,;:!?").removesuffix("s") for word in name_key(text).split())


def _field(name: str) -> Callable[[Thing], Words]:
    return lambda thing: thing.texts(name)


def _function(person: Person) -> Words:
    return () if person.function is Function.UNKNOWN else (person.function,)


def _likes(person: Person) -> Words:
    return person.texts("interests") + person.texts("preferences")


def _wishes(person: Person) -> Words:
    return person.texts("challenges") + person.texts("goals")


CRITERIA: Sequence[Criterion] = (
    Criterion(
        "objection",
        _field("removes"),
        _field("objection"),
        _same,
        "it removes the objection {}",
        "whoever objects to {}",
    ),
    Criterion(
        "challenge", _field("challenges"), _wishes, alike, "it meets “{}”", "the challenge “{}”"
    ),
    Criterion(
        "interest", _field("interests"), _likes, alike, "interest in {}", "an interest in {}"
    ),
    Criterion("role", _field("roles"), _field("buying_role"), _same, "the role {}", "the role {}"),
    Criterion("function", _field("functions"), _function, _same, "works in {}", "the function {}"),
)
"""The ways in which a reason names whom it is for, the ones that say most first."""
