"""The pages of a PDF, by pdfplumber.

Runs in a process of its own: a PDF can ask for any time and memory. See `pdf`.

`python -m ita_sync.document.pdf.extract text` reads the document from standard input and answers
with one JSON object; `… picture N` answers with page N as a PNG. Nothing in a PDF is run, and no
address in it is fetched.
"""

import io
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ita_sync.document.limits import MAX_PAGES, MAX_TEXT
from ita_sync.document.pdf.answer import Extract
from ita_sync.document.pdf.bounds import NO_MEMORY, Refused, hold_down
from ita_sync.document.pdf.glyphs import glyphs_of, is_mendable
from ita_sync.document.pdf.grid import MAX_RULES, Rule, strokes_of
from ita_sync.document.pdf.layout import UNKNOWN, Glyph
from ita_sync.document.pdf.pages import Page
from ita_sync.document.pdf.paging import blocks
from ita_sync.document.pdf.turned import turned_of

DPI = 300
MAX_PIXELS = 40_000_000
_PICTURE_SHARE = 0.6
"""Share of a page from which on a picture on it is the page itself."""
_FEW_LETTERS = 10
_UNREADABLE = 0.3


def extract(data: bytes) -> Extract:
    """Return the blocks of a PDF.

    Raises:
        Refused: it cannot be read, or is beyond a limit.
    """
    try:
        number, pages, scans, recognised = _collected(data)
    except ImportError:
        raise  # the installation is damaged, not the document
    except Exception as error:  # pdfminer raises whatever its code stumbles on in a damaged file
        raise Refused(_reason(error)) from error
    return Extract(number, tuple(blocks(pages)), tuple(scans), tuple(recognised))


def _reason(error: BaseException | None) -> str:
    """Return why a document was refused; pdfplumber wraps the error that says it."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    while error is not None:
        if isinstance(error, Refused):
            return str(error)
        if isinstance(error, PDFEncryptionError | PDFPasswordIncorrect):
            return "locked"
        if isinstance(error, MemoryError):
            return "memory"
        wrapped = error.args[0] if error.args and isinstance(error.args[0], BaseException) else None
        error = wrapped or error.__cause__
    return "damaged"


def _collected(data: bytes) -> tuple[int, list[Page], list[int], list[int]]:
    """Return the number of pages, those with letters, the pictured and the recognised ones.

    The last two are given by their numbers.
    """
    pages: list[Page] = []
    scans: list[int] = []
    recognised: list[int] = []
    letters = 0
    number = 0
    for number, page in enumerate(_pages(data), 1):
        glyphs = glyphs_of(page)
        letters += len(glyphs)
        if letters > MAX_TEXT:
            raise Refused("text")
        pictured = _pictured(page)
        if _is_scan(glyphs, pictured):
            scans.append(number)
            continue
        if pictured > _PICTURE_SHARE:
            recognised.append(number)
        size = float(page.width), float(page.height)
        pages.append(Page(number, *size, glyphs, _rules(page), turned_of(page)))
    if not number:
        raise Refused("damaged")
    return number, pages, scans, recognised


def _is_scan(glyphs: list[Glyph], pictured: float) -> bool:
    """Whether a page with such a share of pictures has no letters, or none that can be read."""
    words = [glyph.text for glyph in glyphs if not glyph.text.isspace()]
    if pictured and len(words) < _FEW_LETTERS:
        return True
    unreadable = sum(UNKNOWN in word for word in words) > _UNREADABLE * len(words)
    return unreadable and not is_mendable(glyphs)


def _pages(data: bytes) -> Iterator[Any]:
    import pdfplumber
    from pdfminer.pdfpage import PDFPage
    from pdfminer.utils import decode_text
    from pdfplumber import page as plumber

    class Spoken(plumber.PDFPageAggregatorWithMarkedContent):
        """Tags each letter with the text that, says the document, its passage stands for."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as pdfminer has it
            super().__init__(*args, **kwargs)
            self.open: list[tuple[int, str] | None] = []
            self.cur_tag: Any = None
            self.count = 0

        def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ANN401, ARG002 - as above
            text = props.get("ActualText") if isinstance(props, dict) else None
            self.count += 1
            outer = self.open[-1] if self.open else None
            self.open.append((self.count, decode_text(text)) if isinstance(text, bytes) else outer)

        def end_tag(self) -> None:
            if self.open:
                self.open.pop()

        def tag_cur_item(self) -> None:
            self.cur_tag = self.open[-1] if self.open else None
            super().tag_cur_item()

    vars(plumber)["PDFPageAggregatorWithMarkedContent"] = Spoken
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))
        if len(found) > MAX_PAGES:
            raise Refused("pages")
        for number, page in enumerate(found, 1):
            plumbed = plumber.Page(pdf, page_obj=page, page_number=number)
            yield plumbed
            plumbed.close()


def _rules(page: Any) -> list[Rule]:  # noqa: ANN401 - as above
    found: list[Rule] = []
    for drawn in (*page.lines, *page.rects):
        thin = min(drawn["x1"] - drawn["x0"], drawn["bottom"] - drawn["top"]) <= 3  # noqa: PLR2004 - points
        if thin or drawn.get("stroke"):  # a filled box is shading
            found += strokes_of(*(float(drawn[edge]) for edge in ("x0", "top", "x1", "bottom")))
    return found if len(found) <= MAX_RULES else []


def _pictured(page: Any) -> float:  # noqa: ANN401 - as above
    """Return the share of the page that its pictures cover, at most 1."""
    area = sum(max(0.0, i["x1"] - i["x0"]) * max(0.0, i["bottom"] - i["top"]) for i in page.images)
    return min(1.0, float(area) / max(1.0, float(page.width) * float(page.height)))


def picture(data: bytes, number: int) -> bytes:
    """Return a page as a PNG.

    Raises:
        Refused: it cannot be drawn, or is too large.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
            drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as error:
        raise Refused("damaged") from error
    told = io.BytesIO()
    drawn.save(told, "PNG")
    return told.getvalue()


def main(arguments: list[str]) -> None:
    """Answer one question about the document on standard input."""
    try:
        _answer(arguments)
    except (MemoryError, SystemError):
        # Python itself may find no room for the MemoryError; to say more would take some, too.
        os._exit(NO_MEMORY)


def _answer(arguments: list[str]) -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    hold_down()
    sys.setrecursionlimit(2000)
    data = sys.stdin.buffer.read()
    try:
        answer = (
            picture(data, int(arguments[1]))
            if arguments[0] == "picture"
            else extract(data).to_json().encode()
        )
    except Refused as refusal:
        answer = json.dumps({"refused": str(refusal)}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1:])
