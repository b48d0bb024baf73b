"""Hostile files and folders: real processes lose nothing, double nothing and say what helps."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("file limits, users and locks as used here are POSIX", allow_module_level=True)

import fcntl

from ita_sync.errors import Exit
from tests.promise.desk import THERE, WRITTEN, Desk, refused
from tests.promise.hours import Hours

CODE = "5400001"
SHORT = {"ITA_TEST_WAIT": "0.3"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an office with one signed report."""
    with Desk(tmp_path, Hours(tmp_path / "hours")).opened() as opened:
        opened.signed(CODE)
        yield opened


def test_a_disk_that_is_full_from_any_byte_on(desk: Desk) -> None:
    """The journal cannot grow, sooner or later in a push: exit 4 until there is room.

    Then one row.
    """
    codes = []
    for kilobytes in (0, *range(4, 100, 8)):
        code = str(5_410_000 + kilobytes)
        desk.signed(code)
        ended = desk.run(code, env={"ITA_TEST_FSIZE": str(kilobytes * 1024)})
        codes.append(ended.code)
        assert ended.clear, ended
        assert ended.code in {Exit.OK, Exit.CONFIG}, ended
        assert (ended.code == Exit.CONFIG) == ("The journal" in ended.err)
        desk.settles(code, THERE, *((WRITTEN,) if ended.code else ()))
    assert codes[0] == Exit.CONFIG
    assert codes[-1] == Exit.OK
    assert codes == sorted(codes, reverse=True), "more room is never worse"


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[None]:
    """Put a tiny file system there."""
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)


def test_a_file_system_without_room(desk: Desk) -> None:
    """A real full disk that slowly empties: exit 4, then one row, as the journal knows."""
    state = desk.state(CODE)
    with mounted(state, 128):
        filler, codes = state / "filler", []
        for kilobytes in (120, 104, 96, 88, 80, 72, 64, 48, 0):
            filler.write_bytes(bytes(kilobytes * 1024))
            ended = desk.run(CODE)
            codes.append(ended.code)
            assert ended.clear, ended
            assert ended.code in {Exit.OK, Exit.CONFIG}, ended
            assert desk.rows(CODE) <= 1
        assert codes[0] == Exit.CONFIG
        assert codes[-1] == Exit.OK
        assert codes == sorted(codes, reverse=True), "more room is never worse"
        desk.settles(CODE, THERE)


@pytest.mark.parametrize("when", ["before the first push", "with an open attempt"])
def test_a_state_folder_that_cannot_be_written(desk: Desk, when: str) -> None:
    """An officer without the right to write: exit 4 with the folder's name."""
    # Root may write anywhere, unless that is taken away.
    through = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override")
    if through and not shutil.which(through[0]):
        pytest.skip("root may write anywhere, and setpriv is not there to take that away")
    state = desk.state(CODE)
    state.mkdir()
    if when == "with an open attempt":
        desk.open_attempt(CODE)
    modes = {path: path.stat().st_mode for path in (state, *state.iterdir())}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    rows = desk.rows(CODE)
    refused(desk.run(CODE, through=through), Exit.CONFIG, str(state))
    assert desk.rows(CODE) == rows
    for path, mode in modes.items():
        path.chmod(mode)
    desk.settles(CODE)


def test_a_state_path_that_is_a_file(desk: Desk) -> None:
    """Exit 4 with the path."""
    state = desk.state(CODE)
    state.write_text("not a folder")
    refused(desk.run(CODE), Exit.CONFIG, str(state), "ITA_SYNC_STATE")
    state.unlink()
    desk.settles(CODE)


def test_a_home_that_does_not_exist(desk: Desk) -> None:
    """No state folder is named, and nobody can make the home: exit 4, and nothing in the sheet."""
    blocked = desk.folder / "blocked"
    blocked.write_text("a file where the home should be")
    home = {"HOME": str(blocked / "home"), "ITA_SYNC_STATE": "", "XDG_DATA_HOME": ""}
    refused(desk.run(CODE, env=home), Exit.CONFIG, "cannot be used", "ITA_SYNC_STATE")
    assert desk.rows(CODE) == 0
    desk.settles(CODE)


def test_a_journal_locked_by_another_program(desk: Desk) -> None:
    """A backup holds the file: exit 4 after some patience, also with an attempt open."""
    desk.open_attempt(CODE)
    with closing(sqlite3.connect(desk.state(CODE) / "journal.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(
            desk.run(CODE, env=SHORT), Exit.CONFIG, "another program is using it", "journal.sqlite"
        )
        refused(desk.run(CODE, "verify", env=SHORT), Exit.CONFIG, "End the other program")
    desk.settles(CODE)


def test_a_state_folder_that_another_run_holds(desk: Desk) -> None:
    """Exit 5: the other run is at work; nothing was written."""
    state = desk.state(CODE)
    state.mkdir()
    with (state / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused(
            desk.run(CODE, env=SHORT),
            Exit.UNAVAILABLE,
            "Another run of ita-sync is at work; waiting for it.",
            f"Another run of ita-sync is still at work in {state}.",
            "This run wrote nothing to the sheet.",
            "run the same command again",
        )
    assert not any(sent.write for sent in desk.proxy.sent)
    desk.settles(CODE)
