"""Lines whose columns are spaces, as `pdftotext -layout` prints a table -> rows of cells.

Where the columns are, `gutters` tells; here lines become rows. A table that goes on over a page is
taken with its parts on the other pages: what they begin with alike are its heads.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from ita_sync import thai
from ita_sync.document.parts import Row, Spot, Table
from ita_sync.document.text import counted_on, glued, row_keys, table_ends
from ita_sync.document.text.gutters import GAP, Grid, pieces
from ita_sync.document.text.row_keys import counts_across, is_head
from ita_sync.document.text.torn import Raw, rejoined

_FIGURE = re.compile(r"\d{1,3}[.]\d{2}(?!\d)")
_LEAST = 2
"""Lines and columns in a table."""
_LATE = 2
"""Lines of a row that may stand above what begins it, where cells are centred."""
_PROSE = 60
"""Characters without a gap that no cell has in one line."""
_TOOL = re.compile(r"[IEO]IT")
_PAGE = re.compile(r"\s*(?:หน้า(?:ที่)?\s*\d+(?:\s*(?:จาก|/)\s*\d+)?|[-–]\s*\d+\s*[-–])\s*")
"""A number of a page in its margin."""


@dataclass
class _Found:
    """Lines that are a table: by column, and what begins a row.

    Attributes:
        grid: their columns.
        lines: of the table.
        cells: of each line.
        keys: the lines with what begins a row.
        heads: how many of the first lines are heads.
        late: how many lines a row begins above its key.
    """

    grid: Grid
    lines: Sequence[Raw]
    cells: list[list[str]]
    keys: list[int]
    heads: int = 0
    late: int = 0

    @property
    def title(self) -> str:
        """The heads in the first line, empty where it has none."""
        return "".join(self.lines[0].text.split()) if is_head(self.lines[0].text) else ""

    def starts(self, late: int) -> list[int]:
        """Return where rows begin, if so many lines above what begins them; none if they cannot."""
        found = [key - late for key in self.keys]
        least = -1 if not self.title else 0
        if late < 0 or any(
            start <= above for start, above in zip(found, (least, *self.keys), strict=False)
        ):
            return []
        return found

    @property
    def likeliest(self) -> int:
        """How many lines above its key a row most likely begins."""
        ways = [late for late in range(_LATE + 1) if self.starts(late)]
        return min(ways, key=lambda late: (self._cost(late), late), default=0)

    def _cost(self, late: int) -> int:
        """Return how many cells would begin below others of their row, or go on after a gap.

        What begins a row may stand between two lines of the text beside it.
        """
        count = 0
        ends = pairwise([*self.starts(late), len(self.lines)])
        for key, (start, end) in zip(self.keys, ends, strict=True):
            for column in range(len(self.cells[0])):
                texts = [
                    bool(self.cells[at][column])
                    for at in range(start, end)
                    if at != key or self.cells[at][column]
                ]
                count += sum(filled for filled, _ in groupby(texts)) - (texts[:1] == [True])
        return count

    def goes_on(self, above: "_Found") -> bool:
        """Say whether its first row is the rest of the last one of the table above, on its page."""
        return (
            self.title == above.title
            and self.lines[0].place.page != above.lines[0].place.page
            and len(self.grid.columns) == len(above.grid.columns)
            and self.heads < (self.starts(self.late) or [0])[0]
        )

    @property
    def rest(self) -> int:
        """The row that follows the heads."""
        return sum(is_head(line.text) for line in self.lines[: self.heads])

    @cached_property
    def rows(self) -> list[Row]:
        """The rows: lines put together."""
        rows: list[tuple[list[list[str]], Spot]] = []
        starts = self._starts()
        for at, (texts, line) in enumerate(zip(self.cells, self.lines, strict=True)):
            headed = at < self.heads and is_head(line.text)
            if not rows or at in starts or at == self.heads or headed:
                rows.append(([[] for _ in texts], line.place))
            for cell, text in zip(rows[-1][0], texts, strict=True):
                if text:
                    cell.append(text)
        return counted_on.joined(Row(cells, place) for cells, place in _merged(rows))

    def _starts(self) -> set[int]:
        """Return where rows begin, also those with a second score: no score goes on in a line."""
        starts = set(self.starts(self.late))
        held: set[int] = set()
        for at in range(self.heads, len(self.lines)):
            figures = {
                n for n, text in enumerate(self.cells[at]) if _FIGURE.fullmatch(thai.digits(text))
            }
            if at in starts or held & figures:
                starts.add(at)
                held = set()
            held |= figures
        return starts


def tables(lines: Sequence[Raw]) -> Iterator[Raw | Table]:
    """Yield the lines of a text, those that are a table put together."""
    parts = list(_parts(list(rejoined(lines))))
    found = sorted((part for part in parts if isinstance(part, _Found)), key=lambda one: one.title)
    for _, group in groupby(found, key=lambda one: one.title):
        _settle(list(group))
    for above, part in pairwise(parts):
        if isinstance(part, _Found) and isinstance(above, _Found) and part.goes_on(above):
            above.rows[-1] = _with(above.rows[-1], part.rows.pop(part.rest))
    for part in parts:
        yield Table(tuple(part.rows)) if isinstance(part, _Found) else part


def is_spaced(text: str) -> bool:
    """Say whether a line has texts far apart."""
    return re.search(rf"\S {{{GAP},}}\S", text) is not None


def _settle(group: Sequence[_Found]) -> None:
    """Tell how many lines are heads, and how far above its key a row of a table begins."""
    if not group[0].title:
        for part in group:
            part.late = part.likeliest
        return
    heads = _alike(group)
    late = group[0].keys[0] - heads if heads else 0
    if not heads or not all(one.starts(late) for one in group):
        late = group[0].likeliest
    for part in group:
        part.late = late if part.starts(late) else 0
        part.heads = min(heads or len(part.lines), part.starts(part.late)[0])


def _alike(group: Sequence[_Found]) -> int:
    """Return how many lines the parts of a table begin with alike: its heads; 0 of a single one."""
    texts = zip(*([_letters(line) for line in one.lines] for one in group), strict=False)
    return next((n for n, alike in enumerate(texts) if len({*alike}) > 1), 0)


def _with(row: Row, rest: Row) -> Row:
    """Return a row with its rest, which stands on the next page."""
    pairs = list(zip(row.cells, rest.cells, strict=True))
    torn = frozenset(n for n, cells in enumerate(pairs) if all(cells))
    cells = tuple("\n".join(filter(None, cells)) for cells in pairs)
    return replace(row, cells=cells, torn=row.torn | torn)


def _letters(line: Raw) -> str:
    return "".join(line.text.split())


def _parts(whole: Sequence[Raw]) -> Iterator[Raw | _Found]:
    at = 0
    while at < len(whole):
        run = _run(whole, at)
        found = _found(run) if len(run) >= _LEAST else None
        if found:
            yield found
            at += len(found.lines)
            continue
        failed = next(
            (n for n, line in enumerate(run) if n and (line.after or is_head(line.text))), len(run)
        )
        yield from run[: max(1, failed)] if run else whole[at : at + 1]
        at += max(1, failed)


def _run(whole: Sequence[Raw], at: int) -> Sequence[Raw]:
    """Return the lines from a place on that may be one table."""
    if not is_spaced(whole[at].text):
        return ()
    told = False
    for end in range(at + 1, len(whole)):
        above, line = whole[end - 1], whole[end]
        told = told or (_has_digit(above.text) and not is_head(above.text))
        turned = line.place.page != above.place.page and not _is_top(above.text)
        if turned or (told and _begins_anew(line)) or _is_prose(line) or _titles(whole, end):
            return whole[at:end]
    return whole[at:]


def _titles(whole: Sequence[Raw], at: int) -> bool:
    """Say whether a line is the title of the next table: alone on the left, with heads below it."""
    text, below = whole[at].text, whole[at + 1 : at + 2]
    alone = len(pieces(text)) == 1 and len(text) - len(text.lstrip()) <= _LEAST
    return alone and any(is_head(line.text) for line in below)


def _begins_anew(line: Raw) -> bool:
    """Say whether a line below others holds heads, and no cells that may be such by chance."""
    return _is_top(line.text) and (line.after or row_keys.begins(line.text))


def _has_digit(text: str) -> bool:
    return re.search(r"\d", thai.digits(text)) is not None


def _is_prose(line: Raw) -> bool:
    """Say whether a line is no cell: it is too long for one, or begins anew on the left."""
    text = line.text.rstrip()
    left = len(text) - len(text.lstrip()) <= _LEAST
    long = len(text.lstrip()) >= _PROSE
    alone = len(pieces(text)) == 1
    return (long or (left and line.after) or _PAGE.fullmatch(text) is not None) and alone


def _found(run: Sequence[Raw]) -> _Found | None:
    """Return the table that a run of lines begins with; None where no row begins like one."""
    tried = [_cut(run, marks=marks) for marks in (True, False)]
    grid = max(tried, key=lambda one: (len(one.lines), one.aligned))
    heads = sum(1 for _ in _heads(run[: len(grid.lines)]))
    if len(grid.columns) < _LEAST or len(grid.lines) < max(_LEAST, heads + 1):
        return None
    cells = grid.cells()
    glued.part(cells)
    keys = row_keys.below(run[0].text, cells, heads)
    end = table_ends.below(run[: len(grid.lines)], keys) if keys else 0
    if 0 < end < len(grid.lines):
        return _found(run[:end])
    return _Found(grid, run[: len(grid.lines)], cells, keys) if keys else None


def _cut(run: Sequence[Raw], *, marks: bool) -> Grid:
    """Return the columns of a run up to the first line that goes across them."""
    while True:
        heads = len(list(_heads(run)))
        grid = Grid.of([line.text for line in run], heads, marks=marks)
        end = next((n for n in grid.across() if n >= heads), len(run))
        if end == len(run):
            return grid
        run = run[:end]


def _heads(lines: Iterable[Raw]) -> Iterator[Raw]:
    """Yield the first lines that are certainly heads."""
    for line in lines:
        if not _is_top(line.text):
            return
        yield line


def _is_top(text: str) -> bool:
    """Say whether a line stands at the top of a table: it names or numbers the columns."""
    return is_head(text) or counts_across(text)


def _merged(rows: Iterable[tuple[list[list[str]], Spot]]) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield rows with their texts; the mean of a tool stands with the tool, a line above it."""
    made = [(["\n".join(cell) for cell in cells], place) for cells, place in rows]
    for (above, _), (below, _) in pairwise(made):
        for n, (tool, figure) in enumerate(zip(above, below, strict=True)):
            if _TOOL.fullmatch(tool) and _FIGURE.fullmatch(thai.digits(figure)):
                above[n], below[n] = f"{tool}\n{figure}", ""
    yield from ((tuple(cells), place) for cells, place in made)
