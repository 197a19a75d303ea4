"""Whatever a file holds: no crash, nobody lost, the same again adds nothing, undo is exact."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput, Conflict
from graph.identity import name_key
from graph.importers.names import is_vacant
from graph.log import Batch, BatchHeader, Statement
from graph.planning.import_report import ImportOptions, SourceFile
from graph.planning.importing import TRIES, import_files
from graph.store.sqlite import SqliteStore
from graph.vocabulary import EntityKind
from tests.contract.imports import BY_ANN, LATER, NOW, bring, names, seen

HEAD = ("external_id", "name", "email", "title", "manager", "second manager", "support")

NAMES = ("Dana Reyes", "dana  REYES", "Réyes, Dana", "Bob Stone", "Bob Stone (DM)", "TBD", "O'Neil")
CELLS = {
    "external_id": st.sampled_from(("", "", "1", "2", "x9")),
    "name": st.one_of(st.sampled_from(("", *NAMES)), st.text(max_size=12)),
    "email": st.sampled_from(("", "", "d@x.example", "D@X.example; e@x.example", "info@x.example")),
    "title": st.sampled_from(("", "CFO", "Chief (left)", "=1+1", "<b>")),
    "manager": st.sampled_from(("", *NAMES, "1", "2", "Zoe Nobody", "d@x.example")),
    "second manager": st.sampled_from(("", "Bob Stone", "1;2")),
    "support": st.sampled_from(("", "mentor", "Enemy", "nonsense")),
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12)
FILES = st.lists(ROWS, min_size=1, max_size=3)


def as_file(rows: list[dict[str, str]], name: str = "people.csv") -> SourceFile:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEAD)
    writer.writeheader()
    writer.writerows(rows)
    return SourceFile(name, text.getvalue().encode("utf-8", "replace"))


def bring_file(store: SqliteStore, rows: list[dict[str, str]]) -> bool:
    """Whether anything was written; a file that can't be read at all counts as not."""
    options = ImportOptions(author="Ann", account="Dream Co", format="people")
    try:
        return import_files(store, [as_file(rows)], options, NOW).batch is not None
    except BadInput:
        return False


def bare(row: dict[str, str]) -> list[str]:
    return words(row["name"].removesuffix("(DM)"))


def words(name: str) -> list[str]:
    """What a name has in common however its parts are ordered: "Reyes, Dana" may be turned."""
    return sorted(name_key(name).replace(",", " ").split())


def content(store: SqliteStore) -> dict[str, str]:
    return {kind: digest for kind, digest in store.digest().items() if kind != "batch"}


@settings(max_examples=40, deadline=None)
@given(FILES)
def test_any_files_one_after_the_other_can_be_taken_back_one_by_one(
    files: list[list[dict[str, str]]],
) -> None:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        before = [content(store)]
        written = []
        for rows in files:
            if bring_file(store, rows):
                written.append(store.batches()[0].id)
                before.append(content(store))
            assert not bring_file(store, rows)
            assert content(store) == before[-1]
        for batch in reversed(written):
            assert content(store) == before.pop()
            store.undo(batch, "Ann", LATER)
        assert content(store) == before.pop()
        store.close()


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_every_row_that_identifies_somebody_is_kept(rows: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        if bring_file(store, rows):
            account = seen(store)
            ids = {one.external_ids.get("list") for one in account.people}
            called = list(map(words, names(account)))
            for row in rows:
                assert not row["external_id"] or row["external_id"] in ids
                if row["name"] in NAMES and not is_vacant(row["name"]) and not row["external_id"]:
                    assert bare(row) in called or any(
                        bare(other) == bare(row) and (other["external_id"] or other["email"])
                        for other in rows
                    )
        store.close()


def test_an_account_that_changes_meanwhile_is_read_again(tmp_path: Path) -> None:
    class Busy(SqliteStore):
        """Somebody else writes just before the first batches are committed."""

        others = 0

        def commit(self, batch: Batch) -> BatchHeader:
            account = next(iter(batch.based_on))
            for _ in range(1 if self.others > 0 else 0):
                self.others -= 1
                said = Statement(account, account, {"notes": f"note {self.others}"})
                super().commit(Batch(BY_ANN.header("note"), statements=[said]))
            return super().commit(batch)

    store = Busy(tmp_path / "store.db")
    bring(store, "name\nDana Reyes\n")
    store.others = TRIES - 1
    bring(store, "name\nBob Stone\n")
    assert names(seen(store)) == ["Bob Stone", "Dana Reyes"]
    store.others = TRIES
    with pytest.raises(Conflict):
        bring(store, "name\nEva Ochs\n")
    assert names(seen(store)) == ["Bob Stone", "Dana Reyes"]
    store.close()


def test_progress_goes_through_every_stage_to_its_end(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.db")
    steps: list[tuple[str, int, int]] = []
    files = [
        as_file([{"external_id": "1", "name": "Dana Reyes"}]),
        SourceFile("touches.csv", b"date,colleague,person\n2026-03-01,Max,1\n"),
    ]
    options = ImportOptions(author="Ann", account="Dream Co")
    import_files(store, files, options, NOW, lambda *step: steps.append(step))
    assert [stage for stage, done, total in steps if done == total] == [
        "read",
        "match people",
        "match touches",
        "look for duplicates",
        "write",
    ]
    assert EntityKind.PERSON in {one.kind for _, one in store.read_account(seen(store).id).entities}
    store.close()
