"""Which cell a field stands in."""

from pathlib import Path

from ita_sync.document.draft import Field
from ita_sync.document.form.layout import MEASURES
from ita_sync.document.form.placing import FIRST, place
from ita_sync.report import load_report
from tests.document.form.drafted import draft_of, loaded, written


def test_more_lines_than_a_cell_holds_take_more_rows(example_path: Path, tmp_path: Path) -> None:
    """A spreadsheet would cut them without a word; read back they are one list."""
    file = load_report(example_path)
    steps = tuple(f"{number} {'ก' * 9_000}" for number in range(9))
    first = file.report.measures[0].model_copy(update={"steps": steps})
    long = file.report.model_copy(update={"measures": (first, *file.report.measures[1:])})
    path = tmp_path / "report.xlsx"
    draft = draft_of(type(file)(long, path, "", {}))
    rows = {cell.row for cell in place(draft.fields) if cell.sheet is MEASURES and cell.at == 3}
    assert min(rows) == FIRST
    assert len(rows) == 2 + len(file.report.measures)
    assert loaded(written(draft, path), path).report == long


def test_groups_without_items_and_fields_alone() -> None:
    """A failing indicator of which no item was found has a row; what is no list has none."""
    cells = list(place({"weak": [{"indicator": Field("9"), "items": []}], "measures": Field(None)}))
    assert [(cell.row, cell.at, cell.text) for cell in cells] == [(FIRST, 1, "9")]
