"""The use cases of checking words against the practices, before they are sent or kept."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from graph.advice.answer import plain
from graph.advice.draft_check import Finding, TextKind, check
from graph.errors import BadInput
from graph.planning.recording import told_of, word
from graph.values import term
from graph.vocabulary import Intent

MOST_CHARACTERS = 1_000_000
NO_AGENDA = "A2"
"""The practice that a touch is looked at for before it is kept."""


@dataclass(frozen=True, slots=True)
class WordingAnswer:
    """What a text of a kind was found to hold, for a touch of an intent; clean: nothing."""

    kind: TextKind
    intent: Intent
    clean: bool
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """The same as plain JSON values."""
        return {one.name: plain(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class TouchFinding:
    """A finding in the reason or the note of a touch; `field` says in which."""

    field: str
    row: str
    start: int
    end: int
    words: str
    instead: str


def check_text(text: str, kind: str, intent: str) -> WordingAnswer:
    """Check a text. Raises BadInput for a word that isn't in its set, and for too long a text."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"The text has more than {MOST_CHARACTERS:,} characters: check parts of it.")
    with told_of("kind"):
        what = TextKind(term(kind, TextKind))
    meant = word("intent", intent, Intent)
    found = check(text, what, meant)
    return WordingAnswer(what, meant, not found, found)


def check_touch(intent: str, reason: str | None, note: str | None) -> tuple[TouchFinding, ...]:
    """What the reason and the note of a touch hold. Raises BadInput for an unknown intent."""
    meant = word("intent", intent, Intent)
    texts = (("reason", reason), ("note", note))
    return tuple(
        TouchFinding(field, one.row, one.start, one.end, one.words, one.instead)
        for field, text in texts
        for one in check(text or "", TextKind.NOTE, meant)
    )


def hidden_agenda(found: Sequence[TouchFinding]) -> tuple[TouchFinding, ...]:
    """Those for which a touch is only kept if whoever writes it down says so."""
    return tuple(one for one in found if one.row == NO_AGENDA)


def refuse_hidden_agenda(found: Sequence[TouchFinding]) -> None:
    """Raise BadInput where a touch for the relationship speaks of selling."""
    faults = [
        f"{one.row}: {one.field}, characters {one.start + 1} to {one.end}. {one.instead}"
        for one in hidden_agenda(found)
    ]
    if faults:
        raise BadInput(
            "The touch is for the relationship and its text speaks of selling: nothing was kept. "
            "Change it, or send accept_findings as true to keep it as it stands.",
            faults,
        )
