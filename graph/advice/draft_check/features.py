"""C8: results, not features."""

import re
from collections.abc import Iterator

from graph.advice.draft_check.notation import phrases
from graph.advice.draft_check.passages import Passage
from graph.advice.draft_check.subjects import is_denied

Hit = tuple[int, int, str]

INSTEAD = (
    "Say what gets better for them, with a number if you have one: “cuts your changeover by 40 "
    "minutes”; or leave it out."
)

WORDS = {
    "new": (
        "((brand|all|completely|totally|entirely) )?new|newest|newer|latest|newly \\w+|improved"
        "|next gen"
        "|next generation|upgraded|updated|enhanced|(most )?advanced|revolutionary|innovative"
        "|flagship"
        "|award winning|cutting edge|state of the art|best in class|market leading|patented"
        "|redesigned"
        "|second|additional|extended|expanded|modern|upcoming|(spring|summer|autumn|fall|winter)"
    ),
    "thing": (
        "products?|platforms?|solutions?|software|apps?|applications?|tools?|toolkits?|systems?"
        "|modules?"
        "|services?|offerings?|features?|feature sets?|functions?|functionality|functionalities"
        "|versions?"
        "|releases?|models?|ranges?|lines?|product lines?|portfolios?|catalogu?es?|brochures?"
        "|suites?"
        "|packages?|tiers?|collections?|line ups?|add ons?|plug ?ins?|portals?|dashboards?"
        "|interfaces?"
        "|firmware|hardware|machines?|machinery|equipment|robots?|devices?|technolog(y|ies)"
        "|capabilit(y|ies)|funds?|editions?|series"
        "|assortment|handhelds?|engines?|workspaces?|assistants?|copilots?|bots?|algorithms?"
        "|integrations?"
    ),
    "has": (
        "offers?|features?|comes?|includes?|has|have|is|are|supports?|integrates?|provides?"
        "|combines?"
        "|boasts?|runs?|delivers?|uses?|can|allows?|enables?|gives?|contains?|covers?|ranges?"
        "|consists?"
        "|stands?|beats?|ticks?|lets?|let s|helps?|leverages?|harnesses|automates?|works"
    ),
    "launch": (
        "launch(ed|ing)?|releas(e|ed|ing)|introduc(e|ed|ing)|develop(ed|ing)|built|created"
        "|add(ed|ing)"
        "|expanded|extended|upgraded|updated|improved|(brought|bring|bringing|put|come"
        "|came) out( with)?"
        "|unveil(ed|ing)?|announc(e|ed|ing)|roll(ed|ing)? out|shipped|started (selling|offering)"
        "|debut(ed)?|present(ing|ed)?|rebuilt|revamped|redesigned"
    ),
    "we": "we|i|our (company|firm|group|team|factory|lab|engineers|developers|people)|my company",
    "show": (
        "show(ed|n|ing)?|tell|told|telling|present(ed|ing)?|pitch(ed|ing)?|demo(ed|ing|s)?"
        "|demonstrated?"
        "|introduc(e|ed|ing)|walk(ed)?|went|go|going|hint|ran|run|took|take|left|leave|send|sent"
        "|hand(ed)?|know"
        "|mention(ed)?"
        "|see|seen|look|learn|hear|attention|explain(ed)?|brochure|features?|tour|overview"
        "|show ?case"
    ),
    "not_goods": (
        "colleagues?|offices?|bab(y|ies)|managers?|director|boss|head|chief|ceo|cfo|coo|owner"
        "|address"
        "|numbers?|website address|apprentices?|trainees?|interns?|team|people|staff|home|house"
        "|dog|cat"
        "|kitchen|year|invoices?|policy|policies|rules?|law|contacts?|phone|email|drivers?"
        "|daughter|son"
        "|hires?|recruit|canteen|building|site|depot|plant|factory|hours|opening|bank|details"
        "|name|chair"
        "|chairman|problem|trouble|challenge|foreman|engineer|specialist|partner|neighbours?"
        "|garden"
        "|car park|telephone|receptionist|quality|terms|slot|results?|findings|trials?|figures"
        "|data"
        "|experience|notes?|meeting|visit|customers?|clients?|baker(y|ies)|children|wedding|week"
        "|fire"
        "|delivery|order|orders|price lists?|prices|promotion|discount|mistakes?|lessons?"
        "|measurements?|friends?|warehouse in|town|street"
    ),
}

_RULES = (
    phrases("(our|my|the company s)( own| very)? {new}( (and|,) \\w+)?( \\w+){1,3}?", words=WORDS),
    phrases("our( \\w+){0,3}? {thing} (now |also |fully |already )?{has}", words=WORDS),
    phrases(
        "{we}( (?!(you|your|they|she|he|that|who|how)\\b)\\w+){0,3}? (have|has|had|got|offer"
        "|offers|offering|sell|make|carry|stock|do|provide"
        "|providing|{launch})( (?!{not_goods})\\w+){0,4}? ({new}( \\w+){1,3}?"
        "|(our )?(\\w+ ){0,2}?{thing})",
        "we (have )?(just |recently |now |also )?{launch} (?!(by|to|that|your|you|how"
        "|the problem))\\S+( \\w+)?",
        "{new}( \\w+)? {thing} (that |which )?we (now |also |just )?(have|offer|provide|sell"
        "|built|launched|do)",
        "we (can )?(now|also|newly) (also )?(offer|do|provide|sell|supply|stock|carry|support"
        "|have)",
        "we (have )?(\\w+ )?(won|received) (an?|the) (\\w+ )?award",
        "we offer (\\w+ ){0,2}(made|solutions?|products?|services?|range)",
        words=WORDS,
    ),
    phrases(
        "all under one roof|one stop shop|full service provider|(tailor|custom) made solutions?",
        "(wide|broad|full|comprehensive|large|complete) (range|selection|portfolio"
        "|choice) of( \\w+)?"
        " (products?|services?|solutions?)",
        "(the|this) ({new} )?(\\w+ )?{thing}( \\w+)? (comes with|features|includes|is equipped"
        "|boasts"
        "|offers|supports|integrates|has (a|an|lots|many|more|new|\\d+))",
        "we are the (only|first)( \\w+)? (with|to|that)",
        "there (s|is|are) (a |an )?{new}( \\w+)? {thing}",
        "(with|patented)( \\w+){1,2} technology",
        "(our|we) .{0,120}?(equipped|fitted|packed|loaded) with( \\w+){1,4}",
        "^introducing \\w+",
        "(spring|summer|autumn|winter|new) (collection|range|line ?up|catalogue|season) (is"
        "|are) (here|out|live)",
        "(are|were|is) certified to (the )?(latest|highest)",
        "(our|we) .{0,120}?(proprietary|patented|unique|holistic|turnkey|seamless|world class"
        "|cutting edge|state of"
        " the art|best of breed)( \\S+){1,2}",
        "^just (launched|released|landed) :?( our)?( {new})?( \\w+)*",
        words=WORDS,
    ),
    phrases(
        "{show}( [^\\s,:]+){0,5}? our( {new})?( \\w+){0,3}? {thing}",
        "{show}( [^\\s,:]+){0,5}? the( {new})? (products?|platform|software|features?"
        "|feature set|portfolio|module"
        "|functionality|catalogue|brochure|solution|new \\w+)( of| set)?",
        "(show|tell|walk|present|introduce"
        "|introduce you to)( \\w+){1,4} our (?!{not_goods})\\w+( (?!{not_goods})\\w+)?",
        "(pitch(ed|ing)?|demo(ed|ing)?)( \\w+){0,3}?( {new})? {thing}",
        words=WORDS,
    ),
)
_NOT_GOODS = phrases("{not_goods}", words=WORDS)
_SAID_OURS = phrases("our|we|my|i", words=WORDS)
_THEIRS = re.compile(
    r"\b(?:their|his|her|your|its|they|she|he|you)(?: (?!an?\b|the\b|some\b|with\b|in\b"
    r"|to\b)\w+){0,2}$|^(?:she|he|they|you)\b(?! should| really"
    r"| must| have to| can| get| would| will)"
)

RESULTS = {
    "them": "you|your|yours|yourself|their|theirs|them|her|his|him|hers",
    "better": (
        "cuts?|cutting|sav(e|es|ed|ing)|reduc(e|es|ed|ing)|halv(e|es|ed|ing)|lower(s|ed|ing)?"
        "|shorten(s|ed)?"
        "|trim(s|med)?|free(s|d|ing)?|avoids?|avoided|prevent(s|ed)?|stops?|stopped|eliminated"
        "|eliminates?|spared|spares?"
        "|raised|raises?|increased|increases?|boosts?|doubled|doubles?|triples?|speeds? up"
        "|brings? down|brought down|drops?"
        "|dropped|gain(s|ed)?|earn(s|ed)?|recover(s|ed)?|removed|removes?|ends?|does away"
        "|do away|takes? out|took"
        "|takes|shrinks?|slashed|slashes|slash|wins? back|gets? back|lost|loses?|pa(ys?"
        "|id) for itself|keeps?|kept"
        "|closes?|closed|catch(es)?|finish(es)?|ended|falls?|fell|protects?|improved|improves?"
    ),
    "measure": (
        "hours?|minutes?|seconds|days?|weeks?|months?|nights?|shifts?|percent|euros?|pounds?"
        "|dollars?|tonnes?"
        "|tons?|kilos?|litres?|miles|trips?|errors?|mistakes?|scrap|waste|downtime|stops?"
        "|stoppages?|overtime"
        "|breakdowns?|changeovers?|complaints?|accidents?|injury|injuries|returns|rework|costs?"
        "|bills?|queues?"
        "|delays?|calls|paperwork|fines?|penalty|penalties|breakage|losses|energy|fuel|water"
        "|electricity|rent"
        "|premiums?|half|third|quarter|vans?|trucks?|sales|revenue|margins?|turnover|absences?"
        "|churn|claims?"
        "|noise|dust|emissions|inventory|stock outs?|cash|spending|time|money|headcount|admin"
    ),
    "feature_verb": (
        "manage|create|configure|customi[sz]e|access|view|track|build|integrate|use|connect"
        "|share|choose"
        "|browse|upload|set|design|automate|monitor|analy[sz]e|collaborate|export|import|search"
        "|generate"
        "|schedule|do|have|get|work with|stay|be|love|like|find|enjoy|appreciate|benefit|think"
        "|grow|succeed|know|go live|take|try|meet|talk"
        "|explore|discover|need|want|interact|organi[sz]e|visuali[sz]e"
    ),
}
_RESULT = phrases(
    "{better} (that|it|this|them|those) (by|to|from|in)",
    "{better}( \\S+){0,8}? ({them}|{measure})",
    "(so that|so|which means|meaning|means|that way|this way)( that)?( \\w+){0,3}? ({them}"
    "|nobody|no one"
    "|everybody|the \\w+)",
    "(less|fewer|sooner|earlier|no more|half the|twice the|without|rather than|instead of"
    "|no longer|before"
    "|no)( \\w+){0,4}? ({measure}|{them})",
    "{measure}( \\w+)? (less|fewer|sooner|earlier|faster|shorter|cheaper|back|a (day|week|month"
    "|year|shift))",
    "(in place of|instead of|rather than) (\\d\\S*|one|two|three|four|five|six|seven|eight|nine"
    "|ten|half)",
    "from \\d\\S* to \\d\\S*",
    "(warns|spares|relieves|pays|tells|alerts|reminds) {them}",
    "(like yours|your size|like you|such as yours)( \\S+){0,12} ({better}|{measure}|less|fewer"
    "|no|without)",
    "(lets?|let s|allows?|helps?|means) (your|their|his|the) \\w+ (to )?(?!{feature_verb})\\w+",
    "(lets?|let s|allows?|helps?|means|enables?) (you|them|him|her) (can |to "
    "|could )?(?!({feature_verb})\\b)\\w+",
    "(you|your \\w+|your \\w+ \\w+|they|the \\w+) (would|could|no longer"
    "|can)( \\w+)? (?!({feature_verb}|need|also)\\b)\\w+",
    "you (would|could)( \\w+)? (be|have|get|do)( \\S+){0,3} (in|by|back|without|less|fewer"
    "|\\d+\\S*|{measure})",
    "your (\\w+ )?\\w+ (go(es)?|gets?|finish(es)?|runs?|stays?|arrives?|leaves?|closes?|opens?"
    "|sleeps?|waits?)",
    "your( \\w+){1,3} would (be|have|get)",
    words=RESULTS,
)


def features(passage: Passage) -> Iterator[Hit]:
    """What we have or offer, without what it does for the listener."""
    found = [
        one for rule in _RULES for one in rule.finditer(passage.text) if _is_ours(passage, one)
    ]
    if not found or _has_result(passage):
        return
    start, end = min(one.start() for one in found), max(one.end() for one in found)
    yield start, end, INSTEAD


def _is_ours(passage: Passage, found: re.Match[str]) -> bool:
    start, end = found.span()
    what = found[0] + re.sub(r"^((?: \w+)?).*$", r"\1", passage.after(end))
    if is_denied(passage.text, start) or _NOT_GOODS.search(what):
        return False
    return bool(_SAID_OURS.search(found[0])) or not _THEIRS.search(passage.before(start).rstrip())


def _has_result(passage: Passage) -> bool:
    near = (passage.preceding(), passage.text[:1200], passage.following())
    return any(_RESULT.search(one) for one in near)
