"""What else to know of somebody, or to speak of, beside the reason: theirs, with its day."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from graph.advice.reasons.answer import Mention
from graph.advice.reasons.fitting import alike
from graph.advice.reasons.past import Past
from graph.advice.reasons.toolkit import Toolkit
from graph.analysis.phrases import ago, called, listed
from graph.analysis.standing import said_on
from graph.model import Account, Person, Thing, Touch
from graph.vocabulary import Channel, EntityKind, HappeningKind

NOT_PERSONAL = frozenset({HappeningKind.MEETING, HappeningKind.AWAY})
"""What one may speak of before there is a relationship."""

AT_WORK = {"preferences": "Prefers"}
OUTSIDE_WORK = {
    "topics": "To talk about",
    "interests": "Interests",
    "knows_of_us": "Knows of us",
}
HISTORY = {"first_chose_us": "first chose us: “{}”", "supplier": "buys from {} today"}
WISHES = {"goals": "goal", "challenges": "challenge"}


def mentions(person: Person, so_far: Past, kit: Toolkit) -> tuple[Mention, ...]:
    """Their world, what is going on, why they chose us, whom they buy from, what they want and
    how they like it; once there is a relationship also what lies outside work."""
    found = (
        *_their_world(person, kit),
        *_happenings(person, so_far, kit.account),
        *_history(person, kit.account),
        *_wishes(person, kit),
        *_listed(person, AT_WORK),
        *(_listed(person, OUTSIDE_WORK) if so_far.knows_us else ()),
    )
    return (*found, *_card(person, found, so_far))


def _their_world(person: Person, kit: Toolkit) -> Iterator[Mention]:
    """What they last told us, while it isn't old."""
    today, oldest = kit.account.today, kit.account.settings.stale_fact_days
    for touch in kit.with_person(person):
        if text := str(touch.details.get("their_world") or ""):
            days = (today - touch.on).days
            if days <= oldest:
                said = f"Their world, {ago(days)}: “{text}”."
                yield Mention("their_world", "person", text, touch.on, said)
            return


def _happenings(person: Person, so_far: Past, account: Account) -> Iterator[Mention]:
    """Those that are on, soon to come, or just over."""
    for one in account.of_kind(EntityKind.HAPPENING):
        whose = one.text("person")
        if account.aliases.get(whose, whose) != person.id:
            continue
        kind = HappeningKind(one.text("kind") or HappeningKind.UNKNOWN)
        when = _when(one, account)
        if when is not None and (so_far.knows_us or kind in NOT_PERSONAL):
            text = one.text("text")
            yield Mention("happening", "person", text, one.day("on"), f"{when}: “{text}”.")


def _when(happening: Thing, account: Account) -> str | None:
    """When it is, in words; None before it is near, and after its time."""
    today, first, last = account.today, happening.day("on"), happening.day("until")
    near = timedelta(days=account.settings.happening_days)
    told = said_on(happening.created) if happening.created else None
    start = first or last or told or today
    if last is not None and start <= today <= last:
        return f"On until {last}"
    if start > today:
        return f"On {start}" if start - today <= near else None
    if last is not None or today - start > near:
        return None
    return f"On {start}" if first else f"Told us {ago((today - start).days)}"


def _history(person: Person, account: Account) -> Iterator[Mention]:
    """Why they once chose us, and whom they buy from now; of the company where not of them."""
    for field, said in HISTORY.items():
        if text := person.text(field):
            yield Mention(field, "person", text, None, f"{called(person)} {said.format(text)}.")
        elif text := account.thing.text(field):
            yield Mention(field, "account", text, None, f"{account.name} {said.format(text)}.")


def _wishes(person: Person, kit: Toolkit) -> Iterator[Mention]:
    """Goals and challenges, each with the touches that helped."""
    for field, kind in WISHES.items():
        for text in person.texts(field):
            helped = [str(one.on) for one in kit.with_person(person) if _helps(one, text)]
            by = f" (helped on {listed(helped)})" if helped else ""
            yield Mention(kind, "person", text, None, f"{kind.capitalize()}: “{text}”{by}.")


def _helps(touch: Touch, wish: str) -> bool:
    with_ = str(touch.details.get("helped_with") or "")
    return bool(with_) and bool(alike([with_], [wish]))


def _listed(person: Person, fields: Mapping[str, str]) -> Iterator[Mention]:
    """Each field in one sentence."""
    for field, words in fields.items():
        if texts := person.texts(field):
            yield Mention(field, "person", "; ".join(texts), None, f"{words}: {listed(texts)}.")


def _card(person: Person, found: tuple[Mention, ...], so_far: Past) -> Iterator[Mention]:
    """A handwritten card where there is something to write of, unless the last thing was one."""
    about = next((one for one in found if one.kind in {"happening", "their_world"}), None)
    was_card = so_far.offered is not None and so_far.offered.channel is Channel.CARD
    if about is not None and so_far.knows_us and not was_card:
        said = f"A handwritten card about that would suit {called(person)}."
        yield Mention("card", "person", about.text, about.on, said)
