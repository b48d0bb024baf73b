"""A column of percentages: what we write stands as its other cells do, and counts as ours."""

from decimal import Decimal
from typing import Any

import pytest

from ita_sync.errors import Exit
from ita_sync.publish import Done
from tests.promise.edits import dress, lay, put
from tests.promise.world import BOOK, World
from tests.table.test_appearance import others, pushed, shown

IIT, SCORE = 5, 8
REAL, TENS = {"type": "PERCENT", "pattern": "0.00%"}, {"type": "PERCENT", "pattern": "0%"}
SIGN = {"type": "NUMBER", "pattern": '0.00"%"'}


def columns(world: World, rows: int, value: float, form: dict[str, str], of: int = 0) -> None:
    """Give rows of others a value in each column of scores, and a format."""
    of = of or rows
    for row in range(2, 2 + of):
        world.edit(*(put(row, column, value) for column in range(IIT, SCORE + 1)))
    world.edit(dress(2, 2 + of, IIT, SCORE + 1, numberFormat=form))


def held(world: World, row: int, column: int) -> Any:
    """Return the number that a cell holds."""
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    return tab["data"][0]["rowData"][row]["values"][column]["effectiveValue"]["numberValue"]


@pytest.mark.parametrize(
    ("value", "form", "ours", "stands"),
    [
        (0.8839, REAL, 0.7841, "78.41%"),
        (0.88, TENS, 0.7841, "78.41%"),
        (0.8839, {"type": "PERCENT"}, 0.7841, "78.41%"),
        (0.8839, {"type": "NUMBER", "pattern": "0.000%"}, 0.7841, "78.410%"),
        (88.39, SIGN, 78.41, "78.41%"),
        (88, {"type": "NUMBER", "pattern": '0"%"'}, 78.41, "78.41%"),
        (88.39, REAL, 78.41, "78.41"),
    ],
)
def test_a_new_row_stands_as_the_numbers_of_its_column_do(
    world: World, value: float, form: dict[str, str], ours: float, stands: str
) -> None:
    """As 0.7841, as 78.41 with a sign, or, where the column shows a mistake, as a number."""
    others(world, 2)
    columns(world, 2, value, form)
    assert pushed(world).row == 5
    assert (held(world, 4, SCORE), shown(world, 4, SCORE)) == (ours, stands)
    machine = world.machine()
    before = world.box.spreadsheet(BOOK)
    assert machine.verify()[0] == Exit.OK
    assert machine.code() == Exit.OK
    assert world.machine("b").code() == Exit.OK  # an office that knows nothing of it
    assert world.box.spreadsheet(BOOK)["sheets"] == before["sheets"]


def test_rows_that_disagree_or_say_nothing_leave_a_score_a_score(world: World) -> None:
    """One of two is no column of percentages."""
    others(world, 2)
    columns(world, 2, 0.8839, REAL, of=1)
    assert pushed(world).row == 5
    assert (held(world, 4, SCORE), shown(world, 4, SCORE)) == (78.41, "78.41")


def test_a_prepared_format_alone_says_nothing(world: World) -> None:
    """Nobody stands in the column yet."""
    world.edit(dress(2, 3, IIT, SCORE + 1, numberFormat=REAL))
    assert pushed(world).row == 3
    assert (held(world, 2, SCORE), shown(world, 2, SCORE)) == (78.41, "78.41")


@pytest.mark.parametrize("prepared", [None, REAL, {"type": "NUMBER", "pattern": "0.00"}])
def test_a_listed_row_is_filled_amended_and_emptied_in_percent(
    world: World, prepared: dict[str, str] | None
) -> None:
    """Whatever its blank cells had been prepared for."""
    others(world, 2)
    columns(world, 2, 0.8839, REAL)
    world.edit(*lay(4, ["5360601", None, "จัตุรัส", "ชัยภูมิ", 2566]))
    if prepared:
        world.edit(dress(4, 5, IIT, SCORE + 1, numberFormat=prepared))
    machine = world.machine()
    corrected = world.report.model_copy(update={"total": Decimal("88.39")})
    for step, report, how, number, stands in (
        ("push", world.report, "filled", 0.7841, "78.41%"),
        ("push", corrected, "amended", 0.8839, "88.39%"),
        ("push", corrected, "already", 0.8839, "88.39%"),
        ("undo", None, "undone", 0.7841, "78.41%"),
        ("push", world.report, "already", 0.7841, "78.41%"),
    ):
        outcome = machine.undo() if step == "undo" else machine.push(report)
        assert isinstance(outcome, Done), outcome
        assert outcome.how == how
        assert (held(world, 4, SCORE), shown(world, 4, SCORE)) == (number, stands)
        assert machine.verify()[0] == Exit.OK
    assert isinstance(machine.undo(), Done)
    assert world.machine().door().look().cell(4, SCORE) is None


def test_what_a_person_does_to_a_percentage_is_seen(world: World) -> None:
    """Another figure, too few places, and the format that is gone."""
    others(world, 2)
    columns(world, 2, 0.8839, REAL)
    pushed(world)
    said: list[str] = []
    for damage in (
        put(4, SCORE, 0.88),
        dress(4, 5, SCORE, SCORE + 1, numberFormat=TENS),
        dress(4, 5, SCORE, SCORE + 1, numberFormat={"type": "NUMBER", "pattern": "0.00"}),
    ):
        world.edit(damage)
        code, (stood,) = world.machine().verify()
        assert code == Exit.FINDINGS
        assert stood.problem is not None
        said += map(str, stood.problem.details)
        world.edit(put(4, SCORE, 0.7841), dress(4, 5, SCORE, SCORE + 1, numberFormat=REAL))
        assert world.machine().verify()[0] == Exit.OK
    cell, way = "Row 5, คะแนนรวม: the sheet", "Choose Format > Number > Percent for the cell."
    assert said == [
        f"{cell} has '88.00%', the report says 78.41",
        f"{cell} shows '78%' for 78.41. {way}",
        f"{cell} has '0.78', the report says 78.41",
    ]
