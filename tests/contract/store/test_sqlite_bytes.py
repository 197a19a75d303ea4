"""What really stands in the file, seen without the code that wrote it."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from graph.log import Batch
from graph.store import open_store
from graph.store.sqlite import file
from tests.contract.store.making import (
    ACME,
    COLIN,
    DANA,
    FIRST,
    LATER,
    RAVI,
    batch,
    header,
    link,
    listed,
    person,
    said,
    touch,
)
from tests.contract.store.test_writing import FULL


def raw(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows as another program sees them."""
    with closing(apsw.Connection(str(path))) as other:
        return other.execute(query).fetchall()


def written(path: Path, *batches: Batch) -> Path:
    with closing(open_store(str(path))) as store:
        for one in batches:
            store.commit(one)
    return path


def test_claims_stand_in_the_file_as_they_were_committed(path: Path) -> None:
    written(path, FULL)
    assert raw(path, "SELECT * FROM entity") == [(1, ACME, "account"), (2, DANA, "person")]
    _, of_dana = raw(path, "SELECT * FROM statement")
    fields = '{"name":"Dana","email":null,"buying_role":["coach","champion"],"topics":[]}'
    assert of_dana == (
        *(4, DANA, fields, "Colin", "her mail of 3 March"),
        *("2026-01-01", "2026-12-31", "o-1", 1, 0),
    )
    assert raw(path, "SELECT * FROM link")[0] == (
        *(5, "influences", DANA, RAVI, 0.25, "strong", "Colin", "seen in meetings"),
        *("2026-01-02", "2026-06-30", 1),
    )
    first, second, third = raw(path, "SELECT * FROM touch")
    assert first == (
        *(7, "task:1", "2026-03-01", "09:30:15", json.dumps([COLIN, "c-eva"]), DANA),
        *(json.dumps([RAVI, "p-mei"]), "video inbound give connected", "new policy", "liked it"),
        *('{"visit":["learn","share"],"learned":"budget in June"}', 1, 0),
    )
    assert second[3:7] == (None, "[]", DANA, None)
    assert (third[5], third[-1]) == (None, 1)
    assert raw(path, "SELECT * FROM listing") == [(10, DANA)]


def test_a_header_and_the_range_of_its_claims_stand_in_the_file(path: Path) -> None:
    written(path, replace(FULL, token="once"))
    assert raw(path, "SELECT * FROM batch") == [
        (
            *(1, "import", "Ann", "2026-03-31T18:00:00+00:00", "hr list", "import"),
            *("people.csv", "ab" * 32, '{"people": 1}', None, None, "once"),
        )
    ]
    assert raw(path, "SELECT * FROM segment") == [(ACME, 1, 1, 10)]
    assert raw(path, "SELECT * FROM account") == [(ACME, 1)]


def test_of_a_moment_that_stands_for_a_day_the_day_is_kept(path: Path) -> None:
    written(path, batch(touch("k1", DANA)._replace(on=LATER)))
    with closing(open_store(str(path))) as store:
        assert store.read_account(ACME).touches[0][1].on == LATER.date()


def test_rows_that_another_program_wrote_are_read(path: Path) -> None:
    written(path, FIRST)
    raw(
        path,
        "INSERT INTO statement VALUES (100, 'p-dana', '{\"title\":\"CFO\"}', 'Eva', NULL,"
        " '2026-01-01', NULL, NULL, 1, 0);"
        "INSERT INTO batch (id, origin, author, recorded_at, source, action, counts)"
        " VALUES (9, 'hand', 'Eva', '2026-04-01T09:30:00+00:00', 'hand', 'state', '{}');"
        "INSERT INTO segment VALUES ('a-acme', 9, 100, 100)",
    )
    with closing(open_store(str(path))) as store:
        id_, statement = store.read_account(ACME).statements[-1]
        assert (id_, statement.entity, statement.fields) == (9, DANA, {"title": "CFO"})
        assert (statement.said_by, statement.private) == ("Eva", True)
        assert store.read_account(ACME).headers[9].recorded_at == LATER


TOUCHES_OF = """
SELECT key FROM touch WHERE person = {0!r} AND day >= '2026' UNION ALL
SELECT key FROM touch_other JOIN touch ON claim = touch
WHERE touch_other.person = {0!r} AND touch_other.day >= '2026'
"""


def test_a_persons_touches_are_found_by_person_and_day(path: Path) -> None:
    written(path, FIRST, batch(touch("k2", RAVI, DANA, "p-x")))
    found = {id_: raw(path, TOUCHES_OF.format(id_)) for id_ in (DANA, RAVI, "p-x")}
    assert {id_: sorted(key for (key,) in keys) for id_, keys in found.items()} == {
        DANA: ["k1", "k2"],
        RAVI: ["k1", "k2"],
        "p-x": ["k2"],
    }
    plan = [row[-1] for row in raw(path, f"EXPLAIN QUERY PLAN {TOUCHES_OF.format(DANA)}")]
    assert "SEARCH touch USING INDEX touch_person (person=? AND day>?)" in plan
    assert "SEARCH touch_other USING PRIMARY KEY (person=? AND day>?)" in plan


@pytest.mark.parametrize("query", ["entity", "statement", "link", "touch", "listing"])
def test_undo_leaves_no_row_and_nothing_that_finds_one(path: Path, query: str) -> None:
    written(path, FULL)
    with closing(open_store(str(path))) as store:
        store.undo(1, "Ann", LATER)
    for table in (query, "touch_other", "holder"):
        assert raw(path, f"SELECT count(*) FROM {table}") == [(0,)]


def test_the_index_of_touches_is_whole_after_many_at_once_and_after_few(path: Path) -> None:
    many = batch(*(touch(f"many {number}", f"p-{number % 10}") for number in range(20_000)))
    few = batch(touch("few 1", "p-1"), touch("few 2", "p-1"))
    written(path, many, few, many)
    assert raw(path, "SELECT name FROM sqlite_schema WHERE name = 'touch_person'") != []
    assert raw(path, "PRAGMA integrity_check") == [("ok",)]
    found = raw(path, "SELECT count(*) FROM touch INDEXED BY touch_person WHERE person = 'p-1'")
    assert found == [(2000 + 2 + 2000,)]


def test_the_file_says_what_it_is_and_keeps_its_rows_to_their_types(path: Path) -> None:
    written(path, FIRST)
    assert raw(path, "PRAGMA application_id") == [(0x494E5244,)]
    assert raw(path, "PRAGMA journal_mode") == [("wal",)]
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
    assert raw(path, f"{loose} AND name NOT LIKE 'sqlite_%'") == []


def test_reading_an_account_takes_as_many_queries_however_much_it_holds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def note(_cursor: apsw.Cursor, query: str, _values: object) -> bool:
        asked.append(query)
        return True

    def listen(connection: apsw.Connection) -> None:
        connection.exec_trace = note

    monkeypatch.setattr(apsw, "connection_hooks", [listen])
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        asked.clear()
        store.read_account(ACME)
        few = len(asked)
        for number in range(20):
            many = (touch(f"{number} {key}", DANA) for key in range(50))
            store.commit(batch(*person(f"p-{number}", name="x"), *many))
        asked.clear()
        store.read_account(ACME)
        assert len(asked) == few


SECRETS = ("Zebulon Quartz-Okonkwo", "zebulon.q@secret.example")


def bytes_of(path: Path) -> bytes:
    """All that lies in the folder of a store."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.iterdir()))


def holds(content: bytes, text: str) -> bool:
    return text.encode() in content or text.casefold().encode() in content


def test_who_is_erased_is_in_no_byte_of_any_file(path: Path) -> None:
    name, email = SECRETS
    others = (claim for n in range(500) for claim in person(f"p-{n}", name=f"Dana {n}"))
    store = open_store(str(path))
    store.commit(FIRST)
    for number in range(30):  # pages are split and moved, and keep what stood there
        store.commit(
            batch(
                *person("p-zeb", name=name, email=email, notes=f"{name} " * number),
                said("p-zeb", title="CFO", email=email),
                touch(f"z{number}", "p-zeb", note=f"a call with {name}"),
                *(touch(f"{number} {n}", f"p-{n}", note="filling") for n in range(50)),
                link("p-zeb", DANA),
                listed("p-zeb"),
            )
        )
    store.commit(batch(*others))
    assert all(holds(bytes_of(path), one) for one in SECRETS)
    erasure = store.erase({"p-zeb"}, {"digest"})
    assert (erasure.statements, erasure.touches, erasure.mentions) == (60, 30, ())
    store.close()
    assert [one for one in (*SECRETS, "p-zeb") if holds(bytes_of(path), one)] == []
    assert [one.name for one in path.parent.iterdir()] == ["store.db"]
    with closing(open_store(str(path))) as again:
        again.verify()
        assert len(again.read_account(ACME).touches) == 1501


def test_an_erasure_that_others_held_up_is_finished_by_whoever_opens_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0)
    name, email = SECRETS
    store = open_store(str(path))
    store.commit(batch(*person("p-zeb", name=name, email=email), *person(DANA, name="Dana")))
    with closing(apsw.Connection(str(path))) as reader:
        reader.execute("BEGIN; SELECT count(*) FROM entity").fetchall()
        store.erase({"p-zeb"}, ())
        assert holds(bytes_of(path), name)
    store.close()
    assert raw(path, "SELECT name FROM meta ORDER BY name") == [("erasure_key",), ("wipe",)]
    open_store(str(path)).close()
    assert raw(path, "SELECT name FROM meta") == [("erasure_key",)]
    assert not any(holds(bytes_of(path), one) for one in SECRETS)


def test_counts_in_a_header_are_numbers(path: Path) -> None:
    counted = replace(header(), counts={"people added": 3})
    written(path, replace(FIRST, header=counted))
    assert json.loads(raw(path, "SELECT counts FROM batch")[0][0]) == {"people added": 3}
