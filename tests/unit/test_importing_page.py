"""docs/importing.md is true: it names every format and the fields of the plain lists."""

import re
from pathlib import Path

import pytest

from graph.importers.rows.formats import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
CODE = set(re.findall(r"`([a-z_-]+)`", PAGE))


def test_the_page_names_every_format() -> None:
    assert [name for name in FORMATS if name not in CODE] == []


@pytest.mark.parametrize("name", ["people", "links", "touches", "mails"])
def test_every_column_it_shows_for_a_plain_list_is_known(name: str) -> None:
    paragraph = PAGE.split(f"**{name.capitalize()}**:")[1].split("\n\n")[0]
    shown = re.findall(r"`([a-z_]+)`", paragraph)
    known = set(FORMATS[name].columns.values()) | {"none"}
    assert len(shown) >= 7
    assert [field for field in shown if field not in known] == []
