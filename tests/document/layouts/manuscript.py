"""A report as its writer laid it out, before any file format.

Headings, paragraphs and tables in reading order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ita_sync.report import Loc


@dataclass(frozen=True)
class Heading:
    """A heading; what a writer makes bold or gives a style."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: without the number that a format adds by itself.
        number: number of a list whose numbers the word processor adds; it stands before the text.
        boxed: stands in a text box.
    """

    text: str
    number: int | None = None
    boxed: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that covers `across` columns and `down` rows; line breaks part its paragraphs."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """A table; a place that a wider or taller cell covers is None.

    Attributes:
        rows: of equal length.
        cuts: rows before which the writer cut the table by hand: what follows is a table of its
            own, without header.
        ruled: has lines between its cells.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    cuts: tuple[int, ...] = ()
    ruled: bool = True

    def __post_init__(self) -> None:
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows of unequal length")

    def pieces(self) -> Iterator[tuple[tuple[Cell | None, ...], ...]]:
        """Yield the tables that the cuts leave."""
        bounds = (0, *self.cuts, len(self.rows))
        yield from (self.rows[a:b] for a, b in pairwise(bounds))


@dataclass(frozen=True)
class NewPage:
    """A page break that the writer set."""


Block = Heading | Paragraph | Table | NewPage


@dataclass(frozen=True)
class Manuscript:
    """A laid-out report.

    Attributes:
        layout: name of the layout.
        blocks: in reading order.
        lacks: fields of the report that this layout does not print; a place stands for all below
            it.
    """

    layout: str
    blocks: tuple[Block, ...]
    lacks: frozenset[Loc] = frozenset()

    def text(self) -> str:
        """Return all that is printed, one line a paragraph or cell."""
        return "\n".join(line for block in self.blocks for line in _lines(block))


def row(*texts: str) -> tuple[Cell, ...]:
    """Return a row of plain cells."""
    return tuple(Cell(text) for text in texts)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Paragraph(text, number):
            yield text if number is None else f"{number}. {text}"
        case Table(rows):
            yield from (cell.text for cells in rows for cell in cells if cell)
