"""Indicators across in two bands, one below the other."""

import pytest

from ita_sync.document.find.tables import bands
from tests.document.find.records import cells, records, table

Cells = tuple[str, ...]
UPPER: list[Cells] = [("ตัวชี้วัดที่", *"12345"), ("คะแนน", "90.01", "90.02", "90.03", "90.04", "90.05")]
LOWER: list[Cells] = [
    ("ตัวชี้วัดที่", "๖", "๗", "๘", "๙.", "๑๐"),
    ("คะแนน", "90.06", "90.07", "90.08", "90.09", "90.10"),
]


def test_bands_are_one() -> None:
    """The scores of the lower one stand under its numbers."""
    whole = bands.joined(table(*UPPER, *LOWER).rows)
    assert [row.cells for row in whole] == [(*UPPER[n], *LOWER[n][1:]) for n in (0, 1)]
    found = records(table(*UPPER, *LOWER))
    told = {one.context.indicator: cells(one)["score"] for one in found if "score" in cells(one)}
    assert told == {n: f"90.{n:02}" for n in range(1, 11)}


def test_heads_that_are_in_the_first_row() -> None:
    """A rule between them was not seen; what is no head stays where it is."""
    first = ("ข้อคำถาม\ne6 ช่องทาง\nเผยแพร่", "คะแนน\n81.03", "แนวทางแก้ไข\nเพิ่มช่องทาง")
    found = bands.headed(table(first, ("e7 ข้อมูล", "76.92", "ปรับปรุง")).rows)
    assert [row.cells for row in found[:2]] == [
        ("ข้อคำถาม", "คะแนน", "แนวทางแก้ไข"),
        ("e6 ช่องทาง\nเผยแพร่", "81.03", "เพิ่มช่องทาง"),
    ]
    for other in (
        ("ข้อคำถาม\n(ข้อ)", "คะแนน\n(เต็ม 100)", "แนวทางแก้ไข\n(ถ้ามี)"),
        ("ข้อคำถาม\ne6", "คะแนน\n81.03", "แนวทางแก้ไข"),
        ("ข้อคำถาม\ne6", "คะแนน\n81.03", "ไม่มี\nเพิ่ม"),
    ):
        assert len(bands.headed(table(other).rows)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [*UPPER, LOWER[0], ("ผล", *["ผ่าน"] * 5)],  # another label
        [*UPPER, *UPPER],  # the same numbers
        [*UPPER, *LOWER, LOWER[1]],
        [UPPER[0], LOWER[0]],
        [("ข้อ", *"12345"), UPPER[1], ("ข้อ", *"6789", "10"), LOWER[1]],
        [("ตัวชี้วัดที่", *"กขคงจ"), UPPER[1], ("ตัวชี้วัดที่", *"ฉชซฌญ"), LOWER[1]],
    ],
)
def test_other_rows_stay_as_they_are(rows: list[Cells]) -> None:
    """Their numbers do not count on, or are none of indicators."""
    made = table(*rows).rows
    assert bands.joined(made) == made
