"""Where the columns of lines are that are parted by spaces."""

import pytest

from ita_sync.document.text.gutters import Grid, pieces


def test_texts_of_a_line() -> None:
    """Two spaces part them; what takes no room counts only where marks do."""
    assert [(one.text, one.start, one.end) for one in pieces("ที่ 1  ก")] == [
        ("ที่ 1", 0, 5),
        ("ก", 7, 8),
    ]
    assert pieces("ที่ 1  ก", marks=False)[1].start == 5


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["ab   12", "c    34"], [["ab", "12"], ["c", "34"]]),
        (
            ["ab      1", "     x  2", "     y  3"],
            [["ab", "", "1"], ["", "x", "2"], ["", "y", "3"]],
        ),
        (
            ["aa     11", "bb     22", "cc     33", "dd ee 4444"],
            [["aa", "11"], ["bb", "22"], ["cc", "33"], ["dd ee", "4444"]],
        ),
    ],
)
def test_columns(lines: list[str], cells: list[list[str]]) -> None:
    """Between them is what lines leave empty; one that goes across is parted at its spaces."""
    assert Grid.of(lines, 0, marks=True).cells() == cells


def test_a_text_across_columns_is_none_of_the_table() -> None:
    """One that begins in the first."""
    lines = ["ab    12", "cd    34", "ef    56", "a sentence"]
    assert list(Grid.of(lines, 0, marks=True).across()) == [3]
