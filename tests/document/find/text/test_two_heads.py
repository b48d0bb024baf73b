"""Columns that ran together under both of their heads."""

import pytest

from ita_sync.document.find.text import two_heads
from ita_sync.document.parts import Table
from tests.document.find.records import table

HEADS = ("ข้อ", "วิธีการ", "กำหนด ติดตาม")


def test_a_due_time_ends_where_it_ends() -> None:
    """What follows is of the next column, also on the lines below."""
    rows = (("o4", "ลงข่าว", "ทุกสัปดาห์ นับข่าว"), ("o20", "ประชุม", "30 ก.พ. 2567 รายงานผล\nต่อนายก"))
    (made,) = two_heads.parted([table(HEADS, *rows)])
    assert isinstance(made, Table)
    assert [row.cells[2:] for row in made.rows] == [
        ("กำหนด", "ติดตาม"),
        ("ทุกสัปดาห์", "นับข่าว"),
        ("30 ก.พ. 2567", "รายงานผล\nต่อนายก"),
    ]


@pytest.mark.parametrize(
    ("heads", "cell"),
    [
        (HEADS, "ก.พ. 2567"),
        (HEADS, "ก.พ. รายงานผล"),
        (HEADS, "รายงานผล ก.พ. 2567"),
        (("ข้อ", "วิธีการ", "กำหนดเวลา"), "ก.พ. 2567 รายงานผล"),
    ],
)
def test_any_other_stays_whole(heads: tuple[str, ...], cell: str) -> None:
    """Where one of its cells does not have both, or its head is one."""
    whole = table(heads, ("o4", "ลงข่าว", "ทุกเดือน นับข่าว"), ("o20", "ประชุม", cell))
    assert [*two_heads.parted([whole])] == [whole]
