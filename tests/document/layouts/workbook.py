"""A manuscript as an officer types it into a spreadsheet of their own."""

import re
from pathlib import Path

from openpyxl.styles import Alignment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.document.layouts.manuscript import Cell, Heading, Manuscript, NewPage, Paragraph, Table

_FIGURE = re.compile(r"[0-9]{1,3}\.[0-9]{2}")


def write(manuscript: Manuscript, path: Path) -> None:
    """Write it into one sheet: texts in the first column, tables below each other."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "รายงาน"
    row = 1
    for block in manuscript.blocks:
        match block:
            case Heading(text):
                row = _text(sheet, row + 1, text)
            case Paragraph("", _):
                row += 1
            case Paragraph(text, number):
                row = _text(sheet, row, text if number is None else f"{number}. {text}")
            case NewPage():
                row += 1
            case Table() as table:
                for rows in table.pieces():
                    row = _table(sheet, row + 1, rows) + 1
    book.save(path)


def _text(sheet: Worksheet, row: int, text: str) -> int:
    sheet.cell(row, 1).value = text
    return row + 1


def _table(sheet: Worksheet, first: int, rows: tuple[tuple[Cell | None, ...], ...]) -> int:
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells, 1):
            if cell is None:
                continue
            place = sheet.cell(row, column)
            figure = _FIGURE.fullmatch(cell.text)
            place.value = float(cell.text) if figure else cell.text
            place.number_format = "0.00" if figure else "@"
            place.alignment = Alignment(wrap_text=True)
            if cell.across > 1 or cell.down > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=column,
                    end_row=row + cell.down - 1,
                    end_column=column + cell.across - 1,
                )
    return first + len(rows)
