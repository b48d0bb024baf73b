"""What a document says once: whose it is, the year, the level, the memo."""

from collections.abc import Callable

import pytest

from ita_sync import thai
from ita_sync.document.draft import Field, Trust
from ita_sync.document.find import heads
from tests.document.test_shapes import GOOD, table

Read = Callable[[str], dict[str, Field]]
MEMO = """บันทึกข้อความ
ส่วนราชการ สำนักปลัด เทศบาลตำบลบ้านใหม่ โทร. ๐-๔๔๘๐-๐๐๐๐
ที่ นม ๕๒๐๐๑.๑ / ๗๗ วันที่ ๓ พฤศจิกายน ๒๕๖๖
เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA
ประจำปีงบประมาณ พ.ศ. ๒๕๖๖
เรียน นายกเทศมนตรีตำบลบ้านใหม่
อ้างถึง หนังสือที่ นม ๐๐๒๓.๔/ว๑๒ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๖
"""


def test_memo(read_text: Read) -> None:
    """Number and date on one line, a subject over two, the letter that it refers to."""
    fields = read_text(MEMO + table(GOOD))
    names = ("memo.number", "memo.date", "memo.refers_to.number", "memo.refers_to.date")
    values = ["นม 52001.1/77", "3 พฤศจิกายน 2566", "นม 0023.4/ว12", "1 พฤศจิกายน 2566"]
    assert [fields[name].value for name in names] == values
    assert (fields["memo.subject"].value or "").endswith("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖")


@pytest.mark.parametrize("number", ["ชย 0033.301/พิเศษ 125", "ปช 0059(สข)/ว 0412"])
def test_unusual_numbers(read_text: Read, number: str) -> None:
    """Of a special letter, and of an office within an office."""
    fields = read_text(MEMO.replace("นม ๕๒๐๐๑.๑ / ๗๗", number) + table(GOOD))
    assert (fields["memo.number"].value, fields["memo.date"].value) == (number, "3 พฤศจิกายน 2566")


@pytest.mark.parametrize(
    "line",
    [
        (
            "อ้างถึง 1. หนังสือจังหวัด ที่ นม 0023.4/ว 12 ลงวันที่ 1 พฤศจิกายน 2566 2. หนังสือ ที่ นม 0023.4/ว 13 "
            "ลงวันที่ 9 ธันวาคม 2566"
        ),
        "ตามหนังสือจังหวัดนครราชสีมา ด่วนที่สุด ที่ นม 0023.4/ว 12 ลงวันที่ 1 พฤศจิกายน 2566 แจ้งผลการประเมิน",
    ],
)
def test_the_letter_that_a_memo_refers_to(read_text: Read, line: str) -> None:
    """The first of several, or one that the first paragraph names."""
    fields = read_text(MEMO.replace(MEMO.splitlines()[-1], line) + table(GOOD))
    named = fields["memo.refers_to.number"].value, fields["memo.refers_to.date"].value
    assert named == ("นม 0023.4/ว 12", "1 พฤศจิกายน 2566")


def test_letters_of_another_province_are_mended_by_one_letter_only(read_text: Read) -> None:
    """นน for นม is a misread letter; กข is something else and stays."""
    mended = read_text(MEMO.replace("ที่ นม ๕๒", "ที่ นน ๕๒") + table(GOOD))["memo.number"]
    kept = read_text(MEMO.replace("ที่ นม ๕๒", "ที่ กข ๕๒") + table(GOOD))["memo.number"]
    assert (mended.value, mended.trust) == ("นม 52001.1/77", Trust.MENDED)
    assert (kept.value, kept.trust) == ("กข 52001.1/77", Trust.SINGLE)


def test_an_impossible_date_is_left_empty(read_text: Read) -> None:
    """31 November is no day."""
    assert (
        read_text(MEMO.replace("๓ พฤศจิกายน", "๓๑ พฤศจิกายน") + table(GOOD))["memo.date"].value
        is None
    )


def test_without_a_memo_its_fields_are_empty(read_text: Read) -> None:
    """They are there to be filled in."""
    fields = read_text(table(GOOD))
    assert [fields[f"memo.{name}"].value for name in ("number", "date", "subject")] == [None] * 3
    assert "memo.refers_to.number" not in fields


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("ระดับผลการประเมิน (ผ่านดีเยี่ยม)", "ผ่านดีเยี่ยม"),
        ("อยู่ในระดับ ผ่านดี", "ผ่านดี"),
        ("ระดับ: ผ่าน", "ผ่าน"),
        ("ระดับ ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ระดับ ดีมาก", None),
    ],
)
def test_level(read_text: Read, line: str, level: str | None) -> None:
    """The longest name that follows; whether the scores give it is told apart."""
    field = read_text(table(GOOD) + line)["level"]
    if level is None:
        assert field.copies == ()
    else:
        assert field.value == level
        assert (field.trust is Trust.DOUBTFUL) == (level in {"ต้องปรับปรุงโดยด่วน", "ผ่าน"})


def test_link_and_code(read_text: Read) -> None:
    """The one that says it is published goes first; two are doubtful."""
    lines = "https://www.banmai.go.th/\nรหัส อปท. ๖๓๐๐๑๐๑\nเผยแพร่ที่ https://www.banmai.go.th/ita/2566.pdf\n"
    fields = read_text(table(GOOD) + lines)
    assert fields["url"].value == "https://www.banmai.go.th/ita/2566.pdf"
    assert fields["url"].trust is Trust.DOUBTFUL
    assert fields["agency.code"].value == "6300101"


def test_the_year_of_the_assessment_is_the_reports() -> None:
    """Plans of the next year and years gone by count less.

    Two that are named alike leave a doubt.
    """
    about, plan, past = (
        "การประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
        "มาตรการ ปีงบประมาณ 2567",
        "ผลย้อนหลัง ปีงบประมาณ 2565",
    )
    assert heads.fiscal_years([plan, past, about, about])[0] == (2566, True)
    assert heads.fiscal_years([about, about]) == [(2566, False)]
    assert heads.fiscal_years(["การประเมิน ITA ปีงบประมาณ 2565", about, about]) == [
        (2566, False),
        (2565, False),
    ]
    assert heads.fiscal_years(["พ.ศ. 2540"]) == []


def test_a_recognised_year_without_rules_is_a_misread_one(read_text: Read) -> None:
    """Another year is named as well, and has rules; nothing makes it sure."""
    subject = "เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2456"
    fields = read_text(f"{subject}\nผลคะแนน ปีงบประมาณ พ.ศ. 2566\n" + table(GOOD))
    assert (fields["fiscal_year"].value, fields["fiscal_year"].trust) == ("2566", Trust.SINGLE)


@pytest.mark.parametrize(
    "words",
    [
        *("ปีงบประมาณ .ศ. ๒๕๖๖", "ปีงบประมาณณ พ.ศ. ๒๕๖๖", "ปี งบประมาณ พ. ศ. ๒๕๖๖", "ปีงบประมาณ ๒๕๖๖"),
        *(
            "ปีงบบประมาณ พ.ศ. ๒๕๖๖",
            "ปีงบประมาน ๒๕๖๖",
            "ปีงบปะมาณ พ.ส. ๒๕๖๖",
            "ปีงบปรมาณ พพ.ศ. ๒๕๖๖",
            "ปีงบประมาณพ.ศ.๒๕๖๖",
        ),
        *("การประเมิน ITA ปี ๒๕๖๖", "ของหน่วยงานภาครัฐ (ITA) ประจำปี พ.ศ. ๒๕๖๖"),
    ],
)
def test_a_fiscal_year_with_letters_lost_or_doubled_or_named_by_its_assessment(words: str) -> None:
    """It is named all the same."""
    assert [year for year, _ in heads.fiscal_years([thai.digits(words)])] == [2566]


@pytest.mark.parametrize("words", ["ปีการศึกษา ๒๕๖๖", "ตั้งแต่ปี ๒๕๖๖", "ปีงบประมาณ ๒๕๖๖๐"])
def test_a_year_that_is_no_fiscal_year(words: str) -> None:
    """Nothing is taken for one."""
    assert list(heads.fiscal_years([thai.digits(words)])) == []


@pytest.mark.parametrize(("name", "trust"), [("ผ่านดีเยี่ยม", Trust.SURE), ("ผ่านดี", Trust.SINGLE)])
def test_a_level_whose_end_may_be_missing(read_text: Read, name: str, trust: Trust) -> None:
    """`ผ่านดี|เยี่ยม` at the end of a line: scores that lie at the threshold allow both."""
    fields = read_text(table([*["95.00"] * 8, "100.00", "100.00"]) + f"ระดับผลการประเมิน {name}\n")
    assert (fields["level"].value, fields["level"].trust) == (name, trust)
