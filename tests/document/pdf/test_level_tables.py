"""Names in one box and their figures in another, row by row, are one table."""

import pytest

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import tables

NAMES = [["เฉลี่ย IIT"], ["เฉลี่ย EIT"]]


@pytest.mark.parametrize(
    ("figures", "top", "count"),
    [
        ([["88.52"], ["92.83"]], 100, 1),
        ([["88.52"], ["ไม่มี"]], 100, 2),  # texts of another table
        ([["88.52"], ["92.83"]], 109, 2),  # at other heights
        ([["88.52"], ["92.83"], ["94.41"]], 100, 2),
    ],
)
def test_a_column_of_figures_belongs_to_the_names_at_its_left(
    figures: list[list[str]], top: int, count: int
) -> None:
    """Where each stands beside one."""
    sheet = Sheet()
    sheet.cells([60, 200], 100, NAMES)
    sheet.cells([300, 400], top, figures)
    found = tables(sheet)
    assert len(found) == count
    if count == 1:
        assert found == [[["เฉลี่ย IIT", "88.52"], ["เฉลี่ย EIT", "92.83"]]]
