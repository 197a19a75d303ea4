"""C5: news with a benefit and a question."""

from collections.abc import Iterator

from graph.advice.draft_check.finding import TextKind
from graph.advice.draft_check.notation import phrases
from graph.advice.draft_check.passages import Passage
from graph.vocabulary import Intent

Hit = tuple[int, int, str]

INSTEAD = "Add what it means for them, and a question: “It means that your ____. How do you ____?”"

_MOST_SENTENCES = 30
"""A longer text is more than a piece of news."""

WORDS = {
    "paper": (
        "article|report|(?<!case )study|read|newsletter|survey|white ?paper|press release|piece"
        "|story|post"
    ),
    "office": (
        "ministry|regulator|government|council|commission|parliament|agency|authority|court|eu"
        "|central bank|association|treasury|city|state|senate|industry body"
    ),
}
_NEWS = phrases(
    "(an|this|the|interesting)( \\w+){0,2} {paper}",
    "(attached|sharing|below)( :)?( \\w+){0,4} {paper}",
    "in the (news|press|papers)",
    "news (from|about|on)( the)? \\w+",
    "(saw|read|heard)( this| that)? (in|on) the (news|paper|press|radio)",
    "says the (paper|press|report|news)",
    "(the )?{office}( has| have)?( just| now| today)? (announced|published|decided|passed|issued"
    "|released"
    "|adopted|raised|ruled|approved|introduced|proposed)",
    "fyi",
    "(report|study|survey|figures)( \\w+){0,4} (is|are) out",
    words=WORDS,
)
_THEM = phrases("(you|your|yours|yourself)", words=WORDS)


def bare_news(passage: Passage) -> Iterator[Hit]:
    """News without a word about the listener, and without a question, in the whole text."""
    found = _NEWS.search(passage.text) if _announces(passage) else None
    if found and not any(_is_for_them(passage, at) for at in range(len(passage.sentences))):
        yield *found.span(), INSTEAD


def _announces(passage: Passage) -> bool:
    """Whether it tells something of itself: it is no note, and nothing that they wait for."""
    return (
        passage.kind is not TextKind.NOTE
        and passage.intent is not Intent.DELIVER
        and (len(passage.sentences) <= _MOST_SENTENCES)
    )


def _is_for_them(passage: Passage, at: int) -> bool:
    sentence = passage.sentences[at]
    return sentence.ends == "?" or bool(_THEM.search(sentence.text))
