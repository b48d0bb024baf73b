"""Number formats show numbers as a spreadsheet does."""

from decimal import Decimal

import pytest

from ita_sync.document.form.numbers import dates, shown


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("98.01", "General", "98.01"),
        ("75", "General", "75"),
        ("75", "0.00", "75.00"),
        ("75", "0.0#", "75.0"),
        ("98.01", "0.0#", "98.01"),
        ("48.755", "0.00", "48.76"),
        ("-0.004", "0.00", "0.00"),
        ("5", "#,##0.00_);[Red](#,##0.00)", "5.00"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("85", '0.00" คะแนน"', "85.00"),
        ("85", "[$-D00041E]0.00", "85.00"),
        ("85", "t0.00", "85.00"),
        ("36", "0000000", "0000036"),
        ("0.9801", "0.00%", "98.01%"),
        ("0.00001", "General", "0.00001"),
        ("1E+300", "0.00", "1E+300"),
        ("7", "@", "7"),
        ("7", "# ?/?", "7"),
        ("7", "0.00E+00", "7"),
    ],
)
def test_numbers_as_they_are_shown(number: str, code: str, text: str) -> None:
    """The format of the cell decides on decimals and leading zeros."""
    assert shown(Decimal(number), code) == text
    assert not dates(code)
