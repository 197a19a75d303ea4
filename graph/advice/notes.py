"""What else there is to know about an answer, above all an empty one, and what to do about it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.advice.case import Case
from graph.advice.doubts import proposals_note
from graph.advice.reasons.group import group_notes
from graph.advice.wording import MOST_NAMED, nobody
from graph.analysis.events.rates import LASTING, PASSED_ON
from graph.analysis.phrases import argument, counted, listed, percent
from graph.analysis.reach.ranking import Ranking
from graph.model import Account
from graph.vocabulary import Origin, PersonStatus

Ties = Sequence[Sequence[int]]
NOT_CONSIDERED = (
    (PersonStatus.LEFT, "person who left", "people who left"),
    (PersonStatus.OBJECTED, "person who objected", "people who objected"),
    (PersonStatus.PLACEHOLDER, "seat whose holder isn't known", "seats whose holders aren't known"),
)
"""Who is never suggested: one of them, and several."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What notes on a list have to know of it: how many are in it, the share of the decision that
    is reached before, and whether there is a target who isn't reached for certain."""

    count: int
    reached: float
    is_open: bool


def notes(asked: Case, ranked: Ranking | None, ties: Ties) -> tuple[str, ...]:
    """Full sentences, in the order in which they matter; `ties` are those in the list."""
    if not asked.index.people:
        return (*nobody(asked.account), *proposals_note(asked.account))
    if ranked is None:
        known = (*about_targets(asked), *_written_later(asked.account))
        return (*known, *nothing_to_decide(asked), *proposals_note(asked.account))
    return (
        *about_targets(asked),
        *_written_later(asked.account),
        *_directly(asked, ranked),
        *looking_ahead(asked),
        *few(asked, _outlook(asked, ranked)),
        *_gone_engaged(asked),
        *_ties(ties),
        *_imprecise(asked, ranked),
        *_not_considered(asked),
        *_ways(asked),
        *group_notes(asked.account),
        *proposals_note(asked.account),
    )


def about_targets(asked: Case) -> Iterator[str]:
    """Who was meant to decide and is gone, and whether targets are only a guess."""
    found = asked.targets
    left = [one for one in found.gone if one.person.status is PersonStatus.LEFT]
    for one in left[:MOST_NAMED]:
        yield f"{asked.introduced(one.person)} would decide ({one.why}) but has left: not counted."
    if len(left) > MOST_NAMED:
        yield f"{len(left) - MOST_NAMED} more who would decide have left: not counted."
    if objected := len(found.gone) - len(left):
        who = "person" if objected == 1 else "people"
        yield f"{objected} {who} who would decide objected to contact: not counted."
    if found.inferred and found.targets:
        yield (
            "Nobody has a role in the decision yet; inferred from titles, the highest level is "
            f"taken to decide: {_named(asked)}. Say who does: {_deciding(asked)}; or ask with "
            "--target NAME."
        )


def _written_later(account: Account) -> Iterator[str]:
    """That what was said by hand without a day counts on an earlier day, too."""
    facts = (one.facts.values() for one in (account.thing, *account.people))
    said = chain(
        (fact.provenance for fact in chain.from_iterable(facts)),
        (link.provenance for link in account.links),
    )
    later = sum(
        one.origin is Origin.HAND
        and one.valid_from is None
        and one.recorded_at is not None
        and one.recorded_at > account.as_of
        for one in said
    )
    if later:
        were, count_ = ("was", "counts") if later == 1 else ("were", "count")
        yield (
            f"{counted(later, 'undated fact')} that {were} written down after this day {count_} "
            "all the same: give the day with --on where one began later."
        )


def _directly(asked: Case, ranked: Ranking) -> Iterator[str]:
    """That those who decide are suggested themselves, as nobody is known to lead to them."""
    if not asked.directly or not ranked.picks:
        return
    weights = {one.person.id: one.weight for one in asked.targets.targets}
    if all(weights.get(one.id) for one in asked.index.people):
        yield (
            "Nobody is known but those who decide, so they are suggested themselves. Find out who "
            "stands around them."
        )
    elif not asked.influence.flows:
        yield (
            "No influence link and no manager is recorded, so no link leads to those who decide: "
            "they are suggested themselves. Bring managers or a links file "
            "(from,to,kind,strength) to see who is a way to them."
        )
    else:
        yield (
            "No link leads from anybody else to those who decide: they are suggested themselves. "
            "Record who influences them: inroad link FROM TO --kind influences."
        )


def looking_ahead(asked: Case) -> Iterator[str]:
    """How far one looks ahead, and on what that rests."""
    found = asked.influence
    if found.days is not None:
        yield (
            f"Looks {found.days:g} days ahead, by {found.events:,} mails and meetings among their "
            "own people up to that day, and by the links that were stated. It is assumed that one "
            f"mail in {1 / PASSED_ON:.0f} passes influence on, and that {percent(LASTING)} of the "
            "mailing goes on."
        )
    elif asked.query.horizon is not None:
        yield (
            "A horizon changes nothing here: no mails and meetings among their own people are "
            "recorded, and influence over stated links takes no time."
        )


def _named(asked: Case) -> str:
    found = asked.targets.targets
    shown = [asked.introduced(one.person) for one in found[:MOST_NAMED]]
    more = len(found) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def _deciding(asked: Case) -> str:
    """The command that says who decides, to be pasted where it is known who is likeliest."""
    likely = [one.person.name for one in asked.targets.targets if one.person.name]
    place = argument(asked.account.name)
    name = argument(likely[0]) if likely else "NAME"
    return f"inroad person {name} --account {place} --buying-role decision_maker"


def nothing_to_decide(asked: Case) -> Iterator[str]:
    """Why nobody has weight in the decision, and how somebody gets some."""
    if asked.targets.targets:
        yield "The weights of the targets add up to 0: give one of them a weight above 0."
    elif asked.query.targets:
        yield "None of the targets named is there any more: name somebody else with --target."
    else:
        yield (
            "It isn't known who decides, and no title tells. Say who does: "
            f"{_deciding(asked)}; or ask with --target NAME."
        )


def _outlook(asked: Case, ranked: Ranking) -> Outlook:
    return Outlook(len(ranked.picks), ranked.reached, _is_open(asked, ranked))


def few(asked: Case, found: Outlook) -> Iterator[str]:
    """Why there are fewer suggestions than were asked for, and what would bring more."""
    count, limit = found.count, asked.query.limit
    if not limit:
        yield "Nobody is suggested, as asked; --limit says how many to suggest."
    elif not asked.candidates.people:
        yield _no_candidates(asked)
    elif not count:
        yield _no_gain(asked, found)
    elif count == len(asked.candidates.people) < limit:
        yield "These are all who could be suggested."
    elif count < limit:
        above = "the one above is" if count == 1 else "those above are"
        yield (f"Once {above} engaged, nobody else who could be suggested adds to the decision.")


def _no_gain(asked: Case, found: Outlook) -> str:
    """Why nobody who could be suggested adds anything."""
    if not _paths(asked):
        return (
            "Nobody who could be suggested has influence, over any links recorded, on those who "
            "decide. Record who influences them: inroad link FROM TO --kind influences."
        )
    reached = percent(found.reached)
    if found.is_open:
        return (
            f"{reached} of the decision is reached, and nobody who could be suggested adds "
            "enough to be measured. Record who has more influence on those who decide."
        )
    return (
        f"{reached} of the decision is reached, and nobody else adds to it: everybody with "
        "influence on those who decide is covered. Keep in touch with them."
    )


def _is_open(asked: Case, ranked: Ranking) -> bool:
    """Whether there is a target who isn't reached for certain."""
    numbers = [asked.index.number[one.person.id] for one in asked.targets.targets]
    return any(ranked.reached_by_target[number] < 1 for number in numbers)


def _paths(asked: Case) -> bool:
    """Whether influence of any candidate gets to any target."""
    reverse: dict[str, list[str]] = {}
    for flow in asked.influence.flows:
        reverse.setdefault(flow.target, []).append(flow.source)
    open_ = [one.person.id for one in asked.targets.targets if one.weight > 0]
    seen = set(open_)
    while open_:
        new = set(reverse.get(open_.pop(), ())) - seen
        seen |= new
        open_ += sorted(new)
    return any(one.id in seen for one in asked.candidates.people)


def _no_candidates(asked: Case) -> str:
    if reasons := {one.why for one in asked.candidates.left_out}:
        why = reasons.pop() if len(reasons) == 1 else "left out for now, not all for one reason"
        return f"Everybody who could be suggested is {why}."
    if not asked.query.include_targets:
        return (
            "Nobody is known but those who decide. Find out who stands around them, or ask inroad "
            "next with --include targets."
        )
    return "Nobody who could be suggested is known: find out who holds the other seats."


def _ties(ties: Ties) -> Iterator[str]:
    """Shares fall down a list, since each is given those above; that is no difference."""
    if not ties:
        return
    groups = listed([_ranks(one) for one in ties])
    yield (
        f"{groups[0].upper()}{groups[1:]} could {'' if len(ties) == 1 else 'each '}stand in any "
        "order: sampling can't tell them apart. The shares fall only because each counts what "
        "those above already bring."
    )


def _ranks(group: Sequence[int]) -> str:
    first, last = group[0], group[-1]
    return f"ranks {first} {'and' if last == first + 1 else 'to'} {last}"


def _gone_engaged(asked: Case) -> Iterator[str]:
    """Who was said to be engaged and is gone."""
    for one in asked.account.people:
        if one.id in asked.query.engaged and one.status is PersonStatus.LEFT:
            yield f"{asked.introduced(one)} has left: taken as engaged, they count for nothing."


def _imprecise(asked: Case, ranked: Ranking) -> Iterator[str]:
    if not ranked.precise:
        yield (
            f"To be surer would take too long: sampling stopped after {ranked.sets:,} sets, and "
            f"standard errors may be above {100 * asked.query.precision:.2g} points."
        )


def _not_considered(asked: Case) -> Iterator[str]:
    """How many don't count; those who objected aren't named."""
    counts = Counter(one.status for one in asked.account.people)
    told = [
        f"{counts[status]} {one if counts[status] == 1 else several}"
        for status, one, several in NOT_CONSIDERED
        if counts[status]
    ]
    if told:
        yield f"Not suggested: {listed(told)}."


def _ways(asked: Case) -> Iterator[str]:
    if not asked.account.colleagues:
        yield (
            "No colleague and no touch is recorded, so no way in is known. Bring a touches file "
            "or record one: inroad touch PERSON."
        )
    elif asked.query.colleague and asked.ways.are_none:
        yield f"No way in from {asked.names[asked.query.colleague]} is known."
