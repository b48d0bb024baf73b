"""Corners of the rules that need two things to go wrong at once."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import sheet
from ita_sync.journal import Journal, Reason, State
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from ita_sync.settings import Column, Settings
from tests.promise.edits import insert, mark, put
from tests.promise.test_crashes import Crash, Fuse, adapter_with, journal_with
from tests.promise.test_settle import amended, failure, leave_open, neighbour
from tests.promise.world import BOOK, TAB, Machine, World


def die(world: World, step: str, nth: int = 1) -> None:
    """Push and die at the nth step of that name."""
    rehearsal = Fuse(None)
    folder = world.folder / "rehearsal"
    folder.mkdir(exist_ok=True)
    double = World(folder, world.report, world.framework)
    for fault in world.box.faults():
        double.box.fault(fault)
    double.machine(journal=journal_with(rehearsal), adapter=adapter_with(rehearsal, double)).code()
    at = [n for n, name in enumerate(rehearsal.steps, 1) if name == step][nth - 1]
    fuse = Fuse(at)
    with pytest.raises(Crash):
        world.machine(journal=journal_with(fuse), adapter=adapter_with(fuse, world)).code()
    world.box.clear_faults()


def clear_mark(number: int) -> dict[str, Any]:
    """Return the request that clears a mark."""
    return {
        "deleteDeveloperMetadata": {
            "dataFilter": {"developerMetadataLookup": {"metadataId": number}}
        }
    }


def test_a_cleared_mark_is_not_judged_while_an_attempt_may_be_on_its_way(world: World) -> None:
    """First the 180 seconds, then the key."""
    die(world, "after POST")
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1))
    machine, before = world.machine("a"), world.clock.at
    assert machine.code() == Exit.OK
    assert world.clock.at - before >= 170
    assert machine.states() == [State.CONFIRMED]
    assert len(world.mine()) == 1


def test_a_refused_attempt_under_a_cleared_number_starts_afresh(world: World) -> None:
    """Nothing of ours can have been carried out, so nothing was removed either."""
    world.fault("http-429")
    die(world, "after commit", 3)  # the refusal is recorded, then the machine goes dark
    b = world.machine("b")
    assert b.code(report=neighbour(world.report)) == Exit.OK
    third = neighbour(world.report).model_copy(
        update={"agency": world.report.agency.model_copy(update={"code": "5360603"})}
    )
    assert b.code(report=third) == Exit.OK
    world.edit(clear_mark(1))
    machine = world.machine("a")
    assert machine.code() == Exit.OK
    assert [(i.state, i.number) for i in machine.intents()] == [
        (State.CLOSED, 1),
        (State.CONFIRMED, 3),
    ]


@pytest.mark.parametrize(
    ("fault", "commit", "reason"), [(None, 1, Reason.NEVER_SENT), ("http-429", 3, Reason.REFUSED)]
)
def test_an_unwanted_intent_that_surely_never_landed_needs_no_closing_mark(
    world: World, fault: str | None, commit: int, reason: Reason
) -> None:
    """Its number is free again, and the amended row takes it."""
    if fault:
        world.fault(fault)
    die(world, "after commit", commit)
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.OK
    first, second = machine.intents()
    assert (first.state, first.reason, second.number) == (State.CLOSED, reason, first.number)


def test_closing_is_repeated_until_it_is_answered(world: World) -> None:
    """A 503 on the closing mark leaves the intent closing; the mark is sent again."""
    leave_open(world, applied=False)
    world.fault("http-503")
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.OK
    assert [i.state for i in machine.intents()] == [State.CLOSED, State.CONFIRMED]
    assert [a.kind for a in machine.intents()[0].attempts] == ["row", "close", "close"]
    assert len(world.mine()) == 1


def test_an_open_intent_under_a_header_that_changed_is_closed_before_anything_is_said(
    world: World,
) -> None:
    """The batch would be misplaced now: close its number, then report the header."""
    leave_open(world, applied=False)
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    machine = world.machine()
    assert failure(machine.push()) == (Exit.CONFLICT, "header-missing")
    assert machine.states() == [State.CLOSED]
    world.edit(put(1, 8, "คะแนนรวม"))
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_losing_the_number_again_and_again_is_exit_5_and_nothing_was_written(world: World) -> None:
    """Another program takes each number a moment before us."""

    class Greedy(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST":
                taken = [
                    m["metadataId"]
                    for m in world.box.spreadsheet(BOOK).get("developerMetadata", [])
                ]
                world.edit(mark(max(taken, default=0) + 1))
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Greedy(world.box))
    assert failure(machine.push()) == (Exit.UNAVAILABLE, "contended")
    assert world.mine() == []
    assert {i.reason for i in machine.intents()} == {Reason.TAKEN}
    assert world.machine().code() == Exit.OK


def test_private_marks_on_every_number_are_reported_with_googles_words(world: World) -> None:
    """Each number is refused and nothing shows why."""
    for number in range(1, 6):
        world.box.foreign_mark(BOOK, number)
    assert failure(world.machine().push()) == (Exit.CONFLICT, "refused")
    assert world.mine() == []


def test_an_open_intent_of_another_tab_is_left_to_that_tab(world: World) -> None:
    """The same key in a second tab is another table; neither push nor verify mixes them up."""
    leave_open(world, applied=True)
    headers = world.box.rows(BOOK, TAB)[1]
    (added,) = world.edit({"addSheet": {"properties": {"title": "สำรอง"}}})
    gid = added["addSheet"]["properties"]["sheetId"]
    cells = [{"userEnteredValue": {"stringValue": str(h)}} for h in headers]
    start = {"sheetId": gid, "rowIndex": 0, "columnIndex": 0}
    world.edit(
        {"updateCells": {"rows": [{"values": cells}], "start": start, "fields": "userEnteredValue"}}
    )

    class Second(Machine):
        @property
        def settings(self) -> Settings:
            chosen = super().settings
            target = chosen.target.model_copy(update={"tab": "สำรอง"})
            return Settings(**{**vars(chosen), "target": target})

    second = Second(world, "a")
    assert second.code() == Exit.OK
    assert [i.state for i in second.intents()] == [State.OPEN, State.CONFIRMED]
    code, standings = second.verify()
    assert (code, len(standings)) == (Exit.OK, 1)
    assert world.machine("a").verify()[0] == Exit.OK
    assert world.machine("a").states() == [State.CONFIRMED, State.CONFIRMED]
    assert len(world.mine()) == 1


def test_marks_that_cannot_be_cleared_hold_nobody_up(world: World) -> None:
    """Clearing is housekeeping."""
    long_ago = int(world.clock.now()) - 30 * 24 * 3600
    world.edit(*(mark(n, f"{n} row {'0' * 16} {long_ago}", "ita-sync") for n in range(1, 501)))
    world.fault("http-503")
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert any("could not be cleared" in said for said in machine.said)
    assert len(world.mine()) == 1


def test_a_filter_and_locked_ranges_are_warned_of(world: World) -> None:
    """The row may be hidden, or refused."""
    world.edit({"setBasicFilter": {"filter": {"range": {"sheetId": 0, "startRowIndex": 1}}}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert "filter" in str(outcome.warnings[0])


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


def test_a_doubled_header_is_exit_7_with_its_columns(world: World) -> None:
    """Nobody can tell which of the two is meant."""
    world.edit(insert("COLUMNS", 3), put(1, 3, " คะแนน รวม "))
    outcome = world.machine().push()
    assert failure(outcome) == (Exit.CONFLICT, "header-doubled")
    assert isinstance(outcome, ItaSyncError)
    assert "D, J" in str(outcome.details[0])


def test_constants_blanks_and_gaps_are_written_as_typed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A constant, a field that is blank, a foreign column in between: each cell under its header, the gap untouched."""
    chosen = world.machine().settings
    columns = [
        *chosen.columns,
        Column(header="ค่าคงที่", constant=7, type="number"),
        Column(header="รักษาการ", field="signoff.acting"),
    ]
    changed = Settings(**{**vars(chosen), "columns": tuple(columns)})
    monkeypatch.setattr(World, "settings", lambda _self, _machine: changed)
    world.edit(put(1, 18, "รักษาการ"), put(1, 17, "ของผู้อื่น"), put(1, 16, "ค่าคงที่"))
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK
    (row,) = world.mine()
    assert row[16:] == [7]
    assert machine.code() == Exit.OK


def test_the_door_counts_its_calls(world: World) -> None:
    """Stated after each push."""
    door: sheet.Sheet = world.machine().door()
    door.look()
    assert (door.reads, door.writes) == (1, 0)


def test_text_that_looks_like_a_formula_is_sent_as_text(world: World) -> None:
    """Typed cells: nothing is ever parsed."""
    memo = world.report.memo.model_copy(update={"number": '=HYPERLINK("https://a.example","x")'})
    assert world.machine().code(report=world.report.model_copy(update={"memo": memo})) == Exit.OK
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    entered = [
        c.get("userEnteredValue", {})
        for r in tab["data"][0]["rowData"]
        for c in r.get("values", [])
    ]
    assert {"stringValue": memo.number} in entered
    assert not any("formulaValue" in value for value in entered)
    assert world.machine().verify()[0] == Exit.OK


def test_the_link_is_a_link_and_a_link_that_leads_elsewhere_is_a_difference(world: World) -> None:
    """The cell shows the address and leads to it; a changed target under the same text is found."""
    assert world.machine().code() == Exit.OK
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    cell = tab["data"][0]["rowData"][2]["values"][15]
    assert cell["userEnteredFormat"]["textFormat"]["link"] == {"uri": world.report.url}
    other = {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://elsewhere.example/"}}}}
    start = {"sheetId": 0, "rowIndex": 2, "columnIndex": 15}
    fields = "userEnteredFormat.textFormat.link"
    world.edit({"updateCells": {"rows": [{"values": [other]}], "start": start, "fields": fields}})
    assert world.machine().verify()[0] == Exit.FINDINGS
