"""A Word document (.docx, .docm) -> lines and tables in the order in which it is read.

The libraries for Word files leave out content controls, text boxes and tracked changes, and open
every part of a file. So `package` takes out and checks the few parts that are needed, `xml` parses
them, and `body` walks through their elements.
"""

import posixpath
from collections.abc import Iterator

from ita_sync.document.limits import MAX_BLOCKS, MAX_TEXT, damaged
from ita_sync.document.package import Package
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.document.word.body import (
    Grid,
    Paragraph,
    Part,
    Walk,
    WordCell,
    on_new_page,
    too_many_blocks,
    too_much_text,
)
from ita_sync.document.word.numbering import Numbering
from ita_sync.document.word.text import PAGE
from ita_sync.document.word.xml import Element, W, parse
from ita_sync.i18n import N, T, Text

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_WIDE, _DIGITS = 3_600_000, 10
"""Width of a picture that may hold text, in English Metric Units (360,000 a centimetre).

And the most digits that such a width has.
"""
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
"""Names in "Strict Open XML" documents, and what other documents call the same."""
_Row = tuple[list[str | None], Spot]


def read(data: bytes) -> Content:
    """Return the content of a Word document.

    Headers, footers, footnotes and comments are left out; nothing that it links to is fetched, and
    macros are ignored.

    Raises:
        ReportError: it is damaged, protected by a password, in the old format, or too large to be
            a report.
    """
    package = Package(data)
    main = _target(package, "", "officeDocument") or "word/document.xml"
    document = _parsed(package, main)
    body = None if document is None else document.find(W + "body")
    if body is None:
        raise damaged(T("there is no text of a Word document in it"))
    numbering, styles = (
        _parsed(package, _target(package, main, kind)) for kind in ("numbering", "styles")
    )
    rendered = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
    pages = rendered or _broken_by_hand(body)
    try:
        parts = Walk(Numbering(numbering, styles), rendered=rendered).body(body)
        blocks = tuple(_Placer(page=1 if pages else None).blocks(parts))
    except RecursionError as error:
        raise damaged(T("its parts are nested too deeply")) from error
    return Content(blocks, notes=tuple(_notes(body, blocks)))


def _parsed(package: Package, name: str | None) -> Element | None:
    part = None if name is None else package.xml(name)
    if part is None:
        return None
    for strict, usual in _STRICT.items():
        part = part.replace(strict, usual)
    try:
        return parse(part)
    except ValueError as error:
        raise damaged(T("{part} is no complete XML", part=name)) from error


def _target(package: Package, source: str, kind: str) -> str | None:
    """Return the part to which a part is related by `kind`, None if none inside of the file."""
    folder, name = posixpath.split(source)
    relations = _parsed(package, posixpath.join(folder, "_rels", name + ".rels"))
    for relation in [] if relations is None else relations.iter(_RELATIONS):
        wanted = (relation.get("Type") or "").endswith("/" + kind)
        if wanted and relation.get("TargetMode") != "External":
            target = posixpath.join("/", folder, relation.get("Target") or "")
            return posixpath.normpath(target).lstrip("/")
    return None


def _broken_by_hand(body: Element) -> bool:
    return (
        any(element.get(W + "type") == "page" for element in body.iter(W + "br"))
        or next(body.iter(W + "pageBreakBefore"), None) is not None
        or any(map(on_new_page, body.findall(f".//{W}pPr/{W}sectPr")))
    )


def _notes(body: Element, blocks: tuple[Block, ...]) -> Iterator[Text]:
    if not blocks and next(body.iter(W + "drawing", W + "pict"), None) is not None:
        yield T(
            "The document holds pictures and no text: if it is a scan, save it as PDF and read "
            "that file."
        )
    if blocks and (count := sum(map(_wide, body.iter(_DRAWING + "inline", _DRAWING + "anchor")))):
        yield N(
            "{count} picture in the document was not read. If it holds text, save the document as "
            "PDF and read that file.",
            "{count} pictures in the document were not read. If one holds text, save the document "
            "as PDF and read that file.",
            count=count,
        )
    if next(body.iter(W + "altChunk"), None) is not None:
        yield T(
            "The document holds another one inside (altChunk), which was not read: save it again "
            "in Word, then read it."
        )


def _wide(drawing: Element) -> bool:
    """Say whether a drawing is a picture large enough to hold text; emblems are smaller."""
    extent = drawing.find(_DRAWING + "extent")
    width = (extent.get("cx") or "") if extent is not None else ""
    known = width.isdecimal() and len(width) <= _DIGITS
    return known and int(width) >= _WIDE and next(drawing.iter(_PICTURE), None) is not None


class _Placer:
    """From paragraphs and grids to lines and tables with their places.

    Args:
        page: number of the first page, None where the document says nothing of pages.
    """

    def __init__(self, page: int | None) -> None:
        self._page = page
        self._table = 0
        self._blocks, self._text = MAX_BLOCKS, MAX_TEXT

    def blocks(self, parts: list[Part], line: int | None = None) -> Iterator[Block]:
        """Yield the blocks; those of a text box have the place of the paragraph that holds it."""
        for part in parts:
            if isinstance(part, Grid):
                yield from self._tables(part)
                continue
            there = part.number or line
            yield from self._lines(part.text, there)
            for box in part.boxes:
                yield from self.blocks(box, there)

    def _lines(self, text: str, line: int | None) -> Iterator[Line]:
        for piece in text.split("\n"):
            seen = piece.replace(PAGE, "")
            if seen.strip():
                self._spend(len(seen))
                yield Line(seen, Spot(page=self._after(_leading(piece)), line=line))
            self._page = self._after(piece.count(PAGE))

    def _tables(self, grid: Grid) -> Iterator[Table]:
        """Yield a table; where it is only a frame, the tables inside of it too."""
        self._table += 1
        number, first = self._table, self._page
        rows = [self._row(cells, number, count) for count, cells in enumerate(grid.rows, 1)]
        if table := _table(rows):
            yield table
        if grid.frames():
            last, self._page = self._page, first
            for inner in grid.framed():
                yield from self._tables(inner)
            self._page = last

    def _row(self, cells: list[WordCell], table: int, count: int) -> _Row:
        """Return the text of each cell by its column, and the place of the row."""
        texts = [_flat(cell.inside).strip("\n") for cell in cells]
        place = Spot(page=self._after(max(map(_leading, texts), default=0)), table=table, row=count)
        # Cells are side by side: the one with most page breaks counts.
        self._page = self._after(max((text.count(PAGE) for text in texts), default=0))
        row: list[str | None] = [None] * (1 + max((cell.column for cell in cells), default=-1))
        for cell, text in zip(cells, texts, strict=True):
            if not cell.covered:
                row[cell.column] = text.replace(PAGE, "")
        self._spend(sum(map(len, texts)))
        return row, place

    def _after(self, breaks: int) -> int | None:
        return None if self._page is None else self._page + breaks

    def _spend(self, letters: int) -> None:
        self._blocks -= 1
        self._text -= letters
        if self._blocks < 0:
            raise too_many_blocks()
        if self._text < 0:
            raise too_much_text()


def _table(rows: list[_Row]) -> Table | None:
    """Return a table with the columns in which some cell begins, None where there are none."""
    begun = sorted(
        {column for cells, _ in rows for column, text in enumerate(cells) if text is not None}
    )
    if not begun:
        return None
    return Table(
        tuple(
            Row(tuple(cells[column] if column < len(cells) else None for column in begun), place)
            for cells, place in rows
        )
    )


def _flat(parts: list[Part]) -> str:
    """Return the text of a cell: each paragraph, and each row of an inner table, on a line."""
    lines = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines.append(part.text)
            lines.extend(_flat(box) for box in part.boxes)
        else:
            lines.extend(
                "\t".join(_flat(cell.inside) for cell in row if not cell.covered)
                for row in part.rows
            )
    return "\n".join(lines)


def _leading(text: str) -> int:
    """Return the number of pages that end before the first letter."""
    return text[: len(text) - len(text.lstrip())].count(PAGE)
