"""Records become weak items and measures: several items in a cell, lists of all items."""

from dataclasses import replace

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.lists import lists
from tests.document.conftest import Word, rules
from tests.document.plans import HEADS, PLAN, SCORES, measures
from tests.document.texts import GOOD, Read, table

YEAR = rules(2566)


def test_a_measure_for_several_items_stands_for_each(word: Word) -> None:
    """Those between the ends of a span are marked."""
    fields = word(SCORES, PLAN, [HEADS, ("i20 - i22", "อบรม", "กองคลัง", "31 มีนาคม 2567")])
    assert measures(fields) == ["i20", "i21", "i22"]
    assert [fields[f"measures.{n}.item"].trust for n in range(3)] == [
        Trust.SURE,
        Trust.SINGLE,
        Trust.SURE,
    ]
    assert measures(fields, "due_date") == ["31 มีนาคม 2567"] * 3


@pytest.mark.parametrize(("weak", "item"), [("i7", "i7"), ("o7", "o7"), ("e3", "i7")])
def test_a_misread_number_of_a_measure_is_that_of_the_only_weak_item(weak: str, item: str) -> None:
    """Whatever it looks like most; a person confirms it."""
    named = Named("i7", others=("o7", "o17"))
    assert lists.among(named, {weak}).item == item
    assert lists.among(named, {"o7", "o17"}) == named
    assert lists.among(replace(named, exact=True), {"o7"}).item == "i7"


def test_a_list_of_all_items_is_not_one_of_weak_ones(word: Word) -> None:
    """Only those below the pass mark are weak, whatever the caption says."""
    table = [
        ("ข้อ", "ข้อคำถาม", "คะแนน"),
        ("i19", "ก", "88.00"),
        ("i20", "ข", "79.68"),
        ("i21", "ค", "100.00"),
    ]
    for caption in ("ผลคะแนนรายข้อคำถาม แบบวัด IIT", "ประเด็นที่ต้องแก้ไข ตัวชี้วัดที่ 4", "ผลการประเมิน"):
        fields = word(SCORES, caption, table)
        assert fields["weak.0.items.0.item"].value == "i20"
        assert "weak.0.items.1.item" not in fields


def test_who_mends_a_weak_item_is_no_measure_beside_a_plan(word: Word) -> None:
    """The plan tells its steps; without one it is all that there is."""
    table = [
        ("ข้อ", "ข้อคำถาม", "คะแนน", "แนวทางการพัฒนา", "ผู้รับผิดชอบ"),
        ("i20", "ข", "79.68", "อบรม", "กองช่าง"),
        ("i22", "ง", "80.10", "ชี้แจง", "กองช่าง"),
    ]
    plan = [HEADS, ("i20", "จัดอบรมการใช้ทรัพย์สิน", "กองคลัง", "31 มีนาคม 2567")]
    fields = word(SCORES, "ตัวชี้วัดที่ 4", table, PLAN, plan)
    assert measures(fields) == ["i20"]
    assert fields["measures.0.division"].value == "กองคลัง"
    assert measures(word(SCORES, "ตัวชี้วัดที่ 4", table)) == ["i20", "i22"]


def test_an_item_with_full_marks_beside_those_without_any(word: Word) -> None:
    """A sentence may name it as well."""
    said = "ข้อที่ได้ 0 คะแนน คือ ข้อ o13 คู่มือ และข้อ o34 การประเมินความเสี่ยง ส่วนข้อ o15 สถิติ ได้คะแนนเต็ม"
    fields = word(SCORES, said)
    items = [
        field.value
        for name, field in fields.items()
        if name.startswith("weak.") and name.endswith(".item")
    ]
    assert items == ["o13", "o34"]


@pytest.mark.parametrize("items", [False, True])
def test_a_plan_by_indicators_in_a_text(read_text: Read, *, items: bool) -> None:
    """Where others name an item, that of one that names none may only not have been seen."""
    plan = (
        "มาตรการ ปี 2567",
        "ตัวชี้วัด\tวิธีดำเนินการ\tผู้รับผิดชอบ\tกำหนดแล้วเสร็จ",
        "4 การใช้ทรัพย์สินของราชการ\tจัดทำคู่มือการยืม\tกองคลัง\tมีนาคม 2567",
        "8 การปรับปรุงการทำงาน\tเพิ่มช่องทางยื่นคำร้อง\tสำนักปลัด\tเมษายน 2567",
    )
    other = ("", "ข้อ\tวิธีดำเนินการ\tผู้รับผิดชอบ", "o13\tรายงานผล\tกองคลัง") if items else ()
    fields = read_text("\n".join((table(GOOD), *plan, *other)))
    found = [field.value for name, field in fields.items() if name.endswith(".division")]
    assert found == (["กองคลัง"] if items else ["กองคลัง", "สำนักปลัด"])
    if not items:
        assert fields["measures.0.item"].value is None


def test_several_items_behind_the_name_of_a_measure(word: Word) -> None:
    """Each has it; other brackets name none."""
    heads = ("ประเด็น", *HEADS[1:])
    row = ("กำกับการใช้ทรัพย์สิน (i19, i20)", "ทำทะเบียน", "กองคลัง", "มีนาคม 2567")
    assert measures(word(SCORES, PLAN, [heads, row])) == ["i19", "i20"]
    other = ("กำกับการใช้ทรัพย์สิน (แบบ ก)", *row[1:])
    assert measures(word(SCORES, PLAN, [heads, other])) == [None]


def test_a_line_over_who_and_when_says_what_to_do(word: Word) -> None:
    """For want of another, guessed; a theme of few letters does not, nor where steps are told."""
    labels = ("ผู้รับผิดชอบ: กองคลัง", "ระยะเวลา: มีนาคม 2567")
    fields = word(SCORES, PLAN, "1. ทบทวนคู่มือการปฏิบัติงาน", *labels)
    steps = [field for name, field in fields.items() if ".steps." in name]
    assert [(one.value, one.trust) for one in steps] == [("ทบทวนคู่มือการปฏิบัติงาน", Trust.SINGLE)]
    assert measures(word(SCORES, PLAN, "1. ด้านพัสดุ", *labels), "0") == []
    told = word(SCORES, PLAN, "1. ทบทวนคู่มือการปฏิบัติงาน", "ขั้นตอน: ทำผัง", *labels)
    assert measures(told, "0") == ["ทำผัง"]
