"""The empty form of a year, as it is written."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_sync.document.draft import Draft
from ita_sync.document.form import read, write
from ita_sync.document.form.layout import HELP, LISTS
from ita_sync.document.parts import Content, Document, Kind
from ita_sync.i18n import LANGUAGES, T
from ita_sync.report import Tool
from ita_sync.rules import Framework
from tests.checks.generator import whole_years
from tests.document.conftest import rules
from tests.document.filling import data_of
from tests.document.form.reading_back import FIRST, GENERAL, INDICATORS, MEASURES, STRENGTHS, WEAK


@pytest.mark.parametrize("framework", whole_years(), ids=lambda year: str(year.fiscal_year))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written(framework: Framework, language: Any, tmp_path: Path) -> None:
    """The year's own lists behind every drop-down.

    Messages that Excel can hold, in the language asked for.
    """
    write(tmp_path / "form.xlsx", framework, language)
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert book.sheetnames == [HELP, GENERAL, INDICATORS, WEAK, STRENGTHS, MEASURES, LISTS]
    offered = {}
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert rule.prompt
            assert len(rule.prompt) <= 255
            assert len(rule.error or "") <= 225
            assert all(len(title or "") <= 32 for title in (rule.promptTitle, rule.errorTitle))
            if rule.type == "list":
                name, cells = str(rule.formula1).replace("'", "").replace("$", "").split("!")
                listed = [row[0].value for row in book[name][cells]]
                offered[str(rule.promptTitle)] = (listed, rule.errorStyle)
    items = [item for tool in Tool for item in framework.items_of_tool(tool)]
    assert offered["ข้อคำถาม"] == (items, "stop")
    assert offered["ตัวชี้วัดที่"] == (list(range(1, 11)), "stop")
    assert offered["เครื่องมือ"] == (["IIT", "EIT", "OIT"], "stop")
    assert offered["ผลการประเมิน"] == (["ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"], "stop")
    assert offered["ระดับผลการประเมิน"] == ([level.name for level in framework.levels], "warning")
    assert "เทศบาลตำบล" in offered["ประเภทหน่วยงาน"][0]
    scores = [
        rule
        for rule in book[INDICATORS].data_validations.dataValidation
        if (rule.type, rule.formula1, rule.formula2) == ("decimal", "0", "100")
    ]
    said = T("A score is a number from 0 to 100, for example 98.01.").render(language)
    assert [(str(rule.sqref), rule.error) for rule in scores] == [(f"D{FIRST}:D{FIRST + 9}", said)]
    assert book[GENERAL].cell(FIRST, 2).value == framework.fiscal_year


def test_names_of_a_years_file_are_never_formulas(tmp_path: Path) -> None:
    """Nor do they break the workbook: Excel shows every one as the text that it is."""
    known = rules(2566)
    names = ["=1+1", "@SUM(A1)", "\u200b+ก", "ก\x1bข\u202e"]
    changed = [
        indicator.model_copy(update={"name": name})
        for indicator, name in zip(known.indicators, names, strict=False)
    ]
    indicators = (*changed, *known.indicators[len(names) :])
    write(tmp_path / "form.xlsx", known.model_copy(update={"indicators": indicators}), "en")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")[INDICATORS]
    cells = [sheet.cell(FIRST + n, 3) for n in range(len(names))]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        *(("=1+1", "s", True), ("@SUM(A1)", "s", True), ("+ก", "s", True)),
        ("ก\\x1bข", "s", False),
    ]


def test_a_year_of_which_nothing_is_known(tmp_path: Path) -> None:
    """Indicators by number; level and item are written freely, as the report prints them."""
    write(tmp_path / "form.xlsx", rules(2570), "en")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    given = [[cell.value for cell in row] for row in book[INDICATORS]["A5:C14"]]
    assert given == [[number, None, None] for number in range(1, 11)]
    guards = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    free = [rule for rule in guards if rule.promptTitle in {"ข้อคำถาม", "ระดับผลการประเมิน"}]
    assert [(rule.type, rule.error) for rule in free] == [(None, None)] * 3
    assert not any("list" in str(rule.prompt) for rule in free)
    book[WEAK].cell(FIRST, 1).value, book[WEAK].cell(FIRST, 2).value = 10, "o27"
    book[INDICATORS].cell(FIRST, 2).value, book[INDICATORS].cell(FIRST, 4).value = "IIT", 48.35
    found, _ = read(data_of(book), rules)
    fields = dict(Draft(Document(Path("x"), "", Kind.FORM, Content(())), found).walk())
    assert fields["weak", 0, "items", 0, "item"].value == "o27"
    assert fields["indicators", 0, "score"].value == "48.35"


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, framework_2566: Framework) -> None:
    """No half of a form, and no leftovers."""
    (tmp_path / "form.xlsx").mkdir()
    with pytest.raises(OSError, match=r"form\.xlsx"):
        write(tmp_path / "form.xlsx", framework_2566, "th")
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx"]
