"""Each way the network and the service can fail: exit code, rows in the sheet, calls made, and the way out."""

from typing import Any

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import State
from ita_sync.publish import Done
from tests.promise.world import TAB, World

G, W = "GET", "WRITE"

# name of the fault, how it is set, exit code of the push, the calls it makes, what the journal says
# after it
PASSING: list[tuple[str, dict[str, Any], list[str]]] = [
    ("http-503", {"when": "after"}, [G, W, G]),
    ("http-503", {"when": "before"}, [G, W, G, W]),
    ("http-500", {"when": "after"}, [G, W, G]),
    ("http-500", {"when": "before"}, [G, W, G, W]),
    ("http-408", {"when": "before"}, [G, W, G, W]),
    ("http-502-html", {"when": "before"}, [G, W, G, W]),
    ("http-502-html", {"when": "after"}, [G, W, G]),
    ("http-429", {"when": "before"}, [G, W, G, W]),
    ("http-429", {"when": "before", "retry_after": "40"}, [G, W, G, W]),
    ("truncated", {"when": "after"}, [G, W, G]),
    ("cut", {"when": "after"}, [G, W, G]),
    ("hang", {"when": "after"}, [G, W, G]),
    ("reset", {"when": "after"}, [G, W, G]),
    ("slow", {"seconds": 50}, [G, W]),
    ("slow", {"seconds": 100}, [G, W, G]),
    ("stale", {"match": "read"}, [G, W]),
    ("nothing-applied", {"when": "before"}, [G, W, G, W]),
    ("twice", {"when": "before"}, [G, W]),
    ("refused", {"when": "before"}, [G, W, G, W]),
    ("http-503", {"match": "read"}, [G, G, W]),
    ("refused", {"match": "read"}, [G, G, W]),
    ("http-429", {"match": "read", "retry_after": "7"}, [G, G, W]),
    ("truncated", {"match": "read"}, [G, G, W]),
]


@pytest.mark.parametrize(
    ("name", "how", "calls"), PASSING, ids=lambda v: str(v) if isinstance(v, str) else ""
)
def test_a_passing_fault_is_overcome_in_one_run(
    world: World, name: str, how: dict[str, Any], calls: list[str]
) -> None:
    """The push ends with one row, the stated calls, and a journal that says so."""
    world.fault(name, **how)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert len(world.mine()) == 1
    assert world.methods() == calls
    assert machine.states() == [State.CONFIRMED]
    assert machine.verify()[0] == Exit.OK


def test_a_clean_push_takes_two_calls_and_a_repeated_one_a_single_read(world: World) -> None:
    """One GET and one batchUpdate; the second push writes nothing."""
    machine = world.machine()
    first, second = machine.push(), machine.push()
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert (first.how, second.how, first.row, second.row) == ("written", "already", 3, 3)
    assert world.methods() == [G, W, G]


def test_a_reply_lost_before_applying_is_sent_again_only_after_180_seconds(world: World) -> None:
    """After a timeout the fence is polled until no attempt can be on its way.

    Then the same batch goes out.
    """
    world.fault("hang", when="before")
    machine = world.machine()
    assert machine.code() == Exit.OK
    writes = [call for call in world.box.calls() if call.write]
    assert len(writes) == 2
    assert writes[0].body == writes[1].body
    assert writes[1].at - writes[0].at >= 180
    assert len(world.mine()) == 1


def test_a_cut_connection_before_applying_waits_as_a_timeout_does(world: World) -> None:
    """A cut connection may have delivered the request: no second copy within 180 seconds."""
    world.fault("cut", when="before")
    assert world.machine().code() == Exit.OK
    writes = [call for call in world.box.calls() if call.write]
    assert len(writes) == 2
    assert writes[1].at - writes[0].at >= 180


@pytest.mark.parametrize("name", ["late", "late-503"])
@pytest.mark.parametrize("seconds", [1, 30, 100, 179])
def test_an_attempt_applied_late_never_makes_a_second_row(
    world: World, name: str, seconds: float
) -> None:
    """The first attempt lands while we wait, or is refused after ours: one row either way."""
    world.fault(name, seconds=seconds)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(300)
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_an_outcome_that_stays_unknown_is_exit_6_and_the_next_run_settles_it(world: World) -> None:
    """The reply is lost and every later read fails.

    Once the network is back the row is found, not written again.
    """
    world.fault("hang", when="after")
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.UNKNOWN, "outcome-unknown")
    assert machine.states() == [State.OPEN]
    world.box.clear_faults()
    again = machine.push()
    assert isinstance(again, Done)
    assert again.how == "written"
    assert len(world.mine()) == 1
    assert sum(call.write for call in world.box.calls()) == 1


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("http-503", {"match": "read", "times": None}),
        ("refused", {"match": "any", "times": None}),
        ("http-429", {"match": "write", "times": None}),
        ("http-429", {"match": "write", "times": None, "retry_after": "100000"}),
    ],
)
def test_a_service_that_stays_away_is_exit_5_and_nothing_was_written(
    world: World, name: str, how: dict[str, Any]
) -> None:
    """Refusals are certain: nothing was written, and the next run starts afresh."""
    world.fault(name, **how)
    machine = world.machine()
    assert machine.code() == Exit.UNAVAILABLE
    assert world.mine() == []
    world.box.clear_faults()
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_retry_after_is_honoured_in_seconds_and_as_a_date(world: World) -> None:
    """The next call comes no sooner than the server asked."""
    for retry_after in ("45", "Tue, 14 Nov 2023 22:14:05 GMT"):
        world.box.reset()
        world.clock.at = 1_700_000_000.0  # 22:13:20 GMT
        world.__post_init__()
        world.fault("http-429", retry_after=retry_after)
        assert world.machine(retry_after[:2]).code() == Exit.OK
        refused = next(call for call in world.box.calls() if call.fault)
        following = next(call for call in world.box.calls() if call.seq > refused.seq)
        assert following.at - refused.at >= 45


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("http-401", "credentials-refused"),
        ("http-403", "not-shared"),
        ("http-404", "spreadsheet-missing"),
    ],
)
@pytest.mark.parametrize("match", ["read", "write"])
def test_what_an_operator_must_mend_is_exit_4_and_nothing_was_written(
    world: World, name: str, code: str, match: str
) -> None:
    """Credentials, permission, address: a clear error, no row, and a clean next run."""
    world.fault(name, match=match, times=None)  # google-auth asks again after a 401
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFIG, code)
    assert world.mine() == []
    world.box.clear_faults()
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_permission_lost_while_an_attempt_is_open_does_not_claim_that_nothing_was_written(
    world: World,
) -> None:
    """Certainty belongs to the intent: the row may stand there already."""
    world.fault("http-503", when="after")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert outcome.exit_code == Exit.CONFIG
    assert "may have been written" in str(outcome.written)
    assert machine.states() == [State.OPEN]
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_a_genuine_refusal_closes_the_number_and_a_second_one_is_for_a_person(world: World) -> None:
    """A locked tab: the number is closed with a bare mark, one fresh plan is tried, then exit 7 with Google's words."""
    whole = {"range": {"sheetId": 0}, "requestingUserCanEdit": False}
    world.edit({"addProtectedRange": {"protectedRange": whole}})
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "refused")
    assert "protected" in str(outcome.what)
    assert world.mine() == []
    assert machine.states() == [State.CLOSED, State.CLOSED]
    marks = {m["metadataId"] for m in world.box.spreadsheet("sandbox")["developerMetadata"]}
    assert marks == {1, 2}


def test_a_header_renamed_before_the_push_is_exit_7_with_a_proposal(world: World) -> None:
    """What was found and a near name are in the details."""
    cell = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "คะแนนรวมทั้งหมด"}}]}]}
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 8}
    world.edit({"updateCells": {**cell, "start": start, "fields": "userEnteredValue"}})
    outcome = world.machine().push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "header-missing")
    assert any("คะแนนรวมทั้งหมด" in str(detail) for detail in outcome.details)
    assert world.methods().count(W) == 1  # the edit above; ours made none


def test_a_sheet_that_is_gone_names_the_tabs_that_are_there(world: World) -> None:
    """A renamed tab is explained."""
    world.edit(
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "เก่า"}, "fields": "title"}}
    )
    outcome = world.machine().push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFIG, "tab-missing")
    assert "เก่า" in str(outcome.details[0])
    assert TAB in str(outcome.what)
