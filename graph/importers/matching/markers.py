"""What people type into names and titles, beside the name: "(DM)", "*** LEFT ***", "- RETIRED".

A marker is what somebody meant to note; it is proposed as a fact and never applied unasked.
Parentheses that hold anything else ("née Smith", "EMEA", "Acting") are part of the name or title.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph.vocabulary import BuyingRole, Support

LONGEST = 1_000  # a text beyond it is no name or title, and is left as it is
REMEMBERED = 65_536


class MarkerKind(StrEnum):
    """`replaced`: this person took over from `other`; `replaced_by`: `other` took over."""

    ROLE = "role"
    SUPPORT = "support"
    LEFT = "left"
    REPLACED = "replaced"
    REPLACED_BY = "replaced_by"
    NOT_OPEN = "not_open"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class Marker:
    """One note found in a text.

    `value` is a `BuyingRole`, a `Support`, "on_leave", or when somebody left, as typed; else "".
    `text` is the marker as typed, brackets and all. `other` is the name in "Replaced Tami F".
    """

    kind: MarkerKind
    value: str
    text: str
    other: str | None = None


COMPANY = r"(the |our )?(company|firm|business|organi[sz]ation)"
YEAR = r"([^\W\d_]{3,10}\.? )?(19|20)\d\d"
WHEN = rf"( (in |since )?(?P<when>{YEAR}|\d{{4}}-\d\d(-\d\d)?|\d{{1,2}}[/.]\d{{4}}))?"
OTHER = r"(?P<other>[^\W\d_].{1,59})"
GONE = (
    rf"(has |have )?left {COMPANY}|retired|resigned|deceased|departed|passed away|laid off"
    r"|no longer (works? |working |employed )?(there|here|(with|at|in|for) .{1,40})"
    rf"|not there any ?more|not (with|at) {COMPANY}( any ?more)?"
    r"|ausgeschieden|im ruhestand|nicht mehr (da|im unternehmen)|à la retraite|retraitée?"
    r"|jubilad[oa]|ya no está|退職(済み?)?|退任|已?离职|離職|уволен|уволился|уволилась"
)
LEFT = rf"{GONE}|left|gone|moved on|no longer|fired|terminated|ex|ex[ -]employee|former|partie?"
TAKEN_OVER = rf"(was |been )?(replaced|succeeded) by {OTHER}"
TOOK_OVER = rf"(replaced|replaces|replacement (for|of)|took over from|success?or (of|to)) {OTHER}"
OBJECTED = r"do not (call|contact|e?-?mail)|dnc|opted[ -]out|unsubscribed"

Patterns = tuple[tuple[MarkerKind, str, re.Pattern[str]], ...]


def _said(*markers: tuple[MarkerKind, str, str]) -> Patterns:
    """What a marker can say; the first that fits the whole of it counts."""
    return tuple((kind, value, re.compile(text, re.IGNORECASE)) for kind, value, text in markers)


ALONE = _said(  # clear enough to be the whole text
    (MarkerKind.LEFT, "", rf"({GONE}){WHEN}"),
    (MarkerKind.REPLACED_BY, "", TAKEN_OVER),
    (MarkerKind.REPLACED, "", TOOK_OVER),
    (MarkerKind.OBJECTED, "", OBJECTED),
)
AFTER_A_DASH = ALONE + _said((MarkerKind.LEFT, "", rf"(left|gone){WHEN}"))
IN_BRACKETS = ALONE + _said(
    (MarkerKind.LEFT, "", rf"({LEFT}){WHEN}"),
    (MarkerKind.REPLACED_BY, "", rf"replaced{WHEN}"),
    (MarkerKind.NOT_OPEN, "", r"not (open|interested|receptive)|no interest"),
    (MarkerKind.NOT_OPEN, "on_leave", r"(on )?((maternity|paternity|parental) )?leave|elternzeit"),
    (MarkerKind.ROLE, BuyingRole.DECISION_MAKER, r"dm|((key|final) )?decision[ -]?maker"),
    (MarkerKind.ROLE, BuyingRole.ECONOMIC_BUYER, r"eb|economic (decision )?(buyer|maker)"),
    (MarkerKind.ROLE, BuyingRole.TECHNICAL_BUYER, r"tb|tech(nical)? buyer"),
    (MarkerKind.ROLE, BuyingRole.USER_BUYER, r"ub|user buyer|end[ -]?user"),
    (MarkerKind.ROLE, BuyingRole.EXECUTIVE_SPONSOR, r"(exec(utive)? )?sponsor"),
    (MarkerKind.ROLE, BuyingRole.CHAMPION, r"(our |internal )?champion"),
    (MarkerKind.ROLE, BuyingRole.COACH, r"(our |internal )?coach"),
    (MarkerKind.ROLE, BuyingRole.GATEKEEPER, r"gate[ -]?keeper"),
    (MarkerKind.ROLE, BuyingRole.INFLUENCER, r"(key )?influencer"),
    (MarkerKind.ROLE, BuyingRole.EVALUATOR, r"evaluator"),
    (MarkerKind.ROLE, BuyingRole.APPROVER, r"approver"),
    (MarkerKind.ROLE, BuyingRole.BUDGET_HOLDER, r"budget[ -]?(holder|owner)"),
    (MarkerKind.ROLE, BuyingRole.BLOCKER, r"blocker"),
    (MarkerKind.SUPPORT, Support.MENTOR, r"(our )?mentor"),
    (MarkerKind.SUPPORT, Support.SUPPORTER, r"(our )?(supporter|ally)"),
    (MarkerKind.SUPPORT, Support.NON_SUPPORTER, r"non[ -]?supporter|detractor"),
    (MarkerKind.SUPPORT, Support.ENEMY, r"(our )?enemy|hostile"),
)

BRACKETED = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]{1,80})[)\]}）】]|\*+([^*]{1,80})\*+")
DASHED = re.compile(r"(?<=\s)[-–—]+([^-–—()\[\]*]{1,80})$")
HINT = re.compile(r"[(\[{（【*]|\s[-–—]")
BEGINS_ALONE = re.compile(
    "|".join(re.sub("[?]P<.*?>", "?:", told.pattern) for *_, told in ALONE), re.IGNORECASE
)
PARTS = re.compile(r"\s*[,/;&+|]\s*|\s+and\s+", re.IGNORECASE)


def read_markers(text: str) -> tuple[str, tuple[Marker, ...]]:
    """The text without its markers, and the markers. A text that has none comes back unchanged."""
    if len(text) > LONGEST or not (HINT.search(text) or BEGINS_ALONE.match(text)):
        return text, ()
    return _read(text)


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> tuple[str, tuple[Marker, ...]]:
    if markers := _markers(text, text, ALONE):
        return "", markers
    found: tuple[Marker, ...] = ()
    while step := _first(text):
        text, markers = step
        found += markers
    return text, found


def _first(text: str) -> tuple[str, tuple[Marker, ...]] | None:
    """The text without its first spot that holds markers, and these."""
    for spot in (*BRACKETED.finditer(text), *DASHED.finditer(text)):
        said = AFTER_A_DASH if spot.re is DASHED else IN_BRACKETS
        content = next(group for group in spot.groups() if group is not None)
        if markers := _markers(content, spot[0], said):
            return _joined(text[: spot.start()], text[spot.end() :]), markers
    return None


def _joined(left: str, right: str) -> str:
    left, right = left.rstrip(), right.lstrip()
    gap = " " if left and right and right[0] not in ",;.:)" else ""
    return left + gap + right


def _markers(content: str, text: str, said: Patterns) -> tuple[Marker, ...]:
    """The markers that make up all of `content`, none where any part of it is something else."""
    said_whole = _marker(content, text, said)
    if said_whole is not None:
        return (said_whole,)
    parts = [_marker(part, text, said) for part in PARTS.split(content)]
    markers = tuple(part for part in parts if part is not None)
    return markers if len(markers) == len(parts) else ()


def _marker(content: str, text: str, said: Patterns) -> Marker | None:
    words = " ".join(content.split()).rstrip("?!. ")
    for kind, value, pattern in said:
        if match := pattern.fullmatch(words):
            told = match.groupdict()
            other = told.get("other")
            return Marker(kind, value or told.get("when") or "", text.strip(), other)
    return None
