"""The map of an account, as a file of one of the formats."""

from datetime import datetime

from graph.planning.asking import NextRequest, open_for, query
from graph.store import Store
from visuals.picture import Picture


def drawn(
    store: Store, request: NextRequest, now: datetime, format_: str, *, is_served: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """The map as bytes, with what to warn of. `is_served`: as a page of a server."""
    from visuals.writing import render

    rendered = render(pictured(store, request, now), format_, is_served=is_served)
    return rendered.data, rendered.warnings


def pictured(store: Store, request: NextRequest, now: datetime) -> Picture:
    """The map with every card in its place, and whom to reach next."""
    from graph.advice.suggestions import suggest
    from visuals.account_map import account_map

    account = open_for(store, request, now)
    return account_map(account, suggest(account, query(account, request)))
