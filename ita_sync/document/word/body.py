"""The body of a Word document: from XML to paragraphs with their numbers, and grids of cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_sync.document.limits import MAX_BLOCKS, MAX_TEXT, too_large
from ita_sync.document.word.numbering import Label, Numbering
from ita_sync.document.word.text import PAGE, Inline
from ita_sync.document.word.xml import MC, Element, W, branch, number, on, path, value
from ita_sync.errors import ReportError
from ita_sync.i18n import T

MAX_COLUMNS = 63
"""Of a table; Word makes no more."""
MAX_PARAGRAPHS = 100_000
"""Paragraphs and cells, empty ones too: five in each row of the longest table."""

_THROUGH = {W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
"""Wrappers round paragraphs, tables, rows and cells."""


@dataclass
class Paragraph:
    """A paragraph.

    Attributes:
        text: with the number before it.
        boxes: what its text boxes hold.
        number: its place among the paragraphs of the body, None outside of it.
    """

    text: str
    boxes: list[list["Paragraph | Grid"]]
    number: int | None = None


@dataclass
class WordCell:
    """A cell.

    Attributes:
        column: its first column, from 0.
        inside: what it holds.
        covered: it only continues another cell.
        merged: it may continue in the next row.
    """

    column: int
    inside: "list[Paragraph | Grid]"
    covered: bool
    merged: bool


@dataclass
class Grid:
    """A table: the cells of each row."""

    rows: list[list[WordCell]] = field(default_factory=list)

    def frames(self) -> bool:
        """Return whether this table only lays out others.

        It has one cell, or no text beside the inner tables.
        """
        cells = [cell for row in self.rows for cell in row if not cell.covered]
        return len(cells) == 1 or not any(
            isinstance(part, Paragraph) and part.text.strip()
            for cell in cells
            for part in cell.inside
        )

    def framed(self) -> Iterator["Grid"]:
        """Yield the tables inside of a frame; one of a single cell is a frame again."""
        for inner in (
            part
            for row in self.rows
            for cell in row
            for part in cell.inside
            if isinstance(part, Grid)
        ):
            if sum(map(len, inner.rows)) > 1:
                yield inner
            else:
                yield from inner.framed()


Part = Paragraph | Grid


class Walk:
    """From XML to paragraphs and grids.

    Goes through each paragraph once and in order, as the numbers are counted that way.
    """

    def __init__(self, numbering: Numbering, *, rendered: bool) -> None:
        self._numbering, self._rendered = numbering, rendered
        self._text, self._paragraphs = MAX_TEXT, MAX_PARAGRAPHS
        self._story = ""

    def body(self, body: Element) -> list[Part]:
        """Return the parts of the body, its paragraphs with their numbers."""
        parts = list(self._parts(body))
        for count, paragraph in enumerate(
            (part for part in parts if isinstance(part, Paragraph)), 1
        ):
            paragraph.number = count
        return parts

    def _parts(self, container: Element) -> Iterator[Part]:
        # A paragraph whose mark was deleted goes on in the next one.
        carried = Inline(self._rendered)
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

    def _left_over(self, carried: Inline) -> Iterator[Part]:
        if carried.parts or carried.boxes:
            yield self._paragraph(carried, None)

    def _paragraph(self, inline: Inline, properties: Element | None) -> Paragraph:
        self._one_more()
        text = "".join(inline.parts)
        rest = text.lstrip(PAGE)
        breaks = text[: len(text) - len(rest)]
        label: Label | None = (
            None if properties is None else self._numbering.label(properties, self._story)
        )
        text = breaks + (rest if label is None else label.before(rest))
        if not self._rendered and properties is not None:
            text = self._by_hand(text, properties)
        self._text -= len(text)
        if self._text < 0:
            raise too_much_text()
        outside, self._story = self._story, "boxes"  # Word counts the numbers in text boxes apart
        boxes = [list(self._parts(box)) for box in inline.boxes]
        self._story = outside
        return Paragraph(text, boxes)

    def _by_hand(self, text: str, properties: Element) -> str:
        """Return the text with the page breaks set for the paragraph, or for a section it ends."""
        section = properties.find(W + "sectPr")
        if section is not None and on_new_page(section):
            text += PAGE
        return PAGE + text if on(properties, "pageBreakBefore") else text

    def _one_more(self) -> None:
        self._paragraphs -= 1
        if self._paragraphs < 0:
            raise too_large(T("more than {number} paragraphs", number=MAX_PARAGRAPHS))

    def _grid(self, table: Element) -> Grid:
        grid = Grid()
        above: set[int] = set()
        for row in _unwrapped(table, {W + "tr"}):
            if row.find(path("trPr/del")) is not None:
                continue
            cells = self._cells(row, above)
            above = {cell.column for cell in cells if cell.merged}
            grid.rows.append(cells)
            if len(grid.rows) > MAX_BLOCKS:
                raise too_many_blocks()
        return grid

    def _cells(self, row: Element, above: set[int]) -> list[WordCell]:
        column = number(row, "trPr/gridBefore") or 0
        cells: list[WordCell] = []
        for cell in _unwrapped(row, {W + "tc"}):
            self._one_more()
            properties = cell.find(W + "tcPr")
            merged = None if properties is None else properties.find(W + "vMerge")
            covered = merged is not None and merged.get(W + "val") != "restart" and column in above
            covered = covered or (value(properties, "hMerge") == "continue" and bool(cells))
            if column >= MAX_COLUMNS:
                raise too_large(T("a table with more than {number} columns", number=MAX_COLUMNS))
            cells.append(WordCell(column, list(self._parts(cell)), covered, merged is not None))
            column += number(properties, "gridSpan") or 1
        return cells


def on_new_page(section: Element) -> bool:
    """Return whether a page ends where this section ends."""
    return value(section, "type") not in {"continuous", "nextColumn"}


def _unwrapped(container: Element, wanted: set[str]) -> Iterator[Element]:
    """Yield the wanted children, also those in content controls and other wrappers.

    A prompt to fill in a content control is left out.
    """
    for element in container:
        if element.tag in wanted:
            yield element
        elif element.tag in _THROUGH or (
            element.tag == W + "sdt" and not on(element, "sdtPr/showingPlcHdr")
        ):
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


def too_many_blocks() -> ReportError:
    """Return the error for a document longer than any report."""
    return too_large(T("more than {number} lines and table rows", number=MAX_BLOCKS))


def too_much_text() -> ReportError:
    """Return the error for a document with more text than any report."""
    return too_large(T("more than {number} letters", number=MAX_TEXT))
