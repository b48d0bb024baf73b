"""Files of a year, as tests write them; what is said of those that cannot be used."""

from pathlib import Path

import pytest

from ita_sync.errors import ConfigError
from ita_sync.rules import (
    Framework,
    load_framework,
)
from tests.conftest import ROOT
from tests.today import TODAY

FOLDER = ROOT / "config" / "frameworks"

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


OLD = """
fiscal_year = 2566
pass_mark = 85.00
pass_mark_source = "form"
confidence = "sure"
[sources.form]
text = "a form"
confidence = "sure"
[sources.cascade]
text = "a table of levels"
confidence = "sure"
[sources.map]
text = "a list of items"
confidence = "sure"
[[parts]]
tool = "OIT"
name = "OIT"
weight = 1
source = "form"
[[levels]]
name = "ผ่าน"
min = 0
source = "cascade"
[[indicators]]
number = 1
tool = "OIT"
name = "การเปิดเผยข้อมูล"
source = "form"
items_source = "map"
[[indicators.sub]]
number = "1.1"
items = "o1-o2"
"""
"""A file of version 1: it says no version, and knows everything."""


def written(folder: Path, text: str, name: str = "2566.toml") -> Path:
    """Write a year's file; return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def faults(folder: Path, year: int = 2566, scheme: str = "") -> list[str]:
    """Return what is said of a year's file."""
    with pytest.raises(ConfigError) as caught:
        load_framework(year, [folder], TODAY, scheme)
    return [str(line) for line in caught.value.details]


LATER = """
format = 2
fiscal_year = 2569
pass_marks = { OIT = 100, IIT = 85 }
pass_mark_source = "book"
agency_pass_mark = 85
agency_pass_mark_source = "book"
items = { OIT = "o1-o120" }
items_source = "book"
[sources.book]
text = "a handbook"
confidence = "sure"
[sources.none]
text = "looked for"
confidence = "unknown"
[scoring]
tool_score = "mean"
tool_score_source = "book"
open_data = [0, 50, 100]
open_data_source = "book"
eit = "one"
eit_source = "book"
eit_in_levels = "one"
eit_in_levels_source = "book"
[[parts]]
tool = "IIT"
name = "IIT"
weight = 0.3
source = "book"
[[parts]]
tool = "EIT"
name = "EIT"
weight = 0.3
source = "book"
[[parts]]
tool = "OIT"
name = "OIT"
weight = 0.4
source = "book"
[[levels]]
name = "ผ่านดี"
min = 85
tool_min = { OIT = 90 }
source = "book"
[[levels]]
name = "ไม่ผ่าน"
min = 0
source = "book"
[[indicators]]
number = 1
tool = "IIT"
name = "หนึ่ง"
also = ["๑"]
source = "book"
weight = 0.25
[[indicators]]
number = 2
tool = "IIT"
name = "สอง"
source = "book"
weight = 0.75
[[indicators]]
number = 3
tool = "EIT"
name = "สาม"
source = "book"
items = "e1"
items_source = "none"
[[indicators]]
number = 4
tool = "OIT"
name = "สี่"
source = "book"
items_source = "book"
[[indicators.sub]]
number = "4.1"
items = "o1-o119"
[[indicators.sub]]
number = "4.2"
items = "o120"
[other_levels]
names = ["AA", "A"]
years = "2565"
source = "book"
[titles]
source = "book"
[titles.items]
o120 = "ข้อสุดท้าย"
[published]
day = "15 สิงหาคม 2569"
source = "book"
[[evidence]]
year = 2570
item = "o25"
source = "book"
[[other_schemes]]
name = "วิทยาลัย"
items = "o1-o150"
source = "book"
"""
"""What later years may need, and every kind of rule, all in one."""


FILES = sorted(FOLDER.glob("*.toml"))


def load(year: int) -> Framework:
    """Return the rules of a year that comes along."""
    return load_framework(year, [FOLDER], TODAY)


def refused(folder: Path, *pairs: tuple[str, str]) -> str:
    """Return what is said of the rules with each old text replaced; their file is named."""
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [changed(folder, *pairs)], TODAY)
    assert caught.value.code == "year-broken"
    assert str(folder / "2566.toml") in str(caught.value.what)
    return "\n".join(map(str, caught.value.details))
