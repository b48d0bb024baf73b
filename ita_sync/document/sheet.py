"""A page that is a picture -> one sheet on which the text between tables, and each cell, lie below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sync.document.pdf.grid import Grid, Rule

if TYPE_CHECKING:
    from PIL.Image import Image

POINT = 72 / 300
"""Points that a dot is wide, at 300 dots an inch."""
_DARK = 140
_INSET = 8
_SPECK = 8
_INK, _FULL = 32, 215
"""Rules may be thin and grey: all that is darker than the paper counts, if it fills a stretch.

Letters never do.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page on the sheet: where it begins there, and where its upper left corner was on the page."""

    at: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet, and its pieces from above."""

    image: "Image"
    parts: list[Part]


def rules(picture: "Image") -> list[Rule]:
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
    """Yield row, start and end of every stretch of at least so many blocks in which nearly all dots are dark."""
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


def cut(picture: "Image", tables: Sequence[Grid]) -> Sheet:
    """Lay the text between tables, and each cell of them, below each other."""
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
        take(
            rest.crop((0, top, picture.width, bottom)), 0, top
        )  # what stands beside the cells, if anything does
        y = max(y, bottom)
    take(rest.crop((0, y, picture.width, picture.height)), 0, y)
    margin = 40
    height = sum(piece.height + margin for piece, _, _ in pieces) + margin
    image = Image.new("L", (picture.width + 2 * margin, height), 255)
    parts: list[Part] = []
    at = margin
    for piece, x, top in pieces:
        image.paste(piece, (margin, at))
        parts.append(Part(at - margin // 2, x - margin, top - margin // 2))
        at += piece.height + margin
    return Sheet(image, parts)
