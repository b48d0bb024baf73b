"""A report file goes into the form and back, with its marks."""

from pathlib import Path

import pytest

from ita_sync.document import read, refiled, write
from ita_sync.document.form import load
from ita_sync.document.form import write as write_form
from ita_sync.report import ReportFile, load_report
from tests.checks.generator import draw
from tests.document.filling import rules
from tests.document.form.reading_back import same


def through(file: ReportFile, folder: Path) -> ReportFile:
    """Return what is read of a form's YAML that was made of a report file."""
    draft = refiled.draft_of(file)
    form, text = folder / "report.xlsx", folder / "again.yaml"
    write_form(form, rules(draft.year), "th", draft)
    assert same(load(form, form.read_bytes(), rules).report, file.report)
    text.write_text(write.render(read(form, rules), "th"), "utf-8")
    return load_report(text)


@pytest.mark.parametrize("seed", range(12))
def test_yaml_to_form_to_yaml(seed: int, tmp_path: Path) -> None:
    """Drawn reports of all years, every field."""
    wanted = ReportFile(draw(seed).report, tmp_path / "report.yaml", "", {})
    assert same(through(wanted, tmp_path).report, wanted.report)


def test_marks_and_origins_go_along(example_path: Path, tmp_path: Path) -> None:
    """What nobody has decided stays open, and where the document has it stays known."""
    text = example_path.read_text("utf-8").replace(
        "total: 78.41", 'total: 78.41  # ?? read from line 3: "๓๙.๔๑"; may be 39.41', 1
    )
    path = tmp_path / "report.yaml"
    path.write_text(text, "utf-8")
    file = load_report(path)
    found = through(file, tmp_path)
    assert found.report == file.report
    assert {loc: origin.mark for loc, origin in found.origins.items() if origin.mark} == {
        ("total",): "??"
    }
    assert 'line 3: "๓๙.๔๑"; may be 39.41' in found.origins["total",].told
