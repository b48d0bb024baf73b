"""Which indicator a text names."""

import pytest

from ita_sync.document.find.words import indicators
from ita_sync.document.find.words.vocabulary import vocabulary
from tests.document.conftest import rules
from tests.document.texts import Read

WORDS = vocabulary(rules(2566))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1.ปฏิบัติหน้าที่ 90.5", (1, "90.5")),
        ("4.ใช้ทรัพย์สินราชการ 81.9 ***", (4, "81.9")),
        ("(5) แก้ไขปัญหาทุจริต = 86.3", (5, "86.3")),
        ("9 เปิดเผยข้อมูล ได้ 92 คะแนน", (9, "92")),
        ("ตชว.7 88", (7, "88")),
        ("ตัวชี้วัดที่ 10: 87.5", (10, "87.5")),
        ("6      91.50   คุณภาพการดำเนินงาน", (6, "91.50")),
        ("6 91.50 ประสิทธิภาพการสื่อสาร", None),
        ("3. ใช้งบประมาณ 88.7", None),
        ("1. ประชุมหัวหน้าส่วน 12", None),
        ("11. ปฏิบัติหน้าที่ 90.5", None),
        ("1 90.5", None),
        ("ปฏิบัติหน้าที่ 90.5", None),
    ],
)
def test_a_line_typed_by_hand_numbers_and_names_it(
    line: str, found: tuple[int, str] | None
) -> None:
    """However short the name, it is that of the number."""
    typed = indicators.numbered(line, WORDS)
    assert (typed and (typed[0], typed[1]["score"])) == found


def test_a_note_typed_by_hand(read_text: Read) -> None:
    """Scores with one decimal or none, items with an equal sign, measures set apart by dashes."""
    names = ("ปฏิบัติหน้าที่", "ใช้งบประมาณ", "ใช้อำนาจ", "ใช้ทรัพย์สินราชการ", "แก้ไขปัญหาทุจริต")
    more = ("คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "ปรับปรุงการทำงาน", "เปิดเผยข้อมูล", "ป้องกันการทุจริต")
    lines = [f"{n}.{name} {80 + n}" for n, name in enumerate((*names, *more), 1)]
    fields = read_text(
        "\n".join(
            (
                "สรุปผลประเมิน ITA ปี 2566 ทต.ดงมะเฟือง อ.ลำชี จ.นครราชสีมา",
                *lines,
                "ข้อที่ต้องแก้",
                "i 10 = 80.6  ให้คลังแจ้งแผนใช้จ่ายเงิน",
                "O30=0 แก้ลิงก์เสีย",
                "งานที่ต้องทำปี 67",
                "1) i10 - กองคลัง - แจ้งแผน - เสร็จ พ.ย. 66 - ติดตาม: รายงานปลัดทุกเดือน",
                "2) O30 - สำนักปลัด - ตรวจลิงก์ - เสร็จ ม.ค. 67",
            )
        )
    )
    values = {name: field.value for name, field in fields.items()}
    assert [values[f"indicators.{n}.score"] for n in range(10)] == [
        f"{81 + n}.00" for n in range(10)
    ]
    assert values["weak.0.items.0.item"] == "i10"
    assert values["weak.0.items.0.score"] == "80.60"
    assert values["weak.0.items.0.remedy"] == "ให้คลังแจ้งแผนใช้จ่ายเงิน"
    assert (values["weak.1.items.0.item"], values["weak.1.items.0.score"]) == ("o30", "0.00")
    assert (values["measures.0.item"], values["measures.0.division"]) == ("i10", "กองคลัง")
    assert (values["measures.0.steps.0"], values["measures.0.due"]) == ("แจ้งแผน", "พ.ย. 66")
    assert values["measures.0.follow_up.0"] == "รายงานปลัดทุกเดือน"
    assert (values["measures.1.steps.0"], values["measures.1.due"]) == ("ตรวจลิงก์", "ม.ค. 67")
    assert values["agency.district"] == "ลำชี"


@pytest.mark.parametrize(
    ("text", "number"),
    [("ตัวชี้วัดที่ 4", 4), ("ตัวชี้วัด 1-5", None), ("ตชว. 6–8", None), ("ตัวชี้วัดที่ 4-84.50", 4)],
)
def test_a_span_of_indicators_names_none_of_them(text: str, number: int | None) -> None:
    """A score behind a dash is no end of one."""
    assert indicators.number_of(text, WORDS) == number


def test_scores_with_two_decimals_behind_short_names(read_text: Read) -> None:
    """The number and what is left of the name say whose they are."""
    names = ("ใช้ทรัพย์สินราชการ", "แก้ปัญหาทุจริต", "คุณภาพการดำเนินงาน")
    lines = [f"{n} {name} {80 + n}.50" for n, name in enumerate(names, 4)]
    fields = read_text("\n".join(("สรุปผลประเมิน ITA ปี 2566 ทต.ดงมะเฟือง", *lines)))
    assert [fields[f"indicators.{n}.score"].value for n in (3, 4, 5)] == ["84.50", "85.50", "86.50"]
