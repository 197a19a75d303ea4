"""Every number that the texts leave open, with its default, in one place.

`Settings` holds those that an account can have its own value for
(`inroad account NAME --set half_life_days=120`); the tables below are the same for all.
Probabilities are in [0, 1], times in days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from graph.errors import BadInput
from graph.vocabulary import BuyingRole, Channel, Intent, LinkKind, Outcome, Strength, Support

STRENGTH: Mapping[str, float] = {Strength.WEAK: 0.1, Strength.MEDIUM: 0.3, Strength.STRONG: 0.6}
"""Probability that influence of a stated strength gets through."""

ALONG: Mapping[str, float] = {
    LinkKind.INFLUENCES: 0.3,
    LinkKind.REPORTS_TO: 0.15,
    LinkKind.DOTTED_LINE: 0.1,
    LinkKind.CONSTITUENCY_OF: 0.2,
    LinkKind.ASSISTANT_OF: 0.3,
}
"""Default probability that influence flows from a link's source to its target."""

AGAINST: Mapping[str, float] = {LinkKind.REPORTS_TO: 0.3, LinkKind.DOTTED_LINE: 0.15}
"""Default probability that it flows from the target back: a manager to a report."""

DECISION_WEIGHT: Mapping[str, float] = {
    BuyingRole.DECISION_MAKER: 3.0,
    BuyingRole.ECONOMIC_BUYER: 3.0,
    BuyingRole.APPROVER: 2.0,
    BuyingRole.EXECUTIVE_SPONSOR: 2.0,
    BuyingRole.TECHNICAL_BUYER: 1.0,
    BuyingRole.BUDGET_HOLDER: 1.0,
    BuyingRole.LEGAL_COMPLIANCE: 1.0,
    BuyingRole.PROCUREMENT: 1.0,
}
"""Weight in the decision of a role, where no target is named; the highest of several counts."""

INNER_CIRCLE_FACTOR = 2.0
"""What membership of the inner circle multiplies a decision weight by."""

CHANNEL: Mapping[str, float] = {
    Channel.IN_PERSON: 1.0,
    Channel.VIDEO: 0.8,
    Channel.OCCASION: 0.8,
    Channel.CALL: 0.6,
    Channel.CARD: 0.4,
    Channel.TREAT: 0.4,
    Channel.MESSAGE: 0.25,
    Channel.EMAIL: 0.2,
    Channel.VOICEMAIL: 0.0,
    Channel.UNKNOWN: 0.2,
}
"""Strength that one touch adds by its channel, before what it gave."""

INTENT: Mapping[str, float] = {
    Intent.GIVE: 1.0,
    Intent.SOCIAL: 1.0,
    Intent.ASK: 0.5,
    Intent.DELIVER: 0.5,
    Intent.UNKNOWN: 0.7,
}
"""What a touch gave, as a factor on its strength."""

OUTCOME: Mapping[str, float] = {
    Outcome.CONNECTED: 1.0,
    Outcome.REPLIED: 1.0,
    Outcome.UNKNOWN: 1.0,
    Outcome.PUT_OFF: 0.25,
    Outcome.DECLINED: 0.0,
    Outcome.WENT_BADLY: 0.0,
    Outcome.NO_ANSWER: 0.0,
}
"""What is left of a touch by how it went. Who declined, or whom it went badly with, was in
contact with us and isn't engaged by it; who put us off has at least listened."""

STATED_STRENGTH = 0.5
"""Strength of one touch that a stated coverage stands for."""

SUPPORT: Mapping[str, float] = {
    Support.MENTOR: 1.0,
    Support.SUPPORTER: 1.0,
    Support.NEUTRAL: 0.9,
    Support.UNKNOWN: 0.85,
    Support.NON_SUPPORTER: 0.5,
    Support.ENEMY: 0.1,
}
"""Factor on a gain: the influence of one who is against us harms."""

LEAST_REACHABILITY = 0.5
"""What is left of a gain where nobody could be reached. So the way in moves nobody by more than
a factor of two: whom we can't reach yet is worth the work of finding a way."""

MAIN_PART = 0.25
"""A target is named as one to whom somebody is the way from this part of the gain on."""

NEARLY_ALL = 0.75
"""Where the targets that are named make up less of the gain, they are named as the main ones."""

KNOWN = STRENGTH[Strength.MEDIUM]
"""Chance that somebody brings us to one whom they know, where nobody said how well."""

INTRODUCTION: Mapping[str, tuple[float, float]] = {
    LinkKind.KNOWS: (KNOWN, KNOWN),
    LinkKind.INTRODUCED_BY: (STRENGTH[Strength.STRONG], STRENGTH[Strength.STRONG]),
    LinkKind.REPORTS_TO: (0.3, 0.5),
    LinkKind.DOTTED_LINE: (0.2, 0.3),
    LinkKind.ASSISTANT_OF: (0.6, 0.6),
    LinkKind.INFLUENCES: (KNOWN, KNOWN / 2),
    LinkKind.CONSTITUENCY_OF: (0.2, 0.3),
}
"""Chance that the source of a link brings us to its target, and the other way round.

A manager opens the door to a report more easily than the other way round, and an assistant
keeps the principal's door."""

OPENS_DOORS: Mapping[str, float] = {
    Support.NON_SUPPORTER: 0.5,
    Support.ENEMY: SUPPORT[Support.ENEMY],
}
"""Factor on a hop from one of theirs who isn't for us: who is against us opens no door gladly, and
what they say of us behind it harms."""

STALE_COST = 0.5
"""Factor on a hop over a link, or a meeting, older than `stale_link_days`."""

FIT: Mapping[str, float] = {
    "person": 4.0,
    "objection": 3.0,
    "challenge": 3.0,
    "interest": 2.0,
    "role": 2.0,
    "function": 1.0,
    "customer": 1.0,
    "everybody": 0.5,
}
"""What each way in which a reason can fit somebody is worth; they add up."""

PUT_OFFS = 2
"""Whoever put us off so often hears only a reason that is new for them."""

BRAINSTORM_MINUTES = 15
"""So long the clock of a brainstorm runs unless somebody says otherwise."""

BRAINSTORM_IDEAS = (20, 30)
"""How many ideas a brainstorm aims for."""

VOTE = (1, 5)
"""What an idea can be worth to the listener, from hardly anything to very much."""

TABLE = 12
"""People at one meeting up to whom it shows that they know each other; more are a crowd."""


def _number(default: float, least: float, most: float) -> float:
    value: float = field(default=default, metadata={"least": least, "most": most})
    return value


def _days(default: float) -> float:
    return _number(default, 1.0, 36_500.0)


def _part(default: float) -> float:
    return _number(default, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an account can set for itself."""

    half_life_days: float = _days(90.0)
    """After so many days a touch counts half."""

    stale_link_days: float = _days(365.0)
    """A link that was last said so long ago costs on a way in."""

    stale_fact_days: float = _days(180.0)
    """An opinion older than this is called old."""

    not_open_days: float = _days(90.0)
    """A person marked not open without an end date is open again after this."""

    dismissed_days: float = _days(60.0)
    """Somebody dismissed without an end date is suggested again after this."""

    longest_put_off_days: float = _days(60.0)
    """Nobody is put off for longer, by a suggestion turned down or otherwise."""

    ask_share: float = _part(0.5)
    """From this share of asks on a relationship is flagged as dialing for dollars."""

    habit_from: float = _number(3.0, 1.0, 1000.0)
    """So many touches, or more, make a habit: below, no share and no "only" is told."""

    idle_share: float = _part(0.3)
    """From this share of visits that brought nothing on we are a professional visitor."""

    treats_a_year: float = _number(2.0, 0.0, 365.0)
    """More food than this in a year, for a person or an account, is flagged."""

    pattern_touches: float = _number(10.0, 4.0, 100.0)
    """So many of the last touches are looked at for a weekday or an interval that repeats."""

    pattern_chance: float = _number(0.01, 0.0, 0.5)
    """A pattern that chance would bring less often than this is called one."""

    attempt_gap_days: float = _days(60.0)
    """A longer time between two attempts to reach somebody who matters is flagged."""

    ideal_days_deciding: float = _days(30.0)
    """Days from one contact to the next with who decides: at least half the heaviest weight."""

    longest_days_deciding: float = _days(60.0)
    """The most that they should be."""

    ideal_days_weighty: float = _days(45.0)
    """The same with others who have a weight in the decision."""

    longest_days_weighty: float = _days(90.0)
    """The most that they should be."""

    ideal_days_others: float = _days(60.0)
    """The same with everybody else."""

    longest_days_others: float = _days(120.0)
    """The most that they should be."""

    after_change_days: float = _days(7.0)
    """Within so many days of a change at the client somebody whom it concerns is due."""

    before_change_days: float = _days(30.0)
    """So many days before an expected change it counts as one."""

    retry_days: float = _days(3.0)
    """Days from an attempt that reached nobody to the next one."""

    happening_days: float = _days(14.0)
    """So long before and after its day something that is going on with somebody is spoken of."""

    horizon_days: float = _days(30.0)
    """How far ahead one looks where mails and meetings among the client's own people are known."""

    inferred_cap: float = _number(1.0, 0.0, 100.0)
    """The most that inferred links together bring into one person."""

    multiple_contacts_from: float = _number(2.0, 1.0, 1000.0)
    """Touches that count within a half-life, from which coverage is "multiple contacts"."""

    in_depth_from: float = _number(5.0, 1.0, 1000.0)
    """The same for "in depth"."""

    cold_reach: float = _part(0.1)
    """Probability of reaching a person to whom no way in is known."""

    conflict_cost: float = _part(0.3)
    """Factor on a way in over two people who are in conflict."""

    unknown_bonus: float = _part(0.15)
    """The most that what we don't know about a person raises the score: information has value."""


def with_overrides(settings: Settings, overrides: Mapping[str, float]) -> Settings:
    """The settings with an account's own values.

    Raises BadInput for a name that doesn't exist, or a value out of its range.
    """
    known = {one.name: one.metadata for one in fields(Settings)}
    for name, value in overrides.items():
        if name not in known:
            names = ", ".join(sorted(known))
            raise BadInput(f"There is no setting {name!r}; there are {names}.")
        least, most = known[name]["least"], known[name]["most"]
        if not least <= value <= most:
            raise BadInput(f"{name} is {value:,.15g}; it has to be {least:,.15g} to {most:,.15g}.")
    return replace(settings, **overrides)
