"""How people, links and touches are said in a sentence; names stay as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from shlex import quote

from graph.identity import name_key
from graph.model import Link, Person, Touch
from graph.vocabulary import Channel, EntityKind, LinkKind, PersonStatus, Strength

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ALONG: Mapping[str, str] = {
    LinkKind.REPORTS_TO: "reports to {}",
    LinkKind.DOTTED_LINE: "has a dotted line to {}",
    LinkKind.INFLUENCES: "influences {}",
    LinkKind.CONSTITUENCY_OF: "relies on what {} answers for",
    LinkKind.ASSISTANT_OF: "is the assistant of {}",
    LinkKind.INTRODUCED_BY: "was introduced by {}",
    LinkKind.CONFLICTS_WITH: "is in conflict with {}",
    LinkKind.KNOWS: "knows {}",
    LinkKind.UNKNOWN: "is somehow linked with {}",
}
"""What the source of a link is to its target."""

AGAINST: Mapping[str, str] = {
    LinkKind.REPORTS_TO: "is the manager of {}",
    LinkKind.DOTTED_LINE: "is the second manager of {}",
    LinkKind.INFLUENCES: "is influenced by {}",
    LinkKind.CONSTITUENCY_OF: "answers for what {} relies on",
    LinkKind.ASSISTANT_OF: "has {} as an assistant",
    LinkKind.INTRODUCED_BY: "introduced {}",
    LinkKind.CONFLICTS_WITH: ALONG[LinkKind.CONFLICTS_WITH],
    LinkKind.KNOWS: ALONG[LinkKind.KNOWS],
    LinkKind.UNKNOWN: ALONG[LinkKind.UNKNOWN],
}
"""What the target of a link is to its source."""

MET: Mapping[str, str] = {
    Channel.CALL: "talked with {}",
    Channel.VIDEO: "talked with {}",
    Channel.IN_PERSON: "met {}",
    Channel.OCCASION: "met {}",
    Channel.CARD: "sent a card to {}",
    Channel.TREAT: "brought a treat to {}",
    Channel.EMAIL: "was in touch with {}",
    Channel.MESSAGE: "was in touch with {}",
}
"""What a colleague did, by channel."""

NAMED_BY_VERB = frozenset({Channel.CARD, Channel.TREAT, Channel.UNKNOWN})
"""Channels that needn't be told beside it."""

SPELT: Mapping[str, str] = {"c_level": "C level", "hr": "HR", "it": "IT", "email": "e-mail"}
"""Terms that aren't spelt as they are written in a value set."""

NO_BREAK = "\u00a0"

_UNIT = re.compile(r"(?<=\d) (?=%|days?\b|points?\b)|(?<=%) (?=±)|(?<=±) ")
"""The space between a number and its unit."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")

LEAST_TOLD = 0.001
"""A smaller share isn't told by its number."""


def called(person: Person) -> str:
    """Their name, or else what they can be told by."""
    return person.name or person.email or person.external_id or person.id


def names(people: Iterable[Person]) -> Mapping[str, str]:
    """What each is called, by id: namesakes with what tells them apart, "Ann Lee (Clerk)"."""
    alike: dict[str, list[Person]] = {}
    for one in people:
        alike.setdefault(name_key(called(one)), []).append(one)
    return {id_: name for group in alike.values() for id_, name in _told_apart(group)}


def _told_apart(group: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """By the first of title, e-mail and external id that differs for all of them, or the id."""
    if len(group) == 1:
        yield group[0].id, called(group[0])
        return
    fields = (
        [one.title or ("ours" if one.kind is EntityKind.COLLEAGUE else "") for one in group],
        [one.email or "" for one in group],
        [one.external_id or "" for one in group],
        [one.id for one in group],
    )
    differing = next(texts for texts in fields if all(texts) and len({*texts}) == len(group))
    for one, text in zip(group, differing, strict=True):
        yield one.id, f"{called(one)} ({text})"


def introduced(person: Person, name: str | None = None) -> str:
    """Their name and title: "Dana Reyes (CFO)".

    `name`: what they are called if somebody has the same name, as `names` says.
    """
    if name and name != called(person):
        return name
    if person.status is PersonStatus.PLACEHOLDER:
        return f"{called(person)} (holder unknown)"
    title = title_beside(person)
    return f"{called(person)} ({title})" if title else called(person)


def title_beside(person: Person) -> str:
    """Their title, "" where that is what they are called already, as a seat is."""
    return "" if person.title == called(person) else person.title


def relation(link: Link, to: str, *, against: bool, weighed: bool = True) -> str:
    """What one end of a link is to the other, whose name is `to`: "influences Ann (strong)".

    `weighed`: with the probability or strength that was stated.
    """
    words = (AGAINST if against else ALONG)[link.kind].format(to)
    how_much = _how_much(link) if weighed else ""
    known = ", ".join(filter(None, (how_much, "inferred" if link.is_inferred else "")))
    return f"{words} ({known})" if known else words


def _how_much(link: Link) -> str:
    """The probability or strength that was stated, "" for neither."""
    if link.probability is not None:
        return percent(link.probability)
    return "" if link.strength is Strength.UNKNOWN else link.strength


def contact(touch: Touch, to: str, days: int) -> str:
    """What a colleague did with somebody: "talked with Ann Lee (call, 12 days ago)"."""
    channel = "" if touch.channel in NAMED_BY_VERB else f"{spelt(touch.channel)}, "
    return f"{MET.get(touch.channel, 'was in touch with {}').format(to)} ({channel}{ago(days)})"


def counted(number: int, noun: str, several: str = "") -> str:
    """A number of things: "1 proposal", "12 proposals"; `several` where "s" doesn't do."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def ago(days: int) -> str:
    """A number of days in words: "today", "yesterday", "12 days ago"."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def duration(days: float) -> str:
    """How long it takes, in words: "5 min", "3 h", "2.5 h", "1.5 days"."""
    hours = days * 24
    if hours < 1:
        return f"{max(1, round(hours * 60))} min"
    if hours < 23.5:
        return f"{hours:.1f}".removesuffix(".0") + " h"
    return "1 day" if round(days, 1) == 1 else f"{days:.1f} days"


def since_contact(days: int | None, *, known: bool) -> str:
    """How long ago the last contact was: "12 days ago", "never" or "not recorded"."""
    if days is not None:
        return ago(days)
    return "never" if known else "not recorded"


def percent(share: float) -> str:
    """A share in words, with as many digits as matter: "31 %", "2.4 %", "less than 0.1 %".

    "0 %" and "100 %" are nothing and all.
    """
    points = round(100 * share, 9)
    if 0 < points < 100 * LEAST_TOLD:
        return "less than 0.1 %"
    if 99.9 < points < 100:
        return "more than 99.9 %"
    digits = 0 if 9.95 <= points < 99.5 or points in {0, 100} else 1
    return f"{points:.{digits}f} %"


def unbroken(text: str, names: Iterable[str] = ()) -> str:
    """The text with a no-break space between each number and its unit, and within each of `names`,
    for who breaks lines."""
    for name in {one for one in names if " " in one}:
        text = text.replace(name, name.replace(" ", NO_BREAK))
    return _UNIT.sub(NO_BREAK, text)


def spelt(term: str) -> str:
    """A member of a value set as words: "in person"."""
    return SPELT.get(term, term.replace("_", " "))


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c".

    Where one has a comma of its own: "a; b, c; and d".
    """
    if len(words) < 2:
        return "".join(words)
    if len(words) > 2 and any(", " in _IN_BRACKETS.sub("", one) for one in words):
        return f"{'; '.join(words[:-1])}; {last} {words[-1]}"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def argument(text: str) -> str:
    """A name as it is typed behind a command, the same in every usual shell where that can be."""
    if _PLAIN.fullmatch(text):
        return text
    return quote(text) if _SPECIAL.search(text) else f'"{text}"'


_PLAIN = re.compile(r"[\w./:@][\w./:@+-]*")
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\"$`\\!%]")
"""What shells read within double quotes."""
