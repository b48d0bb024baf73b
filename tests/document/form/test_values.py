"""Scores, dates and texts in cells of the form."""

from datetime import date
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from ita_sync.document.draft import Trust
from tests.document.filling import data_of
from tests.document.form.reading_back import FIRST, GENERAL, INDICATORS, MEASURES, fields


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        (98.01, "0.00", ("98.01", "sure", "98.01")),
        (98.00999999999999, "0.00", ("98.01", "sure", "98.01")),
        (0.1 + 0.2, "General", ("0.3", "sure", "0.3")),
        (75, "General", ("75", "sure", "75")),
        (98.0066, "0.00", ("98.01", "mended", "98.0066")),
        (0.9801, "0.00%", ("98.01", "mended", "0.9801")),
        ("๙๘.๐๑", "@", ("98.01", "sure", "๙๘.๐๑")),
        (" 98.01 ", "@", ("98.01", "sure", " 98.01 ")),
        ("98.01 คะแนน", "@", ("98.01", "sure", "98.01 คะแนน")),
        ("๙๘,๐๑ คะแนน", "@", ("98.01", "sure", "๙๘,๐๑ คะแนน")),
        ("ร้อยละ 98,01", "@", ("98.01", "sure", "ร้อยละ 98,01")),
        ("๙๘,๐๑๒", "@", ("98,012", "sure", "๙๘,๐๑๒")),
        (date(2566, 1, 1), "d/m/yyyy", (None, "doubtful", "2566-01-01")),
    ],
)
def test_a_score(book: Workbook, value: Any, code: str, field: tuple[str | None, str, str]) -> None:
    """As the cell shows it; where it holds more, that is said."""
    cell = book[INDICATORS].cell(FIRST, 4)
    cell.value, cell.number_format = value, code
    found = fields(data_of(book))["indicators", 0, "score"]
    assert (found.value, found.trust.value, found.copies[0].seen) == field
    assert (found.why is None) == (found.trust is Trust.SURE)


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        (date(2023, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "[$-107041E]d mmmm yyyy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "[$-D07041E]d mmm yy", ("27 ตุลาคม 2566", "sure", ())),
        (date(2023, 10, 27), "ddd d mmmm bbbb", ("27 ตุลาคม 2566", "sure", ())),
        (date(2566, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2566", "mended", ())),
        (date(1966, 10, 27), "d/m/yyyy", ("27 ตุลาคม 2509", "doubtful", ("27 ตุลาคม 2566",))),
        ("๒๗ ต.ค. ๒๕๖๖", "@", ("27 ต.ค. 2566", "sure", ())),
        ("2023-10-27", "@", ("2023-10-27", "sure", ())),
        ("27/10/66", "@", ("27 ตุลาคม 2566", "mended", ())),
        ("๒๗ ต.ค. ๖๖", "@", ("27 ตุลาคม 2566", "mended", ())),
        ("27/10/23", "@", ("27 ตุลาคม 2566", "mended", ())),
        ("๒๗/๑๐/๒๓", "@", ("๒๗/๑๐/๒๓", "doubtful", ())),
        ("27 ต.ค. 23", "@", ("27 ต.ค. 23", "doubtful", ())),
        ("31/2/66", "@", ("31/2/66", "sure", ())),
    ],
)
def test_a_date(
    book: Workbook, value: Any, code: str, field: tuple[str, str, tuple[str, ...]]
) -> None:
    """A real date is of the Christian era, however it is shown.

    A year that was mistaken for one is told.
    """
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = value, code
    found = fields(data_of(book))["memo", "date"]
    assert (found.value, found.trust.value, found.others) == field


def test_a_date_in_a_workbook_of_1904(book: Workbook) -> None:
    """Old files of a Mac count from another day."""
    book.epoch = CALENDAR_MAC_1904
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = date(2023, 10, 27), "d/m/yyyy"
    assert fields(data_of(book))["memo", "date"].value == "27 ตุลาคม 2566"


def test_texts_that_a_spreadsheet_took_for_something_else(book: Workbook) -> None:
    """A code as a number keeps its zeros; a document number that became a date is doubtful."""
    code, number, due = (
        book[GENERAL].cell(FIRST + 1, 2),
        book[GENERAL].cell(FIRST + 6, 2),
        book[MEASURES].cell(FIRST, 5),
    )
    code.value, code.number_format = 360601, "0000000"
    number.value, number.number_format = date(1962, 1, 17), "d/m/yyyy"
    due.value, due.number_format = date(2024, 3, 31), "d/m/yyyy"
    found = fields(data_of(book))
    assert found["agency", "code"].value == "0360601"
    assert (found["memo", "number"].trust, found["memo", "number"].why is None) == (
        Trust.DOUBTFUL,
        False,
    )
    assert (found["measures", 0, "due"].value, found["measures", 0, "due"].trust) == (
        "31 มีนาคม 2567",
        Trust.SURE,
    )
