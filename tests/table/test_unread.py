"""What of a tab is not read, and the agencies that are named there."""

from collections.abc import Sequence
from typing import Any

import pytest

from ita_sync.google import Snapshot
from ita_sync.table import Table, listed_rows
from ita_sync.table.unread import Part, Unread
from tests.table.test_listed import COLUMNS, HEADERS, NAME, A, B

OURS: tuple[tuple[Any, ...], ...] = (HEADERS, (6360603, NAME, 2566, 90, "https://a.go.th"))
OTHER: tuple[tuple[Any, ...], ...] = (("ที่", "ชื่อ"), (1, "อบต.หนองขาม อ.ภูเขียว"))


def unread(*rows: Sequence[Any]) -> Unread:
    """Return what is not read of a tab with these rows."""
    snapshot = Snapshot(0, "t", 99, 9, dict(enumerate(map(tuple, rows))), {}, 0.0)
    return listed_rows(Table.find(snapshot, COLUMNS, None), COLUMNS, [A, B]).unread


def beside(*rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Return our table with these rows right of it, an empty column between."""
    return [(*ours, "", *other) for ours, other in zip(OURS, rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        (((("แบบสรุป"),), *OTHER, (), *OURS), Part((1, 2), (0, 1))),
        (beside(*OTHER), Part((0, 1), (6, 7))),
        (
            (*OURS, (), ("หน่วยงาน", "รหัส", "คะแนน", "อื่น"), ("อบต.หนองขาม (ภูเขียว)", "x", 90)),
            Part((3, 4), (0, 3)),
        ),
    ],
)
def test_another_table_is_told_and_who_is_named_in_it(
    rows: Sequence[Sequence[Any]], part: Part
) -> None:
    """Above, beside and below the one that is read; by name and place."""
    found = unread(*rows)
    assert found.tables == (part,)
    assert found.naming([B]) == {B.code: (part.rows[1],)}


def test_titles_notes_and_columns_of_our_own_table_are_no_other_table() -> None:
    """A title of two cells, a column that is not mapped, a lone remark beside the table."""
    head, row = OURS
    rows = [("ปีงบประมาณ", 2566), (*head, "อันดับ", "", "ตรวจแล้ว"), (*row, 5), ("รวม", "", "", 90)]
    found = unread(*rows)
    assert (found.tables, found.naming([A, B])) == ((), {})


def test_a_code_or_a_name_in_any_cell_that_is_not_read_counts() -> None:
    """In a column that nobody mapped, too; what only begins like a name does not."""
    head, row = OURS
    assert unread(head, (*row, 6360701)).naming([B]) == {B.code: (1,)}
    assert unread(head, (*row, "6-36-07-01")).naming([B]) == {B.code: (1,)}
    assert unread(head, (*row, "อบต.หนองขาม (ยังไม่ส่ง)")).naming([B]) == {B.code: (1,)}
    assert unread(head, (*row, "อบต.หนองขามใหญ่")).naming([B]) == {}
    assert unread(head, (*row, "https://www.a6360701.go.th")).naming([B]) == {}
    assert unread(head, (*row, "x" * 50_000)).naming([B]) == {}
