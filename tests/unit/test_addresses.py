"""Names and addresses in headers: as they are meant, whatever is done to them."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.addresses import (
    LONGEST_NAME,
    decoded,
    is_automatic,
    is_shared,
    named,
    read_addresses,
    read_named,
)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Dana Reyes <Dana@Acme.example>", ("Dana Reyes <dana@acme.example>",)),
        ("dana@acme.example", ("dana@acme.example",)),
        ('"Reyes, Dana (IT) [Acme]" <d@x.example>', ("Dana Reyes <d@x.example>",)),
        ('"Reyes, Dana" <d@x.example>, b@x.example', ("Dana Reyes <d@x.example>", "b@x.example")),
        ("d@x.example (Dana Reyes)", ("Dana Reyes <d@x.example>",)),
        ("'d@x.example' <d@x.example>", ("d@x.example",)),
        ("Board: d@x.example, Bob <b@x.example>;", ("d@x.example", "Bob <b@x.example>")),
        ("undisclosed-recipients:;", ()),
        ("=?utf-8?q?J=C3=B6rg_L=2C?= <j@x.example>", ("Jörg L, <j@x.example>",)),
        ("=?utf-8?b?5bGx55Sw?= =?utf-8?b?5aSq6YOO?= <y@x.example>", ("山田太郎 <y@x.example>",)),
        ("=?iso-8859-1?q?Andr=E9?= <a@x.example>", ("André <a@x.example>",)),
        ("=?no-such-set?q?Andr=E9?= <a@x.example>", ("André <a@x.example>",)),
        ("=?utf-8?b?!!!?= <a@x.example>", ("a@x.example",)),
        ("mailto:d@x.example; d@x.example", ("d@x.example",)),
        ('"never closed <d@x.example>', ("never closed <d@x.example>",)),
        ('"Dana \\"D\\" Reyes" <d@x.example>', ('Dana "D" Reyes <d@x.example>',)),
        ("<>", ()),
        ("", ()),
    ],
)
def test_a_header_names_people_with_their_addresses(header: str, found: tuple[str, ...]) -> None:
    assert read_addresses(header) == found


def test_a_cell_of_a_list_may_hold_ids_and_names() -> None:
    assert read_named("17; Dana Reyes; d@x.example") == ("17", "Dana Reyes", "d@x.example")
    assert named("Dana Reyes <d@x.example>") == ("Dana Reyes", "d@x.example")
    assert named("17") == ("17", "")


@pytest.mark.parametrize(
    "name",
    ["no-reply", "noreply", "donotreply", "jira-noreply", "mailer-daemon", "bounces+1=x", "alerts"],
)
def test_programs_are_known_by_their_address(name: str) -> None:
    assert is_automatic(f"{name}@x.example")


@pytest.mark.parametrize("name", ["dana", "d.noreplystone", "norbert.reply", "info", "alertson"])
def test_people_and_shared_mailboxes_are_no_programs(name: str) -> None:
    assert not is_automatic(f"{name}@x.example")
    assert is_shared(f"{name}@x.example") == (name == "info")


@given(st.text(max_size=300))
def test_any_header_is_read_and_what_was_read_stays_so(header: str) -> None:
    for one in read_addresses(header):
        assert not {category(char) for char in one} & {"Cc", "Cs"}
        assert "@" in named(one).address
        assert read_addresses(str(named(one).address)) == (named(one).address,)


@given(st.text(max_size=500))
def test_words_are_decoded_to_one_short_line(words: str) -> None:
    assert len(decoded(words)) <= LONGEST_NAME
    assert not {category(char) for char in decoded(words)} & {"Cc", "Cs", "Zl", "Zp"}
