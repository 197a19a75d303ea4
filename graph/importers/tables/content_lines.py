"""Lines of vCards and calendars: unfolded, and taken apart into name, parameters and value.

Only properties that are used are unfolded; pictures and attachments are passed over.
(RFC 5545, 3.1; RFC 6350, 3.3; and vCard 2.1, which writes quoted-printable over several lines.)
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from quopri import decodestring
from typing import NamedTuple

LONGEST_VALUE = 100_000
_LONGEST_HEAD = 4_000
_FOLDED = frozenset({" ", "\t"})
_HEAD = re.compile(r'((?:[^":]++|"[^"]*+")*+):')
_NAME = re.compile(r"(?:([A-Za-z0-9-]{1,60})\.)?([A-Za-z0-9-]{1,60})")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})(?:=((?:"[^"]*+"|[^";]++)*+))?')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class ContentLine(NamedTuple):
    """One property, and the line at which it begins; `value` is still escaped.

    Names are in capitals; `group` is what stands before the name with a dot.
    """

    line: int
    group: str
    name: str
    parameters: Mapping[str, str]
    value: str


class Unread(NamedTuple):
    """A property that isn't taken apart yet: its name in capitals, and all of it, unfolded; None
    where it is longer than any that is read."""

    line: int
    name: str
    text: str | None

    @property
    def plain(self) -> str:
        """The value where it is a word, as of BEGIN and END, in capitals."""
        return (self.text or "").partition(":")[2].strip().upper()

    def read(self) -> ContentLine | None:
        """Taken apart; None where it is none."""
        return None if self.text is None else _parted(self.line, self.text)


def properties(text: str, wanted: Collection[str]) -> Iterator[Unread]:
    """The properties of some names, in their order."""
    lines = text.split("\n")
    at, end = 0, len(lines)
    while at < end:
        first = at
        found = _NAME.match(lines[first])
        at += 1
        if found is None or (name := found[2].upper()) not in wanted:
            continue
        goes_on = _goes_on_quoted if _is_quoted(lines[first]) else _goes_on
        while at < end and goes_on(lines, at):
            at += 1
        yield Unread(first + 1, name, _unfolded(lines[first:at]))


def _is_quoted(line: str) -> bool:
    """Whether the value is quoted-printable, and goes on in the next line."""
    is_open = line.rstrip("\r").endswith("=")
    return is_open and "QUOTED-PRINTABLE" in line[:_LONGEST_HEAD].upper()


def _goes_on(lines: Sequence[str], at: int) -> bool:
    return lines[at][:1] in _FOLDED


def _goes_on_quoted(lines: Sequence[str], at: int) -> bool:
    return lines[at - 1].rstrip("\r").endswith("=")


def _unfolded(lines: Sequence[str]) -> str | None:
    """The lines of a property as one, None where that is too long."""
    if len(lines) == 1:
        return lines[0].rstrip("\r") if len(lines[0]) <= LONGEST_VALUE else None
    if sum(map(len, lines)) > LONGEST_VALUE:
        return None
    plain = [line.rstrip("\r") for line in lines]
    if _is_quoted(plain[0]):
        return "".join(line.removesuffix("=") for line in plain[:-1]) + plain[-1]
    return plain[0] + "".join(line[1:] for line in plain[1:])


def _parted(line: int, whole: str) -> ContentLine | None:
    """None where the line is no property."""
    head = _HEAD.match(whole[:_LONGEST_HEAD])
    name = _NAME.match(whole)
    if head is None or name is None:
        return None
    parameters: dict[str, str] = {}
    for one in _PARAMETER.finditer(head[1], name.end()):
        key, value = one[1].upper(), (one[2] or "").strip('"')
        if one[2] is None:  # vCard 2.1 leaves out what a parameter is called
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), one[1]
        before = parameters.get(key)
        parameters[key] = value if before is None else f"{before},{value}"
    value = _decoded(whole[head.end() :], parameters)
    return ContentLine(line, (name[1] or "").casefold(), name[2].upper(), parameters, value)


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    data = decodestring(value.encode("ascii", "replace"))
    try:
        return data.decode(parameters.get("CHARSET", "utf-8"), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def unescaped(value: str) -> str:
    r"""A value without its backslashes; "\n" is a line break."""
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], value).strip()


def components(value: str, by: str = ";") -> list[str]:
    """The parts of a value, each unescaped: those of a name, of an organisation."""
    return [unescaped(part) for part in re.split(rf"(?<!\\){by}", value)]
