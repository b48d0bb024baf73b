"""What a line goes into: the record that is open, or one that it opens."""

import pytest

from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record
from ita_sync.document.parts import Line, Spot
from tests.document.conftest import Word
from tests.document.find.records import cells, records, table
from tests.document.plans import SCORES, measures

PLAN = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


def said(*lines: str) -> list[Record]:
    """Return the records of lines."""
    return records(*(Line(line, Spot(line=n)) for n, line in enumerate(lines, 1)))


@pytest.mark.parametrize(
    ("title", "first", "second", "known"),
    [
        ("4.1 ตัวชี้วัดที่ 2 การใช้งบประมาณ", "1) ประชุมกอง", "2) ปิดประกาศ", True),
        ("4. ด้านพัสดุ", "- ประชุมกอง", "- ปิดประกาศ", True),
        ("การใช้งบประมาณ", "- ประชุมกอง", "- ปิดประกาศ", True),
        ("1) ด้านพัสดุ", "2) ด้านการเงิน", "3) ด้านบุคคล", False),  # counted as the title is
        ("ด้านพัสดุ", "1) ประชุมกอง", "2) ปิดประกาศ", False),
    ],
)
def test_steps_that_stand_under_a_title_without_a_label(
    title: str, first: str, second: str, *, known: bool
) -> None:
    """They are counted otherwise than it is; it has a number, or names an indicator."""
    found = said(PLAN, title, first, second)
    told = [{"name": title, "steps": f"{first}\n{second}"}] if known else []
    assert [cells(one) for one in found] == told


@pytest.mark.parametrize(("heading", "known"), [(PLAN, True), ("จุดอ่อน", False)])
def test_steps_that_stand_under_their_item(heading: str, *, known: bool) -> None:
    """Among measures alone."""
    (found,) = said(heading, "ข้อ o13 รายงานผล", "1) ทำบัญชี", "2) ปิดประกาศ")
    assert ("steps" in cells(found)) is known


def test_a_label_without_a_colon_below_its_steps() -> None:
    """`แล้วเสร็จ` and when."""
    (found,) = said(PLAN, "ข้อ o13 รายงานผล", "- ทำบัญชี", "แล้วเสร็จ มีนาคม 2567")
    assert cells(found)["due"] == "มีนาคม 2567"


def test_a_bullet_that_is_worded_as_a_label_is_a_step() -> None:
    """It announces nothing."""
    (found,) = said(PLAN, "ข้อ o13 รายงานผล", "ขั้นตอน", "- ทำบัญชี", "- กำหนดเวลา", "- ปิดประกาศ")
    assert cells(found) == {"item": "o13 รายงานผล", "steps": "- ทำบัญชี\n- กำหนดเวลา\n- ปิดประกาศ"}


def test_values_on_the_line_below_their_labels() -> None:
    """Steps in several lines; a heading or another item answers no label."""
    lines = ("ข้อ o13 รายงานผล", "วิธีทำ", "1) ทำบัญชี", "2) ปิดประกาศ", "ผู้รับผิดชอบ", "กองคลัง")
    first, second = said(PLAN, *lines, "ให้เสร็จ", "มีนาคม 2567", "ข้อ o14 คู่มือ", "ผู้รับผิดชอบ", "กองช่าง")
    assert cells(first) == {
        "item": "o13 รายงานผล",
        "steps": "1) ทำบัญชี\n2) ปิดประกาศ",
        "division": "กองคลัง",
        "due": "มีนาคม 2567",
    }
    assert cells(second) == {"item": "o14 คู่มือ", "division": "กองช่าง"}
    (left,) = said(PLAN, "ข้อ o13 รายงานผล", "ผู้รับผิดชอบ", "ตัวชี้วัดที่ 3 การใช้อำนาจ")
    assert "division" not in cells(left)
    found = said(PLAN, "ข้อ o13 รายงานผล", "ผู้รับผิดชอบ", "ข้อ o14 คู่มือ")
    assert [cells(one) for one in found] == [{"item": "o13 รายงานผล"}, {"item": "o14 คู่มือ"}]
    (found_next,) = said(PLAN, "ข้อ o13 รายงานผล", "วิธีทำ", "แล้วเสร็จ มีนาคม 2567")
    assert cells(found_next) == {"item": "o13 รายงานผล", "due": "มีนาคม 2567"}


def test_a_text_that_holds_the_word_of_a_label_is_none() -> None:
    """Who and when stand below a word alone."""
    (found,) = said(PLAN, "ข้อ o13 รายงานผล", "ผู้รับผิดชอบ", "กองคลัง", "ทบทวน กำหนดเวลา", "ทุกเดือน")
    assert "due" not in cells(found)


def test_a_step_that_has_the_next_number_is_no_label() -> None:
    """However it is worded."""
    lines = ("ข้อ o13 รายงานผล", "วิธีดำเนินการ", "1. ทำบัญชี", "2. กำหนดเวลา", "3. ปิดประกาศ")
    (found,) = said(PLAN, *lines)
    assert cells(found)["steps"] == "1. ทำบัญชี\n2. กำหนดเวลา\n3. ปิดประกาศ"


def test_a_score_on_the_line_below_its_item() -> None:
    """The first alone; and none without an item."""
    (found,) = said("จุดอ่อน", "ข้อ o13 รายงานผล", "ได้คะแนน 0.00", "คะแนน 50.00")
    assert cells(found) == {"item": "o13 รายงานผล", "score": "0.00"}
    assert not said("จุดอ่อน", "คะแนน 50.00")


def test_the_title_of_a_measure_stands_above_its_item() -> None:
    """On a card of labels."""
    rows = [
        ("มาตรการที่ 1", "ทำทะเบียนให้ครบ"),
        ("ข้อ", "o13 รายงานผล"),
        ("วิธีดำเนินการ", "สำรวจ"),
        ("ผู้รับผิดชอบ", "กองคลัง"),
    ]
    (found,) = records(Line(PLAN, Spot(line=1)), table(*rows))
    assert cells(found) == {
        "name": "ทำทะเบียนให้ครบ",
        "item": "o13 รายงานผล",
        "steps": "สำรวจ",
        "division": "กองคลัง",
    }


@pytest.mark.parametrize("name", ["มาตรการที่ 1 สำหรับข้อ", "มาตรการที่ 1 ข้อที่", "โครงการที่ 2) แก้ไขข้อ"])
def test_a_card_whose_first_row_asks_for_the_item(name: str) -> None:
    """`มาตรการที่ 1 สำหรับข้อ | o13 …`."""
    rows = [(name, "ข้อ o13 รายงานผล"), ("วิธีดำเนินการ", "สำรวจ"), ("ผู้รับผิดชอบ", "กองคลัง")]
    (found,) = records(Line(PLAN, Spot(line=1)), table(*rows))
    assert cells(found)["item"] == "o13 รายงานผล"


@pytest.mark.parametrize(
    "line", ["มาตรการที่ 1สำหรับข้อ i6", "มาตรการที่ 1 แก้ไขข้อ i6", "แผนที่ 1 แก้ไขข้อ i6"]
)
def test_a_measure_that_names_its_item_with_or_without_a_space(line: str) -> None:
    """`มาตรการที่ 1สำหรับข้อ i6`."""
    (found,) = said(PLAN, line, "ผู้รับผิดชอบ: กองคลัง")
    assert cells(found) == {"item": "i6", "division": "กองคลัง"}


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้ 95.90 คะแนน ผ่าน", "ผ่าน"),
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล 75.00 (ไม่ผ่านเกณฑ์)", "ไม่ผ่านเกณฑ์"),
        ("คะแนนรวม 95.90 คะแนน ผ่าน", None),
        ("ตัวชี้วัดที่ 1 ไม่ผ่าน", None),
    ],
)
def test_a_result_behind_the_score_of_an_indicator(line: str, result: str | None) -> None:
    """The line is about an indicator, and has its score."""
    found = [cells(one).get("result") for one in said(line)]
    assert found == ([result] if result else [])


ANNOUNCED = "เห็นควรกำหนดมาตรการในปี 2567 ดังนี้"


@pytest.mark.parametrize("signs", ["12", "กข"])
@pytest.mark.parametrize(
    ("heading", "first", "known"),
    [
        (ANNOUNCED, "ทบทวนคู่มือการปฏิบัติงาน", True),
        (ANNOUNCED, "การสื่อสารภายในหน่วยงาน", True),
        (PLAN, "ทบทวนคู่มือการปฏิบัติงาน", True),
        (PLAN, "การสื่อสารภายในหน่วยงาน", False),
    ],
)
def test_lines_of_a_list_are_measures(heading: str, first: str, signs: str, *, known: bool) -> None:
    """Each by itself, guessed; below a heading that announces none, those that say what to do."""
    texts = (
        [first, "การใช้ทรัพย์สินของทางราชการ"] if first.startswith("การ") else [first, "จัดอบรมพนักงาน"]
    )
    found = said(heading, *(f"{sign}. {text}" for sign, text in zip(signs, texts, strict=True)))
    assert [cells(one) for one in found] == [
        {"name": text, "steps": text} for text in texts
    ] * known
    assert all(one.cells[Label.STEPS].guessed for one in found)


def test_a_line_of_an_announced_list_with_labels_below_is_one_measure(word: Word) -> None:
    """It is not told twice; a short one says nothing by itself."""
    labels = ("ผู้รับผิดชอบ: กองคลัง", "ระยะเวลา: มีนาคม 2567")
    lines = ("1. ทบทวนคู่มือการปฏิบัติงาน", *labels, "2. จัดอบรมพนักงานทุกกอง", "3. อื่น ๆ")
    fields = word(SCORES, ANNOUNCED, *lines)
    assert measures(fields, "0") == ["ทบทวนคู่มือการปฏิบัติงาน", "จัดอบรมพนักงานทุกกอง"]
    assert measures(fields, "division") == ["กองคลัง"]


def test_letters_before_steps_are_signs(word: Word) -> None:
    """`ก. …` under a label; the month `ก.พ.` is none."""
    item = ("o13 รายงานผล", "วิธีดำเนินการ: ทบทวนคู่มือ")
    fields = word(SCORES, PLAN, *item, "ก. ทำบัญชี", "ข. ปิดประกาศ", "ผู้รับผิดชอบ: กองคลัง")
    steps = [field.value or "" for name, field in fields.items() if ".steps." in name]
    assert [step.rpartition(" ")[2] for step in steps] == ["ทบทวนคู่มือ", "ทำบัญชี", "ปิดประกาศ"]
    assert not measures(word(SCORES, PLAN, *item, "ก.พ. 2567"), "1")


def test_the_items_that_a_label_names_below_a_title(word: Word) -> None:
    """`ข้อที่เกี่ยวข้อง: o4, o11`: each has the measure; without the label it is of none."""
    title, labels = "3.1 ความโปร่งใสของข้อมูล", ("ขั้นตอน: ทำบัญชี", "ผู้รับผิดชอบ: กองคลัง")
    fields = word(SCORES, PLAN, title, "ข้อที่เกี่ยวข้อง: o4, o11", *labels)
    assert measures(fields) == ["o4", "o11"]
    assert measures(fields, "0") == ["ทำบัญชี", "ทำบัญชี"]
    assert measures(word(SCORES, PLAN, title, *labels)) == [None]
