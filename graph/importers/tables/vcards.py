"""Address books as tables: a row for each card (vCard 2.1, 3.0 and 4.0)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.importers.faults import Fault, others
from graph.importers.tables.content_lines import (
    DEEPEST,
    TOO_DEEP,
    ContentLine,
    Properties,
    Unread,
    components,
)
from graph.importers.tables.grid import Grid, grid_of_rows

BEGINS = "BEGIN:VCARD"
MAX_CARDS = 50_000
MAX_LINES = 1_000
"""So many lines that are used a card has at most."""

HEADER = (
    *("FN", "Given name", "Additional names", "Family name", "ORG", "ORG unit", "TITLE", "ROLE"),
    *("EMAIL", "TEL", "Manager", "Assistant", "BDAY", "URL", "CATEGORIES", "NOTE", "UID"),
)
_PLAIN = {"FN", "TITLE", "BDAY", "URL", "NOTE", "UID"}
_SEVERAL = {"ROLE", "EMAIL", "TEL", "CATEGORIES"}
_RELATED = {"RELATED", "X-ABRELATEDNAMES", "X-MANAGER", "X-ASSISTANT", "X-EVOLUTION-MANAGER"}
_WANTED = frozenset(
    {"BEGIN", "END", "N", "ORG", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABLABEL"}
    | _PLAIN
    | _SEVERAL
    | _RELATED
)
_OF_NOBODY = frozenset({"group", "org", "location", "device", "application"})
_OF_SOMETHING = "a card is no person's"
_LAST = 100
"""The rank of what a card doesn't prefer (RFC 6350, 5.3)."""

_TOO_LONG = "what stands here is too long"
_TOO_MANY = f"there are more than {MAX_CARDS:,} cards"
_TOO_MANY_LINES = f"a card has more than {MAX_LINES:,} lines"


def is_vcard(text: str) -> bool:
    """Whether a text is an address book."""
    return text[: 4 * len(BEGINS)].lstrip().upper().startswith(BEGINS)


def read_vcards(text: str, name: str) -> Grid:
    """The cards of people; those of groups and organisations are left out and told."""
    reader = _Reader()
    cards = list(reader.cards(Properties(text, _WANTED)))
    people = [card for card in cards if _kind(card) not in _OF_NOBODY]
    lines = [1, *(card[0].line for card in people)]
    grid = grid_of_rows([list(HEADER), *map(_row, people)], lines, name)
    left_out = {_OF_SOMETHING: [card[0].line for card in cards if _kind(card) in _OF_NOBODY]}
    for why, several in (left_out | reader.left_out).items():
        if several:
            grid.problems.append(Fault(f"{why} and is left out{others(several)}", name, several[0]))
    if reader.stops is not None:
        at, why, mend = reader.stops
        grid.problems.append(Fault(why, name, at, mend=mend, fatal=True))
    return grid


@dataclass(slots=True)
class _Reader:
    """Where one is: in which card, how `deep` in its parts, and after how many `lines` of it.

    `left_out`: by why, at which lines. `stops`: where and why nothing more is read, and what mends
    it.
    """

    card: list[ContentLine] = field(default_factory=list)
    deep: int = 0
    lines: int = 0
    begun: int = 0
    left_out: dict[str, list[int]] = field(default_factory=dict)
    stops: tuple[int, str, str] | None = None

    def cards(self, lines: Properties) -> Iterator[list[ContentLine]]:
        """The properties of each card; what is within another card is passed over."""
        for one in lines:
            self._read(one)
            if self.stops is not None:
                return
            if self.deep and self.card and self.lines > MAX_LINES:
                self._leave_out(_TOO_MANY_LINES, self.card[0].line)
                self.card, self.deep = [], 1
                lines.skip_to("END:VCARD")
            elif self.deep == 0:
                yield from self._done()
                lines.skip_to("BEGIN:VCARD")
        yield from self._done()

    def _done(self) -> Iterator[list[ContentLine]]:
        """The card that ends here, where anything stands in it."""
        if len(self.card) > 1:
            yield self.card
        self.card = []

    def _read(self, one: Unread) -> None:
        self.lines += 1
        if one.name == "END":
            self.deep = max(0, self.deep - 1)
            return
        self.deep += one.name == "BEGIN"
        if self.deep > DEEPEST:
            self.stops = one.line, TOO_DEEP, "export it anew"
        if self.deep != 1:
            return
        if (line := one.read()) is not None:
            self._take(line)
        elif one.text is None:
            self._leave_out(_TOO_LONG, one.line)

    def _take(self, line: ContentLine) -> None:
        if line.name == "BEGIN":
            self.card, self.lines = [], 0
            self.begun += 1
            if self.begun > MAX_CARDS:
                self.stops = line.line, _TOO_MANY, "import it in parts"
        self.card.append(line)

    def _leave_out(self, why: str, line: int) -> None:
        self.left_out.setdefault(why, []).append(line)


def _kind(card: Iterable[ContentLine]) -> str:
    named = (line.value for line in card if line.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"})
    return next(named, "individual").strip().casefold()


def _row(card: list[ContentLine]) -> list[str]:
    labels = {line.group: line.value for line in card if line.name == "X-ABLABEL" and line.group}
    cells: dict[str, list[str]] = {}
    for line in sorted(card, key=_rank):
        for column, text in _cells(line, labels):
            if text:
                one = text.replace(";", ",") if column in _SEVERAL else text
                cells.setdefault(column, []).append(one)
    return [
        ";".join(cells.get(column, ())) if column in _SEVERAL else cells.get(column, [""])[0]
        for column in HEADER
    ]


def _rank(line: ContentLine) -> tuple[int, bool]:
    """The lower the sooner one uses it: as the card prefers it, and at work before at home."""
    types = line.parameters.get("TYPE", "").upper().split(",")
    stated = line.parameters.get("PREF", "")
    rank = int(stated) if stated.isdecimal() and len(stated) < 4 else _LAST
    return 1 if "PREF" in types else rank, "HOME" in types and "WORK" not in types


def _cells(line: ContentLine, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """In which columns a property stands."""
    parts = components(line.value)
    if line.name == "N":
        columns = ("Family name", "Given name", "Additional names")
        return zip(columns, parts, strict=False)
    if line.name == "ORG":
        return [("ORG", parts[0]), ("ORG unit", ", ".join(filter(None, parts[1:])))]
    if line.name == "CATEGORIES":
        return [(line.name, one) for one in components(line.value, ",")]
    if line.name in _RELATED:
        return [(column, _named(line)) for column in _relations(line, labels)]
    if line.name in {"EMAIL", "TEL"}:
        email = ",".join(parts).removeprefix("mailto:")
        return [(line.name, _phone(parts) if line.name == "TEL" else email)]
    return [(line.name, ";".join(parts))] if line.name in _PLAIN | _SEVERAL else ()


def _phone(parts: list[str]) -> str:
    """A number; of a "tel:" of a web page its extension too, and no more (RFC 3966)."""
    number, *rest = parts
    if not number.casefold().startswith("tel:"):
        return ",".join(parts)
    extension = [one[len("ext=") :] for one in rest if one.casefold().startswith("ext=")]
    return " ext. ".join((number[len("tel:") :], *extension[:1]))


def _relations(line: ContentLine, labels: Mapping[str, str]) -> Iterable[str]:
    """As what somebody is named: manager or assistant."""
    said = f"{line.name} {line.parameters.get('TYPE', '')} {labels.get(line.group, '')}".casefold()
    return [column for column in ("Manager", "Assistant") if column.casefold() in said]


def _named(line: ContentLine) -> str:
    text = " ".join(components(line.value))
    return "" if text.startswith("urn:") else text.removeprefix("mailto:")
