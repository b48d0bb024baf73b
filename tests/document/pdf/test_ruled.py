"""Ruled tables: the text of their cells."""

import pytest

from tests.document.drawing import LEADING, Sheet
from tests.document.pdf.drawn import (
    HEADER,
    INDICATORS,
    MEASURES_HEADER,
    MEASURES_XS,
    XS,
    lines,
    tables,
    torn,
)


@pytest.mark.parametrize("ruled", [True, False])
def test_the_table_of_indicators(*, ruled: bool) -> None:
    """The table of indicators."""
    sheet = Sheet().text(60, 80, "ตารางที่ ๑ ผลการประเมิน")
    sheet.cells(XS, 100, [HEADER, *INDICATORS], ruled=ruled)
    sheet.text(60, 320, "จึงเรียนมาเพื่อโปรดพิจารณา และขออนุมัติเผยแพร่ผลการวิเคราะห์ต่อไปตามระเบียบ")
    assert tables(sheet) == [[HEADER, *INDICATORS]]
    assert lines(sheet)[0] == "ตารางที่ ๑ ผลการประเมิน"
    assert len(lines(sheet)) == 2


def test_a_cell_over_several_columns_stands_where_it_begins() -> None:
    """A cell over several columns stands where it begins."""
    sheet = Sheet().text(70, 114, "เครื่องมือการประเมิน EIT").rule(60, 100, 540, 100)
    for x in (60, 540):
        sheet.rule(x, 100, x, 100 + LEADING)
    sheet.cells(MEASURES_XS, 100 + LEADING, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑."]])
    assert tables(sheet)[0][0] == ["เครื่องมือการประเมิน EIT", None, None]


@pytest.mark.parametrize(("shift", "flows"), [(-2.0, True), (0.0, False), (-7.0, False)])
def test_a_text_that_keeps_its_lines_over_a_rule_goes_on_below_it(
    *, shift: float, flows: bool
) -> None:
    """Some writers draw a rule too much through a merged cell.

    Its lines then stand beside those of the row.
    """
    sheet = Sheet()
    rows = [["o๑๓", "", "๑. จัดทำ\n๒. เผยแพร่"], ["o๑๔", "", "๓. รายงาน\n๔. ประกาศ"]]
    sheet.cells(MEASURES_XS, 100, [MEASURES_HEADER, *rows])
    for number, text in enumerate(["กอง", "คลัง", "กอง", "ช่าง"]):
        sheet.text(235, 168 + shift + (number - 2) * LEADING, text)
    found = [row[1] for row in tables(sheet)[0][1:]]
    assert found == (["กอง\nคลัง\nกอง\nช่าง", None] if flows else ["กอง\nคลัง", "กอง\nช่าง"])


@pytest.mark.parametrize(("height", "cut"), [(1.5, True), (3.0, False)])
def test_a_merged_cell_that_ends_within_a_row_may_lack_its_end(height: float, *, cut: bool) -> None:
    """Its writer had no room for the last line.

    Where the rules stop at the end of a row, nothing is missing.
    """
    sheet = Sheet()
    sheet.cells(MEASURES_XS[:3], 100, [["e๑ ก\nข\nค", "กอง"], ["e๒ ง", "กอง"]])
    x0, x1, bottom = MEASURES_XS[2], MEASURES_XS[3], 100 + height * LEADING
    sheet.rule(x0, 100, x1, 100).rule(x1, 100, x1, bottom).rule(x0, bottom, x1, bottom)
    sheet.text(x0 + 5, 114, "สร้างความเข้าใจทุก ๖")
    assert torn(sheet) == (["สร้างความเข้าใจทุก ๖"] if cut else [])
