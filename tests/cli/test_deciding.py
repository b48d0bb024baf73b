"""docs/deciding.md and its Thai twin: the same headings and commands, and the commands work."""

import re
from pathlib import Path

import openpyxl
import pytest

from ita_sync.errors import Exit
from ita_sync.report import load_report
from tests.cli.conftest import REPORT, ROOT, Cli
from tests.cli.test_operating import CODE, blocks, commands, headings
from tests.document.filling import fill
from tests.document.form.drafted import tick

ENGLISH, THAI = ((ROOT / "docs" / f"deciding{end}.md").read_text("utf-8") for end in ("", ".th"))


def test_both_pages_have_the_same_headings_and_commands() -> None:
    """Heading by heading, word by word, and tables of the same length."""
    assert blocks(ENGLISH) == blocks(THAI)
    levels = [[heading.split(" ")[0] for heading in headings(page)] for page in (ENGLISH, THAI)]
    assert levels[0] == levels[1]
    assert ENGLISH.count("\n|") == THAI.count("\n|")
    for line in CODE.sub("", THAI).splitlines():
        if line and not line.startswith("|---"):
            assert re.search("[ก-๛]", line), line


def test_the_commands_work(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, as an officer types them; a form stands for the document."""
    assert cli("form", "report.xlsx", "--year", "2566").code == Exit.OK
    report = load_report(desk / REPORT).report
    fill(openpyxl.load_workbook(desk / "report.xlsx"), report).save(desk / "report.docx")
    (desk / REPORT).rename(desk / "report-2566.yaml")
    (desk / "results.xlsx").write_bytes((desk / "report.docx").read_bytes())
    typed = commands("\n".join(blocks(ENGLISH)))
    assert len(typed) == 10
    for words in typed:
        if "--fix" in words:
            continue  # it asks; tests/cli/test_report_form.py
        if words[:2] == ["read", "report-2566.yaml"]:
            (desk / "report-2566.xlsx").unlink()
        wanted = Exit.OK
        if words[:2] == ["read", "results.xlsx"]:
            (desk / "report-2566.xlsx").unlink()
        ran = cli(*words)
        assert ran.code == wanted, (words, ran.err)


def test_a_tick_is_what_the_page_says(cli: Cli, desk: Path) -> None:
    """`sign` waits for each `??`, and goes on once its line is ticked."""
    text = (desk / REPORT).read_text("utf-8")
    (desk / REPORT).write_text(text.replace("total: 78.41", "total: 78.41  # ??", 1), "utf-8")
    assert cli("read", REPORT, "-o", "form.xlsx").code == Exit.OK
    assert cli("check", "form.xlsx").code == Exit.FINDINGS
    book = openpyxl.load_workbook(desk / "form.xlsx")
    tick(book, 1)
    book.save(desk / "form.xlsx")
    assert cli("check", "form.xlsx").code == Exit.OK
