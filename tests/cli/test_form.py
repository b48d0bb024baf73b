"""`ita-sync form`: an empty form, and what to do with it."""

from pathlib import Path

import openpyxl
import pytest

from ita_sync.document.form.layout import HEADER_ROW
from ita_sync.errors import Exit
from tests.cli.conftest import Cli

GENERAL = "ข้อมูลทั่วไป"


def test_an_empty_form(cli: Cli, desk: Path) -> None:
    """For the newest year that has rules; ends with what to do next."""
    ran = cli("form", "report.xlsx")
    assert (ran.code, ran.err) == (Exit.OK, "")
    assert ran.out.splitlines() == [
        "Written: report.xlsx",
        "  An empty form for fiscal year 2566.",
        "  Next: fill it in, then ita-sync read report.xlsx -o report.yaml",
    ]
    book = openpyxl.load_workbook(desk / "report.xlsx")
    assert book[GENERAL].cell(HEADER_ROW + 1, 2).value == 2566


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
