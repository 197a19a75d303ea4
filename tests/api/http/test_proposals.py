"""What imports noticed is listed and decided over HTTP."""

import pytest

from api.http.schemas.answers import ProposalPage
from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read, refused

PROPOSALS = "/v1/accounts/Acme/proposals"
PEOPLE = b"name,title\nDana Reyes,CFO\nSam Cole (GONE),Buyer\nZoe Hill (DM),Head of IT\n"


@pytest.fixture
def noticed(api: Client, world: World) -> Client:
    """Acme after an import that noticed that Sam is gone and that Zoe decides."""
    done("--store", str(world.store), "import", "-", "--account", "Acme", stdin=PEOPLE)
    return api


def ids(api: Client, query: str = "") -> list[str]:
    answer = api.get(f"{PROPOSALS}?{query}")
    ProposalPage.model_validate_json(answer.content)
    return [one["id"] for one in read(answer)["items"]]


def test_proposals_are_decided_in_one_batch(noticed: Client) -> None:
    first, second = ids(noticed)
    body = {"accept": [first], "reject": [second], "why": "no"}
    key = {"Idempotency-Key": "1"}
    written = noticed.post(f"{PROPOSALS}/decisions", json=body, headers=key)
    made(written)
    again = noticed.post(f"{PROPOSALS}/decisions", json=body, headers=key)
    assert again.content == written.content
    assert ids(noticed) == []
    assert ids(noticed, "state=accepted") == [first]
    assert ids(noticed, "state=rejected") == [second]
    refused(noticed.post(f"{PROPOSALS}/decisions", json=body), 422)


def test_what_is_accepted_is_said_by_whoever_called(noticed: Client) -> None:
    made(noticed.post(f"{PROPOSALS}/decisions", json={"accept": ids(noticed)}))
    sam = read(noticed.get("/v1/accounts/Acme/people/Sam Cole"))
    assert sam["facts"]["status"]["value"] == "left"
    assert sam["facts"]["status"]["author"] == "admin tool"


@pytest.mark.parametrize(
    ("body", "status"), [({}, 422), ({"accept": ["q-nothing"]}, 404), ({"accept": "all"}, 422)]
)
def test_what_makes_no_sense_is_refused(
    noticed: Client, body: dict[str, object], status: int
) -> None:
    refused(noticed.post(f"{PROPOSALS}/decisions", json=body), status)
    assert len(ids(noticed)) == 2


def test_proposals_come_a_page_at_a_time(noticed: Client) -> None:
    first = read(noticed.get(f"{PROPOSALS}?limit=1"))
    second = read(noticed.get(f"{PROPOSALS}?limit=1&cursor={first['next']}"))
    assert [*first["items"], *second["items"]] == read(noticed.get(PROPOSALS))["items"]
    assert second["next"] is None
