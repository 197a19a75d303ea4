"""The description that is kept is what the app says, and an earlier one can be held against it."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.http.compatibility import breaking
from tests.api.commands import done, inroad

KEPT = Path(__file__).parents[3] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def said() -> Any:
    return done("serve", "--describe").json


def test_nothing_breaks_those_who_rely_on_the_kept_description(said: Any) -> None:
    assert breaking(json.loads(KEPT.read_bytes()), said) == []


def test_the_kept_description_is_what_the_app_says(said: Any) -> None:
    assert json.loads(KEPT.read_bytes()) == said, "Renew it: make describe."


def test_the_command_says_what_breaks_callers_of_an_earlier_one(said: Any, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    said = json.loads(json.dumps(said))
    said["paths"]["/v1/trees"] = {"get": {"operationId": "list_trees", "responses": {}}}
    earlier.write_text(json.dumps(said), "utf-8")
    result = inroad("serve", "--describe", "--since", str(earlier))
    assert result.code == 2
    assert result.out == ""
    assert "/v1/trees is gone." in result.err
    assert done("serve", "--describe", "--since", str(KEPT)).out == KEPT.read_text("utf-8")


@pytest.mark.parametrize("text", ["", "[]", '{"info": {"title": "Other"}}'])
def test_what_is_no_description_of_ours_is_refused(tmp_path: Path, text: str) -> None:
    other = tmp_path / "other.json"
    other.write_text(text, "utf-8")
    result = inroad("serve", "--describe", "--since", str(other))
    assert result.code == 2
    assert str(other) in result.err


def test_no_two_models_have_one_name(said: Any) -> None:
    """FastAPI tells them apart by where they stand, which generators of clients can't read."""
    assert [name for name in said["components"]["schemas"] if "__" in name] == []
