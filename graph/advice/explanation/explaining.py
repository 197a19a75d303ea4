"""Why each suggestion stands where it does: the routes that carry its gain, and what would change
its place. All is worked out in worlds that are drawn once and kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.advice.case import Case
from graph.advice.explanation.answer import Explanation, PlaceChange, RouteAnswer
from graph.advice.explanation.changes import Contest, nearest_changes
from graph.advice.explanation.evidence import Mails, mails_of
from graph.advice.explanation.routes import in_sentences, route_answer, the_rest
from graph.advice.places import Place
from graph.advice.supposing import Supposed, situation
from graph.analysis.reach.carrying import carriers
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.overtaking import Neighbours, is_ahead, lead
from graph.analysis.reach.ranking import Ranking, Situation

MOST_EXPLAINED = 10
"""So many places, from the first on: each costs as much as all of the list."""

MOST_CHANGES = 2
"""So many of what would change a place are told in words, of different kinds."""


def explained(asked: Case, ranked: Ranking, found: Sequence[Place]) -> Mapping[int, Explanation]:
    """Of the first places of a list that is at hand, by rank."""
    now = situation(asked, Supposed(), asked.ways)
    worlds, mails = asked.influence.worlds(now.weights, asked.query.seed), mails_of(asked)
    return {
        place.rank: _explained(_contest(asked, worlds, now, ranked, place), ranked, place, mails)
        for place in found[:MOST_EXPLAINED]
    }


def _contest(asked: Case, worlds: Worlds, now: Situation, ranked: Ranking, place: Place) -> Contest:
    """Against the next one in the list, or nobody: themselves."""
    picks, rank = ranked.picks, place.rank
    above = tuple(pick.person for pick in picks[: rank - 1])
    second = picks[rank].person if rank < len(picks) else place.pick.person
    return Contest(
        asked=asked,
        worlds=worlds,
        now=now,
        pair=Neighbours(place.pick.person, second, above, asked.query.by),
        routes=carriers(worlds, now, place.pick.person, above),
    )


def _explained(contest: Contest, ranked: Ranking, place: Place, mails: Mails | None) -> Explanation:
    asked = contest.asked
    routes = tuple(route_answer(one, place.pick, asked, mails) for one in contest.routes)
    below = contest.second if contest.second != contest.first else None
    plain = Explanation(
        routes=routes,
        sets=contest.worlds.sets.count,
        next_below=asked.cards[below] if below else None,
        tied=any({place.rank, place.rank + 1} <= set(group) for group in ranked.ties),
        changes=(),
        says=(),
    )
    whole = _with_change(plain, contest) if below else plain
    return replace(whole, says=(*dict.fromkeys(_told(routes, asked)), *whole.says))


def _told(routes: Sequence[RouteAnswer], asked: Case) -> Iterator[str]:
    """What several routes share is said once, where it is first."""
    for one in routes:
        yield from in_sentences(one, asked)
    yield from the_rest(routes)


def _with_change(plain: Explanation, contest: Contest) -> Explanation:
    """With what would let the next one overtake, or why that isn't told."""
    name, sets = contest.asked.names[contest.second], contest.worlds.sets
    if plain.tied:
        return replace(plain, says=(f"{name}, who is next, would do as well here already.",))
    if not is_ahead(lead(sets, contest.now, contest.pair)):
        near = f"Too near to {name}, who is next, to tell in {sets.count:,} sets what would change"
        return replace(plain, says=(f"{near} their order.",))
    changes = nearest_changes(contest)
    return replace(plain, changes=changes, says=(_changes_told(changes[:MOST_CHANGES], name),))


def _changes_told(changes: Sequence[PlaceChange], name: str) -> str:
    """By what they would fall behind the next one, whose `name` it is, or be level with them."""
    behind, level = (
        " or ".join(one.says for one in changes if one.level is by_chance)
        for by_chance in (False, True)
    )
    if not changes:
        return f"No single fact would put {name} before."
    falls = f"fall behind {name} {behind}" if behind else ""
    near = f"be about level with {'them' if behind else name} {level}" if level else ""
    return f"Would {', and '.join(filter(None, (falls, near)))}."
