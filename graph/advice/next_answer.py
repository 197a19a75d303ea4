"""The answer to "whom next?": plain values, ready to be shown or written as JSON."""

from dataclasses import dataclass
from typing import Any

from graph.advice.answer import Acquaintance, Card, Factor, Step, as_object
from graph.advice.doubts import Doubt
from graph.advice.explanation.answer import Explanation
from graph.advice.reasons.answer import Mention, ReasonAnswer, Saying
from graph.advice.timing import Timing


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """Somebody who decides. `reached`: the probability that they are reached today, None
    where that isn't known because they have no weight, or sampling stopped too early.

    `direct_way_in`: how they could be reached themselves, () where no way is known. `doubts`: open
    proposals by which they may be gone.
    """

    person: Card
    weight: float
    reached: float | None
    why: str
    direct_way_in: tuple[Step, ...]
    direct_way_in_probability: float | None
    days_since_contact: int | None
    contact_known: bool
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to reach next. `called`: their name, with what tells them from a namesake.

    `gain` is in decision weight, given those above in the list, and comes mainly from those whom
    they lead to (`leads_to`; they may decide themselves); `share` = gain / total
    weight, with its `standard_error`; `score` = gain × factors. `instead`: up to three who
    would do as well here and aren't tied with it in the list, most often since they add
    nothing once this one is engaged; `instead_more`: how many more there are, as far as they
    were counted. `days_since_contact` is None for "never" (`contact_known`) and for "not
    recorded". `way_in_probability` is None where no way in is known. `reason`: what to call them
    with, None where they need one; `other_reasons`, `approach` and `mentions` as in `Saying`.
    `doubts`: open proposals by which they may be nobody to reach. `explanation`: where it was
    asked for.
    """

    rank: int
    person: Card
    called: str
    roles: tuple[str, ...]
    level: str
    gain: float
    leads_to: tuple[Acquaintance, ...]
    share: float
    standard_error: float
    score: float
    factors: tuple[Factor, ...]
    instead: tuple[Acquaintance, ...]
    instead_more: int
    coverage: str
    engaged: float
    days_since_contact: int | None
    days_since_attempt: int | None
    contact_known: bool
    nearest: Card | None
    way_in: tuple[Step, ...]
    way_in_probability: float | None
    not_known: tuple[str, ...]
    reason: ReasonAnswer | None
    other_reasons: tuple[ReasonAnswer, ...]
    needs_reason: bool
    when: Timing
    approach: tuple[str, ...]
    mentions: tuple[Mention, ...]
    because: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    explanation: Explanation | None

    @property
    def saying(self) -> Saying:
        """What to say to them."""
        return Saying(self.reason, self.other_reasons, self.approach, self.mentions)


@dataclass(frozen=True, slots=True)
class NotSuggested:
    """Somebody who is there and isn't suggested for now, and why."""

    person: Acquaintance
    why: str


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """Whom to reach next.

    `account` is its name, `opportunity` that of the one that was asked for. `decision_reached` in
    [0, 1] is the share of the decision that is reached today, None (as its error) where it isn't
    known who decides. `touches_kept`: whether any touch is recorded; without, nobody is known to
    be engaged, which counts as 0. `ties`: groups of ranks whose order is within sampling error.
    `sets`: how many samples it rests on. `horizon_days`: how far ahead it looks, by so many
    `events` among the client's own people, None where none are known. `notes`: what else to
    know, and what to do about it.
    """

    account: str
    account_id: str
    opportunity: str | None
    as_of: str
    seed: int
    by: str
    total_weight: float
    decision_reached: float | None
    standard_error: float | None
    sets: int
    horizon_days: float | None
    events: int
    touches_kept: bool
    targets: tuple[TargetAnswer, ...]
    targets_inferred: bool
    suggestions: tuple[Suggestion, ...]
    ties: tuple[tuple[int, ...], ...]
    left_out: tuple[NotSuggested, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values; names are those of the fields."""
        return as_object(self)
