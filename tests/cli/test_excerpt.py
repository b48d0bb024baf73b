"""A line of the file with a caret under the place."""

import pytest

from ita_sync.cli.excerpt import excerpt
from ita_sync.report import Position


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "under"),
    [
        ("total: 39.41", 8, 60, "    7 | total: 39.41", "      |        ^"),
        ("a: ที่นี่ x", 12, 60, "    7 | a: ที่นี่ x", "      |        ^"),
        ("a:\tb", 4, 60, "    7 | a: b", "      |    ^"),
        ("a: \u200bb", 5, 60, "    7 | a: ·b", "      |     ^"),
        ("a: \u3164\U000e0041b", 6, 60, "    7 | a: ··b", "      |      ^"),
        ("x" * 100, 1, 60, "    7 | " + "x" * 50 + "…", "      | ^"),
        ("x" * 100, 100, 60, "    7 | …" + "x" * 50, "      | " + " " * 50 + "^"),
        ("x" * 100, 50, 60, "    7 | …" + "x" * 50 + "…", "      | " + " " * 26 + "^"),
        ("short", 99, 60, "    7 | short", "      |      ^"),
    ],
)
def test_the_caret_stands_under_the_field(
    line: str, column: int, width: int, shown: str, under: str
) -> None:
    """Thai marks have no width, tabs are one column, long lines are cut around it."""
    assert excerpt(line, Position(7, column), width) == (shown, under)


def test_a_cut_does_not_part_a_letter_from_its_marks() -> None:
    """No line begins with a mark that belongs to a letter left out."""
    shown, under = excerpt("ที่" * 100 + "x", Position(1, 301), 60)
    assert shown.startswith("    1 | …ที่")
    assert under.endswith("^")


def test_a_line_of_a_million_characters_is_shown_quickly() -> None:
    """A file may be one line."""
    shown, _ = excerpt("ก" * 1_000_000, Position(1, 500_000), 80)
    assert len(shown) < 90
