"""Scores and levels."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

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


def by_tool(iit: str, eit: str, oit: str) -> dict[Tool, Decimal]:
    """Return the scores of the tools."""
    return {Tool.IIT: Decimal(iit), Tool.EIT: Decimal(eit), Tool.OIT: Decimal(oit)}


def with_eit_in_levels(rules: Framework, looks: Literal["one", "parts"] | None) -> Framework:
    """Return rules whose levels look at EIT in this way."""
    scored = rules.scoring.model_copy(update={"eit_in_levels": looks})
    return rules.model_copy(update={"scoring": scored})


def possible(
    rules: Framework,
    total: Decimal,
    tools: Mapping[Tool, Decimal],
    eit_parts: EitParts | None = None,
) -> tuple[str, ...]:
    """Return the names of the levels that remain, of a year that has no other."""
    found = scoring.possible_levels(rules, total, tools, eit_parts)
    assert not found.unnamed
    return found.names


@pytest.mark.parametrize(
    ("value", "printed"),
    [("78.405", "78.41"), ("78.4049", "78.40"), ("0.005", "0.01"), ("85", "85.00")],
)
def test_round2_is_half_up(value: str, printed: str) -> None:
    """Half a cent goes up, as reports print it (not to the even digit)."""
    assert str(scoring.round2(Decimal(value))) == printed


def test_mean_of_nothing_is_refused() -> None:
    """There is no mean of no values."""
    with pytest.raises(ValueError, match=r"^mean of nothing$"):
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
    zeros = dict.fromkeys(failing.split(), Decimal(0))
    assert scoring.oit_indicator(framework_2566, number, zeros) == Decimal(score)


@given(data=st.data(), number=st.sampled_from([9, 10]))
def test_oit_indicator_falls_with_each_failing_item_and_stays_on_its_grid(
    framework_2566: Framework, data: st.DataObject, number: int
) -> None:
    """One more failing item lowers the score, and every score is on the grid."""
    items = framework_2566.items_of(number)
    failing = data.draw(st.sets(st.sampled_from(items), max_size=len(items) - 1))
    zeros = dict.fromkeys(failing, Decimal(0))
    before = scoring.oit_indicator(framework_2566, number, zeros)
    more = next(item for item in items if item not in failing)
    after = scoring.oit_indicator(framework_2566, number, zeros | {more: Decimal(0)})
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
    with pytest.raises(ValueError, match=r"^no sub-indicators, or items of unknown scores$"):
        scoring.oit_grid(framework_2566, 1)
    with pytest.raises(ValueError, match="mean of nothing"):
        scoring.oit_indicator(framework_2566, 1, {})


def test_levels_of_the_report(framework_2566: Framework) -> None:
    """Below 85 the total alone decides."""
    expected = ("ต้องปรับปรุง",)
    assert possible(framework_2566, Decimal("78.4066"), {}) == expected
    tools = scoring.tool_scores(framework_2566, by_number(SEED))
    assert possible(framework_2566, scoring.total(framework_2566, tools), tools) == expected


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
    assert possible(framework_2566, Decimal(total), {}) == levels


@pytest.mark.parametrize(
    ("total", "iit", "eit", "oit", "levels"),
    [
        # The worked examples of the cascade.
        ("96", "90", "98", "98", ("ผ่านดี",)),
        ("96", "84.99", "98", "98", ("ผ่าน",)),
        ("96", "98", "98", "84", ("ผ่าน",)),
        ("97", "97", "97.51", "97", ("ผ่านดีเยี่ยม",)),
        # Printed figures are good to half a cent: the lower part may print as 94.99.
        ("97", "97", "97.5", "97", ("ผ่านดีเยี่ยม", "ผ่านดี")),
        ("97", "97", "97.49", "97", ("ผ่านดีเยี่ยม", "ผ่านดี")),
        ("97", "97", "94.99", "98", ("ผ่านดี",)),
        ("90", "90", "92.51", "90", ("ผ่านดี",)),
        ("90", "90", "92.5", "90", ("ผ่านดี", "ผ่าน")),
        ("90", "90", "92.49", "90", ("ผ่านดี", "ผ่าน")),
        # A mean of 92.4975 at least, and no part above 100: the lower one is 84.995, which prints
        # as 85.00.
        ("90", "90", "92.5025", "90", ("ผ่านดี",)),
        ("90", "90", "92.5024", "90", ("ผ่านดี", "ผ่าน")),
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
    by_parts = with_eit_in_levels(framework_2566, "parts")
    assert possible(by_parts, Decimal(total), by_tool(iit, eit, oit)) == levels


@given(iit=SCORES, part1=SCORES, part2=SCORES, oit=SCORES)
def test_knowing_more_only_narrows(
    framework_2566: Framework, iit: Decimal, part1: Decimal, part2: Decimal, oit: Decimal
) -> None:
    """With both parts known one level remains; the pooled score and less had left it possible."""
    rules = with_eit_in_levels(framework_2566, "parts")
    tools = {Tool.IIT: iit, Tool.EIT: (part1 + part2) / 2, Tool.OIT: oit}
    total = scoring.total(rules, tools)
    decided = possible(rules, total, tools, parts(part1, part2))
    assert len(decided) == 1
    without = {Tool.IIT: iit, Tool.OIT: oit}
    assert set(decided) <= set(possible(rules, total, tools)) <= set(possible(rules, total, {}))
    assert set(possible(rules, total, tools)) <= set(possible(rules, total, without))
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


@pytest.mark.parametrize(
    ("looks", "part1", "part2", "levels"),
    [
        # The pooled score is 90: as one it reaches 85, by its parts it may not.
        ("one", "80", "100", ("ผ่านดี",)),
        ("parts", "80", "100", ("ผ่าน",)),
        (None, "80", "100", ("ผ่านดี", "ผ่าน")),
        (None, "88", "92", ("ผ่านดี",)),
        (None, "80", "84", ("ผ่าน",)),
        # Less than a cent beneath the bar a part leaves it open.
        ("parts", "84.995", "95.005", ("ผ่านดี", "ผ่าน")),
    ],
)
def test_how_levels_look_at_eit(
    framework_2566: Framework,
    looks: Literal["one", "parts"] | None,
    part1: str,
    part2: str,
    levels: tuple[str, ...],
) -> None:
    """Where a year does not say, only what both ways agree on is decided."""
    rules = with_eit_in_levels(framework_2566, looks)
    both = parts(part1, part2)
    pooled = str((both.part1 + both.part2) / 2)
    assert possible(rules, Decimal(90), by_tool("90", pooled, "90"), both) == levels


@pytest.mark.parametrize(
    ("looks", "pooled", "both", "levels"),
    [
        # Nobody gives the pooled score: the mean of the parts tells that it is reached, ...
        ("one", None, ("80", "90"), ("ผ่านดี",)),
        ("one", None, ("80", "92"), ("ผ่านดี",)),
        # ... not that it is missed: they may have other weights within the tool.
        ("one", None, ("80", "88"), ("ผ่านดี", "ผ่าน")),
        (None, None, ("86", "88"), ("ผ่านดี",)),
        # A pooled score that misses the bar is believed, whatever the parts say.
        ("one", "80", ("86", "88"), ("ผ่าน",)),
        # Within a cent beneath the bar the parts tell what the score leaves open.
        ("one", "84.995", ("80", "90"), ("ผ่านดี",)),
        ("one", "84.995", ("80", "89"), ("ผ่านดี", "ผ่าน")),
    ],
)
def test_parts_tell_what_eit_as_one_reaches(
    framework_2566: Framework,
    looks: Literal["one", "parts"] | None,
    pooled: str | None,
    both: tuple[str, str],
    levels: tuple[str, ...],
) -> None:
    """Where the pooled score is not known, or lies on the bar."""
    rules = with_eit_in_levels(framework_2566, looks)
    tools = by_tool("90", pooled or "0", "90")
    if pooled is None:
        del tools[Tool.EIT]
    assert possible(rules, Decimal(90), tools, parts(*both)) == levels


def test_a_condition_on_one_tool(framework_2566: Framework) -> None:
    """A level may ask for a score of OIT alone."""
    best, *rest = framework_2566.levels
    asks = best.model_copy(update={"all_tools_min": None, "tool_min": {Tool.OIT: Decimal(95)}})
    rules = framework_2566.model_copy(update={"levels": (asks, *rest)})
    assert possible(rules, Decimal(96), by_tool("90", "90", "95")) == ("ผ่านดีเยี่ยม",)
    assert possible(rules, Decimal(96), by_tool("97", "97", "94")) == ("ผ่านดี",)


def test_levels_that_are_known_in_part(framework_2566: Framework) -> None:
    """A level whose condition is not known may hold or not; below the pass mark it does not."""
    best, good, passed, *_ = framework_2566.levels
    open_ = good.model_copy(update={"min": None, "condition": "unknown", "passes": True})
    rules = framework_2566.model_copy(
        update={
            "levels": (open_, passed),
            "levels_complete": False,
            "agency_pass_mark": Decimal(85),
        }
    )
    found = scoring.possible_levels(rules, Decimal(90), {})
    assert (found.names, found.unnamed, found.decided) == (("ผ่านดี", "ผ่าน"), True, False)
    found = scoring.possible_levels(rules, Decimal(80), {})
    assert (found.names, found.unnamed) == ((), True)
    complete = rules.model_copy(update={"levels": (best, passed), "levels_complete": True})
    assert scoring.possible_levels(complete, Decimal(90), by_tool("90", "90", "90")).decided


def test_weights_of_indicators(framework_2566: Framework) -> None:
    """A tool is then their weighted mean."""
    *others, nine, ten = framework_2566.indicators
    heavy = nine.model_copy(update={"weight": Decimal("0.75")})
    light = ten.model_copy(update={"weight": Decimal("0.25")})
    rules = framework_2566.model_copy(update={"indicators": (*others, heavy, light)})
    assert scoring.tool_scores(rules, by_number(SEED))[Tool.OIT] == Decimal("68.4375")


def test_partial_open_data_scores(framework_2566: Framework) -> None:
    """An item may score a half; the grid grows, and the others have the best score there is."""
    halves = framework_2566.scoring.model_copy(
        update={"open_data": (Decimal(0), Decimal(50), Decimal(100))}
    )
    rules = framework_2566.model_copy(update={"scoring": halves})
    assert scoring.oit_indicator(rules, 9, {"o1": Decimal(50)}) == Decimal(99)
    assert Decimal(99) in scoring.oit_grid(rules, 9)
    assert Decimal(99) not in scoring.oit_grid(framework_2566, 9)


def test_nothing_is_computed_of_what_is_not_known(framework_2566: Framework) -> None:
    """Without the way a tool is scored there is no tool score, and no sum."""
    silent = framework_2566.scoring.model_copy(update={"tool_score": None, "open_data": ()})
    rules = framework_2566.model_copy(update={"scoring": silent})
    assert scoring.tool_scores(rules, by_number(SEED)) == {}
    assert not scoring.sums_up(rules)
    with pytest.raises(ValueError, match="items of unknown scores"):
        scoring.oit_grid(rules, 9)
