"""Why somebody is suggested: from the numbers of one pick to sentences."""

from collections.abc import Sequence

from graph.advice import wording
from graph.advice.case import Case
from graph.advice.factors import not_known
from graph.advice.places import Place
from graph.analysis.phrases import percent
from graph.analysis.reach.greedy import MOST_AS_GOOD
from graph.analysis.reach.ranking import Pick
from graph.analysis.routes import most_probable
from graph.analysis.targets import decided_on
from graph.model import Person
from graph.settings import MAIN_PART, NEARLY_ALL
from graph.vocabulary import SuggestionAction

MOST_INSTEAD = 3
"""How many of those who would do as well are named."""


def because(place: Place, asked: Case) -> tuple[str, ...]:
    """What reaching them adds and through whom, who would do as well, the last contact, what
    isn't known, the way in, and who has taken it up."""
    person, deciding = place.person, leads_to(place.pick, asked)
    others = [one for one in deciding if one.id != person.id]
    sentences = (
        _gain(place, deciding, asked),
        _route(place, others, asked),
        _instead(place, asked),
        _contact(person, asked),
        wording.unknown(not_known(person, asked.account)),
        _way(person, others, asked),
        _taken_up(person, asked),
    )
    return tuple(one for one in sentences if one)


def leads_to(pick: Pick, asked: Case) -> list[Person]:
    """The targets that the gain mainly comes from, the first one first."""
    by_gain = sorted(pick.gain_by_target.items(), key=lambda item: (-item[1], item[0]))
    main = [target for target, gain in by_gain if gain >= MAIN_PART * pick.gain]
    return [asked.index.people[target] for target in main or [by_gain[0][0]]]


def _gain(place: Place, deciding: Sequence[Person], asked: Case) -> str:
    id_, pick = place.person.id, place.pick
    targets = [asked.introduced(one) for one in deciding if one.id != id_]
    told = sum(pick.gain_by_target[asked.index.number[one.id]] for one in deciding)
    adds = wording.gain(asked.names[id_], pick.share, further=bool(place.above))
    return wording.source(
        adds,
        asked.names[id_] if len(targets) < len(deciding) else None,
        targets,
        mainly=told < NEARLY_ALL * pick.gain,
    )


def _route(place: Place, targets: Sequence[Person], asked: Case) -> str | None:
    """The most probable way of influence to the first of the targets.

    Not over those who are engaged for certain by then: that way adds nothing.
    """
    if not targets:
        return None
    certain = {*place.above, *(id_ for id_, chance in asked.engaged.items() if chance >= 1)}
    open_ = {id_: out for id_, out in asked.flows.items() if id_ not in certain}
    routes = most_probable(open_, [place.person.id], goal=targets[0].id)
    return wording.route(routes.to(targets[0].id), asked.names)


def _instead(place: Place, asked: Case) -> str | None:
    named = [asked.names[id_] for id_ in place.instead[:MOST_INSTEAD]]
    more = len(place.instead) - len(named)
    return wording.instead(named, more, many=len(place.pick.as_good) >= MOST_AS_GOOD)


def _contact(person: Person, asked: Case) -> str:
    contact = asked.contacts[person.id]
    ours = [asked.names[id_] for id_ in contact.last_by if id_ in asked.names]
    said = wording.last_contact(contact, ours)
    if person.id in asked.query.engaged:
        return f"{said} Taken as engaged with {percent(asked.engaged[person.id])}, as asked."
    return said


def _way(person: Person, targets: Sequence[Person], asked: Case) -> str:
    """The way in, and whether it goes over those to whom the person is meant to be the way."""
    way = asked.ways.to(person.id)
    if way is None and (known := asked.ways.over(person.id)):
        return wording.go_directly(asked.names[person.id], asked.names[known])
    if way is None:
        return wording.no_way(asked.names[person.id], person.text("owner"))
    said = wording.way(way, asked.names, asked.account.settings.cold_reach)
    between = {hop.target for hop in way.hops}
    over = [asked.names[one.id] for one in targets if one.id in between]
    return f"{said} {wording.detour(asked.names[person.id], over)}" if over else said


def _taken_up(person: Person, asked: Case) -> str | None:
    decision = asked.decisions.get(person.id)
    if decision is None or decision.value("action") != SuggestionAction.ACCEPTED:
        return None
    return wording.taken_up(decided_on(decision), decision.created, decision.text("why"))
