"""Two questions to a spreadsheet: asked once, nothing left behind, and what follows where it fails.

P1: is a number that is taken refused, and its batch with it? P0: may a batch create and delete one
mark?
"""

from contextlib import suppress
from typing import Any

import pytest
import requests

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import CallFailed, fence
from ita_sync.journal import Journal, Reason, State
from ita_sync.publish import Done
from ita_sync.publish.probe import Prober
from ita_sync.sandbox import Call, SandboxAdapter
from tests.promise.edits import lay, mark
from tests.promise.histories import amended, clear_mark, leave_open, neighbour
from tests.promise.outcomes import failure, known, words_of
from tests.promise.world import BOOK, Machine, World
from tests.publish.batches import agencies


@pytest.fixture
def newcomer(world: World) -> Machine:
    """Return a machine that has asked nothing yet."""
    return world.machine(knows=False)


def marks(world: World) -> list[tuple[int, str, str | None]]:
    """Return all marks that the sheet holds."""
    return sorted((one.id, one.key, one.value) for one in world.box.book(BOOK).marks)


def scratches(world: World) -> list[Call]:
    """Return the calls about scratch marks."""
    return [
        call
        for call in world.box.calls()
        if "scratch" in str(call.body) or "/developerMetadata/" in call.path
    ]


def ask(machine: Machine) -> str:
    """Ask P1 without a push, as `settle` may; return what is known then."""
    with Journal(machine.settings.state) as journal:
        sheet = machine.door()
        prober = Prober(sheet, journal, BOOK, machine.time)
        try:
            prober.require_fence(sheet.look().marks)
        except ConfigError:
            return "fails"
        return journal.book(BOOK).fence


# P1: a number that is taken is refused


def test_the_first_write_to_a_spreadsheet_is_worth_two_calls_once(
    world: World, newcomer: Machine
) -> None:
    """One write that is refused, one read that finds nothing; the next time nothing is asked."""
    world.edit(mark(77))
    before = marks(world)
    world.box.clear_calls()
    assert newcomer.code() == Exit.OK
    assert world.methods() == ["GET", "WRITE", "WRITE", "GET"]
    assert [(call.method, call.status) for call in scratches(world)] == [
        ("POST", 400),
        ("GET", 404),
    ]
    assert known(newcomer).fence == "holds"
    assert [each for each in marks(world) if each[0] != 1] == before
    world.box.clear_calls()
    assert newcomer.code(report=neighbour(world.report)) == Exit.OK
    assert world.methods() == ["GET", "WRITE"]


def test_before_anything_is_repeated_it_is_asked(world: World, newcomer: Machine) -> None:
    """No mark of ours stands: one is made for it, and taken away again."""
    world.edit(mark(77))
    before = marks(world)
    world.fault("hang", when="before")
    assert newcomer.code() == Exit.OK
    writes = [call for call in world.box.calls() if call.write]
    asked = [call for call in writes if "scratch" in str(call.body)]
    sent = [call for call in writes if "insertDimension" in str(call.body)]
    assert len(sent) == 2
    assert sent[0].seq < asked[0].seq < asked[-1].seq < sent[1].seq
    assert known(newcomer).fence == "holds"
    assert [each for each in marks(world) if each[0] != 1] == before
    assert len(world.mine()) == 1


def test_before_a_number_is_closed_it_is_asked(world: World, newcomer: Machine) -> None:
    """An attempt that may land is left only where the closing mark keeps it out."""
    world.fault("late", seconds=100)
    world.fault("http-403", match="read", skip=1)
    assert newcomer.code() == Exit.CONFIG
    assert newcomer.code(report=amended(world.report)) == Exit.OK
    assert known(newcomer).fence == "holds"
    world.clock.sleep(400)
    assert len(world.mine()) == 1


RULES = ["ids-not-unique", "ids-not-unique-across", "not-atomic"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("standing", [True, False])
@pytest.mark.parametrize("picky", [True, False])
def test_where_it_fails_nothing_is_left_behind(
    world: World, newcomer: Machine, rule: str, *, standing: bool, picky: bool
) -> None:
    """Marks of this and of other programs stand as before."""
    world.edit(mark(77))
    world.edit(fence.create(5, "row", "0" * 16, 1)) if standing else None
    before = marks(world)
    world.fault(rule, times=None)
    if picky:
        world.fault("no-match-refused", times=None)
    assert ask(newcomer) == "fails"
    assert marks(world) == before


@pytest.mark.parametrize("rule", RULES)
def test_a_spreadsheet_without_a_fence_is_written_to_once(
    world: World, newcomer: Machine, rule: str
) -> None:
    """Exit 4 and the row that stands; later pushes send nothing."""
    world.fault(rule, times=None)
    assert words_of(newcomer.push()) == (
        Exit.CONFIG,
        "no-fence",
        "This spreadsheet lets a mark be taken twice: nothing can be written exactly once.",
        "The row of this run stands in row 3 of tab ITA 2566.",
        (
            "ita-sync writes no further row to it. Paste rows by hand (`ita-sync push --dry-run "
            "--tsv REPORT`), and tell the makers of ita-sync."
        ),
        [],
    )
    assert len(world.mine()) == 1
    assert newcomer.states() == [State.WRITTEN]
    assert [each[:2] for each in marks(world)] == [(1, fence.KEY)]
    rows, writes = world.box.rows(BOOK, "ITA 2566"), world.methods().count("WRITE")
    for report in (world.report, neighbour(world.report)):
        assert failure(newcomer.push(report)) == (Exit.CONFIG, "no-fence")
    assert world.box.rows(BOOK, "ITA 2566") == rows
    assert world.methods().count("WRITE") == writes
    assert newcomer.verify()[0] == Exit.OK


def test_many_rows_of_a_run_that_stops_there_are_told_apart(
    world: World, newcomer: Machine
) -> None:
    """Each that was written says where; one that stood there already is no failure."""
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.fault("not-atomic", times=None)
    drafts = [world.draft(world.report), world.draft(neighbour(world.report))]
    written, there = newcomer.push_all(drafts)
    assert failure(written) == (Exit.CONFIG, "no-fence")
    assert isinstance(written, ItaSyncError)
    assert str(written.written) == "The row of this run stands in row 4 of tab ITA 2566."
    assert isinstance(there, Done)
    assert there.how == "already"


def test_a_row_that_moved_before_the_question_is_said_to_be_written(
    world: World,
) -> None:
    """Where it stands is not known; that it was written is."""
    world.fault("not-atomic", times=None)
    header = {
        "insertDimension": {
            "range": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
        }
    }
    machine = world.machine(adapter=world.meddling(header), knows=False)
    outcome = machine.push()
    assert failure(outcome) == (Exit.CONFIG, "no-fence")
    assert isinstance(outcome, ItaSyncError)
    assert str(outcome.written) == "The row was written, once."


@pytest.mark.parametrize("rule", RULES)
def test_an_attempt_in_doubt_is_not_repeated_without_a_fence(
    world: World, newcomer: Machine, rule: str
) -> None:
    """Nor closed; exit 4 says that the row may have been written."""
    world.fault(rule, times=None)
    world.fault("http-503")
    world.clock.sleep(1)
    outcome = newcomer.push()
    assert failure(outcome) == (Exit.CONFIG, "no-fence")
    assert isinstance(outcome, ItaSyncError)
    assert "may have been written" in str(outcome.written)
    again = newcomer.push()
    assert failure(again) == (Exit.CONFIG, "no-fence")
    assert isinstance(again, ItaSyncError)
    assert "may have been written" in str(again.written)
    assert newcomer.states() == [State.OPEN]
    sent = [call for call in world.box.calls() if "insertDimension" in str(call.body)]
    assert len(sent) == 1


TROUBLE = ["http-503", "http-429", "http-408", "hang", "cut", "refused"]


@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.parametrize("skip", [1, 2])
def test_passing_trouble_in_the_question_fails_no_push(
    world: World, newcomer: Machine, name: str, skip: int
) -> None:
    """The row stands, so it is said; the question is asked again the next time."""
    world.fault(name, match="any", skip=skip + 1)
    outcome = newcomer.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "written"
    assert newcomer.said[-1].startswith("A test of the sheet was put off: ")
    assert known(newcomer).fence == ""
    assert newcomer.code(report=neighbour(world.report)) == Exit.OK
    assert known(newcomer).fence == "holds"
    assert [each[0] for each in marks(world)] == [1, 2]


@pytest.mark.parametrize(
    ("name", "code"), [("http-403", "not-shared"), ("http-404", "spreadsheet-missing")]
)
def test_permission_lost_in_the_question_is_not_taken_for_a_missing_fence(
    world: World, newcomer: Machine, name: str, code: str
) -> None:
    """The row that stands is said to stand; nothing is remembered of the spreadsheet."""
    world.fault(name, match="write", skip=1)
    outcome = newcomer.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, known(newcomer).fence) == ("written", "")
    assert newcomer.code(report=neighbour(world.report)) == Exit.OK
    assert known(newcomer).fence == "holds"


@pytest.mark.parametrize(
    ("rule", "skip", "then"), [(None, 0, "holds"), ("ids-not-unique", 1, "fails")]
)
def test_an_answer_that_proves_nothing_is_no_proof(
    world: World, newcomer: Machine, rule: str | None, skip: int, then: str
) -> None:
    """200 and nothing applied: of what was made for the question, or of the question itself."""
    if rule:
        world.fault(rule, times=None)
    world.fault("nothing-applied", skip=skip)
    with pytest.raises(CallFailed, match="contradict") as caught:
        ask(newcomer)
    assert caught.value.passing
    assert known(newcomer).fence == ""
    assert marks(world) == []
    assert ask(newcomer) == then
    assert marks(world) == []


def test_a_number_that_is_cleared_meanwhile_is_no_proof(world: World, newcomer: Machine) -> None:
    """The newest mark is asked about: no clearing takes it away."""
    for number in range(1, 4):
        world.edit(fence.create(number, "row", "0" * 16, 1))

    class Clearing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if "scratch" in str(request.body) and not self.done:
                self.done = True
                world.edit(*map(clear_mark, (1, 2)))
            return super().send(request, *args, **kwargs)

        done = False

    newcomer.adapter = Clearing(world.box, on_wait=world.clock.sleep)
    assert ask(newcomer) == "holds"


def test_a_mark_that_went_and_came_again_is_no_proof(world: World, newcomer: Machine) -> None:
    """Two older versions are put back in the question: each mark stood, and never both at once."""
    empty = world.clock.now()
    world.clock.sleep(10)
    world.edit(fence.create(1, "row", "0" * 16, 1))
    marked = world.clock.now()
    world.clock.sleep(10)

    class PuttingBack(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            body = str(request.body)
            if "scratch" in body and "createDeveloperMetadata" in body:
                world.box.restore(BOOK, empty)
            elif "deleteDeveloperMetadata" in body:
                world.box.restore(BOOK, marked)
            return super().send(request, *args, **kwargs)

    newcomer.adapter = PuttingBack(world.box, on_wait=world.clock.sleep)
    with pytest.raises(CallFailed):
        ask(newcomer)
    assert known(newcomer).fence == ""


@pytest.mark.parametrize("name", ["http-503", "hang", "cut", "http-429"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("rule", [None, "not-atomic"])
@pytest.mark.parametrize("nth", range(5))
def test_trouble_in_the_question_leaves_no_mark_behind(  # noqa: PLR0917 - what is combined
    world: World, newcomer: Machine, name: str, when: str, rule: str | None, nth: int
) -> None:
    """Whichever of its requests meets it; one is made where no mark of ours stands."""
    if rule:
        world.fault(rule, times=None)
    world.fault(name, match="any", skip=nth + 1, when=when)
    with suppress(CallFailed):
        ask(newcomer)
    assert marks(world) == []
    assert ask(newcomer) == ("fails" if rule else "holds")
    assert marks(world) == []


# P0: a batch may create and delete one mark


def test_where_a_pair_is_refused_batches_go_without_epochs(world: World, newcomer: Machine) -> None:
    """It is learnt at the first refusal, once; the row is written, and marks are not cleared."""
    world.fault("pair-refused", times=None)
    assert newcomer.code() == Exit.OK
    assert known(newcomer).epochs == "no"
    assert len(world.mine()) == 1
    assert [batch.epoch for batch in newcomer.batches()][-1] is None
    assert {each[1] for each in marks(world)} == {fence.KEY}
    world.box.clear_calls()
    assert newcomer.code(report=neighbour(world.report)) == Exit.OK
    assert world.methods() == ["GET", "WRITE"]
    assert newcomer.verify()[0] == Exit.OK


def test_where_a_pair_is_refused_many_rows_go_too(world: World, newcomer: Machine) -> None:
    """The batch is narrowed and widened again."""
    world.fault("pair-refused", times=None)
    drafts = [world.draft(report) for report in agencies(world, 5)]
    outcomes = newcomer.push_all(drafts)
    assert [type(each) for each in outcomes] == [Done] * 5
    assert not any("scratch" in str(each[2]) for each in marks(world))


def test_where_a_pair_is_allowed_a_refusal_is_about_the_row(
    world: World, newcomer: Machine
) -> None:
    """The question is asked once, and leaves nothing."""
    world.fault("http-400", match=":batchUpdate")
    assert newcomer.code() == Exit.OK
    assert known(newcomer).epochs == "yes"
    pairs = [call for call in scratches(world) if "deleteDeveloperMetadata" in str(call.body)]
    assert [call.status for call in pairs] == [200]
    assert [each[0] for each in marks(world)] == [1, 2]


def test_a_spreadsheet_that_takes_no_mark_at_all_is_said_so(
    world: World, newcomer: Machine
) -> None:
    """Other programs' private marks fill the room: nobody here sees them."""
    for number in range(30):
        world.box.foreign_mark(BOOK, 1000 + number, "x" * 990)
    outcome = newcomer.push()
    assert failure(outcome) == (Exit.CONFLICT, "marks-refused")
    assert isinstance(outcome, ItaSyncError)
    assert "30000" in str(outcome.what)
    assert world.mine() == []
    assert newcomer.states() == [State.UNWRITTEN]
    assert known(newcomer).epochs == ""


@pytest.mark.parametrize("name", ["http-503", "hang", "http-429", "cut"])
@pytest.mark.parametrize("rule", ["pair-refused", None])
@pytest.mark.parametrize("nth", [0, 1, 2])
@pytest.mark.parametrize("when", ["before", "after"])
def test_passing_trouble_in_the_question_of_pairs_is_overcome(  # noqa: PLR0917 - the same
    world: World, newcomer: Machine, name: str, rule: str | None, nth: int, when: str
) -> None:
    """It is asked again in the same run, and no mark of it stays."""
    if rule:
        world.fault(rule, times=None)
    else:
        world.fault("http-400")
    world.fault(name, match="write", skip=nth, when=when)
    assert newcomer.code() == Exit.OK
    assert known(newcomer).epochs == ("no" if rule else "yes")
    assert not any("scratch" in str(each[2]) for each in marks(world))


def test_an_open_batch_is_closed_without_the_pair_where_pairs_are_refused(
    world: World, newcomer: Machine
) -> None:
    """It was planned in an epoch, before the answer was known."""
    leave_open(world, applied=False)
    machine = world.machine("a", knows=False)
    world.fault("pair-refused", times=None)
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, epochs="", fence="")
    assert machine.code(report=amended(world.report)) == Exit.OK
    assert machine.batches()[0].state is State.UNWRITTEN
    assert len(world.mine()) == 1


def test_lost_permission_while_pairs_are_asked_about_is_exit_4(
    world: World, newcomer: Machine
) -> None:
    """Nothing was written, as every attempt was refused."""
    world.fault("http-400")
    world.fault("http-403")
    assert failure(newcomer.push()) == (Exit.CONFIG, "not-shared")
    assert [(batch.state, batch.reason) for batch in newcomer.batches()] == [
        (State.UNWRITTEN, Reason.REFUSED)
    ]
    assert newcomer.code() == Exit.OK


def test_a_mark_does_not_stay_on_a_row_where_there_is_no_fence(world: World) -> None:
    """The mark on the row is the first write here: it is asked then, and nothing follows."""
    world.edit(*lay(2, [world.report.agency.code or ""]))
    machine = world.machine(knows=False)
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("ids-not-unique", times=None)
    assert failure(machine.push()) == (Exit.CONFIG, "no-fence")
    assert [one for one in world.box.book(BOOK).marks if one.dimension] == []


# P2: the change of a mark that is not there is refused


def test_a_refusal_for_another_reason_is_no_proof_of_guards(
    world: World, newcomer: Machine
) -> None:
    """It is asked twice: once a batch was refused that had nothing wrong with it."""
    world.fault("no-match-passes", times=None)
    world.fault("http-400")
    with Journal(newcomer.settings.state) as journal:
        assert not Prober(newcomer.door(), journal, BOOK, newcomer.time).has_guards(0)
    assert marks(world) == []
