"""A piece of a page -> its lines of text, each a strip with the marks above and below its letters.

Tesseract takes the tone marks of a line for a line of their own where there is room between, and
then they are lost; so lines are found here, and it reads one at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

from ita_sync.document.scan.cuttings import Cutting
from ita_sync.document.scan.pictures import DARK

if TYPE_CHECKING:
    from PIL.Image import Image

_SPECK = 3
"""Dark dots of a row up to which it is empty."""
_LEAST, _USUAL = 20, 40
"""Dots of height that letters have at least, and that those of 16 points have."""
_NEAR, _LOW, _ONE, _TALL, _SPARSE = 0.45, 0.95, 1.3, 2.7, 0.6
"""In heights of a letter: the gap to its marks, two marks above each other, what is surely one
letter, a line with all its marks; then the share of a line's ink that its marks have at most."""
_PITCH = 2.1
"""Heights of a letter between two lines that touch each other."""
_GAP = 3
"""Heights of a letter from which on a gap parts a line in two."""
_APART = 0.65
"""Heights of a letter from which on a gap may be one between columns."""
_THIN = 0.25
"""Heights of a letter that the ink of a leader has at most: of dots, dashes or a line to fill."""
_DUST = 8
"""Dots of width or height up to which what stands alone is no letter."""
_EDGE = 8
"""White dots around a strip."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text.

    Attributes:
        image: with a white edge.
        x: what to add to a place on the image to have that on the page.
        foot: the height on the page of the lower edge of its letters.
        size: of its letters, in dots.
        gaps: where on the image there is much room between two words, from left to right.
        shrunk: how much narrower it is on the page; a text that was turned has no room for all.
    """

    image: "Image"
    x: int
    foot: int
    size: float
    gaps: tuple[tuple[int, int], ...] = ()
    shrunk: float = 1.0


@dataclass(slots=True)
class _Band:
    """Rows with ink between rows without: where they begin and end, and their dark dots."""

    top: int
    bottom: int
    ink: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


def strips(cuttings: Sequence[Cutting]) -> list[Strip]:
    """Return the lines of text of the pieces of a page."""
    rows = [_rows(cutting.image) for cutting in cuttings]
    bands = [_bands(each) for each in rows]
    usual = _usual(chain.from_iterable(bands))
    return [
        strip
        for cutting, each, found in zip(cuttings, rows, bands, strict=True)
        for band in _parted(_joined(found, usual), each, usual)
        for strip in _strips(cutting, band, each, usual)
    ]


def _usual(bands: Iterable[_Band]) -> float:
    """Return the height of most lines."""
    heights = [band.height for band in bands if _LEAST <= band.height < 2 * _USUAL]
    return float(median(heights or [_USUAL]))


def _rows(image: "Image") -> list[int]:
    """Return how many dark dots each row has."""
    dots = image.point(lambda value: 255 if value < DARK else 0).tobytes()
    wide = image.width
    return [dots[at : at + wide].count(255) for at in range(0, len(dots), wide)]


def _bands(rows: Sequence[int]) -> list[_Band]:
    bands: list[_Band] = []
    inside = False
    for y, ink in enumerate(rows):
        if ink >= _SPECK and inside:
            bands[-1] = _Band(bands[-1].top, y + 1, bands[-1].ink + ink)
        elif ink >= _SPECK:
            bands.append(_Band(y, y + 1, ink))
        inside = ink >= _SPECK
    return bands


def _joined(bands: Sequence[_Band], usual: float) -> list[_Band]:
    """Return the bands, those of marks joined to the nearest with letters."""
    left = list(bands)
    for band in sorted(bands, key=lambda band: band.ink):
        at = left.index(band)
        beside = [left[n] for n in (at + 1, at - 1) if 0 <= n < len(left)]
        nearest = min(beside, key=lambda other: _gap(band, other), default=None)
        if nearest and _marks(band, nearest, usual):
            nearest.top, nearest.bottom = (
                min(nearest.top, band.top),
                max(nearest.bottom, band.bottom),
            )
            nearest.ink += band.ink
            del left[at]
    return left


def _gap(one: _Band, other: _Band) -> int:
    return max(one.top - other.bottom, other.top - one.bottom)


def _marks(band: _Band, letters: _Band, usual: float) -> bool:
    """Say whether a band holds the marks of another."""
    together = max(band.bottom, letters.bottom) - min(band.top, letters.top)
    sparse = band.ink <= _SPARSE * letters.ink and band.height <= _LOW * usual
    near = _gap(band, letters) <= _NEAR * usual and together <= _TALL * usual
    return near and (sparse or together <= _ONE * usual)


def _parted(bands: Sequence[_Band], rows: Sequence[int], usual: float) -> Iterator[_Band]:
    """Yield the bands, those of lines that touch each other cut where there is least ink."""
    for band in bands:
        lines = max(1, round(band.height / (_PITCH * usual)))
        step, top = band.height / lines, band.top
        for number in range(1, lines):
            middle = band.top + step * number
            about = range(int(middle - 0.3 * step), int(middle + 0.3 * step))
            cut = min(about, key=lambda y: (sum(rows[y - 1 : y + 2]), abs(y - middle)))
            yield _Band(top, cut, sum(rows[top:cut]))
            top = cut
        yield _Band(top, band.bottom, sum(rows[top : band.bottom]))


def _strips(cutting: Cutting, band: _Band, rows: Sequence[int], usual: float) -> Iterator[Strip]:
    """Yield the parts of a line between wide gaps: the columns of a table without rules."""
    from PIL import ImageOps
    from PIL.Image import Transpose

    image = cutting.image.crop((0, band.top, cutting.image.width, band.bottom))
    foot = cutting.y + _foot(band, rows)
    columns = _without_leaders(_rows(image.transpose(Transpose.TRANSPOSE)), usual)
    for left, right in _between_gaps(columns, _GAP * usual):
        ink = _ink(part := image.crop((left, 0, right, image.height)))
        if min(right - left, ink) > _DUST:
            edged = ImageOps.expand(part, _EDGE, 255)
            words = _between_gaps(columns[left:right], _APART * usual)
            gaps = ((end + _EDGE, start + _EDGE) for (_, end), (start, _) in pairwise(words))
            x = cutting.x + round((left - _EDGE) * cutting.shrunk)
            yield Strip(edged, x, foot, 1.5 * usual, tuple(gaps), cutting.shrunk)


def _ink(image: "Image") -> int:
    """Return how high what is dark in a picture is."""
    box = image.point(lambda value: 255 if value < DARK else 0).getbbox()
    return box[3] - box[1] if box else 0


def _without_leaders(columns: Sequence[int], usual: float) -> list[int]:
    """Return the ink of columns, none where dots lead from a name to its figure: a gap is there.

    Read along with them, both the name and the figure are lost.
    """
    left = list(columns)
    thin = [ink <= _THIN * usual for ink in columns]
    for alike, run in groupby(range(len(columns)), thin.__getitem__):
        stretch = list(run)
        within = columns[stretch[0] : stretch[-1] + 1]
        for start, end in _between_gaps(within, usual) if alike else ():
            if end - start >= _GAP * usual:
                left[stretch[0] + start : stretch[0] + end] = [0] * (end - start)
    return left


def _between_gaps(columns: Sequence[int], gap: float) -> list[tuple[int, int]]:
    """Return from where to where there is ink, without gaps as wide as that."""
    parts: list[tuple[int, int]] = []
    for x, ink in enumerate(columns):
        if not ink:
            continue
        if parts and x - parts[-1][1] < gap:
            parts[-1] = (parts[-1][0], x + 1)
        else:
            parts.append((x, x + 1))
    return parts


def _foot(band: _Band, rows: Sequence[int]) -> int:
    """Return where the letters of a line end: below are vowels with little ink."""
    inside = rows[band.top : band.bottom]
    most = max(inside)
    return band.top + max(y for y, ink in enumerate(inside) if ink >= most / 3) + 1
