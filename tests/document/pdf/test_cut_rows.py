"""Rows that a page break cut in two are made whole, and no others."""

import pytest

from tests.document.drawing import LEADING, Sheet
from tests.document.pdf.drawn import (
    HEADER,
    INDICATORS,
    MEASURES_HEADER,
    MEASURES_XS,
    XS,
    tables,
    torn,
)


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


@pytest.mark.parametrize(
    ("above", "below", "item"),
    [
        ("o๓๒, o๓๔,", "o๓๕, o๓๗", "o๓๒, o๓๔,\no๓๕, o๓๗"),
        ("i", "๒๐", "i\n๒๐"),
        ("o๓๒, o๓๔", "o๓๕, o๓๗", None),
    ],
)
def test_a_row_that_the_page_cut_in_its_item(above: str, below: str, item: str | None) -> None:
    """A list of items that goes on, or a number below its letter; the header stands there again."""
    first, second = Sheet(), Sheet()
    rows = [["o๑๓, o๑๔", "กองคลัง", "๑. ก"], [above, "กองช่าง", "๑. จัดทำ"]]
    first.cells(MEASURES_XS, 680, [MEASURES_HEADER, *rows])
    second.cells(
        MEASURES_XS, 90, [MEASURES_HEADER, [below, "และพัสดุ", "แผน"], ["o๔๐", "กองคลัง", "ทำ"]]
    )
    told = tables(first, second)
    whole = [item, "กองช่าง\nและพัสดุ", "๑. จัดทำ\nแผน"] if item else rows[1]
    assert told[0][-1] == whole


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


def test_the_foot_of_a_ruled_table_says_nothing_about_the_table_below_it() -> None:
    """That one has no rules, and fewer columns."""
    above, below = Sheet(), Sheet()
    above.cells(XS, 500, [HEADER, ["๑๐", "IIT", "การปฏิบัติหน้าที่ของเรา", "๙๘.๐๑"]])
    xs, header = [60.0, 230.0, 400.0], MEASURES_HEADER[:2]
    above.cells(xs, 700, [header, ["o๑๓ รายงานผล", "กองคลัง"]], ruled=False)
    below.cells(xs, 90, [["", "และกองช่าง"], ["o๑๔ คู่มือ", "กองช่าง"]], ruled=False)
    _, first, second = tables(above, below)
    assert first == [header, ["o๑๓ รายงานผล", "กองคลัง\nและกองช่าง"]]
    assert second == [["o๑๔ คู่มือ", "กองช่าง"]]
