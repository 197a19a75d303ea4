"""Who does what a sentence speaks of: we, or somebody else, or nobody after all."""

import re

_REACH = 160
"""How many characters before some words are looked at, so that long texts take no longer."""

_PAUSE = re.compile(r" [,:] ")
_CLAUSE = re.compile(
    r".*(?:[,:]|\b(?:and|but|so|or|because|since|while|that|whether|if|then|than|before|after|as"
    r"|nor|who|which)\b)"
)
_STATEMENT = re.compile(r".*(?:[,:]|\b(?:and|but|so|because|since|while|as)\b)")
_BESIDE = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being|have|has|had|do|does|did|will|would|shall|should"
    r"|can|could|may|might|must|to|just|only|simply|quickly|briefly|merely|again|also|still|now"
    r"|always|really|quick|short|brief|little|wee|small|a|an|the|another|once|more|one|very|very"
    r"|friendly|gentle|usual|weekly|monthly|daily|quarterly|regular|routine|periodic|annual"
    r"|courtesy|first|second|third|1st|2nd|3rd|further|last|final|some|our|my|for|of|on|from|by"
    r"|all|over|back|around|round|personally|myself|ourselves|finally|kindly|time|well|good"
    r"|\w+ly)\b\s*)+$"
)
_OURS = re.compile(
    r"\b(?:i|we|me|us|let s|calling|called|call|calls|ringing|rang|phoned|phoning|writing|wrote"
    r"|emailing|emailed|email|mail|message|mailing|messaging|texting|wanted|want|wanting|wish"
    r"|wished|like|liked|love|thought|thinking|think|figured|hoping|hope|hoped|meant|meaning"
    r"|decided|here|stopping|stopped|popping|popped|dropping|dropped|reaching|reached|trying|try"
    r"|tried|going|gonna|need|needed|promise|promised|sorry|yo|hi|hey|hiya|hello|hallo|dear|ciao"
    r"|morning|afternoon|evening|greetings|intend|opportunity|chance|moment|minute|s|it s"
    r"|purpose|reason|excuse|visit|visited|note|line|shout|reminder|attempt|plan|planning|allow"
    r"|sent|send|left|leave|did|made|had|gave|give|shoot|free"
    r"|figure|guess|this|that|it|making|doing|paying|paid|made|make|forgot|today|thanks|next|no"
    r"|call|voicemail|email|due|hope|ok|okay|right|wave"
    r"|mind|resist|help|lunch|coffee|subject|re|title|step|action|todo)$"
)
_OTHERS = re.compile(
    r"\b(?:she|he|they|you|your|yours|his|their|theirs|him|them|who|whom|people|guests|drivers"
    r"|patients|passengers|team|teams|nurse|somebody|someone|nobody|anyone|everybody|reps"
    r"|please|can you|could you|would you|asked (?:me|us)|asks (?:me|us)|wants (?:me|us)"
    r"|told (?:me|us))\b"
)
_WE = re.compile(r"\b(?:i|we|let s|us)\b")
_OBJECT = re.compile(
    r"\b(?!(?:can|could|if|when|what|do|did|would|will|should|have|are|were|until|where|how|please|may"
    r"|might|must|and|but|that|asked|asks|told|wants|wanted)\b)\w+"
    r" (?:you|him|her|them|everybody|everyone|somebody|(?:your|the) \w*team)\b"
    r"(?! (?:to|can|could|should|will|would|must|may|need|have|had|are|were|do|did)\b)"
)
"""Somebody to whom it is done."""

_LENIENT = re.compile(r"\b(?:to|just|quick|only|simply)$")
_SMALL = re.compile(r"\b(?:quick|short|brief|wee)(?: little)?$")
_OBLIGED = re.compile(r"\b(?:has|had|have|needs?|ought|going|able|supposed|required|allowed) to$")
_DOING = re.compile(r"\w+ing\b")
_BEING = re.compile(r"\b(?:is|are|was|were|been|be|of|the|a|an|by|while|when|with)$")

_GREETED = re.compile(
    r"^(?:hi|hey|hiya|hello|hallo|dear|ciao|yo|good (?:morning|afternoon|evening|day)|morning"
    r"|afternoon|evening)(?: [\w]+){1,4}$"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|nor|without|instead of|rather than|hates?|can not stand|tired of|sick of"
    r"|fed up with|avoid|stop|enough of|nothing like|far from|anything but|none of (?:the|those)"
    r"|spare you|don t|beyond|more than|skip|skipping|skipped|left out|kept|keep)\b"
)
_NOT_DENIED = re.compile(
    r"\b(?:can not help|could not (?:help|resist)|do(?:es)? not mind|not sure|not certain|why not"
    r"|no (?:particular|special|real|other) reason|no (?:news|problem|worries|rush|pressure|hurry)"
    r"|stop by|stop in|keep (?:in|you|me)|not wait|keeping)\b"
)


def clause_before(text: str, at: int) -> str:
    """The words of the clause before a place in a sentence, at most some dozen."""
    before = text[max(0, at - _REACH) : at]
    found = _CLAUSE.match(before)
    return (before[found.end() :] if found else before).strip()


def clause_around(text: str, start: int, end: int) -> str:
    """The words of the clause that a place stands in, between pauses."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return _PAUSE.split(before)[-1] + text[start:end] + _PAUSE.split(after)[0]


def is_denied(text: str, at: int) -> bool:
    """Whether the clause says that it is not so: "this is no …", "he can't stand …"."""
    before = text[max(0, at - _REACH) : at]
    found = _STATEMENT.match(before)
    statement = before[found.end() :] if found else before
    return bool(_DENIED.search(_NOT_DENIED.sub(" ", statement)))


def is_ours(text: str, at: int) -> bool:
    """Whether what is done at a place in a sentence is done, or meant to be done, by us."""
    clause = clause_before(text, at)
    if _SMALL.search(clause):
        return True
    if _is_open(text, at, clause):
        return not _OTHERS.search(_OBJECT.sub(" ", clause) + _subject_before(text, at))
    rest = _BESIDE.sub("", clause).strip()
    if not rest:
        return not _OTHERS.search(_subject_before(text, at))
    acting = _OBJECT.sub(" ", rest)
    acts = _OURS.search(rest) or _WE.search(acting)
    return bool(_GREETED.match(rest) or (acts and not _OTHERS.search(acting)))


def _is_open(text: str, at: int, clause: str) -> bool:
    """Whether it is ours unless somebody else is named: "to …", "just …", "…ing"."""
    if _LENIENT.search(clause):
        return not _OBLIGED.search(clause)
    return bool(_DOING.match(text, at)) and not _BEING.search(clause)


def _subject_before(text: str, at: int) -> str:
    """What a clause without a subject may take one from: "she rang and …", "who …"."""
    before = text[max(0, at - _REACH) : at]
    joined = re.search(r"([^,:]*)\b(?:and|or|then|but|who|which|that)\b[^,:]*$", before)
    if not joined:
        return ""
    subject = re.match(r"\s*(?:\w+ ){0,2}", joined[1])
    tail = before[joined.end(1) :]
    return f"{subject[0] if subject else ''} {'who' if tail.startswith('who') else ''}"
