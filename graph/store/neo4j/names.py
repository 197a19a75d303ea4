"""What nodes and relationships are called in the graph, and the one place where a query is put
together: from a text of ours and names of these sets, never from what somebody wrote.

A unit test reads all queries of this package and refuses any other way.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from graph.vocabulary import EntityKind, LinkKind

_NAME = "`NAME`"


class Label(StrEnum):
    """Claims that are nodes; the labels of entities are their kinds."""

    STATEMENT = "Statement"
    PRIVATE_STATEMENT = "PrivateStatement"
    TOUCH = "Touch"
    EVENT = "Event"
    EARLIER_TOUCH = "EarlierTouch"
    PRIVATE_TOUCH = "PrivateTouch"


class Tie(StrEnum):
    """Claims that are relationships beside the links, which are called by their kinds."""

    BELONGS_TO = "BELONGS_TO"
    EARLIER_LINK = "EARLIER_LINK"


STATEMENTS = (Label.STATEMENT, Label.PRIVATE_STATEMENT)
"""By whether they are private."""

TOUCHES = (Label.TOUCH, Label.EVENT, Label.EARLIER_TOUCH, Label.PRIVATE_TOUCH)
LINKS = (*LinkKind, Tie.EARLIER_LINK)

Name = Label | Tie | EntityKind | LinkKind


def written(name: Name) -> str:
    """As it stands in the graph: `CompetitorTie` for a kind of entity, `REPORTS_TO` for one of
    link."""
    if isinstance(name, EntityKind):
        return "".join(word.capitalize() for word in name.value.split("_"))
    return name.name if isinstance(name, LinkKind) else name.value


def named(query: str, name: Name) -> str:
    """A query with one name in the place of `NAME`."""
    assert isinstance(name, Label | Tie | EntityKind | LinkKind)
    return query.replace(_NAME, written(name))


def any_of(query: str, names: Iterable[Name]) -> str:
    """A query with all of the names in the place of one, for whichever of them there is."""
    return query.replace(_NAME, "|".join(map(written, names)))


def each(query: str, names: Iterable[Name]) -> Mapping[Name, str]:
    """A query for each of the names."""
    return {name: named(query, name) for name in names}


def over(query: str, names: Iterable[Name]) -> str:
    """One query for all of the names together."""
    return " UNION ALL ".join(named(query, name) for name in names)
