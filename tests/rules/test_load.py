"""A year's file: found, read, and refused where nothing can be read."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.report import Tool
from ita_sync.rules import (
    file_name,
    known_years,
    load_framework,
    scoring,
)
from tests.rules.files import FILES, FOLDER, LATER, OLD, TEXT, changed, load, written
from tests.today import TODAY


def test_first_folder_wins(tmp_path: Path) -> None:
    """A province's own file goes before the one that came along."""
    own = changed(tmp_path, ("pass_mark = 85.00", "pass_mark = 80.00"))
    assert load_framework(2566, [own, FOLDER], TODAY).pass_mark == 80
    assert load_framework(2566, [FOLDER, own], TODAY).pass_mark == 85
    assert load_framework(2566, [tmp_path / "none", FOLDER], TODAY).pass_mark == 85


@pytest.mark.parametrize("year", [2561, 2563, 2570])
def test_a_year_without_a_file_has_the_rules_of_every_year(year: int) -> None:
    """Ten indicators, numbered, and nothing else; no other year's rules are lent."""
    rules = load(year)
    assert rules.generic
    assert rules.fiscal_year == year
    assert [rule.number for rule in rules.indicators] == [*range(1, 11)]
    assert (rules.parts, rules.levels, rules.items) == ((), (), {})
    assert not rules.levels_complete
    assert rules.mark(None) is None
    assert rules.has_item("o1") is None
    assert rules.indicators[0].tool is None


@pytest.mark.parametrize(
    ("year", "what", "next_step"),
    [
        (2026, "2026 is a year of the Christian era", "as 2569"),
        (2571, "Fiscal year 2571 has not begun", "from 2561 to 2570"),
        (2599, "no assessment of fiscal year 2599", "from 2561 to 2570"),
        (2560, "no assessment of fiscal year 2560", "from 2561 to 2570"),
        (66, "written out it is 2566", "as 2566"),
    ],
)
def test_a_year_that_cannot_be(year: int, what: str, next_step: str) -> None:
    """A slip is refused; the year that is running is taken."""
    with pytest.raises(ConfigError) as caught:
        load(year)
    assert caught.value.code == "year-impossible"
    assert what in str(caught.value.what)
    assert next_step in str(caught.value.next_step)


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    """A file saved in another encoding is refused, not misread."""
    (tmp_path / "2566.toml").write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path], TODAY)
    assert caught.value.code == "year-broken"


def test_known_years_are_the_files() -> None:
    """Each file is named after its year."""
    assert known_years([FOLDER]) == [*range(2564, 2570)] == [int(path.stem) for path in FILES]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_year_edited_on_windows(tmp_path: Path, encoding: str, end: str) -> None:
    """Editors there write a byte-order mark and line ends of their own."""
    (tmp_path / "2566.toml").write_bytes(TEXT.replace("\n", end).encode(encoding))
    assert load_framework(2566, [tmp_path], TODAY) == load(2566)


def test_a_file_of_the_first_version(tmp_path: Path) -> None:
    """What it took for granted is written out: means, 0 or 100, the number of EIT's parts."""
    rules = load_framework(2566, [written(tmp_path, OLD)], TODAY)
    assert rules.format == 1
    assert rules.scoring.tool_score == "mean"
    assert [*map(int, rules.scoring.open_data)] == [0, 100]
    assert rules.scoring.open_data_source == "form"


def test_another_scheme_of_the_year_is_kept_apart(tmp_path: Path) -> None:
    """Its file has its name, and neither is ever taken for the other."""
    text = TEXT.replace("format = 2", 'format = 2\nscheme = "colleges"', 1)
    folder = written(
        tmp_path, text.replace("pass_mark = 85.00", "pass_mark = 70"), "2566-colleges.toml"
    )
    assert file_name(2566, "colleges") == "2566-colleges.toml"
    assert known_years([folder]) == []
    assert known_years([folder], "colleges") == [2566]
    assert load_framework(2566, [folder, FOLDER], TODAY).pass_mark == 85
    assert load_framework(2566, [folder, FOLDER], TODAY, "colleges").pass_mark == 70
    with pytest.raises(ConfigError) as caught:
        load_framework(2565, [folder, FOLDER], TODAY, "colleges")
    assert caught.value.code == "scheme-missing"
    assert str(folder / "2565-colleges.toml") in str(caught.value.next_step)


def test_a_name_with_a_hidden_ending(tmp_path: Path) -> None:
    """Notepad adds .txt, and the file is still the year's; two of one folder are too many."""
    folder = written(tmp_path, TEXT.replace("pass_mark = 85.00", "pass_mark = 80"), "2566.toml.txt")
    assert known_years([folder]) == [2566]
    assert load_framework(2566, [folder, FOLDER], TODAY).pass_mark == 80
    written(tmp_path, TEXT)
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder], TODAY)
    assert caught.value.code == "year-twice"


def test_what_later_years_may_need(tmp_path: Path) -> None:
    """Weights of indicators, one EIT, another number of indicators, single items, ids past 99."""
    rules = load_framework(2569, [written(tmp_path, LATER, "2569.toml")], TODAY)
    scores = {1: Decimal(80), 2: Decimal(100), 3: Decimal(90), 4: Decimal(95)}
    tools = scoring.tool_scores(rules, scores)
    assert tools == {Tool.IIT: 95, Tool.EIT: 90, Tool.OIT: 95}
    assert scoring.total(rules, tools) == Decimal("93.5")
    assert scoring.possible_levels(rules, Decimal("93.5"), tools).names == ("ผ่านดี",)
    assert [rules.mark(tool) for tool in Tool] == [85, None, 100]
    assert rules.mark_of(4) == 100
    assert rules.sub_indicators(4)[1].items == ("o120",)
    assert (rules.has_item("o120"), rules.has_item("o121"), rules.has_item("e1")) == (
        *(True, False),
        None,
    )
    assert rules.eit_in_levels == "one"
