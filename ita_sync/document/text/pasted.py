"""Tables pasted into a text: rows that line breaks within cells broke, heads over two columns.

A cell that had several lines ends its line there, and the row goes on in the next one: the cells of
the lines together are as many as the table has columns. A head that was merged over two columns
leaves a line of heads with one cell too few.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from ita_sync import thai
from ita_sync.document.parts import Row
from ita_sync.document.text.torn import Raw

Cells = tuple[str, ...]
_KEY = re.compile(r"\(?\d{1,2}[.)]?|(?:ข้อ\s*)?[ieo]\s?\d{1,2}", re.IGNORECASE)
"""What begins a row and fills its cell: a number, an item."""
_NUMBERS = re.compile(r"ที่|ลำดับ(?:ที่)?|#")
"""The head of a column that only numbers the rows."""
_LISTED = re.compile(r"\(?(\d{1,2})[.)](?!\d)|[-–•*●▪]\s")
_CUT = re.compile(r"(?:,|ภายใน|เดือน|และ|หรือ|ถึง)\s*$")
"""How a text ends that goes on in the next line."""
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"[\d๐-๙]{1,3}[.][\d๐-๙]{1,2}")
_SEVERAL, _MOST = 2, 40
"""Rows that tell how a table is; lines of a row, at most."""


def mended(lines: Iterable[tuple[Cells, Raw]]) -> Iterator[tuple[Cells, Raw]]:
    """Yield the lines of a text, each with its cells, the broken rows of tables put together."""
    for _, run in groupby(lines, key=lambda line: line[0] not in ((), ("",))):
        yield from _rows(list(run))


def _rows(run: Sequence[tuple[Cells, Raw]]) -> Iterator[tuple[Cells, Raw]]:
    """Yield the rows that lines make which no empty line parts."""
    width = max(len(cells) for cells, _ in run)
    at = 0
    while at < len(run):
        end = _end([cells for cells, _ in run[at : at + _MOST]], width)
        cells, raw = run[at]
        for more, _ in run[at + 1 : at + end]:
            cells = (*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:])
        yield cells, raw
        at += end


def _end(lines: Sequence[Cells], width: int) -> int:
    """Return how many of some lines are the first row."""
    if len(lines[0]) == 1 or width == _SEVERAL:
        return 1
    totals = [*accumulate(len(cells) - 1 for cells in lines)]
    most = min(_before_key(lines), sum(total < width for total in totals))
    return max(_whole(lines[:most], totals, width), _listed(lines[:most]))


def _before_key(lines: Sequence[Cells]) -> int:
    """Return how many lines stand before one that begins another row."""
    keys = (
        n
        for n, (above, cells) in enumerate(pairwise(lines), 1)
        if _is_key(cells[0]) and not _CUT.search(above[-1])
    )
    return next(keys, len(lines))


def _whole(lines: Sequence[Cells], totals: Sequence[int], width: int) -> int:
    """Return how many of the first lines have as many cells as a row, if it begins with a key."""
    parts = [n for n, cells in enumerate(lines) if len(cells) > 1 and totals[n] == width - 1]
    return parts[-1] + 1 if parts and _is_key(lines[0][0]) else 1


def _listed(lines: Sequence[Cells]) -> int:
    """Return how many of the first lines one list goes on in, from the end of each to the next."""
    apart = (n for n, (above, line) in enumerate(pairwise(lines), 1) if not _goes_on(above, line))
    return next(apart, len(lines))


def _is_key(cell: str) -> bool:
    return _KEY.fullmatch(thai.digits(cell).strip()) is not None


def _goes_on(above: Cells, line: Cells) -> bool:
    """Say whether a line begins with the next of a list above: `1. …`, `2. …`; or two dashes.

    So does a single text below one that ends as none does: `ภายใน`, and below it `มีนาคม 2567`.
    """
    if _CUT.search(above[-1]) and len(line) == 1:
        return True
    last, first = (_LISTED.match(thai.digits(one)) for one in (above[-1], line[0]))
    if not last or not first:
        return False
    if not last[1] or not first[1]:
        return last[0] == first[0]
    return int(first[1]) == int(last[1]) + 1


def even(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a table with as many cells each, those that are missing empty.

    Where rows begin with a key and a name, a head or the word of a sum may stand over both.
    """
    width = max(len(row.cells) for row in rows)
    named = _are_named([row.cells for row in rows if len(row.cells) == width])
    made = [_spread(row, width, first=not n) if named else row for n, row in enumerate(rows)]
    return tuple(replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in made)


def _are_named(full: Sequence[Sequence[str | None]]) -> bool:
    """Say whether the rows of a table that begin with a key have a name beside it."""
    names = [cells[1] or "" for cells in full if _is_key(cells[0] or "")]
    return len(names) >= _SEVERAL and all(len(_LETTER.findall(name)) > 1 for name in names)


def _spread(row: Row, width: int, *, first: bool) -> Row:
    """Return a row whose first cell stands over two columns: heads, or a sum and its figure.

    `ตัวชี้วัด · คะแนน` over `1 · การปฏิบัติหน้าที่ · 88.47`, `เฉลี่ย IIT · 83.11` below.
    """
    wide, *cells = (cell or "" for cell in row.cells)
    if first:
        fits = len(cells) == width - 2 and not _NUMBERS.fullmatch("".join(wide.split()))
        fits = fits and all(map(_LETTER.search, cells))
    else:
        fits = 0 < len(cells) < width - 1 and all(map(_FIGURE.fullmatch, cells))
    over = fits and _LETTER.search(wide) and not _is_key(wide)
    return replace(row, cells=(wide, None, *cells)) if over else row
