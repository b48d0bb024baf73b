"""The sheets of a form in a workbook, known again by their headers; what is left aside is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field

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

_NOTED = 20
"""Cells that a note names."""
_HEADER_ROWS = 60
"""Rows in which a header is looked for: others may have been put above it."""


@dataclass
class Found:
    """A table of the form where it stands in a workbook: the row of its header, and its columns by key.

    `notes`: cells in which nothing could be read; complete once the rows were gone through.
    """

    sheet: FormSheet
    grid: Grid
    header: int
    columns: dict[str, int]
    notes: list[Text] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[dict[str, FormCell], frozenset[str]]]:
        """Yield the cells of each row that holds something, by key of their column, and the keys of its own cells.

        A cell that a merge from above covers says what the merged cell says; it is none of the
        row's own.
        """
        for number, row in sorted(self.grid.rows.items()):
            own = {key: row[column] for key, column in self.columns.items() if column in row}
            if number <= self.header or not own:
                continue
            shared = {
                key: cell
                for key, column in self.columns.items()
                if (cell := self._above(number, column))
            }
            kept = {key: cell for key, cell in (own | shared).items() if self._kept(cell)}
            if kept:
                yield kept, frozenset(own)

    def _above(self, row: int, column: int) -> FormCell | None:
        """Return the cell that a merge spreads from above to this place."""
        top, left = self.grid.covered.get((row, column), (row, column))
        return (
            self.grid.rows.get(top, {}).get(column)
            if left == column and self.header < top < row
            else None
        )

    def _kept(self, cell: FormCell) -> bool:
        if cell.lost:
            self.notes.append(
                T(
                    "{cell}: a formula without a stored result, or an error; nothing was read.",
                    cell=cell.place.cell,
                )
            )
        return not cell.lost


def tables(sheets: list[Grid]) -> tuple[dict[str, Found], list[Text]]:
    """Return the tables of a form by the title that the form gives their sheets, and what was left aside.

    Raises:
        ReportError: `document-not-form`, `document-form-changed`.
    """
    found: dict[str, Found] = {}
    notes: list[Text] = []
    for grid in sheets:
        table = _recognised(grid)
        if table is None:
            if grid.rows and not _ours(grid):
                notes.append(
                    T("Sheet {sheet} is none of the form's; it was not read.", sheet=grid.title)
                )
            continue
        if earlier := found.get(table.sheet.title):
            names = [earlier.grid.title, grid.title]
            raise _changed(T("Two sheets hold the same table of the form: {names}", names=names))
        found[table.sheet.title] = table
        notes.extend(_aside(table))
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
    for sheet in SHEETS:
        if sheet.title not in found:
            if sheet in {GENERAL, INDICATORS} or any(
                grid.title == sheet.title and grid.rows for grid in sheets
            ):
                raise _changed(_lacking(sheet, sheets))
            notes.append(T("The workbook has no sheet {sheet}.", sheet=sheet.title))
    return found, notes


def _ours(grid: Grid) -> bool:
    first = grid.rows.get(1, {}).get(1)
    return grid.title in {HELP, LISTS} or (first is not None and first.text.startswith(MARK))


def _recognised(grid: Grid) -> Found | None:
    """Return the table whose needed headers stand in one row of a sheet."""
    for number in sorted(grid.rows)[:_HEADER_ROWS]:
        for sheet in SHEETS:
            columns: dict[str, int] = {}
            for at, cell in sorted(grid.rows[number].items()):
                if column := column_of(cell.text, sheet.columns):
                    columns.setdefault(column.key, at)
            if all(column.key in columns for column in sheet.columns if column.must):
                return Found(sheet, grid, number, columns)
    return None


def _aside(table: Found) -> Iterator[Text]:
    """Yield what stands in the sheet of a table and is not read."""
    title = table.grid.title
    for column in table.sheet.columns:
        if column.key not in table.columns and column.key != "hint":
            yield T("Sheet {sheet} has no column {column}.", sheet=title, column=column.thai)
    known = set(table.columns.values())
    outside = [
        cell.place.cell
        for number, row in sorted(table.grid.rows.items())
        for at, cell in sorted(row.items())
        if number > table.header and at not in known
    ]
    if outside:
        more = ["…"] if len(outside) > _NOTED else []
        yield T(
            "Not read, since it stands in no column of the form: {cells}",
            cells=[*outside[:_NOTED], *more],
        )
    if table.grid.cut:
        yield T(
            "Sheet {sheet} is larger than a form; what stands far below or to the right was "
            "not read.",
            sheet=title,
        )


def _lacking(sheet: FormSheet, sheets: list[Grid]) -> Text:
    """Return what is missing so that a sheet would be known again."""
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
        "Sheet {sheet} is not known again; columns missing: {columns}",
        sheet=sheet.title,
        columns=missing,
    )


def _changed(what: Text) -> ReportError:
    return ReportError(
        "document-form-changed",
        what,
        next_step=T(
            "Put the headers back as in an empty form (`ita-sync form OUT.xlsx`), one sheet a "
            "table."
        ),
    )
