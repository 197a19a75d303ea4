"""What an account review tells beside who is covered: the six questions, gaps, changes,
competitors, referrals, why they lapsed, and what we don't know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.advice.account_review.consensus import GapAnswer, gap_answer
from graph.advice.account_review.questions import QuestionAnswer, six_questions
from graph.advice.answer import Acquaintance, acquaintances
from graph.analysis.competitors import Tie, state_of, ties
from graph.analysis.coverage import coverage
from graph.analysis.gaps import Money, money, open_gaps
from graph.analysis.news import changes, days_since_heard
from graph.analysis.standing import is_gone
from graph.model import Account, Thing
from graph.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """A change at the client: past, under way or expected."""

    id: str
    text: str
    kind: str
    phase: str
    on: date | None
    person: Acquaintance | None
    source: str


@dataclass(frozen=True, slots=True)
class TieAnswer:
    """How a competitor stands to the account (`person` None) or to somebody there. `competitor`
    is "" for one that is only assumed."""

    tie: str
    competitor: str
    person: Acquaintance | None
    on: date | None
    where: str
    said_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReferralAnswer:
    """A referral given to one of theirs, or received from them."""

    id: str
    text: str
    direction: str
    person: Acquaintance | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Lapse:
    """Why an account that bought doesn't buy now; None and "" where nobody knows."""

    reason: str
    on: date | None
    first_chose_us: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """Of whom we learned nothing for longer than `stale_fact_days`, the longest first; `days` is
    None where nothing we know of them has a day."""

    person: Acquaintance
    days: int | None


@dataclass(frozen=True, slots=True)
class AccountReview:
    """`competitor` is the strongest tie anywhere in the account; "assumed" without evidence."""

    questions: tuple[QuestionAnswer, ...]
    gaps: tuple[GapAnswer, ...]
    worth: tuple[Money, ...]
    changes: tuple[ChangeAnswer, ...]
    competitor: TieAnswer
    ties: tuple[TieAnswer, ...]
    referrals: tuple[ReferralAnswer, ...]
    lapse: Lapse | None
    first_call: str
    unheard: tuple[Unheard, ...]


def account_review(account: Account) -> AccountReview:
    """Worked out from the account alone."""
    who, gaps = acquaintances(account, coverage(account)), open_gaps(account)
    return AccountReview(
        questions=six_questions(account),
        gaps=tuple(gap_answer(one, who) for one in gaps),
        worth=money(gaps),
        changes=_changes(account, who),
        competitor=_tie(state_of(account), who),
        ties=tuple(_tie(one, who) for one in ties(account)),
        referrals=tuple(_referral(one, account, who) for one in _referrals(account)),
        lapse=lapse(account.thing),
        first_call=account.thing.text("call_us_first_because"),
        unheard=_unheard(account, who),
    )


def lapse(account: Thing) -> Lapse | None:
    """Why an account lapsed, None for one of which nobody says that it did."""
    reason, on = account.text("lapse_reason"), account.day("lapsed_on")
    if not reason and on is None and account.text("kind") != "lapsed":
        return None
    return Lapse(reason, on, account.text("first_chose_us"))


def _changes(account: Account, who: Mapping[str, Acquaintance]) -> tuple[ChangeAnswer, ...]:
    return tuple(
        ChangeAnswer(
            one.thing.id, one.text, one.kind, one.phase, one.on, who.get(one.person), one.source
        )
        for one in changes(account)
    )


def _tie(one: Tie, who: Mapping[str, Acquaintance]) -> TieAnswer:
    person = who.get(one.person)
    return TieAnswer(one.tie, one.competitor, person, one.on, one.where, one.said_by, one.evidence)


def _referrals(account: Account) -> list[Thing]:
    """The latest first."""
    found = account.of_kind(EntityKind.REFERRAL)
    return sorted(found, key=lambda one: one.day("on") or date.min, reverse=True)


def _referral(one: Thing, account: Account, who: Mapping[str, Acquaintance]) -> ReferralAnswer:
    person = account.aliases.get(one.text("person"), one.text("person"))
    return ReferralAnswer(
        one.id,
        one.text("text"),
        one.text("direction") or "unknown",
        who.get(person),
        one.day("on"),
    )


def _unheard(account: Account, who: Mapping[str, Acquaintance]) -> tuple[Unheard, ...]:
    heard, limit = days_since_heard(account), account.settings.stale_fact_days
    found = [
        Unheard(who[one.id], heard[one.id])
        for one in account.people
        if not is_gone(one) and ((days := heard[one.id]) is None or days > limit)
    ]
    return tuple(sorted(found, key=lambda one: -(one.days if one.days is not None else 10**9)))
