"""How cells of the form look: colours, borders, notes, links, and what is printed."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Literal

from ita_sync.characters import held, shown, visible
from ita_sync.report import column_name

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

GIVEN, OPEN_CELL, HEAD, QUIET, WHITE = "F2F2F2", "FFFBE6", "DDEBF7", "707070", "FFFFFF"
TWO_LINES = 34
_LINE, _MARGIN = 17.0, 4.0
"""Points that a line of Thai takes with its marks above and below, and a row beside them."""
_HIGHEST = 400.0
_PER_COLUMN = 1.05
"""Letters that fit into a column's unit, the width of a digit: most of Thai's are narrower."""
_FONT = "Tahoma"  # has Thai letters, and is on every Windows
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTERS = 360, 18, 48
_LONGEST_NOTE = 24
"""Lines of a note at most; longer ones are scrolled."""


Style = Literal["thin", "medium", "mediumDashed"]


@dataclass(frozen=True)
class Look:
    """How a cell shows what is left to be decided about it.

    Orange and blue (Okabe and Ito) are told apart with every kind of colour blindness, and the
    kinds of line without any colour.
    """

    fill: str
    line: str
    style: Style


LOOKS = {
    "??": Look("FFD9A8", "D55E00", "medium"),
    "?": Look("D3EAF8", "0072B2", "thin"),
    "": Look(WHITE, "000000", "mediumDashed"),
}
"""By mark: it may be wrong, nothing confirms it, it is missing."""


def to_print(sheet: "Worksheet") -> None:
    """Let a sheet be printed as wide as a page, numbered."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter and sheet.oddFooter.center:
        sheet.oddFooter.center.text = "&A · &P / &N"


def put(
    sheet: "Worksheet",
    row: int,
    column: int,
    value: str | float | None,
    *,
    bold: bool = False,
    size: int = 10,
    wrap: bool = False,
    fill: str = "",
    colour: str = "",
    pattern: str = "",
    across: str = "left",
) -> "Cell | MergedCell":
    """Set one cell and its looks, and return it."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):  # the name of an indicator in somebody's year file, for instance
        value = shown(visible(value), keep="\n")  # openpyxl fails at what XML cannot hold
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text for a formula by its looks
        cell.quotePrefix = held(value) != value  # else Excel does, when somebody edits the cell
    cell.font = _font(size, bold, colour)
    cell.alignment = _alignment(wrap, across, 1 if fill and across == "left" else 0)
    if fill:
        cell.fill = _filling(fill)
        cell.border = _box("BFBFBF", "thin")
    if pattern:
        cell.number_format = pattern
    return cell


def mark(cell: "Cell | MergedCell", look: Look) -> None:
    """Show that something is left to be decided about a cell."""
    cell.fill = _filling(look.fill)
    cell.border = _box(look.line, look.style)


# The same few looks are on thousands of cells: each is made once.
@cache
def _font(size: int, bold: bool, colour: str) -> "Font":  # noqa: FBT001 - the key of a cache
    from openpyxl.styles import Font

    return Font(name=_FONT, size=size, bold=bold, color=colour or None)


@cache
def _alignment(wrap: bool, across: str, indent: int) -> "Alignment":  # noqa: FBT001 - as above
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=wrap, vertical="top", horizontal=across, indent=indent)


@cache
def _filling(colour: str) -> "PatternFill":
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


@cache
def _box(colour: str, style: Style) -> "Border":
    from openpyxl.styles import Border, Side

    side = Side(style=style, color=colour)
    return Border(side, side, side, side)


def note(cell: "Cell | MergedCell", text: str) -> None:
    """Put a note beside a cell, as large as its text."""
    from openpyxl.comments import Comment

    lines = min(_LONGEST_NOTE, 2 + len(text) // _NOTE_LETTERS + text.count("\n"))
    cell.comment = Comment(
        shown(visible(text), keep="\n"), "ita-sync", lines * _NOTE_LINE, _NOTE_WIDTH
    )


def fit(sheet: "Worksheet", row: int) -> None:
    """Make a row as high as its wrapped texts: not every program does so when it opens the file."""
    lines = 1
    for at, cell in enumerate(sheet[row], 1):
        width = max(1, sheet.column_dimensions[column_name(at)].width - 2) * _PER_COLUMN
        for paragraphs in [str(cell.value or "").split("\n")] if cell.alignment.wrap_text else []:
            lines = max(lines, sum(max(1, ceil(_columns(p) / width)) for p in paragraphs))
    sheet.row_dimensions[row].height = min(_HIGHEST, lines * _LINE + _MARGIN)


def _columns(text: str) -> int:
    """Return how many columns a text takes: Thai marks stand above and below their letters."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def link(cell: "Cell | MergedCell", sheet: str, place: str) -> None:
    """Let a cell lead to another one of the workbook."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    target = f"'{sheet}'!{place}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=str(cell.value))
    cell.font = Font(name=_FONT, size=10, underline="single", color="0563C1")
