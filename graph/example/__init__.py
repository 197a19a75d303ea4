"""The built-in example: an invented dream client, its people, and a year of touches."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files as resources

ACCOUNT = "Kvernholt Pumps"
"""The invented client; `account.json` says in its facts that it is invented."""

AS_OF = datetime(2026, 6, 30, 18, tzinfo=UTC)
"""The evening of the last day of the data."""

LISTS = ("people.csv", "touches.csv", "links.csv")
"""The lists in the order in which they are imported: touches tell who our colleagues are."""


def files() -> Mapping[str, bytes]:
    """The lists by file name, as a user would bring them."""
    return {name: resources(__name__).joinpath(name).read_bytes() for name in LISTS}
