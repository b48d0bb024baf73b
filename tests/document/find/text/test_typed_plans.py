"""Plans of measures typed by hand, in as few words as will do."""

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.find.text.led_apart import several
from ita_sync.document.find.words.labels import Label
from tests.document.plans import measures
from tests.document.texts import GOOD, Read, table

PLAN = """ข้อที่ต้องแก้
- I8 ความคุ้มค่าของการใช้จ่าย = 70.00

สิ่งที่จะทำในปี 2567
1) I7, I9 : ติดป้ายบอกยอดเงินทุกเดือน
   ผู้รับผิดชอบ กองช่าง   กำหนดเสร็จ ก.พ. 67
2) O10 : ถ่ายรูปแล้วลงเว็บ
   ผู้รับผิดชอบ ทุกกอง / แล้วเสร็จ มี.ค. 67
3) I8 : ความคุ้มค่าของการใช้จ่าย
   ผู้รับผิดชอบ กองคลัง กำหนดเสร็จ เม.ย. 67
"""


def test_labels_without_a_colon_beside_each_other(read_text: Read) -> None:
    """What stands behind the items is what is done, and guessed; but never the title of one."""
    fields = read_text(table(GOOD) + "\n" + PLAN)
    assert measures(fields) == ["i7", "i9", "o10", "i8"]
    assert measures(fields, "division") == ["กองช่าง", "กองช่าง", "ทุกกอง", "กองคลัง"]
    assert measures(fields, "due") == ["ก.พ. 67", "ก.พ. 67", "มี.ค. 67", "เม.ย. 67"]
    assert measures(fields, "0") == [*["ติดป้ายบอกยอดเงินทุกเดือน"] * 2, "ถ่ายรูปแล้วลงเว็บ"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ผู้รับผิดชอบ กองช่าง   กำหนด มี.ค. 68", ["กองช่าง", "มี.ค. 68"]),
        ("ผู้รับผิดชอบ กองช่าง\tกำหนด: มี.ค. 68", ["กองช่าง", "มี.ค. 68"]),
        ("ผู้รับผิดชอบ กองช่าง แล้วเสร็จ มี.ค. 68", ["กองช่าง", "มี.ค. 68"]),
        ("ผู้รับผิดชอบ กอง  ช่าง", []),
        ("กำหนดมาตรการ ให้กองช่าง", []),
        ("ผู้รับผิดชอบ กองช่าง   กำหนด ราคากลาง", []),
        ("ผู้รับผิดชอบ กองช่าง   ผู้รับผิดชอบ กองคลัง", []),
    ],
)
def test_what_parts_them(line: str, said: list[str]) -> None:
    """Spaces, a tab or a stroke; a single space where a date follows."""
    assert [text for _, text in several(line)] == said
    assert not said or {label for label, _ in several(line)} == {Label.DIVISION, Label.DUE}


CHANCE = """ข้อที่ต้องแก้
 - i8 ได้ 70.00 >> แก้โดย ติดป้าย
 - o10 ไม่ได้คะแนน -> ปรับปรุงโดย: ถ่ายรูปให้ครบ
 - o11 ไม่ได้คะแนน -> แก้ไขโดยการลงใหม่ทุกเดือน

มาตรการปี 2567
 1) ข้อ i8, i9  ติดป้ายบอกยอดเงิน
    ผู้รับผิดชอบ: กองช่าง   กำหนด: ก.พ. 67
 2) ข้อ o10, o11  จ้างทำเว็บไซต์ใหม่
    ผู้รับผิดชอบ: งานทะเบียน   กำหนด: มี.ค. 67
"""


@pytest.mark.parametrize("apart", ["   ", "\t"])
def test_labels_under_each_other_by_chance(read_text: Read, apart: str) -> None:
    """They make no table with the items above them; `แก้โดย` is no part of a remedy."""
    fields = read_text(table(GOOD) + "\n" + CHANCE.replace("   กำหนด", f"{apart}กำหนด"))
    remedies = [field.value for name, field in fields.items() if name.endswith(".remedy")]
    assert remedies == ["ติดป้าย", "ถ่ายรูปให้ครบ", "แก้ไขโดยการลงใหม่ทุกเดือน"]
    assert measures(fields) == ["i8", "i9", "o10", "o11"]
    assert measures(fields, "division") == [*["กองช่าง"] * 2, *["งานทะเบียน"] * 2]
    assert measures(fields, "due") == [*["ก.พ. 67"] * 2, *["มี.ค. 67"] * 2]
    assert measures(fields, "0") == [*["ติดป้ายบอกยอดเงิน"] * 2, *["จ้างทำเว็บไซต์ใหม่"] * 2]


RULED = """มาตรการปี 2567
---------------
1) ตชว 2 การใช้งบประมาณ
   - ติดยอดเงินหน้าห้อง
   - เล่าในที่ประชุม
   คนทำ: กองช่าง  /  เสร็จ: พ.ย. 66  /  ตามงาน: ถามทุกเดือน
2) ตชว 8 การปรับปรุงการทำงาน
   - แจกแบบสอบถาม
   คนทำ: งานทะเบียน  /  เสร็จ: ม.ค. 67  /  ตามงาน: ดูปีละครั้ง
"""


def test_measures_under_counted_indicators(read_text: Read) -> None:
    """No indicator goes on under a label of the measure before, and a rule is no title."""
    fields = read_text(table(GOOD) + "\n" + RULED)
    assert measures(fields) == [None, None]
    assert measures(fields, "division") == ["กองช่าง", "งานทะเบียน"]
    assert measures(fields, "0") == [
        *("ติดยอดเงินหน้าห้อง", "ถามทุกเดือน"),
        *("แจกแบบสอบถาม", "ดูปีละครั้ง"),
    ]
    assert measures(fields, "1") == ["เล่าในที่ประชุม"]


ONE_OF_INDICATOR = """ที่จะทำปี 2567
(1) เรื่อง o11
    ทำอะไร: ลงยอดทุกวัน
    ใครทำ: กองช่าง
    เมื่อไหร่: ต.ค. 66

(2) เรื่อง ตัวชี้วัดที่ 7
    ทำอะไร: เปิดเสียงตามสาย
    ใครทำ: งานทะเบียน
    เมื่อไหร่: ธ.ค. 66
"""


@pytest.mark.parametrize("title", ["เรื่อง ตัวชี้วัดที่ 7", "เรื่องการประชาสัมพันธ์ (แก้ตัวชี้วัด 7)"])
def test_a_measure_of_an_indicator_among_those_of_items(read_text: Read, title: str) -> None:
    """Its title says so: the number of its item was not lost."""
    told = ONE_OF_INDICATOR.replace("เรื่อง ตัวชี้วัดที่ 7", title)
    fields = read_text(table(GOOD) + "\n" + told)
    assert measures(fields, "division") == ["กองช่าง", "งานทะเบียน"]
    assert measures(fields, "0") == ["ลงยอดทุกวัน", "เปิดเสียงตามสาย"]
    items = [field for name, field in fields.items() if name.endswith(".item")]
    assert [one.trust is Trust.DOUBTFUL for one in items] == [False, True]


HUNG = """มาตรการปี 2567
  3.1 ข้อ i9
      ทำอย่างไร: ติดยอดเงินทุกไตรมาส
                 ที่หน้าห้อง
                 ชี้แจงในที่ประชุม
      ใครทำ: กองช่าง
      ภายใน: มีนาคม 2567
  3.2 ข้อ o13
      ทำอย่างไร: ลงรายงาน
      แจกใบปลิว
      ใครทำ: งานทะเบียน
      ภายใน: เมษายน 2567
"""


def test_lines_right_below_the_text_behind_a_colon(read_text: Read) -> None:
    """One goes on with it, or says what else is done; one farther left does not."""
    fields = read_text(table(GOOD) + "\n" + HUNG)
    assert measures(fields, "0") == ["ติดยอดเงินทุกไตรมาสที่หน้าห้อง", "ลงรายงาน"]
    assert measures(fields, "1") == ["ชี้แจงในที่ประชุม"]
    assert measures(fields, "division")[0] == "กองช่าง"
    assert measures(fields, "due")[0] == "มีนาคม 2567"


def test_what_to_do_with_what_an_item_is_about_is_no_title(read_text: Read) -> None:
    """`ปรับ`, what it is called, and more: alike as the two are."""
    weak = "ข้อที่ไม่ได้คะแนน\n- o2 ข้อมูลผู้บริหาร\n\nมาตรการปี 2567\n"
    plan = "1) ข้อ o2 ปรับข้อมูลผู้บริหารในเว็บให้ครบ\nผู้รับผิดชอบ กองช่าง   กำหนดเสร็จ ก.พ. 67\n"
    fields = read_text(table(GOOD) + "\n" + weak + plan)
    assert measures(fields, "0") == ["ปรับข้อมูลผู้บริหารในเว็บให้ครบ"]


STROKES = """ข้อที่ไม่ได้คะแนน 2 ข้อ
* o8 คู่มือการปฏิบัติงาน
  สิ่งที่ต้องปรับปรุง เขียนระยะเวลาให้ครบ
* o24 รายงานความเสี่ยง
  ข้อเสนอแนะ เล่าให้ตรงกับแผน

เทศบาลตำบลบ้านใหม่ได้กำหนดมาตรการปี 2567 ไว้ 3 เรื่อง
(1) o8 กองช่างทบทวนคู่มือทุกเล่ม / กองช่าง / ธ.ค. 66
(2) o24 เจ้าหน้าที่พัสดุกรอกแบบให้ครบ / สำนักปลัด / มี.ค. 67
(3) ชี้แจงแผนการใช้เงิน (แก้ตัวชี้วัด 2) / กองคลัง / ต.ค. 66
"""


def test_a_list_whose_parts_strokes_part(read_text: Read) -> None:
    """A sentence says how many follow; who acts may come first, and one is for an indicator."""
    fields = read_text(table(GOOD) + "\n" + STROKES)
    assert measures(fields)[:2] == ["o8", "o24"]
    assert measures(fields, "division") == ["กองช่าง", "สำนักปลัด", "กองคลัง"]
    assert measures(fields, "0") == [
        "กองช่างทบทวนคู่มือทุกเล่ม",
        "เจ้าหน้าที่พัสดุกรอกแบบให้ครบ",
        "ชี้แจงแผนการใช้เงิน (แก้ตัวชี้วัด 2)",
    ]


def test_what_is_to_be_better_below_a_weak_item(read_text: Read) -> None:
    """Its label needs no colon."""
    fields = read_text(table(GOOD) + "\n" + STROKES)
    remedies = [field.value for name, field in fields.items() if name.endswith("remedy")]
    assert remedies == ["เขียนระยะเวลาให้ครบ", "เล่าให้ตรงกับแผน"]
