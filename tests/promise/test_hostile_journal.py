"""A journal that was damaged, emptied, half written or locked: it stops a push, or does no harm."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("kills and the shared clock are POSIX", allow_module_level=True)

from ita_sync.errors import Exit
from ita_sync.journal import State, file
from tests.promise.desk import THERE, WRITTEN, Desk, refused
from tests.promise.hours import Hours
from tests.promise.proxy import Trouble

CODE = "5400001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an office with one signed report."""
    with Desk(tmp_path, Hours(tmp_path / "hours")).opened() as opened:
        opened.signed(CODE)
        yield opened


def _random(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _half(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _rubbish_inside(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {file.VERSION + 1}")


@pytest.mark.parametrize(
    ("damage", "way_on"),
    [
        (_random, "keep the damaged one"),
        (_half, "keep the damaged one"),
        (_rubbish_inside, "keep the damaged one"),
        (_newer, "Do not delete the journal"),
    ],
)
@pytest.mark.parametrize("unsure", [True, False], ids=["attempt open", "row written"])
def test_a_journal_that_cannot_be_read_stops_the_push(
    desk: Desk, damage: Callable[[Path], None], way_on: str, *, unsure: bool
) -> None:
    """Exit 4, the file left as it is, nothing sent; with the journal back from a copy, one row."""
    if unsure:
        desk.open_attempt(CODE)
    else:
        assert desk.run(CODE).code == Exit.OK
    path = desk.state(CODE) / "journal.sqlite"
    good = path.read_bytes()
    damage(path)
    bad = path.read_bytes()
    desk.proxy.sent.clear()
    refused(desk.run(CODE), Exit.CONFIG, "journal.sqlite", way_on)
    command = (
        ("push", str(desk.folder / f"report-{CODE}.yaml"), "--dry-run") if unsure else ("verify",)
    )
    refused(desk.run(CODE, *command), Exit.CONFIG, "journal.sqlite")
    assert path.read_bytes() == bad
    assert not [sent for sent in desk.proxy.sent if sent.write]
    path.write_bytes(good)
    desk.settles(CODE, WRITTEN if unsure else THERE)


@pytest.mark.parametrize("kind", ["swallow", "late"])
def test_an_empty_journal_finds_the_row_or_keeps_the_late_one_out(desk: Desk, kind: str) -> None:
    """As after a copy that failed: the machine has forgotten everything, yet there is one row."""
    desk.open_attempt(CODE, Trouble("late", seconds=170) if kind == "late" else None)
    (desk.state(CODE) / "journal.sqlite").write_bytes(b"")
    desk.settles(CODE, THERE if kind == "swallow" else WRITTEN)


@pytest.mark.parametrize("open_", [None, "swallow", "late"])
def test_a_flipped_byte_stops_the_push_and_the_advice_helps(desk: Desk, open_: str | None) -> None:
    """Exit 4 with the place. Moved away, after three minutes, the row is found: there is one."""
    if open_:
        desk.open_attempt(CODE, Trouble("late", seconds=170) if open_ == "late" else None)
    else:
        assert desk.run(CODE).code == Exit.OK
    path = desk.state(CODE) / "journal.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE changes SET cells = replace(cells, '78.41', '78.40')")
    desk.proxy.sent.clear()
    wanted = ("journal.sqlite is damaged", "Table changes, entry 1", "move it to another folder")
    for command in ((), ("verify",), ("history",)):
        refused(desk.run(CODE, *command), Exit.CONFIG, *wanted)
    assert not desk.proxy.sent
    desk.folder.joinpath("kept").mkdir()
    path.rename(desk.folder / "kept" / path.name)
    desk.hours.sleep(180)
    if open_ == "late":
        desk.proxy.deliver()
    desk.settles(CODE, THERE)


_DIE = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE batches SET state = 'unwritten', body = hex(randomblob(20000))")
db.execute("CREATE TABLE spill AS"
           " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
           " SELECT hex(randomblob(500)) FROM n")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_hot_journal_of_a_killed_process_is_taken_back(desk: Desk) -> None:
    """Half a transaction reached the file: the next run undoes it and knows the open attempt."""
    desk.open_attempt(CODE)
    path = desk.state(CODE) / "journal.sqlite"
    before = path.stat().st_size
    died = subprocess.run([sys.executable, "-c", _DIE, str(path)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert path.with_name("journal.sqlite-journal").stat().st_size
    assert path.stat().st_size > before, "a part of it was written"
    looked = desk.run(CODE, "push", str(desk.folder / f"report-{CODE}.yaml"), "--dry-run")
    assert looked.clear, looked
    assert desk.changes(CODE)[-1].state is State.OPEN
    desk.settles(CODE)


def test_a_journal_of_a_newer_version_asks_for_the_newer_program(desk: Desk) -> None:
    """An officer who reads that the disk may be full looks in the wrong place."""
    assert desk.run(CODE).code == Exit.OK
    _newer(desk.state(CODE) / "journal.sqlite")
    refused(desk.run(CODE), Exit.CONFIG, "newer ita-sync")
