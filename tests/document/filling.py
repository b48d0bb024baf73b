"""Fills a report into the form as a person would, with openpyxl: what the reader must get back."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_sync import thai
from ita_sync.document.draft import Field, Node
from ita_sync.document.form import read, write
from ita_sync.document.form.layout import (
    ENTRIES,
    HEADER_ROW,
    INDICATORS,
    MEASURES,
    STRENGTHS,
    WEAK,
    What,
)
from ita_sync.report import Report
from ita_sync.rules import Framework
from tests.checks.generator import years

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
Typed = Callable[[Worksheet, int, int, Any, What], None]


def rules(year: int) -> Framework:
    """Return the rules of a year."""
    return next(framework for framework in years() if framework.fiscal_year == year)


def empty(folder: Path, year: int) -> Workbook:
    """Return the empty form of a year."""
    path = folder / f"empty-{year}.xlsx"
    if not path.exists():
        write(path, rules(year), "th")
    return openpyxl.load_workbook(path)


def data_of(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plainly(sheet: Worksheet, row: int, column: int, value: Any, what: What) -> None:
    """Type a value as the form wants it: scores as numbers, all else as text."""
    cell = sheet.cell(row, column)
    if what in {What.SCORE, What.YEAR, What.INDICATOR}:
        cell.value = float(value) if what is What.SCORE else int(value)
    elif isinstance(value, date):
        cell.value = thai.format_date(value)
    else:
        cell.value = "\n".join(value) if isinstance(value, tuple) else str(value)


def anyhow(rng: Random) -> Typed:
    """Return a hand that types in all ways that mean the same.

    Thai digits, real dates, spaces, capitals.
    """

    def typed(sheet: Worksheet, row: int, column: int, value: Any, what: What) -> None:
        plainly(sheet, row, column, value, what)
        cell = sheet.cell(row, column)
        chance = rng.random()
        if chance > 0.5:
            return
        if isinstance(value, date):
            cell.value = value
            cell.number_format = rng.choice(
                ["d/m/yyyy", "[$-107041E]d mmmm yyyy", "d mmmm bbbb", "[$-1070000]dd/mm/yy"]
            )
        elif what in {What.SCORE, What.YEAR, What.INDICATOR}:
            cell.value = str(value).translate(THAI) if chance < 0.25 else str(value)
        elif what is What.ITEM:
            cell.value = rng.choice(
                [str(value).upper(), str(value).translate(THAI), f" {value[0]} {value[1:]}\u200b"]
            )
        elif isinstance(value, tuple):
            cell.value = "\n\n".join(f" {line} " for line in value) + "\n"
        else:
            cell.value = f"\u200b {value}  "

    return typed


def fill(book: Workbook, report: Report, typed: Typed = plainly) -> Workbook:
    """Type a report into its year's form."""
    general = book["ข้อมูลทั่วไป"]
    for row, entry in enumerate(ENTRIES, HEADER_ROW + 1):
        value: Any = report
        for step in entry.key.split("."):
            value = getattr(value, step) if value is not None else None
        if value is not None:
            typed(general, row, 2, value, entry.what)
    _table(book, INDICATORS.title, [dict(entry) for entry in report.indicators], typed)
    weak = [
        {"indicator": group.indicator, **dict(item), "remedy_of_all": None if at else group.remedy}
        for group in report.weak
        for at, item in enumerate(group.items)
    ]
    _table(book, WEAK.title, weak, typed)
    _table(book, STRENGTHS.title, [dict(entry) for entry in report.strengths], typed)
    _table(book, MEASURES.title, [dict(entry) for entry in report.measures], typed)
    return book


def _table(book: Workbook, title: str, entries: list[dict[str, Any]], typed: Typed) -> None:
    layout = next(
        sheet for sheet in (INDICATORS, WEAK, STRENGTHS, MEASURES) if sheet.title == title
    )
    for row, entry in enumerate(entries, HEADER_ROW + 1):
        for at, column in enumerate(layout.columns, 1):
            value = entry[column.key]
            book[title].cell(row, at).value = None
            if value not in {None, ()}:
                typed(book[title], row, at, value, column.what)


def values(node: Node) -> Any:
    """Return fields as a report file would hold them."""
    if isinstance(node, Field):
        return node.value
    if isinstance(node, dict):
        return {key: values(child) for key, child in node.items()}
    return [values(child) for child in node]


def report_of(data: bytes) -> Report:
    """Return the report that a filled form gives."""
    return Report.model_validate(values(read(data, rules)[0]))
