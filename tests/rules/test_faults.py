"""Tables of a year's file that contradict themselves or each other."""

import re
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.rules import (
    load_framework,
)
from tests.rules.files import LATER, OLD, TEXT, changed, faults, refused, written
from tests.today import TODAY


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("weight = 0.40", "weight = 0.41", "line 55, parts: the weights sum to 1.01"),
        ("open_data = [0, 100]", "open_data = [100, 0]", "must be two or more scores"),
        ("open_data = [0, 100]", "open_data = [0]", "must be two or more scores"),
        ('eit = "parts"', 'eit = "one"', "does not fit the number of EIT's parts"),
        ('items = "o1-o10"', 'items = "o1-o11"', "the items of OIT must run o1, o2"),
        ('items = "o1-o10"', 'items = "o1-o9"', "the items of OIT must run o1, o2"),
        ('items = "i1-i6"', 'items = "i2-i6"', "the items of IIT must run i1, i2"),
        ("number = 2\n", "number = 12\n", "the numbers must run 1, 2, 3"),
        ("min = 70", "min = 85", "ต้องปรับปรุง must demand less than ผ่าน"),
        ("min = 0\n", "min = 10\n", "the last level must start at 0"),
        ('[[parts]]\ntool = "OIT"', '[[parts]]\ntool = "EIT"', "tool OIT has no weight"),
        ('o43 = "', 'o44 = "', "o44 belongs to no indicator"),
        ('name = "ผ่าน"', 'name = "ผ่านดี"', "name: the name ผ่านดี may appear only once"),
        (
            'names = ["AA"',
            'names = ["ผ่าน ดี"',
            "name: the name ผ่านดี may appear only once, and not under other_levels",
        ),
    ],
)
def test_contradictions(tmp_path: Path, old: str, new: str, detail: str) -> None:
    """Each is said with its place."""
    assert detail in refused(tmp_path, (old, new))


def test_tool_without_indicators(tmp_path: Path) -> None:
    """A tool that has a weight needs indicators to be scored."""
    oit = 'tool = "OIT"\nname = "การ'
    folder = changed(tmp_path, *[(oit, oit.replace("OIT", "EIT"))] * 2)
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder], TODAY)
    assert any("tool OIT has no indicator." in str(line) for line in caught.value.details)


@pytest.mark.parametrize("name", ["pass_mark", "confidence", "min"])
def test_a_file_of_the_first_version_knows_everything(tmp_path: Path, name: str) -> None:
    """Of version 2, a rule may be left out."""
    short = re.sub(rf"(?m)^{name} = .*\n", "", OLD, count=1)
    if name == "confidence":
        short = OLD.replace('confidence = "sure"\n', "", 1)
    assert f"{name}: is missing" in " ".join(faults(written(tmp_path, short)))


@pytest.mark.parametrize("part", ["parts", "levels", "indicators"])
@pytest.mark.parametrize("text", [TEXT, OLD])
def test_a_year_without_its_tables(tmp_path: Path, part: str, text: str) -> None:
    """Version 1 has to have them; version 2 then knows nothing of them."""
    head = f"fiscal_year = 2566\n{part} = []"
    less = re.sub(rf"(?ms)^\[\[{part}(\.sub)?\]\].*?(?=^\[(?!\[{part})|\Z)", "", text)
    folder = written(tmp_path, less.replace("fiscal_year = 2566", head))
    if text is OLD:
        assert any(line.endswith("is missing") for line in faults(folder))
    elif part == "indicators":
        assert all("belongs to no indicator" not in line for line in _said(folder))
    else:
        assert not _said(folder)


def _said(folder: Path) -> list[str]:
    try:
        load_framework(2566, [folder], TODAY)
    except ConfigError as error:
        return [str(line) for line in error.details]
    return []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight = 0.75", "weight = 0.7", "the weights within IIT must sum to 1."),
        (
            'source = "book"\nweight = 0.75',
            'source = "book"',
            "the weights within IIT must sum to 1.",
        ),
        ('items = "o120"', 'items = "o121"', "o121 is out of place"),
        ('items = { OIT = "o1-o120" }', 'items = { OIT = "o1-o119" }', "o120 is out of place"),
        ('items = { OIT = "o1-o120" }', 'items = { OIT = "o1-o121" }', "o121 is out of place"),
        ('items = { OIT = "o1-o120" }', 'items = { OIT = "o0-o120" }', "must be a range of items"),
        ('items = "e1"', 'items = "i1"', "i1 is out of place"),
        ('pass_mark_source = "book"\n', "", "names no source"),
    ],
)
def test_faults_of_what_later_years_may_need(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each is said."""
    assert old in LATER
    folder = written(tmp_path, LATER.replace(old, new, 1), "2569.toml")
    assert said in " ".join(faults(folder, 2569))
