"""The map page as a person uses it: by mouse, by keyboard, in the dark, on paper."""

import re

import pytest
from playwright.sync_api import expect

from graph.advice.case import Query
from graph.advice.suggestions import suggest
from tests.browser.conftest import Open
from tests.browser.making import colours, item, team
from tests.unit.claims import mails
from tests.unit.worlds import TODAY, org, person_id, said, touch
from visuals.account_map import account_map
from visuals.picture import picture


def test_the_page_tells_account_day_people_and_that_it_is_invented(opened: Open) -> None:
    page = opened(team()).page
    expect(page).to_have_title("Dream Co – account map, 31 Mar 2026 (invented example)")
    heading = page.locator("header .heading")
    for text in ("Dream Co", "as of 31 Mar 2026", "6 people", "invented example"):
        expect(heading).to_contain_text(text)
    assert page.locator("html").get_attribute("lang") == "en"


def test_cards_are_drawn_in_the_colours_of_coverage_and_of_who_is_next(opened: Open) -> None:
    found = colours(opened(team()).page)
    assert {"#bc3908", "#1d3f94", "#5f6b7a", "#b5135b"} <= found


def test_who_is_next_is_listed_with_why_and_a_click_shows_the_reasons(
    opened: Open,
) -> None:
    page = opened(team()).page
    rows = page.locator("#next-list button")
    assert rows.all_inner_texts() == [
        "1\nEve Fox\nadds 31\u00a0% of the decision",
        "2\nCid Moss\nadds 12\u00a0% of the decision",
    ]
    rows.nth(1).click()
    details = page.locator("#details")
    expect(details.locator("h3")).to_have_text("Cid Moss")
    expect(details.locator(".reasons")).to_contain_text("knows José")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")


def test_the_explanation_of_a_suggestion_unfolds(opened: Open) -> None:
    page = opened(team()).page
    rows, why = page.locator("#next-list button"), page.locator("#details .reasons details")
    rows.nth(1).click()
    expect(why).to_have_count(0)
    rows.nth(0).click()
    expect(why.locator("li")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator("li")).to_contain_text("Eve Fox → Dee Poe, 30\u00a0% likely.")


@pytest.mark.parametrize("typed", ["jose nandu", "ÑANDÚ", "cfo", "jn@dream"])
def test_search_finds_by_name_title_and_email_without_accents(opened: Open, typed: str) -> None:
    page = opened(team()).page
    page.fill("#search", typed)
    expect(page.locator("#found [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#details h3")).to_have_text("José Ñandú")
    expect(page.locator("#found")).to_be_hidden()
    expect(page.locator(item("José"))).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("typed", ["poe dee", "economic buyer", person_id("Zoë Quist"), "left"])
def test_search_finds_words_in_any_order_roles_states_and_ids(opened: Open, typed: str) -> None:
    account = org(
        "Dee Poe, CTO\nJosé Ñandú {economic_buyer}\nZoë Quist\nAbe Ott {left}\nBo Dee, Poet"
    )
    page = opened(picture(account, (), {})).page
    page.fill("#search", typed)
    found = {
        "poe dee": "Dee Poe",
        "economic buyer": "José Ñandú",
        person_id("Zoë Quist"): "Zoë Quist",
        "left": "Abe Ott",
    }
    expect(page.locator("#found [role=option]").first).to_contain_text(found[typed])


def test_the_legend_picks_people_out_by_coverage(opened: Open) -> None:
    page = opened(team()).page
    button = page.locator("#legend button", has_text="in depth")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#outline .faded")).to_have_count(5)
    button.click()
    expect(page.locator("#outline .faded")).to_have_count(0)


def test_those_who_left_are_hidden_where_that_is_asked_for(opened: Open) -> None:
    page = opened(picture(org("Ann, CEO\n  Bob {left}"), (), {})).page
    page.locator("#legend button", has_text="hide who left").click()
    expect(page.locator(item("Bob"))).to_be_hidden()
    expect(page.locator(item("Ann"))).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_whoever_is_chosen_is_told_about_on_the_screen(opened: Open, size: tuple[int, int]) -> None:
    page = opened(team(), size).page
    details = page.locator("#details")
    page.locator("#next-list button").first.click()
    expect(details.locator("h3")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.fill("#search", "cid")
    page.keyboard.press("Enter")
    expect(details.locator("h3")).to_have_text("Cid Moss")
    expect(details.locator("h3")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_the_keyboard_goes_into_the_details_and_back_to_where_it_was(opened: Open) -> None:
    page = opened(team()).page
    row = page.locator("#next-list button").nth(1)
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#details .close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).to_be_focused()
    page.locator(item("Dee")).press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(item("Dee"))).to_be_focused()


def test_a_name_in_the_details_shows_that_person(opened: Open) -> None:
    page = opened(team()).page
    page.locator(item("Dee")).press("Enter")
    page.locator("#details").get_by_role("button", name="Ann Lee").click()
    expect(page.locator("#details h3")).to_have_text("Ann Lee")
    page.keyboard.press("Escape")
    expect(page.locator(item("Dee"))).to_be_focused()


def test_the_map_says_who_decides_and_whether_that_is_inferred(opened: Open) -> None:
    account = org("Ann, CFO\n  Bob", touch("Colin", "Ann", 12))
    page = opened(account_map(account, suggest(account, Query()))).page
    expect(page.locator("#deciders")).to_contain_text("inferred from titles")
    page.locator("#deciders-list button", has_text="Ann").click()
    details = page.locator("#details")
    for text in ("Taken to decide (weight 1), inferred", "% reached", "Best way in (", "by Colin"):
        expect(details).to_contain_text(text)
    level = details.locator("dl > div", has=page.locator("dt", has_text="Level"))
    expect(level.locator("dd.inferred")).to_have_css("font-style", "italic")
    stated = opened(picture(org("Ann {decision_maker}"), (), {})).page
    expect(stated.locator("#deciders")).to_be_hidden()


def test_search_is_walked_by_arrow_keys_and_says_when_nobody_is_found(opened: Open) -> None:
    page = opened(team()).page
    page.fill("#search", "c")
    first = page.locator("#found [aria-selected=true]").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("#found [aria-selected=true]").inner_text() != first
    page.fill("#search", "xyzzy")
    expect(page.locator("#found")).to_contain_text("matches “xyzzy”")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


def test_a_click_on_a_card_shows_every_fact_with_its_source_and_day(opened: Open) -> None:
    claims = said("Ann", site="Lyon", support="supporter", on=TODAY, evidence="her card")
    page = opened(picture(org("Ann, CFO", claims), (), {})).page
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    details = page.locator("#details")
    expect(details.locator("h3")).to_have_text("Ann")
    expect(details.locator(".state")).to_contain_text("last contact: not recorded")
    support = details.locator("dl > div", has=page.locator("dt", has_text="Support"))
    expect(support).to_contain_text("supporter")
    expect(support).to_contain_text("said by Tester · 31 Mar 2026 · her card")
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(details).to_be_hidden()


def test_the_card_under_the_pointer_answers(opened: Open) -> None:
    page = opened(picture(org("Ann, CFO"), (), {})).page
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#map")).to_have_css("cursor", "pointer")


@pytest.mark.parametrize("size", [(800, 600), (1440, 900)])
def test_the_details_don_t_cover_the_card_that_they_are_about(
    opened: Open, size: tuple[int, int]
) -> None:
    page = opened(team(), size).page
    page.locator(item("Eve Fox")).press("Enter")
    expect(page.locator("#details h3")).to_have_text("Eve Fox")
    page.wait_for_timeout(80)
    area, details = (page.locator(one).bounding_box() for one in ("#map", "#details"))
    assert area
    assert details
    middle = (area["x"] + details["x"]) / 2
    page.locator("#details .close").click()
    page.mouse.click(middle, area["y"] + area["height"] / 2)
    expect(page.locator("#details h3")).to_have_text("Eve Fox")


def test_the_outline_tells_everybody_with_coverage_and_last_contact(opened: Open) -> None:
    page = opened(team()).page
    labels = [one.get_attribute("aria-label") for one in page.locator("#outline li").all()]
    assert labels == [
        "Ann Lee, CEO, in depth, last contact 12 days ago",
        "Dee Poe, CTO, coverage unknown, last contact not recorded",
        "reach next, number 1, Eve Fox, Head of IT, no contact, last contact never",
        "José Ñandú, CFO, coverage unknown, last contact not recorded",
        "reach next, number 2, Cid Moss, Controller, coverage unknown, last contact not recorded",
        "Zoë Quist, Adviser, coverage unknown, last contact not recorded",
    ]


def test_the_outline_is_walked_by_keyboard(opened: Open) -> None:
    page = opened(team()).page
    focused = page.locator("#outline li:focus")
    page.locator(item("Ann Lee")).focus()
    steps = [
        ("ArrowDown", "Dee"),
        ("ArrowRight", "Eve"),
        ("ArrowLeft", "Dee"),
        ("ArrowLeft", "Dee"),
        ("ArrowDown", "José"),
        ("End", "Zoë"),
        ("Home", "Ann"),
        ("c", "Cid"),
        ("ArrowUp", "José"),
    ]
    for key, name in steps:
        page.keyboard.press(key)
        expect(focused).to_have_attribute("aria-label", re.compile(name))
    assert page.locator(item("Dee")).get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    expect(page.locator("#details h3")).to_have_text("José Ñandú")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()


def test_everything_that_acts_is_reached_by_tab(opened: Open) -> None:
    page = opened(team()).page
    reached: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.id || document.activeElement.tagName).toLowerCase()"
            )
        )
    assert {"search", "button", "li", "map", "summary", "zoom-in", "zoom-all"} <= {*reached}


def test_the_map_is_moved_by_keyboard(opened: Open) -> None:
    page = opened(team()).page
    page.locator("#map").focus()
    before = page.locator("#map").screenshot()
    for key in ("+", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        page.wait_for_timeout(80)
    assert page.locator("#map").screenshot() != before
    page.keyboard.press("0")
    page.wait_for_timeout(80)
    assert page.locator("#map").screenshot() == before


def test_kinds_of_line_are_switched_off_and_on(opened: Open) -> None:
    page = opened(team()).page
    before = page.locator("#map").screenshot()
    button = page.locator("#legend button", has_text="Influence")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.mouse.move(0, 0)
    page.wait_for_timeout(80)
    assert page.locator("#map").screenshot() != before
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_the_legend_explains_what_occurs(opened: Open) -> None:
    page = opened(team()).page
    for text in ("no contact", "in depth", "coverage unknown", "Reporting", "Conflict", "inferred"):
        expect(page.locator("#legend")).to_contain_text(text)
    page.locator("#letters summary").click()
    for text in ("supporter", "inner circle", "economic buyer"):
        expect(page.locator("#letters")).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(page.locator("#letters > div")).to_be_hidden()


def test_links_that_mails_suggest_are_told_apart_with_how_to_decide_them(opened: Open) -> None:
    account = org("Ann, CFO\nBob", mails("Ann", "Bob", range(1, 60)), mails("Bob", "Ann", [5]))
    page = opened(account_map(account, suggest(account, Query()))).page
    expect(page.locator("#legend")).to_contain_text("inferred")
    expect(page.locator("#legend")).to_contain_text("not drawn")
    page.locator(item("Ann")).press("Enter")
    details = page.locator("#details")
    expect(details).to_contain_text("inferred from mails and meetings")
    expect(details).to_contain_text("59 mails in 60 days")
    expect(details).to_contain_text("--accept q-")


def test_an_account_without_people_says_what_to_do(opened: Open) -> None:
    page = opened(picture(org(""), (), {})).page
    expect(page.locator("#empty")).to_contain_text("Nobody is known here yet.")


@pytest.mark.parametrize("size", [(800, 600), (1280, 720), (1440, 900), (2560, 1440)])
def test_the_page_fits_the_screen(opened: Open, size: tuple[int, int]) -> None:
    page = opened(team(), size).page
    assert page.evaluate("[document.body.scrollWidth, document.body.scrollHeight]") == [*size]
    legend = page.locator(".legend").bounding_box()
    assert legend
    assert legend["y"] + legend["height"] <= size[1]


def test_in_the_dark_the_page_is_dark_and_cards_too(opened: Open) -> None:
    page = opened(team(), scheme="dark").page
    expect(page.locator("body")).to_have_css("background-color", "rgb(15, 21, 28)")
    assert {"#1a232e", "#ff9466", "#ff7ab2"} <= colours(page)


def test_a_print_is_light_and_leaves_out_what_can_only_be_clicked(opened: Open) -> None:
    page = opened(team(), scheme="dark").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_css("background-color", "rgb(244, 246, 248)")
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator("#next-list")).to_be_visible()
    expect(page.locator("#letters")).to_contain_text("economic buyer")
    expect(page.locator("#letters > div")).to_be_visible()
    page.wait_for_timeout(80)
    assert "#ffffff" in colours(page)


def test_a_thousand_people_open_with_their_leaders_named(opened: Open) -> None:
    lines = ["Boss, CEO"]
    for i in range(30):
        lines.append(f"  Lead {i}, Director")
        lines += [f"    Person {i}-{j}" for j in range(33)]
    page = opened(picture(org("\n".join(lines)), (), {})).page
    assert page.locator("#outline li").count() == 31
    page.fill("#search", "person 17-3")
    page.keyboard.press("Enter")
    expect(page.locator("#details h3")).to_have_text("Person 17-3")
    expect(page.locator(item("Person 17-3,"))).to_be_visible()
