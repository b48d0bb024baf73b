"""The total in the words of real announcements, and what is no total."""

from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Trust
from tests.document.conftest import Word, flat, rules
from tests.document.texts import GOOD, NAMES, Read, table

OWN = "เทศบาลตำบลบ้านใหม่"
SCORES = [["ที่", "ตัวชี้วัด", "คะแนน"]] + [
    [str(n), name, score] for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
]
TOTAL = "97.83"
"""What these scores give."""
CASES = Path(__file__).parents[4] / "shared" / "cases" / "reading"


@pytest.mark.parametrize(
    "said",
    [
        f"{OWN} ได้คะแนน {TOTAL} (ผ่านดีเยี่ยม) ระดับ AA โดยมีคะแนนเพิ่มขึ้นจากปีที่ผ่านมา 2.10 คะแนน",
        f"{OWN} มีผลคะแนนการประเมินฯ ITA ที่ {TOTAL} คะแนน อยู่่ในระดับผ่านดีเยี่ยม",
        f"อยู่ในลำดับที่ 76 จาก 211 แห่ง จำนวน {TOTAL} คะแนน จากคะแนนเต็ม 100 คะแนน ระดับผ่านดีเยี่ยม",
        f"{OWN} ผ่านการประเมิน ITA ด้วยคะแนน {TOTAL} อยู่ในระดับผ่านดีเยี่ยม",
        f"คะแนนเฉลี่ยรวม {TOTAL} ระดับ ผ่านดีเยี่ยม",
        f"ผลการประเมินของหน่วยงานเท่ากับ {TOTAL} คะแนน ระดับ “ผ่านดีเยี่ยม”",
        f"ปี 2565 {OWN} ได้คะแนน 84.12 และปี 2566 ได้คะแนน {TOTAL} ระดับ ผ่านดีเยี่ยม",
        f"สรุปได้ว่าอยู่ที่ {TOTAL} ระดับ ผ่านดีเยี่ยม สูงกว่าค่าเฉลี่ยของประเทศ 90.19 คะแนน",
        f"ทั้งนี้ {TOTAL} คือตัวเลขที่ประกาศ ระดับ ผ่านดีเยี่ยม",
    ],
)
def test_what_equals_the_scores_is_the_total(word: Word, said: str) -> None:
    """In whatever words: then total, level and all scores are beyond doubt."""
    fields = word(said, SCORES)
    assert (fields["total"].value, fields["level"].value) == (TOTAL, "ผ่านดีเยี่ยม")
    names = ("total", "level", *(f"indicators.{n}.score" for n in range(10)))
    assert {fields[name].trust for name in names} == {Trust.SURE}


@pytest.mark.parametrize(
    "said",
    [
        f"{OWN} มีผลคะแนนการประเมินฯ ITA ที่ 91.76 คะแนน อยู่ในระดับผ่านดี",
        f"{OWN}ได้คะแนน 91.76 (ผ่านดี) ระดับ A",
        f"{OWN} มีผลคะแนนการประเมินคุณธรรมและความโปร่งใส ประจำปี พ.ศ. 2566 ที่ 91.76 คะแนน อยู่ในระดับผ่านดี",
        "ผ่านการประเมินด้วยคะแนน 91.76 อยู่ในระดับผ่านดี",
        "คะแนนเฉลี่ยรวม 91.76",
    ],
)
def test_a_total_that_the_scores_do_not_give_is_read_as_printed(word: Word, said: str) -> None:
    """Marked, with what they give."""
    total = word(said, SCORES)["total"]
    assert (total.value, total.trust, total.others) == ("91.76", Trust.SINGLE, (TOTAL,))


@pytest.mark.parametrize(
    "said",
    [
        "มีคะแนนเพิ่มขึ้นจากปีที่ผ่านมา 12.10 คะแนน ผ่านการประเมิน",
        "ผลการประเมินสูงกว่าค่าเฉลี่ยของประเทศ 90.19 คะแนน",
        "ปี 2565 ได้คะแนน 84.12 ระดับ B",
        "ข้อ e7 ผลการประเมิน ได้ 12.50 คะแนน",
        "การใช้งบประมาณ ได้คะแนน 96.10 คะแนน ผ่าน",
        "เทศบาลตำบลอื่นในอำเภอได้คะแนน 84.12 คะแนน",
        "ระดับ ผ่านดี หมายถึง ได้คะแนน 85.00 คะแนน",
    ],
)
def test_other_figures_are_no_total(word: Word, said: str) -> None:
    """Then it follows from the scores."""
    total = word(said, SCORES)["total"]
    assert (total.value, total.copies) == (TOTAL, ())


def of_case(name: str) -> dict[str, document.draft.Field]:
    """Return what is read of a document that was read wrongly."""
    if not CASES.is_dir():
        pytest.skip("the documents that were read wrongly are not here")
    return flat(document.read(CASES / name, rules))


def test_the_total_said_otherwise() -> None:
    """Without a mark on total, level, and scores."""
    fields = of_case("1_total_said_otherwise.docx")
    assert (fields["total"].value, fields["level"].value) == ("88.39", "ผ่าน")
    assert {field.trust for field in fields.values() if field.value} <= {Trust.SURE, Trust.MENDED}


def test_a_wrong_total() -> None:
    """As printed."""
    total = of_case("2_wrong_total_printed.docx")["total"]
    assert (total.value, total.trust, total.others) == ("98.76", Trust.SINGLE, ("88.39",))


def test_a_department() -> None:
    """Not a place that it visits."""
    fields = of_case("7_department.docx")
    assert (fields["agency.type"].value, fields["agency.name"].value) == ("กรม", "ส่งเสริมที่ดอน")
    assert fields["agency.province"].value is None


def test_recognised_figures_are_not_mended_for_what_a_sentence_says(read_text: Read) -> None:
    """It does not call it the total: both stand as read, the total with what the scores give."""
    fields = read_text(table(GOOD) + "เทศบาลตำบลบ้านใหม่ ได้รับคะแนนเท่ากับ 88.00 คะแนน อยู่ในระดับ ผ่านดี\n")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    total = fields["total"]
    assert (total.value, total.trust, total.others) == ("88.00", Trust.SINGLE, (TOTAL,))


def test_the_mean_of_the_whole_country_is_no_total(read_text: Read) -> None:
    """Minutes tell it first: `ในภาพรวมประเทศมีหน่วยงานเข้าร่วม … แห่ง ได้คะแนนเฉลี่ย …`."""
    told = "ในภาพรวมประเทศมีหน่วยงานเข้าร่วม 8,323 แห่ง ได้คะแนนเฉลี่ย 90.19 คะแนน\n"
    total = read_text(told + table(GOOD) + f"เทศบาลได้คะแนนรวม {TOTAL} คะแนน\n")["total"]
    assert (total.value, total.others) == (TOTAL, ())


def test_a_total_that_an_announcement_says(word: Word) -> None:
    """A mean it is called, and the result behind it in words."""
    for line in (
        f"ตามที่{OWN} เข้ารับการประเมิน ITA เทศบาลมีคะแนนเฉลี่ย 97.13 คะแนน ผลการประเมินอยู่ในระดับ ผ่านดีเยี่ยม",
        "ตามหนังสือที่อ้างถึง ความแจ้งแล้วนั้น ทต. ขอเรียนว่า ได้คะแนน 97.13 ผลอยู่ในระดับ ผ่านดีเยี่ยม",
    ):
        fields = word(line, SCORES)
        assert (fields["total"].value, fields["total"].trust) == ("97.13", Trust.SINGLE)


@pytest.mark.parametrize("whose", ["หน่วยงานในจังหวัดนครราชสีมา", "กลุ่มเทศบาล", "หน่วยงานทั่วประเทศ"])
def test_the_mean_of_others_is_no_total(word: Word, whose: str) -> None:
    """Though it is said in the same words."""
    fields = word(f"ผลการประเมิน ITA ปรากฏว่า{whose}มีคะแนนเฉลี่ย 91.13 คะแนน อยู่ในระดับ ผ่านดี", SCORES)
    assert fields["total"].value != "91.13"
