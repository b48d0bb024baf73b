"""Weak items of a document."""

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.labels import Label
from ita_sync.document.find.records import Context, Record, seen
from ita_sync.document.find.weak import is_weak
from ita_sync.document.parts import Spot
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


@pytest.mark.parametrize(
    ("section", "item", "more", "weak"),
    [
        ("weak", "o13 รายงานผล", {}, True),
        ("weak", "013 รายงานผล", {}, False),  # a number that may be any
        ("weak", "ความล่าช้า", {}, False),
        ("", "o13 รายงานผล", {}, False),
        ("weak", "o13 รายงานผล", {Label.DIVISION: "กองคลัง"}, False),
        ("measures", "o13 รายงานผล", {}, False),
    ],
)
def test_a_weak_item_without_a_score(
    section: str, item: str, more: dict[Label, str], *, weak: bool
) -> None:
    """A list of them is enough; a plan is none."""
    told = {Label.ITEM: item, **more}
    cells = {label: seen(text, Spot(line=1)) for label, text in told.items()}
    assert is_weak(Record(cells, Context(section))) is weak


def test_a_list_of_weak_items_without_scores(read_text: Read) -> None:
    """Of open data it can be nothing but 0; any other is left to a person."""
    fields = read_text("\n".join((table(GOOD), "จุดอ่อน", "- o13 รายงานผล", "- e7 ช่องทาง")))
    told = [
        (fields[f"weak.{n}.items.0.item"].value, fields[f"weak.{n}.items.0.score"]) for n in (0, 1)
    ]
    assert [(item, score.value) for item, score in told] == [("e7", None), ("o13", "0.00")]
    assert [score.trust for _, score in told] == [Trust.DOUBTFUL, Trust.MENDED]
