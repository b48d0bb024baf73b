"""Wrapped lines are joined, points and heads of memos are not; places count."""

import pytest

from ita_sync.document.parts import Table
from tests.document.drawing import Sheet
from tests.document.pdf.drawn import (
    HEADER,
    INDICATORS,
    MEASURES_HEADER,
    MEASURES_XS,
    XS,
    blocks,
    lines,
    tables,
)


def test_a_wrapped_line_goes_on_with_the_line_above() -> None:
    """Only the page knows whether a line ended because it was full.

    Whether a space stood there it does not know.
    """
    full = "ข้อความที่ยาวจนเต็มบรรทัดของหน้ากระดาษนี้พอดีและต้องขึ้นบรรทัดใหม่เพราะไม่มีที่เหลือพอสำหรับคำ"
    sheet = Sheet().text(60, 100, full).text(60, 120, "ต่อไป").text(60, 140, "ย่อหน้าใหม่")
    assert lines(sheet) == [f"{full}\nต่อไป", "ย่อหน้าใหม่"]


def test_a_line_that_was_full_at_the_foot_of_a_page_goes_on_at_the_top_of_the_next() -> None:
    """The page ended, not the sentence."""
    full = "ข้อความที่ยาวจนเต็มบรรทัดของหน้ากระดาษนี้พอดีและต้องขึ้นบรรทัดใหม่เพราะไม่มีที่เหลือพอสำหรับคำ"
    assert lines(
        Sheet().text(60, 740, full), Sheet().text(60, 100, "ต่อไป").text(60, 130, "ใหม่")
    ) == [
        f"{full}\nต่อไป",
        "ใหม่",
    ]
    assert lines(Sheet().text(60, 740, "สั้น"), Sheet().text(60, 100, "ต่อไป")) == ["สั้น", "ต่อไป"]


@pytest.mark.parametrize("head", ["เรียน นายกเทศมนตรี", "เรื่อง รายงาน", "อ้างถึง หนังสือ"])
def test_the_lines_of_a_memo_head_stay_lines_of_their_own(head: str) -> None:
    """However full the line above is."""
    full = "ข้อความที่ยาวจนเต็มบรรทัดของหน้ากระดาษนี้พอดีและต้องขึ้นบรรทัดใหม่เพราะไม่มีที่เหลือพอสำหรับคำ"
    assert lines(Sheet().text(60, 100, full).text(60, 120, head)) == [full, head]


def test_within_a_numbered_point_the_words_of_a_memo_head_are_words() -> None:
    """`หัวหน้า|ส่วนราชการ` was wrapped."""
    full = "๑.๓ ติดตาม : (๑) สรุปผลการดำเนินงานทั้งหมดของทุกกองทุกฝ่ายเพื่อเสนอที่ประชุมประจำเดือนของหัวหน้า"
    assert lines(Sheet().text(60, 100, full).text(60, 120, "ส่วนราชการ (๒) รายงาน")) == [
        f"{full}\nส่วนราชการ (๒) รายงาน"
    ]


def test_a_line_that_ends_with_the_number_of_a_point_goes_on() -> None:
    """The point is one long word; there may be much room before it."""
    cut = "๑.๓ การติดตามและรายงานผล : (๑) รายงานผลต่อผู้บริหารทุกเดือน (๒) ตรวจสอบ (๓)"
    rest = "บันทึกผลการติดตามไว้เป็นหลักฐาน"
    wide = Sheet().text(60, 60, "ก" * 66)
    assert lines(wide.text(60, 100, cut).text(60, 120, rest))[1:] == [f"{cut}\n{rest}"]


def test_points_of_a_list_stay_lines_of_their_own() -> None:
    """A point begins with its number, however full the line above is."""
    full = "๑. ข้อความที่ยาวจนเต็มบรรทัดของหน้ากระดาษนี้พอดีและต้องขึ้นบรรทัดใหม่เพราะไม่มีที่เหลือพอสำหรับคำ"
    sheet = Sheet().text(60, 100, full).text(60, 120, "๒. ต่อไป").text(60, 140, "ผู้รับผิดชอบ: กองคลัง")
    assert lines(sheet) == [full, "๒. ต่อไป", "ผู้รับผิดชอบ: กองคลัง"]


def test_places_count_lines_tables_and_rows_of_a_page() -> None:
    """Places count lines tables and rows of a page."""
    sheet = Sheet().text(60, 80, "หนึ่ง").text(60, 300, "สอง")
    sheet.cells(XS, 100, [HEADER, INDICATORS[0]])
    first, table, second = blocks(Sheet().text(60, 400, "ก่อนหน้า"), sheet)[1:]
    assert isinstance(table, Table)
    assert (first.place.page, first.place.line) == (2, 1)  # type: ignore[union-attr]  # both are lines
    assert (second.place.page, second.place.line) == (2, 2)  # type: ignore[union-attr]  # both are lines
    assert [(row.place.page, row.place.table, row.place.row) for row in table.rows] == [
        (2, 1, 1),
        (2, 1, 2),
    ]


def test_space_between_the_points_in_a_cell_does_not_part_a_row() -> None:
    """Where several cells pause at once, the row goes on as long as it names no new item."""
    sheet = Sheet()
    end = sheet.cells(
        MEASURES_XS, 100, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]], ruled=False
    )
    end = sheet.cells(MEASURES_XS, end + 12, [["", "", "๒. เผยแพร่\n๓. รายงาน"]], ruled=False)
    sheet.cells(MEASURES_XS, end + 12, [["o๑๔", "กองช่าง", "๑. คู่มือ"]], ruled=False)
    assert tables(sheet)[0][1:] == [
        ["o๑๓", "กองคลัง", "๑. จัดทำ\n๒. เผยแพร่\n๓. รายงาน"],
        ["o๑๔", "กองช่าง", "๑. คู่มือ"],
    ]
