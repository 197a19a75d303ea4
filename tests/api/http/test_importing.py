"""Imports over HTTP: files in, a job to look at, a batch that can be taken back."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest
from pydantic import TypeAdapter

from api.http.keys import KeyScope
from api.http.schemas import written
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read, refused

PEOPLE = "name,email,title\nDana Reyes,dana@acme.example,CFO\nRavi Patel,ravi@acme.example,CTO\n"
LINKS = "from,to,kind\nRavi Patel,Dana Reyes,reports_to\n"
INTO_ACME = {"account": "Acme"}


def sent(api: Client, *files: tuple[str, str], **given: Any) -> Any:
    parts = [("file", one) for one in files]
    answer = api.post("/v1/imports", files=parts, params=INTO_ACME, **given)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/imports/jobs/{answer.json()['id']}"
    return answer.json()


def over(api: Client, job: Any) -> Any:
    """The job when it is over, as it is described."""
    end = monotonic() + 60
    while (now := read(api.get(f"/v1/imports/jobs/{job['id']}")))["state"] in {
        "waiting",
        "running",
    }:
        TypeAdapter(written.ImportJob).validate_python(now)
        assert monotonic() < end
        sleep(0.05)
    TypeAdapter(written.ImportJob).validate_python(now)
    return now


def test_files_of_a_form_are_imported_as_one_batch_by_whoever_holds_the_key(api: Client) -> None:
    done = over(api, sent(api, ("people.csv", PEOPLE), ("links.csv", LINKS)))
    assert (done["state"], done["files"]) == ("done", ["people.csv", "links.csv"])
    assert done["report"]["lists"][0]["counts"]["people added"] == 2
    assert len(read(api.get("/v1/accounts/Acme/people"))["items"]) == 2
    (batch,) = read(api.get("/v1/imports"))["items"]
    assert (batch["id"], batch["author"]) == (done["report"]["batch"], "admin tool")
    undone = api.post(f"/v1/imports/{batch['id']}/undo")
    assert undone.json()["undone_by"] == "admin tool"


def test_one_file_is_the_body_and_the_query_says_how_to_read_it(api: Client) -> None:
    text = "Who;Mail;When\nDana Reyes;dana@acme.example;3/4/2026\n"
    query = {
        **INTO_ACME,
        "file": "contacts.txt",
        "delimiter": ";",
        "map": ["Who=name", "Mail=email"],
        "dry_run": "true",
    }
    answer = api.post("/v1/imports", content=text.encode(), params=query)
    done = over(api, answer.json())
    assert (done["report"]["dry_run"], done["report"]["would_write"]) == (True, True)
    assert done["report"]["lists"][0]["unknown_columns"] == ["When"]
    assert read(api.get("/v1/accounts"))["items"] == []


def test_a_mailbox_is_imported_by_its_headers(api: Client) -> None:
    over(api, sent(api, ("people.csv", PEOPLE)))
    mails = (
        "From x Mon Jan  1 10:00:00 2024\nFrom: Max <max@ours.example>\nTo: dana@acme.example\n"
        "Date: 5 Jan 2026 09:00 +0000\n\nHello.\n"
    )
    query = {**INTO_ACME, "file": "in.mbox", "ours": ["ours.example"]}
    done = over(api, api.post("/v1/imports", content=mails.encode(), params=query).json())
    assert done["state"] == "done", done
    assert done["report"]["lists"][0]["counts"] == {"mails": 1, "touches added": 1}
    (touch,) = read(api.get("/v1/accounts/Acme/touches"))["items"]
    assert (touch["direction"], touch["channel"]) == ("outbound", "email")


def test_a_file_that_can_not_be_read_tells_where_and_how_to_mend_it(api: Client) -> None:
    job = over(api, sent(api, ("people.csv", "name,name\nDana,Reyes\n")))
    assert job["state"] == "refused"
    assert "people.csv, line 1" in job["refusal"]["faults"][0]
    assert read(api.get("/v1/accounts"))["items"] == []


def test_the_same_request_with_the_same_key_is_one_import(api: Client) -> None:
    once = {"headers": {"Idempotency-Key": "crm-7"}}
    first = sent(api, ("people.csv", PEOPLE), **once)
    assert sent(api, ("people.csv", PEOPLE), **once)["id"] == first["id"]
    parts = [("file", ("people.csv", LINKS))]
    again = api.post("/v1/imports", files=parts, params=INTO_ACME, **once)
    assert "another request" in refused(again, 422)["detail"]
    assert len(read(api.get("/v1/imports/jobs"))["items"]) == 1
    over(api, first)


def test_a_job_is_seen_and_ended_by_its_owner_alone(
    world: World, start: Callable[..., Client]
) -> None:
    api = start(KeyScope.WRITE)
    other = {"headers": world.headers(KeyScope.ADMIN)}
    job = sent(api, ("people.csv", PEOPLE))
    address = f"/v1/imports/jobs/{job['id']}"
    refused(api.get(address, **other), 404)
    refused(api.post(f"{address}/cancel", **other), 404)
    assert read(api.get("/v1/imports/jobs", **other))["items"] == []
    ended = read(api.post(f"{address}/cancel"))
    assert ended["state"] in {"cancelled", "done"}
    assert read(api.get(address)) == ended


@pytest.mark.parametrize("query", [{}, {"account": "Acme", "all_accounts": "true"}])
def test_which_account_is_meant_has_to_be_said(api: Client, query: dict[str, str]) -> None:
    answer = api.post("/v1/imports", content=PEOPLE.encode(), params=query)
    assert "account" in refused(answer, 422)["detail"]


def test_a_key_that_only_reads_imports_nothing(start: Callable[..., Client]) -> None:
    api = start(KeyScope.READ)
    refused(api.post("/v1/imports", content=PEOPLE.encode(), params=INTO_ACME), 403)


def test_other_requests_are_answered_while_an_import_runs(api: Client) -> None:
    made(api.post("/v1/accounts", json={"name": "Other", "fields": {}}))
    many = "name,email\n" + "".join(f"Dana {n},d{n}@acme.example\n" for n in range(40_000))
    job = sent(api, ("people.csv", many))
    answered = 0
    while read(api.get(f"/v1/imports/jobs/{job['id']}"))["state"] in {"waiting", "running"}:
        read(api.get("/v1/accounts/Other/people"))
        answered += 1
    assert answered > 10
    assert over(api, job)["state"] == "done"
