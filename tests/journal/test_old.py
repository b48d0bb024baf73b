"""Journals that earlier versions wrote (old/README.md): read, brought up to date, gone on with."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.__main__ import run
from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import sheet
from ita_sync.journal import Book, Change, Draft, How, Journal, Reason, State, file
from ita_sync.publish import Publisher
from ita_sync.sandbox import Sandbox, SandboxAdapter
from tests.journal.entries import damage, entry
from tests.promise.edits import delete_row
from tests.promise.outcomes import words_of
from tests.promise.world import BOOK, HeldClock

OLD = Path(__file__).parent / "old"
NAMES = [f"v{version}-{name}" for version in (1, 2) for name in ("settled", "held", "open")]
OFFICES = ["v1-office", "v2-office"]
THIRD = ["v3-office", "v3-left"]
ALL = [*NAMES, "v2-fields", *OFFICES]

Known = tuple[State, Reason, How | None]
KNOWN: dict[tuple[str, str], Known] = {
    ("open", ""): (State.OPEN, Reason.NONE, None),
    ("closing", "given-up"): (State.CLOSING, Reason.GIVEN_UP, None),
    **{
        ("closed", reason): (State.UNWRITTEN, Reason(reason), None)
        for reason in ("given-up", "never-sent", "refused", "taken", "unseen")
    },
    ("confirmed", "as-sent"): (State.WRITTEN, Reason.SEEN, How.AS_SENT),
    ("confirmed", "found"): (State.UNTOLD, Reason.MARK_GONE, How.AS_SENT),
    ("held", "mark-gone"): (State.UNTOLD, Reason.MARK_GONE, How.REMOVED),
    **{
        ("held", how): (State.WRITTEN, Reason.SEEN, How(how))
        for how in ("changed", "doubled", "header", "misplaced", "removed")
    },
}
"""What is known of a batch whose intent was so: for ever, and of its row at the last look."""


def told(name: str) -> Any:
    """Return what the version that wrote a journal read from it."""
    return json.loads((OLD / name / "journal.json").read_text("utf-8"))


def as_told(journal: Journal, one: Change) -> dict[str, Any]:
    """Return a change in the words of `told`; what has become of them is under other names."""
    batch = None if one.batch is None else journal.batch(one.batch)
    seen = journal.observations(one)
    assert one.seen == (seen[-1] if seen else None)
    assert len(seen) <= 1
    assert batch is None or batch.changes == (one,)
    body = json.dumps(batch.body if batch else {}, ensure_ascii=False, sort_keys=True)
    cells = one.row.dump()
    if all(cell[4] is None for cell in cells):
        cells = [cell[:4] for cell in cells]  # they named no field
    return {
        "created_at": one.created_at,
        "report": one.report,
        "place": vars(one.place),
        "parts": one.row.key.dump(),
        "key": one.row.key.identity,
        "number": one.number,
        "token": batch.token if batch else "",
        "digest": one.row.digest,
        "cells": cells,
        "signoff": one.signoff,
        "batch_sha256": hashlib.sha256(body.encode()).hexdigest(),
        "attempts": [
            [a.kind, a.sent_at, a.outcome, a.status, a.detail]
            for a in (batch.attempts if batch else ())
        ],
        "settled_at": batch.settled_at if batch else None,
        "former": one.former,
        "new": (one.kind, one.path, batch and (batch.epoch, batch.created_at, batch.place)),
        "known": (one.state, one.reason, [(o.at, o.highest, o.how, o.rows) for o in seen]),
    }


def brought(intent: dict[str, Any], place: object) -> dict[str, Any]:
    """Return what `as_told` is to say of an intent that an earlier version told of."""
    pair, by_us = (intent["state"], intent["reason"]), bool(intent["token"])
    state, reason, how = KNOWN[pair] if by_us else (State.FOUND, Reason.FOUND, How.AS_SENT)
    seen = [] if how is None else [(intent["settled_at"], intent["number"], how, ())]
    gone = ("id", "state", "reason")
    return {name: value for name, value in intent.items() if name not in gone} | {
        "attempts": [
            [kind, at, outcome, int(detail[:3]) if detail[:3].isdigit() else None, detail]
            for kind, at, outcome, detail in intent["attempts"]
        ],
        "settled_at": intent["settled_at"] if by_us else None,
        "new": ("add", "", (None, intent["created_at"], place)) if by_us else ("found", "", None),
        "known": (state, reason, seen),
    }


def highest(intents: list[dict[str, Any]], book: str) -> int:
    """Return the highest mark of ours that surely stood in a spreadsheet."""
    sure = {pair for pair, (state, *_) in KNOWN.items() if state is State.WRITTEN}
    return max(
        (
            one["number"]
            for one in intents
            if one["place"]["spreadsheet"] == book and (one["state"], one["reason"]) in sure
        ),
        default=0,
    )


@pytest.mark.parametrize("name", ALL)
def test_an_old_journal_says_what_it_said(tmp_path: Path, name: str) -> None:
    """Read only, the file stays as it is byte by byte; opened, it says the same ever after.

    What is known of the fence is asked anew, and numbers are remembered that surely stood.
    """
    path = Path(shutil.copy(OLD / name / "journal.sqlite", tmp_path))
    before, intents = path.read_bytes(), told(name)["intents"]
    for read_only in (True, False, True):
        with Journal(tmp_path, read_only=read_only) as journal:
            history = journal.history()
            expected = [
                brought(intent, one.place) for intent, one in zip(intents, history, strict=True)
            ]
            assert [as_told(journal, one) for one in history] == expected
            for book in ("sandbox", "second-book"):
                assert journal.book(book) == Book(book, highest(intents, book))
        if read_only:
            assert path.read_bytes() == before
        before = path.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["journal.sqlite"]


@pytest.mark.parametrize("name", THIRD)
def test_a_journal_of_version_3_says_what_it_said(tmp_path: Path, name: str) -> None:
    """Read only, the file stays as it is; opened, each look that it recorded is one entry still."""
    path = Path(shutil.copy(OLD / name / "journal.sqlite", tmp_path))
    before, expected = path.read_bytes(), json.loads((OLD / name / "journal.json").read_text())
    for read_only in (True, False, True):
        with Journal(tmp_path, read_only=read_only) as journal:
            history = journal.history()
            assert [
                {
                    "id": one.id,
                    "kind": one.kind,
                    "key": one.row.key.identity,
                    "digest": one.row.digest,
                    "state": one.state,
                    "reason": one.reason,
                    "batch": one.batch,
                    "seen": [
                        [o.at, o.highest, o.how, list(o.rows)] for o in journal.observations(one)
                    ],
                }
                for one in history
            ] == expected
            looks = [look for one in history for look in journal.observations(one)]
            assert {look.last for look in looks} == {None}
            assert journal.accepted() == {}
        if read_only:
            assert path.read_bytes() == before
        before = path.read_bytes()
    with Journal(tmp_path) as journal:
        for one in history:
            if one.seen:
                journal.observe([(one, replace(one.seen, at=one.seen.at + 1))])
        assert len([o for one in history for o in journal.observations(one)]) == len(looks)
        journal.accept(history[0], "x", "f", 1.0)
    with Journal(tmp_path, read_only=True) as journal:
        assert [*journal.accepted()] == [1]


def test_a_journal_of_version_3_that_is_damaged_is_not_brought_up_to_date(tmp_path: Path) -> None:
    """An entry that is not what its seal says is found before it gets a new one."""
    path = Path(shutil.copy(OLD / "v3-office" / "journal.sqlite", tmp_path))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE observations SET how = 'removed' WHERE id = 2")
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ConfigError) as caught:
            Journal(tmp_path, read_only=read_only)
        assert words_of(caught.value) == damage(path, entry("observations", 2))
        assert path.read_bytes() == before


def test_the_highest_mark_is_remembered_in_whatever_order_they_were_made(tmp_path: Path) -> None:
    """Numbers of several machines rise together, but a journal can hold a lower one later."""
    path = Path(shutil.copy(OLD / "v2-settled" / "journal.sqlite", tmp_path))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE intents SET number = 30 - number, settled_at = NULL")
    lowest_first = min(
        one["number"] for one in told("v2-settled")["intents"] if one["reason"] == "as-sent"
    )
    with Journal(tmp_path, read_only=True) as journal:
        assert journal.book(BOOK).highest == 30 - lowest_first
        first = journal.history()[0]
        assert first.seen
        assert first.seen.at == first.created_at  # when it was looked at is not known


def test_nothing_is_left_of_the_old_tables_and_thai_stays_thai(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file can be read with any tool, as before; what is only read is copied nowhere."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    path = Path(shutil.copy(OLD / "v2-settled" / "journal.sqlite", tmp_path))
    for read_only in (True, False):
        with Journal(tmp_path, read_only=read_only) as journal:
            query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            tables = [name for (name,) in journal._db.execute(query)]
            assert tables == [
                "acceptances",
                "attempts",
                "batches",
                "books",
                "changes",
                "observations",
            ]
            stored = journal._db.execute("SELECT signoff, former, signoff_digest FROM changes")
            texts = [*stored, *journal._db.execute("SELECT body, '', '' FROM batches")]
    assert not any("\\u" in text for row in texts for text in row)
    assert {digest for *_, digest in texts} == {""}
    assert not any((tmp_path / "here").iterdir())
    assert path.exists()


def test_the_old_journals_hold_every_state_and_reason() -> None:
    """What is asked of them would otherwise be asked of nothing."""
    pairs = {(one["state"], one["reason"]) for name in ALL for one in told(name)["intents"]}
    assert pairs == set(KNOWN)
    assert any(not one["token"] for one in told("v1-settled")["intents"])
    fields = [cell[4:] for one in told("v2-fields")["intents"] for cell in one["cells"]]
    assert ["agency.code"] in fields


@pytest.mark.parametrize("name", NAMES)
def test_what_an_old_version_left_open_is_settled(tmp_path: Path, name: str) -> None:
    """Each push comes to its row, or says why not; nothing lands twice, and nothing stays open.

    The agencies of these sheets share one name and district, which 0.1.0 did not mind: a row that
    is not there yet is refused beside its namesakes.
    """
    for part in ("ita-sync.toml", "journal.sqlite", "sandbox.sqlite"):
        shutil.copy(OLD / name / part, tmp_path)
    clock = HeldClock()
    clock.at = told(name)["at"]
    box = Sandbox(tmp_path / "sandbox.sqlite", clock=clock.now)
    chosen = settings.load(tmp_path / "ita-sync.toml", env={"ITA_SYNC_STATE": str(tmp_path)})
    with Journal(tmp_path) as journal:
        left = journal.pending()
        assert bool(left) == (not name.endswith("settled"))
        for batch in left:
            (one,) = batch.changes
            place = {"spreadsheet": one.place.spreadsheet, "tab": one.place.tab}
            aimed = replace(chosen, target=chosen.target.model_copy(update=place))
            door = sheet.connect(aimed, SandboxAdapter(box, on_wait=clock.sleep))
            publisher = Publisher(door, journal, aimed, clock)
            code = json.loads(one.row.key.identity)["agency.code"]
            removed = name.endswith("open") and code == "5360605"
            try:
                publisher.push(Draft(one.row, one.report))
                came = ""
            except ItaSyncError as error:
                came = error.code
            assert came in {"row-removed" if removed else "", "looks-like-ours"}, code
            clock.sleep(400)
            rows = box.rows(one.place.spreadsheet, one.place.tab)
            assert sum(code in map(str, row) for row in rows) == (came == ""), code
        assert journal.pending() == []
        closing = [batch.id for batch in left if batch.state is State.CLOSING]
        assert all(journal.batch(each).state is State.UNWRITTEN for each in closing)
        assert all(journal.book(batch.place.spreadsheet).fence != "fails" for batch in left)


@pytest.mark.parametrize("name", OFFICES)
def test_an_office_with_an_old_version_goes_on(
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its row is known, its sheet as it was, and what it signed can be pushed without signing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path))
    shutil.copytree(OLD / name, tmp_path, dirs_exist_ok=True)
    text = (OLD / "report.yaml").read_text("utf-8")
    for report, code in (("pushed", "5360601"), ("signed", "5360602")):
        Path(f"{report}.yaml").write_text(text.replace("5360601", code), "utf-8")
    config = ("--config", "ita-sync.toml")
    for command, said in (
        (("push", "pushed.yaml"), "Already there: 5360601 / 2566 stands in row 3"),
        (("verify",), ""),
    ):
        assert run([*command, *config]) == Exit.OK, command
        assert capsys.readouterr().out.partition(" of tab")[0] == said
    # The second agency of the old example has the name of the first, whose row is in the way.
    assert Sandbox(tmp_path / "sandbox.sqlite").owner_edit(BOOK, [delete_row(2)])
    assert run(["push", "signed.yaml", *config]) == Exit.OK
    assert capsys.readouterr().out.startswith("Written: 5360602 / 2566 stands in row 3")
    with Journal(tmp_path, read_only=True) as journal:
        changes = journal.history()
        assert [(one.state, one.place.spreadsheet) for one in changes] == [
            (State.WRITTEN, BOOK)
        ] * 2
        assert [one.seen and one.seen.how for one in changes] == [How.AS_SENT] * 2
        assert [len(journal.observations(one)) for one in changes] == [2, 1]


# interrupted


class Interrupted(BaseException):
    """Whatever ends a run in the middle."""


def counting(at: int, end: Callable[[], None]) -> type[sqlite3.Connection]:
    """Return a connection that lets a migration end before its nth statement."""
    left = [at]

    class Counting(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            left[0] -= 1
            if left[0] == 0:
                end()
            return super().execute(*args)

    return Counting


def migrate(path: Path, at: int, end: Callable[[], None]) -> None:
    """Bring an old journal up to date; its pages are written as they change, not in the end."""
    with closing(
        sqlite3.connect(path, isolation_level=None, factory=counting(at, end))
    ) as connection:
        sqlite3.Connection.execute(connection, "PRAGMA cache_size = 1")
        file._create(connection)


def stopped() -> None:
    """Fail."""
    raise Interrupted


def killed() -> None:
    """Die: nothing is taken back."""
    os._exit(9)


def steps(tmp_path: Path, name: str) -> int:
    """Return how many statements bring an old journal up to date."""
    path = Path(shutil.copy(OLD / name / "journal.sqlite", tmp_path / "rehearsal.sqlite"))
    passed = [0]

    class Counted(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            passed[0] += 1
            return super().execute(*args)

    with closing(sqlite3.connect(path, isolation_level=None, factory=Counted)) as connection:
        file._create(connection)
    path.unlink()
    return passed[0]


@pytest.mark.parametrize("name", ["v1-office", "v2-held", "v3-office"])
def test_a_migration_that_fails_at_any_statement_leaves_the_old_file(
    tmp_path: Path, name: str
) -> None:
    """Byte by byte, as if nobody had tried; the next run brings it up to date."""
    last = steps(tmp_path, name)
    assert last > 20
    path, before = tmp_path / "journal.sqlite", (OLD / name / "journal.sqlite").read_bytes()
    path.write_bytes(before)
    for at in range(1, last + 1):
        with pytest.raises(Interrupted):
            migrate(path, at, stopped)
        assert path.read_bytes() == before, at
    with Journal(tmp_path) as journal:
        known = told(name)
        assert len(journal.history()) == len(known if name in THIRD else known["intents"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked elsewhere")
@pytest.mark.parametrize("name", ["v2-held"])
def test_a_migration_that_is_killed_at_any_statement_is_made_by_the_next_run(
    tmp_path: Path, name: str
) -> None:
    """What reached the file is taken back, whether the next run reads only or writes."""
    last, hot = steps(tmp_path, name), 0
    path, intents = tmp_path / "journal.sqlite", told(name)["intents"]
    for at in range(1, last + 1):
        shutil.copy(OLD / name / "journal.sqlite", path)
        child = os.fork()
        if not child:
            migrate(path, at, killed)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        left = path.read_bytes()
        hot += left != (OLD / name / "journal.sqlite").read_bytes()
        for read_only in (True, False):
            with Journal(tmp_path, read_only=read_only) as journal:
                assert [one.row.digest for one in journal.history()] == [
                    one["digest"] for one in intents
                ], at
            assert path.read_bytes() == left or not read_only
        path.unlink()
    assert hot > last // 2, "most of them died with a half of it in the file"


# damaged

DAMAGED = {
    "cells": ("intents", "cells = replace(cells, '78.41', '78.42')"),
    "digest": ("intents", "digest = replace(digest, substr(digest, 1, 1), 'g')"),
    "parts": ("intents", "parts = '['"),
    "request": ("intents", "batch = batch || '}'"),
    "signoff": ("intents", "signoff = substr(signoff, 2)"),
    "former": ("intents", "former = 'x'"),
    "state": ("intents", "state = 'confirmfd'"),
    "reason of a closed one": ("intents", "state = 'closed', reason = 'takeo'"),
    "reason of a held one": ("intents", "state = 'held', reason = 'changee'"),
    "outcome": ("attempts", "outcome = 'senu'"),
    "kind": ("attempts", "kind = 'rov'"),
    "intent": ("attempts", "intent = 99"),
}


@pytest.mark.parametrize("what", DAMAGED)
@pytest.mark.parametrize("read_only", [False, True])
def test_an_old_journal_that_is_damaged_is_not_brought_up_to_date(
    tmp_path: Path, what: str, *, read_only: bool
) -> None:
    """Its rows have a digest, its other columns must make sense; the file is left as it is."""
    path = Path(shutil.copy(OLD / "v2-office" / "journal.sqlite", tmp_path))
    table, change = DAMAGED[what]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE {table} SET {change}")  # noqa: S608 - ours
    before = path.read_bytes()
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert words_of(caught.value) == damage(path, entry(table, 1))
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_an_old_journal_that_does_not_hold_together_is_not_brought_up_to_date(
    tmp_path: Path, *, read_only: bool
) -> None:
    """A page that belongs to nothing: rows may be missing, and nothing else would tell."""
    path = Path(shutil.copy(OLD / "v2-open" / "journal.sqlite", tmp_path))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = 'attempts_by_intent'")
        db.execute("PRAGMA writable_schema = RESET")
    before = path.read_bytes()
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert caught.value.code == "journal-damaged"
    assert str(caught.value.details[0]).startswith("SQLite reports: ")
    assert path.read_bytes() == before
