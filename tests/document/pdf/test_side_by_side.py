"""Columns of text beside each other are read one after the other; tables are not."""

from ita_sync.document.parts import Line, Table
from tests.document.drawing import Sheet
from tests.document.pdf.drawn import blocks, lines, tables

LEFT, RIGHT = "ซ้าย", "ขวา"


def _column(sheet: Sheet, x: float, top: float, word: str, *, step: float = 20.0) -> list[str]:
    """Draw six lines of which the first are as wide as a column."""
    texts = [f"- {word}{'ก' * (28 - 2 * number)}" for number in range(6)]
    for number, text in enumerate(texts):
        sheet.text(x, top + number * step, text)
    return texts


def test_a_rule_parts_columns() -> None:
    """What stands over it comes first, what stands below last."""
    sheet = Sheet().text(60, 60, "หัวเรื่องที่ยาวข้ามทั้งสองคอลัมน์ของหน้ากระดาษนี้ไปจนสุด")
    left, right = _column(sheet, 60, 100, LEFT), _column(sheet, 310, 106, RIGHT)
    sheet.rule(300, 85, 300, 215).text(60, 240, "ท้ายหน้า")
    found = lines(sheet)
    assert found == [found[0], *left, *right, "ท้ายหน้า"]


def test_a_gutter_parts_columns_of_which_lines_stand_at_their_own_heights() -> None:
    """Places count on over the columns."""
    sheet = Sheet()
    left, right = _column(sheet, 60, 100, LEFT), _column(sheet, 310, 107, RIGHT)
    found = [block for block in blocks(sheet) if isinstance(block, Line)]
    assert [line.text for line in found] == [*left, *right]
    assert [line.place.line for line in found] == [*range(1, 13)]


def test_a_gutter_parts_columns_where_a_ruled_table_stands_in_one() -> None:
    """The lines beside it are not its own."""
    sheet = Sheet()
    end = sheet.cells([60, 200, 280], 100, [["การใช้อำนาจ", "90.10"]] * 6)
    right = _column(sheet, 310, 100, RIGHT)
    sheet.text(60, end + 20, "ใต้ตาราง")
    assert (len(tables(sheet)), lines(sheet)) == (1, ["ใต้ตาราง", *right])


def test_lines_at_one_height_are_rows() -> None:
    """They are labels and what these name, or a table without rules."""
    sheet = Sheet()
    _column(sheet, 60, 100, LEFT)
    _column(sheet, 310, 100, RIGHT)
    assert len(lines(sheet)) == 6


def test_the_last_line_of_a_column_does_not_go_on_in_the_next() -> None:
    """However full it is; and tables count on over a column that has none."""
    sheet = Sheet()
    sheet.cells([60, 200, 280], 60, [["การใช้อำนาจ", "90.10"]] * 2)
    _column(sheet, 60, 130, LEFT)
    _column(sheet, 310, 137, RIGHT)
    sheet.cells([310, 450, 540], 270, [["การใช้อำนาจ", "90.10"]] * 2)
    found = blocks(sheet)
    assert [block.apart for block in found if isinstance(block, Line)].count(True) == 1
    places = [block.rows[0].place.table for block in found if isinstance(block, Table)]
    assert places == [1, 2]


def test_cells_without_rules_are_no_columns() -> None:
    """Labels at half the height of values, cells of several lines in rows that stand apart."""
    sheet = Sheet()
    for row in range(4):
        for line in range(3):
            sheet.text(310, 100 + 60 * row + 16 * line, f"- ค่าที่ {row} บรรทัดที่ {line} ของแนวทาง")
        sheet.text(60, 112 + 60 * row, f"{row} ป้ายที่มีความยาวพอประมาณของแถว")
        sheet.text(60, 128 + 60 * row, f"- ป้ายบรรทัดที่สอง {row}")
    assert lines(sheet)[0].startswith("- ค่าที่ 0")


def test_a_rule_between_names_and_figures_at_their_heights_parts_no_columns() -> None:
    """Each figure stays with its name; the sides of boxes part what stands in them."""
    sheet = Sheet().rule(300, 85, 300, 200)
    for number in range(5):
        sheet.text(60, 100 + 20 * number, f"- ชื่อ {number}").text(310, 100 + 20 * number, "90.10")
    assert lines(sheet) == [f"- ชื่อ {number} 90.10" for number in range(5)]
    for y in (85, 200):
        sheet.rule(50, y, 300, y)
    sheet.rule(50, 85, 50, 200)
    assert lines(sheet)[:5] == [f"- ชื่อ {number}" for number in range(5)]
