"""Measures told in running text: under headings, in cards, in numbered sentences."""

import pytest

from ita_sync.document.draft import Trust
from tests.document.conftest import Word
from tests.document.plans import HEADS, PLAN, SCORES, measures
from tests.document.texts import GOOD, NAMES, Read, table


def test_a_heading_begins_another_measure_though_it_is_numbered_like_a_step(word: Word) -> None:
    """The labels below it are there already; the line was no step of the one before."""
    lines = (
        *("1. ด้านการสื่อสาร", "ขั้นตอน: ทำผังงาน", "ผู้รับผิดชอบ: กองคลัง", "การติดตาม: รายงานปลัด"),
        *("2. ด้านพัสดุ", "ขั้นตอน: ทำทะเบียน", "ผู้รับผิดชอบ: กองช่าง", "การติดตาม: รายงานนายก"),
    )
    fields = word(SCORES, PLAN, *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ทำผังงาน", "รายงานปลัด", "ทำทะเบียน", "รายงานนายก"]


def test_themes_counted_below_a_heading(word: Word) -> None:
    """What is to be done comes first in each, under a label that elsewhere says a remedy."""
    lines = (
        *("3. มาตรการ ปี พ.ศ. 2567", "3.1 การใช้ทรัพย์สิน", "แนวทาง : ทำผังงาน", "ผู้รับผิดชอบ : กองคลัง"),
        *("การติดตามผล : ตรวจทะเบียน", "3.2 การใช้งบประมาณ", "แนวทาง : เผยแพร่แผน"),
        *("ผู้รับผิดชอบ : กองช่าง", "การติดตามผล : สอบถาม"),
    )
    fields = word(SCORES, *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ทำผังงาน", "ตรวจทะเบียน", "เผยแพร่แผน", "สอบถาม"]


def test_a_sentence_of_weak_points_that_ends_with_what_is_planned(word: Word) -> None:
    """The list below it is one of measures; who does each stands in brackets."""
    fields = word(
        SCORES,
        "จุดที่ต้องพัฒนา คือ การใช้งบประมาณ โดยมีมาตรการ ดังนี้",
        "(1) จัดทำคู่มือการยืม (กองคลังรับผิดชอบ)",
        "(2) ลงข่าวทุกเดือน (สำนักปลัดรับผิดชอบ)",
    )
    assert measures(fields, "division") == ["กองคลัง", "สำนักปลัด"]
    assert measures(fields, "0") == ["จัดทำคู่มือการยืม", "ลงข่าวทุกเดือน"]


def test_what_is_planned_in_a_year_that_is_named(word: Word) -> None:
    """Between the word and the list that it announces."""
    said = "ข้อที่ไม่ได้คะแนน ได้แก่ o6 แผน", "เทศบาลกำหนดแนวทางแก้ไขในปีงบประมาณ พ.ศ. 2567 ดังนี้"
    fields = word(SCORES, *said, "1. ข้อ o6 รายงานความก้าวหน้าทุกสิ้นเดือน มอบสำนักปลัดเป็นผู้รับผิดชอบ")
    assert measures(fields) == ["o6"]
    assert measures(fields, "division") == ["สำนักปลัด"]


@pytest.mark.parametrize(
    "heading", ["มาตรการปี 2567", "4. แนวทางการดำเนินการ ปี 2567", "สิ่งที่จะดำเนินการในปี 2567"]
)
def test_a_list_under_a_heading_of_measures(word: Word, heading: str) -> None:
    """Each line that says what to do is one, though nothing announces them; a title is none."""
    fields = word(
        SCORES, heading, "- ประชุมชี้แจงทุกกอง", "- ปรับปรุงเว็บไซต์ให้ค้นง่าย", "- ด้านการสื่อสารสู่ประชาชน"
    )
    assert measures(fields, "0") == ["ประชุมชี้แจงทุกกอง", "ปรับปรุงเว็บไซต์ให้ค้นง่าย"]


def test_a_title_above_a_table_is_no_measure(word: Word) -> None:
    """It is the table's."""
    plan = [HEADS, ("i20", "จัดอบรม", "กองคลัง", "31 มีนาคม 2567")]
    fields = word(SCORES, PLAN, "1. ปรับปรุงการใช้ทรัพย์สิน", plan, "จึงเรียนมาเพื่อทราบ")
    assert measures(fields, "0") == ["จัดอบรม"]


def test_labels_without_a_colon_below_a_measure(word: Word) -> None:
    """What is done, who does it and when, each in a line of its own."""
    lines = (
        *(
            "มาตรการที่ 1 การสื่อสาร",
            "กิจกรรม จัดทำสื่อ",
            "หน่วยงานรับผิดชอบ กองคลัง",
            "ระยะเวลาดำเนินการ ม.ค. 67",
        ),
        *(
            "มาตรการที่ 2 การใช้พัสดุ",
            "กิจกรรม ทำทะเบียน",
            "หน่วยงานรับผิดชอบ กองช่าง",
            "ระยะเวลาดำเนินการ มี.ค. 67",
        ),
    )
    fields = word(SCORES, PLAN, *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["จัดทำสื่อ", "ทำทะเบียน"]
    assert measures(fields, "due") == ["ม.ค. 67", "มี.ค. 67"]


def test_labels_in_a_line_of_which_one_has_no_gap_before_it(word: Word) -> None:
    """None of them is lost."""
    line = "ผู้รับผิดชอบ : กองคลัง ระยะเวลา : มี.ค. 2567 การติดตาม : ตรวจทะเบียน"
    fields = word(SCORES, PLAN, "1. จัดทำแนวปฏิบัติการใช้ทรัพย์สิน", line)
    assert measures(fields, "division") == ["กองคลัง"]
    assert measures(fields, "0") == ["จัดทำแนวปฏิบัติการใช้ทรัพย์สิน", "ตรวจทะเบียน"]


@pytest.mark.parametrize(
    "line", ["ผู้รับผิดชอบ/ระยะเวลา : กองคลัง / มี.ค. 67", "ผู้รับผิดชอบ : กองคลัง, มี.ค. 67"]
)
def test_who_and_when_in_one(word: Word, line: str) -> None:
    """Told apart by what they are."""
    fields = word(SCORES, PLAN, "ประเด็น : o13 รายงานผล", "แนวทาง : จัดทำรายงาน", line)
    assert measures(fields, "division") == ["กองคลัง"]
    assert measures(fields, "due") == ["มี.ค. 67"]


def test_items_without_a_number_before_them(word: Word) -> None:
    """Who and when stand in brackets behind what is done."""
    fields = word(
        SCORES, PLAN, "o13: จัดทำรายงาน (กองคลัง, มี.ค. 67)", "o15: รวบรวมสถิติ (กองช่าง, เม.ย. 67)"
    )
    assert measures(fields) == ["o13", "o15"]
    assert measures(fields, "due") == ["มี.ค. 67", "เม.ย. 67"]


@pytest.mark.parametrize(
    "head",
    [
        "ส่วนที่ 3 กิจกรรม/โครงการที่จะดำเนินการ",
        "ตัวชี้วัดที่ต่ำกว่า 85 คะแนน มี 2 ตัวชี้วัด จึงได้จัดทำโครงการขึ้น",
    ],
)
def test_projects_each_for_an_indicator(word: Word, head: str) -> None:
    """Counted in their chapter; the next is no more of how the one before is followed up."""
    lines = (
        *("3.1 โครงการรู้ทันพัสดุ", "สนองต่อ : ตัวชี้วัดการใช้งบประมาณ", "วิธีดำเนินการ", "1. ทำผังงาน"),
        *(
            "ผู้รับผิดชอบ : กองคลัง",
            "การติดตาม : ตรวจทะเบียน",
            "3.2 กิจกรรมเปิดบ้าน",
            "รองรับ : ตัวชี้วัดการใช้อำนาจ",
        ),
        *("วิธีดำเนินการ", "1. เผยแพร่แผน", "ผู้รับผิดชอบ : กองช่าง", "การติดตาม : สอบถาม"),
    )
    fields = word(SCORES, head, *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ทำผังงาน", "ตรวจทะเบียน", "เผยแพร่แผน", "สอบถาม"]


def test_a_card_for_each_measure(word: Word) -> None:
    """Labels on the left, and the item in its first row."""
    cards = [
        [("มาตรการที่ 1", "O3 อำนาจหน้าที่"), ("วิธีดำเนินงาน", "ลงประกาศ"), ("เจ้าภาพ", "กองคลัง")],
        [("มาตรการที่ 2", "O7 ข่าว"), ("วิธีดำเนินงาน", "ลงข่าว"), ("เจ้าภาพ", "กองช่าง")],
    ]
    fields = word(SCORES, PLAN, *cards)
    assert measures(fields) == ["o3", "o7"]
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ลงประกาศ", "ลงข่าว"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("4.1 ทบทวนคู่มือ (กองคลัง / ภายในเดือนมีนาคม 2567)", "-|กองคลัง|ทบทวนคู่มือ|-|ภายในเดือนมีนาคม 2567"),
        (
            "๑) ให้กองคลังทบทวนคู่มือการยืม (ข้อ i๒๐) และรายงานปลัดทุกเดือน ให้แล้วเสร็จภายในเดือนมีนาคม ๒๕๖๗",
            "i20|กองคลัง|ทบทวนคู่มือการยืม|รายงานปลัดทุกเดือน|ภายในเดือนมีนาคม ๒๕๖๗",
        ),
        (
            "2) ข้อ i20 ให้กองช่างจัดทำป้าย ภายในเดือนมีนาคม 2567 รายงานผลผ่านปลัด",
            "i20|กองช่าง|จัดทำป้าย|รายงานผลผ่านปลัด|ภายในเดือนมีนาคม 2567",
        ),
        (
            "2) i20 – จัดทำแบบยืมใหม่ (กองคลัง ภายใน ธ.ค. 2566)",
            "i20|กองคลัง|จัดทำแบบยืมใหม่|-|ภายใน ธ.ค. 2566",
        ),
        (
            "มาตรการที่ 1 (i20) ให้กองคลังจัดทำคู่มือ ให้แล้วเสร็จภายในธันวาคม 2566 และสุ่มตรวจทะเบียนทุกเดือน",
            "i20|กองคลัง|จัดทำคู่มือ|สุ่มตรวจทะเบียนทุกเดือน|ภายในธันวาคม 2566",
        ),
        (
            "๔.๑ i ๒๐ ทำทะเบียนการยืมและปิดประกาศ ภายในเดือนมกราคม ๒๕๖๗ โดยมีกองคลังเป็นผู้รับผิดชอบ",
            "i20|กองคลัง|ทำทะเบียนการยืมและปิดประกาศ|-|ภายในเดือนมกราคม ๒๕๖๗",
        ),
        (
            "2) ข้อ i20 ให้ดำเนินการลดขั้นตอนการยืม โดยสำนักปลัดเทศบาลเป็นหน่วยงานรับผิดชอบหลัก",
            "i20|สำนักปลัดเทศบาล|ลดขั้นตอนการยืม|-|-",
        ),
        (
            "1. ให้กองคลังจัดทำรายงาน (o13) ให้แล้วเสร็จภายในวันที่ 31 มีนาคม 2567 และรายงานปลัดทุกเดือน",
            "o13|กองคลัง|จัดทำรายงาน|รายงานปลัดทุกเดือน|ภายในวันที่ 31 มีนาคม 2567",
        ),
        ("- จัดทำรายงานให้ครบ - กองคลัง (มี.ค. 67)", "-|กองคลัง|จัดทำรายงานให้ครบ|-|มี.ค. 67"),
        ("1. (o13) จัดทำรายงานให้ครบ ผู้รับผิดชอบ กองคลัง", "o13|กองคลัง|จัดทำรายงานให้ครบ|-|-"),
        (
            "1. การเผยแพร่ข้อมูล: จัดทำรายงาน ผู้รับผิดชอบ: กองคลัง ระยะเวลา: มี.ค. 67",
            "-|กองคลัง|จัดทำรายงาน|-|มี.ค. 67",
        ),
        (
            "(2) ข้อ o36 : แต่งตั้งคณะทำงาน โดยหน่วยตรวจสอบภายใน กำหนดแล้วเสร็จ มกราคม 2567",
            "o36|หน่วยตรวจสอบภายใน|แต่งตั้งคณะทำงาน|-|มกราคม 2567",
        ),
        (
            "๑. ข้อ o๕ ปรับปรุงแผนพัฒนา มอบหมายกองคลัง การติดตาม รายงานทุกเดือน",
            "o5|กองคลัง|ปรับปรุงแผนพัฒนา|รายงานทุกเดือน|-",
        ),
        (
            "3.1 ข้อ i7 : จัดทำแผนฉบับย่อ โดยให้กองคลังเป็นผู้รับผิดชอบ ดำเนินการภายในไตรมาสที่ 2 ของปี 2567",
            "i7|กองคลัง|จัดทำแผนฉบับย่อ|-|ภายในไตรมาสที่ 2 ของปี 2567",
        ),
        ("* i7 : ลงข่าวในเพจ -> สำนักปลัด (ม.ค. 67)", "i7|สำนักปลัด|ลงข่าวในเพจ|-|ม.ค. 67"),
        (
            "2. รวบรวมสถิติรายเดือน โดยสำนักปลัด ภายในเดือนเมษายน 2567",
            "-|สำนักปลัด|รวบรวมสถิติรายเดือน|-|ภายในเดือนเมษายน 2567",
        ),
        (
            "- ตัวชี้วัดที่ 4 การใช้ทรัพย์สิน : จัดทำทะเบียนการยืม ผู้รับผิดชอบ กองคลัง ระยะเวลา ภายในธันวาคม 2567",
            "-|กองคลัง|จัดทำทะเบียนการยืม|-|ภายในธันวาคม 2567",
        ),
        (
            "4.2 อบรมพนักงานโดยวิทยากรภายนอก โดยให้กองคลังดำเนินการ ให้แล้วเสร็จภายในเดือนมีนาคม 2567",
            "-|กองคลัง|อบรมพนักงานโดยวิทยากรภายนอก|-|ภายในเดือนมีนาคม 2567",
        ),
        (
            "1. (i20) จัดทำป้ายขั้นตอน — โดยหน่วยตรวจสอบภายใน ภายในมีนาคม 2567",
            "i20|หน่วยตรวจสอบภายใน|จัดทำป้ายขั้นตอน|-|ภายในมีนาคม 2567",
        ),
        (
            "2. จัดทำป้ายขั้นตอนการยืม มอบหมายกองช่างดำเนินการ ภายในเดือนมีนาคม 2567",
            "-|กองช่าง|จัดทำป้ายขั้นตอนการยืม|-|ภายในเดือนมีนาคม 2567",
        ),
    ],
)
def test_a_measure_in_a_numbered_sentence(word: Word, line: str, told: str) -> None:
    """Who and when stand in brackets, or all of it in an order; it is marked."""
    fields = word(SCORES, "4. เห็นควรกำหนดมาตรการในปี 2567 ดังนี้", line)
    names = ("item", "division", "steps.0", "follow_up.0", "due")
    found = [fields.get(f"measures.0.{name}") for name in names]
    assert "|".join((one.value or "-") if one else "-" for one in found) == told
    assert all(one.trust is Trust.SINGLE for one in found[1:] if one)


def test_an_order_whose_end_names_no_division_is_none(word: Word) -> None:
    """Who does it is known by the word that it begins with, not by the place in the sentence."""
    line = "4.1 i20 ทำทะเบียนการยืม โดยวิธีการที่สะดวกเป็นผู้รับผิดชอบ"
    fields = word(SCORES, "4. เห็นควรกำหนดมาตรการในปี 2567 ดังนี้", line)
    assert not [name for name in fields if name.endswith("division") and fields[name].value]


def test_a_step_that_says_who_does_it_is_no_measure(word: Word) -> None:
    """Below the label of the steps of an item."""
    steps = ("1. ติดประกาศขั้นตอน", "2. ประชุมชี้แจงพนักงาน โดยกองคลังเป็นผู้รับผิดชอบ")
    fields = word(SCORES, PLAN, "3.1 i20 การยืมทรัพย์สิน", "วิธีดำเนินการ", *steps)
    assert measures(fields) == ["i20"]
    assert measures(fields, "1") == ["ประชุมชี้แจงพนักงาน โดยกองคลังเป็นผู้รับผิดชอบ"]


def test_values_without_colons_under_an_item(word: Word) -> None:
    """`3.1 i20 …`, who does it, what is done in numbered lines, how it is followed up, and when."""
    lines = (
        *("3.1 i20 การยืมทรัพย์สิน", "ผู้รับผิดชอบ กองคลัง", "(1) ลดแบบฟอร์ม", "(2) อนุมัติในวันเดียว"),
        *("การกำกับติดตาม สำรวจความเห็น", "ระยะเวลาดำเนินการ ทุกไตรมาส"),
    )
    fields = word(SCORES, "ข้อ 3 มาตรการ ปี 2567", *lines)
    assert (measures(fields), measures(fields, "division")) == (["i20"], ["กองคลัง"])
    assert measures(fields, "0") == ["ลดแบบฟอร์ม", "สำรวจความเห็น"]
    assert measures(fields, "due") == ["ทุกไตรมาส"]


def test_remedies_listed_by_item_or_behind_an_arrow(word: Word) -> None:
    """Under their caption the item's score is above; or score and remedy are in one line."""
    table = [("ข้อ", "คะแนน"), ("i7", "70.00")]
    lines = ("ข้อที่ได้คะแนนต่ำกว่า 85", table, "2.3 แนวทางปรับปรุง", "- ข้อ i7 ประกาศแผนให้ทราบ")
    found = word(SCORES, *lines)
    assert found["weak.0.items.0.remedy"].value == "ประกาศแผนให้ทราบ"
    found = word(SCORES, "ข้อที่ได้คะแนนต่ำกว่า 85", "• I7 การใช้งบประมาณ = 70.00 >> ประกาศแผน")
    assert found["weak.0.items.0.remedy"].value == "ประกาศแผน"


@pytest.mark.parametrize("praised", ["ทั้งนี้ ข้อที่ได้คะแนนสูงสุดคือข้อ i1", "ส่วนข้อ i1"])
def test_items_that_a_sentence_goes_on_to_praise_are_not_weak(word: Word, praised: str) -> None:
    """`ทั้งนี้ ข้อที่ได้คะแนนสูงสุดคือ …` in the same paragraph."""
    line = f"ข้อที่ได้คะแนนต่ำกว่า 85 ได้แก่ ข้อ i7 แผน ได้ 70.00 คะแนน {praised} ได้ 84.00 คะแนน"
    fields = word(SCORES, line)
    assert [field.value for name, field in fields.items() if name.endswith(".item")] == ["i7"]


def test_items_across_the_top_are_no_figures(word: Word) -> None:
    """`I6` beside `I5` is not its score."""
    table = [("ข้อคำถาม", "I7", "I8", "I20"), ("คะแนน", "70.00", "71.00", "72.00")]
    fields = word(SCORES, "ข้อที่ได้คะแนนต่ำกว่า 85", table)
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["i7", "70.00", "i8", "71.00", "i20", "72.00"]


def test_a_memo_typed_by_hand(read_text: Read) -> None:
    """Scores with one decimal or none behind `ได้`, items in a sentence, `013` for o13."""
    scores = zip(NAMES, ["89.4", "80.2", "85", *GOOD[3:]], strict=True)
    lines = [f"- {name} ได้ {score}" for name, score in scores]
    weak = (
        (
            "ข้อที่ได้ 0 คะแนนมี 2 ข้อ ได้แก่ 013 รายงานผลการดำเนินงานประจำปี และ o17 สถิติ "
            "ส่วนข้อที่ต่ำสุดคือ i7 แผน ได้ 72.5 คะแนน"
        ),
        "สำนักปลัดจึงขอเสนอแนวทางดังนี้",
        "1) ข้อ 013 ให้สำนักปลัดรวบรวมคู่มือทุกกอง ภายในเดือนมกราคม 2567 รายงานผลให้ปลัดทราบ",
    )
    fields = read_text("\n".join((table(GOOD).partition("ตัวชี้วัดที่")[0], *lines, *weak)))
    assert [fields[f"indicators.{n}.score"].value for n in range(3)] == ["89.40", "80.20", "85.00"]
    items = [field.value for name, field in fields.items() if name.endswith(".item")]
    assert {*filter(None, items)} == {"i7", "o13", "o17"}


def test_a_title_over_labels_that_stand_alone(word: Word) -> None:
    """`3.1 มาตรการด้าน…` is what the measure is known by; the next is no way of following it up."""
    one = ("ขั้นตอน", "(1) ทำผังงาน", "(2) ทำป้าย", "ผู้รับผิดชอบ: กองคลัง", "การติดตามผล: รายงานปลัด")
    two = ("ขั้นตอน", "(1) ทำทะเบียน", "ผู้รับผิดชอบ: กองช่าง", "การติดตามผล: รายงานนายก")
    lines = ("3.1 มาตรการด้านการสื่อสาร", *one, "3.2 มาตรการด้านพัสดุ", *two)
    fields = word(SCORES, "3) แนวทางการยกระดับ ปีงบประมาณ พ.ศ. 2567", *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ทำผังงาน", "รายงานปลัด", "ทำทะเบียน", "รายงานนายก"]
    assert fields["measures.1.item"].copies[0].seen == "3.2 มาตรการด้านพัสดุ"


def test_labels_behind_signs_and_without_colons(word: Word) -> None:
    """`- กรอบเวลา : …` under a theme; `วิธีดำเนินการ …` under an item."""
    about = ("ประเด็นที่ 1 การสื่อสาร", "- มาตรการ : จัดเวที", "- ผู้รับผิดชอบ : กองคลัง")
    theme = (*about, "- กรอบเวลา : ไตรมาสที่ 2", "- การติดตาม : รายงานปลัด")
    found = word(SCORES, "แผนการพัฒนาองค์กร", *theme)
    assert (measures(found, "due"), measures(found, "0")) == (["ไตรมาสที่ 2"], ["จัดเวที", "รายงานปลัด"])
    item = ("(1) o5 ข่าว", "วิธีดำเนินการ ลงข่าวทุกสัปดาห์", "ผู้รับผิดชอบ สำนักปลัด")
    found = word(SCORES, PLAN, *item)
    assert (measures(found), measures(found, "0")) == (["o5"], ["ลงข่าวทุกสัปดาห์"])


def test_weak_items_with_one_decimal_in_a_sentence(word: Word) -> None:
    """`(ร้อยละ 80.2)` says of what it is as much as `คะแนน` behind it."""
    fields = word(SCORES, "ข้อที่ได้ต่ำกว่าร้อยละ 85 ได้แก่ i7 (ร้อยละ 80.2), i20 (ร้อยละ 79.5)")
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["i7", "80.20", "i20", "79.50"]


def test_a_heading_of_measures_below_the_last_weak_item(read_text: Read) -> None:
    """It announces no steps of that; what a measure calls แนวทาง are its steps."""
    lines = (
        *("", "ข้อที่ต้องแก้ไข", "• i11 ความสะดวกในการยืม (79.06 คะแนน)", ""),
        *("มาตรการที่กำหนด", "", "มาตรการที่ 1 ยืมง่ายขึ้น (i11)", "ผู้รับผิดชอบ: กองพัสดุ"),
        *("แนวทางดำเนินการ:", "  1. เปิดระบบยืมออนไลน์", "  2. ติดประกาศ", "การติดตาม: สุ่มตรวจ"),
    )
    fields = read_text(table(GOOD) + "\n".join(lines))
    assert measures(fields) == ["i11"]
    steps = [fields[f"measures.0.steps.{n}"].value for n in range(2)]
    assert steps == ["เปิดระบบยืมออนไลน์", "ติดประกาศ"]


def test_a_remedy_on_the_line_below_its_label(read_text: Read) -> None:
    """The label ends the line of the item."""
    items = (
        "1. O16 ข้อมูลเชิงสถิติการให้บริการ (0 คะแนน) แนวทางแก้ไข:",
        "2. O21 สรุปผลการจัดซื้อจัดจ้างรายเดือน (0 คะแนน) แนวทางแก้ไข:",
    )
    lines = ("", "ข้อที่ได้ 0 คะแนนและแนวทางแก้ไข", items[0], "ให้ส่งสถิติ", items[1], "ให้ครบ")
    fields = read_text(table(GOOD) + "\n".join(lines))
    found = [one.value for name, one in fields.items() if name.startswith("weak.0.items.0.")]
    assert found == ["o16", "0.00", "ให้ส่งสถิติ"]


def test_a_measure_whose_label_encloses_its_items(word: Word) -> None:
    """Under an indicator, outside of any plan; its steps follow, or stand on lines of their own."""
    lines = (
        *(
            "ตัวชี้วัดที่ 2 การใช้งบประมาณ คะแนน 84.00",
            "ข้อที่ต่ำกว่า 85 คือ i7 แผน ได้ 70.10 และ i9 ผล ได้ 71.20",
        ),
        *("มาตรการแก้ไข (i7, i9): ทำแผ่นพับงบประมาณ", "หน่วยงานรับผิดชอบ: กองคลัง"),
        *("ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ คะแนน 84.00", "ข้อที่ต่ำกว่า 85 คือ i20 การยืม ได้ 72.30"),
        *("มาตรการปรับปรุง (ข้อ i20):", "4.1 ทำทะเบียน", "4.2 ติดผัง", "หน่วยงานรับผิดชอบ: กองช่าง"),
    )
    fields = word(SCORES, *lines)
    assert measures(fields, "item") == ["i7", "i9", "i20"]
    assert measures(fields, "division") == ["กองคลัง", "กองคลัง", "กองช่าง"]
    assert measures(fields, "0") == ["ทำแผ่นพับงบประมาณ", "ทำแผ่นพับงบประมาณ", "ทำทะเบียน"]
    assert measures(fields, "1") == ["ติดผัง"]
    scores = [field.value for name, field in fields.items() if name.endswith("score")]
    assert scores[-3:] == ["70.10", "71.20", "72.30"]


def test_what_is_done_behind_an_item_and_a_colon(word: Word) -> None:
    """It begins with a verb, and is marked; the title of an item does not."""
    lines = (
        "1) O6 : รวบรวมกฎหมายขึ้นเว็บไซต์ (ผู้รับผิดชอบ : นิติกร)",
        "2) O15, O22 : จัดทำสถิติเป็นรายเดือน (ผู้รับผิดชอบ : กองคลัง)",
        "3) O7 : ข่าวประชาสัมพันธ์ของหน่วยงาน (ผู้รับผิดชอบ : กองช่าง)",
    )
    fields = word(SCORES, "สิ่งที่จะดำเนินการในปี 2567", *lines)
    assert measures(fields) == ["o6", "o15", "o22", "o7"]
    assert measures(fields, "division") == ["นิติกร", "กองคลัง", "กองคลัง", "กองช่าง"]
    steps = [field for name, field in fields.items() if ".steps." in name]
    assert [one.value for one in steps] == ["รวบรวมกฎหมายขึ้นเว็บไซต์", *["จัดทำสถิติเป็นรายเดือน"] * 2]
    assert {one.trust for one in steps} == {Trust.SINGLE}


def test_measures_that_a_sentence_about_an_indicator_leads_to(word: Word) -> None:
    """What their titles say is done is their steps, marked, where no label says other ones."""
    lines = (
        "3. ตัวชี้วัดที่ได้คะแนนน้อยที่สุด คือ การใช้งบประมาณ จึงกำหนดมาตรการ ดังนี้",
        *("มาตรการที่ 1 เผยแพร่แผนเป็นภาพ", "- หน่วยงานรับผิดชอบ: กองคลัง", "- ระยะเวลา: มีนาคม 2567"),
        *(
            "มาตรการที่ 2 ความโปร่งใสของงบประมาณ",
            "- หน่วยงานรับผิดชอบ: กองช่าง",
            "- ระยะเวลา: เมษายน 2567",
        ),
    )
    fields = word(SCORES, *lines)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    steps = [field for name, field in fields.items() if ".steps." in name]
    assert [(one.value, one.trust) for one in steps] == [("เผยแพร่แผนเป็นภาพ", Trust.SINGLE)]


def test_weak_points_whose_head_says_more_in_brackets(word: Word) -> None:
    """Strong points beside them, and no score of any."""
    rows = [
        ("จุดแข็ง", "จุดอ่อน (ข้อที่คะแนนไม่ถึง 85)"),
        ("บริการเท่าเทียม", "O-12 รายงานประจำปี\nO-19 รายงานงบ"),
    ]
    fields = word(SCORES, "วิเคราะห์จุดแข็งและจุดอ่อน", rows)
    assert [field.value for name, field in fields.items() if name.endswith(".item")] == [
        "o12",
        "o19",
    ]


def test_the_steps_of_a_measure_go_before_the_title_that_was_taken_for_them(
    read_text: Read,
) -> None:
    """`๔.๑ ปรับปรุงข้อมูล (o12)` says what is done, until the steps below it do."""
    plan = "มาตรการปี 2567\n๔.๑ ปรับปรุงข้อมูล (o12)\n{}[ผู้รับผิดชอบ] กองคลัง\n"
    steps = "ขั้นที่ ๑ ตรวจรายการ\nขั้นที่ ๒ เผยแพร่บนเว็บไซต์\n"
    assert measures(read_text(table(GOOD) + "\n" + plan.format("")), "0") == ["ปรับปรุงข้อมูล"]
    fields = read_text(table(GOOD) + "\n" + plan.format(steps))
    assert [measures(fields, name) for name in ("0", "1")] == [["ตรวจรายการ"], ["เผยแพร่บนเว็บไซต์"]]
    assert measures(fields) == ["o12"]


def test_below_the_end_of_a_letter_is_no_measure(read_text: Read) -> None:
    """Who signs, and what is decided: `- ทราบ / อนุมัติตามเสนอ`."""
    plan = (
        "มาตรการปี 2567\n- ปรับปรุงข้อมูลการจัดซื้อให้เป็นปัจจุบัน\nจึงเรียนมาเพื่อโปรดทราบ\n- ทราบ / อนุมัติตามเสนอ\n"
    )
    fields = read_text(table(GOOD) + "\n" + plan)
    assert measures(fields, "0") == ["ปรับปรุงข้อมูลการจัดซื้อให้เป็นปัจจุบัน"]
