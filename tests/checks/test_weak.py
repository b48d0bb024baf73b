"""Checks of weak indicators and items."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]


def split(rows: list[dict[str, list[object]]]) -> list[object]:
    """Return the weak list with the items of its second indicator in two sections."""
    first, second, third = rows
    return [
        first,
        {**second, "items": second["items"][:3]},
        {**second, "items": second["items"][3:]},
        third,
    ]


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
        ["MEASURE-MISSING", "WEAK-ORDER", "WEAK-PASSING"],
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
    # With all others at 100, one item at 24.23 reaches what prints as 84.85; a cent less does not.
    (
        {
            "weak.0.items": lambda rows: rows[:1],
            "weak.0.items.0.score": "24.22",
            "measures": lambda rows: [rows[0], *rows[3:]],
        },
        ["WEAK-MEAN"],
    ),
    (
        {
            "weak.0.items": lambda rows: rows[:1],
            "weak.0.items.0.score": "24.23",
            "measures": lambda rows: [rows[0], *rows[3:]],
        },
        [],
    ),
    # All five listed: their mean is known to half a cent.
    (
        {
            "weak.0.items": [
                {"item": f"e{n}", "score": "84.84", "remedy": "ก"} for n in range(6, 11)
            ],
            "measures": lambda rows: [
                *[{**rows[0], "item": f"e{n}"} for n in range(6, 11)],
                *rows[3:],
            ],
        },
        ["WEAK-MEAN"],
    ),
    # A passing indicator may list some of its weak items; the others reach 100 at most.
    (
        {
            "weak": lambda rows: [
                {"indicator": 1, "items": [{"item": "i1", "score": "84", "remedy": "ก"}]},
                *rows,
            ],
            "measures": lambda rows: [{**rows[0], "item": "i1"}, *rows],
        },
        ["WEAK-MEAN", "WEAK-PASSING"],
    ),
    (
        {
            "weak": lambda rows: [
                {"indicator": 5, "items": [{"item": "i30", "score": "40", "remedy": "ก"}]},
                *rows,
            ],
            "measures": lambda rows: [{**rows[0], "item": "i30"}, *rows],
        },
        ["WEAK-PASSING"],
    ),
    # Exactly at the mark an open data indicator passes, and what it lists may be a part.
    (
        {
            "indicators.8.score": "85.00",
            "indicators.8.result": "ผ่านเกณฑ์",
            "total": "80.41",
            "weak.1.items": lambda rows: rows[:1],
            "measures": lambda rows: [*rows[:4], *rows[9:]],
        },
        ["WEAK-PASSING"],
    ),
    # A score that no items give is not explained by a part of them.
    (
        {
            "indicators.9.score": "85.00",
            "indicators.9.result": "ผ่านเกณฑ์",
            "total": "85.66",
            "level": "ผ่าน",
            "weak.2.items": lambda rows: rows[-1:],
            "measures": lambda rows: [*rows[:9], rows[-1]],
        },
        ["OIT-GRID", "WEAK-PASSING"],
    ),
    (
        {
            "weak.0.items.0.item": "e99",
            "weak.1.items.0.item": "e99",
            "measures.0.item": "e99",
            "measures.3": ...,
        },
        [
            "MEASURE-ITEM-UNKNOWN",
            "WEAK-DOUBLE",
            "WEAK-ITEM-ELSEWHERE",
            "WEAK-ITEM-SCORES",
            "WEAK-ITEM-UNKNOWN",
        ],
    ),
    # The same item in two places: once is wrong, and its two scores are one too many.
    (
        {"weak.1.items": lambda rows: [{"item": "e6", "score": "0", "remedy": "ก"}, *rows]},
        ["WEAK-DOUBLE", "WEAK-ITEM-ELSEWHERE", "WEAK-ITEM-SCORES"],
    ),
    (
        {"weak.0.items": lambda rows: [*rows, {**rows[2], "score": "80.01"}]},
        ["WEAK-DOUBLE", "WEAK-ITEM-SCORES"],
    ),
    ({"weak": lambda rows: [rows[1], rows[0], rows[2]]}, ["WEAK-ORDER"]),
    ({"weak.1.items": lambda rows: [rows[1], rows[0], *rows[2:]]}, ["WEAK-ORDER"]),
    ({"weak.0.items.0.remedy": "-"}, ["WEAK-REMEDY"]),
    ({"weak.0.items.0.remedy": None}, ["WEAK-REMEDY"]),
    ({"weak.1.remedy": None}, ["WEAK-REMEDY"] * 6),
    ({"weak.0.items.0.remedy": None, "weak.0.remedy": "เผยแพร่ให้ทั่วถึง"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_weak(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the weak points gives exactly these codes."""
    assert codes(edits) == expected
