"""Weak items of a document."""

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.lists.weak import is_weak
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Context, Record, seen
from ita_sync.document.parts import Spot
from tests.document.conftest import Word, rules
from tests.document.plans import PLAN, SCORES, measures
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
        ("weak", "o13 รายงานผล", {Label.DIVISION: "กองคลัง", Label.REMEDY: "ลงรายงาน"}, True),
        ("measures", "o13 รายงานผล", {Label.DIVISION: "กองคลัง", Label.REMEDY: "ลงรายงาน"}, False),
        (
            "weak",
            "o13 รายงานผล",
            {Label.DUE: "มี.ค. 2567", Label.REMEDY: "ลงรายงาน", Label.STEPS: "ประชุม"},
            False,
        ),
        ("measures", "o13 รายงานผล", {}, False),
    ],
)
def test_a_weak_item_without_a_score(
    section: str, item: str, more: dict[Label, str], *, weak: bool
) -> None:
    """A list of them is enough, who mends it beside its remedy; a plan is none."""
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


def test_a_weak_item_with_its_remedy_who_mends_it_and_when(word: Word) -> None:
    """It is a weak item and a measure; under the heading of a plan it is this alone."""
    lines = (
        "o13 รายงานผล",
        "แนวทางแก้ไข: ลงรายงานให้ครบ",
        "ผู้รับผิดชอบ: กองคลัง",
        "กำหนดแล้วเสร็จ: มี.ค. 2567",
    )
    fields = word(SCORES, "ข้อที่ต้องปรับปรุง", *lines)
    assert fields["weak.0.items.0.remedy"].value == "ลงรายงานให้ครบ"
    assert (measures(fields), measures(fields, "0")) == (["o13"], ["ลงรายงานให้ครบ"])
    assert (measures(fields, "division"), measures(fields, "due")) == (["กองคลัง"], ["มี.ค. 2567"])
    fields = word(SCORES, PLAN, *lines)
    assert measures(fields) == ["o13"]
    assert not [name for name in fields if name.startswith("weak.")]


@pytest.mark.parametrize(
    ("head", "items"),
    [("ข้อที่มีคะแนนต่ำกว่าร้อยละ 85", ["i5", "i6", "i7"]), ("ข้อที่เกี่ยวข้อง", [])],
)
def test_a_column_whose_head_says_that_its_items_are_weak(
    word: Word, head: str, items: list[str]
) -> None:
    """Beside the indicators, without their scores; another head says nothing."""
    rows = [("ตัวชี้วัด", head), ("1. การปฏิบัติหน้าที่", "i5\ni6"), ("2. การใช้งบประมาณ", "i7")]
    fields = word(SCORES, rows)
    assert [field.value for name, field in fields.items() if name.endswith(".item")] == items


def test_items_of_a_plan_are_weak_where_its_head_says_so_and_no_list_does(word: Word) -> None:
    """Without a score; a plan below a list adds none."""
    heads = ("ประเด็น/ข้อที่ต้องพัฒนา", "มาตรการ", "ผู้รับผิดชอบ")
    plan = [heads, ("e7 การเผยแพร่", "ปรับปรุงป้าย", "สำนักปลัด"), ("o6 แผนฯ", "รายงาน", "กองคลัง")]
    alone = word(SCORES, PLAN, plan)
    weak = {name: field.value for name, field in alone.items() if name.endswith(".item")}
    assert sorted(value or "" for name, value in weak.items() if name[:4] == "weak") == ["e7", "o6"]
    listed = word(SCORES, "จุดอ่อน", [("ข้อ", "คะแนน"), ("i7 แผน", "70.11")], PLAN, plan)
    items = [field.value for name, field in listed.items() if name[:4] == "weak" and "item" in name]
    assert "i7" in items
    assert "e7" not in items
