"""Ruling lines and the cells that they enclose."""

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import MEASURES_HEADER, MEASURES_XS, lines, tables


def test_the_edge_of_a_merged_cell_drawn_beside_that_of_its_row_makes_no_row() -> None:
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
