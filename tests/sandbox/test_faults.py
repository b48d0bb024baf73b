"""Every fault, before and after the request is applied."""

import json
from typing import Literal

import pytest

from ita_sync.sandbox import Dropped, Fault, Reply, Sandbox
from ita_sync.sandbox.faults import DATES, NAMES, WRITES_ONLY
from tests.sandbox.talk import BOOK, Clock, Json, Talk

WRITE: Json = {
    "requests": [
        {
            "insertDimension": {
                "range": {"dimension": "ROWS", "startIndex": 3, "endIndex": 4},
                "inheritFromBefore": True,
            }
        },
        {
            "updateCells": {
                "start": {"rowIndex": 3},
                "rows": [{"values": [{"userEnteredValue": {"stringValue": "c"}}]}],
                "fields": "userEnteredValue",
            }
        },
    ]
}
SIMPLE = [name for name in NAMES if name not in WRITES_ONLY | {"slow", "stale", *DATES}]
STATUS = {
    "http-400": "INVALID_ARGUMENT",
    "http-401": "UNAUTHENTICATED",
    "http-403": "PERMISSION_DENIED",
    "http-404": "NOT_FOUND",
    "http-408": "DEADLINE_EXCEEDED",
    "http-429": "RESOURCE_EXHAUSTED",
    "http-500": "INTERNAL",
    "http-503": "UNAVAILABLE",
}


def write(talk: Talk) -> Reply | Dropped:
    """One insert and one cell."""
    return talk.raw("POST", ":batchUpdate", WRITE)


def added(talk: Talk) -> int:
    """How often the write took effect."""
    return sum(row[:1] == ["c"] for row in talk.rows())


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("name", SIMPLE)
def test_a_fault_hides_what_happened(
    talk: Talk, name: str, when: Literal["before", "after"]
) -> None:
    """The client sees the same before and after; the sheet and the log tell the truth."""
    talk.box.fault(Fault(name, when))
    outcome = write(talk)
    assert added(talk) == (when == "after")
    (call,) = talk.box.calls()
    assert (call.fault, call.write, call.applied) == (name, True, when == "after")
    assert call.status == (outcome.status if isinstance(outcome, Reply) else None)
    if isinstance(outcome, Dropped):
        assert outcome.kind == name
    elif name == "http-502-html":
        assert outcome.status == 502
        assert outcome.headers["Content-Type"].startswith("text/html")
        assert b"<title>" in outcome.body
    elif name == "truncated":
        assert outcome.status == 200
        with pytest.raises(json.JSONDecodeError):
            json.loads(outcome.body)
    else:
        error = json.loads(outcome.body)["error"]
        assert (outcome.status, error["status"]) == (int(name[-3:]), STATUS[name])
        assert error["code"] == outcome.status
        assert error["message"]
    assert isinstance(write(talk), Reply)
    assert talk.box.calls()[-1].fault is None


def test_the_quota_error_names_its_reason_and_may_say_when(talk: Talk) -> None:
    """Retry-After is there only when asked for."""
    talk.box.fault(Fault("http-429", retry_after="7"))
    talk.box.fault(Fault("http-429"))
    first, second = write(talk), write(talk)
    assert isinstance(first, Reply)
    assert isinstance(second, Reply)
    assert first.headers["Retry-After"] == "7"
    assert "Retry-After" not in second.headers
    detail = json.loads(first.body)["error"]["details"][0]
    assert detail["reason"] == "RATE_LIMIT_EXCEEDED"
    assert detail["metadata"]["quota_limit"] == "WriteRequestsPerMinutePerUser"


@pytest.mark.parametrize(("name", "status"), [("late", None), ("late-503", 503)])
def test_a_late_request_lands_when_its_time_comes(
    talk: Talk, clock: Clock, name: str, status: int | None
) -> None:
    """Unseen until then, and logged when it takes effect."""
    talk.box.fault(Fault(name, seconds=30))
    outcome = write(talk)
    assert (outcome.status if isinstance(outcome, Reply) else None) == status
    clock.now += 29
    assert added(talk) == 0
    clock.now += 5
    assert added(talk) == 1
    first, late = talk.box.calls()
    assert (first.status, first.applied, first.fault) == (status, False, name)
    assert (late.path, late.body) == (first.path, first.body)
    assert (late.at, late.status, late.applied, late.fault) == (
        first.at + 30,
        200,
        True,
        "late-delivery",
    )


def test_a_late_request_that_is_refused_goes_unseen(talk: Talk, clock: Clock) -> None:
    """It meets the spreadsheet as it is by then: the tab is gone."""
    talk.box.fault(Fault("late", seconds=10))
    write(talk)
    talk.batch({"deleteSheet": {"sheetId": 0}})
    clock.now += 10
    assert talk.box.titles(BOOK) == ["Other"]
    late = talk.box.calls()[-1]
    assert (late.fault, late.status, late.applied) == ("late-delivery", 400, False)


def test_late_requests_land_before_the_next_one(talk: Talk, clock: Clock) -> None:
    """In the order of their times, before a request that comes later is handled."""
    talk.box.fault(Fault("late", seconds=20))
    talk.box.fault(Fault("late", seconds=10))
    for text in ("slow", "quick"):
        talk.raw("PUT", "/values/Data!A1", {"values": [[text]]}, [("valueInputOption", "RAW")])
    clock.now += 60
    assert talk.get("/values/Data!A1")["values"] == [["slow"]]


def test_twice_is_processed_twice(talk: Talk) -> None:
    """The first reply is seen, the row is there twice."""
    talk.box.fault(Fault("twice"))
    outcome = write(talk)
    assert isinstance(outcome, Reply)
    assert outcome.status == 200
    assert added(talk) == 2


def test_nothing_applied_looks_like_success(talk: Talk) -> None:
    """A plausible reply, and an unchanged sheet."""
    talk.box.fault(Fault("nothing-applied"))
    outcome = write(talk)
    assert isinstance(outcome, Reply)
    assert json.loads(outcome.body) == {"spreadsheetId": BOOK, "replies": [{}, {}]}
    assert added(talk) == 0
    assert talk.box.calls()[0].applied is False


def test_faults_choose_their_requests(talk: Talk) -> None:
    """By kind, by part of the path, after some, several times, in their order."""
    talk.box.fault(Fault("http-500", match="read", skip=1, times=2))
    talk.box.fault(Fault("http-503", match="developerMetadata"))
    statuses = []
    for path in (
        "",
        "",
        "/developerMetadata/1",
        "/developerMetadata/1",
        "",
        "/developerMetadata/1",
    ):
        outcome = talk.raw("GET", path)
        assert isinstance(outcome, Reply)
        statuses.append(outcome.status)
    assert statuses == [200, 500, 500, 503, 200, 404]
    search = talk.raw("POST", "/developerMetadata:search", {"dataFilters": []})
    assert isinstance(search, Reply)
    assert [call.write for call in talk.box.calls()] == [False] * 7


def test_a_fault_for_ever_lasts_until_cleared(talk: Talk) -> None:
    """times=None; what is left is listed."""
    talk.box.fault(Fault("refused", match="any", times=None))
    talk.box.fault(Fault("cut", skip=2, times=3))
    for _ in range(3):
        assert talk.raw("GET", "") == Dropped("refused")
    assert talk.box.faults() == [
        Fault("refused", match="any", times=None),
        Fault("cut", skip=2, times=3),
    ]
    talk.box.clear_faults()
    assert talk.get()["spreadsheetId"] == BOOK


def test_faults_and_late_requests_outlive_the_process(talk: Talk, clock: Clock) -> None:
    """Another object on the same file meets the fault and delivers the request."""
    talk.box.fault(Fault("late", seconds=10))
    other = Sandbox(talk.box.path, clock)
    assert other.faults() == [Fault("late", seconds=10)]
    Talk(other).raw("POST", ":batchUpdate", WRITE)
    clock.now += 10
    assert added(talk) == 1


def test_unknown_faults_are_refused() -> None:
    """A typing error must not pass for a test."""
    with pytest.raises(ValueError, match="unknown fault"):
        Fault("http-418")
    with pytest.raises(ValueError, match="before or after"):
        Fault("cut", "during")  # type: ignore[arg-type]  # that is what is tested
