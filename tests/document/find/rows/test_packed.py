"""Cells that hold a part of the report by themselves: lines, or rows with tabs."""

import pytest

from ita_sync.document.find.rows import packed
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Line, Spot, Table
from tests.document.find.records import YEAR, cells, records, table

WORDS = vocabulary(YEAR)
PLAN = Line("มาตรการส่งเสริมคุณธรรมและความโปร่งใส", Spot(line=1))


def box(item: str, division: str) -> str:
    """Return a measure as it stands in a box."""
    return f"ข้อ {item}\nวิธีดำเนินการ: ทำบัญชี\nผู้รับผิดชอบ: {division}"


@pytest.mark.parametrize(
    "rows",
    [
        [(box("i6", "กองคลัง"), box("e7", "กองช่าง"))],
        [(box("i6", "กองคลัง"),), (box("e7", "กองช่าง"),)],
    ],
)
def test_boxes_of_measures(rows: list[tuple[str, ...]]) -> None:
    """Each has its own lines, whether they stand side by side or not."""
    assert [cells(one) for one in records(PLAN, table(*rows))] == [
        {"item": "i6", "steps": "ทำบัญชี", "division": "กองคลัง"},
        {"item": "e7", "steps": "ทำบัญชี", "division": "กองช่าง"},
    ]


def test_nothing_below_a_box_goes_on_with_it() -> None:
    """`กำหนดเวลา` on the next line is not that of the last box."""
    below = Line("กำหนดเวลา: ทุกเดือน", Spot(line=3))
    found = records(PLAN, table((box("i6", "กองคลัง"), box("e7", "กองช่าง"))), below)
    assert ["due" in cells(one) for one in found] == [False, False, True]


def test_a_cell_with_one_label_is_no_box() -> None:
    """Nor is a row of which one is none."""
    one = "วิธีดำเนินการ: ทำบัญชี"
    assert not packed.boxes(table((box("i6", "กองคลัง"), one)).rows, WORDS)
    assert not packed.boxes(table(("", "")).rows, WORDS)


NAMES = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การแก้ไขปัญหาการทุจริต")


@pytest.mark.parametrize(("count", "known"), [(4, True), (3, False)])
@pytest.mark.parametrize(
    "card", ["{}\nได้ {} คะแนน\nผลการประเมิน: ผ่าน", "ได้ {1} คะแนน\nผลการประเมิน: ผ่าน\n{0}"]
)
def test_cards_of_an_indicator_each(card: str, count: int, *, known: bool) -> None:
    """Its name, its score, the result, in any order; a few may look so by chance."""
    row = tuple(card.format(name, f"9{n}.50") for n, name in enumerate(NAMES[:count]))
    boxes = packed.boxes(table(row).rows, WORDS)
    told = [f"{name} ได้ 9{n}.50 คะแนน ผลการประเมิน: ผ่าน" for n, name in enumerate(NAMES)]
    lines = [[one.text for one in box if isinstance(one, Line)] for box in boxes]
    assert lines == [[text] for text in told] * known


@pytest.mark.parametrize(
    "card", ["การใช้อำนาจ 93.50", "การใช้อำนาจ\nผ่าน", "อาคาร\n93.50", "การใช้อำนาจ\n93.50\n94.50"]
)
def test_a_cell_that_is_no_card_of_an_indicator(card: str) -> None:
    """It has no score below or above, or two, or it names no indicator."""
    row = (*(f"{name}\nได้ 90.50 คะแนน" for name in NAMES), card)
    assert not packed.boxes(table(row).rows, WORDS)


WEAK = "ข้อที่เป็นจุดอ่อน"
MEASURES = "มาตรการที่จะทำ"


def test_a_form_of_one_big_table() -> None:
    """Beside each heading stands all of its part, also as rows with tabs."""
    rows = [
        ("หน่วยงาน", "กองกลาง"),
        (WEAK, "ข้อ\tคะแนน\tแนวทางแก้ไข\no13 รายงานผล\t0.00\tทำบัญชี\ne7 ช่องทาง\t80.10\tเปิดสายด่วน"),
        (MEASURES, "1) ให้กองคลังทำบัญชี (ข้อ o13) ภายในเดือนมีนาคม 2567\nข้อ e7\nผู้รับผิดชอบ: กองช่าง"),
    ]
    found = records(table(*rows))
    assert [cells(one) for one in found] == [
        {"item": "o13 รายงานผล", "score": "0.00", "remedy": "ทำบัญชี"},
        {"item": "e7 ช่องทาง", "score": "80.10", "remedy": "เปิดสายด่วน"},
        {"item": "o13", "division": "กองคลัง", "steps": "ทำบัญชี", "due": "ภายในเดือนมีนาคม 2567"},
        {"item": "e7", "division": "กองช่าง"},
    ]
    assert [one.context.section for one in found] == ["weak", "weak", "measures", "measures"]


@pytest.mark.parametrize(
    ("rows", "sections"),
    [
        ([(WEAK, "ก\nข"), (MEASURES, "ค\nง")], True),
        ([(WEAK, "ก\tข"), (MEASURES, "ค\nง")], True),
        ([(WEAK, "ก\nข"), (WEAK, "ค\nง")], False),  # one and the same
        ([(WEAK, "ก"), (MEASURES, "ค\nง")], False),  # a line is no part
        ([("อาคาร", "ก\nข"), (MEASURES, "ค\nง")], False),
        ([(WEAK, "ก\nข", MEASURES, "ค\nง")], False),
    ],
)
def test_rows_that_are_sections(rows: list[tuple[str, ...]], *, sections: bool) -> None:
    """Two kinds at least, each with several lines or columns."""
    assert packed.has_sections(table(*rows).rows) is sections


def test_a_card_with_one_heading_in_it_is_no_form() -> None:
    """What stands beside it is its value."""
    rows = [(WEAK, "o13 รายงานผล\nของปี"), ("วิธีดำเนินการ", "ทำบัญชี"), ("ผู้รับผิดชอบ", "กองคลัง")]
    assert [cells(one) for one in records(table(*rows))] == [
        {"item": "o13 รายงานผล\nของปี", "steps": "ทำบัญชี", "division": "กองคลัง"}
    ]


def test_lines_and_rows_of_a_cell() -> None:
    """Those with tabs are a table, short ones filled up."""
    line, made = packed.blocks("ก\n\nข\tค\tง\nจ\tฉ", Spot(row=1))
    assert isinstance(line, Line)
    assert isinstance(made, Table)
    assert (line.text, [row.cells for row in made.rows]) == (
        "ก",
        [("ข", "ค", "ง"), ("จ", "ฉ", "")],
    )
