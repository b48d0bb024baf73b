"""Checks of the measures."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"measures.0": ...}, ["MEASURE-MISSING"]),
    ({"measures": []}, ["MEASURE-MISSING"] * 16),
    ({"measures.0.item": "e16"}, ["MEASURE-ITEM-UNKNOWN", "MEASURE-MISSING"]),
    ({"measures": lambda rows: [*rows, {**rows[0], "item": "e8"}]}, ["MEASURE-ITEM"]),
    ({"measures": lambda rows: [*rows, rows[0]]}, []),
    ({"measures.0.division": None}, ["MEASURE-DIVISION"]),
    ({"measures.0.steps": []}, ["MEASURE-STEPS"]),
    ({"measures.0.due": None}, ["MEASURE-DUE"]),
    ({"measures.0.due": None, "measures.0.due_date": "31/03/2567"}, []),
    ({"measures.0.due_date": "1 ตุลาคม 2566"}, []),
    ({"measures.0.due_date": "30 กันยายน 2566"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due_date": "1 ตุลาคม 2567"}, ["MEASURE-DUE-YEAR"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_measures(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the measures gives exactly these codes."""
    assert codes(edits) == expected
