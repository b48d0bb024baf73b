"""The lock of a state folder: one run at a time, and words for a folder that cannot be used."""

import os
from pathlib import Path

import pytest

from ita_sync.errors import NOTHING_WRITTEN, ConfigError, Exit, Unavailable
from ita_sync.journal import exclusive
from tests.promise.outcomes import words_of


def test_a_second_run_waits_and_then_gives_up(tmp_path: Path) -> None:
    """Exit 5 names the folder; once the first run is over the next one gets its turn."""
    with exclusive(tmp_path), pytest.raises(Unavailable) as caught, exclusive(tmp_path, wait=0):
        pytest.fail("two runs at once")
    assert words_of(caught.value) == (
        Exit.UNAVAILABLE,
        "busy",
        f"Another run of ita-sync is using {tmp_path}.",
        str(NOTHING_WRITTEN),
        "Let it finish, then run again.",
        [],
    )
    with exclusive(tmp_path, wait=0):
        pass


@pytest.mark.skipif(os.name != "posix", reason="Windows gives another reason")
def test_a_folder_that_cannot_be_made_is_reported_in_words(tmp_path: Path) -> None:
    """In the reader's language, as the system's own sentence is English."""
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "state"
    with pytest.raises(ConfigError) as caught, exclusive(folder):
        pytest.fail("there is no such folder")
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "state-unusable",
        f"The folder {folder} cannot be used: a part of the path is no folder",
        str(NOTHING_WRITTEN),
        "Set ITA_SYNC_STATE to a folder that can be written.",
        [],
    )
    assert "no folder" not in caught.value.what.render("th")
