"""Former versions of a spreadsheet: looks that are stale for long, and restoring; odd dates."""

import email.utils
import json
import sqlite3

import pytest

from ita_sync.sandbox import Fault, Reply, Sandbox, manage, store
from ita_sync.sandbox.model import Spreadsheet
from ita_sync.sandbox.request import Request
from tests.sandbox.talk import BOOK, Clock, Talk
from tests.sandbox.test_marks import create, found, lookup, row


def write(talk: Talk, clock: Clock, text: str, after: float = 10) -> None:
    """Some seconds later, a text in A1."""
    clock.now += after
    talk.put("Data!A1", [[text]])


def first(talk: Talk) -> str:
    """A1 as a client sees it."""
    return str(talk.get("/values/Data!A1")["values"][0][0])


def ids(talk: Talk) -> list[int]:
    """The marks of our key."""
    return found(talk, lookup(metadataKey="fence"))


def test_a_look_can_be_stale_for_long(talk: Talk, clock: Clock) -> None:
    """By seconds: what stood then, the oldest kept where none did, and the present if it is old."""
    for text in ("one", "two", "three"):
        write(talk, clock, text)
    clock.now += 5
    talk.box.fault(Fault("stale", match="read"))
    assert (first(talk), first(talk)) == ("two", "three")
    for seconds, seen in ((4, "three"), (6, "two"), (15, "two"), (16, "one"), (900, "id")):
        talk.box.fault(Fault("stale", match="read", seconds=seconds))
        assert first(talk) == seen
    talk.box.fault(Fault("stale", match="read", times=None, seconds=30))
    assert first(talk) == "id"
    clock.now += 10
    assert first(talk) == "one"
    clock.now += 20
    assert first(talk) == "three"


def test_a_look_behind_shows_the_marks_of_then(talk: Talk, clock: Clock) -> None:
    """A search and a get by number are stale alike; a write never is."""
    clock.now += 10
    talk.batch(create(5))
    talk.box.fault(Fault("stale", match="any", times=None, seconds=60))
    assert ids(talk) == []
    assert talk.refusal("GET", "/developerMetadata/5", code=404)
    assert "already exists" in talk.refused(create(5))
    clock.now += 60
    assert ids(talk) == [5]


@pytest.mark.parametrize(("marks", "left"), [(True, [5]), (False, [5, 6, 7])])
def test_a_version_is_restored(talk: Talk, clock: Clock, *, marks: bool, left: list[int]) -> None:
    """The cells as they were, the marks as they were or as they are; then life goes on."""
    talk.batch(create(5))
    write(talk, clock, "before")
    then = clock.now
    clock.now += 10
    talk.batch(create(6), create(7, location=row(2)))
    write(talk, clock, "after")
    talk.batch({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 2}})
    talk.batch(create(8, location=row(6)))
    calls = len(talk.box.calls())
    talk.box.restore(BOOK, then, marks=marks)
    assert (first(talk), ids(talk)) == ("before", left)
    assert len(talk.box.calls()) == calls + 2
    assert talk.box.book(BOOK).tabs[0].row_count == 5
    talk.batch(create(9))
    write(talk, clock, "later")
    assert (first(talk), ids(talk)) == ("later", [*left, 9])
    assert first(Talk(Sandbox(talk.box.path, clock))) == "later"


def test_restoring_can_be_taken_back(talk: Talk, clock: Clock) -> None:
    """It is a version as any other, over HTTP too."""
    write(talk, clock, "one")
    then = clock.now
    write(talk, clock, "two")
    before = clock.now
    clock.now += 10
    body = {"spreadsheetId": BOOK, "at": then, "marks": True}
    reply = manage.answer(talk.box, "POST", "/sandbox/restore", json.dumps(body).encode())
    assert (reply.status, first(talk)) == (200, "one")
    clock.now += 10
    talk.box.restore(BOOK, before)
    assert first(talk) == "two"
    for wrong in ({"at": "x"}, {"at": True}, {"marks": 1}, {"spreadsheetId": "none"}, {"at": 5}):
        given = json.dumps(body | wrong).encode()
        assert manage.answer(talk.box, "POST", "/sandbox/restore", given).status == 400
    with pytest.raises(KeyError):
        talk.box.restore("none", then)


def test_a_restored_version_is_reported_as_a_write(talk: Talk, clock: Clock) -> None:
    """To a checker that looks on, with what stood before and after."""
    told: list[tuple[str, str, str]] = []

    def on_write(request: Request, before: Spreadsheet | None, after: Spreadsheet) -> None:
        texts = [json.dumps(each.tabs[0].rows[0][0]) for each in (before, after) if each]
        told.append((request.path, *texts))  # type: ignore[arg-type]  # two of them

    write(talk, clock, "two")
    Sandbox(talk.box.path, clock, on_write).restore(BOOK, clock.now - 1)
    (path, before, after) = told[0]
    assert (path, "two" in before, "id" in after) == ("/sandbox/restore", True, True)


def test_only_the_newest_versions_are_kept(
    talk: Talk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file does not grow for ever: of older ones neither heads nor rows stay."""
    monkeypatch.setattr(store, "MOST_VERSIONS", 3)
    start = clock.now
    for number in range(20):
        write(talk, clock, f"text {number}")
    talk.box.restore(BOOK, clock.now - 20)
    for number in range(10):
        write(talk, clock, f"more {number}")
    with sqlite3.connect(talk.box.path) as db:
        assert db.execute("SELECT count(*) FROM version").fetchone() == (3,)
        (rows,) = db.execute("SELECT count(*) FROM row").fetchone()
    assert rows <= 3 * (3 + 1)
    talk.box.restore(BOOK, clock.now - 25)
    assert first(talk) == "more 6"
    with pytest.raises(ValueError, match="is kept"):
        talk.box.restore(BOOK, start)


def test_a_file_of_the_second_layout_keeps_its_former_version(talk: Talk, clock: Clock) -> None:
    """What stood before the last write can still be looked at."""
    write(talk, clock, "new")
    with sqlite3.connect(talk.box.path) as db:
        db.execute("UPDATE spreadsheet SET before = (SELECT head FROM version)")
        db.execute("ALTER TABLE spreadsheet DROP COLUMN since")
        db.execute("DROP TABLE version")
        db.execute("PRAGMA user_version = 2")
    talk = Talk(Sandbox(talk.box.path, clock))
    talk.box.fault(Fault("stale", match="read"))
    assert (first(talk), first(talk)) == ("id", "new")


@pytest.mark.parametrize(
    ("name", "seconds", "off"),
    [("old-date", 0, -3600), ("old-date", 90, -90), ("future-date", 0, 3600)],
)
def test_a_reply_can_have_a_wrong_date(
    talk: Talk, clock: Clock, name: str, seconds: float, off: float
) -> None:
    """One reply, of a read or a write, whatever it says; the call log knows the time."""
    talk.box.fault(Fault(name, match="any", seconds=seconds, times=3))
    dates = []
    for method, path in (("GET", ""), ("POST", ":batchUpdate"), ("GET", "x"), ("GET", "")):
        reply = talk.raw(method, path, {"requests": [create()]} if method == "POST" else None)
        assert isinstance(reply, Reply)
        moment = email.utils.parsedate_to_datetime(reply.headers["Date"]).timestamp()
        dates.append(moment - clock.now)
    assert dates == [off, off, off, 0]
    assert {call.at for call in talk.box.calls()} == {clock.now}
    assert [call.applied for call in talk.box.calls()] == [False, True, False, False]
