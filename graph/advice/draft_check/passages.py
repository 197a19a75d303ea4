"""Where in a text a rule looks: one sentence among the others, and what the text is for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.advice.draft_check.finding import TextKind
from graph.advice.draft_check.reading import Sentence
from graph.vocabulary import Intent

RELATIONSHIP = frozenset({Intent.GIVE, Intent.SOCIAL})
"""Touches with these intents are for the relationship alone."""

_NEARBY = 600
"""How many characters around some words say whether they are meant; more isn't looked at."""

_MESSAGE = 12
"""How many sentences a message has at most that may say nothing beside its greetings."""

_GREETING = re.compile(
    r"^(?:(?:hi|hey|hiya|hello|hallo|dear|ciao|yo|oi|good (?:morning|afternoon|evening|day)|morning"
    r"|afternoon|evening|greetings|cheers|best|regards|kind regards|best wishes|thanks|thank you"
    r"|sincerely|yours)\b ?(?:[\w]+ ?){0,4}|how (?:are|is|s) (?:you|things|life)[\w ]{0,20}"
    r"|(?:i )?hope (?:you|all|this|the|your)[\w ,]{0,60}"
    r"|speak soon|have a \w+ \w+)$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence `at` of a text that is of a kind, for a touch of an intent."""

    sentences: Sequence[Sentence]
    at: int
    kind: TextKind
    intent: Intent

    @property
    def text(self) -> str:
        return self.sentences[self.at].text

    @property
    def is_relationship(self) -> bool:
        return self.intent in RELATIONSHIP

    @property
    def is_all(self) -> bool:
        """Whether nothing but greetings and good wishes stands beside it."""
        if len(self.sentences) > _MESSAGE:
            return False
        others = (one for number, one in enumerate(self.sentences) if number != self.at)
        return all(_GREETING.match(one.text) for one in others)

    def before(self, place: int) -> str:
        """What stands before a place of the sentence, as far as it matters."""
        return self.text[max(0, place - _NEARBY) : place]

    def after(self, place: int) -> str:
        """What stands behind a place of the sentence, as far as it matters."""
        return self.text[place : place + _NEARBY]

    def following(self) -> str:
        """The next sentence, "" behind the last one."""
        return self._other(1)

    def preceding(self) -> str:
        """The sentence before, "" before the first one."""
        return self._other(-1)

    def _other(self, step: int) -> str:
        at = self.at + step
        return self.sentences[at].text[:_NEARBY] if 0 <= at < len(self.sentences) else ""
