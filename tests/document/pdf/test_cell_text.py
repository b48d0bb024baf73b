"""Addresses that a cell cut are whole again."""

import pytest

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import MEASURES_HEADER, tables


@pytest.mark.parametrize("tail", ["p=sharing", "f"])
def test_an_address_that_was_cut_within_a_word_is_whole(tail: str) -> None:
    """A line of an address that reaches the edge of its cell had no room to end there."""
    row = ["ลิงก์", f"https://www.example.go.th/ita/report.pd\n{tail}", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == f"https://www.example.go.th/ita/report.pd{tail}"


def test_a_word_below_a_whole_address_is_no_part_of_it() -> None:
    """An address that had room ended by itself."""
    row = ["ลิงก์", "https://www.example.go.th/a\nITA", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == row[1]


def test_an_address_that_was_cut_at_the_end_of_a_line_is_whole() -> None:
    """No letter of an address is a space."""
    row = ["ลิงก์", "https://www.example.go.th/ita/\nreport.pdf", "-"]
    sheet = Sheet()
    sheet.cells([60.0, 130.0, 420.0, 540.0], 100, [MEASURES_HEADER, row])
    assert tables(sheet)[0][1][1] == "https://www.example.go.th/ita/report.pdf"
