"""Rows that are two, or two that are one: indicators across in bands, heads in the first row.

1 to 5, and below them 6 to 10; a rule that a recogniser did not see, so that the heads and what
stands below them are one row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.labels import Label, label_of
from ita_sync.document.parts import Row

_TWO = 2
_FIGURE = re.compile(r"[\d๐-๙]\.[\d๐-๙]")


def headed(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows, the heads that are in the first line of the first row as a row of their own.

    `ข้อคำถาม` over `e6 …`, `คะแนน` over `81.03`: each cell begins with a head, and goes on.
    """
    cells = [(cell or "").partition("\n") for cell in rows[0].cells] if rows else []
    heads, below = [head for head, _, _ in cells], [rest for _, _, rest in cells]
    if not _are_heads(heads) or not all(below) or not any(map(_FIGURE.search, below)):
        return rows
    first, *others = rows
    return [replace(first, cells=tuple(heads)), replace(first, cells=tuple(below)), *others]


def _are_heads(texts: Sequence[str]) -> bool:
    """Say whether each of some texts is a head, and another one."""
    labels = {label_of(repair.flat(text)) for text in texts}
    return len(texts) >= _TWO and None not in labels and len(labels) == len(texts)


def joined(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows, bands of numbered indicators beside each other; any others as they are.

    `ตัวชี้วัดที่ · 1 · 2 …` over `คะแนน · 90.02 · 84.61 …`, and again from 6 on.
    """
    height = len(rows) // _TWO
    upper, lower = rows[:height], rows[height:]
    if len(rows) % _TWO or height < _TWO:
        return rows
    if [row.cells[0] for row in upper] != [row.cells[0] for row in lower]:
        return rows
    numbers = [*_numbers(upper[0]), *_numbers(lower[0])]
    if len(numbers) < _TWO * _TWO or numbers != [*range(1, len(numbers) + 1)]:
        return rows
    return [
        replace(one, cells=(*one.cells, *other.cells[1:]))
        for one, other in zip(upper, lower, strict=True)
    ]


def _numbers(row: Row) -> list[int]:
    """Return the numbers of the indicators that a row of heads names."""
    label, *cells = (repair.flat(cell or "") for cell in row.cells)
    told = [thai.digits(cell).strip(" .") for cell in cells if cell]
    called = label_of(label) is Label.INDICATOR and all(cell.isdecimal() for cell in told)
    return [int(cell) for cell in told] if called else []
