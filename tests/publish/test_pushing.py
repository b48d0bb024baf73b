"""Many rows at once, many offices at once, and a room that is full."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import fence
from ita_sync.journal import Draft, How, Journal, Outcome, Reason, State
from ita_sync.publish import Done, pushing
from ita_sync.publish.plan import Plan
from ita_sync.publish.planning import make_plan
from ita_sync.report import Report
from ita_sync.sandbox import Sandbox, SandboxAdapter
from tests.promise.edits import copy_tab, delete_row, insert, mark, protect, put, unprotect
from tests.promise.histories import aimed, amended, clear_mark, leave_open, neighbour, on_a_tab
from tests.promise.outcomes import NOTHING, failure, known, words_of
from tests.promise.simulator.hub import Hub
from tests.promise.world import BOOK, START, TAB, HeldClock, Machine, World
from tests.publish.batches import agencies


def push(machine: Machine, *reports: Report, **how: Any) -> list[Done | ItaSyncError]:
    """Push reports in one run."""
    return machine.push_all([machine.world.draft(report) for report in reports], **how)


def codes(outcomes: list[Done | ItaSyncError]) -> list[str]:
    """Return how each row ended."""
    return [each.code if isinstance(each, ItaSyncError) else each.how for each in outcomes]


def times(world: World, *reports: Report) -> list[int]:
    """Return how often each report stands in the tab."""
    return [len(world.mine(report)) for report in reports]


def numbers(world: World) -> set[int]:
    """Return the numbers of all marks."""
    return {each.id for each in world.box.book(BOOK).marks}


# many rows


def test_many_rows_are_one_mark_and_one_write(world: World) -> None:
    """One read, one write, in the order of the reports; the second run reads once."""
    reports = agencies(world, 7)
    machine = world.machine()
    outcomes = push(machine, *reports)
    assert codes(outcomes) == ["written"] * 7
    assert [each.row for each in outcomes if isinstance(each, Done)] == [3, 4, 5, 6, 7, 8, 9]
    assert {each.number for each in outcomes if isinstance(each, Done)} == {1}
    assert world.methods() == ["GET", "WRITE"]
    assert numbers(world) == {1}
    assert codes(push(machine, *reports)) == ["already"] * 7
    assert world.methods() == ["GET", "WRITE", "GET"]
    assert machine.verify()[0] == Exit.OK
    assert [change.number for change in machine.changes()] == [1] * 7


def test_what_stands_in_the_way_of_one_row_holds_up_no_other(world: World) -> None:
    """One is there already, one with other content; the rest go in together."""
    reports = agencies(world, 4)
    assert push(world.machine("b"), reports[1], amended(reports[2]))
    world.box.clear_calls()
    outcomes = push(world.machine(), *reports)
    assert codes(outcomes) == ["written", "already", "content-differs", "written"]
    assert world.methods() == ["GET", "WRITE"]
    assert times(world, *reports) == [1] * 4


def test_the_same_report_twice_is_one_row(world: World) -> None:
    """Both say where it stands."""
    outcomes = push(world.machine(), world.report, world.report)
    assert codes(outcomes) == ["written", "written"]
    assert len(world.mine()) == 1


def test_two_reports_of_one_key_that_differ_are_for_a_person(world: World) -> None:
    """Neither is written; the others are."""
    other = neighbour(world.report)
    drafts = [
        world.draft(world.report),
        replace(world.draft(amended(world.report)), report="amended.yaml"),
        world.draft(other),
    ]
    outcomes = world.machine().push_all(drafts)
    assert codes(outcomes) == ["same-key", "same-key", "written"]
    for each in outcomes[:2]:
        assert words_of(each) == (
            Exit.CONFLICT,
            "same-key",
            (
                "These reports of this push are about 5360601 / 2566, with different content: "
                "report.yaml, amended.yaml"
            ),
            NOTHING,
            "Push the one that is right.",
            [],
        )
    assert times(world, world.report, other) == [0, 1]


def test_more_rows_than_one_request_holds_take_several(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch has its own number, and is planned on a fresh look."""
    monkeypatch.setattr(pushing, "MAX_ROWS", 3)
    reports = agencies(world, 7)
    machine = world.machine()
    assert codes(push(machine, *reports)) == ["written"] * 7
    assert [len(batch.changes) for batch in machine.batches()] == [3, 3, 1]
    assert [batch.number for batch in machine.batches()] == [1, 2, 3]
    assert times(world, *reports) == [1] * 7
    # What was removed meanwhile is for a person; the others go on.
    world.edit(delete_row(2))
    assert codes(push(machine, *reports)) == ["row-removed"] + ["already"] * 6
    assert codes(push(machine, *reports, restore=True)) == ["written"] + ["already"] * 6


def test_each_row_is_planned_for_its_batch_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work grows with the rows, not with rows times batches; nor is the whole journal read."""
    monkeypatch.setattr(pushing, "MAX_ROWS", 3)
    planned, known = [], []

    def counted(draft: Draft, *args: Any, **how: Any) -> Plan:
        planned.append(draft.row.key)
        known.append(len(args[-1]))
        return make_plan(draft, *args, **how)

    monkeypatch.setattr(pushing, "make_plan", counted)
    reports, machine = agencies(world, 12), world.machine()
    assert codes(push(machine, *reports)) == ["written"] * 12
    assert planned == [world.row(report).key for report in reports]
    assert set(known) == {0}
    assert codes(push(machine, *reports)) == ["already"] * 12
    assert len(planned) == 24
    assert set(known[12:]) == {12}


PASSING = ["http-503", "http-429", "hang", "cut", "truncated", "reset", "twice", "nothing-applied"]


@pytest.mark.parametrize("name", PASSING)
@pytest.mark.parametrize("when", ["before", "after"])
def test_many_rows_pass_through_passing_trouble_as_one(world: World, name: str, when: str) -> None:
    """All of them once, in one run."""
    reports = agencies(world, 3)
    world.fault(name, when=when)
    machine = world.machine()
    assert codes(push(machine, *reports)) == ["written"] * 3
    world.clock.sleep(400)
    assert times(world, *reports) == [1] * 3
    assert len(machine.batches()) == 1


# rows that are refused


def refusing(world: World, *refused: Report) -> SandboxAdapter:
    """Return a service that refuses each batch which carries one of these reports."""
    codes_ = [report.agency.code for report in refused]

    class Refusing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and any(str(code) in str(request.body) for code in codes_):
                world.fault("http-400")
            return super().send(request, *args, **kwargs)

    return Refusing(world.box, on_wait=world.clock.sleep)


@pytest.mark.parametrize("bad", [(0,), (3,), (6,), (2, 3), (0, 6)])
def test_only_the_row_that_is_refused_is_refused(world: World, bad: tuple[int, ...]) -> None:
    """The batch is narrowed under the same number until it stands alone; the others go in."""
    reports = agencies(world, 7)
    machine = world.machine(adapter=refusing(world, *(reports[at] for at in bad)))
    outcomes = push(machine, *reports)
    expected = ["refused" if at in bad else "written" for at in range(7)]
    assert codes(outcomes) == expected
    assert times(world, *reports) == [0 if at in bad else 1 for at in range(7)]
    first = [batch for batch in machine.batches() if batch.number == 1]
    assert len(first) > 1
    assert [len(batch.changes) for batch in first][:2] == [7, 3]
    for at in bad:
        words = words_of(outcomes[at])
        assert words[2] == "Google refused the row: 400 Request contains an invalid argument."
        assert words[3] == NOTHING
    world.clock.sleep(400)
    assert times(world, *reports) == [0 if at in bad else 1 for at in range(7)]
    # The refusal was for good; without its cause the row goes in.
    assert codes(push(world.machine(), *reports)) == [
        "written" if at in bad else "already" for at in range(7)
    ]


def test_a_tab_that_is_locked_refuses_each_row_by_itself(world: World) -> None:
    """Each is said, in Google's words; no attempt stays open."""
    world.box.owner_edit(BOOK, [protect(9, 0, 1000)])
    reports = agencies(world, 3)
    machine = world.machine()
    outcomes = push(machine, *reports)
    assert codes(outcomes) == ["protected"] * 3
    assert all("protected" in str(e.what) for e in outcomes if isinstance(e, ItaSyncError))
    assert set(machine.states()) == {State.UNWRITTEN}
    world.box.owner_edit(BOOK, [unprotect(9)])
    assert codes(push(machine, *reports)) == ["written"] * 3


def test_many_rows_of_which_an_attempt_is_in_doubt_close_their_number_first(world: World) -> None:
    """A 503, then a refusal: what may still land is kept out before fewer rows are sent."""
    reports = agencies(world, 4)
    world.fault("late-503", seconds=150)
    world.fault("http-400")
    machine = world.machine()
    outcomes = push(machine, *reports)
    assert codes(outcomes) == ["written"] * 4
    first = machine.batches()[0]
    assert (first.number, first.state, first.reason) == (
        1,
        State.UNWRITTEN,
        Reason.REFUSED,
    )
    assert [a.kind for a in first.attempts] == ["row", "row", "close"]
    world.clock.sleep(400)
    assert times(world, *reports) == [1] * 4


def test_a_mark_on_a_tab_costs_many_rows_nothing(world: World) -> None:
    """No look shows it; it is asked for by its number and stepped over."""
    world.edit(on_a_tab(1))
    reports = agencies(world, 5)
    machine = world.machine()
    assert codes(push(machine, *reports)) == ["written"] * 5
    assert [(b.number, b.reason, len(b.changes)) for b in machine.batches()] == [
        (1, Reason.TAKEN, 5),
        (2, Reason.SEEN, 5),
    ]


def test_a_private_mark_costs_many_rows_a_few_requests(world: World) -> None:
    """Nobody shows it: the batch is narrowed to one row, which finds out."""
    world.box.foreign_mark(BOOK, 1)
    reports = agencies(world, 5)
    machine = world.machine()
    assert codes(push(machine, *reports)) == ["written"] * 5
    assert [b.reason for b in machine.batches()][-3:] == [Reason.UNSEEN, Reason.SEEN, Reason.SEEN]
    assert times(world, *reports) == [1] * 5


# what is open


def open_batch(world: World, *reports: Report, applied: bool) -> Machine:
    """Return a machine whose batch of these reports is open."""
    world.fault("hang", when="after" if applied else "before")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    outcomes = push(machine, *reports)
    assert codes(outcomes) == ["not-shared"] * len(reports)
    return machine


@pytest.mark.parametrize("applied", [True, False])
def test_an_open_batch_is_settled_for_all_its_rows(world: World, *, applied: bool) -> None:
    """As it was, where all of them are still wanted."""
    reports = agencies(world, 3)
    machine = open_batch(world, *reports, applied=applied)
    assert codes(push(machine, *reports)) == ["written"] * 3
    assert len(machine.batches()) == 1
    assert times(world, *reports) == [1] * 3


@pytest.mark.parametrize("applied", [True, False])
def test_an_open_batch_of_which_one_row_is_pushed_is_decided_for_all(
    world: World, *, applied: bool
) -> None:
    """What is not wanted now is closed, not written behind anybody's back."""
    reports = agencies(world, 3)
    machine = open_batch(world, *reports, applied=applied)
    assert codes(push(machine, reports[1])) == ["written"]
    assert State.OPEN not in machine.states()
    world.clock.sleep(400)
    assert times(world, *reports) == ([1, 1, 1] if applied else [0, 1, 0])
    left = "already" if applied else "written"
    assert codes(push(machine, *reports)) == [left, "already", left]
    assert times(world, *reports) == [1] * 3


def test_one_amended_report_closes_the_batch_and_all_rows_go_in_anew(world: World) -> None:
    """The amended one as it is now."""
    reports = agencies(world, 3)
    machine = open_batch(world, *reports, applied=False)
    now = [reports[0], amended(reports[1]), reports[2]]
    assert codes(push(machine, *now)) == ["written"] * 3
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.GIVEN_UP),
        (2, Reason.SEEN),
    ]
    assert times(world, *reports) == [1] * 3
    assert "ชย 52506.2/63" in world.mine(reports[1])[0]


def test_only_the_rows_that_were_sent_are_in_doubt(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 6 for them; the rows behind were not sent, and are exit 5."""
    monkeypatch.setattr(pushing, "MAX_ROWS", 2)
    reports = agencies(world, 4)
    world.fault("http-503", times=None)
    outcomes = push(world.machine(), *reports)
    assert codes(outcomes) == ["outcome-unknown", "outcome-unknown", "not-reached", "not-reached"]
    assert words_of(outcomes[3]) == (
        Exit.UNAVAILABLE,
        "not-reached",
        (
            "This row was not sent, as the fate of another one is open: It is not known yet "
            "whether the row was written: 503 The service is currently unavailable."
        ),
        NOTHING,
        "Run the same command again: it writes what is missing.",
        [],
    )
    world.box.clear_faults()
    assert codes(push(world.machine(), *reports)) == ["written"] * 4
    assert times(world, *reports) == [1] * 4


def test_only_the_rows_that_were_sent_are_in_doubt_where_permission_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4 for all; of those that were not sent it is not said that they may be written."""
    monkeypatch.setattr(pushing, "MAX_ROWS", 1)
    reports = agencies(world, 2)
    world.fault("http-503", when="after")
    world.fault("http-403", match="read", skip=1)
    outcomes = push(world.machine(), *reports)
    assert codes(outcomes) == ["not-shared"] * 2
    assert "may have been written" in words_of(outcomes[0])[3]
    assert words_of(outcomes[1])[3] == NOTHING


def test_an_open_batch_of_another_tab_waits_for_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is decided when that tab is pushed to; its marks decide it in any look."""
    leave_open(world, applied=False)
    world.edit(copy_tab(7, "zwei"))
    with monkeypatch.context() as patch:
        aimed(patch, tab="zwei")
        machine, before = world.machine(), world.clock.at
        assert machine.code() == Exit.OK
        assert world.clock.at == before
        assert machine.states() == [State.OPEN, State.WRITTEN]


# others at the same moment


class Turns(SandboxAdapter):
    """A network on which each request takes its time, so that those of others come between."""

    def __init__(self, box: Sandbox, hub: Hub, dice: random.Random) -> None:
        super().__init__(box, on_wait=hub.sleep)
        self.hub, self.dice = hub, dice

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Take some time there, and some back."""
        self.hub.sleep(self.dice.uniform(0.1, 2))
        response = super().send(request, *args, **kwargs)
        self.hub.sleep(self.dice.uniform(0.1, 1))
        return response


class Shared(HeldClock):
    """The clock of all machines of a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def now(self) -> float:
        """Return the time."""
        return self.hub.now

    def monotonic(self) -> float:
        """Return the time."""
        return self.hub.now

    def sleep(self, seconds: float) -> None:
        """Let the others go on."""
        self.hub.sleep(seconds)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("together", [True, False])
def test_ten_offices_with_three_reports_each_all_end_well(
    world: World, seed: int, *, together: bool
) -> None:
    """They begin at the same moment, in one push or one after the other: exit 0, 30 rows."""
    random.seed(seed)
    dice, hub = random.Random(seed), Hub()  # noqa: S311 - repeatable on purpose, no secret
    world.box.clock = lambda: hub.now
    reports = agencies(world, 30)
    ended: dict[int, list[Done | ItaSyncError]] = {}

    def office(at: int) -> Callable[[], None]:
        machine = world.machine(f"m{at}", adapter=Turns(world.box, hub, dice), knows=False)
        machine.clock = Shared(hub)
        mine = reports[3 * at : 3 * at + 3]

        def run() -> None:
            if together:
                ended[at] = push(machine, *mine)
            else:
                ended[at] = [machine.push(report) for report in mine]

        return run

    for at in range(10):
        hub.start(office(at))
    hub.run()
    assert [code for each in ended.values() for code in codes(each)] == ["written"] * 30
    assert times(world, *reports) == [1] * 30
    assert hub.now - START < 300
    assert len(numbers(world)) == (10 if together else 30)


class Greedy(SandboxAdapter):
    """Another program that takes each number a moment before us."""

    def __init__(self, world: World, visibility: str) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.world, self.visibility = world, visibility

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Take the number that is about to be sent."""
        if request.method == "POST":
            taken = max([0, *numbers(self.world)])
            self.world.edit(mark(taken + 1, visibility=self.visibility))
        return super().send(request, *args, **kwargs)


def test_losing_the_number_each_time_is_exit_5_and_nothing_was_written(world: World) -> None:
    """Until the deadline, with a pause of random length each time."""
    machine = world.machine(adapter=Greedy(world, "DOCUMENT"))
    assert words_of(machine.push()) == (
        Exit.UNAVAILABLE,
        "contended",
        (
            "Each time this run tried, others wrote to the sheet, or a mark of another program "
            "stood in the way."
        ),
        NOTHING,
        "Run again in a few minutes.",
        [],
    )
    assert world.mine() == []
    assert 250 < world.clock.at - START <= 300
    assert {batch.reason for batch in machine.batches()} == {Reason.TAKEN}
    assert all("others wrote to the sheet at the same moment" in said for said in machine.said)
    assert world.machine().code() == Exit.OK


def test_a_batch_whose_place_moves_while_it_waits_is_planned_anew(world: World) -> None:
    """Its number is closed first; the row goes to where the table ends now."""
    world.fault("hang", when="before")
    machine = world.machine()

    class Moving(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if world.clock.at > START + 100 and not self.done:
                self.done = True
                world.edit(insert("ROWS", 2), put(2, 0, "5369999"), put(2, 4, 2566))
            return super().send(request, *args, **kwargs)

        done = False

    machine.adapter = Moving(world.box, on_wait=world.clock.sleep)
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.row) == ("written", 4)
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.GIVEN_UP),
        (2, Reason.SEEN),
    ]


# room for marks


def crowd(world: World, count: int, first: int = 1) -> None:
    """Let other offices have written so many rows."""
    world.edit(*(fence.create(n, "row", f"{n:016x}", START) for n in range(first, first + count)))


def fill(world: World, characters: int) -> None:
    """Let other programs' visible marks take so much room."""
    number = 100_000
    while characters > 0:
        size = min(characters, 900)
        world.edit(mark(number, "x" * (size - len("other-app"))))
        number, characters = number + 1, characters - size


def test_old_marks_are_cleared_alone_and_the_newest_hundred_stay(world: World) -> None:
    """From 21,000 characters on, whatever their age; in a request of its own."""
    crowd(world, 500)
    world.box.clear_calls()
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert numbers(world) == {*range(401, 502), fence.EPOCHS}
    writes: list[Any] = [call.body for call in world.box.calls() if call.write]
    first, *rest = writes[0]["requests"]
    assert first["createDeveloperMetadata"]["developerMetadata"]["metadataId"] == fence.EPOCHS
    assert {kind for request in rest for kind in request} == {"deleteDeveloperMetadata"}
    assert world.methods() == ["GET", "WRITE", "GET", "WRITE"]
    assert machine.batches()[0].epoch == fence.EPOCHS + 1
    assert machine.said == []


def test_what_marks_tell_is_taken_in_before_they_are_cleared(world: World) -> None:
    """An own open batch whose mark is to go is known to be written, not a doubt for ever."""
    leave_open(world, applied=True)
    crowd(world, 500, first=2)
    machine = world.machine()
    assert machine.code(report=neighbour(world.report)) == Exit.OK
    assert 1 not in numbers(world)
    assert machine.states() == [State.WRITTEN, State.WRITTEN]


def test_marks_that_cannot_be_cleared_hold_nobody_up(world: World) -> None:
    """Clearing is housekeeping; it is said why it was left."""
    crowd(world, 500)
    world.fault("http-503")
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert machine.said == [
        "Old marks could not be cleared: 503 The service is currently unavailable."
    ]
    assert len(world.mine()) == 1


def test_a_clearing_that_shows_no_effect_is_not_repeated_for_ever(world: World) -> None:
    """200 and nothing applied, each time: the row goes in all the same."""
    crowd(world, 500)

    class Idle(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and "insertDimension" not in str(request.body):
                world.fault("nothing-applied")
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Idle(world.box, on_wait=world.clock.sleep))
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1
    assert world.methods().count("WRITE") <= 4


def test_two_offices_that_clear_at_once_lose_nothing(world: World) -> None:
    """The second is refused, as the epoch exists by then."""
    crowd(world, 500)
    other = world.machine("b")

    class Racing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and not world.mine(neighbour(world.report)):
                assert other.code(report=neighbour(world.report)) == Exit.OK
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Racing(world.box, on_wait=world.clock.sleep))
    assert machine.code() == Exit.OK
    assert times(world, world.report, neighbour(world.report)) == [1, 1]
    assert max(n for n in numbers(world) if n < fence.EPOCHS) == 502


def test_more_rows_than_the_room_has_marks_go_in(world: World) -> None:
    """Row 701 of a week, and on: 30,000 characters are some 700 marks."""
    machine = world.machine()
    crowd(world, 480)
    for report in agencies(world, 30):
        assert machine.code(report=report) == Exit.OK
    crowd(world, 395, first=511)
    for report in agencies(world, 40)[30:]:
        assert machine.code(report=report) == Exit.OK
    assert len(numbers(world)) < 520
    assert machine.verify()[0] == Exit.OK


def test_a_room_that_others_filled_is_said_and_works_again_when_there_is_room(
    world: World,
) -> None:
    """Exit 7 before anything is sent; nothing is in the journal."""
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    fill(world, 29_800)
    world.box.clear_calls()
    machine = world.machine()
    words = words_of(machine.push())
    taken = sum(len(each.key) + len(each.value or "") for each in world.box.book(BOOK).marks)
    assert words == (
        Exit.CONFLICT,
        "room-full",
        (
            f"The room for marks in this spreadsheet is full ({taken} of 30000 characters); other "
            "programs take most of it."
        ),
        NOTHING,
        (
            "Ask the sheet's owner to remove add-ons that fill it (developer metadata). Until then "
            "paste the row by hand: `ita-sync push --dry-run --tsv REPORT`."
        ),
        [],
    )
    assert world.methods() == ["GET"]
    assert machine.changes() == []
    world.edit(clear_mark(100_000))
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


def test_an_almost_full_room_has_place_for_the_closing_mark(world: World) -> None:
    """What is sent can also be given up."""
    fill(world, fence.ROOM - fence.NEEDED)
    leave_open(world, applied=False)
    machine = world.machine()
    world.edit(mark(99_999, "x" * 80))  # another program goes on
    assert codes(push(machine, amended(world.report))) == ["room-full"]
    assert [(b.state, b.reason) for b in machine.batches()] == [(State.UNWRITTEN, Reason.GIVEN_UP)]


def test_where_pairs_are_refused_a_crowded_room_is_not_cleared(world: World) -> None:
    """Nothing would keep out what was planned before."""
    machine = world.machine(knows=False)
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, fence="holds", epochs="no")
    crowd(world, 600)
    assert machine.code() == Exit.OK
    assert len(numbers(world)) == 601
    fill(world, 4_200)
    assert failure(machine.push(neighbour(world.report))) == (Exit.CONFLICT, "room-full")


def test_what_this_run_wrote_is_watched_from_the_first_moment(world: World) -> None:
    """The reply of the write is the first observation."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    (change,) = machine.changes()
    assert change.seen is not None
    assert (change.seen.how, change.seen.rows, change.seen.at) == (How.AS_SENT, (2,), START)
    assert known(machine).highest == 1
    assert [a.outcome for a in machine.batches()[0].attempts] == [Outcome.APPLIED]


def test_rows_of_two_years_go_into_their_tables_in_one_batch(world: World) -> None:
    """From the bottom up: the upper insert moves no place of the lower; others' rows stay."""
    headers = [str(header) for header in world.box.rows(BOOK, TAB)[1]]
    older, newer = agencies(world, 2)
    newer = newer.model_copy(update={"fiscal_year": 2567})
    others = [put(2, 0, "5369901"), put(2, 4, 2566)]
    second = [put(6, 0, "แบบสรุป ปีงบประมาณ 2567"), *(put(7, c, h) for c, h in enumerate(headers))]
    world.edit(*others, *second, put(8, 0, "5369902"), put(8, 4, 2567), put(9, 0, "หมายเหตุ: x"))
    before = world.box.rows(BOOK, TAB)
    machine = world.machine()
    outcomes = push(machine, newer, older)
    assert codes(outcomes) == ["written", "written"]
    assert [each.row for each in outcomes if isinstance(each, Done)] == [11, 4]
    rows = world.box.rows(BOOK, TAB)
    assert [rows[3][0], rows[10][0]] == [older.agency.code, newer.agency.code]
    assert [*rows[:3], *rows[4:10], *rows[11:]] == before
    assert machine.verify()[0] == Exit.OK
    assert len(machine.batches()) == 1


def test_a_sheet_that_cannot_be_read_between_two_batches_leaves_no_doubt(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rows stand; the others were not sent: exit 5."""
    monkeypatch.setattr(pushing, "MAX_ROWS", 1)
    world.fault("http-503", match="read", skip=1, times=None)
    outcomes = push(world.machine(), *agencies(world, 2))
    assert codes(outcomes) == ["written", "unavailable"]
    assert words_of(outcomes[1])[0] == Exit.UNAVAILABLE
    assert words_of(outcomes[1])[3] == NOTHING


def test_the_rows_of_a_batch_whose_reply_is_lost_stand_where_people_moved_them(
    world: World,
) -> None:
    """Each is found by its key, whatever rows were inserted meanwhile."""
    reports = agencies(world, 3)
    world.fault("hang", when="after")
    machine = world.machine()

    class Moving(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "GET" and world.mine(reports[0]) and not self.done:
                self.done = True
                world.edit(insert("ROWS", 3), put(3, 0, "5369903"), put(3, 4, 2566))
            return super().send(request, *args, **kwargs)

        done = False

    machine.adapter = Moving(world.box, on_wait=world.clock.sleep)
    outcomes = push(machine, *reports)
    assert codes(outcomes) == ["written"] * 3
    assert [each.row for each in outcomes if isinstance(each, Done)] == [3, 5, 6]


def test_a_row_that_this_run_wrote_and_may_not_write_again_was_written(world: World) -> None:
    """Written by a batch whose reply is lost, deleted by somebody, then refused: both are said."""
    report = agencies(world, 1)[0]
    world.fault("hang", when="after")
    machine = world.machine()

    class Protecting(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "GET" and world.mine(report):
                world.edit(delete_row(2))
                world.box.owner_edit(BOOK, [protect(9, 0, 1000)])
            return super().send(request, *args, **kwargs)

    machine.adapter = Protecting(world.box, on_wait=world.clock.sleep)
    (outcome,) = push(machine, report, restore=True)
    assert codes([outcome]) == ["protected"]
    assert words_of(outcome)[3] == "The row was written, once."
