"""The form's sheets are recognised wherever they were moved; the rest is noted or refused."""

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook

from ita_sync.document.form.layout import HEADER_ROW
from ita_sync.report import Report
from tests.document.filling import data_of, report_of
from tests.document.form.reading_back import (
    FIRST,
    GENERAL,
    INDICATORS,
    MEASURES,
    STRENGTHS,
    WEAK,
    fields,
    notes,
    refused,
)


def test_sheets_renamed_columns_moved_rows_put_in(book: Workbook, example: Report) -> None:
    """The headers find everything again, and places name the sheet as it is now."""
    book[INDICATORS].title = "คะแนน"
    book[WEAK].insert_cols(1, 2)
    book[WEAK].insert_rows(1, 3)
    book[WEAK].insert_rows(HEADER_ROW + 6)
    book[MEASURES].move_range(f"E{HEADER_ROW}:E200", cols=5)
    book[STRENGTHS].cell(HEADER_ROW, 2).value = "ประเด็นที่ควรรักษาระดับ:"
    book[STRENGTHS].cell(HEADER_ROW, 3).value = "score"
    book.move_sheet("คะแนน", -3)
    data = data_of(book)
    assert report_of(data) == example
    assert notes(data) == []
    assert fields(data)["indicators", 0, "score"].copies[0].place.cell == f"คะแนน!D{FIRST}"
    assert (
        fields(data)["weak", 0, "items", 0, "item"].copies[0].place.cell == f"{WEAK}!D{FIRST + 3}"
    )


def test_what_stands_beside_the_form_is_said(book: Workbook) -> None:
    """A sheet, a column and a line of a person's own are not read, and the notes say so."""
    book.create_sheet("ร่าง")["B2"] = "98.01"
    book.create_sheet("ว่าง")
    book[INDICATORS].cell(HEADER_ROW, 8).value = "หมายเหตุ"
    book[INDICATORS].cell(FIRST, 8).value = "ตรวจแล้ว"
    book[GENERAL].cell(60, 1).value = "ผู้กรอก"
    book[GENERAL].cell(60, 2).value = "กองคลัง"
    book[GENERAL].cell(7000, 2).value = "x"
    book[STRENGTHS].delete_cols(4)
    del book[MEASURES]
    assert notes(data_of(book)) == [
        "Sheet ข้อมูลทั่วไป is larger than a form; what is far below or to the right was not read.",
        f"Not read, since they are in no column of the form: ตัวชี้วัด!H{FIRST}",
        "Sheet ประเด็นที่ควรรักษาระดับ has no column วิธีรักษาระดับ.",
        "Sheet ร่าง is not one of the form's; it was not read.",
        "The workbook has no sheet มาตรการ.",
        "ข้อมูลทั่วไป!B60: the form has no such entry; it was not read.",
    ]


def test_merged_cells(book: Workbook, example: Report) -> None:
    """A merge over several rows says the same for each.

    The steps of one measure may take several rows.
    """
    weak, measures = book[WEAK], book[MEASURES]
    for row in (FIRST + 1, FIRST + 2):
        weak.cell(row, 1).value = None
    weak.merge_cells(f"A{FIRST}:A{FIRST + 2}")
    measures.insert_rows(FIRST + 1)
    first, second = str(measures.cell(FIRST, 3).value).split("\n")
    measures.cell(FIRST, 3).value, measures.cell(FIRST + 1, 3).value = first, second
    for letter in "ABDE":
        measures.merge_cells(f"{letter}{FIRST}:{letter}{FIRST + 1}")
    assert report_of(data_of(book)) == example


def test_another_spreadsheet_is_refused() -> None:
    """In one sentence, and with the way to a form."""
    other = Workbook()
    other.worksheets[0].append(["ลำดับ", "ตัวชี้วัด", "คะแนน"])
    error = refused(data_of(other))
    assert error.code == "document-not-form"
    assert "ita-sync form OUT.xlsx" in str(error.next_step)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda book: book[INDICATORS].delete_cols(4),
            "Sheet ตัวชี้วัด cannot be recognised; columns missing: คะแนน",
        ),
        (
            lambda book: book[WEAK].delete_rows(HEADER_ROW),
            "Sheet ประเด็นที่ต้องแก้ไข cannot be recognised; columns missing: ตัวชี้วัดที่, ข้อคำถาม, คะแนน",
        ),
        (lambda book: book.remove(book[GENERAL]), "The workbook has no sheet ข้อมูลทั่วไป."),
        (
            lambda book: book.copy_worksheet(book[WEAK]),
            "Two sheets hold the same table of the form: ประเด็นที่ต้องแก้ไข, ประเด็นที่ต้องแก้ไข Copy",
        ),
    ],
)
def test_a_form_that_is_not_known_again_is_refused(
    book: Workbook, change: Callable[[Workbook], object], said: str
) -> None:
    """Nothing is guessed where a needed column or sheet is gone, or stands twice."""
    change(book)
    error = refused(data_of(book))
    assert (error.code, str(error.what)) == ("document-form-changed", said)
