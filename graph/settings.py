"""Every number that the texts leave open, with its default, in one place.

`Settings` holds those that an account can have its own value for
(`inroad account NAME --set half_life_days=120`); the tables below are the same for all.
Probabilities are in [0, 1], times in days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from graph.errors import BadInput
from graph.vocabulary import BuyingRole, Channel, Intent, LinkKind, Strength, Support

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

SUPPORT: Mapping[str, float] = {
    Support.MENTOR: 1.0,
    Support.SUPPORTER: 1.0,
    Support.NEUTRAL: 0.9,
    Support.UNKNOWN: 0.85,
    Support.NON_SUPPORTER: 0.5,
    Support.ENEMY: 0.1,
}
"""Factor on a gain: the influence of one who is against us harms."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an account can set for itself."""

    half_life_days: float = 90.0
    """After so many days a touch counts half."""

    stale_link_days: float = 365.0
    """A link that was last said so long ago costs on a way in."""

    stale_fact_days: float = 180.0
    """An opinion older than this is called old."""

    not_open_days: float = 90.0
    """A person marked not open without an end date is open again after this."""

    inferred_cap: float = 1.0
    """The most that inferred links together bring into one person."""

    multiple_contacts_from: float = 2.0
    """Touches that count within a half-life, from which coverage is "multiple contacts"."""

    in_depth_from: float = 5.0
    """The same for "in depth"."""

    cold_reach: float = 0.1
    """Probability of reaching a person to whom no way in is known."""

    conflict_cost: float = 0.3
    """Factor on a way in over two people who are in conflict."""

    unknown_bonus: float = 0.15
    """The most that what we don't know about a person raises the score: information has value."""


def with_overrides(settings: Settings, overrides: Mapping[str, float]) -> Settings:
    """The settings with an account's own values; BadInput names one that doesn't exist."""
    known = {one.name for one in fields(Settings)}
    wrong = sorted(set(overrides) - known)
    if wrong:
        raise BadInput(f"There is no setting {wrong[0]!r}; there are {', '.join(sorted(known))}.")
    return replace(settings, **overrides)
