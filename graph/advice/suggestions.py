"""Whom next: from an account to the answer, with its reasons.

One pass over how everybody is covered, who decides, who may be suggested, the ways in and
the ranking, then the words for it. Everything is worked out from the arguments alone: the
same account, query and seed give the same answer.
"""

from collections.abc import Mapping, Sequence
from math import isnan

from graph.advice.answer import steps
from graph.advice.cadence.next_day import timing
from graph.advice.case import Case, Query, case, ranking
from graph.advice.explaining import MOST_INSTEAD, because, leads_to
from graph.advice.explanation.answer import Explanation
from graph.advice.factors import not_known
from graph.advice.next_answer import NextAnswer, NotSuggested, Suggestion, TargetAnswer
from graph.advice.notes import notes
from graph.advice.places import Place, places
from graph.advice.reasons.matching import saying
from graph.analysis.reach.ranking import Ranking
from graph.analysis.targets import Target
from graph.model import Account


def suggest(account: Account, query: Query) -> NextAnswer:
    """Whom to reach next, why, and by which way in. Raises ValueError for a limit below 0."""
    asked = case(account, query)
    ranked = ranking(asked)
    found = tuple(places(asked, ranked)) if ranked else ()
    explanations = _explained(asked, ranked, found) if ranked and query.explain else {}
    ties = _within(len(found), ranked.ties if ranked else ())
    return NextAnswer(
        account=account.name,
        account_id=account.id,
        opportunity=query.opportunity,
        as_of=account.as_of.isoformat(),
        seed=query.seed,
        by=query.by,
        total_weight=asked.targets.total_weight,
        decision_reached=ranked.reached if ranked else None,
        standard_error=ranked.reached_error if ranked else None,
        sets=ranked.sets if ranked else 0,
        horizon_days=asked.influence.days,
        events=asked.influence.events,
        touches_kept=bool(account.touches),
        targets=tuple(_target(one, asked, ranked) for one in asked.targets.targets),
        targets_inferred=asked.targets.inferred,
        suggestions=tuple(
            _suggestion(place, asked, explanations.get(place.rank)) for place in found
        ),
        ties=ties,
        left_out=tuple(
            NotSuggested(asked.people[one.person.id], one.why) for one in asked.candidates.left_out
        ),
        notes=notes(asked, ranked, ties),
    )


def _explained(asked: Case, ranked: Ranking, found: Sequence[Place]) -> Mapping[int, Explanation]:
    """By rank; what it takes is loaded only here, since a command has to start fast."""
    from graph.advice.explanation.explaining import explained

    return explained(asked, ranked, found)


def _within(last: int, groups: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """The ties among the ranks up to `last`."""
    cut = (tuple(rank for rank in group if rank <= last) for group in groups)
    return tuple(group for group in cut if len(group) > 1)


def _target(target: Target, asked: Case, ranked: Ranking | None) -> TargetAnswer:
    id_ = target.person.id
    way = asked.ways.to(id_)
    return TargetAnswer(
        person=asked.cards[id_],
        weight=target.weight,
        reached=_reached(asked.index.number[id_], ranked),
        why=target.why,
        direct_way_in=steps(way, asked.cards),
        direct_way_in_probability=None if way is None else way.probability,
        days_since_contact=asked.people[id_].days_since_contact,
        contact_known=asked.people[id_].contact_known,
        doubts=tuple(asked.doubts.get(id_, ())),
    )


def _reached(number: int, ranked: Ranking | None) -> float | None:
    if ranked is None or isnan(ranked.reached_by_target[number]):
        return None
    return float(ranked.reached_by_target[number])


def _suggestion(place: Place, asked: Case, explanation: Explanation | None) -> Suggestion:
    person, pick = place.person, place.pick
    contact, way = asked.contacts[person.id], asked.ways.to(person.id)
    hops, say = steps(way, asked.cards), saying(person, asked.kit)
    return Suggestion(
        rank=place.rank,
        person=asked.cards[person.id],
        called=asked.names[person.id],
        roles=person.buying_roles,
        level=person.level,
        gain=pick.gain,
        leads_to=tuple(asked.people[one.id] for one in leads_to(pick, asked)),
        share=pick.share,
        standard_error=pick.standard_error,
        score=pick.score,
        factors=asked.factors[person.id],
        instead=tuple(asked.people[id_] for id_ in place.instead[:MOST_INSTEAD]),
        instead_more=max(0, len(place.instead) - MOST_INSTEAD),
        coverage=contact.coverage,
        engaged=asked.engaged[person.id],
        days_since_contact=contact.days_since_contact,
        days_since_attempt=contact.days_since_attempt,
        contact_known=contact.contact_known,
        nearest=hops[0].person if hops else None,
        way_in=hops,
        way_in_probability=None if way is None else way.probability,
        not_known=not_known(person, asked.account),
        reason=say.reason,
        other_reasons=say.other_reasons,
        needs_reason=say.needs_reason,
        approach=say.approach,
        mentions=say.mentions,
        because=because(place, asked),
        doubts=tuple(asked.doubts.get(person.id, ())),
        when=timing(person, asked.diary),
        explanation=explanation,
    )
