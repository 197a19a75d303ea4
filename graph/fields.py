"""Which fields an entity can have, and how each is read and checked.

One table for every way in: imports, command line and HTTP check against it before
they write, and `graph.resolve` reads through it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from graph.log import FieldValue
from graph.values import day, number, term, terms, text, texts, yes_no
from graph.vocabulary import (
    AccountKind,
    Adaptability,
    BuyingJob,
    BuyingRole,
    ChangeKind,
    ChangePhase,
    CompetitorTie,
    Coverage,
    DecisionOrientation,
    EntityKind,
    Function,
    HappeningKind,
    LapseReason,
    Level,
    Objection,
    OpportunityStage,
    PersonStatus,
    PoliticalStatus,
    ProposalKind,
    ProposalState,
    ReasonKind,
    ReferralDirection,
    RelationshipLevel,
    ResponseMode,
    StakeholderProfile,
    SuggestionAction,
    Support,
    Visit,
)

Value = str | float | bool | date | tuple[str, ...]
"""A field as it is used."""


@dataclass(frozen=True, slots=True)
class Field:
    """`read` turns a stored or typed value into the one that is used; it raises ValueError.

    `opinion`: what somebody thinks of a person, shown with its age and who said so.
    """

    read: Callable[[FieldValue], Value]
    opinion: bool = False
    help: str = ""


def _one_of(values: type[StrEnum]) -> Callable[[FieldValue], Value]:
    return partial(term, values=values)


def _several(values: type[StrEnum]) -> Callable[[FieldValue], Value]:
    return partial(terms, values=values)


TEXT, TEXTS, NUMBER, DAY, YES_NO = (Field(read) for read in (text, texts, number, day, yes_no))


def visits(value: FieldValue) -> tuple[str, ...]:
    """What a touch did; "none" says that it did nothing, which is not the same as unknown."""
    return () if str(value).strip().casefold() == "none" else terms(value, Visit)


def _opinion(values: type[StrEnum]) -> Field:
    return Field(_one_of(values), opinion=True)


ALONE = "address_alone"
"""Of a colleague: whether nothing but the address is ours, as where it is at a client's domain."""

_PERSON: Mapping[str, Field] = {
    "name": TEXT,
    "first_name": TEXT,
    "last_name": TEXT,
    "title": TEXT,
    "other_titles": TEXTS,
    "department": TEXT,
    "site": TEXT,
    "email": TEXT,
    "other_emails": TEXTS,
    "phone": TEXT,
    "other_phones": TEXTS,
    "tags": TEXTS,
    "is_direct": YES_NO,
    "is_primary": YES_NO,
    "url": TEXT,
    "timezone": TEXT,
    "country": TEXT,
    "bad_days": TEXTS,
    "ideal_days": NUMBER,
    "longest_days": NUMBER,
    "birthday": TEXT,
    "status": Field(_one_of(PersonStatus)),
    "status_until": DAY,
    "level": Field(_one_of(Level)),
    "function": Field(_one_of(Function)),
    "buying_role": Field(_several(BuyingRole), opinion=True),
    "support": _opinion(Support),
    "political_status": _opinion(PoliticalStatus),
    "coverage": _opinion(Coverage),
    "decision_weight": Field(partial(number, most=1e6), opinion=True),
    "decision_orientation": _opinion(DecisionOrientation),
    "adaptability": _opinion(Adaptability),
    "response_mode": _opinion(ResponseMode),
    "stakeholder_profile": _opinion(StakeholderProfile),
    "relationship_level": _opinion(RelationshipLevel),
    "relationship_wanted": _opinion(RelationshipLevel),
    "objection": Field(_several(Objection), opinion=True),
    "interests": TEXTS,
    "preferences": TEXTS,
    "goals": TEXTS,
    "challenges": TEXTS,
    "topics": TEXTS,
    "knows_of_us": TEXTS,
    "supplier": TEXT,
    "users_of_ours": YES_NO,
    "notes": TEXT,
    "owner": TEXT,
    "lead_source": TEXT,
    "last_activity": DAY,
    "connected_on": DAY,
    "first_chose_us": TEXT,
    "merged_into": TEXT,
    "same_human": TEXT,
}

FIELDS: Mapping[EntityKind, Mapping[str, Field]] = {
    EntityKind.ACCOUNT: {
        "name": TEXT,
        "kind": Field(_one_of(AccountKind)),
        "parent": TEXT,
        "website": TEXT,
        "domains": TEXTS,
        "industry": TEXT,
        "country": TEXT,
        "supplier": TEXT,
        "first_chose_us": TEXT,
        "call_us_first_because": TEXT,
        "lapse_reason": Field(_one_of(LapseReason)),
        "lapsed_on": DAY,
        "invented": YES_NO,
        "notes": TEXT,
    },
    EntityKind.PERSON: _PERSON,
    EntityKind.COLLEAGUE: {**_PERSON, ALONE: YES_NO},
    EntityKind.OPPORTUNITY: {
        "name": TEXT,
        "stage": Field(_one_of(OpportunityStage)),
        "stage_name": TEXT,
        "close_date": DAY,
        "amount": NUMBER,
        "currency": TEXT,
        "notes": TEXT,
    },
    EntityKind.PROPOSAL: {
        "kind": Field(_one_of(ProposalKind)),
        "state": Field(_one_of(ProposalState)),
        "person": TEXT,
        "other": TEXT,
        "field": TEXT,
        "value": TEXT,
        "name": TEXT,
        "text": TEXT,
        "why": TEXT,
    },
    EntityKind.DECISION: {
        "person": TEXT,
        "action": Field(_one_of(SuggestionAction)),
        "why": TEXT,
        "on": DAY,
        "until": DAY,
    },
    EntityKind.NOTE: {"about": TEXT, "text": TEXT, "on": DAY},
    EntityKind.REASON: {
        "text": TEXT,
        "kind": Field(_one_of(ReasonKind)),
        "benefit": TEXT,
        "question": TEXT,
        "source": TEXT,
        "offering": TEXT,
        "person": TEXT,
        "for_group": YES_NO,
        "roles": Field(_several(BuyingRole)),
        "functions": Field(_several(Function)),
        "removes": Field(_several(Objection)),
        "interests": TEXTS,
        "challenges": TEXTS,
        "until": DAY,
    },
    EntityKind.GAP: {
        "text": TEXT,
        "person": TEXT,
        "who": TEXT,
        "on": DAY,
        "yearly_value": NUMBER,
        "cost_to_close": NUMBER,
        "currency": TEXT,
        "closed_on": DAY,
    },
    EntityKind.CHANGE: {
        "text": TEXT,
        "kind": Field(_one_of(ChangeKind)),
        "phase": Field(_one_of(ChangePhase)),
        "on": DAY,
        "person": TEXT,
        "source": TEXT,
    },
    EntityKind.COMPETITOR: {"name": TEXT, "notes": TEXT},
    EntityKind.COMPETITOR_TIE: {
        "competitor": TEXT,
        "person": TEXT,
        "tie": Field(_one_of(CompetitorTie)),
        "on": DAY,
        "where": TEXT,
        "text": TEXT,
    },
    EntityKind.HAPPENING: {
        "text": TEXT,
        "kind": Field(_one_of(HappeningKind)),
        "person": TEXT,
        "on": DAY,
        "until": DAY,
    },
    EntityKind.REFERRAL: {
        "text": TEXT,
        "direction": Field(_one_of(ReferralDirection)),
        "person": TEXT,
        "on": DAY,
    },
    EntityKind.BRAINSTORM: {
        "text": TEXT,
        "person": TEXT,
        "on": DAY,
        "minutes": NUMBER,
        "starts_at": TEXT,
    },
    EntityKind.IDEA: {"text": TEXT, "brainstorm": TEXT, "reason": TEXT},
    EntityKind.VOTE: {"idea": TEXT, "value": NUMBER},
}

TOUCH_DETAILS: Mapping[str, Field] = {
    "visit": Field(visits),
    "buying_job": Field(_one_of(BuyingJob)),
    "learned": TEXT,
    "next_step": TEXT,
    "offering": TEXT,
    "their_world": TEXT,
    "named": TEXTS,
    "helped_with": TEXT,
    "subject": TEXT,
    "sender": TEXT,
    "copied": TEXTS,
    "answers": TEXT,
    "local_time": TEXT,
    "revision": NUMBER,
}
"""What only some touches have. Of a mail with several people: who sent it and who was copied, by
id; the key of the touch that it answers, which may not be known; and its time of day where it was
sent, with the zone. Of a meeting: how often it had been changed, as its organiser counts."""

TOUCH_REFERENCES = frozenset({"sender", "copied"})
"""Those that name people by id."""

EXTERNAL_ID = "external_id:"
"""Prefix of the fields that hold an id in another system: `external_id:salesforce`."""

SETTING = "setting:"
"""Prefix of an account's own value for one of `graph.settings`: `setting:half_life_days`."""


def field_of(kind: EntityKind, name: str) -> Field:
    """How a field is read. Raises KeyError for a name that this kind doesn't have."""
    if name.startswith(EXTERNAL_ID):
        return TEXT
    if name.startswith(SETTING):
        return NUMBER
    return FIELDS[kind][name]
