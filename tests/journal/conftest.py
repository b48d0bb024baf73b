"""The journal that these tests write into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_sync.journal import Journal


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Journal]:
    """Return an empty journal in a folder that was not there."""
    with Journal(tmp_path / "far" / "away") as journal:
        yield journal
