"""What an opener comes with: something for them, a closing, a question about somebody."""

from graph.advice.draft_check.notation import phrases
from graph.advice.draft_check.opener_words import WORDS

_PERSON = (
    "buyers?|team|manager|lead|director|shift|department|client|customer|office|guys|folks|board"
    "|boss|owner|people|calls?|e ?mails?|visit|proposal|offer|quote|message|note|question|reminder"
)
_OWN_TALK = "any|have you|did you|where|our|my|do you|are you|still|is there|just|re|what|how"
VALUE = phrases(
    f":( (?!({_OWN_TALK})\\b)[^\\s:]+)( [^\\s:]+){{2}}",
    "with (the|a|an|your|one|two|three|four|\\d+|some|those|these|what|numbers|figures|data"
    "|details"
    f"|results?|answers?|names?|news of|good news)(?! (\\w+ ){{0,2}}?({_PERSON})\\b)",
    "(as|like) (you|she|he|they|agreed) (asked|requested|wanted|with)",
    "as (requested|agreed)",
    "here (is|are|s)",
    "(is|are) attached",
    "attached (is|are|you)",
    "i (have )?attach(ed)?",
    "to (bring|deliver|hand|drop off|give you|collect|fix|fit|repair|return|install|measure"
    "|pick up)",
    "(bring|bringing|brought|deliver|delivering|delivered)",
    "because|(it|that|which|this) (is|goes) in the (post|mail)",
    "(is|was) (yes|no)",
    words=WORDS,
)
"""What it brings, so that it doesn't come empty-handed."""

ASKED = phrases(
    "(as|like) (you|she|he|they) (asked|requested|wanted)", "per your request", words=WORDS
)
"""That they wanted it, said beforehand."""

BROUGHT_NEXT = phrases(
    "here (is|are|s)",
    "attached (is|are)",
    "(is|are) attached",
    "you (asked|wanted|needed)",
    words=WORDS,
)
"""The same in the next sentence."""

REMINDS = phrases("^ : (your|from|the|on)( \\w+){3}", words=WORDS)
"""What a reminder is about, behind it."""

CLOSING = phrases(
    "(let {me} know|shout|holler|ring|call {me}|get in touch|reach out|hesitate|feel free"
    "|drop {me}"
    "|give {me}|do say|tell {me}|contact)",
    words=WORDS,
)
"""What closes a message."""

PARTICULAR = phrases(
    "^( (to|and))?( (see|hear|ask|know|find out|learn))?( you)?( about| on)? ?(how|whether|if"
    "|about|on)"
    "( (was|did|is|s|are|were))? (your|her|his|their|little|old|the (kids|dog|baby|garden|house"
    "|move"
    "|boat|party|trip)|(?!(things|everything|everybody|everyone|it|you|she|he|they|we|life|all"
    "|business"
    "|the|this|our|my|that|work|where|how|if)\\b)\\w+) \\w+",
    "^ .{0,60}how {you}( \\w+){0,4} (after|since|with|before|following) \\w+",
    words=WORDS,
)
BUSINESS = phrases(
    "(orders?|quotes?|renewals?|contracts?|proposals?|offers?|projects?|delivery|deliveries"
    "|tenders?|business"
    "|decision|status|budget|plans?|end|side|deal|pricing|trial|pilot|invoice|team|day|week|month"
    "|quarter|year)",
    words=WORDS,
)
