"""SVG and PNG: the same picture as a still, in every script."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from graph.model import Account
from graph.vocabulary import Coverage
from tests.unit.test_page import HOSTILE, hostile_account
from tests.unit.worlds import inferred, influences, link, org, person_id, said
from visuals.highlights import CoverageLook, Highlight
from visuals.picture import picture
from visuals.still.fonts import fitted, line_width, runs
from visuals.still.lines import line_shapes
from visuals.still.png import png
from visuals.still.scene import scene
from visuals.still.shapes import Path, Scene, dashed, rounded, shortened, text_width, wrapped
from visuals.still.svg import svg
from visuals.writing import Rendered, render

SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = (
    "José Ñandú",
    "Ярослав Мудрый",
    "Γιώργος Παπαδόπουλος",
    "ليلى الحداد",
    "משה כהן",
    "अनिल कुमार",
    "山田 太郎",
    "김민준",
    "สมชาย ใจดี",
)


def rendered(account: Account, format_: str) -> Rendered:
    looks = {
        one.id: CoverageLook(list(Coverage)[i % 5], i, contact_known=True)
        for i, one in enumerate(account.people)
    }
    chosen = [Highlight(account.people[0].id, 1, "adds 31 %", ("is new", "leads Bob"))]
    return render(picture(account, chosen, looks), format_)


def tree(account: Account) -> ElementTree.Element:
    return ElementTree.fromstring(rendered(account, "svg").data)


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def image(found: Rendered) -> Image.Image:
    opened = Image.open(BytesIO(found.data))
    opened.load()
    return opened


def test_the_svg_holds_shapes_and_text_and_nothing_that_runs() -> None:
    kinds = {one.tag.removeprefix(SVG) for one in tree(hostile_account()).iter()}
    assert kinds <= {"svg", "title", "rect", "g", "path", "circle", "text"}


def test_hostile_names_are_text_in_the_svg() -> None:
    titles = [one.text or "" for one in tree(hostile_account()).iter(f"{SVG}title")]
    assert titles[0].startswith(HOSTILE[0])
    assert all(any(name in title for title in titles) for name in HOSTILE)


def test_each_card_tells_its_words_to_those_who_do_not_see_it() -> None:
    titles = [one.text for one in tree(org("Ann, CEO\n  Bob {left}")).iter(f"{SVG}title")]
    assert "1. to reach next, Ann, CEO, no contact, last contact today" in titles
    assert "Bob, brief contact, last contact yesterday, left" in titles


def test_the_still_shows_heading_legend_and_reasons() -> None:
    account = org(
        "Ann, CEO {decision_maker; supporter; inner_circle}\n  Bob, CFO\n  Cid\n  Dee\n  Eve",
        said("", invented=True),
        influences("Bob", "Ann"),
        inferred(link("Cid", "dotted_line", "Bob")),
    )
    shown = texts(tree(account))
    assert "Dream Co" in shown
    assert "Account map · as of 31 Mar 2026 · 5 people" in shown
    assert {"invented example", "REACH NEXT", "adds 31\u00a0%", "leads Bob"} <= {*shown}
    assert {"no contact 1", "supporter", "inner circle", "decision maker"} <= {*shown}
    assert {"Reporting", "Dotted", "Influence", "inferred"} <= {*shown}


def test_an_empty_account_gives_a_still_with_its_name() -> None:
    shown = texts(ElementTree.fromstring(svg(scene(picture(org(""), (), {})))))
    assert shown[:2] == ["Dream Co", "Account map · as of 31 Mar 2026 · 0 people"]


def test_the_png_is_a_picture_with_the_colours_of_coverage() -> None:
    found = image(rendered(org("Ann\n  Bob\n  Cid\n  Dee\n  Eve"), "png"))
    colours = {colour for _, colour in found.getcolors(1 << 24) or ()}
    assert {
        (0xBC, 0x39, 0x08),
        (0x8A, 0x5A, 0x00),
        (0x0F, 0x72, 0x85),
        (0x1D, 0x3F, 0x94),
    } <= colours


def test_every_usual_script_has_a_font() -> None:
    team = "Boss\n" + "".join(f"  P{i}\n" for i in range(len(SCRIPTS)))
    names = (said(f"P{i}", name=name) for i, name in enumerate(SCRIPTS))
    assert rendered(org(team, *names), "png").warnings == ()


def test_a_character_without_a_font_becomes_a_box_and_a_warning() -> None:
    found = rendered(org("Ann", said("Ann", name="A\U0001e900\ue000")), "png")
    assert len(found.warnings) == 1
    assert "U+1E900 ADLAM CAPITAL LETTER ALIF in 'A" in found.warnings[0]
    assert "U+E000 unnamed" in found.warnings[0]
    without = rendered(org("Ann", said("Ann", name="A")), "png")
    assert image(found).tobytes() != image(without).tobytes()


def test_a_large_picture_is_scaled_down_with_a_warning() -> None:
    found = Rendered(*png(Scene("Large", 20_000, 9_000, "#ffffff", ())))
    width, height = image(found).size
    assert width <= 6_000
    assert width * height <= 16_100_000
    assert "scaled to 30%" in found.warnings[0]


def test_the_same_picture_gives_the_same_bytes() -> None:
    account = org("Ann\n  Bob")
    assert rendered(account, "png") == rendered(account, "png")


def test_a_highlighted_card_has_its_number_on_it() -> None:
    account = org("Ann\nBob")
    chosen = [Highlight(person_id("Bob"), 7, "adds", ())]
    shown = texts(ElementTree.fromstring(svg(scene(picture(account, chosen, {})))))
    assert shown.count("7") == 2


def test_what_to_say_is_written_whole_beside_a_name_that_runs_from_right_to_left() -> None:
    say = " ".join(["Say: “The plant waits three weeks.”"] * 6 + ["תמר בן־דוד is the way."])
    chosen = [Highlight(person_id("Bob"), 1, "adds", (say,))]
    shown = texts(ElementTree.fromstring(svg(scene(picture(org("Ann\nBob"), chosen, {})))))
    lines = [one for one in shown if {*one.strip("\u200e").split()} & {*say.split()}]
    assert " ".join(one.strip("\u200e") for one in lines) == say
    assert [one.startswith("\u200e") for one in lines] == ["\u05d1" in one for one in lines]


def test_under_a_small_map_those_to_reach_next_stand_side_by_side() -> None:
    chosen = [Highlight(person_id(one), 1 + i, "adds", ("why",) * 9) for i, one in enumerate("AB")]
    whole = scene(picture(org("A\nB"), chosen, {}))
    assert whole.width > whole.height


def test_a_line_down_a_column_of_cards_comes_out_beside_them() -> None:
    account = org("Ann\n  Bob\n    Cid\n      Dee", influences("Dee", "Ann", "strong"))
    whole = picture(account, (), {})
    (line,) = [
        one
        for one in line_shapes(whole)
        if isinstance(one, Path) and not one.fill and one.thickness > 2
    ]
    assert max(x for x, _ in line.points) > max(card.x + card.width for card in whole.cards)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("ليلى (CFO)", [")", "CFO", "(", "ليلى "]),
        ("Ann ليلى Bob", ["Ann ", "ليلى", " Bob"]),
        ("משה 12", ["12", "משה "]),
        ("अनिल Lee", ["अनिल ", "Lee"]),
    ],
)
def test_runs_stand_as_they_are_read_from_left_to_right(text: str, order: list[str]) -> None:
    assert [run.text for run in runs(text)] == order


def test_invisible_characters_without_a_font_are_not_missed() -> None:
    assert all(run.font for run in runs("👩\u200d💻\ufe0f Ann"))


def test_long_text_is_cut_to_its_room_with_an_ellipsis() -> None:
    found = fitted("Wolfeschlegelsteinhausenbergerdorff", 20, 100, bold=True)
    assert line_width(found, 20, bold=True) <= 100
    assert found[-1].text.endswith("…")


def test_estimates_of_width_are_on_the_safe_side() -> None:
    for name in (*SCRIPTS[:3], "Anna Bergström", "MILLIMETER WWW", "Director of Maintenance"):
        assert text_width(name, 20) >= 0.97 * line_width(runs(name), 20, bold=False)


def test_shortened_text_fits() -> None:
    assert text_width(shortened("a" * 50, 10, 80), 10) <= 80
    assert shortened("short", 10, 80) == "short"


def test_wrapped_text_keeps_its_words_and_its_lines() -> None:
    lines = wrapped("one two three four five six seven", 10, 60, 3)
    assert len(lines) == 3
    assert lines[0] == "one two"
    assert lines[-1].endswith("…")


def test_round_corners_keep_both_ends() -> None:
    route = ((0.0, 0.0), (0.0, 10.0), (10.0, 10.0))
    bent = rounded(route, 4)
    assert (bent[0], bent[-1]) == (route[0], route[-1])
    assert (0.0, 10.0) not in bent


def test_dashes_leave_their_gaps() -> None:
    pieces = list(dashed(((0.0, 0.0), (10.0, 0.0)), (3, 2)))
    assert pieces == [((0.0, 0.0), (3.0, 0.0)), ((5.0, 0.0), (8.0, 0.0))]
