"""A sandbox with one spreadsheet, a clock that the test holds, and a way to talk to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_sync.sandbox import Sandbox
from tests.sandbox.discovery import Watch
from tests.sandbox.talk import BOOK, Clock, Talk


@pytest.fixture
def clock() -> Clock:
    """A clock in the hands of the test."""
    return Clock()


@pytest.fixture
def box(tmp_path: Path, clock: Clock) -> Sandbox:
    """A sandbox with the spreadsheet "book".

    Its tab "Data" is 5 by 4 with a header and two rows; its tab "Other" is blank.
    """
    made = Sandbox(tmp_path / "box.sqlite", clock)
    rows: list[list[object]] = [["id", "name", "score"], ["a", "one", 1], ["b", "two", 2]]
    tabs: list[dict[str, object]] = [
        {"title": "Data", "rows": rows, "rowCount": 5, "columnCount": 4},
        {"title": "Other", "rows": []},
    ]
    made.ensure(BOOK, "A book", tabs)
    return made


@pytest.fixture
def beyond_the_documents(_watching: Watch) -> Iterator[None]:
    """Let a test ask what Google takes although its documents do not say so."""
    yield
    _watching.problems.clear()


@pytest.fixture
def talk(box: Sandbox) -> Talk:
    """Requests to the spreadsheet "book"."""
    return Talk(box)
