"""The rules of a fiscal year."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.report import Tool
from ita_sync.rules import Framework, load_framework

FOLDER = Path(__file__).parents[2] / "config" / "frameworks"
TEXT = (FOLDER / "2566.toml").read_text("utf-8")


def changed(folder: Path, *pairs: tuple[str, str], year: int = 2566) -> Path:
    """Write the rules with each old text, which must be there, replaced once."""
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    folder.mkdir(exist_ok=True)
    (folder / f"{year}.toml").write_text(text, "utf-8")
    return folder


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
        (int(level.min), level.all_tools_min and int(level.all_tools_min))
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


def test_first_folder_wins(tmp_path: Path) -> None:
    """A province's own file goes before the one that came along."""
    own = changed(tmp_path, ("pass_mark = 85.00", "pass_mark = 80.00"))
    assert load_framework(2566, [own, FOLDER]).pass_mark == 80
    assert load_framework(2566, [FOLDER, own]).pass_mark == 85
    assert load_framework(2566, [tmp_path / "none", FOLDER]).pass_mark == 85


def test_unknown_year_names_the_known_ones(tmp_path: Path) -> None:
    """The message lists the years and names the nearest file to copy."""
    changed(tmp_path, ("fiscal_year = 2566", "fiscal_year = 2569"), year=2569)
    (tmp_path / "notes.toml").write_text("", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_framework(2568, [FOLDER, tmp_path])
    assert caught.value.code == "year-unknown"
    assert "2566, 2569" in str(caught.value.what)
    assert f"{tmp_path / '2569.toml'} to {FOLDER / '2568.toml'}" in str(caught.value.next_step)
    assert "confidence" in str(caught.value.next_step)


def test_no_rules_at_all(tmp_path: Path) -> None:
    """Without any file the message does not name one to copy."""
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path, tmp_path / "none"])
    assert "Known years: none" in str(caught.value.what)
    assert "Put back" in str(caught.value.next_step)


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("weight = 0.40", "weight = 0.41", "the weights sum to 1.01"),
        ("weight = 0.40", "weight = 0", "parts.3.weight"),
        (
            "fiscal_year = 2566",
            "fiscal_year = 2565",
            "fiscal_year: is 2565, the file name says 2566",
        ),
        ("pass_mark = 85.00", "pass_markk = 85.00", "pass_markk: is not a field"),
        ("pass_mark = 85.00 ", "# ", "pass_mark: is missing"),
        (
            "pass_mark = 85.00",
            "pass_mark = 101",
            "pass_mark: Input should be less than or equal to 100",
        ),
        ('items = "o1-o10"', 'items = "o1-o11"', "the items of OIT must run o1, o2"),
        ('items = "o1-o10"', 'items = "o1-o9"', "the items of OIT must run o1, o2"),
        ('items = "i1-i6"', 'items = "i2-i6"', "the items of IIT must run i1, i2"),
        ('items = "o1-o10"', 'items = "o1-e10"', "items: expected a range of items such as o1-o10"),
        ('items = "o1-o10"', 'items = "o10-o1"', "items: expected a range of items such as o1-o10"),
        ('items = "i1-i6"', "items = 6", "indicators.0.items: Input should be a valid tuple"),
        ('items = "i1-i6"\n', "", "1 must have either items or sub"),
        ("number = 2\n", "number = 12\n", "the numbers must run 1, 2, 3"),
        ("min = 70", "min = 85", "ต้องปรับปรุง must demand less than ผ่าน"),
        ("min = 0\n", "min = 10\n", "the last level must start at 0"),
        ('[[parts]]\ntool = "OIT"', '[[parts]]\ntool = "EIT"', "tool OIT has no weight"),
        ('tool = "IIT"\nname = "การ', 'tool = "XIT"\nname = "การ', "indicators.0.tool"),
        ('o43 = "', 'o44 = "', "o44 belongs to no indicator"),
        ("[sources.titles]", "[sources.other]", "titles is named but not described"),
        (
            'confidence = "likely"  ',
            'confidence = "sure"  ',
            "confidence: is sure; the sources of parts",
        ),
        ('name = "ผ่าน"', 'name = "ผ่านดี"', "levels: the name ผ่านดี must stand once"),
        (
            'names = ["AA"',
            'names = ["ผ่าน ดี"',
            "levels: the name ผ่านดี must stand once, and not under other_levels",
        ),
        ("fiscal_year = 2566", "fiscal_year =", "line 9"),
    ],
)
def test_broken_file_says_where(tmp_path: Path, old: str, new: str, detail: str) -> None:
    """A file that cannot be trusted is refused with its name and the field."""
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [changed(tmp_path, (old, new))])
    assert caught.value.code == "year-broken"
    assert str(tmp_path / "2566.toml") in str(caught.value.what)
    assert any(detail in str(line) for line in caught.value.details), list(
        map(str, caught.value.details)
    )


def test_tool_without_indicators(tmp_path: Path) -> None:
    """A tool that has a weight needs indicators to be scored."""
    oit = 'tool = "OIT"\nname = "การ'
    folder = changed(tmp_path, *[(oit, oit.replace("OIT", "EIT"))] * 2)
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder])
    assert "indicators: tool OIT has no indicator." in [str(line) for line in caught.value.details]


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    """A file saved in another encoding is refused, not misread."""
    (tmp_path / "2566.toml").write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path])
    assert caught.value.code == "year-broken"
