"""All places of a journal are looked at, in few reads; what cannot be is named with its rows."""

from dataclasses import replace

import pytest

from ita_sync.config_file import Target
from ita_sync.errors import ConfigError, Exit
from ita_sync.journal import Journal, Place
from ita_sync.monitor import Verified
from ita_sync.monitor.accepted import accept
from ita_sync.publish import Done
from ita_sync.settings import Settings
from tests.promise.edits import copy_tab, delete_row, insert, put, rename
from tests.promise.histories import aimed, neighbour
from tests.promise.outcomes import KEY
from tests.promise.world import BOOK, TAB, Machine, World
from tests.publish.batches import agencies

OTHER = "1other"
THEIRS = "5360602 / 2566"


def reads(world: World, machine: Machine) -> tuple[Verified, int]:
    """Verify, and count the calls."""
    before = len(world.methods())
    found = machine.verified()
    calls = world.methods()[before:]
    assert set(calls) <= {"GET"}
    return found, len(calls)


def told(found: Verified) -> list[tuple[Exit, str, tuple[str, ...]]]:
    """Return exit, code and keys of each cause."""
    return [(cause.exit, cause.error.code, cause.keys) for cause in found.causes]


@pytest.fixture
def both(world: World) -> Machine:
    """Return a machine with a row in each of two tabs."""
    world.edit(copy_tab(7, "zwei"))
    assert world.machine().code() == Exit.OK
    with pytest.MonkeyPatch.context() as patch:
        aimed(patch, tab="zwei")
        assert world.machine().code(report=neighbour(world.report)) == Exit.OK
    return world.machine()


def book(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> Machine:
    """Point all machines at another spreadsheet, whose id is not that of the practice sheet."""
    headers = world.box.rows(BOOK, TAB)[1]
    world.box.ensure(name, "ITA", [{"title": TAB, "rows": [["x"], headers]}])
    usual, target = World.settings, Target(spreadsheet=name, tab=TAB)

    def settings(self: World, machine: str) -> Settings:
        return replace(usual(self, machine), target=target)

    monkeypatch.setattr(World, "settings", settings)
    return world.machine()


def test_all_tabs_are_looked_at_in_one_read(world: World, both: Machine) -> None:
    """Whichever one is configured."""
    found, calls = reads(world, both)
    assert (found.exit, found.looked, calls) == (Exit.OK, 2, 1)
    assert [(row.key, row.row, row.change.place.tab) for row in found.rows] == [
        (KEY, 3, TAB),
        (THEIRS, 3, "zwei"),
    ]


def test_a_renamed_tab_is_found_by_its_number(world: World, both: Machine) -> None:
    """No fault."""
    world.edit(rename("drei", 7))
    found, calls = reads(world, both)
    assert (found.exit, found.looked, calls) == (Exit.OK, 2, 3)
    world.edit(rename("x"), rename("vier", 7))
    found, calls = reads(world, both)
    assert (found.exit, found.looked, calls) == (Exit.OK, 2, 3)


def test_another_tab_under_the_title_of_ours_is_told(world: World, both: Machine) -> None:
    """People look at that one; our rows are looked at all the same."""
    world.edit(rename("x"), rename(TAB, 7), rename("zwei"))
    found, calls = reads(world, both)
    taken = [(Exit.CONFLICT, "title-taken", (KEY,)), (Exit.CONFLICT, "title-taken", (THEIRS,))]
    assert (told(found), found.looked, calls) == (taken, 2, 1)
    world.edit(rename("y"), rename("zwei", 7), rename("alt"), copy_tab(8, TAB))
    found, calls = reads(world, both)
    assert (told(found), found.looked, calls) == (taken[:1], 2, 3)
    assert str(found.causes[0].error.what) == (
        f"Our rows stand in tab alt; another tab is called {TAB} now, as ours was."
    )


def test_a_deleted_tab_is_one_cause_and_the_other_is_looked_at(world: World, both: Machine) -> None:
    """Exit 7, with the rows that were in it."""
    world.edit({"deleteSheet": {"sheetId": 7}})
    found, calls = reads(world, both)
    assert (told(found), calls) == ([(Exit.CONFLICT, "tab-gone", (THEIRS,))], 3)
    assert found.causes[0].place == Place(BOOK, 7, "zwei")
    assert [(row.key, row.exit, row.looked) for row in found.rows] == [
        (KEY, Exit.OK, True),
        (THEIRS, Exit.CONFLICT, False),
    ]


def test_a_replaced_tab_is_told_from_a_deleted_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same title, other number: what stands there is nothing that we wrote."""
    machine = book(world, monkeypatch, "1one")
    assert machine.code() == Exit.OK
    swap = [copy_tab(8, "x"), {"deleteSheet": {"sheetId": 0}}, rename(TAB, 8)]
    assert world.box.owner_edit("1one", swap)
    assert told(machine.verified()) == [(Exit.CONFLICT, "tab-replaced", (KEY,))]


def test_a_practice_sheet_that_was_begun_anew_is_no_fault(world: World, both: Machine) -> None:
    """`sandbox reset` gives it another tab; what stood there was practice."""
    world.edit({"deleteSheet": {"sheetId": 7}}, copy_tab(8, "zwei"))
    found = both.verified()
    assert (found.exit, found.looked) == (Exit.OK, 1)
    assert [str(change.row.key) for change in found.practice] == [THEIRS]


def test_tabs_that_are_all_gone_leave_the_marks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spreadsheet is there, and so are the marks that decide what is open."""
    world.edit(copy_tab(7, "zwei"))
    aimed(monkeypatch, tab="zwei")
    machine = world.machine()
    assert machine.code() == machine.code(report=neighbour(world.report)) == Exit.OK
    world.edit({"deleteSheet": {"sheetId": 7}})
    assert told(machine.verified()) == [(Exit.CONFLICT, "tab-gone", (KEY, THEIRS))]


def test_a_spreadsheet_that_cannot_be_reached_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One cause with its keys, and one read for each; the rows of the other are compared."""
    for name, report in (("1one", world.report), ("2two", neighbour(world.report))):
        assert book(world, monkeypatch, name).code(report=report) == Exit.OK
    machine = world.machine()
    found, calls = reads(world, machine)
    assert (found.exit, found.looked, calls) == (Exit.OK, 2, 2)
    world.fault("http-403", match="read")
    found = machine.verified()
    assert told(found) == [(Exit.CONFIG, "not-shared", (KEY,))]
    assert found.causes[0].place == Place("1one", 0, TAB)
    assert (found.looked, [row.looked for row in found.rows]) == (1, [False, True])
    world.fault("http-403", match="read", times=2)
    found = machine.verified()
    assert told(found) == [
        (Exit.CONFIG, "not-shared", (KEY,)),
        (Exit.CONFIG, "not-shared", (THEIRS,)),
    ]
    assert "Ask the owner of 1one to share it" in str(found.causes[0].error.next_step)
    assert "Share the sheet with" in str(found.causes[1].error.next_step)
    world.fault("http-503", match="read", times=None)
    (cause,) = machine.verified().causes
    assert [*map(str, cause.error.details)] == [
        f"Not looked at: tab {TAB} of spreadsheet 1one",
        f"Not looked at: tab {TAB} of spreadsheet 2two",
    ]


@pytest.mark.parametrize("first", ["http-403", "http-404"])
def test_a_spreadsheet_that_is_gone_for_good_can_be_left_so(
    world: World, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """If it is not the configured one: silent then, until its rows are seen again, and differ."""
    for name, report in (("1one", world.report), ("2two", neighbour(world.report))):
        assert book(world, monkeypatch, name).code(report=report) == Exit.OK
    machine = world.machine()
    world.fault(first, match="read")
    found = machine.verified()
    assert "if it is gone for good" in str(found.causes[0].error.next_step)
    rows = tuple(row for row in found.rows if row.key == KEY)
    with Journal(machine.settings.state) as journal:
        accept(journal, Verified(rows), "the office was dissolved", world.clock.at)
    for fault in ("http-404", "http-403"):
        world.fault(fault, match="read")
        found = machine.verified()
        assert (found.exit, told(found)) == (Exit.OK, [])
    assert world.box.owner_edit("1one", [put(2, 8, 1)])
    assert machine.verified().exit == Exit.FINDINGS
    world.fault("http-404", match="read", times=2)
    with Journal(machine.settings.state) as journal, pytest.raises(ConfigError):
        accept(journal, Verified(machine.verified().rows[1:]), "x", world.clock.at)


def test_real_rows_are_not_passed_by_a_configuration_for_practice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no way to them, and says so; no call is made."""
    with monkeypatch.context() as patch:
        assert book(world, patch, OTHER).code() == Exit.OK
    found, calls = reads(world, world.machine())
    assert (told(found), calls) == ([(Exit.CONFIG, "other-sheet", (KEY,))], 0)
    assert [row.looked for row in found.rows] == [False]


def test_practice_is_left_aside_where_a_real_sheet_is_configured(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no hand-in: named, and worth no exit code."""
    assert world.machine().code() == Exit.OK
    machine = book(world, monkeypatch, OTHER)
    found, calls = reads(world, machine)
    assert (found.nothing, calls) == (True, 0)
    assert machine.code(report=neighbour(world.report)) == Exit.OK
    found, calls = reads(world, machine)
    assert (found.exit, found.looked, calls) == (Exit.OK, 1, 1)
    assert [str(change.row.key) for change in found.practice] == [KEY]


def test_a_changed_header_is_one_cause(world: World) -> None:
    """With the keys of all rows, of which people read the first ten."""
    machine = world.machine()
    outcomes = machine.push_all([world.draft(report) for report in agencies(world, 12)])
    assert {type(outcome) for outcome in outcomes} == {Done}
    world.edit(put(1, 8, "อื่น"))
    found = machine.verified()
    (cause,) = found.causes
    assert (cause.exit, cause.error.code, len(cause.keys)) == (Exit.CONFLICT, "row-header", 12)
    assert [row.exit for row in found.rows] == [Exit.CONFLICT] * 12
    told = [str(line) for line in cause.told.details]
    assert told[-1] == f"Keys: {', '.join(cause.keys[:10])}, and 2 more"


def test_the_row_of_the_header_is_configured_for_one_tab_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab is read without it, and with it where that alone helps."""
    world.edit(copy_tab(7, "zwei"))
    assert world.machine().code() == Exit.OK
    aimed(monkeypatch, tab="zwei", header_row=2)
    world.edit(insert("ROWS", 0))
    assert world.machine().verify()[0] == Exit.OK


def test_a_wrong_row_of_the_header_is_no_change_of_the_sheet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that stand are read without it; where one does not, the configuration is named."""
    assert world.machine().code() == Exit.OK
    assert world.machine().code(report=neighbour(world.report)) == Exit.OK
    aimed(monkeypatch, tab=TAB, header_row=9)
    assert world.machine().verify()[0] == Exit.OK
    world.edit(put(3, 8, 1), delete_row(2))
    changed, header = sorted(world.machine().verified().causes, key=lambda each: each.exit)
    assert (changed.error.code, changed.keys) == ("row-changed", (THEIRS,))
    assert (header.error.code, header.keys) == ("row-header", (KEY,))
    assert str(header.error.details[-1]) == (
        "The configured header_row is 9; a header with all columns is in row 2. If that table is "
        "meant, correct `header_row` in the configuration."
    )
