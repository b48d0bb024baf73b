"""What a printed figure leaves open, at its edges."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ita_sync.checks import bounds
from ita_sync.checks.bounds import Span
from ita_sync.report import EitParts, Tool
from ita_sync.rules import Framework


@pytest.mark.parametrize(
    ("score", "low", "high"),
    [
        ("84.85", "84.845", "84.855"),
        ("84.8", "84.795", "84.805"),
        ("84.855", "84.8545", "84.8555"),
        ("100", "99.995", "100"),
    ],
)
def test_of(score: str, low: str, high: str) -> None:
    """Half a cent about it, less where more decimals are printed, never beyond 100."""
    found = bounds.of(Decimal(score))
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("low", "high", "count", "part"),
    [
        (90, 95, 2, Span(Fraction(80), Fraction(100))),
        (90, 95, 3, Span(Fraction(70), Fraction(100))),
        (30, 40, 2, Span(Fraction(0), Fraction(80), open=True)),
    ],
)
def test_a_part_by_the_mean_of_all(low: int, high: int, count: int, part: Span) -> None:
    """The others have 0 to 100; what the mean does not reach, no part of it does."""
    assert bounds.part_of(Span(Fraction(low), Fraction(high), open=True), count) == part


def test_parts_count_apart_only_where_the_year_has_two(framework_2566: Framework) -> None:
    """Where the year weighs EIT as one, given parts do not count, the pooled score does."""
    one, *rest = (part for part in framework_2566.parts if part.tool is Tool.EIT)
    others = [part for part in framework_2566.parts if part.tool is not Tool.EIT]
    odd = framework_2566.model_copy(
        update={"parts": (*others, one.model_copy(update={"weight": Decimal("0.30")}))}
    )
    assert len(rest) == 1
    by_tool = {tool: Span(Fraction(50), Fraction(50)) for tool in Tool}
    parts = EitParts(part1=Decimal(90), part2=Decimal(90))
    assert bounds.total(odd, by_tool, parts) == Span(Fraction(50), Fraction(50))
    assert bounds.total(framework_2566, by_tool, parts).low > 60
