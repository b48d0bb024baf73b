"""Cells of a picture whose text runs up or down, as narrow columns have their heads: turned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

from ita_sync.document.ocr import Installed
from ita_sync.document.scan.cuttings import Cutting
from ita_sync.document.scan.strips import Strip, strips
from ita_sync.document.scan.words import Word, read_strips

_TALL, _LEAST = 1.6, 150
"""How much higher than wide such a text is, and how many dots high: half an inch."""
_WAYS = 3
"""In which such a piece is read: as it is, and turned either way."""
_WORDS = re.compile("[ก-๎]{4,}")


def upright(tesseract: Installed, pieces: Sequence[Cutting], number: int) -> list[Cutting]:
    """Return the pieces of a page, those turned whose text runs up or down.

    Lines of a word each stand as high and as narrow; so it is seen which way it can be read.

    Args:
        tesseract: what of it is here.
        pieces: of the page.
        number: of the page.

    Raises:
        ReportError: tesseract ends with an error.
    """
    found = list(pieces)
    tall = [at for at, piece in enumerate(pieces) if _is_tall(piece)]
    ways = [way for at in tall for way in (found[at], *_turned(found[at]))]
    lines = [strips([way]) for way in ways]
    words = read_strips(tesseract, [line for each in lines for line in each], number)
    worth = [_worth(each) for each in _each(lines, words)]
    for place, at in enumerate(tall):
        of_it = range(_WAYS * place, _WAYS * (place + 1))
        found[at] = ways[max(of_it, key=worth.__getitem__)]
    return found


def _is_tall(piece: Cutting) -> bool:
    wide, high = piece.image.size
    return high > max(_LEAST, _TALL * wide)


def _turned(piece: Cutting) -> Iterator[Cutting]:
    from PIL.Image import Transpose

    wide, high = piece.image.size
    for way in (Transpose.ROTATE_270, Transpose.ROTATE_90):
        yield replace(piece, image=piece.image.transpose(way), shrunk=wide / high)


def _each(lines: Sequence[Sequence[Strip]], words: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Yield the words of each piece."""
    ends = [0]
    for each in lines:
        ends.append(ends[-1] + len(each))
    for start, end in pairwise(ends):
        yield [word for line in words[start:end] for word in line]


def _worth(words: Sequence[Word]) -> float:
    """Return how sure a reading with Thai words is; one without is worth nothing."""
    whole = "".join(word.text for word in words)
    return mean(word.sure for word in words) if _WORDS.search(whole) else 0.0
