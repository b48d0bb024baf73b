"""What a new row looks like: its numbers as numbers, no alarm colours, what its table shares."""

from decimal import Decimal
from typing import Any

import pytest

from ita_sync.google import Snapshot
from ita_sync.publish import Done
from ita_sync.table.shown import reads_as
from tests.promise.edits import dress, insert, lay
from tests.promise.histories import neighbour
from tests.promise.world import BOOK, World

RED, BLUE = {"red": 1, "green": 0, "blue": 0}, {"red": 0.8, "green": 0.9, "blue": 1}
PERCENT = {"type": "PERCENT", "pattern": "0.00%"}
PLACES = {"type": "NUMBER", "pattern": "0.000"}
WIDTH, EXTRA = 16, 17  # the world's columns, and one that is not filled by us
SCORE, NAME = 8, 1


def others(world: World, count: int) -> None:
    """Put rows of other agencies below the header."""
    shared: list[Any] = ["อื่น", "ชัยภูมิ", 2566, *[90.5] * 4]
    rows = [[f"536070{at}", f"อบต.{at}", *shared] for at in range(count)]
    world.edit(insert("COLUMNS", WIDTH), insert("ROWS", 2, count), *lay(2, *rows))


def pushed(world: World) -> Done:
    """Push."""
    outcome = world.machine().push()
    assert isinstance(outcome, Done), outcome
    return outcome


def look(world: World, row: int, column: int) -> Any:
    """Return the format of a cell."""
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    values = tab["data"][0]["rowData"][row]["values"]
    return values[column].get("userEnteredFormat", {}) if column < len(values) else {}


def snapshot(world: World) -> Snapshot:
    """Return what a look shows."""
    shown: Snapshot = world.machine().door().look()
    return shown


def shown(world: World, row: int, column: int) -> str:
    """Return what a cell shows."""
    now = snapshot(world)
    return now.shown.get((row, column), str(now.cell(row, column)))


@pytest.mark.parametrize(
    "form", [PERCENT, {"type": "DATE"}, {"type": "CURRENCY"}, {"type": "NUMBER", "pattern": "0%"}]
)
def test_a_score_is_shown_as_a_score(world: World, form: dict[str, str]) -> None:
    """Although all rows of the table have a format for something else."""
    others(world, 2)
    world.edit(dress(2, 4, 0, EXTRA, numberFormat=form))
    assert pushed(world).row == 5
    assert [shown(world, 4, column) for column in (4, 5, 8)] == ["2566", "92.55", "78.41"]


def test_the_number_format_of_the_table_is_kept(world: World) -> None:
    """The row above may differ from it."""
    others(world, 3)
    world.edit(dress(2, 4, 0, EXTRA, numberFormat=PLACES))
    world.edit(dress(4, 5, 0, EXTRA, numberFormat=PERCENT))
    assert pushed(world).row == 6
    assert shown(world, 5, SCORE) == "78.410"
    assert look(world, 5, NAME)["numberFormat"] == PLACES


def test_the_format_prepared_for_the_first_row_is_kept(world: World) -> None:
    """Where nothing stands in the table yet."""
    world.edit(dress(2, 3, 5, 9, numberFormat=PLACES))
    assert pushed(world).row == 3
    assert shown(world, 2, SCORE) == "78.410"


@pytest.mark.parametrize("name", ["backgroundColor", "backgroundColorStyle"])
def test_alarm_colours_and_lines_through_the_text_stay_above(world: World, name: str) -> None:
    """Those of the row above say nothing of ours, in columns that we do not fill either."""
    others(world, 3)
    red = RED if name == "backgroundColor" else {"rgbColor": RED}
    text = {"strikethrough": True, "foregroundColor": RED, "bold": True}
    world.edit(dress(4, 5, 0, EXTRA, textFormat=text, **{name: red}))
    assert pushed(world).row == 6
    for column in (0, NAME, SCORE, WIDTH):
        assert look(world, 5, column).keys() <= {"textFormat"}
        assert look(world, 5, column)["textFormat"] == {"bold": True}
    assert look(world, 5, 15)["textFormat"]["link"]
    assert look(world, 4, SCORE)[name] == red


def test_one_row_shares_no_colour_with_itself(world: World) -> None:
    """The only agency so far may be the one that is marked."""
    others(world, 1)
    world.edit(dress(2, 3, 0, EXTRA, backgroundColor=RED))
    assert pushed(world).row == 4
    assert "backgroundColor" not in look(world, 3, SCORE)


def test_colours_that_the_table_shares_are_kept(world: World) -> None:
    """Although the row above has another one; in columns that we do not fill, too."""
    others(world, 3)
    text = {"foregroundColor": BLUE}
    world.edit(dress(2, 4, 0, EXTRA, backgroundColor=BLUE, textFormat=text))
    world.edit(dress(4, 5, 0, EXTRA, backgroundColor=RED))
    assert pushed(world).row == 6
    for column in (NAME, SCORE, WIDTH):
        assert look(world, 5, column)["backgroundColor"] == BLUE
    assert look(world, 5, SCORE)["textFormat"] == text


def test_a_plain_table_gets_a_plain_row(world: World) -> None:
    """Nothing but values and the link."""
    others(world, 2)
    assert pushed(world).row == 5
    assert [look(world, 4, column) for column in (0, SCORE)] == [{}, {}]


# what is shown


@pytest.mark.parametrize(
    ("text", "value", "same"),
    [
        ("78.41", 78.41, True),
        ("78.410", 78.41, True),
        ("๗๘.๔๑", 78.41, True),
        ("78,41", 78.41, True),
        ("2,566", 2566, True),
        ("2,566.00", 2566, True),
        ("7.84E+01", 78.4, True),
        ("7841%", 78.41, False),
        ("78", 78.41, False),
        ("78.4", 78.41, False),
        ("18/3/1900", 78, False),
        ("", 78.41, False),
        ("ก ", "ก", True),
        ("", "ก", False),
    ],
)
def test_a_number_may_be_written_in_many_ways(text: str, value: float | str, *, same: bool) -> None:
    """As a percentage, a date or rounded it is another one."""
    assert reads_as(text, value) is same


@pytest.mark.parametrize(
    "form",
    [
        {"type": "NUMBER", "pattern": "0"},
        {"type": "NUMBER", "pattern": "0.0"},
        {"type": "NUMBER", "pattern": '0.00" บาท"'},
        {"type": "NUMBER", "pattern": "0.00,"},
        {"type": "SCIENTIFIC", "pattern": "0.00E+00"},
    ],
)
def test_a_new_row_is_never_rounded(world: World, form: dict[str, str]) -> None:
    """Although all rows of the table are."""
    others(world, 2)
    world.edit(dress(2, 4, 0, EXTRA, numberFormat=form))
    assert pushed(world).row == 5
    assert [shown(world, 4, column) for column in (5, 8)] == ["92.55", "78.41"]


def test_the_most_places_of_rows_added_together_count(world: World) -> None:
    """One format serves all of them."""
    others(world, 2)
    world.edit(dress(2, 4, 0, EXTRA, numberFormat={"type": "NUMBER", "pattern": "0.0"}))
    first = world.report.model_copy(update={"total": Decimal("78.4")})
    drafts = [world.draft(first), world.draft(neighbour(world.report))]
    done = world.machine().push_all(drafts)
    assert all(isinstance(each, Done) for each in done), done
    assert [shown(world, row, SCORE) for row in (4, 5)] == ["78.4", "78.41"]


def test_a_new_row_takes_over_no_words_around_its_texts(world: World) -> None:
    """A format of texts, too, can show more than was sent."""
    others(world, 2)
    world.edit(dress(2, 4, 0, EXTRA, numberFormat={"type": "TEXT", "pattern": '"อบต."@'}))
    assert pushed(world).row == 5
    assert "numberFormat" not in look(world, 4, NAME)
