"""The search for readings: errors are answered one by one, quickly, and nothing is far-fetched."""

import time

from tests.checks.suggest.offered import BY_DIGITS, Offers


def test_several_errors_are_answered_one_by_one(offers: Offers) -> None:
    """Independent errors get a reading each.

    The total is judged after the indicator is put right.
    """
    found = offers(
        {
            "total: 78.41": "total: 39.41",
            "score: 48.75": "score: 48.35",
            "level: ต้องปรับปรุง": "level: ผ่าน",
        }
    )
    assert [found[code] for code in ("TOTAL-SUM", "LEVEL-WRONG", "WEAK-OIT-SUM")] == [
        [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)],
        [([(("level",), "ผ่าน", "ต้องปรับปรุง")], ["the level follows from the scores"], True)],
        [([(("indicators", 9, "score"), "48.35", "48.75")], [f"๗→๓: {BY_DIGITS}"], True)],
    ]


def test_what_no_slip_explains_gets_no_reading(offers: Offers) -> None:
    """Silence is better than a far-fetched reading."""
    assert offers({"total: 78.41": "total: 12.34"}) == {}


def test_a_missing_measure_does_not_hide_a_misread_total(offers: Offers) -> None:
    """What no reading answers is left as it is."""
    found = offers(
        {"total: 78.41": "total: 39.41", "measures:\n  - item: e6": "measures:\n  - item: e7"}
    )
    assert [changes for changes, _, _ in found["TOTAL-SUM"]] == [[(("total",), "39.41", "78.41")]]


def test_a_search_is_quick(offers: Offers) -> None:
    """Seven errors at once, on a slow machine."""
    edits = {
        "total: 78.41": "total: 39.41",
        "score: 48.75": "score: 48.35",
        "score: 75.00": "score: 35.00",
        "level: ต้องปรับปรุง": "level: ผ่าน",
        "item: o32\n        score": "item: o52\n        score",
        "item: o40\n        score": "item: o50\n        score",
        "item: o43\n        score": "item: o53\n        score",
    }
    began = time.process_time()
    found = offers(edits)
    assert time.process_time() - began < 5
    assert found["TOTAL-SUM"] == [
        ([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)
    ]
