"""The drawn reports: true, varied, repeatable, and as a report file the same.

And the arithmetic against another's.
"""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_sync import checks
from ita_sync.checks import Severity, Subject
from ita_sync.report import EitParts, Tool, load_report
from ita_sync.rules import Framework, scoring
from tests.checks.generator import PROFILES, draw, dump, spread, years
from tests.checks.truth import average, printed

SAMPLE = 300
HAIR = Decimal("1e-20")
"""Decimals carry 28 digits: a mean of three or seven is a hair off the fraction."""


def test_true_reports_have_no_error() -> None:
    """No check calls an error in a report whose figures follow from its scores, in any year."""
    wrong = []
    for seed in range(SAMPLE):
        drawn = draw(seed)
        found = checks.run(Subject(drawn.report, drawn.known))
        wrong += [(seed, f.code, f.loc, str(f.what)) for f in found if f.severity is Severity.ERROR]
    assert wrong == []


def test_all_years_levels_and_forms_are_drawn() -> None:
    """The sample has every profile, every level of every year, EIT parts and tools or none."""
    drawn = [draw(seed) for seed in range(SAMPLE * len(years()))]
    assert {each.profile for each in drawn} == set(PROFILES)
    for framework in years():
        own = [each.report for each in drawn if each.known is framework]
        assert {each.level for each in own} >= {level.name for level in framework.levels}
        assert {each.eit_parts is None for each in own} == {True, framework.eit_is_one}
        assert {each.tools is None for each in own} == {True, False}
    passed = Counter(sum(i.score >= 85 for i in each.report.indicators) for each in drawn)
    assert passed[0]
    assert passed[10]
    assert any(i.score == 85 for each in drawn for i in each.report.indicators)


def test_a_seed_repeats_its_report() -> None:
    """Seed and year say everything."""
    assert [draw(seed) for seed in range(20)] == [draw(seed) for seed in range(20)]
    assert draw(1, years()[0]).report.fiscal_year == years()[0].fiscal_year


def test_reports_survive_the_file(tmp_path: Path) -> None:
    """Written as YAML and read again, a report is the same."""
    for seed in range(40):
        drawn = draw(seed)
        path = tmp_path / "report.yaml"
        path.write_text(dump(drawn.report), "utf-8")
        assert load_report(path).report == drawn.report


@given(st.integers(), st.fractions(0, 100, max_denominator=1000), st.integers(1, 12))
def test_spread_keeps_its_mean(seed: int, mean: Fraction, count: int) -> None:
    """Scores drawn around a mean have exactly it, and lie from 0 to 100."""
    scores = spread(Random(seed), mean, count)  # noqa: S311 - repeatable draws, no secret
    assert average(scores) == mean
    assert all(0 <= score <= 100 for score in scores)


@given(st.fractions(0, 100))
def test_printed_is_half_up(value: Fraction) -> None:
    """A printed figure is at most half a cent above and less than half a cent below its score."""
    assert -Fraction(1, 200) < Fraction(printed(value)) - value <= Fraction(1, 200)
    assert printed(value).as_tuple().exponent == -2


@pytest.mark.parametrize("framework", years(), ids=lambda framework: str(framework.fiscal_year))
@settings(max_examples=60, deadline=None)
@example(seed=3014)  # parts of 95.00 and 94.99
@given(seed=st.integers(0, 10**9))
def test_scoring_agrees_with_the_fractions(framework: Framework, seed: int) -> None:
    """Tools, total, open-data indicators and levels are the same in both implementations."""
    drawn = draw(seed, framework)
    truth, framework = drawn.truth, drawn.truth.framework
    scores = {rule.number: _decimal(truth.indicator(rule.number)) for rule in framework.indicators}
    tools = scoring.tool_scores(framework, scores)
    assert all(_near(tools[tool], truth.tool(tool)) for tool in Tool)
    parts = [_decimal(score) for score in truth.parts(Tool.EIT)]
    exact = EitParts(part1=parts[0], part2=parts[-1])
    assert _near(scoring.total(framework, tools, exact), truth.total)
    for rule in framework.indicators:
        if rule.sub:
            weak = {item: _decimal(truth.item(item)) for item in rule.all_items}
            score = scoring.oit_indicator(framework, rule.number, weak)
            assert _near(score, truth.indicator(rule.number))
            assert printed(truth.indicator(rule.number)) in scoring.oit_grid(framework, rule.number)
    levels = scoring.possible_levels(
        framework,
        drawn.report.total,
        {tool: printed(truth.tool(tool)) for tool in Tool} | {Tool.EIT: tools[Tool.EIT]},
        drawn.report.eit_parts,
    )
    assert truth.level in levels.names
    assert not levels.unnamed
    if (printed_parts := drawn.report.eit_parts) is not None:
        # Parts on both sides of a mark leave open what EIT as one is, or what it counts as.
        both = (printed_parts.part1, printed_parts.part2)
        marks = [mark for level in framework.levels if (mark := level.bar(Tool.EIT)) is not None]
        clear = all(min(both) >= mark or max(both) <= mark - scoring.CENT for mark in marks)
        assert levels.decided or not clear


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _near(found: Decimal, exact: Fraction) -> bool:
    return abs(found - _decimal(exact)) < HAIR
