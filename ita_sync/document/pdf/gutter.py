"""Where a page has text in columns beside each other, as in a brochure.

They stand there where a rule parts them, be it the edge of a box around one of them, or an empty
gutter in the middle of the page.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_sync.document.pdf.columns import heads_table
from ita_sync.document.pdf.grid import Grid, Rule
from ita_sync.document.pdf.label_values import Entry, entries
from ita_sync.document.pdf.layout import Run
from ita_sync.document.pdf.pages import Sorted

_LONG = 60.0
"""Points that a rule between columns is long at least."""
_FEW, _LINES, _OWN = 3, 5, 3
"""Lines in each column beside a rule; where none parts them; and beside no line of the other."""
_PLACES = tuple(share / 100 for share in range(42, 59))
"""Where on a page, as shares of its width, a gutter without a rule may be."""
_WORD, _PIECE = 0.5, 1.5
"""Gaps, in sizes, over which no text goes on; and that stand in no line but a table's."""
_NARROW, _WIDE = 0.8, 0.12
"""The least width of a gutter, in sizes, and the most, as a share of the page's."""
_EVEN, _WHOLE = 0.7, 0.8
"""The least share of one column's width that the other has, and of its lines in one piece."""
_TOUCH, _NEAR = 1.0, 3.0
_LOOSE, _GROUPS, _LEVEL = 1.2, 2, 4.0
"""How much more than the least step between lines parts groups of them, how often, and how near."""
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where columns are parted: how far from the left, from which height to which, by a rule?"""

    x: float
    top: float
    bottom: float
    ruled: bool = False

    def part_of(self, x0: float, x1: float, y: float) -> str:
        """Return in which part something stands: above, left, right or below."""
        if y < self.top or y > self.bottom:
            return "above" if y < self.top else "below"
        return "left" if x0 + x1 < 2 * self.x else "right"


@dataclass(frozen=True, slots=True)
class Box:
    """The outline of a ruled table, and how many rows it has."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: int

    @property
    def y(self) -> float:
        """Return where its middle is."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands on one side of a cut: parts of lines, and tables."""

    runs: list[Run]
    tables: list[Box]

    @property
    def lines(self) -> int:
        return len(self.runs) + sum(table.rows for table in self.tables)

    @property
    def x0(self) -> float:
        return min(_FAR, *(run.x0 for run in self.runs), *(table.x0 for table in self.tables))

    @property
    def x1(self) -> float:
        return max(0.0, *(run.x1 for run in self.runs), *(table.x1 for table in self.tables))

    @property
    def top(self) -> float:
        return min(_FAR, *(run.y for run in self.runs), *(table.top for table in self.tables))

    @property
    def bottom(self) -> float:
        return max(0.0, *(run.y for run in self.runs), *(table.bottom for table in self.tables))

    def own(self, other: "_Column") -> int:
        """Return how many of its lines stand beside the other column, but beside no line of it."""
        heights = {run.y for run in other.runs}
        return sum(other.top <= run.y <= other.bottom and run.y not in heights for run in self.runs)

    def has_rows_of(self, other: "_Column") -> bool:
        """Say whether its lines stand in groups, each beside lines of the other column alone.

        So do cells of several lines in the rows of a table.
        """
        heights = [run.y for run in self.runs]
        steps = [below - above for above, below in pairwise(heights)]
        wide = [
            (above, below)
            for above, below in pairwise(heights)
            if below - above > _LOOSE * min(steps)
        ]
        between = sum(
            above + _LEVEL < run.y < below - _LEVEL for above, below in wide for run in other.runs
        )
        beside = {bisect([below for _, below in wide], run.y + _LEVEL) for run in other.runs}
        return len(wide) >= _GROUPS and not between and len(beside) == len(wide) + 1

    def is_text(self) -> bool:
        """Say whether its lines are whole ones, as no table's are."""
        whole = sum(len(run.pieces(_PIECE)) == 1 for run in self.runs)
        return whole >= _WHOLE * len(self.runs)


def cut_of(page: Sorted) -> Cut | None:
    """Return where a page is parted into columns, None where it is not."""
    gutters = max(_gutters(page), key=lambda cut: cut.bottom - cut.top, default=None)
    return next(_ruled(page), None) or gutters


def box_of(grid: Grid) -> Box:
    """Return the outline of a ruled table."""
    x0, x1 = min(cell.x0 for cell in grid.cells), max(cell.x1 for cell in grid.cells)
    return Box(x0, x1, grid.top, grid.bottom, grid.rows)


def side_of(run: Run, cut: Cut, place: str) -> Run | None:
    """Return what of a line stands in a part."""
    letters = [
        letter
        for letter in run.letters
        if cut.part_of(letter.base.x0, letter.base.x1, run.y) == place
    ]
    return Run(letters) if letters else None


def _columns(runs: Sequence[Run], tables: Sequence[Box], cut: Cut) -> tuple[_Column, _Column]:
    left, right = (
        _Column(
            [side for run in runs if (side := side_of(run, cut, place))],
            [table for table in tables if cut.part_of(table.x0, table.x1, table.y) == place],
        )
        for place in ("left", "right")
    )
    return left, right


def _ruled(page: Sorted) -> Iterator[Cut]:
    """Yield where an upright rule outside of tables has text on both sides, the longest first."""
    tables = [box_of(grid) for grid, _ in page.ruled]
    upright = [rule for rule in page.page.rules if rule.bottom - rule.top >= _LONG]
    for rule in sorted(upright, key=lambda rule: rule.top - rule.bottom):
        cut = Cut((rule.x0 + rule.x1) / 2, rule.top, rule.bottom, ruled=True)
        left, right = _columns(page.runs, tables, cut)
        clear = _is_clear(cut, [*page.runs, *tables]) and min(left.lines, right.lines) >= _FEW
        own = min(left.own(right), right.own(left)) if clear else 0
        if clear and (own >= _OWN or _is_edge(rule, page.page.rules)):
            yield cut


def _is_edge(upright: Rule, rules: Iterable[Rule]) -> bool:
    """Say whether a rule is the side of a box: others begin or end at both of its ends.

    What parts names from their figures, row by row, stands alone.
    """
    met = [
        rule.top
        for rule in rules
        if rule.level and min(abs(rule.x0 - upright.x0), abs(rule.x1 - upright.x0)) <= _NEAR
    ]
    return all(any(abs(at - end) <= _NEAR for at in met) for end in (upright.top, upright.bottom))


def _is_clear(cut: Cut, parts: Iterable[Run | Box]) -> bool:
    """Say whether nothing goes over a cut."""
    return not any(cut.top <= part.y <= cut.bottom and _crosses(part, cut.x) for part in parts)


def _crosses(part: Run | Box, x: float) -> bool:
    """Say whether text goes over a place, or a table touches it."""
    boxes = [part] if isinstance(part, Box) else part.pieces(_WORD)
    return any(box.x0 - _TOUCH < x < box.x1 + _TOUCH for box in boxes)


def _gutters(page: Sorted) -> Iterator[Cut]:
    """Yield where a strip in the middle of a page stays empty between two columns of text."""
    for share in _PLACES:
        for runs, tables in _bands(page, share * page.page.width):
            if cut := _gutter(runs, tables, share * page.page.width, page.page.width):
                yield cut


def _bands(page: Sorted, x: float) -> Iterator[tuple[list[Run], list[Box]]]:
    """Yield lines and tables one below the other of which none goes over a place."""
    runs: list[Run] = []
    tables: list[Box] = []
    parts: list[Run | Box] = [*page.runs, *(box_of(grid) for grid, _ in page.ruled)]
    for part in sorted(parts, key=lambda part: part.y):
        if _crosses(part, x):
            yield runs, tables
            runs, tables = [], []
        elif isinstance(part, Run):
            runs.append(part)
        else:
            tables.append(part)
    yield runs, tables


def _gutter(runs: Sequence[Run], tables: Sequence[Box], x: float, width: float) -> Cut | None:
    """Return where some lines are two columns of text, None where they are not."""
    columns = _columns(runs, tables, Cut(x, -_FAR, _FAR))
    if any(column.lines < _LINES or not column.is_text() for column in columns):
        return None
    left, right = columns
    if any(run.x1 > right.x0 and run.x0 < x and heads_table(run) for run in runs):
        return None
    if _are_cells(left, right, runs) or not _are_beside(left, right, width):
        return None
    top = left.top - max(run.size for run in runs)  # what stands on the right alone is above both
    return Cut((left.x1 + right.x0) / 2, top, max(left.bottom, right.bottom))


def _are_cells(left: _Column, right: _Column, runs: Sequence[Run]) -> bool:
    """Say whether what stands beside each other belongs together: labels and values, or rows."""
    labelled = sum(isinstance(part, Entry) for part in entries(runs))
    return labelled > 1 or left.has_rows_of(right) or right.has_rows_of(left)


def _are_beside(left: _Column, right: _Column, width: float) -> bool:
    """Say whether two columns are as wide, with a gutter between them, and have their own lines.

    The rows of a table stand at one height, and so do labels and what they name.
    """
    size = max(run.size for run in (*left.runs, *right.runs))
    narrow, wide = sorted((left.x1 - left.x0, right.x1 - right.x0))
    if not _NARROW * size <= right.x0 - left.x1 <= _WIDE * width or narrow < _EVEN * wide:
        return False
    pairs = (left, right), (right, left)
    ruled = (
        sum(table.top <= run.y <= table.bottom for run in other.runs) >= _OWN
        for one, other in pairs
        for table in one.tables
    )
    return any(ruled) or all(one.own(other) >= _OWN for one, other in pairs)
