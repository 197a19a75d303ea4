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


def held(path: Path, kind: str) -> dict[str, Any]:
    """The one chunk of a kind as it stands in the file, without saying what it lacks."""
    ((text,),) = raw(path, f"SELECT claims FROM chunk WHERE kind = '{kind}'")
    return {name: part for name, part in json.loads(text).items() if part}


def test_claims_stand_in_the_file_as_they_were_committed(path: Path) -> None:
    written(path, FULL)
    assert held(path, "entity") == {
        "count": 2,
        "lines": {"id": f"{ACME}\n{DANA}", "kind": "account\nperson"},
    }
    statements = held(path, "statement")
    assert statements["lines"] == {"entity": f"{ACME}\n{DANA}"}
    assert statements["each"] == {
        "fields": [
            {"name": "Acme", "setting:half_life_days": 45.5, "invented": True},
            {"name": "Dana", "email": None, "buying_role": ["coach", "champion"], "topics": []},
        ],
        "said_by": [None, "Colin"],
        "evidence": [None, "her mail of 3 March"],
        "valid_from": [None, "2026-01-01"],
        "valid_until": [None, "2026-12-31"],
        "opportunity": [None, "o-1"],
        "private": [False, True],
    }
    links = held(path, "link")
    assert links["lines"]["kind"] == "influences\nknows"
    assert links["each"]["probability"] == [0.25, None]
    touches = held(path, "touch")
    assert touches["each"]["at"] == ["09:30:15", None, None]
    assert touches["each"]["people"][:2] == [[DANA, RAVI, "p-mei"], [DANA]]
    assert touches["each"]["details"][0] == {
        "visit": ["learn", "share"],
        "learned": "budget in June",
    }
    assert held(path, "listing") == {"count": 1, "same": {"entity": DANA}}


def test_a_header_and_its_accounts_stand_in_the_file(path: Path) -> None:
    written(path, replace(FULL, token="once"))
    ((*texts, sealed),) = raw(path, "SELECT * FROM batch")
    assert texts == [
        *(1, "import", "Ann", "2026-03-31T18:00:00+00:00", "hr list", "import"),
        *("people.csv", "ab" * 32, '{"people": 1}', None, None, "once"),
    ]
    assert len(sealed) == 16
    assert raw(path, "SELECT * FROM entry") == [(ACME, 1)]
    assert raw(path, "SELECT id, version FROM account") == [(ACME, 1)]


def test_of_a_moment_that_stands_for_a_day_the_day_is_kept(path: Path) -> None:
    written(path, batch(touch("k1", DANA)._replace(on=LATER)))
    with closing(open_store(str(path))) as store:
        assert store.read_account(ACME).touches[0][1].on == LATER.date()


def test_undo_leaves_no_claim_and_nothing_that_finds_one(path: Path) -> None:
    written(path, FULL)
    with closing(open_store(str(path))) as store:
        store.undo(1, "Ann", LATER)
        store.verify()
    for table in ("chunk", "holder"):
        assert raw(path, f"SELECT count(*) FROM {table}") == [(0,)]


def test_many_claims_come_back_in_their_order_from_many_chunks(path: Path) -> None:
    many = batch(*(touch(f"k{n}", f"p-{n % 7}", note=f"{n}\n" * (n % 3)) for n in range(1201)))
    written(path, many, FIRST)
    assert raw(path, "SELECT count(*) FROM chunk WHERE kind = 'touch' AND batch = 1") == [(3,)]
    with closing(open_store(str(path))) as store:
        assert [one for _, one in store.read_account(ACME).touches][:1201] == many.touches


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
    with closing(open_store(str(path))) as writer, closing(open_store(str(path))) as reader:
        writer.commit(FIRST)
        asked.clear()
        reader.read_account(ACME)
        few = len(asked)
        for number in range(20):
            many = (touch(f"{number} {key}", DANA) for key in range(50))
            writer.commit(batch(*person(f"p-{number}", name="x"), *many))
        asked.clear()
        reader.read_account(ACME)
        assert 0 < len(asked) <= few
    with closing(open_store(str(path))) as remembers_nothing:
        asked.clear()
        remembers_nothing.read_account(ACME)
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
        reader.execute("BEGIN; SELECT count(*) FROM chunk").fetchall()
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
