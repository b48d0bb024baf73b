"""Records become weak items and measures: several items in a cell, lists of all items."""

from ita_sync.document.draft import Trust
from tests.document.conftest import Word, rules
from tests.document.plans import HEADS, PLAN, SCORES, measures

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
