"""Reports of years that are known in part: what still is an error, and what is left alone."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ita_sync import checks
from ita_sync.checks import Subject
from ita_sync.report import Report, load_report
from ita_sync.rules import Framework, load_framework
from tests.conftest import ROOT
from tests.today import TODAY

NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"),
    *("การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร"),
    *("การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
)
TOOLS = ("IIT",) * 5 + ("EIT",) * 3 + ("OIT",) * 2
CASES = ROOT.parent / "shared" / "cases" / "years"
YEARS = [2563, *range(2567, 2571)]


@cache
def rules(year: int) -> Framework:
    """Return the rules of a year that comes along, or of one without a file."""
    return load_framework(year, [ROOT / "config" / "frameworks"], TODAY)


def report(year: int, scores: dict[int, float] | None = None, **changes: Any) -> Report:
    """Return a small report of a year, all indicators at 90 but those that are given."""
    given = dict.fromkeys(range(1, 11), 90.0) | (scores or {})
    agency = {"type": "เทศบาลตำบล", "name": "จัตุรัส", "district": "จัตุรัส", "province": "ชัยภูมิ"}
    data: dict[str, Any] = {
        "schema_version": 1,
        "fiscal_year": year,
        "agency": {"code": "5360601", **agency},
        "memo": {
            "number": "ชย 52506.2/62",
            "date": f"27 ตุลาคม {year}",
            "subject": f"รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
        },
        "total": "90.00",
        "level": "ผ่านดี",
        "indicators": [
            {
                "number": number,
                "tool": TOOLS[number - 1],
                "name": NAMES[number - 1],
                "score": f"{score:.2f}",
                "result": "ผ่านเกณฑ์" if score >= 85 else "ไม่ผ่านเกณฑ์",
            }
            for number, score in given.items()
        ],
        "url": f"https://www.chaturat.go.th/ita/{year}/report.pdf",
    }
    return Report.model_validate(data | changes)


def weak(indicator: int, item: str, score: str = "0.00") -> dict[str, Any]:
    """Return a list with one weak item."""
    return {
        "indicator": indicator,
        "items": [{"item": item, "score": score, "remedy": "เผยแพร่บนเว็บไซต์"}],
    }


def errors(subject: Report) -> set[str]:
    """Return the codes of the errors."""
    found = checks.run(Subject(subject, rules(subject.fiscal_year)))
    return {one.code for one in found if one.severity == "error"}


def notes(subject: Report) -> dict[str, str]:
    """Return what the notes of a year say, by code."""
    found = checks.run(Subject(subject, rules(subject.fiscal_year)))
    return {one.code: str(one.what) for one in found if one.code.startswith("YEAR-")}


@pytest.mark.parametrize("year", YEARS)
def test_a_plain_report_has_no_error(year: int) -> None:
    """Nothing is held against it that nobody knows; one note says what was not looked at."""
    assert errors(report(year)) == set()
    assert f"Not checked for {year}: " in notes(report(year))["YEAR-UNCHECKED"]


@pytest.mark.parametrize("year", YEARS)
def test_what_holds_in_every_year_is_an_error(year: int) -> None:
    """A score beyond 100, an indicator that is missing, one that stands twice."""
    assert "SCORE-RANGE" in errors(report(year, {3: 190}))
    whole = report(year)
    less = whole.model_copy(update={"indicators": whole.indicators[:9]})
    twice = whole.model_copy(update={"indicators": (*whole.indicators, whole.indicators[8])})
    assert "IND-MISSING" in errors(less)
    assert "IND-DOUBLE" in errors(twice)


@pytest.mark.parametrize(
    ("year", "found"),
    [(2563, set()), (2567, {"TOTAL-SUM"}), (2568, set()), (2569, set()), (2570, set())],
)
def test_a_total_is_an_error_only_where_the_weights_are_known(year: int, found: set[str]) -> None:
    """The weights of 2568 and 2569 are proposals in their files."""
    assert errors(report(year, total="91.00")) == found


@pytest.mark.parametrize(
    ("year", "indicator", "item", "found"),
    [
        # What came after o28 in 2568, and after o26 in 2569, is an older year's numbering.
        (2568, 10, "o29", {"WEAK-ITEM-UNKNOWN"}),
        (2569, 10, "o27", {"WEAK-ITEM-UNKNOWN"}),
        (2567, 10, "o36", {"WEAK-ITEM-UNKNOWN"}),
        (2570, 10, "o43", set()),
        (2568, 9, "o21", {"WEAK-ITEM-ELSEWHERE"}),
        (2569, 9, "o21", set()),
        (2569, 9, "i21", {"WEAK-ITEM-ELSEWHERE"}),
        (2569, 1, "i99", set()),
    ],
)
def test_items_are_held_against_what_is_known(
    year: int, indicator: int, item: str, found: set[str]
) -> None:
    """Which items there are, and where they belong, each as far as it is known."""
    subject = report(year, {indicator: 80}, weak=[weak(indicator, item)])
    assert {code for code in errors(subject) if code.startswith("WEAK-ITEM")} == found


@pytest.mark.parametrize("score", ["0.00", "50.00", "99.00"])
def test_partial_scores_are_left_alone(score: str) -> None:
    """Which scores an item can have is not known of 2569."""
    assert errors(report(2569, {10: 80}, weak=[weak(10, "o25", score)])) == set()


@pytest.mark.parametrize(
    ("eit", "level", "found"),
    [
        (84, "ผ่านดี", {"LEVEL-WRONG"}),
        (84, "ผ่าน", set()),
        (90, "ผ่านดี", set()),
        (90, "ผ่านดีเยี่ยม", set()),
    ],
)
def test_the_level_of_2568(eit: float, level: str, found: set[str]) -> None:
    """A total of 85 or more with a tool below 85 is ผ่าน, which is sure, if tools are printed."""
    tools = {"IIT": "90.00", "EIT": f"{eit:.2f}", "OIT": "90.00"}
    scores = dict.fromkeys((6, 7, 8), float(eit))
    parts = {"part1": f"{eit:.2f}", "part2": f"{eit:.2f}"}
    subject = report(2568, scores, level=level, tools=tools, eit_parts=parts)
    assert errors(subject) == found


def test_bands_of_older_years_are_refused() -> None:
    """That AA–F ended in 2565 is sure."""
    for year in (2567, 2568, 2569):
        assert errors(report(year, level="A")) == {"LEVEL-OLD"}


@pytest.mark.parametrize(
    ("year", "said"),
    [(2567, "o27 of fiscal year 2568"), (2568, "o25 of fiscal year 2569"), (2569, None)],
)
def test_what_the_report_is_evidence_for(year: int, said: str | None) -> None:
    """It is said where it is known."""
    found = notes(report(year)).get("YEAR-EVIDENCE")
    assert (found is None) == (said is None)
    assert said is None or (found and said in found)


def test_a_memo_before_the_results() -> None:
    """The results of 2568 came out on 15 August 2568."""
    memo = {"number": "ชย 52506.2/62", "subject": "รายงานผล ITA ปีงบประมาณ พ.ศ. 2568"}
    for day, found in (("14 สิงหาคม 2568", True), ("15 สิงหาคม 2568", False)):
        subject = Subject(report(2568, memo=memo | {"date": day}), rules(2568))
        assert ("MEMO-PUBLISHED" in {one.code for one in checks.run(subject)}) == found


SHARED = {
    "clean2569": set[str](),
    "double2569": {"IND-DOUBLE"},
    "flat2569": set[str](),
    "level2567": set[str](),
    "missing2569": {"IND-MISSING"},
    "partial2569": set[str](),
    "range2569": {"SCORE-RANGE"},
    "struct2564": {"OIT-GRID", "WEAK-INDICATOR", "WEAK-DOUBLE"},
    "top2568": set[str](),
    "total2568": set[str](),
    "true2568": set[str](),
    "unequal2568": set[str](),
}


@pytest.mark.parametrize("name", SHARED)
def test_the_collected_cases(name: str) -> None:
    """Each file's errors."""
    path = CASES / f"{name}.yaml"
    if not Path(path).is_file():
        pytest.skip(f"the collected cases are not beside this checkout: {path}")
    assert errors(load_report(path).report) == SHARED[name]
