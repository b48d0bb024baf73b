"""Records become weak items and measures: several items in a cell, lists of all items."""

import pytest

from ita_sync.document.draft import Trust
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


def test_a_list_of_all_items_is_not_one_of_weak_ones(word: Word) -> None:
    """Only those below the pass mark are weak; in a list of weak ones a high score is doubted."""
    table = [
        ("ข้อ", "ข้อคำถาม", "คะแนน"),
        ("i19", "ก", "88.00"),
        ("i20", "ข", "79.68"),
        ("i21", "ค", "100.00"),
    ]
    fields = word(SCORES, "ผลคะแนนรายข้อคำถาม แบบวัด IIT", table)
    assert [fields[f"weak.0.items.{n}.item"].value for n in range(1)] == ["i20"]
    assert "weak.0.items.1.item" not in fields
    listed = word(SCORES, "ประเด็นที่ต้องแก้ไข ตัวชี้วัดที่ 4", table)
    assert listed["weak.0.items.0.score"].trust is Trust.DOUBTFUL


@pytest.mark.parametrize(("number", "trust"), [(9, Trust.SURE), (10, Trust.SINGLE)])
def test_a_recognised_zero_under_the_heading_of_another_indicator(
    read_text: Read, number: int, trust: Trust
) -> None:
    """The item is told by its words; but is the list one of weak items of this indicator at all?"""
    weak = (
        f"จุดอ่อน\nตัวชี้วัดที่ {number}\nข้อคำถาม\tคะแนน\tแนวทาง\no13 {YEAR.titles.items['o13']}\t0.00\tก\n"
    )
    score = read_text(table(GOOD) + weak)["weak.0.items.0.score"]
    assert (score.value, score.trust) == ("0.00", trust)
