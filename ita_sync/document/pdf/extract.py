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
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from ita_sync.document.limits import MAX_PAGES, MAX_TEXT
from ita_sync.document.parts import Block, Line, Row, Spot, Table
from ita_sync.document.pdf.bounds import NO_MEMORY, Refused, hold_down
from ita_sync.document.pdf.grid import MAX_RULES, Rule, strokes_of
from ita_sync.document.pdf.header_words import skeleton
from ita_sync.document.pdf.layout import SARA_AM, UNKNOWN, Glyph
from ita_sync.document.pdf.pages import Page
from ita_sync.document.pdf.paging import blocks

DPI = 300
MAX_PIXELS = 40_000_000
_PICTURE_SHARE = 0.6
"""Share of a page from which on a picture on it is the page itself."""
_FEW_LETTERS = 10
_UNREADABLE = 0.3
_FLAT = 0.02


@dataclass(frozen=True, slots=True)
class Extract:
    """What the text layer gives.

    Attributes:
        pages: of the document.
        blocks: of the pages with text.
        scans: numbers of the pages that are pictures, or whose letters no font names.
        recognised: numbers of the pages that are pictures with text, which a program recognised
            from them.
    """

    pages: int
    blocks: tuple[Block, ...]
    scans: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()

    def to_json(self) -> str:
        """Return it as JSON, for the process that asked."""
        return json.dumps(
            {
                "pages": self.pages,
                "scans": self.scans,
                "recognised": self.recognised,
                "blocks": [
                    (b.text, b.place.page, b.place.line)
                    if isinstance(b, Line)
                    else [
                        (
                            row.cells,
                            row.place.page,
                            row.place.table,
                            row.place.row,
                            sorted(row.torn),
                        )
                        for row in b.rows
                    ]
                    for b in self.blocks
                ],
            }
        )

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Extract":
        """Return what `to_json` gave."""
        return cls(
            told["pages"],
            tuple(
                Line(b[0], Spot(page=b[1], line=b[2]))
                if isinstance(b[0], str)
                else Table(
                    tuple(
                        Row(tuple(r[0]), Spot(page=r[1], table=r[2], row=r[3]), frozenset(r[4]))
                        for r in b
                    )
                )
                for b in told["blocks"]
            ),
            tuple(told["scans"]),
            tuple(told["recognised"]),
        )


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
        glyphs = _glyphs(page)
        letters += len(glyphs)
        if letters > MAX_TEXT:
            raise Refused("text")
        words = [glyph.text for glyph in glyphs if not glyph.text.isspace()]
        pictured = _pictured(page)
        unreadable = sum(UNKNOWN in word for word in words) > _UNREADABLE * len(words)
        if (pictured and len(words) < _FEW_LETTERS) or (
            words and unreadable and not _mendable(glyphs)
        ):
            scans.append(number)
            continue
        if pictured > _PICTURE_SHARE:
            recognised.append(number)
        pages.append(Page(number, float(page.width), float(page.height), glyphs, _rules(page)))
    if not number:
        raise Refused("damaged")
    return number, pages, scans, recognised


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


def _glyphs(page: Any) -> list[Glyph]:  # noqa: ANN401 - pdfplumber's objects are dictionaries without a type
    height = float(page.height)
    found: list[Glyph] = []
    for spoken, chars in groupby(page.chars, key=lambda char: char["tag"]):
        glyphs = [glyph for char in chars if (glyph := _glyph(char, height))]
        found += spread(spoken[1], glyphs) if spoken and glyphs else glyphs
    return found


def _glyph(char: Mapping[str, Any], height: float) -> Glyph | None:
    text, size, x0, x1 = char["text"], float(char["size"]), float(char["x0"]), float(char["x1"])
    a, b, c, _, _, f = char["matrix"]
    if not text or abs(b) + abs(c) > abs(a) or not 0 < size < height:
        return None  # turned text: stamps and margins
    if all(unicodedata.category(letter) == "Cf" for letter in text):
        return None  # tells where a word may end, and shows nothing
    glyph = Glyph(text, x0, x1, height - f, size, char["fontname"])
    if text.startswith("(cid:") or (
        x1 - x0 < _FLAT * size and not (glyph.is_mark or text.isspace())
    ):
        # A letter has a width: what has none is a mark under a false name.
        return replace(glyph, text=UNKNOWN + text)
    return glyph


def spread(text: str, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs with the text that they stand for (ActualText), each letter at its glyph.

    Writers say it where one letter has several glyphs or several letters have one, which is the
    rule in Thai.
    """
    if not text or len(text) > 4 * len(glyphs) + 4 or UNKNOWN in text:
        return list(glyphs)
    wide = [glyph for glyph in glyphs if glyph.x1 - glyph.x0 >= _FLAT * glyph.size]
    named = [replace(glyphs[0], text=letter) for letter in text]
    bases = [not glyph.is_mark or glyph.text == SARA_AM for glyph in named]
    if sum(bases) != len(wide):
        first, last = min(glyphs, key=lambda g: g.x0), max(glyphs, key=lambda g: g.x1)
        return [replace(first, text=text, x1=last.x1)]
    at = iter(wide)
    found: list[Glyph] = []
    for letter, base in zip(text, bases, strict=True):
        glyph = next(at) if base else replace(glyphs[0], x1=glyphs[0].x0)
        found.append(replace(glyph, text=letter))
    return found


def _mendable(glyphs: list[Glyph]) -> bool:
    """Whether enough letters are known to read the text.

    Some writers leave one frequent letter without a name.
    """
    return (
        len(skeleton("".join(glyph.text for glyph in glyphs if UNKNOWN not in glyph.text)))
        > len(glyphs) / 2
    )


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
