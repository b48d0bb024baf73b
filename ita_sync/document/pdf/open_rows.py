"""The lines of a table without ruling lines -> its rows.

Nothing but the text says where a row ends: the item that it begins with, where its cells stand to
each other, a pause.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

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

Strip = tuple[float, float]


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
    cut = [cells_of(run, strips) for run in runs]
    starts = _ruled_starts(runs, levels) or _item_starts(runs, cut, seed) or _starts(runs, cut)
    rows: list[list[list[Run]]] = []
    for index, cells in enumerate(cut):
        if index == 0 or (index in starts and index > (seed or 0)):
            rows.append([[] for _ in cells])
        for column, cell in enumerate(cells):
            if cell is not None:
                rows[-1][column].append(cell)
    return rows


def _ruled_starts(runs: Sequence[Run], levels: Sequence[float]) -> set[int]:
    pairs = list(pairwise(runs))
    found = {i for i, (a, b) in enumerate(pairs, 1) if any(a.y < y <= b.y for y in levels)}
    return found if len(found) > 1 else set()  # one rule is the header's


def _item_starts(
    runs: Sequence[Run], cut: Sequence[Sequence[Run | None]], seed: int | None
) -> set[int]:
    """Return at which lines a row begins, by the column that names an item in each.

    Nothing where that is not clear.
    """
    texts = [[cell.text if cell else "" for cell in column] for column in zip(*cut, strict=True)]
    column, found = max(
        (
            (column, [i for i, text in enumerate(lines) if _ITEM.match(text)])
            for column, lines in enumerate(texts)
        ),
        key=lambda each: len(each[1]),
    )
    if not found:
        return set()
    beside = [
        bool(lines[start])
        for start, end in pairwise([*found, len(runs)])
        for lines in texts
        if any(lines[start:end])
    ]
    if sum(beside) >= _TOP * len(beside):
        return set(found)
    return _at_half_height([run.y for run in runs], cut, column, found, seed)


def _at_half_height(
    ys: Sequence[float],
    cut: Sequence[Sequence[Run | None]],
    named: int,
    items: Sequence[int],
    seed: int | None,
) -> set[int]:
    """Return where rows begin if every cell is centred on its row's item, else nothing."""
    body = (
        0
        if seed is None
        else next((i for i, y in enumerate(ys) if y > 2.1 * ys[seed] - 1.1 * ys[0]), len(ys))
    )
    columns = [[i for i in range(body, len(ys)) if cut[i][column]] for column in range(len(cut[0]))]
    steps = sorted(ys[b] - ys[a] for lines in columns for a, b in pairwise(lines))
    if not steps:
        return set()
    slack = _LEVEL * steps[len(steps) // 10]
    ends = [max(i for i in columns[named] if i < end) for end in [*items[1:], len(ys)]]
    middles = [(ys[start] + ys[end]) / 2 for start, end in zip(items, ends, strict=True)]
    found = [len(ys)] * len(items)
    for lines in columns:
        at = 0
        for number, middle in enumerate(middles):
            if at == len(lines) or ys[lines[at]] > middle + slack:
                continue  # an empty cell
            bottom = 2 * middle - ys[lines[at]]
            found[number] = min(found[number], lines[at])
            while at < len(lines) and ys[lines[at]] <= bottom + slack:
                at += 1
            if abs(ys[lines[at - 1]] - bottom) > slack:
                return set()
        if at < len(lines):
            return set()
    return set(found)


def _starts(runs: Sequence[Run], cut: Sequence[Sequence[Run | None]]) -> set[int]:
    """Return at which lines a row begins.

    Where all columns pause, and else by the column that has one line a row.
    """
    ys = [run.y for run in runs]
    columns = [[i for i, cells in enumerate(cut) if cells[column]] for column in range(len(cut[0]))]
    steps = sorted(ys[b] - ys[a] for lines in columns for a, b in pairwise(lines))
    if not steps:
        return set(range(1, len(runs)))
    leading = steps[len(steps) // 10]
    found = {i for i in range(1, len(runs)) if _pause(i, columns, ys) > _LOOSE * leading}
    edges = sorted({0, len(runs)} | found)
    for start, end in pairwise(edges):
        found |= _inner_starts(start, end, ys, cut, leading, paused=len(edges) >= _PAUSED)
    return found


def _pause(at: int, columns: Sequence[Sequence[int]], ys: Sequence[float]) -> float:
    """Return the least distance, in one column, of the line before and the line after."""
    return (
        min(
            (ys[min(i for i in lines if i >= at)] - ys[max(i for i in lines if i < at)])
            for lines in columns
            if lines and lines[0] < at <= lines[-1]
        )
        if any(lines and lines[0] < at <= lines[-1] for lines in columns)
        else ys[at] - ys[at - 1]
    )


def _inner_starts(
    start: int,
    end: int,
    ys: Sequence[float],
    cut: Sequence[Sequence[Run | None]],
    leading: float,
    *,
    paused: bool,
) -> set[int]:
    """Return where rows begin among lines that no pause divides."""
    for column in range(len(cut[0])):
        texts = {i: cell.text for i in range(start, end) if (cell := cut[i][column])}
        figures = [i for i, text in texts.items() if _FIGURE.fullmatch(text)]
        named = [i for i, text in texts.items() if names_column(text)]
        if len(figures) + bool(named) < 2 or len(figures) + len(named) < len(texts):  # noqa: PLR2004 - a pair
            continue
        body = next((i for i in range(start, end) if not named or i > named[-1]), figures[0])
        at_top = all(all(cut[i]) for i in figures) or ys[body] >= ys[figures[0]] - 0.3 * leading
        if not at_top and (centred := _centred(figures, body, end, ys, leading)):
            return centred
        return set(figures) - {start}
    items = {i: _numbering(cells[0].text) for i, cells in enumerate(cut) if cells[0]}
    kind = next((kind for kind in items.values() if kind), None)
    numbered = {i for i, found in items.items() if found and found == kind and start <= i < end}
    if len(numbered) > 1 and not paused:
        return numbered - {start}
    full = {
        i
        for i in range(start + 1, end)
        if all(cut[i]) and (not all(cut[i - 1]) or _is_header(cut[i - 1]))
    }
    return full & numbered if kind else full


def _is_header(cells: Sequence[Run | None]) -> bool:
    return all(names_column(cell.text) for cell in cells if cell)


def _numbering(text: str) -> str:
    """Return how an item is numbered: `o` for o13, `#` for a bare number, nothing for no number."""
    found = _NUMBERED.match(text)
    return (found[2].lower() or "#") if found else ""


def _centred(
    figures: Sequence[int], start: int, end: int, ys: Sequence[float], leading: float
) -> set[int]:
    """Return where rows begin if their figures are at half height of each row, else nothing."""
    found: set[int] = set()
    top = ys[start]
    for number, figure in enumerate(figures):
        bottom = 2 * ys[figure] - top
        if number + 1 == len(figures):
            return found if abs(bottom - ys[end - 1]) < 0.6 * leading else set()
        top = bottom + leading
        starts = [i for i in range(start + 1, end) if abs(ys[i] - top) < 0.4 * leading]
        if not starts:
            return set()
        top = ys[starts[0]]
        found.add(starts[0])
    return found
