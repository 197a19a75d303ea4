"""What somebody typed into a name stays text on the page, and could do nothing if it slipped in."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.making import team
from tests.unit.test_page import HOSTILE, hostile_account
from visuals.highlights import Highlight
from visuals.picture import picture


def test_hostile_names_are_shown_as_text_and_run_nowhere(opened: Open) -> None:
    whole = hostile_account()
    chosen = [Highlight(whole.people[0].id, 1, HOSTILE[0], HOSTILE)]
    page = opened(picture(whole, chosen, {})).page
    shown = page.locator("#outline").inner_text()
    for name in HOSTILE:
        assert name in shown
        page.fill("#search", name)
        page.keyboard.press("Enter")
        expect(page.locator("#details h3")).to_have_text(name)
    assert page.locator("script").count() == 3
    assert page.locator("img, iframe, object, a").count() == 0


@pytest.mark.parametrize(
    "slipped_in",
    [
        b"<script>alert(1)</script>",
        b"<img src=x onerror=alert(2)>",
        b"<img src='https://elsewhere.example/a.png'>",
        b"<body onload=alert(3) style='background:url(https://elsewhere.example)'>",
        b"<iframe srcdoc='<script>alert(4)</script>'></iframe>",
        b"<link rel=stylesheet href='https://elsewhere.example/a.css'>",
    ],
)
def test_markup_that_slipped_in_would_be_stopped_by_the_policy(
    opened: Open, slipped_in: bytes
) -> None:
    one = opened(team(), added=slipped_in)
    one.page.wait_for_timeout(100)
    assert any(fault.startswith("policy ") for fault in one.faults)
    assert not any(fault.startswith(("dialog", "request")) for fault in one.faults)
    one.faults.clear()
