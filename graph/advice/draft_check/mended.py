"""The words that rules look for and people mistype, and how people shorten words."""

from graph.advice.draft_check.notation import word_set

MENDED = word_set(
    """
    again announced anything article back base bothering brochure bumping business catalogue
    chasing check checked checking checks circle circled circles circling considering contract
    contracts courtesy customer customers decided decision discount discounts dropped dropping
    expire expires extension feature features follow followed following follows industry
    interested introduce introducing latest launch launching licence license looping mentioned
    message need needed needing neighborhood neighbourhood news nudge nudging opportunities
    opportunity ordering pinging platform platforms popped popping portfolio pricing product
    products project projects proposal proposals published quote quotes quoting reached reaching
    regulator release released releasing reminder renewal renewals renewed renewing requirement
    requirements signature software solution solutions something stopped stopping subscription
    supplier suppliers system systems tender tenders thought touch touched touches touching
    update updates upgrade upsell version voicemail wanted whether wonder wondered wondering
    """
)
"""Spelt right."""

TRUE_WORDS = word_set(
    """
    alain announce announcer announces articles aversion beached bender benders binging
    bordering breached breaching brochures budge businesses cashing casing casings casting
    catalog cataloged catalogued catalogues causing ceasing chafing charing checker cheek
    cheeked cheeks chick chicks chock chocking choking choosing chuck chucked chucking chucks
    circe contact contacts contrast contrasts copped copping costumer couch couched couches
    counteract courtesies courtney cropped cropping customary decayed decide decider decides
    decisions decoded decried derided derision dismount dripped dripping drooping dropper
    droppings dumping empire empires ender enders equates equating erosion excision expired
    expiry express extensions fallow featured feeding fellow fellowes fellows fender fenders
    flowing follower followings fudge futures gain gender genders hashing heather heck heckled
    heckling heeded hollow hollowed hollows hopped hopping humping icicles imessage incense
    industrie introduced introduces isolation iverson judge judging jumping lapping latent
    leaching leaping lender lenders licences licensed licensee licensees licenses lichens
    looking looming loosing looting lunch lunched lunching lynching massage messaged messages
    mopped mopping mothering neighborhoods neighbourhoods nodding nothing nude nudged nudges
    opportunist ouch particle peeping pender phasing picking piecing pining pinning ponder
    pondered pondering pooped pooping popper poppins portfolios pouch pouches preached preaching
    predict predicts priming produce produces propped propping protect protects publisher
    publishes pumping quite quitting quot quota quotas quoted ranching ranted reacher reaches
    reacted reacting regulators regulatory reindeer relapse relapsed relapsing releases
    remainder reminded reminders render renders reneged reticle ringing seeded seeding sender
    shopped shopping signatory signatures singing sistema sloping smoothing somethings steeped
    stepped stepping stomped stomping stooped stooping stopper subscriptions supplied supplies
    teaches teaching tended tenner though thoughts through tinder topped topping toppings
    toppled toppling torch torched torches torching touche touchy tough unannounced unending
    uninterested unneeded updated upgraded upgrades verizon versions viscount voicemails vouch
    vouched waited wander wandered wandering waned wasted weather weeded weeding whither winder
    winging wonders yonder
    """
)
"""English words that are one slip away from one of those."""

MEANT = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "s", "em": "them"}
"""What stands behind an apostrophe."""

SHORT: dict[str, tuple[str, ...]] = {
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "dont": ("do", "not"),
    "didnt": ("did", "not"),
    "doesnt": ("does", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "cant": ("can", "not"),
    "couldnt": ("could", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "wont": ("will", "not"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youd": ("you", "would"),
    "thats": ("that", "s"),
    "theres": ("there", "s"),
    "whats": ("what", "s"),
    "hows": ("how", "s"),
    "wheres": ("where", "s"),
    "lets": ("let", "s"),
    "weve": ("we", "have"),
    "wanna": ("want", "to"),
    "gonna": ("going", "to"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "teh": ("the",),
    "hte": ("the",),
    "hav": ("have",),
    "haev": ("have",),
    "jsut": ("just",),
    "jus": ("just",),
    "wnat": ("want",),
    "thot": ("thought",),
    "juts": ("just",),
    "inn": ("in",),
    "upp": ("up",),
    "1n": ("in",),
    "owt": ("anything",),
    "ya": ("you",),
    "ye": ("you",),
    "yall": ("you",),
    "ur": ("your",),
    "yr": ("your",),
    "pls": ("please",),
    "nd": ("and",),
    "2day": ("today",),
    "checkin": ("checking",),
    "touchin": ("touching",),
    "followin": ("following",),
    "circlin": ("circling",),
    "stoppin": ("stopping",),
    "droppin": ("dropping",),
    "poppin": ("popping",),
    "callin": ("calling",),
    "wonderin": ("wondering",),
    "seein": ("seeing",),
    "goin": ("going",),
}
"""Short forms, with or without what was left out."""

LETTERS = {"u": "you", "r": "are"}
"""What a letter that stands alone is short for."""

FUSED: dict[str, tuple[str, ...]] = {
    "checkingin": ("checking", "in"),
    "checkedin": ("checked", "in"),
    "justcheckingin": ("just", "checking", "in"),
    "touchbase": ("touch", "base"),
    "touchingbase": ("touching", "base"),
    "touchedbase": ("touched", "base"),
    "justtouchingbase": ("just", "touching", "base"),
    "circleback": ("circle", "back"),
    "circlingback": ("circling", "back"),
    "circledback": ("circled", "back"),
    "followup": ("follow", "up"),
    "followups": ("follow", "up"),
    "followingup": ("following", "up"),
    "followedup": ("followed", "up"),
    "justfollowingup": ("just", "following", "up"),
    "catchup": ("catch", "up"),
    "courtesycall": ("courtesy", "call"),
    "loopback": ("loop", "back"),
}
"""Several words that are written as one."""
