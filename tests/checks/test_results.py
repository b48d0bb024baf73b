"""Checks of the result of each indicator."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"indicators.0.result": "ไม่ผ่านเกณฑ์"}, ["RESULT-WRONG"]),
    ({"indicators.6.result": "ผ่านเกณฑ์"}, ["RESULT-WRONG"]),
    ({"indicators.7.score": "85.00", "total": "78.35"}, []),
    (
        {"indicators.7.score": "85.00", "indicators.7.result": "ไม่ผ่านเกณฑ์", "total": "78.35"},
        ["RESULT-EDGE"],
    ),
    ({"indicators.0.result": None}, ["RESULT-MISSING"]),
    ({"indicators.7.score": "84.99", "total": "78.34"}, ["RESULT-WRONG", "WEAK-MISSING"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_results(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of score and result gives exactly these codes."""
    assert codes(edits) == expected
