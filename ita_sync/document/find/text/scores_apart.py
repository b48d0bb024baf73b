"""Tables of scores in a text whose cells stand one below the other, each in lines of its own.

A program that takes the text out of a PDF prints the heads so, and the cells of each row after
them: `ตัวชี้วัด`, `ปี 2566`, `ปี 2567`, `1. การปฏิบัติหน้าที่`, `84.20`, `86.15`. How far it is from one
numbered name to the next is how wide the table is; figures have to stand at the same places.
"""

import re
from collections.abc import Sequence

from ita_sync import thai
from ita_sync.document.find.text.set_apart import Cells, paragraphs
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.labels import label_of
from ita_sync.document.parts import Block, Line, Row, Table

_FIGURE = re.compile(r"[-+]?\d{1,3}(?:[.]\d{1,2})?\s?%?|-")
_NAME = re.compile(r"(?:ตัวชี้วัดที่\s*)?(\d{1,2})[.)]?\s*[ก-ฮเ-ไ]")
_COUNT = re.compile(r"(\d{1,2})[.)]?")
_PAGE = re.compile(r"[-–]\s*\d{1,3}\s*[-–]")
_ROWS, _NARROWEST, _WIDEST, _SHORT = 3, 3, 8, 60
"""Rows that tell of a table; its columns; letters of a cell, at most."""


def tabled(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text, lines that are such a table as one."""
    made: list[Block] = []
    lines: list[Line] = []
    for block in (*blocks, None):
        if isinstance(block, Line):
            lines.append(block)
            continue
        made += _among(lines)
        lines = []
        made += [block] if block else []
    return made


def _among(lines: Sequence[Line]) -> list[Block]:
    """Return lines, and the tables that are among them: by paragraphs, else line by line."""
    made = _parted(paragraphs(lines))
    return made if len(made) < len(lines) else _parted([[line] for line in lines])


def _parted(cells: Cells) -> list[Block]:
    made: list[Block] = []
    at = 0
    while at < len(cells):
        rows, end = _rows(cells, at)
        made += [*cells[at][:-1], _table(rows)] if rows else cells[at]
        at = end if rows else at + 1
    return made


def _rows(cells: Cells, at: int) -> tuple[list[Cells], int]:
    """Return the heads and rows of a table that begins at a cell, and where it ends; else none.

    What stands right above the first head is the title.
    """
    for width in range(_NARROWEST, _WIDEST + 1):
        heads, first = [cells[at][-1:], *cells[at + 1 : at + width]], at + width
        if _count(cells, first) and not _is_even(cells, first, width):
            return [], at
        if _is_even(cells, first, width) and _are_heads(heads):
            rows, end = _below(cells, first, width)
            return [heads, *rows], end
    return [], at


def _is_even(cells: Cells, first: int, width: int) -> bool:
    """Say whether rows that wide begin at a cell: counted, with figures at the same places."""
    starts = [first + n * width for n in range(_ROWS)]
    counts = [_count(cells, start) for start in starts]
    kinds = {_kinds(cells[start : start + width]) for start in starts}
    ascending = [*range(counts[0], counts[0] + _ROWS)]
    return counts[0] > 0 and counts == ascending and len(kinds) == 1 and any(*kinds)


def _count(cells: Cells, at: int) -> int:
    """Return the number of the row that begins at a cell, before a name or in a cell of its own."""
    text, beside = (_text(cells[n]) if n < len(cells) else "" for n in (at, at + 1))
    alone = _COUNT.fullmatch(text) if re.match("[ก-ฮเ-ไ]", beside) else None
    found = _NAME.match(text) or alone
    return int(found[1]) if found else 0


def _kinds(cells: Cells) -> tuple[bool, ...]:
    """Say of each cell whether it is a figure."""
    return tuple(_FIGURE.fullmatch(_text(cell)) is not None for cell in cells)


def _text(cell: Sequence[Line]) -> str:
    return thai.digits(repair.flat(" ".join(line.text for line in cell)))


def _are_heads(cells: Cells) -> bool:
    """Say whether cells are heads: short, no figures, and one of them known."""
    texts = [_text(cell) for cell in cells]
    short = all(len(text) <= _SHORT for text in texts)
    return short and not any(_kinds(cells)) and any(map(label_of, texts))


def _below(cells: Cells, at: int, width: int) -> tuple[list[Cells], int]:
    """Return the rows from a cell on, as long as they are alike; a sum has no number before it."""
    rows: list[Cells] = []
    kinds = _kinds(cells[at : at + width])
    while at < len(cells):
        row, total = cells[at : at + width], cells[at : at + width - 1]
        if _PAGE.fullmatch(_text(cells[at])):
            at += 1
        elif _kinds(row) == kinds:
            rows.append(row)
            at += width
        elif kinds[0] and _kinds(total) == (False, *kinds[2:]):
            rows.append([total[0], [], *total[1:]])
            at += width - 1
        else:
            break
    return rows, at


def _table(rows: Sequence[Cells]) -> Table:
    return Table(
        tuple(
            Row(tuple("\n".join(line.text for line in cell) for cell in row), row[0][0].place)
            for row in rows
        )
    )
