"""The review as a page to print."""

import re

from graph.analysis.reviewing import review
from tests.unit.claims import by_hand, said, thing, touch
from tests.unit.worlds import org
from visuals.review_page import review_page
from visuals.text import isolated

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
PICTURE = """
    Dana Reyes, CFO {decision_maker}
      Ann Lee, Controller
"""


def test_the_page_tells_what_the_review_tells() -> None:
    account = org(
        PICTURE,
        touch("Colin", "Ann Lee", 12),
        thing("gap", "close", text="Nine days", yearly_value=600_000.0, currency="EUR"),
        thing("change", "erp", text="A new ERP", phase="expected"),
    )
    page = review_page(review(account))
    for part in (
        "What makes us their first call when they decide to change?",
        "The whole account hangs on",
        "EUR 600,000 a year in 1 gap",
        "A new ERP",
        "Assumed present",
        "12 days ago",
    ):
        assert part in page


def test_what_comes_from_outside_is_never_markup() -> None:
    account = org(
        PICTURE,
        by_hand(said("Ann Lee", title=HOSTILE, name=HOSTILE)),
        thing("gap", "close", text=HOSTILE, who=HOSTILE, currency=HOSTILE),
        thing("change", "erp", text=HOSTILE, source=HOSTILE),
        thing("competitor", "globex", name=HOSTILE),
    )
    page = review_page(review(account))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = review_page(review(org(PICTURE)))
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=", page)


def test_names_from_right_to_left_turn_nothing_beside_them() -> None:
    assert isolated("by ليلى الحداد (0.5 %)") == "by \u2068ليلى الحداد\u2069 (0.5 %)"
    assert isolated("by Dana (0.5 %)") == "by Dana (0.5 %)"
