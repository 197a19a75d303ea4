"""Names in what is said, and in commands that are to be pasted."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.phrases import argument


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Acme", "Acme"),
        ("Dream Co", '"Dream Co"'),
        ("O'Neil", '"O\'Neil"'),
        ("sqlite:/a/b.db", "sqlite:/a/b.db"),
        ("--won", '"--won"'),
        ("", '""'),
        ('a"; rm -r $HOME', "'a\"; rm -r $HOME'"),
    ],
)
def test_a_name_is_typed_as_shells_read_it(name: str, typed: str) -> None:
    assert argument(name) == typed


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_any_name_is_one_argument_and_comes_back(name: str) -> None:
    assert shlex.split(argument(name)) == [name]
