"""A3: how long it has been stands beside every person, wherever one is shown."""

from collections.abc import Iterator
from typing import Any

from tests.api.commands import done
from tests.api.http.conftest import read
from tests.practices.habits import alike
from tests.practices.ways import ACCOUNT, AS_OF, BASE, Way

DAYS = "days_since_contact"


def touched(way: Way) -> None:
    way.touch("Ann Lee", "2026-03-19", channel="call", intent="give")
    way.person("Eve Moss", title="COO", status="not_open", status_until="2026-12-31")


def cards(told: Any, beside: bool = False) -> Iterator[tuple[str, bool]]:
    """Everybody who is shown as somebody in an answer, and whether the days stand there too."""
    if isinstance(told, list):
        for one in told:
            yield from cards(one)
    elif isinstance(told, dict):
        if {"external_id", "name", "email"} <= told.keys():
            yield told["name"], beside or DAYS in told
        for name, one in told.items():
            if name not in ("way_in", "direct_way_in", "colleague", "colleagues", "nearest"):
                yield from cards(one, DAYS in told)


def test_a3_never_and_not_recorded_are_different_words(acme: Way) -> None:
    assert "not recorded" in done("people", ACCOUNT).out
    assert "never" not in done("people", ACCOUNT).out
    touched(acme)
    text = done("people", ACCOUNT, "--as-of", AS_OF).out
    assert ("12 days ago" in text, "never" in text, "not recorded" in text) == (True, True, False)


def test_a3_the_days_stand_beside_every_person_in_text(acme: Way) -> None:
    touched(acme)
    as_of = ("--as-of", AS_OF)
    assert "last contact 12 days ago" in done("ways-in", ACCOUNT, "Ann Lee", *as_of).out
    assert "12 days ago" in done("review", ACCOUNT, *as_of).out
    assert "12 days ago" in done("ledger", ACCOUNT, *as_of).out
    assert "last contact 12 days ago" in done("when", ACCOUNT, "Ann Lee", *as_of).out
    assert "last contact " in done("person", "Ann Lee").out
    answer = done("next", ACCOUNT, *as_of).out
    assert "last in touch 12 days ago" in answer
    assert "Left out: Eve Moss, not open until 2026-12-31 (last contact never)." in answer
    assert "last contact never" in answer.partition(" 1. ")[0]


def test_a3_the_days_stand_beside_every_person_in_answers(acme: Way) -> None:
    touched(acme)
    found = {
        "next": acme.next(),
        "ledger": alike(acme, "ledger", "", {}, AS_OF),
        "when": alike(acme, "when", "", {}, AS_OF),
        "review": read(acme.api.get(f"{BASE}/review?as_of={AS_OF}")),
        "coverage": read(acme.api.get(f"{BASE}/coverage?as_of={AS_OF}")),
        "people": read(acme.api.get(f"{BASE}/people?as_of={AS_OF}")),
    }
    for address, told in found.items():
        shown = list(cards(told))
        assert shown, address
        assert not [name for name, has_days in shown if not has_days], address


def test_a3_the_days_stand_on_the_map(acme: Way) -> None:
    touched(acme)
    drawn = read(acme.api.get(f"{BASE}/map?as_of={AS_OF}"))
    contacts = {one["name"]: one["contact"] for one in drawn["data"]["cards"]}
    assert (contacts["Ann Lee"], contacts["Bob Stone"]) == ("12 days ago", "never")
