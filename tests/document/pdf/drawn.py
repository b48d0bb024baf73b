"""What is read of drawn pages."""

import pytest

from ita_sync.document.parts import Block, Line, Table
from ita_sync.document.pdf import reading as pdf
from ita_sync.document.pdf.extract import extract
from ita_sync.errors import ReportError
from tests.document.drawing import Sheet
from tests.document.drawing import pdf as drawn

INDICATORS = [
    ["๑", "IIT", "การปฏิบัติหน้าที่", "๙๘.๐๑"],
    ["๒", "IIT", "การใช้งบประมาณ", "๙๓.๒๒"],
    ["๗", "EIT", "ประสิทธิภาพ\nการสื่อสาร", "๘๔.๘๕"],
    ["๙", "OIT", "การเปิดเผยข้อมูล", "๗๕.๐๐"],
    ["๑๐", "OIT", "การป้องกันการทุจริต", "๔๘.๗๕"],
]
HEADER = ["ตัวชี้วัดที่", "เครื่องมือ", "ตัวชี้วัด", "คะแนน"]
XS = [60.0, 150.0, 240.0, 420.0, 500.0]
MEASURES_HEADER = ["ประเด็นที่ต้องพัฒนา", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ"]
MEASURES_XS = [60.0, 230.0, 350.0, 540.0]


def blocks(*sheets: Sheet) -> tuple[Block, ...]:
    """Read pages in this process."""
    return extract(drawn(*sheets)).blocks


def lines(*sheets: Sheet) -> list[str]:
    """Read the lines outside of tables."""
    return [block.text for block in blocks(*sheets) if isinstance(block, Line)]


def tables(*sheets: Sheet) -> list[list[list[str | None]]]:
    """Read the cells of the tables."""
    return [
        [list(row.cells) for row in block.rows]
        for block in blocks(*sheets)
        if isinstance(block, Table)
    ]


def refusal(data: bytes) -> ReportError:
    """Return the error that a document is refused with."""
    with pytest.raises(ReportError) as caught:
        pdf.read(data)
    assert caught.value.what.render("th") != caught.value.what.render("en")
    return caught.value


def torn(*sheets: Sheet) -> list[str]:
    """Return the texts of the cells that a page break cut in two."""
    rows = [row for block in blocks(*sheets) if isinstance(block, Table) for row in block.rows]
    return [row.cells[column] or "" for row in rows for column in sorted(row.torn)]
