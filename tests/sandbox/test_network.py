"""Faults of time and of repetition (slow, stale, overlap), quota, storm, lost connections."""

import json
import sqlite3
from pathlib import Path

import pytest
import requests

from ita_sync.sandbox import Dropped, Fault, Quota, Reply, Sandbox, SandboxAdapter, Storm, manage
from ita_sync.sandbox.faults import NAMES, WRITES_ONLY
from ita_sync.sandbox.model import Spreadsheet
from ita_sync.sandbox.request import Request
from tests.sandbox.talk import BOOK, ROOT, Clock, Json, Talk

URL = "https://sheets.googleapis.com" + ROOT


def fenced(number: int = 7) -> Json:
    """A batch that takes a number and types a text, which can succeed once."""
    mark = {
        "metadataId": number,
        "metadataKey": "k",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    cells = {
        "rows": [{"values": [{"userEnteredValue": {"stringValue": "once"}}]}],
        "fields": "userEnteredValue",
    }
    return {
        "requests": [
            {"createDeveloperMetadata": {"developerMetadata": mark}},
            {"appendCells": {"sheetId": 0} | cells},
        ]
    }


def landed(talk: Talk) -> int:
    """How often the batch took effect."""
    return sum(row[:1] == ["once"] for row in talk.rows())


def send(talk: Talk, number: int = 7) -> Reply | Dropped:
    """The batch with a number."""
    return talk.raw("POST", ":batchUpdate", fenced(number))


def test_slow_is_applied_and_the_reply_takes_its_time(talk: Talk, clock: Clock) -> None:
    """A patient client gets it, an impatient one gives up on a request that was applied."""
    waits: list[float] = []
    session = requests.Session()
    session.mount(URL, SandboxAdapter(talk.box, on_wait=waits.append))
    talk.box.fault(Fault("slow", seconds=20, times=2))
    assert session.post(URL + ":batchUpdate", json=fenced(1), timeout=30).ok
    with pytest.raises(requests.ReadTimeout):
        session.post(URL + ":batchUpdate", json=fenced(2), timeout=(3, 10))
    assert waits == [20, 10]
    assert landed(talk) == 2
    assert clock.now == 1_700_000_000.0


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("refused", "NewConnectionError"),
        ("cut", "RemoteDisconnected"),
        ("reset", "ConnectionResetError"),
    ],
)
def test_lost_connections_look_as_urllib3_makes_them(talk: Talk, name: str, shape: str) -> None:
    """From the shape a client can tell whether a byte was sent."""
    session = requests.Session()
    session.mount(URL, SandboxAdapter(talk.box))
    talk.box.fault(Fault(name, match="any"))
    with pytest.raises(requests.ConnectionError) as caught:
        session.get(URL)
    assert shape in repr(caught.value)


def test_a_stale_read_shows_the_version_before_the_last_write(talk: Talk) -> None:
    """Whole, once, and without harm to what is stored."""
    talk.put("Data!A2:B3", [["x", "y"], ["z", None]])
    talk.put("Data!A2", [["newer"]])
    talk.box.fault(Fault("stale", match="read"))
    assert talk.get("/values/Data!A1:B3")["values"] == [["id", "name"], ["x", "y"], ["z", "two"]]
    assert talk.get("/values/Data!A1:B3")["values"] == [
        ["id", "name"],
        ["newer", "y"],
        ["z", "two"],
    ]
    assert Sandbox(talk.box.path).rows(BOOK, "Data")[1][0] == "newer"


def test_a_spreadsheet_never_written_to_cannot_be_stale(talk: Talk) -> None:
    """There is no version before the first."""
    talk.box.fault(Fault("stale", match="read"))
    assert talk.get("/values/Data!A1")["values"] == [["id"]]


def test_two_overlapping_identical_batches_are_both_let_through(talk: Talk, clock: Clock) -> None:
    """The case nobody documents: the second arrives while the first is being worked on."""
    talk.box.fault(Fault("overlap", seconds=60))
    assert send(talk) == Dropped("hang")
    clock.now += 30
    assert landed(talk) == 0
    second = send(talk)
    assert isinstance(second, Reply)
    assert second.status == 200
    assert landed(talk) == 2
    clock.now += 60
    assert landed(talk) == 2


@pytest.mark.parametrize(("number", "wait"), [(7, 61), (8, 1)])
def test_what_does_not_overlap_meets_the_first(
    talk: Talk, clock: Clock, number: int, wait: float
) -> None:
    """A repetition after the first has landed is refused.

    A different batch meanwhile does not disturb it.
    """
    talk.box.fault(Fault("overlap", seconds=60))
    send(talk)
    clock.now += wait
    second = send(talk, number)
    assert isinstance(second, Reply)
    assert second.status == (400 if number == 7 else 200)
    clock.now += 60
    assert landed(talk) == (1 if number == 7 else 2)


def test_the_quota_counts_requests_of_a_minute(talk: Talk, clock: Clock) -> None:
    """Reads and writes apart, a batch as one, and a minute later there is room again."""
    talk.box.limit(Quota(reads=2, writes=1))
    assert talk.get()["spreadsheetId"] == BOOK
    assert isinstance(send(talk), Reply)
    assert landed(talk) == 1
    assert "'Write requests'" in talk.refusal("POST", ":batchUpdate", fenced(8), code=429)
    assert talk.get()["spreadsheetId"] == BOOK
    assert "'Read requests'" in talk.refusal("GET", "", code=429)
    assert [call.fault for call in talk.box.calls()] == [None, None, "quota", None, "quota"]
    clock.now += 60
    assert talk.get()["spreadsheetId"] == BOOK
    talk.box.limit(None)
    assert [talk.get()["spreadsheetId"] for _ in range(3)] == [BOOK] * 3


def story(folder: Path, seed: int, names: tuple[str, ...] = NAMES) -> list[tuple[bool, str | None]]:
    """What forty requests met."""
    box = Sandbox(folder / f"{seed}-{len(names)}.sqlite", Clock())
    box.ensure(BOOK, "A book", [{"title": "Data", "rows": []}])
    box.storm(Storm(seed, share=0.5, names=names))
    talk = Talk(box)
    for number in range(1, 21):
        talk.raw("GET", "")
        send(talk, number)
    return [(call.write, call.fault) for call in box.calls()]


def test_a_storm_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Another seed is another storm; a read meets no fault of writes, nor a write one of reads."""
    (tmp_path / "again").mkdir()
    first, again, other = story(tmp_path, 1), story(tmp_path / "again", 1), story(tmp_path, 2)
    assert first == again
    assert first != other
    faults = {(write, fault) for write, fault in first + other if fault}
    assert len(faults) > 15
    assert not {fault for write, fault in faults if not write} & WRITES_ONLY
    assert (True, "stale") not in faults
    assert {fault for _, fault in story(tmp_path, 3, ("stale",))} == {None, "stale"}
    assert {fault for _, fault in story(tmp_path, 3, ())} == {None}


def test_a_storm_must_make_sense() -> None:
    """Unknown names and impossible shares are refused."""
    with pytest.raises(ValueError, match="unknown faults: rain"):
        Storm(1, names=("rain",))
    with pytest.raises(ValueError, match="between 0 and 1"):
        Storm(1, share=2)


def test_the_management_interface_steers_the_sandbox(talk: Talk) -> None:
    """Faults, quota, storm and call log, as another program does it.

    None of it is in the call log.
    """

    def ask(method: str, name: str, body: object = None, status: int = 200) -> object:
        data = None if body is None else json.dumps(body).encode()
        reply = manage.answer(talk.box, method, f"/sandbox/{name}", data)
        assert reply.status == status, reply.body
        return json.loads(reply.body)

    ask("POST", "faults", {"name": "http-503", "when": "after"})
    assert talk.box.faults() == [Fault("http-503", "after")]
    assert talk.refusal("POST", ":batchUpdate", fenced(), code=503)
    calls = ask("GET", "calls")
    assert isinstance(calls, list)
    assert [(call["fault"], call["applied"], call["body"]) for call in calls] == [
        ("http-503", True, fenced())
    ]
    assert ask("DELETE", "calls") == []
    ask("PUT", "quota", {"reads": 0})
    assert talk.refusal("GET", "", code=429)
    ask("PUT", "quota")
    ask("PUT", "storm", {"seed": 1, "share": 1, "names": ["http-500"]})
    assert talk.refusal("GET", "", code=500)
    assert ask("DELETE", "faults") == []
    assert talk.get()["spreadsheetId"] == BOOK
    for method, name, body, status in (
        ("POST", "faults", {"name": "rain"}, 400),
        ("POST", "faults", {"colour": "red"}, 400),
        ("POST", "faults", ["cut"], 400),
        ("POST", "faults", {}, 400),
        ("POST", "faults", {"name": "slow", "seconds": 1e300}, 400),
        ("POST", "faults", {"name": "slow", "seconds": -1}, 400),
        ("POST", "faults", {"name": "cut", "times": 0}, 400),
        ("POST", "faults", {"name": "cut", "times": 10**400}, 400),
        ("POST", "faults", {"name": "cut", "skip": "x"}, 400),
        ("POST", "faults", {"name": "http-429", "retry_after": "1\r\nX: y"}, 400),
        ("POST", "faults", {"name": 5}, 400),
        ("PUT", "quota", {"reads": "x"}, 400),
        ("PUT", "quota", {"reads": 2**63}, 400),
        ("PUT", "quota", {"reads": -1}, 400),
        ("PUT", "quota", [1], 400),
        ("PUT", "storm", {"share": 0.5}, 400),
        ("PUT", "storm", {"seed": 1, "share": 2}, 400),
        ("PUT", "storm", {"seed": 1, "names": "cut"}, 400),
        ("POST", "owner", {"spreadsheetId": BOOK}, 400),
        ("POST", "owner", {"spreadsheetId": "none", "requests": []}, 400),
        ("POST", "owner", {"spreadsheetId": BOOK, "requests": [{"fly": {}}]}, 400),
        ("POST", "owner", {"spreadsheetId": BOOK, "requests": []}, 400),
        ("GET", "weather", None, 404),
    ):
        assert "error" in json.dumps(ask(method, name, body, status))
    deep = b"[" * 5000
    for data in (b"{", deep, b'{"name": "slow", "seconds": Infinity}', b'"\\ud800"', b"\xff"):
        assert manage.answer(talk.box, "POST", "/sandbox/faults", data).status == 400
    assert (ask("GET", "faults"), talk.get()["spreadsheetId"]) == ([], BOOK)


def test_every_write_is_reported_when_it_takes_effect(tmp_path: Path, clock: Clock) -> None:
    """With the spreadsheet before and after, and a late one when it lands.

    A refused or rehearsed one is not reported.
    """
    told: list[tuple[str, int, int]] = []

    def on_write(request: Request, before: Spreadsheet | None, after: Spreadsheet) -> None:
        told.append(
            (
                request.method,
                0 if before is None else len(before.tabs[0].rows),
                len(after.tabs[0].rows),
            )
        )

    box = Sandbox(tmp_path / "box.sqlite", clock, on_write)
    box.ensure(BOOK, "A book", [{"title": "Data", "rows": []}])
    talk = Talk(box)
    box.fault(Fault("late", seconds=10))
    box.fault(Fault("nothing-applied"))
    send(talk, 1)
    send(talk, 2)
    assert told == []
    clock.now += 20
    assert landed(talk) == 1
    assert isinstance(send(talk, 1), Reply)
    assert told == [("POST", 0, 1)]


def test_a_file_of_the_first_layout_is_brought_up_to_date(talk: Talk) -> None:
    """A practice sheet from an earlier version opens as it is."""
    talk.put("Data!A2", [["kept"]])
    with sqlite3.connect(talk.box.path) as db:
        db.execute("ALTER TABLE spreadsheet DROP COLUMN since")
        db.execute("DROP TABLE version")
        db.execute("ALTER TABLE spreadsheet DROP COLUMN before")
        db.execute("ALTER TABLE queued DROP COLUMN overlap")
        db.execute("DROP TABLE setting")
        db.execute("PRAGMA user_version = 1")
    box = Sandbox(talk.box.path)
    assert box.rows(BOOK, "Data")[1][0] == "kept"
    Talk(box).put("Data!A3", [["new"]])
    assert box.rows(BOOK, "Data")[2][0] == "new"
