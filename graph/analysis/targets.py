"""Who decides, with which weight, and who may be suggested."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis.standing import closed_until, days_after, is_gone, said_on
from graph.analysis.touches import is_contact
from graph.model import Account, Person, Thing
from graph.settings import DECISION_WEIGHT, INNER_CIRCLE_FACTOR
from graph.vocabulary import (
    EntityKind,
    Level,
    PersonStatus,
    PoliticalStatus,
    SuggestionAction,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A person who decides. `weight` ≥ 0, in the account's own units; `why` in plain words."""

    person: Person
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Targets:
    """Who decides, the heaviest first.

    `inferred`: nobody was named and nobody has a role, these are proposed from titles.
    `gone`: who would be one and left or objected; they don't count.
    """

    targets: tuple[Target, ...]
    gone: tuple[Target, ...] = ()
    inferred: bool = False

    @property
    def total_weight(self) -> float:
        return sum(one.weight for one in self.targets)


def find_targets(account: Account, named: Mapping[str, float]) -> Targets:
    """Those `named` (person id: weight); else by decision weight and role; else by level."""
    if named:
        by_id = {person.id: person for person in account.people}
        return _sorted(Target(by_id[id_], weight, "named") for id_, weight in named.items())
    known = _sorted(one for person in account.people if (one := by_opinion(person)).weight > 0)
    return known if known.targets else _from_titles(account, known.gone)


def by_opinion(person: Person) -> Target:
    """The weight that was stated, else the highest of their roles', doubled in the inner circle."""
    stated = person.number("decision_weight")
    if stated is not None:
        return Target(person, stated, "decision weight as stated")
    deciding = [role for role in person.buying_roles if role in DECISION_WEIGHT]
    if not deciding:
        return Target(person, 0.0, "no role in the decision")
    role = max(deciding, key=lambda one: DECISION_WEIGHT[one])
    words = role.replace("_", " ")
    if person.political_status is PoliticalStatus.INNER_CIRCLE:
        weight = DECISION_WEIGHT[role] * INNER_CIRCLE_FACTOR
        return Target(person, weight, f"{words} in the inner circle")
    return Target(person, DECISION_WEIGHT[role], words)


def _sorted(found: Iterable[Target]) -> Targets:
    ordered = sorted(found, key=lambda one: -one.weight)
    return Targets(
        tuple(one for one in ordered if not is_gone(one.person)),
        tuple(one for one in ordered if is_gone(one.person)),
    )


def _from_titles(account: Account, gone: tuple[Target, ...]) -> Targets:
    """The highest level present, each of weight 1, save those stated to weigh nothing."""
    ranked = [
        person
        for person in account.people
        if not is_gone(person)
        and person.level is not Level.UNKNOWN
        and person.number("decision_weight") is None
    ]
    order = tuple(Level).index
    highest = min((person.level for person in ranked), key=order, default=None)
    top = [person for person in ranked if person.level is highest]
    return Targets(tuple(Target(one, 1.0, "inferred from titles") for one in top), gone, True)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who isn't suggested though they are there, and why."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be suggested, in the account's order, and who is left out for now."""

    people: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]


def find_candidates(
    account: Account,
    not_these: Mapping[str, str],
    targets: Collection[str],
    brought_back: Collection[str] = (),
) -> Candidates:
    """Everybody who is there and open, but `not_these` (id: why) and not the `targets`.

    Those who are `brought_back` count as open.

    A placeholder isn't somebody to call. A suggestion that was dismissed keeps its person
    out until the end that was set.
    """
    dismissed = _dismissed(account)
    people, left_out = [], []
    for person in account.people:
        if is_gone(person) or person.status is PersonStatus.PLACEHOLDER or person.id in targets:
            continue
        closed = None if person.id in brought_back else _closed(person, account)
        why = not_these.get(person.id) or closed or dismissed.get(person.id)
        if why:
            left_out.append(LeftOut(person, why))
        else:
            people.append(person)
    return Candidates(tuple(people), tuple(left_out))


def _closed(person: Person, account: Account) -> str | None:
    end = closed_until(person, account.settings, account.today)
    return None if end is None else f"not open until {end}"


def _dismissed(account: Account) -> Mapping[str, str]:
    """Why somebody's suggestion is dismissed today, by person id."""
    return {person: why for person, (_, why) in dismissals(account).items()}


def dismissals(account: Account) -> Mapping[str, tuple[date, str]]:
    """Until when, and why, the suggestions are dismissed that are so today, by person id."""
    return {
        person: found
        for person, one in last_decisions(account).items()
        if (found := _dismissal(one, account))
    }


def last_decisions(account: Account) -> Mapping[str, Thing]:
    """The last decision about a suggestion of each person, by person id."""
    last = {one.text("person"): one for one in _decisions(account)}
    return {account.aliases.get(person, person): one for person, one in last.items()}


def was_put_off(account: Account, person: str) -> bool:
    """Whether somebody was left out by the last decision, and nobody was in touch since."""
    last = last_decisions(account).get(person)
    if last is None or last.value("action") != SuggestionAction.DISMISSED:
        return False
    since = decided_on(last)
    return not any(
        person in one.people and is_contact(one) and one.on >= since for one in account.touches
    )


def _decisions(account: Account) -> Sequence[Thing]:
    """Decisions about suggestions up to the account's day, oldest first."""
    past = (one for one in account.of_kind(EntityKind.DECISION) if decided_on(one) <= account.today)
    return sorted(past, key=lambda one: (decided_on(one), _batch(one), one.id))


def decided_on(decision: Thing) -> date:
    """The day of a decision: as stated, or else when it was written down."""
    made = decision.created
    return decision.day("on") or (said_on(made) if made else None) or date.min


def _batch(decision: Thing) -> int:
    return decision.created.batch if decision.created else 0


def _dismissal(decision: Thing, account: Account) -> tuple[date, str] | None:
    """Until when it keeps somebody out, and why; None once that has passed, or where it isn't one.

    Without an end it holds for `dismissed_days`.
    """
    if decision.value("action") != SuggestionAction.DISMISSED:
        return None
    lasting = account.settings.dismissed_days
    end = decision.day("until") or days_after(decided_on(decision), lasting)
    if end < account.today:
        return None
    return end, f"dismissed until {end}: {decision.text('why')}".removesuffix(": ")
