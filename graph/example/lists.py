"""The example's lists as files, and the moment at which it ends."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files as resources

ACCOUNT = "Kvernholt Pumps"
"""The invented client; its own facts say that it is invented."""

AS_OF = datetime(2026, 6, 30, 18, tzinfo=UTC)
"""The evening of the last day of the data."""

AUTHOR = "Clara Wendt"
"""The invented colleague who keeps the account."""

LISTS = ("people.csv", "links.csv", "touches.csv")


def files() -> Mapping[str, bytes]:
    """The lists by file name, as a user would bring them."""
    return {name: read(name) for name in LISTS}


def read(name: str) -> bytes:
    """One of the example's files."""
    return resources("graph.example").joinpath(name).read_bytes()
