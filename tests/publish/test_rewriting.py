"""Rows that exist: what people do between the pin and the guard, and what is said of it."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from ita_sync.errors import NOTHING_WRITTEN, Exit
from ita_sync.google import row_marks
from ita_sync.journal import Journal, Kind, State
from ita_sync.publish import Done
from ita_sync.publish.pushing import TRIES_OF_EXISTING
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_row, insert, lay, move, put
from tests.promise.histories import amended, clear_mark, neighbour
from tests.promise.outcomes import failure, words_of
from tests.promise.world import BOOK, TAB, Machine, World


def before_write(world: World, number: int, *meddles: Callable[[], object]) -> SandboxAdapter:
    """Return an adapter on which a person acts once before our n-th write, and those after it."""
    left = [number]

    class Meddling(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST":
                left[0] -= 1
                if 0 <= -left[0] < len(meddles):
                    meddles[-left[0]]()
            return super().send(request, *args, **kwargs)

    return Meddling(world.box, on_wait=world.clock.sleep)


def before_read(world: World, number: int, meddle: Callable[[], object]) -> SandboxAdapter:
    """Return an adapter on which a person acts before our n-th read arrives, once."""
    left = [number]

    class Meddling(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            left[0] -= request.method == "GET"
            if left[0] == 0:
                left[0] -= 1
                meddle()
            return super().send(request, *args, **kwargs)

    return Meddling(world.box, on_wait=world.clock.sleep)


def test_a_quota_is_met_with_patience_and_not_taken_for_a_refusal(world: World) -> None:
    """More often than a row is refused before it is given up; nothing was wrong with it."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("http-429", match="write", times=TRIES_OF_EXISTING + 2)
    outcome = machine.push(amended(world.report))
    assert isinstance(outcome, Done)
    assert outcome.how == "amended"


def amending(world: World, number: int, *meddles: Callable[[], object]) -> Machine:
    """Return a machine whose row stands, and that meets a person before its n-th write."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    return world.machine("a", adapter=before_write(world, number, *meddles))


def row_marks_left(world: World) -> int:
    """Return how many marks of ours stand on rows."""
    snapshot = world.machine("c").door().look()
    return sum(map(len, snapshot.row_marks.values()))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("edit", [insert("ROWS", 1, 2), insert("ROWS", 2, 1)])
def test_a_row_that_moves_is_written_where_it_is(
    world: World, number: int, edit: dict[str, Any]
) -> None:
    """Before the pin or between pin and guard: no other row changes, and ours stands once."""
    machine = amending(world, number, lambda: world.edit(edit))
    other = world.mine(neighbour(world.report))
    outcome = machine.push(amended(world.report))
    assert isinstance(outcome, Done)
    assert outcome.how == "amended"
    assert len(world.mine()) == 1
    assert world.mine(neighbour(world.report)) == other
    assert machine.verify()[0] == Exit.OK
    assert row_marks_left(world) == 1  # that of the amendment


def test_what_a_person_typed_after_the_look_is_left_alone(world: World) -> None:
    """The reply to the pin shows it; a person decides."""
    machine = amending(world, 1, lambda: world.edit(put(2, 8, 12.5)))
    assert failure(machine.push(amended(world.report))) == (Exit.CONFLICT, "content-differs")
    assert world.mine()[0][8] == 12.5
    assert row_marks_left(world) == 0


def test_a_row_that_goes_while_marks_are_taken_away_leaves_none_on_the_others(world: World) -> None:
    """Its mark went with it, so that the removal of both is refused: what is left is looked at."""
    reports = [world.report, neighbour(world.report)]
    for report in reports:
        assert world.machine().code(report=report) == Exit.OK
    with Journal(world.machine().settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    edits = [(put(2, 8, 12.5), put(3, 8, 12.5)), (delete_row(3),)]
    adapter = before_write(world, 1, *(lambda each=each: world.edit(*each) for each in edits))
    machine = world.machine(adapter=adapter)
    world.fault("no-match-refused", times=None)
    machine.push_all([world.draft(amended(each)) for each in reports])
    assert world.mine()[0][8] == 12.5
    assert row_marks_left(world) == 0


def test_a_row_that_a_person_deletes_in_between_is_not_written_again(world: World) -> None:
    """Nor is the row that came to its place."""
    machine = amending(world, 2, lambda: world.edit(delete_row(2)))
    other = world.mine(neighbour(world.report))
    assert failure(machine.push(amended(world.report))) == (Exit.CONFLICT, "row-removed")
    assert world.mine(neighbour(world.report)) == other


def test_a_sort_of_some_columns_that_leaves_the_pin_behind_is_said(world: World) -> None:
    """The guard finds its mark, and the cells belong to another: which, and what stood there."""
    columns = {"startColumnIndex": 0, "endColumnIndex": 20}
    rows = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 4}
    order = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    sort = {"sortRange": {"range": rows | columns, "sortSpecs": order}}
    machine = amending(world, 2, lambda: world.edit(sort))
    code, slug, what, written, _, details = words_of(machine.push(amended(world.report)))
    assert (code, slug) == (Exit.CONFLICT, "row-touched")
    assert what.startswith("Row 3 of tab ITA 2566 was written for 5360601 / 2566, but another row")
    assert written == "These cells of the other row were written; no other cell was."
    assert [line for line in details if "before that stood there" in line] == details


@pytest.mark.parametrize("number", [1, 2])
def test_a_row_that_moved_while_an_answer_was_lost_is_not_said_to_be_touched(
    world: World, number: int
) -> None:
    """To the pin or to the write: the look that comes instead shows ours in another place."""

    class MovedMeanwhile(SandboxAdapter):
        writes = 0

        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            self.writes += request.method == "POST"
            if self.writes == number and request.method == "GET":
                self.writes += 10
                world.edit(move("ROWS", 3, 2))
            return super().send(request, *args, **kwargs)

    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(insert("ROWS", 2), *lay(2, ["", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ"]))
    machine = world.machine("a", adapter=MovedMeanwhile(world.box, on_wait=world.clock.sleep))
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("cut", match="write", skip=number - 1, when="after")
    outcome = machine.push()
    assert isinstance(outcome, Done), outcome
    assert (outcome.how, outcome.row) == ("filled", 4)


MEANWHILE = {
    "a column moves": move("COLUMNS", 3, 1),
    "the name is typed out": put(2, 1, "เทศบาลตำบลจัตุรัส"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_people_do_to_our_row_while_an_answer_is_lost_makes_it_no_other_row(
    world: World, meanwhile: str
) -> None:
    """The write landed where it should; the look that comes instead of the answer shows more."""
    world.edit(insert("ROWS", 2), *lay(2, ["", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ"]))
    adapter = before_read(world, 2, lambda: world.edit(MEANWHILE[meanwhile]))
    machine = world.machine("a", adapter=adapter)
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("cut", match="write", skip=1, when="after")
    outcome = machine.push()
    assert isinstance(outcome, Done), outcome
    assert (outcome.how, outcome.row) == ("filled", 3)


@pytest.mark.parametrize("year", ["", 2566])
def test_another_row_is_told_by_its_name_whatever_year_it_says(world: World, year: Any) -> None:
    """Two listed rows of one year change places under the pin: only some columns are sorted."""
    rows = [["", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ", year], ["", "อบต.กุดน้ำใส", "จัตุรัส", "ชัยภูมิ", year]]
    world.edit(insert("ROWS", 2, 2), *lay(2, *rows))
    columns = {"startColumnIndex": 0, "endColumnIndex": 20}
    span = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 4}
    order = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    sort = {"sortRange": {"range": span | columns, "sortSpecs": order}}
    machine = world.machine("a", adapter=before_write(world, 2, lambda: world.edit(sort)))
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-touched")


def test_a_test_whose_mark_is_cleared_meanwhile_is_told_and_leaves_no_mark(world: World) -> None:
    """Google was reached: what the test of the sheet rests on was taken away under it."""
    world.edit(insert("ROWS", 2), *lay(2, ["", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ"]))
    with Journal(world.machine(knows=False).settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    adapter = before_write(world, 2, lambda: world.edit(clear_mark(1)))
    machine = world.machine(knows=False, adapter=adapter)
    code, slug, what, written, next_step, _ = words_of(machine.push())
    assert (code, slug, written) == (Exit.UNAVAILABLE, "untested", str(NOTHING_WRITTEN))
    assert what.startswith("It could not be tested whether this sheet can be written to safely")
    assert next_step == "Run again in a few minutes: it is tested anew."
    assert row_marks_left(world) == 0


def test_refusals_of_a_row_that_is_gone_do_not_count_against_the_new_one(world: World) -> None:
    """A listed row, refused once, is deleted; then the row is new, and others come once between."""
    world.edit(insert("ROWS", 2), *lay(2, ["", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ"]))

    def meddle() -> None:
        world.edit(delete_row(2))
        world.fault("http-400", match="write", skip=1)

    world.fault("http-400", match="write", skip=1)
    machine = world.machine("a", adapter=before_write(world, 3, meddle))
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes", fence="holds")
    outcome = machine.push()
    assert isinstance(outcome, Done), outcome
    assert outcome.how == "written"


def test_a_guarded_batch_of_unknown_outcome_is_never_sent_again(world: World) -> None:
    """Its number is closed; then the row is looked at, and planned anew."""
    machine = amending(world, 9, lambda: None)
    world.fault("http-503", match="write", skip=1)
    outcome = machine.push(amended(world.report))
    assert isinstance(outcome, Done)
    assert outcome.how == "amended"
    with Journal(machine.settings.state, read_only=True) as journal:
        batches = [journal.batch(number) for number in range(1, 6)]
    kinds = [(batch.changes[0].kind, batch.state) for batch in batches]
    assert kinds == [
        (Kind.ADD, State.WRITTEN),
        (Kind.PIN, State.WRITTEN),
        (Kind.AMEND, State.UNWRITTEN),
        (Kind.PIN, State.WRITTEN),
        (Kind.AMEND, State.WRITTEN),
    ]
    assert [attempt.kind for attempt in batches[2].attempts] == ["row", "close"]


def test_where_nothing_is_refused_no_row_that_exists_is_written(world: World) -> None:
    """The values are for pasting; new rows are written all the same."""
    world.fault("no-match-passes", times=None)
    machine = world.machine()
    assert machine.code() == Exit.OK
    before = world.box.rows(BOOK, TAB)
    assert failure(machine.push(amended(world.report))) == (Exit.CONFLICT, "no-guard")
    assert world.box.rows(BOOK, TAB) == before
    assert machine.code(report=neighbour(world.report)) == Exit.OK
    assert row_marks_left(world) == 0


def test_numbers_of_pins_are_apart_from_those_of_batches_and_epochs() -> None:
    """2^29 to 10^9."""
    numbers = {row_marks.new_number() for _ in range(1000)}
    assert len(numbers) > 990
    assert 2**29 <= min(numbers) <= max(numbers) < 10**9
