"""Where accounts are kept. `open_store(url)` opens any of the stores."""

import os
import re
from pathlib import Path

from graph.errors import BadInput, NotFound
from graph.store.neo4j.connecting import SCHEMES, file_name, scheme_of, settings_from
from graph.store.protocol import Erasure, Holder, KeptBatch, Store, StoreFacts

__all__ = [
    "Erasure",
    "Holder",
    "KeptBatch",
    "Store",
    "StoreFacts",
    "beside",
    "open_existing",
    "open_store",
    "restore_store",
]

_URL = re.compile(r"([a-z][a-z0-9+.-]+):(.*)", re.DOTALL)  # "c:" is a drive, no scheme


def open_store(url: str) -> Store:
    """Open a store by URL: a path, `sqlite:PATH`, or a server's as in `neo4j.connecting`. It is
    made if it is new.

    Raises BadInput for a scheme that there is no store for, StoreUnavailable or StoreDamaged.
    """
    if scheme_of(url) in SCHEMES:
        from graph.store.neo4j.store import Neo4jStore

        return Neo4jStore(url)
    from graph.store.sqlite import SqliteStore

    return SqliteStore(_path(url))


def open_existing(url: str) -> Store:
    """As `open_store`, but no file is made: raises NotFound where there is none."""
    if scheme_of(url) not in SCHEMES and not _path(url).exists():
        raise NotFound(f"There is no store at {_path(url)}. Check the path.")
    return open_store(url)


def restore_store(backup: Path, url: str) -> Path | None:
    """Put a backup in the place of the store at `url`; what was there is kept at the path
    that is returned, None if nothing was.

    Raises as `open_store`, and StoreUnavailable where somebody has the store open.
    """
    from graph.store.sqlite.backup import restore

    return restore(backup, _path(url))


def beside(url: str, ending: str) -> Path:
    """The path of a file that is kept beside the store at `url`: its name with an ending. Of a
    server it is kept on this machine, in the user's data folder.

    Raises BadInput as `open_store`.
    """
    if scheme_of(url) in SCHEMES:
        from platformdirs import user_data_path

        name = file_name(settings_from(url, os.environ))
        return user_data_path("inroad", appauthor=False) / f"{name}{ending}"
    path = _path(url).absolute()
    return path.with_name(path.name + ending)


def _path(url: str) -> Path:
    parsed = _URL.fullmatch(url)
    scheme, rest = ("sqlite", url) if parsed is None else parsed.groups()
    if scheme != "sqlite":
        raise BadInput(f"There is no store for {scheme!r}; give a path, or sqlite:PATH.")
    if not rest or "\0" in rest:
        raise BadInput(f"{url!r} names no file; give a path, or sqlite:PATH.")
    return Path(rest).expanduser()
