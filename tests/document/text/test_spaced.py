"""Columns that are spaces, as programs print them that take the text out of a PDF."""

import unicodedata

import pytest

from ita_sync.document.parts import Spot, Table
from ita_sync.document.text import spaced
from ita_sync.document.text.torn import Raw
from tests.document.texts import GOOD, NAMES, Read


def printed(*lines: str) -> list[list[tuple[str | None, ...]] | str]:
    """Return what becomes of lines: rows of cells, or the line."""
    raws, after = [], False
    for number, line in enumerate(lines, 1):
        if line:
            raws.append(Raw(line, Spot(line=number), after))
        after = not line
    return [
        [row.cells for row in one.rows] if isinstance(one, Table) else one.text
        for one in spaced.tables(raws)
    ]


def even(*rows: tuple[str, ...], marks: bool) -> list[str]:
    """Return rows with their columns one under the other; `marks` take room, too."""

    def width(text: str) -> int:
        return len([one for one in text if marks or unicodedata.category(one) != "Mn"])

    columns = [max(map(width, column)) + 3 for column in zip(*rows, strict=True)]
    return [
        "".join(
            text + " " * (size - width(text)) for text, size in zip(row, columns, strict=True)
        ).rstrip()
        for row in rows
    ]


ROWS = (
    ("ข้อ", "ประเด็น", "คะแนน", "แนวทางแก้ไข"),
    ("e12", "การปรับปรุงวิธีการให้บริการ", "78.00", "ลดขั้นตอนการให้บริการ"),
    ("o35", "การดำเนินการเพื่อจัดการ", "0.00", "จัดทำรายงานและเผยแพร่"),
    ("", "ความเสี่ยงการทุจริต", "", "บนเว็บไซต์"),
)
WHOLE = [
    *ROWS[:2],
    ("o35", "การดำเนินการเพื่อจัดการ\nความเสี่ยงการทุจริต", "0.00", "จัดทำรายงานและเผยแพร่\nบนเว็บไซต์"),
]


@pytest.mark.parametrize("marks", [True, False])
def test_columns_are_what_consecutive_lines_leave_empty(*, marks: bool) -> None:
    """Whether marks above letters are counted as places or not; lines of a row are put together."""
    assert printed(*even(*ROWS, marks=marks)) == [WHOLE]


def test_what_stands_around_a_table_is_lines() -> None:
    """Also a heading in its first column, after an empty line."""
    table = even(*ROWS, marks=True)
    found = printed("ประเด็นที่ต้องแก้ไขของหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566", *table, "", "ส่วนที่ 2")
    assert found == ["ประเด็นที่ต้องแก้ไขของหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566", WHOLE, "ส่วนที่ 2"]


def test_heads_begin_another_table() -> None:
    """Two tables may follow each other without a line between."""
    table = even(*ROWS, marks=True)
    assert printed(*table, *table) == [WHOLE, WHOLE]


def test_marks_on_a_line_of_their_own_go_back() -> None:
    """As pdftotext prints what it cannot place."""
    lines = (
        "ที่                       ตัวชีว",
        "                               ้ ัด                       คะแนน",
        "1                         การปฏิบัติหน้าที่                  93.10",
        "2                         การใช้ทรัพย์สินของราชการ 86.40",
        "3                         การใช้อำนาจ                     90.30",
    )
    assert printed(*lines) == [
        [
            ("ที่", "ตัวชี้วัด", "คะแนน"),
            ("1", "การปฏิบัติหน้าที่", "93.10"),
            ("2", "การใช้ทรัพย์สินของราชการ", "86.40"),
            ("3", "การใช้อำนาจ", "90.30"),
        ]
    ]


def test_heads_stand_in_the_middle_and_sums_to_the_right() -> None:
    """Both are in the column under or over them, whatever stands between."""
    assert printed(
        "แบบ    ที่                     ตัวชี้วัด              คะแนน",
        "IIT    1       การปฏิบัติหน้าที่                    87.31",
        "       2       การใช้งบประมาณ                     80.66",
        "                                คะแนนเฉลี่ย IIT   83.99",
        "EIT    6       คุณภาพการดำเนินงานของหน่วยงานภาครัฐ  86.75",
    ) == [
        [
            ("แบบ", "ที่", "ตัวชี้วัด", "คะแนน"),
            ("IIT", "1", "การปฏิบัติหน้าที่", "87.31"),
            ("", "2", "การใช้งบประมาณ", "80.66"),
            ("", "", "คะแนนเฉลี่ย IIT", "83.99"),
            ("EIT", "6", "คุณภาพการดำเนินงานของหน่วยงานภาครัฐ", "86.75"),
        ]
    ]


def test_heads_over_heads_and_years_as_rows() -> None:
    """A wide head is over each column below it; numbers across are heads too."""
    rows = (
        ("", *["ตัวชี้วัดที่"] * 4, ""),
        ("", "1", "2", "3", "4", ""),
        ("2566", "90.11", "82.30", "88.04", "80.17", "85.00"),
        ("2567", "94.27", "87.60", "91.93", "84.71", "89.00"),
    )
    top = f"ปีงบประมาณ{'IIT':>15}{'EIT':>29}{'':12}คะแนนรวม"
    (table,) = printed(top, *even(*rows, marks=True))
    assert not isinstance(table, str)
    wide, below, *years = table
    assert wide == ("ปีงบประมาณ", "IIT", "IIT", "EIT", "EIT", "คะแนนรวม")
    assert below == ("", *(f"ตัวชี้วัดที่\n{n}" for n in range(1, 5)), "")
    assert years == [*rows[2:]]


CENTRED = (
    "ข้อ      ประเด็น              คะแนน     ข้อเสนอในการ",
    "                                      ปรับปรุง",
    "       ขั้นตอนการขอ                     จัดทำแบบฟอร์ม",
    "i20                          80.55",
    "       อนุญาตยืม                       ยืมพัสดุ",
    "       การรับรู้แนวปฏิบัติ                 ชี้แจงในที่",
    "i23                          79.18",
    "       การใช้ทรัพย์สิน                   ประชุม",
    "       ของราชการ",
)
"""What begins a row stands below its first line, where cells are centred."""
ROW = ("i23", "การรับรู้แนวปฏิบัติ\nการใช้ทรัพย์สิน\nของราชการ", "79.18", "ชี้แจงในที่\nประชุม")


def test_what_begins_a_row_may_stand_in_its_middle() -> None:
    """The texts beside it tell: none goes on after a gap; what parts begin with alike is heads."""
    pages = [Raw(line, Spot(page=page)) for page in (1, 2) for line in CENTRED]
    cut = Raw("       ราชการไปใช้                      ให้ทราบ", Spot(page=2))
    more = [*pages[:11], cut, *pages[11:]]
    whole, rest = [one for one in spaced.tables(more) if isinstance(one, Table)]
    heads, first, second = (row.cells for row in whole.rows)
    assert heads == ("ข้อ", "ประเด็น", "คะแนน", "ข้อเสนอในการ\nปรับปรุง")
    assert first == ("i20", "ขั้นตอนการขอ\nอนุญาตยืม", "80.55", "จัดทำแบบฟอร์ม\nยืมพัสดุ")
    assert second == (ROW[0], f"{ROW[1]}\nราชการไปใช้", ROW[2], f"{ROW[3]}\nให้ทราบ")
    assert whole.rows[-1].torn == {1, 3}
    assert [row.cells for row in rest.rows] == [heads, first, ROW]


def test_a_plan_by_indicators_or_themes() -> None:
    """The numbers of steps begin no row; where nothing does, a line with all columns does."""
    heads = "  ตัวชี้วัด           หน่วยงาน        วิธีดำเนินการ           กำหนดเสร็จ"
    numbered, named = (
        printed(
            heads,
            f"{number}การใช้งบประมาณ       กองคลัง        1) จัดทำแผน             มีนาคม 2568",
            "                                 2) รายงานผล",
            f"{other}การปรับปรุงงาน        สำนักปลัด       1) เพิ่มช่องทาง           เมษายน 2568",
            "                                 2) แจ้งผลให้ทราบ",
        )
        for number, other in (("2 ", "8 "), ("", ""))
    )
    steps = [[row[2] for row in table[1:]] for (table,) in (numbered, named)]
    assert steps == [["1) จัดทำแผน\n2) รายงานผล", "1) เพิ่มช่องทาง\n2) แจ้งผลให้ทราบ"]] * 2


def test_indicators_across_in_bands() -> None:
    """Each band is a table, each row of it begins with its name; the next begins with its count."""
    bands = [
        ("ตัวชี้วัด", *"123"),
        ("ชื่อ", "การปฏิบัติหน้าที่", "การใช้งบ", "การใช้อำนาจ"),
        ("", "", "ประมาณ", ""),
        ("คะแนน", "90.12", "86.57", "88.09"),
        ("ตัวชี้วัด", *"456"),
        ("ชื่อ", "การใช้ทรัพย์สิน", "การแก้ไข", "คุณภาพ"),
        ("", "", "ปัญหา", ""),
        ("คะแนน", "92.11", "90.04", "88.75"),
    ]
    first, second = printed(*even(*bands, marks=True))
    assert first == [bands[0], ("ชื่อ", "การปฏิบัติหน้าที่", "การใช้งบ\nประมาณ", "การใช้อำนาจ"), bands[3]]
    assert second == [bands[4], ("ชื่อ", "การใช้ทรัพย์สิน", "การแก้ไข\nปัญหา", "คุณภาพ"), bands[7]]


def test_a_dash_beside_the_column_before_and_the_number_of_the_page() -> None:
    """The dash is of the list in the next column; the number is of no row."""
    table, number = printed(
        "         ด้าน                       กิจกรรม                ผู้รับผิดชอบ       กำหนด",
        "การใช้ทรัพย์สิน         - ทำคู่มือยืมพัสดุทุกชนิด         งานพัสดุ           พ.ย. 2567",
        "การใช้งบประมาณ - ประชุมทบทวนแผนทุกไตรมาส                 งานแผน            ต.ค. 2567",
        "การเปิดเผยข้อมูล         - ปรับปรุงเว็บไซต์               สำนักปลัด         ม.ค. 2568",
        "การใช้อำนาจ             - สรุปงานที่มอบหมาย              สำนักปลัด          ธ.ค. 2567",
        "",
        "                         หน้า ๑ จาก ๑",
    )
    assert table[2] == ("การใช้งบประมาณ", "- ประชุมทบทวนแผนทุกไตรมาส", "งานแผน", "ต.ค. 2567")
    assert number == "                         หน้า ๑ จาก ๑"


def test_a_card_whose_labels_stand_on_the_left() -> None:
    """Each label begins a row."""
    card = [
        ("มาตรการที่ 1", "พัฒนาเว็บไซต์"),
        ("รองรับข้อ", "o7, o11"),
        ("ขั้นตอน", "1. แต่งตั้งคณะทำงาน"),
        ("", "2. สอบทานลิงก์"),
        ("หน่ วยงานรับผิดชอบ", "งานเว็บไซต์"),
        ("กำหนดแล้วเสร็จ", "มี.ค. 2569"),
    ]
    (rows,) = printed(*even(*card, marks=True))
    assert [row[0] for row in rows] == [label for label, _ in card if label]
    assert rows[2] == ("ขั้นตอน", "1. แต่งตั้งคณะทำงาน\n2. สอบทานลิงก์")


def test_numbers_begin_rows_whose_items_are_broken() -> None:
    """`o` over `12`; a line of a row may look like heads."""
    lines = [
        ("ที่", "ข้อ", "เรื่อง", "แนวทางแก้ไข"),
        ("1", "o5", "แผนยุทธศาสตร์", "เพิ่มบทที่ 4"),
        ("", "", "ประจำปี", "ข้อเสนอแนะ"),
        ("2", "o", "รายการจัดซื้อ", "เพิ่มช่องสถานะ"),
        ("", "12", "จัดจ้าง", ""),
    ]
    assert printed(*even(*lines, marks=True)) == [
        [
            lines[0],
            ("1", "o5", "แผนยุทธศาสตร์\nประจำปี", "เพิ่มบทที่ 4\nข้อเสนอแนะ"),
            ("2", "o\n12", "รายการจัดซื้อ\nจัดจ้าง", "เพิ่มช่องสถานะ"),
        ]
    ]


def test_heads_whose_marks_came_late() -> None:
    """`ตัวชีว้ ัด` is one, and stands over its column, centred as it is."""
    rows = printed(
        "           รหัส                   ตัวชีว้ ัด                 คะแนน",
        "           ตชว.1     การปฏิบัติหน้าที่                             94.07",
        "           ตชว.2     การใช้งบประมาณ                             86.52",
        "           ตชว.3     การใช้ทรัพย์สินของราชการ                     85.26",
    )
    assert rows == [
        [
            ("รหัส", "ตัวชีว้ ัด", "คะแนน"),
            ("ตชว.1", "การปฏิบัติหน้าที่", "94.07"),
            ("ตชว.2", "การใช้งบประมาณ", "86.52"),
            ("ตชว.3", "การใช้ทรัพย์สินของราชการ", "85.26"),
        ]
    ]


def test_heads_alone_are_no_table() -> None:
    """Nothing stands below them."""
    lines = ["ที่     ตัวชี้วัด     คะแนน"] * 2
    assert printed(*lines) == lines


def test_prose_is_no_table() -> None:
    """A space may stand below another by chance."""
    lines = ["ตามที่ เทศบาลตำบลบ้านใหม่ ได้รับแจ้งผล", "การประเมิน คุณธรรมและ ความโปร่งใส"]
    assert printed(*lines) == lines


def test_a_report_whose_columns_are_spaces(read_text: Read) -> None:
    """Scores, weak items and their remedies."""
    scores = [*GOOD[:7], "83.80", *GOOD[8:]]
    named = [
        (str(n), name, score) for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    lines = [
        "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566",
        "",
        *even(("ที่", "ตัวชี้วัด", "คะแนน"), *named, marks=True),
        "",
        "ประเด็นที่ต้องแก้ไข",
        "",
        *even(*ROWS[:2], ROWS[1], marks=True)[:2],
    ]
    fields = read_text("\n".join(lines))
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == scores
    assert fields["weak.0.items.0.item"].value == "e12"
    assert fields["weak.0.items.0.remedy"].value == "ลดขั้นตอนการให้บริการ"


def test_a_line_with_texts_far_apart() -> None:
    """An indented one has none."""
    assert spaced.is_spaced("ตัวชี้วัด     คะแนน")
    assert not spaced.is_spaced("     ตัวชี้วัด คะแนน")


PLAN = (
    ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
    ("i8", "1. แจ้งผลการเบิกจ่าย", "กองคลัง", "ม.ค. - ก.ย."),
    ("i12", "ในที่ประชุม", "", "2567"),
    ("", "2. ติดประกาศ", "", ""),
    ("i20", "1. ทำแบบยืม", "กองช่าง", "ก.พ. 2567"),
    ("i21", "1. แจ้งเวียน", "กองคลัง", "มี.ค. 2567"),
)


def test_items_below_each_other_in_one_cell() -> None:
    """What is to be done counts on beside the second, and who does it is said once."""
    assert printed(*even(*PLAN, marks=True)) == [
        [
            PLAN[0],
            ("i8\ni12", "1. แจ้งผลการเบิกจ่าย\nในที่ประชุม\n2. ติดประกาศ", "กองคลัง", "ม.ค. - ก.ย.\n2567"),
            *PLAN[4:],
        ]
    ]


def test_the_sentence_that_closes_a_memo_ends_a_table() -> None:
    """Right below its last row, where rows have empty lines between them, too."""
    first, *rest = even(PLAN[0], *PLAN[4:], marks=True)
    assert printed(first, rest[0], "", rest[1], "    จึงเรียนมาเพื่อโปรดทราบ") == [
        [PLAN[0], *PLAN[4:]],
        "    จึงเรียนมาเพื่อโปรดทราบ",
    ]


BY_NAME = (
    ("ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"),
    ("ประสิทธิภาพ", "ปรับโฉมเว็บและ", "งานสื่อสาร"),
    ("การสื่อสาร", "เพิ่มภาษา", "องค์กร"),
    ("การปรับปรุง", "รับคำร้องทาง", "สำนัก"),
    ("การทำงาน", "อินเทอร์เน็ต", "ทะเบียน"),
)


def test_rows_that_the_names_of_indicators_begin() -> None:
    """Their lines may all be full; another table has a row in each."""
    assert printed(*even(*BY_NAME, marks=True)) == [
        [
            BY_NAME[0],
            ("ประสิทธิภาพ\nการสื่อสาร", "ปรับโฉมเว็บและ\nเพิ่มภาษา", "งานสื่อสาร\nองค์กร"),
            ("การปรับปรุง\nการทำงาน", "รับคำร้องทาง\nอินเทอร์เน็ต", "สำนัก\nทะเบียน"),
        ]
    ]
    others = [("ประเด็น", *BY_NAME[0][1:]), *BY_NAME[1:]]
    assert printed(*even(*others, marks=True)) == [others]
