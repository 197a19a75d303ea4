"""Text files and JSON made to stop the program: an error with its line, or a table."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importers.rows.reading import read_rows
from graph.importers.tables.any_file import MAX_BYTES, read_tables
from tests.hostile.reading import Outcome, read_apart

HEADER = b"name,title,email\n"
PLAIN = "name,title\nZoë 山田,CFO\n"
UNICODE = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
]
Make = Callable[[], bytes]

STOPPED: Mapping[str, tuple[Make, str]] = {
    "nul.csv": (lambda: HEADER + b"Ann\0,CFO,\n", "line 2: a NUL byte stands here (character 4)"),
    "nothing but nul.csv": (lambda: bytes(1_000_000), "line 1: a NUL byte"),
    "columns.csv": (lambda: b"," * 999_999 + b"\nname,title\nAnn,CFO\n", "1,000,000 columns"),
    "named columns.csv": (
        lambda: b",".join(b"c%d" % i for i in range(10**6)) + b"\n",
        "line 1: a line is longer",
    ),
    "short rows.csv": (
        lambda: b",".join(b"c%d" % i for i in range(1000)) + b"\n" + b"a,b\n" * 60_000,
        "50,000,000 cells",
    ),
    "long line.csv": (lambda: HEADER + b"x" * 50_000_000, "line 2: a line is longer"),
    "long line of few letters.csv": (lambda: "é".encode() * 10_000_000, "line 1: a line is longer"),
    "blank.csv": (lambda: b" \n" * 1_000_000, "empty"),
    "very blank.csv": (lambda: b",\n" * 1_000_001, "line 1: the file begins with 2,000,000 blank"),
    "headers.csv": (lambda: b"name,title,title\nAnn,CFO,x\n", 'line 1, column "title"'),
    "quotes.csv": (lambda: b'"' * 1_000_001, "line 1"),
    "lines of quotes.csv": (lambda: b'"\n' * 100_001, "not closed"),
    "unclosed.csv": (
        lambda: HEADER + b'"Ann\n' + b"Bob,CFO,\n" * 10**6,
        "line 2: a cell that begins",
    ),
    "mixed.csv": (
        lambda: HEADER + "Zoë,,\n".encode() * 50 + "Zoë,,\n".encode("cp1252"),
        "line 52: byte",
    ),
    "cesu.csv": (lambda: HEADER + b"A\xed\xa0\xbd\xed\xb9\x82,,\n", "line 2: byte 19 begins half"),
    "half.csv": (lambda: HEADER + b"A\xed\xa0\xbd,,\n", "line 2: byte 19 begins half"),
    "cut utf-16.csv": (lambda: PLAIN.encode("utf-16")[:-1], "line 2: byte"),
    "cut utf-32.csv": (lambda: PLAIN.encode("utf-32-be")[:-1], "line 2: byte"),
    "deep.json": (lambda: b"[" * 100_000 + b"]" * 100_000, "too deep"),
    "deep objects.json": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too deep"),
    "keys.json": (
        lambda: json.dumps([{f"k{i}": i for i in range(200_000)}]).encode(),
        "200,000 columns",
    ),
    "keys of each.json": (
        lambda: json.dumps([{"name": "A", f"k{i}": i} for i in range(50_000)]).encode(),
        "50,001 columns",
    ),
    "sparse.json": (
        lambda: json.dumps([{f"k{i % 999}": i} for i in range(60_000)]).encode(),
        "50,000,000 cells",
    ),
    "kinds.json": (
        lambda: json.dumps({f"k{i}": [{"name": "A"}] for i in range(50_000)}).encode(),
        "50,000 kinds",
    ),
    "said twice.json": (lambda: b'[{"name": "Ann", "name": "Bob"}]', '"name" twice'),
    "half.json": (
        lambda: rb'[{"name": "Bob"}, {"name": "Ann \ud83d"}]',
        'line 2, column "name": half of a character',
    ),
    "a long number.json": (lambda: b'[{"name": ' + b"9" * 5_000 + b"}]", "numbers too long"),
    "a long text.json": (lambda: b'[{"name": "' + b"x" * 9_000_000 + b'"}]', "line 1: a cell"),
    "more behind it.json": (lambda: b'[{"name": "Ann"}] x', "line 1: no valid JSON"),
}
READ: Mapping[str, tuple[Make, str]] = {
    "two marks.csv": (lambda: b"\xef\xbb\xbf" + PLAIN.encode("utf-8-sig"), "Zoë 山田"),
    "mark in the middle.csv": ("name,title\nA\ufeffnn,x\n".encode, "A\ufeffnn"),
    "carriage returns.csv": (lambda: b"name,title\rAnn,CFO\r", "Ann"),
    "form feed.csv": (lambda: b"name,title\nA\x0cB,CFO\n", "A\x0cB"),
    "NaN.json": (lambda: b'[{"name": "Ann", "decision_weight": NaN}]', "Ann"),
    "beyond numbers.json": (lambda: b'[{"name": "Ann", "decision_weight": 1e999}]', "Ann"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    folder = tmp_path_factory.mktemp("texts")
    paths = [folder / name for name in STOPPED]
    for path in paths:
        path.write_bytes(STOPPED[path.name][0]())
    return read_apart(paths)


@pytest.mark.parametrize("name", STOPPED)
def test_a_hostile_text_is_refused_with_its_place_and_what_to_do(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    one = outcomes[name]
    assert one.crash == ""
    assert one.stops
    assert name in one.stops[0]
    assert STOPPED[name][1] in one.stops[0]
    assert "Mend: " in one.stops[0]
    assert one.megabytes < 900


@pytest.mark.parametrize("name", READ)
def test_an_odd_text_is_read_as_it_is(name: str) -> None:
    make, expected = READ[name]
    (table,), faults = read_tables(make(), name)
    assert not any(fault.fatal for fault in faults)
    assert table.cells[table.columns.index("name")][0] == expected


@pytest.mark.parametrize("encoding", UNICODE)
def test_every_unicode_encoding_is_known_with_and_without_a_mark(encoding: str) -> None:
    (table,), _ = read_tables(PLAIN.encode(encoding), "people.csv")
    assert (table.columns, table.cells[0][0]) == (("name", "title"), "Zoë 山田")


def test_a_file_beyond_the_limit_is_refused() -> None:
    _, (fault,) = read_tables(bytes(MAX_BYTES + 1), "big.csv")
    assert (fault.fatal, "larger than" in fault.message, fault.mend) == (
        True,
        True,
        "import it in parts",
    )


PIECES = (
    *(b",", b";", b"\t", b"|", b'"', b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed"),
    *(b"{", b"[", b'"a":', b"PK\x03\x04", b"name", b"e-mail", b"2024-13-45", b"'=", b"---", b" "),
    *(b"Notes:\n", b"\xf0\x9f", b"sep=", b"1e999", b"\x1f", b"\x0c", "\u2028é".encode()),
)
BYTES = st.one_of(
    st.binary(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)
)


@settings(max_examples=300, deadline=None)
@given(BYTES, st.sampled_from(["x.csv", "x.json", "x.xlsx", "x"]))
def test_any_bytes_give_tables_or_faults_that_say_what_to_do(data: bytes, name: str) -> None:
    tables, faults = read_tables(data, name)
    for table in tables:
        faults += read_rows(table).faults
        assert {len(column) for column in table.cells} == {len(table.lines)}
    assert tables or any(fault.fatal for fault in faults)
    for fault in faults:
        assert fault.mend or not fault.fatal, fault
        assert str(fault).isprintable()


def _nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)


PLAIN_VALUES = st.none() | st.text(max_size=5) | st.floats() | st.integers()


@settings(max_examples=100, deadline=None)
@given(st.recursive(PLAIN_VALUES, _nested, max_leaves=25))
def test_any_json_gives_tables_or_faults(content: object) -> None:
    tables, faults = read_tables(json.dumps(content).encode(), "x.json")
    assert tables or any(fault.fatal for fault in faults)
    assert all(fault.mend for fault in faults if fault.fatal)


def test_a_path_is_read_and_not_followed(tmp_path: Path) -> None:
    """The name of a file is shown, never opened by the reader."""
    _, (fault,) = read_tables(b"", str(tmp_path / "../../etc/passwd"))
    assert "empty" in fault.message
