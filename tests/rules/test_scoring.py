"""Scores and levels."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.report import EitParts, Tool
from ita_sync.rules import Framework, scoring

SEED = ["98.01", "93.22", "92.14", "91.21", "88.18", "88.45", "84.85", "85.61", "75.00", "48.75"]
COLLEGE = ["85.21", "70.59", "75.10", "72.88", "73.24", "81.14", "83.12", "76.79", "100", "100"]
SCORES = st.decimals("0", "100", places=2)
BEST = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน")


def by_number(values: list[str]) -> dict[int, Decimal]:
    """Return scores by indicator number."""
    return {number: Decimal(value) for number, value in enumerate(values, 1)}


def parts(part1: Decimal | str, part2: Decimal | str) -> EitParts:
    """Return EIT part scores."""
    return EitParts(part1=Decimal(part1), part2=Decimal(part2))


@pytest.mark.parametrize(
    ("value", "printed"),
    [("78.405", "78.41"), ("78.4049", "78.40"), ("0.005", "0.01"), ("85", "85.00")],
)
def test_round2_is_half_up(value: str, printed: str) -> None:
    """Half a cent goes up, as reports print it (not to the even digit)."""
    assert str(scoring.round2(Decimal(value))) == printed


def test_mean_of_nothing_is_refused() -> None:
    """There is no mean of no values."""
    with pytest.raises(ValueError, match="mean of nothing"):
        scoring.mean([])


def test_tool_scores_of_the_report(framework_2566: Framework) -> None:
    """Tool scores are means of indicators, unrounded."""
    found = scoring.tool_scores(framework_2566, by_number(SEED))
    assert found[Tool.IIT] == Decimal("92.552")
    assert scoring.round2(found[Tool.EIT]) == Decimal("86.30")
    assert found[Tool.OIT] == Decimal("61.875")


def test_tool_scores_need_every_indicator(framework_2566: Framework) -> None:
    """A missing indicator is an error, not a zero."""
    with pytest.raises(KeyError):
        scoring.tool_scores(framework_2566, by_number(SEED[:9]))


@pytest.mark.parametrize(("values", "printed"), [(SEED, "78.41"), (COLLEGE, "86.73")])
def test_total_of_published_results(
    framework_2566: Framework, values: list[str], printed: str
) -> None:
    """Both complete public sets of figures are reproduced to the cent."""
    tools = scoring.tool_scores(framework_2566, by_number(values))
    assert scoring.round2(scoring.total(framework_2566, tools)) == Decimal(printed)


def test_total_is_not_rounded(framework_2566: Framework) -> None:
    """The seed's total has four decimals before it is printed."""
    tools = scoring.tool_scores(framework_2566, by_number(SEED))
    assert scoring.total(framework_2566, tools) == Decimal("78.4066")


def test_parts_count_apart_where_the_year_has_two(framework_2566: Framework) -> None:
    """Known parts take the place of the pooled score.

    A year that weighs EIT as one has no use for them.
    """
    tools = {Tool.IIT: Decimal(90), Tool.EIT: Decimal(50), Tool.OIT: Decimal(80)}
    assert scoring.total(framework_2566, tools, parts("80", "100")) == 86
    assert scoring.total(framework_2566, tools) == 74
    first, eit, _, last = framework_2566.parts
    heavier = eit.model_copy(update={"weight": Decimal("0.30")})
    one = framework_2566.model_copy(update={"parts": (first, heavier, last)})
    assert scoring.total(one, tools, parts("80", "100")) == 74
    uneven = (
        eit.model_copy(update={"weight": Decimal("0.20")}),
        eit.model_copy(update={"weight": Decimal("0.10")}),
    )
    two = framework_2566.model_copy(update={"parts": (first, *uneven, last)})
    assert scoring.total(two, tools, parts("80", "100")) == 85


@given(iit=SCORES, part1=SCORES, part2=SCORES, oit=SCORES)
def test_total_with_parts_equals_pooled(
    framework_2566: Framework, iit: Decimal, part1: Decimal, part2: Decimal, oit: Decimal
) -> None:
    """Equal weights: the parts apart give the total of their mean."""
    tools = {Tool.IIT: iit, Tool.EIT: (part1 + part2) / 2, Tool.OIT: oit}
    apart = scoring.total(framework_2566, tools, parts(part1, part2))
    assert apart == scoring.total(framework_2566, tools)
    assert min(iit, part1, part2, oit) <= apart <= max(iit, part1, part2, oit)


@pytest.mark.parametrize(
    ("number", "failing", "score"),
    [
        (9, "o13 o14 o21 o22 o27 o30", "75"),
        (10, "o32 o35 o36 o37 o38 o40 o43", "48.75"),
        (9, "", "100"),
        (10, "o39 o40 o41 o42 o43", "50"),
        (9, "o13", "97.5"),
        (9, "o31", "100"),
    ],
)
def test_oit_indicator(framework_2566: Framework, number: int, failing: str, score: str) -> None:
    """An OIT indicator is the mean of its sub-indicators; items of another one change nothing."""
    assert scoring.oit_indicator(framework_2566, number, set(failing.split())) == Decimal(score)


@given(data=st.data(), number=st.sampled_from([9, 10]))
def test_oit_indicator_falls_with_each_failing_item_and_stays_on_its_grid(
    framework_2566: Framework, data: st.DataObject, number: int
) -> None:
    """One more failing item lowers the score, and every score is on the grid."""
    items = framework_2566.items_of(number)
    failing = data.draw(st.sets(st.sampled_from(items), max_size=len(items) - 1))
    before = scoring.oit_indicator(framework_2566, number, failing)
    more = next(item for item in items if item not in failing)
    after = scoring.oit_indicator(framework_2566, number, failing | {more})
    assert after < before
    assert {scoring.round2(before), scoring.round2(after)} <= scoring.oit_grid(
        framework_2566, number
    )


def test_oit_grid_holds_no_other_score(framework_2566: Framework) -> None:
    """Indicator 10 moves in steps of 1.25 and cannot have the misread 48.35."""
    grid = scoring.oit_grid(framework_2566, 10)
    assert {Decimal(0), Decimal("48.75"), Decimal(100)} <= grid
    assert Decimal("48.35") not in grid
    assert all(score % Decimal("1.25") == 0 for score in grid)


def test_only_oit_indicators_have_a_grid(framework_2566: Framework) -> None:
    """An indicator of respondents' means has no sub-indicators."""
    with pytest.raises(ValueError, match=r"^no sub-indicators$"):
        scoring.oit_grid(framework_2566, 1)
    with pytest.raises(ValueError, match="mean of nothing"):
        scoring.oit_indicator(framework_2566, 1, set())


def test_levels_of_the_report(framework_2566: Framework) -> None:
    """Below 85 the total alone decides."""
    expected = ("ต้องปรับปรุง",)
    assert scoring.possible_levels(framework_2566, Decimal("78.4066")) == expected
    tools = scoring.tool_scores(framework_2566, by_number(SEED))
    found = scoring.possible_levels(
        framework_2566,
        scoring.total(framework_2566, tools),
        iit=tools[Tool.IIT],
        eit_pooled=tools[Tool.EIT],
        oit=tools[Tool.OIT],
    )
    assert found == expected


@pytest.mark.parametrize(
    ("total", "levels"),
    [
        ("0", ("ต้องปรับปรุงโดยด่วน",)),
        ("69.99", ("ต้องปรับปรุงโดยด่วน",)),
        ("69.995", ("ต้องปรับปรุง",)),
        ("70", ("ต้องปรับปรุง",)),
        ("84.994", ("ต้องปรับปรุง",)),
        ("84.995", ("ผ่านดี", "ผ่าน")),
        ("94.99", ("ผ่านดี", "ผ่าน")),
        ("95", BEST),
        ("-1", ()),
    ],
)
def test_levels_by_total_alone(
    framework_2566: Framework, total: str, levels: tuple[str, ...]
) -> None:
    """Bands are read at two decimals; without tool scores their conditions stay open."""
    assert scoring.possible_levels(framework_2566, Decimal(total)) == levels


@pytest.mark.parametrize(
    ("total", "iit", "eit", "oit", "levels"),
    [
        # The worked examples of the cascade.
        ("96", "90", "98", "98", ("ผ่านดี",)),
        ("96", "84.99", "98", "98", ("ผ่าน",)),
        ("96", "98", "98", "84", ("ผ่าน",)),
        ("97", "97", "97.5", "97", ("ผ่านดีเยี่ยม",)),
        ("97", "97", "97.49", "97", ("ผ่านดีเยี่ยม", "ผ่านดี")),
        ("97", "97", "94.99", "98", ("ผ่านดี",)),
        ("90", "90", "92.5", "90", ("ผ่านดี",)),
        ("90", "90", "92.49", "90", ("ผ่านดี", "ผ่าน")),
        ("90", "95", "85", "90", ("ผ่านดี", "ผ่าน")),
        ("90", "95", "84.99", "90", ("ผ่าน",)),
        # Less than a cent beneath the bar: the original may stand on it.
        ("90", "84.996", "95", "90", ("ผ่านดี", "ผ่าน")),
        ("90", "85", "95", "90", ("ผ่านดี",)),
    ],
)
def test_levels_with_tools(
    framework_2566: Framework, *, total: str, iit: str, eit: str, oit: str, levels: tuple[str, ...]
) -> None:
    """The condition holds, fails or stays open as the pooled EIT score allows."""
    found = scoring.possible_levels(
        framework_2566, Decimal(total), iit=Decimal(iit), eit_pooled=Decimal(eit), oit=Decimal(oit)
    )
    assert found == levels


@given(iit=SCORES, part1=SCORES, part2=SCORES, oit=SCORES)
def test_knowing_more_only_narrows(
    framework_2566: Framework, iit: Decimal, part1: Decimal, part2: Decimal, oit: Decimal
) -> None:
    """With both parts known one level remains; the pooled score and less had left it possible."""
    pooled = (part1 + part2) / 2
    tools = {Tool.IIT: iit, Tool.EIT: pooled, Tool.OIT: oit}
    total = scoring.total(framework_2566, tools)
    decided = scoring.possible_levels(
        framework_2566, total, iit=iit, oit=oit, eit_parts=parts(part1, part2)
    )
    from_pooled = scoring.possible_levels(
        framework_2566, total, iit=iit, eit_pooled=pooled, oit=oit
    )
    from_total = scoring.possible_levels(framework_2566, total)
    assert len(decided) == 1
    assert set(decided) <= set(from_pooled) <= set(from_total)
    weakest = min(iit, part1, part2, oit)
    printed = scoring.round2(total)
    if printed < 70:
        expected = "ต้องปรับปรุงโดยด่วน"
    elif printed < 85:
        expected = "ต้องปรับปรุง"
    elif weakest < 85:
        expected = "ผ่าน"
    else:
        expected = "ผ่านดีเยี่ยม" if printed >= 95 and weakest >= 95 else "ผ่านดี"
    assert decided == (expected,)
