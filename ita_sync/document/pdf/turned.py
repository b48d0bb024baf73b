"""Letters that stand on their side, as in the heads of narrow columns.

They count where they are all that a cell of a ruled table holds. Elsewhere they are stamps and
margins.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from ita_sync.document.pdf.glyphs import glyphs_of
from ita_sync.document.pdf.grid import Grid, GridCell
from ita_sync.document.pdf.layout import Glyph

_STRAIGHT = 0.1
"""How far from a right angle letters may stand, as a share of their size."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A letter that stands on its side: as it is read, and where its middle is on the page."""

    glyph: Glyph
    x: float
    y: float


def turned_of(page: Any) -> list[Turned]:  # noqa: ANN401 - pdfplumber's objects are dictionaries without a type
    """Return the letters of a page that are to be read upwards or downwards."""
    found: list[Turned] = []
    for up in (True, False):
        chars = [_upright(char, page, up=up) for char in page.chars if _stands(char, up=up)]
        read = SimpleNamespace(height=page.width if up else page.height, chars=chars)
        found += [_placed(glyph, page, up=up) for glyph in glyphs_of(read)]
    return found


def _stands(char: Any, *, up: bool) -> bool:  # noqa: ANN401 - as above
    a, b, c, d = map(float, char["matrix"][:4])
    straight = abs(a) + abs(d) <= _STRAIGHT * (abs(b) + abs(c))
    return straight and (b > 0 > c if up else b < 0 < c)


def _upright(char: Any, page: Any, *, up: bool) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return a letter as if the page had been turned, so that it is read from the left."""
    _, b, c, _, e, _ = char["matrix"]
    width, height = float(page.width), float(page.height)
    start = height - char["bottom"] if up else char["top"]
    line = e if up else width - e
    return {
        **char,
        "x0": start,
        "x1": start + char["bottom"] - char["top"],
        "size": char["x1"] - char["x0"],
        "matrix": (abs(b), 0.0, 0.0, abs(c), start, (width if up else height) - line),
    }


def _placed(glyph: Glyph, page: Any, *, up: bool) -> Turned:  # noqa: ANN401 - as above
    along, across = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.25 * glyph.size
    if up:
        return Turned(glyph, across, float(page.height) - along)
    return Turned(glyph, float(page.width) - across, along)


def stand_up(letters: Sequence[Turned], grids: Iterable[tuple[Grid, list[list[Glyph]]]]) -> None:
    """Put turned letters into the empty cells around them, as lines from the left."""
    for grid, cells in grids:
        for cell, inside in zip(grid.cells, cells, strict=True):
            if not any(glyph.text.strip() for glyph in inside):
                inside.extend(_lines(letters, cell))


def _lines(letters: Sequence[Turned], cell: GridCell) -> Iterator[Glyph]:
    """Yield the turned letters of a cell, moved so that they begin in its upper left corner."""
    held = [
        one.glyph
        for one in letters
        if cell.x0 <= one.x <= cell.x1 and cell.top <= one.y <= cell.bottom
    ]
    if not held:
        return
    left = min(glyph.x0 for glyph in held)
    top = min(glyph.y - glyph.size for glyph in held)
    for glyph in held:
        yield replace(
            glyph,
            x0=cell.x0 + glyph.x0 - left,
            x1=cell.x0 + glyph.x1 - left,
            y=cell.top + glyph.y - top,
        )
