"""The sheets of a form in a workbook, recognised by their headers; notes on what is not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ita_sync.document.form.beside import BESIDE
from ita_sync.document.form.cells import FormCell, Grid
from ita_sync.document.form.layout import (
    GENERAL,
    HELP,
    INDICATORS,
    LISTS,
    MARK,
    SHEETS,
    FormSheet,
    column_of,
    heads,
)
from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text
from ita_sync.report import Position

_NOTED = 20
"""Cells that a note names."""
_HEADER_ROWS = 60
"""Rows in which a header is looked for: some may have been put above it."""


@dataclass(frozen=True)
class FormRow:
    """A row that holds something.

    Attributes:
        number: in the sheet.
        cells: by the keys of their columns; one that a merge from above covers says what the merged
            cell says.
        own: keys of those that are the row's own.
    """

    number: int
    cells: dict[str, FormCell]
    own: frozenset[str]


@dataclass
class Found:
    """A table of the form as found in a workbook.

    Attributes:
        sheet: which one of the form's it is.
        grid: the sheet of the workbook.
        header: row of its header.
        columns: by key.
        notes: cells in which nothing could be read; complete once `rows` has been exhausted.
    """

    sheet: FormSheet
    grid: Grid
    header: int
    columns: dict[str, int]
    notes: list[Text] = field(default_factory=list)

    def place(self, row: int, key: str) -> Position:
        """Return the place of a column's cell in a row, whether it holds something or not."""
        return self.grid.position(row, self.columns[key])

    def rows(self) -> Iterator[FormRow]:
        """Yield each row that holds something."""
        for number, row in sorted(self.grid.rows.items()):
            own = {key: row[column] for key, column in self.columns.items() if column in row}
            if number <= self.header or not own:
                continue
            cells = own | self._shared(number)
            kept = {key: cell for key, cell in cells.items() if self._is_readable(cell)}
            if kept:
                yield FormRow(number, kept, frozenset(own))

    def _shared(self, row: int) -> dict[str, FormCell]:
        """Return the cells that merges spread from above into a row, by key."""
        above = {key: self._above(row, column) for key, column in self.columns.items()}
        return {key: cell for key, cell in above.items() if cell}

    def _above(self, row: int, column: int) -> FormCell | None:
        """Return the cell that a merge spreads from above to this place."""
        top, left = self.grid.covered.get((row, column), (row, column))
        if left != column or not self.header < top < row:
            return None
        return self.grid.rows.get(top, {}).get(column)

    def _is_readable(self, cell: FormCell) -> bool:
        """Say whether a cell holds something that can be read; note one that does not."""
        if cell.lost:
            self.notes.append(
                T(
                    "{cell}: a formula without a stored result, or an error; nothing was read.",
                    cell=cell.place.cell,
                )
            )
        return not cell.lost


def tables(sheets: list[Grid]) -> tuple[dict[str, Found], list[Text]]:
    """Return the tables of a form, and notes on what was not read.

    Tables come by the titles of their sheets in the form.

    Raises:
        ReportError: `document-not-form`, `document-form-changed`.
    """
    found: dict[str, Found] = {}
    notes: list[Text] = []
    for grid in sheets:
        if table := _recognise(grid):
            if earlier := found.get(table.sheet.title):
                raise _held_twice(earlier.grid, grid)
            found[table.sheet.title] = table
            if table.sheet not in BESIDE:
                notes.extend(_note_unread(table))
        elif grid.rows and not _is_guidance(grid):
            notes.append(
                T("Sheet {sheet} is not one of the form's; it was not read.", sheet=grid.title)
            )
    if GENERAL.title not in found and INDICATORS.title not in found:
        raise ReportError(
            "document-not-form",
            T(
                "This spreadsheet is not the form of ita-sync: it has no sheets with the form's "
                "headers."
            ),
            next_step=T(
                "Make an empty form with `ita-sync form OUT.xlsx`, fill it in, and read that;"
                " or save the report as .docx."
            ),
        )
    notes.extend(_note_absent(found, sheets))
    return found, notes


def _note_absent(found: Mapping[str, Found], sheets: list[Grid]) -> Iterator[Text]:
    """Yield notes on the sheets of the form that a workbook does not have.

    Raises:
        ReportError: `document-form-changed`, one that is needed, or that is there but cannot be
            recognised.
    """
    needed = {GENERAL.title, INDICATORS.title} | {grid.title for grid in sheets if grid.rows}
    for sheet in SHEETS:
        if sheet.title in found:
            continue
        if sheet.title in needed:
            raise _changed(_describe_missing(sheet, sheets))
        yield T("The workbook has no sheet {sheet}.", sheet=sheet.title)


def is_form(sheets: list[Grid]) -> bool:
    """Say whether a workbook is a form of ours, and no spreadsheet of somebody's own."""
    if any(_first(grid).startswith(MARK) for grid in sheets):
        return True
    found = [table for grid in sheets if (table := _recognise(grid))]
    return any(table.sheet is GENERAL for table in found)


def _first(grid: Grid) -> str:
    """Return the text in the first column of the rows in which a form says what it is."""
    cells = (grid.rows.get(row, {}).get(1) for row in (1, 2))
    return next((cell.text for cell in cells if cell and cell.text.startswith(MARK)), "")


def _is_guidance(grid: Grid) -> bool:
    """Say whether a sheet is one that the form has for help or for its lists."""
    first = grid.rows.get(1, {}).get(1)
    return grid.title in {HELP, LISTS} or (first is not None and first.text.startswith(MARK))


def _recognise(grid: Grid) -> Found | None:
    """Return the table whose needed headers are in one row of a sheet."""
    for number in sorted(grid.rows)[:_HEADER_ROWS]:
        for sheet in (*SHEETS, *BESIDE):
            columns: dict[str, int] = {}
            for at, cell in sorted(grid.rows[number].items()):
                if column := column_of(cell.text, sheet.columns):
                    columns.setdefault(column.key, at)
            if all(column.key in columns for column in sheet.columns if column.must):
                return Found(sheet, grid, number, columns)
    return None


def _note_unread(table: Found) -> Iterator[Text]:
    """Yield notes on what the sheet of a table lacks, and on what it has and is not read."""
    title = table.grid.title
    for column in table.sheet.columns:
        if column.key not in table.columns and column.key != "hint":
            yield T("Sheet {sheet} has no column {column}.", sheet=title, column=column.thai)
    if outside := _outside(table):
        more = ["…"] if len(outside) > _NOTED else []
        yield T(
            "Not read, since they are in no column of the form: {cells}",
            cells=[*outside[:_NOTED], *more],
        )
    if table.grid.cut:
        yield T(
            "Sheet {sheet} is larger than a form; what is far below or to the right was not read.",
            sheet=title,
        )


def _outside(table: Found) -> list[str]:
    """Return the names of the cells below a table's header that are in none of its columns."""
    known = set(table.columns.values())
    return [
        cell.place.cell
        for number, row in sorted(table.grid.rows.items())
        for at, cell in sorted(row.items())
        if number > table.header and at not in known
    ]


def _describe_missing(sheet: FormSheet, sheets: list[Grid]) -> Text:
    """Return what a sheet lacks to be recognised."""
    named = next((grid for grid in sheets if grid.title == sheet.title), None)
    if named is None:
        return T("The workbook has no sheet {sheet}.", sheet=sheet.title)
    seen = {
        head for row in named.rows.values() for cell in row.values() for head in heads(cell.text)
    }
    missing = [
        column.thai for column in sheet.columns if column.must and not heads(column.header) & seen
    ]
    return T(
        "Sheet {sheet} cannot be recognised; columns missing: {columns}",
        sheet=sheet.title,
        columns=missing,
    )


def _held_twice(one: Grid, other: Grid) -> ReportError:
    names = [one.title, other.title]
    return _changed(T("Two sheets hold the same table of the form: {names}", names=names))


def _changed(what: Text) -> ReportError:
    return ReportError(
        "document-form-changed",
        what,
        next_step=T(
            "Put the headers back as in an empty form (`ita-sync form OUT.xlsx`), one sheet a "
            "table."
        ),
    )
