"""The field's terms: value sets that data, code, API and screens share.

Meaning only: weights, probabilities and thresholds stand in `graph.settings`.
Every set has `unknown`, and `unknown` never means "none".
"""

from enum import StrEnum


class EntityKind(StrEnum):
    """What a statement can be about."""

    ACCOUNT = "account"
    PERSON = "person"
    COLLEAGUE = "colleague"
    OPPORTUNITY = "opportunity"
    PROPOSAL = "proposal"
    DECISION = "decision"
    NOTE = "note"
    REASON = "reason"
    GAP = "gap"
    CHANGE = "change"
    COMPETITOR = "competitor"
    COMPETITOR_TIE = "competitor_tie"
    HAPPENING = "happening"
    REFERRAL = "referral"
    BRAINSTORM = "brainstorm"
    IDEA = "idea"
    VOTE = "vote"


class Origin(StrEnum):
    """How a fact came to us; a later member yields to an earlier one."""

    HAND = "hand"
    IMPORT = "import"
    INFERRED = "inferred"


class AccountKind(StrEnum):
    DREAM = "dream"
    CUSTOMER = "customer"
    LAPSED = "lapsed"
    OTHER = "other"
    UNKNOWN = "unknown"


class BuyingRole(StrEnum):
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_MAKER = "decision_maker"
    TECHNICAL_BUYER = "technical_buyer"
    USER_BUYER = "user_buyer"
    EVALUATOR = "evaluator"
    APPROVER = "approver"
    INFLUENCER = "influencer"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    CHAMPION = "champion"
    COACH = "coach"
    GATEKEEPER = "gatekeeper"
    PROCUREMENT = "procurement"
    BUDGET_HOLDER = "budget_holder"
    LEGAL_COMPLIANCE = "legal_compliance"
    BLOCKER = "blocker"
    OTHER = "other"
    UNKNOWN = "unknown"


class Support(StrEnum):
    MENTOR = "mentor"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    NON_SUPPORTER = "non_supporter"
    ENEMY = "enemy"
    UNKNOWN = "unknown"


class PoliticalStatus(StrEnum):
    INNER_CIRCLE = "inner_circle"
    POLITICAL_STRUCTURE = "political_structure"
    NONE = "none"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    NO_CONTACT = "no_contact"
    BRIEF_CONTACT = "brief_contact"
    MULTIPLE_CONTACTS = "multiple_contacts"
    IN_DEPTH = "in_depth"
    UNKNOWN = "unknown"


class DecisionOrientation(StrEnum):
    FINANCIAL = "financial"
    TECHNICAL = "technical"
    RELATIONSHIP = "relationship"
    BUSINESS = "business"
    UNKNOWN = "unknown"


class RelationshipLevel(StrEnum):
    VENDOR = "vendor"
    CREDIBLE_SOURCE = "credible_source"
    PROBLEM_SOLVER = "problem_solver"
    TRUSTED_ADVISOR = "trusted_advisor"
    UNKNOWN = "unknown"


class Adaptability(StrEnum):
    INNOVATOR = "innovator"
    VISIONARY = "visionary"
    PRAGMATIST = "pragmatist"
    CONSERVATIVE = "conservative"
    LAGGARD = "laggard"
    UNKNOWN = "unknown"


class ResponseMode(StrEnum):
    GROWTH = "growth"
    TROUBLE = "trouble"
    EVEN_KEEL = "even_keel"
    OVERCONFIDENT = "overconfident"
    UNKNOWN = "unknown"


class StakeholderProfile(StrEnum):
    GO_GETTER = "go_getter"
    TEACHER = "teacher"
    SKEPTIC = "skeptic"
    GUIDE = "guide"
    FRIEND = "friend"
    CLIMBER = "climber"
    BLOCKER = "blocker"
    UNKNOWN = "unknown"


class BuyingJob(StrEnum):
    PROBLEM_IDENTIFICATION = "problem_identification"
    SOLUTION_EXPLORATION = "solution_exploration"
    REQUIREMENTS_BUILDING = "requirements_building"
    SUPPLIER_SELECTION = "supplier_selection"
    VALIDATION = "validation"
    CONSENSUS_CREATION = "consensus_creation"
    UNKNOWN = "unknown"


class LinkKind(StrEnum):
    """Direction: report → manager, influencer → influenced, user → who answers for it,
    assistant → principal, the one introduced → who introduced. `knows` and
    `conflicts_with` have none."""

    REPORTS_TO = "reports_to"
    DOTTED_LINE = "dotted_line"
    INFLUENCES = "influences"
    CONFLICTS_WITH = "conflicts_with"
    CONSTITUENCY_OF = "constituency_of"
    INTRODUCED_BY = "introduced_by"
    ASSISTANT_OF = "assistant_of"
    KNOWS = "knows"
    UNKNOWN = "unknown"


UNDIRECTED = frozenset({LinkKind.KNOWS, LinkKind.CONFLICTS_WITH})
"""Links that say the same whichever of the two is named first."""

AMONG_THEMSELVES = frozenset(
    {
        LinkKind.REPORTS_TO,
        LinkKind.DOTTED_LINE,
        LinkKind.CONSTITUENCY_OF,
        LinkKind.ASSISTANT_OF,
    }
)
"""Links within one company: never between somebody of theirs and somebody of ours."""


class Strength(StrEnum):
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    CALL = "call"
    VIDEO = "video"
    IN_PERSON = "in_person"
    CARD = "card"
    TREAT = "treat"
    OCCASION = "occasion"
    EMAIL = "email"
    MESSAGE = "message"
    VOICEMAIL = "voicemail"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """`outbound`: we reached out; `inbound`: they did."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"
    UNKNOWN = "unknown"


class Intent(StrEnum):
    GIVE = "give"
    ASK = "ask"
    DELIVER = "deliver"
    SOCIAL = "social"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    CONNECTED = "connected"
    REPLIED = "replied"
    NO_ANSWER = "no_answer"
    PUT_OFF = "put_off"
    DECLINED = "declined"
    WENT_BADLY = "went_badly"
    UNKNOWN = "unknown"


class Visit(StrEnum):
    """What a touch did; several per touch, none of them is an empty visit."""

    CONNECT = "connect"
    LEARN = "learn"
    SHARE = "share"
    ENGAGE = "engage"
    UNKNOWN = "unknown"


class ReasonKind(StrEnum):
    INDUSTRY_NEWS = "industry_news"
    NEW_POLICY = "new_policy"
    NEW_REGIME = "new_regime"
    NEW_CAPABILITY = "new_capability"
    NEW_APPROACH = "new_approach"
    SHARED_CHALLENGE = "shared_challenge"
    PERSONAL = "personal"
    BRAINSTORMED = "brainstormed"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Rank in the organisation, highest first."""

    BOARD = "board"
    C_LEVEL = "c_level"
    VICE_PRESIDENT = "vice_president"
    DIRECTOR = "director"
    MANAGER = "manager"
    PROFESSIONAL = "professional"
    ASSISTANT = "assistant"
    UNKNOWN = "unknown"


class Function(StrEnum):
    EXECUTIVE = "executive"
    FINANCE = "finance"
    OPERATIONS = "operations"
    IT = "it"
    ENGINEERING = "engineering"
    PRODUCT = "product"
    SALES = "sales"
    MARKETING = "marketing"
    CUSTOMER_SERVICE = "customer_service"
    HR = "hr"
    LEGAL = "legal"
    PROCUREMENT = "procurement"
    OTHER = "other"
    UNKNOWN = "unknown"


class PersonStatus(StrEnum):
    """`not_open` expires; `objected` must be neither contacted nor suggested."""

    ACTIVE = "active"
    LEFT = "left"
    PLACEHOLDER = "placeholder"
    NOT_OPEN = "not_open"
    OBJECTED = "objected"
    UNKNOWN = "unknown"


class Objection(StrEnum):
    PRICE = "price"
    QUALITY = "quality"
    SERVICE = "service"
    TIMING = "timing"
    POLICY = "policy"
    INCUMBENT = "incumbent"
    TRUST = "trust"
    OTHER = "other"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    JOINED = "joined"
    LEFT = "left"
    MOVED = "moved"
    PROMOTED = "promoted"
    REORGANISATION = "reorganisation"
    NEWS = "news"
    REGULATION = "regulation"
    SPENDING = "spending"
    SUPPLIER = "supplier"
    UNKNOWN = "unknown"


class ChangePhase(StrEnum):
    PAST = "past"
    UNDER_WAY = "under_way"
    EXPECTED = "expected"
    UNKNOWN = "unknown"


class CompetitorTie(StrEnum):
    ASSUMED = "assumed"
    SIGHTED = "sighted"
    SUPPLIER = "supplier"
    PREFERRED = "preferred"
    NONE_WITH_EVIDENCE = "none_with_evidence"
    UNKNOWN = "unknown"


class HappeningKind(StrEnum):
    """What is going on with somebody: `away`: no day to call; `meeting`: one of their own."""

    PERSONAL = "personal"
    MEETING = "meeting"
    AWAY = "away"
    OTHER = "other"
    UNKNOWN = "unknown"


class ReferralDirection(StrEnum):
    """`received`: they named us to somebody; `given`: we named somebody to them."""

    GIVEN = "given"
    RECEIVED = "received"
    UNKNOWN = "unknown"


class LapseReason(StrEnum):
    NEED_ENDED = "need_ended"
    PROBLEM_SOLVED = "problem_solved"
    FOCUS_CHANGED = "focus_changed"
    LOWER_COST = "lower_cost"
    PURCHASING_CONSOLIDATED = "purchasing_consolidated"
    OTHER = "other"
    UNKNOWN = "unknown"


class OpportunityStage(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    UNKNOWN = "unknown"


class ProposalKind(StrEnum):
    """What was noticed and a person has to decide: by an import, or (`inferred_link`) in mails."""

    DUPLICATE = "duplicate"
    LEFT = "left"
    MOVED = "moved"
    MARKER = "marker"
    TARGET = "target"
    NEWCOMER = "newcomer"
    DOMAIN = "domain"
    INFERRED_LINK = "inferred_link"
    UNKNOWN = "unknown"


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class SuggestionAction(StrEnum):
    """What a person decided about a suggestion."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    DONE = "done"
    UNKNOWN = "unknown"
