"""The single steps that are tried: each kind of slip, and what else may answer a finding."""

import pytest

from tests.checks.suggest.offered import BY_DIGITS, Offers, Reading

IND = ("indicators", 0, "score")
O13 = "      - {item: o13, score: 0.00}\n"

ONE: list[tuple[dict[str, str], dict[str, list[Reading]]]] = [
    (
        {"total: 78.41": "total: 39.41"},
        {"TOTAL-SUM": [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)]},
    ),
    (
        {"total: 78.41": "total: ๓๙.๔๑"},
        {"TOTAL-SUM": [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)]},
    ),
    (
        {"score: 48.75": "score: 48.35"},
        {
            code: [([(("indicators", 9, "score"), "48.35", "48.75")], [f"๗→๓: {BY_DIGITS}"], True)]
            for code in ("TOTAL-SUM", "WEAK-OIT-SUM")
        },
    ),
    (
        {"98.01": "9801"},
        {"SCORE-RANGE": [([(IND, "9801", "98.01")], ["the decimal point lost or moved"], True)]},
    ),
    (
        {"98.01": "89.01"},
        {"TOTAL-SUM": [([(IND, "89.01", "98.01")], ["two neighbouring digits swapped"], True)]},
    ),
    (
        {"98.01": "9.01"},
        {
            code: [([(IND, "9.01", "98.01")], ["a digit left out (8)"], True)]
            for code in ("TOTAL-SUM", "RESULT-WRONG", "WEAK-MISSING")
        },
    ),
    (
        {"98.01": "998.01"},
        {"SCORE-RANGE": [([(IND, "998.01", "98.01")], ["a digit typed twice"], True)]},
    ),
    (
        {"level: ต้องปรับปรุง": "level: ผ่าน"},
        {
            "LEVEL-WRONG": [
                ([(("level",), "ผ่าน", "ต้องปรับปรุง")], ["the level follows from the scores"], True)
            ]
        },
    ),
    (
        {O13: ""},
        {
            "WEAK-OIT-SUM": [
                ([(("weak", 1, "items", 5), None, "o13")], ["o13 missing from the list"], True)
            ]
        },
    ),
]


@pytest.mark.parametrize(("edits", "expected"), ONE)
def test_the_one_reading_that_fits_is_called_the_only_one(
    offers: Offers, edits: dict[str, str], expected: dict[str, list[Reading]]
) -> None:
    """The true reading is the only one found, and answers every finding that the error caused."""
    assert offers(edits) == expected


def test_exchanged_scores_are_recognised(offers: Offers) -> None:
    """Two scores in each other's line answer all that they upset."""
    found = offers(
        {"score: 88.45": "score: x", "score: 48.75": "score: 88.45", "score: x": "score: 48.75"}
    )
    changes = [
        (("indicators", 5, "score"), "48.75", "88.45"),
        (("indicators", 9, "score"), "88.45", "48.75"),
    ]
    assert found["TOTAL-SUM"] == [(changes, ["the scores of indicators 6 and 10 exchanged"], True)]
