"""Groups of words that openers are made of."""

WORDS = {
    "i": "i|we",
    "me": "me|us",
    "my": "my|our",
    "you": "you( all| guys| both| folks| lot| two)?|they|she|he",
    "have": "have|has|had|having|got|have got",
    "sent": (
        "e ?mails?|messages?|voicemails?|calls?|notes?|letters?|texts?|proposals?|quotes?|slides"
        "|quotations?|offers?|bids?|estimates?|brochures?|pitch|presentation|contracts?|invitation"
        "|deck|tender|documents?|paperwork|agreement|application|attempts?|(price )?list"
    ),
    "see": (
        "see|seeing|hear|hearing|find(ing)? out|ask(ing|ed)?|know|learn|check(ing)?|curious"
        "|wonder(ing|ed)?|enquire|enquiring|inquire|inquiring|understand|look(ing)?|verify|gauge"
        "|make sure|making sure|ensure|discuss|say|enquired|inquired|wonder|confirm|(get|getting)"
        " (a sense|an idea|a feel) of"
    ),
    "if": "if|whether|that",
    "all": (
        "(all )?(things|everything|everybody|everyone|it|its|business|the business|life|work|all"
        "|stuff|folks|trade|your (team|lot|week|day|month|quarter|summer|year|business)|the team"
        "|the (week|day|project|family|implementation|roll ?out|season))|matters|{you}"
    ),
    "going": (
        "going|doing|getting on|getting along|keeping|coming along|faring|looking|holding up"
        "|shaping up|treating (you|them|her|him)|running|progressing|developing|working out|been"
        "|feeling|moving( along)?|went|go|stand|standing|been going|been keeping|been doing"
        "|been getting on"
    ),
    "generic": (
        "from (us|our|me|my|the van|this end|my side)|today|tomorrow|tonight|this|that week"
        "|at (the"
        "|present|all|your|our|this|yours|ours)|right now|now|currently|presently|just now|in the"
        " (near|coming|next|meantime|way)|on your|with (our|my)|else|further|these days|lately"
        "|soon|next|over"
        "|here|there|with (you|everything|things|the (account|service))|and|or|but|yet|again"
        "|please|mate|boss|guys|friend|my|sir|madam|for (the|you|me|us|now)|before|until|since|so"
        "|as|going|of late|in general|,|:|nobody|by any chance|around|down"
    ),
    "end": "(?=$| {generic}(?!\\w))",
    "need": (
        "need(ed|ing|s)?|want(ed)?|require[ds]?|requiring|lack|lacking|short of|low on|in need of"
        "|missing|after|looking for|run(ning)? (out of|low on|short of)|could use|might use"
    ),
    "any": (
        "anything|something|any(( more| new| further| other| of our)? [^\\s,:]+)|more [^\\s,:]+"
    ),
    "bid": "bid|quote|price|tender|estimate|pitch|put in for|get in on|offer on|compete|work on",
    "chat": "chat|talk|conversation|discussion|meeting|call|exchange",
    "weekly": "weekly|fortnightly|bi weekly|monthly|quarterly|regular|usual|routine|annual|yearly",
    "rep": "rep|guy|man|lady|woman|girl|lad|supplier|salesman|salesperson|vendor|contact|person",
    "look": (
        "look|review|read|go|think|consider|digest|discuss|open|respond|reply|revisit|connect"
        "|speak"
        "|talk|chat|share|run|glance|catch|decide|sign|pass|mull|chew|speak|process|give|circulate"
    ),
}
