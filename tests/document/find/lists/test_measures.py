"""Who is responsible for a measure and when it is due, whatever the columns are called."""

import pytest

from ita_sync.document.draft import Trust
from tests.document.conftest import Word
from tests.document.plans import HEADS, PLAN, SCORES, measures

DONE = "ผลการดำเนินงานตามมาตรการปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2566)"


@pytest.mark.parametrize("before", [True, False])
def test_measures_already_carried_out_are_not_those_to_come(word: Word, *, before: bool) -> None:
    """They stand under a heading of their own."""
    done = [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "แล้วเสร็จเมื่อ"),
        ("i20", "ทำทะเบียน", "สำนักปลัด", "30 มิถุนายน 2566"),
    ]
    plan = [HEADS, ("i20", "อบรม", "กองคลัง", "31 มีนาคม 2567")]
    parts = [DONE, done, PLAN, plan] if before else [PLAN, plan, DONE, done]
    fields = word(SCORES, *parts)
    assert (measures(fields), measures(fields, "division")) == (["i20"], ["กองคลัง"])
    alone = word(SCORES, DONE, done)
    assert alone["measures.0.due_date"].trust is Trust.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "due", "day"),
    [
        ("31 มีนาคม 2567", [], ["31 มีนาคม 2567"]),
        ("31/3/67", [], ["31 มีนาคม 2567"]),
        ("ภายใน 31 มี.ค. 67", ["ภายใน 31 มี.ค. 67"], ["31 มีนาคม 2567"]),
        ("ตั้งแต่วันที่ 1 ตุลาคม 2566 เป็นต้นไป", ["ตั้งแต่วันที่ 1 ตุลาคม 2566 เป็นต้นไป"], []),
        ("ภายใน 15 วัน นับแต่วันที่ 1 มกราคม 2567", ["ภายใน 15 วัน นับแต่วันที่ 1 มกราคม 2567"], []),
    ],
)
def test_the_day_from_which_on_is_no_due_date(
    word: Word, text: str, due: list[str], day: list[str]
) -> None:
    """Only the day until which."""
    fields = word(SCORES, PLAN, [HEADS, ("i20", "อบรม", "กองคลัง", text)])
    assert (measures(fields, "due"), measures(fields, "due_date")) == (due, day)


@pytest.mark.parametrize(
    "heads", [("เริ่มต้น", "สิ้นสุด"), ("ระยะเวลาเริ่ม", "กำหนดแล้วเสร็จ"), ("วันที่เริ่มต้น", "วันที่สิ้นสุด")]
)
def test_a_column_of_beginnings(word: Word, heads: tuple[str, str]) -> None:
    """The end is when it is due."""
    table = [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", *heads),
        ("i20", "อบรม", "กองคลัง", "1 ธันวาคม 2566", "31 มีนาคม 2567"),
    ]
    fields = word(SCORES, PLAN, table)
    assert (measures(fields, "due"), measures(fields, "due_date")) == ([], ["31 มีนาคม 2567"])


def test_columns_of_people(word: Word) -> None:
    """Two who are responsible are told apart; who supervises is no way of following up."""
    heads = ("ข้อ", "มาตรการ", "ผู้กำกับดูแล", "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบร่วม")
    fields = word(SCORES, PLAN, [heads, ("i20", "อบรม", "ปลัดเทศบาล", "กองคลัง", "กองช่าง")])
    assert (measures(fields, "division"), measures(fields, "0")) == (["กองคลัง, กองช่าง"], ["อบรม"])


@pytest.mark.parametrize("head", ["ผู้กำกับติดตาม", "ส่งงาน/รายงานใคร"])
def test_who_follows_up_where_nothing_says_how(word: Word, head: str) -> None:
    """It is all that the plan says of it; beside a column of how, it is left out."""
    heads, row = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", head), ("i20", "อบรม", "กองคลัง", "ปลัดเทศบาล")
    fields = word(SCORES, PLAN, [heads, row])
    assert measures(fields, "follow_up.0") == ["ปลัดเทศบาล"]
    fields = word(SCORES, PLAN, [(*heads, "การกำกับติดตาม"), (*row, "รายงานทุกเดือน")])
    assert measures(fields, "follow_up.0") == ["รายงานทุกเดือน"]


def test_who_published_each_item_of_a_whole_list_plans_nothing(word: Word) -> None:
    """The measures are of indicators; a list of all items beside whose they are is none of them."""
    listed = [(f"o{n}", "100", "สำนักปลัด") for n in range(1, 9)]
    plan = [("ตัวชี้วัด", *HEADS[1:]), ("2. การใช้งบประมาณ", "เผยแพร่สรุป", "กองคลัง", "มีนาคม 2567")]
    fields = word(SCORES, "OIT รายข้อ", [("ข้อ", "คะแนน", "เจ้าของเรื่อง"), *listed], PLAN, plan)
    assert measures(fields, "division") == ["กองคลัง"]


def test_what_is_to_be_done_headed_as_a_remedy(word: Word) -> None:
    """Beside who does it and when, `แนวทางแก้ไข` is the remedy of the item and its measure."""
    table = [
        ("ข้อ", "ได้คะแนน", "สาเหตุ", "แนวทางแก้ไข", "ผู้รับผิดชอบ", "ภายใน"),
        ("i20", "70.00", "ขั้นตอนมาก", "ลดแบบฟอร์ม", "กองคลัง", "มีนาคม 2567"),
    ]
    fields = word(SCORES, "ข้อที่ต้องแก้ไข", table)
    assert (measures(fields), measures(fields, "0"), measures(fields, "due")) == (
        ["i20"],
        ["ลดแบบฟอร์ม"],
        ["มีนาคม 2567"],
    )
    assert fields["weak.0.items.0.remedy"].value == "ลดแบบฟอร์ม"


def test_words_of_a_step_under_who_does_it_or_when_are_marked(word: Word) -> None:
    """A page may cut a table so that another column stands under the head."""
    step, rest = "เก็บสถิติผู้มาติดต่อทุกงานบริการ", "และรายงานผลการจัดการความเสี่ยง"
    rows = [HEADS, ("o16", "ทำ", step, rest), ("o17", "ทำ", "ตรวจสอบภายใน", "ทุกเดือน")]
    fields = word(SCORES, PLAN, rows)
    told = [fields[f"measures.{n}.{key}"].trust for n in (0, 1) for key in ("division", "due")]
    assert told == [Trust.SINGLE, Trust.SINGLE, Trust.SURE, Trust.SURE]
