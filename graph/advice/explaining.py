"""Why somebody is suggested: from the numbers of one pick to sentences."""

from collections.abc import Sequence

from graph.advice import wording
from graph.advice.answer import steps
from graph.advice.case import Case
from graph.advice.factors import not_known
from graph.analysis.phrases import called, percent
from graph.analysis.ranking import Pick
from graph.analysis.routes import most_probable
from graph.analysis.targets import decided_on
from graph.model import Account, Person, Thing
from graph.settings import MAIN_PART
from graph.vocabulary import EntityKind, SuggestionAction


def because(rank: int, pick: Pick, asked: Case) -> tuple[str, ...]:
    """What reaching them adds and through whom, the last contact, what isn't known, the way
    in, and who has taken it up."""
    person = asked.index.people[pick.person]
    leads_to = _leads_to(pick, asked)
    sentences = (
        wording.gain(person, pick.share, leads_to, further=rank > 1),
        _route(person, leads_to, asked),
        _contact(person, asked),
        wording.unknown(not_known(person, asked.account)),
        _way(person, asked),
        _taken_up(person, asked),
    )
    return tuple(one for one in sentences if one)


def _leads_to(pick: Pick, asked: Case) -> list[Person]:
    """The targets that the gain mainly comes from, the first one first."""
    by_gain = sorted(pick.gain_by_target.items(), key=lambda item: (-item[1], item[0]))
    main = [target for target, gain in by_gain if gain >= MAIN_PART * pick.gain]
    return [asked.index.people[target] for target in main or [by_gain[0][0]]]


def _route(person: Person, leads_to: Sequence[Person], asked: Case) -> str | None:
    """The most probable way of influence to the first of the targets who isn't the person."""
    others = [one for one in leads_to if one.id != person.id]
    if not others:
        return None
    routes = most_probable(asked.influence, [person.id])
    return wording.route(routes.to(others[0].id), asked.who)


def _contact(person: Person, asked: Case) -> str:
    contact = asked.contacts[person.id]
    colleague = next((asked.who[id_] for id_ in contact.colleagues if id_ in asked.who), None)
    said = wording.last_contact(contact, called(colleague) if colleague else None)
    if person.id in asked.query.engaged:
        return f"{said} Taken as engaged with {percent(asked.engaged[person.id])}, as asked."
    return said


def _way(person: Person, asked: Case) -> str:
    way = asked.ways.to(person.id)
    probability = None if way is None else way.probability
    return wording.way(steps(way, asked.cards), probability, asked.account.settings.cold_reach)


def _taken_up(person: Person, asked: Case) -> str | None:
    decision = asked.decisions.get(person.id)
    if decision is None or decision.value("action") != SuggestionAction.ACCEPTED:
        return None
    by = f" by {decision.created.who}" if decision.created else ""
    return f"Taken up{by} on {decided_on(decision)}: {decision.text('why')}".removesuffix(": ")


def needs_reason(person: Person, account: Account) -> bool:
    """Whether no recorded reason that still holds fits the person."""
    return not any(_fits(one, person, account) for one in account.of_kind(EntityKind.REASON))


def _fits(reason: Thing, person: Person, account: Account) -> bool:
    """By role, function or interest; a reason that names none of these is for everybody."""
    end = reason.day("until")
    if end is not None and end < account.today:
        return False
    wanted = tuple(reason.texts(name) for name in ("roles", "functions", "interests"))
    theirs = (person.buying_roles, (person.function,), person.texts("interests"))
    return not any(wanted) or any(
        set(want) & set(have) for want, have in zip(wanted, theirs, strict=True)
    )
