"""The journal's file: opened, created, brought to this version, or only read."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote

import pytest

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.journal import Book, How, Journal, State, file
from tests.journal.entries import HELD, ROOM, add_batch, changes_of, unusable
from tests.promise.histories import neighbour
from tests.promise.outcomes import KEEP, NOTHING, WITHOUT, failure, words_of
from tests.promise.world import BOOK, World

# created and opened again


def test_a_journal_commits_to_the_disk_and_waits_for_others(book: Journal) -> None:
    """Rollback journal, full sync with the folder, foreign keys, twenty seconds for others."""
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
    found = [book._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert found == ["delete", 3, 1, 20_000, 4]
    assert book._db.isolation_level is None
    if os.name == "posix":
        assert stat.S_IMODE(book.path.parent.stat().st_mode) == 0o700
    with Journal(book.path.parent, read_only=True) as reading:
        assert reading._db.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
        with pytest.raises(ConfigError):
            reading.remember(BOOK, fence="holds")
    book.close()
    with pytest.raises(sqlite3.ProgrammingError):
        book._db.execute("SELECT 1")


def test_a_second_open_keeps_what_the_first_wrote(book: Journal, world: World) -> None:
    """The folder and the tables are there already."""
    batch = add_batch(book, world)
    book.close()
    with Journal(book.path.parent) as again:
        assert again.pending() == [batch]
        assert again.history() == changes_of(batch)


def test_two_that_open_a_new_journal_at_once_make_it_once(tmp_path: Path) -> None:
    """Both saw none; the second finds the tables when its turn to write comes."""
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as late:
        Journal(tmp_path).close()
        file._create(late)
    with Journal(tmp_path) as journal:
        assert (journal.history(), _version(journal)) == ([], file.VERSION)


# other versions; older ones: test_old.py


def test_a_journal_of_a_later_version_is_left_alone(world: World) -> None:
    """An older program must not guess."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    with sqlite3.connect(machine.settings.state / "journal.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ItaSyncError) as caught:
        machine.push()
    assert caught.value.code == "journal-newer"


def _version(journal: Journal) -> int:
    return int(journal._db.execute("PRAGMA user_version").fetchone()[0])


# only read


@pytest.mark.parametrize("content", [None, b""])
def test_without_a_journal_a_dry_run_reads_an_empty_one(
    tmp_path: Path, content: bytes | None
) -> None:
    """And creates none."""
    if content is not None:
        (tmp_path / "journal.sqlite").write_bytes(content)
    with Journal(tmp_path, read_only=True) as journal:
        assert (journal.history(), journal.book(BOOK)) == ([], Book(BOOK))
        journal.remember(BOOK, fence="holds")
        assert journal.book(BOOK).fence == "holds"
    assert [path.name for path in tmp_path.iterdir()] == (
        [] if content is None else ["journal.sqlite"]
    )


def test_a_half_made_transaction_is_taken_back_in_a_copy(book: Journal, world: World) -> None:
    """A dry run after a crash leaves both files as they are.

    It reads a copy without the unfinished half.
    """
    batch = add_batch(book, world)
    book._db.execute("PRAGMA cache_size = 1")
    book._db.execute("BEGIN IMMEDIATE")
    book._db.execute("UPDATE batches SET state = 'unwritten'")
    book._db.execute("CREATE TABLE spill (x)")
    book._db.executemany("INSERT INTO spill VALUES (?)", [("x" * 3000,)] * 50)
    crashed = book.path.parent.parent / "crashed"
    crashed.mkdir()
    for name in ("journal.sqlite", "journal.sqlite-journal"):
        (crashed / name).write_bytes((book.path.parent / name).read_bytes())
    book._db.execute("ROLLBACK")
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    assert len(before["journal.sqlite"]) > book.path.stat().st_size
    with Journal(crashed, read_only=True) as journal:
        assert journal.pending() == [batch]
    assert {path.name: path.read_bytes() for path in crashed.iterdir()} == before


def test_a_half_made_transaction_of_the_journal_is_read_from_a_copy(
    world: World, tmp_path: Path
) -> None:
    """A power cut in the middle of a commit: a dry run neither fails nor writes."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    source, cut = machine.settings.state, tmp_path / "cut"
    with sqlite3.connect(source / "journal.sqlite", isolation_level=None) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE changes SET cells = hex(zeroblob(100000))")
        cut.mkdir()
        for name in ("journal.sqlite", "journal.sqlite-journal"):
            (cut / name).write_bytes((source / name).read_bytes())
        db.execute("ROLLBACK")
    db.close()
    before = {path.name: path.read_bytes() for path in cut.iterdir()}
    with Journal(cut, read_only=True) as journal:
        (change,) = journal.history()
        assert (change.state, change.seen and change.seen.how) == (State.WRITTEN, How.AS_SENT)
    assert {path.name: path.read_bytes() for path in cut.iterdir()} == before


def test_a_run_that_is_at_work_beside_leaves_nothing_half_made(book: Journal, world: World) -> None:
    """A transaction under way has its file beside the journal, too; what is committed is read."""
    batch = add_batch(book, world)
    book._db.execute("BEGIN IMMEDIATE")
    book._db.execute("UPDATE batches SET state = 'unwritten'")
    beside = book.path.with_name("journal.sqlite-journal")
    assert beside.stat().st_size
    with Journal(book.path.parent, read_only=True) as journal:
        assert journal._db.execute("PRAGMA database_list").fetchone()[2] == str(book.path)
        assert journal.pending() == [batch]
    book._db.execute("ROLLBACK")


# unusable


@pytest.mark.parametrize("read_only", [False, True])
def test_a_journal_that_cannot_be_used_is_reported_in_full(
    tmp_path: Path, *, read_only: bool
) -> None:
    """It is no database, or one of a later program; the file stays as it is."""
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert words_of(caught.value) == unusable(path, "it is not a journal of ita-sync", WITHOUT)
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "journal-newer",
        f"The journal {path} was written by a newer ita-sync.",
        NOTHING,
        f"Install that version or a later one here, and run again. {KEEP}",
        [],
    )
    assert path.read_bytes() == before


def test_a_full_disk_sends_nothing(world: World) -> None:
    """No intent on disk, no request on the wire."""

    class Full(Journal):
        def __init__(self, folder: Path, *, read_only: bool = False) -> None:
            super().__init__(folder, read_only=read_only)
            (pages,) = self._db.execute("PRAGMA page_count").fetchone()
            assert self._db.execute(f"PRAGMA max_page_count = {pages}").fetchone() == (pages,)

    assert (
        world.machine().code(report=neighbour(world.report)) == Exit.OK
    )  # the pages at hand are used up
    outcome = world.machine(journal=Full).push()
    assert failure(outcome) == (Exit.CONFIG, "journal-unusable")
    assert "full" in str(outcome)
    assert world.methods().count("WRITE") == 1
    assert world.machine().code() == Exit.OK
    assert len(world.mine()) == 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\share\ita\journal.sqlite"),
            "file:////server/share/ita/journal.sqlite",
        ),
        (PureWindowsPath(r"\\server\งาน ITA\a#b\x"), f"file:////server/{quote('งาน ITA')}/a%23b/x"),
        (PureWindowsPath(r"C:\Users\ita 100%\x"), "file:///C:/Users/ita%20100%25/x"),
        (PurePosixPath("/srv/ita/journal.sqlite"), "file:///srv/ita/journal.sqlite"),
        (PurePosixPath("/srv/a?b#c%20/x"), "file:///srv/a%3Fb%23c%2520/x"),
        (PurePosixPath("/srv/สมุดบันทึก/x"), f"file:///srv/{quote('สมุดบันทึก')}/x"),
        (PurePosixPath("/srv/\udcff/x"), "file:///srv/%FF/x"),
    ],
)
def test_a_share_has_four_slashes_and_every_other_path_three(path: PurePath, uri: str) -> None:
    """SQLite refuses the server of a share as the authority part of a URI."""
    assert file.read_only_uri(path) == f"{uri}?mode=ro"


@pytest.mark.skipif(os.name != "posix", reason="Windows allows no ? in a name")
@pytest.mark.parametrize("name", ["plain", "a?b", "a#b", "a%b", "a%20b", "a b&c=d", "สมุดบันทึก"])
def test_a_folder_of_any_name_can_be_only_read(tmp_path: Path, world: World, name: str) -> None:
    """The URI leads to the same file as the path does."""
    with Journal(tmp_path / name) as journal:
        batch = add_batch(journal, world)
    with Journal(tmp_path / name, read_only=True) as journal:
        assert journal.pending() == [batch]
    assert [path.name for path in (tmp_path / name).iterdir()] == ["journal.sqlite"]


def test_a_locked_journal_is_reported_in_words(book: Journal) -> None:
    """Another program holds it for longer than we wait."""
    book._db.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ConfigError) as caught:
            book.history()
    assert words_of(caught.value) == unusable(book.path, "another program is using it", HELD)
    assert caught.value.what.render("th").endswith(" ไม่ได้: โปรแกรมอื่นกำลังใช้งานอยู่")


def test_a_journal_that_is_locked_when_it_is_opened_is_reported_in_words(
    book: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read, too: a transaction that is being written is no half-made one."""
    monkeypatch.setattr(file, "BUSY_WAIT", 0.0)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for read_only in (True, False):
            with pytest.raises(ConfigError) as caught:
                Journal(book.path.parent, read_only=read_only)
            assert words_of(caught.value) == unusable(
                book.path, "another program is using it", HELD
            )


def test_a_damaged_journal_is_reported_in_words(tmp_path: Path) -> None:
    """The first page is what it should be, and the rest is not."""
    Journal(tmp_path).close()
    path = tmp_path / "journal.sqlite"
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 4096)
    for read_only in (True, False):
        with pytest.raises(ConfigError) as caught:
            Journal(tmp_path, read_only=read_only)
        assert words_of(caught.value) == unusable(path, "the file is damaged", WITHOUT)


def test_a_journal_that_is_damaged_and_half_made_is_reported_in_words(
    book: Journal, world: World
) -> None:
    """A crash left a transaction to be taken back, and the disk more than that."""
    add_batch(book, world)
    book._db.execute("PRAGMA cache_size = 1")
    book._db.execute("BEGIN IMMEDIATE")
    book._db.execute("UPDATE changes SET cells = hex(zeroblob(100000))")
    crashed = book.path.parent.parent / "crashed"
    crashed.mkdir()
    for name in ("journal.sqlite", "journal.sqlite-journal"):
        (crashed / name).write_bytes((book.path.parent / name).read_bytes())
    book._db.execute("ROLLBACK")
    path = crashed / "journal.sqlite"
    path.write_bytes(path.read_bytes()[:100] + bytes(path.stat().st_size - 100))
    (crashed / "journal.sqlite-journal").write_bytes(
        (crashed / "journal.sqlite-journal").read_bytes()[:2000]
    )
    with pytest.raises(ConfigError) as caught:
        Journal(crashed, read_only=True)
    assert words_of(caught.value) == unusable(path, "the file is damaged", WITHOUT)


def test_a_journal_that_is_a_folder_is_reported_in_words(tmp_path: Path) -> None:
    """Nothing of it can be opened."""
    path = tmp_path / "journal.sqlite"
    path.mkdir()
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path)
    assert words_of(caught.value) == unusable(path, "it is a folder")


@pytest.mark.skipif(os.name != "posix", reason="Windows gives another reason")
def test_a_folder_that_cannot_be_made_is_reported_in_words(tmp_path: Path) -> None:
    """A part of its path is a file."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "state" / "journal.sqlite"
    with pytest.raises(ConfigError) as caught:
        Journal(path.parent)
    assert words_of(caught.value) == unusable(path, "a part of the path is no folder")


@pytest.mark.parametrize(
    ("name", "reason", "way_on"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "another program is using it", HELD),
        ("SQLITE_LOCKED", "another program is using it", HELD),
        ("SQLITE_NOTADB", "it is not a journal of ita-sync", WITHOUT),
        ("SQLITE_CORRUPT_INDEX", "the file is damaged", WITHOUT),
        ("SQLITE_ERROR", "a table in it is not what it was", WITHOUT),
        ("SQLITE_FULL", "the disk is full", ROOM),
        ("SQLITE_READONLY_DBMOVED", "the file can only be read", ROOM),
        ("SQLITE_CANTOPEN_ISDIR", "the file cannot be opened", ROOM),
        ("SQLITE_IOERR_FSYNC", "the disk reports an error", ROOM),
        ("SQLITE_AUTH", "access is denied", ROOM),
        ("SQLITE_PERM", "access is denied", ROOM),
        ("SQLITE_TOOBIG", "SQLite reports SQLITE_TOOBIG", ROOM),
        (None, "SQLite reports OperationalError", ROOM),
    ],
)
def test_what_sqlite_reports_is_said_in_our_words(
    name: str | None, reason: str, way_on: str
) -> None:
    """By the kind of the error, which extended names refine; what nobody foresaw by its name."""
    error = sqlite3.OperationalError("an English sentence")
    if name:
        error.sqlite_errorname = name
    with pytest.raises(ConfigError) as caught, file.explained(Path("j")):
        raise error
    assert words_of(caught.value) == unusable(Path("j"), reason, way_on)
    assert "English" not in caught.value.what.render("th")
