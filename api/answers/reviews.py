"""A review of an account as JSON."""

from typing import Any

from api.answers.people import contact_json
from graph.advice.answer import card, plain
from graph.analysis.reviewing import Dependence, Review


def review_json(found: Review) -> dict[str, Any]:
    """The review as JSON values."""
    return {
        "account": found.account.name,
        "account_id": found.account.id,
        "as_of": found.account.as_of,
        "decision_reached": found.decision_reached,
        "touches_kept": found.touches_kept,
        "gone": found.gone,
        "hangs_on": plain(card(found.hangs_on)) if found.hangs_on else None,
        "people": [
            {
                "person": plain(card(one.person)),
                "level": one.person.level,
                "function": one.person.function,
                "colleagues": [ours.name for ours in one.colleagues],
                **contact_json(one.contact),
            }
            for one in found.people
        ],
        "matrix": plain(found.matrix),
        "contacts": [_dependence_json(one) for one in found.contacts],
        "colleagues": [_dependence_json(one) for one in found.colleagues],
    }


def _dependence_json(one: Dependence) -> dict[str, Any]:
    return {
        "person": plain(card(one.person)),
        "decision_lost": one.decision_lost,
        "cut_off": [plain(card(person)) for person in one.cut_off],
        "only_theirs": [plain(card(person)) for person in one.only_theirs],
    }
