"""Every rule over one text."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.advice.draft_check.agendas import agendas
from graph.advice.draft_check.bare_news import bare_news
from graph.advice.draft_check.beginning import beginning
from graph.advice.draft_check.empty_openers import REASON, empty_openers
from graph.advice.draft_check.features import features
from graph.advice.draft_check.finding import Finding, TextKind
from graph.advice.draft_check.nothing import says_nothing
from graph.advice.draft_check.passages import RELATIONSHIP, Passage
from graph.advice.draft_check.reading import Sentence, sentences
from graph.vocabulary import Intent

EMPTY = "C1"
MOST_FINDINGS = 100
"""How many findings of one text are told."""

_TOGETHER = 12
"""How many characters may stand between parts of one finding."""

Hit = tuple[int, int, str]
"""Start and end in the sentence, and what to write instead."""

_RULES: tuple[tuple[str, Callable[[Passage], Iterator[Hit]]], ...] = (
    ("A2", agendas),
    (EMPTY, empty_openers),
    ("C3", beginning),
    ("C5", bare_news),
    ("C8", features),
)


def check(
    text: str, kind: TextKind = TextKind.DRAFT, intent: Intent = Intent.UNKNOWN
) -> tuple[Finding, ...]:
    """What in a text goes against the practices, in the order of the text.

    English only; takes time in proportion to the length of the text. At most `MOST_FINDINGS`.
    """
    read = sentences(text)
    found: list[Finding] = []
    for at in range(len(read)):
        found += _in_passage(text, Passage(read, at, kind, intent))
        if len(found) >= MOST_FINDINGS:
            break
    if _may_say_nothing(kind, intent) and not any(one.row == EMPTY for one in found):
        found += _without_substance(text, read)
    return tuple(found[:MOST_FINDINGS])


def _may_say_nothing(kind: TextKind, intent: Intent) -> bool:
    """A note may be short, and so may a kind word."""
    return kind is not TextKind.NOTE and intent not in RELATIONSHIP


def _without_substance(text: str, read: Sequence[Sentence]) -> list[Finding]:
    if not says_nothing([one.text for one in read]):
        return []
    start, end = read[0].words[0].start, read[-1].words[-1].end
    return [Finding(EMPTY, start, end, text[start:end], REASON)]


def _in_passage(text: str, passage: Passage) -> list[Finding]:
    sentence = passage.sentences[passage.at]
    found = []
    for row, rule in _RULES:
        for start, end, instead in _merged(rule(passage)):
            first, last = sentence.span(start, end)
            found.append(Finding(row, first, last, text[first:last], instead))
    return sorted(found, key=lambda one: (one.start, one.row))


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    """What stands together is one finding: "stopping by", "to see how things are going"."""
    merged: list[Hit] = []
    for start, end, instead in sorted(hits):
        if merged and start <= merged[-1][1] + _TOGETHER:
            first, until, said = merged.pop()
            merged.append((first, max(until, end), said))
        else:
            merged.append((start, end, instead))
    return merged
