"""An .xlsx file -> the cells that hold something, as they are shown, within bounds.

openpyxl is not used for reading: it makes a cell of every place that a merge or a link claims to
cover, and cannot tell an empty cell from a formula that was never computed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from ita_sync.characters import visible
from ita_sync.document.form.book import Book, open_book, refuse_macros
from ita_sync.document.form.numbers import GENERAL, dates, shown
from ita_sync.document.form.xml import BROKEN, Node, each, name_of, plain, references, text_of
from ita_sync.document.limits import damaged, too_large
from ita_sync.document.package import Package
from ita_sync.document.parts import Spot
from ita_sync.i18n import T
from ita_sync.report import Position, column_name

MAX_ROWS, MAX_COLUMNS = 5_000, 60
"""What is looked at of a workbook; the form has some hundred rows and six columns."""
MAX_COVERED = 100_000
"""Cells that merges may cover, in the part that is looked at."""

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_SERIAL = 2_958_465  # 31 December 9999
_LEAP_1900 = 60  # Excel counts a 29 February 1900 that never was
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True)
class FormCell:
    """A cell that holds something.

    Attributes:
        text: what it shows; empty where it is `lost`. A date is given as ISO.
        number: the number that it holds, to 15 digits as Excel has them, without the noise of its
            binary form.
        day: the day that it holds, if it is shown as a date.
        lost: it has a formula without a stored result, or an error.
        computed: it has a formula.
    """

    place: Spot
    text: str
    number: Decimal | None = None
    day: date | None = None
    lost: bool = False
    computed: bool = False


@dataclass
class Grid:
    """One sheet.

    Attributes:
        title: on its tab.
        tab: its number among the sheets.
        rows: cells by row and column, both from 1.
        covered: for each place that a merge covers, the place whose cell it shows.
        cut: there is something beyond what is looked at.
        notes: what comments say, by row and column.
        hidden: people do not see it.
    """

    title: str
    tab: int = 0
    rows: dict[int, dict[int, FormCell]] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    cut: bool = False
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False

    def position(self, row: int, column: int) -> Position:
        """Return the place of a cell in the report file."""
        return Position(row, column, self.title, self.tab)


def grids(data: bytes) -> list[Grid]:
    """Return the sheets of a workbook in their order; none if the file is no .xlsx workbook.

    Raises:
        ReportError: it cannot be opened, is locked, has macros, or is larger than any report.
    """
    package = Package(data)
    refuse_macros(package)
    try:
        return list(_sheets(package))
    except (BROKEN, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        raise damaged(T("it is not written as a spreadsheet is")) from error


def _sheets(package: Package) -> Iterator[Grid]:
    book = open_book(package)
    for tab, sheet in enumerate(book.sheets if book else (), 1):
        part = package.xml(sheet.part) if book else None
        if book is None or part is None:
            continue
        grid = _grid(Grid(sheet.title, tab, hidden=sheet.hidden), part, book)
        grid.notes = _notes(package, sheet.part, book)
        yield grid


def _notes(package: Package, sheet: str, book: Book) -> dict[tuple[int, int], str]:
    """Return what the comments of a sheet say, by row and column."""
    notes: dict[tuple[int, int], str] = {}
    for reference, target in references(package, sheet):
        if not reference.get("Type", "").endswith("/comments"):
            continue
        for node in each(package.xml(target), "comment"):
            found = _PLACE.fullmatch(node.get("ref", ""))
            text = "".join(text_of(part) for part in node if name_of(part) == "text")
            book.spend(len(text))
            if found and text:
                notes[int(found[2]), _number(found[1])] = text
    return notes


def _grid(grid: Grid, part: bytes, book: Book) -> Grid:
    row = column = 0
    for node in each(part, "c", "mergeCell", starts="row"):
        if name_of(node) == "row":
            row, column = int(node.get("r", row + 1)), 0
        elif name_of(node) == "mergeCell":
            _cover(grid, node.get("ref", ""), book)
        else:
            found = _PLACE.fullmatch(node.get("r", ""))
            row, column = (int(found[2]), _number(found[1])) if found else (row, column + 1)
            cell = _cell(node, Spot(cell=f"{grid.title}!{column_name(column)}{row}"), book)
            if cell is None:
                continue
            if any(name_of(child) == "f" for child in node):
                cell = replace(cell, computed=True)
            if row > MAX_ROWS or column > MAX_COLUMNS:
                grid.cut = True
                continue
            book.spend(len(cell.text))
            grid.rows.setdefault(row, {})[column] = cell
    return grid


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _cover(grid: Grid, reference: str, book: Book) -> None:
    """Record which places a merge covers, in the part of the sheet that is looked at."""
    found = re.fullmatch(f"{_PLACE.pattern}:{_PLACE.pattern}", reference)
    if found is None:
        return
    left, right = sorted((_number(found[1]), _number(found[3])))
    top, bottom = sorted((int(found[2]), int(found[4])))
    bottom, right = min(bottom, MAX_ROWS), min(right, MAX_COLUMNS)
    book.merged += max(0, bottom - top + 1) * max(0, right - left + 1)
    if book.merged > MAX_COVERED:
        raise too_large(T("its merged cells cover more than {number} cells", number=MAX_COVERED))
    for row in range(top, bottom + 1):
        grid.covered.update({(row, column): (top, left) for column in range(left, right + 1)})
    grid.covered.pop((top, left), None)


def _cell(node: Node, place: Spot, book: Book) -> FormCell | None:
    """Return a cell, None for one that holds nothing."""
    parts = {name_of(child): child for child in node}
    kind, value = node.get("t", "n"), (parts["v"].text or "" if "v" in parts else "")
    if kind == "e" or _is_uncomputed(kind, value, parts):
        return FormCell(place, "", lost=True)
    text = _stored_text(kind, value, parts.get("is"), book.strings)
    if text is not None:
        return FormCell(place, text) if visible(text).strip() else None
    if not value.strip():
        return None
    if kind == "d":
        day = date.fromisoformat(value[:10])
        return FormCell(place, day.isoformat(), day=day)
    return _number_cell(place, float(value), _format(book, node), book.epoch)


def _is_uncomputed(kind: str, value: str, parts: dict[str, Node]) -> bool:
    """Say whether a cell has a formula whose result was never stored; an empty text is a result."""
    return "f" in parts and not value and kind != "str"


def _stored_text(kind: str, value: str, inline: Node | None, strings: list[str]) -> str | None:
    """Return the text of a cell of that kind, None if it holds a number, a date or nothing.

    Args:
        kind: as the file has it: `s` is a shared string, `str` the text of a formula.
        value: what the cell stores.
        inline: a text of its own.
        strings: the texts that cells share.
    """
    match kind:
        case "s":
            return strings[int(value)] if value else None
        case "inlineStr":
            return text_of(inline)
        case "str":
            return plain(value)
        case "b":
            return _BOOLEANS.get(value, value)
    return None


def _format(book: Book, node: Node) -> str:
    style = int(node.get("s", "0"))
    return book.formats[style] if style < len(book.formats) else GENERAL


def _number_cell(place: Spot, value: float, code: str, epoch: date) -> FormCell:
    """Return a cell with a number, which is a day if the number format `code` shows one."""
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        return FormCell(place, "", lost=True)
    if dates(code) and 1 <= number <= _LAST_SERIAL:
        days = int(number) + (number < _LEAP_1900 and epoch.year < 1900)  # noqa: PLR2004 - the year of that error
        day = epoch + timedelta(days=days)
        return FormCell(place, day.isoformat(), number, day)
    return FormCell(place, shown(number, code), number)
