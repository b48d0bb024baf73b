"""A real browser for pages: Debian's chromium or the machine's Chrome; skipped without one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
WIDTHS = (360, 768, 1280)
"""A phone, a tablet, a desk."""


def program() -> str:
    """Return the browser of this machine; skip the test where there is none."""
    pytest.importorskip("playwright", reason="playwright, which drives the browser, is not here")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(NAMES)} is installed")
    return found


@contextmanager
def browsing() -> Iterator["Browser"]:
    """Start the browser, and end it."""
    found = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(browser: "Browser", address: str) -> Iterator["Page"]:
    """Open a page; fail where it asks for anything else, or the browser complains."""
    page = browser.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    yield page
    assert (asked, said) == ([address], [])
    page.close()


def at_widths(page: "Page") -> Iterator[int]:
    """Yield the widths at which pages are looked at; the window has each in turn."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield width


def broken_rules(page: "Page") -> list[Any]:
    """Return which rules of accessibility a page breaks, as axe-core sees it, and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def sideways(page: "Page") -> int:
    """Return by how many pixels a page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider
