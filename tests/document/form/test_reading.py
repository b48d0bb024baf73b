"""What is filled into a form is read back exactly."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_sync.document.draft import Copy, Draft, Field, Trust
from ita_sync.document.form import read
from ita_sync.document.form.layout import LISTS
from ita_sync.document.parts import Content, Document, Kind, Spot
from ita_sync.errors import ConfigError
from ita_sync.i18n import T
from ita_sync.report import Report, Tool
from ita_sync.rules import Framework
from tests.checks.generator import draw
from tests.document.filling import anyhow, data_of, empty, fill, plainly, report_of, rules, values
from tests.document.form.reading_back import (
    FIRST,
    GENERAL,
    INDICATORS,
    MEASURES,
    WEAK,
    fields,
    notes,
    same,
)


@pytest.mark.parametrize("tens", range(20))
def test_what_is_filled_in_is_read_back(tens: int, folder: Path) -> None:
    """Every field of drawn reports of all years.

    Typed as the form wants it, and in all ways that mean the same.
    """
    for seed in range(10 * tens, 10 * tens + 10):
        wanted = draw(seed).report
        hand = anyhow(Random(seed)) if seed % 2 else plainly  # noqa: S311 - repeatable
        data = data_of(fill(empty(folder, wanted.fiscal_year), wanted, hand))
        found, said = read(data, rules)
        assert same(Report.model_validate(values(found)), wanted), seed
        assert said == ()
        draft = Draft(Document(Path("form.xlsx"), "", Kind.FORM, Content(())), found)
        assert all(field.trust is Trust.SURE for _, field in draft.walk())
        assert all(field.copies for loc, field in draft.walk() if loc != ("schema_version",))


def test_the_example(book: Workbook, example: Report) -> None:
    """The report of the README, through the form.

    Each value with its cell, figures and codes as they are printed.
    """
    data = data_of(book)
    assert report_of(data) == example
    found = fields(data)
    assert found["indicators", 3, "score"] == Field(
        "91.21", Trust.SURE, (Copy("91.21", Spot(cell=f"ตัวชี้วัด!D{FIRST + 3}")),)
    )
    assert found["indicators", 8, "score"].value == "75.00"
    assert found["agency", "code"].value == "5360601"
    assert found["weak", 0, "items", 0, "item"].copies[0].place.cell == f"ประเด็นที่ต้องแก้ไข!B{FIRST}"
    assert [found["measures", 0, "steps", n].copies[0].place.cell for n in (0, 1)] == [
        f"มาตรการ!C{FIRST}"
    ] * 2
    assert list(read(data, rules)[0]) == [
        *(
            "schema_version",
            "fiscal_year",
            "agency",
            "memo",
            "total",
            "level",
            "indicators",
            "weak",
            "strengths",
        ),
        *("measures", "url"),
    ]


def test_an_empty_form_says_only_what_was_in_it(folder: Path) -> None:
    """No section that nothing was filled into; the indicators have no score."""
    found, said = read(data_of(empty(folder, 2565)), rules)
    assert values(found) == {
        "schema_version": "1",
        "fiscal_year": "2565",
        "indicators": [
            {"number": str(r.number), "tool": r.tool, "name": r.name}
            for r in rules(2565).indicators
        ],
    }
    assert said == ()


def test_steps_may_go_on_in_the_next_row(book: Workbook, example: Report) -> None:
    """A row without an item that only has steps or follow-up belongs to the measure above."""
    measures = book[MEASURES]
    measures.insert_rows(FIRST + 1)
    first, second = str(measures.cell(FIRST, 3).value).split("\n")
    measures.cell(FIRST, 3).value, measures.cell(FIRST + 1, 3).value = first, second
    assert report_of(data_of(book)) == example
    measures.cell(FIRST + 1, 2).value = "กองช่าง"
    found = fields(data_of(book))
    assert found["measures", 1, "division"].value == "กองช่าง"
    assert ("measures", 1, "item") not in found


def test_two_places_that_differ(book: Workbook) -> None:
    """The first stands, the other is shown, and the field is doubtful.

    Saying the same twice is no harm.
    """
    general, weak = book[GENERAL], book[WEAK]
    general.cell(50, 1).value, general.cell(50, 2).value = "คะแนนรวม", 39.41
    general.cell(51, 1).value, general.cell(51, 2).value = "อำเภอ", "จัตุรัส"
    weak.cell(FIRST + 4, 5).value = weak.cell(FIRST + 3, 5).value
    weak.cell(FIRST + 5, 5).value = "อีกทาง"
    found = fields(data_of(book))
    assert (found["total",].value, found["total",].trust, found["total",].others) == (
        "78.41",
        Trust.DOUBTFUL,
        ("39.41",),
    )
    assert [copy.place.cell for copy in found["agency", "district"].copies] == [
        f"{GENERAL}!B{FIRST + 4}",
        f"{GENERAL}!B51",
    ]
    assert found["agency", "district"].trust is Trust.SURE
    assert (found["weak", 1, "remedy"].trust, found["weak", 1, "remedy"].others) == (
        Trust.DOUBTFUL,
        ("อีกทาง",),
    )


def test_a_year_that_cannot_be_is_read(book: Workbook) -> None:
    """`check` says what is wrong with the year; the rest is there."""

    def unknown(year: int) -> Framework:
        raise ConfigError("year-impossible", T("{year}", year=year), next_step=T("none"))

    book[GENERAL].cell(FIRST, 2).value = 2599
    found, _ = read(data_of(book), unknown)
    assert values(found)["fiscal_year"] == "2599"
    assert len(values(found)["weak"]) == 3


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_anew_by_libreoffice(book: Workbook, example: Report, tmp_path: Path) -> None:
    """Another program's own way of writing the file changes nothing that is read."""
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = example.memo.date, "[$-107041E]d mmmm yyyy"
    book[INDICATORS].cell(FIRST, 4).value = "=90+8.01"
    (tmp_path / "form.xlsx").write_bytes(data_of(book))
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *(
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(tmp_path / "out"),
            ),
            str(tmp_path / "form.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / "out" / "form.xlsx").read_bytes()
    assert report_of(data) == example
    assert notes(data) == []
    saved = openpyxl.load_workbook(BytesIO(data))
    listed = [rule for rule in saved[WEAK].data_validations.dataValidation if rule.type == "list"]
    assert len(listed) == 2
    assert saved[LISTS]["C5"].value == Tool.IIT
