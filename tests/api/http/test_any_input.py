"""Whatever is sent, no address answers with a fault of its own."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.http.client import Client
from tests.api.http.conftest import Start, made

ACME = "/v1/accounts/Acme"

WORDS = st.sampled_from(
    [
        *("name", "fields", "kind", "source", "target", "people", "rows", "on", "at", "note"),
        *("text", "why", "until", "accept", "reject", "private", "title", "support", "status"),
        *("decision_weight", "birthday", "merged_into", "tags", "close_date", "amount", "visit"),
        *("external_id:crm", "setting:half_life_days", "Ann Lee", "Dana Reyes", "knows", "crm"),
        *("2026-02-01", "9999-12-31", "0001-01-01", "12:30", "left", "enemy", "reports_to", ""),
        *("\u202e", "\u200b", "a" * 300, "=1+1", "NaN", "inf", "-1", "1e400", "a:b", ":", "\t"),
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=20))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**19), 10**19),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=6)),
    max_leaves=15,
)
FIELDS = st.dictionaries(TEXTS, st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=4)
SAID = {"valid_from": st.none() | WORDS, "private": st.booleans()}
NAMED = st.fixed_dictionaries({"name": TEXTS, "fields": FIELDS}, optional=SAID)
CHANGES = st.fixed_dictionaries({"fields": FIELDS}, optional=SAID)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"system": st.sampled_from(["crm", "a b"]), "id": TEXTS, "fields": FIELDS}
    ),
    max_size=3,
)
LINKS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["knows", "reports_to", "influences", "unknown"]),
        "source": WORDS,
        "target": WORDS,
    },
    optional={"probability": SCALARS, "strength": WORDS, "removed": st.booleans()},
)
TOUCHES = st.fixed_dictionaries(
    {"people": st.lists(WORDS, min_size=1, max_size=3), "fields": FIELDS},
    optional={"on": WORDS, "at": WORDS, "colleagues": st.lists(TEXTS, max_size=2), "note": TEXTS},
)
IDS = st.lists(TEXTS, max_size=3)
WRITES: list[tuple[str, str, st.SearchStrategy[Any]]] = [
    ("POST", "/v1/accounts", NAMED),
    ("PATCH", ACME, CHANGES),
    ("POST", f"{ACME}/people", NAMED),
    ("PATCH", f"{ACME}/people/Ann Lee", CHANGES),
    ("PUT", f"{ACME}/people/by-external-id/crm/1", st.fixed_dictionaries({"fields": FIELDS})),
    ("POST", f"{ACME}/people/batch", st.fixed_dictionaries({"rows": ROWS})),
    ("POST", f"{ACME}/people/Ann Lee/notes", st.fixed_dictionaries({"text": TEXTS})),
    ("POST", f"{ACME}/opportunities", NAMED),
    ("POST", f"{ACME}/links", LINKS),
    ("POST", f"{ACME}/touches", TOUCHES),
    (
        "POST",
        f"{ACME}/suggestions/Ann Lee/dismiss",
        st.fixed_dictionaries({"why": TEXTS}, optional={"until": WORDS}),
    ),
    (
        "POST",
        f"{ACME}/proposals/decisions",
        st.fixed_dictionaries({"accept": IDS, "reject": IDS, "why": TEXTS}),
    ),
]
READS = ["", "/people", "/people/{}", "/people/{}/ways-in", "/next", "/coverage", "/review"]
READS += ["/links", "/touches", "/opportunities", "/opportunities/{}", "/proposals", "/map"]
PARAMETERS = ["as_of", "limit", "cursor", "sort", "q", "person", "target", "engaged", "seed"]

MANY = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def api(start: Start) -> Client:
    client = start()
    made(client.post("/v1/accounts", json={"name": "Acme"}))
    for name in ("Ann Lee", "Dana Reyes"):
        made(client.post(f"{ACME}/people", json={"name": name}))
    return client


@pytest.mark.parametrize(("method", "path", "bodies"), WRITES)
@MANY
@given(data=st.data())
def test_no_body_is_a_fault_of_ours(
    api: Client, method: str, path: str, bodies: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    body = data.draw(JSON | bodies)
    answer = api.request(method, path, json=body, headers={"If-Match": "*"})
    assert answer.status_code < 500, answer.text
    for read in ("", "/people", "/next", "/coverage", "/touches", "/links"):
        assert api.get(ACME + read).status_code == 200, (body, read)


@pytest.mark.parametrize("path", READS)
@MANY
@given(
    name=TEXTS,
    asked=st.dictionaries(st.sampled_from(PARAMETERS), TEXTS | st.integers(), max_size=3),
)
def test_no_question_is_a_fault_of_ours(
    api: Client, path: str, name: str, asked: dict[str, str]
) -> None:
    quoted = quote(name, safe="", errors="surrogatepass")
    answer = api.get(ACME + path.format(quoted), params=asked)
    assert answer.status_code < 500, answer.text
