"""The page the executive reads: one file, nothing loaded, every value escaped, heard as seen."""

import base64
import copy
import hashlib
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from lxml import etree, html

from ita_sync.approval.page import to_page
from ita_sync.checks import examine
from ita_sync.i18n import T
from ita_sync.report import Decision
from tests.approval.conftest import COLUMNS, Show
from tests.approval.shown import KINDS, many
from tests.monitor.coverage.test_page import Strict, contrast

DECISION = Decision(post="นายกเทศมนตรี", date=date(2023, 10, 27))


def tree(page: str) -> etree._Element:
    """Return the page as a tree."""
    return html.document_fromstring(page)


def words(element: etree._Element) -> str:
    """Return the text of an element."""
    return " ".join(" ".join(element.itertext()).split())


def section(page: str, name: str) -> str:
    """Return the words of a section, nothing where the page has none."""
    return " ".join(map(words, tree(page).xpath(f"//section[@aria-labelledby='{name}']")))


class Whole(Strict):
    """Takes the shapes of a drawing that close themselves, too; all others have an end."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take it."""
        assert tag in {"rect", "line"}, (tag, attrs)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_well_formed_and_loads_nothing(show: Show, kind: str) -> None:
    """Every tag closed, every id once; the policy allows this very style and nothing else."""
    page = to_page(show(kind))
    parser = Whole()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    root = tree(page)
    assert set(root.xpath("//@aria-labelledby")) <= set(parser.ids)
    (style,) = root.xpath("//style/text()")
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    names = {each.tag for each in root.iter() if isinstance(each.tag, str)}
    assert names.isdisjoint({"script", "link", "img", "iframe", "form", "object", "base"})
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not any(name.startswith("on") or name in {"style", "src"} for name in attributes)
    assert "url(" not in style


def test_every_value_is_escaped_and_tame(show: Show) -> None:
    """Whatever a report, a header or a sheet says is text."""
    page = to_page(show("wrong"))
    assert "<b>ดู" not in page
    assert "<b>รวม" not in page
    assert "<i>" not in page
    assert "\u202e" not in page
    text = unescape(page)
    assert '<b>ดู</b> & "แก้"\'' in text
    assert '<b>รวม & "คะแนน"</b>' in text
    assert "<book> · ITA" in unescape(to_page(show("weak")))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_thai_first_with_english_beneath(show: Show, kind: str) -> None:
    """Each text stands in both languages, each marked as what it is."""
    root = tree(to_page(show(kind)))
    assert root.xpath("/html/@lang") == ["th"]
    spans, english = root.xpath("//span[@lang='th']"), root.xpath("//span[@lang='en']")
    assert len(spans) == len(english) > 30
    assert all(one.getnext() is other for one, other in zip(spans, english, strict=True))
    assert [each.text for each in spans if not re.search("[ก-๛]", each.text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_can_hear_it(show: Show, kind: str) -> None:
    """One header, one main, one footer; headings in order; heads of tables with their scope."""
    root = tree(to_page(show(kind)))
    assert [len(root.xpath(f"//{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    levels = [int(each.tag[1]) for each in root.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.xpath("//table"):
        assert {each.get("scope") for each in table.xpath("thead/tr/th")} == {"col"}
        for row in table.xpath("tbody/tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") in {"row", "rowgroup"}
    drawn = root.xpath("//svg[@role='img']")
    assert [each.get("aria-label")[-6:] for each in drawn] == [" / 100"] * 10
    assert all(each.get("aria-hidden") for each in root.xpath("//svg[not(@role)]"))


def test_text_stands_out_from_what_is_behind_it(show: Show) -> None:
    """A contrast of 7 : 1 on white, and of 6 : 1 on what is shaded."""
    style = tree(to_page(show("weak"))).xpath("//style/text()")[0]
    found = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style))
    shaded = set(re.findall(r"background: (#[0-9a-f]{6})", style))
    assert len(found) >= 3
    assert all(contrast(colour, "#ffffff") > 7 for colour in found)
    assert all(contrast(colour, behind) > 6 for colour in found for behind in shaded)


def test_the_chart_tells_what_is_below_by_words_stripes_and_a_sign(show: Show) -> None:
    """Three of ten, against the mark of the year."""
    page = to_page(show("weak"))
    rows = tree(page).xpath("//table[@class='chart']/tbody/tr")
    below = [words(row.xpath("th")[0])[:2] for row in rows if "▼ ต่ำกว่าเกณฑ์" in words(row)]
    striped = [words(row.xpath("th")[0])[:2] for row in rows if row.xpath(".//rect[@fill]")]
    assert below == striped == ["7 ", "9 ", "10"]
    assert set(tree(page).xpath("//line/@x1")) == {"85.00%"}
    bars = tree(page).xpath("//table[@class='chart']//rect[@y]/@width")
    assert (bars[0], bars[9]) == ("98.01%", "48.75%")
    assert "เส้นตั้งคือเกณฑ์ผ่าน 85.00 คะแนน" in page


def test_a_mark_that_is_not_known_is_not_drawn(show: Show) -> None:
    """What the report prints is told as such, and what could not be checked by name."""
    page = to_page(show("partial"))
    assert tree(page).xpath("//line") == []
    assert "ไม่ทราบเกณฑ์ผ่านของปีนี้" in page
    assert page.count("▼") == 3
    assert "สิ่งที่ไม่ได้ตรวจสำหรับปี 2570" in section(page, "open")
    assert "สิ่งที่ไม่ได้ตรวจ" not in section(page, "findings")
    assert "92.55" in section(page, "sum")
    assert "×" not in section(page, "sum")


def test_the_sum_is_told_and_held_against_the_total(show: Show) -> None:
    """Each part with its weight; a total that is another is said to be."""
    told = section(to_page(show("weak")), "sum")
    assert "92.55 × 30 % = 27.77" in told
    assert "61.88 × 40 % = 24.75" in told
    assert "= 78.41" in told
    assert "ตรงกับคะแนนรวมในรายงาน คือ 78.41" in told
    assert "ไม่ตรงกับคะแนนรวมในรายงาน คือ 39.41" in section(to_page(show("wrong")), "sum")


def test_what_is_weak_stands_with_what_is_planned(show: Show) -> None:
    """By indicator: item, title, score, remedy, who and when."""
    told = section(to_page(show("weak")), "weak")
    assert "ตัวชี้วัดที่ 7 Indicator 7 ประสิทธิภาพการสื่อสาร" in told
    assert "e6 83.50 ปรับวิธีเผยแพร่ข่าวสาร" in told
    assert "กองยุทธศาสตร์และงบประมาณ · ทุกเดือน" in told
    assert "o13 รายงานผลการดำเนินงานประจำปี" in told
    assert "รายงานไม่มีข้อที่ต้องปรับปรุง" in section(to_page(show("good")), "weak")


def test_much_that_is_weak_is_shortened_on_paper_and_nothing_is_cut_silently(
    show: Show, example_path: Path, tmp_path: Path
) -> None:
    """The screen has every word; paper says what it leaves out, and which items are not on it."""
    assert tree(to_page(show("weak"))).xpath("//*[@class='rest' or @class='printed']") == []
    weak = show("many")
    (table,) = tree(to_page(weak)).xpath("//table[@class='weak compact']")
    assert len(table.xpath(".//tr[not(th[contains(@class, 'group')])]")) == 1 + 40
    assert table.xpath(".//*[contains(@class, 'more')]") == []
    for gone in table.xpath(".//*[@class='printed']"):
        gone.getparent().remove(gone)
    remedies = {item.remedy for each in weak.report.weak for item in each.items}
    shown = table.xpath(".//p[not(contains(@class, 'planned'))]")
    assert {"".join(one.itertext()) for one in shown} == remedies
    report = many(yaml.safe_load(example_path.read_text("utf-8")), 60)
    report["measures"] += [copy.deepcopy(report["measures"][0]) | {"division": "กองช่าง"}]
    file = tmp_path / "most.yaml"
    file.write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")
    page = to_page(replace(weak, checked=examine(file, lambda _year: weak.framework, {})))
    hidden = tree(page).xpath("//tr[*[contains(@class, 'more')]]/th[@scope='row']/b/text()")
    assert hidden == [f"i{number}" for number in range(6, 26)]
    assert f"และอีก 20 ข้อที่ไม่ได้แสดงในฉบับพิมพ์: {', '.join(hidden)} ดูในรายงาน" in page
    assert "กองช่าง" in section(page, "weak")
    assert tree(page).xpath("//span[@class='printed']/text()").count("+1") == 1


def test_findings_are_told_the_worst_first_in_plain_words(show: Show) -> None:
    """Errors, then warnings, with the code; nothing found is said."""
    page = to_page(show("wrong"))
    kinds = tree(page).xpath("//ul[@class='findings']/li/b/span[@lang='en']/text()")
    assert kinds == sorted(kinds, key=["error", "warning", "note"].index)
    told = section(page, "findings")
    assert "คะแนนรวม: คะแนนรวมที่ระบุคือ 39.41 ที่ควรเป็น: 78.41" in told
    assert "TOTAL-SUM" in told
    assert "ไม่พบข้อสังเกต" in section(to_page(show("good")), "findings")


def test_the_row_stands_under_its_columns_with_what_is_there_now(show: Show) -> None:
    """Old → new, in words of the page that a reader hears as such."""
    preview = replace(show("weak"), was={COLUMNS[2].header: "71.00"})
    root = tree(to_page(preview))
    assert root.xpath("//section[@aria-labelledby='row']//dt/text()") == [
        column.header for column in COLUMNS
    ]
    assert root.xpath("//section[@aria-labelledby='row']//del/text()") == ["71.00"]
    assert root.xpath("//section[@aria-labelledby='row']//ins/text()") == ["78.41"]
    assert "แถว 3" in section(to_page(preview), "row")
    assert "ยังสร้างแถวไม่ได้" in section(to_page(replace(preview, row=None)), "row")


def test_how_it_is_signed_off_is_said_at_the_top(show: Show) -> None:
    """Waiting, signed, changed since, wrong: each with a sign beside the colour."""
    weak = show("weak")
    signed = replace(weak, decision=DECISION, unsigned=None)
    void = replace(weak, unsigned=("signoff-void", T("…")), changed=(T("Column {h}", h="<x>"),))
    other = replace(weak, unsigned=("signoff-damaged", T("The sheet cannot be read now.")))
    for preview, sign, said in (
        (weak, "○", "ยังไม่ได้ลงการรับทราบ"),
        (signed, "✓", "รับทราบแล้ว: นายกเทศมนตรี วันที่ 27 ตุลาคม 2566"),
        (void, "○", "ต้องเสนอให้พิจารณาอีกครั้ง"),
        (other, "○", "The sheet cannot be read now."),
        (show("wrong"), "✕", "มีข้อผิดพลาด 3 ข้อ"),
    ):
        (state,) = tree(to_page(preview)).xpath("//header/div[starts-with(@class, 'state')]")
        assert words(state).startswith(sign)
        assert said in words(state)
    assert "Column <x>" in unescape(to_page(void))


def test_a_block_to_sign_is_there_unless_nobody_is_to_sign(show: Show) -> None:
    """Post, date, signature, two boxes; a report with errors has neither block nor digests."""
    page = to_page(show("weak"))
    assert all(word in section(page, "sign") for word in ("ลงชื่อ", "ตำแหน่ง", "วันที่", "ทราบ"))
    assert "0123456789ab" in section(page, "bound")
    assert "0123456789abc" not in page
    assert section(to_page(show("wrong")), "sign") == section(to_page(show("wrong")), "bound") == ""


def test_only_an_address_of_the_web_can_be_followed(show: Show) -> None:
    """Anything else is text."""
    good = show("good")
    (link,) = tree(to_page(good)).xpath("//a")
    assert (link.get("href"), link.get("rel")) == (good.report.url, "noreferrer noopener")
    for url in ("javascript:alert(1)", "data:text/html,x", 'https://a.go.th/"onclick="x'):
        report = good.report.model_copy(update={"url": url})
        file = replace(good.checked.file, report=report)
        evil = to_page(replace(good, checked=replace(good.checked, file=file)))
        assert tree(evil).xpath("//a") == []
        assert url in unescape(evil)


def test_practice_is_said(show: Show) -> None:
    """A page about the practice sheet cannot pass for the real one."""
    assert "ชีตฝึก" in words(tree(to_page(show("weak"))).xpath("//header")[0])
    assert "ชีตฝึก" not in to_page(replace(show("weak"), practice=False))


def test_last_year_stands_beside_it_where_the_indicator_is_the_same(show: Show) -> None:
    """Total and level, each score in brackets and as a thin bar; an indicator renamed has none."""
    weak = show("weak")
    before = weak.report.model_copy(update={"fiscal_year": 2565, "total": Decimal("71.5")})
    renamed = before.indicators[0].model_copy(update={"name": "อื่น"})
    before = before.model_copy(update={"indicators": (renamed, *before.indicators[1:])})
    page = to_page(replace(weak, former=before))
    assert "ปีก่อน: 71.50" in page
    rows = tree(page).xpath("//table[@class='chart']/tbody/tr")
    assert ["(" in words(row) for row in rows] == [False] + [True] * 9
    assert len(tree(page).xpath("//rect[@class='former']")) == 9
    assert "ในวงเล็บ" in page
    assert "ปีก่อน" not in to_page(weak)


def test_figures_are_shown_as_they_are_sent(show: Show) -> None:
    """A figure with more places than a report prints is an error, and is not rounded away."""
    weak = show("weak")
    report = weak.report.model_copy(update={"total": Decimal("78.413")})
    file = replace(weak.checked.file, report=report)
    assert "78.413" in words(
        tree(to_page(replace(weak, checked=replace(weak.checked, file=file)))).xpath("//header")[0]
    )
