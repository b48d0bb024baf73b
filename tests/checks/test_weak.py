"""Checks of weak indicators and items."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]


def split(rows: list[dict[str, list[object]]]) -> list[object]:
    """Return the weak list with the items of its second indicator in two sections."""
    first, second, third = rows
    return [first, {**second, "items": second["items"][:3]}, {**second, "items": second["items"][3:]}, third]


CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"weak.0.items": [], "measures": lambda rows: rows[3:]}, ["WEAK-MISSING"]),
    ({"weak.0": ..., "measures": lambda rows: rows[3:]}, ["WEAK-MISSING"]),
    (
        {
            "weak": lambda rows: [
                *rows,
                {"indicator": 8, "items": [{"item": "e11", "score": "80", "remedy": "ก"}]},
            ]
        },
        ["MEASURE-MISSING", "WEAK-PASSING"],
    ),
    ({"weak": lambda rows: [*rows, {"indicator": 11, "items": []}]}, ["WEAK-INDICATOR"]),
    ({"weak": lambda rows: [*rows, rows[0]]}, ["WEAK-DOUBLE"]),
    ({"weak": split}, ["WEAK-DOUBLE"]),
    ({"weak.1.items": lambda rows: [*rows, rows[0]]}, ["WEAK-DOUBLE"]),
    ({"weak.1.items.0.item": "o44"}, ["MEASURE-ITEM", "MEASURE-MISSING", "WEAK-ITEM-UNKNOWN"]),
    ({"weak.1.items.0.item": "o31"}, ["MEASURE-ITEM", "MEASURE-MISSING", "WEAK-ITEM-ELSEWHERE"]),
    ({"weak.0.items.0.score": "84.99"}, []),
    ({"weak.0.items.0.score": "85.00"}, ["WEAK-ITEM-SCORE"]),
    ({"weak.1.items.0.score": "50"}, ["WEAK-OIT-SCORE"]),
    ({"weak.1.items.0.score": "100"}, ["WEAK-OIT-SCORE"]),
    ({"weak.1.items.0.score": "0"}, []),
    ({"weak.1.items.5": ..., "measures.8": ...}, ["WEAK-OIT-SUM"]),
    ({"indicators.9.score": "48.35"}, ["TOTAL-SUM", "WEAK-OIT-SUM"]),
    # Another item of the same sub-indicator gives the same score.
    ({"weak.1.items.0.item": "o11", "measures.3.item": "o11"}, []),
    ({"weak.0.items.0.score": "10"}, ["WEAK-MEAN"]),
    ({"weak.0.items.2": ..., "weak.0.items.1": ..., "measures.2": ..., "measures.1": ...}, []),
    ({"weak.0.items.0.remedy": None}, ["WEAK-REMEDY"]),
    ({"weak.1.remedy": None}, ["WEAK-REMEDY"] * 6),
    ({"weak.0.items.0.remedy": None, "weak.0.remedy": "เผยแพร่ให้ทั่วถึง"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_weak(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the weak points gives exactly these codes."""
    assert codes(edits) == expected
