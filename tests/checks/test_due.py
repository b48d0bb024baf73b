"""Days, months and years that a statement of time names."""

from datetime import date

import pytest

from ita_sync.checks import due

MARCH = (date(2024, 3, 1), date(2024, 3, 31))
YEAR = (date(2023, 10, 1), date(2024, 9, 30))
CASES: list[tuple[str, list[due.Days]]] = [
    ("ทุกเดือน", []),
    ("ไตรมาสที่ 2 ภายในวันที่ 15", []),
    ("เวลา 08.30 น. และ 17.00 น.", []),
    ("ภายในเดือนมีนาคม", []),
    ("ภายในเดือนมีนาคม 2567", [MARCH]),
    ("ภายในเดือน มีนาคม พ.ศ. ๒๕๖๗", [MARCH]),
    ("มี.ค. 67", [MARCH]),
    ("มี.ค.2024", [MARCH]),
    ("ภายใน 31 มีนาคม 2567", [(date(2024, 3, 31),) * 2]),
    ("31/3/2567", [(date(2024, 3, 31),) * 2]),
    ("31/3/67 และ 1/4/67", [(date(2024, 3, 31),) * 2, (date(2024, 4, 1),) * 2]),
    ("31/3/24", [(date(2024, 3, 31),) * 2]),
    ("๓๑/๓/๒๔", []),
    ("1/10/66-31/3/67", [(date(2023, 10, 1),) * 2, (date(2024, 3, 31),) * 2]),
    ("ข้อ 1.2.67.3", []),
    ("ข้อ 3.1.2.67", []),
    ("31/3/2567.", [(date(2024, 3, 31),) * 2]),
    ("มี.ค. 24", []),
    ("มี.ค. ค.ศ. 24", [MARCH]),
    ("มี.ค. พ.ศ. 2024", []),
    ("2567-03-31", [(date(2024, 3, 31),) * 2]),
    ("1 ต.ค. 66 - 31 มี.ค. 67", [(date(2023, 10, 1),) * 2, (date(2024, 3, 31),) * 2]),
    ("ก.พ. 2567", [(date(2024, 2, 1), date(2024, 2, 29))]),
    ("ปีงบประมาณ พ.ศ. 2567", [YEAR]),
    ("ปีงบประมาณ 2024", [YEAR]),
    ("ปีงบประมาณ 2400", [(date(1856, 10, 1), date(1857, 9, 30))]),
    ("สิ้นปี 2567", [(date(2023, 10, 1), date(2024, 12, 31))]),
    ("31 กุมภาพันธ์ 2567", []),
    ("31 กุมภาพันธ์ 2567 หรือ 31 มีนาคม 2567", [(date(2024, 3, 31),) * 2]),
    ("มี.ค. 2400", [(date(1857, 3, 1), date(1857, 3, 31))]),
    ("มี.ค. 2399", [(date(2399, 3, 1), date(2399, 3, 31))]),
    ("ปีงบประมาณ 9999", [(date(9455, 10, 1), date(9456, 9, 30))]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_named(text: str, expected: list[due.Days]) -> None:
    """Each statement names exactly these days."""
    assert due.named(text) == expected


def test_overlaps() -> None:
    """Two spans overlap from their first common day."""
    first, last = YEAR
    assert due.overlaps(YEAR, (last, last))
    assert due.overlaps(YEAR, (first, first))
    assert due.overlaps((first, first), YEAR)
    assert not due.overlaps(YEAR, due.plan_year(2568))
