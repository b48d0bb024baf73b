"""The header of a table: one row or several, merged or not, or a refusal in words."""

from typing import Any

import pytest

from ita_sync.errors import Exit, SheetConflict
from ita_sync.publish import Done
from ita_sync.table import letter
from tests.promise.edits import delete_cells, insert, lay, merge, put
from tests.promise.histories import aimed, with_settings
from tests.promise.outcomes import failure
from tests.promise.world import BOOK, TAB, Machine, World

IIT, OIT, LAST = 5, 7, 15
UNITS = [*[None] * IIT, "เต็ม 100", "เต็ม 100", "เต็ม 100"]


def grouped(*, merged: bool) -> list[dict[str, Any]]:
    """Return the edits that put IIT, EIT and OIT into a second row, below คะแนน."""
    edits = [insert("ROWS", 2), put(1, IIT, "คะแนน")]
    edits += [delete_cells(1, IIT + 1), delete_cells(1, OIT)]
    edits += lay(2, [*[None] * IIT, "IIT", "EIT", "OIT"])
    if merged:
        whole = [column for column in range(LAST + 1) if not IIT <= column <= OIT]
        edits += [merge(1, 2, IIT, OIT + 1), *(merge(1, 3, at, at + 1) for at in whole)]
    return edits


def renamed(machine: Machine, monkeypatch: pytest.MonkeyPatch, **headers: str) -> Machine:
    """Return the machine with other headers configured, by the field's last word."""
    columns = tuple(
        column.model_copy(update={"header": headers.get(field, column.header)})
        for column in machine.settings.columns
        for field in [(column.field or "").rpartition(".")[2]]
    )
    return with_settings(machine, monkeypatch, columns=columns)


def written(outcome: object) -> int:
    """Return the 1-based row of a push that wrote."""
    assert isinstance(outcome, Done), outcome
    return outcome.row


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("header_row", [None, 2, 3])
def test_a_header_over_two_rows_is_read_as_one(
    world: World, monkeypatch: pytest.MonkeyPatch, header_row: int | None, *, merged: bool
) -> None:
    """Whichever of its rows is configured; the row stands below it and is found again."""
    world.edit(*grouped(merged=merged))
    aimed(monkeypatch, tab=TAB, header_row=header_row)
    machine = world.machine()
    assert written(machine.push()) == 4
    assert world.box.rows(BOOK, TAB)[3][IIT : OIT + 1] == [92.55, 86.3, 61.88]
    again = machine.push()
    assert isinstance(again, Done)
    assert again.how == "already"
    assert machine.verify()[0] == Exit.OK


def test_the_configuration_may_name_the_whole_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`คะแนน / IIT` for the column IIT below คะแนน."""
    world.edit(*grouped(merged=True))
    whole = {tool: f"คะแนน / {tool}" for tool in ("IIT", "EIT", "OIT")}
    assert written(renamed(world.machine(), monkeypatch, **whole).push()) == 4


def test_a_text_over_several_columns_is_none_of_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can tell which column below คะแนน a total would belong to."""
    world.edit(*grouped(merged=False))
    outcome = renamed(world.machine(), monkeypatch, total="คะแนน").push()
    assert failure(outcome) == (Exit.CONFLICT, "header-doubled")
    assert isinstance(outcome, SheetConflict)
    assert "F, G, H" in str(outcome.details[0])
    assert "“คะแนน / IIT”" in str(outcome.details[1])


def test_a_missing_header_is_proposed_by_its_whole_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text over several columns is never proposed."""
    world.edit(*grouped(merged=True))
    outcome = renamed(world.machine(), monkeypatch, IIT="คะแนน IT").push()
    assert failure(outcome) == (Exit.CONFLICT, "header-missing")
    assert isinstance(outcome, SheetConflict)
    proposal = [str(line) for line in outcome.details if "instead of" in str(line)]
    assert proposal == ["Proposal: header = “คะแนน / IIT” (column F) instead of “คะแนน IT”"]


@pytest.mark.parametrize(
    "below",
    [
        UNITS,
        [f"({number})" for number in range(1, LAST + 2)],
        list(range(1, LAST + 2)),
        ["7 หลัก", "ชื่อเต็ม", *UNITS[2:]],
    ],
)
def test_a_row_of_units_or_numbers_belongs_to_the_header(world: World, below: list[Any]) -> None:
    """The row above it has all columns; a new row goes below both, also where notes follow."""
    world.edit(insert("ROWS", 2), *lay(2, below))
    machine = world.machine()
    assert written(machine.push()) == 4
    assert world.box.rows(BOOK, TAB)[2][: len(below)] == [*below]
    assert machine.verify()[0] == Exit.OK


def test_a_listed_agency_right_below_the_header_is_no_part_of_it(world: World) -> None:
    """Though a sort put the text of a header into its row: the header lacks it."""
    listed = [None, "เทศบาลตำบลจัตุรัส", "จัตุรัส", "ชัยภูมิ", None, None, "EIT"]
    world.edit(insert("ROWS", 2), *lay(2, listed), delete_cells(1, IIT + 1))
    before = world.box.rows(BOOK, TAB)
    outcome = world.machine().push()
    assert isinstance(outcome, SheetConflict)
    assert outcome.code == "header-missing"
    assert world.box.rows(BOOK, TAB) == before


def test_a_note_right_below_the_header_is_no_part_of_it(world: World) -> None:
    """It stays below."""
    world.edit(put(2, 0, "หมายเหตุ: ส่งภายในเดือนตุลาคม"))
    assert written(world.machine().push()) == 3


def test_two_columns_of_one_name_are_told_apart_by_the_row_above(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says how; then the right one is written."""
    world.edit(insert("COLUMNS", 16), put(1, 16, "IIT"))
    world.edit(put(0, IIT, "คะแนน"), put(0, 16, "ลำดับ"))
    outcome = world.machine().push()
    assert failure(outcome) == (Exit.CONFLICT, "header-doubled")
    assert isinstance(outcome, SheetConflict)
    assert [str(line) for line in outcome.details] == [
        "“IIT”: columns F, Q",
        "Tell them apart: header = “คะแนน / IIT”, “ลำดับ / IIT”",
    ]
    assert written(renamed(world.machine(), monkeypatch, IIT="คะแนน / IIT").push()) == 3
    assert world.box.rows(BOOK, TAB)[2][IIT] == 92.55


def test_columns_have_letters() -> None:
    """As in a sheet."""
    assert [letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
