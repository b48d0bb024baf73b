"""The spreadsheet form of a fiscal year, empty or with a draft filled in, as an .xlsx file."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync.document.draft import Draft
from ita_sync.document.form import layout
from ita_sync.document.form.draft_sheets import DraftSheets
from ita_sync.document.form.layout import FormColumn, FormSheet, What
from ita_sync.document.form.looks import (
    GIVEN,
    HEAD,
    OPEN_CELL,
    QUIET,
    TWO_LINES,
    put,
    to_print,
)
from ita_sync.document.form.words import (
    AS_PRINTED,
    AS_TYPED,
    FORMATS,
    LISTED,
    OPEN,
    STEPS,
    WRONG,
    listed_items,
    offered,
)
from ita_sync.files import atomic_write
from ita_sync.i18n import LANGUAGES, Language, Text
from ita_sync.report import Loc, column_name
from ita_sync.rules import Framework

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet


_SPARE = 12
"""Rows of a table beyond one for each item of the year."""
_ITEMS = 30
"""Rows of a table for the items of a year that does not tell them."""


def write(
    path: Path,
    framework: Framework,
    language: Language,
    draft: Draft | None = None,
    *,
    shown: frozenset[str] = frozenset(),
    ticked: frozenset[Loc] = frozenset(),
) -> None:
    """Write the form of a fiscal year, whole or not at all; an existing file is replaced.

    Headers are Thai with English beneath; guidance is in both languages, `language` first; what
    Excel says while it is filled in is in `language` alone.

    Args:
        path: where to.
        framework: the rules of the year.
        language: of the person.
        draft: what was read from a document, to be filled in; None for an empty form.
        shown: the report fields that the sheet's columns show: they are asked about first.
        ticked: fields that a person has decided before.

    Raises:
        OSError: the file cannot be written.
    """
    from openpyxl import Workbook  # half a second, and only a form needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "ita-sync"
    book.properties.title = f"{layout.MARK} {framework.fiscal_year}"
    filled = DraftSheets(draft, shown, ticked, language) if draft else None
    writer = _Writer(book, framework, language, filled)
    if filled:
        filled.to_decide(book)
    else:
        writer.help()
    writer.general()
    for sheet in layout.TABLES:
        writer.table(sheet)
    if filled:
        filled.origins(book)
    writer.lists()
    made = BytesIO()  # a zip file that ends on a full disk would complain once more when it goes
    book.save(made)
    with atomic_write(path) as fresh:
        fresh.write_bytes(made.getvalue())


class _Writer:
    """Puts the sheets of one year's form into a workbook."""

    def __init__(
        self,
        book: "Workbook",
        framework: Framework,
        language: Language,
        filled: DraftSheets | None,
    ) -> None:
        self._book, self._framework, self._language = book, framework, language
        self._filled = filled
        self._offered = offered(framework)

    def help(self) -> None:
        """Add the sheet that says how to fill the form and what to do next."""
        sheet = self._book.create_sheet(layout.HELP)
        to_print(sheet)
        sheet.column_dimensions["A"].width = 6
        sheet.column_dimensions["B"].width = 110
        put(sheet, 1, 1, layout.MARK, bold=True, size=14)
        year = self._framework.fiscal_year
        put(sheet, 2, 1, f"ปีงบประมาณ พ.ศ. {year} / Fiscal year {year} · รุ่น {layout.VERSION}")
        row = 4
        for language in self._languages():
            for number, step in enumerate(STEPS, 1):
                put(sheet, row, 1, number, colour=self._colour(language))
                put(sheet, row, 2, step.render(language), wrap=True, colour=self._colour(language))
                row += 1
            row += 1

    def general(self) -> None:
        """Add the general sheet: a line for each entry, its year filled in."""
        sheet = self._begin(layout.GENERAL)
        sheet.page_setup.orientation = "portrait"
        for row, entry in enumerate(layout.ENTRIES, layout.HEADER_ROW + 1):
            put(sheet, row, 1, entry.header, wrap=True, fill=GIVEN)
            given = self._framework.fiscal_year if entry.what is What.YEAR else None
            pattern = FORMATS.get(entry.what, AS_TYPED)
            put(sheet, row, 2, given, wrap=True, fill=OPEN_CELL, pattern=pattern)
            told = self._languages()[: 1 if self._filled else None]
            hint = "\n".join(self._hint(entry).render(language) for language in told)
            put(sheet, row, 3, hint, wrap=True, colour=QUIET)
            if not self._filled:
                sheet.row_dimensions[row].height = TWO_LINES
            self._guard(sheet, entry, f"B{row}")
        self._fill(sheet, layout.GENERAL)

    def table(self, layout_sheet: FormSheet) -> None:
        """Add a table; that of the indicators has number, tool and name filled in."""
        sheet = self._begin(layout_sheet)
        first = layout.HEADER_ROW + 1
        given = [
            (rule.number, rule.tool.value if rule.tool else None, rule.name or None)
            for rule in self._framework.indicators
        ]
        known = given if layout_sheet is layout.INDICATORS and not self._filled else []
        rows = len(known) or self._rows(layout_sheet)
        for at, column in enumerate(layout_sheet.columns, 1):
            pattern = FORMATS.get(column.what, AS_TYPED)
            for row in range(first, first + rows):
                value = known[row - first][at - 1] if known and at <= len(known[0]) else None
                fill = OPEN_CELL if value is None else GIVEN
                put(sheet, row, at, value, wrap=True, fill=fill, pattern=pattern)
            letter = column_name(at)
            self._guard(sheet, column, f"{letter}{first}:{letter}{first + rows - 1}")
        self._fill(sheet, layout_sheet)

    def _rows(self, layout_sheet: FormSheet) -> int:
        """Return how many rows a table gets: a dozen to spare."""
        if self._filled:
            spare = 0 if layout_sheet is layout.INDICATORS else _SPARE
            return max(self._filled.rows(layout_sheet), len(self._framework.indicators)) + spare
        return (len(self._offered.get(What.ITEM, ())) or _ITEMS) + _SPARE

    def _fill(self, sheet: "Worksheet", layout_sheet: FormSheet) -> None:
        if self._filled:
            self._filled.fill(sheet, layout_sheet)

    def lists(self) -> None:
        """Add the sheet from which the drop-downs take their lists; items with their titles."""
        sheet = self._book.create_sheet(layout.LISTS)
        to_print(sheet)
        put(sheet, 1, 1, layout.MARK, bold=True)
        for at, (what, values) in enumerate(self._offered.items(), 1):
            put(sheet, layout.HEADER_ROW, at, LISTED[what], bold=True, fill=HEAD)
            for row, value in enumerate(values, layout.HEADER_ROW + 1):
                put(sheet, row, at, value)
            sheet.column_dimensions[column_name(at)].width = 26
        titles = len(self._offered) + 1
        put(sheet, layout.HEADER_ROW, titles, "ชื่อข้อคำถาม (ตัวชี้วัดที่)", bold=True, fill=HEAD)
        for row, title in enumerate(listed_items(self._framework).values(), layout.HEADER_ROW + 1):
            put(sheet, row, titles, title)
        sheet.column_dimensions[column_name(titles)].width = 80

    def _languages(self) -> list[Language]:
        return sorted(LANGUAGES, key=lambda language: language != self._language)

    def _colour(self, language: Language) -> str:
        return "" if language == self._language else QUIET

    def _begin(self, layout_sheet: FormSheet) -> "Worksheet":
        """Add a sheet with title, guidance and header."""
        sheet: Worksheet = self._book.create_sheet(layout_sheet.title)
        put(sheet, 1, 1, f"{layout_sheet.title} / {layout_sheet.english}", bold=True, size=14)
        for row, language in enumerate(self._languages(), 2):
            put(
                sheet, row, 1, layout_sheet.guidance.render(language), colour=self._colour(language)
            )
        for at, column in enumerate(layout_sheet.columns, 1):
            put(sheet, layout.HEADER_ROW, at, column.header, bold=True, wrap=True, fill=HEAD)
            sheet.column_dimensions[column_name(at)].width = column.width
        sheet.freeze_panes = f"A{layout.HEADER_ROW + 1}"
        sheet.row_dimensions[layout.HEADER_ROW].height = TWO_LINES
        to_print(sheet)
        sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"
        return sheet

    def _guard(self, sheet: "Worksheet", column: FormColumn, cells: str) -> None:
        """Let Excel offer what fits, refuse what cannot be, and say what belongs in the cells."""
        guard = self._rule(column.what, cells.partition(":")[0])
        guard.allow_blank = True
        guard.promptTitle, guard.prompt = column.thai, self._hint(column).render(self._language)
        guard.showInputMessage = True
        if (wrong := WRONG.get(column.what)) and not self._is_free(column.what):
            guard.errorTitle, guard.error = column.thai, wrong.render(self._language)
            guard.showErrorMessage = True
        guard.add(cells)
        sheet.add_data_validation(guard)

    def _is_free(self, what: What) -> bool:
        """Say whether something is written freely that other years have a list of."""
        return what in AS_PRINTED and what not in self._offered

    def _hint(self, column: FormColumn) -> Text:
        return AS_PRINTED[column.what] if self._is_free(column.what) else column.hint

    def _rule(self, what: What, first: str) -> "DataValidation":
        from openpyxl.worksheet.datavalidation import DataValidation

        if what in self._offered:
            letter = column_name(list(self._offered).index(what) + 1)
            top, count = layout.HEADER_ROW + 1, len(self._offered[what])
            source = f"'{layout.LISTS}'!${letter}${top}:${letter}${top + count - 1}"
            return DataValidation(
                type="list", formula1=source, errorStyle="warning" if what in OPEN else "stop"
            )
        match what:
            case What.SCORE:
                return DataValidation(
                    type="decimal", operator="between", formula1="0", formula2="100"
                )
            case What.YEAR:
                return DataValidation(
                    type="whole", operator="between", formula1="2556", formula2="2699"
                )
            case What.DATE:  # a real date is a number, and is read as well
                return DataValidation(
                    type="custom", formula1=f"OR(ISNUMBER({first}),LEN({first})>=6)"
                )
            case What.CODE:
                return DataValidation(
                    type="custom", formula1=f"LEN({first})=7", errorStyle="warning"
                )
            case What.LINK:
                return DataValidation(
                    type="custom", formula1=f'LEFT({first},4)="http"', errorStyle="warning"
                )
        return DataValidation()
