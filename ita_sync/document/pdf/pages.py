"""What is drawn on a page, and what repeats on every page: running heads, feet, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from ita_sync.document.pdf.columns import heads_table
from ita_sync.document.pdf.grid import Grid, Rule
from ita_sync.document.pdf.layout import Glyph, Run
from ita_sync.document.pdf.turned import Turned

_MARGIN = 0.1
"""Share of the page's height, at top and bottom, that holds running heads and page numbers."""
_SAME_HEIGHT = 3.0
"""Points by which a running head may be higher or lower on another page."""
_DEEP = 6
"""Lines of a running head or foot."""
_TWO = 2
"""Pages of which the second repeats the head of the first."""
_LONG = 20
"""Letters of a head that is no name of a field or column."""
_HEADER_DEPTH = 2.5
"""How far above a table's header, in sizes, the upper lines of its cells begin."""
_DIGITS = re.compile("[0-9๐-๙]+")
_PAGE_NUMBER = re.compile(
    r"(หน้า(ที่)?|page)?\s*[-–—(\[]*\s*([0-9๐-๙]{1,3})\s*[-–—)\]]*(\s*(/|จาก|of)\s*[0-9๐-๙]{1,3})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn on a page: its letters in the order in which they were drawn, and its rules.

    Those on their side are apart.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    turned: Sequence[Turned] = ()


class Ruled(NamedTuple):
    """A ruled table, with the letters in each of its cells."""

    grid: Grid
    cells: list[list[Glyph]]


@dataclass(slots=True)
class Sorted:
    """A page taken apart: its ruled tables with the letters of each cell, and the lines outside.

    The right edge of its text is known where that stands in a box.
    """

    page: Page
    ruled: list[Ruled]
    runs: list[Run]
    edge: float = 0.0


def drop_running(pages: Sequence[Sorted]) -> None:
    """Take away what most pages begin or end with at the same height, and page numbers.

    The text of a page may stand as high and as low, and some of its lines come again and again, a
    table's header or the name of a field; so only the outermost lines are looked at, and those
    within once they are gone.
    """
    for _ in range(_DEEP):
        for page, run in _outermost(pages):
            page.runs.remove(run)


def _outermost(pages: Sequence[Sorted]) -> list[tuple[Sorted, Run]]:
    edges = [(page, run, top) for page in pages for run, top in _edges(page)]
    heights: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for _, run, top in edges:
        heights[_DIGITS.sub("#", run.text), top].append(run.y)
    shifts = Counter(
        shift for page, run, _ in edges if (shift := _shift(run, page.page)) is not None
    )
    return [
        (page, run)
        for page, run, top in edges
        if _is_number(_shift(run, page.page), shifts)
        or _often(run, heights[_DIGITS.sub("#", run.text), top], len(pages))
        or (len(pages) == page.page.number == _TWO and _again(run, pages[0], top=top))
        or (len(pages) == _TWO and not top and _both_end(run, edges))
    ]


def _again(run: Run, page: Sorted, *, top: bool) -> bool:
    """Say whether the first of two pages has a line of letters where the second has it again."""
    same = [one for one in page.runs[: _DEEP if top else 0] if one.text == run.text]
    return len(run.text) > _LONG and any(abs(one.y - run.y) <= _SAME_HEIGHT for one in same)


def _both_end(run: Run, edges: Sequence[tuple[Sorted, Run, bool]]) -> bool:
    """Say whether two pages end with a line of letters at one height: text ends where it ends."""
    same = [one for _, one, top in edges if not top and one.text == run.text]
    level = max(one.y for one in same) - min(one.y for one in same)
    return len(same) == _TWO and len(run.text) > _LONG and level <= _SAME_HEIGHT


def _edges(page: Sorted) -> Iterator[tuple[Run, bool]]:
    """Yield the first and the last line of a page if in the margin, and whether it is the first."""
    if not page.runs:
        return
    first, last = page.runs[0], page.runs[-1]
    margin = _MARGIN * page.page.height
    if first.y <= margin and _is_first(first, page):
        yield first, True
    if last is first or last.y < page.page.height - margin:
        return
    if all(table.grid.bottom <= last.y for table in page.ruled):
        yield last, False


def _is_first(run: Run, page: Sorted) -> bool:
    """Whether a line stands above all else of a page, and belongs to no table's header."""
    if any(table.grid.top < run.y for table in page.ruled):
        return False
    depth = _HEADER_DEPTH * run.size
    return not any(heads_table(below) for below in page.runs if below.y - run.y < depth)


def _often(run: Run, heights: Sequence[float], pages: int) -> bool:
    if pages <= _TWO or run.text.endswith(":"):  # a line that both pages have says nothing
        return False
    middle = median(heights)
    near = sum(abs(height - middle) <= _SAME_HEIGHT for height in heights)
    return near > pages / 2 and abs(run.y - middle) <= _SAME_HEIGHT


def _shift(run: Run, page: Page) -> int | None:
    """Return by how much a page number differs from the page's own; None for no page number."""
    found = _PAGE_NUMBER.fullmatch(run.text)
    return None if found is None else int(found[3]) - page.number


def _is_number(shift: int | None, shifts: Counter[int]) -> bool:
    return shift is not None and (shift == 0 or shifts[shift] > 1)
