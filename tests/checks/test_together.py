"""The check of all figures at once."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from ita_sync import checks
from ita_sync.framework import Framework
from ita_sync.models import Report
from tests.checks.generator import draw, years

Codes = Callable[[Mapping[str, object]], list[str]]


def weak(first: int, last: str) -> list[dict[str, object]]:
    """Return five weak questions from number `first` on: four at 84.84, so that their mean is known closely."""
    scores = ["84.84"] * 4 + [last]
    return [{"item": f"e{n}", "score": score, "remedy": "ก"} for n, score in enumerate(scores, first)]


def twice(last: str, eit: str) -> dict[str, object]:
    """Return edits after which indicators 7 and 8 print 84.85 and list all their questions."""
    ids = [f"e{n}" for n in range(6, 16)]
    return {
        "indicators.5.score": "88.46",
        "indicators.7.score": "84.85",
        "indicators.7.result": "ไม่ผ่านเกณฑ์",
        "weak": lambda rows: [
            {"indicator": 7, "items": weak(6, last)},
            {"indicator": 8, "items": weak(11, last)},
            *rows[1:],
        ],
        "measures": lambda rows: [*[{**rows[0], "item": item} for item in ids], *rows[3:]],
        "tools": {"EIT": eit},
        "total": "78.33",
    }


CASES: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    # The indicators alone allow 86.06. Questions at the lower end of what prints as 84.85 do not, nor do they say
    # so one by one; those at the upper end do.
    (twice("84.85", "86.05"), []),
    (twice("84.85", "86.06"), ["FIGURES-TOGETHER"]),
    (twice("84.93", "86.06"), []),
    # Where a sum by itself is wrong, that is said, and this is not.
    (twice("84.85", "86.07"), ["TOOL-SCORE"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_together(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the figures gives exactly these codes."""
    assert codes(edits) == expected


def test_it_is_quiet_about_levels_that_fit(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> None:
    """Scores on the mark in every part give the level that asks for it."""
    scores = ["85.00"] * 8 + ["100.00", "100.00"]
    edits: dict[str, object] = {f"indicators.{n}.score": score for n, score in enumerate(scores)}
    edits |= {f"indicators.{n}.result": "ผ่านเกณฑ์" for n in range(10)}
    edits |= {"weak": [], "strengths": [], "measures": [], "total": "91.00", "level": "ผ่านดี"}
    edits |= {"eit_parts": {"part1": "85.00", "part2": "85.00"}}
    assert checks.run(edited(edits), framework_2566) == []


def test_listed_open_data_items_say_which_of_two_like_scores_it_is() -> None:
    """Two sets of failing items can print one score; the total would fit the other one only."""
    framework = next(each for each in years() if each.fiscal_year == 2565)
    true = draw(1600, framework).report
    assert (str(true.indicators[8].score), str(true.total)) == ("47.17", "59.56")
    codes = {
        str(total): [finding.code for finding in checks.run(true.model_copy(update={"total": total}), framework)]
        for total in (Decimal("59.55"), Decimal("59.56"), Decimal("59.57"))
    }
    assert codes == {"59.55": ["FIGURES-TOGETHER"], "59.56": [], "59.57": ["TOTAL-SUM"]}
