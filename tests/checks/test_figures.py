"""Checks of figures and sums."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from ita_sync import checks
from ita_sync.checks import Subject
from ita_sync.report import Report
from ita_sync.rules import Framework
from ita_sync.rules.framework import generic

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"total": "100.01"}, ["SCORE-RANGE", "TOTAL-SUM"]),
    ({"strengths.0.score": "-0.01"}, ["SCORE-RANGE"]),
    ({"strengths.0.score": "100"}, []),
    ({"strengths.0.score": None}, []),
    ({"strengths.0.score": "94.444"}, ["SCORE-DECIMALS"]),
    ({"strengths.0.score": "94.440"}, []),
    ({"weak.0.items.0.score": "84.123"}, ["SCORE-DECIMALS"]),
    ({"indicators.0.score": "100.00"}, ["TOTAL-SUM"]),
    ({"total": "39.41"}, ["TOTAL-SUM"]),
    ({"total": "78.40"}, []),
    ({"total": "78.42"}, ["TOTAL-SUM"]),
    ({"total": "78.39"}, ["TOTAL-SUM"]),
    (
        {"indicators.0.score": "9801"},
        ["SCORE-RANGE"],
    ),  # a total reckoned from it would only mislead
    ({"indicators.1.score": "93.32"}, []),
    (
        {"indicators.4.score": "0", "indicators.4.result": "ไม่ผ่านเกณฑ์"},
        ["TOTAL-SUM", "WEAK-MISSING"],
    ),
    (
        {"indicators.4.score": "0.50", "indicators.4.result": "ไม่ผ่านเกณฑ์"},
        ["TOTAL-SUM", "WEAK-MISSING"],
    ),
    (
        {"indicators.4.score": "-0.50", "indicators.4.result": "ไม่ผ่านเกณฑ์"},
        ["SCORE-RANGE", "WEAK-MISSING"],
    ),
    (
        {"weak.1": ..., "indicators.8.score": "0.50", "total": "63.51"},
        ["LEVEL-WRONG", *["MEASURE-ITEM"] * 6, "OIT-GRID", "WEAK-MISSING"],
    ),
    (
        {"weak.1": ..., "indicators.8.score": "-0.50", "total": "63.31"},
        ["LEVEL-WRONG", *["MEASURE-ITEM"] * 6, "SCORE-RANGE", "WEAK-MISSING"],
    ),
    ({"indicators.1.score": "93.62"}, ["TOTAL-SUM"]),
    ({"tools": {"IIT": "92.55", "EIT": "86.30", "OIT": "61.88"}}, []),
    ({"tools": {"IIT": "92.57"}}, ["TOOL-SCORE"]),
    ({"tools": {"IIT": "92.56"}}, []),  # 92.552 and up to half a cent more can print so
    (
        {"tools": {"OIT": "61.87"}},
        ["TOOL-SCORE"],
    ),  # open data is exact: 61.875 prints as 61.88 alone
    ({"tools": {"EIT": "120"}}, ["SCORE-RANGE"]),
    ({"tools": {"IIT": "-1"}}, ["SCORE-RANGE"]),
    ({"tools": {"IIT": "0", "OIT": "0.50"}}, ["TOOL-SCORE", "TOOL-SCORE"]),
    ({"tools": {"EIT": "100"}}, ["TOOL-SCORE"]),
    # What a tool prints narrows what the total can be: EIT 86.31 leaves nothing that prints as
    # 78.40.
    ({"total": "78.40", "tools": {"EIT": "86.31"}}, ["TOTAL-SUM"]),
    ({"tools": {"OIT": "61.86"}}, ["TOOL-SCORE"]),
    ({"eit_parts": {"part1": "86.00", "part2": "86.61"}}, []),
    ({"eit_parts": {"part1": "86.00", "part2": "87.00"}}, ["EIT-POOLED"]),
    ({"eit_parts": {"part1": "0", "part2": "100"}}, ["EIT-POOLED"]),
    ({"eit_parts": {"part1": "0.50", "part2": "99.00"}}, ["EIT-POOLED"]),
    ({"eit_parts": {"part1": "86.00", "part2": "100.01"}}, ["SCORE-RANGE"]),
    ({"eit_parts": {"part1": "-0.01", "part2": "99.00"}}, ["SCORE-RANGE"]),
    (
        {"eit_parts": {"part1": "90.00", "part2": "90.00"}, "total": "39.41"},
        ["EIT-POOLED", "TOTAL-SUM"],
    ),
    # The total fits the parts, which do not fit the indicators: said once.
    ({"eit_parts": {"part1": "90.00", "part2": "90.00"}, "total": "79.52"}, ["EIT-POOLED"]),
    ({"weak.1": ...}, ["MEASURE-ITEM"] * 6 + ["WEAK-MISSING"]),
    (
        {"weak.1": ..., "indicators.8.score": "75.01"},
        ["MEASURE-ITEM"] * 6 + ["OIT-GRID", "WEAK-MISSING"],
    ),
]


PARTS = {"part1": "86.00", "part2": "99.00"}


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_figures(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the figures gives exactly these codes."""
    assert codes(edits) == expected


def test_a_year_that_weighs_eit_as_one(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> None:
    """Where EIT has one weight, the report can have no parts of it.

    Without them nothing is amiss.
    """
    first, eit, _, last = framework_2566.parts
    one = framework_2566.model_copy(
        update={
            "parts": (first, eit.model_copy(update={"weight": Decimal("0.30")}), last),
            "scoring": framework_2566.scoring.model_copy(update={"eit": "one"}),
        },
    )
    given = edited({"eit_parts": PARTS})
    assert [f.code for f in checks.run(Subject(given, one))] == ["EIT-PARTS"]
    assert checks.run(Subject(edited({}), one)) == []


def test_a_mean_lies_between_its_scores(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> None:
    """Whatever the weights: the total among the indicators, a tool among its own."""
    scores = {f"indicators.{n}.score": "90" for n in range(8)}
    scores |= {"indicators.8.score": "98", "indicators.9.score": "96"}

    def outside(framework: Framework, **edits: object) -> list[str]:
        found = checks.run(Subject(edited({**scores, "total": "94.00", **edits}), framework))
        return [".".join(map(str, f.loc)) for f in found if f.code == "MEAN-OUTSIDE"]

    nothing = generic(2566)
    assert outside(nothing) == outside(nothing, total="98.01") == outside(nothing, total="89.99")
    assert outside(nothing, total="89.99") == []
    assert outside(nothing, total="98.02") == outside(nothing, total="89.98") == ["total"]
    tools = {"IIT": "90.00", "OIT": "98.02"}
    assert outside(nothing, tools=tools) == ["tools.OIT"]
    assert outside(nothing, tools={**tools, "OIT": "95.98"}) == ["tools.OIT"]
    assert outside(framework_2566, tools=tools, total="12.00") == []  # sums that are known say it
