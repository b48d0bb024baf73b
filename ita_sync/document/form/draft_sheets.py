"""The sheets of a form that was filled in from a document.

Its values, what is to be decided about them, and where each comes from.
"""

import re
from typing import TYPE_CHECKING

from ita_sync.document import describe
from ita_sync.document.draft import Copy, Draft, Trust
from ita_sync.document.form import layout
from ita_sync.document.form.again import record
from ita_sync.document.form.asking import Asked, ask
from ita_sync.document.form.beside import ORIGINS, TO_DECIDE
from ita_sync.document.form.layout import FormColumn, FormSheet, What
from ita_sync.document.form.looks import (
    GIVEN,
    HEAD,
    LOOKS,
    QUIET,
    TWO_LINES,
    WHITE,
    fit,
    link,
    mark,
    note,
    put,
    to_print,
)
from ita_sync.document.form.marks import TICK
from ita_sync.document.form.placing import FIRST, Placed, place
from ita_sync.document.form.words import AS_TYPED, FILL_IN, FORMATS, LEGEND, TO_DO
from ita_sync.document.parts import Kind
from ita_sync.document.write import complete, cut_to_fit
from ita_sync.i18n import LANGUAGES, Language, N, T, Text
from ita_sync.report import Loc, column_name, meaning

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NOTE = 1000
"""Characters in one note."""
_DIGEST = 12
_TITLE = 6
"""Points that a title takes beyond a line."""
_SCORE = re.compile(r"[0-9]{1,3}(?:\.([0-9]{1,6}))?")
_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
_NUMBERS = {What.YEAR, What.INDICATOR}
_DECIMALS = 6


class DraftSheets:
    """What a draft puts into a form.

    Args:
        draft: what was read.
        shown: the report fields that the sheet's columns show.
        ticked: fields that a person has decided before.
        language: of the person.
    """

    def __init__(
        self,
        draft: Draft,
        shown: frozenset[str],
        ticked: frozenset[Loc],
        language: Language,
    ) -> None:
        self._draft, self._ticked, self._language = draft, ticked, language
        self._placed = list(place(complete(draft)))
        self._asked = ask(draft, self._placed, shown)
        self._by_cell = {cell: asked for asked in self._asked for cell in asked.cells}

    def rows(self, sheet: FormSheet) -> int:
        """Return how many rows of a sheet are filled."""
        return max(
            (cell.row - FIRST + 1 for cell in self._placed if cell.sheet is sheet), default=0
        )

    def fill(self, sheet: "Worksheet", layout_sheet: FormSheet) -> None:
        """Put the values into a sheet; what is to be decided is marked, and has a note."""
        for placed in self._placed:
            if placed.sheet is not layout_sheet:
                continue
            value, pattern = _value(placed)
            cell = put(sheet, placed.row, placed.at, value, wrap=True, fill=WHITE, pattern=pattern)
            asked = self._by_cell.get(placed)
            if asked:
                mark(cell, LOOKS[asked.mark])
                said = (f"[{asked.number}]", asked.mark, self._origin(placed))
                note(cell, " ".join(part for part in said if part))
            elif placed.trust is Trust.MENDED and not placed.again:
                note(cell, self._origin(placed))
        last = max(
            self.rows(layout_sheet), len(layout.ENTRIES) if layout_sheet is layout.GENERAL else 1
        )
        width = column_name(len(layout_sheet.columns))
        sheet.print_area = f"A1:{width}{layout.HEADER_ROW + last}"
        for row in range(1, layout.HEADER_ROW):
            fit(sheet, row)
        for row in range(FIRST, sheet.max_row + 1):
            fit(sheet, row)

    def to_decide(self, book: "Workbook") -> None:
        """Add the sheet that lists what is to be decided, with a place to tick."""
        sheet: Worksheet = book.create_sheet(TO_DECIDE.title)
        to_print(sheet)
        for at, column in enumerate(TO_DECIDE.columns, 1):
            sheet.column_dimensions[column_name(at)].width = column.width
        row = self._guide(sheet)
        for at, column in enumerate(TO_DECIDE.columns, 1):
            put(sheet, row, at, _head(column), bold=True, wrap=True, fill=HEAD)
        sheet.row_dimensions[row].height = TWO_LINES
        sheet.freeze_panes = f"A{row + 1}"
        sheet.print_title_rows = f"{row}:{row}"
        first = row + 1
        for row, asked in enumerate(self._asked, first):
            self._line(sheet, row, asked)
            fit(sheet, row)
        if self._asked:
            self._tick(sheet, first, row)
        row = self._about_document(sheet, row + 2)
        sheet.print_area = f"A1:{column_name(len(TO_DECIDE.columns))}{row}"

    def origins(self, book: "Workbook") -> None:
        """Add the sheet that says where each value was read."""
        sheet: Worksheet = book.create_sheet(ORIGINS.title)
        to_print(sheet)
        put(sheet, 1, 1, f"{ORIGINS.title} / {ORIGINS.english}", bold=True, size=14)
        for row, language in enumerate(self._languages(), 2):
            colour = "" if language == self._language else QUIET
            put(sheet, row, 1, ORIGINS.guidance.render(language), colour=colour)
        for at, column in enumerate(ORIGINS.columns, 1):
            put(sheet, layout.HEADER_ROW, at, _head(column), bold=True, wrap=True, fill=HEAD)
            sheet.column_dimensions[column_name(at)].width = column.width
        sheet.row_dimensions[layout.HEADER_ROW].height = TWO_LINES
        sheet.freeze_panes = f"A{FIRST}"
        sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"
        read = [cell for cell in self._placed if cell.text is not None or self._copies(cell)]
        for row, (placed, said) in enumerate(zip(read, record(read), strict=True), FIRST):
            for at, text in enumerate((*said, self._origin(placed)), 1):
                put(sheet, row, at, text, wrap=True, fill=GIVEN, pattern=AS_TYPED)
            fit(sheet, row)

    def _languages(self) -> list[Language]:
        return sorted(LANGUAGES, key=lambda language: language != self._language)

    def _guide(self, sheet: "Worksheet") -> int:
        """Say what to do, and what the colours mean; return the row for the header."""
        put(sheet, 1, 1, f"{TO_DECIDE.title} / {TO_DECIDE.english}", bold=True, size=14)
        document = self._draft.document
        told = {"name": document.path.name, "digest": document.sha256[:_DIGEST]}
        read = T("Read from {name} (sha256 {digest}).", **told)
        put(sheet, 2, 1, f"{layout.MARK} · {read.render(self._language)}", colour=QUIET)
        row = 3
        for language in self._languages():
            colour = "" if language == self._language else QUIET
            for number, step in enumerate(TO_DO, 1):
                put(sheet, row, 1, f"{number}. {step.render(language)}", colour=colour)
                row += 1
        row += 1
        for look, meant in LEGEND.items():
            said = look or FILL_IN.render(self._language)
            cell = put(sheet, row, 2, said, bold=True, fill=WHITE, across="center")
            mark(cell, LOOKS[look])
            both = " / ".join(meant.render(language) for language in self._languages())
            put(sheet, row, 3, both)
            row += 1
        for each in range(1, row + 2):
            fit(sheet, each)
        sheet.row_dimensions[1].height = sheet.row_dimensions[1].height + _TITLE
        return row + 1

    def _line(self, sheet: "Worksheet", row: int, asked: Asked) -> None:
        first = asked.cells[0]
        values = {
            "number": str(asked.number),
            "ticked": TICK if self._is_ticked(asked) else None,
            "mark": asked.mark or FILL_IN.render(self._language),
            "what": self._name(asked),
            "value": self._quoted(first) if len(asked.cells) == 1 else None,
            "origin": self._told(asked),
            "place": f"{first.sheet.title} {column_name(first.at)}{first.row}",
        }
        for at, column in enumerate(TO_DECIDE.columns, 1):
            cell = put(sheet, row, at, values[column.key], wrap=True, fill=WHITE, pattern=AS_TYPED)
            if column.key == "place":
                link(cell, first.sheet.title, f"{column_name(first.at)}{first.row}")
            if column.key == "mark":
                put(sheet, row, at, values["mark"], bold=True, fill=WHITE, across="center")
                mark(cell, LOOKS[asked.mark])
            if column.key == "ticked":
                said = values["ticked"]
                put(sheet, row, at, said, bold=True, size=12, fill=WHITE, across="center")

    def _is_ticked(self, asked: Asked) -> bool:
        """Say whether a person has decided all that a line is about."""
        return all(self._ticked.intersection(loc for loc, _ in cell.inside) for cell in asked.cells)

    def _tick(self, sheet: "Worksheet", first: int, last: int) -> None:
        """Let the ticks be chosen, and lines with one turn quiet."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles import Font
        from openpyxl.worksheet.datavalidation import DataValidation

        at = [column.key for column in TO_DECIDE.columns].index("ticked") + 1
        letter, end = column_name(at), column_name(len(TO_DECIDE.columns))
        choose = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True)
        choose.promptTitle = TO_DECIDE.columns[at - 1].thai
        choose.prompt = T("Choose ✓ once the cell is right.").render(self._language)
        choose.showInputMessage = True
        choose.errorStyle = "warning"
        choose.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(choose)
        said = {"formula": [f'${letter}{first}<>""'], "font": Font(color="9A9A9A")}
        done = FormulaRule(**said)  # type: ignore[no-untyped-call] # its types are none
        sheet.conditional_formatting.add(f"D{first}:{end}{last}", done)
        left = T("Left to decide:").render(self._language)
        put(sheet, first - 2, 4, left, bold=True, across="right")
        count = put(sheet, first - 2, 5, None, bold=True)
        count.value = f'=COUNTIF({letter}{first}:{letter}{last},"")'

    def _about_document(self, sheet: "Worksheet", row: int) -> int:
        notes = [note.cut(describe.WHY).render(self._language) for note in self._draft.notes]
        if not self._asked:
            nothing = T("Nothing is left to decide. Check the file, and go on as it says.")
            notes.insert(0, nothing.render(self._language))
        if notes:
            put(sheet, row, 1, T("About the document:").render(self._language), bold=True)
        for number, text in enumerate(notes, row + 1):
            put(sheet, number, 1, f"– {describe.quote(text, _NOTE)}")
        return row + len(notes)

    def _name(self, asked: Asked) -> str:
        """Return what a line is about, in the words of the form."""
        first = asked.cells[0]
        if len(asked.cells) > 1:
            count = N("{count} cell", "{count} cells", count=len(asked.cells))
            return f"{first.sheet.title}: {count.render(self._language)}"
        thai = first.column.thai if self._language == "th" else first.column.english
        if first.sheet is layout.GENERAL:
            return thai
        return f"{first.sheet.title} · {first.name or '–'} · {thai}"

    def _quoted(self, placed: Placed) -> str | None:
        return describe.quote(placed.text) if placed.text is not None else None

    def _told(self, asked: Asked) -> str:
        """Return where the document has what a line is about."""
        if len(asked.cells) == 1:
            return self._origin(asked.cells[0])
        places = [copy.place for cell in asked.cells for copy in self._copies(cell)]
        if not places:
            return ""
        paragraphs = self._draft.document.kind is Kind.WORD
        ends = [spot.describe(paragraphs=paragraphs) for spot in (places[0], places[-1])]
        told = T(
            "{count} cells: from {first} to {last}",
            count=len(asked.cells),
            first=ends[0],
            last=ends[1],
        )
        return told.render(self._language)

    def _copies(self, placed: Placed) -> list[Copy]:
        return [copy for _, field in placed.inside for copy in field.copies]

    def _origin(self, placed: Placed) -> str:
        """Return where a cell's value was read, and why it is so."""
        told: dict[str, None] = {}
        for loc, field in placed.inside:
            said: Text | None = describe.explain(cut_to_fit(field), self._draft)
            if said is None and field.value is None:
                said = T(describe.MISSING.msgid, meaning=meaning(loc))
            if said:
                told.setdefault(describe.quote(said.render(self._language), _NOTE))
        return describe.quote(" · ".join(told), _NOTE)


def _head(column: FormColumn) -> str:
    """Return the header of a column that nobody has to fill in."""
    return f"{column.thai}\n{column.english}"


def _value(placed: Placed) -> tuple[str | float | None, str]:
    """Return what a cell holds, and its number format: figures are numbers as they were printed."""
    text, what = placed.text, placed.column.what
    if what is What.SCORE and text and (found := _SCORE.fullmatch(text)):
        places = len(found[1] or "")
        return float(text), f"0.{'0' * places}{'#' * (_DECIMALS - places)}" if places else "General"
    if what in _NUMBERS and text and _WHOLE.fullmatch(text):
        return int(text), FORMATS[what]
    return text, AS_TYPED
