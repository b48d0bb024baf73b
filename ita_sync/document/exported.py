"""Tables that a system exported under English names, in the words of reports."""

from dataclasses import replace

from ita_sync import thai
from ita_sync.document.parts import Row, Table

_NAMES = {
    "agency_code": "รหัสหน่วยงาน",
    "agency_name": "หน่วยงาน",
    "district": "อำเภอ",
    "exported_at": "วันที่ส่งออก",
    "fiscal_year": "ปีงบประมาณ",
    "indicator": "ตัวชี้วัด",
    "indicator_name": "ชื่อตัวชี้วัด",
    "indicator_no": "ตัวชี้วัดที่",
    "item": "ข้อ",
    "level": "ระดับผลการประเมิน",
    "province": "จังหวัด",
    "result": "ผลการประเมิน",
    "score": "คะแนน",
    "status": "สถานะ",
    "tool": "เครื่องมือ",
    "total_score": "คะแนนรวม",
    "weight": "น้ำหนัก",
    "year": "ปีงบประมาณ",
}
_SEVERAL = 2
"""Such names in a table that is an export; `score` alone may stand in any."""


def translated(block: Table) -> Table:
    """Return a table with the Thai words for the names of its fields, if it is an export."""
    told = {cell for row in block.rows for cell in row.cells if cell and _thai(cell)}
    if len(told) < _SEVERAL:
        return block
    return replace(block, rows=tuple(map(_in_thai, block.rows)))


def _in_thai(row: Row) -> Row:
    return replace(row, cells=tuple(cell and (_thai(cell) or cell) for cell in row.cells))


def _thai(cell: str) -> str | None:
    """Return the words for a name, a year behind it kept: `score_2565`."""
    name, _, year = cell.strip().lower().replace(" ", "_").rpartition("_")
    if thai.digits(year).isdecimal() and name in _NAMES:
        return f"{_NAMES[name]} {year}"
    return _NAMES.get(cell.strip().lower().replace(" ", "_"))
