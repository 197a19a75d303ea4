"""A copy of a store in one file: Neo4j's community edition can't be asked for one."""

from contextlib import closing
from pathlib import Path

from graph.errors import BadInput, Conflict, StoreUnavailable
from graph.store.copying import copy
from graph.store.protocol import Store


def back_up(store: Store, path: Path) -> None:
    """Write all that is held to a new SQLite store, checked by the digests of both; the file is
    there whole or not at all. Raises BadInput where it exists, and StoreUnavailable where others
    wrote so much meanwhile that no two digests were the same."""
    from graph.store.sqlite import SqliteStore

    if path.exists():
        raise BadInput(f"{path} exists already; a backup never overwrites. Give another name.")
    new = path.with_name(f"{path.name}.new")
    try:
        with closing(SqliteStore(new)) as file:
            if store.batches():
                copy(store, file, lambda *_: None)
            else:
                file.adopt_facts(store.facts())
        new.replace(path)
    except Conflict as error:
        raise StoreUnavailable(
            f"{store.url} changed while it was copied. Try again when others write less."
        ) from error
    finally:
        new.unlink(missing_ok=True)
