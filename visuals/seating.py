"""Who is seated under whom, and in which band."""

from collections.abc import Iterable, Sequence

from graph.model import Link, Person
from graph.vocabulary import Level, LinkKind, PersonStatus
from visuals.layout import Plan, Seat
from visuals.marks import BAND_WORDS, LEFT_WORDS

_LEVELS = tuple(Level)
_LEFT_RANK = len(_LEVELS)


def seats(people: Sequence[Person], links: Sequence[Link]) -> Iterable[Seat]:
    """A seat for each, under the manager whom the best source names: said before inferred,
    one who is still there before one who left."""
    gone = {one.id for one in people if one.status is PersonStatus.LEFT}
    reporting = [link for link in links if link.kind is LinkKind.REPORTS_TO]
    bosses: dict[str, str] = {}
    for link in sorted(reporting, key=lambda one: (one.target in gone, one.is_inferred)):
        bosses.setdefault(link.source, link.target)
    for person in people:
        yield Seat(person.id, bosses.get(person.id), _rank(person))


def _rank(person: Person) -> int:
    return _LEFT_RANK if person.status is PersonStatus.LEFT else _LEVELS.index(person.level)


def band_words(rank: int) -> str:
    """What a band is called."""
    return LEFT_WORDS if rank == _LEFT_RANK else BAND_WORDS[_LEVELS[rank]]


def longer_band_words(rank: int, plan: Plan) -> str:
    """The same where there is room: and that no manager is known, where others have one."""
    return f"{band_words(rank)} · no manager known" if plan.routes else band_words(rank)
