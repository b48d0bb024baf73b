"""Columns of tables without ruling lines."""

from tests.document.drawing import LEADING, Sheet
from tests.document.pdf.drawn import lines, tables


def test_a_line_with_two_words_of_headers_is_no_table_by_itself() -> None:
    """A line with two words of headers is no table by itself."""
    sheet = Sheet().text(60, 100, "ผลคะแนน").text(200, 100, "ระดับดี")
    assert (tables(sheet), lines(sheet)) == ([], ["ผลคะแนน ระดับดี"])


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
