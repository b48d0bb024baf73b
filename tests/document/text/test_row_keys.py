"""The lines with which the rows of a table begin whose columns are spaces."""

import pytest

from ita_sync.document.text import row_keys


@pytest.mark.parametrize(
    ("cells", "keys"),
    [
        # an indicator may have several items or none
        (
            [
                ("1", "การใช้อำนาจ", "i6"),
                ("", "", "i7"),
                ("2", "คุณภาพ", "e7"),
                ("3", "อาคาร", "-"),
                ("", "ต่อ", ""),
            ],
            [0, 1, 2, 3],
        ),
        # so on another page, too
        ([("6", "ก", "e7"), ("", "", "e8"), ("7", "ข", "e9"), ("8", "ค", "-")], [0, 1, 2, 3]),
        # a line with little but a number is none
        (
            [("i6", "1", "ก"), ("", "2", ""), ("i7", "3", "ข"), ("", "ค", ""), ("i8", "", "ง")],
            [0, 2, 4],
        ),
        # on another page they count on
        ([("6", "ก"), ("", "ข"), ("7", "ค"), ("8", "ง")], [0, 2, 3]),
        ([("6", "ก"), ("", "ข"), ("9", "ค"), ("8", "ง")], []),
    ],
)
def test_numbers_beside_items(cells: list[tuple[str, ...]], keys: list[int]) -> None:
    """Those that count on begin rows."""
    assert row_keys.keys(cells, least=2) == keys
