"""Texts typed by hand, each thing in a line of its own behind a bullet or a plus sign."""

import pytest

from ita_sync.document.find.scores import series
from tests.document.plans import measures
from tests.document.texts import GOOD, NAMES, Read, table

SHORT = """ITA ปี 2566 ทต.ดอนกลาง อ.เมือง จ.ขอนแก่น

* คะแนนรวม = 91.83
* ระดับ = ผ่านดี
* ปี 2565 = 85.11 ผ่าน
* IIT = 91.99   ตัวชี้วัด 1-5 = 94.10 / 91.35 / 92.80 / 89.66 / 92.04
* EIT = 94.52   ตัวชี้วัด 6-8 = 96.12 / 94.40 / 93.05
* OIT = 89.69   ตัวชี้วัดที่ 9 ถึง 10 = 92.00/87.38

* ข้อ OIT ที่หลุด
  + o11 สรุปผลการจัดซื้อจัดจ้าง -> ทำให้ครบทุกเดือน

* ต้องทำ
  + o11: ขึ้นข้อมูลทุกวันที่ 5 | กองคลัง | ตั้งแต่ ต.ค. 2566 | ติดตามโดย ปลัดตรวจ
  + ลงสมุดคุมทุกครั้งที่ใช้ | กองช่าง | ทั้งปี | ติดตามโดย นายกตรวจ
"""


def test_a_whole_report_in_a_few_lines(read_text: Read) -> None:
    """Scores of several indicators in a line, what is lost and what to do."""
    fields = read_text(SHORT)
    told = {name: field.value for name, field in fields.items()}
    assert [told[f"indicators.{n}.score"] for n in range(10)] == [
        *("94.10", "91.35", "92.80", "89.66", "92.04", "96.12", "94.40", "93.05", "92.00", "87.38")
    ]
    assert (told["total"], told["level"], told["tools.OIT"]) == ("91.83", "ผ่านดี", "89.69")
    assert (told["agency.name"], told["agency.province"]) == ("ดอนกลาง", "ขอนแก่น")
    assert told["weak.0.items.0.remedy"] == "ทำให้ครบทุกเดือน"
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "due") == ["ตั้งแต่ ต.ค. 2566", "ทั้งปี"]
    assert measures(fields, "0") == [
        *("ขึ้นข้อมูลทุกวันที่ 5", "ปลัดตรวจ"),
        *("ลงสมุดคุมทุกครั้งที่ใช้", "นายกตรวจ"),
    ]


ASKED = """แนวทางแก้ไขในปี ๒๕๖๗
 ๑) ข้อ i7 และ i12
    ให้ทำอะไร: ติดประกาศทุกเดือน
    ใครทำ: กองคลัง
    เมื่อไร: ม.ค. ๖๗ เป็นต้นไป
 ๒) ข้อ e10
    ให้ทำอะไร: ตอบคำถามภายในวัน
    ใครทำ: นิติกร
    เมื่อไร: ก.พ. ๖๗
"""


def test_labels_that_ask(read_text: Read) -> None:
    """What to do, who does it, when."""
    fields = read_text(table(["70.00"] * 10) + "\n" + ASKED)
    assert measures(fields) == ["i7", "i12", "e10"]
    assert measures(fields, "0") == ["ติดประกาศทุกเดือน", "ติดประกาศทุกเดือน", "ตอบคำถามภายในวัน"]
    assert measures(fields, "division") == ["กองคลัง", "กองคลัง", "นิติกร"]
    assert measures(fields, "due") == ["ม.ค. ๖๗ เป็นต้นไป", "ม.ค. ๖๗ เป็นต้นไป", "ก.พ. ๖๗"]


Bands = tuple[tuple[int, int], ...]
"""The first and last indicator of each table."""


def _spaced(*rows: tuple[str, ...]) -> str:
    return "\n".join("".join(text.ljust(22) for text in row) for row in rows) + "\n\n"


@pytest.mark.parametrize(
    "bands",
    [
        ((1, 5), (6, 8), (9, 10)),
        ((1, 10),),
    ],
)
@pytest.mark.parametrize("called", ["{}", "ตัวชี้วัดที่ {}"])
def test_indicators_across(
    read_text: Read, called: str, bands: tuple[tuple[int, int], ...]
) -> None:
    """In one band or several, the last of two; a sum behind all."""
    text = ""
    for first, last in bands:
        numbers = range(first, last + 1)
        total = ("รวม", "95.00") if last - first == 9 else ("", "")
        names = ("ตัวชี้วัด", *(called.format(n) for n in numbers), total[0])
        scores = ("คะแนน", *(GOOD[n - 1] for n in numbers), total[1])
        text += _spaced(names, scores, ("ผล", *("ผ่าน" for _ in numbers), ""))
    fields = read_text(f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566\nเทศบาลตำบลดอนกลาง\n\n{text}")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD


def test_an_indicator_without_a_weak_item(read_text: Read) -> None:
    """A dash says that it has none: the score in its row is its own."""
    items = ["-", "i8 ก (72.10)", *["-"] * 8]
    numbered = enumerate(zip(NAMES, items, strict=True), 1)
    rows = [f"{n}\t{name}\t80.00\t{item}" for n, (name, item) in numbered]
    told = "\n".join(("ที่\tตัวชี้วัด\tคะแนน\tข้อที่คะแนนต่ำกว่า 85", *rows))
    fields = read_text(f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566\nเทศบาลตำบลดอนกลาง\n\n{told}\n")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == ["80.00"] * 10
    assert fields["weak.0.items.0.score"].value == "72.10"


PAGE = """หน้าแรก
ITA
ขอแจ้งผลการประเมิน ITA ประจำปี 2566 จำนวน 70.00 คะแนน ผลการประเมิน “ต้องปรับปรุง” เป็นลำดับที่ 3
ข้อใดที่เราต้องพัฒนา
O6 : แผนและความก้าวหน้า
แนวทางแก้ไข เพิ่มคอลัมน์
มาตรการที่เราจะทำ
มาตรการที่ 1 แก้ไขข้อ O6
สิ่งที่ทำ ปรับแบบฟอร์ม
เจ้าภาพ กองคลัง
ติดตามผล ตรวจทานเดือนละครั้ง
เสร็จ ตุลาคม 2566
ไฟล์แนบ
"""


def test_labels_without_a_colon_on_a_page_of_the_web(read_text: Read) -> None:
    """The level behind the total; each label with its words in a line, menus around."""
    fields = read_text(table(["70.00"] * 10) + "\n" + PAGE)
    assert fields["level"].value == "ต้องปรับปรุง"
    assert fields["weak.0.items.0.remedy"].value == "เพิ่มคอลัมน์"
    told = [measures(fields, name) for name in ("item", "0", "division", "due")]
    assert told == [
        ["o6"],
        ["ปรับแบบฟอร์ม", "ตรวจทานเดือนละครั้ง"],
        ["กองคลัง"],
        ["ตุลาคม 2566"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ตชว. 9-10: 90, 85.5", [(9, "90"), (10, "85.5")]),
        ("ตัวชี้วัดที่ 1 ถึงตัวชี้วัดที่ 2 ได้ 90.00/85.50", [(1, "90.00"), (2, "85.50")]),
        ("ตัวชี้วัด 1=88.47 2=80.12", [(1, "88.47"), (2, "80.12")]),
        ("ตัวชี้วัดที่ 1-2 ได้แก่ 88.47 และ 80.12", [(1, "88.47"), (2, "80.12")]),
        (
            "ตัวชี้วัด 1-2 ปี 2565 = 70.1/70.2 ตัวชี้วัด 1-2 ปี 2566 = 80.1/80.2",
            [(1, "80.1"), (2, "80.2")],
        ),
        ("ปี 2565 ตัวชี้วัด 1-2 = 70.1/70.2", []),
        ("ตัวชี้วัด 1-5 = 94.10 / 91.35", []),
        ("ตัวชี้วัด 9-10 ได้ 94.10/100", []),
        ("ตัวชี้วัดที่ 1 - 88.20 / 90.00", []),
    ],
)
def test_scores_of_several_indicators_in_a_line(text: str, told: list[tuple[int, str]]) -> None:
    """Only where there are as many as indicators, and of the year."""
    assert [(number, text[start:end]) for number, (start, end) in series.told(text, 2566)] == told


@pytest.mark.parametrize("leader", [" ..... ", " … ", "....", " ___ "])
def test_few_dots_lead_to_scores_of_one_decimal(read_text: Read, leader: str) -> None:
    """No report is refused because its scores stand behind dots."""
    scores = [f"{80 + n}.{n}" for n in range(10)]
    told = zip(range(1, 11), NAMES, scores, strict=True)
    lines = "\n".join(f"{n}. {name}{leader}{score}" for n, name, score in told)
    fields = read_text(f"สรุปผล ITA ปี 2567\nเทศบาลตำบลดอนกลาง\n\n{lines}\n")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == [
        f"{one}0" for one in scores
    ]
