"""D11: nothing counts calls as a goal, and nothing ranks colleagues by their touches."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from api.cli.app import COMMANDS
from graph.fields import FIELDS
from graph.settings import Settings
from tests.api.commands import done
from tests.api.http.conftest import read
from tests.practices.ways import ACCOUNT, AS_OF, BASE, Way

GOAL = re.compile(
    r"\bquotas?\b|leader.?board|\bcalls? (a|per) (day|week|month)|number of calls|call.?count"
    r"|(call|touch|dial|activity).?(goal|target|quota)|top.?(caller|performer|seller)",
    re.IGNORECASE,
)
ADDRESSES = ("ledger", "when", "next", "review", "coverage")


def names_in_order(told: Any) -> Iterator[Sequence[str]]:
    """The names of ours, in each list of them anywhere in an answer."""
    if isinstance(told, dict):
        for one in told.values():
            yield from names_in_order(one)
    elif isinstance(told, list):
        ours = [name for one in told for name in _ours(one)]
        if ours:
            yield ours
        for one in told:
            yield from names_in_order(one)


def _ours(one: Any) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(one.get("colleague"), dict):
        yield one["colleague"]["name"]


def test_d11_no_command_option_or_setting_names_a_goal_for_calls() -> None:
    for name in COMMANDS:
        assert not GOAL.search(done(name, "--help").out), name
    words = [one.name.replace("_", " ") for one in fields(Settings)]
    words += [name.replace("_", " ") for kind in FIELDS.values() for name in kind]
    assert not [word for word in words if GOAL.search(word)]


def test_d11_no_address_names_a_goal_for_calls(acme: Way) -> None:
    described = read(acme.api.get("/v1/openapi.json"))
    assert not GOAL.search(json.dumps(described).replace("_", " "))


def test_d11_colleagues_stand_by_name_however_many_touches_they_have(acme: Way) -> None:
    for name, count in (("Zoe", 9), ("Bea", 3), ("Kim", 6)):
        for day in range(1, count + 1):
            acme.touch("Ann Lee", f"2026-03-{day:02}", channel="call", colleague=name)
    ledger = read(acme.api.get(f"{BASE}/ledger?as_of={AS_OF}"))
    assert [one["colleague"]["name"] for one in ledger["colleagues"]] == ["Bea", "Kim", "Zoe"]
    for address in ADDRESSES:
        told = read(acme.api.get(f"{BASE}/{address}?as_of={AS_OF}"))
        assert all(ours == sorted(ours) for ours in names_in_order(told)), address
    text = done("ledger", ACCOUNT, "--as-of", AS_OF).out
    assert text.index("Bea") < text.index("Kim") < text.index("Zoe")
