"""All rules, in the order in which their flags are shown."""

from collections.abc import Callable, Iterator, Sequence

from graph.advice.flags import Flag
from graph.advice.habits import asking, rhythm, visiting
from graph.advice.habits.book import Book

RULES: Sequence[Callable[[Book], Iterator[Flag]]] = (
    asking.asks,
    asking.early_asks,
    asking.operational,
    asking.alone_by_mail,
    visiting.idle,
    visiting.lacking,
    visiting.treats,
    rhythm.milk_route,
    rhythm.foreseen,
    rhythm.gaps,
)


def flags(book: Book) -> tuple[Flag, ...]:
    """All flags of an account."""
    return tuple(flag for rule in RULES for flag in rule(book))
