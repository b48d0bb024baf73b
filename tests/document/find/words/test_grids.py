"""Rows cut, turned, and joined."""

from ita_sync.document.find.words import grids
from tests.document.find.records import table


def test_a_table_is_turned() -> None:
    """Its columns become rows, unless it is too small or its rows differ."""
    rows = table(("ปี", "1", "2"), ("2566", "98.01", "93.22")).rows
    assert [row.cells for row in grids.turned(rows)] == [
        ("ปี", "2566"),
        ("1", "98.01"),
        ("2", "93.22"),
    ]
    assert grids.turned(table(("ปี", "1", "2")).rows) == []
    assert grids.turned(table(("ปี", "1", "2"), ("2566", "98.01")).rows) == []


def test_columns_of_another_grid_are_cut() -> None:
    """Those in which no cell begins."""
    rows = table(("ก", None, "ข"), ("ค", None, None)).rows
    assert [row.cells for row in grids.narrowed(rows)] == [("ก", "ข"), ("ค", None)]


def test_heads_in_several_rows() -> None:
    """A wide one stands over each of its columns."""
    rows = table(("ตัวชี้วัด", "ผล", None), (None, "ปี 2565", "ปี 2566")).rows
    assert grids.joined(rows, 3) == ("ตัวชี้วัด", "ผล\nปี 2565", "ผล\nปี 2566")
