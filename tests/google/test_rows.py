"""Cells that are written stay what they are, and others as they were."""

import pytest

from ita_sync.config_file import Column
from ita_sync.errors import Exit
from ita_sync.settings import Settings
from tests.promise.edits import put
from tests.promise.world import BOOK, World


def test_constants_blanks_and_gaps_are_written_as_typed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each cell goes under its header, and a foreign column in between is left alone.

    One of the columns is a constant, another a field that is blank.
    """
    chosen = world.machine().settings
    columns = [
        *chosen.columns,
        Column(header="ค่าคงที่", constant=7, type="number"),
        Column(header="รักษาการ", field="signoff.acting"),
    ]
    changed = Settings(**{**vars(chosen), "columns": tuple(columns)})
    monkeypatch.setattr(World, "settings", lambda _self, _machine: changed)
    world.edit(put(1, 18, "รักษาการ"), put(1, 17, "ของผู้อื่น"), put(1, 16, "ค่าคงที่"))
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK
    (row,) = world.mine()
    assert row[16:] == [7]
    assert machine.code() == Exit.OK


def test_text_that_looks_like_a_formula_is_sent_as_text(world: World) -> None:
    """Typed cells: nothing is ever parsed."""
    memo = world.report.memo.model_copy(update={"number": '=HYPERLINK("https://a.example","x")'})
    assert world.machine().code(report=world.report.model_copy(update={"memo": memo})) == Exit.OK
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    entered = [
        c.get("userEnteredValue", {})
        for r in tab["data"][0]["rowData"]
        for c in r.get("values", [])
    ]
    assert {"stringValue": memo.number} in entered
    assert not any("formulaValue" in value for value in entered)
    assert world.machine().verify()[0] == Exit.OK
