"""Asking both ways in what touches have become."""

from collections.abc import Sequence
from typing import Any

from tests.api.commands import done
from tests.api.http.conftest import read
from tests.practices.ways import ACCOUNT, AS_OF, BASE, Way


def ledger(way: Way, person: str = "", colleague: str = "", as_of: str = AS_OF) -> Any:
    """The ledger, as both ways in answer."""
    return alike(way, "ledger", person, {"colleague": colleague}, as_of)


def alike(way: Way, question: str, person: str, given: dict[str, str], as_of: str) -> Any:
    """What a command and an address answer; they have to be alike."""
    given = {name: value for name, value in given.items() if value}
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    who = (person,) if person else ()
    told = done(question, ACCOUNT, *who, *options, "--as-of", as_of, "--json").json
    params = {**given, "as_of": as_of} | ({"person": person} if person else {})
    assert told == read(way.api.get(f"{BASE}/{question}", params=params))
    return told


def flagged(answer: Any, row: str, person: str | None = "Ann Lee") -> Sequence[Any]:
    """The flags of a practice, about one person or (None) about none."""
    return [
        one
        for one in answer["flags"]
        if one["row"] == row and (one["person"] or {"name": None})["name"] == person
    ]


def days(*dates: str) -> Sequence[str]:
    """Days of the months up to `AS_OF`: "03-02"."""
    return [f"2026-{one}" for one in dates]
