"""Finding somebody by what a user types."""

import pytest

from graph.errors import Ambiguous, NotFound
from graph.model import Account
from graph.planning.finding import find_colleague, find_opportunity, find_person
from tests.unit.worlds import colleague_id, org, person_id, said, thing, thing_id, touch

PICTURE = """
    Ann Lee, CFO {external_id:hr=17; email=ann@client.example}
    Bob Stone
    Anne Lehmann
"""


@pytest.fixture
def account() -> Account:
    deal = thing("opportunity", "deal", name="New Line")
    return org(PICTURE, touch("Colin Hart", "Bob Stone"), deal)


@pytest.mark.parametrize(
    "text",
    [
        person_id("Ann Lee"),
        "17",
        "hr:17",
        "ann@client.example",
        "Ann@Client.Example",
        "Ann Lee",
        "  ann   LEE ",
        "Lee, Ann",
    ],
)
def test_a_person_is_found_by_id_external_id_mail_or_full_name(account: Account, text: str) -> None:
    assert find_person(account, text).id == person_id("Ann Lee")


def test_other_addresses_count_too() -> None:
    account = org(PICTURE, said("Bob Stone", other_emails=["bob@old.example"]))
    assert find_person(account, "bob@old.example").id == person_id("Bob Stone")


def test_a_part_of_a_name_is_not_enough_and_near_names_are_offered(account: Account) -> None:
    with pytest.raises(NotFound, match="Did you mean Ann Lee or Anne Lehmann"):
        find_person(account, "Ann")
    with pytest.raises(NotFound, match="Bob Stone"):
        find_person(account, "Bob Stnoe")


def test_nothing_is_offered_for_what_is_like_no_name(account: Account) -> None:
    with pytest.raises(NotFound) as caught:
        find_person(account, "zzzzzz")
    assert str(caught.value) == "There is no person 'zzzzzz' at Dream Co."


def test_an_empty_text_finds_nobody() -> None:
    with pytest.raises(NotFound):
        find_person(org("Ann", said("Ann", name="")), "")


def test_namesakes_are_listed_so_that_they_can_be_told_apart() -> None:
    account = org(PICTURE, said("Bob Stone", name="ann lee"))
    with pytest.raises(Ambiguous) as caught:
        find_person(account, "Ann Lee")
    assert set(caught.value.choices) == {
        f"Ann Lee, CFO, ann@client.example, {person_id('Ann Lee')}",
        f"ann lee, {person_id('Bob Stone')}",
    }


def test_who_was_merged_is_found_as_the_one_that_stands() -> None:
    account = org(PICTURE, said("Bob Stone", merged_into=person_id("Ann Lee")))
    assert find_person(account, person_id("Bob Stone")).id == person_id("Ann Lee")


def test_colleagues_and_people_are_not_taken_for_one_another(account: Account) -> None:
    assert find_colleague(account, "colin hart").id == colleague_id("Colin Hart")
    with pytest.raises(NotFound, match="no colleague 'Ann Lee' on our side"):
        find_colleague(account, "Ann Lee")


def test_an_opportunity_is_found_by_name(account: Account) -> None:
    assert find_opportunity(account, "new line").id == thing_id("opportunity", "deal")
