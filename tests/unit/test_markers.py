from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.matching.markers import Marker, MarkerKind, read_markers
from graph.vocabulary import BuyingRole, Support

ROLE, LEFT = MarkerKind.ROLE, MarkerKind.LEFT


@pytest.mark.parametrize(
    ("text", "rest", "kind", "value"),
    [
        ("Ann Lee (DM)", "Ann Lee", ROLE, BuyingRole.DECISION_MAKER),
        ("Ann Lee (decision-maker)", "Ann Lee", ROLE, BuyingRole.DECISION_MAKER),
        ("Ann Lee (EB)", "Ann Lee", ROLE, BuyingRole.ECONOMIC_BUYER),
        ("Ann Lee [tb]", "Ann Lee", ROLE, BuyingRole.TECHNICAL_BUYER),
        ("Ann Lee (Champion!)", "Ann Lee", ROLE, BuyingRole.CHAMPION),
        ("Ann (our coach) Lee", "Ann Lee", ROLE, BuyingRole.COACH),
        ("CIO (blocker)", "CIO", ROLE, BuyingRole.BLOCKER),
        ("CIO (Exec Sponsor)", "CIO", ROLE, BuyingRole.EXECUTIVE_SPONSOR),
        ("CIO (mentor)", "CIO", MarkerKind.SUPPORT, Support.MENTOR),
        ("CIO (detractor)", "CIO", MarkerKind.SUPPORT, Support.NON_SUPPORTER),
        ("Ann Lee (GONE)", "Ann Lee", LEFT, ""),
        ("Ann Lee (left)", "Ann Lee", LEFT, ""),
        ("Ann Lee (left 2023)", "Ann Lee", LEFT, "2023"),
        ("Ann Lee (left in March 2023)", "Ann Lee", LEFT, "March 2023"),
        ("Ann Lee (no longer there)", "Ann Lee", LEFT, ""),
        ("Ann Lee (No longer with Acme, Inc.)", "Ann Lee", LEFT, ""),
        ("Ann Lee - RETIRED", "Ann Lee", LEFT, ""),
        ("Ann Lee – left the company", "Ann Lee", LEFT, ""),
        ("*** LEFT *** Ann Lee", "Ann Lee", LEFT, ""),
        ("[ex] Ann Lee", "Ann Lee", LEFT, ""),
        ("Retired", "", LEFT, ""),
        ("田中 太郎（退職）", "田中 太郎", LEFT, ""),
        ("Ann Lee (do not call)", "Ann Lee", MarkerKind.OBJECTED, ""),
        ("Ann Lee (DNC)", "Ann Lee", MarkerKind.OBJECTED, ""),
        ("Ann Lee (not interested)", "Ann Lee", MarkerKind.NOT_OPEN, ""),
        ("Ann Lee (parental leave)", "Ann Lee", MarkerKind.NOT_OPEN, "on_leave"),
    ],
)
def test_a_marker_is_read_and_taken_out(text: str, rest: str, kind: MarkerKind, value: str) -> None:
    read, markers = read_markers(text)
    assert read == rest
    assert [(marker.kind, marker.value) for marker in markers] == [(kind, value)]


def test_who_was_replaced_and_who_replaced_are_told_apart() -> None:
    assert read_markers("Joe Ray (Replaced Tami F)") == (
        "Joe Ray",
        (Marker(MarkerKind.REPLACED, "", "(Replaced Tami F)", "Tami F"),),
    )
    assert read_markers("Joe Ray (replaced by Ann Lee)") == (
        "Joe Ray",
        (Marker(MarkerKind.REPLACED_BY, "", "(replaced by Ann Lee)", "Ann Lee"),),
    )


def test_several_markers_are_all_read() -> None:
    rest, markers = read_markers("Smith, John (DM/EB), CFO - RETIRED (left 2021)")
    assert rest == "Smith, John, CFO"
    assert [marker.value for marker in markers] == ["decision_maker", "economic_buyer", "2021", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Anna (née Smith)",
        "Robert (Bob) Ray",
        "Kim Ode (she/her)",
        "VP Sales (EMEA)",
        "CFO (Acting)",
        "VP - Sales",
        "Agile Coach",
        "Retired Colonel",
        "Brand Champion (EMEA, coach)",
        "Ann Left",
        "Gatekeeper",
        "5* Hotels, 3* Hotels",
        "((((",
        "<img src=x onerror=alert(1)>",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert read_markers(text) == (text, ())


TYPED = ("Ann", "Lee", "née", "(", "DM", ")", "(EMEA)", "[gone 2024]", "- left", "/", "** ex **")


@given(st.lists(st.sampled_from(TYPED), max_size=9).map(" ".join) | st.text(max_size=60))
def test_nothing_that_was_typed_is_lost(text: str) -> None:
    rest, markers = read_markers(text)
    lost = Counter(text) - Counter(rest + "".join(one.text for one in markers))
    assert not "".join(lost).strip()
    assert markers or rest == text


@given(
    st.text("Abc déł<>&\"'- ", min_size=1, max_size=20).map(str.strip),
    st.sampled_from(["(DM)", "(gone)", "[ex]", "(replaced by Ann Lee)", "** left **"]),
)
def test_a_marker_at_the_end_leaves_the_name_as_it_was(name: str, marker: str) -> None:
    rest, markers = read_markers(f"{name} {marker}")
    assert rest == name
    assert [one.text for one in markers] == [marker]
