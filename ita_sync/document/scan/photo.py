"""A sheet of paper photographed on a desk -> the sheet alone, square and evenly lit."""

from collections.abc import Iterable
from itertools import accumulate
from math import dist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SMALL, _LIGHT = 8, 16
"""How many dots are looked at as one, to find the sheet, and how it is lit."""
_DESK = 0.7
"""Share of a picture's edge that is dark where a sheet lies on a desk; a scan's edge is paper."""
_DARKER = 40
"""Shades that the desk is darker than the sheet at least."""
_LEAST, _FULL = 0.4, 0.9
"""Share of the picture that is bright where a sheet fills it, and of the sheet itself."""
_INSET = 0.012
"""Share of a sheet left out at its edges, where its shadow is."""

_Point = tuple[float, float]


def sheet(grey: "Image") -> "Image":
    """Return the sheet on a photograph; a picture that shows no sheet on a desk is left alone."""
    from PIL import Image, ImageFilter

    small = grey.reduce(_SMALL).filter(ImageFilter.MedianFilter(5))
    shade = _between(small.histogram())
    bright = small.point([255 * (value > shade) for value in range(256)])
    if not shade or not _on_desk(bright) or _share(bright) < _LEAST:
        return grey
    corners = _corners(bright)
    if _share(_square(bright, corners)) < _FULL:
        return grey
    cut = _square(grey, [(x * _SMALL, y * _SMALL) for x, y in corners], Image.Resampling.BICUBIC)
    return _evenly_lit(cut)


def _between(counts: list[int]) -> int:
    """Return the shade that parts dark dots from bright ones best, 0 where they are much alike."""
    below = list(accumulate(counts))
    sums = list(accumulate(shade * count for shade, count in enumerate(counts)))
    best, found = 0.0, 0
    for shade in range(1, 255):
        dark, light = below[shade], below[-1] - below[shade]
        if not dark or not light:
            continue
        apart = (sums[-1] - sums[shade]) / light - sums[shade] / dark
        if apart >= _DARKER and dark * light * apart**2 > best:
            best, found = dark * light * apart**2, shade
    return found


def _share(bright: "Image") -> float:
    """Return how much of a picture is bright."""
    return bright.histogram()[255] / (bright.width * bright.height)


def _on_desk(bright: "Image") -> bool:
    """Say whether most of a picture's edge is dark."""
    wide, high = bright.size
    edges = [
        bright.crop(box) for box in ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high))
    ]
    edges.append(bright.crop((wide - 1, 0, wide, high)))
    dark = sum(edge.histogram()[0] for edge in edges)
    return dark >= _DESK * 2 * (wide + high)


def _corners(bright: "Image") -> list[_Point]:
    """Return the upper left, lower left, lower right and upper right corner of what is bright."""
    dots, wide = bright.tobytes(), bright.width
    ends: list[_Point] = []
    for at in range(0, len(dots), wide):
        row = dots[at : at + wide]
        if (left := row.find(b"\xff")) >= 0:
            ends += [(left, at // wide), (row.rfind(b"\xff"), at // wide)]
    corners = (
        min(ends, key=lambda at: at[0] + at[1]),
        min(ends, key=lambda at: at[0] - at[1]),
        max(ends, key=lambda at: at[0] + at[1]),
        max(ends, key=lambda at: at[0] - at[1]),
    )
    return list(_inner(corners))


def _inner(corners: tuple[_Point, _Point, _Point, _Point]) -> Iterable[_Point]:
    """Yield the corners, each a little nearer to the one across."""
    for at, (x, y) in enumerate(corners):
        across = corners[(at + 2) % 4]
        yield x + _INSET * (across[0] - x), y + _INSET * (across[1] - y)


def _square(picture: "Image", corners: list[_Point], way: int = 0) -> "Image":
    """Return what lies between four corners as a picture of its own."""
    from PIL import Image

    upper_left, lower_left, lower_right, upper_right = corners
    wide = max(dist(upper_left, upper_right), dist(lower_left, lower_right))
    high = max(dist(upper_left, lower_left), dist(upper_right, lower_right))
    edges = [at for corner in corners for at in corner]
    size = max(1, round(wide)), max(1, round(high))
    return picture.transform(size, Image.Transform.QUAD, edges, Image.Resampling(way))


def _evenly_lit(grey: "Image") -> "Image":
    """Return a page without the shadows that lie on it: the paper is white all over."""
    from PIL import Image, ImageChops, ImageFilter

    light = grey.reduce(_LIGHT).filter(ImageFilter.MaxFilter(7))
    light = light.filter(ImageFilter.GaussianBlur(3))
    paper = light.resize(grey.size, Image.Resampling.BICUBIC)
    return ImageChops.invert(ImageChops.subtract(paper, grey))
