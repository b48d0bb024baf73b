"""The page in a real browser: as wide as a phone, a tablet and a desk, heard, and on paper."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
import yaml

from ita_sync.approval.page import to_page
from ita_sync.checks import examine
from tests.approval.conftest import Show
from tests.approval.shown import KINDS, many
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
        page.emulate_media(media="print")
        assert min(page.evaluate(LINES)) >= 1.3, "Thai has two storeys of marks above a letter"
        assert page.evaluate(SMALLEST.replace("span,", "span[lang=th],")) * 72 / 96 >= 7, "points"
    on_paper(browser, address)


def test_more_than_is_printed_is_said_to_be_more(
    browser: "Browser", show: Show, example_path: Path, tmp_path: Path
) -> None:
    """Sixty weak items: two pages, forty of them, and which ones are not there."""
    weak, source = show("many"), yaml.safe_load(example_path.read_text("utf-8"))
    report = tmp_path / "most.yaml"
    report.write_text(yaml.safe_dump(many(source, 60), allow_unicode=True), "utf-8")
    file = tmp_path / "most.html"
    checked = examine(report, lambda _year: weak.framework, {})
    file.write_text(to_page(replace(weak, checked=checked)), "utf-8")
    words = on_paper(browser, file.as_uri())
    assert "andanumberisshortenedonpaper" in words
    assert "And20moreitems,whicharenotonthispaper:i6,i7," in words


def on_paper(browser: "Browser", address: str) -> str:
    """Print a page, look at the sheets, and return what is on them without spaces."""
    with opened(browser, address) as page:
        printed = page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        assert 1 <= len(pdf.pages) <= 2
        for sheet in pdf.pages:
            assert (round(sheet.width), round(sheet.height)) == A4
            lowest = sheet.height - FOOT
            beyond = [each for each in sheet.chars if each["bottom"] > lowest or each["top"] < FOOT]
            assert {each["text"] for each in beyond} <= set("12/ "), "the number of the page alone"
        words = "".join(each["text"] for sheet in pdf.pages for each in sheet.chars)
        assert "2/2" in words.replace(" ", "") or len(pdf.pages) == 1
    return words.replace(" ", "")
