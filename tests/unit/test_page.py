"""The page: one file that loads nothing, runs nothing but itself, and shows text as text."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.errors import BadInput
from graph.model import Account
from tests.unit.worlds import influences, org, person_id, said
from visuals.highlights import Highlight
from visuals.picture import picture
from visuals.writing import render

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    "\"quoted\" 'single' `tick`",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "&lt;b&gt; &amp;",
    "]]><!-- --> <!--<script>",
)


class Elements(HTMLParser):
    """What a parser finds: each element with its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")
        self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data

    def of(self, tag: str) -> Iterator[tuple[dict[str, str | None], str]]:
        for (name, attributes), text in zip(self.found, self.texts, strict=True):
            if name == tag:
                yield attributes, text


def hostile_account() -> Account:
    team = "Boss\n" + "".join(f"  P{i}\n" for i in range(len(HOSTILE)))
    claims = [
        said(f"P{i}", name=text, title=text, notes=text, email=text, site=text, evidence=text)
        for i, text in enumerate(HOSTILE)
    ]
    return org(team, *claims, said("", name=HOSTILE[0]))


def page_of(account: Account) -> str:
    highlights = [Highlight(account.people[0].id, 1, HOSTILE[0], HOSTILE)]
    return render(picture(account, highlights, {}), "html").data.decode("utf-8")


def data_of(page: str) -> dict[str, Any]:
    texts = [text for attributes, text in Elements(page).of("script") if attributes.get("id")]
    found: dict[str, Any] = json.loads(texts[0])
    return found


def policy_of(page: str) -> str:
    metas = [attributes for attributes, _ in Elements(page).of("meta")]
    return next(
        str(one["content"]) for one in metas if one.get("http-equiv") == "Content-Security-Policy"
    )


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def hostile() -> str:
    return page_of(hostile_account())


def test_text_from_outside_makes_no_element(hostile: str) -> None:
    plain = Elements(page_of(org("Boss\n  Ann")))
    assert [tag for tag, _ in Elements(hostile).found] == [tag for tag, _ in plain.found]


def test_no_element_carries_a_handler_or_an_address(hostile: str) -> None:
    names = {name for _, attributes in Elements(hostile).found for name in attributes}
    assert not any(name.startswith("on") for name in names)
    assert not names & {"src", "href", "srcdoc", "action", "style"}


def test_names_arrive_as_they_are(hostile: str) -> None:
    data = data_of(hostile)
    assert {*HOSTILE} <= {card["name"] for card in data["cards"]}
    assert data["account"] == HOSTILE[0]
    assert next(Elements(hostile).of("title"))[1].startswith(HOSTILE[0])


def test_the_policy_allows_these_scripts_and_this_style_and_nothing_else(hostile: str) -> None:
    elements = Elements(hostile)
    scripts = [text for attributes, text in elements.of("script") if not attributes]
    styles = [text for _, text in elements.of("style")]
    assert policy_of(hostile) == (
        f"default-src 'none'; script-src {' '.join(map(digest, scripts))}; "
        f"style-src {digest(styles[0])}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert (len(scripts), len(styles)) == (2, 1)


def test_the_style_sheet_loads_nothing(hostile: str) -> None:
    style = next(Elements(hostile).of("style"))[1]
    assert not re.search(r"url\(|@import|expression", style)


def test_vis_network_keeps_its_licence_and_names_no_source_map(hostile: str) -> None:
    assert "vis.js may be distributed under either license." in hostile
    assert "sourceMappingURL" not in hostile


def test_halves_of_characters_do_not_stop_the_file_from_being_written() -> None:
    account = org("Ann", said("Ann", title="a\ud800b"), said("", name="x\udfff"))
    assert data_of(page_of(account))["cards"][0]["title"] == "a\ufffdb"


def test_line_separators_and_tag_signs_are_escaped_in_the_data() -> None:
    page = page_of(org("Ann", said("Ann", title="<a> & \u2028 \u2029")))
    inside = page[page.index('id="data">') :].partition("</script>")[0]
    assert not re.search("[<&\u2028\u2029]", inside.removeprefix('id="data">'))


def test_the_network_has_a_node_for_everybody_and_an_edge_for_each_line() -> None:
    account = org("Ann\n  Bob", influences("Bob", "Ann", "strong"))
    data = data_of(page_of(account))
    assert [node["id"] for node in data["nodes"]] == [0, 1]
    kinds = {(edge["kind"], edge["from"], edge["to"]) for edge in data["edges"]}
    assert kinds == {("reports_to", 1, 0), ("influences", 1, 0)}
    assert data["options"]["physics"] is False


def test_lines_there_and_back_are_both_kept() -> None:
    account = org("Ann\nBob", influences("Bob", "Ann"), influences("Ann", "Bob"))
    assert len(data_of(page_of(account))["edges"]) == 2


def test_the_title_tells_account_day_and_that_it_is_invented() -> None:
    account = org("Ann", said("", invented=True))
    title = next(Elements(page_of(account)).of("title"))[1]
    assert title == "Dream Co – account map, 31 Mar 2026 (invented example)"


def test_each_fact_comes_with_its_source() -> None:
    data = data_of(page_of(org("Ann, CFO", said("Ann", site="Lyon", evidence="her card"))))
    site = next(line for line in data["cards"][0]["facts"] if line[0] == "Site")
    assert (site[1], data["sources"][site[2]]) == (
        "Lyon",
        "said by Tester · 31 Mar 2026 · her card",
    )


def test_who_is_next_is_listed_with_why() -> None:
    account = org("Ann\nBob")
    chosen = [Highlight(person_id("Bob"), 1, "adds 31 %", ("is new",))]
    data = data_of(render(picture(account, chosen, {}), "html").data.decode())
    card = data["cards"][data["next"][0]]
    assert (card["name"], card["headline"], card["because"]) == (
        "Bob",
        "adds 31\u00a0%",
        ["is new"],
    )


def test_an_explanation_is_there_where_it_was_asked_for() -> None:
    account = org("Ann\nBob")
    chosen = [
        Highlight(person_id("Bob"), 1, "adds 31 %", ("is new",), ("30 % of the gain: Bob → Ann.",)),
        Highlight(person_id("Ann"), 2, "adds 3 %", ()),
    ]
    data = data_of(render(picture(account, chosen, {}), "html").data.decode())
    bob, ann = (data["cards"][at] for at in data["next"])
    assert bob["explained"] == ["30\u00a0% of the gain: Bob → Ann."]
    assert "explained" not in ann


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert page_of(hostile_account()) == page_of(hostile_account())


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="html, svg, png"):
        render(picture(org("Ann"), (), {}), "pdf")


def test_pyvis_is_imported_only_when_a_page_is_made() -> None:
    script = (
        "import sys; from tests.unit.worlds import org; from visuals.picture import picture; "
        "from visuals.writing import render; render(picture(org('Ann'), (), {}), 'svg'); "
        "sys.exit('pyvis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
