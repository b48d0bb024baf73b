"""A year's file: found, refused where it is useless; and every file that comes along."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ita_sync import checks
from ita_sync.checks import Severity, Subject
from ita_sync.errors import ConfigError
from ita_sync.report import EitParts, Report, Tool, load_report
from ita_sync.rules import Framework, known_years, load_framework, scoring
from tests.conftest import ROOT
from tests.today import TODAY

FOLDER = ROOT / "config" / "frameworks"
FILES = sorted(FOLDER.glob("*.toml"))
CENTS = [Decimal(cents).scaleb(-2) for cents in range(10_001)]
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


def test_unknown_year_names_the_known_ones(tmp_path: Path) -> None:
    """The message lists the years and names the nearest file to copy."""
    changed(tmp_path, ("fiscal_year = 2566", "fiscal_year = 2569"), year=2569)
    (tmp_path / "notes.toml").write_text("", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_framework(2568, [FOLDER, tmp_path], TODAY)
    assert caught.value.code == "year-unknown"
    assert "2566, 2569" in str(caught.value.what)
    assert f"{tmp_path / '2569.toml'} to {FOLDER / '2568.toml'}" in str(caught.value.next_step)
    assert "confidence" in str(caught.value.next_step)


def test_no_rules_at_all(tmp_path: Path) -> None:
    """Without any file the message does not name one to copy."""
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path, tmp_path / "none"], TODAY)
    assert "Known years: none" in str(caught.value.what)
    assert "Put back" in str(caught.value.next_step)


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("weight = 0.40", "weight = 0.41", "the weights sum to 1.01"),
        ("weight = 0.40", "weight = 0", "parts[4].weight: must be more than 0"),
        (
            "fiscal_year = 2566",
            "fiscal_year = 2565",
            "fiscal_year: is 2565, the file name says 2566",
        ),
        ("pass_mark = 85.00", "pass_markk = 85.00", "pass_markk: is not a setting of this file"),
        ("pass_mark = 85.00 ", "# ", "pass_mark: is missing"),
        (
            "pass_mark = 85.00",
            "pass_mark = 101",
            "pass_mark: must be 100 or less",
        ),
        ('items = "o1-o10"', 'items = "o1-o11"', "the items of OIT must run o1, o2"),
        ('items = "o1-o10"', 'items = "o1-o9"', "the items of OIT must run o1, o2"),
        ('items = "i1-i6"', 'items = "i2-i6"', "the items of IIT must run i1, i2"),
        ('items = "o1-o10"', 'items = "o1-e10"', "items: must be a range of items such as o1-o10"),
        ('items = "o1-o10"', 'items = "o10-o1"', "items: must be a range of items such as o1-o10"),
        ('items = "i1-i6"', "items = 6", "indicators[1].items: must be a list"),
        ('items = "i1-i6"\n', "", "1 must have either items or sub"),
        ("number = 2\n", "number = 12\n", "the numbers must run 1, 2, 3"),
        ("min = 70", "min = 85", "ต้องปรับปรุง must demand less than ผ่าน"),
        ("min = 0\n", "min = 10\n", "the last level must start at 0"),
        ('[[parts]]\ntool = "OIT"', '[[parts]]\ntool = "EIT"', "tool OIT has no weight"),
        (
            'tool = "IIT"\nname = "การ',
            'tool = "XIT"\nname = "การ',
            "indicators[1].tool: must be one of: IIT, EIT, OIT",
        ),
        ('o43 = "', 'o44 = "', "o44 belongs to no indicator"),
        ("[sources.titles]", "[sources.other]", "titles is named but not described"),
        (
            'confidence = "likely"  ',
            'confidence = "sure"  ',
            "confidence: is sure; the sources of parts",
        ),
        ('name = "ผ่าน"', 'name = "ผ่านดี"', "levels: the name ผ่านดี may appear only once"),
        (
            'names = ["AA"',
            'names = ["ผ่าน ดี"',
            "levels: the name ผ่านดี may appear only once, and not under other_levels",
        ),
        ("fiscal_year = 2566", "fiscal_year =", "line 9, column 14: a value is missing"),
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
    assert "indicators: tool OIT has no indicator." in [str(line) for line in caught.value.details]


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    """A file saved in another encoding is refused, not misread."""
    (tmp_path / "2566.toml").write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path], TODAY)
    assert caught.value.code == "year-broken"


def test_known_years_are_the_files() -> None:
    """Each file is named after its year, and no other year is known."""
    assert known_years([FOLDER]) == [2564, 2565, 2566] == [int(path.stem) for path in FILES]


@pytest.mark.parametrize("year", [2563, 2567, 2568, 2569])
def test_years_that_are_only_guessed_stay_refused(year: int) -> None:
    """Nothing is known of their weights and bands."""
    with pytest.raises(ConfigError, match="Known years: 2564, 2565, 2566"):
        load(year)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_consistent(path: Path) -> None:
    """Weights sum to one, items are a partition, sources are described and used."""
    rules = load(int(path.stem))
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
    assert all(
        sub.number.startswith(f"{rule.number}.") for rule in rules.indicators for sub in rule.sub
    )
    assert set(_named(tomllib.loads(path.read_text("utf-8")))) == set(rules.sources)
    assert all(source.text.strip() for source in rules.sources.values())
    assert "guess" not in {rules.sources[level.source].confidence for level in rules.levels}


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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_levels_cover_everything_once(path: Path) -> None:
    """Each total from 0 to 100, all parts alike, has one level; levels fall with the total."""
    rules = load(int(path.stem))
    names = [level.name for level in rules.levels]
    found = [
        scoring.possible_levels(
            rules, cents, iit=cents, oit=cents, eit_parts=EitParts(part1=cents, part2=cents)
        )
        for cents in CENTS
    ]
    assert {len(levels) for levels in found} == {1}
    order = [names.index(levels[0]) for levels in found]
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
    assert scoring.possible_levels(load(year), Decimal(total)) == (level,)


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


def test_the_page_names_the_years_and_their_confidence() -> None:
    """docs/frameworks.md has one line a year, as the files say."""
    page = (ROOT / "docs" / "frameworks.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d{4}) \| (sure|likely|guess) \|", page, re.MULTILINE)
    assert rows == [(path.stem, load(int(path.stem)).confidence) for path in FILES]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_year_edited_on_windows(tmp_path: Path, encoding: str, end: str) -> None:
    """Editors there write a byte-order mark and line ends of their own."""
    (tmp_path / "2566.toml").write_bytes(TEXT.replace("\n", end).encode(encoding))
    assert load_framework(2566, [tmp_path], TODAY) == load(2566)


@pytest.mark.parametrize("part", ["parts", "levels", "indicators"])
def test_a_year_without_its_tables(tmp_path: Path, part: str) -> None:
    """Empty ones are said, however little is left to compare."""
    text = TEXT.replace(
        "fiscal_year = 2566", "fiscal_year = 2566\n{part} = []".replace("{part}", part)
    )
    text = re.sub(rf"(?ms)^\[\[{part}(\.sub)?\]\].*?(?=^\[|\Z)", "", text)
    (tmp_path / "2566.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_framework(2566, [tmp_path], TODAY)
    assert any(str(detail).startswith(f"{part}: ") for detail in caught.value.details)
