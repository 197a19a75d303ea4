"""Whether the log, and the graph that is made of it, is whole."""

from collections.abc import Iterator

from neo4j import ManagedTransaction

from graph.errors import StoreDamaged
from graph.store.neo4j import reading
from graph.store.neo4j.asking import asked

_MOST_NAMED = 5
_LAST = "MATCH (i:Inroad {name: 'store'}) RETURN i.batches"


def refuse_damaged(tx: ManagedTransaction, url: str) -> None:
    """Raise StoreDamaged where anything is missing, and Torn where that may only seem so."""
    found = list(_faults(tx))
    if found:
        named = "; ".join(found[:_MOST_NAMED])
        more = f"; and {len(found) - _MOST_NAMED:,} more" if len(found) > _MOST_NAMED else ""
        raise StoreDamaged(
            f"{url} is damaged: {named}{more}. Restore a backup: inroad restore FILE."
        )


def _faults(tx: ManagedTransaction) -> Iterator[str]:
    ((last,),) = asked(tx, _LAST)
    ids = {one.id for one in reading.headers(tx, None)}
    yield from (f"batch {id_} is gone" for id_ in range(1, last + 1) if id_ not in ids)
    reading.read_each(tx, dict.fromkeys(reading.accounts(tx), reading.EVERY))
    reading.erasure_key(tx)
