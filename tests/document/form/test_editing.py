"""One cell of a form is changed in place, and nothing else of the workbook."""

import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from ita_sync.checks import Change
from ita_sync.document.form import editing, load
from ita_sync.errors import ConfigError, ReportError
from ita_sync.report import ReportFile, load_report
from tests.document.filling import data_of, rules
from tests.document.form.drafted import draft_of, through_libreoffice, written
from tests.document.form.reading_back import changed_part, with_shared_texts

TOTAL = Change(("total",), "78.41", "39.41")
ITEM = Change(("weak", 1, "items", 0, "item"), "o13", "o14")
LEVEL = Change(("level",), "ต้องปรับปรุง", "A<B&")


@pytest.fixture
def path(example_path: Path, tmp_path: Path) -> Path:
    """Return a form with the example in it."""
    path = tmp_path / "report.xlsx"
    written(draft_of(load_report(example_path)), path)
    return path


def loaded(path: Path) -> ReportFile:
    """Return what a file says."""
    return load(path, path.read_bytes(), rules)


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _as_saved(data: bytes) -> bytes:
    return data


def _prefixed(data: bytes) -> bytes:
    def change(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace('xmlns="http://schemas.open', 'xmlns:x="http://schemas.open')

    return changed_part(data, "sheet2.xml", change)


@pytest.mark.parametrize("saved", [_as_saved, with_shared_texts, _prefixed])
@pytest.mark.parametrize("change", [TOTAL, ITEM, LEVEL])
def test_one_cell_changes(path: Path, change: Change, saved: Callable[[bytes], bytes]) -> None:
    """Numbers stay numbers, texts become texts; all other parts stay byte for byte."""
    path.write_bytes(saved(path.read_bytes()))
    file, before = loaded(path), parts(path.read_bytes())
    assert editing.can(file, (change,))
    editing.write(file, (change,), rules)
    after = parts(path.read_bytes())
    assert list(before) == list(after)
    assert len([name for name in before if before[name] != after[name]]) == 1
    assert loaded(path).texts == {**file.texts, change.loc: change.proposed}


def test_a_form_that_was_changed_meanwhile_is_left(path: Path) -> None:
    """And so is one whose cell cannot be found, or a folder that cannot be written."""
    file = loaded(path)
    book = written(draft_of(file), path)
    book["ข้อมูลทั่วไป"]["B13"].value = "เรื่องอื่น"
    path.write_bytes(data_of(book))
    with pytest.raises(ReportError) as caught:
        editing.write(file, (TOTAL,), rules)
    assert caught.value.code == "fix-changed"
    unplaced = changed_part(
        path.read_bytes(), "sheet2.xml", lambda xml: re.sub(r'<c r="[A-Z]+[0-9]+"', "<c", xml)
    )
    path.write_bytes(unplaced)
    file = loaded(path)
    with pytest.raises(ReportError) as caught:
        editing.write(file, (TOTAL,), rules)
    assert caught.value.code == "fix-differs"
    assert path.read_bytes() == unplaced
    path.unlink()
    with pytest.raises(ConfigError) as missing:
        editing.write(file, (TOTAL,), rules)
    assert missing.value.code == "fix-unwritable"


def test_what_is_added_or_taken_out_is_done_by_hand(path: Path) -> None:
    """A reading that adds an entry needs a row."""
    file = loaded(path)
    assert not editing.can(file, (Change(("weak", 0, "items", 9), None, "e9"),))
    assert not editing.can(file, (Change(("total",), "78.42", "39.41"),))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved(path: Path, tmp_path: Path) -> None:
    """Its cells are written otherwise."""
    path.write_bytes(through_libreoffice(str(shutil.which("soffice")), path, tmp_path))
    changes = (TOTAL, ITEM, LEVEL)
    editing.write(loaded(path), changes, rules)
    assert [loaded(path).texts[change.loc] for change in changes] == ["39.41", "o14", "A<B&"]
    assert load(path, through_libreoffice(str(shutil.which("soffice")), path, tmp_path), rules)
