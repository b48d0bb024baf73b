"""A push and a dry run: whole results, whole journal entries, every word of an error."""

import json
from dataclasses import replace
from typing import Any

import pytest
import requests

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import fence
from ita_sync.i18n import T
from ita_sync.journal import (
    Attempt,
    Batch,
    Change,
    How,
    Journal,
    Kind,
    Observation,
    Outcome,
    Reason,
    State,
)
from ita_sync.monitor import Stood
from ita_sync.publish import Calls, Done, Plan, Publisher
from ita_sync.publish.bodies import added
from ita_sync.sandbox import SandboxAdapter
from ita_sync.settings import Settings
from tests.promise.edits import copy_tab, delete_row, insert, mark, put
from tests.promise.histories import aimed, amended, leave_open
from tests.promise.outcomes import (
    HERE,
    MAY,
    NOTHING,
    OPEN,
    Words,
    done,
    failure,
    plain,
    plan_of,
    unknown,
    words_of,
)
from tests.promise.world import BOOK, START, TAB, Machine, World
from tests.publish.batches import agencies

# a push that ends well


def test_a_clean_push_takes_two_calls_and_a_repeated_one_a_single_read(world: World) -> None:
    """One GET and one batchUpdate; the second push writes nothing."""
    machine = world.machine()
    first, second = machine.push(), machine.push()
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert (first.how, second.how, first.row, second.row) == ("written", "already", 3, 3)
    assert world.methods() == ["GET", "WRITE", "GET"]


def test_a_push_is_reported_and_journalled_in_full(world: World) -> None:
    """Nothing is said but the result; the journal has all that was intended, sent and seen."""
    machine, draft = world.machine(), world.draft()
    draft = replace(draft, path="/reports/report.yaml", signoff_digest="d")
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        plan = publisher.plan(draft)
    assert (plan.action, plan.row, plan.draft, plan.warnings) == ("add", 2, draft, ())
    world.clock.sleep(5)
    (outcome,) = machine.push_all([draft])
    assert done(outcome) == Done("written", plain(world.row()), TAB, 3, 1)
    assert machine.said == []
    (change,) = machine.changes()
    assert change == Change(
        id=1,
        created_at=START + 5,
        kind=Kind.ADD,
        batch=1,
        place=HERE,
        row=plain(world.row()),
        report="report.yaml",
        path="/reports/report.yaml",
        signoff={"post": "x"},
        former=[],
        number=1,
        state=State.WRITTEN,
        reason=Reason.SEEN,
        seen=Observation(START + 5, 1, How.AS_SENT, (2,)),
    )
    (batch,) = machine.batches()
    assert len(batch.token) == 16
    opening = fence.opening(1, "row", batch.token, START + 5, fence.EPOCHS)
    assert batch == Batch(
        id=1,
        created_at=START + 5,
        place=HERE,
        number=1,
        epoch=fence.EPOCHS,
        token=batch.token,
        body=added(opening, [plan]),
        state=State.WRITTEN,
        reason=Reason.SEEN,
        settled_at=START + 5,
        attempts=(Attempt("row", START + 5, Outcome.APPLIED, None, ""),),
        changes=(change,),
    )
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 1)
    assert len(machine.changes()) == 1


def test_a_row_of_somebody_else_is_reported_and_journalled_in_full(world: World) -> None:
    """It was there before: recorded once, with its former cells, under no number of ours."""
    assert world.machine("a").code() == Exit.OK
    machine = world.machine("b")
    world.clock.sleep(5)
    for _ in range(2):
        assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 0)
    (change,) = machine.changes()
    held = machine.door().look().rows[2]
    assert change == Change(
        id=1,
        created_at=START + 5,
        kind=Kind.FOUND,
        batch=None,
        place=HERE,
        row=plain(world.row()),
        report="report.yaml",
        path="",
        signoff={"post": "x"},
        former=[[cell.header, value] for cell, value in zip(world.row().cells, held, strict=True)],
        number=0,
        state=State.FOUND,
        reason=Reason.FOUND,
        seen=Observation(START + 5, 1, How.AS_SENT, (2,)),
    )
    assert machine.batches() == []
    with Journal(machine.settings.state) as journal:
        assert len(journal.observations(change)) == 1


def test_a_row_that_somebody_brought_up_to_date_is_found_not_ours(world: World) -> None:
    """Ours is an earlier one with its own number; the row found is recorded beside it."""
    machine, later = world.machine("a"), amended(world.report)
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    assert world.machine("b").code(report=later) == Exit.OK
    assert done(machine.push(report=later)) == Done("already", plain(world.row(later)), TAB, 3, 0)
    assert [(c.number, c.reason) for c in machine.changes()] == [
        (1, Reason.SEEN),
        (0, Reason.FOUND),
    ]


def test_a_row_typed_by_hand_is_recognised_and_watched_from_then_on(world: World) -> None:
    """A lost journal or a pasted row: there is nothing to write, and verify watches it."""
    assert world.machine("a").code() == Exit.OK
    b = world.machine("b")
    assert b.code() == Exit.OK
    assert world.methods().count("WRITE") == 1
    assert [c.reason for c in b.changes()] == [Reason.FOUND]
    world.edit(put(2, 8, 1))
    assert b.verify()[0] == Exit.FINDINGS


def test_a_row_that_was_corrected_by_hand_is_seen_as_sent_again(world: World) -> None:
    """What was settled stays; each look adds what it saw, at that moment."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    before = machine.batches()
    was = world.mine()[0][1]
    world.edit(put(2, 1, "อื่น"))
    world.clock.sleep(50)
    assert machine.verify()[0] == Exit.FINDINGS
    world.edit(put(2, 1, was))
    world.clock.sleep(50)
    assert done(machine.push()) == Done("already", plain(world.row()), TAB, 3, 1)
    (batch,) = machine.batches()
    assert replace(batch, changes=()) == replace(before[0], changes=())
    (change,) = machine.changes()
    with Journal(machine.settings.state) as journal:
        assert journal.observations(change) == [
            Observation(START, 1, How.AS_SENT, (2,)),
            Observation(START + 50, 1, How.CHANGED, (2,)),
            Observation(START + 100, 1, How.AS_SENT, (2,)),
        ]


def test_a_table_is_shown_where_the_header_can_be_read(world: World) -> None:
    """For a dry run, which shows what goes under which header."""
    machine = world.machine()
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings)
        table = publisher.table(publisher.look())
        assert table is not None
        assert (table.header_row, table.columns["รหัส อปท."], table.snapshot.title) == (1, 0, TAB)
        world.edit(put(1, 8, "x"))
        snapshot = publisher.look()
        with pytest.raises(ItaSyncError):
            publisher.plan(world.draft(), snapshot=snapshot)
        assert publisher.table(snapshot) is None


# an earlier attempt


def test_an_attempt_that_had_landed_is_reported_as_written(world: World) -> None:
    """One more look, no write; the number is the one it was sent under."""
    leave_open(world, applied=True)
    machine = world.machine()
    world.box.clear_calls()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 3, 1)
    assert world.methods() == ["GET"]


def test_a_pending_row_that_landed_is_success_though_the_network_fails_again(world: World) -> None:
    """Once the sheet has shown the row, no later failure may say that nothing was written."""
    leave_open(world, applied=True)
    world.fault("http-503", match="read", skip=1, times=None)
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert outcome.how == "written"


def test_a_dry_run_sees_that_an_open_attempt_landed(world: World) -> None:
    """It takes no push to know what the sheet shows; the journal is left alone."""
    leave_open(world, applied=True)
    machine = world.machine()
    with Journal(machine.settings.state, read_only=True) as journal:
        plan = Publisher(machine.door(), journal, machine.settings, world.clock).plan(world.draft())
    assert (plan.action, plan.row) == ("nothing", 2)
    assert machine.states() == [State.OPEN]


def test_a_dry_run_sees_that_an_open_attempt_landed_and_its_row_was_removed(world: World) -> None:
    """It says what a push would, in the same words, and not that the row would be added."""
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    foretold = words_of(plan_of(machine))
    assert foretold[:2] == (Exit.CONFLICT, "row-removed")
    pushed = words_of(machine.push())
    assert (pushed[:3], pushed[4:]) == (foretold[:3], foretold[4:])
    assert world.mine() == []


def test_lost_permission_does_not_claim_that_an_open_attempt_wrote_nothing(world: World) -> None:
    """The next run cannot even look."""
    leave_open(world, applied=True)
    world.fault("http-403", match="read")
    outcome = world.machine().push()
    assert failure(outcome) == (Exit.CONFIG, "not-shared")
    assert isinstance(outcome, ItaSyncError)
    assert "may have been written" in str(outcome.written)


def test_a_dry_run_over_an_open_attempt_says_so(world: World) -> None:
    """Only a push may settle it. A look that fails leaves the same doubt."""
    leave_open(world, applied=False)
    machine = world.machine()
    assert words_of(plan_of(machine)) == OPEN
    world.fault("http-403", match="read")
    assert words_of(plan_of(machine))[:4] == (
        Exit.CONFIG,
        "not-shared",
        "Google refused access: The caller does not have permission",
        MAY,
    )
    world.fault("http-503", match="read", times=None)
    assert (
        words_of(plan_of(machine))
        == words_of(machine.push())
        == unknown("503 The service is currently unavailable.")
    )
    world.box.clear_faults()
    machine.said.clear()
    assert done(machine.push()) == Done("written", plain(world.row()), TAB, 3, 1)
    assert (
        machine.said[0]
        == "An earlier attempt is still open; settling it first can take three minutes."
    )


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
    assert [c.state for c in second.changes()] == [State.OPEN, State.WRITTEN]
    code, standings = second.verify()
    assert (code, len(standings)) == (Exit.OK, 2)
    assert world.machine("a").verify()[0] == Exit.OK
    assert world.machine("a").states() == [State.WRITTEN, State.WRITTEN]
    assert len(world.mine()) == 1


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
        assert machine.states() == [State.OPEN, State.WRITTEN]
        second = machine.changes()[1]
        assert machine.verify() == (Exit.OK, [Stood(second, Exit.OK, 3)])
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


# a push that writes nothing


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


def test_a_sheet_that_cannot_be_read_is_reported_without_doubt_where_nothing_is_open(
    world: World,
) -> None:
    """Surely nothing was written; the settings limit the wait, and each pause is announced."""
    machine = world.machine()
    world.fault("http-503", match="read", times=None)
    expected: Words = (
        Exit.UNAVAILABLE,
        "unavailable",
        "Google Sheets cannot be reached now: 503 The service is currently unavailable.",
        NOTHING,
        "Run again later; a scheduled run does so by itself.",
        [],
    )
    assert words_of(machine.push()) == expected
    assert 200 < world.clock.at - START <= 300
    assert machine.said[0].startswith("Waiting ")
    assert machine.said[0].endswith(" s: 503 The service is currently unavailable.")
    assert words_of(plan_of(machine)) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("http-401", "credentials-refused"),
        ("http-403", "not-shared"),
        ("http-404", "spreadsheet-missing"),
    ],
)
@pytest.mark.parametrize("match", ["read", "write"])
def test_what_an_operator_must_put_right_is_exit_4_and_nothing_was_written(
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


def test_a_genuine_refusal_closes_the_number_and_a_second_one_is_for_a_person(world: World) -> None:
    """For no reason known: a bare mark closes the number and one fresh plan is tried.

    Then it is exit 7 with Google's words.
    """

    class Refusing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if b"insertDimension" not in (request.body or b""):
                return super().send(request, *args, **kwargs)
            response = requests.Response()
            response.status_code, response.url = 400, str(request.url)
            response._content = b'{"error": {"code": 400, "message": "No rows today."}}'
            return response

    machine = world.machine(adapter=Refusing(world.box))
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "refused")
    assert "No rows today." in str(outcome.what)
    assert world.mine() == []
    assert machine.states() == [State.UNWRITTEN, State.UNWRITTEN]
    marks = {m["metadataId"] for m in world.box.spreadsheet("sandbox")["developerMetadata"]}
    assert marks == {1, 2}


def test_what_a_person_must_put_right_in_the_sheet_is_said_at_once(world: World) -> None:
    """A locked tab: nothing was written, nothing is tried again, and no number is spent."""
    whole = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}}
    assert world.box.owner_edit(BOOK, [whole])
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFLICT, "protected")
    assert outcome.written is None
    assert machine.states() == [State.UNWRITTEN]
    assert "developerMetadata" not in world.box.spreadsheet("sandbox")


def test_a_row_that_google_refuses_is_reported_in_googles_words(world: World) -> None:
    """After a fresh plan was refused as well."""
    machine = world.machine()
    memo = world.report.memo.model_copy(update={"number": "ชย 52506.2/62" + "x" * 50_000})
    outcome = words_of(machine.push(world.report.model_copy(update={"memo": memo})))
    reason = machine.batches()[0].attempts[0].detail
    assert reason.startswith("400 ")
    assert outcome == (
        Exit.CONFLICT,
        "refused",
        f"Google refused the row: {reason}",
        NOTHING,
        (
            "Run the same command once more: the sheet may just have changed. Refused again, a "
            "protected range? Ask the sheet's owner to let this account edit; or paste the row by "
            "hand: `ita-sync push --dry-run --tsv REPORT`."
        ),
        [],
    )


def test_a_sheet_that_takes_no_write_at_all_is_told_so(world: World) -> None:
    """At once: there is no mark to wait for that a late look does not show yet."""
    world.fault("http-400", match="write", times=None)
    before = world.clock.at
    assert failure(world.machine().push()) == (Exit.CONFLICT, "marks-refused")
    assert world.clock.at - before < 60


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
    assert failure(machine.push()) == (Exit.CONFLICT, "marks-refused")
    assert world.machine().code() == Exit.OK


def test_private_marks_on_every_number_are_reported_with_googles_words(world: World) -> None:
    """Each number is refused and nothing shows why: that takes its time, once for each."""
    for number in range(1, 4):
        world.box.foreign_mark(BOOK, number)
    machine = world.machine()
    codes = [machine.code() for _ in range(4)]
    assert codes[0] == Exit.UNAVAILABLE
    assert codes[-1] == Exit.OK
    assert len(world.mine()) == 1


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


@pytest.mark.parametrize(
    ("name", "code", "exit_code"),
    [("http-403", "not-shared", Exit.CONFIG), ("http-503", "unavailable", Exit.UNKNOWN)],
)
def test_a_row_that_was_written_and_not_seen_is_never_said_to_be_unwritten(
    world: World, name: str, code: str, exit_code: Exit
) -> None:
    """A column came between look and write, and then the sheet cannot be read."""
    world.fault(name, match="read", skip=1, times=None)
    machine = world.machine(adapter=world.meddling(insert("COLUMNS", 8)))
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (exit_code, code)
    assert str(outcome.written) == "The row was written, once."
    assert len(world.mine()) == 1


def test_a_disk_that_fails_after_the_proof_does_not_make_the_row_unwritten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was committed is known, though nobody heard of it."""
    settle = Journal.settle

    def unheard(self: Journal, *args: Any) -> Batch:
        settle(self, *args)
        raise ConfigError("journal-unusable", T("disk"), next_step=T("free"))

    monkeypatch.setattr(Journal, "settle", unheard)
    outcome = world.machine().push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, str(outcome.written)) == (Exit.CONFIG, "The row was written, once.")


# many at once, dry


def test_a_dry_run_of_many_looks_once_and_says_what_each_would_do(world: World) -> None:
    """One to add, one there, one to amend, two that contradict each other."""
    machine, (new, there, other, twice) = world.machine(), agencies(world, 4)
    assert machine.push_all([world.draft(there), world.draft(amended(other))])
    drafts = [world.draft(each) for each in (new, there, other, twice, amended(twice))]
    world.box.clear_calls()
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        found = publisher.plan_all(drafts)
        calls = publisher.calls([plan for plan in found if isinstance(plan, Plan)])
    said = [each.action if isinstance(each, Plan) else each.code for each in found]
    assert said == ["add", "nothing", "amend", "same-key", "same-key"]
    assert world.methods() == ["GET"]
    assert calls == Calls(3, 5)  # the amendment takes two writes, and a question once


def test_calls_are_announced_with_those_that_are_made_only_once(world: World) -> None:
    """The first write asks about the fence; where nothing is to be written, there is none."""
    machine = world.machine(knows=False)
    for expected in (Calls(2, 2), Calls(1, 0)):
        with Journal(machine.settings.state) as journal:
            publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
            assert publisher.calls([publisher.plan(world.draft())]) == expected
        world.box.clear_calls()
        assert machine.code() == Exit.OK
        made = world.methods()
        assert (made.count("GET"), made.count("WRITE")) == (expected.reads, expected.writes)


@pytest.mark.parametrize(("agreed", "code"), [("add", "written"), ("fill", "not-agreed")])
def test_only_what_was_agreed_is_done(world: World, agreed: str, code: str) -> None:
    """A row that needs something else by now is left for a person; what stands is no matter."""
    machine, draft = world.machine(), world.draft()
    key = draft.row.key.identity
    for expected in (code, "already" if code == "written" else code):
        with Journal(machine.settings.state) as journal:
            publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
            (outcome,) = publisher.push_all([draft], agreed={key: (agreed, "")})
        ended = outcome.code if isinstance(outcome, ItaSyncError) else outcome.how
        assert ended == expected
    assert len(world.mine()) == (code == "written")
