"""A page that is a picture -> one sheet with its texts and table cells below each other.

Tesseract reads such a sheet line by line, and never across the cells of a table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sync.document.pdf.grid import Grid, Rule

if TYPE_CHECKING:
    from PIL.Image import Image

POINT = 72 / 300
"""Points that a dot is wide, at 300 dots an inch."""
_DARK = 140
"""Shade below which a dot belongs to a letter."""
_INSET = 8
"""Dots cut off at each edge of a cell, so that no rule stays."""
_SPECK = 8
"""Dots of width or height up to which ink is a speck."""
_MARGIN = 40
"""Dots between two cuttings."""
_INK, _FULL = 32, 215
"""How much darker than the paper a rule is at least, and how full of ink its stretches are.

Rules may be thin and grey; letters never fill a stretch.
"""


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of a page on the sheet.

    Attributes:
        at: the height at which it begins on the sheet.
        x: what to add to a place on the sheet to have that on the page.
        y: the height on the page at which it was cut out.
    """

    at: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class CuttingSheet:
    """The sheet, and the cuttings on it from top to bottom."""

    image: "Image"
    cuttings: list[Cutting]


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


def cut(picture: "Image", tables: Sequence[Grid]) -> CuttingSheet:
    """Return a sheet with the text between tables, and each of their cells, below each other."""
    from PIL import Image, ImageOps

    pieces: list[tuple[Image.Image, int, int]] = []

    def take(part: Image.Image, x: int, y: int) -> None:
        ink = ImageOps.invert(part).point(lambda value: 255 if value > 255 - _DARK else 0).getbbox()
        if ink and ink[2] - ink[0] > _SPECK and ink[3] - ink[1] > _SPECK:
            pieces.append((part.crop(ink), x + ink[0], y + ink[1]))

    rest = picture.copy()
    y = 0
    for table in tables:
        top, bottom = int(table.top / POINT), int(table.bottom / POINT)
        take(rest.crop((0, y, picture.width, max(y, top))), 0, y)
        for cell in table.cells:
            box = [int(value / POINT) for value in (cell.x0, cell.top, cell.x1, cell.bottom)]
            inner = (box[0] + _INSET, box[1] + _INSET, box[2] - _INSET, box[3] - _INSET)
            if inner[0] < inner[2] and inner[1] < inner[3]:
                take(picture.crop(inner), inner[0], inner[1])
            rest.paste(255, (box[0] - _INSET, box[1] - _INSET, box[2] + _INSET, box[3] + _INSET))
        beside_cells = rest.crop((0, top, picture.width, bottom))
        take(beside_cells, 0, top)
        y = max(y, bottom)
    take(rest.crop((0, y, picture.width, picture.height)), 0, y)
    return _lay_out(pieces, picture.width)


def _lay_out(pieces: Sequence[tuple["Image", int, int]], width: int) -> CuttingSheet:
    """Return a sheet with pieces of a page, each given with its place there, below each other."""
    from PIL import Image

    height = sum(piece.height + _MARGIN for piece, _, _ in pieces) + _MARGIN
    image = Image.new("L", (width + 2 * _MARGIN, height), 255)
    cuttings: list[Cutting] = []
    at = _MARGIN
    for piece, x, top in pieces:
        image.paste(piece, (_MARGIN, at))
        cuttings.append(Cutting(at - _MARGIN // 2, x - _MARGIN, top - _MARGIN // 2))
        at += piece.height + _MARGIN
    return CuttingSheet(image, cuttings)
