"""The six questions of an account review, each answered from the data, or by "nobody knows"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.advice.account_review.consensus import money_text
from graph.advice.reasons.group import serves_group
from graph.advice.reasons.toolkit import toolkit
from graph.analysis.competitors import ASSUMED, Tie, state_of, state_with, ties
from graph.analysis.consensus import Stance, stance_of
from graph.analysis.coverage import coverage
from graph.analysis.gaps import money, open_gaps
from graph.analysis.ledger import Act, history
from graph.analysis.news import Change, changes
from graph.analysis.past_buyers import past_buyers
from graph.analysis.phrases import ago, called, counted, introduced, listed, spelt, times
from graph.analysis.standing import closed_until, days_between, is_gone
from graph.analysis.targets import find_targets
from graph.analysis.ways_in import ways_in
from graph.model import Account, Fact, Person
from graph.vocabulary import CompetitorTie, Direction, PersonStatus

MOST_TOLD = 4

NOBODY_KNOWS = "Nobody knows."

QUESTIONS = (
    "What tells us that they aren't waiting to hear from us?",
    "What tells us that nothing changed, and that the change opened no door?",
    "Who there might be willing to talk, and to lead us to others on the way to a decision-maker?",
    "What tells us that they talk to nobody, and that no competitor has a budding relationship?",
    "How do we nurture and bring value before there is a deal?",
    "What makes us their first call when they decide to change?",
)


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """One of the six; `says`: sentences, each with its source and day where it has one. `known`:
    whether the data answers it."""

    number: int
    question: str
    known: bool
    says: tuple[str, ...]


def six_questions(account: Account) -> tuple[QuestionAnswer, ...]:
    """All six, in their order."""
    found = (
        _waiting(account),
        _changed(account),
        _willing(account),
        _competitors(account),
        _nurturing(account),
        _first_call(account),
    )
    return tuple(
        _answer(number, question, tuple(said))
        for number, (question, said) in enumerate(zip(QUESTIONS, found, strict=True), 1)
    )


def _answer(number: int, question: str, said: Sequence[str]) -> QuestionAnswer:
    known = bool(said) and NOBODY_KNOWS not in said
    return QuestionAnswer(number, question, known, tuple(said) or (NOBODY_KNOWS,))


def _waiting(account: Account) -> Iterator[str]:
    """What they did of themselves, what they told us is wrong, and who turned us down."""
    inbound = [one for one in account.touches if one.direction is Direction.INBOUND]
    if inbound:
        last = inbound[-1]
        people = [called(one) for one in account.people if one.id in last.people]
        days = ago((account.today - last.on).days)
        who = f"{listed(people)} ({spelt(last.channel)}, {days})"
        often = (
            "They came to us once:"
            if len(inbound) == 1
            else (f"They came to us {times(len(inbound))}, last")
        )
        yield f"{often} {who}; somebody is waiting."
    for gap in open_gaps(account)[:MOST_TOLD]:
        yield f"“{gap.text}” ({_source(gap.said_by, gap.on)}): they need somebody for that."
    closed = [
        f"{called(one)} until {end}"
        for one in account.people
        if (end := closed_until(one, account.settings, account.today)) is not None
    ]
    if closed:
        yield f"Not open: {listed(closed)}. That is one person's no, not the account's."
    if not account.touches:
        yield NOBODY_KNOWS
        yield "No touch is recorded: nobody has asked them."


def _changed(account: Account) -> Iterator[str]:
    found = changes(account)
    if not found:
        yield NOBODY_KNOWS
        yield "No change is recorded; ask who came or went, and what is new in their market."
    for one in found[:MOST_TOLD]:
        yield f"{_change_text(one)}."
    if len(found) > MOST_TOLD:
        yield f"And {counted(len(found) - MOST_TOLD, 'more change')}."


def _change_text(one: Change) -> str:
    when = f"{spelt(one.phase)}, {one.on}" if one.on else spelt(one.phase)
    return f"{one.text} ({when}; {one.source})"


def _willing(account: Account) -> Iterator[str]:
    """Who wants the change or supports us, is open, and to whom there is a way in."""
    gaps, ways = open_gaps(account), ways_in(account)
    deciding = {one.person.id for one in find_targets(account, {}).targets}
    bought = past_buyers(account)
    found = []
    for person in account.people:
        stance, why = stance_of(person, gaps)
        why = why if stance is Stance.FOR else bought.get(person.id, "")
        if why and person.id not in deciding and _may_be_asked(person, account):
            best = ways.to(person.id)
            found.append((best.probability if best else 0.0, introduced(person), why))
    if not found:
        yield NOBODY_KNOWS
        yield "Nobody is recorded as a supporter or with a gap of their own."
    for chance, name, why in sorted(found, reverse=True)[:MOST_TOLD]:
        way = "" if chance else "; no way in is known yet"
        yield f"{name}: {why}{way}."


def _may_be_asked(person: Person, account: Account) -> bool:
    closed = closed_until(person, account.settings, account.today)
    return not is_gone(person) and person.status is not PersonStatus.PLACEHOLDER and closed is None


def _competitors(account: Account) -> Iterator[str]:
    known, state = ties(account), state_of(account)
    if state == ASSUMED:
        yield NOBODY_KNOWS
        yield "So a competitor is assumed present."
        return
    if not state.person:
        yield _tie_text(state, "the account")
    for person in account.people:
        tie = state_with(person, known)
        if tie != ASSUMED and not is_gone(person):
            yield _tie_text(tie, introduced(person))


def _tie_text(tie: Tie, whom: str) -> str:
    name = tie.competitor or "A competitor"
    words = {
        CompetitorTie.PREFERRED: f"{name} is preferred by {whom}",
        CompetitorTie.SUPPLIER: f"{name} supplies {whom}",
        CompetitorTie.SIGHTED: f"{name} was seen with {whom}"
        + (f" ({tie.where})" * bool(tie.where)),
        CompetitorTie.NONE_WITH_EVIDENCE: f"No competitor talks to {whom}: {tie.evidence or '?'}",
    }
    return f"{words[tie.tie]} ({_source(tie.said_by, tie.on)})."


def _nurturing(account: Account) -> Iterator[str]:
    kit = toolkit(account)
    if kit.reasons:
        group = sum(map(serves_group, kit.reasons))
        yield f"{counted(len(kit.reasons), 'reason')} in the toolkit, {group} for the whole group."
    gave = [one.touch.on for one in history(account) if one.act is Act.GAVE]
    if gave:
        yield f"We gave {times(len(gave))}, last {ago((account.today - gave[-1]).days)}."
    elif account.touches:
        yield "No touch is recorded as a give yet."
    worth = money(open_gaps(account))
    if worth:
        yield f"What they lose today: {', and '.join(map(money_text, worth))}."
    if not kit.reasons and not gave:
        yield NOBODY_KNOWS


def _first_call(account: Account) -> Iterator[str]:
    for name, words in (
        ("call_us_first_because", "{}"),
        ("first_chose_us", "They chose us once: {}"),
    ):
        fact = account.thing.facts.get(name)
        if fact is not None:
            yield f"{words.format(str(fact.value))} ({_fact_source(fact, account.today)})."
    covered = [one for one in coverage(account).values() if one.engaged >= 0.5]
    if not {"call_us_first_because", "first_chose_us"} & account.thing.facts.keys():
        yield NOBODY_KNOWS
        yield "Say it with: inroad account NAME --set call_us_first_because=…"
    yield f"{counted(len(covered), 'person', 'people')} there would take our call today."


def _fact_source(fact: Fact, today: date) -> str:
    said = fact.provenance
    days = days_between(said.recorded_at.date() if said.recorded_at else None, today)
    return said.who if days is None else f"{said.who}, {ago(days)}"


def _source(who: str, on: date | None) -> str:
    return f"{who}, {on}" if on else who
