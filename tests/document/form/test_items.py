"""Items that a person wrote short."""

from openpyxl.workbook import Workbook

from ita_sync.document.draft import Trust
from tests.document.filling import data_of
from tests.document.form.reading_back import FIRST, MEASURES, WEAK, fields


def test_what_is_written_short(book: Workbook) -> None:
    """An item without its letter, and a blank indicator: taken and marked where only one fits."""
    weak, measures = book[WEAK], book[MEASURES]
    weak.cell(FIRST, 1).value = None
    weak.cell(FIRST + 3, 2).value = 13
    weak.cell(FIRST + 4, 2).value = "o14 คู่มือ"
    weak.cell(FIRST + 5, 2).value = "O๑๐๐ คู่มือ"
    weak.cell(FIRST + 6, 2).value = "o13 1. คู่มือ"
    measures.cell(FIRST + 3, 1).value = "013"
    measures.cell(FIRST + 4, 1).value = "๙"
    found = fields(data_of(book))
    mended = (
        found["weak", 0, "indicator"],
        found["weak", 1, "items", 0, "item"],
        found["measures", 3, "item"],
    )
    assert [(field.value, field.trust, field.why is None) for field in mended] == [
        ("7", Trust.MENDED, False),
        ("o13", Trust.MENDED, False),
        ("o13", Trust.MENDED, False),
    ]
    assert found["weak", 1, "items", 1, "item"].value == "o14"
    assert found["weak", 1, "items", 2, "item"].value == "o100"
    assert found["weak", 1, "items", 3, "item"].value == "o13 1. คู่มือ"  # not o131: left to `check`
    assert (found["measures", 4, "item"].value, found["measures", 4, "item"].trust) == (
        "9",
        Trust.DOUBTFUL,
    )
