"""Of several figures, the one that is the agency's score of the year.

Where nothing tells them apart, a person decides.
"""

import pytest

from ita_sync.document.draft import Field, Trust
from tests.document.conftest import Rows, Word
from tests.document.texts import GOOD, NAMES, Read, table

THIS = ["94.12", "88.76", "90.55", "84.31", "87.49", "92.06", "88.90", "86.27", "87.50", "100.00"]
LAST = ["91.02", "85.11", "87.34", "82.90", "84.15", "89.47", "85.25", "83.18", "95.00", "87.50"]
TOTALS = ("90.94", "88.12")


def beside(first: str, second: str, left: list[str] = LAST, right: list[str] = THIS) -> Rows:
    """Return a table of two columns of scores."""
    rows = enumerate(zip(NAMES, left, right, strict=True), 1)
    return [
        ("ตัวชี้วัด", first, second),
        *((f"{n}. {name}", one, other) for n, (name, one, other) in rows),
    ]


def scores(fields: dict[str, Field]) -> list[str | None]:
    """Return the scores of the ten indicators."""
    return [fields[f"indicators.{n}.score"].value for n in range(10)]


WEAK = "ประเด็นที่ต้องแก้ไข ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ"


def test_earlier_years_in_other_columns_are_left_out(read_text: Read) -> None:
    """A table that compares two years has last year's scores first."""
    rows = [
        f"{n}\t{name}\t50.00\t{score}"
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    ]
    text = table(GOOD).split("ตัวชี้วัดที่")[0] + "ที่\tตัวชี้วัด\tคะแนนปี 2565\tคะแนนปี 2566\n" + "\n".join(rows)
    fields = read_text(text)
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ปีที่แล้ว", "ปีนี้"),
        ("ปีก่อน", "ปีปัจจุบัน"),
        ("ITA 65", "ITA 66"),
        ("ปีงบ 65", "ปีงบ 66"),
        ("คะแนน ๖๕", "คะแนน ๖๖"),
        ("คะแนนเดิม", "คะแนนใหม่"),
        ("คะแนนปีก่อน", "คะแนน"),
        ("คะแนนเต็ม", "คะแนนที่ได้"),
        ("เป้าหมาย ปี 2567", "ผล ปี 2566"),
        ("คะแนน ปี 2567", "คะแนน ปี 2566"),
        ("คะแนนเฉลี่ยระดับจังหวัด", "คะแนนที่ได้"),
        ("คะแนนเฉลี่ยจังหวัด", "เทศบาลตำบลบ้านใหม่"),
        ("เฉลี่ยจังหวัด", "เทศบาลตำบลบ้านใหม่"),
        ("คะแนนประเมินตนเอง", "คะแนน ป.ป.ช."),
        ("คะแนน (ก่อนอุทธรณ์)", "คะแนน (หลังอุทธรณ์)"),
        ("ผลการประเมินปีที่ผ่านมา", "ผลการประเมิน"),
        ("น้ำหนักคะแนน", "คะแนน"),
    ],
)
def test_a_column_that_is_not_the_agencys_of_the_year_is_left_out(
    word: Word, first: str, second: str
) -> None:
    """Full marks, goals, last year's scores and those of others are left out wherever they are."""
    for rows in (beside(first, second), beside(second, first, THIS, LAST)):
        fields = word("คะแนนรวม 90.94 คะแนน", rows)
        assert scores(fields) == THIS
        assert (fields["total"].value, fields["total"].trust) == ("90.94", Trust.SURE)


@pytest.mark.parametrize(
    ("head", "trust"),
    [
        ("คะแนน (เต็ม 100)", Trust.SURE),
        ("คะแนนที่ได้ (เต็ม 100 คะแนน)", Trust.SURE),
        ("ร้อยละของคะแนนเต็ม", Trust.SURE),
        ("คะแนนถ่วงน้ำหนัก", Trust.DOUBTFUL),
        ("คะแนนเฉลี่ยระดับจังหวัด", Trust.DOUBTFUL),
    ],
)
def test_the_only_column_is_read_and_doubted_if_its_head_names_others(
    word: Word, head: str, trust: Trust
) -> None:
    """A person can tell whose they are."""
    rows = [
        (f"{n}. {name}", score) for n, (name, score) in enumerate(zip(NAMES, THIS, strict=True), 1)
    ]
    fields = word("คะแนนรวม 90.94 คะแนน", [("ตัวชี้วัด", head), *rows])
    assert scores(fields) == THIS
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {trust}


def test_a_turned_table_with_a_row_of_goals(word: Word) -> None:
    """Heads on the left, goals in a row of their own."""
    fields = word([("ตัวชี้วัด", *NAMES), ("ค่าเป้าหมาย", *["85.00"] * 10), ("คะแนน", *THIS)])
    assert scores(fields) == THIS


def test_the_column_whose_total_stands_in_the_text_is_the_agencys(word: Word) -> None:
    """Whatever the heads say; a total in its own column tells nothing."""
    table = [*beside("คะแนน ก", "คะแนน ข"), ("คะแนนรวม", *reversed(TOTALS))]
    fields = word("คะแนนรวม 90.94 คะแนน", table)
    assert scores(fields) == THIS
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SURE}
    assert (fields["total"].value, fields["total"].trust) == ("90.94", Trust.SURE)


def test_columns_that_nothing_tells_apart_are_for_a_person(word: Word) -> None:
    """Both are shown; a total that is last year's as well tells nothing either."""
    both = "คะแนนรวม 90.94 คะแนน และ 88.12 คะแนน"
    for lines in ((), (both,)):
        fields = word(*lines, beside("คะแนน ก", "คะแนน ข"))
        assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}
        assert {*THIS[:1], *LAST[:1]} <= {
            fields["indicators.0.score"].value,
            *fields["indicators.0.score"].others,
        }


def test_scores_of_one_decimal_are_told_apart_as_well(word: Word) -> None:
    """`97.1` is a score like any other."""
    left, right = ([score[:-1] for score in scores_] for scores_ in (LAST, THIS))
    fields = word(beside("คะแนน ก", "คะแนน ข", left, right))
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}


def test_decimals_after_a_comma(word: Word) -> None:
    """As some write them."""
    fields = word(
        "คะแนนรวม 90,94 คะแนน",
        beside("คะแนนเต็ม", "คะแนน", LAST, [score.replace(".", ",") for score in THIS]),
    )
    assert (scores(fields), fields["total"].value) == (THIS, "90.94")


def test_columns_that_say_the_same_are_one(word: Word) -> None:
    """A share of a hundred beside the score says nothing else."""
    fields = word("คะแนนรวม 90.94 คะแนน", beside("คะแนน", "ร้อยละ", THIS, THIS))
    assert scores(fields) == THIS
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SURE}


def test_typed_figures_that_differ_are_for_a_person(word: Word) -> None:
    """Nobody misread them: the one that fits is proposed, and the other is shown."""
    fields = word(
        "คะแนนรวม 90.49 คะแนน", [*beside("คะแนนปีก่อน", "คะแนน"), ("คะแนนรวม", *reversed(TOTALS))]
    )
    assert (fields["total"].value, fields["total"].trust, fields["total"].others) == (
        "90.94",
        Trust.DOUBTFUL,
        ("90.49",),
    )


@pytest.mark.parametrize(
    "line",
    [
        "คะแนนรวม ปี 2565 ได้ 88.12 คะแนน ปี 2566 ได้ 90.94 คะแนน",
        "ปีที่แล้วได้คะแนนรวม 88.12 คะแนน ปีนี้ได้คะแนนรวม 90.94 คะแนน",
        "คะแนนรวมเพิ่มขึ้นจากเดิม 88.12 คะแนน เป็น 90.94 คะแนน",
        "ตั้งเป้าหมายคะแนนรวม 95.00 คะแนน ได้คะแนนรวม 90.94 คะแนน",
        "คะแนนรวม 90.94 คะแนน (เป้าหมาย 95.00 คะแนน)",
    ],
)
def test_a_line_that_names_several_totals(word: Word, line: str) -> None:
    """What it calls last year's, or a goal, is none."""
    fields = word(line, beside("คะแนนปีก่อน", "คะแนน"))
    assert (fields["total"].value, fields["total"].trust, fields["total"].others) == (
        "90.94",
        Trust.SURE,
        (),
    )


def test_figures_of_a_line_that_nothing_tells_apart(word: Word) -> None:
    """The rows of a table without known heads."""
    rows = [(name, *both) for name, both in zip(NAMES, zip(LAST, THIS, strict=True), strict=True)]
    fields = word("คะแนนรวม 90.94 คะแนน", [("หน่วยงาน", "บ้านใหม่", "บ้านเก่า"), *rows])
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (("ข้อคำถาม", "คะแนนเป้าหมาย", "คะแนน"), ("84.00", "79.68")),
        (("ข้อคำถาม", "คะแนนปีที่แล้ว", "คะแนนปีนี้"), ("71.11", "79.68")),
        (("ข้อคำถาม", "คะแนนเฉลี่ยประเทศ", "คะแนนของหน่วยงาน"), ("83.33", "79.68")),
        (("ข้อคำถาม", "สูงสุด", "ต่ำสุด", "เฉลี่ย", "SD"), ("84.00", "33.33", "79.68", "12.11")),
    ],
)
def test_the_score_of_a_weak_item(word: Word, heads: tuple[str, ...], row: tuple[str, ...]) -> None:
    """No sum would show another column's figure."""
    fields = word(
        WEAK, [heads, ("i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน", *row)], beside("คะแนนปีก่อน", "คะแนน")
    )
    assert (fields["weak.0.items.0.item"].value, fields["weak.0.items.0.score"].value) == (
        "i20",
        "79.68",
    )


def test_the_score_of_a_weak_item_that_nothing_tells_apart(word: Word) -> None:
    """Both are shown."""
    table = [
        ("ข้อคำถาม", "คะแนน ก", "คะแนน ข"),
        ("i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน", "71.11", "79.68"),
    ]
    score = word(WEAK, table, beside("คะแนนปีก่อน", "คะแนน"))["weak.0.items.0.score"]
    assert (score.value, score.trust, score.others) == ("71.11", Trust.DOUBTFUL, ("79.68",))


def test_the_score_of_a_strength_that_nothing_tells_apart(word: Word) -> None:
    """As of all others."""
    table = [
        ("ประเด็น", "คะแนน ก", "คะแนน ข", "แนวทางรักษาระดับ"),
        ("งานเป็นธรรม", "97.11", "99.68", "คงไว้"),
    ]
    score = word("ตัวชี้วัดที่ 1 จุดแข็ง", table, beside("คะแนนปีก่อน", "คะแนน"))["strengths.0.score"]
    assert (score.value, score.trust, score.others) == ("97.11", Trust.DOUBTFUL, ("99.68",))


@pytest.mark.parametrize(
    "line",
    [
        "- i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน ปี 2565 ได้ 71.11 คะแนน ปี 2566 ได้ 79.68 คะแนน",
        "- i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน จาก 72.22 คะแนน เพิ่มขึ้นเป็น 79.68 คะแนน",
        "- i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน (เป้าหมาย 85.00 คะแนน) ได้ 79.68 คะแนน",
        "- i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน ต่ำกว่าค่าเฉลี่ยจังหวัด 83.10 คะแนน ได้เพียง 79.68 คะแนน",
    ],
)
def test_the_score_of_a_weak_item_in_a_line(word: Word, line: str) -> None:
    """The figure is the item's that no word before it gives to something else."""
    fields = word(WEAK, line, beside("คะแนนปีก่อน", "คะแนน"))
    assert (fields["weak.0.items.0.score"].value, fields["weak.0.items.0.score"].trust) == (
        "79.68",
        Trust.SURE,
    )


@pytest.mark.parametrize(
    ("lines", "level", "trust"),
    [
        (("เป้าหมายของเทศบาลคือระดับ ผ่านดี", "อยู่ในระดับ ผ่าน"), "ผ่าน", Trust.SINGLE),
        (("ปีงบประมาณ พ.ศ. 2565 อยู่ในระดับ ผ่านดี", "อยู่ในระดับ ผ่าน"), "ผ่าน", Trust.SINGLE),
        (("เลื่อนจากระดับ ต้องปรับปรุง เป็นระดับ ผ่าน",), "ผ่าน", Trust.SINGLE),
        (("อยู่ในระดับ ผ่านดี", "อยู่ในระดับ ผ่าน"), "ผ่านดี", Trust.DOUBTFUL),
        (("เป้าหมายคือระดับ ผ่านดี",), "ผ่านดี", Trust.DOUBTFUL),
        (("เพื่อให้บรรลุเป้าหมาย เทศบาลได้คะแนนในระดับ ผ่านดีเยี่ยม",), "ผ่านดีเยี่ยม", Trust.DOUBTFUL),
    ],
)
def test_levels_that_are_not_the_agencys_of_the_year(
    word: Word, lines: tuple[str, ...], level: str, trust: Trust
) -> None:
    """A goal, or the level of another year; of two that the scores allow, a person chooses."""
    fields = word("คะแนนรวม 90.94 คะแนน", *lines, beside("คะแนนปีก่อน", "คะแนน"))
    assert (fields["level"].value, fields["level"].trust) == (level, trust)
