"""Pages that are pictures -> lines and tables, through the program tesseract with Thai.

Tesseract reads across columns; so the cells of ruled tables are cut out first and laid below each
other on one sheet, see `cuttings`. The place of each word on the page then decides, as in a PDF,
what is a line and what a table without rules.
"""

import csv
import io
import subprocess
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ita_sync.document import ocr, parts
from ita_sync.document.limits import damaged, too_large
from ita_sync.document.ocr import SECONDS, require
from ita_sync.document.parts import Block, Content
from ita_sync.document.pdf.grid import grids
from ita_sync.document.pdf.layout import Glyph
from ita_sync.document.pdf.paging import Page, blocks
from ita_sync.document.scan.cuttings import POINT, Cutting, cut, find_rules
from ita_sync.errors import ReportError
from ita_sync.i18n import T

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 80_000_000
MAX_SCANNED = 60
"""Pages that are read through tesseract; each takes some seconds."""
_WIDTH = 2480
"""Width of an A4 page at 300 dots an inch, with which tesseract reads best."""
_SURE = 40
"""Of 100: tesseract's confidence in a line that is surely one."""


def read(data: bytes) -> Content:
    """Return the content of a PNG, JPEG, TIFF, GIF or BMP picture; a TIFF may have several pages.

    Raises:
        ReportError: it is damaged or too large, or there is no program that reads it.
    """
    pictures = _pictures(data)
    first = next(pictures)  # a damaged file is refused as such, whatever is installed here
    program = require()
    pages = [
        _page(program, picture, number)
        for number, picture in enumerate(chain([first], pictures), 1)
    ]
    found = blocks(pages)
    unknown = ocr.unknown_digits(parts.texts(found))
    notes = [T("The document is a picture; its text was recognised.")]
    return Content(
        tuple(found),
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
    program = require()
    if len(numbers) > MAX_SCANNED:
        raise _too_many()
    return blocks([_page(program, next(_pictures(picture(number))), number) for number in numbers])


def _too_many() -> ReportError:
    return too_large(T("more than {number} pages that are pictures", number=MAX_SCANNED))


def _recognised(program: str, image: "Image", number: int) -> tuple[str, list[dict[str, str]]]:
    """Return the text of a picture, and its lines and words with their places in dots."""
    with TemporaryDirectory(prefix="ita-sync-") as folder:
        source, base = Path(folder, "page.png"), Path(folder, "page")
        image.save(source)
        # With English beside it, Thai digits become Latin letters.
        command = [program, str(source), str(base), "-l", "tha", "--psm", "6", "txt", "tsv"]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - as above
            text = base.with_suffix(".txt").read_text(encoding="utf-8")
            table = base.with_suffix(".tsv").read_text(encoding="utf-8")
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            raise damaged(T("page {number} cannot be recognised", number=number)) from error
    return text, list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))


def _pictures(data: bytes) -> Iterator["Image"]:
    """Yield the pages of a picture, in grey, upright and scaled to A4 at 300 dots an inch."""
    from PIL import Image, ImageOps, ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about files that are not quite as they should be
        try:
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP"))
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                _bound(number, frame.width, frame.height)
                grey = ImageOps.autocontrast(ImageOps.exif_transpose(frame).convert("L"))
                scale = _WIDTH / min(grey.width, round(grey.height / 1.2) or 1)
                if not 0.95 < scale < 1.05:  # noqa: PLR2004 - near enough
                    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
                    _bound(number, *size)
                    grey = grey.resize(size, Image.Resampling.LANCZOS)
                yield grey
        except ReportError:
            raise
        except Image.DecompressionBombError as error:
            raise too_large(T("a picture with too many dots")) from error
        except Exception as error:  # Pillow raises whatever its decoders stumble on
            raise damaged(T("it is no whole picture")) from error


def _bound(number: int, width: int, height: int) -> None:
    if number >= MAX_SCANNED:
        raise _too_many()
    if width * height > MAX_PIXELS:
        raise too_large(T("a picture of {width} by {height} dots", width=width, height=height))


def _page(program: str, picture: "Image", number: int) -> Page:
    rules = find_rules(picture)
    sheet = cut(picture, grids(rules))
    text, entries = _recognised(program, sheet.image, number)
    glyphs = list(_glyphs(entries, _spaced(text), sheet.cuttings))
    return Page(number, picture.width * POINT, picture.height * POINT, glyphs, rules)


def _spaced(text: str) -> set[int]:
    """Return after how many letters of a text, not counting spaces, there is a space.

    Tesseract's text shows better where one word ends and the next begins than the edges that it
    gives for them.
    """
    counted = 0
    spaces = set()
    for letter in text:
        if letter.isspace():
            spaces.add(counted)
        else:
            counted += 1
    return spaces


@dataclass(frozen=True, slots=True)
class _Word:
    """A recognised word: its edges and vertical middle in dots, and how sure tesseract is of it."""

    text: str
    left: int
    right: int
    middle: float
    sure: float
    after_space: bool


@dataclass(slots=True)
class _Line:
    """A recognised line: its height in dots, and its words."""

    height: int
    words: list[_Word] = field(default_factory=list)


def _glyphs(
    entries: Sequence[Mapping[str, str]], spaces: Collection[int], cuttings: Sequence[Cutting]
) -> Iterator[Glyph]:
    """Yield each recognised word as one letter at its place on the page.

    Args:
        entries: what tesseract found.
        spaces: after how many letters there is a space.
        cuttings: the pieces of the page on the sheet that tesseract read.
    """
    lines = _lines(entries, spaces)
    usual = median([line.height for line in lines if len(line.words) > 1] or [1])
    for line in lines:
        if line.height < usual / 2 and fmean(word.sure for word in line.words) < _SURE:
            continue  # the marks of a line, taken for a line of their own
        yield from _place(line, max(line.height, usual) * 0.85, 0.4 * usual, cuttings)


def _lines(entries: Sequence[Mapping[str, str]], spaces: Collection[int]) -> list[_Line]:
    """Return the recognised lines that have words."""
    lines: dict[tuple[str, ...], _Line] = {}
    letters = 0
    for entry in entries:
        key = tuple(entry[name] for name in ("block_num", "par_num", "line_num"))
        # The entry of the line itself comes before those of its words.
        line = lines.setdefault(key, _Line(int(entry["height"])))
        if text := "".join((entry["text"] or "").split()):
            line.words.append(_word(entry, text, after_space=letters in spaces))
            letters += len(text)
    return [line for line in lines.values() if line.words]


def _word(entry: Mapping[str, str], text: str, *, after_space: bool) -> _Word:
    left, top, width, height = (int(entry[side]) for side in ("left", "top", "width", "height"))
    sure = float(entry["conf"])
    return _Word(text, left, left + width, top + height / 2, sure, after_space)


def _place(line: _Line, size: float, drop: float, cuttings: Sequence[Cutting]) -> Iterator[Glyph]:
    """Yield the words of a line where they are on the page, those joined that have no gap.

    Args:
        line: as recognised on the sheet.
        size: of its letters, in dots.
        drop: from the middle of its words down to the baseline.
        cuttings: the pieces of the page on the sheet.
    """
    middle = median(word.middle for word in line.words)
    above = (cutting for cutting in cuttings if cutting.at <= middle)
    cutting = max(above, key=lambda cutting: cutting.at, default=cuttings[0])
    y = (middle + drop - cutting.at + cutting.y) * POINT
    at = 0
    while at < len(line.words):
        first = last = line.words[at]
        text = first.text
        for word in line.words[at + 1 :]:
            if word.after_space or word.left - last.right > size:
                break
            text, last = text + word.text, word
        at += 1 + line.words[at:].index(last)
        x0, x1 = (first.left + cutting.x) * POINT, (last.right + cutting.x) * POINT
        if first.after_space:
            yield Glyph(" ", x0, x0, y, size * POINT)
        yield Glyph(text, x0, x1, y, size * POINT)
