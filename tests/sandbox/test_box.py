"""The file, the call log, and several processes at once."""

import contextlib
import email.utils
import multiprocessing
import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest

from ita_sync.sandbox import LIMITS, Reply, Sandbox, log, store
from tests.sandbox.talk import BOOK, ROOT, Clock, Talk


def append_many(path: Path, name: str, count: int) -> None:
    """Rows by appendCells, each a request; runs in a process of its own."""
    talk = Talk(Sandbox(path))
    for at in range(count):
        cell = {"userEnteredValue": {"stringValue": f"{name}-{at}"}}
        talk.batch(
            {
                "appendCells": {
                    "sheetId": 0,
                    "rows": [{"values": [cell]}],
                    "fields": "userEnteredValue",
                }
            }
        )


def test_the_file_is_private_and_its_folder_made(tmp_path: Path) -> None:
    """Only the owner may read it."""
    path = tmp_path / "deep" / "box.sqlite"
    Sandbox(path)
    assert path.is_file()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_ensure_creates_once(box: Sandbox) -> None:
    """A second call leaves everything as it is; values keep their types."""
    box.ensure(BOOK, "Another", [{"title": "X", "rows": []}])
    assert box.titles(BOOK) == ["Data", "Other"]
    rows: list[list[object]] = [["a", 1, 1.5, True, None, "z"], [], ["=1"], [None]]
    box.ensure("wide", "Wide", [{"title": "T", "rows": rows, "rowCount": 1, "columnCount": 1}])
    assert box.rows("wide", "T") == [["a", 1, 1.5, True, None, "z"], [], ["=1"]]
    grid = box.spreadsheet("wide")["sheets"][0]["properties"]["gridProperties"]
    assert grid == {"rowCount": 4, "columnCount": 6}


def test_unknown_names_are_key_errors(box: Sandbox) -> None:
    """So that tests and `show` can say what is not there."""
    for ask in (
        lambda: box.rows("x", "y"),
        lambda: box.rows(BOOK, "y"),
        lambda: box.titles("x"),
        lambda: box.spreadsheet("x"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_every_reply_says_when(box: Sandbox, clock: Clock) -> None:
    """The Date is the sandbox's clock, in the form of RFC 7231."""
    outcome = box.handle("GET", ROOT, [], None)
    assert isinstance(outcome, Reply)
    assert outcome.headers["Date"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    assert email.utils.parsedate_to_datetime(outcome.headers["Date"]).timestamp() == clock.now
    assert outcome.headers["Content-Type"] == "application/json; charset=UTF-8"


def test_the_call_log_tells_what_came(talk: Talk) -> None:
    """Oldest first, with parameters and bodies; clearing forgets."""
    talk.get(fields="spreadsheetId")
    talk.refused({"deleteSheet": {"sheetId": 9}})
    talk.box.handle("POST", f"{ROOT}:batchUpdate", [], b"{")
    read, refused, broken = talk.box.calls()
    assert (read.method, read.path, read.query, read.body) == (
        "GET",
        ROOT,
        [("fields", "spreadsheetId")],
        None,
    )
    assert (read.status, read.write, read.applied, read.fault) == (200, False, False, None)
    assert refused.body == {"requests": [{"deleteSheet": {"sheetId": 9}}]}
    assert (refused.status, refused.write, refused.applied) == (400, True, False)
    assert broken.body is None
    assert read.seq < refused.seq < broken.seq
    talk.box.clear_calls()
    assert talk.box.calls() == []


def test_the_call_log_keeps_the_newest(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of a huge request only that it came."""
    monkeypatch.setattr(log, "MOST_CALLS", 3)
    monkeypatch.setattr(log, "MOST_BYTES", 40)
    for text in ("a", "b", "c", "d", "e" * 40):
        talk.put("A1", [[text]])
    bodies = [call.body for call in talk.box.calls()]
    assert bodies == [{"values": [["c"]]}, {"values": [["d"]]}, None]


def test_reset_forgets_everything(talk: Talk) -> None:
    """Also for a second object that had read the spreadsheet before."""
    second = Sandbox(talk.box.path)
    assert second.titles(BOOK) == ["Data", "Other"]
    talk.box.reset()
    with pytest.raises(KeyError):
        second.titles(BOOK)
    second.ensure(BOOK, "Anew", [{"title": "Fresh", "rows": [["x"]]}])
    assert talk.box.rows(BOOK, "Fresh") == [["x"]]


def test_a_sandbox_starts_afresh_when_its_file_is_gone(talk: Talk) -> None:
    """Nothing stale is shown."""
    talk.box.path.unlink()
    with pytest.raises(KeyError):
        talk.box.titles(BOOK)


def test_processes_take_turns(talk: Talk) -> None:
    """Three processes append at once: no row is lost, none is doubled."""
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=append_many, args=(talk.box.path, name, 20)) for name in "xyz"
    ]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
        assert each.exitcode == 0
    written = [str(row[0]) for row in talk.rows()[3:]]
    assert sorted(written) == sorted(f"{name}-{at}" for name in "xyz" for at in range(20))


def test_a_file_that_another_program_holds_is_unavailable(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, as a service that is down; it is answered again once the file is free."""
    monkeypatch.setattr(store, "WAIT_S", 0.01)
    with contextlib.closing(sqlite3.connect(talk.box.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert talk.refusal("GET", "", code=503) == "The service is currently unavailable."
    assert talk.get()["spreadsheetId"] == BOOK


def test_threads_share_one_object(talk: Talk) -> None:
    """As the server's threads do."""
    statuses: list[int] = []

    def work() -> None:
        mark = {
            "metadataId": 1,
            "metadataKey": "k",
            "visibility": "DOCUMENT",
            "location": {"spreadsheet": True},
        }
        status, _ = talk.ask(
            "POST",
            ":batchUpdate",
            {"requests": [{"createDeveloperMetadata": {"developerMetadata": mark}}]},
        )
        statuses.append(status)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(statuses) == [200, *[400] * 7]


def test_a_large_tab_reads_the_same_from_the_file(tmp_path: Path, clock: Clock) -> None:
    """Ten thousand rows; one row inserted in the middle is one row more in the file."""
    one = Sandbox(tmp_path / "large.sqlite", clock)
    rows = [[f"r{at}", *range(19)] for at in range(10_000)]
    one.ensure(BOOK, "Large", [{"title": "Data", "rows": rows}])
    two = Sandbox(one.path, clock)
    assert two.rows(BOOK, "Data") == rows
    span = {"dimension": "ROWS", "startIndex": 5000, "endIndex": 5001}
    cell = {"userEnteredValue": {"stringValue": "new"}}
    Talk(two).batch(
        {"insertDimension": {"range": span, "inheritFromBefore": True}},
        {
            "updateCells": {
                "start": {"rowIndex": 5000},
                "rows": [{"values": [cell]}],
                "fields": "userEnteredValue",
            }
        },
    )
    assert one.rows(BOOK, "Data") == [*rows[:5000], ["new"], *rows[5000:]]


def test_what_it_does_not_imitate_is_said() -> None:
    """Short English sentences."""
    assert len(LIMITS) > 5
    assert all(each.endswith(".") and len(each) < 120 for each in LIMITS)
    assert len(set(LIMITS)) == len(LIMITS)
