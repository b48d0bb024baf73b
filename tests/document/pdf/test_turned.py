"""Heads that stand on their side in narrow columns are read; stamps are not."""

import pytest

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import lines, tables

XS = [60.0, 140.0, 180.0, 220.0]


def _heads(matrix: str, *starts: tuple[float, float]) -> Sheet:
    """Draw a table, its second and third head turned: `คข`, in the first over `ขค`."""
    sheet = Sheet()
    sheet.cells(XS, 100, [["คะแนน\nรวม\nปี", "", ""], ["ก", "90.10", "80.20"]])
    for (x, y), text in zip(starts, ("<0E040E02>", "<0E020E04>", "<0E040E04>"), strict=True):
        sheet.operators.append(f"BT /F1 14 Tf {matrix} {x} {y} Tm {text} Tj ET")
    return sheet


@pytest.mark.parametrize(
    ("matrix", "starts"),
    [
        ("0 1 -1 0", ((155, 692), (170, 692), (200, 692))),
        ("0 -1 1 0", ((165, 732), (150, 732), (195, 732))),
    ],
)
def test_turned_letters_are_what_an_empty_cell_holds(
    matrix: str, starts: tuple[tuple[float, float], ...]
) -> None:
    """Whether they are read upwards or downwards, each line beside the one before."""
    assert tables(_heads(matrix, *starts))[0][0] == ["คะแนน\nรวม\nปี", "คข\nขค", "คค"]


def test_turned_letters_beside_others_in_a_cell_are_no_part_of_it() -> None:
    """A stamp may reach into it."""
    sheet = Sheet()
    sheet.cells(XS, 100, [["คะแนน\nรวม\nปี", "ข", "ค"], ["ก", "90.10", "80.20"]])
    sheet.operators.append("BT /F1 14 Tf 0 1 -1 0 155 692 Tm <0E040E02> Tj ET")
    assert tables(sheet)[0][0] == ["คะแนน\nรวม\nปี", "ข", "ค"]
    assert lines(sheet) == []
