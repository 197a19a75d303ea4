"""Sentences with their numbers. They name people and never guess at a "he" or "she"."""

from collections.abc import Mapping, Sequence
from datetime import date

from graph.analysis.arrows import Flow
from graph.analysis.coverage import Contact
from graph.analysis.phrases import LEAST_TOLD, ago, listed, percent, relation, spelt
from graph.analysis.ways_in import WayIn
from graph.model import Account, Provenance

MOST_NAMED = 5
"""How many people one sentence names."""

NO_WAY = "No way in is known: it would be a cold approach."


def reached(
    share: float | None,
    error: float | None = None,
    *,
    touches_kept: bool = True,
    weightless: bool = False,
) -> str:
    """How much of a decision is reached: "39 % ± 0.05", or why that isn't known.

    `touches_kept`: without any nothing tells who is engaged. `weightless`: who decides is known,
    and weighs nothing.
    """
    if share is None:
        why = "nobody who decides has a weight" if weightless else "it isn't known who decides"
        return f"not known, as {why}"
    if not share and not touches_kept:
        return "not known (no touches are recorded; taken as 0 %)"
    return percent(share) if error is None else f"{percent(share)} ± {100 * error:.2f}"


def gain(name: str, share: float, *, further: bool) -> str:
    """What reaching somebody adds: "Reaching Ann Lee adds 31 % of the decision".

    `further`: beside those above in the list.
    """
    more = "another " if further and share >= LEAST_TOLD else ""
    return f"Reaching {name} adds {more}{percent(share)} of the decision"


def source(adds: str, deciding: str | None, targets: Sequence[str], *, mainly: bool) -> str:
    """Where that comes from: "…: the way to Dana Reyes (CFO)."

    `deciding`: the name of the person, if they decide themselves. `targets`: to whom they are
    the way; there are others if `mainly`.
    """
    where = f"the way to {listed(targets)}"
    if deciding:
        where = f"{deciding} decides, and is {where}" if targets else f"{deciding} decides"
    return f"{adds}: {'above all ' if mainly else ''}{where}."


def route(flows: Sequence[Flow], names: Mapping[str, str]) -> str | None:
    """How influence gets there: "Ann Lee influences Bob (strong), who reports to Dana Reyes."."""
    if not flows:
        return None
    steps = [relation(one.link, names[one.target], against=one.against) for one in flows]
    return f"{names[flows[0].source]} {', who '.join(steps)}."


def instead(named: Sequence[str], more: int, *, many: bool) -> str | None:
    """Who would do as well; `many`: there may be more than the `more` that were counted."""
    if not named:
        return None
    others = [f"{'many' if many else more} more"] if more else []
    return f"{listed([*named, *others])} would do as well."


def last_contact(contact: Contact, ours: Sequence[str]) -> str:
    """When `ours` were last in touch; never, not recorded and tried are told apart."""
    days, tried = contact.days_since_contact, contact.days_since_attempt
    attempt = "" if tried is None or tried == days else f"; the last attempt was {ago(tried)}"
    word = spelt(contact.coverage)
    if days is not None:
        stated = ", as stated" if contact.stated else ""
        return f"{_last(ours)} {ago(days)} ({word}{stated}){attempt}."
    if contact.contact_known:
        return f"Nobody of ours has ever been in touch{attempt}."
    stated = f" ({word} was stated)" if contact.stated else ""
    return f"It is not recorded when anybody was last in touch{stated}{attempt}."


def _last(ours: Sequence[str]) -> str:
    if not ours:
        return "The last activity on record was"
    return f"{listed(ours)} {'were' if len(ours) > 1 else 'was'} last in touch"


def way(found: WayIn, names: Mapping[str, str], cold: float) -> str:
    """The way in, hop by hop; `cold` is the probability of reaching somebody without one."""
    hops = "; ".join(f"{names[one.source]} {one.by}" for one in found.hops)
    known = percent(found.probability)
    if found.probability > cold:
        return f"Way in ({known}): {hops}."
    return (
        f"A cold approach is as good ({percent(cold)}); the best known way in has {known}: {hops}."
    )


def no_way(name: str, owner: str) -> str:
    """That no way in is known, and who may know one: the contact's `owner` in the CRM, if any."""
    if not owner:
        return NO_WAY
    return f"{NO_WAY} {owner} is on record as the owner of the contact, and may know {name}."


def go_directly(name: str, known: str) -> str:
    """That the only way in known goes over the one to whom it was to lead."""
    return (
        f"The only way in known goes over {known}, to whom {name} was to be the way: go to {known} "
        "directly."
    )


def detour(name: str, over: Sequence[str]) -> str:
    """That a way in goes over those to whom it was meant to lead in the end."""
    who = "person" if len(over) == 1 else "people"
    return (
        f"Careful: this way leads through {listed(over)}, the very {who} whom {name} should open."
    )


def unknown(missing: Sequence[str]) -> str | None:
    """What isn't known."""
    return f"Not known: {', '.join(missing)}." if missing else None


def taken_up(on: date, by: Provenance | None, why: str) -> str:
    """Who took a suggestion up, when and why."""
    taken = f"Taken up{f' by {by.who}' if by else ''} on {on}"
    return f"{taken}: {why.rstrip('.')}." if why else f"{taken}."


def nobody(account: Account) -> tuple[str, ...]:
    """That nobody is there whom one could reach, and what to do about it."""
    name, count = account.name, len(account.people)
    known = {
        0: f"Nobody is known at {name} yet.",
        1: f"The only person known at {name} has left or objected.",
        2: f"Both people known at {name} have left or objected.",
    }
    return (
        known.get(count, f"All {count:,} people known at {name} have left or objected."),
        f"Bring {'newer ' if count else ''}contacts: inroad import FILE --account {name!r}.",
    )
