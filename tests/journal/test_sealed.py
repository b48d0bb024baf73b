"""A byte that flipped, in any column or anywhere in the file: exit 4 with the place, or no matter.

Never a bug, never blamed on people, never a second row.
"""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.journal import Journal, Outcome, Place, file, sealed
from tests.journal.entries import add_batch, damage, draft, entry
from tests.promise.edits import insert
from tests.promise.histories import leave_open, neighbour
from tests.promise.outcomes import words_of
from tests.promise.world import BOOK, Machine, World

TABLES = ("batches", "attempts", "changes", "observations", "books", "acceptances")
VERSION = range(60, 64)  # in the head of the file: whoever reads another takes it for another
FLIPS = 80  # of single bits, beside those of the heads of file and pages


@pytest.fixture
def machine(world: World) -> Machine:
    """Return a machine whose journal holds something in every column.

    A row written and looked at twice, one found, one whose attempt is open, one refused.
    """
    other = neighbour(world.report)
    assert world.machine("b").code(report=other) == Exit.OK
    here = world.machine()
    assert here.code(report=other) == Exit.OK
    leave_open(world, applied=True)
    with Journal(here.settings.state) as journal:
        refused = add_batch(
            journal,
            world,
            draft(world, path="/a/r.yaml", signoff_digest="d", former=["x"]),
            place=Place("other", 7, "zwei"),
        )
        attempt = journal.attempt(refused, "row", 1.0)
        journal.answered(attempt, Outcome.REFUSED, "400", status=400)
        journal.remember("other", highest=3, stale_at=5.0)
        journal.accept(journal.history()[0], "เหตุผล", "f", 5.0)
    return here


def path_of(machine: Machine) -> Path:
    """Return a machine's journal."""
    return machine.settings.state / "journal.sqlite"


def all_of(journal: Journal) -> object:
    """Return all that a journal knows."""
    history = journal.history()
    return (
        history,
        [journal.batch(one.batch) for one in history if one.batch],
        [journal.observations(one) for one in history],
        journal.accepted(),
        journal.pending(),
        [journal.book(book) for book in (BOOK, "other")],
        [journal.lost_numbers(book) for book in (BOOK, "other")],
    )


def runs(machine: Machine) -> Iterator[tuple[Callable[[], object], bool]]:
    """Return what commands do with a journal, and whether that may write to it."""

    def history() -> object:
        with Journal(machine.settings.state, read_only=True) as journal:
            return all_of(journal)

    yield history, False
    yield machine.push, True
    yield machine.verify, True


def columns() -> list[tuple[str, str]]:
    """Return every column of every table."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        file._create(db)
        found = {
            table: [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
            for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
    assert set(found) == set(TABLES)
    return [(table, column) for table in TABLES for column in found[table]]


def almost(value: object, column: str) -> object:
    """Return a value that differs by little."""
    if isinstance(value, int):
        return value + (100 if column == "id" else 1)
    if isinstance(value, float):
        return value + 2**-8
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "!"
    return {"settled_at": 1.0, "status": 400, "epoch": 1, "batch": 1, "last": 1.0}[column]


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_value_that_is_not_what_was_written_is_found(
    machine: Machine, table: str, column: str
) -> None:
    """Before anything is done: also where it hides its row from the question it belongs to."""
    path, world = path_of(machine), machine.world
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # Of observations, older ones are looked at when they are asked for.
        query = f"SELECT id, {column} FROM {table} ORDER BY id DESC LIMIT 1"  # noqa: S608 - ours
        rows = db.execute(query).fetchall()
        if table != "observations":
            rows = db.execute(query.replace(" DESC LIMIT 1", "")).fetchall()
    good, before = path.read_bytes(), world.box.rows(BOOK, "ITA 2566")
    for id_, value in rows:
        wrong = almost(value, column)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (wrong, id_))  # noqa: S608 - ours
        bad, shown = path.read_bytes(), wrong if column == "id" else id_
        for act, _ in runs(machine):
            with pytest.raises(ConfigError) as caught:
                act()
            assert words_of(caught.value) == damage(path, entry(table, shown))
            assert "ตาราง" in caught.value.details[0].render("th")
        assert path.read_bytes() == bad
        path.write_bytes(good)
    assert world.box.rows(BOOK, "ITA 2566") == before


def test_an_observation_is_looked_at_when_it_is_asked_for(machine: Machine) -> None:
    """Verifying for years adds many, and no run waits for them."""
    path = path_of(machine)
    machine.world.edit(insert("ROWS", 0))
    assert machine.verify()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("SELECT count(*) FROM observations WHERE change = 1").fetchone() > (1,)
        db.execute("UPDATE observations SET at = at + 1 WHERE id = 1")
    with Journal(path.parent, read_only=True) as journal:
        (change, *_) = journal.history()
        with pytest.raises(ConfigError) as caught:
            journal.observations(change)
    assert words_of(caught.value) == damage(path, entry("observations", 1))


def test_a_row_that_speaks_of_one_that_is_gone_is_damage(machine: Machine) -> None:
    """A batch that was lost would leave its change to stand for something found."""
    path = path_of(machine)
    for table, children in (("batches", ("changes", 2)), ("changes", ("observations", 1))):
        good = path.read_bytes()
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("DELETE FROM acceptances")
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
        with pytest.raises(ConfigError) as caught:
            machine.push()
        assert words_of(caught.value) == damage(path, entry(*children))
        path.write_bytes(good)


@pytest.mark.parametrize(
    ("was", "shown"),
    [
        (b"spreadsheet TEXT NOT NULL UNIQUE", "spread\N{REPLACEMENT CHARACTER}heet"),
        (b"TEXT NOT NULL", "malformed database schema"),
    ],
)
def test_a_letter_of_a_table_that_is_none_any_more_is_damage(
    machine: Machine, was: bytes, shown: str
) -> None:
    """SQLite quotes it, in a name or in a sentence that Python then cannot read."""
    path = path_of(machine)
    good = path.read_bytes()
    at = good.index(was) + 6
    bad = bytearray(good)
    bad[at] ^= 128
    path.write_bytes(bad)
    for act, _ in runs(machine):
        with pytest.raises(ConfigError) as caught:
            act()
        where = str(caught.value.details[0])
        assert words_of(caught.value) == damage(path, where)
        assert where.startswith("SQLite reports: ")
        assert shown in where


def flips(size: int) -> list[tuple[int, int]]:
    """Return bits to flip: each byte of the file's head, the heads of all pages, others by lot."""
    lot = random.Random(18)  # noqa: S311 - the same each time
    head = [*range(100), *(page + at for page in range(4096, size, 4096) for at in range(0, 12, 2))]
    places = head + [lot.randrange(size) for _ in range(FLIPS)]
    return [(at, 1 << lot.randrange(8)) for at in places]


def test_a_bit_that_flips_anywhere_in_the_file_stops_a_run_or_does_not_matter(
    machine: Machine, tmp_path: Path
) -> None:
    """Where a journal can still be used it says what it said, and so do push and verify."""
    good = path_of(machine).read_bytes()
    with Journal(machine.settings.state, read_only=True) as journal:
        expected = all_of(journal)
    kept, sheet = tmp_path / "kept.sqlite", machine.world.folder / "sandbox.sqlite"
    shutil.copy(sheet, kept)
    outcomes: Counter[str] = Counter()
    for at, bit in flips(len(good)):
        bad = bytearray(good)
        bad[at] ^= bit
        for act, writes in runs(machine):
            path_of(machine).write_bytes(bad)
            found = tried(act)
            if isinstance(found, ItaSyncError):
                assert found.exit_code == Exit.CONFIG, (at, bit)
                outcomes[found.code] += 1
                assert found.code != "journal-newer" or at in VERSION, (at, bit)
                continue
            outcomes["no matter"] += 1
            if not writes:
                assert found == expected, (at, bit)
                continue
            if isinstance(found, tuple):  # of verify; the batch of another sheet is open
                assert found[0] == Exit.UNKNOWN, (at, bit, found)
            assert len(machine.world.mine()) == 1, (at, bit)
            shutil.copy(kept, sheet)
    assert set(outcomes) - {"journal-newer"} == {
        "journal-damaged",
        "journal-unusable",
        "no matter",
    }


def tried(act: Callable[[], object]) -> object:
    """Return what came of an act, or how it failed."""
    try:
        return act()
    except ConfigError as error:
        return error


def test_a_journal_of_many_rows_takes_time_by_the_row(machine: Machine, tmp_path: Path) -> None:
    """Ten times the rows, ten times the statements: no question is asked for each row anew."""
    world, counts = machine.world, []
    for rows in (10, 100):
        with Journal(tmp_path / str(rows)) as journal:
            seen: list[str] = []
            journal._db.set_trace_callback(seen.append)
            batch = add_batch(journal, world, *[draft(world, report=f"{n}") for n in range(rows)])
            written = len(seen)
            journal.batch(batch.id)
            journal.standing(BOOK, 0)
            journal.history()
            journal.pending()
            journal._db.set_trace_callback(None)
            counts.append((written, len(seen) - written))
    (few, asked), (many, asked_of_many) = counts
    assert asked == asked_of_many < 20
    assert many - few == 2 * 90


def test_the_seal_is_over_every_column_but_itself() -> None:
    """In whatever order they come, and whatever a damaged record holds."""
    row = {"id": 1, "b": "ก", "c": 2.5, "d": None}
    seal = sealed.seal_of(row)
    assert seal == sealed.seal_of({"seal": "x", "d": None, "c": 2.5, "b": "ก", "id": 1})
    assert len({seal, *(sealed.seal_of({**row, name: b"x"}) for name in row)}) == 5
    assert seal == "24dee82581360b79ea9e44aa52a271362ed4883958528e4527f5f66a8c59e480"
