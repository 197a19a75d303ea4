"""The answer to "whom next?" as text for a person to read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from textwrap import wrap

from api.cli.output import Heading, terminal_width
from graph.advice.answer import Step
from graph.advice.next_answer import NextAnswer, Suggestion, TargetAnswer
from graph.advice.reasons.telling import told, told_of_account
from graph.advice.ways import WaysAnswer
from graph.advice.wording import reached
from graph.analysis.phrases import NO_BREAK, called, listed, percent, since_contact, spelt, unbroken
from graph.analysis.standing import is_gone
from graph.model import Person

WIDTH = 96


Fold = Callable[[str, str], Iterable[str]]
"""A text and its indent as lines."""


def next_lines(answer: NextAnswer, today: date) -> Iterator[str]:
    """The answer, line by line: where we stand, whom next, what to know. `today`: the day on which
    it is read, be it about an earlier one."""
    fold = partial(wrapped, names=tuple(names_in(answer.as_json())))
    asked = about(answer.account, answer.opportunity)
    yield Heading(f"{asked}: whom next, as of {answer.as_of[:10]}")
    if (on := answer.as_of[:10]) > str(today):
        yield f"{on} is still to come: this is how it will stand if nothing happens until then."
    yield from _standing(answer, today, fold)
    for one in answer.suggestions:
        yield ""
        yield from _suggestion(one, answer, fold)
    yield from _footnotes(answer, fold)


def about(account: str, opportunity: str | None) -> str:
    """What an answer is about: an account, or an opportunity there."""
    return f"{account}, {opportunity}" if opportunity else account


def names_in(answer: object) -> Iterator[str]:
    """The names of people in an answer that is written as JSON."""
    if isinstance(answer, dict):
        if "email" in answer:
            yield str(answer["name"])
        answer = list(answer.values())
    for one in answer if isinstance(answer, list) else ():
        yield from names_in(one)


def _standing(answer: NextAnswer, today: date, fold: Fold) -> Iterator[str]:
    if answer.targets:
        share, on = answer.decision_reached, answer.as_of[:10]
        told = reached(share, touches_kept=answer.touches_kept, weightless=True)
        when = "Reached today:" if on == str(today) else f"Reached on {on}:"
        inferred = " (inferred from titles)" if answer.targets_inferred else ""
        of = " of the decision" if told.endswith("%") else ""
        yield from fold(f"{when} {told}{of}. Who decides{inferred}:", "")
        for one in answer.targets:
            yield from fold(_target(one), "  ")
    of_account = [one for person in answer.suggestions for one in told_of_account(person.saying)]
    yield from fold(" ".join(dict.fromkeys(of_account)), "")


def _target(one: TargetAnswer) -> str:
    way = " → ".join((*(step.person.called for step in one.direct_way_in), one.person.called))
    likely = one.direct_way_in_probability
    direct = "no way in known" if likely is None else f"best way in ({percent(likely)}): {way}"
    reached = "reach not known" if one.reached is None else f"{percent(one.reached)} reached"
    contact = f"last contact {since_contact(one.days_since_contact, known=one.contact_known)}"
    doubts = "".join(f" {doubt.says}" for doubt in one.doubts)
    told = f"{one.person.introduced}: weight {one.weight:g}, {reached}, {contact}; {direct}"
    return f"{told}.{doubts}" if doubts else told


def _suggestion(one: Suggestion, answer: NextAnswer, fold: Fold) -> Iterator[str]:
    title = one.person.title
    title = f", {title}" if title and title != one.person.called else ""
    roles = f"  [{listed([spelt(role) for role in one.roles])}]" if one.roles else ""
    yield Heading(f"{one.rank:2}. {one.person.called}{title}{roles}")
    without_reminder = one.needs_reason and one.when.state == "overdue"
    for doubt in one.doubts:
        yield from wrapped(doubt.says, "    ")
    for text in (*one.because, *(() if without_reminder else (one.when.told(),))):
        yield from fold(text, "    ")
    for text in told(one.saying, one.called, answer.account):
        yield from fold(text, "    ")
    yield from fold(_score(one, answer.total_weight), "    ")
    for text in one.explanation.says if one.explanation else ():
        yield from fold(text, "    ")


def _score(one: Suggestion, total: float) -> str:
    factors = " × ".join(f"{factor.value:.2f} {factor.name}" for factor in one.factors)
    return (
        f"Score {one.score:.3f} = gain {one.gain:.3f} of {total:g} × {factors}; "
        f"share {100 * one.share:.1f} % ± {100 * one.standard_error:.2f} points."
    )


def _footnotes(answer: NextAnswer, fold: Fold) -> Iterator[str]:
    if answer.suggestions or answer.notes or answer.left_out:
        yield ""
    for note in answer.notes:
        yield from fold(note, "")
    for one in answer.left_out:
        last = f"last contact {one.person.last_contact}"
        yield from fold(f"Left out: {one.person.called}, {one.why.rstrip('.')} ({last}).", "")


def wrapped(text: str, indent: str, names: Sequence[str] = ()) -> Iterable[str]:
    """Lines as wide as the terminal, at most `WIDTH`; no number stands apart from its unit, and no
    part of a name from the others."""
    lines = wrap(
        unbroken(text, names),
        terminal_width(WIDTH),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (line.replace(NO_BREAK, " ") for line in lines)


def way_lines(whom: Person, answer: WaysAnswer) -> Iterator[str]:
    """The ways in to one person, hop by hop, when the last contact was, and who could refer us."""
    name, last_contact = called(whom), answer.person.last_contact
    if is_gone(whom):
        yield f"There is no way in to {name}, who {spelt(whom.status)}."
        return
    if answer.items:
        yield Heading(f"Ways in to {name}, last contact {last_contact}")
    else:
        yield (
            f"No way in to {name} is known: nobody of ours, and nobody we know, knows them. "
            f"Last contact: {last_contact}."
        )
    for number, one in enumerate(answer.items, 1):
        yield f"{number}. {percent(one.probability)} likely"
        for step in one.way_in:
            yield from wrapped(_step(step), "   ")
    for referrer in answer.referrers:
        who, likely = referrer.person, percent(referrer.probability)
        yield from wrapped(
            f"{who.called} could refer us ({likely} likely, {referrer.why}; "
            f"last contact {who.last_contact}).",
            "",
        )


def _step(one: Step) -> str:
    """The hop with its probability, once."""
    chance = percent(one.strength)
    told = f"{one.person.called} {one.by}"
    return told if f"({chance})" in one.by else f"{told}: {chance}"
