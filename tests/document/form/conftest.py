"""Forms, empty and filled in."""

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from ita_sync.report import Report, load_report
from tests.document.filling import data_of, empty, fill
from tests.document.form.reading_back import with_shared_texts


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the empty forms lie."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(scope="session")
def untouched(folder: Path) -> bytes:
    """Return an empty form as Excel saves it."""
    return with_shared_texts(data_of(empty(folder, 2566)))


@pytest.fixture
def book(folder: Path, example: Report) -> Workbook:
    """Return the form with the example report filled in."""
    return fill(empty(folder, 2566), example)


@pytest.fixture(scope="session")
def example(example_path: Path) -> Report:
    """Return the example report."""
    return load_report(example_path).report
