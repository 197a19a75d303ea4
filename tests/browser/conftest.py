"""A real browser, and pages that must neither fail nor reach for anything."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

from visuals.picture import Picture
from visuals.writing import render

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page, and all that went wrong on it: errors, dialogs, requests, broken policy."""

    page: Page
    faults: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


def _chromium() -> str:
    """Where Chromium is; without it the tests are skipped, or fail where all are required."""
    found = os.environ.get("INROAD_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        stop = pytest.fail if os.environ.get("INROAD_REQUIRE_ALL") == "1" else pytest.skip
        stop("There is no Chromium: install Debian's chromium or set INROAD_CHROMIUM to one.")
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Not for the whole session: while it runs no other event loop can run in this thread."""
    path = _chromium()
    # root, as in containers, can't have Chromium's sandbox
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=options)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a picture as a page and at the end checks that it had no fault.

    `added` is markup that stands in the file as if it had slipped in.
    """
    shown: list[Opened] = []

    def show(
        picture: Picture,
        size: tuple[int, int] = (1440, 900),
        scheme: str = "light",
        added: bytes = b"",
    ) -> Opened:
        file = tmp_path / f"map{len(shown)}.html"
        file.write_bytes(render(picture, "html").data.replace(b"<header", added + b"<header", 1))
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        one = Opened(page)
        shown.append(one)
        _watch(one, file.as_uri())
        page.goto(file.as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        return one

    yield show
    for one in shown:
        one.page.close()
        assert one.faults == []


def _watch(one: Opened, address: str) -> None:
    def on_route(route: Route) -> None:
        if route.request.url == address:
            route.continue_()
        else:
            one.faults.append(f"request {route.request.url}")
            route.abort()

    def on_dialog(dialog: Dialog) -> None:
        one.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page = one.page
    page.route("**/*", on_route)
    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: one.faults.append(f"error {error}"))
    page.on("console", lambda message: one.faults.append(f"{message.type} {message.text}"))
    page.expose_function("policyBroken", lambda text: one.faults.append(f"policy {text}"))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', "
        "(event) => policyBroken(`${event.violatedDirective} ${event.blockedURI}`))"
    )
