"""Letters and rules of each page -> blocks of the document.

Running heads are dropped, and rows that a page break cut are made whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from itertools import pairwise

from ita_sync.document.parts import Block, Line, Spot, Table
from ita_sync.document.pdf import level_tables, side_by_side
from ita_sync.document.pdf.cards import dealt
from ita_sync.document.pdf.cell_text import below, stacked, table_of
from ita_sync.document.pdf.columns import Columns, tables
from ita_sync.document.pdf.cut_rows import mend_cut_rows
from ita_sync.document.pdf.grid import grids
from ita_sync.document.pdf.header_words import skeleton
from ita_sync.document.pdf.label_values import Entry, entries
from ita_sync.document.pdf.layout import Glyph, Run, runs
from ita_sync.document.pdf.pages import Page, Ruled, Sorted, drop_running
from ita_sync.document.pdf.ruled import foot_of, ruled_table
from ita_sync.document.pdf.turned import stand_up

__all__ = ["Page", "blocks"]

_ITEM = re.compile(r"(ข้อ\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_WORD, _LONG_WORD, _LINE_STEP, _SAME_SIZE, _HANGING, _SAME_EDGE = 0.2, 5.0, 2.4, 0.1, 4.0, 0.5
"""Lengths, in sizes, by which a wrapped line is known."""
_FULL_LINE = 0.7
_TALL_ROW = 1.05
_POINT = re.compile(
    r"\(?[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})*[.)](?![0-9๐-๙])|[-•–*]|ข้อ(ที่)?\s|ตัวชี้วัด|[^:]{2,40}\s?:"
)
"""How a point of a list, or what has a name before a colon, begins."""
_MEMO_HEADS = frozenset(map(skeleton, ("เรียน", "เรื่อง", "อ้างถึง", "ส่วนราชการ", "สิ่งที่ส่งมาด้วย")))
"""How the lines of a memo's head begin, whether or not the line above was full.

Within a numbered point they are words like any other.
"""
_NUMBERED = re.compile(r"\(?[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})*[.)]?\s")
_DANGLING = re.compile(r"\s\(?[0-9๐-๙]{1,2}[.)]$")
"""The number of a point at the end of a line: the point itself had no room."""
_SCORE = re.compile("[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}")

_Part = Ruled | Run | Entry | Columns


@dataclass(slots=True)
class _Told:
    """The blocks of a page, which come from top to bottom.

    Attributes:
        page: which they are of.
        runs: its lines outside of ruled tables.
        margin: where the longest of these ends.
        blocks: so far.
        end: the last part of the page so far.
        lines: how many there are so far, wrapped ones counted.
        tables: how many there are so far.
    """

    page: Page
    runs: Sequence[Run]
    margin: float
    blocks: list[Block] = field(default_factory=list)
    end: _Part | None = None
    lines: int = 0
    tables: int = 0

    def add(self, part: _Part) -> None:
        """Tell the next part of the page."""
        if isinstance(part, Run):
            self._add_line(part)
        elif isinstance(part, Entry):
            self._add_text(reduce(below, part.lines))
        else:
            self._add_table(part)
        self.end = part

    def _add_line(self, run: Run) -> None:
        if self.lengthen(run, run.text, self.page.width):
            self.lines += 1
        else:
            self._add_text(run.text)

    def _add_text(self, text: str) -> None:
        self.lines += 1
        self.blocks.append(Line(text, Spot(page=self.page.number, line=self.lines)))

    def _add_table(self, part: Ruled | Columns) -> None:
        self.tables += 1
        place = Spot(page=self.page.number, table=self.tables)
        told = ruled_table(*part, place) if isinstance(part, Ruled) else _open_table(part, place)
        self.blocks.append(told)

    def lengthen(self, run: Run, text: str, width: float) -> bool:
        """Put a text to the last line if that was wrapped, and say whether it was.

        Args:
            run: the line with which the text begins.
            text: of a line, or of several.
            width: of the page.
        """
        whole = self.blocks[-1] if self.blocks else None
        if not isinstance(self.end, Run) or not isinstance(whole, Line):
            return False
        if not _wrapped(whole, self.end, run, self.margin, width):
            return False
        self.blocks[-1] = replace(whole, text=below(whole.text, text))
        return True


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return the lines and tables of the pages in reading order."""
    sorted_pages = [_sort(page) for page in pages]
    drop_running(sorted_pages)
    told: list[_Told] = []
    apart = [part for page in sorted_pages for part in side_by_side.parts(page)]
    for each in apart:
        above = told[-1] if told else None
        beside = above is not None and above.page.number == each.page.number
        told.append(_tell(each, above.end if above and not beside else None))
        if beside:
            told[-1].blocks = side_by_side.counted_on(_before(told), told[-1].blocks)
    for above, page in pairwise(told):
        if above.page.number != page.page.number:
            _join_over(above, page)
    feet = [foot_of(*page.end) if isinstance(page.end, Ruled) else None for page in told]
    mend_cut_rows([page.blocks for page in told], feet)
    return [block for page in told for block in page.blocks]


def _before(told: Sequence[_Told]) -> Iterator[Block]:
    """Yield the blocks of the page that the last part is of, up to that part."""
    *before, last = told
    for part in before:
        if part.page.number == last.page.number:
            yield from part.blocks


def _sort(page: Page) -> Sorted:
    ruled = [
        Ruled(grid, [[] for _ in grid.cells])
        for grid in grids(page.rules, partial(_least_row, page.glyphs))
    ]
    outside: list[Glyph] = []
    home = outside
    for glyph in page.glyphs:
        if not glyph.is_mark or home is outside:
            inside = _home(glyph, ruled)
            home = outside if inside is None else inside
        home.append(glyph)
    stand_up(page.turned, ruled)
    filled = level_tables.joined([table for table in ruled if any(table.cells)])
    return Sorted(page, filled, runs(outside))


def _least_row(glyphs: Iterable[Glyph], top: float, bottom: float) -> float:
    """Return how high a row between two edges must be to hold its smallest letters."""
    sizes = sorted(glyph.size for glyph in glyphs if top <= glyph.y <= bottom)
    return _TALL_ROW * sizes[len(sizes) // 10] if sizes else 0.0


def _home(glyph: Glyph, ruled: Sequence[Ruled]) -> list[Glyph] | None:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.25 * glyph.size
    for grid, cells in ruled:
        if not grid.top <= y <= grid.bottom:
            continue
        for cell, inside in zip(grid.cells, cells, strict=True):
            if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
                return inside
    return None


def _join_over(above: _Told, page: _Told) -> None:
    """Put the first line of a page to the last one of the page before, if that was wrapped."""
    first = page.blocks[0] if page.blocks else None
    if isinstance(first, Line) and above.lengthen(page.runs[0], first.text, page.page.width):
        del page.blocks[0]


def _tell(page: Sorted, before: _Part | None) -> _Told:
    """Return the blocks of a page; `before` is what the page before ends with."""
    margin = max([page.edge, *(run.x1 for run in page.runs)])
    told = _Told(page.page, page.runs, margin)
    wide = 0.4 * page.page.width
    levels = [rule.top for rule in page.page.rules if rule.level and rule.x1 - rule.x0 > wide]
    strips = before.strips if isinstance(before, Columns) else []
    parts: list[_Part] = [*page.ruled]
    for group in _between(page.runs, sorted(table.grid.top for table in page.ruled)):
        for cut in dealt(group):
            found = (
                [cut] if isinstance(cut, Columns) else _with_entries(tables(cut, levels, strips))
            )
            parts += found
            strips = []
        strips = []
    for part in sorted(parts, key=_top):
        told.add(part)
    return told


def _top(part: _Part) -> float:
    return part.grid.top if isinstance(part, Ruled) else part.y


def _with_entries(found: Iterable[Run | Columns]) -> Iterator[Run | Entry | Columns]:
    """Yield what was found, the lines of each label's value put together."""
    between: list[Run] = []
    for part in found:
        if isinstance(part, Run):
            between.append(part)
            continue
        yield from entries(between)
        yield part
        between = []
    yield from entries(between)


def _wrapped(whole: Line, above: Run, run: Run, margin: float, width: float) -> bool:
    """Whether a line goes on with the last one of `whole`, which had no room for another word."""
    size = above.size
    word = run.pieces(_WORD)[0]
    room = margin - above.x1
    no_room = room < min(word.x1 - word.x0 + 2 * _WORD * size, _LONG_WORD * size)
    return (
        above.x1 > _FULL_LINE * width
        and (no_room or _DANGLING.search(above.text) is not None)
        and run.y - above.y < _LINE_STEP * size
        and abs(run.size - size) < _SAME_SIZE * size
        and run.x0 - above.x0 < (_HANGING if _POINT.match(above.text) else _SAME_EDGE) * size
        and not _POINT.match(run.text)
        and (skeleton(word.text) not in _MEMO_HEADS or _NUMBERED.match(whole.text) is not None)
    )


def _between(lines: Sequence[Run], bounds: Sequence[float]) -> Iterator[list[Run]]:
    """Yield the lines above, between and below the ruled tables."""
    edges = [float("-inf"), *bounds, float("inf")]
    for start, end in pairwise(edges):
        yield [run for run in lines if start <= run.y < end]


def _open_table(found: Columns, place: Spot) -> Table:
    """Return a table without rules.

    The space between points of a list in a cell may have parted its rows wrongly.
    """
    texts = [[stacked(cell) for cell in row] for row in found.rows]
    items = [n for n, column in enumerate(zip(*texts, strict=True)) if _names_items(column)]
    whole = texts[:2]
    for row in texts[2:]:
        if items and _goes_on(row, items):
            whole[-1] = [below(*pair) for pair in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return table_of(whole, place)


def _names_items(column: Sequence[str]) -> bool:
    """Whether most rows below the header name an item in a column."""
    return 2 * sum(bool(_ITEM.match(text)) for text in column) >= len(column) - 1


def _goes_on(row: Sequence[str], items: Sequence[int]) -> bool:
    """Whether a row goes on with the one above: it has no score, and no item in its place."""
    return not any(row[n] for n in items) and not any(_SCORE.fullmatch(text) for text in row)
