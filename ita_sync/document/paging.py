"""Letters and rules of each page -> blocks of the document: running heads dropped, rows cut by a page made whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial, reduce
from itertools import pairwise

from ita_sync.document.columns import Columns, tables
from ita_sync.document.grid import Grid, grids
from ita_sync.document.header_words import skeleton
from ita_sync.document.label_values import Entry, entries
from ita_sync.document.layout import Glyph, Run, runs
from ita_sync.document.open_rows import Strip
from ita_sync.document.pages import Page, Sorted, drop_running
from ita_sync.document.parts import Block, Line, Place, Row, Table

__all__ = ["Page", "blocks"]

_ADDRESS = re.compile(r"https?://\S+$")
_REST_OF_ADDRESS = re.compile(r"[A-Za-z0-9%&=?/._~#-]+(\s|$)")
_ITEM = re.compile(r"(ข้อ\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_SIMILAR = 0.75
_WORD, _LONG_WORD, _LINE_STEP, _SAME_SIZE, _HANGING, _SAME_EDGE = 0.2, 5.0, 2.2, 0.1, 4.0, 0.5
"""Lengths, in sizes, by which a wrapped line is known."""
_FULL_LINE = 0.7
_LONG_LETTER = 1.5
_TALL_ROW = 1.05
_POINT = re.compile(r"\(?[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})*[.)](?![0-9๐-๙])|[-•–*]|ข้อ(ที่)?\s|ตัวชี้วัด|[^:]{2,40}\s?:")
"""How a point of a list, or what has a name before a colon, begins."""
_DIGITS = re.compile("[0-9๐-๙]+")
_SCORE = re.compile("[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}")
_ITEM_NUMBER = re.compile("^.{0,6}?[0-9๐-๙]")


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return the lines and tables of the pages in reading order."""
    sorted_pages = [_sort(page) for page in pages]
    drop_running(sorted_pages)
    told: list[list[Block]] = []
    strips: Sequence[Strip] = ()
    for page in sorted_pages:
        page_blocks, strips = _blocks(page, strips)
        told.append(page_blocks)
    _mend_cut_rows(told)
    return [block for page_blocks in told for block in page_blocks]


def _sort(page: Page) -> Sorted:
    ruled: list[tuple[Grid, list[list[Glyph]]]] = [
        (grid, [[] for _ in grid.cells]) for grid in grids(page.rules, partial(_least_row, page.glyphs))
    ]
    outside: list[Glyph] = []
    home = outside
    for glyph in page.glyphs:
        if not glyph.is_mark or home is outside:
            inside = _home(glyph, ruled)
            home = outside if inside is None else inside
        home.append(glyph)
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


def _blocks(page: Sorted, strips: Sequence[Strip]) -> tuple[list[Block], Sequence[Strip]]:
    """Return the blocks of a page, and the strips of the table without rules that it ends with."""
    parts: list[tuple[float, Grid | Run | Entry | Columns, list[list[Glyph]]]] = [
        (grid.top, grid, cells) for grid, cells in page.ruled
    ]
    levels = [rule.top for rule in page.page.rules if rule.level and rule.x1 - rule.x0 > 0.4 * page.page.width]
    bounds = sorted(grid.top for grid, _ in page.ruled)
    for number, group in enumerate(_between(page.runs, bounds)):
        found = _with_entries(tables(group, levels, strips if number == 0 else ()))
        parts += [(open_.runs[0].y if isinstance(open_, Columns) else open_.y, open_, []) for open_ in found]
    parts.sort(key=lambda part: part[0])
    told: list[Block] = []
    lines = counted = 0
    margin = max((run.x1 for run in page.runs), default=0.0)
    above: Run | None = None
    for _, part, cells in parts:
        if isinstance(part, Run):
            lines += 1
            before = told[-1] if told else None
            if above is not None and isinstance(before, Line) and _wrapped(above, part, margin, page.page.width):
                told[-1] = replace(before, text=_below(before.text, part.text))
            else:
                told.append(Line(part.text, Place(page=page.page.number, line=lines)))
            above = part
            continue
        above = None
        if isinstance(part, Entry):
            lines += 1
            told.append(Line(reduce(_below, part.lines), Place(page=page.page.number, line=lines)))
            continue
        counted += 1
        place = Place(page=page.page.number, table=counted)
        told.append(_ruled_table(part, cells, place) if isinstance(part, Grid) else _open_table(part, place))
    last = parts[-1][1] if parts else None
    return told, last.strips if isinstance(last, Columns) else ()


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


def _wrapped(above: Run, run: Run, margin: float, width: float) -> bool:
    """Whether a line goes on with the sentence of the line above, which had no room for its first word."""
    size = above.size
    word = run.pieces(_WORD)[0]
    room = margin - above.x1
    return (
        above.x1 > _FULL_LINE * width
        and room < min(word.x1 - word.x0 + 2 * _WORD * size, _LONG_WORD * size)
        and run.y - above.y < _LINE_STEP * size
        and abs(run.size - size) < _SAME_SIZE * size
        and run.x0 - above.x0 < (_HANGING if _POINT.match(above.text) else _SAME_EDGE) * size
        and not _POINT.match(run.text)
    )


def _between(lines: Sequence[Run], bounds: Sequence[float]) -> Iterator[list[Run]]:
    """Yield the lines above, between and below the ruled tables."""
    edges = [float("-inf"), *bounds, float("inf")]
    for start, end in pairwise(edges):
        yield [run for run in lines if start <= run.y < end]


def _ruled_table(grid: Grid, cells: Sequence[Sequence[Glyph]], place: Place) -> Table:
    texts: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell, inside in zip(grid.cells, cells, strict=True):
        texts[cell.row][cell.column] = _stacked(runs(inside), cell.x1)
    return _table(texts, place)


def _open_table(found: Columns, place: Place) -> Table:
    """Return a table without rules; the space between points of a list in a cell may have parted its rows wrongly."""
    texts = [[_stacked(cell) for cell in row] for row in found.rows]
    items = [
        column for column in zip(*texts, strict=True) if 2 * sum(bool(_ITEM.match(t)) for t in column) >= len(texts) - 1
    ]
    whole: list[list[str]] = []
    for number, row in enumerate(texts):
        bare = items and not any(column[number] for column in items) and not any(_SCORE.fullmatch(text) for text in row)
        if number > 1 and bare:
            whole[-1] = [_below(*pair) for pair in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return _table(whole, place)


def _stacked(lines: Sequence[Run], right: float | None = None) -> str:
    """Return the lines of a cell as one text; its right edge tells whether an address had no room to end."""
    edge = max((run.x1 for run in lines), default=0.0) if right is None else right
    text = ""
    for above, run in zip([None, *lines], lines, strict=False):
        full = above is not None and edge - above.x1 < _LONG_LETTER * above.size
        text = _below(text, run.text, full=full)
    return text


def _below(above: str, text: str, *, full: bool = False) -> str:
    """Return two lines as one text; an address that was cut at the end of a line is whole again."""
    cut = _ADDRESS.search(above) and (above[-1] in "/._-" or (_REST_OF_ADDRESS.match(text) and (full or "=" in text)))
    return f"{above}{text}" if not above or not text or cut else f"{above}\n{text}"


def _table(texts: Sequence[Sequence[str | None]], place: Place) -> Table:
    """Return a table; a row without any text says nothing, and may be a sliver that a page break left."""
    numbered = [Row(tuple(row), replace(place, row=number)) for number, row in enumerate(texts, 1)]
    return Table(tuple(row for row in numbered if any(row.cells)))


def _mend_cut_rows(pages: list[list[Block]]) -> None:
    """Give a row that was cut in two by a page break its second half back."""
    at: tuple[int, int] | None = None  # the page and block of the table that may go on
    for number, page in enumerate(pages):
        if at is not None and page and isinstance(page[0], Table):
            before = pages[at[0]][at[1]]
            if isinstance(before, Table):
                pages[at[0]][at[1]], page[:1] = _mended(before, page[0])
        if page:
            at = (number, len(page) - 1) if isinstance(page[-1], Table) else None


def _mended(before: Table, after: Table) -> tuple[Table, list[Block]]:
    after = _head_apart(before, after)
    head = _common_head(before, after)
    if len(after.rows) <= head or len(before.rows) <= head:
        return before, [after]
    last, first = before.rows[-1], after.rows[head]
    if not _is_second_half(first, before.rows[head or 1 :] or before.rows, last):
        return before, [after]
    cells = tuple("\n".join(t for t in pair if t) or pair[0] for pair in zip(last.cells, first.cells, strict=True))
    rest = after.rows[:head] + after.rows[head + 1 :]
    whole = Table((*before.rows[:-1], Row(cells, last.place)))
    return whole, [Table(rest)] if len(rest) > head else []


def _head_apart(before: Table, after: Table) -> Table:
    """Cut a repeated header off the half row below it; without ruling lines nothing else parts the two."""
    head, first = before.rows[0].cells, after.rows[0].cells
    if len(head) != len(first) or head == first or not all(head):
        return after
    if any(text != name and not (text or "").startswith(f"{name}\n") for text, name in zip(first, head, strict=True)):
        return after
    rest = tuple((text or "")[len(name or "") + 1 :] for text, name in zip(first, head, strict=True))
    return _table([head, rest, *(row.cells for row in after.rows[1:])], after.rows[0].place)


def _common_head(before: Table, after: Table) -> int:
    """Return how many rows at the top of both say the same: a header repeated."""
    same = 0
    for old, new in zip(before.rows, after.rows, strict=False):
        if not any(old.cells) or len(old.cells) != len(new.cells) or not _alike(_bare(old), _bare(new)):
            break
        same += 1
    return same


def _bare(row: Row) -> str:
    return skeleton("".join(cell or "" for cell in row.cells))


def _alike(old: str, new: str) -> bool:
    """Whether two rows say the same; what was recognised from a picture may differ in some letters of a header."""
    if old == new:
        return True
    return not (_DIGITS.search(old) or _DIGITS.search(new)) and SequenceMatcher(None, old, new).ratio() > _SIMILAR


def _is_second_half(row: Row, body: Sequence[Row], last: Row) -> bool:
    """Whether a row at the top of a page is the rest of the row at the foot of the page before.

    Half a row lacks the score that every row has, or it lacks its beginning: the item, or the number before it.
    """
    if len(row.cells) != len(last.cells) or not any(row.cells):
        return False
    scores = [column for column in range(len(row.cells)) if _scored(body, column)]
    if scores:
        column = scores[-1]
        return bool(row.cells[column]) != bool(last.cells[column]) or not row.cells[column]
    items = [column for column in range(len(row.cells)) if all(_ITEM.match(r.cells[column] or "") for r in body)]
    if not row.cells[0] or items:
        return not any(_ITEM.match(row.cells[column] or "") for column in items)
    if _ITEM_NUMBER.match(row.cells[0]):
        return False
    if all(_ITEM_NUMBER.match(r.cells[0] or "") for r in body):
        return True
    return len(body) > 1 and any(
        all(r.cells[column] for r in body) for column, cell in enumerate(row.cells) if not cell
    )


def _scored(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := row.cells[column])]
    return bool(texts) and 2 * len(texts) >= len(body) and all(_SCORE.fullmatch(text) for text in texts)
