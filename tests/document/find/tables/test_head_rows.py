"""Rows that are heads, and tables in a table."""

import pytest

from ita_sync.document.find.tables import head_rows, side_by_side
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Row
from tests.document.conftest import rules
from tests.document.find.records import HEAD, cells, records, table
from tests.document.texts import NAMES

WORDS = vocabulary(rules(2566), lossy=False)
ITEM = ("o13 รายงาน", "0.00", "เผยแพร่")


def rows(*cells: tuple[str | None, ...]) -> list[Row]:
    """Return the rows of a table."""
    return [*table(*cells).rows]


def test_heads_in_known_words_or_in_any() -> None:
    """Any short words stand over the first figure."""
    assert head_rows.known_heads(rows(HEAD, ITEM)) == 1
    strange = rows(("รหัส", "ที่วัดได้", "จะทำอะไร"), ITEM)
    assert (head_rows.known_heads(strange), head_rows.unknown_heads(strange, WORDS)) == (0, 1)
    assert head_rows.unknown_heads(rows(ITEM, ITEM), WORDS) == 0


def test_new_heads_begin_another_table() -> None:
    """With the title over them; heads that stand again, or a row of texts, do not."""
    other = ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ")
    glued = rows(HEAD, ITEM, ("ตัวชี้วัดที่ 9", "", ""), other, ("o13", "ทำ", "กองคลัง"))
    assert [len(part) for part in head_rows.one_below_the_other(glued, WORDS)] == [2, 3]
    texts = rows(HEAD, ITEM, ("", "จัดกิจกรรม", "กำหนดแนวทาง"), ITEM)
    assert len(head_rows.one_below_the_other(texts, WORDS)) == 1


def test_tables_side_by_side() -> None:
    """Two halves with the same heads; points to keep up beside weak items."""
    same = rows(("ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"), ("1", "98.01", "6", "90.00"))
    assert [section for section, _ in side_by_side.sides(same, WORDS)] == ["", ""]
    lists = rows(("จุดแข็ง", "คะแนน", "จุดอ่อน", "คะแนน"), ("i19", "97.20", "i20", "82.00"))
    assert [section for section, _ in side_by_side.sides(lists, WORDS)] == ["strengths", "weak"]
    assert side_by_side.sides(rows(HEAD, ITEM), WORDS) == [("", rows(HEAD, ITEM))]


def test_tables_side_by_side_with_a_head_that_says_nothing() -> None:
    """Where it is worded the same in both; of two wordings nothing tells."""
    head, row = ("ข้อ", "ข้อมูล", "คะแนน"), ("o1", "โครงสร้าง", "100.00", "o23", "สรุปผล", "0.00")
    same = rows((*head, *head), row)
    assert [len(side[0].cells) for _, side in side_by_side.sides(same, WORDS)] == [3, 3]
    other = rows((*head, "ข้อ", "สิ่งที่มี", "คะแนน"), row)
    assert len(side_by_side.sides(other, WORDS)) == 1


def test_scores_side_by_side_under_heads_of_their_own() -> None:
    """Each half is a table; where not all below a head are indicators, it is one table."""
    strip = rows(
        ("มุมมองภายใน", "คะแนน", "มุมมองภายนอก", "คะแนน"),
        *((NAMES[n], f"9{n}.00", NAMES[n + 5], f"8{n}.00") for n in range(5)),
    )
    assert [len(side[0].cells) for _, side in side_by_side.sides(strip, WORDS)] == [2, 2]
    other = [*strip, *rows(("รวม", "92.00", "รวม", "82.00"))]
    assert len(side_by_side.sides(other, WORDS)) == 1


@pytest.mark.parametrize("named", [True, False])
def test_indicators_across_under_tools(*, named: bool) -> None:
    """Below the tools stand their numbers, or nothing where names that stand upright were lost."""
    own = ("อบต.บ้านใหม่", *(f"{80 + n}.10" for n in range(1, 11)), "85.00")
    before = ("ปี 2565", *(f"{70 + n}.10" for n in range(1, 11)), "75.00")
    tools = ("หน่วยงาน", "IIT", *[None] * 4, "EIT", *[None] * 2, "OIT", None, "คะแนนรวม")
    numbers = (None, *(str(n) for n in range(1, 11)), None)
    rows = [tools, numbers, before, own] if named else [tools, before, own]
    found = [record for record in records(table(*rows)) if record.context.indicator]
    assert [record.context.indicator for record in found] == [*range(1, 11)]
    assert [cells(record)["score"] for record in found] == [*own[1:11]]


@pytest.mark.parametrize("beside", [True, False])
def test_indicators_across_by_their_numbers(*, beside: bool) -> None:
    """Beside what they are, typed short and in Thai digits, or below it; years are rows."""
    numbers = [thai_digits(n) for n in range(1, 11)]
    own = ("๒๕๖๖", *(f"๘{n % 10}.๑๐" for n in range(1, 11)), "๘๕.๐๐")
    before = ("๒๕๖๕", *(f"๗{n % 10}.๑๐" for n in range(1, 11)), "๗๕.๐๐")
    one = ("ตชว.", *numbers, "คะแนนเฉลี่ยรวม")
    two = [("ปี", "ตัวชี้วัด", *[None] * 9, "รวม"), (None, *numbers, None)]
    found = records(table(*([one] if beside else two), before, own))
    about = {record.context.indicator: cells(record)["score"] for record in found}
    assert about.keys() >= {*range(1, 11)}
    assert [about[n] for n in range(1, 11)] == [*own[1:11]]


def test_items_whose_tool_has_a_column_of_its_own() -> None:
    """Both tell the item; numbers that only count rows do not."""
    heads = ("ประเภท", "ข้อที่", "คะแนน", "ต้องทำอะไร")
    rows = (("IIT", "7", "79.02", "ชี้แจงแผน"), ("OIT", "12", "0", "ลงรายงาน"))
    assert [cells(record)["item"] for record in records(table(heads, *rows))] == [
        "ข้อที่ 7 (IIT)",
        "ข้อที่ 12 (OIT)",
    ]
    other = (("IIT", "ข้อที่", "คะแนน"), ("IIT", "การใช้อำนาจ", "79.02"))
    assert head_rows.with_tools([*table(*other).rows]) == [*table(*other).rows]


def thai_digits(number: int) -> str:
    """Return a number in Thai digits."""
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def test_names_across_under_known_heads() -> None:
    """The tools over them are heads that are known, and no columns for all that."""
    tools = ("หน่วยงาน", "แบบวัด IIT", None, None, "คะแนนรวม")
    names = (None, "1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "3. การใช้อำนาจ", None)
    found = records(table(tools, names, ("อบต.บ้านใหม่", "91.00", "92.00", "93.00", "92.10")))
    named = [record for record in found if record.context.indicator]
    told = {record.context.indicator: cells(record)["score"] for record in named}
    assert (told[1], told[2], told[3]) == ("91.00", "92.00", "93.00")


def test_a_row_with_the_number_of_an_item_names_no_columns() -> None:
    """However its other cells are worded."""
    assert head_rows.is_head(rows(("ข้อ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"))[0])
    assert not head_rows.is_head(rows(("o13", "วิธีดำเนินการ", "ผู้รับผิดชอบ"))[0])


def test_tables_side_by_side_as_on_the_page_before() -> None:
    """Each as wide as there."""
    found = side_by_side.sided(rows(("5", "98.01", "10", "90.00")), 2)
    assert [[row.cells for row in side] for _, side in found] == [
        [("5", "98.01")],
        [("10", "90.00")],
    ]


def test_halves_of_items_with_a_blank_head_for_ticks() -> None:
    """Below each stands a tick or cross; such a column in one half alone parts nothing."""
    heads = ("ข้อ", "คะแนน", "")
    lists = rows((*heads, *heads), ("i1", "90.00", "✓", "i6", "70.03", "×"))
    found = side_by_side.sides(lists, WORDS)
    assert [side[1].cells for _, side in found] == [("i1", "90.00", "✓"), ("i6", "70.03", "×")]
    for odd in ((*heads, "ข้อ", "คะแนน"), (*heads, "ข้อ", "คะแนน", "เรื่องอื่น")):
        other = rows(odd, ("i1", "90.00", "✓", "i6", "70.03", "×")[: len(odd)])
        assert len(side_by_side.sides(other, WORDS)) == 1
    named = rows(("เรื่องอื่น", "คะแนน", "") * 2, ("ก", "90.00", "✓", "ข", "70.03", "×"))
    assert len(side_by_side.sides(named, WORDS)) == 1


def test_a_card_has_its_item_above_its_labels() -> None:
    """It is no label, and counts for none; another title over as many labels does."""
    labels = [("วิธีดำเนินการ", "ทำบัญชี"), ("ผู้รับผิดชอบ", "กองคลัง"), ("ระยะเวลา", "มีนาคม 2567")]
    assert head_rows.labelled(rows(("ข้อ o13 รายงานผล", ""), *labels))
    assert not head_rows.labelled(rows(("ข้อ o13 รายงานผล", ""), *[("ก", "ข")] * 3))
    assert not head_rows.labelled(rows(("ความโปร่งใสของข้อมูล", ""), *labels))


def test_heads_under_a_title_that_counts_the_parts() -> None:
    """Begin another table, though a word among them is not known; no other title does so."""
    scores = [("ที่", "ตัวชี้วัด", "คะแนน"), ("10", "การป้องกันการทุจริต", "90.00")]
    below = [("ข้อ", "สรรพสิ่ง", "วิธีแก้ไข"), ("o13", "ก", "ทำบัญชี")]
    for title, count in (("ส่วนที่ 3 ข้อที่ไม่ผ่าน", 2), ("ข้อที่ไม่ผ่าน", 1)):
        drawn = rows(*scores, (title, None, None), *below)
        assert len(head_rows.one_below_the_other(drawn, WORDS)) == count
