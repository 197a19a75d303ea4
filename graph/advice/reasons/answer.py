"""What is answered about reasons: plain values, ready to be shown or written as JSON."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a reason fits somebody: what matches, what that is worth, and in plain words."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Use:
    """One touch in which a reason was used: on whom, by whom, and how it went."""

    on: date
    days_ago: int
    people: tuple[str, ...]
    colleagues: tuple[str, ...]
    channel: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ReasonAnswer:
    """A recorded reason, looked at for one person.

    `points`: how well it fits, the sum of its `grounds`. `lacks`: why it isn't offered, in plain
    words; () for one that is. `ties`: it would do as well as the one that is offered first.
    `is_new`: it was never used on this person; `last_use` is the last one on them,
    `last_use_elsewhere` the last one on anybody else. `opener`: a sentence to begin with.
    `flags`: what the reason itself should say and doesn't.
    """

    id: str
    kind: str
    text: str
    benefit: str
    question: str
    source: str
    for_group: bool
    points: float
    grounds: tuple[Ground, ...]
    lacks: tuple[str, ...]
    ties: bool
    is_new: bool
    last_use: Use | None
    last_use_elsewhere: Use | None
    opener: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something to know or to speak of: `text` as it was recorded, `said` as a sentence.

    `about`: "person", or "account" for what holds of all of its people.
    """

    kind: str
    about: str
    text: str
    on: date | None
    said: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say to one person.

    `reason` is the one that is offered, None where none fits (`needs_reason`); `other_reasons`
    are the nearest, with what they lack. `approach`: what to mind this time, as sentences.
    `mentions`: what else to know or to speak of.
    """

    reason: ReasonAnswer | None
    other_reasons: tuple[ReasonAnswer, ...]
    approach: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def needs_reason(self) -> bool:
        """Whether no reason that is recorded fits."""
        return self.reason is None
