"""The lock of a state folder: one run at a time, and words for a folder that cannot be used."""

import os
import threading
from pathlib import Path

import pytest

from ita_sync.errors import NOTHING_WRITTEN, ConfigError, Exit, Unavailable
from ita_sync.journal import exclusive, lock
from tests.promise.outcomes import words_of

WAITING = "Another run of ita-sync is at work; waiting for it."


def test_a_second_run_waits_and_then_gives_up(tmp_path: Path) -> None:
    """It says once that it waits; exit 5 names the folder; the next one gets its turn."""
    said: list[str] = []

    def say(text: object) -> None:
        said.append(str(text))

    with (
        exclusive(tmp_path, say=say),
        pytest.raises(Unavailable) as caught,
        exclusive(tmp_path, wait=0.12, say=say),
    ):
        pytest.fail("two runs at once")
    assert said == [WAITING]
    assert words_of(caught.value) == (
        Exit.UNAVAILABLE,
        "busy",
        f"Another run of ita-sync is still at work in {tmp_path}.",
        str(NOTHING_WRITTEN),
        "Let it finish, then run the same command again.",
        [],
    )
    with exclusive(tmp_path, wait=0, say=say):
        pass
    assert said == [WAITING]


def test_a_second_run_gets_its_turn_when_the_first_is_over(tmp_path: Path) -> None:
    """It waits no longer than it must, whether or not anybody is told."""
    waiting, ran = threading.Event(), []
    first = exclusive(tmp_path)
    first.__enter__()

    def second() -> None:
        with exclusive(tmp_path, wait=30, say=lambda _text: waiting.set()):
            ran.append(True)

    thread = threading.Thread(target=second)
    thread.start()
    assert waiting.wait(30)
    assert not ran
    first.__exit__(None, None, None)
    thread.join(30)
    assert ran


def test_a_run_waits_as_long_as_the_journal_does_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty seconds; a wait of none is none."""
    assert lock.WAIT == 20
    monkeypatch.setattr(lock, "WAIT", 0.05)
    with exclusive(tmp_path):
        for wait in (None, 0):
            with pytest.raises(Unavailable), exclusive(tmp_path, wait=wait):
                pytest.fail("two runs at once")


def test_the_lock_is_left_when_a_run_fails(tmp_path: Path) -> None:
    """However it ends."""

    def failing() -> None:
        with exclusive(tmp_path):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
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
