"""The page in a real browser: as wide as a phone, a tablet and a desk, heard, and on paper."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from ita_sync.approval.page import to_page
from tests.approval.conftest import Show
from tests.approval.shown import KINDS
from tests.browser import at_widths, broken_rules, browsing, opened, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MM = 72 / 25.4
A4 = (round(210 * MM), round(297 * MM))
FOOT = 10 * MM
"""Below it stands the number of the page, and nothing else."""

SMALLEST = """Math.min(...[...document.querySelectorAll('span, p, dd, td, th, small')]
    .filter(one => one.innerText).map(one => parseFloat(getComputedStyle(one).fontSize)))"""
BARS = """[...document.querySelectorAll('svg[role=img]')].map(svg => {
    const [all, bar] = svg.querySelectorAll('rect');
    const width = one => one.getBoundingClientRect().width;
    return [svg.getAttribute('aria-label'), width(bar) / width(all), Math.round(width(all))];
})"""
ESCAPING = """[...document.querySelectorAll('td, th, dd, .state, .result')]
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"""
LINES = """[...document.querySelectorAll('h1, h2, p, li, dd, dt, td, th')].map(one => {
    const style = getComputedStyle(one);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Return the browser of this machine."""
    with browsing() as found:
        yield found


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, show: Show, tmp_path: Path) -> str:
    """Return where a page is."""
    file = tmp_path / f"{request.param}.html"
    file.write_bytes(to_page(show(request.param)).encode())
    return file.as_uri()


def test_it_fits_the_window_and_can_be_heard(browser: "Browser", address: str) -> None:
    """Nothing to the side or out of its cell, no letter too small, nothing that cannot be heard."""
    with opened(browser, address) as page:
        for width in at_widths(page):
            assert sideways(page) == 0, width
            assert page.evaluate(SMALLEST) >= 10, width
            assert page.evaluate(ESCAPING) == [], width
            assert broken_rules(page) == [], width


def test_bars_are_as_long_as_their_scores(browser: "Browser", address: str) -> None:
    """On a phone and on a desk alike, each is its share of a cell that is as wide as the others."""
    with opened(browser, address) as page:
        for width in at_widths(page):
            drawn = page.evaluate(BARS)
            assert len(drawn) == 10, width
            assert len({cell for *_, cell in drawn}) == 1, width
            for label, share, _ in drawn:
                score = float(label.split(" ")[0])
                assert share == pytest.approx(score / 100, abs=0.02), (width, label)


def test_on_paper_it_is_one_or_two_pages_with_every_mark_whole(
    browser: "Browser", address: str
) -> None:
    """A4; no line is cut between pages: none is painted into the margin or twice."""
    with opened(browser, address) as page:
        printed = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        lines = page.evaluate(LINES)
    assert min(lines) >= 1.3, "Thai has two storeys of marks above a letter"
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        assert 1 <= len(pdf.pages) <= 2
        for sheet in pdf.pages:
            assert (round(sheet.width), round(sheet.height)) == A4
            lowest = sheet.height - FOOT
            beyond = [each for each in sheet.chars if each["bottom"] > lowest or each["top"] < FOOT]
            assert {each["text"] for each in beyond} <= set("12/ "), "the number of the page alone"
        words = "".join(each["text"] for sheet in pdf.pages for each in sheet.chars)
    assert "2/2" in words.replace(" ", "") or len(pdf.pages) == 1
