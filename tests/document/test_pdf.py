"""PDF files: letters to words, words to lines and tables.

And what is hostile is refused in words.
"""

import shutil
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from ita_sync.document.parts import Block, Content, Line, Table
from ita_sync.document.pdf import reading as pdf
from ita_sync.document.pdf.extract import extract
from ita_sync.document.scan import recognise
from ita_sync.errors import ReportError
from tests.document.drawing import LEADING, NIKHAHIT_SAID_SARA_AM, UNNAMED, Sheet, assembled
from tests.document.drawing import pdf as drawn

INDICATORS = [
    ["๑", "IIT", "การปฏิบัติหน้าที่", "๙๘.๐๑"],
    ["๒", "IIT", "การใช้งบประมาณ", "๙๓.๒๒"],
    ["๗", "EIT", "ประสิทธิภาพ\nการสื่อสาร", "๘๔.๘๕"],
    ["๙", "OIT", "การเปิดเผยข้อมูล", "๗๕.๐๐"],
    ["๑๐", "OIT", "การป้องกันการทุจริต", "๔๘.๗๕"],
]
HEADER = ["ตัวชี้วัดที่", "เครื่องมือ", "ตัวชี้วัด", "คะแนน"]
XS = [60.0, 150.0, 240.0, 420.0, 500.0]
MEASURES_HEADER = ["ประเด็นที่ต้องพัฒนา", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ"]
MEASURES_XS = [60.0, 230.0, 350.0, 540.0]


def blocks(*sheets: Sheet) -> tuple[Block, ...]:
    """Read pages in this process."""
    return extract(drawn(*sheets)).blocks


def lines(*sheets: Sheet) -> list[str]:
    """Read the lines outside of tables."""
    return [block.text for block in blocks(*sheets) if isinstance(block, Line)]


def tables(*sheets: Sheet) -> list[list[list[str | None]]]:
    """Read the cells of the tables."""
    return [
        [list(row.cells) for row in block.rows]
        for block in blocks(*sheets)
        if isinstance(block, Table)
    ]


def refusal(data: bytes) -> ReportError:
    """Return the error that a document is refused with."""
    with pytest.raises(ReportError) as caught:
        pdf.read(data)
    assert caught.value.what.render("th") != caught.value.what.render("en")
    return caught.value


# Letters


def test_a_space_of_no_width_does_not_tear_a_word() -> None:
    """A space of no width does not tear a word."""
    # Fonts that draw sara am as two glyphs name the first one a space.
    sheet = (
        Sheet()
        .text(60, 100, "จ")
        .text(67, 100, " ")
        .text(67, 100, "ำนวน")
        .text(130, 100, "ก")
        .text(137, 100, "าร")
    )
    assert lines(sheet) == ["จำนวน การ"]


def test_a_space_that_shows_is_one() -> None:
    """A space that shows is one."""
    assert lines(Sheet().text(60, 100, "คะแนน ๙๘.๐๑").text(150, 100, "ผ่าน")) == ["คะแนน ๙๘.๐๑ ผ่าน"]


def test_a_gap_without_a_drawn_space_is_a_space() -> None:
    """A gap without a drawn space is a space."""
    assert lines(Sheet().text(60, 100, "คะแนน").text(100, 100, "๙๘")) == ["คะแนน ๙๘"]


@pytest.mark.parametrize("torn", ["ท่ี", "ที่"])
def test_marks_stand_in_the_order_of_writing(torn: str) -> None:
    """Marks stand in the order of writing."""
    assert lines(Sheet().text(60, 100, torn)) == ["ที่"]


def test_a_mark_drawn_later_goes_to_the_letter_below_it() -> None:
    """A mark drawn later goes to the letter below it."""
    assert lines(Sheet().text(60, 100, "ขอมูล").text(67, 96, "้")) == ["ข้อมูล"]


def test_the_marks_of_thai_fonts_stay_with_their_letter() -> None:
    """The marks of Thai fonts stay with their letter."""
    assert lines(Sheet().text(60, 100, "ป\uf70bองกัน")) == ["ป\uf70bองกัน"]


def test_letters_printed_twice_to_be_bold_are_read_once() -> None:
    """Letters printed twice to be bold are read once."""
    assert lines(Sheet().text(60, 100, "คะแนน ๑๑.๐๐").text(60.4, 100, "คะแนน ๑๑.๐๐")) == [
        "คะแนน ๑๑.๐๐"
    ]


def test_what_the_document_says_its_glyphs_stand_for_is_believed() -> None:
    """What the document says its glyphs stand for is believed."""
    sheet = (
        Sheet()
        .text(60, 100, "ส")
        .spoken(67, 100, NIKHAHIT_SAID_SARA_AM + UNNAMED, "ำ")
        .text(74, 100, "น\u0e31ก")
    )
    assert lines(sheet) == ["สำนัก"]


def test_sara_aa_without_a_name_is_known_by_sara_am_before_it() -> None:
    """Sara aa without a name is known by sara am before it."""
    split = f"ส{NIKHAHIT_SAID_SARA_AM}{UNNAMED}น\u0e31กปลัดเทศบ{UNNAMED}ล"
    assert lines(Sheet().text(60, 100, split)) == ["สำนักปลัดเทศบาล"]


def test_a_letter_that_nothing_names_is_shown_as_unknown() -> None:
    """A letter that nothing names is shown as unknown."""
    assert lines(Sheet().text(60, 100, f"เทศบ{UNNAMED}ลตำบล")) == ["เทศบ\ufffdลตำบล"]


def test_turned_text_is_left_out() -> None:
    """Turned text is left out."""
    sheet = Sheet().text(60, 100, "คะแนน")
    sheet.operators.append("BT /F1 14 Tf 0 1 -1 0 300 400 Tm <0E010E02> Tj ET")
    assert lines(sheet) == ["คะแนน"]


def test_letters_without_ink_are_passed_over() -> None:
    """A zero width space tells where a line may break, and is neither a letter nor an unknown mark."""
    assert lines(Sheet().text(60, 100, "ส\u200bวน")) == ["สวน"]


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


def test_a_label_at_half_height_stands_before_its_value() -> None:
    """The value's first line stands above the label.

    Without ruling lines only their places tie them.
    """
    sheet = Sheet().text(60, 100, "ที่").text(200, 100, "๑๒๓")
    sheet.text(200, 130, "รายงานการวิเคราะห์").text(60, 139, "เรื่อง").text(200, 148, "ปีงบประมาณ ๒๕๖๗")
    sheet.text(60, 178, "วันที่").text(200, 178, "๑ มีนาคม ๒๕๖๗").text(200, 208, "นายก")
    sheet.text(60, 226, "เรียน").text(200, 226, "เทศมนตรี").text(200, 244, "เมือง").text(60, 274, "จบ")
    assert lines(sheet) == [
        "ที่ ๑๒๓",
        "เรื่อง รายงานการวิเคราะห์\nปีงบประมาณ ๒๕๖๗",
        "วันที่ ๑ มีนาคม ๒๕๖๗",
        "เรียน นายก\nเทศมนตรี\nเมือง",
        "จบ",
    ]


# Tables


@pytest.mark.parametrize("ruled", [True, False])
def test_the_table_of_indicators(*, ruled: bool) -> None:
    """The table of indicators."""
    sheet = Sheet().text(60, 80, "ตารางที่ ๑ ผลการประเมิน")
    sheet.cells(XS, 100, [HEADER, *INDICATORS], ruled=ruled)
    sheet.text(60, 320, "จึงเรียนมาเพื่อโปรดพิจารณา และขออนุมัติเผยแพร่ผลการวิเคราะห์ต่อไปตามระเบียบ")
    assert tables(sheet) == [[HEADER, *INDICATORS]]
    assert lines(sheet)[0] == "ตารางที่ ๑ ผลการประเมิน"
    assert len(lines(sheet)) == 2


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


def test_a_cell_over_several_columns_stands_where_it_begins() -> None:
    """A cell over several columns stands where it begins."""
    sheet = Sheet().text(70, 114, "เครื่องมือการประเมิน EIT").rule(60, 100, 540, 100)
    for x in (60, 540):
        sheet.rule(x, 100, x, 100 + LEADING)
    sheet.cells(MEASURES_XS, 100 + LEADING, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑."]])
    assert tables(sheet)[0][0] == ["เครื่องมือการประเมิน EIT", None, None]


def test_the_edge_of_a_merged_cell_that_is_drawn_beside_that_of_its_row_makes_no_row_of_its_own() -> (
    None
):
    """Some writers do so after a page break; no text has room between the two."""
    sheet = Sheet()
    sheet.cells(MEASURES_XS, 100, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]])
    sheet.operators.remove("60.0 724.0 m 540.0 724.0 l S")
    sheet.rule(60, 118, 350, 118).rule(350, 126, 540, 126)
    assert tables(sheet) == [[MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]]]


def test_a_merged_cell_that_reaches_below_the_last_row_keeps_that_row() -> None:
    """At the foot of a page the edges of a merged cell may go further down than those beside it."""
    sheet = Sheet()
    end = sheet.cells(MEASURES_XS, 100, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]])
    sheet.operators.pop()  # the rule at the foot
    sheet.rule(230, end, 540, end).rule(60, end, 60, end + 7).rule(230, end, 230, end + 7)
    assert tables(sheet) == [[MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]]]


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


def test_a_frame_around_a_text_is_no_table() -> None:
    """A frame around a text is no table."""
    sheet = Sheet().text(70, 114, "ข้อความ")
    for x0, y0, x1, y1 in (
        (60, 100, 200, 100),
        (60, 120, 200, 120),
        (60, 100, 60, 120),
        (200, 100, 200, 120),
    ):
        sheet.rule(x0, y0, x1, y1)
    assert (tables(sheet), lines(sheet)) == ([], ["ข้อความ"])


def test_rows_without_rules_whose_score_stands_at_half_height() -> None:
    """Rows without rules whose score stands at half height."""
    sheet = Sheet()
    sheet.cells(MEASURES_XS, 100, [["ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา"]], ruled=False)
    for top, item, score, way in ((122, "e๖", "๘๓.๕๐", "ปรับปรุง"), (164, "e๗", "๘๐.๒๐", "จัดทำ")):
        for number in range(2):
            sheet.text(65, top + 14 + number * LEADING, item if number == 0 else "๓๐ วัน")
        sheet.text(235, top + 14 + LEADING / 2, score).text(355, top + 14 + LEADING / 2, way)
    assert tables(sheet)[0][1:] == [
        ["e๖\n๓๐ วัน", "๘๓.๕๐", "ปรับปรุง"],
        ["e๗\n๓๐ วัน", "๘๐.๒๐", "จัดทำ"],
    ]


def test_a_line_with_two_words_of_headers_is_no_table_by_itself() -> None:
    """A line with two words of headers is no table by itself."""
    sheet = Sheet().text(60, 100, "ผลคะแนน").text(200, 100, "ระดับดี")
    assert (tables(sheet), lines(sheet)) == ([], ["ผลคะแนน ระดับดี"])


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_that_the_page_cut_in_two_is_made_whole(*, ruled: bool, repeated: bool) -> None:
    """A row that the page cut in two is made whole."""
    above, below = Sheet(), Sheet()
    above.cells(
        MEASURES_XS,
        700,
        [MEASURES_HEADER, ["o๑๓ รายงานผล", "กองคลัง", "๑. จัดทำ\n๒. เผยแพร่"]],
        ruled=ruled,
    )
    rows = [["", "", "๓. รายงานผล"], ["o๑๔ คู่มือ", "กองช่าง", "๑. จัดทำคู่มือ"]]
    below.cells(MEASURES_XS, 90, [MEASURES_HEADER, *rows] if repeated else rows, ruled=ruled)
    first, second = tables(above, below)
    assert first[-1] == ["o๑๓ รายงานผล", "กองคลัง", "๑. จัดทำ\n๒. เผยแพร่\n๓. รายงานผล"]
    assert second == ([MEASURES_HEADER] if repeated else []) + rows[1:]


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


def test_rows_whose_cells_stand_at_half_height_are_known_by_their_items() -> None:
    """The tallest cell differs from row to row, and no pause goes through all columns."""
    sheet = Sheet()
    sheet.cells(MEASURES_XS, 60, [MEASURES_HEADER], ruled=False)
    rows = [
        ["e๑ ใบ", "กองคลัง", "๑. ก\n๒. ข\n๓. ค"],
        ["e๒ บุคลากร\nของเรา\nทั้งหมด\nนี้", "กองช่าง\nเมือง", "๑. ง"],
    ]
    rows += [["e๓ คู่มือ\nของกอง", "", "๑. จ\n๒. ฉ\n๓. ช\n๔. ซ"]]
    top = 84.0
    for row in rows:
        tall = max(len(cell.split("\n")) for cell in row)
        for x, cell in zip(MEASURES_XS, row, strict=False):
            texts = cell.split("\n")
            for number, text in enumerate(texts):
                sheet.text(x + 5, top + 14 + LEADING * (number + (tall - len(texts)) / 2), text)
        top += LEADING * tall + 6
    assert tables(sheet) == [[MEASURES_HEADER, *rows]]


def test_columns_that_nearly_touch_are_told_apart_by_their_heads() -> None:
    """A word that is too long for its cell leaves hardly any room before the next."""
    heads, row = ["", "ข้อ", "ขั้นตอน", ""], ["กองคลัง", "e๑ หนนนนนนนนนนนนนนนน", "๑. กกก", "รายงาน"]
    sheet = Sheet().text(65, 92, "ผู้รับผิดชอบ").text(405, 84, "การรายงานผล").text(405, 100, "และติดตาม")
    sheet.cells([60.0, 147.5, 295.0, 400.0], 78, [heads], ruled=False)
    sheet.cells([60.0, 147.5, 295.0, 400.0], 110, [row, row, row, row], ruled=False)
    assert tables(sheet)[0][1:] == [row] * 4


def test_a_single_row_has_the_columns_of_the_page_before() -> None:
    """A head of two lines beside the others names a column that one row alone does not show."""
    xs, row = [60.0, 200.0, 320.0, 430.0], ["กองคลัง", "e๑ ก", "๑. กกกกกกก", "รายงาน"]
    pages = [Sheet(), Sheet()]
    for sheet, rows in zip(pages, (4, 1), strict=True):
        sheet.text(65, 92, "ผู้รับผิดชอบ").text(325, 92, "ขั้นตอน").text(425, 84, "การรายงานผล").text(
            425, 100, "ติดตาม"
        )
        sheet.cells(xs, 110, [[*row[:3], ""]] * rows, ruled=False)
        for number in range(rows):
            sheet.text(410, 124 + number * LEADING, row[3])
    assert [table[1:] for table in tables(*pages)] == [[row] * 4, [row]]


@pytest.mark.parametrize("tail", ["p=sharing", "f"])
def test_an_address_that_was_cut_within_a_word_is_whole(tail: str) -> None:
    """A line of an address that reaches the edge of its cell had no room to end there."""
    row = ["ลิงก์", f"https://www.example.go.th/ita/report.pd\n{tail}", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == f"https://www.example.go.th/ita/report.pd{tail}"


def test_a_word_below_a_whole_address_is_no_part_of_it() -> None:
    """An address that had room ended by itself."""
    row = ["ลิงก์", "https://www.example.go.th/a\nITA", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == row[1]


def test_an_address_that_was_cut_at_the_end_of_a_line_is_whole() -> None:
    """No letter of an address is a space."""
    row = ["ลิงก์", "https://www.example.go.th/ita/\nreport.pdf", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == "https://www.example.go.th/ita/report.pdf"


def test_rows_that_begin_on_the_next_page_stay_apart() -> None:
    """Rows that begin on the next page stay apart."""
    above, below = Sheet(), Sheet()
    above.cells(XS, 700, [HEADER, INDICATORS[0]])
    below.cells(XS, 90, INDICATORS[1:3])
    assert tables(above, below) == [[HEADER, INDICATORS[0]], INDICATORS[1:3]]


def test_a_whole_row_under_cells_with_room_is_no_second_half() -> None:
    """Its item is named by its title alone, as that of no row before."""
    above, below = Sheet(), Sheet()
    above.cells(
        MEASURES_XS,
        680,
        [MEASURES_HEADER, ["i๑ ก", "กองคลัง", "ก"], ["i๒ ข", "กองช่าง", "๑. ก\n๒. ข"]],
    )
    below.cells(MEASURES_XS, 90, [["คู่มือการให้บริการ", "กองคลัง", "เผยแพร่"], ["แผน", "กองช่าง", "ทำ"]])
    assert tables(above, below)[1][0] == ["คู่มือการให้บริการ", "กองคลัง", "เผยแพร่"]


def test_a_row_of_full_cells_goes_on_in_every_column() -> None:
    """No cell at the foot of the page had room for another line."""
    above, below = Sheet(), Sheet()
    above.cells(
        MEASURES_XS, 680, [MEASURES_HEADER, ["i๑ ก", "กองคลัง", "ก"], ["i๒ ข", "กองช่าง", "ทำ"]]
    )
    below.cells(MEASURES_XS, 90, [["คู่มือ", "เมือง", "แล้ว"], ["i๓ ค", "กองการ", "ทำ"]])
    assert tables(above, below)[0][-1] == ["i๒ ข\nคู่มือ", "กองช่าง\nเมือง", "ทำ\nแล้ว"]


def test_a_title_over_all_columns_is_no_second_half() -> None:
    """It begins a table of its own."""
    xs = [60.0, 230.0, 350.0, 540.0]
    above, below = Sheet(), Sheet()
    head = ["ประเด็น", "คะแนน", "การรักษา"]
    above.cells(xs, 700, [head, ["เจ้าหน้าที่บริการ", "-", "คงไว้"]])
    below.cells([xs[0], xs[-1]], 90, [["ตัวชี้วัดที่ ๑๐ การป้องกัน"]])
    below.cells(xs, 108, [head, ["ไม่มีการรับของขวัญ", "๑๐๐.๐๐", "ติดตาม"]])
    first, second = tables(above, below)
    assert first[-1] == ["เจ้าหน้าที่บริการ", "-", "คงไว้"]
    assert second[0] == ["ตัวชี้วัดที่ ๑๐ การป้องกัน", None, None]


def torn(*sheets: Sheet) -> list[str]:
    """Return the texts of the cells that a page break cut in two."""
    rows = [row for block in blocks(*sheets) if isinstance(block, Table) for row in block.rows]
    return [row.cells[column] or "" for row in rows for column in sorted(row.torn)]


def test_what_was_put_together_from_two_pages_is_told() -> None:
    """The cells that lay on one page alone are not."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [MEASURES_HEADER, ["o๑๓ รายงานผล", "กองคลัง", "๑. จัดทำ"]])
    below.cells(MEASURES_XS, 90, [["", "", "๒. รายงาน"], ["o๑๔ คู่มือ", "กองช่าง", "๑. จัดทำคู่มือ"]])
    assert torn(above, below) == ["๑. จัดทำ\n๒. รายงาน"]


def test_a_whole_row_of_which_nothing_tells_whose_it_is_is_told() -> None:
    """Every cell above it is full, and it begins with neither an item nor a number."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [MEASURES_HEADER, ["รายงานผล", "กองช่าง", "จัดทำ"]])
    below.cells(MEASURES_XS, 90, [MEASURES_HEADER, ["ประจำปี", "เมือง", "คู่มือ"]])
    assert torn(above, below) == ["รายงานผล", "กองช่าง", "จัดทำ", "ประจำปี", "เมือง", "คู่มือ"]


def test_a_full_text_whose_cell_goes_on_without_it_is_told() -> None:
    """The writer left out the rest."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [MEASURES_HEADER, ["e๑ ก", "กองคลัง", "สร้างความเข้าใจเรื่องการยืม"]])
    below.cells(MEASURES_XS, 90, [["", "ต่อ", ""], ["e๒ ข", "กองช่าง", ""], ["e๓ ค", "กองการ", "ทำ"]])
    below.operators.remove("60.0 734.0 m 540.0 734.0 l S")
    below.rule(60, 108, 350, 108)
    assert torn(above, below) == ["กองคลัง\nต่อ", "สร้างความเข้าใจเรื่องการยืม"]


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


@pytest.mark.parametrize("score", ["๖๐.๐๐", ""])
def test_a_row_with_an_item_of_its_own_is_no_second_half(score: str) -> None:
    """A merged cell covers the figures of the row before; that row lacks nothing."""
    xs = [60.0, 150.0, 240.0, 330.0, 480.0]
    above, below = Sheet(), Sheet()
    header = ["ข้อคำถาม", "คะแนนข้อ", "คะแนน", "แนวทาง"]
    end = above.cells(xs, 600, [header, ["e๑ ก", "๑๐๐", "๘๐.๐๐", "ก"]])
    above.cells(xs[:3], end, [["e๒ ข", "๗๐.๐๐"]])
    for x in xs[3:]:
        above.rule(x, end, x, end + LEADING)
    above.operators.remove(f"{xs[0]} {842 - end} m {xs[-1]} {842 - end} l S")
    above.rule(xs[0], end, xs[2], end).rule(xs[2], end + LEADING, xs[-1], end + LEADING)
    below.cells(xs, 90, [["e๓ ค", "๑๐๐", score, "ค"]])
    assert tables(above, below)[1] == [["e๓ ค", "๑๐๐", score, "ค"]]


@pytest.mark.parametrize(
    ("text", "goes_on"), [("สร้างความเข้าใจเรื่องการยืม", True), ("จัดทำคู่มือ", False)]
)
def test_a_text_that_fills_its_cell_goes_on_in_the_merged_cell_of_the_next_page(
    text: str, *, goes_on: bool
) -> None:
    """The break goes between two rows, and through the cell that both share."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [MEASURES_HEADER, ["e๑ ก", "กองคลัง", text]])
    below.cells(MEASURES_XS, 90, [["e๒ ข", "กองช่าง", "พัสดุ"], ["e๓ ค", "กองการ", ""]])
    below.operators.remove("60.0 734.0 m 540.0 734.0 l S")
    below.rule(60, 108, 350, 108)
    first, second = tables(above, below)
    assert first[1][2] == (f"{text}\nพัสดุ" if goes_on else text)
    assert second == [["e๒ ข", "กองช่าง", None if goes_on else "พัสดุ"], ["e๓ ค", "กองการ", None]]


def test_no_text_goes_on_where_another_merged_cell_begins() -> None:
    """With a new indicator its remedy is new, too."""
    above, below = Sheet(), Sheet()
    above.cells(
        MEASURES_XS, 700, [["ข้อ", "ตัวชี้วัด", "แนวทาง"], ["e๑ ก", "๖", "สร้างความเข้าใจเรื่องการยืม"]]
    )
    below.cells(MEASURES_XS, 90, [["e๒ ข", "๗ การ", "พัสดุ"], ["e๓ ค", "", ""]])
    below.operators.remove("60.0 734.0 m 540.0 734.0 l S")
    below.rule(60, 108, 230, 108)
    assert tables(above, below)[1] == [["e๒ ข", "๗ การ", "พัสดุ"], ["e๓ ค", None, None]]


def test_no_text_goes_on_from_the_name_of_a_column() -> None:
    """A header that stands alone at the foot of a page may be full."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [["ประเด็น", "ผู้รับผิดชอบ", "แนวทางการพัฒนาข้อบกพร่อง"]])
    below.cells(MEASURES_XS, 90, [["e๒ ข", "กองช่าง", "พัสดุ"], ["e๓ ค", "กองการ", ""]])
    below.operators.remove("60.0 734.0 m 540.0 734.0 l S")
    below.rule(60, 108, 350, 108)
    assert tables(above, below)[1][0] == ["e๒ ข", "กองช่าง", "พัสดุ"]


def test_the_rest_of_a_merged_cell_goes_to_the_row_in_which_it_begins() -> None:
    """The row at the page break is covered by it."""
    above, below = Sheet(), Sheet()
    above.cells(
        MEASURES_XS, 680, [MEASURES_HEADER, ["e๑ ก", "กองคลัง", "สร้าง"], ["e๒ ข", "กองช่าง", "ความ"]]
    )
    above.operators.remove("60.0 126.0 m 540.0 126.0 l S")
    above.rule(60, 716, 350, 716)
    below.cells(MEASURES_XS, 90, [["ต่อ", "", "เข้าใจ"], ["e๓ ค", "กองการ", "ประกาศ"]])
    first, second = tables(above, below)
    assert first[1:] == [["e๑ ก", "กองคลัง", "สร้าง\nความ\nเข้าใจ"], ["e๒ ข\nต่อ", "กองช่าง", None]]
    assert second == [["e๓ ค", "กองการ", "ประกาศ"]]


def test_a_cut_row_that_its_rules_leave_open() -> None:
    """A cut row that its rules leave open."""
    above, below = Sheet(), Sheet()
    above.cells(MEASURES_XS, 700, [MEASURES_HEADER, ["o๑๓", "กองคลัง", "๑. จัดทำ"]])
    above.operators.pop()  # the rule at the foot
    below.cells(MEASURES_XS, 90, [["", "", "๒. เผยแพร่"], ["o๑๔", "กองช่าง", "๑. คู่มือ"]])
    below.operators.remove("60.0 752 m 540.0 752 l S")  # the rule at the head
    assert [table[-1] for table in tables(above, below)] == [
        ["o๑๓", "กองคลัง", "๑. จัดทำ\n๒. เผยแพร่"],
        ["o๑๔", "กองช่าง", "๑. คู่มือ"],
    ]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    """Running heads and page numbers are dropped."""
    pages = [
        Sheet()
        .text(60, 40, "รายงาน ITA")
        .text(60, 300, f"เนื้อหา {number}")
        .text(290, 810, f"- {number} -")
        for number in range(1, 5)
    ]
    assert lines(*pages) == ["เนื้อหา 1", "เนื้อหา 2", "เนื้อหา 3", "เนื้อหา 4"]


@pytest.mark.parametrize(("recurring", "other"), [(770, 788), (788, 770)])
def test_what_recurs_within_the_text_is_no_running_foot(recurring: float, other: float) -> None:
    """The name of a field may be among the last lines of most pages, and once be the last of each."""
    name = "การรายงานผล:" if recurring > other else "การรายงานผล"
    pages = [
        Sheet().text(60, 700, f"{number}").text(60, recurring, name).text(60, other, "ก" * number)
        for number in range(11, 15)
    ]
    assert [line for line in lines(*pages) if line == name] == [name] * 4


def test_the_header_of_a_table_is_no_running_head() -> None:
    """It stands at the top of every page that the table reaches."""
    pages = [Sheet() for _ in range(4)]
    for number, sheet in enumerate(pages):
        sheet.cells(
            MEASURES_XS, 40, [MEASURES_HEADER, [f"e{number + 1}", "กองคลัง", "ก"]], ruled=False
        )
    assert [table[0] for table in tables(*pages)] == [MEASURES_HEADER] * 4


def test_a_figure_alone_at_the_foot_of_a_page_stays_if_it_is_not_the_page_number() -> None:
    """A figure alone at the foot of a page stays if it is not the page number."""
    assert lines(Sheet().text(60, 300, "คะแนน"), Sheet().text(60, 810, "๙๘")) == ["คะแนน", "๙๘"]


# Pictures


def scanned() -> Sheet:
    """Return a page that is a picture."""
    return Sheet(picture=(0, 0, 595, 842))


def test_a_picture_with_text_over_it_was_recognised_by_a_machine() -> None:
    """A picture with text over it was recognised by a machine."""
    content = pdf.read(drawn(scanned().text(60, 100, "คะแนน ๙๘.๐๑ คะแนน")))
    assert content.lossy
    assert "1" in content.notes[0].render("en")


def test_a_document_of_letters_is_not_lossy() -> None:
    """A document of letters is not lossy."""
    assert pdf.read(drawn(Sheet().text(60, 100, "คะแนน ๙๘.๐๑"))) == Content(
        blocks(Sheet().text(60, 100, "คะแนน ๙๘.๐๑")), lossy=False, notes=()
    )


def test_pages_that_are_pictures_are_named_where_nothing_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pages that are pictures are named where nothing reads them."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(recognise, "_WINDOWS_PROGRAM", Path("absent"))
    text = Sheet().text(60, 100, "คะแนน ๙๘.๐๑")
    content = pdf.read(drawn(text, scanned(), text))
    assert [block.place.page for block in content.blocks if isinstance(block, Line)] == [1, 3]
    assert "2" in content.notes[0].render("th")
    assert not content.lossy
    assert refusal(drawn(text, scanned(), scanned())).code == "ocr-missing"


def test_letters_that_no_font_names_make_a_page_a_picture() -> None:
    """Letters that no font names make a page a picture."""
    assert extract(drawn(Sheet().text(60, 100, UNNAMED * 30))).scans == (1,)


# Hostile documents


def test_more_pages_than_a_report_has_are_refused_quickly() -> None:
    """More pages than a report has are refused quickly."""
    began = time.monotonic()
    assert refusal(drawn(*[Sheet().text(60, 100, "หน้า")] * 500)).code == "document-too-large"
    assert time.monotonic() - began < 20


def test_a_password_is_named() -> None:
    """A password is named."""
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{'AB' * 32}>/U<{'CD' * 32}>>>/ID[<00><00>]"
    assert refusal(drawn(Sheet().text(60, 100, "ลับ"), trailer=lock)).code == "document-locked"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        bytes(range(256)) * 40,
    ],
    ids=["empty", "head", "png", "zip", "noise"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """What is no PDF is refused."""
    assert refusal(data).code == "document-damaged"


def bomb(data: bytes, filters: str) -> bytes:
    """Return a document whose page unpacks to far more than it is."""
    content = (
        f"<</Length {len(data)}/Filter[{filters}]>>\nstream\n".encode() + data + b"\nendstream"
    )
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return assembled(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content]
    )


def zeros() -> bytes:
    """Return many zero bytes, packed."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(300)), packer.flush()])


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_far_more_is_refused(times: int) -> None:
    """A stream that unpacks to far more is refused."""
    data = zeros() if times == 1 else zlib.compress(zeros(), 9)
    assert refusal(bomb(data, "/FlateDecode " * times)).code == "document-too-large"


def test_a_broken_stream_that_unpacks_to_far_more_is_refused() -> None:
    """A broken stream that unpacks to far more is refused."""
    assert refusal(bomb(zeros()[:-4] + b"\0\0\0\0", "/FlateDecode")).code == "document-too-large"


def test_an_endless_page_tree_ends() -> None:
    """An endless page tree ends."""
    loop = assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    assert refusal(loop).code == "document-damaged"


def test_cross_references_that_lead_back_to_themselves_end() -> None:
    """Cross references that lead back to themselves end."""
    whole = drawn(Sheet().text(60, 100, "คะแนน"))
    start = int(whole.rsplit(b"startxref", 1)[1].split()[0])
    assert (
        refusal(drawn(Sheet().text(60, 100, "คะแนน"), trailer=f"/Prev {start}")).code
        == "document-damaged"
    )


def test_a_form_that_draws_itself_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that draws itself ends."""
    monkeypatch.setattr(pdf, "READ_SECONDS", 20)
    head = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>"
    )
    form = f"{head}\nstream\n/X Do /X Do\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    content = "<</Length 5>>\nstream\n/X Do\nendstream"
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    looped = assembled(["<</Type/Catalog/Pages 2 0 R>>", kids, page, content, form])
    began = time.monotonic()
    with suppress(ReportError):
        assert pdf.read(looped).blocks == ()
    assert time.monotonic() - began < 30


def test_a_document_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that takes too long is refused."""
    monkeypatch.setattr(pdf, "READ_SECONDS", 0.01)
    assert refusal(drawn(Sheet().text(60, 100, "คะแนน"))).code == "document-too-large"


def test_a_document_that_takes_too_much_memory_is_refused() -> None:
    """A document that takes too much memory is refused: it is no bug of ours."""
    stream = b"q " * 6_000_000
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    content = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (
        len(packed := zlib.compress(stream)),
        packed,
    )
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    found = refusal(assembled(["<</Type/Catalog/Pages 2 0 R>>", kids, page, content]))
    assert found.code in {
        "document-too-large",
        "document-damaged",
    }  # where memory ends, the process may just stop


def test_actions_and_addresses_in_a_document_are_passed_over(tmp_path: Path) -> None:
    """Actions and addresses in a document are passed over."""
    mark = tmp_path / "run"
    action = f"/OpenAction<</S/Launch/F({mark})/Win<</F(cmd.exe)>>/Next<</S/URI/URI(http://127.0.0.1:9/)>>>>"
    data = drawn(Sheet().text(60, 100, "คะแนน")).replace(
        b"/Catalog", b"/Catalog" + action.encode(), 1
    )
    assert [block.text for block in pdf.read(data).blocks if isinstance(block, Line)] == ["คะแนน"]
    assert not mark.exists()


def test_a_module_in_the_folder_of_the_document_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module in the folder of the document is not run."""
    (tmp_path / "pdfplumber.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert pdf.read(drawn(Sheet().text(60, 100, "คะแนน"))).blocks


def test_damage_anywhere_is_read_or_refused_in_words() -> None:
    """Damage anywhere is read or refused in words."""
    whole = drawn(Sheet().text(60, 100, "คะแนน ๙๘.๐๑"), Sheet().text(60, 100, "คะแนน"))
    chance = Random(7)  # noqa: S311 - for damage, not for secrets
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 8, 60])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(ReportError):
            pdf.read(bytes(data[: chance.choice([len(data), len(data) * 2 // 3])]))


# Real writers


def _page(rows: list[list[str]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<!DOCTYPE html><html lang=th><head><meta charset=utf-8></head><body><h2>รายงาน</h2>"
    return f"{head}<p>สำนักปลัดเทศบาล จำนวน ๑๒๐ คน</p><table border=1 width=100%>{cells}</table></body></html>"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_a_file_of_libreoffice(tmp_path: Path) -> None:
    """A file of LibreOffice."""
    rows = [HEADER, *([cell.replace("\n", "") for cell in row] for row in INDICATORS)]
    (tmp_path / "report.html").write_text(_page(rows), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = pdf.read((tmp_path / "report.pdf").read_bytes())
    assert [block.text for block in found.blocks if isinstance(block, Line)][-1:] == [
        "สำนักปลัดเทศบาล จำนวน ๑๒๐ คน"
    ]
    tables_found = [block for block in found.blocks if isinstance(block, Table)]
    assert [
        ["".join((c or "").split("\n")) for c in row.cells] for row in tables_found[0].rows
    ] == rows


def test_the_library_is_loaded_only_where_a_pdf_is_read() -> None:
    """The library is loaded only where a PDF is read."""
    code = "import sys, ita_sync.document.pdf; sys.exit('pdfplumber' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_damaged_installation_is_not_called_a_damaged_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged installation is not called a damaged document."""
    (tmp_path / "pdfplumber.py").write_text(
        "raise ImportError('half of it is missing')\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="half of it is missing"):
        pdf.read(drawn(Sheet()))
