"""C3: begin with "you"."""

import re
from collections.abc import Iterator

from graph.advice.draft_check.finding import TextKind
from graph.advice.draft_check.passages import Passage

Hit = tuple[int, int, str]

INSTEAD = "Begin with them: “You …”, “Your …”, their name, or a question about something of theirs."

_MOST_BEFORE = 4
"""How many sentences of greetings stand before the first one in earnest."""

_GREETING = re.compile(
    r"(?:(?:yes|well|so|ok|okay|oh) ?,? )?(?:(?:hi|hey|hiya|hello|hallo|ciao|dear|greetings"
    r"|good (?:morning|afternoon|evening|day)|morning|afternoon|evening"
    r"|thanks for taking my call)\b"
    r"(?: again)?(?: (?:there|all|everyone|team|(?!i\b|we\b|our\b|my\b|it\b|this\b|you|just\b"
    r"|the\b|let\b)\w+)){0,3}"
    r"(?= ,|$| :| (?:i|we|our|my|it|this|you|your|just|the|let)\b))(?: [,:])? ?"
)
_WHO = re.compile(
    r"(?:(?:this is|it s|it is) (?!(?:about|been|a|the|not|just|time)\b)\w+(?: \w+)?(?: (?:here"
    r"|speaking|calling))?"
    r"(?: (?:from|of|at|with) (?:\w+ ?){1,4})?)(?: [,:] ?|$)"
)
_CALLING = re.compile(
    r"(?:the reason (?:for my call|(?:that |why )?(?:i am|we are|i|we) (?:calling|writing"
    r"|ringing|call|write))"
    r"(?: today)?(?: you)?) (?:is|was)(?: that| this)?(?: [,:])? "
)
_ADVERBS = re.compile(
    r"(?:(?:just|firstly|first|recently|lately|today|yesterday|hopefully|honestly|actually"
    r"|basically|briefly|simply"
    r"|quickly|also|now|again|finally|last|this|week|month|year|night|time|maybe|perhaps|and|so"
    r"|well|a quick one|quick one|one"
    r"|of all|as promised|sorry|normally|usually)\b ?(?:[,:] )?)+"
)
_PHRASE = re.compile(
    r"(?:as|at|in|with|from|for|after|before|when|while|over|during|since|being|having|on|if)\b"
    r"(?:(?! (?:you|your|yours)\b)(?: [\w]+)){1,12}?(?= , | (?:i|we|our)\b)(?: ,)? "
)
_US = re.compile(
    r"(?:i|we|my|our|ours|me|myself|us|let me|let us|allow me|permit me|may i|can i|could i)\b"
    r"(?! s (?:not )?(?:your|you))"
)
_PLEASANTRY = re.compile(
    r"^(?:how (?:are|is|s) (?:you|things|life)\b[\w ,]*|(?:i )?hope (?:you|this|all"
    r"|the)\b[\w ,]*|nice to meet you"
    r"|it s (?:been a while|me)|long time no \w+)$"
)


def beginning(passage: Passage) -> Iterator[Hit]:
    """An opener whose first words, behind greeting and name, are about us."""
    if passage.kind is not TextKind.OPENER or passage.at > _MOST_BEFORE or not _is_first(passage):
        return
    start = _skipped(passage.text)
    rest = passage.text[start:]
    found = _US.match(rest) or _hope(rest)
    if found:
        yield start, start + found.end(), INSTEAD


def _hope(rest: str) -> re.Match[str] | None:
    """ "I hope …" says I; "hope you're well" is a greeting."""
    return re.match(r"i hope\b", rest)


def _is_first(passage: Passage) -> bool:
    """Whether only greetings stand before."""
    before = passage.sentences[: passage.at]
    if not _skipped_all(passage.text):
        return all(_skipped_all(one.text) or _PLEASANTRY.match(one.text) for one in before)
    return False


def _skipped_all(text: str) -> bool:
    return _skipped(text[:200]) >= len(text)


def _skipped(text: str) -> int:
    """Where the first sentence begins in earnest."""
    at = 0
    for rule in (_GREETING, _WHO, _GREETING, _CALLING, _ADVERBS, _PHRASE, _ADVERBS):
        found = rule.match(text, at)
        at = found.end() if found else at
    return at
