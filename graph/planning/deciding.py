"""The use cases of saying what became of a suggestion, and why."""

from datetime import date

from graph.analysis.standing import days_after
from graph.analysis.targets import was_put_off
from graph.errors import BadInput
from graph.log import FieldValue
from graph.model import Account
from graph.planning.recording import By, create
from graph.store import Store
from graph.vocabulary import EntityKind, SuggestionAction

NO_END = "Say until when they are put off: “next quarter” is no plan, a day is."
"""What is said to whoever puts somebody off without an end."""


def decide(
    store: Store,
    account: str,
    person: str,
    action: SuggestionAction,
    why: str,
    until: date | None,
    by: By,
) -> str:
    """Keep what somebody decided about a suggestion, and why."""
    if not why.strip():
        raise BadInput("Say why: a decision without its reason can't be learned from.")
    if until is not None and until < by.now.date():
        raise BadInput(f"It can't hold until {until}, which is over already; give a day to come.")
    given: dict[str, FieldValue] = {
        "person": person,
        "action": action,
        "why": why,
        "on": by.now.date().isoformat(),
    }
    if until is not None:
        given["until"] = until.isoformat()
    parts = (person, action, by.now.isoformat())
    return create(store, account, EntityKind.DECISION, parts, given, by)


def put_off(
    store: Store, account: Account, person: str, why: str, until: date | None, by: By
) -> str:
    """Leave somebody out of the suggestions until a day, which is never far.

    Without a day it is `dismissed_days` ahead. Raises BadInput for one that is farther ahead than
    `longest_put_off_days`, and where nobody was in touch since the last time, for want of evidence.
    """
    today, settings = by.now.date(), account.settings
    most = days_after(today, settings.longest_put_off_days)
    end = until or min(most, days_after(today, settings.dismissed_days))
    if end > most:
        raise BadInput(
            f"{end} is too far ahead: nobody is put off for more than "
            f"{settings.longest_put_off_days:g} days. Give a day up to {most}."
        )
    if not (by.evidence or "").strip() and was_put_off(account, person):
        raise BadInput(
            "They were put off the last time too, and nobody was in touch since: give evidence "
            "that it is worth waiting once more."
        )
    return decide(store, account.id, person, SuggestionAction.DISMISSED, why, end, by)
