"""Values: keys that compare, and what counts as the same in a cell."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.config_file import CellType
from ita_sync.row import Cell, fold_value, for_pasting, same_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5360601", 5360601),
        ("๒๕๖๖", 2566.0),
        (Decimal("78.40"), 78.4),
        (" ดําเนินงาน ", "ดำเนิน\u200bงาน"),
        ("เเผน", "แผน"),
        ("ITA", "ｉｔａ"),
        ("0360601", 360601),
        ("000", 0),
    ],
)
def test_values_that_look_alike_are_one_key(one: object, other: object) -> None:
    """Digits, spaces, invisible characters, split vowels, types."""
    assert fold_value(one) == fold_value(other)


@pytest.mark.parametrize(
    ("sent", "found", "same"),
    [
        (None, None, True),
        (None, "", True),
        (None, 0, False),
        (Decimal("78.41"), 78.41, True),
        (Decimal(2566), 2566, True),
        (Decimal(1), True, False),
        (Decimal("78.41"), "78.41", False),
        (Decimal("78.41"), 78.42, False),
        ("5360601", 5360601, True),
        ("5360601", 5360602, False),
        ("0123", 123, False),
        ("1", True, False),
        ("ผ่าน", " ผ่าน", True),
        ("ผ่าน", "ผ่านดี", False),
    ],
)
def test_what_counts_as_the_same_value(sent: Any, found: object, same: bool) -> None:  # noqa: FBT001 - a table
    """A pasted code may have become a number; a score that became text has not stayed a score."""
    assert same_value(sent, found) is same


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_a_score_survives_the_way_through_json_numbers(score: Decimal) -> None:
    """What is sent as a double comes back as the same decimal."""
    assert same_value(score, float(score))


def test_booleans_fold_to_words() -> None:
    """A checkbox in a key column is no number."""
    assert fold_value(value=True) == "true"


@pytest.mark.parametrize(
    ("kind", "value", "pasted"),
    [
        ("number", Decimal("-1.5"), "-1.5"),
        ("number", None, ""),
        ("text", "ก\tข\n=1", "ก ข =1"),
        ("text", "5360601", "'5360601"),
        ("text", "-1.5", "'-1.5"),
        ("text", "\u200b=1", "'=1"),
        ("text", " \n＝1", "'＝1"),
        ("text", "\u3164@ก", "'@ก"),
        ("link", "=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("link", "https://a.go.th/", "https://a.go.th/"),
    ],
)
def test_what_is_pasted_is_never_run(kind: CellType, value: Any, pasted: str) -> None:
    """However a formula is written; a number stays one."""
    assert for_pasting(Cell("ก", kind, value)) == pasted
