"""Consensus for change as an answer: for each decision-maker, who wants it and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.advice.answer import Acquaintance, acquaintances
from graph.analysis import consensus as analysis
from graph.analysis.arrows import Flow
from graph.analysis.coverage import coverage
from graph.analysis.gaps import Gap, Money, money, open_gaps
from graph.analysis.phrases import called, listed, percent, relation
from graph.analysis.targets import find_targets
from graph.model import Account

MOST_VOICES = 12
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """A gap with who said so and when. Money in `currency`, None where nobody told it."""

    id: str
    text: str
    person: Acquaintance | None
    said_by: str
    on: date | None
    yearly_value: float | None
    cost_to_close: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class VoiceAnswer:
    """Somebody with influence on a decision-maker, as in `graph.analysis.consensus.Voice`."""

    person: Acquaintance
    influence: float
    by: tuple[str, ...]
    stance: str
    why: str
    is_constituent: bool
    uses_ours: bool | None


@dataclass(frozen=True, slots=True)
class DecisionMakerAnswer:
    """How far those behind one decision-maker want the change; `shares` by stance, of the
    influence on them. `says`: the same in a few sentences."""

    person: Acquaintance
    weight: float
    why: str
    own_stance: str
    own_why: str
    shares: Mapping[str, float]
    worth: tuple[Money, ...]
    voices: tuple[VoiceAnswer, ...]
    missing: tuple[VoiceAnswer, ...]
    from_below: tuple[VoiceAnswer, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsensusAnswer:
    """Consensus for change at an account. `gaps` are open; `worth` adds them up by currency."""

    account: str
    account_id: str
    as_of: str
    decision_makers: tuple[DecisionMakerAnswer, ...]
    targets_inferred: bool
    gaps: tuple[GapAnswer, ...]
    worth: tuple[Money, ...]


def consensus_answer(account: Account, named: Mapping[str, float]) -> ConsensusAnswer:
    """For each decision-maker, or each one `named` (id: weight), who stands behind them."""
    who, gaps = acquaintances(account, coverage(account)), open_gaps(account)
    targets = find_targets(account, named)
    return ConsensusAnswer(
        account.name,
        account.id,
        account.as_of.isoformat(),
        tuple(_decision_maker(one, who) for one in analysis.consensus(account, targets.targets)),
        targets.inferred,
        tuple(gap_answer(one, who) for one in gaps),
        money(gaps),
    )


def gap_answer(gap: Gap, who: Mapping[str, Acquaintance]) -> GapAnswer:
    """A gap as it is shown."""
    return GapAnswer(
        gap.thing.id,
        gap.text,
        who.get(gap.person),
        gap.said_by,
        gap.on,
        gap.yearly_value,
        gap.cost_to_close,
        gap.currency,
    )


def sum_told(one: Money) -> str:
    """What gaps come to, as a sentence; one alone is no sum."""
    text = money_text(one)
    return f"Together: {text}." if one.gaps > 1 else f"{text[0].upper()}{text[1:]}."


def money_text(one: Money) -> str:
    """What gaps come to, in words: "EUR 610,000 a year in 1 gap"."""
    unit = f"{one.currency} " if one.currency else ""
    gaps = "1 gap" if one.gaps == 1 else f"{one.gaps} gaps"
    if not one.valued:
        return f"{gaps} whose cost nobody knows"
    said = f"{unit}{one.yearly_value:,.0f} a year in {gaps}"
    if one.valued < one.gaps:
        said += f" ({one.gaps - one.valued} of them without a value)"
    if one.cost_to_close:
        said += f", {unit}{one.cost_to_close:,.0f} to close"
    if not one.returned:
        return said
    return f"{said}; where both are known it comes back {one.returned:.1f} times a year"


def _decision_maker(
    one: analysis.Consensus, who: Mapping[str, Acquaintance]
) -> DecisionMakerAnswer:
    voices = {voice.person.id: _voice(voice, who) for voice in one.voices}
    return DecisionMakerAnswer(
        who[one.target.person.id],
        one.target.weight,
        one.target.why,
        one.own,
        one.own_why,
        {str(stance): share for stance, share in one.shares.items()},
        one.worth,
        tuple(voices.values())[:MOST_VOICES],
        tuple(voices[voice.person.id] for voice in one.missing)[:MOST_VOICES],
        tuple(voices[voice.person.id] for voice in one.from_below)[:MOST_VOICES],
        tuple(_says(one)),
    )


def _voice(one: analysis.Voice, who: Mapping[str, Acquaintance]) -> VoiceAnswer:
    return VoiceAnswer(
        who[one.person.id],
        one.influence,
        tuple(_said(flow, who) for flow in one.route),
        one.stance,
        one.why,
        one.is_constituent,
        one.uses_ours,
    )


def _said(flow: Flow, who: Mapping[str, Acquaintance]) -> str:
    to = relation(flow.link, who[flow.target].called, against=flow.against)
    return f"{who[flow.source].called} {to}"


def _says(one: analysis.Consensus) -> list[str]:
    name = called(one.target.person)
    if not one.shares:
        return [f"Nobody is known who has influence on {name}: find out whom {name} listens to."]
    stance = analysis.Stance
    said = [
        f"{percent(one.shares[stance.FOR])} of the influence on {name} wants the change, "
        f"{percent(one.shares[stance.AGAINST])} is against it; of "
        f"{percent(one.shares[stance.UNKNOWN])} we don't know."
    ]
    said += [f"What they told us of: {money_text(sum_)}." for sum_ in one.worth]
    if one.missing:
        said.append(f"Voices that are missing: {_named(one.missing)}.")
    if one.from_below:
        said.append(f"From below it can be carried by {_named(one.from_below)}.")
    return said


def _named(voices: tuple[analysis.Voice, ...]) -> str:
    named = [f"{called(one.person)} ({percent(one.influence)})" for one in voices[:MOST_NAMED]]
    more = len(voices) - len(named)
    return listed(named + ([f"{more} more"] if more else []))
