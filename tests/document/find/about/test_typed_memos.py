"""Memos typed by hand: weak items in a sentence for each tool, measures in a line for each item."""

import pytest

from ita_sync.document.draft import Field
from tests.document.plans import measures
from tests.document.texts import GOOD, Read, table

LOW = ["70.00"] * 10
BY_TOOL = """ข้อที่ได้คะแนนต่ำ
ภายใน ได้แก่ ข้อ i๗ (๖๒.๑๐ คะแนน) และข้อ i๑๒ (๗๑.๓๓ คะแนน)
เปิดเผยข้อมูล ได้แก่ ข้อ o๑๑ o๒๔ และ o๓๖ ได้ ๐ คะแนน
ข้อที่ได้คะแนนสูง ได้แก่ ข้อ e๑ (๙๘.๐๐ คะแนน)
"""
HANDED = """มาตรการปี ๒๕๖๗
- ข้อ i๗ ให้ปิดประกาศทุกเดือน มอบกองช่าง
- ข้อ o๑๑ o๒๔ ให้ลงข้อมูลให้ครบแล้วส่งตรวจ มอบหมายให้งานนิติการดำเนินการ
๓) e๒ ติดป้ายขั้นตอนหน้าเคาน์เตอร์ โดยมอบกองคลัง และกองช่าง ภายในเดือนมีนาคม ๒๕๖๗
"""


def _weak(fields: dict[str, Field], name: str = "item") -> list[str | None]:
    keys = [key for key in fields if key.startswith("weak.") and key.endswith(f".{name}")]
    return [fields[key].value for key in keys]


def test_items_of_each_tool_in_a_sentence_under_a_heading(read_text: Read) -> None:
    """The heading says that they are weak; what a sentence says to be high is not."""
    fields = read_text(f"{table(LOW)}\n{BY_TOOL}")
    assert _weak(fields) == ["i7", "i12", "o11", "o24", "o36"]
    assert _weak(fields, "score") == ["62.10", "71.33", "0.00", "0.00", "0.00"]


@pytest.mark.parametrize("lead", ["IIT ข้อ i8, i11 EIT ข้อ e6", "(IIT) i8, i11 และ (EIT) ได้แก่ e6"])
def test_items_of_all_tools_in_a_sentence(read_text: Read, lead: str) -> None:
    """The tool stands before its items."""
    fields = read_text(f"{table(LOW)}\nข้อที่ควรปรับปรุงก่อน มีดังนี้ {lead}\n")
    assert _weak(fields) == ["i8", "i11", "e6"]


def test_the_first_of_a_list_is_no_rest_of_what_announces_it(read_text: Read) -> None:
    """However long that is."""
    above = "เมื่อพิจารณารายข้อพบข้อที่ได้คะแนนต่ำกว่าเกณฑ์ร้อยละ 85 รวม 2 ข้อ ดังนี้"
    listed = (
        "1. ข้อ i24 การกำกับดูแลและตรวจสอบการใช้ทรัพย์สิน ได้ 82.50 คะแนน\n2. ข้อ e9 การชี้แจง ได้ 81.94 คะแนน"
    )
    fields = read_text(f"{table(GOOD)}\n{above}\n{listed}\n")
    assert _weak(fields) == ["i24", "e9"]


def test_measures_that_are_handed_to_a_unit(read_text: Read) -> None:
    """It comes last, when it is due behind it; all of it is guessed."""
    fields = read_text(f"{table(LOW)}\n{HANDED}")
    assert measures(fields) == ["i7", "o11", "o24", "e2"]
    units = ["กองช่าง", "งานนิติการ", "งานนิติการ", "กองคลัง และกองช่าง"]
    assert measures(fields, "division") == units
    assert measures(fields, "0") == [
        "ให้ปิดประกาศทุกเดือน",
        *["ให้ลงข้อมูลให้ครบแล้วส่งตรวจ"] * 2,
        "ติดป้ายขั้นตอนหน้าเคาน์เตอร์",
    ]
    assert measures(fields, "due") == ["ภายในเดือนมีนาคม ๒๕๖๗"]


def test_a_right_that_is_given_is_no_unit(read_text: Read) -> None:
    """Nor is a prize: `มอบ` may be what is to be done."""
    fields = read_text(f"{table(LOW)}\nมาตรการปี 2567\n- ข้อ i7 จัดพิธีประจำปีและมอบเกียรติบัตร\n")
    assert not measures(fields, "division")


def test_the_division_in_brackets_before_the_places_of_the_letterhead(read_text: Read) -> None:
    """They are the agency's."""
    scores = table(GOOD).partition("ตัวชี้วัดที่")[2]
    head = "ส่วนราชการ เทศบาลตำบลศรีดอนกลาง (กองช่าง) อ.พล จ.ขอนแก่น"
    fields = read_text(f"บันทึกข้อความ\n{head}\nเรื่อง ผลการประเมิน ITA ปี 2566\n\nตัวชี้วัดที่{scores}")
    told = [fields[f"agency.{name}"].value for name in ("name", "district", "province")]
    assert told == ["ศรีดอนกลาง", "พล", "ขอนแก่น"]


SHORT = """อยู่ในระดับ ต้องปรับปรุง

จุดอ่อน
ส่วน IIT คือ i7 ได้ 70.2 กับ i12 ได้ 68.4
OIT : o11, o24 ได้ 0 คะแนน

ปี 2567 จะแก้ไขดังนี้
ข้อ i7 ประชุมชี้แจงระเบียบ ผู้ทำ กองช่าง
ข้อ i12 ทำสมุดคุมการยืม ให้กองคลังรับผิดชอบ
1. ข้อ o11 แก้ลิงก์ให้เปิดได้ทุกหน้า (งานนิติการ) ภายใน ม.ค. 67
2. ข้อ o24 ตรวจเอกสารก่อนลงเว็บ มอบงานทะเบียน เสร็จภายใน ก.พ. 67
"""


def test_items_and_measures_in_few_words(read_text: Read) -> None:
    """A tool and its items, scores of one decimal; who does it in four ways."""
    fields = read_text(f"{table(LOW)}\n{SHORT}")
    assert _weak(fields) == ["i7", "i12", "o11", "o24"]
    assert _weak(fields, "score") == ["70.20", "68.40", "0.00", "0.00"]
    assert measures(fields) == ["i7", "i12", "o11", "o24"]
    assert measures(fields, "division") == ["กองช่าง", "กองคลัง", "งานนิติการ", "งานทะเบียน"]
    assert measures(fields, "due") == ["ภายใน ม.ค. 67", "ภายใน ก.พ. 67"]


def test_who_was_handed_work_is_no_unit_that_it_is_handed_to(read_text: Read) -> None:
    """`ได้รับมอบงาน…` is in the words of an item: it is weak, and no measure."""
    item = "ข้อ i13 บุคลากรของหน่วยงานท่านได้รับมอบงานอย่างเป็นธรรม มากน้อยเพียงใด ได้ 76.21 คะแนน"
    fields = read_text(f"{table(LOW)}\nจุดที่ต้องปรับปรุง\n{item}\nแนวทางการพัฒนา: ประชุมชี้แจงระเบียบ\n")
    assert _weak(fields) == ["i13"]
    assert _weak(fields, "score") == ["76.21"]
    assert not measures(fields, "division")
