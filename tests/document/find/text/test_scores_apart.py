"""Tables of scores whose cells stand one below the other in a text."""

import pytest

from ita_sync.document.find.text import scores_apart
from ita_sync.document.parts import Block, Line, Spot, Table

_ROWS = [
    ["ตัวชี้วัด", "ปี 2566", "ปี 2567"],
    ["1. การปฏิบัติหน้าที่", "84.20", "86.15"],
    ["2. การใช้งบประมาณ", "79.02", "80.40"],
    ["3. การใช้อำนาจ", "82.11", "85.00"],
]
_TOTAL = ["คะแนนรวม", "81.78", "83.85"]


def _read(*cells: str, apart: bool = True) -> list[list[str | None]]:
    lines = (
        Line(text, Spot(line=1), apart and not n) for cell in cells for n, text in _numbered(cell)
    )
    made: list[Block] = scores_apart.tabled([*lines])
    return [[*row.cells] for block in made if isinstance(block, Table) for row in block.rows]


def _numbered(cell: str) -> list[tuple[int, str]]:
    return [*enumerate(cell.split("\n"))]


def _flat(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("apart", [True, False])
def test_rows_as_far_apart_as_the_heads_are_many(*, apart: bool) -> None:
    """With sums among them, up to what is none; a page may turn between."""
    cells = [*_flat(_ROWS), "-2-", *_TOTAL, "จึงเรียนมา"]
    assert _read("ผลการประเมิน", *cells, apart=apart) == [*_ROWS, _TOTAL]


def test_numbers_in_a_column_of_their_own() -> None:
    """A sum has none."""
    heads, *rows = _ROWS
    counted = [[str(n), name[3:], *figures] for n, (name, *figures) in enumerate(rows, 1)]
    total = [_TOTAL[0], "", *_TOTAL[1:]]
    table = [["ที่", *heads], *counted]
    assert _read(*_flat(table), *_TOTAL, "จึงเรียนมา") == [*table, total]


def test_a_title_right_above_the_first_head_and_a_name_of_two_lines() -> None:
    """The title is none of the heads."""
    cells = _flat(_ROWS)
    assert _read(f"ผล\n{cells[0]}", *cells[1:6], "2. การใช้\nงบ", *cells[7:])[2][0] == "2. การใช้\nงบ"


@pytest.mark.parametrize(
    "cells",
    [
        _flat(_ROWS[1:]),  # no heads
        _flat([["ก", "ข", "ค"], *_ROWS[1:]]),  # none that is known
        _flat(_ROWS[:3]),  # two rows
        _flat([*_ROWS[:2], ["2. การใช้งบประมาณ", "ผ่าน", "80.40"], _ROWS[3]]),
        _flat([*_ROWS[:2], _ROWS[3], _ROWS[2]]),
    ],
)
def test_what_does_not_come_out_even_stays_lines(cells: list[str]) -> None:
    """Without heads that are known, with few rows, texts for figures, or numbers out of order."""
    assert _read(*cells) == []
