"""Exports that say in every row whose they are: the same agency, district and year."""

import re
from collections.abc import Sequence

from ita_sync.document.find.text.lines import Lines
from ita_sync.document.find.words import grids, repair
from ita_sync.document.parts import Line, Row, Table

_ROWS, _COLUMNS, _TOLD = 6, 3, 2
"""Rows below the heads, and columns of one text, that such a table has at least; or whose heads
tell it."""
_WHOSE = re.compile(r"รหัส(?:หน่วยงาน|อปท\.?)|ปีงบประมาณ|หน่วยงาน|อำเภอ|จังหวัด")


def parted(block: Table, lines: Lines) -> Table:
    """Take what all rows of an export say as lines, and return the table without it."""
    head, *rows = block.rows
    same = [n for n in range(len(head.cells)) if _is_one(rows, n)]
    told = all(_WHOSE.fullmatch(_said(head, n)) for n in same)
    least = _TOLD if told else _COLUMNS
    if len(rows) < _ROWS or not least <= len(same) < len(head.cells):
        return block
    for n in same:
        lines.line(Line(f"{_said(head, n)} {_said(rows[0], n)}", rows[0].at(n)))
    others = [n for n in range(len(head.cells)) if n not in same]
    return Table(tuple(grids.taken(block.rows, others)))


def _is_one(rows: Sequence[Row], column: int) -> bool:
    """Say whether all cells of a column say the same."""
    texts = {_said(row, column) for row in rows}
    return len(texts) == 1 and "" not in texts


def _said(row: Row, column: int) -> str:
    return repair.flat(row.cells[column] or "") if column < len(row.cells) else ""
