"""Reading a document again keeps what a person has decided in its form."""

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from ita_sync.document.draft import Draft, Field, Trust
from ita_sync.document.form.again import Again, put_together
from ita_sync.document.form.placing import FIRST
from ita_sync.report import Loc, ReportFile, load_report
from tests.document.filling import data_of, rules
from tests.document.form.drafted import draft_of, listed, loaded, read_at, tick, written
from tests.document.form.reading_back import GENERAL, INDICATORS, MEASURES, WEAK

TOTAL = ("total",)
DOUBT: dict[Loc, Field] = {TOTAL: read_at("78.41", Trust.DOUBTFUL, "๗๘.๔๑")}
OTHER_LEVEL: dict[Loc, Field] = {("level",): read_at("ผ่าน", Trust.SURE, "ผ่าน")}


@pytest.fixture
def file(example_path: Path) -> ReportFile:
    """Return the example report file."""
    return load_report(example_path)


def again(draft: Draft, book: Workbook) -> Again:
    """Return how a form stands to a document that is read again."""
    found = put_together(draft, data_of(book), rules)
    assert found
    return found


def said(found: Again) -> list[str]:
    """Return the conflicts, each without its first words."""
    return [str(each) for each in found.conflicts]


def test_the_same_document_changes_nothing(file: ReportFile, tmp_path: Path) -> None:
    """Whatever a person has done since; the command leaves the file as it is."""
    draft = draft_of(file, DOUBT)
    book = written(draft, tmp_path / "report.xlsx")
    assert (again(draft, book).same, again(draft, book).left) == (True, 1)
    tick(book, 1)
    book[INDICATORS].cell(FIRST, 4).value = 98.02
    found = again(draft, book)
    assert (found.same, found.left, said(found)) == (True, 0, [])


def test_what_the_document_says_otherwise_is_taken(file: ReportFile, tmp_path: Path) -> None:
    """With its mark; what a person has decided elsewhere stays, ticks among it."""
    path = tmp_path / "report.xlsx"
    book = written(draft_of(file, DOUBT), path)
    tick(book, 1)
    book[GENERAL].cell(FIRST + 11, 2).value = 39.41
    book[INDICATORS].cell(FIRST, 4).value = 98.02
    book[WEAK].cell(FIRST, 4).value = None
    book[MEASURES].delete_rows(FIRST + 2)
    book[MEASURES].cell(FIRST, 2).value = "กองช่าง"
    mine = loaded(book, path).report
    found = again(draft_of(file, {**DOUBT, **OTHER_LEVEL}), book)
    assert (found.same, said(found)) == (False, [])
    assert found.ticked == {TOTAL}
    anew = written(found.draft, path, found.ticked)
    assert [line[1] for line in listed(anew)] == ["✓"]
    report = loaded(anew, path).report
    assert report.level == "ผ่าน"
    assert report.model_copy(update={"level": mine.level}) == mine


def test_a_tick_goes_with_what_it_was_about(file: ReportFile, tmp_path: Path) -> None:
    """Where the document says another value, it has to be decided anew."""
    book = written(draft_of(file, DOUBT), tmp_path / "report.xlsx")
    tick(book, 1)
    other: dict[Loc, Field] = {TOTAL: read_at("78.42", Trust.DOUBTFUL, "๗๘.๔๒")}
    found = again(draft_of(file, other), book)
    assert (found.ticked, said(found)) == (frozenset(), [])


@pytest.mark.parametrize(
    ("typed", "change", "conflict"),
    [
        ((GENERAL, FIRST + 12, 2, "ดี"), OTHER_LEVEL, "ระดับผลการประเมิน: ต้องปรับปรุง → ผ่าน"),
        (
            (MEASURES, FIRST, 2, None),
            {("measures", 3, "division"): Field("กองช่าง")},
            "ผู้รับผิดชอบ: สำนักปลัดเทศบาล → กองช่าง",
        ),
        ((MEASURES, FIRST, 9, "ถามกองคลัง"), OTHER_LEVEL, "in no column of the form: มาตรการ!I5"),
    ],
)
def test_what_both_have_changed_is_a_conflict(
    typed: tuple[str, int, int, object],
    change: dict[Loc, Field],
    conflict: str,
    file: ReportFile,
    tmp_path: Path,
) -> None:
    """And so is what a person wrote beside the form, which would be lost."""
    sheet, row, column, value = typed
    book = written(draft_of(file), tmp_path / "report.xlsx")
    book[sheet].cell(row, column).value = value  # type: ignore[assignment] # anything
    (told,) = said(again(draft_of(file, change), book))
    assert conflict in told


def test_what_the_document_says_now_may_stand_already(file: ReportFile, tmp_path: Path) -> None:
    """A person who corrected it first is no conflict; nor is what was filled in where it lacked."""
    lacking: dict[Loc, Field] = {("memo", "number"): Field(None)}
    book = written(draft_of(file, lacking), tmp_path / "report.xlsx")
    book[GENERAL].cell(FIRST + 12, 2).value = "ผ่าน"
    book[GENERAL].cell(FIRST + 6, 2).value = "ชย 1"
    found = again(draft_of(file, {**lacking, **OTHER_LEVEL}), book)
    assert said(found) == []
    fields = dict(found.draft.walk())
    assert (fields["level",].value, fields["memo", "number"].value) == ("ผ่าน", "ชย 1")
    assert found.draft.missing == ()


def test_a_form_filled_in_by_hand_has_no_document(file: ReportFile, tmp_path: Path) -> None:
    """Nor has what is no form."""
    book = written(draft_of(file), tmp_path / "report.xlsx")
    del book["ที่มา"]
    assert put_together(draft_of(file), data_of(book), rules) is None
    assert put_together(draft_of(file), b"PK\x03\x04", rules) is None
