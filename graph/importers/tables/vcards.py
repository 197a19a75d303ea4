"""Address books as tables: a row for each card (vCard 2.1, 3.0 and 4.0)."""

from collections.abc import Iterable, Mapping

from graph.importers.faults import Fault, others
from graph.importers.tables.content_lines import ContentLine, components, properties
from graph.importers.tables.grid import Grid, grid_of_rows

BEGINS = "BEGIN:VCARD"
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


def is_vcard(text: str) -> bool:
    """Whether a text is an address book."""
    return text[: 4 * len(BEGINS)].lstrip().upper().startswith(BEGINS)


def read_vcards(text: str, name: str) -> Grid:
    """The cards of people; those of groups and organisations are left out and told."""
    rows: list[list[str]] = [list(HEADER)]
    lines = [1]
    left_out: list[int] = []
    too_long: list[int] = []
    for card in _cards(text, too_long):
        if _kind(card) in _OF_NOBODY:
            left_out.append(card[0].line)
        else:
            rows.append(_row(card))
            lines.append(card[0].line)
    grid = grid_of_rows(rows, lines, name)
    for told, why in ((left_out, "a card is no person's and is left out"), (too_long, _TOO_LONG)):
        if told:
            grid.problems.append(Fault(f"{why}{others(told)}", name, told[0]))
    return grid


_TOO_LONG = "what stands here is too long and is left out"


def _cards(text: str, too_long: list[int]) -> Iterable[list[ContentLine]]:
    """The properties of each card; what is within another card is passed over."""
    card: list[ContentLine] = []
    depth = 0
    for one in properties(text, _WANTED):
        depth += (one.name == "BEGIN") - (one.name == "END")
        if one.name == "END":
            if depth == 0:
                yield card
            depth = max(0, depth)
        elif depth == 1 and one.text is None:
            too_long.append(one.line)
        elif depth == 1 and (line := one.read()) is not None:
            card = [] if one.name == "BEGIN" else card
            card.append(line)
    if depth:
        yield card


def _kind(card: Iterable[ContentLine]) -> str:
    named = (line.value for line in card if line.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"})
    return next(named, "individual").strip().casefold()


def _row(card: list[ContentLine]) -> list[str]:
    labels = {line.group: line.value for line in card if line.name == "X-ABLABEL" and line.group}
    cells: dict[str, list[str]] = {}
    for line in card:
        for column, text in _cells(line, labels):
            if text:
                cells.setdefault(column, []).append(text.replace(";", ","))
    return [
        ";".join(cells.get(column, ())) if column in _SEVERAL else cells.get(column, [""])[0]
        for column in HEADER
    ]


def _cells(line: ContentLine, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """In which columns a property stands."""
    parts = components(line.value)
    if line.name == "N":
        columns = ("Family name", "Given name", "Additional names")
        return zip(columns, parts, strict=False)
    if line.name == "ORG":
        return zip(("ORG", "ORG unit"), parts, strict=False)
    if line.name == "CATEGORIES":
        return [(line.name, one) for one in components(line.value, ",")]
    if line.name in _RELATED:
        return [(column, _named(line)) for column in _relations(line, labels)]
    if line.name in {"EMAIL", "TEL"}:
        return [(line.name, ",".join(parts).removeprefix("tel:").removeprefix("mailto:"))]
    return [(line.name, ";".join(parts))] if line.name in _PLAIN | _SEVERAL else ()


def _relations(line: ContentLine, labels: Mapping[str, str]) -> Iterable[str]:
    """As what somebody is named: manager or assistant."""
    said = f"{line.name} {line.parameters.get('TYPE', '')} {labels.get(line.group, '')}".casefold()
    return [column for column in ("Manager", "Assistant") if column.casefold() in said]


def _named(line: ContentLine) -> str:
    text = " ".join(components(line.value))
    return "" if text.startswith("urn:") else text.removeprefix("mailto:")
