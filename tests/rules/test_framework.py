"""The rules of a fiscal year, asked."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync.report import Tool
from ita_sync.rules import Framework, IndicatorRule, generic, read_year
from tests.conftest import ROOT
from tests.rules.files import FILES, LATER, written


def test_year_2566(framework_2566: Framework) -> None:
    """Weights, pass mark and levels are the year's."""
    weights = [(part.tool, part.weight) for part in framework_2566.parts]
    assert weights == [
        (Tool.IIT, Decimal("0.30")),
        (Tool.EIT, Decimal("0.15")),
        (Tool.EIT, Decimal("0.15")),
        (Tool.OIT, Decimal("0.40")),
    ]
    assert framework_2566.pass_mark == 85
    levels = [
        (int(level.min or 0), level.all_tools_min and int(level.all_tools_min))
        for level in framework_2566.levels
    ]
    assert levels == [(95, 95), (85, 85), (85, None), (70, None), (0, None)]
    assert framework_2566.other_levels is not None
    assert framework_2566.other_levels.names == ("AA", "A", "B", "C", "D", "E", "F")


@pytest.mark.parametrize(
    ("item", "number"),
    [
        *[
            ("i1", 1),
            ("i6", 1),
            ("i7", 2),
            ("i30", 5),
            ("e5", 6),
            ("e6", 7),
            ("e10", 7),
            ("e15", 8),
        ],
        *[("o1", 9), ("o30", 9), ("o31", 10), ("o43", 10)],
    ],
)
def test_indicator_of(framework_2566: Framework, item: str, number: int) -> None:
    """Each item belongs to its indicator."""
    rule = framework_2566.indicator_of(item)
    assert rule is not None
    assert rule.number == number
    assert item in framework_2566.items_of(number)


@pytest.mark.parametrize("item", ["o0", "o44", "e16", "i31", "x1", ""])
def test_no_such_item(framework_2566: Framework, item: str) -> None:
    """An item of another year belongs nowhere."""
    assert framework_2566.indicator_of(item) is None


def test_all_items_once(framework_2566: Framework) -> None:
    """The ten indicators hold i1-30, e1-15 and o1-43, each once; all OIT items have a title."""
    items = [
        item for rule in framework_2566.indicators for item in framework_2566.items_of(rule.number)
    ]
    expected = [
        f"{letter}{n}"
        for letter, last in (("i", 30), ("e", 15), ("o", 43))
        for n in range(1, last + 1)
    ]
    assert items == expected
    assert [item for item in items if framework_2566.title(item) == item] == expected[:45]


def test_sub_indicators(framework_2566: Framework) -> None:
    """Only the OIT indicators have sub-indicators, five and two."""
    sizes = {n: [len(sub.items) for sub in framework_2566.sub_indicators(n)] for n in (1, 9, 10)}
    assert sizes == {1: [], 9: [10, 8, 4, 4, 4], 10: [8, 5]}


def test_unknown_number(framework_2566: Framework) -> None:
    """An indicator that the year does not have gives nothing, not an error."""
    assert framework_2566.indicator(11) is None
    assert framework_2566.items_of(11) == ()
    assert framework_2566.sub_indicators(0) == ()


def test_titles(framework_2566: Framework) -> None:
    """An item is shown with its title where one is known."""
    assert framework_2566.title("o13") == "o13 รายงานผลการดำเนินงานประจำปี"
    assert framework_2566.title("e6") == "e6"


def test_sources_have_text(framework_2566: Framework) -> None:
    """Every entry's source can be printed."""
    keys = {level.source for level in framework_2566.levels} | {framework_2566.pass_mark_source}
    assert all(framework_2566.source(key) for key in keys)


def trusted(rules: Framework, confidence: str) -> Framework:
    """Return rules whose sources are all trusted so far."""
    sources = {
        key: source.model_copy(update={"confidence": confidence})
        for key, source in rules.sources.items()
    }
    return rules.model_copy(update={"sources": sources})


@pytest.mark.parametrize("path", [*FILES, None], ids=lambda path: path.stem if path else "later")
def test_what_rests_on_an_unknown_source_is_not_known(tmp_path: Path, path: Path | None) -> None:
    """Whatever a file says under such a source, nothing of it is left; under any other, all is.

    Not even what was asked before, and is remembered.
    """
    raw = read_year(path or written(tmp_path, LATER) / "2566.toml", None)
    assert {*raw.owners, *raw.items_of_tool(Tool.OIT)}
    assert trusted(raw, "guess").known() == trusted(raw, "guess")
    hidden, nothing = trusted(raw, "unknown").known(), generic(raw.fiscal_year)
    file = {"format", "fiscal_year", "confidence", "sources", "indicators"}
    for kind in Framework.model_fields.keys() - file:
        if not kind.endswith("_source"):
            assert getattr(hidden, kind) == getattr(nothing, kind), kind
    assert hidden.indicators == tuple(
        IndicatorRule(number=rule.number, source=rule.source, items_source=rule.items_source)
        for rule in raw.indicators
    )
    assert not {*hidden.owners, *hidden.items_of_tool(Tool.OIT)}


def test_one_block_is_hidden_and_not_the_others() -> None:
    """The weights of 2568 are a proposal, the levels are known."""
    raw = read_year(ROOT / "config" / "frameworks" / "2568.toml", 2568)
    assert [part.weight for part in raw.parts] == [Decimal("0.3"), Decimal("0.3"), Decimal("0.4")]
    assert raw.known().parts == ()
    assert [level.name for level in raw.known().levels] == ["ผ่านดี", "ผ่าน"]
    assert raw.known().mark(Tool.OIT) is None
