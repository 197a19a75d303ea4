"""What the check of a text is asked, and what it finds."""

from dataclasses import dataclass
from enum import StrEnum


class TextKind(StrEnum):
    """What a text is: the first words, all of them, or what we note of a touch."""

    OPENER = "opener"
    DRAFT = "draft"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that go against a practice: `row` as in docs/wording.md, `text[start:end]` is `words`.

    `instead` says what to write in their place.
    """

    row: str
    start: int
    end: int
    words: str
    instead: str
