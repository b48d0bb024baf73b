"""The oracle itself: true reports are possible, and where everything can be tried it is right."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_sync import checks
from ita_sync.checks import Subject
from ita_sync.checks.levels import UNDECIDED, is_open
from tests.checks.coarse import GRID, HALF, PRINTED, World, possible, small_year
from tests.checks.generator import draw
from tests.checks.intervals import HALF_UP, Interval, Rounding, around, mean
from tests.checks.oracle import contradiction
from tests.checks.truth import printed

FIGURE = st.sampled_from(PRINTED)
MAYBE = st.none() | FIGURE
LEVEL = st.sampled_from([level.name for level in small_year().levels])


@st.composite
def anything(draw: st.DrawFn) -> World:
    """Draw a report of the small year.

    Its lists are where they have to be, its figures anything.
    """
    scores = draw(st.tuples(FIGURE, FIGURE, FIGURE))
    return World(
        scores=scores,
        total=draw(FIGURE),
        level=draw(LEVEL),
        tools=draw(st.tuples(MAYBE, MAYBE, MAYBE)),
        parts=draw(st.none() | st.tuples(FIGURE, FIGURE)),
        weak=_weak(draw, scores),
    )


@st.composite
def nearly_true(draw: st.DrawFn) -> World:
    """Draw scores, print them, and perhaps change a figure or two."""
    first, second, part1, part2 = draw(st.tuples(*[st.sampled_from(GRID)] * 4))
    failing = draw(st.sets(st.sampled_from(["o1", "o2"])))
    tools = ((first + second) / 2, (part1 + part2) / 2, Fraction(100 - 50 * len(failing)))
    total = (2 * tools[0] + part1 + part2 + tools[2]) / 5
    scores = (_printed(draw, tools[0]), _printed(draw, tools[1]), _printed(draw, tools[2]))
    world = World(
        scores=scores,
        total=_printed(draw, total),
        level=draw(LEVEL),
        tools=draw(st.tuples(*[st.none() | st.just(score) for score in scores])),
        parts=draw(st.none() | st.just((_printed(draw, part1), _printed(draw, part2)))),
        weak={**_weak(draw, scores), **(dict.fromkeys(failing, 0) if scores[2] < 50 else {})},
    )
    changes: dict[str, st.SearchStrategy[object]] = {
        "total": FIGURE,
        "tools": st.tuples(MAYBE, MAYBE, MAYBE),
        "parts": st.tuples(FIGURE, FIGURE),
    }
    names = draw(st.sets(st.sampled_from(sorted(changes)), max_size=1))
    changed: dict[str, Any] = {name: draw(changes[name]) for name in names}
    return replace(world, **changed)


def _printed(draw: st.DrawFn, score: Fraction) -> int:
    return draw(st.sampled_from([figure for figure in PRINTED if abs(figure - score) <= HALF]))


def _weak(draw: st.DrawFn, scores: tuple[int, int, int]) -> dict[str, int]:
    weak: dict[str, int] = {}
    for score, items in zip(scores, (("i1", "i2"), ("e1",), ("o1", "o2")), strict=True):
        if score < 50:
            weak |= dict.fromkeys(draw(st.sets(st.sampled_from(items), min_size=1)), 0)
    return weak


@settings(max_examples=400, deadline=None)
@given(anything() | nearly_true())
def test_oracle_is_right_wherever_everything_can_be_tried(world: World) -> None:
    """A contradiction is found just where no assignment, tried one by one, prints the report."""
    found = contradiction(world.report(), small_year(), Rounding(HALF, HALF))
    assert (found is None) == possible(world), found


def test_true_reports_are_possible() -> None:
    """The scores that a report was made of are an assignment that satisfies everything."""
    found = {
        seed: contradiction(each.report, each.known) for seed in range(500) if (each := draw(seed))
    }
    assert {seed: why for seed, why in found.items() if why} == {}


def test_levels_are_called_open_just_where_two_are_possible() -> None:
    """The level is called open where the oracle finds scores for two levels, and nowhere else.

    Where the year's file does not have all levels, one that it does not have is a level more.
    """
    wrong = []
    for seed in range(600):
        drawn = draw(seed)
        framework = drawn.known
        names = [level.name for level in framework.levels]
        if not framework.levels_complete:
            names.append("ระดับอื่น")
        readings = [drawn.report.model_copy(update={"level": name}) for name in names]
        possible = [each.level for each in readings if contradiction(each, framework) is None]
        found = checks.run(Subject(drawn.report, framework))
        called = any(finding.code == UNDECIDED.code for finding in found)
        unnamed = possible == ["ระดับอื่น"]  # one of several that the file does not have
        if (called or is_open(drawn.report, framework)) != (len(possible) > 1 or unnamed):
            wrong.append((seed, framework.fiscal_year, possible, called))
    assert wrong == []


def test_intervals() -> None:
    """Rounding is cut to the scale and reaches just below the next figure.

    Means and sums are those of the ends.
    """
    low, high = around(Fraction(85), HALF_UP).low, around(Fraction(85), HALF_UP).high
    assert (printed(low), printed(high)) == (Decimal("85.00"), Decimal("85.00"))
    assert HALF_UP.below(Fraction(85)) < low
    assert printed(HALF_UP.below(Fraction(85))) == Decimal("84.99")
    assert around(Fraction("84.99"), HALF_UP).high == HALF_UP.below(Fraction(85))
    assert around(Fraction(100), HALF_UP) == Interval(Fraction(19999, 200), Fraction(100))
    assert around(Fraction(0), HALF_UP) == Interval(Fraction(0), HALF_UP.up)
    assert mean(
        [Interval(Fraction(0), Fraction(2)), Interval(Fraction(4), Fraction(6))]
    ) == Interval(Fraction(2), Fraction(4))
    assert (Interval(Fraction(0), Fraction(1)) & Interval(Fraction(2), Fraction(3))).empty
    assert around(Fraction(101), HALF_UP).empty
