"""Weak items of a document."""

import pytest

from ita_sync.document.draft import Field, Trust
from tests.document.conftest import rules
from tests.document.texts import GOOD, Read, table

YEAR = rules(2566)


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


def _weak_items(fields: dict[str, Field]) -> list[str | None]:
    return [
        field.value
        for name, field in fields.items()
        if name.startswith("weak.") and name.endswith(".item")
    ]


def test_weak_items_without_a_score(read_text: Read) -> None:
    """A list of them is enough; a plan is none, nor a line without a number."""
    lines = ("จุดอ่อน", "- o13 รายงานผล", "ประเด็น: ความล่าช้า")
    assert _weak_items(read_text("\n".join((table(GOOD), *lines)))) == ["o13"]
    plan = ("มาตรการ", "- o13 รายงานผล", "ผู้รับผิดชอบ: กองคลัง", "- o14 คู่มือ")
    assert _weak_items(read_text("\n".join((table(GOOD), *plan)))) == []
