"""What holds for all checks: declarations, complete findings, and no failure on any report."""

import re
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_sync import checks
from ita_sync.checks import Finding, Subject
from ita_sync.checks.families import FAMILIES
from ita_sync.report import (
    Indicator,
    Measure,
    Report,
    Result,
    Strength,
    Tool,
    WeakIndicator,
    WeakItem,
    load_report,
)
from ita_sync.rules import Framework
from tools.checks_page import ON_REQUEST, RULES

Findings = Callable[[Mapping[str, object]], list[Finding]]

SCORES = st.decimals("-1", "101", places=2)
NUMBERS = st.integers(0, 12)
ITEMS = st.sampled_from(
    ["i1", "i30", "i31", "e6", "e7", "e15", "e99", "o1", "o13", "o31", "o43", "o44"]
)
INDICATORS = st.builds(
    Indicator,
    number=NUMBERS,
    tool=st.sampled_from(Tool),
    name=st.sampled_from([None, "การใช้อำนาจ", "x"]),
    score=SCORES,
    result=st.sampled_from(Result),
)
WEAK_ITEMS = st.builds(WeakItem, item=ITEMS, score=SCORES, remedy=st.none())
WEAK = st.builds(
    WeakIndicator,
    indicator=NUMBERS,
    remedy=st.none(),
    items=st.lists(WEAK_ITEMS, max_size=12).map(tuple),
)
MEASURES = st.builds(Measure, item=ITEMS, division=st.none(), due=st.none(), due_date=st.none())
SECONDS = 20
"""Of processor time: far above what it takes on a busy machine."""


def test_codes_are_unique_and_well_formed() -> None:
    """Every check has a code of its own in one form."""
    found = [rule.code for rule in RULES]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[A-Z]{2,}[0-9]*(-[A-Z0-9]+)+", code) for code in found)


def test_every_source_is_told_in_thai() -> None:
    """Officers read no English; only the number of a standard stays as it is."""
    sources = {rule.source.render("th") for rule in RULES if rule.source}
    assert {source for source in sources if not re.match("(ita-sync: |ITA )?[ก-๎]", source)} == {
        "RFC 2606, RFC 6761",
        "Unicode Standard Annex 9, Technical Report 36",
        "Unicode Technical Standards 39 and 46",
    }


def test_every_code_is_tested_in_its_family() -> None:
    """The tables beside this file name every code, so that no check is untested."""
    for family in (*FAMILIES, *ON_REQUEST):
        name = family.__name__.rpartition(".")[2]
        table = Path(__file__).with_name(f"test_{name}.py").read_text("utf-8")
        assert [rule.code for rule in family.RULES if f'"{rule.code}"' not in table] == []


def test_every_finding_is_complete(findings: Findings) -> None:
    """A finding says what, expected, why and source, and has its declaration's severity."""
    declared = {rule.code: rule for rule in RULES}
    found = findings(
        {
            "agency.code": "1",
            "total": "39.41",
            "level": "B",
            "indicators.0.tool": "OIT",
            "indicators.1.result": "ไม่ผ่านเกณฑ์",
            "weak.1.items.0.item": "o44",
            "measures.0.due": None,
            "url": "http://localhost/2565",
            "memo.number": "1",
            "memo.subject": "ຄ",
        }
    )
    assert {finding.code for finding in found} >= {
        "AGENCY-CODE",
        "LEVEL-OLD",
        "URL-LOCAL",
        "TEXT-LETTERS",
    }
    for finding in found:
        assert finding.severity is declared[finding.code].severity
        assert finding.why is declared[finding.code].why
        assert str(finding.what)
        assert finding.expected is not None
        assert str(finding.expected)
        assert finding.source


def test_order_is_by_family(findings: Findings) -> None:
    """Findings come family by family, whatever their place in the file."""
    found = [
        f.code for f in findings({"url": "#", "total": "39.41", "agency.code": "1", "level": "B"})
    ]
    assert found == ["AGENCY-CODE", "TOTAL-SUM", "LEVEL-OLD", "URL-FORM"]


def test_expected_names_the_figure(findings: Findings) -> None:
    """A finding about a sum says the figure that follows from the others."""
    expected = {
        f.code: str(f.expected) for f in findings({"total": "39.41", "indicators.9.score": "48.35"})
    }
    assert expected == {"TOTAL-SUM": "78.33", "WEAK-OIT-SUM": "48.75, or other failing items"}


def test_places_are_fields_of_the_file(example_path: Path, framework_2566: Framework) -> None:
    """Every finding of the example points to a field that the file has."""
    loaded = load_report(example_path)
    found = checks.run(Subject(loaded.report, framework_2566))
    assert [loaded.marks[finding.loc].line for finding in found] == [loaded.mark(("url",)).line]


@pytest.mark.parametrize("part", ["indicators", "weak", "strengths", "measures"])
def test_an_empty_part_never_fails(findings: Findings, part: str) -> None:
    """A report without indicators, weak points or measures still gets findings, or none."""
    found = findings({part: []})
    assert bool(found) == (part != "strengths")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    indicators=st.lists(INDICATORS, max_size=12),
    weak=st.lists(WEAK, max_size=4),
    measures=st.lists(MEASURES, max_size=4),
    total=SCORES,
)
def test_checks_never_fail(  # noqa: PLR0917 - fixtures and drawn values come by name
    edited: Callable[[Mapping[str, object]], Report],
    framework_2566: Framework,
    indicators: list[Indicator],
    weak: list[WeakIndicator],
    measures: list[Measure],
    total: Decimal,
) -> None:
    """Whatever the report holds, findings can be rendered; a wrong set of indicators is found."""
    odd = edited({}).model_copy(
        update={
            "indicators": tuple(indicators),
            "weak": tuple(weak),
            "measures": tuple(measures),
            "total": total,
        }
    )
    found = checks.run(Subject(odd, framework_2566))
    assert all(str(finding.what) and str(finding.expected) for finding in found)
    complete = sorted(entry.number for entry in indicators) == list(range(1, 11))
    assert complete != any(f.code in {"IND-MISSING", "IND-DOUBLE", "IND-UNKNOWN"} for f in found)


def test_no_check_is_quadratic(example_path: Path, framework_2566: Framework) -> None:
    """Ten thousand weak items, strengths and measures take a second, or minutes if squared."""
    plain = load_report(example_path).report
    items = [f"o{n}" for n in range(1, 44)] * 250
    odd = plain.model_copy(
        update={
            "weak": tuple(
                WeakIndicator(
                    indicator=n % 12, items=(WeakItem(item=item, score=Decimal(n % 90)),) * 2
                )
                for n, item in enumerate(items[:5_000])
            ),
            "strengths": tuple(
                Strength(indicator=n % 12, point=f"{n}", score=Decimal(90)) for n in range(10_000)
            ),
            "measures": tuple(
                Measure(item=item, division=f"d{n}") for n, item in enumerate(items[:10_000])
            ),
        }
    )
    start = time.process_time()
    found = checks.run(Subject(odd, framework_2566))
    assert time.process_time() - start < SECONDS
    assert len(found) > 20_000
