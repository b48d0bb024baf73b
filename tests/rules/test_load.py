"""A year's file: found, read, and refused where nothing can be read."""

from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from ita_sync.errors import ConfigError
from ita_sync.report import Tool
from ita_sync.rules import (
    file_name,
    known_years,
    load_framework,
    read_year,
    scoring,
)
from ita_sync.rules.models import Scoring
from tests.rules.files import FILES, FOLDER, LATER, OLD, TEXT, changed, load, written
from tests.today import TODAY
from tests.told import told

RANGE = (
    "Write the fiscal year that was assessed, from 2561 to 2570.",
    "เขียนปีงบประมาณที่ได้รับการประเมิน ตั้งแต่ 2561 ถึง 2570",
)
MEND = (
    "Mend the file, or put back the one that came with ita-sync.",
    "แก้ไฟล์ให้ถูกต้อง หรือนำไฟล์ที่มากับ ita-sync กลับมาใช้",
)
PUT = (
    "Put them into {path}, or take scheme out of the configuration if the agency is assessed as "
    "all local agencies are."
)
PUT_TH = "ใส่หลักเกณฑ์ไว้ที่ {path} หรือหากหน่วยงานรับการประเมินเช่นเดียวกับ อปท. ทั่วไป ให้ลบ scheme ออกจากไฟล์ตั้งค่า"
EIT = """
[[parts]]
tool = "EIT"
name = "EIT"
weight = 0.3
source = "form"
"""
QUESTIONS = """
[[indicators]]
number = 2
tool = "EIT"
name = "คุณภาพการดำเนินงาน"
source = "form"
items = "e1-e5"
items_source = "form"
"""


def old(weight: str, parts: int) -> str:
    """Return a file of the first version whose total weighs OIT and so many parts of EIT."""
    return OLD.replace("weight = 1\n", f"weight = {weight}\n") + parts * EIT + QUESTIONS


def written_as(year: int) -> tuple[str, str]:
    """Return the advice to write this year."""
    return f"Write the fiscal year as {year}.", f"เขียนปีงบประมาณเป็น {year}"


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
    ("year", "en", "th", "advice"),
    [
        (
            2026,
            "2026 is a year of the Christian era; in the Buddhist era it is 2569.",
            "2026 เป็นปีคริสต์ศักราช ตรงกับปีพุทธศักราช 2569",
            written_as(2569),
        ),
        (
            2018,
            "2018 is a year of the Christian era; in the Buddhist era it is 2561.",
            "2018 เป็นปีคริสต์ศักราช ตรงกับปีพุทธศักราช 2561",
            written_as(2561),
        ),
        (
            66,
            "66 is a year in short; written out it is 2566.",
            "66 เป็นปีแบบย่อ เขียนเต็มคือ 2566",
            written_as(2566),
        ),
        (
            70,
            "70 is a year in short; written out it is 2570.",
            "70 เป็นปีแบบย่อ เขียนเต็มคือ 2570",
            written_as(2570),
        ),
        (2571, "Fiscal year 2571 has not begun.", "ปีงบประมาณ 2571 ยังไม่เริ่ม", RANGE),
        (
            2599,
            "There is no assessment of fiscal year 2599.",
            "ไม่มีการประเมินของปีงบประมาณ 2599",
            RANGE,
        ),
        (
            2560,
            "There is no assessment of fiscal year 2560.",
            "ไม่มีการประเมินของปีงบประมาณ 2560",
            RANGE,
        ),
    ],
)
def test_a_year_that_cannot_be(year: int, en: str, th: str, advice: tuple[str, str]) -> None:
    """A slip is refused, with the year that may be meant; the year that is running is taken."""
    with pytest.raises(ConfigError) as caught:
        load(year)
    assert caught.value.code == "year-impossible"
    assert told(caught.value) == {"en": [en, advice[0]], "th": [th, advice[1]]}


@pytest.mark.parametrize(
    ("year", "en", "th"),
    [
        (
            2566,
            "The rules of fiscal year 2566 cannot be used: {path}",
            "ใช้หลักเกณฑ์ของปีงบประมาณ 2566 ไม่ได้: {path}",
        ),
        # As `year show FILE` reads a file under any name.
        (None, "The rules in this file cannot be used: {path}", "ใช้หลักเกณฑ์ในไฟล์นี้ไม่ได้: {path}"),
    ],
)
def test_file_that_is_no_utf8(tmp_path: Path, year: int | None, en: str, th: str) -> None:
    """A file saved in another encoding is refused, not misread."""
    path = tmp_path / "2566.toml"
    path.write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        read_year(path, year)
    assert caught.value.code == "year-broken"
    assert told(caught.value) == {
        "en": [
            en.format(path=path),
            (
                'The file cannot be read: it is saved as UTF-16 ("Unicode"); when saving, choose '
                "the encoding UTF-8"
            ),
            MEND[0],
        ],
        "th": [
            th.format(path=path),
            'อ่านไฟล์ไม่ได้: ไฟล์บันทึกเป็น UTF-16 ("Unicode") เมื่อบันทึกให้เลือกการเข้ารหัส (encoding) UTF-8',
            MEND[1],
        ],
    }


def test_a_fault_without_a_line_comes_first(tmp_path: Path) -> None:
    """What is nowhere in the file is the file's own fault, and named by its whole place."""
    lost = TEXT.replace('pass_mark_source = "report-form"\n', "", 1)
    folder = written(tmp_path, f"pass_markk = 80\n{lost}")
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder], TODAY)
    path = folder / "2566.toml"
    assert told(caught.value) == {
        "en": [
            f"The rules of fiscal year 2566 cannot be used: {path}",
            "pass_mark_source: names no source.",
            "line 1, pass_markk: is not a setting of this file",
            MEND[0],
        ],
        "th": [
            f"ใช้หลักเกณฑ์ของปีงบประมาณ 2566 ไม่ได้: {path}",
            "pass_mark_source: ไม่ได้ระบุแหล่งที่มา",
            "บรรทัด 1, pass_markk: ไม่ใช่รายการตั้งค่าของไฟล์นี้",
            MEND[1],
        ],
    }


def test_known_years_are_the_files(tmp_path: Path) -> None:
    """Each file is named after its year; what else lies beside them is none."""
    assert known_years([FOLDER]) == [*range(2564, 2570)] == [int(path.stem) for path in FILES]
    written(tmp_path, "", "notes.toml")
    assert known_years([tmp_path]) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_year_edited_on_windows(tmp_path: Path, encoding: str, end: str) -> None:
    """Editors there write a byte-order mark and line ends of their own."""
    (tmp_path / "2566.toml").write_bytes(TEXT.replace("\n", end).encode(encoding))
    assert load_framework(2566, [tmp_path], TODAY) == load(2566)


@pytest.mark.parametrize(
    ("text", "eit", "items_source"),
    [
        (old("0.7", 1), "one", "map"),
        (old("0.4", 2), "parts", "map"),
        (old("0.7", 1).replace('[[indicators.sub]]\nnumber = "1.1"\n', ""), "one", "form"),
    ],
)
def test_a_file_of_the_first_version(
    tmp_path: Path, text: str, eit: Literal["one", "parts"], items_source: str
) -> None:
    """What it took for granted is written out: means, 0 or 100, the number of EIT's parts.

    Each with the source that it came from.
    """
    rules = load_framework(2566, [written(tmp_path, text)], TODAY)
    assert rules.format == 1
    assert rules.levels_complete
    assert rules.scoring == Scoring(
        tool_score="mean",
        tool_score_source="form",
        open_data=(Decimal(0), Decimal(100)),
        open_data_source=items_source,
        eit=eit,
        eit_source="form",
        eit_in_levels=eit,
        eit_in_levels_source="cascade",
    )


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
    path = folder / "2565-colleges.toml"
    assert told(caught.value) == {
        "en": [
            "There are no rules of the scheme colleges for fiscal year 2565.",
            PUT.format(path=path),
        ],
        "th": [
            "ไม่มีหลักเกณฑ์ของกลุ่มการประเมิน colleges สำหรับปีงบประมาณ 2565",
            PUT_TH.format(path=path),
        ],
    }


def test_a_name_with_a_hidden_ending(tmp_path: Path) -> None:
    """Notepad adds .txt, and the file is still the year's; two of one folder are too many."""
    folder = written(tmp_path, TEXT.replace("pass_mark = 85.00", "pass_mark = 80"), "2566.toml.txt")
    assert known_years([folder]) == [2566]
    assert load_framework(2566, [folder, FOLDER], TODAY).pass_mark == 80
    written(tmp_path, TEXT)
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder], TODAY)
    assert caught.value.code == "year-twice"
    both = f"{folder / '2566.toml'}, {folder / '2566.toml.txt'}"
    assert told(caught.value) == {
        "en": [
            f"There are two files for fiscal year 2566: {both}",
            "Keep the one that is meant; rename or delete the other.",
        ],
        "th": [
            f"มีไฟล์ของปีงบประมาณ 2566 สองไฟล์: {both}",
            "เก็บไฟล์ที่ต้องการใช้ไว้ และเปลี่ยนชื่อหรือลบอีกไฟล์หนึ่ง",
        ],
    }


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
