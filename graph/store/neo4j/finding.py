"""Finding by an e-mail or external id who has it; runs inside a transaction of its caller."""

from collections.abc import Collection

from neo4j import ManagedTransaction

from graph.errors import BadInput
from graph.store.claims import findable
from graph.store.neo4j.asking import asked
from graph.store.neo4j.rows import fields_from, key_of
from graph.store.protocol import FINDABLE, Holder

_HOLDERS = (
    "UNWIND $values AS value CALL (value) {"
    " MATCH (s:Statement {known_by: value}) RETURN s"
    " UNION MATCH (s:Statement {also_known_by: value}) RETURN s"
    " UNION MATCH (:Handle {value: value})-[:OF]->(s:Statement) RETURN s"
    " } MATCH (a:Entity {id: s.account}) WITH value, s, a ORDER BY s.batch, s.seq"
    " RETURN value, coalesce(a.full_id, a.id), s.entity, s.fields"
)


def find(tx: ManagedTransaction, field: str, values: Collection[str]) -> list[Holder]:
    """Who was once openly stated to have one of the values, each once."""
    if field not in FINDABLE:
        raise BadInput(f"Nobody can be found by {field!r}, only by {' or '.join(FINDABLE)}.")
    wanted = sorted({key_of(f"{field}:{value}".casefold()) for value in values})
    return list(
        dict.fromkeys(
            Holder(account, id_, field, stated)
            for value, account, id_, fields in asked(tx, _HOLDERS, values=wanted)
            for held, stated in findable(fields_from(fields))
            if key_of(held) == value
        )
    )
