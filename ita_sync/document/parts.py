"""What every format is read into: lines and tables in document order, each with its place.

Texts are kept as the document has them; `repair` mends letters, the finders say what they mean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ita_sync.i18n import T, Text


@dataclass(frozen=True)
class Spot:
    """Where something is in a document.

    Everything counts from 1, and what a format does not know is None.

    Attributes:
        page: of the document (a Word file has none before it is printed).
        table: number of the table in the document, or on its page where pages are known.
        row: row of that table.
        line: line of a text file, or paragraph of a Word file.
        cell: a spreadsheet's cell, with its sheet: `คะแนน!B7`.
        torn: a page break cut the cell in two; its halves may have been joined wrongly, or one may
            be missing.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None
    cell: str = ""
    torn: bool = False

    def describe(self, *, paragraphs: bool = False) -> Text:
        """Return the place in words: `page 5, table 2, row 3`.

        Args:
            paragraphs: lines are called paragraphs, as in a Word file.
        """
        line = (
            T("paragraph {number}", number=self.line)
            if paragraphs
            else T("line {number}", number=self.line)
        )
        named = (
            (self.page, T("page {number}", number=self.page)),
            (self.table, T("table {number}", number=self.table)),
            (self.row, T("row {number}", number=self.row)),
            (self.line, line),
            (self.cell, T("cell {name}", name=self.cell)),
        )
        return T("{parts}", parts=[text for there, text in named if there])


@dataclass(frozen=True)
class Line:
    """One line of text, or one paragraph, as the document has it.

    Where the format adds a number to it, the text begins with that.

    Attributes:
        text: of the line.
        place: where it is.
        apart: an empty line stands above it, as far as the format has such.
        hangs: it begins right below what stands behind the colon of the line above.
    """

    text: str
    place: Spot
    apart: bool = False
    hangs: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a table: the text of each cell, with line breaks where the cell has some.

    A cell that spans several columns or rows is where it begins; the others that it covers are
    None.

    Attributes:
        torn: the columns whose cells a page break cut in two.
        names: of the cells, in a spreadsheet.
    """

    cells: tuple[str | None, ...]
    place: Spot
    torn: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()

    def at(self, column: int) -> Spot:
        """Return the place of a cell."""
        if self.names:
            return replace(self.place, cell=self.names[column])
        return replace(self.place, torn=True) if column in self.torn else self.place


@dataclass(frozen=True)
class Table:
    """A table, its header among the rows.

    One that goes on over a page break may come as several.
    """

    rows: tuple[Row, ...]


Block = Line | Table


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of each line and cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell)


class Kind(StrEnum):
    """What a document is."""

    WORD = "docx"
    PDF = "pdf"
    TEXT = "text"
    SCAN = "scan"
    SHEET = "sheet"
    FORM = "xlsx"


@dataclass(frozen=True)
class Content:
    """What reading a format gives.

    Attributes:
        blocks: lines and tables in reading order.
        lossy: its letters were recognised from a picture, so any of them may be wrong.
        unknown_digits: Thai digits that the program which recognised it does not know.
        notes: what the officer should know, e.g. that pages held only pictures.
    """

    blocks: tuple[Block, ...]
    lossy: bool = False
    notes: tuple[Text, ...] = ()
    unknown_digits: str = ""


@dataclass(frozen=True)
class Document:
    """A document as read."""

    path: Path
    sha256: str
    kind: Kind
    content: Content

    def lines(self) -> Iterator[Line]:
        """Yield the lines outside of tables."""
        return (block for block in self.content.blocks if isinstance(block, Line))

    def tables(self) -> Iterator[Table]:
        """Yield the tables."""
        return (block for block in self.content.blocks if isinstance(block, Table))
