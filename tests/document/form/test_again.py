"""Reading a document again keeps what a person has decided in its form."""

from pathlib import Path

import pytest

from ita_sync.document.draft import Trust
from ita_sync.document.form.again import Again, compare
from ita_sync.document.form.placing import FIRST
from ita_sync.report import ReportFile, load_report
from tests.document.filling import data_of, rules
from tests.document.form.drafted import draft_of, read_at, tick, written
from tests.document.form.reading_back import GENERAL, MEASURES


@pytest.fixture
def file(example_path: Path) -> ReportFile:
    """Return the example report file."""
    return load_report(example_path)


def _stands(again: Again | None) -> tuple[bool, bool, int, list[str]]:
    assert again
    return again.same, again.touched, again.left, [str(each) for each in again.differences]


def test_what_the_document_says_again(file: ReportFile, tmp_path: Path) -> None:
    """The same: nothing to do. Something else: named; whether somebody decided is seen."""
    first = draft_of(file, {("total",): read_at("78.41", Trust.DOUBTFUL, "๗๘.๔๑")})
    other = draft_of(file, {("total",): read_at("78.42", Trust.DOUBTFUL, "๗๘.๔๒")})
    book = written(first, tmp_path / "report.xlsx")
    told = ["คะแนนรวม: 78.41 → 78.42"]
    assert _stands(compare(first, data_of(book), rules)) == (True, False, 1, [])
    found = _stands(compare(other, data_of(book), rules))
    assert found[:3] == (False, False, 1)
    assert [line.split(" · ")[-1] for line in found[3]] == told
    tick(book, 1)
    assert _stands(compare(first, data_of(book), rules)) == (True, True, 0, [])


@pytest.mark.parametrize(
    "typed",
    [
        (GENERAL, FIRST + 11, 2, 39.41),
        (GENERAL, FIRST + 13, 2, 90.0),
        (MEASURES, FIRST, 2, None),
        (MEASURES, FIRST, 9, "ถามกองคลัง"),
    ],
)
def test_what_a_person_has_changed_is_seen(
    typed: tuple[str, int, int, object], file: ReportFile, tmp_path: Path
) -> None:
    """Corrected, added, taken away, or written beside it."""
    sheet, row, column, value = typed
    draft = draft_of(file)
    book = written(draft, tmp_path / "report.xlsx")
    assert _stands(compare(draft, data_of(book), rules))[:2] == (True, False)
    book[sheet].cell(row, column).value = value  # type: ignore[assignment] # anything
    assert _stands(compare(draft, data_of(book), rules))[:2] == (True, True)


def test_a_form_filled_in_by_hand_has_no_document(file: ReportFile, tmp_path: Path) -> None:
    """Nor has what is no form."""
    book = written(draft_of(file), tmp_path / "report.xlsx")
    del book["ที่มา"]
    assert compare(draft_of(file), data_of(book), rules) is None
    assert compare(draft_of(file), b"PK\x03\x04", rules) is None
