"""The openers that say that we are in touch and not why, by what they are said with."""

from graph.advice.draft_check.notation import phrases
from graph.advice.draft_check.opener_words import WORDS

CHECK_IN = phrases(
    "just (quickly )?check(ing|ed) in(?! (at|my|our|the|his|her|their|your|luggage|bags)\\b)",
    "check(ing|ed)? ((back |right )?in|up on|back)(?=$| [,:]| (with|on|to|and|but|about|re"
    "|regarding|concerning|around|before|after|ahead|once|again|from|as|if|whether|how|because"
    "|since|now|today|tomorrow|this|next|real|quick|fast|quickly|briefly|calls?|e ?mail|message"
    "|visits?|notes?"
    "|chat"
    "|for an?|every|over|via|so|or|see|here|hehe|haha|lol|x|mate|everyone|all|was|by|w|folks"
    "|was it"
    "|\\w+ly)\\b(?! (the|your|his|her|their) (door|box|shelf|cabinet|back|list|table|figures|page"
    "|hotel|desk|airport|front|ship|flight)))",
    "check ins?(?=$| (with|call|on|and|to|w|for|[,:]))",
    "check(ing|ed)?( up)? on (things|you|everyone|how|where|status|the status|whether|if|our|my"
    "|progress)",
    "just checking(?=$| [,:]| (how|if|whether|where|that|everything|things|you)\\b)",
    "(pulse|temperature|status|vibe) check(?=$| (from|on|in|call|with|and))",
    "(check|take|test|taking|checking) the (temperature|pulse|waters?)(?=$| [,:]| (on|with|and"
    "|at)\\b)",
    words=WORDS,
)
TOUCH_BASE = phrases(
    "touch(ing|ed)? (a |some )?bases?(?! (plate|plates|coat|heater|material|station|of)\\b)",
    "touch bases?(?=$| (with|on|about|to|again))",
    words=WORDS,
)
COURTESY = phrases(
    "(courtesy|goodwill) (calls?|visits?|e ?mails?|messages?|check|notes?|ring|drop ?in|meeting)"
    "(?! (button|phone|service|point))",
    "(visit|call|reason|purpose) [:,] courtesy",
    words=WORDS,
)
ROUNDS = phrases(
    "{weekly} (… )?(calls?|visits?|catch ?up|rounds?|ring|hello|email|mail|check)",
    "(doing|making|on) {my} (\\w+ )?(rounds?|calls)",
    "(ringing|calling|phoning|going|doing) (a?round|the rounds) (of )?(all )?({my}|the|all)",
    "(that|this) time of (the )?(month|week|year|quarter|day) again",
    "(due|time) for (a|our|my|another|your|the) (\\w+ )?(call|visit|catch ?up|chat)",
    words=WORDS,
)
AGAIN = phrases(
    "(here i am|here we are|it s me|it is me|only me|me|guess who s|i am|we are)( once)? (again"
    "|back)",
    "^((hi|hello|hey|hiya|well|knock knock|morning)( \\w+)? ?,? )?(it s )?(only|just) me",
    "here again(?= to| from|$)",
    "(here|again|hello|hi|me) again from your … {rep}",
    "(it s|it is|this is) (that|your) … {rep}( from … \\w+)? again",
    "that … {rep} from … \\w+ again",
    "your (friendly|favou?rite|local|trusty|faithful|annoying|persistent) … {rep}",
    "(bother|bothering|bug|bugging|pester|pestering|badger|trouble|disturb"
    "|annoy)(ing)? you( once)?"
    " again",
    words=WORDS,
)
HOW_IT_GOES = phrases(
    "{see} (you )?how (are |is |s )?{all}( (are|is|was|were|s|have|has|had))?( all| both)?"
    "( {going}| be)?{end}",
    "{see} where (things|you|we|they|it|this|that|everything|your heads?( s| is)?|matters)( \\w+)?"
    " (stand|stands|are|is|at|re|lies|lie|got to|sit)",
    "{see} where (things|you|we|they|matters) (stand|are|lie)",
    "{see} {if} (anything|something|much|things|all|everything|the situation)( (has|have|had|is"
    "|was"
    "|s|are))?( been)? (changed|new|moved|well|good|okay|ok|fine|right|in order|going well"
    "|happening"
    "|developed|alright|all right|going|running|up|better|shifted|come up|working){end}",
    "{see} {if} (now|this|it|today|next week) (is|was|s|might be|would be) (a )?(\\w+ )?(better"
    "|good"
    "|right|convenient) (time|moment|fit)",
    "{see} {if} ({you}|there)( (have|has|had|were|was|is|are|might have|s|might be))?"
    "( any| some| any further| any more)? (questions?|thoughts?|feedback|news|updates?|movement"
    "|progress|decided|come to a decision|reached a decision|made a decision|made up"
    "|a chance){end}",
    "{see} what( is| s)? (new|happening|up|going on|cooking|the latest|shaking|you (think"
    "|thought|re"
    " up to|are up to)){end}",
    "{see} {if} (a|the|any) (decision|verdict|choice|conclusion)",
    words=WORDS,
)
HOW_IS_IT = phrases(
    "^((hi|hello|hey|hiya|so|morning|dear|hallo)( \\w+){0,2} ?,? )?(just )?how ((s|is|are|have"
    "|has) )?"
    "(things|everything|business|it|tricks|trade|the business|life|work)( (going|doing|been"
    "|with you"
    "|over there|these days|at your end|on your side|at work|lately|keeping|your way|today|on your"
    " end))*$",
    words=WORDS,
)
NEED = phrases(
    "({if}|do|did|would|might|may|in case|should|are|is|were|will|can) ({you}|there|anybody|your"
    " team)( [^\\s,:]+){0,3}? {need} {any}{end}",
    "(is|was|s|be|were) there (anything|something)( else"
    "| at all)? (that )?{you}( \\w+){0,2} {need}",
    "(^|(,|:) |you |anybody |see {if} you |guys )need(ing)? (anything|something){end}",
    "(anything|something)( else| at all)? (that )?{i} (can|could|may|might)( be)?( \\w+)? (do|help"
    "|assist|offer|get|bring|send|supply|provide|support)( out)?( of)?( for)?( you)?( with)?"
    "(?=$| [,:]| (for|to|today|this|at the|right|now|and|on|while|in the|move)\\b)",
    "anything (that )?you( might| may| could| all| guys)? (are |would )?{need}{end}",
    "({if}|is|was) (anything|something) (is |was )?(needed|required|missing|wanted){end}",
    "anything (on|for|from) (your|the) (shopping |wish )?(list|van|catalogue)",
    "in need of (anything|something){end}",
    "what (do|can|might|would) {you} (need|want) (from {me}|today|this (week|month|time))",
    "(any|have a|a|some) (need|use) (of|for) ({my}|us|me)",
    "(be|am|are) of (any |some |further )?(help|service|assistance|use)(?=$| (to|at|today|this))",
    "^(hi|hello|hey)?( \\w+)? ?,? ?how (can|may) {i} (help|assist|be)( of \\w+)?( you)?( today)?$",
    words=WORDS,
)
ORDER = phrases(
    "{you}( \\w+)? {have} (an?|any|another|some|your next|the next)( \\w+)? orders?"
    "(?! (number|of|form|book|confirmation|code|id|date|history)\\b)",
    "have {you} (an?|any|another|some|got an?|got any)( \\w+)? orders?(?! (number|of|form|book"
    "|confirmation|code|id|date|history)\\b)",
    "(any|got an|no|an)( \\w+)? orders? (for|to) {me}",
    "any( new)? orders?(?=$| today| this| yet| coming| from you| in the| to place)",
    "(ready|time|like|want|care|wish|able|going|need|planning) to (place|put in|make|give {me}"
    "|confirm"
    "|re ?order|send)( an?| your| the| another)?( \\w+)? ?(orders?|$)",
    "put you down for",
    "(time for|what about|how about|take|taking|get) your( \\w+){0,2} order",
    "(send|ship|want|have|for) (you )?the usual( order)?$",
    "({have}|any|some)( \\w+){0,2} (work|business|jobs?|projects?|enquiries|inquiries"
    "|gigs?) for {me}",
    "(anything|something|stuff|(projects?|jobs?|works?|requirements?|bids?|enquiry|enquiries"
    "|opportunity|opportunities"
    "|tenders?|contracts?|requirements?|work)( \\w+){0,4}?)( \\w+){0,5}? {i} (can|could|may|might"
    "|should|would|to)( \\w+){0,2}? {bid}",
    "(anything|something|projects?|work|jobs?)( (for {me}|out there|coming up))? to {bid}",
    "(anything|something)( \\w+){0,3} (on|for|to) which {i}( \\w+){0,3} (bid|tender|quote)",
    "(for|out to|out for|to) (tender|bid)(?= .{0,120}(we|us|i)\\b)",
    "any( \\w+){1,3} (out )?(for|to) (tender|bid|quote)",
    "any (bids?|tenders?|rfps?|rfqs?|quotes?) (going|coming|out|you)",
    "opportunit(y|ies)( for us)? to (quote|bid|price|tender)",
    "(are|were) (you|they)( \\w+)? (buying|ordering|purchasing|looking to (buy|order))"
    " (anything|something|more|again)",
    "({have}|there be|there|is there|are there)( \\w+)? any( \\w+)? (requirements?|needs|demand"
    "|shopping)( for \\w+)?{end}",
    "any( \\w+)? (requirements?|needs) for \\w+{end}",
    "(anything|something|work|jobs?|projects?)( \\w+){0,6}? to (bid|quote|tender)(?=$| on| for)",
    "what can {i} (get|do for|send|sell|supply|bring|ship|offer|put) you",
    "what (have|do|has|did) you (got|get|have) for {me}",
    words=WORDS,
)
CHASE = phrases(
    "any (\\w+ )?(updates?|news|movement|word|progress|feedback|thoughts|decision|luck|joy|verdict"
    "|developments?|reaction|response|answer)( yet| at all)?(?=$| [,:]| (on|about|regarding"
    "|concerning"
    "|with|to|for|re) (this|that|it|{my}|{me}|the (below|above|(\\w+ )?{sent}|deal|order"
    "|decision|po"
    "|project|next))\\b| (from|on|at) your (side|end)| from you)",
    "you(r team)?( \\w+){0,2} (had|have|get|got|find|found)( \\w+)? (chance|time|moment"
    "|opportunity"
    "|minute)( yet)? to (\\w+ )?{look}",
    "(did|have|whether|if) you( \\w+)? (get|got|receive|received|see|saw|seen|read|review"
    "|reviewed)"
    " ({my}|the|that)( \\w+){0,2} {sent}(?=$| [,:]| (i|we|from|about|on|last|yet|below|that"
    "|below)\\b)"
    "(?! with the)",
    "{my}( \\w+)? {sent} (reach(ed)?|arrived?|got through|gets? to|makes? it to) you",
    "{my}( \\w+)? {sent} (is|are|was)? ?still",
    "(not|nothing)( \\w+)? (heard?|had|seen)( \\w+){0,2} (from you|reply|answer|response)",
    "heard nothing|gone quiet|radio silence|gone dark|no (reply|response|answer) from you",
    "still (waiting|hoping) (for|to hear|on)( \\w+)? (your|from you|an answer|a reply|reply)",
    "(bump|float|pop|resurfac|surfac|boost|push|bring|pull|mov)(e|p)?(ing)? (this|it"
    "|that)( \\w+){0,2}"
    " (up|top|inbox|back|again)",
    "bump(ing)? (this|my|it|the|that)",
    "(at|to|on|of) (the )?top of (your|the) (inbox|pile|list|desk|mailbox)",
    "(friendly|gentle|quick|little|small|polite|soft|kind|just a|tiny) (nudge|reminder|prod|poke"
    "|ping|bump)",
    "(pinging|nudging|chasing|prodding|poking|hounding) (you|this|up|on|for)",
    "sorry to (chase|bother|bug|pester|nag|be a pest|keep \\w+ing|hassle)",
    "(chase|chasing|chased) (you |him |her |them )?up",
    "where (are|were) we (with|on|at|in)",
    "where (do|does) (things|we|it|that|this|you) stand",
    "still (interested|keen)(?=$| [,:]| in| on| to)",
    "still (considering|thinking about|looking at|weighing|open to) ({my}|the {sent}|us)",
    "(the )?latest on (this|that|{my}|the( \\w+)? ({sent}|deal|tender|order|project|po))",
    "in case (you missed|it got|it went|this got|my)",
    "(not|never) (get|got|gets|slip|slipped|fall|fallen|fell) (lost|through|buried)",
    "(re ?sending|sending again|forwarding again) ({my}|this|the)( \\w+)?( {sent})?",
    "questions (about|on|regarding) {my} {sent}",
    "(decision|decided|verdict|answer|conclusion|reached|made)( \\w+)? (on|about|regarding"
    "|to) {my}"
    " (\\w+ )?{sent}",
    "(good|right|better) time to (revisit|continue|pick up|resume|restart|talk again|reopen)",
    "(revisit|revisiting|resume|continue|pick up|reopen) {my} (\\w+ )?{chat}",
    "pick(ing)? (this|things|it|up)( back)?( up)? where we left",
    "(kindly|please) revert(?=$| [,:]| (on|back|to|with|soon|asap))",
    words=WORDS,
)
RADAR = phrases(
    "(on|off|onto) your radar",
    "top of (your )?mind",
    "(put|putting|get|getting|keep|keeping) {my} (name|face|company) (in front|on|at|before|fresh)",
    "(popping|pop|back|up|landing|sliding|jumping|showing) (up )?(in|into|by) your (inbox|mailbox)",
    "lines? of communication",
    "(just|calling to|writing to|ringing to|here to|email to|call to|note to|wanted to|^|:)( be)?"
    " ?(keep|keeping|stay|staying) in (touch|contact)(?=$| [,:]| with you| and)",
    "(keep|keeping|bear|bearing) ({me}|our \\w+) in (mind|the loop)",
    "do not forget ({me}|about us)",
    "no (particular|special|real|specific) (reason|purpose)",
    "show(ing)? {my} faces?",
    "remind(ing)? you that {i} (exist|are here|am here|are still|am still)",
    "get(ting)? (back )?(on|onto|in front of|in) (your|you)( (calendar|schedule|diary|books?))?",
    words=WORDS,
)
RETURN = phrases(
    "(circl(e|ing|ed)|loop(ing|ed)?|swing(ing)?) (right )?back( around| round)?(?! of)",
    "(get|getting|got|be|being) back in (touch|contact)",
    "follow(ing|ed)? (back )?ups?(?! (the (stairs|path|road|hill|river|valley)|appointment|scan"
    "|audit|study|studies|rates?|orders?|process"
    "|treatment|survey|care|surgery|exam|tests?|inspection|within|calls? to (their|your|his"
    "|her)))",
    "f (up|u)(?= (on|with|re|call|to|again|quote)\\b|$)",
    "re ?connect(ing)?(?=$| [,:]| (and|with you|to)\\b)",
    "(writing|calling|ringing|phoning|e ?mailing|trying|try|try you|knocking)( you)?( once)? again",
    words=WORDS,
)
DROP_BY = phrases(
    "(stop|drop|pop|swing|come|look|swung)(p?ing|p?ed)? (by|in|round|past|over)( your \\w+)?"
    "( (later|today|tomorrow|this week|next week|on \\w+day|at the \\w+|some time))*"
    "(?=$| (to|and|for) (\\w+ )?(say|see|check|catch|introduce|chat|hello|coffee|show my)| , )",
    "(happened to be|was|am|were|be|s)( just)? (passing|in (the|your) (area|neighbou?rhood"
    "|vicinity"
    "|region|part of town))( [^\\s:]+){0,4} (and|so)( \\w+){0,4} (drop|pop|stop|swing|say"
    "|look)\\w*",
    "(say(ing)?|said) (a (quick )?)?(hi|hello|hey|hey there)",
    "^(a )?(quick|short|little) (hi|hello)",
    words=WORDS,
)
REACH_OUT = phrases(
    "reach(ing|ed)? out(?=$| [,:]?$| (again|once)\\b| to (you )?(see|check|ask|touch|say|find"
    "|connect"
    "|reconnect|follow|introduce)| and (see|say|check|touch|introduce))",
    "(just|quick|short|brief|little|calling|ringing|call|call for a|like to|love to|{weekly}"
    "|arrange a|connect|let s|soon for"
    "|calendar|forward)( for a( quick)?| a| to)* catch(ing)? ?ups?(?! (on|about|with the)\\b)",
    words=WORDS,
)
