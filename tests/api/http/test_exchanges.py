"""What mails tell of one person, over HTTP and by the command line alike."""

import pytest

from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import World, read

ANN = "/v1/accounts/Acme/people/ann@acme.example/exchanges"
PEOPLE = b"""name,email
Dana Reyes,dana@acme.example
Ann Lee,ann@acme.example
Bob Stone,bob@acme.example
"""
MAILS = b"""sender,recipients,timestamp
dana@acme.example,ann@acme.example;bob@acme.example,2026-02-01 09:00:00
ann@acme.example,bob@acme.example,2026-02-02 09:00:00
bob@acme.example,ann@acme.example,2026-02-02 11:30:00
"""


@pytest.fixture
def mailed(api: Client, world: World) -> Client:
    """Acme, where Dana wrote to Ann and Bob, who then wrote to each other."""
    for text in (PEOPLE, MAILS):
        done("--store", str(world.store), "import", "-", "--account", "Acme", stdin=text)
    return api


def test_the_closest_stand_first_with_how_fast_they_answer(mailed: Client) -> None:
    told = read(mailed.get(ANN))
    bob, dana = told["correspondents"]
    assert (bob["other"]["name"], bob["wrote"], bob["heard"]) == ("Bob Stone", 1, 1)
    assert (bob["together"], bob["met"]) == (1, 0)
    assert bob["answered"] == {"count": 1, "hours": 2.5}
    assert bob["answers"] == {"count": 0, "hours": None}
    assert (dana["other"]["name"], dana["wrote"], dana["heard"]) == ("Dana Reyes", 0, 1)
    assert (told["since"], bob["last"]) == ("2026-02-01", "2026-02-02")


def test_introductions_name_all_three_and_both_days(mailed: Client) -> None:
    (one,) = read(mailed.get(ANN))["introductions"]
    named = [one[who]["name"] for who in ("by", "one", "other")]
    assert named == ["Dana Reyes", "Ann Lee", "Bob Stone"]
    assert (one["on"], one["met"]) == ("2026-02-01", "2026-02-02")


def test_before_any_mail_is_known_nothing_is_told(mailed: Client) -> None:
    told = read(mailed.get(f"{ANN}?as_of=2026-01-01"))
    assert (told["since"], told["correspondents"], told["introductions"]) == (None, [], [])


def test_a_limit_says_of_how_many_these_are(mailed: Client) -> None:
    told = read(mailed.get(f"{ANN}?limit=1"))
    assert (len(told["correspondents"]), told["of_correspondents"]) == (1, 2)


def test_who_was_erased_is_in_nothing_of_it(mailed: Client, world: World) -> None:
    done("--store", str(world.store), "erase", "dana@acme.example", "--yes")
    told = read(mailed.get(ANN))
    assert [one["other"]["name"] for one in told["correspondents"]] == ["Bob Stone"]
    assert told["introductions"] == []


def test_the_command_line_tells_the_same(mailed: Client, world: World) -> None:
    shown = done("--store", str(world.store), "exchanges", "ann@acme.example", "--json")
    assert shown.json == read(mailed.get(ANN))
    text = done("--store", str(world.store), "person", "ann@acme.example").out
    assert "Closest, by mails and meetings since 2026-02-01" in text
    assert "is answered within 2.5 h" in text
    assert "Dana Reyes wrote to Ann Lee and Bob Stone on 2026-02-01" in text
