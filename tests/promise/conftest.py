"""The world that tests of the promise live in."""

from pathlib import Path

import pytest

from ita_sync.report import load_report
from ita_sync.rules import Framework
from tests.promise.world import World


@pytest.fixture
def world(tmp_path: Path, example_path: Path, framework_2566: Framework) -> World:
    """Return a spreadsheet with a title, the header, a blank row and a note.

    Nobody has written yet.
    """
    return World(tmp_path, load_report(example_path).report, framework_2566)
