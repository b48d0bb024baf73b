"""An .xlsx file -> the cells that hold something, as they are shown: bounded, and whatever the file declares.

Read here and not with openpyxl, which makes a cell of every place that a merge or a link claims to
cover and does not tell an empty cell from a formula that was never computed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.form.numbers import BUILT_IN, GENERAL, dates, shown
from ita_sync.document.form.xml import BROKEN, Node, each, name_of, plain, text_of
from ita_sync.document.limits import MAX_TEXT, damaged, too_large
from ita_sync.document.package import Package
from ita_sync.document.parts import Spot
from ita_sync.i18n import T

MAX_SHEETS, MAX_ROWS, MAX_COLUMNS = 50, 5_000, 60
"""Of a sheet so much is looked at; the form has some hundred rows and six columns."""
MAX_COVERED = 100_000
"""Cells that merges may cover in what is looked at."""

_WORKBOOK = "xl/workbook.xml"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_SERIAL = 2_958_465  # 31 December 9999
_LEAP_1900 = 60  # Excel counts a 29 February 1900 that never was


@dataclass(frozen=True)
class FormCell:
    """A cell that holds something.

    Attributes:
        text: what it shows; empty where it is `lost`. A date is given as ISO.
        number: the number that it holds, to 15 digits as Excel has them, without the noise of its
            binary form.
        day: the day that it holds, if it is shown as a date.
        lost: it has a formula without a stored result, or an error.
    """

    place: Spot
    text: str
    number: Decimal | None = None
    day: date | None = None
    lost: bool = False


@dataclass
class Grid:
    """One sheet: cells by row and column, both from 1.

    For each cell that a merge covers, the one that it shows.

    `cut`: something stands beyond what is looked at.
    """

    title: str
    rows: dict[int, dict[int, FormCell]] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    cut: bool = False


def grids(data: bytes) -> list[Grid]:
    """Return the sheets of a workbook in their order, none where the file is no .xlsx workbook.

    Raises:
        ReportError: it cannot be opened, is locked, or is larger than any report.
    """
    package = Package(data)
    try:
        return list(_sheets(package))
    except (BROKEN, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        raise damaged(T("it is not written as a spreadsheet is")) from error


def column_name(number: int) -> str:
    """Return the letters of a column: `A` for 1, `AB` for 28."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@dataclass
class _Book:
    strings: list[str]
    formats: list[str]
    epoch: date
    room: int = MAX_TEXT
    merged: int = 0


def _sheets(package: Package) -> Iterator[Grid]:
    workbook = package.xml(_WORKBOOK)
    if workbook is None:
        return
    targets = {
        node.get("Id"): node.get("Target", "")
        for node in each(package.xml("xl/_rels/workbook.xml.rels"), "Relationship")
        if node.get("TargetMode") != "External"
    }
    nodes = list(each(workbook, "workbookPr", "sheet"))
    mac = any(
        node.get("date1904") in {"1", "true"} for node in nodes if name_of(node) == "workbookPr"
    )
    sheets = [node for node in nodes if name_of(node) == "sheet"]
    if len(sheets) > MAX_SHEETS:
        raise too_large(T("it has more than {number} sheets", number=MAX_SHEETS))
    book = _Book(
        [text_of(node) for node in each(package.xml("xl/sharedStrings.xml"), "si")],
        list(_formats(package.xml("xl/styles.xml"))),
        date(1904, 1, 1) if mac else date(1899, 12, 30),
    )
    for node in sheets:
        key = next((value for name, value in node.items() if name.endswith("}id")), None)
        target = targets.get(key, "").replace("\\", "/")
        part = package.xml(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        if part is not None:
            yield _grid(node.get("name", ""), part, book)


def _formats(part: bytes | None) -> Iterator[str]:
    """Yield the number format of each cell style."""
    codes = dict(BUILT_IN)
    for node in each(part, "numFmt", "cellXfs"):
        if name_of(node) == "numFmt":
            codes[int(node.get("numFmtId", "0"))] = node.get("formatCode", GENERAL)
        else:
            for style in node:
                yield codes.get(int(style.get("numFmtId", "0")), GENERAL)


def _grid(title: str, part: bytes, book: _Book) -> Grid:
    grid = Grid(plain(title))
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
            if row > MAX_ROWS or column > MAX_COLUMNS:
                grid.cut = True
                continue
            book.room -= len(cell.text)
            if book.room < 0:
                raise too_large(T("it has more than {number} characters", number=MAX_TEXT))
            grid.rows.setdefault(row, {})[column] = cell
    return grid


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _cover(grid: Grid, reference: str, book: _Book) -> None:
    """Note which cells a merge covers, as far as the sheet is looked at."""
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


def _cell(node: Node, place: Spot, book: _Book) -> FormCell | None:
    parts = {name_of(child): child for child in node}
    kind, value = node.get("t", "n"), parts["v"].text or "" if "v" in parts else ""
    if kind == "e" or ("f" in parts and not value and kind != "str"):
        return FormCell(place, "", lost=True)
    if kind == "s" and value:
        return _said(place, book.strings[int(value)])
    if kind == "inlineStr":
        return _said(place, text_of(parts.get("is")))
    if kind in {"str", "b"}:
        return _said(
            place, {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else plain(value)
        )
    if not value.strip():
        return None
    if kind == "d":
        day = date.fromisoformat(value[:10])
        return FormCell(place, day.isoformat(), day=day)
    return _counted(place, float(value), _format(book, node), book.epoch)


def _said(place: Spot, text: str) -> FormCell | None:
    return FormCell(place, text) if thai.visible(text).strip() else None


def _format(book: _Book, node: Node) -> str:
    style = int(node.get("s", "0"))
    return book.formats[style] if style < len(book.formats) else GENERAL


def _counted(place: Spot, value: float, code: str, epoch: date) -> FormCell:
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        return FormCell(place, "", lost=True)
    if dates(code) and 1 <= number <= _LAST_SERIAL:
        days = int(number) + (number < _LEAP_1900 and epoch.year < 1900)  # noqa: PLR2004 - the year of that error
        day = epoch + timedelta(days=days)
        return FormCell(place, day.isoformat(), number, day)
    return FormCell(place, shown(number, code), number)
