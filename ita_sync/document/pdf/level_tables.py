"""Tables at one height that are one: names in a box, and their figures in another further right.

A printed spreadsheet draws them so where the cells between are empty and have no border.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_sync.document.pdf.cell_text import stacked
from ita_sync.document.pdf.grid import Grid, GridCell
from ita_sync.document.pdf.layout import Glyph, runs
from ita_sync.document.pdf.pages import Ruled

_FIGURE = re.compile(r"[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}")
_SNAP = 3.0
"""Points by which the rows of two tables may differ in height."""


def joined(tables: Sequence[Ruled]) -> list[Ruled]:
    """Return the ruled tables of a page, a column of figures put to the names at its left."""
    found: list[Ruled] = []
    for table in sorted(tables, key=lambda table: (round(table.grid.top / _SNAP), _left(table))):
        if found and _are_figures(table) and _is_level(found[-1].grid, table.grid):
            found[-1] = _beside(found[-1], table)
        else:
            found.append(table)
    return found


def _left(table: Ruled) -> float:
    return min(cell.x0 for cell in table.grid.cells)


def _are_figures(table: Ruled) -> bool:
    """Say whether a table is one column, each of its cells a figure."""
    texts = (stacked(runs(inside)) for inside in table.cells)
    return table.grid.columns == 1 and all(_FIGURE.fullmatch(text) for text in texts)


def _is_level(left: Grid, right: Grid) -> bool:
    """Say whether the rows of two tables stand at the same heights, one right of the other."""
    apart = max(cell.x1 for cell in left.cells) <= min(cell.x0 for cell in right.cells)
    edges = zip(_edges(left), _edges(right), strict=False)
    return left.rows == right.rows and apart and all(abs(a - b) <= _SNAP for a, b in edges)


def _edges(grid: Grid) -> list[float]:
    return sorted({cell.top for cell in grid.cells} | {grid.bottom})


def _beside(left: Ruled, right: Ruled) -> Ruled:
    """Return two tables as one."""
    moved = [replace(cell, column=cell.column + left.grid.columns) for cell in right.grid.cells]
    pairs: list[tuple[GridCell, list[Glyph]]] = [
        *zip(left.grid.cells, left.cells, strict=True),
        *zip(moved, right.cells, strict=True),
    ]
    pairs.sort(key=lambda pair: (pair[0].row, pair[0].column))
    cells = tuple(cell for cell, _ in pairs)
    grid = Grid(cells, left.grid.rows, left.grid.columns + right.grid.columns)
    return Ruled(grid, [inside for _, inside in pairs])
