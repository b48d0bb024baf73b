"""Checks of the level."""

from collections.abc import Callable, Mapping

import pytest


def scores(*values: str) -> dict[str, object]:
    """Return edits that give the ten indicators these scores, all results and lists fitting."""
    passed = {i: float(value) >= 85 for i, value in enumerate(values)}
    assert all(passed.values())
    edits: dict[str, object] = {f"indicators.{i}.score": value for i, value in enumerate(values)}
    edits |= {f"indicators.{i}.result": "ผ่านเกณฑ์" for i in passed}
    return {**edits, "weak": [], "strengths": [], "measures": []}


Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"level": "ผ่าน"}, ["LEVEL-WRONG"]),
    ({"level": "ต้องปรับปรุงโดยด่วน"}, ["LEVEL-WRONG"]),
    ({"level": " ต้อง ปรับปรุง"}, []),
    ({"level": "B"}, ["LEVEL-OLD"]),
    ({"level": "aa"}, ["LEVEL-OLD"]),
    ({"level": "ระดับ A"}, ["LEVEL-OLD"]),
    ({"level": "(B)"}, ["LEVEL-OLD"]),
    ({"level": "ต้องปรับปรุ"}, ["LEVEL-UNKNOWN"]),
    ({"level": "ไม่ผ่าน"}, ["LEVEL-UNKNOWN"]),
    # Of the two levels that the scores allow, the one that is written nearly so is offered.
    ({**scores(*["86"] * 8, "100", "100"), "total": "91.60", "level": "ผ่านดิ"}, ["LEVEL-UNKNOWN"]),
    # All at 100: both parts must be at 100 too.
    ({**scores(*["100"] * 10), "total": "100", "level": "ผ่านดีเยี่ยม"}, []),
    ({**scores(*["100"] * 10), "total": "100", "level": "ผ่านดี"}, ["LEVEL-WRONG"]),
    # A mean of 86 over both EIT parts leaves open whether one lies below 85.
    ({**scores(*["86"] * 8, "100", "100"), "total": "91.60", "level": "ผ่านดี"}, ["LEVEL-UNDECIDED"]),
    ({**scores(*["86"] * 8, "100", "100"), "total": "91.60", "level": "ผ่าน"}, ["LEVEL-UNDECIDED"]),
    ({**scores(*["86"] * 8, "100", "100"), "total": "91.60", "level": "ผ่านดีเยี่ยม"}, ["LEVEL-WRONG"]),
    (
        {
            **scores(*["86"] * 8, "100", "100"),
            "total": "91.60",
            "level": "ผ่านดี",
            "eit_parts": {"part1": "86", "part2": "86"},
        },
        [],
    ),
    (
        {
            **scores(*["86"] * 8, "100", "100"),
            "total": "91.60",
            "level": "ผ่านดี",
            "eit_parts": {"part1": "84.99", "part2": "87.01"},
        },
        ["YEAR-UNCHECKED"],
    ),
    # ... and whether the level looks at them, or at EIT as one, 2566 leaves open.
    (
        {
            **scores(*["86"] * 8, "100", "100"),
            "total": "91.60",
            "level": "ผ่านดีเยี่ยม",
            "eit_parts": {"part1": "84.99", "part2": "87.01"},
        },
        ["LEVEL-WRONG"],
    ),
    # ... even if only one of the two ways would decide: the parts, without an indicator,
    (
        {
            "indicators.3": ...,
            "total": "90",
            "level": "ผ่าน",
            "tools": {"IIT": "90", "OIT": "90"},
            "eit_parts": {"part1": "80", "part2": "84"},
        },
        ["IND-MISSING", "YEAR-UNCHECKED"],
    ),
    # or EIT as one, where a part is less than a cent beneath 85.
    (
        {
            **scores(*["86"] * 8, "100", "100"),
            "total": "91.60",
            "level": "ผ่านดี",
            "eit_parts": {"part1": "84.995", "part2": "87.005"},
        },
        ["SCORE-DECIMALS", "SCORE-DECIMALS", "YEAR-UNCHECKED"],
    ),
    # A total that contradicts the indicators: the level may fit either.
    ({"total": "39.41"}, ["TOTAL-SUM"]),
    ({"total": "39.41", "level": "ต้องปรับปรุงโดยด่วน"}, ["TOTAL-SUM"]),
    ({"total": "39.41", "level": "ผ่าน"}, ["LEVEL-WRONG", "TOTAL-SUM"]),
    # One of the two totals decides for the level printed: then it is not called open.
    (
        {**scores(*["100"] * 5, *["95"] * 3, "100", "100"), "total": "90", "level": "ผ่านดี"},
        ["TOTAL-SUM"],
    ),
    # Where the total follows from the EIT parts and not from the indicators, the total printed
    # decides ...
    (
        {
            **scores(*["85"] * 5, *["90"] * 3, "85", "85"),
            "total": "85.00",
            "level": "ต้องปรับปรุง",
            "eit_parts": {"part1": "84.97", "part2": "84.99"},
        },
        ["EIT-POOLED", "LEVEL-WRONG", "OIT-GRID"],
    ),
    # ... and where it follows from neither, the one that follows from the parts is a reading too.
    (
        {"total": "90", "level": "ต้องปรับปรุงโดยด่วน", "eit_parts": {"part1": "50", "part2": "50"}},
        ["EIT-POOLED", "TOTAL-SUM"],
    ),
    # Without all indicators the total alone still decides below 85.
    ({"indicators.3": ..., "level": "ผ่าน"}, ["IND-MISSING", "LEVEL-WRONG"]),
    ({"indicators.3": ...}, ["IND-MISSING"]),
    # ... and from 85 upwards the tool scores that are printed help: here OIT at 80 rules out ผ่านดี.
    ({"indicators.3": ..., "total": "90", "level": "ผ่าน", "tools": {"OIT": "80"}}, ["IND-MISSING"]),
    (
        {"indicators.3": ..., "total": "90", "level": "ผ่านดี", "tools": {"OIT": "80"}},
        ["IND-MISSING", "LEVEL-WRONG"],
    ),
    ({"indicators.3": ..., "total": "90", "level": "ผ่านดี"}, ["IND-MISSING", "LEVEL-UNDECIDED"]),
    # Just inside what rounding allows: the total printed decides alone.
    (
        {**scores(*["85"] * 8, "85", "85"), "total": "85.00", "level": "ต้องปรับปรุง"},
        ["LEVEL-WRONG", "OIT-GRID"],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_levels(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of total, scores and level gives exactly these codes."""
    assert codes(edits) == expected
