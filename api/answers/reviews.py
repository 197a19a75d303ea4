"""How an account is covered, and a review of it, as JSON."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from api.answers.people import contact_json
from graph.advice.account_review.answer import account_review
from graph.advice.answer import Acquaintance, acquaintances, as_object, card, plain
from graph.analysis.coverage import coverage
from graph.analysis.reviewing import Dependence, Review
from graph.analysis.standing import is_gone
from graph.model import Account


def coverage_json(account: Account) -> dict[str, Any]:
    """Everybody who is there with how they stand to us, and how many stand how."""
    contacts = coverage(account)
    there = [one for one in account.people if not is_gone(one)]
    return {
        "account": account.name,
        "account_id": account.id,
        "as_of": account.as_of,
        "counts": Counter(str(contacts[one.id].coverage) for one in there),
        "people": [{"person": plain(card(one)), **contact_json(contacts[one.id])} for one in there],
    }


def review_json(found: Review) -> dict[str, Any]:
    """The review as JSON values."""
    who = acquaintances(found.account, coverage(found.account))
    return {
        "account": found.account.name,
        "account_id": found.account.id,
        "as_of": found.account.as_of,
        "decision_reached": found.decision_reached,
        "targets_inferred": found.targets.inferred,
        "touches_kept": found.touches_kept,
        "gone": found.gone,
        "hangs_on": plain(who[found.hangs_on.id]) if found.hangs_on else None,
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
        "contacts": [_dependence_json(one, who) for one in found.contacts],
        "colleagues": [_dependence_json(one, who) for one in found.colleagues],
        **as_object(account_review(found.account)),
    }


def _dependence_json(one: Dependence, who: Mapping[str, Acquaintance]) -> dict[str, Any]:
    theirs = who.get(one.person.id)
    return {
        "person": plain(card(one.person)),
        "days_since_contact": theirs and theirs.days_since_contact,
        "contact_known": theirs is not None and theirs.contact_known,
        "decision_lost": one.decision_lost,
        "cut_off": [plain(who[person.id]) for person in one.cut_off],
        "only_theirs": [plain(who[person.id]) for person in one.only_theirs],
    }
