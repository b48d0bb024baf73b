"""Ruling lines -> the cells that they enclose.

Writers draw a table's border as lines, as thin filled boxes, a cell at a time or a table at a time;
all come as rules.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

_SNAP = 3.0
"""Points within which two rules are one, and the gap that a rule may have."""
_LEAST_ROW = 6.0
MAX_RULES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical stroke, in points from the left and top of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class GridCell:
    """A box of a table, with the rows and columns that it covers."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells, and how many rows and columns it has."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return max(cell.bottom for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A rule without its direction: where it lies, and from where to where it goes."""

    at: float
    start: float
    end: float


def _any_height(_top: float, _bottom: float) -> float:
    return 0.0


def grids(
    rules: Iterable[Rule], least: Callable[[float, float], float] = _any_height
) -> list[Grid]:
    """Return the tables that the rules draw, from top to bottom; a frame around one text is none.

    Args:
        rules: of a page.
        least: gives the least height of a row between an upper and a lower edge, in points.
    """
    rules = list(rules)
    across = _joined(_Stroke((r.top + r.bottom) / 2, r.x0, r.x1) for r in rules if r.level)
    down = _joined(_Stroke((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if not r.level)
    found = [_grid(h, v, least) for h, v in _connected(across, down)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.top)


def _joined(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Put strokes on one line where they nearly are, and join those that touch."""
    lines: list[list[_Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if lines and stroke.at - lines[-1][-1].at <= _SNAP:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    joined: list[_Stroke] = []
    for line in lines:
        at = sum(s.at for s in line) / len(line)
        parts: list[_Stroke] = []
        for stroke in sorted(line, key=lambda s: s.start):
            if parts and stroke.start - parts[-1].end <= _SNAP:
                parts[-1] = _Stroke(at, parts[-1].start, max(parts[-1].end, stroke.end))
            else:
                parts.append(_Stroke(at, stroke.start, stroke.end))
        joined += parts
    return joined


def _cross(across: _Stroke, down: _Stroke) -> bool:
    return _within(down.at, across) and _within(across.at, down)


def _within(at: float, stroke: _Stroke) -> bool:
    return stroke.start - _SNAP <= at <= stroke.end + _SNAP


def _connected(
    across: Sequence[_Stroke], down: Sequence[_Stroke]
) -> Iterator[tuple[list[_Stroke], list[_Stroke]]]:
    """Yield the groups of strokes that cross each other."""
    crossed = _crossed(across, down)
    seen: set[int] = set()
    for first in range(len(across)):
        if first in crossed and first not in seen:
            group = _reached(first, crossed)
            seen |= group
            yield [across[i] for i in sorted(group) if i >= 0], [down[~i] for i in group if i < 0]


def _crossed(across: Sequence[_Stroke], down: Sequence[_Stroke]) -> dict[int, list[int]]:
    """Return which strokes each one crosses, by their numbers: from 0 on, and ~0 on for down."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if _cross(h, v):
                found[i].append(~j)
                found[~j].append(i)
    return found


def _reached(first: int, crossed: Mapping[int, Sequence[int]]) -> set[int]:
    """Return a stroke and all that it crosses, itself or over others."""
    group, waiting = {first}, [first]
    while waiting:
        for other in crossed[waiting.pop()]:
            if other not in group:
                group.add(other)
                waiting.append(other)
    return group


def _grid(
    across: Sequence[_Stroke], down: Sequence[_Stroke], least: Callable[[float, float], float]
) -> Grid | None:
    across = [*across, *_open_ends(across, down)]
    heights = [stroke.at for stroke in across]
    across, down = _without_slivers(across, down, least(min(heights), max(heights)))
    ys, xs = sorted({h.at for h in across}), sorted({v.at for v in down})
    cells = list(_Ruled(ys, xs, _at(across), _at(down)).cells())
    if len(cells) < 2:  # noqa: PLR2004 - one box is a frame
        return None
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1)


def _without_slivers(
    across: Sequence[_Stroke], down: Sequence[_Stroke], least: float
) -> tuple[list[_Stroke], list[_Stroke]]:
    """Merge rules that are too near to each other for a line of text between them.

    The longest keeps its place, the others move there, and what ended at those is lengthened. After
    a page break some writers draw the edge of a merged cell a little below or above that of its
    row.
    """
    moved = _moved(across, least)
    ends = [(at, to) for at, to in moved.items() if at != to]
    return (
        _joined(_Stroke(moved[stroke.at], stroke.start, stroke.end) for stroke in across),
        [_lengthened(stroke, ends) for stroke in down],
    )


def _moved(across: Iterable[_Stroke], least: float) -> dict[float, float]:
    """Return where the rules at each height are to lie."""
    long: dict[float, float] = defaultdict(float)
    for stroke in across:
        long[stroke.at] += stroke.end - stroke.start
    kept: list[float] = []
    for at in sorted(long, key=lambda at: (-long[at], at)):
        if all(abs(at - other) >= least for other in kept):
            kept.append(at)
    return {at: min(kept, key=lambda other: abs(at - other)) for at in long}


def _lengthened(stroke: _Stroke, moved: Iterable[tuple[float, float]]) -> _Stroke:
    """Return a vertical stroke that goes as far as the rules at its ends have moved."""
    starts = [to for at, to in moved if abs(at - stroke.start) <= _SNAP]
    ends = [to for at, to in moved if abs(at - stroke.end) <= _SNAP]
    return _Stroke(stroke.at, min([stroke.start, *starts]), max([stroke.end, *ends]))


def _open_ends(across: Sequence[_Stroke], down: Sequence[_Stroke]) -> list[_Stroke]:
    """Return the rules that a table lacks above and below where a page break cuts a row in two."""
    heights, places = [h.at for h in across], [v.at for v in down]
    starts, ends = [v.start for v in down], [v.end for v in down]
    found = []
    if min(heights) - min(starts) > _LEAST_ROW and _several(starts, min(starts)):
        found.append(_Stroke(min(starts), min(places), max(places)))
    if max(ends) - max(heights) > _LEAST_ROW and _several(ends, max(ends)):
        found.append(_Stroke(max(ends), min(places), max(places)))
    return found


def _several(heights: Iterable[float], at: float) -> bool:
    """Whether more than one of the heights is about the same as another."""
    return sum(abs(height - at) <= _SNAP for height in heights) > 1


def _at(strokes: Iterable[_Stroke]) -> dict[float, list[_Stroke]]:
    found: dict[float, list[_Stroke]] = defaultdict(list)
    for stroke in strokes:
        found[stroke.at].append(stroke)
    return found


@dataclass(frozen=True, slots=True)
class _Ruled:
    """Where rules may lie in a table, and which strokes lie there."""

    ys: list[float]
    xs: list[float]
    across: dict[float, list[_Stroke]]
    down: dict[float, list[_Stroke]]

    def cells(self) -> Iterator[GridCell]:
        """Yield the cells, by rows."""
        covered: set[tuple[int, int]] = set()
        for row, column in product(range(len(self.ys) - 1), range(len(self.xs) - 1)):
            if (row, column) in covered or (corner := self.box(row, column)) is None:
                continue
            last_row, last_column = corner
            covered.update(product(range(row, last_row), range(column, last_column)))
            edges = self.xs[column], self.ys[row], self.xs[last_column], self.ys[last_row]
            yield GridCell(*edges, row, column)

    def box(self, row: int, column: int) -> tuple[int, int] | None:
        """Return row and column after the smallest closed box with its top left corner there."""
        top, left = self.ys[row], self.xs[column]
        for last_row, bottom in enumerate(self.ys[row + 1 :], row + 1):
            if not _covers(self.down[left], top, bottom):
                return None
            for last_column, right in enumerate(self.xs[column + 1 :], column + 1):
                if not _covers(self.across[top], left, right):
                    break
                if _covers(self.across[bottom], left, right) and _covers(
                    self.down[right], top, bottom
                ):
                    return last_row, last_column
        return None


def _covers(strokes: Iterable[_Stroke], start: float, end: float) -> bool:
    return any(s.start - _SNAP <= start and end <= s.end + _SNAP for s in strokes)


def strokes_of(
    x0: float, top: float, x1: float, bottom: float, *, thin: float = 3.0, least: float = 4.0
) -> list[Rule]:
    """Return the rules that a drawn box means: one for a thin box, four edges for a large one."""
    wide, tall = x1 - x0, bottom - top
    if min(wide, tall) <= thin:
        return [Rule(x0, top, x1, bottom)] if max(wide, tall) >= least else []
    edges = [Rule(x0, y, x1, y) for y in (top, bottom)] + [
        Rule(x, top, x, bottom) for x in (x0, x1)
    ]
    return edges if min(wide, tall) >= least else []
