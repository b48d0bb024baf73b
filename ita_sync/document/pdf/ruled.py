"""A ruled table and the letters in its cells -> its rows.

A merged cell goes on over a rule too much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_sync.document.parts import Spot, Table
from ita_sync.document.pdf.cell_text import stacked, table_of
from ita_sync.document.pdf.grid import Grid, GridCell
from ita_sync.document.pdf.layout import Glyph, Run, runs

_SAME_HEIGHT = 0.2
"""Points within which baselines in one row lie that are drawn at one height."""
_OFF = 0.25
"""Height difference, in sizes, from which a text is not aligned with those beside it.

It may be in the middle of its cell.
"""
_SNAP = 3.0
_SEVERAL = 2
_LEADING = 1.3


def ruled_table(grid: Grid, cells: Sequence[Sequence[Glyph]], place: Spot) -> Table:
    """Return a ruled table; `cells` are the letters in each of the grid's cells."""
    lines = {cell: runs(inside) for cell, inside in zip(grid.cells, cells, strict=True)}
    texts: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: cell.row, reverse=True):
        above = _flows_from(cell, lines)
        if above is None:
            texts[cell.row][cell.column] = stacked(lines[cell], cell.x1)
        else:
            lines[above] = lines[above] + lines[cell]
    return table_of(
        texts, place, [(cell.row, cell.column) for cell in lines if _cut_off(cell, lines)]
    )


def _cut_off(cell: GridCell, lines: Mapping[GridCell, Sequence[Run]]) -> bool:
    """Whether a text may lack its end: its cell stops within a row, beside a text that goes on.

    So a writer leaves a merged cell that a page break cut, and some leave out the lines for which
    it had no room.
    """
    level = [c for c in lines if lines[c] and abs(c.top - cell.bottom) <= _SNAP]
    beside = [c for c in lines if lines[c] and c.top + _SNAP < cell.bottom < c.bottom - _SNAP]
    return bool(lines[cell]) and not level and bool(beside)


def _flows_from(cell: GridCell, lines: dict[GridCell, list[Run]]) -> GridCell | None:
    """Return the cell above if its text goes on in this one, across a superfluous rule.

    Some do where a merged cell follows a page break. Then the lines of the text keep their distance
    over the rule, and the first one below it is not as high as that of the other cells of its row.
    """
    own = lines[cell]
    above = next((c for c in lines if c.column == cell.column and _is_below(cell, c)), None)
    if not own or above is None or not lines[above]:
        return None
    steps = [b.y - a.y for a, b in pairwise([*lines[above], *own])]
    return above if _are_even(steps) and _is_off(cell, lines) else None


def _is_below(cell: GridCell, above: GridCell) -> bool:
    return abs(above.bottom - cell.top) <= _SNAP


def _is_off(cell: GridCell, lines: Mapping[GridCell, Sequence[Run]]) -> bool:
    """Whether a text begins a little above or below those of its row, which are level."""
    first = lines[cell][0]
    beside = [lines[c][0].y for c in lines if c.row == cell.row and c is not cell and lines[c]]
    return _are_even(beside) and _SAME_HEIGHT < abs(first.y - beside[0]) < _OFF * first.size


def _are_even(lengths: Sequence[float]) -> bool:
    """Whether there are several lengths, all the same."""
    return len(lengths) >= _SEVERAL and max(lengths) - min(lengths) <= _SAME_HEIGHT


@dataclass(frozen=True, slots=True)
class Foot:
    """The cells at the foot of a table, by their columns.

    Attributes:
        full: those in which no line has room below the last one, so that the text may go on
            elsewhere.
        brims: those of them whose last line is no short one either.
    """

    full: frozenset[int] = frozenset()
    brims: frozenset[int] = frozenset()


def foot_of(grid: Grid, cells: Sequence[Sequence[Glyph]]) -> Foot:
    """Return which cells at the foot of a table are filled."""
    full, brims = set(), set()
    for cell, inside in zip(grid.cells, cells, strict=True):
        lines = runs(inside)
        if grid.bottom - cell.bottom > _SNAP or not lines:
            continue
        last = lines[-1]
        leading = last.y - lines[-2].y if len(lines) > 1 else _LEADING * last.size
        if last.y + leading > cell.bottom:
            full.add(cell.column)
            if last.x1 - cell.x0 > (cell.x1 - cell.x0) / 2:
                brims.add(cell.column)
    return Foot(frozenset(full), frozenset(brims))
