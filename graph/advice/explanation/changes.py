"""The first thing that would change a place: the single fact nearest to being otherwise that would
let the next one in the list overtake.

How near a fact is, is told in parts of the way from what is known to the opposite: for an
influence the part of its probability that would have to go; for a call the part of the way to
being engaged for certain; for support the steps on its scale of five; 1 for somebody who leaves
and for a way in that is lost. Influence is what the links say, ways in stay as they are.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from graph.advice.case import Case
from graph.advice.explanation.answer import PlaceChange
from graph.advice.supposing import Supposed, situation, ways_over, ways_without
from graph.analysis.coverage import coverage
from graph.analysis.hops import Hop, all_hops
from graph.analysis.phrases import percent
from graph.analysis.reach.carrying import Carrier
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.overtaking import (
    MeetingPoint,
    Neighbours,
    is_ahead,
    lead,
    meeting_point,
    overtakes,
)
from graph.analysis.reach.ranking import Situation
from graph.analysis.reach.reverse_sets import ReverseSets
from graph.model import Account, Provenance, Touch
from graph.vocabulary import Channel, Direction, Intent, LinkKind, Origin, Outcome, Support

SCALE = (Support.ENEMY, Support.NON_SUPPORTER, Support.NEUTRAL, Support.SUPPORTER, Support.MENTOR)
"""From against us to for us; who isn't known counts as in the middle, and to find out is a step."""

AS = {
    Support.ENEMY: "an enemy",
    Support.NON_SUPPORTER: "a non-supporter",
    Support.NEUTRAL: "neutral",
    Support.SUPPORTER: "a supporter",
    Support.MENTOR: "a mentor",
}
"""What somebody is who stands to us like that."""


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """Neighbours in a list, by number in `pair`; the `routes` that carry what the first adds, and
    the worlds in which both are compared, as the situation is `now`."""

    asked: Case
    worlds: Worlds
    now: Situation
    pair: Neighbours
    routes: tuple[Carrier, ...]

    @property
    def first(self) -> str:
        """Their id."""
        return self.asked.index.people[self.pair.first].id

    @property
    def second(self) -> str:
        """Their id."""
        return self.asked.index.people[self.pair.second].id

    def if_so(self, supposed: Supposed) -> "Then":
        """What there would be to compare."""
        ways = ways_without(self.asked, supposed.leaves)
        gone = np.array([self.asked.index.number[id_] for id_ in supposed.leaves], np.int64)
        sets = self.worlds.without(gone) if gone.size else self.worlds.sets
        return sets, situation(self.asked, supposed, ways)


Then = tuple[ReverseSets, Situation]
"""The worlds and the situation after a change."""


@dataclass(frozen=True, slots=True, eq=False)
class Possible:
    """A change, and how it would be `then`; None where it is known to do."""

    change: PlaceChange
    then: Callable[[], Then] | None


def nearest_changes(contest: Contest) -> tuple[PlaceChange, ...]:
    """The nearest change of each kind that would do, the nearest of all first."""
    kinds = (_influences, _supports, _call, _leaving, _ways_lost)
    found = (_nearest(contest, kind(contest)) for kind in kinds)
    return tuple(sorted((one for one in found if one), key=lambda one: one.part))


def _nearest(contest: Contest, possible: Iterable[Possible]) -> PlaceChange | None:
    by_part = sorted(possible, key=lambda one: one.change.part)
    return next(filter(None, (_holding(contest, one) for one in by_part)), None)


def _holding(contest: Contest, one: Possible) -> PlaceChange | None:
    """A change that does, in a list that is worked out anew; level where only chance says so."""
    if one.then is None:
        return one.change
    sets, then = one.then()
    if not overtakes(sets, then, contest.pair):
        return None
    return replace(one.change, level=not is_ahead(-lead(sets, then, contest.pair)))


def _influences(contest: Contest) -> Iterator[Possible]:
    """Each step of the routes, as far as it would have to fall."""
    steps = dict.fromkeys(step for one in contest.routes for step in pairwise(one.route))
    for step in steps:
        point = meeting_point(contest.worlds, contest.now, contest.pair, *step)
        if point:
            change = _weaker(contest, step, point)
            yield Possible(change, None)


def _weaker(contest: Contest, step: tuple[int, int], point: MeetingPoint) -> PlaceChange:
    asked, influence = contest.asked, contest.asked.influence
    source, target = (asked.index.people[one].id for one in step)
    now = influence.probability(step)
    kept, error = point.kept, point.standard_error
    below, less = (influence.weakened(now, part) for part in (kept, max(0.0, kept - error)))
    names = asked.names
    return PlaceChange(
        kind="influence",
        part=1 - below / now,
        person=asked.cards[source],
        to=asked.cards[target],
        now=now,
        below=below,
        standard_error=below - less,
        support=None,
        level=False,
        says=f"if the influence of {names[source]} on {names[target]} were below "
        f"{percent(below)} (± {100 * (below - less):.1f} points; now {percent(now)})",
    )


def _supports(contest: Contest) -> Iterator[Possible]:
    """That the first supports us less than is known, or the second more."""
    for id_ in (contest.first, contest.second):
        known = next(one for one in contest.asked.candidates.people if one.id == id_).support
        for support in SCALE:
            if support is not known:
                supposed = Supposed(support={id_: support})
                yield Possible(
                    _other_support(contest, id_, known, support),
                    partial(contest.if_so, supposed),
                )


def _other_support(contest: Contest, id_: str, known: Support, other: Support) -> PlaceChange:
    at, middle = {one: place for place, one in enumerate(SCALE)}, SCALE.index(Support.NEUTRAL)
    steps = max(1, abs(at[other] - at.get(known, middle)))
    return _fact(
        contest,
        "support",
        steps / (len(SCALE) - 1),
        id_,
        f"if {contest.asked.names[id_]} were {AS[other]} ({_now(known)})",
        support=other,
    )


def _now(known: Support) -> str:
    return f"now {AS[known]}" if known in AS else "whether for or against us isn't known now"


def _call(contest: Contest) -> Iterator[Possible]:
    """That somebody of ours calls the first one and gives them something."""
    asked, id_ = contest.asked, contest.first
    engaged = asked.engaged[id_]
    if id_ in asked.query.engaged or engaged >= 1:
        return
    called = _called(asked, id_)
    person = asked.index.people[contest.pair.first]
    then = coverage(called, [person])[id_].engaged
    yield Possible(
        _fact(
            contest,
            "touch",
            (then - engaged) / (1 - engaged),
            id_,
            f"after one call with {asked.names[id_]} that gives something",
        ),
        partial(_if_called, contest, called, then),
    )


def _called(asked: Case, id_: str) -> Account:
    """The account, had whoever is nearest to them called them today; of touches those with them
    alone, and of links conflicts, so that little has to be read again."""
    account, way = asked.account, asked.ways.to(id_)
    ours = asked.query.colleague or (way.hops[0].source if way else None)
    touch = Touch(
        key="what if",
        on=account.today,
        at=None,
        colleagues=(ours,) if ours else (),
        people=(id_,),
        channel=Channel.CALL,
        direction=Direction.OUTBOUND,
        intent=Intent.GIVE,
        outcome=Outcome.CONNECTED,
        reason=None,
        note=None,
        details={},
        private=False,
        provenance=Provenance(Origin.INFERRED, "what if", "what if", account.as_of),
    )
    theirs = (one for one in account.touches if id_ in one.people)
    conflicts = (one for one in account.links if one.kind is LinkKind.CONFLICTS_WITH)
    return replace(account, touches=(*theirs, touch), links=tuple(conflicts))


def _if_called(contest: Contest, called: Account, engaged: float) -> Then:
    asked = contest.asked
    then = replace(asked, engaged={**asked.engaged, contest.first: engaged})
    ways = ways_over(asked, (*asked.ways.hops, *all_hops(called)))
    return contest.worlds.sets, situation(then, Supposed(), ways)


def _leaving(contest: Contest) -> Iterator[Possible]:
    """That somebody leaves to whom or over whom the first one is the way."""
    on_routes = dict.fromkeys(person for one in contest.routes for person in one.route)
    for number in on_routes:
        if number not in {contest.pair.first, contest.pair.second, *contest.pair.above}:
            id_ = contest.asked.index.people[number].id
            supposed = Supposed(leaves=frozenset({id_}))
            yield Possible(
                _fact(contest, "leaves", 1.0, id_, f"if {contest.asked.names[id_]} left"),
                partial(contest.if_so, supposed),
            )


def _ways_lost(contest: Contest) -> Iterator[Possible]:
    """That one hop of the way in to the first one is lost, and the next best way counts."""
    way = contest.asked.ways.to(contest.first)
    for hop in way.hops if way else ():
        names = contest.asked.names
        yield Possible(
            _fact(
                contest,
                "way_in",
                1.0,
                hop.source,
                f"if the way in from {names[hop.source]} to {names[hop.target]} were lost",
                to=hop.target,
            ),
            partial(_if_lost, contest, hop),
        )


def _if_lost(contest: Contest, lost: Hop) -> Then:
    asked = contest.asked
    ways = ways_over(asked, [hop for hop in asked.ways.hops if hop[:2] != lost[:2]])
    return contest.worlds.sets, situation(asked, Supposed(), ways)


def _fact(
    contest: Contest,
    kind: str,
    part: float,
    person: str,
    condition: str,
    *,
    to: str | None = None,
    support: str | None = None,
) -> PlaceChange:
    """A change of something that is so or not."""
    cards = contest.asked.cards
    return PlaceChange(
        kind=kind,
        part=part,
        person=cards[person],
        to=cards[to] if to else None,
        now=None,
        below=None,
        standard_error=None,
        support=support,
        level=False,
        says=condition,
    )
