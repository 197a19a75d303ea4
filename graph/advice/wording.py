"""Sentences with their numbers. They name people and never guess at a "he" or "she"."""

from collections.abc import Mapping, Sequence

from graph.advice.answer import Step
from graph.analysis.arrows import Flow
from graph.analysis.coverage import Contact
from graph.analysis.phrases import (
    ago,
    called,
    introduced,
    listed,
    percent,
    relation,
    spelt,
)
from graph.model import Person


def gain(person: Person, share: float, leads_to: Sequence[Person], *, further: bool) -> str:
    """What reaching somebody adds: "Reaching Ann Lee adds 31 % of the decision: the way to …".

    `leads_to`: the targets that it comes from. `further`: beside those above in the list.
    """
    adds = f"Reaching {called(person)} adds {'another ' if further else ''}{percent(share)}"
    others = [introduced(one) for one in leads_to if one.id != person.id]
    ways = [f"{called(person)} decides"] if len(others) < len(leads_to) else []
    ways += [f"the way to {listed(others)}"] if others else []
    return f"{adds} of the decision: {listed(ways)}."


def route(flows: Sequence[Flow], who: Mapping[str, Person]) -> str | None:
    """How influence gets there: "Ann Lee influences Bob (strong), who reports to Dana Reyes."."""
    if not flows:
        return None
    steps = [relation(one.link, called(who[one.target]), against=one.against) for one in flows]
    return f"{called(who[flows[0].source])} {', who '.join(steps)}."


def last_contact(contact: Contact, colleague: str | None) -> str:
    """When somebody of ours was last in touch; never, not recorded and tried are told apart."""
    days, tried = contact.days_since_contact, contact.days_since_attempt
    attempt = "" if tried is None or tried == days else f"; the last attempt was {ago(tried)}"
    if days is not None:
        who = colleague or "Somebody of ours"
        return f"{who} was last in touch {ago(days)} ({spelt(contact.coverage)}){attempt}."
    if contact.contact_known:
        return f"Nobody of ours has ever been in touch{attempt}."
    stated = "" if contact.stated is None else f" ({spelt(contact.coverage)} was stated)"
    return f"It is not recorded when anybody was last in touch{stated}{attempt}."


def way(steps: Sequence[Step], probability: float | None, cold: float) -> str:
    """The way in, hop by hop; `cold` is the probability of reaching somebody without one."""
    if probability is None:
        return "No way in is known: it would be a cold approach."
    hops = "; ".join(f"{one.person.name or one.person.id} {one.by}" for one in steps)
    beside = "" if probability > cold else ", no better than a cold approach"
    return f"Way in ({percent(probability)}{beside}): {hops}."


def unknown(missing: Sequence[str]) -> str | None:
    """What isn't known."""
    return f"Not known: {', '.join(missing)}." if missing else None
