"""The check of words over HTTP, and what a touch is refused for."""

from typing import Any

from tests.api.http.client import Client
from tests.api.http.conftest import made, read

TOUCHES = "/v1/accounts/Acme/touches"
AGENDA = {"people": ["Ann Lee"], "intent": "social", "note": "Lunch. Asked about the renewal."}


def findings(api: Client, **given: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(api.post("/v1/check", json=given))["findings"]
    return found


def test_c1_a_finding_names_the_row_the_span_and_what_to_write(acme: Client) -> None:
    text = "Hi! Just checking in."
    (found,) = findings(acme, text=text)
    assert found["row"] == "C1"
    assert text[found["start"] : found["end"]] == found["words"] == "Just checking in"
    assert found["instead"]


def test_c3_c8_a2_kind_and_intent_say_what_is_looked_for(acme: Client) -> None:
    text = "We have a new product."
    assert [one["row"] for one in findings(acme, text=text)] == ["C8"]
    assert {one["row"] for one in findings(acme, text=text, kind="opener")} == {"C3", "C8"}
    assert "A2" in {one["row"] for one in findings(acme, text=text, intent="social")}


def test_a_clean_text_says_so(acme: Client) -> None:
    answer = read(acme.post("/v1/check", json={"text": "How did Mia's recital go?"}))
    assert answer == {"kind": "draft", "intent": "unknown", "clean": True, "findings": []}


def test_a2_a_touch_with_a_hidden_agenda_is_not_kept_until_it_is_accepted(acme: Client) -> None:
    before = read(acme.get(TOUCHES))["items"]
    refused = acme.post(TOUCHES, json=AGENDA)
    assert refused.status_code == 422
    assert "accept_findings" in refused.json()["detail"]
    assert refused.json()["faults"][0].startswith("A2: note, characters ")
    assert "renewal" not in refused.text
    assert read(acme.get(TOUCHES))["items"] == before
    kept = made(acme.post(TOUCHES, json=AGENDA | {"accept_findings": True}))
    assert [(one["row"], one["field"]) for one in kept["findings"]] == [("A2", "note")]


def test_c1_an_empty_touch_is_kept_and_told(acme: Client) -> None:
    given = {"people": ["Ann Lee"], "reason": "checking in"}
    kept = made(acme.post(TOUCHES, json=given))
    assert [(one["row"], one["field"]) for one in kept["findings"]] == [("C1", "reason")]


def test_a_text_that_is_too_long_is_refused(acme: Client) -> None:
    assert acme.post("/v1/check", json={"text": "a" * 100_001}).status_code == 422
