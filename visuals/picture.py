"""An account as a picture: cards with a place, lines between them, and what they mean.

Pure data: the page, the SVG and the PNG draw from it and from nothing else. The files
travel, so it holds no private fact, whoever looks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from graph.analysis.phrases import listed, since_contact, title_beside
from graph.model import Account, Link, Person, Thing
from graph.settings import ALONG, STRENGTH
from graph.vocabulary import (
    BuyingRole,
    Coverage,
    Function,
    Level,
    LinkKind,
    PersonStatus,
    PoliticalStatus,
    Support,
)
from visuals.facts import FactLine, fact_lines, link_lines, open_facts, open_name
from visuals.highlights import CoverageLook, Deciding, Highlight, cleaned
from visuals.layout import Heading, Plan, arrange
from visuals.outlines import CARD_HEIGHT, CARD_WIDTH, Point
from visuals.seating import band_words, longer_band_words, seats
from visuals.text import shown

_Term = TypeVar("_Term", Support, PoliticalStatus, PersonStatus)


@dataclass(frozen=True, slots=True)
class Answered:
    """What else the answer to "whom next?" tells of the whole: who decides, the heaviest first,
    what else to know, in sentences, and how many inferred links aren't among the account's."""

    deciding: tuple[Deciding, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One person. `x`, `y`: the top left corner in CSS pixels at full size.

    `is_ghost`: left the company; `is_dashed`: a seat whose holder isn't known.
    """

    id: str
    name: str
    title: str
    email: str
    department: str
    site: str
    level: Level
    function: Function
    status: PersonStatus
    roles: tuple[str, ...]
    support: Support
    political_status: PoliticalStatus
    coverage: Coverage
    contact: str
    contact_by: str
    highlight: Highlight | None
    deciding: Deciding | None
    facts: tuple[FactLine, ...]
    links: tuple[FactLine, ...]
    boss: str | None
    x: float
    y: float
    width: float = CARD_WIDTH
    height: float = CARD_HEIGHT

    @property
    def is_ghost(self) -> bool:
        return self.status is PersonStatus.LEFT

    @property
    def is_dashed(self) -> bool:
        return self.status is PersonStatus.PLACEHOLDER

    @property
    def rank(self) -> int | None:
        """Place among those to reach next, None for everybody else."""
        return self.highlight.rank if self.highlight else None


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two cards. `weight` in [0, 1] tells its thickness; `route` has the
    corners of a line in the chart of who reports to whom, () for one drawn across it."""

    kind: LinkKind
    source: str
    target: str
    weight: float
    is_inferred: bool
    route: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class BandTitle:
    """Stands above people of one level who have neither a manager nor reports: `text`, or `short`
    where that is wider than `width`."""

    text: str
    short: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """What occurs in the picture, each in the order of its value set. `deciding`: whether it is
    inferred who decides, () where nobody is known to."""

    coverage: Mapping[Coverage, int]
    support: tuple[Support, ...]
    political: tuple[PoliticalStatus, ...]
    roles: tuple[str, ...]
    statuses: tuple[PersonStatus, ...]
    lines: Mapping[LinkKind, int]
    deciding: tuple[bool, ...]
    has_inferred: bool
    inferred_left_out: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn. `cards` are in the order of the account's people."""

    account: str
    as_of: date
    is_invented: bool
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    bands: tuple[BandTitle, ...]
    deciders: tuple[Card, ...]
    notes: tuple[str, ...]
    legend: Legend
    width: float
    height: float

    @property
    def next_five(self) -> tuple[Card, ...]:
        """The people to reach next, the first one first."""
        chosen = (card for card in self.cards if card.highlight)
        return tuple(sorted(chosen, key=lambda card: (card.rank or 0, card.name)))

    @property
    def subtitle(self) -> str:
        """How many people there are."""
        return "1 person" if len(self.cards) == 1 else f"{len(self.cards):,} people"


NOTHING_SAID = Answered()


def picture(
    account: Account,
    next_five: Sequence[Highlight],
    coverage: Mapping[str, CoverageLook],
    said: Answered = NOTHING_SAID,
) -> Picture:
    """The account as a picture, with whom to reach next and how well each is covered.

    Somebody who is missing from `coverage` (by person id) is drawn as not recorded.
    """
    facts = {person.id: open_facts(person) for person in account.people}
    open_people = [Person(one.id, one.kind, facts[one.id]) for one in account.people]
    plan = arrange(list(seats(open_people, account.links)))
    deciding = {one.person_id: one.cleaned() for one in said.deciding}
    cards = tuple(_cards(open_people, account, (next_five, deciding), coverage, plan))
    by_id = {card.id: card for card in cards}
    lines = tuple(_lines(account.links, plan))
    return Picture(
        account=_name(account.thing),
        as_of=account.today,
        is_invented=_is_invented(account.thing),
        cards=cards,
        lines=lines,
        bands=tuple(_band(one, plan) for one in plan.headings),
        deciders=tuple(by_id[one] for one in deciding),
        notes=cleaned(said.notes),
        legend=_legend(cards, lines, said.left_out),
        width=plan.width,
        height=plan.height,
    )


def _band(one: Heading, plan: Plan) -> BandTitle:
    words = longer_band_words(one.rank, plan), band_words(one.rank)
    return BandTitle(*words, one.x, one.y, one.width)


def _name(account: Thing) -> str:
    fact = open_facts(account).get("name")
    return (shown(str(fact.value)) if fact else "") or account.id


def _is_invented(account: Thing) -> bool:
    fact = open_facts(account).get("invented")
    return fact is not None and fact.value is True


def _cards(
    people: Sequence[Person],
    account: Account,
    told: tuple[Sequence[Highlight], Mapping[str, Deciding]],
    coverage: Mapping[str, CoverageLook],
    plan: Plan,
) -> Iterable[Card]:
    next_five, deciding = told
    highlights = {one.person_id: one.cleaned() for one in next_five}
    links = link_lines(account)
    unknown = CoverageLook(Coverage.UNKNOWN, None, contact_known=False)
    for person in people:
        look = coverage.get(person.id, unknown)
        lines = fact_lines(person.facts, account), links.get(person.id, ())
        said = highlights.get(person.id), deciding.get(person.id)
        yield _card(person, look, said, lines, plan)


def _card(
    person: Person,
    look: CoverageLook,
    said: tuple[Highlight | None, Deciding | None],
    lines: tuple[tuple[FactLine, ...], tuple[FactLine, ...]],
    plan: Plan,
) -> Card:
    x, y = plan.places[person.id]
    return Card(
        id=person.id,
        name=open_name(person),
        title=shown(title_beside(person)),
        email=shown(person.email or ""),
        department=shown(person.department),
        site=shown(person.text("site")),
        level=person.level,
        function=person.function,
        status=person.status,
        roles=person.buying_roles,
        support=person.support,
        political_status=person.political_status,
        coverage=look.coverage,
        contact=since_contact(look.days_since, known=look.contact_known),
        contact_by=listed(look.by),
        highlight=said[0],
        deciding=said[1],
        facts=lines[0],
        links=lines[1],
        boss=plan.bosses.get(person.id),
        x=x,
        y=y,
    )


def _lines(links: Sequence[Link], plan: Plan) -> Iterable[Line]:
    """A line for each link between two cards; a link to oneself has none."""
    for link in links:
        if link.source == link.target or not {link.source, link.target} <= plan.places.keys():
            continue
        in_chart = link.kind is LinkKind.REPORTS_TO and plan.bosses.get(link.source) == link.target
        route = plan.routes[link.source] if in_chart else ()
        yield Line(link.kind, link.source, link.target, _weight(link), link.is_inferred, route)


def _weight(link: Link) -> float:
    """The link's probability: as stated, by its strength, or what its kind has by default."""
    if link.probability is not None:
        return link.probability
    return STRENGTH.get(link.strength, ALONG.get(link.kind, 0.1))


def _legend(cards: Sequence[Card], lines: Sequence[Line], left_out: int) -> Legend:
    coverage = Counter(card.coverage for card in cards)
    kinds = Counter(line.kind for line in lines)
    roles = {role for card in cards for role in card.roles}
    return Legend(
        coverage={value: coverage[value] for value in Coverage if value in coverage},
        support=_present(Support, {card.support for card in cards}),
        political=_present(PoliticalStatus, {card.political_status for card in cards}),
        roles=tuple(role for role in BuyingRole if role in roles),
        statuses=_present(PersonStatus, {card.status for card in cards}),
        lines={kind: kinds[kind] for kind in LinkKind if kind in kinds},
        deciding=tuple({card.deciding.inferred for card in cards if card.deciding}),
        has_inferred=any(line.is_inferred for line in lines),
        inferred_left_out=left_out,
    )


def _present(values: type[_Term], seen: set[_Term]) -> tuple[_Term, ...]:
    return tuple(value for value in values if value in seen)
