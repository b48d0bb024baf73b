"""Running numbers go on as the sheet's owner writes them, or are left to him."""

import pytest

from ita_sync.google import CellValue, Snapshot
from ita_sync.table.header import Header
from ita_sync.table.running import running

HEADER = Header(0, 0, 0, {"หน่วยงาน": 1})


def tab(*numbers: CellValue, formula: bool = False) -> Snapshot:
    """Return a tab with these running numbers."""
    rows: dict[int, tuple[CellValue, ...]] = {0: ("ลำดับ ", "หน่วยงาน")}
    rows |= {at: (number, f"อบต. {at}") for at, number in enumerate(numbers, 1)}
    formulas = {(len(numbers), 0): "=ROW()-1"} if formula else {}
    return Snapshot(0, "t", 9, 2, rows, {}, 0.0, formulas=formulas)


@pytest.mark.parametrize(
    ("numbers", "first", "second"),
    [
        ((1, 2), 3, 4),
        ((7.0,), 8, 9),
        (("9",), "10", "11"),
        (("๙.",), "๑๐.", "๑๑."),
        (("12.",), "13.", "14."),
        ((), 1, 2),
    ],
)
def test_they_go_on_as_they_are_written(
    numbers: tuple[CellValue, ...], first: CellValue, second: CellValue
) -> None:
    """Numbers as numbers, texts as texts, Thai digits as Thai digits."""
    rows = list(range(1, len(numbers) + 1))
    found = running(tab(*numbers), HEADER, "ลำดับ", rows, len(numbers) + 1)
    assert found is not None
    assert found.column == 0
    assert [found.cell(1).value, found.cell(2).value] == [first, second]
    assert (found.cell(1).type == "text") is isinstance(first, str)


@pytest.mark.parametrize("number", ["ก", "1/2", 2.5, True, None, ""])
def test_what_is_no_number_is_left_to_the_owner(number: CellValue) -> None:
    """Nothing is guessed."""
    assert running(tab(number), HEADER, "ลำดับ", [1], 2) is None


def test_rows_that_are_numbered_beforehand_keep_their_numbers() -> None:
    """A row that goes in above them gets none: two would have the same."""
    assert running(tab(1, 2, 3, 4), HEADER, "ลำดับ", [1, 2], 3) is None


def test_a_formula_and_a_column_that_is_not_there_are_left_alone() -> None:
    """The owner's formula is copied by him; a misspelt column is none."""
    assert running(tab(1, formula=True), HEADER, "ลำดับ", [1], 2) is None
    assert running(tab(1), HEADER, "ที่", [1], 2) is None
