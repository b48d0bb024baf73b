"""Scores and results that sentences print below the name of their indicator."""

import pytest

from tests.document.conftest import Word
from tests.document.texts import GOOD, NAMES, Read

HEAD = "รายงานวิเคราะห์ผล ITA ปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลหนองแวงใต้ อำเภอสามสูง จังหวัดขอนแก่น\n"


def sections(*below: str) -> str:
    """Return a section for each indicator, its score in words below its heading."""
    return HEAD + "\n".join(
        "\n".join((f"ตัวชี้วัดที่ {n} {name}", *(line.format(score) for line in below)))
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("ได้คะแนน {} คะแนน ผ่านเกณฑ์ ประชาชนพึงพอใจ", "ผ่านเกณฑ์"),
        ("คะแนนที่ได้ {} (ไม่ผ่าน) ควรเร่งรัด", "ไม่ผ่านเกณฑ์"),
        ("มีคะแนนเฉลี่ย {} บรรลุเป้าหมาย", "ผ่านเกณฑ์"),
        ("ได้คะแนน {} ไม่บรรลุ", "ไม่ผ่านเกณฑ์"),
        ("มีผลคะแนนเท่ากับร้อยละ {} ผ่านเกณฑ์ ผู้รับบริการพอใจ", "ผ่านเกณฑ์"),
    ],
)
def test_a_score_in_words_below_its_heading(read_text: Read, line: str, result: str) -> None:
    """A report of prose, a section for each indicator, is no document of another kind."""
    fields = read_text(sections(line))
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert {fields[f"indicators.{n}.result"].value for n in range(10)} == {result}


def test_the_score_of_an_item_below_a_heading_is_not_the_indicators(read_text: Read) -> None:
    """Only what stands right below the heading is its."""
    item = ("i20 ขั้นตอนการยืม", "ได้คะแนน 41.00 คะแนน ไม่ผ่านเกณฑ์")
    fields = read_text(sections("คะแนน {} คะแนน ผ่านเกณฑ์", *item))
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert {fields[f"indicators.{n}.result"].value for n in range(10)} == {"ผ่านเกณฑ์"}


@pytest.mark.parametrize("head", ["การบรรลุเป้าหมาย", "ผลการบรรลุ", "บรรลุ/ไม่บรรลุ"])
def test_whether_a_goal_was_reached_is_a_result(word: Word, head: str) -> None:
    """Beside the goal, which is no score; the year's mark may be another."""
    said = ["บรรลุ", "ไม่บรรลุ", *["บรรลุเป้าหมาย"] * 8]
    rows = [
        (f"{n}) {name}", "98", score, result)
        for n, (name, score, result) in enumerate(zip(NAMES, GOOD, said, strict=True), 1)
    ]
    fields = word([("ตัวชี้วัด", "ค่าเป้าหมาย", "ผลคะแนน", head), *rows])
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    results = [fields[f"indicators.{n}.result"].value for n in range(10)]
    assert results == ["ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์", *["ผ่านเกณฑ์"] * 8]


def test_the_result_of_an_item_is_not_that_of_an_indicator_in_its_title(read_text: Read) -> None:
    """`No Gift Policy จากการปฏิบัติหน้าที่` holds the name of the first one."""
    item = "o20 การขับเคลื่อน No Gift Policy จากการปฏิบัติหน้าที่ 100.00 ผ่าน"
    fields = read_text(sections("ได้คะแนน {} คะแนน") + f"\n{item}")
    assert fields["indicators.0.score"].value == GOOD[0]
    assert "indicators.0.result" not in fields or fields["indicators.0.result"].value is None


def test_below_the_mark_is_not_passed(word: Word) -> None:
    """Slides say it so, under a head that compares with it."""
    said = ["ผ่านเกณฑ์", "ต่ำกว่าเกณฑ์", *["สูงกว่าเกณฑ์"] * 8]
    rows = [
        (f"{n}. {name}", score, result)
        for n, (name, score, result) in enumerate(zip(NAMES, GOOD, said, strict=True), 1)
    ]
    fields = word([("ตัวชี้วัด", "คะแนน", "ผลเทียบเกณฑ์ 85"), *rows])
    results = [fields[f"indicators.{n}.result"].value for n in range(10)]
    assert results == ["ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์", *["ผ่านเกณฑ์"] * 8]
