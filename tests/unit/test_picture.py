"""The picture: what is drawn of an account, and what never is."""

from datetime import timedelta

import pytest

from graph.model import Account
from graph.vocabulary import Coverage, LinkKind, PersonStatus, Support
from tests.unit.worlds import (
    TODAY,
    Claim,
    inferred,
    influences,
    knows,
    link,
    org,
    person_id,
    said,
)
from visuals.highlights import CoverageLook, Highlight
from visuals.marks import DARK, LIGHT, Palette, contrast
from visuals.picture import Card, Line, Picture, picture

TEAM = "Ann, CEO\n  Bob, CFO\n    Cid\n  Dee"


def drawn(account: Account) -> Picture:
    return picture(account, (), {})


def card(whole: Picture, name: str) -> Card:
    return next(one for one in whole.cards if one.id == person_id(name))


def line(whole: Picture, kind: LinkKind, source: str, target: str) -> Line:
    ends = (kind, person_id(source), person_id(target))
    return next(one for one in whole.lines if (one.kind, one.source, one.target) == ends)


def test_a_private_fact_is_nowhere_in_the_picture_whoever_looks() -> None:
    secrets = (
        said("Bob", notes="drinks with our rival", private=True),
        said("Bob", support="enemy", private=True),
        said("", website="https://secret.example", private=True),
    )
    whole = drawn(org(TEAM, *secrets, viewer="Tester"))
    assert "rival" not in repr(whole)
    assert "secret" not in repr(whole)
    assert card(whole, "Bob").support is Support.UNKNOWN


def test_what_was_read_from_a_private_title_is_private_too() -> None:
    account = org(
        "Eve", said("Eve", title="Chief Financial Officer", private=True), viewer="Tester"
    )
    assert account.people[0].level == "c_level"
    shown = card(drawn(account), "Eve")
    assert (shown.title, shown.level, shown.facts) == ("", "unknown", ())


@pytest.mark.parametrize(
    ("days", "known", "words"),
    [
        (None, True, "never"),
        (None, False, "not recorded"),
        (0, True, "today"),
        (1, True, "yesterday"),
        (1_200, True, "1,200 days ago"),
    ],
)
def test_never_and_not_recorded_are_different_words(
    days: int | None, known: bool, words: str
) -> None:
    look = {person_id("Bob"): CoverageLook(Coverage.UNKNOWN, days, contact_known=known)}
    assert card(picture(org(TEAM), (), look), "Bob").contact == words


def test_coverage_stands_on_the_card_and_is_unknown_where_nobody_tells() -> None:
    looks = {person_id("Bob"): CoverageLook(Coverage.BRIEF_CONTACT, 12, contact_known=True)}
    whole = picture(org(TEAM), (), looks)
    assert (card(whole, "Bob").coverage, card(whole, "Bob").contact) == (
        "brief_contact",
        "12 days ago",
    )
    assert (card(whole, "Ann").coverage, card(whole, "Ann").contact) == ("unknown", "not recorded")
    assert whole.legend.coverage == {Coverage.BRIEF_CONTACT: 1, Coverage.UNKNOWN: 3}


def test_those_to_reach_next_come_in_their_order_with_why() -> None:
    highlights = (
        Highlight(person_id("Dee"), 2, "adds 12\u00a0%", ("knows Ann",)),
        Highlight(person_id("Bob"), 1, "adds 31\u00a0%", ("leads Cid", "is new")),
    )
    whole = picture(org(TEAM), highlights, {})
    assert [(one.rank, one.name) for one in whole.next_five] == [(1, "Bob"), (2, "Dee")]
    assert whole.next_five[0].highlight == highlights[1]


def test_who_left_is_a_ghost_and_an_open_seat_is_dashed() -> None:
    whole = drawn(org("Ann {left}\nCFO, unknown {placeholder}\nBob"))
    assert card(whole, "Ann").is_ghost
    assert card(whole, "CFO").is_dashed
    assert not card(whole, "Bob").is_ghost
    assert not card(whole, "Bob").is_dashed
    assert whole.legend.statuses == (
        PersonStatus.ACTIVE,
        PersonStatus.LEFT,
        PersonStatus.PLACEHOLDER,
    )


def test_of_two_managers_one_decides_the_place_and_the_other_is_a_line() -> None:
    whole = drawn(org("Ann\n  Cid\nBob\n  Cid"))
    lines = [one for one in whole.lines if one.source == person_id("Cid")]
    assert len(lines) == 2
    charted = [one for one in lines if one.route]
    assert [one.target for one in charted] == [card(whole, "Cid").boss]


@pytest.mark.parametrize("worse", ["Ann {left}\n  Cid\nBob\n  Cid", "Ann\nBob\n  Cid"])
def test_a_manager_who_is_there_and_was_stated_comes_first(worse: str) -> None:
    guess = inferred(link("Cid", "reports_to", "Ann"))
    assert card(drawn(org(worse, guess)), "Cid").boss == person_id("Bob")


def test_lines_tell_their_strength_and_whether_they_were_said() -> None:
    claims = (
        influences("Cid", "Ann", 0.9),
        influences("Dee", "Ann", "weak"),
        inferred(influences("Bob", "Ann")),
    )
    whole = drawn(org(TEAM, *claims))
    told = [line(whole, LinkKind.INFLUENCES, name, "Ann") for name in ("Cid", "Dee", "Bob")]
    assert [(one.weight, one.is_inferred) for one in told] == [
        (0.9, False),
        (0.1, False),
        (0.3, True),
    ]
    assert whole.legend.has_inferred


def test_links_to_our_own_people_are_told_in_the_details_only() -> None:
    whole = drawn(org(TEAM, knows("Colin", "Bob", "strong")))
    assert all(one.kind is LinkKind.REPORTS_TO for one in whole.lines)
    assert any(
        (one.label, one.value) == ("Knows", "Colin (strong)") for one in card(whole, "Bob").links
    )


def test_every_fact_has_its_source_and_day() -> None:
    claim = said("Bob", support="supporter", on=TODAY, evidence="said so at lunch")
    facts = {one.label: one for one in card(drawn(org(TEAM, claim)), "Bob").facts}
    assert facts["Support"].value == "supporter"
    assert facts["Support"].source == "said by Tester · 31 Mar 2026 · said so at lunch"
    assert facts["Level"].source.startswith("inferred from title · ")


def test_an_opinion_that_nobody_confirmed_for_long_is_marked_old() -> None:
    claims: list[Claim] = [
        said("Bob", support="supporter", on=TODAY - timedelta(days=400)),
        said("Cid", support="supporter", on=TODAY),
        said("Cid", site="Lyon", on=TODAY - timedelta(days=400)),
    ]
    whole = drawn(org(TEAM, *claims))
    assert [one.label for one in card(whole, "Bob").facts if one.old] == ["Support"]
    assert [one.label for one in card(whole, "Cid").facts if one.old] == []


def test_names_are_one_line_and_cannot_turn_what_stands_beside_them() -> None:
    whole = drawn(org(TEAM, said("Bob", name="a\u202eb\r\nc\u2028d\x07e \ud800")))
    assert card(whole, "Bob").name == "ab c d e \ufffd"


def test_who_has_no_name_is_told_by_e_mail_or_id_as_on_the_command_line() -> None:
    nameless = said("Bob", name="", email="b@acme.example")
    whole = drawn(org(TEAM, nameless, said("Cid", name=" \u200e ")))
    assert {one.name for one in whole.cards} >= {"b@acme.example", person_id("Cid")}


def test_a_private_e_mail_is_not_what_somebody_without_a_name_is_told_by() -> None:
    whole = drawn(
        org("Bob", said("Bob", name=""), said("Bob", email="b@acme.example", private=True))
    )
    assert whole.cards[0].name == person_id("Bob")


def test_the_picture_says_whether_the_account_is_invented() -> None:
    assert not drawn(org(TEAM)).is_invented
    assert drawn(org(TEAM, said("", invented=True))).is_invented


def test_bands_say_that_no_manager_is_known_where_others_have_one() -> None:
    assert [one.text for one in drawn(org("Ann, CEO")).bands] == ["C level"]
    mixed = drawn(org("Ann, CEO\n  Bob\nZed, CFO"))
    assert [one.text for one in mixed.bands] == ["C level · no manager known"]


def test_an_account_without_people_is_a_picture_too() -> None:
    whole = drawn(org(""))
    assert (whole.cards, whole.lines, whole.subtitle) == ((), (), "0 people")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_stands_out_from_its_ground(palette: Palette) -> None:
    on_cards = (
        palette.ink,
        palette.muted,
        palette.good,
        palette.bad,
        palette.accent,
        *map(palette.coverage, Coverage),
    )
    for colour in on_cards:
        assert contrast(colour, palette.card) >= 4.5
        assert contrast(colour, palette.paper) >= 4.5
    marks = (palette.accent, *map(palette.coverage, Coverage))
    assert all(contrast(palette.on_mark, colour) >= 4.5 for colour in marks)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_lines_stand_out_from_the_ground(palette: Palette) -> None:
    lines = (palette.reporting, palette.influence, palette.tie, palette.conflict)
    assert all(contrast(colour, palette.paper) >= 3 for colour in lines)


def test_no_number_of_a_reason_is_parted_from_its_unit() -> None:
    ann = person_id("Ann")
    chosen = [Highlight(ann, 1, "adds 31 % of the decision", ("called 12 days ago",))]
    (card,) = picture(org("Ann, CFO"), chosen, {}).cards
    assert card.highlight
    assert card.highlight.headline == "adds 31\u00a0% of the decision"
    assert card.highlight.because == ("called 12\u00a0days ago",)
