"""Heads, cells and neighbours choose together what columns hold."""

import pytest

from ita_sync.document.find.tables.roles import Choice, choose
from ita_sync.document.find.words.contents import profile
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.vocabulary import vocabulary
from tests.document.conftest import Word, rules
from tests.document.plans import PLAN as TITLE
from tests.document.plans import SCORES, measures

WORDS = vocabulary(rules(2566), lossy=False)
PLAN = ("e12 การปรับปรุงวิธีการ", "ทบทวนคู่มือประชาชนให้เป็นปัจจุบัน", "สำนักปลัด", "มีนาคม 2567")
MEASURE = (Label.ITEM, Label.STEPS, Label.DIVISION, Label.DUE)


def chosen(heads: tuple[str, ...], *rows: tuple[str, ...]) -> Choice:
    """Return the roles of columns under these heads, with these cells."""
    return choose(heads, [profile(cells, WORDS) for cells in zip(*rows, strict=True)])


@pytest.mark.parametrize(
    "heads",
    [
        ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("มาตรการ/ประเด็นที่ต้องปรับปรุง", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("มาตรการ", "แนวทางปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("โครงการ/กิจกรรม", "แนวทางการดำเนินงาน", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("ตัวชี้วัด", "แนวทางการพัฒนา", "ใคร", "เมื่อใด"),
        ("", "", "", ""),
    ],
)
def test_a_plan_is_one_under_any_heads(heads: tuple[str, ...]) -> None:
    """Items under `มาตรการ` are items; texts beside a division and a day are steps."""
    found = chosen(heads, PLAN)
    assert (found.labels, found.reads()) == (MEASURE, True)


def test_a_text_beside_a_score_is_a_remedy() -> None:
    """Where no head says otherwise."""
    found = chosen(("", "", ""), ("e12 การปรับปรุง", "78.00", "ลดขั้นตอนการให้บริการ"))
    assert found.labels == (Label.ITEM, Label.SCORE, Label.REMEDY)
    assert [role.is_guess for role in found.roles] == [False, False, True]


def test_a_text_right_of_bare_ids_is_their_title() -> None:
    """Another column has to stand beyond."""
    rows = ("e12", "การปรับปรุงวิธีการให้บริการ", "78.00")
    assert chosen(("รหัส", "รายการ", "ผลที่ได้"), rows).labels == (Label.ITEM, Label.ITEM, Label.SCORE)


def test_a_second_text_is_not_guessed_beside_a_head() -> None:
    """It is left, and named."""
    rows = ("e12 การปรับปรุง", "78.00", "ประชาชนยังไม่ทราบข้อมูล", "ประชาสัมพันธ์ให้ทั่วถึง")
    found = chosen(("ข้อ", "คะแนน", "สิ่งที่พบ", "แนวทางแก้ไข"), rows)
    assert found.labels == (Label.ITEM, Label.SCORE, None, Label.REMEDY)


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (("วันที่", "สถานที่", "จำนวน"), ("1 มี.ค. 66", "ศาลาประชาคมหมู่บ้าน", "120 คน")),
        (("ชื่อ", "ตำแหน่ง"), ("สมชาย", "กองคลัง")),
        (("เรื่อง", "ผู้ทำ", "เมื่อใด"), ("ทบทวนคู่มือประชาชน", "กองคลัง", "มีนาคม 2567")),
    ],
)
def test_what_is_about_nothing_is_not_read(heads: tuple[str, ...], row: tuple[str, ...]) -> None:
    """A plan without items or indicators is known by its heads alone."""
    assert not chosen(heads, row).reads()


def test_a_text_beside_items_alone_is_a_remedy() -> None:
    """Nothing says who does it or when: it is no plan."""
    rows = ("o7 ข่าวประชาสัมพันธ์ (0.00)", "ลงข่าวทุกสัปดาห์โดยผู้ดูแลเว็บ")
    assert chosen(("ข้อที่ได้คะแนนน้อย", "เราจะทำอะไร"), rows).labels == (Label.ITEM, Label.REMEDY)


def test_means_of_tools_among_indicators_make_no_column_of_tools() -> None:
    """Whatever its head names first."""
    names = [rule.name for rule in rules(2566).indicators]
    tools = ("คะแนนเฉลี่ย IIT", "คะแนนเฉลี่ย EIT", "คะแนนเฉลี่ย OIT")
    rows = [(name, "90.00") for name in (*names, *tools)]
    labels = chosen(("เครื่องมือ/ตัวชี้วัด", "คะแนน"), *rows).labels
    assert labels == (Label.INDICATOR, Label.SCORE)


def test_indicators_by_their_numbers_alone(word: Word) -> None:
    """`ตัวชี้วัดที่ 1` under the head of its column is no label of a value."""
    rows = [(f"ตัวชี้วัดที่ {n}", f"{80 + n}.00") for n in range(1, 11)]
    fields = word([("ตัวชี้วัด", "คะแนน"), *rows])
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == [row[1] for row in rows]


def test_titles_of_items_left_of_their_scores(word: Word) -> None:
    """Whatever they look like, and though the indicator stands between."""
    rows = (("i1", "การปฏิบัติหน้าที่", "เจ้าหน้าที่ให้บริการตามขั้นตอนและระยะเวลา", "93.82", "ผ่าน"),)
    heads = ("ข้อ", "ตัวชี้วัด", "รายการ", "คะแนน", "ผล")
    with_indicator = (Label.ITEM, Label.INDICATOR, Label.ITEM, Label.SCORE, Label.RESULT)
    assert chosen(heads, *rows).labels == with_indicator
    noted = (
        ("O1", "โครงสร้าง", "100", "-"),
        ("O16", "ข้อมูลเชิงสถิติการให้บริการ", "0", "ลงข้อมูลไม่ครบ 12 เดือน"),
    )
    labels = (Label.ITEM, Label.ITEM, Label.SCORE, Label.REMEDY)
    assert chosen(("ข้อ", "ข้อมูล", "คะแนน", "ข้อสังเกต/สิ่งที่ต้องแก้ไข"), *noted).labels == labels


def test_divisions_right_of_bare_ids_are_no_titles() -> None:
    """Whatever their head says."""
    rows = ("o7", "กองประชาสัมพันธ์และสื่อสาร", "จัดทำแผนลงข่าวรายสัปดาห์", "มีนาคม 2567")
    labels = chosen(("ข้อ", "ใคร", "ขั้นตอน", "กำหนดเวลา"), rows).labels
    assert labels == (Label.ITEM, Label.DIVISION, Label.STEPS, Label.DUE)


def test_a_theme_left_of_the_items(word: Word) -> None:
    """`ประเด็น` over the themes that a year's handbook names, the items with their scores beside."""
    table = [
        ("ประเด็น", "ข้อมูลจากผลการประเมิน", "ผลการวิเคราะห์"),
        ("(1) การปฏิบัติงาน", "i1 ร้อยละ 97.55\ni2 ร้อยละ 96.80", "อยู่ในเกณฑ์ดีมาก"),
        ("(2) การใช้งบประมาณ", "i7 ร้อยละ 83.60\no12 100 คะแนน\no13 0 คะแนน", "ควรแก้ไข"),
    ]
    fields = word(SCORES, "1. ผลการวิเคราะห์รายประเด็น", table)
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["i7", "83.60", "o13", "0.00"]


def test_what_a_measure_is_called_is_none_of_its_steps(word: Word) -> None:
    """A report has no field for it, and the column is named as one that was not taken."""
    table = [
        ("ประเด็น", "มาตรการ", "แนวทางปฏิบัติ", "ผู้รับผิดชอบ"),
        ("การให้บริการ", "บริการทันใจ", "1. ทำคลิป\n2. ตั้งจุดแนะนำ", "กองคลัง"),
    ]
    fields = word(SCORES, TITLE, table)
    assert (measures(fields, "0"), measures(fields, "1")) == (["ทำคลิป"], ["ตั้งจุดแนะนำ"])


def test_a_list_whose_title_says_that_its_items_have_no_points(word: Word) -> None:
    """`ข้อที่ไม่ได้คะแนน` over items with the reason and no score."""
    table = [("ข้อ", "ข้อมูล", "เหตุผลที่ไม่ได้คะแนน"), ("OIT12", "รายงานผล", "ไม่พบข้อมูล")]
    fields = word(SCORES, "3. ข้อที่ไม่ได้คะแนนในแบบ OIT", table)
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["o12", "0.00"]


def test_a_row_for_each_division(word: Word) -> None:
    """Who does it heads the row; what is beside the bare ids is no title of theirs."""
    table = [
        ("หน่วยงาน", "ข้อที่รับผิดชอบ", "สิ่งที่ต้องดำเนินการ", "ส่งผลภายใน"),
        ("กองคลัง", "i7", "เผยแพร่รายงานการใช้จ่ายทุกเดือน", "31 มกราคม 2567"),
        ("สำนักงานเลขานุการกรม", "i20", "จัดทำคู่มือการยืมทรัพย์สิน", "มีนาคม 2567"),
        ("กองมีส่วนร่วม", "e8", "จัดเวทีรับฟังความเห็นลุ่มน้ำ", "มีนาคม 2567"),
    ]
    fields = word(SCORES, "การมอบหมายหน่วยงานขับเคลื่อน", table)
    assert measures(fields) == ["i7", "i20", "e8"]
    assert measures(fields, "division") == [row[0] for row in table[1:]]
    assert measures(fields, "0") == [row[2] for row in table[1:]]
