"""Lines of vCards and calendars: unfolded, and taken apart into name, parameters and value.

Only properties that are used are unfolded; pictures and attachments are passed over.
(RFC 5545, 3.1; RFC 6350, 3.3; and vCard 2.1, which writes quoted-printable over several lines.)
"""

import re
from collections.abc import Collection, Iterator, Mapping
from quopri import decodestring
from typing import NamedTuple

LONGEST_VALUE = 100_000
DEEPEST = 20
TOO_DEEP = f"parts stand within parts, more than {DEEPEST} deep"
_LONGEST_HEAD = 4_000
_FOLDED = frozenset({" ", "\t"})
_FOLDED_CHARACTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")
_FOLDED_NAME = re.compile(rb"(?m)^([A-Za-z-]{1,60})(\r?\n[ \t])([A-Za-z-]{1,60})(?=[;:])")
_FOLD_BEHIND = rb"\1\3\2"
_HEAD = re.compile(r'((?:[^":]++|"[^"]*+")*+):')
_NAME = re.compile(r"(?:([A-Za-z0-9-]{1,60})\.)?([A-Za-z0-9-]{1,60})")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})(?:=((?:"[^"]*+"|[^";]++)*+))?')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ANY_CASE = re.IGNORECASE | re.ASCII


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


def with_whole_characters(data: bytes) -> bytes:
    """The bytes of a vCard or calendar, with the folds that stand within a character of UTF-8, or
    within a property's name, behind it: lines are counted in bytes, and folded anywhere."""
    moved = _FOLDED_NAME.sub(_FOLD_BEHIND, data)
    if _FOLDED_CHARACTER.search(moved) is None:
        return moved
    whole = _FOLDED_CHARACTER.sub(_FOLD_BEHIND, moved)
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return moved
    return whole


class Properties:
    """The properties of some names in a text, in their order; anything else is passed over."""

    def __init__(self, text: str, wanted: Collection[str]) -> None:
        names = "|".join(sorted(wanted))
        self._head = re.compile(rf"\n(?:[A-Z0-9-]{{1,60}}\.)?({names})(?![A-Z0-9-])", _ANY_CASE)
        self._text = f"\n{text}"
        self._at = self._counted = self._line = 0

    def __iter__(self) -> Iterator[Unread]:
        return self

    def __next__(self) -> Unread:
        found = self._head.search(self._text, self._at)
        if found is None:
            raise StopIteration
        first = found.start() + 1
        self._line += self._text.count("\n", self._counted, first)
        self._at, self._counted = _end(self._text, first), first
        return Unread(self._line, found[1].upper(), _unfolded(self._text, first, self._at))

    def skip_to(self, begins: str) -> None:
        """Go on at the next line that begins so, or at the end where none does."""
        found = re.compile(f"\n{begins}", _ANY_CASE).search(self._text, self._at)
        self._at = found.start() if found else len(self._text)


def _end(text: str, first: int) -> int:
    """Where a property ends; of one that is too long, somewhere within."""
    end = _end_of_line(text, first)
    goes_on = _goes_on_quoted if _is_quoted(text, first, end) else _goes_on
    while end - first <= LONGEST_VALUE and goes_on(text, end):
        end = _end_of_line(text, end + 1)
    return end


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_quoted(text: str, first: int, end: int) -> bool:
    """Whether a value is quoted-printable, and goes on behind a line's end."""
    head = text[first : min(end, first + _LONGEST_HEAD)]
    return _goes_on_quoted(text, end) and "QUOTED-PRINTABLE" in head.upper()


def _goes_on(text: str, end: int) -> bool:
    return text[end + 1 : end + 2] in _FOLDED


def _goes_on_quoted(text: str, end: int) -> bool:
    return end < len(text) and text[max(0, end - 2) : end].rstrip("\r").endswith("=")


def _unfolded(text: str, first: int, end: int) -> str | None:
    """The lines of a property as one, None where that is too long."""
    if end - first > LONGEST_VALUE:
        return None
    begin, *more = (line.rstrip("\r") for line in text[first:end].split("\n"))
    if more and _is_quoted(text, first, first + len(begin)):
        *most, last = (begin, *more)
        return "".join(line.removesuffix("=") for line in most) + last
    return begin + "".join(line[1:] for line in more)


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
