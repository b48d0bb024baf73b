"""A page that is a picture -> its texts and the cells of its tables, cut apart.

Tesseract reads them one by one, and never across the cells of a table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sync.document.pdf.grid import Grid, GridCell, Rule
from ita_sync.document.scan.pictures import DARK, POINT

if TYPE_CHECKING:
    from PIL.Image import Image

_INSET = 8
"""Dots cut off at each edge of a cell, so that no rule stays."""
_HALO, _BESIDE = 3, 3.0
"""Dots of grey around a rule; points that a rule may lie beside the table that it belongs to."""
_SPECK = 8
"""Dots of width or height up to which ink is a speck."""
_INK, _FULL = 32, 215
"""How much darker than the paper a rule is at least, and how full of ink its stretches are.

Rules may be thin and grey; letters never fill a stretch.
"""


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of a page.

    Attributes:
        image: what stands there.
        x: its left edge on the page, in dots.
        y: its upper edge.
        shrunk: how much narrower it is on the page than its picture; one that was turned is.
    """

    image: "Image"
    x: int
    y: int
    shrunk: float = 1.0


def find_rules(picture: "Image") -> list[Rule]:
    """Return the ruling lines of a picture: dots that are dark over a long stretch."""
    from PIL.Image import Transpose

    found = [
        Rule(*(v * POINT for v in (x0, y, x1, y + 1))) for y, x0, x1 in _dark_runs(picture, 32, 3)
    ]
    turned = picture.transpose(Transpose.TRANSPOSE)
    return found + [
        Rule(*(v * POINT for v in (x, y0, x + 1, y1))) for x, y0, y1 in _dark_runs(turned, 16, 5)
    ]


def _paper(picture: "Image") -> int:
    """Return the shade of most dots: the paper's."""
    counted = 0
    for shade, count in enumerate(picture.histogram()):
        counted += count
        if 2 * counted >= picture.width * picture.height:
            return shade
    return 255


def _dark_runs(picture: "Image", block: int, least: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, start and end of every stretch in which nearly all dots are dark.

    Args:
        picture: the page, or the page turned by a right angle.
        block: dots that are looked at together.
        least: the fewest blocks of a stretch.
    """
    paper = _paper(picture)
    inked = picture.point(lambda value: 255 if value < paper - _INK else 0)
    small = inked.reduce((block, 1)).point(lambda value: 255 if value > _FULL else 0)
    dots, blocks_of = inked.tobytes(), small.tobytes()
    full = b"\xff" * least
    for row in range(small.height):
        line = blocks_of[row * small.width : (row + 1) * small.width]
        start = line.find(full)
        while start >= 0:
            end = line.find(b"\0", start)
            end = len(line) if end < 0 else end
            here = dots[row * picture.width : (row + 1) * picture.width]
            clear = (
                here.rfind(b"\0", 0, start * block),
                here.find(b"\0", min(end * block, picture.width - 1)),
            )
            yield row, clear[0] + 1, clear[1] if clear[1] >= 0 else picture.width
            start = line.find(full, end)


def without(picture: "Image", rules: Sequence[Rule], tables: Sequence[Grid]) -> "Image":
    """Return a page without the rules of its tables, of which a trace would be read as letters."""
    from PIL import ImageDraw

    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for rule in rules:
        if any(table.top - _BESIDE <= rule.top <= table.bottom + _BESIDE for table in tables):
            box = [round(edge / POINT) for edge in (rule.x0, rule.top, rule.x1, rule.bottom)]
            draw.rectangle((box[0] - _HALO, box[1] - _HALO, box[2] + _HALO, box[3] + _HALO), 255)
    return clean


def cut(picture: "Image", tables: Sequence[Grid]) -> list[Cutting]:
    """Return the text between tables, and each of their cells."""
    from PIL import Image, ImageOps

    pieces: list[Cutting] = []

    def take(part: Image.Image, x: int, y: int) -> None:
        ink = ImageOps.invert(part).point(lambda value: 255 if value > 255 - DARK else 0).getbbox()
        if ink and ink[2] - ink[0] > _SPECK and ink[3] - ink[1] > _SPECK:
            pieces.append(Cutting(part.crop(ink), x + ink[0], y + ink[1]))

    rest = picture.copy()
    for cell in (cell for table in tables for cell in table.cells):
        rest.paste(255, _box(cell, -_INSET))
    y = 0
    for table in tables:
        top, bottom = int(table.top / POINT), int(table.bottom / POINT)
        take(rest.crop((0, y, picture.width, max(y, top))), 0, y)
        for cell in table.cells:
            inner = _box(cell, _INSET)
            if inner[0] < inner[2] and inner[1] < inner[3]:
                take(picture.crop(inner), inner[0], inner[1])
        take(rest.crop((0, top, picture.width, bottom)), 0, top)  # what stands beside the cells
        y = max(y, bottom)
    take(rest.crop((0, y, picture.width, picture.height)), 0, y)
    return pieces


def _box(cell: GridCell, inset: int) -> tuple[int, int, int, int]:
    """Return the box of a cell in dots, less an inset at each edge."""
    x0, top, x1, bottom = (
        int(value / POINT) for value in (cell.x0, cell.top, cell.x1, cell.bottom)
    )
    return x0 + inset, top + inset, x1 - inset, bottom - inset
