"""The built-in example is whole, lifelike, and a fair sample of the plain formats."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files as resources
from io import StringIO
from itertools import pairwise

import pytest

from graph import example
from graph.example.facts import facts
from graph.fields import TOUCH_DETAILS, field_of
from graph.titles import read_title
from graph.values import term, terms
from graph.vocabulary import (
    BuyingRole,
    Channel,
    Direction,
    EntityKind,
    Function,
    Intent,
    Level,
    LinkKind,
    Outcome,
    PoliticalStatus,
    Strength,
    Support,
)

Row = dict[str, str]
COLLEAGUES = {"Clara Wendt", "Joaquín Ferrer", "Nadia Rahmani", "Tom Ashdown"}
FIRST_DAY = date(2025, 7, 1)


def rows(name: str) -> list[Row]:
    return list(csv.DictReader(StringIO(example.files()[name].decode("utf-8"))))


PEOPLE, LINKS, TOUCHES = rows("people.csv"), rows("links.csv"), rows("touches.csv")
FACTS = facts()


def several(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def ways_to_name(person: Row) -> set[str]:
    return {person["external_id"], person["email"], person["name"]} - {""}


def key_of(name: str) -> str:
    return next(one["external_id"] for one in PEOPLE if name in ways_to_name(one))


def states() -> Iterator[tuple[str, str, str]]:
    """Who has which status, and since when."""
    for told in FACTS:
        if told.kind is EntityKind.PERSON and "status" in told.fields:
            yield told.of, str(told.fields["status"]), str(told.valid_from)


def test_there_are_about_sixty_people_and_a_year_of_touches() -> None:
    assert 55 <= len(PEOPLE) <= 65
    assert 250 <= len(TOUCHES) <= 350
    assert {one["site"] for one in PEOPLE} == {"Bergen", "Volos"}


def test_no_two_people_share_an_id_a_name_or_an_email() -> None:
    for column in ("external_id", "name", "email"):
        values = Counter(one[column].casefold() for one in PEOPLE if one[column])
        assert [value for value, times in values.items() if times > 1] == []


def test_every_reference_leads_to_one_person() -> None:
    known = {way for one in PEOPLE for way in ways_to_name(one)}
    managers = {one["manager"] for one in PEOPLE} - {""}
    ends = {link[end] for link in LINKS for end in ("from", "to")}
    touched = {person for touch in TOUCHES for person in several(touch["person"])}
    about = {told.of for told in FACTS if told.kind is EntityKind.PERSON}
    about |= {str(told.fields["person"]) for told in FACTS if "person" in told.fields}
    assert managers | (ends - COLLEAGUES) | touched | about <= known


def test_every_value_is_of_its_value_set() -> None:
    for person in PEOPLE:
        terms(person["buying_role"], BuyingRole)
        assert person["support"] in {"", *Support}
        assert person["political_status"] in {"", *PoliticalStatus}
    for link in LINKS:
        term(link["kind"], LinkKind)
        assert link["strength"] in {"", *Strength}
        assert not link["probability"] or 0 < float(link["probability"]) <= 1
    for touch in TOUCHES:
        term(touch["channel"], Channel)
        term(touch["direction"], Direction)
        assert touch["intent"] in {"", *Intent}
        assert touch["outcome"] in {"", *Outcome}


def test_every_fact_about_the_account_can_be_read() -> None:
    for told in FACTS:
        for name, value in told.fields.items():
            field_of(told.kind, name).read(value)
    for touch in TOUCHES:
        if touch["visit"]:
            TOUCH_DETAILS["visit"].read(touch["visit"])


def test_it_says_of_itself_that_it_is_invented() -> None:
    (account,) = (told for told in FACTS if told.kind is EntityKind.ACCOUNT)
    assert account.fields["kind"] == "dream"
    assert account.fields["invented"] is True
    assert "invented" in resources(example).joinpath("README.md").read_text("utf-8")


def test_addresses_are_of_the_domain_that_is_reserved_for_examples() -> None:
    addresses = [one["email"] for one in PEOPLE if one["email"]]
    assert all(address.endswith(".example") and address.isascii() for address in addresses)
    assert all(not one["phone"] or one["phone"].startswith("+44 1632 960") for one in PEOPLE)


def test_touches_fill_the_year_up_to_the_last_day() -> None:
    days = [date.fromisoformat(touch["date"]) for touch in TOUCHES]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (FIRST_DAY, example.AS_OF.date())
    assert all(day.weekday() < 5 for day in days)
    assert len({(day.year, day.month) for day in days}) == 12


def test_four_colleagues_keep_in_touch_each_in_their_way() -> None:
    by_colleague = {
        name: [touch for touch in TOUCHES if name in several(touch["colleague"])]
        for name in COLLEAGUES
    }
    assert {one for touch in TOUCHES for one in several(touch["colleague"])} == COLLEAGUES
    assert {touch["channel"] for touch in by_colleague["Tom Ashdown"]} == {"email"}
    assert min(map(len, by_colleague.values())) >= 30


def test_one_colleague_walks_a_milk_route_every_second_tuesday() -> None:
    days = sorted(
        date.fromisoformat(touch["date"])
        for touch in TOUCHES
        if touch["channel"] == "in_person"
        and touch["colleague"] == "Clara Wendt"
        and "mikkel.thorsrud@kvernholt.example" in several(touch["person"])
    )
    assert len(days) >= 20
    assert {day.weekday() for day in days} == {1}
    assert {later - day for day, later in pairwise(days)} <= {
        timedelta(weeks=2),
        timedelta(weeks=4),
    }


def test_nobody_is_touched_after_they_left_or_objected() -> None:
    ended = {person: day for person, status, day in states() if status in {"left", "objected"}}
    assert len(ended) == 5
    for touch in TOUCHES:
        for person in several(touch["person"]):
            assert touch["date"] <= ended.get(key_of(person), "9")


def test_seats_and_states_that_a_ranking_must_heed_are_there() -> None:
    times = Counter(status for _, status, _ in states())
    assert times["left"] == 4
    assert times["placeholder"] == times["objected"] == times["not_open"] == 1


def test_somebody_put_us_off_twice_and_one_contact_went_badly() -> None:
    put_off = Counter(
        person
        for touch in TOUCHES
        if touch["outcome"] == "put_off"
        for person in several(touch["person"])
    )
    assert max(put_off.values()) >= 2
    assert any(touch["outcome"] == "went_badly" for touch in TOUCHES)


@pytest.mark.parametrize(
    "script", ["GREEK", "CYRILLIC", "CJK", "ARABIC", "DEVANAGARI", "HEBREW", "LATIN"]
)
def test_a_name_is_written_in_each_script(script: str) -> None:
    names = [one["name"] for one in PEOPLE]
    assert any(unicodedata.name(char, "").startswith(script) for name in names for char in name)


def test_names_are_of_every_shape() -> None:
    names = [one["name"] for one in PEOPLE]
    assert any("'" in name for name in names)
    assert any(" " not in name for name in names)
    assert max(map(len, names)) > 60
    assert any(not name.isascii() and name.isprintable() for name in names)


def test_titles_cover_every_level_and_nearly_every_function() -> None:
    readings = [read_title(one["title"], one["department"]) for one in PEOPLE]
    assert {one.level for one in readings} >= set(Level) - {Level.UNKNOWN}
    assert {one.function for one in readings} >= set(Function) - {Function.UNKNOWN, Function.OTHER}


def test_the_roles_that_decide_are_filled_and_most_opinions_unknown() -> None:
    held = {role for one in PEOPLE for role in several(one["buying_role"])}
    assert held >= {
        "economic_buyer", "decision_maker", "technical_buyer", "approver", "procurement",
        "legal_compliance", "champion", "coach", "blocker", "gatekeeper", "user_buyer",
    }  # fmt: skip
    assert sum(not one["support"] for one in PEOPLE) > len(PEOPLE) / 2
    assert {one["support"] for one in PEOPLE} >= set(Support) - {Support.UNKNOWN}


def test_links_are_of_every_kind() -> None:
    kinds = {link["kind"] for link in LINKS}
    assert kinds == set(LinkKind) - {LinkKind.UNKNOWN, LinkKind.REPORTS_TO}
    bosses = Counter(link["from"] for link in LINKS if link["kind"] == "dotted_line")
    assert sum(bool(one["manager"]) and one["external_id"] in bosses for one in PEOPLE) >= 5
    assert {link["from"] for link in LINKS if link["kind"] == "knows"} >= COLLEAGUES


def test_two_people_are_alike_in_all_that_counts() -> None:
    """The shift supervisors: the same bosses, links and touches, so their gains are equal."""

    def seen(key: str, other: str) -> tuple[object, ...]:
        links = {
            (link["kind"], link["strength"], *({link["from"], link["to"]} - {key}))
            for link in LINKS
            if key in {link["from"], link["to"]} and other not in {link["from"], link["to"]}
        }
        touches = [t for t in TOUCHES if key in {key_of(p) for p in several(t["person"])}]
        manager = next(one["manager"] for one in PEOPLE if one["external_id"] == key)
        return manager, links, touches

    assert seen("KV-052", "KV-053") == seen("KV-053", "KV-052")
