"""Messages without one word of substance: every word is among those that all of them hold."""

import re
from collections.abc import Sequence

from graph.advice.draft_check.notation import phrases, word_set

_MOST_SENTENCES = 8
"""How many sentences a message has at most that may say nothing at all."""

WORDS = word_set(
    """
    a about above across after again ago ahead all already also am an and another answer any
    anybody anyone anything anytime are around as ask asked asking at away back be because been
    before behind below best better between bit both bother bothering break briefly busy but by
    call called calling can case catch chance chase chasing chat check checked checking cheers
    circle circling clarify close come coming concerns connect consider considered considering
    contact conversation could curious currently day days decided decision did discuss discussed
    discussion do does done drop dropping due each earlier either else email emailed emails end
    ending enquire ever every everything far feedback feel few figure figured final find finding
    first follow following for forget forgot forward found free friday friendly from front
    further future gap get getting give given giving glad go going good got guys had hand happen
    happened happy has hate have having he hear heard hearing hello help helpful her here hey hi
    him his holiday holidays hope hoping how i if in inbox information inquire interest
    interested into is it its just keen keep keeping kind kindly know last lately later latest
    learn leave left let letting like line little long look looked looking loop looping lost
    love made make making manage many matter may maybe me mean mention mentioned message
    messages might mind moment monday month months more most move moved moving much my myself
    near need needed needing needs new news next no not note noted nothing now nudge of off
    offer offers ok okay on once one only open opportunity or order ordering orders other our
    out over own pain part past perhaps persistent pester phone picking piece ping place places
    please point position possible previous priority proceed progress proposal proposals push
    put question questions quick quickly quite quote quotes radar reach reached reaching read
    reading ready really reason receive received recent recently reconnect regarding regards
    remains reminder reply resend resending respond response resurface resurfacing review
    reviewed revisit right ring round run running rush s said say saying see seeing seem seems
    seen send sending sent several shall she shoot short should side simply since so some
    someone something soon sorry sort speak spoke spoken squeaky stage stand stands start still
    stop summer sure swing t take taken taking talk talked talking team tell than thank thanks
    that the their them then there these they thing things think thinking this those thought
    thoughts through thursday time times to today together told tomorrow too top touch touching
    tried try trying tuesday turn under until up update updated updates us useful using very
    voicemail wait waiting want wanted wants was way we wednesday week weekend weeks well went
    were what whatever wheel when where whether which while who why will wish with wonder
    wondered wondering word work working would write writing wrote year yes yet you your yours
    yourself
    """
)
"""What such messages are made of."""

TOPIC = phrases(
    "(need|needs|needed|orders?|ordering|quotes?|bid|proposals?|offers?|decision|decided"
    "|questions?"
    "|thoughts|updates?|progress|interested|interest|priority|received?|review(ed)?|discussed"
    "|hear|heard"
    "|touch|inbox|feedback|response|reply|follow|following|circle|circling|checking|check"
    "|resurfacing|resurface"
    "|next steps?|conversation|still|voicemail|previous|connect|reconnect|any news|consider(ed"
    "|ing)?|help)",
    words={},
)
BRINGS = phrases(
    "(your (emails?|messages?|questions?|orders?|notes?|calls?|requests?|help|time|reply|answer)"
    "|thanks?"
    "|thank you|sorry to hear|here is|here are|see you|next steps are|answer is"
    "|i (have )?(received|got))",
    words={},
)
_GREETING = re.compile(
    r"^(?:(?:hi|hey|hiya|hello|hallo|dear|good (?:morning|afternoon|evening|day)|morning|afternoon"
    r"|evening)(?: (?:mr|mrs|ms|dr))?(?: \w+)?(?= ,|$| [a-z]) ?,? ?)"
)
_NAMED = re.compile(r"^\w+ , |(?<= , )\w+$")


def says_nothing(texts: Sequence[str]) -> bool:
    """Whether a message, by its sentences, holds no word but those that any such message holds."""
    if len(texts) > _MOST_SENTENCES:
        return False
    whole = " . ".join(texts)
    if not TOPIC.search(whole) or BRINGS.search(whole):
        return False
    return all(map(is_empty, texts))


def is_empty(sentence: str) -> bool:
    """Whether it says nothing, its greeting and the name of the listener aside."""
    rest = _NAMED.sub("", _GREETING.sub("", sentence))
    words = re.findall(r"[^\W\d]\w*", rest)
    return len(words) <= 2 or all(one in WORDS for one in words)
