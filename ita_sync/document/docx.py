"""A Word document (.docx, .docm) -> lines and tables in the order in which it is read.

python-docx parses the XML; its objects leave out content controls, text boxes and tracked changes, and open every part
of the file, so the elements are walked here, out of parts that `package` has checked.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_sync.document.docx_text import PAGE, Inline
from ita_sync.document.docx_xml import MC, Element, W, branch, number, on, path, value
from ita_sync.document.limits import MAX_BLOCKS, MAX_TEXT, damaged, too_large
from ita_sync.document.numbering import Label, Numbering
from ita_sync.document.package import Package
from ita_sync.document.parts import Block, Content, Line, Place, Row, Table
from ita_sync.i18n import T, Text

MAX_COLUMNS = 63
"""Of a table; Word makes no more."""
MAX_PARAGRAPHS = 100_000
"""Paragraphs and cells, empty ones too: five in each row of the longest table."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
"""Names in "Strict Open XML" documents, and the same elsewhere."""
_THROUGH = {W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
"""Wrappers round paragraphs, tables, rows and cells."""


@dataclass
class _Paragraph:
    text: str
    boxes: list[list["_Paragraph | _Grid"]]
    number: int | None = None


@dataclass
class _Cell:
    """A cell: its first column; whether it only goes on with another one; whether it may go on in the next row."""

    column: int
    inside: "list[_Paragraph | _Grid]"
    covered: bool
    merged: bool


@dataclass
class _Grid:
    rows: list[list[_Cell]] = field(default_factory=list)

    def frames(self) -> bool:
        """Return whether this table only holds others in their place: one cell, or no text beside the inner tables."""
        cells = [cell for row in self.rows for cell in row if not cell.covered]
        return len(cells) == 1 or not any(
            isinstance(part, _Paragraph) and part.text.strip() for cell in cells for part in cell.inside
        )

    def framed(self) -> Iterator["_Grid"]:
        """Yield the tables inside of a frame; one of a single cell is a frame again."""
        for inner in (part for row in self.rows for cell in row for part in cell.inside if isinstance(part, _Grid)):
            if sum(map(len, inner.rows)) > 1:
                yield inner
            else:
                yield from inner.framed()


_Part = _Paragraph | _Grid


def read(data: bytes) -> Content:
    """Return the content of a Word document.

    Headers, footers, footnotes and comments are left out; nothing it links to is fetched, no macro is looked at.

    Raises:
        ReportError: it is damaged, under a password, in the old format, or too large to be a report.
    """
    package = Package(data)
    main = _target(package, "", "officeDocument") or "word/document.xml"
    document = _parsed(package, main)
    body = None if document is None else document.find(W + "body")
    if body is None:
        raise damaged(T("there is no text of a Word document in it"))
    numbering, styles = (_parsed(package, _target(package, main, kind)) for kind in ("numbering", "styles"))
    rendered = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
    pages = rendered or _broken_by_hand(body)
    try:
        parts = _Walk(Numbering(numbering, styles), rendered=rendered).body(body)
        blocks = tuple(_Told(page=1 if pages else None).blocks(parts))
    except RecursionError as error:
        raise damaged(T("its parts are nested too deeply")) from error
    return Content(blocks, notes=tuple(_notes(body, blocks)))


def _parsed(package: Package, name: str | None) -> Element | None:
    from docx.oxml import parse_xml  # a tenth of a second that other formats need not wait

    part = None if name is None else package.xml(name)
    if part is None:
        return None
    for strict, usual in _STRICT.items():
        part = part.replace(strict, usual)
    try:
        return parse_xml(part)
    except (SyntaxError, ValueError) as error:
        raise damaged(T("{part} is no complete XML", part=name)) from error


def _target(package: Package, source: str, kind: str) -> str | None:
    """Return the part to which a part is related by `kind`, where that is inside of the file."""
    folder, name = posixpath.split(source)
    relations = _parsed(package, posixpath.join(folder, "_rels", name + ".rels"))
    for relation in [] if relations is None else relations.iter(_RELATIONS):
        if (relation.get("Type") or "").endswith("/" + kind) and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
    return None


def _broken_by_hand(body: Element) -> bool:
    return (
        any(element.get(W + "type") == "page" for element in body.iter(W + "br"))
        or next(body.iter(W + "pageBreakBefore"), None) is not None
        or any(map(_on_new_page, body.findall(f".//{W}pPr/{W}sectPr")))
    )


def _on_new_page(section: Element) -> bool:
    return value(section, "type") not in {"continuous", "nextColumn"}


def _notes(body: Element, blocks: tuple[Block, ...]) -> Iterator[Text]:
    if not blocks and next(body.iter(W + "drawing", W + "pict"), None) is not None:
        yield T("The document holds pictures and no text: if it is a scan, save it as PDF and read that file.")
    if next(body.iter(W + "altChunk"), None) is not None:
        yield T(
            "The document holds another one inside (altChunk), which was not read: save it anew in Word, then read it."
        )


class _Walk:
    """From XML to paragraphs and grids. Goes through each paragraph once, in order, as numbers are counted so."""

    def __init__(self, numbering: Numbering, *, rendered: bool) -> None:
        self._numbering, self._rendered = numbering, rendered
        self._text, self._paragraphs = MAX_TEXT, MAX_PARAGRAPHS
        self._story = ""

    def body(self, body: Element) -> list[_Part]:
        """Return the parts of the body, its paragraphs with their numbers."""
        parts = list(self._parts(body))
        for count, paragraph in enumerate((part for part in parts if isinstance(part, _Paragraph)), 1):
            paragraph.number = count
        return parts

    def _parts(self, container: Element) -> Iterator[_Part]:
        carried = Inline(self._rendered)  # a paragraph whose mark was deleted goes on in the next one
        for element in _unwrapped(container, {W + "p", W + "tbl"}):
            if element.tag == W + "tbl":
                yield from self._left_over(carried)
                carried = Inline(self._rendered)
                yield self._grid(element)
                continue
            carried.take(element)
            properties = element.find(W + "pPr")
            if not _joined(properties):
                yield self._paragraph(carried, properties)
                carried = Inline(self._rendered)
        yield from self._left_over(carried)

    def _left_over(self, carried: Inline) -> Iterator[_Part]:
        if carried.parts or carried.boxes:
            yield self._paragraph(carried, None)

    def _paragraph(self, inline: Inline, properties: Element | None) -> _Paragraph:
        self._one_more()
        text = "".join(inline.parts)
        rest = text.lstrip(PAGE)
        breaks = text[: len(text) - len(rest)]
        label: Label | None = None if properties is None else self._numbering.label(properties, self._story)
        text = breaks + (rest if label is None else label.before(rest))
        if not self._rendered and properties is not None:
            text = self._by_hand(text, properties)
        self._text -= len(text)
        if self._text < 0:
            raise _too_much_text()
        outside, self._story = self._story, "boxes"  # Word counts the numbers in text boxes apart
        boxes = [list(self._parts(box)) for box in inline.boxes]
        self._story = outside
        return _Paragraph(text, boxes)

    def _by_hand(self, text: str, properties: Element) -> str:
        """Return the text with the page breaks that are set for the paragraph, or by a section that ends with it."""
        section = properties.find(W + "sectPr")
        if section is not None and _on_new_page(section):
            text += PAGE
        return PAGE + text if on(properties, "pageBreakBefore") else text

    def _one_more(self) -> None:
        self._paragraphs -= 1
        if self._paragraphs < 0:
            raise too_large(T("more than {number} paragraphs", number=MAX_PARAGRAPHS))

    def _grid(self, table: Element) -> _Grid:
        grid = _Grid()
        above: set[int] = set()
        for row in _unwrapped(table, {W + "tr"}):
            if row.find(path("trPr/del")) is not None:
                continue
            cells = self._cells(row, above)
            above = {cell.column for cell in cells if cell.merged}
            grid.rows.append(cells)
            if len(grid.rows) > MAX_BLOCKS:
                raise _too_many_blocks()
        return grid

    def _cells(self, row: Element, above: set[int]) -> list[_Cell]:
        column = number(row, "trPr/gridBefore", 0, MAX_COLUMNS) or 0
        cells: list[_Cell] = []
        for cell in _unwrapped(row, {W + "tc"}):
            self._one_more()
            properties = cell.find(W + "tcPr")
            merged = None if properties is None else properties.find(W + "vMerge")
            covered = merged is not None and merged.get(W + "val") != "restart" and column in above
            covered = covered or (value(properties, "hMerge") == "continue" and bool(cells))
            if column >= MAX_COLUMNS:
                raise too_large(T("a table with more than {number} columns", number=MAX_COLUMNS))
            cells.append(_Cell(column, list(self._parts(cell)), covered, merged is not None))
            column += number(properties, "gridSpan", 1, MAX_COLUMNS) or 1
        return cells


class _Told:
    """From paragraphs and grids to lines and tables with their places."""

    def __init__(self, page: int | None) -> None:
        self._page = page
        self._table = 0
        self._blocks, self._text = MAX_BLOCKS, MAX_TEXT

    def blocks(self, parts: list[_Part], line: int | None = None) -> Iterator[Block]:
        """Yield the blocks; those of a text box have the place of the paragraph on which it hangs."""
        for part in parts:
            if isinstance(part, _Grid):
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
                yield Line(seen, Place(page=self._after(_leading(piece)), line=line))
            self._page = self._after(piece.count(PAGE))

    def _tables(self, grid: _Grid) -> Iterator[Table]:
        """Yield a table; where it is only a frame, the tables inside of it too."""
        self._table += 1
        table, first = self._table, self._page
        rows = [self._row(cells, table, count) for count, cells in enumerate(grid.rows, 1)]
        width = max((len(row) for row, _ in rows), default=0)
        begun = [
            column for column in range(width) if any(column < len(row) and row[column] is not None for row, _ in rows)
        ]
        if begun:
            yield Table(
                tuple(Row(tuple(row[c] if c < len(row) else None for c in begun), place) for row, place in rows)
            )
        if grid.frames():
            last, self._page = self._page, first
            for inner in grid.framed():
                yield from self._tables(inner)
            self._page = last

    def _row(self, cells: list[_Cell], table: int, count: int) -> tuple[list[str | None], Place]:
        texts = [_flat(cell.inside).strip("\n") for cell in cells]
        place = Place(page=self._after(max(map(_leading, texts), default=0)), table=table, row=count)
        self._page = self._after(max((text.count(PAGE) for text in texts), default=0))  # cells stand side by side
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
            raise _too_many_blocks()
        if self._text < 0:
            raise _too_much_text()


def _unwrapped(container: Element, wanted: set[str]) -> Iterator[Element]:
    """Yield the wanted children, also those in content controls and other wrappers, but no prompt to fill one in."""
    for element in container:
        if element.tag in wanted:
            yield element
        elif element.tag in _THROUGH or (element.tag == W + "sdt" and not on(element, "sdtPr/showingPlcHdr")):
            yield from _unwrapped(element, wanted)
        elif element.tag == MC + "AlternateContent":
            chosen = branch(element)
            if chosen is not None:
                yield from _unwrapped(chosen, wanted)


def _joined(properties: Element | None) -> bool:
    """Return whether a tracked change deleted or moved the mark that ends the paragraph."""
    return properties is not None and any(
        properties.find(path(f"rPr/{change}")) is not None for change in ("del", "moveFrom")
    )


def _flat(parts: list[_Part]) -> str:
    """Return the text of a cell: paragraphs and rows of inner tables each on a line."""
    lines = []
    for part in parts:
        if isinstance(part, _Paragraph):
            lines.append(part.text)
            lines.extend(_flat(box) for box in part.boxes)
        else:
            lines.extend("\t".join(_flat(cell.inside) for cell in row if not cell.covered) for row in part.rows)
    return "\n".join(lines)


def _leading(text: str) -> int:
    """Return the number of pages that end before the first letter."""
    return text[: len(text) - len(text.lstrip())].count(PAGE)


def _too_many_blocks() -> Exception:
    return too_large(T("more than {number} lines and table rows", number=MAX_BLOCKS))


def _too_much_text() -> Exception:
    return too_large(T("more than {number} letters", number=MAX_TEXT))
