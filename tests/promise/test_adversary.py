"""Histories that once broke a rule: each was found by an adversary's simulator or reading, and stays mended."""

import sqlite3
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal, Reason, State
from ita_sync.publish import Done, Publisher
from ita_sync.sandbox import SandboxAdapter
from ita_sync.settings import Column
from tests.promise.edits import delete_cells, delete_row, insert, mark, put
from tests.promise.test_corners import clear_mark, die
from tests.promise.test_settle import amended, failure, leave_open, neighbour
from tests.promise.world import BOOK, TAB, Machine, World


def on_a_tab(number: int) -> dict[str, Any]:
    """Return the request that puts another program's mark on the tab, where a look does not show it."""
    request = mark(number)
    request["createDeveloperMetadata"]["developerMetadata"]["location"] = {"sheetId": 0}
    return request


def with_settings(machine: Machine, monkeypatch: pytest.MonkeyPatch, **parts: Any) -> Machine:
    """Return the machine with other settings."""
    changed = replace(machine.settings, **parts)
    monkeypatch.setattr(World, "settings", lambda _world, _name: changed)
    return machine


def test_a_pending_row_that_landed_is_success_though_the_network_fails_again(world: World) -> None:
    """Once the sheet has shown the row, no later failure may say that nothing was written."""
    leave_open(world, applied=True)
    world.fault("http-503", match="read", skip=1, times=None)
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert outcome.how == "written"


@pytest.mark.parametrize("uncertain", [False, True])
def test_a_mark_that_a_look_does_not_show_is_asked_for_and_stepped_over(
    world: World, *, uncertain: bool
) -> None:
    """Ids are unique over the whole spreadsheet; a mark on a tab is seen only by its number."""
    if uncertain:
        leave_open(world, applied=False)
    world.edit(on_a_tab(1))
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.TAKEN),
        (2, Reason.AS_SENT),
    ]
    assert len(world.mine()) == 1


def test_lost_permission_does_not_claim_that_an_open_attempt_wrote_nothing(world: World) -> None:
    """The next run cannot even look."""
    leave_open(world, applied=True)
    world.fault("http-403", match="read")
    outcome = world.machine().push()
    assert failure(outcome) == (Exit.CONFIG, "not-shared")
    assert isinstance(outcome, ItaSyncError)
    assert "may have been written" in str(outcome.written)


def test_a_key_column_configured_anew_finds_the_row_that_stands_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is as it was sent, but not under the new key column: a person decides, nothing is doubled."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(1, 20, "รหัสใหม่"))
    columns = tuple(
        c.model_copy(update={"header": "รหัสใหม่"}) if c.field == "agency.code" else c
        for c in machine.settings.columns
    )
    assert failure(with_settings(machine, monkeypatch, columns=columns).push()) == (
        Exit.CONFLICT,
        "row-elsewhere",
    )
    assert len(world.mine()) == 1


def test_a_column_that_is_blank_for_this_report_is_no_difference(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A constant of spaces is sent as nothing and read back as nothing.

    A long number comes back as a double.
    """
    world.edit(put(1, 20, "ว่าง"), put(1, 21, "ยาว"))
    more = (
        Column(header="ว่าง", constant=" "),
        Column(header="ยาว", constant="0.12345678901234567890"),
    )
    columns = (*world.settings("a").columns, *more)
    machine = with_settings(world.machine(), monkeypatch, columns=columns)
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_a_doubtful_answer_that_lands_late_keeps_its_number_from_being_left(world: World) -> None:
    """503, then both the batch and the closing mark refused for another cause: the number is not given up early."""
    world.fault("late-503", seconds=150)
    world.fault("http-400", times=2)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(400)
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_a_cleared_number_is_not_judged_before_a_doubtful_attempt_can_no_longer_land(
    world: World,
) -> None:
    """The doubt lasts 180 seconds, and so does the wait."""
    world.fault("late-503", seconds=150)
    die(world, "after POST")
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert world.machine("a").code() == Exit.OK
    world.clock.sleep(400)
    assert len(world.mine()) == 1


def test_titles_swapped_between_two_reads_do_not_lead_into_another_tab(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tab chosen by gid is checked in the snapshot itself."""
    world.edit({"addSheet": {"properties": {"title": "อื่น", "sheetId": 77}}})
    rename = "updateSheetProperties"

    class Swapping(SandboxAdapter):
        swapped = False

        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if "ranges" in str(request.url) and not self.swapped:
                self.swapped = True
                for gid, title in ((0, "ชั่วคราว"), (77, TAB), (0, "อื่น")):
                    world.edit(
                        {
                            rename: {
                                "properties": {"sheetId": gid, "title": title},
                                "fields": "title",
                            }
                        }
                    )
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Swapping(world.box))
    target = machine.settings.target.model_copy(update={"tab": None, "gid": 0})
    assert with_settings(machine, monkeypatch, target=target).code() == Exit.OK
    assert world.box.rows(BOOK, TAB) == []
    assert any("5360601" in row for row in world.box.rows(BOOK, "อื่น"))


def test_last_year_s_row_of_the_same_agency_is_no_trace_of_this_year_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few columns the two share most values.

    A deleted row is still called removed, and can be restored.
    """
    few = (
        "agency.code",
        "agency.full_name",
        "agency.district",
        "agency.province",
        "fiscal_year",
        "total",
    )
    machine = world.machine()
    columns = tuple(c for c in machine.settings.columns if c.field in few)
    with_settings(machine, monkeypatch, columns=columns)
    last_year = world.report.model_copy(update={"fiscal_year": 2565})
    assert machine.code(report=last_year) == Exit.OK
    assert machine.code() == Exit.OK
    world.edit(delete_row(3))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 2


def test_a_foreign_mark_that_its_owner_takes_away_does_not_open_the_number_for_a_late_attempt(
    world: World,
) -> None:
    """The number is left only when nothing of ours can land any more."""
    world.fault("late", seconds=170)
    die(world, "after POST")
    world.edit(mark(1))

    class Fickle(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            response = super().send(request, *args, **kwargs)
            if world.clock.at > 1_700_000_000 + 60 and not self.gone:
                self.gone = True
                world.edit(
                    {
                        "deleteDeveloperMetadata": {
                            "dataFilter": {"developerMetadataLookup": {"metadataId": 1}}
                        }
                    }
                )
            return response

        gone = False

    codes = [world.machine(adapter=Fickle(world.box)).code()]
    world.clock.sleep(400)
    codes.append(world.machine().code())
    assert codes[-1] == Exit.OK
    assert len(world.mine()) == 1


def test_a_server_clock_that_was_wrong_once_does_not_hold_an_intent_open_for_ever(
    world: World,
) -> None:
    """One answer dated a year ahead: the wait begins afresh, and ends."""

    class Ahead(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            response = super().send(request, *args, **kwargs)
            response.headers["Date"] = formatdate(world.clock.at + 365 * 24 * 3600, usegmt=True)
            return response

    world.fault("hang", when="before")
    world.fault("http-503", match="read", skip=1, times=None)
    assert world.machine(adapter=Ahead(world.box, on_wait=world.clock.sleep)).code() == Exit.UNKNOWN
    world.box.clear_faults()
    machine, started = world.machine(), world.clock.at
    assert machine.code() == Exit.OK
    assert 180 <= world.clock.at - started <= 300
    assert len(world.mine()) == 1


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
        db.execute("UPDATE intents SET cells = hex(zeroblob(100000))")
        cut.mkdir()
        for name in ("journal.sqlite", "journal.sqlite-journal"):
            (cut / name).write_bytes((source / name).read_bytes())
        db.execute("ROLLBACK")
    db.close()
    before = {path.name: path.read_bytes() for path in cut.iterdir()}
    with Journal(cut, read_only=True) as journal:
        assert [i.state for i in journal.history()] == [State.CONFIRMED]
    assert {path.name: path.read_bytes() for path in cut.iterdir()} == before


@pytest.mark.parametrize(
    "edit", [insert("COLUMNS", 0), insert("ROWS", 0, 2)], ids=["columns", "rows"]
)
def test_a_misplaced_row_is_seen_by_machines_that_know_nothing_of_it(
    world: World, edit: dict[str, Any]
) -> None:
    """No journal is needed to see that most of the row already lies in the tab."""
    assert failure(world.machine("a", adapter=world.meddling(edit)).push()) == (
        Exit.CONFLICT,
        "row-misplaced",
    )
    assert failure(world.machine("b").push()) == (Exit.CONFLICT, "row-elsewhere")
    assert len(world.mine()) == 1


def test_an_intent_that_was_never_sent_is_not_said_to_have_been_written(world: World) -> None:
    """Its number cleared, another machine's amended row in the sheet: ours is closed, the content is the conflict."""
    die(world, "after commit", 1)
    b = world.machine("b")
    assert b.code(report=amended(world.report)) == Exit.OK
    assert b.code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")
    assert machine.states() == [State.CLOSED]


def test_one_cleared_cell_of_our_row_is_a_difference_not_a_listed_agency(world: World) -> None:
    """Nobody is told to delete the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_cells(2, 8))
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")


def test_our_row_without_its_year_is_told_from_a_listed_agency(world: World) -> None:
    """The key is to be completed, not the row to be deleted."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_cells(2, 4))
    assert failure(machine.push()) == (Exit.CONFLICT, "key-incomplete")


def test_a_doubt_stays_a_doubt_on_the_second_run(world: World) -> None:
    """Nobody knows whether the row ever stood there: no run says that somebody removed it."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    for _ in range(2):
        outcome = machine.push()
        assert failure(outcome) == (Exit.CONFLICT, "row-mark-gone")
        assert isinstance(outcome, ItaSyncError)
        assert "cannot be told" in str(outcome.written)


def test_a_doubtful_row_that_turns_up_is_found_not_claimed(world: World) -> None:
    """Somebody else wrote it: the journal says found, not sent."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.machine("b").code() == Exit.OK
    assert machine.verify()[0] == Exit.OK
    assert [(i.state, i.reason) for i in machine.intents()] == [(State.CONFIRMED, Reason.FOUND)]


def test_a_dry_run_sees_that_an_open_attempt_landed(world: World) -> None:
    """What the sheet shows needs no push to be known; the journal is left alone."""
    leave_open(world, applied=True)
    machine = world.machine()
    with Journal(machine.settings.state, read_only=True) as journal:
        plan = Publisher(machine.door(), journal, machine.settings, world.clock).plan(world.row())
    assert (plan.action, plan.row) == ("nothing", 2)
    assert machine.states() == [State.OPEN]


def test_a_permanent_refusal_by_any_4xx_is_for_a_person(world: World) -> None:
    """A 413 of an office proxy will not pass by itself."""

    class Proxy(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method != "POST":
                return super().send(request, *args, **kwargs)
            response = requests.Response()
            response.status_code, response._content, response.url = (
                413,
                b"too large",
                str(request.url),
            )
            return response

    machine = world.machine(adapter=Proxy(world.box))
    assert failure(machine.push()) == (Exit.CONFLICT, "refused")
    assert world.machine().code() == Exit.OK


def test_a_heading_that_names_only_the_district_blocks_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where district and name are the key, a row listed beforehand names both."""
    machine = world.machine()
    keys = {"agency.district", "agency.full_name", "fiscal_year"}
    columns = tuple(c.model_copy(update={"key": c.field in keys}) for c in machine.settings.columns)
    with_settings(machine, monkeypatch, columns=columns)
    world.edit(put(2, 2, "จัตุรัส"))
    assert machine.code() == Exit.OK
