"""A filled form is a report file: places are cells, ticks decide, content makes its digest."""

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_sync import document
from ita_sync.document.draft import Field, Trust
from ita_sync.document.form import load
from ita_sync.document.form.beside import TO_DECIDE
from ita_sync.errors import Exit, ReportError
from ita_sync.report import Loc, Report, ReportFile, load_report
from tests.checks.generator import draw
from tests.document.filling import data_of, rules
from tests.document.form.drafted import (
    draft_of,
    listed,
    loaded,
    read_at,
    through_libreoffice,
    tick,
    written,
)
from tests.document.form.reading_back import (
    FIRST,
    GENERAL,
    INDICATORS,
    MEASURES,
    WEAK,
    changed_part,
    garble,
    same,
    with_shared_texts,
)

SCORE = ("indicators", 3, "score")


@pytest.fixture
def file(example_path: Path) -> ReportFile:
    """Return the example report file."""
    return load_report(example_path)


def _refused(book: Workbook, path: Path) -> list[str]:
    with pytest.raises(ReportError) as caught:
        loaded(book, path)
    assert caught.value.code == "report-invalid"
    return [str(detail).removeprefix(f"{path}: ") for detail in caught.value.details]


@pytest.mark.parametrize("tens", range(2))
def test_a_report_goes_through_the_form_and_back(tens: int, tmp_path: Path) -> None:
    """Drawn reports of all years, every field."""
    path = tmp_path / "report.xlsx"
    for seed in range(10 * tens, 10 * tens + 10):
        wanted = draw(seed).report
        file = ReportFile(wanted, tmp_path / "report.yaml", "", {})
        found = loaded(written(draft_of(file), path), path)
        assert same(found.report, wanted), seed
        assert (found.origins, found.unread) == ({}, ())


def test_places_are_cells(book: Workbook, example: Report, tmp_path: Path) -> None:
    """Of a value, of a line in a cell, of a group; an empty field has the cell to fill in."""
    path = tmp_path / "report.xlsx"
    found = loaded(book, path)
    assert found.report == example
    assert found.place(SCORE) == f"{path}: {INDICATORS} D{FIRST + 3}"
    assert found.place(("measures", 0, "steps", 1)) == f"{path}: {MEASURES} C{FIRST}"
    assert found.place(("weak", 1, "items", 2, "score")) == f"{path}: {WEAK} C{FIRST + 5}"
    assert found.place(("weak",)) == f"{path}: {WEAK} A{FIRST - 1}"
    assert found.place(("tools", "IIT")) == f"{path}: {GENERAL} B{FIRST + 13}"
    book[GENERAL].cell(FIRST + 11, 2).value = None
    book[INDICATORS].cell(FIRST, 4).value = "มาก"
    assert _refused(book, path) == [
        f"{GENERAL} B{FIRST + 11}: Total score: is empty; it holds: Total score.",
        (
            f"{INDICATORS} D{FIRST}: indicator 1 · Score: "
            'found "มาก", expected a score from 0 to 100, for example 84.85.'
        ),
    ]


def test_formulas_and_errors_are_refused(book: Workbook, tmp_path: Path) -> None:
    """With a stored result or without: what is signed must not change by itself."""
    path = tmp_path / "report.xlsx"
    for at, value in enumerate(("=90+8.01", "#N/A")):
        book[INDICATORS].cell(FIRST + at, 4).value = value
    said = _refused(book, path)
    assert said[0].startswith(f"{INDICATORS} D{FIRST}: indicator 1 · Score: holds a formula")
    assert said[1].startswith(f"{INDICATORS} D{FIRST + 1}: indicator 2 · Score: holds an error")
    data = changed_part(
        path.read_bytes(), "sheet3.xml", lambda xml: xml.replace("<v></v>", "<v>98.01</v>", 1)
    )
    with pytest.raises(ReportError) as caught:
        load(path, data, rules)
    assert "holds a formula" in str(caught.value.details[0])


def test_what_is_not_read_is_said(book: Workbook, tmp_path: Path) -> None:
    """A column of a person's own, and a value that was read otherwise than it is written."""
    book[INDICATORS].cell(FIRST, 8).value = "ตรวจแล้ว"
    book[WEAK].cell(FIRST + 3, 2).value = 13
    found = loaded(book, tmp_path / "report.xlsx")
    assert [(loc, str(what)) for loc, what in found.unread] == [
        ((), f"Not read, since they are in no column of the form: {INDICATORS}!H{FIRST}"),
        (
            ("weak", 1, "items", 0, "item"),
            'It is read as "o13". Written without its letter; only o13 can be meant.',
        ),
    ]


def test_what_a_cell_leaves_in_doubt_stops(book: Workbook, tmp_path: Path) -> None:
    """A date of which the spreadsheet has made another one is marked at its cell."""
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = date(1966, 10, 27), "d/m/yyyy"
    found = loaded(book, tmp_path / "report.xlsx")
    assert found.origins["memo", "date"].mark == "??"


def _marked(file: ReportFile) -> dict[Any, Field]:
    return {
        ("total",): read_at("78.41", Trust.DOUBTFUL, "๗๘.๔๑", "39.41"),
        SCORE: read_at("91.21", Trust.SINGLE, "๙๑.๒๑"),
        ("measures", 0, "steps", 1): read_at(
            file.report.measures[0].steps[1], Trust.SINGLE, "ข้อความ"
        ),
        ("measures", 3, "division"): read_at(file.report.measures[3].division, Trust.SINGLE, "กอง"),
    }


def walked(path: Path) -> list[tuple[Loc, Field]]:
    """Return the fields of a form that is read as a document."""
    return list(document.read(path, rules).walk())


def test_marks_stand_until_their_line_is_ticked(file: ReportFile, tmp_path: Path) -> None:
    """A mark is as in YAML; the tick decides it, whatever becomes of notes, rows and order."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, _marked(file)), path)
    assert [line[:5] for line in listed(book)] == [
        ["1", None, "??", "คะแนนรวม", "78.41"],
        ["2", None, "?", "ตัวชี้วัด · 4 · คะแนน", "91.21"],
        ["3", None, "?", "มาตรการ: 2 ช่อง", None],
    ]
    found = loaded(book, path)
    assert {loc: origin.mark for loc, origin in found.origins.items()} == {
        ("total",): "??",
        SCORE: "?",
        ("measures", 0, "steps", 0): "?",
        ("measures", 3, "division"): "",
    }
    assert [loc for loc, field in walked(path) if field.trust is Trust.SINGLE] == [
        SCORE,
        ("measures", 0, "steps", 0),
        ("measures", 3, "division"),
    ]
    assert found.origins["total",].told == 'หน้า 5, ตาราง 2, แถว 3: "๗๘.๔๑"; อาจเป็น 39.41'
    before = found.sha256
    tick(book, 1, 3)
    book[MEASURES].insert_rows(FIRST)
    book[INDICATORS].cell(FIRST + 3, 4).comment = None
    found = loaded(book, path)
    assert {loc: origin.mark for loc, origin in found.origins.items() if origin.mark} == {
        SCORE: "?"
    }
    assert found.report.model_dump() == file.report.model_dump()
    assert found.sha256 != before
    tick(book, 2, sign=1)
    assert not [each for each in loaded(book, path).origins.values() if each.mark]


def test_a_tick_that_says_neither_is_refused(file: ReportFile, tmp_path: Path) -> None:
    """With its cell; a word for yes or no is one, and an x is none: to many it means wrong."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, _marked(file)), path)
    tick(book, 2, sign="ไม่")
    for sign in ("✔", "/", "ถูก", "ใช่"):
        tick(book, 1, sign=sign)
        assert {each.mark for each in loaded(book, path).origins.values()} == {"", "?"}
    for sign in ("ถามกองคลัง", "x", "X", "✗"):
        tick(book, 2, sign=sign)
        (said,) = _refused(book, path)
        assert said.startswith(f"{TO_DECIDE.title} B16: ")
        assert said.endswith("line 2: choose ✓, or leave it empty.")


def test_a_line_that_was_deleted_decides_nothing(file: ReportFile, tmp_path: Path) -> None:
    """The note of its cell still has the mark."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, _marked(file)), path)
    sheet = book[TO_DECIDE.title]
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[0].value == "1"))
    assert loaded(book, path).origins["total",].mark == "??"


def test_what_is_missing_is_listed_and_refused_until_filled_in(
    file: ReportFile, tmp_path: Path
) -> None:
    """A tick does not stand for a value."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, {("memo", "number"): Field(None)}), path)
    assert [line[1:4] for line in listed(book)] == [[None, "กรอก", "บันทึกข้อความ เลขที่"]]
    tick(book, 1)
    (said,) = _refused(book, path)
    assert said.startswith(f"{GENERAL} B{FIRST + 6}: memo · Document number: is empty")
    book[GENERAL].cell(FIRST + 6, 2).value = "ชย 52506.2/62"
    assert loaded(book, path).report.memo.number == "ชย 52506.2/62"


def test_an_item_that_could_not_be_read_keeps_its_row(file: ReportFile, tmp_path: Path) -> None:
    """Its steps do not become those of the measure above."""
    changes: dict[Loc, Field] = {("measures", 1, "item"): read_at(None, Trust.DOUBTFUL, "ข้อ")}
    changes |= {("measures", 1, key): Field(None) for key in ("division", "due", "due_date")}
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, changes), path)
    assert book[MEASURES].cell(FIRST + 1, 1).value == "?"
    said = _refused(book, path)[0]
    assert said.startswith(f"{MEASURES} A{FIRST + 1}: Next year's measures, no. 2 · Item: is empty")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_anew_it_is_the_same_file(file: ReportFile, tmp_path: Path) -> None:
    """By LibreOffice, and by openpyxl after it: marks, ticks, notes, digest."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, _marked(file)), path)
    tick(book, 2)
    wanted = loaded(book, path)
    data = through_libreoffice(str(shutil.which("soffice")), path, tmp_path)
    found = load(path, data, rules)
    again = load(path, data_of(openpyxl.load_workbook(BytesIO(data))), rules)
    for each in (found, again):
        assert (each.report, each.origins, each.unread) == (
            wanted.report,
            wanted.origins,
            wanted.unread,
        )
        assert each.sha256 == wanted.sha256
        assert each.marks == wanted.marks


def test_numbers_typed_as_text_are_the_same_content(book: Workbook, tmp_path: Path) -> None:
    """Thai digits, a real date, a number as text: one report, and one digest of what is signed."""
    path = tmp_path / "report.xlsx"
    before = loaded(book, path)
    book[INDICATORS].cell(FIRST, 4).value = "๙๘.๐๑"
    book[INDICATORS].cell(FIRST + 1, 4).value = str(book[INDICATORS].cell(FIRST + 1, 4).value)
    cell = book[GENERAL].cell(FIRST + 7, 2)
    cell.value, cell.number_format = before.report.memo.date, "d/m/yyyy"
    found = loaded(book, path)
    assert (found.report, found.sha256) == (before.report, before.sha256)
    book[INDICATORS].cell(FIRST, 4).value = 98.02
    assert loaded(book, path).sha256 != before.sha256


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/vbaProject.bin", "document-macros"),
        ("xl/workbook.bin", "document-binary"),
    ],
)
def test_workbooks_of_another_kind(book: Workbook, name: str, code: str, tmp_path: Path) -> None:
    """Macros and binary workbooks are refused by name."""
    import zipfile

    path = tmp_path / "report.xlsx"
    path.write_bytes(data_of(book))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(ReportError) as caught:
        load(path, path.read_bytes(), rules)
    assert (caught.value.code, caught.value.exit_code) == (code, Exit.CONFIG)


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_never_more_than_an_error(seed: int, garbled: bytes, tmp_path: Path) -> None:
    """Numbers and texts of any part at random, notes and list among them: read, or refused."""
    rng = Random(seed)  # noqa: S311 - repeatable
    names = ["sheet1.xml", "sheet2.xml", "sheet7.xml", "comment1.xml", "sheet3.xml.rels"]
    data = changed_part(garbled, rng.choice(names), lambda xml: garble(rng, xml))
    try:
        found = load(tmp_path / "report.xlsx", data, rules)
    except ReportError as error:
        assert error.code.startswith(("document-", "report-"))  # noqa: PT017 - not every damage is one
    else:
        assert found.report


@pytest.fixture(scope="module")
def garbled(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a form that was filled in from a document, to be damaged."""
    path = tmp_path_factory.mktemp("form") / "report.xlsx"
    file = load_report(example_path)
    return with_shared_texts(data_of(written(draft_of(file, _marked(file)), path)))
