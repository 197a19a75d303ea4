"""A2: no hidden agenda in a touch for the relationship."""

from collections.abc import Iterator

from graph.advice.draft_check.notation import phrases
from graph.advice.draft_check.passages import Passage
from graph.advice.draft_check.subjects import clause_around, is_denied

Hit = tuple[int, int, str]

INSTEAD = (
    "Leave it out of a touch for the relationship; if it has to be said, make it a touch of its "
    "own, marked as ask."
)

WORDS = {
    "our": "our|my",
    "the": "the|a|an|our|my|this|that|their|your|his|her|next|new|another",
    "them": "them|him|her|you|the (account|customer|client|business)|this (account|customer)",
    "paper": (
        "contracts?|subscriptions?|licences?|licenses?|agreement|plan|account|retainer"
        "|partnership|terms"
    ),
    "extend": (
        "extend(ed|ing)?|expand(ed|ing)?|upgrad(e|ed|ing)|renegotiat(e|ed|ing)|prolong|broaden"
    ),
    "goods": (
        "products?|platforms?|software|solutions?|modules?|apps?|offers?|offerings?|prices?"
        "|pricing"
        "|price list|services?|sensors?|tools?|catalogues?|ranges?|portfolio|systems?|demo"
        "|analytics"
        "|machines?|line|brochure|features?|releases?|package|proposal|quote|bid|quotation"
        "|estimate"
        "|capabilit(y|ies)|technology|equipment|scheduler|premium|version"
    ),
    "private": (
        "vows|passport|visa|licence to|driving|faith|friendship|membership|kitchen|bathroom|roof"
        "|house"
        "|library card|energy|season ticket|gym"
    ),
}
_SELLING = phrases(
    "(renewals?|renew|renewing)(?!( of)?( (the|his|her|their|our|your|my|its))? {private})",
    "(?<!her )(?<!his )(contracts?|subscriptions?)(?! (with (the )?(orchestra|publisher|club|band"
    "|landlord)|bridge|killer))",
    "framework agreement|purchase orders?|po|rfps?|rfqs?|rfis?|letter of intent|pilot order",
    "(?<!marriage )(proposals?|quotations?|upsell(ing)?|up sell(ing)?|cross sell(ing)?)",
    "(?<!favourite )quotes?(?! of (the|evening|day))",
    "(our|sales) pipeline",
    "(the|a|his|her|your|their) signature(?! (dish|drink|style|song|move))",
    "(?<!record )(?<!great )(?<!good )(?<!big )(?<!peace )(?<!book )deals?(?! (with|of)\\b)",
    "(the|a|this|next|upcoming|their|your|our) (\\w+ )?tenders?",
    "(the|our|an) offers?(?! from)",
    "(?<!her )(?<!his ){paper} (upgrades?|extensions?|expansion|expires?|runs? out|is up|runs)",
    "(second|third|more|additional|extra) (licences?|licenses?|seats|units)",
    "(signs?|signing|signed|sign off) (the|an|our|on the) (extension|contract|agreement|offer"
    "|order|deal)",
    "(the|an|for an?) extension(?! of {private})|(the|an) upgrade(?! to (first|business)\\b)",
    "{extend}( \\w+)? ({the}|to|with us)( \\w+)? ?({paper}|premium)",
    "our( \\w+)? {goods}|(a|the) new( \\w+)? (products?|platform|module|offer|proposal|price list"
    "|pricing|quote)",
    "our new (?!(colleague|office|baby|neighbour|dog|house|home|apprentice|address))\\w+",
    "our \\w+ (are|is|would|module|modules|can) (the )?(better|best|suit|fit|perfect|help|solve)",
    "price lists?|pricing|discounts?|rebates?|special (offer|price)|percent off|rate card",
    "(our|the|new|about|on|floated an?|better|special|lower|discuss|discussed|discussing|talk"
    "|talked|talking|negotiate|negotiated)( \\w+)? prices?(?! of\\b)",
    "(talk(ed|s|ing)?|discuss(ed|ing)?|went over|through)( \\w+)? (numbers|terms)",
    "(the|our|an|a|their next|next|q1|q2|q3|q4|first|big|another|repeat|this year s|year s)"
    "( \\w+)? orders?(?! (of|number|to|at|form|in)\\b)",
    "order (volumes?|forecast|book|quantity|quantities|intake)|re ?order(ed|ing|s)?",
    "(place|placing|ask(ed|ing)? for|close|get|win|more)( \\w+)? (business|an order|orders"
    "|the order)",
    "(open|lost|sales|new|the|an|this|our|big|real|expansion|business) (opportunity|opportunities)"
    "(?! to (see|meet|visit|go|travel|play|sing|work|teach|study|learn|talk|thank|say|be|hear"
    "|spend"
    "|get|take|try|perform)\\b)",
    "(pitch|pitched|pitching|sales pitch)(?! (in|tents?|was|at|perfect|invasion|black|a tent"
    "|and putt)\\b)",
    "(demo|demos|demoed|demoing|trial licence|free trial|pilot project)",
    "win(ning)? ({them}|it|back)( back| over)|win(ning)? back ({them}|the|their|this)",
    "(won|get|getting|have|has|bring|bringing|lure|luring|tempt|want|wants) {them} back(?=$| (as"
    "|by|on|to us|before|with us|in the fold|into|aboard|soon))",
    "(come|comes|came|coming|went) back (to|with) us|(return|returning|switch|switching) to us",
    "back as an? (customer|client|buyer|supplier)",
    "(revive|reviving|reactivate|reactivating|re ?open|re ?opening|resurrect|rescue|grow)"
    "( (the|this|that|our))?( \\w+)? ?(account|deal|project|opportunity|contract|business)",
    "(soften|softened|warm|warmed|warming|butter|buttered) {them} up|keep {them} warm",
    "(grease|oil) the wheels|foot in the door|plant(ed|ing)? (the|a) seed|prepare the ground",
    "close (the|this|a) (deal|sale)|mak(e|ing) (the|a) sale",
    "(are|is|were|be)( you| they)? looking (at|for) (new |other |another )?suppliers?",
    "(supplier|vendor) (change|switch|review|again|status)|your (new |main |second )?supplier",
    "(switch|switching|change|changing) (suppliers?|vendors?)",
    "(be|become|becoming|being)( \\w+)? (supplier|vendor|partner of choice)",
    "(bidding|bid on|the bid|a bid|our bid)",
    "(talk|talked|talking|spoke|discuss|discussed|about|asked"
    "|next year s)( \\w+){0,4}? (volumes?|prices?"
    "|pricing|orders?|contracts?|terms)(?! of\\b)",
    "(ask|asked|know|find out|see|wondered|learn) (when|if|whether|what)( \\w+){0,4}? (orders?"
    "|buys?"
    "|signs?|renews?|reorders?)",
    "as (a |an |their |the |second |main )*(supplier|vendor)",
    "(hinted at|asked about|about|discuss|discussed|sound out|free)( the| his| her| their)? budget"
    "(?! for (the|a) (wedding|kitchen|holiday|party))",
    "(buy|buying|bought|purchase) (from us|our|more)|(may|might|will|could) buy",
    "sell(ing)? {them}",
    "re ?engag(e|ing)|hidden agenda|agenda was|take us back|real (aim|goal|purpose|reason)"
    "|ulterior motive",
    "we (could |should |would |can )?(quote|bid|tender)|(suggested|offered|asked) (we|to) quote",
    "(favou?r|consider|choose|pick|prefer|recommend|shortlist) us|think of us (when|for)"
    "|remembers? us",
    "(ready|want|able|about|willing|got|get {them}) to (sign|buy|order)|(buy|buying|order"
    "|sign) again",
    "our( \\w+)? (promotion|sale|campaign|special|deals?|discount|programme|solution)",
    "hop(e|es|ed|ing) (it|this|that|to|{them}) (\\w+ )?(leads?|opens?|brings?|pays off|buys?"
    "|signs?"
    "|orders?|turns?)",
    "we (would |could )?(also )?(like|love) to (sell|extend|supply|quote|work with you)",
    "(do|doing|more|some) business( together)? with (you|us|them)",
    words=WORDS,
)
_PRIVATE = phrases(
    "(houses?|homes?|flats?|moorings?|boats?|tickets?|pizza|dinner|beer|wine|coffee|stove|kitchen"
    "|university|universities|wedding|rings?|dress|school|holiday|vows|passport|diesel|petrol"
    "|fuel|bread|milk|eggs"
    "|butter|cars?|bikes?|meal|restaurant|concert|book|novel|film|football|garden|nuns|monks"
    "|motorbike"
    "|band|record|camper|piano|guitar|bicycle|tent|cottage|puppy|dog|horse|flights?|hotel|estate)",
    words=WORDS,
)
_TRADE = phrases(
    "(prices?|orders?|quotes?|proposals?|offers?|deals?|opportunit\\w+|discounts?|budget|bidding"
    "|contracts?"
    "|buy|sell|upgrade|extension|bid|extend\\w*|expand|expanding|extending)",
    words=WORDS,
)
_THEIR_OWN = phrases(
    "(their|his|her|its|own|your|company s|team s|husband s|wife s|son s|daughter s|brother s"
    "|sister s)"
    "( \\w+)?( new)?( \\w+)? (products?|platforms?|software|apps?|prices?|pricing|services?"
    "|sales|launch"
    "|opportunit\\w+|deal|demo|systems?|portfolio|catalogue|machines?)",
    "(she|he|they|their team|her team|his team|her \\w+|his \\w+)( \\w+)? (launched|brought out"
    "|built"
    "|developed|sells?|sold|won|lost|bought|got)",
    words=WORDS,
)


def agendas(passage: Passage) -> Iterator[Hit]:
    """Talk of selling in a touch that is give or social."""
    if not passage.is_relationship:
        return
    for found in _SELLING.finditer(passage.text):
        if not _is_spared(passage, *found.span()):
            yield *found.span(), INSTEAD


def _is_spared(passage: Passage, start: int, end: int) -> bool:
    """Said not to have been spoken of, about their own business, or about private life."""
    words, around = passage.text[start:end], clause_around(passage.text, start, end)
    if is_denied(passage.text, start) or " out of it" in passage.after(end):
        return True
    if _THEIR_OWN.search(passage.text[max(0, start - 30) : end]):
        return True
    return bool(_TRADE.search(words) and _PRIVATE.search(around))
