"""Columns of a sheet that an empty one parts from the table whose rows they go on with.

`รหัส · คะแนน ·  · ข้อเสนอแนะ`: a narrow column for the looks; most cells behind it are empty.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ita_sync.document.find.words import repair
from ita_sync.document.find.words.labels import MEASURES, Label, label_of
from ita_sync.document.parts import Block, Row, Table

_NUMBER = re.compile(r".*\D")
"""What stands before the number of a row in the name of its cell: `คะแนน!E` of `คะแนน!E3`."""
_ABOUT = MEASURES | {Label.REMEDY, Label.KEEP, Label.RESULT}
"""What is said of the row of another table, and stands in no table of its own."""


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, each table of a sheet with the columns apart that say more of its rows."""
    found: list[Block] = []
    for block in blocks:
        known = found[-1] if found else None
        if isinstance(block, Table) and isinstance(known, Table) and _go_on(known, block):
            found[-1] = _beside(known, block)
        else:
            found.append(block)
    return found


def _go_on(known: Table, block: Table) -> bool:
    """Say whether columns are headed in the row of a table's heads, and fill no row but its own."""
    rows, more = _numbers(known), _numbers(block)
    if not more or not rows or more[0] != rows[0] or not set(more) <= set(rows):
        return False
    heads, told = _heads(known), _heads(block)
    return None not in told and set(told) <= _ABOUT - set(heads) and len(set(heads) - {None}) > 1


def _heads(table: Table) -> list[Label | None]:
    return [label_of(repair.flat(cell or "")) for cell in table.rows[0].cells]


def _numbers(table: Table) -> list[int]:
    """Return the numbers that the rows have on their sheet; none for a table of a page."""
    names = [row.names[0] for row in table.rows if row.names]
    return [int(_NUMBER.sub("", name)) for name in names]


def _beside(known: Table, block: Table) -> Table:
    """Return one table of the columns of two."""
    beside = dict(zip(_numbers(block), block.rows, strict=True))
    empty = replace(block.rows[0], cells=("",) * len(block.rows[0].cells))
    numbered = zip(known.rows, _numbers(known), strict=True)
    return Table(tuple(_wider(row, beside.get(number, empty), number) for row, number in numbered))


def _wider(row: Row, more: Row, number: int) -> Row:
    names = (f"{name.rstrip('0123456789')}{number}" for name in more.names)
    return replace(row, cells=(*row.cells, *more.cells), names=(*row.names, *names))
