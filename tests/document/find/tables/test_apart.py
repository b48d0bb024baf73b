"""Columns that an empty one parts from the table of a sheet whose rows they go on with."""

import pytest

from ita_sync.document.find.tables import apart
from ita_sync.document.parts import Block, Line, Row, Spot, Table

LIST = ("A", ("ข้อ", "คะแนน"), ("i4", "83.41"), ("i5", "91.05"), ("i6", "81.00"))


def sheet(first: str, *rows: tuple[str, ...], start: int = 3, title: str = "คะแนน!") -> Table:
    """Return a table of a sheet, its first column that of a letter; empty rows are left out."""
    letters = [chr(ord(first) + n) for n in range(len(rows[0]))]
    named = [
        (row, tuple(f"{title}{one}{n}" for one in letters)) for n, row in enumerate(rows, start)
    ]
    return Table(
        tuple(Row(row, Spot(cell=names[0]), names=names) for row, names in named if row[0])
    )


def test_what_is_to_be_done_behind_an_empty_column() -> None:
    """Most of its cells are empty; each cell keeps its place."""
    remedies = sheet("D", ("ข้อเสนอแนะ",), ("แจ้งแผน",), ("",), ("ติดป้าย",))
    (joined,) = apart.joined([sheet(*LIST), remedies])
    assert isinstance(joined, Table)
    assert [row.cells for row in joined.rows] == [
        ("ข้อ", "คะแนน", "ข้อเสนอแนะ"),
        ("i4", "83.41", "แจ้งแผน"),
        ("i5", "91.05", ""),
        ("i6", "81.00", "ติดป้าย"),
    ]
    assert [row.at(2).cell for row in joined.rows] == [f"คะแนน!D{n}" for n in range(3, 7)]


@pytest.mark.parametrize(
    "other",
    [
        sheet("D", ("บันทึกช่วยจำ",), ("โทรถามแล้ว",)),  # it says nothing of the rows beside it
        sheet("D", ("คะแนน",), ("70.00",)),  # nor is it headed as theirs are
        sheet("D", ("ข้อเสนอแนะ",), ("แจ้งแผน",), start=4),  # its head stands lower
        sheet("D", ("ข้อเสนอแนะ",), *[("แจ้งแผน",)] * 4),  # it goes on below
        Table((Row(("ข้อเสนอแนะ",), Spot(row=1)),)),
        Line("ข้อเสนอแนะ", Spot(cell="D3")),
    ],
)
def test_what_stands_beside_a_table_is_none_of_it(other: Table | Line) -> None:
    """It is left as it is; so is what goes on with no table of a sheet."""
    assert apart.joined([sheet(*LIST), other]) == [sheet(*LIST), other]
    alone: list[Block] = [Line("ผล", Spot(cell="A1")), sheet("D", ("ข้อเสนอแนะ",), ("แจ้งแผน",))]
    assert apart.joined(alone) == alone
