"""Where accounts are kept. `open_store(url)` opens any of the stores."""

from graph.errors import BadInput
from graph.store.protocol import Erasure, Holder, Store

__all__ = ["Erasure", "Holder", "Store", "open_store"]


def open_store(url: str) -> Store:
    """Open a store by URL: a path, or `sqlite:PATH`. It is made if it is new.

    Raises BadInput for a scheme that there is no store for, StoreUnavailable or StoreDamaged.
    """
    scheme, separator, rest = url.partition(":")
    if not separator or len(scheme) == 1:  # a bare path, or a Windows drive
        scheme, rest = "sqlite", url
    if scheme != "sqlite":
        raise BadInput(f"There is no store for {scheme!r}; give a path, or sqlite:PATH.")
    from graph.store.sqlite import SqliteStore

    return SqliteStore(rest)
