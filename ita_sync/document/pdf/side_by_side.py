"""A page with text in columns beside each other -> its parts, in the order to be read.

What stands over the columns comes before them, what stands below after.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ita_sync.document.parts import Block, Line
from ita_sync.document.pdf.gutter import Cut, box_of, cut_of, side_of
from ita_sync.document.pdf.pages import Ruled, Sorted


def parts(page: Sorted) -> Iterator[Sorted]:
    """Yield the parts of a page, its columns one after the other; the page where it has none."""
    cut = cut_of(page)
    if cut is None:
        yield page
        return
    for place in ("above", "left", "right", "below"):
        part = _part(page, cut, place)
        if part.runs or part.ruled:
            yield from parts(part)


def _part(page: Sorted, cut: Cut, place: str) -> Sorted:
    runs = [side for run in page.runs if (side := side_of(run, cut, place))]
    ruled = [table for table in page.ruled if _place_of(table, cut) == place]
    start = cut.x if place == "right" else 0.0
    end = cut.x if place == "left" else page.page.width
    boxed = cut.ruled and place in {"left", "right"} and runs
    edge = end - (min(run.x0 for run in runs) - start) if boxed else page.edge
    return Sorted(replace(page.page, width=end), ruled, runs, edge)


def _place_of(table: Ruled, cut: Cut) -> str:
    box = box_of(table.grid)
    return cut.part_of(box.x0, box.x1, box.y)


def counted_on(before: Iterable[Block], blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a part, counted on from those of all parts of its page before.

    Its first line goes on with no line of those.
    """
    lines = tables = 0
    for block in before:
        if isinstance(block, Line):
            lines = max(lines, block.place.line or 0)
        else:
            tables = max(tables, block.rows[0].place.table or 0)
    moved = [_moved(block, lines, tables) for block in blocks]
    if moved and isinstance(first := moved[0], Line):
        moved[0] = replace(first, apart=True)
    return moved


def _moved(block: Block, lines: int, tables: int) -> Block:
    if isinstance(block, Line):
        return replace(block, place=replace(block.place, line=(block.place.line or 0) + lines))
    rows = (
        replace(row, place=replace(row.place, table=(row.place.table or 0) + tables))
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))
