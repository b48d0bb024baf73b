"""What a change of the code could break unseen: whole results, whole journal entries, every word of an error.

docs/mutants.md tells where these come from.
"""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests

from ita_sync.errors import NOTHING_WRITTEN, ConfigError, Exit, ItaSyncError
from ita_sync.journal import Attempt, Intent, Journal, Outcome, Place, Reason, State, file
from ita_sync.monitor import Standing, worst
from ita_sync.monitor.verify import verify
from ita_sync.publish import Done, Publisher
from ita_sync.publish.settle import MAYBE
from ita_sync.row import SummaryRow
from ita_sync.sandbox import SandboxAdapter
from ita_sync.settings import Settings, Target
from tests.promise.edits import copy_tab, delete_row, insert, mark, put
from tests.promise.test_settle import amended, leave_open, neighbour
from tests.promise.world import BOOK, START, TAB, Machine, World

KEY = "5360601 / 2566"
HERE = Place(BOOK, 0, TAB)
NOTHING, MAY = str(NOTHING_WRITTEN), str(MAYBE)
ONCE = "The row was written once before; this run wrote nothing."
AGAIN = "Run the same command again: it settles this by itself and never writes a second row."
KEEP = "Do not delete the journal: it knows what was sent."
Told = tuple[Exit, str, str, str, str, list[str]]


def told(outcome: object) -> Told:
    """Return all that an error says: exit code, slug, what, what was written, what to do, details."""
    assert isinstance(outcome, ItaSyncError), outcome
    texts = (str(outcome.what), str(outcome.written), str(outcome.next_step))
    return (outcome.exit_code, outcome.code, *texts, [str(line) for line in outcome.details])


def plain(row: SummaryRow) -> SummaryRow:
    """Return a row as the journal gives it back."""
    return SummaryRow.load(row.dump(), row.key.dump(), row.key.identity, row.digest)


def done(outcome: object) -> Done:
    """Return a result whose row may come from the report or from the journal."""
    assert isinstance(outcome, Done), outcome
    return replace(outcome, summary=plain(outcome.summary))


def plan_of(machine: Machine, *, restore: bool = False) -> object:
    """Return what a dry run finds, or how it fails."""
    with Journal(machine.settings.state, read_only=True) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, machine.world.clock)
        try:
            return publisher.plan(machine.world.row(), **({"restore": True} if restore else {}))
        except ItaSyncError as error:
            return error


def aimed(monkeypatch: pytest.MonkeyPatch, **target: Any) -> None:
    """Let all machines of the world work on another target."""
    usual = World.settings

    def settings(self: World, machine: str) -> Settings:
        return Settings(
            **{**vars(usual(self, machine)), "target": Target(spreadsheet=BOOK, **target)}
        )

    monkeypatch.setattr(World, "settings", settings)


# publish


def test_a_push_is_told_and_journalled_whole(world: World) -> None:
    """Nothing is said beside the result; the journal knows what was meant, sent and answered."""
    machine = world.machine()
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        plan = publisher.plan(world.row())
    assert (plan.action, plan.row, plan.number) == ("add", 2, 1)
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 3, 1)
    assert machine.said == []
    (intent,) = machine.intents()
    assert len(intent.token) == 16
    assert intent == Intent(
        *(
            1,
            START,
            "report.yaml",
            HERE,
            1,
            intent.token,
            plain(world.row()),
            {"post": "x"},
            plan.batch(intent.token),
        ),
        *(State.CONFIRMED, Reason.AS_SENT, (Attempt("row", START, Outcome.APPLIED, ""),), START),
    )
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 1)
    assert len(machine.intents()) == 1


def test_a_row_of_somebody_else_is_told_and_journalled_whole(world: World) -> None:
    """It was there before: under no number of ours, with what stood there, recorded once."""
    assert world.machine("a").code() == Exit.OK
    machine = world.machine("b")
    world.clock.sleep(5)
    for _ in range(2):
        assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 0)
    (intent,) = machine.intents()
    assert intent == Intent(
        *(
            1,
            START + 5,
            "report.yaml",
            HERE,
            0,
            "",
            plain(world.row()),
            {},
            {},
            State.CONFIRMED,
            Reason.FOUND,
            (),
            START + 5,
        ),
    )
    with Journal(machine.settings.state, read_only=True) as journal:
        former = journal.former(intent)
    assert former == list(machine.door().look().rows[2])
    with Journal(world.settings("a").state, read_only=True) as journal:
        assert journal.former(journal.history()[0]) == []


def test_a_row_that_was_mended_by_hand_is_confirmed_again(world: World) -> None:
    """Held by verify, confirmed by the next push, at that moment."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    was = world.mine()[0][1]
    world.edit(put(2, 1, "อื่น"))
    assert machine.verify()[0] == Exit.FINDINGS
    assert machine.states() == [State.HELD]
    world.edit(put(2, 1, was))
    world.clock.sleep(50)
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 1)
    (intent,) = machine.intents()
    assert (intent.state, intent.reason, intent.settled_at) == (
        State.CONFIRMED,
        Reason.AS_SENT,
        START + 50,
    )


def lose_mark(world: World, machine: Machine) -> None:
    """Leave an attempt whose mark and row are both gone when it is looked for."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    lookup = {"developerMetadataLookup": {"metadataId": 1}}
    world.edit({"deleteDeveloperMetadata": {"dataFilter": lookup}}, delete_row(2))
    world.clock.sleep(400)
    assert machine.verify()[0] == Exit.CONFLICT


def test_a_row_of_which_nobody_knows_is_taken_for_found_when_it_stands_there(world: World) -> None:
    """Mark and row were gone; a person typed the row: it is not claimed to be ours."""
    machine = world.machine()
    lose_mark(world, machine)
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.HELD, Reason.MARK_GONE)
    assert told(machine.push()) == (
        *(Exit.CONFLICT, "row-mark-gone"),
        (
            "The row is not in the sheet as it was sent, and it can no longer be told whether it "
            "ever was."
            f" (key: {KEY}, tab {TAB})"
        ),
        "Whether the row was written before cannot be told; this run wrote nothing more.",
        (
            "Look at the sheet's version history. If it is to be written again: `ita-sync push "
            "--restore REPORT`."
        ),
        [],
    )
    assert world.machine("c").code() == Exit.OK
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.number) == ("already", 1)
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.CONFIRMED, Reason.FOUND)


def test_a_removed_row_is_told_whole_and_comes_back_only_when_asked_for(world: World) -> None:
    """By the dry run and by the push, in the same words."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    removed: Told = (
        *(
            Exit.CONFLICT,
            "row-removed",
            f"The row was written, and somebody removed it. (key: {KEY}, tab {TAB})",
        ),
        *(ONCE, "If it is to be written again: `ita-sync push --restore REPORT`.", []),
    )
    assert told(plan_of(machine)) == told(machine.push()) == removed
    with Journal(machine.settings.state) as journal, pytest.raises(ItaSyncError) as caught:
        Publisher(machine.door(), journal, machine.settings, world.clock).push(
            world.row(), report="r.yaml", signoff={}
        )
    assert told(caught.value) == removed
    plan = plan_of(machine, restore=True)
    assert getattr(plan, "action", plan) == "add"
    assert done(machine.push(restore=True)) == Done("written", plain(world.row()), TAB, 3, 2)


OPEN: Told = (
    *(Exit.UNKNOWN, "attempt-open", f"An earlier attempt to write {KEY} is still open.", MAY),
    *("Do not paste the row. Run `ita-sync push`: it settles the attempt first.", []),
)


def test_a_dry_run_over_an_open_attempt_says_so(world: World) -> None:
    """Only a push may settle it, and says what it does; a look that fails says no less."""
    leave_open(world, applied=False)
    machine = world.machine()
    assert told(plan_of(machine)) == OPEN
    world.fault("http-403", match="read")
    assert told(plan_of(machine))[:4] == (
        *(
            Exit.CONFIG,
            "not-shared",
            "Google refused access: The caller does not have permission",
            MAY,
        ),
    )
    world.fault("http-503", match="read", times=None)
    assert (
        told(plan_of(machine))
        == told(machine.push())
        == unknown("503 The service is currently unavailable.")
    )
    world.box.clear_faults()
    machine.said.clear()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 3, 1)
    assert (
        machine.said[0]
        == "An earlier attempt is still open; settling it first can take three minutes."
    )


def unknown(reason: str) -> Told:
    """Return what is told while an attempt is open and the sheet cannot be read."""
    what = f"It is not known yet whether the row was written: {reason}"
    return (Exit.UNKNOWN, "outcome-unknown", what, MAY, AGAIN, [])


def test_a_sheet_that_cannot_be_read_is_told_without_doubt_where_nothing_is_open(
    world: World,
) -> None:
    """Surely nothing was written; the patience is what the settings say, and each wait is told."""
    machine = world.machine()
    world.fault("http-503", match="read", times=None)
    expected: Told = (
        *(Exit.UNAVAILABLE, "unavailable"),
        "Google Sheets cannot be reached now: 503 The service is currently unavailable.",
        *(NOTHING, "Run again later; a scheduled run does so by itself.", []),
    )
    assert told(machine.push()) == expected
    assert 200 < world.clock.at - START <= 300
    assert machine.said[0].startswith("Waiting ")
    assert machine.said[0].endswith(" s: 503 The service is currently unavailable.")
    assert told(plan_of(machine)) == expected


def test_an_open_attempt_of_another_tab_is_none_of_this_tabs_business(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second tab has its own history; its push does not wait, and leaves the other as it is."""
    leave_open(world, applied=False)
    world.edit(copy_tab(7, "zwei"))
    with monkeypatch.context() as patch:
        aimed(patch, tab="zwei")
        machine, before = world.machine(), world.clock.at
        assert getattr(plan_of(machine), "action", None) == "add"
        outcome = machine.push()
        assert isinstance(outcome, Done)
        assert (outcome.how, outcome.tab, outcome.row, world.clock.at, machine.said) == (
            "written",
            "zwei",
            3,
            before,
            [],
        )
        assert machine.states() == [State.OPEN, State.CONFIRMED]
        assert machine.verify() == (Exit.OK, [Standing(machine.intents()[1], Exit.OK, 3)])
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_an_amended_report_closes_the_old_attempt_and_says_written(world: World) -> None:
    """The one that landed is compared, the one that did not is given up."""
    leave_open(world, applied=False)
    machine = world.machine()
    outcome = machine.push(report=amended(world.report))
    assert done(outcome) == Done("written", plain(world.row(amended(world.report))), TAB, 3, 2)


def test_an_attempt_that_had_landed_is_told_as_written(world: World) -> None:
    """One look more, no write; the number is the one it was sent under."""
    leave_open(world, applied=True)
    machine = world.machine()
    world.box.clear_calls()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 3, 1)
    assert world.methods() == ["GET"]


def test_an_attempt_whose_number_another_took_is_no_bar_where_numbers_are_refused(
    world: World,
) -> None:
    """Where that was found out, dry run and verify know at once that the row will not land.

    Else it stays open.
    """
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    assert machine.code() == Exit.CONFIG
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert world.clock.at - START < 100
    plan = plan_of(machine)
    assert (getattr(plan, "action", plan), getattr(plan, "number", 0)) == ("add", 2)
    with Journal(machine.settings.state) as journal:
        journal.found_out(BOOK, START, holds=False)
    assert told(plan_of(machine)) == OPEN
    assert machine.verify()[0] == Exit.UNKNOWN
    with Journal(machine.settings.state) as journal:
        journal.found_out(BOOK, START, holds=True)
    assert machine.verify() == (Exit.OK, [])
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.CLOSED, Reason.TAKEN)


def test_a_row_that_somebody_brought_up_to_date_is_found_not_ours(world: World) -> None:
    """Ours is an earlier one, under its own number; what stands there now is recorded beside it."""
    machine, later = world.machine("a"), amended(world.report)
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    assert world.machine("b").code(report=later) == Exit.OK
    assert done(machine.push(report=later)) == Done("already", plain(world.row(later)), TAB, 3, 0)
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.AS_SENT),
        (0, Reason.FOUND),
    ]


def test_restoring_settles_an_open_attempt_that_landed_and_was_removed(world: World) -> None:
    """In one run: the sheet decides about the old attempt, then the row is written anew."""
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    assert done(machine.push(restore=True)) == Done("written", plain(world.row()), TAB, 3, 2)
    assert [(i.state, i.reason) for i in machine.intents()] == [
        (State.HELD, Reason.REMOVED),
        (State.CONFIRMED, Reason.AS_SENT),
    ]


def below_another_header(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put above the header a row that looks like it, with the key under another name, and configure the right one."""
    first, second, *others = (str(text) for text in world.box.rows(BOOK, TAB)[1])
    other = enumerate([second, first, *others])
    world.edit(insert("ROWS", 1), *(put(1, column, text) for column, text in other))
    aimed(monkeypatch, tab=TAB, header_row=3)


def test_a_configured_header_row_counts_everywhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rows look like the header.

    Only the configured one is read, when planning, settling, telling, verifying.
    """
    below_another_header(world, monkeypatch)
    machine = world.machine()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 4, 1)
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 4, 1)
    assert machine.verify() == (Exit.OK, [Standing(machine.intents()[0], Exit.OK, 4)])
    name = world.mine()[0][1]
    world.edit(put(3, 1, "อื่น"))
    assert told(machine.push())[1] == "content-differs"
    code, (standing,) = machine.verify()
    assert (code, told(standing.problem)[5]) == (
        *(Exit.FINDINGS, [f"Row 4, หน่วยงาน: the sheet has 'อื่น', the report says {name}"]),
    )
    with Journal(machine.settings.state, read_only=True) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        with pytest.raises(ItaSyncError):
            publisher.plan(world.row())
        table = publisher.table()
    assert table is not None
    assert table.header_row == 2


def test_a_configured_header_row_counts_when_an_attempt_is_found_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held by the push itself, in one look, with the cell that differs under its right name."""
    below_another_header(world, monkeypatch)
    leave_open(world, applied=True)
    world.edit(put(3, 2, "อื่น"))
    world.box.clear_calls()
    machine = world.machine()
    outcome = told(machine.push())
    assert (outcome[1], outcome[5]) == (
        "row-changed",
        ["Row 4, อำเภอ: the sheet has 'อื่น', the report says จัตุรัส"],
    )
    assert world.methods() == ["GET"]


def test_a_table_is_shown_as_last_looked_at(world: World) -> None:
    """None before the first look, and none where the header cannot be read."""
    machine = world.machine()
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings)
        assert publisher.table() is None
        publisher.plan(world.row())
        table = publisher.table()
        assert table is not None
        assert (table.header_row, table.columns["รหัส อปท."], table.snapshot.title) == (1, 0, TAB)
        world.edit(put(1, 8, "x"))
        publisher = Publisher(machine.door(), journal, machine.settings)
        with pytest.raises(ItaSyncError):
            publisher.plan(world.row())
        assert publisher.table() is None


def test_a_warning_comes_with_the_result(world: World) -> None:
    """Of the plan that was carried out."""
    world.edit({"setBasicFilter": {"filter": {"range": {"sheetId": 0, "startRowIndex": 1}}}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert [str(warning) for warning in outcome.warnings] == [
        "The tab has a filter: the new row may be hidden until the filter is refreshed."
    ]


class Greedy(SandboxAdapter):
    """Another program that takes each number a moment before us."""

    visibility = "DOCUMENT"

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Take the number that is about to be sent."""
        if request.method == "POST":
            assert request.body
            (first, *_) = json.loads(request.body)["requests"]
            number = first["createDeveloperMetadata"]["developerMetadata"]["metadataId"]
            world: World = self.world  # type: ignore[attr-defined] # set below
            if all(one.id != number for one in world.box.book(BOOK).marks):
                world.edit(mark(number, visibility=self.visibility))
        return super().send(request, *args, **kwargs)


def test_four_lost_numbers_are_enough(world: World) -> None:
    """Then the officer is told that others wrote."""
    adapter = Greedy(world.box)
    adapter.world = world  # type: ignore[attr-defined] # see above
    machine = world.machine(adapter=adapter)
    assert told(machine.push()) == (
        *(Exit.UNAVAILABLE, "contended", "Others wrote to the sheet 4 times while this run tried."),
        *(NOTHING, "Run again in a few minutes.", []),
    )
    assert [intent.number for intent in machine.intents()] == [1, 2, 3, 4]


def test_a_row_that_google_refuses_is_told_in_googles_words(world: World) -> None:
    """After a fresh plan was refused too; a range was protected while nobody looked."""
    world.fault("http-400", match="write", times=None)
    machine = world.machine()
    outcome = told(machine.push())
    reason = machine.intents()[0].attempts[0].detail
    assert reason.startswith("400 ")
    assert outcome == (
        *(Exit.CONFLICT, "refused", f"Google refused the row: {reason}", NOTHING),
        (
            "A protected range? Ask the sheet's owner to let this account edit; or paste the row "
            "by hand:"
            " `ita-sync push --dry-run --tsv REPORT`."
        ),
        [],
    )


def test_marks_that_could_not_be_cleared_are_told_of(world: World) -> None:
    """With the reason, and nothing else."""
    long_ago = int(world.clock.now()) - 30 * 24 * 3600
    world.edit(*(mark(n, f"{n} row {'0' * 16} {long_ago}", "ita-sync") for n in range(1, 501)))
    world.fault("http-503")
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert machine.said == [
        "Old marks could not be cleared: 503 The service is currently unavailable."
    ]


# journal


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Journal]:
    """Return an empty journal in a folder that was not there."""
    with Journal(tmp_path / "far" / "away") as journal:
        yield journal


def meant(journal: Journal, world: World, **differs: Any) -> Intent:
    """Journal an intent."""
    usual: dict[str, Any] = {
        "place": HERE,
        "row": world.row(),
        "report": "r.yaml",
        "now": 1.0,
        "number": 4,
        "token": "t",
    }
    return journal.intend(**usual | {"signoff": {}, "batch": {}} | differs)


def test_a_journal_commits_to_the_disk_and_waits_for_others(book: Journal) -> None:
    """Rollback journal, full sync with the folder, references checked, twenty seconds for another process."""
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
    found = [book._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert found == ["delete", 3, 1, 20_000, 2]
    assert book._db.isolation_level is None
    if os.name == "posix":
        assert stat.S_IMODE(book.path.parent.stat().st_mode) == 0o700
    with Journal(book.path.parent, read_only=True) as reading:
        assert reading._db.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
        with pytest.raises(ConfigError):
            reading.found_out(BOOK, 1.0, holds=True)
    book.close()
    with pytest.raises(sqlite3.ProgrammingError):
        book._db.execute("SELECT 1")


def test_a_second_open_keeps_what_the_first_wrote(book: Journal, world: World) -> None:
    """The folder and the tables are there already."""
    intent = meant(book, world)
    book.close()
    with Journal(book.path.parent) as again:
        assert again.history() == [intent]


def test_what_is_journalled_is_plain_json(book: Journal, world: World) -> None:
    """Readable with any tool: Thai as Thai, no blanks, dates as text."""
    meant(book, world, signoff={"โดย": date(2566, 1, 2)}, batch={"a": [1, 2]})
    columns = "SELECT spreadsheet, gid, tab, parts, key, digest, cells, signoff, batch, former FROM intents"
    (row,) = book._db.execute(columns).fetchall()
    wanted = world.row()
    parts = '[["รหัส อปท.","5360601",true],["ปีงบประมาณ","2566",false]]'
    assert row[:6] == (BOOK, 0, TAB, parts, wanted.key.identity, wanted.digest)
    assert json.loads(row[6]) == wanted.dump()
    assert row[7:] == ('{"โดย":"2566-01-02"}', '{"a":[1,2]}', "[]")


def test_an_intent_is_settled_when_it_is_neither_open_nor_closing(
    book: Journal, world: World
) -> None:
    """Each move is the state, the reason, and the moment."""
    intent = meant(book, world)
    assert (intent.state, intent.reason, intent.settled_at, intent.created_at) == (
        State.OPEN,
        Reason.NONE,
        None,
        1.0,
    )
    for state, settled in (
        (State.CLOSING, None),
        (State.CLOSED, 9.0),
        (State.OPEN, None),
        (State.HELD, 9.0),
        (State.CONFIRMED, 9.0),
    ):
        assert book.move(intent, state, Reason.TAKEN, 9.0) == replace(
            intent, state=state, reason=Reason.TAKEN, settled_at=settled
        )


def test_attempts_are_dated_answered_and_redated_each_for_itself(
    book: Journal, world: World
) -> None:
    """No other attempt and no other intent changes with it."""
    first, second = meant(book, world), meant(book, world)
    ids = [
        book.attempt(first, "row", 10.0),
        book.attempt(second, "row", 20.0),
        book.attempt(first, "close", 30.0),
    ]
    assert ids == [1, 2, 3]
    sent = Attempt("row", 10.0, Outcome.SENT, "")
    assert book.intent(first.id).attempts == (sent, Attempt("close", 30.0, Outcome.SENT, ""))
    book.answered(1, Outcome.DOUBTFUL, "503", left_by=5.0)
    book.answered(2, Outcome.REFUSED, left_by=25.0)
    book.redate(first, 15.0)
    answered = (
        Attempt("row", 10.0, Outcome.DOUBTFUL, "503"),
        Attempt("close", 15.0, Outcome.SENT, ""),
    )
    assert book.intent(first.id).attempts == answered
    assert book.intent(second.id).attempts == (Attempt("row", 25.0, Outcome.REFUSED, ""),)
    book.answered(3, Outcome.APPLIED)
    assert book.intent(first.id).attempts == (
        answered[0],
        Attempt("close", 15.0, Outcome.APPLIED, ""),
    )


def test_each_question_to_the_journal_is_about_one_spreadsheet_and_tab(
    book: Journal, world: World
) -> None:
    """What stands in another one is another history."""
    other, elsewhere = world.row(neighbour(world.report)), Place("other", 0, TAB)
    one = meant(book, world)
    two = meant(book, world, place=Place(BOOK, 7, "zwei"), number=5)
    three = meant(book, world, place=elsewhere, number=6, report="s.yaml")
    four = meant(book, world, row=other, number=8)
    assert [i.id for i in book.pending(BOOK)] == [one.id, two.id, four.id]
    closing, closed = (
        book.move(i, s, Reason.TAKEN, 2.0) for i, s in ((one, State.CLOSING), (two, State.CLOSED))
    )
    assert book.pending(BOOK) == [closing, four]
    assert book.pending("other") == [three]
    assert (book.last(BOOK, 0, one.row.key), book.last(BOOK, 7, one.row.key)) == (closing, None)
    assert (book.last("other", 0, one.row.key), book.last("other", 7, one.row.key)) == (three, None)
    assert book.standing(BOOK, 0) == []
    confirmed, held = (
        book.move(closing, State.CONFIRMED, Reason.NONE, 3.0),
        book.move(four, State.HELD, Reason.UNSEEN, 3.0),
    )
    newer = book.adopt(HERE, one.row, report="r.yaml", now=4.0, former=["x", 1, None])
    assert book.standing(BOOK, 0) == [newer, held]
    assert (book.standing(BOOK, 7), book.standing("other", 0)) == ([], [])
    assert book.last(BOOK, 0, one.row.key) == newer
    assert (book.former(newer), book.former(confirmed)) == (["x", 1, None], [])
    assert (book.lost_numbers(BOOK), book.lost_numbers("other")) == ({5, 8}, set())
    assert book.history() == [confirmed, closed, three, held, newer]
    assert (book.history("r.yaml"), book.history("s.yaml")) == (
        [confirmed, closed, held, newer],
        [three],
    )
    assert newer == Intent(
        *(
            5,
            4.0,
            "r.yaml",
            HERE,
            0,
            "",
            plain(one.row),
            {},
            {},
            State.CONFIRMED,
            Reason.FOUND,
            (),
            4.0,
        )
    )


def test_what_was_found_out_of_a_spreadsheet_is_replaced(book: Journal) -> None:
    """By spreadsheet; the newest counts, with its moment."""
    assert book.fence_holds(BOOK) is None
    book.found_out(BOOK, 1.0, holds=True)
    book.found_out("other", 2.0, holds=False)
    assert (book.fence_holds(BOOK), book.fence_holds("other")) == (True, False)
    book.found_out(BOOK, 3.0, holds=False)
    assert book.fence_holds(BOOK) is False
    assert book._db.execute("SELECT * FROM fences ORDER BY found_at").fetchall() == [
        ("other", 0, 2.0),
        (BOOK, 0, 3.0),
    ]


def test_what_fails_half_way_leaves_nothing(book: Journal, world: World) -> None:
    """Whatever stops it, the transaction is taken back and the journal goes on."""

    def half_way() -> None:
        with book._transaction():
            book._db.execute("INSERT INTO fences VALUES ('x', 1, 1.0)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    assert book.fence_holds("x") is None
    with pytest.raises(ConfigError) as caught:
        book.attempt(replace(meant(book, world), id=99), "row", 1.0)
    assert told(caught.value) == unusable(book.path, "SQLite reports SQLITE_CONSTRAINT_FOREIGNKEY")
    assert str(caught.value.__cause__) == "FOREIGN KEY constraint failed"
    assert book.attempt(meant(book, world), "row", 1.0) == 1


def test_whatever_is_asked_of_a_damaged_journal_fails_with_its_name(
    book: Journal, world: World
) -> None:
    """An officer is told which file it is, not given a traceback."""
    intent = meant(book, world)
    book._db.execute("PRAGMA foreign_keys = OFF")
    for table in ("fences", "attempts", "intents"):
        book._db.execute(f"DROP TABLE {table}")
    for ask, table in (
        (lambda: book.fence_holds(BOOK), "fences"),
        (lambda: book.found_out(BOOK, 1.0, holds=True), "fences"),
        (lambda: book.attempt(intent, "row", 1.0), "attempts"),
        (lambda: book.pending(BOOK), "intents"),
        (lambda: book.former(intent), "intents"),
    ):
        with pytest.raises(ConfigError) as caught:
            ask()
        assert told(caught.value) == unusable(book.path, "SQLite reports SQLITE_ERROR")
        assert str(caught.value.__cause__) == f"no such table: {table}"


def unusable(path: Path, reason: str) -> Told:
    """Return what is told of a journal that fails."""
    return (
        *(Exit.CONFIG, "journal-unusable", f"The journal {path} cannot be used: {reason}"),
        "This run sent nothing more to the sheet; what it sent before is in the journal.",
        f"Check that the folder can be written and the disk has room. {KEEP}",
        [],
    )


@pytest.mark.parametrize("read_only", [False, True])
def test_a_journal_that_cannot_be_used_is_told_whole(tmp_path: Path, *, read_only: bool) -> None:
    """No database, or one of a later program; the file stays as it is."""
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert told(caught.value) == unusable(path, "it is not a journal of ita-sync")
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ConfigError) as caught:
        Journal(tmp_path, read_only=read_only)
    assert told(caught.value) == (
        *(
            Exit.CONFIG,
            "journal-newer",
            f"The journal {path} was written by a newer ita-sync.",
            NOTHING,
        ),
        f"Install that version or a later one here, and run again. {KEEP}",
        [],
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b""])
def test_without_a_journal_a_dry_run_reads_an_empty_one(
    tmp_path: Path, content: bytes | None
) -> None:
    """And makes none."""
    if content is not None:
        (tmp_path / "journal.sqlite").write_bytes(content)
    with Journal(tmp_path, read_only=True) as journal:
        assert (journal.history(), journal.fence_holds(BOOK)) == ([], None)
        journal.found_out(BOOK, 1.0, holds=True)
        assert journal.fence_holds(BOOK) is True
    assert [path.name for path in tmp_path.iterdir()] == (
        [] if content is None else ["journal.sqlite"]
    )


def test_a_journal_of_the_first_version_is_read_and_brought_up(book: Journal, world: World) -> None:
    """A dry run reads a copy and leaves the file.

    A push adds what is missing and keeps the rest.
    """
    intent = meant(book, world)
    book._db.execute("DROP TABLE fences")
    book._db.execute("PRAGMA user_version = 1")
    book.close()
    before = book.path.read_bytes()
    with Journal(book.path.parent, read_only=True) as journal:
        assert (journal.history(), journal.fence_holds(BOOK)) == ([intent], None)
    assert book.path.read_bytes() == before
    with Journal(book.path.parent) as journal:
        assert (journal.history(), journal.fence_holds(BOOK), _version(journal)) == (
            [intent],
            None,
            2,
        )


def test_two_that_open_a_new_journal_at_once_make_it_once(tmp_path: Path) -> None:
    """Both saw none; the second finds the tables when its turn to write has come."""
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as late:
        Journal(tmp_path).close()
        file._create(late)
    with Journal(tmp_path) as journal:
        assert (journal.history(), _version(journal)) == ([], file.VERSION)


def _version(journal: Journal) -> int:
    return int(journal._db.execute("PRAGMA user_version").fetchone()[0])


def test_a_half_made_transaction_is_taken_back_in_a_copy(book: Journal, world: World) -> None:
    """A dry run beside what a crash left: both files stay as they are, the copy is read without the half."""
    intent = meant(book, world)
    book._db.execute("PRAGMA cache_size = 1")
    book._db.execute("BEGIN IMMEDIATE")
    book._db.execute("UPDATE intents SET state = 'closed'")
    book._db.execute("CREATE TABLE spill (x)")
    book._db.executemany("INSERT INTO spill VALUES (?)", [("x" * 3000,)] * 50)
    crashed = book.path.parent.parent / "crashed"
    crashed.mkdir()
    for name in ("journal.sqlite", "journal.sqlite-journal"):
        (crashed / name).write_bytes((book.path.parent / name).read_bytes())
    book._db.execute("ROLLBACK")
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    assert len(before["journal.sqlite"]) > book.path.stat().st_size
    with Journal(crashed, read_only=True) as journal:
        assert journal.history() == [intent]
    assert {path.name: path.read_bytes() for path in crashed.iterdir()} == before


# verify


def test_verify_tells_each_row_whole(world: World) -> None:
    """As confirmed, changed, removed: with intent, row, problem.

    The journal is moved at that moment, once.
    """
    machine = world.machine()
    second = neighbour(world.report)
    assert machine.code() == machine.code(report=second) == Exit.OK
    one, two = machine.intents()
    assert machine.verify() == (Exit.OK, [Standing(one, Exit.OK, 3), Standing(two, Exit.OK, 4)])
    assert machine.intents() == [one, two]
    was = world.mine()[0][1]
    world.edit(put(2, 1, "อื่น"), delete_row(3))
    for _ in range(2):
        world.clock.sleep(10)
        code, (changed, removed) = machine.verify()
        assert (code, changed.exit, changed.row, removed.exit, removed.row) == (7, 1, 3, 7, None)
        assert (changed.intent.id, removed.intent.id) == (one.id, two.id)
        assert told(changed.problem) == (
            *(
                Exit.CONFLICT,
                "row-changed",
                f"The row was written, and somebody changed it. (key: {KEY}, tab {TAB})",
            ),
            *(
                ONCE,
                (
                    "Ask who changed it. Mend the cell in the sheet, or correct the report and have "
                    "it signed again."
                ),
            ),
            [f"Row 3, หน่วยงาน: the sheet has 'อื่น', the report says {was}"],
        )
        assert told(removed.problem)[:2] == (Exit.CONFLICT, "row-removed")
        assert machine.intents() == [
            replace(one, state=State.HELD, reason=Reason.CHANGED, settled_at=START + 10),
            replace(two, state=State.HELD, reason=Reason.REMOVED, settled_at=START + 10),
        ]


def test_verify_leaves_open_what_is_open_and_looks_at_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attempt of another tab first, which is none of its business; then one of ours."""
    world.edit(copy_tab(7, "zwei"))
    leave_open(world, applied=False)
    with monkeypatch.context() as patch:
        aimed(patch, tab="zwei")
        machine = world.machine()
        world.fault("hang", when="before")
        world.fault("http-503", match="read", skip=1, times=None)
        assert machine.code() == Exit.UNKNOWN
        world.box.clear_faults()
        code, (standing,) = machine.verify()
        second = machine.intents()[1]
        assert (code, replace(standing, what=None)) == (
            Exit.UNKNOWN,
            Standing(second, Exit.UNKNOWN),
        )
        assert (
            str(standing.what)
            == "An attempt is still open; `ita-sync push report.yaml` settles it."
        )
        assert machine.states() == [State.OPEN, State.OPEN]


def test_verify_settles_what_the_sheet_has_decided(world: World) -> None:
    """An attempt that landed is confirmed, at that moment."""
    leave_open(world, applied=True)
    machine = world.machine()
    world.clock.sleep(5)
    code, (standing,) = machine.verify()
    (intent,) = machine.intents()
    assert (code, standing) == (Exit.OK, Standing(intent, Exit.OK, 3))
    assert (intent.state, intent.reason, intent.settled_at) == (
        State.CONFIRMED,
        Reason.AS_SENT,
        world.clock.at,
    )


def test_verify_of_a_row_of_somebody_else_claims_nothing(world: World) -> None:
    """Changed or not, the journal keeps that it was found."""
    assert world.machine("a").code() == Exit.OK
    machine = world.machine("b")
    assert machine.code() == Exit.OK
    before = machine.intents()
    world.edit(put(2, 1, "อื่น"))
    world.clock.sleep(5)
    assert machine.verify()[0] == Exit.FINDINGS
    assert machine.intents() == before


def test_verify_that_cannot_read_is_told_whole(world: World) -> None:
    """Within the patience, with its waits; in doubt only where an attempt is open."""
    world.fault("http-503", match="read", times=None)
    machine = world.machine()
    with pytest.raises(ItaSyncError) as caught:
        machine.verify()
    assert told(caught.value)[:2] == (Exit.UNAVAILABLE, "unavailable")
    assert "503 The service is currently unavailable." in str(caught.value.what)
    assert 200 < world.clock.at - START <= 300
    assert machine.said[0].endswith(" s: 503 The service is currently unavailable.")
    world.box.clear_faults()
    leave_open(world, applied=False)
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        machine.verify()
    assert told(caught.value) == unknown("503 The service is currently unavailable.")


def test_verify_needs_neither_a_clock_nor_a_listener(world: World) -> None:
    """The machine's clock, and silence, unless told otherwise."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    with Journal(machine.settings.state) as journal:
        assert worst(verify(machine.door(), journal, machine.settings)) == Exit.CONFLICT
    (intent,) = machine.intents()
    assert intent.settled_at is not None
    assert intent.settled_at > START


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([], 0), ([0], 0), ([0, 1], 1), ([1, 6, 0], 6), ([6, 7, 1], 7)],
)
def test_the_worst_of_all_rows_is_the_exit_code(
    world: World, codes: list[int], expected: int
) -> None:
    """A conflict before an open attempt before a difference."""
    assert world.machine().code() == Exit.OK
    (intent,) = world.machine().intents()
    assert worst([Standing(intent, Exit(code)) for code in codes]) == expected
