"""Tables of a text whose cells stand apart come out even, or are not taken."""

from ita_sync.document.find.text import set_apart
from ita_sync.document.parts import Block, Line, Spot, Table


def rows(*cells: str) -> list[tuple[str | None, ...]]:
    """Return the rows of the tables that cells make, each with an empty line above."""
    blocks: list[Block] = []
    for cell in cells:
        for n, line in enumerate(cell.split("\n")):
            blocks.append(Line(line, Spot(line=len(blocks) + 1), apart=n == 0))
    return [
        row.cells for one in set_apart.tabled(blocks) if isinstance(one, Table) for row in one.rows
    ]


HEADS = ("ข้อ", "คะแนน", "แนวทาง")
WEAK = ("i11 การเบิกจ่าย", "81.30", "ทบทวนระเบียบ\nทุกปี", "o25 หลักเกณฑ์การ", "0.00", "เผยแพร่")


def test_an_item_whose_number_comes_after_its_score() -> None:
    """Titles in one column go on below each other; a score and a remedy follow each other."""
    assert rows(*HEADS, *WEAK, "0.00", "รายงานผล", "บริหาร\no36 การจัดการ\nความเสี่ยง") == [
        HEADS,
        ("i11 การเบิกจ่าย", "81.30", "ทบทวนระเบียบ\nทุกปี"),
        ("o25 หลักเกณฑ์การ\nบริหาร", "0.00", "เผยแพร่"),
        ("o36 การจัดการ\nความเสี่ยง", "0.00", "รายงานผล"),
    ]


def test_what_does_not_come_out_even() -> None:
    """A remedy in two pieces, one without a score, another column, a score beside other text."""
    assert not rows(*HEADS, *WEAK, "บริหาร")
    assert not rows(*HEADS, *WEAK, "0.00", "รายงานผล")
    assert not rows("ข้อ", "คะแนน", "สาเหตุ", "แนวทาง", *WEAK)
    assert not rows(*HEADS, "i11 ก", "81.30 ทบทวน", "i12 ข", "80.00 ประชุม")


PLAN = ("ข้อ\ni21", "มาตรการ\n1. ทำทะเบียน", "ผู้รับผิดชอบ\nกองช่าง", "ระยะเวลา\nมกราคม 2567")
AGAIN = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "2. ติดป้าย\no18")
CUT = ("1. เปิดแบบ", "สำนักปลัด", "กุมภาพันธ์", "คำร้อง", "เทศบาล", "2567")
TWO = ("o25,", "1. รวบรวม", "งานการเจ้าหน้าที่", "มีนาคม 2567", "o36", "2. นำขึ้นเว็บ\n3. แจ้งลิงก์")


def test_a_plan_line_by_line() -> None:
    """Each column has its line in turn; heads stand above its first cell, and on the next page."""
    assert rows(*PLAN, *AGAIN, *CUT, *TWO) == [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("i21", "1. ทำทะเบียน\n2. ติดป้าย", "กองช่าง", "มกราคม 2567"),
        ("o18", "1. เปิดแบบ\nคำร้อง", "สำนักปลัด\nเทศบาล", "กุมภาพันธ์\n2567"),
        ("o25,\no36", "1. รวบรวม\n2. นำขึ้นเว็บ\n3. แจ้งลิงก์", "งานการเจ้าหน้าที่", "มีนาคม 2567"),
    ]


def test_a_plan_whose_columns_cannot_be_told() -> None:
    """A line is missing, a date is in no column, or an item has its title beside it."""
    assert not rows(*PLAN, *AGAIN, *CUT[:-1])
    assert not rows(*PLAN, *AGAIN, "1. เปิดแบบ", "กุมภาพันธ์ 2567", "สำนักปลัด")
    assert not rows(*PLAN, "o18 E-Service", "1. เปิดแบบ", "สำนักปลัด", "กุมภาพันธ์ 2567")
