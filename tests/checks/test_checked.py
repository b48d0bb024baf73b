"""Checking a report file: from its path to the findings, in the order of the file."""

from functools import partial
from pathlib import Path

import pytest

from ita_sync.checks import Severity, examine, online
from ita_sync.checks.link import HTTP
from ita_sync.errors import ConfigError, ReportError
from ita_sync.rules import Framework, Official, generic, load_framework
from tests.checks.edits import rules
from tests.today import TODAY
from tests.told import told


@pytest.fixture
def written(example_path: Path, tmp_path: Path) -> Path:
    """Return a copy of the example with several errors, the first of them last in the file."""
    text = example_path.read_text("utf-8")
    for old, new in (
        ("total: 78.41", "total: 39.41"),
        ("code: ", "code: 1 # "),
        ("point: บุคลากร", "point: บุค\u200bลากร"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "written.yaml"
    path.write_text(text, "utf-8")
    return path


def test_findings_come_in_the_order_of_the_file(written: Path) -> None:
    """Whatever family they are of; readings that answer them are with them."""
    checked = examine(written, rules, {})
    lines = [checked.file.mark(finding.loc).line for finding in checked.findings]
    assert lines == sorted(lines)
    found = {finding.code: finding for finding in checked.findings}
    assert found.keys() == {"AGENCY-CODE", "TOTAL-SUM", "TEXT-INVISIBLE", "URL-RESERVED"}
    assert [change.proposed for change in found["TOTAL-SUM"].suggestions[0].changes] == ["78.41"]


def test_findings_are_counted_by_severity(written: Path) -> None:
    """Two errors, one warning, one note."""
    checked = examine(written, rules, {})
    assert [checked.count(severity) for severity in Severity] == [2, 1, 1]


def test_the_list_of_agencies_is_asked(example_path: Path) -> None:
    """The code of the example is not in a list of another agency."""
    other = Official("5360699", "เทศบาลตำบล", "บ้านใหม่", "จัตุรัส")
    checked = examine(example_path, rules, {other.code: other})
    assert "AGENCY-UNLISTED" in {finding.code for finding in checked.findings}


def test_the_link_is_opened_only_when_asked(
    example_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found there is among the other findings."""
    asked: list[str] = []

    def visit(url: str) -> list[object]:
        asked.append(url)
        return [online.MISSING.at(("url",), HTTP.title, expected=HTTP.title)]

    monkeypatch.setattr(online, "visit", visit)
    assert "ONLINE-MISSING" not in {f.code for f in examine(example_path, rules, {}).findings}
    assert asked == []
    found = examine(example_path, rules, {}, online=True)
    assert [f.code for f in found.findings] == ["URL-RESERVED", "ONLINE-MISSING"]
    assert asked == [found.file.report.url]


def test_the_columns_of_the_sheet_are_known(example_path: Path) -> None:
    """A column for a figure that nobody gives is a warning only where the sheet has it."""

    def codes(column: str) -> set[str]:
        shown = frozenset({column})
        return {f.code for f in examine(example_path, generic, {}, shown=shown).findings}

    assert "YEAR-TOOL-NEEDED" in codes("tools.OIT")
    assert "YEAR-TOOL-NEEDED" not in codes("total")


def test_what_cannot_be_read_or_has_no_rules_is_an_error(
    example_path: Path, tmp_path: Path
) -> None:
    """Errors of the file pass through; those of the rules say which line asked for them."""
    with pytest.raises(ReportError) as missing:
        examine(tmp_path / "none.yaml", rules, {})
    assert missing.value.code == "report-missing"
    rules_path = tmp_path / "2566.toml"
    rules_path.write_text("format = 2\nfiscal_year = 2566\nx = 1\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        examine(example_path, partial(load_framework, folders=[tmp_path], today=TODAY), {})
    assert caught.value.code == "year-broken"
    assert told(caught.value) == {
        "en": [
            f"The rules of fiscal year 2566 cannot be used: {rules_path}",
            f"{example_path}:9:14: Fiscal year assessed (B.E.)",
            "line 3, x: is not a setting of this file",
            "Mend the file, or put back the one that came with ita-sync.",
        ],
        "th": [
            f"ใช้หลักเกณฑ์ของปีงบประมาณ 2566 ไม่ได้: {rules_path}",
            f"{example_path}:9:14: ปีงบประมาณ พ.ศ.",
            "บรรทัด 3, x: ไม่ใช่รายการตั้งค่าของไฟล์นี้",
            "แก้ไฟล์ให้ถูกต้อง หรือนำไฟล์ที่มากับ ita-sync กลับมาใช้",
        ],
    }


def test_the_rules_are_those_of_the_reports_year(example_path: Path) -> None:
    """They are asked for once."""
    years: list[int] = []

    def of_year(year: int) -> Framework:
        years.append(year)
        return rules(year)

    assert examine(example_path, of_year, {}).framework is rules(2566)
    assert years == [2566]
