"""A year's file: found, refused where it is useless; and every file that comes along."""

import re
import tomllib
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ita_sync import checks
from ita_sync.checks import Severity, Subject
from ita_sync.errors import ConfigError
from ita_sync.report import EitParts, Report, Tool, load_report
from ita_sync.rules import (
    Framework,
    file_name,
    known_years,
    load_framework,
    read_year,
    scoring,
)
from tests.conftest import ROOT
from tests.today import TODAY

FOLDER = ROOT / "config" / "frameworks"
FILES = sorted(FOLDER.glob("*.toml"))
CENTS = [Decimal(cents).scaleb(-2) for cents in range(10_001)]
WHOLE = [2564, 2565, 2566]
"""The years whose rules are known but for small things."""
BANDS = ("AA", "A", "B", "C", "D", "E", "F")
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


def load(year: int) -> Framework:
    """Return the rules of a year that comes along."""
    return load_framework(year, [FOLDER], TODAY)


@pytest.fixture
def report_2564(example_path: Path) -> dict[str, Any]:
    """Return the example as a report of 2564, its figures by that year's rules.

    The same failing items give 76.29 and 43.75 there; o32 belongs to indicator 9.
    """
    data = load_report(example_path).report.model_dump(mode="json")
    data |= {"fiscal_year": 2564, "total": "77.66", "level": "B", "measures": [], "strengths": []}
    data["url"] = "https://www.chaturat.go.th/ita/2564/report.pdf"
    data["memo"] |= {"date": "27 ตุลาคม 2564", "subject": "รายงานผล ITA ปี 2564", "refers_to": None}
    nine, ten = data["weak"][1], data["weak"][2]
    nine["items"].append(ten["items"].pop(0))
    data["indicators"][8]["score"], data["indicators"][9]["score"] = "76.29", "43.75"
    data["measures"] = [
        {
            "item": item["item"],
            "division": "สำนักปลัดเทศบาล",
            "steps": ["จัดทำ"],
            "follow_up": ["รายงาน"],
            "due": "ทุกเดือน",
        }
        for entry in data["weak"]
        for item in entry["items"]
    ]
    return data


def said(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return code, severity and place of every finding."""
    found = checks.run(Subject(Report.model_validate(data), load(2564)))
    return [(f.code, f.severity.value, ".".join(map(str, f.loc))) for f in found]


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


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("weight = 0.40", "weight = 0.41", "line 49, parts: the weights sum to 1.01"),
        ("weight = 0.40", "weight = 0", "line 70, weight: must be more than 0"),
        (
            "fiscal_year = 2566",
            "fiscal_year = 2565",
            "line 10, fiscal_year: is 2565, the file name says 2566",
        ),
        (
            "pass_mark = 85.00",
            "pass_markk = 85.00",
            "line 11, pass_markk: is not a setting of this file",
        ),
        ("format = 2", "format = 3", "format: must be one of"),
        ("open_data = [0, 100]", "open_data = [100, 0]", "must be two or more scores"),
        ("open_data = [0, 100]", "open_data = [0]", "must be two or more scores"),
        ('eit = "parts"', 'eit = "one"', "does not fit the number of EIT's parts"),
        ('eit_source = "report-form"\n', "", "eit_source: names no source"),
        ("format = 2", 'format = 2\nscheme = "colleges"', "the file name says"),
        (
            "pass_mark = 85.00",
            "pass_mark = 101",
            "line 11, pass_mark: must be 100 or less",
        ),
        ('items = "o1-o10"', 'items = "o1-o11"', "the items of OIT must run o1, o2"),
        ('items = "o1-o10"', 'items = "o1-o9"', "the items of OIT must run o1, o2"),
        ('items = "i1-i6"', 'items = "i2-i6"', "the items of IIT must run i1, i2"),
        ('items = "o1-o10"', 'items = "o1-e10"', "items: must be a range of items such as o1-o10"),
        ('items = "o1-o10"', 'items = "o10-o1"', "items: must be a range of items such as o1-o10"),
        ('items = "i1-i6"', "items = 6", "items: must be a list"),
        ("number = 2\n", "number = 12\n", "the numbers must run 1, 2, 3"),
        ("min = 70", "min = 85", "ต้องปรับปรุง must demand less than ผ่าน"),
        ("min = 0\n", "min = 10\n", "the last level must start at 0"),
        ('[[parts]]\ntool = "OIT"', '[[parts]]\ntool = "EIT"', "tool OIT has no weight"),
        (
            'tool = "IIT"\nname = "การ',
            'tool = "XIT"\nname = "การ',
            "tool: must be one of: IIT, EIT, OIT",
        ),
        ('o43 = "', 'o44 = "', "o44 belongs to no indicator"),
        ("[sources.titles]", "[sources.other]", "the source titles is named but not described"),
        (
            'confidence = "sure"  ',
            'confidence = "likely"  ',
            "line 13, confidence: is likely; the sources of parts",
        ),
        ('name = "ผ่าน"', 'name = "ผ่านดี"', "name: the name ผ่านดี may appear only once"),
        (
            'names = ["AA"',
            'names = ["ผ่าน ดี"',
            "name: the name ผ่านดี may appear only once, and not under other_levels",
        ),
        ("fiscal_year = 2566", "fiscal_year =", "line 10, column 14: a value is missing"),
    ],
)
def test_broken_file_says_where(tmp_path: Path, old: str, new: str, detail: str) -> None:
    """A file that cannot be trusted is refused with its name and the field."""
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [changed(tmp_path, (old, new))], TODAY)
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
        load_framework(2566, [folder], TODAY)
    assert any("tool OIT has no indicator." in str(line) for line in caught.value.details)


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    """A file saved in another encoding is refused, not misread."""
    (tmp_path / "2566.toml").write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path], TODAY)
    assert caught.value.code == "year-broken"


def test_known_years_are_the_files() -> None:
    """Each file is named after its year."""
    assert known_years([FOLDER]) == [*range(2564, 2570)] == [int(path.stem) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_consistent(path: Path) -> None:
    """Every rule names a source, every source has a text and is named."""
    rules = read_year(path, int(path.stem))
    assert rules.format == 2
    assert all(
        sub.number.startswith(f"{rule.number}.") for rule in rules.indicators for sub in rule.sub
    )
    assert set(_named(tomllib.loads(path.read_text("utf-8")))) == set(rules.sources)
    assert all(source.text.strip() for source in rules.sources.values())
    assert "guess" not in {rules.sources[level.source].confidence for level in rules.levels}
    unknown = [s.text for s in rules.sources.values() if s.confidence == "unknown"]
    assert all(text.startswith("Looked for: ") for text in unknown)


@pytest.mark.parametrize("year", WHOLE)
def test_the_older_years_are_known(year: int) -> None:
    """Weights sum to one, and items are a partition."""
    rules = load(year)
    assert sum(part.weight for part in rules.parts) == 1
    assert {part.tool for part in rules.parts} == set(Tool)
    items = [item for rule in rules.indicators for item in rule.all_items]
    assert items == [
        f"{letter}{n}"
        for letter, last in (("i", 30), ("e", 15), ("o", 43))
        for n in range(1, last + 1)
    ]
    assert all(
        rules.indicator_of(item) == rule for rule in rules.indicators for item in rule.all_items
    )


def test_no_item_map_is_another_years() -> None:
    """Which items there are and where they belong: the commonest fault is last year's numbering.

    Only 2564 and 2565 are alike, and both say so.
    """
    maps = {path.stem: _item_map(load(int(path.stem))) for path in FILES}
    same = [(a, b) for a, b in combinations(maps, 2) if maps[a] == maps[b]]
    assert same == [("2564", "2565")]
    assert "numbered as in 2564" in load(2565).sources["item-map"].text
    titles = [load(int(path.stem)).titles.items for path in FILES[2:]]
    assert all(a != b for a, b in combinations(titles, 2))


def _item_map(rules: Framework) -> object:
    owners = [(rule.number, [sub.items for sub in rule.sub]) for rule in rules.indicators]
    return rules.items_of_tool(Tool.OIT), owners


@pytest.mark.parametrize(
    ("year", "items", "known", "unknown"),
    [
        (2567, 35, ["parts", "agency_pass_mark", "published", "evidence"], ["pass_mark"]),
        (2568, 28, ["agency_pass_mark", "published", "evidence"], ["parts", "pass_mark"]),
        (2569, 26, ["agency_pass_mark"], ["parts", "pass_mark", "published", "evidence"]),
    ],
)
def test_the_newer_years_are_known_in_part(
    year: int, items: int, known: list[str], unknown: list[str]
) -> None:
    """As far as the sources go; what is only a proposal in the file is not used."""
    rules = load(year)
    assert len(rules.items_of_tool(Tool.OIT)) == items
    assert all(getattr(rules, name) for name in known)
    assert not any(getattr(rules, name) for name in unknown)
    assert [rule.tool for rule in rules.indicators] == [Tool.IIT] * 5 + [Tool.EIT] * 3 + [
        Tool.OIT
    ] * 2
    assert rules.items_of_tool(Tool.IIT) == rules.scoring.open_data == ()
    assert rules.scoring.eit is rules.scoring.eit_in_levels is None
    assert (rules.scoring.tool_score == "mean") == (year == 2567)
    assert (rules.indicator_of("o20") is not None) == (year == 2568)


def test_the_items_of_2568_and_2569() -> None:
    """o27 of 2568 is o25 of 2569; where they belong is known of 2568 only."""
    before, after = load(2568), load(2569)
    assert before.title("o27") == "o27 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    assert after.title("o25") == "o25 การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"
    assert after.has_item("o27") is False
    assert [[sub.items[-1] for sub in before.sub_indicators(n)] for n in (9, 10)] == [
        ["o4", "o11", "o13", "o16", "o20"],
        ["o24", "o28"],
    ]


@pytest.mark.parametrize(
    ("eit", "total", "names", "unnamed"),
    [
        ("84.9", "94.64", ("ผ่าน",), False),
        ("90", "94.64", ("ผ่านดี",), True),
        ("90", "80", (), True),
    ],
)
def test_levels_of_2568(eit: str, total: str, names: tuple[str, ...], *, unnamed: bool) -> None:
    """A tool below 85 makes it ผ่าน; whether a better level exists is not known."""
    tools = {Tool.IIT: Decimal(95), Tool.EIT: Decimal(eit), Tool.OIT: Decimal(98)}
    both = EitParts(part1=Decimal(eit), part2=Decimal(eit))
    found = scoring.possible_levels(load(2568), Decimal(total), tools, both)
    assert (found.names, found.unnamed) == (names, unnamed)


def _named(value: object) -> list[str]:
    """Return the sources that a file names anywhere; those it describes are apart."""
    if isinstance(value, list):
        return [key for entry in value for key in _named(entry)]
    if not isinstance(value, dict):
        return []
    own = [
        found for key, found in value.items() if key.endswith("source") and isinstance(found, str)
    ]
    return own + [
        key for name, entry in value.items() if name != "sources" for key in _named(entry)
    ]


@pytest.mark.parametrize("year", [*WHOLE, 2567])
def test_levels_cover_everything_once(year: int) -> None:
    """Each total from 0 to 100, all parts alike, has one level; levels fall with the total."""
    rules = load(year)
    names = [level.name for level in rules.levels]
    found = [
        scoring.possible_levels(
            rules, cents, dict.fromkeys(Tool, cents), EitParts(part1=cents, part2=cents)
        )
        for cents in CENTS
    ]
    assert all(levels.decided for levels in found)
    order = [names.index(levels.names[0]) for levels in found]
    assert order == sorted(order, reverse=True)
    assert (order[0], order[-1]) == (len(names) - 1, 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_other_years_levels_are_recognised(path: Path) -> None:
    """The bands in 2566 and the names of 2566 in the years of the bands."""
    rules = load(int(path.stem))
    assert rules.other_levels is not None
    own = tuple(level.name for level in rules.levels)
    assert (own == BANDS) != (rules.other_levels.names == BANDS)
    assert str(rules.fiscal_year) not in rules.other_levels.years


@pytest.mark.parametrize("year", [2564, 2565])
def test_numbering_of_the_older_years(year: int) -> None:
    """o13 is in 9.2, o32 in 9.5 and o33 still in indicator 9: not so in 2566."""
    rules = load(year)
    subs = {
        sub.number: (sub.items[0], sub.items[-1])
        for n in (9, 10)
        for sub in rules.sub_indicators(n)
    }
    assert subs == {
        "9.1": ("o1", "o9"),
        "9.2": ("o10", "o17"),
        "9.3": ("o18", "o24"),
        "9.4": ("o25", "o28"),
        "9.5": ("o29", "o33"),
        "10.1": ("o34", "o41"),
        "10.2": ("o42", "o43"),
    }
    assert [(part.tool, part.weight) for part in rules.parts] == [
        (Tool.IIT, Decimal("0.30")),
        (Tool.EIT, Decimal("0.30")),
        (Tool.OIT, Decimal("0.40")),
    ]
    assert rules.title("o13") == "o13"


@pytest.mark.parametrize(
    ("total", "level"),
    [
        *[
            ("100", "AA"),
            ("95", "AA"),
            ("94.99", "A"),
            ("85", "A"),
            ("84.99", "B"),
            ("75", "B"),
            ("74.99", "C"),
        ],
        *[
            ("65", "C"),
            ("64.99", "D"),
            ("55", "D"),
            ("54.99", "E"),
            ("50", "E"),
            ("49.99", "F"),
            ("0", "F"),
        ],
    ],
)
@pytest.mark.parametrize("year", [2564, 2565])
def test_bands(year: int, total: str, level: str) -> None:
    """The total alone decides, whatever the tools have."""
    assert scoring.possible_levels(load(year), Decimal(total), {}).names == (level,)


def test_eit_parts_count_as_one_where_the_year_has_one_weight() -> None:
    """Parts that a report gives apart do not take the place of the tool's score."""
    tools = {Tool.IIT: Decimal(90), Tool.EIT: Decimal(80), Tool.OIT: Decimal(70)}
    parts = EitParts(part1=Decimal(60), part2=Decimal(100))
    assert scoring.total(load(2564), tools, parts) == scoring.total(load(2564), tools) == 79


def test_a_true_report_of_2564_has_no_finding(report_2564: dict[str, Any]) -> None:
    """Total, band and open-data scores follow from its own items."""
    assert said(report_2564) == []


def test_numbering_of_2566_in_2564_is_caught(report_2564: dict[str, Any]) -> None:
    """o32 under indicator 10, where 2566 has it."""
    items = report_2564["weak"]
    items[2]["items"].append(items[1]["items"].pop())
    found = said(report_2564)
    assert ("WEAK-ITEM-ELSEWHERE", "error", "weak.2.items.6.item") in found
    assert {code for code, *_ in found} <= {"WEAK-ITEM-ELSEWHERE", "WEAK-OIT-SUM"}


def test_sub_indicators_of_2566_in_2564_are_caught(report_2564: dict[str, Any]) -> None:
    """48.75 is what o32, o35-o38, o40 and o43 give in 2566.

    In 2564 nothing gives it with these items.
    """
    report_2564["indicators"][9]["score"] = "48.75"
    report_2564["total"] = "78.66"
    assert [(code, severity) for code, severity, _ in said(report_2564)] == [
        ("WEAK-OIT-SUM", "error")
    ]


def test_level_of_2566_in_2564_is_named_as_such(report_2564: dict[str, Any]) -> None:
    """Not as an unknown word."""
    report_2564["level"] = "ต้องปรับปรุง"
    found = checks.run(Subject(Report.model_validate(report_2564), load(2564)))
    assert [(f.code, f.severity, str(f.what), str(f.expected)) for f in found] == [
        ("LEVEL-OLD", Severity.ERROR, 'The level is "ต้องปรับปรุง", a band of 2566.', "B")
    ]


def test_what_is_only_guessed_is_never_an_error(
    report_2564: dict[str, Any], example_path: Path
) -> None:
    """The pass mark of 2564 is a guess: what contradicts it is a warning; in 2566, an error."""
    report_2564["indicators"][0]["result"] = "ไม่ผ่านเกณฑ์"
    assert said(report_2564) == [("RESULT-WRONG", "warning", "indicators.0.result")]
    data = load_report(example_path).report.model_dump(mode="json")
    data["indicators"][0]["result"] = "ไม่ผ่านเกณฑ์"
    found = checks.run(Subject(Report.model_validate(data), load(2566)))
    assert [f.severity for f in found if f.code == "RESULT-WRONG"] == [Severity.ERROR]


def test_an_unknown_item_is_judged_by_its_own_tools_list(report_2564: dict[str, Any]) -> None:
    """How many questions the insiders had is guessed for 2564, the open-data items are sure."""
    report_2564["measures"][0]["item"], report_2564["measures"][1]["item"] = "i40", "o44"
    found = {
        place: severity
        for code, severity, place in said(report_2564)
        if code == "MEASURE-ITEM-UNKNOWN"
    }
    assert found == {"measures.0.item": "warning", "measures.1.item": "error"}


def test_the_page_names_the_years() -> None:
    """docs/frameworks.md has one line a year that comes along."""
    page = (ROOT / "docs" / "frameworks.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d{4}) \|", page, re.MULTILINE)
    assert rows == [path.stem for path in FILES]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_year_edited_on_windows(tmp_path: Path, encoding: str, end: str) -> None:
    """Editors there write a byte-order mark and line ends of their own."""
    (tmp_path / "2566.toml").write_bytes(TEXT.replace("\n", end).encode(encoding))
    assert load_framework(2566, [tmp_path], TODAY) == load(2566)


OLD = """
fiscal_year = 2566
pass_mark = 85.00
pass_mark_source = "form"
confidence = "sure"
[sources.form]
text = "a form"
confidence = "sure"
[[parts]]
tool = "OIT"
name = "OIT"
weight = 1
source = "form"
[[levels]]
name = "ผ่าน"
min = 0
source = "form"
[[indicators]]
number = 1
tool = "OIT"
name = "การเปิดเผยข้อมูล"
source = "form"
items_source = "form"
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


def test_a_file_of_the_first_version(tmp_path: Path) -> None:
    """What it took for granted is written out: means, 0 or 100, the number of EIT's parts."""
    rules = load_framework(2566, [written(tmp_path, OLD)], TODAY)
    assert rules.format == 1
    assert rules.scoring.tool_score == "mean"
    assert [*map(int, rules.scoring.open_data)] == [0, 100]
    assert rules.scoring.open_data_source == "form"


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


def test_every_fault_at_once_with_its_line(tmp_path: Path) -> None:
    """An unknown setting, a wrong type, a wrong sum, a gap and a missing source, in the order."""
    folder = changed(
        tmp_path,
        ("pass_mark = 85.00", "pass_markk = 85.00"),
        ("[sources.titles]", "[sources.other]"),
        ("weight = 0.40", "weight = 0.41"),
        ("min = 70", 'min = "x"'),
        ('items = "o11-o18"', 'items = "o12-o18"'),
    )
    lines = TEXT.splitlines()
    found = faults(folder)
    assert [line.split(": ", 1)[1] for line in found] == [
        "is not a setting of this file",
        "the weights sum to 1.01, not to 1.",
        "must be a number",
        "o12 is out of place: the items of OIT must run o1, o2 … without a gap or a double.",
        "the source titles is named but not described.",
        "o11 belongs to no indicator.",
    ]
    places = [
        lines.index(next(line for line in lines if line.startswith("pass_mark ="))) + 1,
        lines.index("[[parts]]") + 1,
        lines.index("min = 70") + 1,
        lines.index('items = "o11-o18"') + 1,
        lines.index("[titles]") + 2,
        lines.index(next(line for line in lines if line.startswith("o11 = "))) + 1,
    ]
    assert [int(re.findall(r"^line (\d+), ", line)[0]) for line in found] == places


def test_what_rests_on_a_spoilt_table_is_not_judged(tmp_path: Path) -> None:
    """A weight that is no number is one fault; that the others do not sum to 1 follows from it."""
    folder = changed(tmp_path, ("weight = 0.40", 'weight = "x"'))
    assert [line.split(": ")[1] for line in faults(folder)] == ["must be a number"]


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


@pytest.mark.parametrize(
    ("name", "scheme", "text"),
    [
        ("2566.toml", "", TEXT.replace("format = 2", 'format = 2\nscheme = "colleges"', 1)),
        ("2566-colleges.toml", "colleges", TEXT),
    ],
)
def test_a_scheme_under_the_wrong_name(tmp_path: Path, name: str, scheme: str, text: str) -> None:
    """What the file says and what its name says are the same."""
    assert "the file name says" in faults(written(tmp_path, text, name), 2566, scheme)[0]


def test_a_name_with_a_hidden_ending(tmp_path: Path) -> None:
    """Notepad adds .txt, and the file is still the year's; two of one folder are too many."""
    folder = written(tmp_path, TEXT.replace("pass_mark = 85.00", "pass_mark = 80"), "2566.toml.txt")
    assert known_years([folder]) == [2566]
    assert load_framework(2566, [folder, FOLDER], TODAY).pass_mark == 80
    written(tmp_path, TEXT)
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [folder], TODAY)
    assert caught.value.code == "year-twice"


LATER = """
format = 2
fiscal_year = 2569
pass_marks = { OIT = 100, IIT = 85 }
pass_mark_source = "book"
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
"""
"""What later years may need, all in one."""


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
