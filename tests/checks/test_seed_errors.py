"""The errors of a recognised report, typed into a copy of the example: each is found and explained.

Source: the table of misreadings seen (totals, thirds of a ๗, item ids, Lao letters, ขย for ชย, a
tool in another's line, dropped consonants). Two rows have no field in a report file: the pass mark
88, and ส่วนที่ ๖ in a heading.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from ita_sync.checks import Checked, examine
from ita_sync.cli.print_findings import reading
from ita_sync.errors import ReportError
from tests.checks.edits import rules

KNOWN = "a common misreading of Thai digits"
Pairs = Mapping[str, str]
Told = dict[str, list[str]]

# What is typed -> code of each finding, and the readings that are offered for it.
READABLE: list[tuple[Pairs, Told]] = [
    (
        {"total: 78.41": "total: ๓๙.๔๑"},
        {"TOTAL-SUM": [f"total: 39.41 → 78.41 (๗→๓, ๘→๙: {KNOWN})"]},
    ),
    (
        {"total: 78.41": "total: 39.41"},
        {"TOTAL-SUM": [f"total: 39.41 → 78.41 (๗→๓, ๘→๙: {KNOWN})"]},
    ),
    (
        {"score: 48.75": "score: ๔๘.๓๕"},
        {
            "TOTAL-SUM": [f"indicator 10: 48.35 → 48.75 (๗→๓: {KNOWN})"],
            "WEAK-OIT-SUM": [f"indicator 10: 48.35 → 48.75 (๗→๓: {KNOWN})"],
        },
    ),
    (
        {"score: 75.00": "score: ๓๕.๐๐"},
        {
            "TOTAL-SUM": [f"indicator 9: 35.00 → 75.00 (๗→๓: {KNOWN})"],
            "WEAK-OIT-SUM": [f"indicator 9: 35.00 → 75.00 (๗→๓: {KNOWN})"],
        },
    ),
    ({"date: 27 ตุลาคม 2566": "date: 27 ตุลาคม 2556"}, {"MEMO-EARLY": [], "MEMO-LETTER": []}),
    (
        {"- item: o40\n        score": "- item: o50\n        score"},
        {
            "WEAK-ITEM-UNKNOWN": [f"weak items of indicator 10: o50 → o40 (๔→๕: {KNOWN})"],
            "MEASURE-MISSING": [f"weak items of indicator 10: o50 → o40 (๔→๕: {KNOWN})"],
            "MEASURE-ITEM": [],
        },
    ),
    ({"number: ชย 52506": "number: ขย 52506"}, {"MEMO-PROVINCE": []}),
    ({"number: 7, tool: EIT": "number: 7, tool: IIT"}, {"IND-TOOL": []}),
    ({"name: การแก้ไขปัญหาการทุจริต": "name: การแก้ไขปัญหากาทุจริต"}, {"IND-NAME": []}),
    ({"name: การป้องกันการทุจริต": "name: การป้องกันกรทุจริต"}, {"IND-NAME": []}),
    ({"point: บุคลากร": "point: ได้คະແນນ บุคลากร"}, {"TEXT-LETTERS": []}),
]
# What is typed -> what it is said to mean, where the file cannot be read with it.
UNREADABLE: list[tuple[Pairs, str]] = [
    ({"score: 75.00": "score: ๓/๕.๐๐"}, "indicator 9 · Score: ๓/๕.๐๐, ๗๕.๐๐"),
    ({"score: 48.75": "score: 48.3/5"}, "indicator 10 · Score: 48.3/5, 48.75"),
    ({"item: o13": "item: 013"}, "Weak items, no. 1 · Item: 013, o13"),
    ({"item: o14": "item: ๐๑๔"}, "Weak items, no. 2 · Item: ๐๑๔, o14"),
    (
        {"item: o40\n        score": "item: ๐๕๐\n        score"},
        "Weak items, no. 6 · Item: ๐๕๐, o40 / o50",
    ),
    (
        {"item: o43\n        score": "item: 053\n        score"},
        "Weak items, no. 7 · Item: 053, o43 / o53",
    ),
    (
        {"item: o43\n    division": "item: 052\n    division"},
        "Next year's measures, no. 16 · Item: 052, o42 / o52",
    ),
    (
        {"item: o32\n        score": "item: ๑๓๒\n        score"},
        "Weak items, no. 1 · Item: ๑๓๒, o32",
    ),
    (
        {"item: o35\n        score": "item: 135\n        score"},
        "Weak items, no. 2 · Item: 135, o35",
    ),
    ({"item: e7\n        score": "item: ๕๗\n        score"}, "Weak items, no. 2 · Item: ๕๗, e7"),
    (
        {"item: e10\n        score": "item: 510\n        score"},
        "Weak items, no. 3 · Item: 510, e10",
    ),
]
EXPECTED = {
    "MEMO-PROVINCE": "ชย for ชัยภูมิ",
    "IND-TOOL": "EIT",
    "TEXT-LETTERS": "the words as the document has them",
    "MEMO-EARLY": "a day in fiscal year 2566 or 2567",
}


@pytest.fixture
def typed(example_path: Path, tmp_path: Path) -> Callable[[Iterable[Pairs]], Path]:
    """Return a function that types errors into a copy of the example with a real link."""

    def write(edits: Iterable[Pairs]) -> Path:
        text = example_path.read_text("utf-8").replace("chaturat.example", "chaturat.go.th")
        for old, new in (pair for pairs in edits for pair in pairs.items()):
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "typed.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


Typed = Callable[[Iterable[Pairs]], Path]


def examined(path: Path) -> Checked:
    """Return what is found in a report, with no list of agencies imported."""
    return examine(path, rules, {})


def told(path: Path) -> tuple[Told, dict[str, str]]:
    """Return the readings, and what is expected, by code."""
    checked = examined(path)
    readings: Told = {}
    for finding in checked.findings:
        said = [str(reading(suggestion, checked.file.report)) for suggestion in finding.suggestions]
        known = readings.setdefault(finding.code, [])
        known += [text for text in said if text not in known]
    return readings, {f.code: str(f.expected) for f in checked.findings}


@pytest.mark.parametrize(("edits", "readings"), READABLE)
def test_each_error_is_found_and_explained(typed: Typed, edits: Pairs, readings: Told) -> None:
    """Exactly these findings, with exactly these readings."""
    found, expected = told(typed([edits]))
    assert found == readings
    for code in EXPECTED.keys() & found.keys():
        assert expected[code] == EXPECTED[code]


@pytest.mark.parametrize(("edits", "problem"), UNREADABLE)
def test_each_unreadable_value_is_named_with_what_it_may_mean(
    typed: Typed, edits: Pairs, problem: str
) -> None:
    """One problem, at its place."""
    with pytest.raises(ReportError) as caught:
        examined(typed([edits]))
    assert [_short(str(detail)) for detail in caught.value.details] == [problem]


def test_all_unreadable_values_at_once(typed: Typed) -> None:
    """Each is named, in one go."""
    with pytest.raises(ReportError) as caught:
        examined(typed(edits for edits, _ in UNREADABLE))
    said = [_short(str(detail)) for detail in caught.value.details]
    assert sorted(said) == sorted(problem for _, problem in UNREADABLE)


def test_all_readable_errors_at_once(typed: Typed) -> None:
    """Each error keeps its own explanation among the others."""
    at_once = [edits for edits, _ in READABLE if "total: 39.41" not in edits.values()]
    found, expected = told(typed(at_once))
    assert {code: expected[code] for code in EXPECTED} == EXPECTED
    assert found == {
        "MEMO-PROVINCE": [],
        "MEMO-EARLY": [],
        "MEMO-LETTER": [],
        "TOTAL-SUM": [f"total: 39.41 → 78.41 (๗→๓, ๘→๙: {KNOWN})"],
        "OIT-GRID": [f"indicator 10: 48.35 → 48.75 (๗→๓: {KNOWN})"],
        "IND-TOOL": [],
        "IND-NAME": [],
        "WEAK-OIT-SUM": [f"indicator 9: 35.00 → 75.00 (๗→๓: {KNOWN})"],
        "WEAK-ITEM-UNKNOWN": [f"weak items of indicator 10: o50 → o40 (๔→๕: {KNOWN})"],
        "MEASURE-MISSING": [f"weak items of indicator 10: o50 → o40 (๔→๕: {KNOWN})"],
        "MEASURE-ITEM": [],
        "TEXT-LETTERS": [],
    }


def _short(detail: str) -> str:
    """Return field, what was found and what it may mean."""
    field, found, meant = re.findall(
        r":\d+:\d+: (.+?): found \"(.*)\", expected .* Did you mean (.*)\?$", detail
    )[0]
    return f"{field}: {found}, {meant}"
