"""The page: one file, nothing loaded, every value escaped, structure that a reader can hear."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from lxml import etree, html

from ita_sync.i18n import T
from ita_sync.monitor.coverage.cover import Coverage, Covered
from ita_sync.monitor.coverage.findings import Found, Presence
from ita_sync.monitor.coverage.page import to_page
from ita_sync.rules import Official

EVIL = "<script>alert(1)</script>\"'&\u202e</table>"
MISSING = Found(Presence.MISSING, (), T("No row names it"))
VOID = {"meta", "br", "hr", "img", "link", "input"}


def agency(code: str, name: str, district: str, *found: Found) -> Covered:
    """Return an agency of the list."""
    official = Official(code, "เทศบาลตำบล", name, district, "ชัยภูมิ")
    return Covered(official, (), found, not found)


def coverage(*agencies: Covered, strays: tuple[Found, ...] = ()) -> Coverage:
    """Return a coverage."""
    at = datetime(2026, 11, 30, 13, 5, tzinfo=timezone(timedelta(hours=7)))
    return Coverage(2566, "ชัยภูมิ", "", "ITA 2566", at, agencies, strays, 0, online=False)


PAGE = to_page(
    coverage(
        agency("5360601", "จัตุรัส", "จัตุรัส"),
        agency("5360602", "หนองบัวโคก", "จัตุรัส", MISSING),
        agency(
            "5360701",
            EVIL,
            EVIL,
            Found(Presence.UNCLEAR, (7,), T("Row {row}: names no agency", row=7)),
        ),
        strays=(
            Found(
                Presence.UNKNOWN,
                (9,),
                T("Row {row}: “{said}” is of no agency in the list", row=9, said=EVIL),
            ),
        ),
    )
)


class Strict(HTMLParser):
    """Fails where a tag is not closed, or closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open it."""
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself, as those of SVG may."""
        assert tag == "rect", (tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self.open.pop() == tag


def tree(page: str = PAGE) -> etree._Element:
    """Return the page as a tree."""
    return html.document_fromstring(page)


def test_the_page_is_well_formed() -> None:
    """Every tag is closed in its place, every id stands once and is the one referred to."""
    parser = Strict()
    parser.feed(PAGE)
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert set(tree().xpath("//@aria-labelledby")) <= set(parser.ids)
    assert PAGE.startswith("<!DOCTYPE html>")


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """The policy allows this very style and nothing else; no address is in the page."""
    policy = tree().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = tree().xpath("//style/text()")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    names = {element.tag for element in tree().iter() if isinstance(element.tag, str)}
    assert names.isdisjoint({"script", "link", "img", "iframe", "form", "a", "object", "base"})
    attributes = {name for element in tree().iter() for name in element.attrib}
    assert not any(name.startswith("on") or name in {"style", "src", "href"} for name in attributes)
    assert "url(" not in style
    assert "@import" not in style


def test_every_value_is_escaped_and_tame() -> None:
    """What a sheet or a list says is text, whatever it holds."""
    assert "<script" not in PAGE
    assert "\u202e" not in PAGE
    assert PAGE.count("alert(1)") >= 3
    assert "<script>alert(1)</script>\"'&\\u202e</table>" in unescape(PAGE)


def test_it_is_thai_first_with_english_beneath() -> None:
    """Each text stands in both languages, each marked as what it is."""
    root = tree()
    assert root.xpath("/html/@lang") == ["th"]
    thai, english = root.xpath("//span[@lang='th']"), root.xpath("//span[@lang='en']")
    assert len(thai) == len(english) > 20
    assert all(one.getnext() is other for one, other in zip(thai, english, strict=True))
    assert all(re.search("[ก-๛]", each.text) for each in thai)
    assert root.xpath("//h1/span[@lang='th']/text()") == ["รายงานผล ITA ปีงบประมาณ 2566"]


def test_a_reader_can_hear_it() -> None:
    """Headings in order, tables with heads that say their scope, a bar that says its share."""
    root = tree()
    levels = [int(each.tag[1]) for each in root.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.xpath("//table"):
        heads = table.xpath("thead/tr/th")
        assert all(head.get("scope") == "col" for head in heads)
        for row in table.xpath("tbody/tr"):
            assert [cell.tag for cell in row] == ["th", *["td"] * (len(heads) - 1)]
            assert row[0].get("scope") == "row"
    bars = root.xpath("//svg")
    assert [bar.get("aria-label") for bar in bars] == ["50%", "0%"]
    assert [bar.getparent().getprevious().text for bar in bars] == ["1/2", "0/1"]


@pytest.mark.parametrize("rule", re.findall(r"([^{}]+)\{([^{}]*)\}", PAGE.split("<style>")[1]))
def test_text_stands_out_from_what_is_behind_it(rule: tuple[str, str]) -> None:
    """A contrast of 7 : 1 on white and on the heads of tables (WCAG 2, level AAA)."""
    found = re.findall(r"(?<!-)color: (#[0-9a-f]{6})", rule[1])
    for colour in found:
        assert contrast(colour, "#ffffff") > 7
        assert contrast(colour, "#e8eef2") > 6


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_it_says_when_and_where_was_looked_and_not_at_which_address() -> None:
    """Day and time in Thailand, the tab; the sheet's address may be all that keeps it closed."""
    text = " ".join(tree().xpath("//header//text()"))
    assert "30 พฤศจิกายน 2569 เวลา 13:05 น." in text
    assert "ITA 2566" in text
    assert "docs.google.com" not in PAGE


def test_each_line_says_what_to_do() -> None:
    """The missing by name and code, below their district."""
    (row,) = tree().xpath("//section[h2/@id='todo']//tr[contains(., '5360602')]")
    text = " ".join(row.itertext())
    assert "แจ้งให้หน่วยงานส่งรายงาน" in text
    assert "Ask the agency to hand in its report" in text
    assert "5360601" not in " ".join(tree().xpath("//section[h2/@id='todo']")[0].itertext())


def test_a_complete_province_says_so() -> None:
    """No list of nothing, no empty table."""
    page = to_page(coverage(agency("5360601", "จัตุรัส", "จัตุรัส")))
    root = tree(page)
    assert root.xpath("//section[h2/@id='todo']//table") == []
    assert root.xpath("//section[h2/@id='strays']") == []
    assert "ไม่มี: ทุกหน่วยงานครบถ้วนแล้ว" in page
    online = to_page(replace(coverage(agency("5360601", "จัตุรัส", "จัตุรัส")), online=True))
    assert "Links were opened." in online
