"""Checks of strengths."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]


def added(**strength: object) -> dict[str, object]:
    """Return an edit that adds a strength to the three of the example."""
    return {"strengths": lambda rows: [*rows, strength]}


CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"strengths": []}, []),
    (added(indicator=11, point="ก"), ["STRENGTH-INDICATOR"]),
    (added(indicator=5, point="ก", score="85"), []),
    (added(indicator=5, point="ก", score="84.99"), ["STRENGTH-LOW"]),
    (added(indicator=5, point="ก", score="0"), ["STRENGTH-LOW", "STRENGTH-MEAN"]),
    (added(indicator=5, point="ก", score="0.50"), ["STRENGTH-LOW", "STRENGTH-MEAN"]),
    (added(indicator=5, point="ก", score="-0.50"), ["SCORE-RANGE"]),
    (added(indicator=6, point="ก", score=None), []),
    (added(indicator=7, point="ก", score="90"), ["STRENGTH-FAILING"]),
    ({**added(indicator=8, point="ก"), "indicators.7.score": "85.00", "total": "78.35"}, []),
    # 98.01 is the mean of six: one of them at 88 leaves the others above 100.
    (added(indicator=1, point="ก", score="88.10"), []),
    (added(indicator=1, point="ก", score="88.02"), ["STRENGTH-MEAN"]),
    (added(indicator=1, point="ก", score="101"), ["SCORE-RANGE"]),
    (added(indicator=9, point="รายงานผลการดำเนินงานประจำปี"), ["STRENGTH-FAILING", "STRENGTH-WEAK"]),
    (added(indicator=9, point="o๑๓ รายงาน", score="100"), ["STRENGTH-FAILING", "STRENGTH-WEAK"]),
    (added(indicator=9, point="O12 รายงาน", score="100"), ["STRENGTH-FAILING"]),
    (added(indicator=8, point="ข้อ e7 การสื่อสาร"), ["STRENGTH-WEAK"]),
    (added(indicator=8, point="(e7) การสื่อสาร"), ["STRENGTH-WEAK"]),
    (added(indicator=8, point="e1 การให้บริการ"), ["STRENGTH-ELSEWHERE"]),
    (
        {
            **added(indicator=8, point="e99 ข้อที่ไม่มี"),
            "weak.0.items.0.item": "e99",
            "measures.0.item": "e99",
        },
        ["MEASURE-ITEM-UNKNOWN", "STRENGTH-WEAK", "WEAK-ITEM-UNKNOWN"],
    ),
    (added(indicator=8, point="E-Service ของเทศบาล"), []),
    (added(indicator=8, point="o99 ข้อที่ไม่มี"), []),
    ({"strengths": lambda rows: [*rows, rows[0]]}, ["STRENGTH-DOUBLE"]),
    (
        {
            "strengths": [
                {"indicator": 11, "point": "ก"},
                {"indicator": 5, "point": "ก", "score": "84.99"},
            ]
        },
        ["STRENGTH-INDICATOR", "STRENGTH-LOW"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_strengths(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the strengths gives exactly these codes."""
    assert codes(edits) == expected
