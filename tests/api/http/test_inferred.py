"""What mails suggest is listed and decided, over HTTP and by the command line alike."""

from datetime import date, timedelta
from typing import Any

import pytest

from api.http.schemas.answers import InferredPage
from tests.api.commands import Result, done, inroad
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read, refused

BASE = "/v1/accounts/Acme"
INFERRED = f"{BASE}/inferred"
PEOPLE = """name,email,title
Dana Reyes,dana@acme.example,CFO
Ann Lee,ann@acme.example,Controller
Bob Stone,bob@acme.example,Plant Manager
"""
MARCH = date(2026, 3, 1)
DAILY = (("ann", "dana"), ("dana", "ann"), ("bob", "ann"))


def _mails() -> str:
    """Sixty days of mail up to the first of March."""
    lines = [
        f"{sender}@acme.example,{recipient}@acme.example,{MARCH - timedelta(day)} 10:00:0{second}"
        for day in range(60)
        for second, (sender, recipient) in enumerate(DAILY)
    ]
    return "\n".join(["sender,recipient,timestamp", *lines, ""])


@pytest.fixture
def mailed(api: Client, world: World) -> Client:
    """Acme, whose people write to one another each day."""
    for text in (PEOPLE, _mails()):
        _command(world, "import", "-", "--account", "Acme", stdin=text)
    return api


def _command(world: World, *arguments: str, stdin: str = "") -> Result:
    given = ("--store", str(world.store), "--as", "admin tool", *arguments)
    return done(*given, stdin=stdin.encode())


def listed(api: Client, query: str = "") -> list[dict[str, Any]]:
    answer = api.get(f"{INFERRED}?as_of=2026-03-02&{query}")
    InferredPage.model_validate_json(answer.content)
    items: list[dict[str, Any]] = read(answer)["items"]
    return items


def texts(api: Client, query: str = "") -> list[str]:
    return [one["text"] for one in listed(api, query)]


def id_of(api: Client, text: str) -> str:
    return next(str(one["id"]) for one in listed(api) if one["text"] == text)


def decide(api: Client, **body: Any) -> Any:
    return made(api.post(f"{INFERRED}/decisions", json={"as_of": "2026-03-02", **body}))


@pytest.mark.parametrize(
    "query", ["", "kind=reports_to", "kind=influences", "person=Bob Stone", "seen_by=Bob Stone"]
)
def test_the_command_line_lists_the_same(mailed: Client, world: World, query: str) -> None:
    name, _, value = query.partition("=")
    options = [f"--{name.replace('_', '-')}", value] if query else []
    told = _command(world, "inferred", "Acme", "--as-of", "2026-03-02", "--json", *options).json
    assert told == listed(mailed, query)
    assert told


def test_each_has_an_id_a_confidence_and_its_evidence(mailed: Client, world: World) -> None:
    one = next(one for one in listed(mailed) if one["text"] == "Ann Lee influences Dana Reyes")
    assert one["origin"] == "inferred"
    assert one["evidence"].startswith("60 mails in 61 days, last on 2026-03-01")
    text = _command(world, "inferred", "Acme", "--as-of", "2026-03-02").out
    assert f"{one['id']}  Ann Lee influences Dana Reyes (" in text
    assert "who outranks whom" in text


def test_a_person_is_shown_with_what_is_inferred_apart_from_what_was_stated(
    mailed: Client, world: World
) -> None:
    made(
        mailed.post(
            f"{BASE}/links", json={"kind": "knows", "source": "Ann Lee", "target": "Bob Stone"}
        )
    )
    text = _command(world, "person", "Ann Lee").out
    stated, inferred = text.split("Inferred from mails and meetings, nobody said it")
    assert "knows Bob Stone" in stated
    assert "influences Dana Reyes" not in stated
    assert "influences Dana Reyes" in inferred


def test_pages_fit_together(mailed: Client) -> None:
    found: list[Any] = []
    cursor = ""
    while not found or cursor:
        answer = read(mailed.get(f"{INFERRED}?as_of=2026-03-02&limit=2{cursor}"))
        found += answer["items"]
        cursor = f"&cursor={answer['next']}" if answer["next"] else ""
    assert found == listed(mailed)


def test_what_is_accepted_is_a_stated_link_that_says_it_came_from_mails(mailed: Client) -> None:
    id_ = id_of(mailed, "Ann Lee influences Dana Reyes")
    decide(mailed, accept=[id_])
    (link,) = (one for one in read(mailed.get(f"{BASE}/links"))["items"])
    assert (link["origin"], link["source"]) == ("hand", "mails and meetings")
    assert link["author"] == "admin tool"
    assert 0 < link["probability"] < 1
    assert "60 mails in 61 days" in link["evidence"]
    assert "Ann Lee influences Dana Reyes" not in texts(mailed)


def test_accepting_changes_nothing_of_whom_to_reach_next(mailed: Client) -> None:
    before = _next(mailed)
    decide(mailed, accept=[id_of(mailed, "Ann Lee influences Dana Reyes")])
    after = _next(mailed)
    assert list(after) == list(before)
    assert list(after.values()) == pytest.approx(list(before.values()), abs=0.05)


def _next(api: Client) -> dict[str, float]:
    """What each adds, in the order of the list."""
    answer = read(api.get(f"{BASE}/next?as_of=2026-03-02&target=Dana Reyes"))
    return {one["person"]["name"]: one["share"] for one in answer["suggestions"]}


def test_what_is_rejected_is_gone_until_that_is_undone(mailed: Client, world: World) -> None:
    id_ = id_of(mailed, "Ann Lee influences Dana Reyes")
    out = _command(
        world, "inferred", "Acme", "--as-of", "2026-03-02", "--reject", id_, "--why", "no"
    ).out
    assert "Rejected: Ann Lee influences Dana Reyes" in out
    assert "Ann Lee influences Dana Reyes" not in texts(mailed)
    (kept,) = _command(world, "proposals", "Acme", "--state", "rejected", "--json").json
    assert (kept["id"], kept["kind"], kept["why"]) == (id_, "inferred_link", "no")
    _command(world, "imports", "undo", "3")
    assert "Ann Lee influences Dana Reyes" in texts(mailed)


def test_several_are_decided_in_one_batch_and_once_for_one_key(mailed: Client) -> None:
    first, second, *_ = (one["id"] for one in listed(mailed, "kind=influences"))
    body = {"accept": [first], "reject": [second], "as_of": "2026-03-02"}
    key = {"Idempotency-Key": "1"}
    written = mailed.post(f"{INFERRED}/decisions", json=body, headers=key)
    made(written)
    again = mailed.post(f"{INFERRED}/decisions", json=body, headers=key)
    assert again.content == written.content
    assert {first, second}.isdisjoint(one["id"] for one in listed(mailed))
    refused(mailed.post(f"{INFERRED}/decisions", json=body), 422)


@pytest.mark.parametrize(
    ("body", "status"), [({}, 422), ({"accept": ["q-nothing"]}, 404), ({"accept": [""]}, 422)]
)
def test_what_makes_no_sense_is_refused(mailed: Client, body: dict[str, Any], status: int) -> None:
    refused(mailed.post(f"{INFERRED}/decisions", json=body), status)


def test_a_stated_manager_is_never_overwritten(mailed: Client) -> None:
    line = next(one for one in listed(mailed, "kind=reports_to"))
    other = (
        {"Dana Reyes", "Ann Lee", "Bob Stone"} - {line["source"]["name"], line["target"]["name"]}
    ).pop()
    given = {"kind": "reports_to", "source": line["source"]["name"], "target": other}
    made(mailed.post(f"{BASE}/links", json=given))
    again = next(one for one in listed(mailed, "kind=reports_to") if one["id"] == line["id"])
    assert again["stated"]["name"] == other
    answer = mailed.post(
        f"{INFERRED}/decisions", json={"accept": [line["id"]], "as_of": "2026-03-02"}
    )
    assert other in refused(answer, 422)["detail"]
    decide(mailed, reject=[line["id"]])
    assert line["id"] not in {one["id"] for one in listed(mailed)}


def test_somebody_erased_leaves_nothing_of_what_was_decided(mailed: Client, world: World) -> None:
    decide(mailed, reject=[id_of(mailed, "Ann Lee influences Dana Reyes")])
    told = _command(world, "export", "ann@acme.example").json
    assert any(one["fields"].get("kind") == "inferred_link" for one in told["statements"])
    _command(world, "erase", "ann@acme.example", "--yes")
    assert "Ann Lee" not in mailed.get(f"{BASE}/proposals?state=rejected").text
    assert all("Ann Lee" not in text for text in texts(mailed))


def test_a_private_name_is_in_no_decision(mailed: Client, world: World) -> None:
    id_ = id_of(mailed, "Ann Lee influences Dana Reyes")
    private = {"fields": {"name": "Secret Name"}, "private": True}
    read(mailed.patch(f"{BASE}/people/Ann Lee", json=private, headers={"If-Match": "*"}))
    assert "Secret Name influences Dana Reyes" in texts(mailed)
    decide(mailed, reject=[id_])
    (kept,) = _command(world, "proposals", "Acme", "--state", "rejected", "--json").json
    assert kept["text"] == "Ann Lee influences Dana Reyes"


def test_who_left_sees_no_mail(mailed: Client) -> None:
    left = {"fields": {"status": "left"}}
    read(mailed.patch(f"{BASE}/people/Bob Stone", json=left, headers={"If-Match": "*"}))
    refused(mailed.get(f"{INFERRED}?seen_by=Bob Stone"), 422)


def test_all_accepts_only_what_is_listed(mailed: Client, world: World) -> None:
    command = ("inferred", "Acme", "--as-of", "2026-03-02", "--kind", "influences", "--limit", "1")
    out = _command(world, *command, "--accept", "all").out
    assert out.count("Accepted: ") == 1
    assert len(read(mailed.get(f"{BASE}/links"))["items"]) == 1


def test_without_mails_it_says_so(acme: Client, world: World) -> None:
    assert listed(acme) == []
    assert "Nothing is inferred at Acme" in _command(world, "inferred", "Acme").out
    code = inroad("--store", str(world.store), "inferred", "Acme", "--kind", "knows").code
    assert code == 2
