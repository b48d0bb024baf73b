"""Every year that comes along: its numbering, weights and levels, and what is known in part."""

import re
import tomllib
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ita_sync import checks
from ita_sync.checks import Severity, Subject
from ita_sync.report import EitParts, Report, Tool, load_report
from ita_sync.rules import (
    Framework,
    read_year,
    scoring,
)
from tests.conftest import ROOT
from tests.rules.files import FILES, load

CENTS = [Decimal(cents).scaleb(-2) for cents in range(10_001)]
WHOLE = [2564, 2565, 2566]
"""The years whose rules are known but for small things."""
BANDS = ("AA", "A", "B", "C", "D", "E", "F")


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
    for source in rules.sources.values():
        if source.confidence == "unknown":
            assert source.text.startswith("Looked for: ")
            assert source.text_th.startswith("ค้นหาแล้ว: ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_source_is_told_in_thai(path: Path) -> None:
    """Officers read no English; names may stay as they are written."""
    for source in read_year(path, int(path.stem)).sources.values():
        assert source.said.render("en") == source.text
        assert not re.search(r"[a-z]{2,}", source.said.render("th"))


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
