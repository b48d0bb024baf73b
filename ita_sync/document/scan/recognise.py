"""Pages that are pictures -> lines and tables, through the program tesseract with Thai.

Tesseract reads across columns; so the cells of ruled tables are cut out first, see `cuttings`, and
each of their lines is read by itself, see `strips`. The place of each word on the page then
decides, as in a PDF, what is a line and what a table without rules.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, filterfalse, pairwise
from typing import TYPE_CHECKING

from ita_sync.document import ocr, parts
from ita_sync.document.ocr import Installed, require
from ita_sync.document.parts import Block, Content
from ita_sync.document.pdf.grid import grids
from ita_sync.document.pdf.layout import Glyph
from ita_sync.document.pdf.paging import Page, blocks
from ita_sync.document.scan import turned
from ita_sync.document.scan.cuttings import cut, find_rules, without
from ita_sync.document.scan.pictures import MAX_SCANNED, POINT, pictures, too_many
from ita_sync.document.scan.strips import Strip, strips
from ita_sync.document.scan.words import Word, read_strips
from ita_sync.i18n import T

if TYPE_CHECKING:
    from PIL.Image import Image

_WATER = re.compile("(?<!ห)น้{1,2}า(?![วย])")
"""Tesseract leaves the ring out of `น้ำ`, however often a name has it; an aunt is in no report."""

_TEXT = re.compile(r"[ก-๎]{4}|\d\.\d\d")
_STROKE = re.compile(r"[|{}\[\]ijl!'‘’;:.,งว]{1,2}")
_EDGE = 4
"""Lines at which such a stroke is recognised, at least."""


def read(data: bytes) -> Content:
    """Return the content of a PNG, JPEG, TIFF, GIF or BMP picture; a TIFF may have several pages.

    Raises:
        ReportError: it is damaged or too large, or there is no program that reads it.
    """
    found = pictures(data)
    first = next(found)  # a damaged file is refused as such, whatever is installed here
    tesseract = require()
    read_blocks = blocks(
        [
            _page(tesseract, picture, number)
            for number, picture in enumerate(chain([first], found), 1)
        ]
    )
    unknown = ocr.unknown_digits(parts.texts(read_blocks))
    notes = [T("The document is a picture; its text was recognised.")]
    return Content(
        tuple(read_blocks),
        lossy=True,
        notes=(*notes, ocr.describe(unknown)) if unknown else tuple(notes),
        unknown_digits=unknown,
    )


def pages(numbers: Sequence[int], picture: Callable[[int], bytes]) -> list[Block]:
    """Return the content of those pages of a document that are pictures.

    Args:
        numbers: of the pages.
        picture: gives a page as a PNG.

    Raises:
        ReportError: there are too many, or there is no program that reads them.
    """
    tesseract = require()
    if len(numbers) > MAX_SCANNED:
        raise too_many()
    return blocks([_page(tesseract, next(pictures(picture(number))), number) for number in numbers])


def _page(tesseract: Installed, picture: "Image", number: int) -> Page:
    from PIL import ImageFilter

    rules = find_rules(picture)
    # Without the dust of the scanner's glass; it would take thin rules along.
    tables = grids(rules)
    clean = without(picture, rules, tables).filter(ImageFilter.MedianFilter(3))
    lines = strips(turned.upright(tesseract, cut(clean, tables), number))
    glyphs = inside(list(_glyphs(lines, read_strips(tesseract, lines, number))))
    return Page(number, picture.width * POINT, picture.height * POINT, glyphs, rules)


def _glyphs(lines: Sequence[Strip], words: Sequence[Sequence[Word]]) -> Iterator[Glyph]:
    """Yield each recognised word as one letter at its place on the page."""
    for line, found in zip(lines, words, strict=True):
        if found:
            yield from _place(line, _at_gaps(found, line))


def inside(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the words of a page without the strokes beside its text.

    The edge of a page, a fold or a shadow is recognised as a letter at the end of each line.
    """
    texts = [glyph for glyph in glyphs if _TEXT.search(glyph.text)]
    if not texts:
        return glyphs
    left, right = min(text.x0 for text in texts), max(text.x1 for text in texts)

    def is_stroke(glyph: Glyph) -> bool:
        beside = glyph.x0 > right or glyph.x1 < left
        return beside and _STROKE.fullmatch(glyph.text) is not None

    rest = [*filterfalse(is_stroke, glyphs)]
    return rest if len(glyphs) - len(rest) >= _EDGE else glyphs


def _at_gaps(words: Sequence[Word], line: Strip) -> list[Word]:
    """Return words that begin and end where there is ink beside a wide gap.

    The edges that tesseract gives are off by a letter or two in a line that goes over columns.
    """
    left, gaps = list(words), set(line.gaps)
    far = sorted(
        (abs(sum(gap) - before.right - word.left) / 2, at, gap)
        for at, (before, word) in enumerate(pairwise(words))
        for gap in line.gaps
        if word.after_space
    )
    told: set[int] = set()
    for off, at, gap in far:
        if off < line.size and gap in gaps and at not in told:
            gaps.remove(gap)
            told.add(at)
            left[at] = replace(left[at], left=min(left[at].left, gap[0]), right=gap[0])
            left[at + 1] = replace(left[at + 1], left=gap[1], right=max(left[at + 1].right, gap[1]))
    return left


def _place(line: Strip, words: Sequence[Word]) -> Iterator[Glyph]:
    """Yield the words of a line where they are on the page, those joined that have no gap."""
    y, size = line.foot * POINT, line.size
    at = 0
    while at < len(words):
        first = last = words[at]
        text = first.text
        for word in words[at + 1 :]:
            if word.after_space or word.left - last.right > size:
                break
            text, last = text + word.text, word
        at += 1 + words[at:].index(last)
        x0, x1 = ((x * line.shrunk + line.x) * POINT for x in (first.left, last.right))
        if first.after_space:
            yield Glyph(" ", x0, x0, y, size * POINT)
        yield Glyph(_WATER.sub("น้ำ", text), x0, x1, y, size * POINT)
