"""A row of a table becomes a record, or goes on with the one above."""

import pytest

from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Line, Row, Spot, Table
from tests.document.conftest import Word
from tests.document.find.records import HEAD, WEAK, cells, records, table
from tests.document.plans import HEADS, PLAN, SCORES, measures


def test_a_second_row_of_a_measure(word: Word) -> None:
    """Who and when of each row, told apart."""
    table = [
        HEADS,
        ("e12", "ลดขั้นตอน", "กองคลัง", "ภายใน 30 วัน"),
        ("", "รายงานผล", "กองช่าง", "ทุกเดือน"),
    ]
    fields = word(SCORES, PLAN, table)
    assert [measures(fields, name) for name in ("0", "1", "division", "due")] == [
        *(["ลดขั้นตอน"], ["รายงานผล"]),
        *(["กองคลัง, กองช่าง"], ["ภายใน 30 วัน, ทุกเดือน"]),
    ]


def test_a_row_that_a_page_cut_goes_on_with_the_one_above() -> None:
    """Without item and score, or, where no number is lost, without the number of an item."""
    whole = ("o13 รายงานผลการ", "0.00", "เผย")
    assert (
        cells(records(WEAK, table(HEAD, whole), table(("", "", "แพร่")))[0])["remedy"] == "เผย\nแพร่"
    )
    cut = records(WEAK, table(HEAD, whole), table(("ดำเนินงาน", "", "แพร่")))
    assert [cells(record)["item"] for record in cut] == ["o13 รายงานผลการ\nดำเนินงาน"]
    assert len(records(WEAK, table(HEAD, whole), table(("ดำเนินงาน", "", "แพร่")), lossy=True)) == 2


def test_a_whole_row_at_the_top_of_a_page_is_one_of_its_own() -> None:
    """Its item has no number, as those above have; but it says all that they say."""
    head = ("ประเด็น", "ขั้นตอน", "กำหนดเวลา")
    found = records(
        WEAK,
        table(head, ("i19. บุคลากร", "ก", "ทุกเดือน")),
        table(("คู่มือ", "ข", "ทุกไตรมาส"), ("i20.", "ค", "ทุกปี")),
    )
    assert [cells(record)["due"] for record in found] == ["ทุกเดือน", "ทุกไตรมาส", "ทุกปี"]


def test_a_cell_that_lies_beside_several_measures_is_of_each() -> None:
    """Who is responsible, merged over two rows."""
    head = ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ")
    found = records(table(head, ("e7", "ก", "กองคลัง"), ("e8", "ข", None), ("e9", "ค", "")))
    assert [cells(record).get("division") for record in found] == ["กองคลัง", "กองคลัง", None]


def test_what_was_put_together_from_two_pages_is_told() -> None:
    """A line stands between the two tables, as a page's own heading."""
    head = ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ")
    rest = Table((Row(("", "คู่มือ", ""), Spot(page=2, table=1, row=1)),))
    found = records(
        table(head, ("e7", "จัดทำ", "กองคลัง")), Line("เอกสารแนบท้าย", Spot(page=2, line=1)), rest
    )
    assert found[0].cells[Label.STEPS].place.torn
    assert not found[0].cells[Label.DIVISION].place.torn


def test_a_recognised_row_that_lacks_nothing_but_its_item() -> None:
    """The number was not seen; the row is none the less one of its own."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "ขั้นตอน", "กำหนดเวลา")
    rows = [("e7", "กองคลัง", "ก", "ทุกปี"), ("", "กองช่าง", "ข", "ทุกเดือน"), ("", "", "ค", "")]
    assert [cells(record)["item"] for record in records(table(head, *rows), lossy=True)] == [
        "e7",
        "",
    ]
    assert len(records(table(head, *rows))) == 1


def test_the_indicators_score_stands_apart_from_the_items() -> None:
    """In one big table each has its column; a row below leaves out what the row above has said."""
    head = ("ตัวชี้วัด", "คะแนน", "ผลการประเมิน", "ข้อคำถาม", "คะแนนข้อคำถาม")
    rows = (("9 การเปิดเผยข้อมูล", "75.00", "ไม่ผ่านเกณฑ์", "o13", "0.00"), ("", "", "", "o14", "0.00"))
    found = records(table(head, *rows))
    assert [record.context.indicator for record in found] == [9, 9]
    assert found[0].own[Label.SCORE].text == "75.00"
    assert [cells(record) for record in found] == [
        {"item": "o13", "score": "0.00"},
        {"item": "o14", "score": "0.00"},
    ]


def test_a_step_a_row() -> None:
    """Rows that only number a step go on with the item above, each a step of its own."""
    head = ("รายการข้อคำถาม", "ขั้นที่", "กิจกรรม", "ผู้รับผิดชอบ")
    found = records(table(head, ("o13", "1", "จัดทำ", "กองคลัง"), ("", "2", "เผยแพร่", "")))
    assert [cells(record)["steps"] for record in found] == ["จัดทำ\n- เผยแพร่"]


def test_measures_of_one_theme(word: Word) -> None:
    """The theme is merged over them; each says who and when. Those of an item are its steps."""
    heads = ("ประเด็น", *HEADS[1:])
    rows = [("การสื่อสาร", "ปรับเว็บไซต์", "กองคลัง", "ธ.ค. 2566"), ("^", "อบรม", "กองช่าง", "ก.พ. 2567")]
    found = word(SCORES, PLAN, [heads, *rows])
    assert (measures(found, "0"), measures(found, "division")) == (
        ["ปรับเว็บไซต์", "อบรม"],
        ["กองคลัง", "กองช่าง"],
    )
    found = word(SCORES, PLAN, [heads, ("e12", *rows[0][1:]), rows[1]])
    assert (measures(found), measures(found, "division")) == (["e12"], ["กองคลัง, กองช่าง"])


def test_two_whole_measures_of_one_item(word: Word) -> None:
    """A row that says how it is followed up as well is no step; nor is it printed again."""
    heads = (*HEADS, "วิธีติดตาม")
    rows = [
        ("e12", "ปรับเว็บไซต์", "กองคลัง", "ธ.ค. 2566", "รายงานปลัด"),
        ("^", "อบรม", "กองช่าง", "ก.พ. 2567", "นับผู้เข้าอบรม"),
    ]
    found = word(SCORES, PLAN, [heads, *rows])
    told = [measures(found, name) for name in ("item", "division")]
    assert told == [["e12", "e12"], ["กองคลัง", "กองช่าง"]]


def test_the_total_beside_the_sum_of_weights(word: Word) -> None:
    """`รวม · 100 · 86.27`: a whole number beside the total names nothing."""
    scores = [(name, "", score) for name, score in SCORES[1:]]
    table = [("ตัวชี้วัด", "น้ำหนัก", "คะแนนที่ได้", "คะแนนถ่วงน้ำหนัก")]
    table += [(*row, "") for row in scores]
    found = word([*table, ("รวม", "100", "", "86.27")])
    assert found["total"].value == "86.27"


def test_a_measure_in_a_table_that_names_its_item(word: Word) -> None:
    """`มาตรการที่ 1 แก้ไขข้อ i11` beside its steps."""
    table = [
        ("มาตรการ", "ขั้นตอนการปฏิบัติ", "ผู้รับผิดชอบ", "สิ้นสุด"),
        ("มาตรการที่ 1 แก้ไขข้อ i11", "1. ร่างคู่มือ\n2. เวียนแจ้ง", "กองคลัง", "ธ.ค. 2566"),
        ("มาตรการที่ 2 แก้ไขข้อ e8", "1. ประชุม\n2. สรุปผล", "กองช่าง", "มี.ค. 2567"),
    ]
    found = word(SCORES, PLAN, table)
    assert (measures(found), measures(found, "1")) == (["i11", "e8"], ["เวียนแจ้ง", "สรุปผล"])


def test_one_list_of_everything() -> None:
    """The total, tools and indicators in the column of items are none of these."""
    head = ("รายการ", "คะแนน")
    rows = [
        ("คะแนนรวม", "84.10"),
        ("IIT ค่าเฉลี่ย", "90.01"),
        ("1. การปฏิบัติหน้าที่", "90.02"),
        ("i1 ความโปร่งใส", "90.03"),
        ("OIT8 ข้อมูล", "0.00"),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "90.04"),
    ]
    found = records(table(("ข้อ", *head[1:]), *rows))
    assert [(cells(one), one.context.indicator) for one in found] == [
        ({"name": "คะแนนรวม", "score": "84.10"}, None),
        ({"name": "IIT ค่าเฉลี่ย", "score": "90.01"}, None),
        ({"indicator": "1. การปฏิบัติหน้าที่", "score": "90.02"}, 1),
        ({"item": "i1 ความโปร่งใส", "score": "90.03"}, None),
        ({"item": "OIT8 ข้อมูล", "score": "0.00"}, None),
        ({"indicator": "ตัวชี้วัดที่ 2 การใช้งบประมาณ", "score": "90.04"}, 2),
    ]


def test_an_item_in_the_column_of_indicators() -> None:
    """It is one all the same, and begins a row."""
    head = ("ตัวชี้วัด", "คะแนน")
    rows = [("1 การปฏิบัติหน้าที่", "90.02"), ("ข้อ i1 ความโปร่งใส", "90.03")]
    assert [cells(one) for one in records(table(head, *rows))] == [
        {"indicator": "1 การปฏิบัติหน้าที่", "score": "90.02"},
        {"item": "ข้อ i1 ความโปร่งใส", "score": "90.03"},
    ]
    heads = ("ตัวชี้วัด", "วิธีดำเนินการ", "ผู้รับผิดชอบ")
    plan = [("1 การปฏิบัติหน้าที่", "ทำบัญชี", "กองคลัง"), ("ข้อ i1 ความโปร่งใส", "เปิดสาย", "กองช่าง")]
    assert [cells(one)["division"] for one in records(table(heads, *plan))] == ["กองคลัง", "กองช่าง"]


def test_what_a_measure_is_for_before_its_item() -> None:
    """`แก้ไข o13`: it is no part of the item."""
    head = ("ที่", "มาตรการ", "ข้อ", "ผู้รับผิดชอบ")
    rows = [("1", "ทำบัญชี", "แก้ไข o13", "กองคลัง"), ("", "เปิดสาย", "แก้ข้อ e7", "กองช่าง")]
    found = [cells(one) for one in records(table(head, *rows))]
    assert [(one["item"], one["division"]) for one in found] == [
        ("o13", "กองคลัง"),
        ("e7", "กองช่าง"),
    ]


def test_the_weak_item_in_the_row_of_its_indicator() -> None:
    """A score in its cell is its own; a row without one is about the indicator alone."""
    head = ("ตัวชี้วัด", "คะแนน", "ข้อที่ต้องแก้")
    rows = [
        ("9 การเปิดเผยข้อมูล", "75.00", "o13 รายงานผล (50.00)"),
        ("10 การป้องกันการทุจริต", "90.00", ""),
    ]
    with_item, alone = records(table(head, *rows))
    assert cells(with_item) == {"item": "o13 รายงานผล", "score": "50.00"}
    assert with_item.own[Label.SCORE].text == "75.00"
    assert cells(alone)["score"] == "90.00"
    assert alone.own == {}


def test_a_head_that_says_the_nought_of_all_its_items() -> None:
    """Beside their measures, too; an item with a score of its own keeps it."""
    head = ("ข้อที่ได้ 0 คะแนน", "วิธีดำเนินการ", "ผู้รับผิดชอบ")
    rows = [("o13 รายงานผล", "ทำบัญชี", "กองคลัง"), ("o14 คู่มือ 50.00", "ทำคู่มือ", "กองคลัง")]
    assert [cells(one)["score"] for one in records(table(head, *rows))] == ["0", "50.00"]


def test_the_total_with_its_level_in_one_row() -> None:
    """Under heads of measures, where no column is one of scores."""
    head = ("ตัวชี้วัด", "คะแนน", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก")
    rows = [("1 การปฏิบัติหน้าที่", "90.02", "", ""), ("คะแนนรวม", "", "ระดับ ผ่าน", "84.10")]
    assert cells(records(table(head, *rows))[-1])["score"] == "84.10"


def test_a_dash_for_the_item_begins_a_measure_of_none(word: Word) -> None:
    """Or an empty cell, where it says what it is about; else it is more of the one above."""
    heads = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")
    first = ("o13", "ทำบัญชี", "กองคลัง", "มี.ค. 2567")
    for item, steps in (("-", "อบรมพนักงาน"), ("", "อบรมพนักงาน (ตัวชี้วัดที่ 3)")):
        fields = word(SCORES, PLAN, [heads, first, (item, steps, "กองช่าง", "เม.ย. 2567")])
        assert measures(fields) == ["o13", None]
        assert measures(fields, "0") == ["ทำบัญชี", steps]
    for rest in (("-", "ลงประกาศ", "", ""), ("", "ลงประกาศ", "กองช่าง", "")):
        fields = word(SCORES, PLAN, [heads, first, rest])
        assert measures(fields) == ["o13"]
        assert measures(fields, "1") == ["ลงประกาศ"]


@pytest.mark.parametrize(
    ("caption", "scores"),
    [
        ("ประเด็นที่ได้ 0 คะแนน และมาตรการแก้ไข", ["0.00", "0.00"]),
        ("มาตรการแก้ไขประเด็นที่ได้ 0 คะแนน", []),
    ],
)
def test_a_caption_of_weak_items_says_the_nought_of_those_with_measures(
    word: Word, caption: str, scores: list[str]
) -> None:
    """They are weak items and measures; under the caption of measures they are these alone."""
    rows = [("o12 แผน", "ประกาศแผน", "กองคลัง"), ("o13 รายงาน", "ลงรายงาน", "กองช่าง")]
    fields = word(SCORES, caption, [("ข้อ", "มาตรการแก้ไข", "ผู้รับผิดชอบ"), *rows])
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found[1::2] == scores
    assert measures(fields) == ["o12", "o13"]
    assert measures(fields, "0") == ["ประกาศแผน", "ลงรายงาน"]


@pytest.mark.parametrize("title", ["มาตรการปี 2568", "แผนปฏิบัติการเพื่อยกระดับคะแนน"])
def test_measures_beside_their_items_need_no_heads_under_a_title_that_says_so(
    word: Word, title: str
) -> None:
    """A list typed into a sheet: items counted, what is done, and who; the text is guessed."""
    plan = [
        ("1. e12", "ลดขั้นตอนการให้บริการ", "กองคลัง"),
        ("2) ข้อ o13", "เผยแพร่รายงานผลบนเว็บไซต์", "สำนักปลัด"),
        ("3. i7", "จัดประชุมชี้แจงทุกไตรมาส", "กองช่าง"),
    ]
    fields = word(SCORES, title, plan)
    assert measures(fields) == ["e12", "o13", "i7"]
    assert measures(fields, "division") == ["กองคลัง", "สำนักปลัด", "กองช่าง"]
    assert measures(fields, "0") == [text for _, text, _ in plan]
    assert not measures(word(SCORES, "ผู้ประสานงานแต่ละเรื่อง", plan), "division")
