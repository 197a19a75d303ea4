"""The answer to "what if?" as text for a person to read."""

from collections.abc import Iterator, Mapping, Sequence

from api.cli.next_text import about, wrapped
from api.cli.output import Heading, table
from graph.advice.what_if_answer import (
    RankedPerson,
    SupposedAnswer,
    TargetChange,
    WayChange,
    WhatIfAnswer,
)
from graph.advice.wording import instead, reached
from graph.analysis.phrases import listed, percent
from graph.vocabulary import Support

NO_CHANGE = 0.0005
"""A smaller difference, that would be told as 0.0 points, isn't told."""

AGAINST_US = {Support.ENEMY: "against us", Support.NON_SUPPORTER: "no supporter"}


def what_if_lines(answer: WhatIfAnswer) -> Iterator[str]:
    """The answer, line by line."""
    what = f"what if {_supposed(answer.supposed)}"
    yield Heading(f"{about(answer.account, answer.opportunity)}: {what}, as of {answer.as_of[:10]}")
    yield from wrapped(_decision(answer), "")
    yield from table([_target(one) for one in answer.targets])
    yield from _lists(answer)
    if answer.ways:
        yield from ("", Heading("Ways in that get worse"))
        names = {one.person.id: one.called for one in answer.supposed}
        yield from table([_way(one, names) for one in answer.ways])
    yield ""
    for note in answer.notes:
        yield from wrapped(note, "")


def _supposed(supposed: Sequence[SupposedAnswer]) -> str:
    """ "Ann Lee leaves and Bob Ray and Cid Day are won"."""
    by_what: dict[str, list[str]] = {}
    for one in supposed:
        by_what.setdefault(one.what, []).append(one.called)
    return listed([f"{listed(names)} {_verb(what, names)}" for what, names in by_what.items()])


def _verb(what: str, names: Sequence[str]) -> str:
    if what == "leaves":
        return "leaves" if len(names) == 1 else "leave"
    return f"{'is' if len(names) == 1 else 'are'} {what}"


def _decision(answer: WhatIfAnswer) -> str:
    """How far the decision is reached now and then, with errors, as far as it is known."""
    if answer.now is None or answer.now_error is None:
        return f"Reached of the decision: {reached(None, weightless=bool(answer.targets))}."
    now = reached(answer.now, answer.now_error, touches_kept=answer.touches_kept)
    start = f"Reached of the decision: now {now};"
    if answer.then is None or answer.difference is None or answer.difference_error is None:
        return f"{start} then nobody who decides is left."
    then = reached(answer.then, answer.then_error)
    changed = _points(answer.difference, answer.difference_error)
    if answer.weight_then == answer.weight:
        return f"{start} then {then}: {changed}."
    return f"{start} then {then} of what is left: {changed}. {_of_today(answer)}"


def _of_today(answer: WhatIfAnswer) -> str:
    """The same of today's decision, as a review tells what hangs on one person."""
    share, change = answer.then_of_today, answer.difference_of_today
    if share is None or change is None or answer.difference_of_today_error is None:
        return ""
    changed = _points(change, answer.difference_of_today_error)
    return f"Of today's decision that is {percent(share)}: {changed}."


def _points(difference: float, error: float) -> str:
    if abs(difference) < NO_CHANGE:
        return "no change"
    return f"{100 * difference:+.1f} points ± {100 * error:.2f}"


def _target(one: TargetChange) -> Sequence[str]:
    """Always as many cells: those of a table have to stand below each other."""
    name = f"  {one.person.introduced}"
    if one.now is None:
        return name, "reach not known", "", ""
    if one.then is None or one.difference is None or one.standard_error is None:
        return name, f"{percent(one.now)} now", "leaves", ""
    changed = _points(one.difference, one.standard_error)
    return name, f"{percent(one.now)} now", f"{percent(one.then)} then", changed


def _lists(answer: WhatIfAnswer) -> Iterator[str]:
    """Both lists; once where there is nothing in either, for the same reason."""
    order = f", in order of {answer.by}"
    now, then = answer.next_now, answer.next_then
    if not (now or then) and answer.notes_now == answer.notes_then:
        if answer.notes_now:
            yield from _list("Whom next, now and then", (), answer.notes_now, "")
        return
    yield from _list(f"Whom next now{order if now else ''}", now, answer.notes_now, "then")
    if answer.then is not None:
        yield from _list(f"Whom next then{order if then else ''}", then, answer.notes_then, "now")


def _list(
    title: str, places: Sequence[RankedPerson], notes: Sequence[str], when: str
) -> Iterator[str]:
    yield from ("", Heading(title))
    yield from table([_place(one, when) for one in places])
    for note in notes:
        yield from wrapped(note, "")


def _place(one: RankedPerson, when: str) -> Sequence[str]:
    others = instead([other.called for other in one.instead], one.instead_more, many=False)
    beside = (
        AGAINST_US.get(Support(one.support)),
        "ties with the one above" if one.tied else None,
        others and others.removesuffix("."),
    )
    return (
        f"{one.rank:2}.",
        one.person.introduced,
        f"adds {percent(one.share)}",
        f"score {one.score:.3f}",
        _moved(one, when),
        "; ".join(filter(None, beside)),
    )


def _moved(one: RankedPerson, when: str) -> str:
    if one.elsewhere is None:
        return f"not in the list {when}"
    return "same place" if one.elsewhere == one.rank else f"place {one.elsewhere} {when}"


def _way(one: WayChange, names: Mapping[str, str]) -> Sequence[str]:
    """`names`: what those are called of whom something is supposed, by id."""
    name, now = f"  {one.person.introduced}", f"{percent(one.now)} now"
    over = f"over {listed([names[card.id] for card in one.over])}" if one.over else "directly"
    if one.then is None:
        return name, over, now, "none then"
    way = " → ".join(step.person.called for step in one.way_in_then)
    return name, over, now, f"{percent(one.then)} then, over {way}"
