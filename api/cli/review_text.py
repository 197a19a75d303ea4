"""A review's questions, gaps, changes, competitors and what isn't known, as text."""

from collections.abc import Iterator, Sequence

from api.cli.consensus import gap_lines
from api.cli.output import Heading
from graph.advice.account_review.answer import AccountReview, ChangeAnswer, TieAnswer, Unheard
from graph.advice.account_review.consensus import sum_told
from graph.analysis.phrases import ago, listed, spelt

MOST_NAMED = 6


def review_parts(found: AccountReview) -> Iterator[str]:
    """Each part under its heading."""
    for heading, lines in (
        ("Six questions", _questions(found)),
        ("Gaps", _gaps(found)),
        ("What changed, changes, may change", _changes(found.changes)),
        ("Competitors", _competitors(found)),
        ("Bought before", _lapse(found)),
        ("Referrals", _referrals(found)),
        ("What we don't know", _unheard(found.unheard)),
    ):
        written = list(lines)
        if written:
            yield from ("", Heading(heading), *written)


def _questions(found: AccountReview) -> Iterator[str]:
    for one in found.questions:
        yield f"{one.number}. {one.question}"
        yield from (f"   {line}" for line in one.says)


def _gaps(found: AccountReview) -> Iterator[str]:
    yield from gap_lines(found.gaps)
    yield from (sum_told(one) for one in found.worth)


def _changes(found: Sequence[ChangeAnswer]) -> Iterator[str]:
    for one in found:
        whom = f", {one.person.called}" if one.person else ""
        yield f"{spelt(one.phase)}, {one.on or 'no day'}: {one.text}{whom} ({one.source})"


def _competitors(found: AccountReview) -> Iterator[str]:
    if not found.ties and found.competitor.tie == "assumed":
        yield "Assumed present: nothing tells us that nobody else talks to them."
    elif not found.ties:
        yield tie_text(found.competitor)
    yield from map(tie_text, found.ties)


def tie_text(one: TieAnswer) -> str:
    """One tie in a line: who, what, with whom, where, when, and who said so."""
    whom = one.person.introduced if one.person else "the account"
    where = f", {one.where}" if one.where else ""
    said = ", ".join(filter(None, (one.said_by, str(one.on or ""), one.evidence)))
    return f"{one.competitor or 'A competitor'}: {spelt(one.tie)}, {whom}{where} ({said})"


def _lapse(found: AccountReview) -> Iterator[str]:
    if found.lapse is not None:
        why = spelt(found.lapse.reason) if found.lapse.reason else "nobody knows why"
        yield f"They stopped {found.lapse.on or 'on a day that nobody knows'}: {why}."
        if found.lapse.first_chose_us:
            yield f"They first chose us: {found.lapse.first_chose_us}"


def _referrals(found: AccountReview) -> Iterator[str]:
    for one in found.referrals:
        whom = one.person.called if one.person else "somebody"
        verb = "We gave" if one.direction == "given" else "We received"
        yield f"{verb} a referral, {whom}, {one.on or 'no day'}: {one.text}"


def _unheard(found: Sequence[Unheard]) -> Iterator[str]:
    old = [f"{one.person.called} ({ago(one.days)})" for one in found if one.days is not None]
    if old:
        more = len(old) - MOST_NAMED
        named = old[:MOST_NAMED] + ([f"{more} more"] if more > 0 else [])
        yield f"Of {listed(named)} we have learned nothing for long."
    never = sum(one.days is None for one in found)
    if never:
        people = "1 person" if never == 1 else f"{never} people"
        yield f"Of {people} nothing that we know has a day."
