"""An officer's own workbook, of any layout -> the lines and tables of its sheets.

Cells are taken as they are shown: figures with the decimals of their format, percents with their
sign, days in words. What a merge covers is None, as in the tables of other formats.
"""

from collections.abc import Iterator
from itertools import groupby

from ita_sync.document.form.cells import FormCell, Grid, grids
from ita_sync.document.form.layout import What
from ita_sync.document.form.sheets import is_form
from ita_sync.document.form.values import field_of
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.i18n import T, Text
from ita_sync.report import column_name

_NOTED = 20
"""Cells that a note names."""


def read(data: bytes) -> Content | None:
    """Return the lines and tables of a workbook; None for a form of ours, which says more.

    Raises:
        ReportError: it cannot be opened, is locked, has macros, or is larger than any report.
    """
    sheets = grids(data)
    if is_form(sheets):
        return None
    shown = [sheet for sheet in sheets if not sheet.hidden]
    blocks = tuple(block for sheet in shown for block in _blocks(sheet))
    return Content(blocks, notes=tuple(_notes(sheets)))


def _notes(sheets: list[Grid]) -> Iterator[Text]:
    for sheet in sheets:
        if sheet.hidden and sheet.rows:
            yield T("Sheet {sheet} is hidden; it was not read.", sheet=sheet.title)
        if sheet.cut:
            yield T(
                "Sheet {sheet} is larger than a report; what is far below or to the right was not "
                "read.",
                sheet=sheet.title,
            )
    lost = [
        cell.place.cell
        for sheet in sheets
        if not sheet.hidden
        for _, row in sorted(sheet.rows.items())
        for _, cell in sorted(row.items())
        if cell.lost
    ]
    if lost:
        more = ["…"] if len(lost) > _NOTED else []
        yield T(
            "Nothing was read where a formula has no stored result, or an error: {cells}",
            cells=[*lost[:_NOTED], *more],
        )


def _blocks(sheet: Grid) -> Iterator[Block]:
    """Yield the lines and tables of a sheet, after its title: empty rows part them."""
    if not sheet.rows:
        return
    yield Line(sheet.title, Spot(cell=sheet.title))
    for rows in _runs(sheet):
        start, end = 0, len(rows)
        while start < end and _is_line(sheet, rows[start]):
            start += 1
        while end > start and _is_line(sheet, rows[end - 1]):
            end -= 1
        yield from _lines(sheet, rows[:start])
        if start < end:
            yield from _tables(sheet, rows[start:end])
        yield from _lines(sheet, rows[end:])


def _runs(sheet: Grid) -> Iterator[list[int]]:
    """Yield the rows that follow each other without an empty one between them."""
    held = {row for row, cells in sheet.rows.items() if cells}
    held |= {
        row for (row, _), (top, left) in sheet.covered.items() if left in sheet.rows.get(top, ())
    }
    for _, run in groupby(enumerate(sorted(held)), key=lambda each: each[1] - each[0]):
        yield [row for _, row in run]


def _is_line(sheet: Grid, row: int) -> bool:
    """Say whether a row holds one text, and is no part of a cell that reaches further down."""
    covering = {top for (at, _), (top, _) in sheet.covered.items() if at == row} - {row}
    return len(sheet.rows.get(row, ())) == 1 and not covering


def _lines(sheet: Grid, rows: list[int]) -> Iterator[Line]:
    for row in rows:
        for _, cell in sorted(sheet.rows[row].items()):
            yield from (Line(line, cell.place) for line in _shown(cell).split("\n") if line.strip())


def _tables(sheet: Grid, rows: list[int]) -> Iterator[Table]:
    """Yield the tables in some rows: an empty column parts what stands side by side."""
    used = {column for row in rows for column in sheet.rows.get(row, ())}
    used |= {column for (row, column), _ in sheet.covered.items() if rows[0] <= row <= rows[-1]}
    for _, run in groupby(enumerate(sorted(used)), key=lambda each: each[1] - each[0]):
        columns = [column for _, column in run]
        made = (_row(sheet, row, columns) for row in rows)
        yield Table(tuple(row for row in made if any(row.cells)))


def _row(sheet: Grid, row: int, columns: list[int]) -> Row:
    cells = sheet.rows.get(row, {})
    names = tuple(f"{sheet.title}!{column_name(column)}{row}" for column in columns)
    texts = tuple(
        _shown(cells[column]) if column in cells else None if (row, column) in sheet.covered else ""
        for column in columns
    )
    return Row(texts, Spot(cell=names[0]), names=names)


def _shown(cell: FormCell) -> str:
    if cell.day is not None:
        return field_of(cell, What.DATE).value or ""
    return cell.text
