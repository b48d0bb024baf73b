"""`ita-sync form`: an empty form, and what to do with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ita_sync import thai
from ita_sync.document.form.layout import HEADER_ROW
from ita_sync.errors import Exit
from tests.cli.conftest import Cli

GENERAL = "ข้อมูลทั่วไป"
On = Callable[[str], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Return a function that makes a day today."""

    def hold(day: str) -> None:
        monkeypatch.setattr(thai, "today", lambda: date.fromisoformat(day))

    return hold


def test_an_empty_form(cli: Cli, desk: Path, on: On) -> None:
    """For the year whose report is due, which it names; ends with what to do next."""
    on("2026-11-29")
    ran = cli("form", "report.xlsx")
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.splitlines() == [
        "Written: report.xlsx",
        "  An empty form for fiscal year 2569.",
        (
            "  It is the year just assessed: results come out in July or August, and today is "
            "29 พฤศจิกายน 2569."
        ),
        "  Next: fill it in, then ita-sync check report.xlsx",
    ]
    book = openpyxl.load_workbook(desk / "report.xlsx")
    assert book[GENERAL].cell(HEADER_ROW + 1, 2).value == 2569


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-07-31", 2568),
        ("2026-08-01", 2569),
        ("2026-09-30", 2569),
        ("2026-10-01", 2569),
        ("2027-01-01", 2569),
        # Where the day of the results is known, that day decides: 30 July 2567, 15 August 2568.
        ("2024-07-29", 2566),
        ("2024-07-30", 2567),
        ("2025-08-14", 2567),
        ("2025-08-15", 2568),
    ],
)
def test_the_year_that_is_due(cli: Cli, desk: Path, on: On, day: str, year: int) -> None:
    """The last whose results are out, and not the last that has rules."""
    on(day)
    ran = cli("form", "report.xlsx", "--json")
    assert ran.document()["fiscal_year"] == year
    assert ("the year before is meant" in ran.err) == (f"Results of {year + 1} come out" in ran.err)


def test_a_form_for_another_year(cli: Cli, desk: Path) -> None:
    """Its own levels; as one JSON document."""
    document = cli("form", "old.XLSX", "--year", "2565", "--json").document()
    assert {key: document[key] for key in ("command", "exit", "file", "fiscal_year")} == {
        "command": "form",
        "exit": 0,
        "file": "old.XLSX",
        "fiscal_year": 2565,
    }
    book = openpyxl.load_workbook(desk / "old.XLSX")
    assert book[GENERAL].cell(HEADER_ROW + 1, 2).value == 2565
    refused = cli("form", "new.xlsx", "--year", "2599")
    assert refused.code == Exit.CONFIG
    assert "There is no assessment of fiscal year 2599." in refused.err
    assert not (desk / "new.xlsx").exists()


def test_a_form_is_not_overwritten(cli: Cli, desk: Path) -> None:
    """What somebody filled in stays, unless it is asked for."""
    (desk / "report.xlsx").write_text("filled in")
    refused = cli("form", "report.xlsx")
    assert refused.code == Exit.USAGE
    assert "report.xlsx exists; --force overwrites it" in refused.err
    assert (desk / "report.xlsx").read_text() == "filled in"
    assert cli("form", "report.xlsx", "--force").code == Exit.OK
    assert openpyxl.load_workbook(desk / "report.xlsx").sheetnames


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("report.xls", Exit.USAGE, "report.xls does not end in .xlsx"),
        (
            "nowhere/report.xlsx",
            Exit.CONFIG,
            "No file was written; one that was there is as it was.",
        ),
    ],
)
def test_a_form_that_cannot_be(cli: Cli, desk: Path, name: str, code: Exit, said: str) -> None:
    """Says why, and leaves nothing behind."""
    before = sorted(desk.iterdir())
    refused = cli("form", name)
    assert refused.code == code
    assert said in refused.err
    assert sorted(desk.iterdir()) == before


def test_help_is_in_thai(cli: Cli) -> None:
    """As all help."""
    assert "แบบฟอร์มเปล่า" in cli("form", "--help", "--lang", "th").out
