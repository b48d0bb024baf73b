"""Verify: each row as it is, settled where the marks decide, and nothing written to the sheet."""

from dataclasses import replace

import pytest

from ita_sync.config_file import Target
from ita_sync.errors import Exit, SheetConflict
from ita_sync.google import fence
from ita_sync.i18n import T
from ita_sync.journal import How, Journal, Observation, Reason, State
from ita_sync.monitor import Places, Stood, Verified
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.verify import verify
from ita_sync.settings import Settings
from tests.promise.edits import copy_tab, delete_row, insert, put
from tests.promise.histories import aimed, amended, die, leave_open, neighbour
from tests.promise.outcomes import KEY, ONCE, failure, unknown, words_of
from tests.promise.world import BOOK, START, TAB, Machine, World
from tests.publish.batches import agencies


def observed(machine: Machine, which: int = 0) -> list[Observation]:
    """Return all that was ever seen of a row."""
    with Journal(machine.settings.state, read_only=True) as journal:
        return journal.observations(journal.history()[which])


def test_verify_reports_each_row_in_full(world: World) -> None:
    """As sent, changed, removed: with change, row and problem; what it saw is kept, once."""
    machine = world.machine()
    second = neighbour(world.report)
    assert machine.code() == machine.code(report=second) == Exit.OK
    one, two = machine.changes()
    world.clock.sleep(10)
    assert machine.verify() == (Exit.OK, [Stood(one, Exit.OK, 3), Stood(two, Exit.OK, 4)])
    was = world.mine()[0][1]
    world.edit(put(2, 1, "อื่น"), delete_row(3))
    for _ in range(2):
        world.clock.sleep(10)
        code, (changed, removed) = machine.verify()
        assert (code, changed.exit, changed.row, removed.exit, removed.row) == (7, 1, 3, 7, None)
        assert (changed.change.id, removed.change.id) == (one.id, two.id)
        assert words_of(changed.problem) == (
            Exit.CONFLICT,
            "row-changed",
            f"The row was written, and somebody changed it. (key: {KEY}, tab {TAB})",
            ONCE,
            (
                "Ask who changed it. Mend the cell in the sheet, or correct the report and have "
                "it signed again."
            ),
            [f"Row 3, หน่วยงาน: the sheet has 'อื่น', the report says {was}"],
        )
        assert words_of(removed.problem)[:2] == (Exit.CONFLICT, "row-removed")
    assert observed(machine) == [
        Observation(START, 1, How.AS_SENT, (2,), START + 10),
        Observation(START + 20, 2, How.CHANGED, (2,), START + 30),
    ]
    assert [(each.how, each.rows) for each in observed(machine, 1)] == [
        (How.AS_SENT, (3,)),
        (How.REMOVED, ()),
    ]


def test_nothing_that_was_settled_is_ever_rewritten(world: World) -> None:
    """Whatever people do: batches, attempts and changes stay as they were, to the last column."""
    machine = world.machine()
    assert [
        type(each)
        for each in machine.push_all([world.draft(report) for report in agencies(world, 3)])
    ]
    before = [replace(batch, changes=()) for batch in machine.batches()]
    first = [replace(change, seen=None) for change in machine.changes()]
    for edit in (
        put(2, 8, 1),
        delete_row(3),
        insert("COLUMNS", 0),
        put(1, 5, "?"),
    ):
        world.edit(edit)
        world.clock.sleep(60)
        assert machine.verify()[0] != Exit.OK
        assert [replace(batch, changes=()) for batch in machine.batches()] == before
        assert [replace(change, seen=None) for change in machine.changes()] == first


def test_a_stale_look_turns_no_row_into_one_that_somebody_removed(world: World) -> None:
    """The first edition held the row for removed from one old look, and offered to restore it."""
    world.clock.sleep(1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(100)
    world.fault("stale", match="read", seconds=world.clock.at - START)
    assert machine.verify()[0] == Exit.OK
    (seen,) = observed(machine)
    assert (seen.how, seen.until > seen.at) == (How.AS_SENT, True)
    assert machine.states() == [State.WRITTEN]


def test_a_person_who_edits_our_row_is_reported_by_verify_as_a_difference(world: World) -> None:
    """Exit 1, with the cell, what it holds and what was confirmed."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(2, 8, 87.41))
    code, (standing,) = machine.verify()
    assert code == Exit.FINDINGS
    assert standing.problem is not None
    assert "87.41" in str(standing.problem.details[0])
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")
    world.edit(put(2, 8, 78.41))
    assert machine.verify()[0] == Exit.OK


def test_verify_of_a_row_of_somebody_else_claims_nothing(world: World) -> None:
    """Changed or not, the journal still says that the row was found."""
    assert world.machine("a").code() == Exit.OK
    machine = world.machine("b")
    assert machine.code() == Exit.OK
    world.edit(put(2, 1, "อื่น"))
    world.clock.sleep(5)
    assert machine.verify()[0] == Exit.FINDINGS
    (change,) = machine.changes()
    assert (change.state, change.reason, change.number) == (State.FOUND, Reason.FOUND, 0)
    assert [each.how for each in observed(machine)] == [How.AS_SENT, How.CHANGED]


# what is open


def test_verify_settles_what_the_sheet_has_decided_and_never_writes(world: World) -> None:
    """An attempt that landed is written, at that moment."""
    leave_open(world, applied=True)
    machine = world.machine()
    writes = world.methods().count("WRITE")
    world.clock.sleep(5)
    code, (stood,) = machine.verify()
    (change,) = machine.changes()
    assert (code, replace(stood.change, seen=change.seen)) == (Exit.OK, change)
    assert (stood.exit, stood.row) == (Exit.OK, 3)
    (batch,) = machine.batches()
    assert (batch.state, batch.reason, batch.settled_at) == (
        State.WRITTEN,
        Reason.SEEN,
        world.clock.at,
    )
    assert world.methods().count("WRITE") == writes


def test_what_is_open_stays_open_and_is_named(world: World) -> None:
    """With the report's path and the tab, and the command that decides it."""
    draft = replace(world.draft(), path="/office/report.yaml")
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    machine.push_all([draft])
    code, (stood,) = machine.verify()
    (change,) = machine.changes()
    assert (code, replace(stood, what=None)) == (Exit.UNKNOWN, Stood(change, Exit.UNKNOWN))
    assert str(stood.what) == (
        "An attempt to write it is still open (report /office/report.yaml, tab ITA 2566); "
        "`ita-sync settle` decides it."
    )
    assert machine.states() == [State.OPEN]
    assert observed(machine) == []


def test_an_open_attempt_of_another_tab_is_named_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever tab the settings name now; until that tab's push takes its number."""
    world.edit(copy_tab(7, "zwei"))
    leave_open(world, applied=False)
    with monkeypatch.context() as patch:
        aimed(patch, tab="zwei")
        machine = world.machine()
        code, (stood,) = machine.verify()
        assert (code, stood.exit) == (Exit.UNKNOWN, Exit.UNKNOWN)
        assert "tab ITA 2566" in str(stood.what)
        assert machine.code() == Exit.OK
        code, (stood,) = machine.verify()
        assert (code, stood.exit, stood.row) == (Exit.OK, Exit.OK, 3)
        assert machine.batches()[0].reason is Reason.TAKEN


def test_an_attempt_of_another_tab_that_landed_is_settled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row is looked at in its own tab, whichever one is configured now."""
    world.edit(copy_tab(7, "zwei"))
    leave_open(world, applied=True)
    aimed(monkeypatch, tab="zwei")
    machine = world.machine()
    code, (stood,) = machine.verify()
    assert (code, stood.exit, stood.row, stood.change.place.tab) == (Exit.OK, Exit.OK, 3, TAB)
    assert machine.states() == [State.WRITTEN]


def test_an_open_attempt_of_another_spreadsheet_is_named_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not forgotten when the settings name the sheet of a new year."""
    leave_open(world, applied=False)
    headers = world.box.rows(BOOK, TAB)[1]
    world.box.ensure("next-year", "ITA", [{"title": TAB, "rows": [["x"], headers]}])
    usual = World.settings

    def settings(self: World, name: str) -> Settings:
        return replace(usual(self, name), target=Target(spreadsheet="next-year", tab=TAB))

    monkeypatch.setattr(World, "settings", settings)
    machine = world.machine()
    code, (stood,) = machine.verify()
    assert (code, stood.change.place.spreadsheet) == (Exit.UNKNOWN, BOOK)
    assert machine.states() == [State.OPEN]


def test_an_amended_report_whose_first_version_is_open_is_named(world: World) -> None:
    """Beside the row that stands: the newest of a key that was written, and what is open."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=1)
    assert machine.code(report=amended(world.report), restore=True) == Exit.CONFIG
    code, (open_, gone) = machine.verify()
    assert (code, open_.exit, gone.exit) == (Exit.CONFLICT, Exit.UNKNOWN, Exit.CONFLICT)


def test_an_attempt_that_was_never_sent_is_open_until_it_is_settled(world: World) -> None:
    """A crash between journal and wire: `verify` cannot know that nothing was sent."""
    die(world, "after commit", 1)
    code, (stood,) = world.machine().verify()
    assert (code, stood.exit) == (Exit.UNKNOWN, Exit.UNKNOWN)
    assert world.machine().code() == Exit.OK
    assert world.machine().verify()[0] == Exit.OK


def test_what_a_closed_epoch_bars_is_open_no_more(world: World) -> None:
    """Another office cleared marks: the attempt can no longer land, whatever its age."""
    leave_open(world, applied=False)
    world.edit(fence.create(fence.EPOCHS, "epoch", "0" * 16, 0))
    machine = world.machine()
    assert machine.verify() == (Exit.OK, [])
    assert machine.batches()[0].reason is Reason.BARRED


@pytest.mark.parametrize("off", [365 * 24 * 3600.0, 0.0])
def test_verify_takes_no_number_for_lost_before_nothing_can_land(world: World, off: float) -> None:
    """Another program's mark may go away again; a Date in the future does not end the wait."""
    leave_open(world, applied=False)
    machine = world.machine()
    world.box.foreign_mark(BOOK, 99)
    world.edit(
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataId": 1,
                    "metadataKey": "x",
                    "location": {"spreadsheet": True},
                    "visibility": "DOCUMENT",
                }
            }
        }
    )
    with Journal(machine.settings.state) as journal:
        (batch,) = journal.pending()
        journal.attempt(batch, "row", world.clock.at + 10)
    if off:
        world.fault("future-date", match="read", seconds=off)
    assert machine.verify()[0] == Exit.UNKNOWN
    world.clock.sleep(400)
    assert machine.verify() == (Exit.OK, [])
    assert machine.batches()[0].reason is Reason.TAKEN


# a sheet that cannot be read


def test_verify_without_a_reachable_sheet_is_5_or_6(world: World) -> None:
    """Exit 5 with nothing open; exit 6 with an attempt open, because nobody knows."""
    leave_open(world, applied=True)
    machine = world.machine("b")
    assert machine.code() == Exit.OK
    world.fault("http-503", match="read", times=None)
    assert machine.verify()[0] == Exit.UNAVAILABLE
    assert world.machine("a").verify()[0] == Exit.UNKNOWN


def test_verify_that_cannot_read_is_reported_in_full(world: World) -> None:
    """It waits as long as a look may take; the rows that nobody looked at are named, not passed."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.fault("http-503", match="read", times=None)
    found = machine.verified()
    (cause,), (stood,) = found.causes, found.rows
    assert (found.exit, found.looked) == (Exit.UNAVAILABLE, 0)
    assert (cause.exit, cause.error.code, cause.keys) == (Exit.UNAVAILABLE, "unavailable", (KEY,))
    assert "503 The service is currently unavailable." in str(cause.error.what)
    assert [*map(str, cause.error.details)] == [
        f"Not looked at: tab {TAB} of spreadsheet {BOOK}",
    ]
    assert (stood.exit, stood.row, stood.looked) == (Exit.UNAVAILABLE, None, False)
    assert len(observed(machine)) == 1
    assert 15 < world.clock.at - START <= 30
    assert machine.said[0].endswith(" s: 503 The service is currently unavailable.")


def test_an_attempt_whose_sheet_cannot_be_read_is_in_doubt(world: World) -> None:
    """It is named as open, and why nobody can tell is named beside it."""
    leave_open(world, applied=False)
    world.fault("http-503", match="read", times=None)
    opened, away = world.machine().verified().causes
    assert (opened.error.code, opened.keys, away.keys) == ("attempt-open", (KEY,), (KEY,))
    said = words_of(away.error)
    assert (said[0], *said[2:5]) == (
        Exit.UNKNOWN,
        *unknown("503 The service is currently unavailable.")[2:5],
    )


def test_verify_needs_neither_a_clock_nor_a_listener(world: World) -> None:
    """It takes the machine's clock and stays silent by default."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    with Journal(machine.settings.state) as journal:
        found = verify(Places(machine.door, machine.settings), journal)
        assert found.exit == Exit.CONFLICT


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([], 0), ([0], 0), ([0, 1], 1), ([1, 6, 0], 6), ([6, 7, 1], 7)],
)
def test_the_worst_of_all_rows_is_the_exit_code(
    world: World, codes: list[int], expected: int
) -> None:
    """A conflict counts before an open attempt, and that before a difference."""
    assert world.machine().code() == Exit.OK
    error = SheetConflict("x", T("x"), next_step=T("x"))
    causes = tuple(Cause(error, lesser=Exit(code)) for code in codes)
    assert Verified(causes=causes).exit == expected
