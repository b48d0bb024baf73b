"""The lines of a table without ruling lines -> its rows.

Nothing but the text says where a row ends: the item that it begins with, where its cells stand to
each other, a pause.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ita_sync.document.pdf.header_words import names_column
from ita_sync.document.pdf.layout import Run

_FIGURE = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*%?")
_NUMBERED = re.compile(r"(ข้?อ(?:ที่)?\s*)?([A-Za-zอ]?)\s*[0-9๐-๙]{1,3}(?![0-9๐-๙])")
_ITEM = re.compile(r"(ข้อ(?:ที่)?\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_LOOSE = 1.12
"""Distance between lines from which a row may end there, in units of lines of one cell."""
_PAUSED = 4
"""From so many edges on, pauses part rows: a header, two rows and the end."""
_TOP = 0.9
"""Share of cells level with their row's item from which all cells are aligned to the top."""
_LEVEL = 0.25
"""How far the middles of cells at half height may lie apart, in distances of lines of one cell."""


class Strip(NamedTuple):
    """An empty strip between two columns, from its left edge to its right one."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a table: how low each stands, and its cells."""

    ys: Sequence[float]
    cells: Sequence[Sequence[Run | None]]

    @property
    def all(self) -> range:
        """Return the numbers of all lines."""
        return range(len(self.ys))

    def texts(self, column: int, lines: range) -> dict[int, str]:
        """Return what those of the lines say in a column that say something there."""
        return {at: cell.text for at in lines if (cell := self.cells[at][column])}

    def columns(self, lines: range) -> list[list[int]]:
        """Return for each column which of the lines say something there."""
        return [[at for at in lines if self.cells[at][n]] for n in range(len(self.cells[0]))]

    def leading(self, columns: Sequence[Sequence[int]]) -> float | None:
        """Return the distance of the lines of one cell, None where no column has two lines."""
        steps = sorted(self.ys[b] - self.ys[a] for lines in columns for a, b in pairwise(lines))
        return steps[len(steps) // 10] if steps else None


def cells_of(run: Run, strips: Sequence[Strip]) -> list[Run | None]:
    """Return the parts of a line in the columns between the strips, None for an empty column."""
    cells: list[Run | None] = [None] * (len(strips) + 1)
    for letter in run.letters:
        middle = (letter.base.x0 + letter.base.x1) / 2
        column = sum(middle > (start + end) / 2 for start, end in strips)
        cell = cells[column]
        if cell is None:
            cells[column] = Run([letter])
        else:
            cell.letters.append(letter)
    return cells


def rows_of(
    runs: Sequence[Run], strips: Sequence[Strip], levels: Sequence[float], seed: int | None
) -> list[list[list[Run]]]:
    """Return the rows of a table: the lines of each of their cells.

    Args:
        runs: the lines of the table, from top to bottom.
        strips: the empty strips between its columns.
        levels: where a horizontal rule separates rows, in points from the top.
        seed: the line by which its header was found, None where it has none; the lines above are
            the header's too.
    """
    lines = _Lines([run.y for run in runs], [cells_of(run, strips) for run in runs])
    starts = _ruled_starts(runs, levels) or _item_starts(lines, seed) or _starts(lines)
    below = sorted(at for at in starts if (seed or 0) < at < len(runs))
    edges = pairwise([0, *below, len(runs)])
    return [_row(lines.cells[start:end]) for start, end in edges]


def _row(lines: Sequence[Sequence[Run | None]]) -> list[list[Run]]:
    return [[cell for cell in column if cell] for column in zip(*lines, strict=True)]


def _ruled_starts(runs: Sequence[Run], levels: Sequence[float]) -> set[int]:
    pairs = list(pairwise(runs))
    found = {i for i, (a, b) in enumerate(pairs, 1) if any(a.y < y <= b.y for y in levels)}
    return found if len(found) > 1 else set()  # one rule is the header's


def _item_starts(lines: _Lines, seed: int | None) -> set[int]:
    """Return at which lines a row begins, by the column that names an item in each.

    Nothing where that is not clear.
    """
    texts = [lines.texts(column, lines.all) for column in range(len(lines.cells[0]))]
    items = [[at for at, text in column.items() if _ITEM.match(text)] for column in texts]
    column = max(range(len(items)), key=lambda n: len(items[n]))
    if not items[column] or _at_top(lines, items[column]):
        return set(items[column])
    return _at_half_height(lines, column, items[column], seed)


def _at_top(lines: _Lines, items: Sequence[int]) -> bool:
    """Whether the cells of each row begin level with its item."""
    level = [
        column[0] == start
        for start, end in pairwise([*items, len(lines.ys)])
        for column in lines.columns(range(start, end))
        if column
    ]
    return sum(level) >= _TOP * len(level)


def _at_half_height(lines: _Lines, named: int, items: Sequence[int], seed: int | None) -> set[int]:
    """Return where rows begin if every cell is centred on its row's item, else nothing."""
    ys = lines.ys
    columns = lines.columns(lines.all[_header_end(ys, items, seed) :])
    leading = lines.leading(columns)
    if leading is None:
        return set()
    middles = [
        (ys[start] + ys[max((at for at in columns[named] if at < end), default=start)]) / 2
        for start, end in pairwise([*items, len(ys)])
    ]
    tops = [_tops(ys, column, middles, _LEVEL * leading) for column in columns]
    return {min(row) for row in zip(*tops, strict=True)} if all(tops) else set()


def _header_end(ys: Sequence[float], items: Sequence[int], seed: int | None) -> int:
    """Return the first line after a header, which goes as far below its seed as above it.

    It ends above the first item all the same.
    """
    if seed is None:
        return 0
    end = next((at for at, y in enumerate(ys) if y > 2.1 * ys[seed] - 1.1 * ys[0]), len(ys))
    return min([end, *(item for item in items if item > seed)])


def _tops(
    ys: Sequence[float], column: Sequence[int], middles: Sequence[float], slack: float
) -> list[int]:
    """Return with which line of a column each row's cell begins, the end for an empty cell.

    Nothing where a cell is not centred on the middle of its row.
    """
    tops: list[int] = []
    at = 0
    for middle in middles:
        if at == len(column) or ys[column[at]] > middle + slack:
            tops.append(len(ys))
            continue
        tops.append(column[at])
        bottom = 2 * middle - ys[column[at]]
        while at < len(column) and ys[column[at]] <= bottom + slack:
            at += 1
        if abs(ys[column[at - 1]] - bottom) > slack:
            return []
    return tops if at == len(column) else []


def _starts(lines: _Lines) -> set[int]:
    """Return at which lines a row begins.

    Where all columns pause, and else by the column that has one line a row.
    """
    columns = lines.columns(lines.all)
    leading = lines.leading(columns)
    if leading is None:
        return set(lines.all[1:])
    found = {at for at in lines.all[1:] if _pause(at, columns, lines.ys) > _LOOSE * leading}
    edges = sorted({0, len(lines.ys)} | found)
    numbered = _numbered(lines)
    for start, end in pairwise(edges):
        found |= _inner_starts(
            lines, range(start, end), leading, numbered, paused=len(edges) >= _PAUSED
        )
    return found


def _pause(at: int, columns: Sequence[Sequence[int]], ys: Sequence[float]) -> float:
    """Return the least distance, in one column, of the line before and the line after."""
    places = [(lines, bisect_left(lines, at)) for lines in columns]
    steps = [ys[lines[n]] - ys[lines[n - 1]] for lines, n in places if 0 < n < len(lines)]
    return min(steps, default=ys[at] - ys[at - 1])


def _inner_starts(
    lines: _Lines, span: range, leading: float, numbered: set[int], *, paused: bool
) -> set[int]:
    """Return where rows begin among lines that no pause divides."""
    for column in range(len(lines.cells[0])):
        figures, body = _figures(lines.texts(column, span), span)
        if figures:
            return _by_figures(lines, figures, range(body, span.stop), leading) - {span.start}
    inside = numbered.intersection(span)
    if len(inside) > 1 and not paused:
        return inside - {span.start}
    full = {at for at in span[1:] if _is_first_full(lines.cells[at - 1], lines.cells[at])}
    return full & numbered if numbered else full


def _figures(texts: dict[int, str], span: range) -> tuple[list[int], int]:
    """Return which lines of a column of figures have one, and the first below its header.

    No lines where the column has anything else.
    """
    figures = [at for at, text in texts.items() if _FIGURE.fullmatch(text)]
    named = [at for at, text in texts.items() if names_column(text)]
    alone = len(figures) + bool(named) < 2  # noqa: PLR2004 - a pair
    if alone or len(figures) + len(named) < len(texts):
        return [], 0
    body = named[-1] + 1 if named else span.start
    return figures, body if body < span.stop else figures[0]


def _by_figures(lines: _Lines, figures: Sequence[int], body: range, leading: float) -> set[int]:
    """Return where rows begin that have a figure each."""
    ys = lines.ys
    at_top = ys[body.start] >= ys[figures[0]] - 0.3 * leading
    if at_top or all(all(lines.cells[at]) for at in figures):
        return set(figures)
    return _centred(figures, body, ys, leading) or set(figures)


def _centred(figures: Sequence[int], body: range, ys: Sequence[float], leading: float) -> set[int]:
    """Return where rows begin if their figures are at half height of each row, else nothing."""
    found: set[int] = set()
    top = ys[body.start]
    for figure in figures[:-1]:
        top = 2 * ys[figure] - top + leading
        start = next((at for at in body[1:] if abs(ys[at] - top) < 0.4 * leading), None)
        if start is None:
            return set()
        top = ys[start]
        found.add(start)
    bottom = 2 * ys[figures[-1]] - top
    return found if abs(bottom - ys[body[-1]]) < 0.6 * leading else set()


def _numbered(lines: _Lines) -> set[int]:
    """Return the lines that begin with an item, numbered as the first one is."""
    kinds = {at: _numbering(text) for at, text in lines.texts(0, lines.all).items()}
    first = next(filter(None, kinds.values()), None)
    return {at for at, kind in kinds.items() if kind == first}


def _numbering(text: str) -> str:
    """Return how an item is numbered: `o` for o13, `#` for a bare number, nothing for no number."""
    found = _NUMBERED.match(text)
    return (found[2].lower() or "#") if found else ""


def _is_first_full(above: Sequence[Run | None], cells: Sequence[Run | None]) -> bool:
    """Whether a line fills every column, and the one above does not or is the header."""
    return all(cells) and (not all(above) or _is_header(above))


def _is_header(cells: Sequence[Run | None]) -> bool:
    return all(names_column(cell.text) for cell in cells if cell)
