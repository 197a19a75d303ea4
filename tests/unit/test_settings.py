"""What an account can set for itself, and within which bounds."""

from dataclasses import fields

import pytest

from graph.errors import BadInput
from graph.settings import Settings, with_overrides


def test_an_account_s_own_value_replaces_the_default() -> None:
    changed = with_overrides(Settings(), {"half_life_days": 30})
    assert (changed.half_life_days, changed.cold_reach) == (30, Settings().cold_reach)


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do() -> None:
    those = r"no setting 'halflife'; there are .*cold_reach, .*half_life"
    with pytest.raises(BadInput, match=those):
        with_overrides(Settings(), {"halflife": 30})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("half_life_days", 0),
        ("cold_reach", 1.5),
        ("conflict_cost", 3),
        ("multiple_contacts_from", 0),
        ("inferred_cap", -1),
        ("unknown_bonus", float("nan")),
    ],
)
def test_a_value_out_of_its_range_is_refused_with_the_range(name: str, value: float) -> None:
    with pytest.raises(BadInput, match=f"^{name} is .*; it has to be .* to "):
        with_overrides(Settings(), {name: value})


def test_every_default_is_within_its_range() -> None:
    defaults = {one.name: getattr(Settings(), one.name) for one in fields(Settings)}
    assert with_overrides(Settings(), defaults) == Settings()
