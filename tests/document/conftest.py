"""Documents written for one test, and what is read from them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync import document, years
from ita_sync.document.draft import Draft, Field
from ita_sync.framework import Framework

FOLDER = Path(__file__).parents[2] / "config" / "frameworks"


def rules(year: int) -> Framework:
    """Return the rules of a year that come with the program."""
    return years.load(year, [FOLDER])


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str], dict[str, Field]]:
    """Return a function that reads a text as a document and gives its fields by dotted name."""

    def read(text: str) -> dict[str, Field]:
        path = tmp_path / "report.txt"
        path.write_text(text, "utf-8")
        return flat(document.read(path, rules))

    return read


def flat(draft: Draft) -> dict[str, Field]:
    """Return the fields of a draft by dotted name."""
    return {".".join(map(str, loc)): field for loc, field in draft.walk()}
