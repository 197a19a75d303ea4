"""A person on one screen: facts, links, last touches and notes, as text."""

from collections.abc import Iterator, Sized

from api.answers.people import Portrait
from api.cli.contact import contact_text
from api.cli.output import Heading, table
from api.cli.things import facts_text, source_text
from graph.advice.exchanged import Correspondence, exchanges_answer
from graph.analysis.phrases import called, duration, relation, spelt
from graph.model import Link, Thing, Touch

LAST = 3
"""So many of the last touches are shown as text, and of each kind of what is inferred."""

UNKNOWN = "unknown"


def person_lines(found: Portrait) -> Iterator[str]:
    """Who it is, what was said of them, and who was in touch, line by line."""
    person = found.person
    where = f"({person.id}, {found.account.name})"
    yield Heading(f"{called(person)}  {where}  {contact_text(found.contact)}")
    yield from facts_text(person)
    links = [(_in_words(found, one), source_text(one.provenance)) for one in found.links]
    yield from _part("Links", table(links))
    yield from _inferred(found)
    yield from _exchanged(found)
    number = len(found.touches)
    shown = f"Last {LAST} of {number:,} touches" if number > LAST else "Touches"
    yield from _part(shown, table(_touch_row(found, one) for one in found.touches[:LAST]))
    yield from _part("Notes", table(map(_note_row, found.notes)))


def _inferred(found: Portrait) -> Iterator[str]:
    """What mails and meetings suggest of them, apart from what was stated."""
    if not found.account.events:
        return
    from api.cli.inferred import first_of_each, inference_lines  # loads numpy, which is dear
    from graph.advice.inferences import inferences

    every = inferences(found.account, about=found.person.id)
    shown = first_of_each(every, LAST)
    lines = [line for one in shown for line in inference_lines(one)]
    yield from _part("Inferred from mails and meetings, nobody said it", lines)
    if len(every) > len(shown):
        more = f"{len(every) - len(shown):,} more"
        yield f"  and {more}: inroad inferred {found.account.id} --person {found.person.id}"


def _exchanged(found: Portrait) -> Iterator[str]:
    """Who is close to them by mails and meetings, and the introductions that they are in."""
    told = exchanges_answer(found.account, found.person.id, LAST)
    title = f"Closest{_part_of(told.correspondents, told.of_correspondents)}"
    rows = table(map(_close_row, told.correspondents))
    yield from _part(f"{title}, by mails and meetings since {told.since}", rows)
    title = f"Introductions{_part_of(told.introductions, told.of_introductions)}"
    lines = [f"  {one.text}" for one in told.introductions]
    yield from _part(f"{title}, as mails show them", lines)


def _part_of(shown: Sized, of_all: int) -> str:
    return f" {len(shown)} of {of_all:,}" if of_all > len(shown) else ""


def _close_row(one: Correspondence) -> tuple[str, ...]:
    counts = {"to them": one.wrote, "from them": one.heard, "together": one.together}
    said = [f"{number:,} {what}" for what, number in counts.items() if number]
    mails = [f"mails: {', '.join(said)}"] if said else []
    met = [f"met {one.met:,} times" if one.met > 1 else "met once"] if one.met else []
    fast = [
        f"{text} within {duration(took.hours / 24)}"
        for text, took in (("answers", one.answers), ("is answered", one.answered))
        if took.hours is not None
    ]
    return (one.other.called, "; ".join([*mails, *met]), f"last {one.last}", ", ".join(fast))


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", Heading(title), *lines)


def _in_words(found: Portrait, link: Link) -> str:
    against = link.target == found.person.id
    end = link.source if against else link.target
    other = found.who.get(end, end)
    return relation(link, other, against=against)


def _touch_row(found: Portrait, touch: Touch) -> tuple[str, ...]:
    known = [word for word in (touch.channel, touch.intent, touch.outcome) if word != UNKNOWN]
    said = "; ".join(filter(None, (touch.reason, touch.note)))
    private = "private" if touch.private else ""
    who = ", ".join(found.who.get(one, one) for one in touch.colleagues)
    return (str(touch.on), who, ", ".join(map(spelt, known)), said, private)


def _note_row(note: Thing) -> tuple[str, ...]:
    said = note.facts["text"]
    private = "private" if said.private else ""
    return (note.text("on"), said.provenance.who, note.text("text"), private)
