"""The sentence to begin with: it starts from the listener, whatever the reason's own words are.

A reason's text fills "The reason I'm calling is ____". Where it speaks of the listener it is
the sentence; else it is told to them: a clause of our own after "that", a question as one to be
answered, anything else after a colon, where a noun and a whole sentence both read well. The
benefit follows where the sentence stays short enough to be said in one breath.
"""

import re
from collections.abc import Collection, Mapping

from graph.model import Thing
from graph.vocabulary import ReasonKind

MOST_WORDS = 40
"""No opener is longer; the benefit is left out first."""

QUESTIONS: Mapping[ReasonKind, str] = {
    ReasonKind.INDUSTRY_NEWS: "How does it relate to you?",
    ReasonKind.NEW_POLICY: "What would that change for you?",
    ReasonKind.NEW_REGIME: "What would have to be different for you this time?",
    ReasonKind.NEW_CAPABILITY: "What would that be worth to you?",
    ReasonKind.NEW_APPROACH: "What should be different for you this time?",
    ReasonKind.SHARED_CHALLENGE: "How do you deal with it?",
    ReasonKind.PERSONAL: "How is it going?",
}
"""What to ask where a reason has no question of its own."""

_LISTENER = re.compile(r"(you|your|yours|yourself|you['’]\w+)\b", re.IGNORECASE)
_OURS = re.compile(r"(we|our|ours|us|i|my|we['’]\w+|i['’]\w+)\b", re.IGNORECASE)
_TELLS = re.compile(r"(that|how|what|which|where|when|why|who|whether|about)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"because\b", re.IGNORECASE)
_INTENT = re.compile(
    r"to (?:tell|show|give|send|bring|offer|share|ask|let)(?: you)?(?: (?:with you|know))?\s+",
    re.IGNORECASE,
)
_END = ".!… "


def opener(reason: Thing, proper: Collection[str] = ()) -> str:
    """One sentence that starts from the listener. `proper`: words that keep their capital."""
    text = _INTENT.sub("", " ".join(reason.text("text").split()).rstrip(_END), count=1)
    said = _addressed(text, proper)
    benefit = _lowered(" ".join(reason.text("benefit").split()).rstrip(_END), proper)
    whole = f"{said} – {benefit}" if benefit and not said.endswith("?") else said
    shown = whole if len(whole.split()) <= MOST_WORDS else said
    return shown if shown.endswith("?") else f"{shown}."


def question(reason: Thing, kind: ReasonKind) -> str:
    """What to ask with it."""
    return reason.text("question") or QUESTIONS.get(kind, "What would that mean for you?")


def _addressed(text: str, proper: Collection[str]) -> str:
    if _LISTENER.match(text):
        return text[0].upper() + text[1:]
    inner = _lowered(text, proper)
    if text.endswith("?"):
        return f"You may have an answer to this: {inner}"
    if _BECAUSE.match(text):
        return f"You come to mind {inner}"
    if _OURS.match(text):
        return f"You may want to hear that {inner}"
    if _TELLS.match(text):
        return f"You may want to hear {inner}"
    return f"You may want to hear this: {inner}"


def _lowered(text: str, proper: Collection[str]) -> str:
    """Going on within a sentence: with a small letter, unless it begins with a name."""
    first = text.partition(" ")[0]
    is_name = first.strip(",;:'’") in proper or first[1:] != first[1:].lower() or first == "I"
    return text if is_name else text[:1].lower() + text[1:]
