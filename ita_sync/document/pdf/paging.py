"""Letters and rules of each page -> blocks of the document.

Running heads are dropped, and rows that a page break cut are made whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import chain, pairwise

from ita_sync.document.parts import Block, Line, Spot, Table
from ita_sync.document.pdf.cards import dealt
from ita_sync.document.pdf.cell_text import below, stacked, table_of
from ita_sync.document.pdf.columns import Columns, tables
from ita_sync.document.pdf.cut_rows import mend_cut_rows
from ita_sync.document.pdf.grid import Grid, grids
from ita_sync.document.pdf.header_words import skeleton
from ita_sync.document.pdf.label_values import Entry, entries
from ita_sync.document.pdf.layout import Glyph, Run, runs
from ita_sync.document.pdf.open_rows import Strip
from ita_sync.document.pdf.pages import Page, Sorted, drop_running
from ita_sync.document.pdf.ruled import Foot, foot_of, ruled_table
from ita_sync.document.pdf.side_by_side import counted_on, parts
from ita_sync.document.pdf.turned import stand_up

__all__ = ["Page", "blocks"]

_ITEM = re.compile(r"(ข้อ\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_WORD, _LONG_WORD, _LINE_STEP, _SAME_SIZE, _HANGING, _SAME_EDGE = 0.2, 5.0, 2.2, 0.1, 4.0, 0.5
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


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return the lines and tables of the pages in reading order."""
    sorted_pages = [_sort(page) for page in pages]
    drop_running(sorted_pages)
    told: list[list[Block]] = []
    feet: list[Foot | None] = []
    strips: Sequence[Strip] = ()
    foot: Run | None = None
    margin = 0.0
    number = 0
    for page in chain.from_iterable(map(parts, sorted_pages)):
        part_of_page, number = page.page.number == number, page.page.number
        page_blocks, strips, last = _blocks(page, () if part_of_page else strips)
        whole = told[-1][-1] if foot and told[-1] else None
        if (
            foot
            and not part_of_page
            and isinstance(whole, Line)
            and page.runs
            and _wrapped(whole, foot, page.runs[0], margin, page.page.width)
        ):
            _join_over(told[-1], page_blocks)
        foot, margin = last, _margin(page)
        told.append(counted_on(told[-1], page_blocks) if part_of_page else page_blocks)
        feet.append(foot_of(*page.ruled[-1]) if page.ruled else None)
    mend_cut_rows(told, feet)
    return [block for page_blocks in told for block in page_blocks]


def _sort(page: Page) -> Sorted:
    ruled: list[tuple[Grid, list[list[Glyph]]]] = [
        (grid, [[] for _ in grid.cells])
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
    filled = [(grid, cells) for grid, cells in ruled if any(cells)]
    return Sorted(page, filled, runs(outside))


def _least_row(glyphs: Iterable[Glyph], top: float, bottom: float) -> float:
    """Return how high a row between two edges must be to hold its smallest letters."""
    sizes = sorted(glyph.size for glyph in glyphs if top <= glyph.y <= bottom)
    return _TALL_ROW * sizes[len(sizes) // 10] if sizes else 0.0


def _home(glyph: Glyph, ruled: Sequence[tuple[Grid, list[list[Glyph]]]]) -> list[Glyph] | None:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.25 * glyph.size
    for grid, cells in ruled:
        if not grid.top <= y <= grid.bottom:
            continue
        for cell, inside in zip(grid.cells, cells, strict=True):
            if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
                return inside
    return None


def _join_over(above: list[Block], page: list[Block]) -> None:
    """Put the first line of a page to the last one of the page before."""
    if (
        above
        and page
        and isinstance(last := above[-1], Line)
        and isinstance(first := page[0], Line)
    ):
        above[-1] = replace(last, text=below(last.text, first.text))
        del page[0]


def _blocks(
    page: Sorted, strips: Sequence[Strip]
) -> tuple[list[Block], Sequence[Strip], Run | None]:
    """Return the blocks of a page, and how it ends.

    That is: the strips of the table without rules that it ends with, or its last line.
    """
    parts: list[tuple[float, Grid | Run | Entry | Columns, list[list[Glyph]]]] = [
        (grid.top, grid, cells) for grid, cells in page.ruled
    ]
    levels = [
        rule.top
        for rule in page.page.rules
        if rule.level and rule.x1 - rule.x0 > 0.4 * page.page.width
    ]
    bounds = sorted(grid.top for grid, _ in page.ruled)
    for number, group in enumerate(_between(page.runs, bounds)):
        found: list[Run | Entry | Columns] = []
        for cut in dealt(group):
            first = number == 0 and not found
            found += (
                [cut]
                if isinstance(cut, Columns)
                else _with_entries(tables(cut, levels, strips if first else ()))
            )
        parts += [
            (open_.runs[0].y if isinstance(open_, Columns) else open_.y, open_, [])
            for open_ in found
        ]
    parts.sort(key=lambda part: part[0])
    told: list[Block] = []
    lines = counted = 0
    margin = _margin(page)
    above: Run | None = None
    for _, part, cells in parts:
        if isinstance(part, Run):
            lines += 1
            before = told[-1] if told else None
            if (
                above is not None
                and isinstance(before, Line)
                and _wrapped(before, above, part, margin, page.page.width)
            ):
                told[-1] = replace(before, text=below(before.text, part.text))
            else:
                told.append(Line(part.text, Spot(page=page.page.number, line=lines)))
            above = part
            continue
        above = None
        if isinstance(part, Entry):
            lines += 1
            told.append(Line(reduce(below, part.lines), Spot(page=page.page.number, line=lines)))
            continue
        counted += 1
        place = Spot(page=page.page.number, table=counted)
        told.append(
            ruled_table(part, cells, place) if isinstance(part, Grid) else _open_table(part, place)
        )
    last = parts[-1][1] if parts else None
    return told, last.strips if isinstance(last, Columns) else (), above


def _margin(page: Sorted) -> float:
    """Return where the longest line of a page ends."""
    return max([page.edge, *(run.x1 for run in page.runs)])


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
    items = [
        column
        for column in zip(*texts, strict=True)
        if 2 * sum(bool(_ITEM.match(t)) for t in column) >= len(texts) - 1
    ]
    whole: list[list[str]] = []
    for number, row in enumerate(texts):
        bare = (
            items
            and not any(column[number] for column in items)
            and not any(_SCORE.fullmatch(text) for text in row)
        )
        if number > 1 and bare:
            whole[-1] = [below(*pair) for pair in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return table_of(whole, place)
