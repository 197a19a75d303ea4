"""A person on one screen: facts, links, last touches and notes, as text."""

from collections.abc import Iterator

from api.answers.people import Portrait
from api.cli.contact import contact_text
from api.cli.exchanging import exchange_lines
from api.cli.output import Heading, table
from api.cli.things import facts_text, source_text
from graph.advice.exchanged import exchanges_answer
from graph.analysis.phrases import called, relation, spelt
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
    yield from exchange_lines(exchanges_answer(found.account, person.id, LAST))
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
