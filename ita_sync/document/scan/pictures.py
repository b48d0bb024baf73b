"""A picture file -> its pages in grey, upright, straight, at one scale, on white paper."""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ita_sync.document.limits import damaged, too_large
from ita_sync.document.scan import photo
from ita_sync.errors import ReportError
from ita_sync.i18n import T

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000
MAX_SCANNED = 60
"""Pages that are read through tesseract; each takes some seconds."""
POINT = 72 / 300
"""Points that a dot is wide, at 300 dots an inch."""
DARK = 160
"""Shade below which a dot belongs to a letter, where paper is white and ink black."""
_WIDTH = 2480
"""Width of an A4 page at 300 dots an inch, with which tesseract reads best."""
_COARSE = [step / 2 for step in range(-6, 7)]
_FINE = [step / 10 for step in range(-4, 5)]
"""Degrees that a page is turned by, to see in which its lines lie level."""
_LEVEL = 0.05


def pictures(data: bytes) -> Iterator["Image"]:
    """Yield the pages of a picture, scaled to A4 at 300 dots an inch.

    Raises:
        ReportError: it is damaged or too large.
    """
    from PIL import Image, ImageOps, ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about files that are not quite as they should be
        try:
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP"))
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                _bound(number, frame.width, frame.height)
                grey = photo.sheet(ImageOps.exif_transpose(frame).convert("L"))
                scale = _WIDTH / min(grey.width, round(grey.height / 1.2) or 1)
                if not 0.95 < scale < 1.05:  # noqa: PLR2004 - near enough
                    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
                    _bound(number, *size)
                    grey = grey.resize(size, Image.Resampling.LANCZOS)
                yield straight(_clear(grey))
        except ReportError:
            raise
        except Image.DecompressionBombError as error:
            raise too_large(T("a picture with too many dots")) from error
        except Exception as error:  # Pillow raises whatever its decoders stumble on
            raise damaged(T("it is no whole picture")) from error


def too_many() -> ReportError:
    """Return the refusal of a document with too many pages that are pictures."""
    return too_large(T("more than {number} pages that are pictures", number=MAX_SCANNED))


def _bound(number: int, width: int, height: int) -> None:
    if number >= MAX_SCANNED:
        raise too_many()
    if width * height > MAX_PIXELS:
        raise too_large(T("a picture of {width} by {height} dots", width=width, height=height))


def _clear(grey: "Image") -> "Image":
    """Return a page with white paper and black ink."""
    counts = grey.histogram()
    paper, ink = _shade(counts, 0.5), _shade(counts, 0.002)
    white = paper - (paper - ink) // 6  # paper is uneven
    span = max(1, white - ink)
    return grey.point([min(255, max(0, 255 * (v - ink) // span)) for v in range(256)])


def _shade(counts: list[int], share: float) -> int:
    """Return the shade up to which a share of all dots are dark."""
    wanted, seen = share * sum(counts), 0
    for shade, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return shade
    return 255


def straight(picture: "Image") -> "Image":
    """Return a page that lay askew on the glass turned until its lines are level."""
    from PIL import Image

    small = picture.reduce(4).point(lambda value: 255 if value < DARK else 0)

    def level(degrees: float) -> int:
        turned = small.rotate(degrees)
        dots, wide = turned.tobytes(), turned.width
        return sum(
            dots[at : at + wide].count(255) ** 2 for at in range(0, wide * turned.height, wide)
        )

    coarse = max(_COARSE, key=lambda degrees: (level(degrees), -abs(degrees)))
    best = max((coarse + fine for fine in _FINE), key=lambda d: (level(d), -abs(d)))
    if abs(best) < _LEVEL:
        return picture
    return picture.rotate(best, Image.Resampling.BICUBIC, fillcolor=255)
