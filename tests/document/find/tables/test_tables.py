"""Tables that hold two lists side by side, or stand upside down."""

from tests.document.conftest import Word
from tests.document.find.records import HEAD, WEAK, cells, records, table
from tests.document.plans import SCORES


def test_weak_items_beside_points_to_keep_up(word: Word) -> None:
    """Two tables in one."""
    heads = ("จุดแข็ง", "คะแนน", "จุดอ่อน", "คะแนน")
    fields = word(SCORES, "ตัวชี้วัดที่ 4", [heads, ("i19 ยืมง่าย", "97.20", "i20 ความสะดวก", "82.00")])
    assert (fields["weak.0.items.0.item"].value, fields["weak.0.items.0.score"].value) == (
        "i20",
        "82.00",
    )
    assert (fields["strengths.0.point"].value, fields["strengths.0.score"].value) == (
        "i19 ยืมง่าย",
        "97.20",
    )


def test_a_text_over_several_heads_is_none() -> None:
    """`ขั้นตอน…` under an item whose cell goes on: the heads above it stand each over one column."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดเวลา", "การรายงานผล")
    steps = (None, "ขั้นตอนหรือวิธีการ\nจัดทำคู่มือ", None, None)
    found = records(
        table(head, ("e7", "กองคลัง", "ทุกเดือน", "ก")),
        table(head, steps, ("e8", "กองช่าง", "ทุกปี", "ข")),
    )
    assert [cells(record) for record in found] == [
        {"item": "e7", "division": "กองคลัง", "due": "ทุกเดือน", "follow_up": "ก", "steps": "จัดทำคู่มือ"},
        {"item": "e8", "division": "กองช่าง", "due": "ทุกปี", "follow_up": "ข"},
    ]


def test_the_end_of_a_head_alone_is_no_row() -> None:
    """A page break cut the head, and the writer repeats its end."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "การรายงานผลและกำกับติดตาม กำหนด เวลาแล้วเสร็จ")
    cut = (*head[:2], "การรายงานผลและกำกับติดตาม กำหนด")
    found = records(
        table(head, ("e7", "กองคลัง", "ก")),
        table(cut, ("", "", "เวลาแล้วเสร็จ"), ("e8", "กองช่าง", "ข")),
    )
    assert [cells(record)["follow_up"] for record in found] == ["ก", "ข"]


def test_the_name_of_an_indicator_is_no_head() -> None:
    """Though it holds the words of one, beside a text that does as well."""
    head = ("ตัวชี้วัด", "ประเด็นที่ทำได้ดี", "วิธีรักษาระดับ")
    found = records(table(head, ("5. การแก้ไขปัญหาการทุจริต", "ได้รับคำตอบที่ชัดเจน", "คงแนวทางเดิมไว้")))
    assert [record.context.indicator for record in found] == [5]


def test_a_row_that_says_what_a_head_ends_with_is_one() -> None:
    """Only at the top of a table whose heads were printed before, it is the rest of those."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "การกำกับติดตามและรายงานผล")
    found = records(
        table(head, ("e7", "กองคลัง", "ประชุม"), ("", "", "ประเมิน"), ("", "", "รายงานผล"))
    )
    assert cells(found[0])["follow_up"] == "ประชุม\nประเมิน\nรายงานผล"


def test_a_table_whose_first_row_names_columns_is_not_turned() -> None:
    """Before a page break it may have a title and nothing else."""
    found = records(
        table(HEAD, ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "")), table(("i1 บุคลากร", "70.00", "ก"))
    )
    assert [(record.context.indicator, cells(record)["item"]) for record in found] == [
        (1, "i1 บุคลากร")
    ]


def test_heads_in_two_rows() -> None:
    """The second names what stands under a wide head."""
    first = ("ข้อ", "คะแนน", None, "แนวทางการพัฒนา")
    found = records(
        WEAK,
        table(first, (None, "คะแนนที่ได้", "ผลการประเมิน", None), ("o13 ก", "0.00", "ไม่ผ่าน", "ทำ")),
    )
    assert [cells(record) for record in found] == [
        {"item": "o13 ก", "score": "0.00", "result": "ไม่ผ่าน", "remedy": "ทำ"}
    ]


def test_any_words_under_a_wide_head_are_heads() -> None:
    """The heads beside it are merged over both rows: `เป้าหมาย · ทำได้จริง` under the scores."""
    first = ("ที่", "ตัวชี้วัด", "คะแนน", None, "หมายเหตุ")
    second = (None, None, "เป้าหมาย", "ทำได้จริง", None)
    names = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")
    rows = [(str(n), name, "90", f"8{n}.50", "-") for n, name in enumerate(names, 1)]
    found = records(table(first, second, *rows))
    assert [cells(record)["score"] for record in found] == ["81.50", "82.50", "83.50"]


def test_labels_and_values() -> None:
    """An item opens a record; the same again on the next page goes on with it."""
    first = table(("ข้อคำถาม", "o13 รายงาน"), ("คะแนน", "0.00"), ("แนวทางการพัฒนา", "เผยแพร่"))
    again = table(("ข้อคำถาม", "o13 รายงาน"), ("ผู้รับผิดชอบ", "กองคลัง"))
    found = records(WEAK, first, again)
    assert [cells(record) for record in found] == [
        {"item": "o13 รายงาน", "score": "0.00", "remedy": "เผยแพร่", "division": "กองคลัง"}
    ]


def test_a_turned_table_is_set_upright() -> None:
    """Heads on the left, an indicator a column."""
    found = records(
        table(("ตัวชี้วัด", "1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ"), ("คะแนน", "98.01", "93.22"))
    )
    assert [(record.context.indicator, cells(record)["score"]) for record in found] == [
        (1, "98.01"),
        (2, "93.22"),
    ]


def test_a_tick_says_what_stands_over_it() -> None:
    """Two columns under one head, a stroke in one of them."""
    head = (("ตัวชี้วัดที่", "คะแนน", "ผลการประเมิน", None), (None, None, "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"))
    found = records(table(*head, ("1", "98.01", "/", ""), ("9", "75.00", "", "/")))
    assert ["ไม่ผ่าน" in cells(record)["result"] for record in found] == [False, True]


def test_two_tables_with_nothing_between(word: Word) -> None:
    """A page draws them as one, on the columns of both."""
    scores = [
        ("1", None, "การปฏิบัติหน้าที่", "98.01", None),
        ("4", None, "การใช้ทรัพย์สินของราชการ", "84.00", None),
    ]
    weak = ("4 การใช้ทรัพย์สินของราชการ", "i20 ความสะดวก", None, None, "82.00")
    heads = (("ที่", None, "ตัวชี้วัด", "คะแนน", None), ("ตัวชี้วัด", "ข้อคำถาม", None, None, "คะแนน"))
    found = records(table(heads[0], *scores, heads[1], weak))
    assert [(record.context.indicator, cells(record)["score"]) for record in found] == [
        (1, "98.01"),
        (4, "84.00"),
        (4, "82.00"),
    ]


def test_columns_of_a_page_too_narrow_for_their_figures() -> None:
    """The indicators stand across, and every figure is broken."""
    heads = ("ปีงบ\nประมาณ", "ตัวชี้\nวัดที่\n1", "ตัวชี้\nวัดที่\n2", "คะแ\nนน\nรวม")
    found = records(table(heads, ("256\n6", "98.0\n1", "93.2\n2", "95.1\n0")))
    assert [cells(record)["score"] for record in found] == ["98.01", "93.22", "95.10"]


def test_tables_side_by_side_that_go_on_on_the_next_page() -> None:
    """Without heads there; a table of another width does not go on with them."""
    head = ("ตัวชี้วัด", "คะแนน")
    first = table((*head, *head), ("1", "90.01", "6", "90.06"), ("2", "90.02", "7", "90.07"))
    found = records(first, table(("3", "90.03", "8", "90.08")))
    scores = {one.context.indicator: cells(one)["score"] for one in found}
    assert scores == {n: f"90.{n:02}" for n in (1, 2, 3, 6, 7, 8)}
    assert len(records(first, table(("3", "90.03", "8")))) == 4


def test_last_years_column_between_an_indicator_and_its_score(word: Word) -> None:
    """All on the left of the weak items is the indicator's; their scores stand in their cell."""
    rows = [
        ("1. การปฏิบัติหน้าที่", "90.00", "84.00", "i5 (70.10)\ni6 (71.20)"),
        ("2. การใช้งบประมาณ", "91.00", "83.00", "i7 (72.30)"),
    ]
    heads = ("ตัวชี้วัด", "ปี 2565", "คะแนน", "ข้อที่ต้องปรับปรุง")
    fields = word([heads, *rows, ("3. การใช้อำนาจ", "92.00", "96.00", "-")])
    scores = [fields[f"indicators.{n}.score"].value for n in range(3)]
    assert scores == ["84.00", "83.00", "96.00"]
    items = [field.value for name, field in fields.items() if ".items." in name]
    assert items == ["i5", "70.10", "i6", "71.20", "i7", "72.30"]
    cut = [heads[:1] + heads[2:], *(row[:1] + row[2:] for row in rows)]
    without = word(SCORES, cut)
    assert [field.value for name, field in without.items() if ".items." in name] == items


def test_the_numbers_of_indicators_under_a_head_of_items() -> None:
    """`ข้อ` beside names counts those; numbers that are not theirs are of items."""
    head = ("ข้อ", "ตัวชี้วัด", "คะแนน")
    own = (("9", "การเปิดเผยข้อมูล", "97.50"), ("10", "การป้องกันการทุจริต", "100"))
    found = records(table(head, *own, ("รวม", None, "98.75")))
    assert ["item" in cells(record) for record in found] == [False] * 3
    other = records(table(head, ("3", *own[0][1:]), ("10", *own[1][1:])))
    assert ["item" in cells(record) for record in other] == [True] * 2


def test_a_figure_where_names_stand_is_no_more_of_the_table_before() -> None:
    """A row by itself, as wide by chance."""
    head = ("ที่", "ตัวชี้วัด", "คะแนน")
    rows = (("9", "การเปิดเผยข้อมูล", "97.50"), ("10", "การป้องกันการทุจริต", "90.00"))
    for beside, count in (("การใช้อำนาจ", 3), ("84.10", 2)):
        assert len(records(table(head, *rows), table(("3", beside, "90.10")))) == count
