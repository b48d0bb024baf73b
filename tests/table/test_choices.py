"""Lists to choose from, which the API writes past: our value is one of them, or it is refused."""

import json
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import insert, lay, put
from tests.promise.outcomes import words_of
from tests.promise.world import World

YEAR, LEVEL = 4, 9
LEVELS = ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]


def listed(choices: list[str], kind: str = "ONE_OF_LIST") -> dict[str, Any]:
    """Return a rule as the API gives it with each cell."""
    values = [{"userEnteredValue": choice} for choice in choices]
    return {"condition": {"type": kind, "values": values}, "strict": True, "showCustomUi": True}


class Choosing(SandboxAdapter):
    """An adapter on which columns of the tab have rules, in the rows that are given."""

    def __init__(self, world: World, rules: dict[int, dict[str, Any]], rows: range) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.rules, self.rows = rules, rows

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Answer a look with the rules."""
        response = super().send(request, *args, **kwargs)
        if "dataValidation" in str(request.url) and request.method == "GET":
            body = response.json()
            self._add(body["sheets"][0]["data"][0]["rowData"])
            response._content = json.dumps(body).encode()
        return response

    def _add(self, rows: list[dict[str, Any]]) -> None:
        for at in self.rows:
            rows.extend({} for _ in range(at + 1 - len(rows)))
            cells = rows[at].setdefault("values", [])
            for column, rule in self.rules.items():
                cells.extend({} for _ in range(column + 1 - len(cells)))
                cells[column]["dataValidation"] = {"condition": rule["condition"]}


def pushed(world: World, column: int, rule: dict[str, Any], rows: range = range(2, 9)) -> object:
    """Push into a tab with a rule on one column."""
    return world.machine(adapter=Choosing(world, {column: rule}, rows)).push()


def test_a_value_that_is_not_on_the_list_is_refused(world: World) -> None:
    """The column, the value and the choices are named; nothing is sent."""
    outcome = pushed(world, LEVEL, listed(["A", "B", "ต้องปรับปรุงโดยด่วน"]))
    code, slug, what, _, _, details = words_of(outcome)
    assert (code, slug) == (Exit.CONFLICT, "not-in-list")
    assert what.endswith("these values are not on them: ระดับผลการประเมิน")
    (detail,) = details
    assert f"the report says “{world.report.level}”" in detail
    assert detail.endswith("the list has: A, B, ต้องปรับปรุงโดยด่วน")
    assert world.methods() == ["GET"]


@pytest.mark.parametrize("spelled", ["ต้องปรับปรุง", " ต้องปรับปรุง ", "ต้องปรับปรุง\u200b"])
def test_a_value_that_is_on_the_list_is_written(world: World, spelled: str) -> None:
    """Spaces around it and invisible characters make no difference."""
    assert isinstance(pushed(world, LEVEL, listed([*LEVELS[:3], spelled])), Done)


def test_a_value_that_only_looks_alike_is_refused_with_the_spelling_of_the_list(
    world: World,
) -> None:
    """The list would reject ours, and its own is not what was signed."""
    outcome = pushed(world, LEVEL, listed(["ต้อง ปรับปรุง", "ผ่าน"]))
    assert words_of(outcome)[5][1] == "Probably meant: “ต้อง ปรับปรุง”"


@pytest.mark.parametrize("choices", [["2565", "2566"], ["๒๕๖๖"], ["2566.00"]])
def test_a_number_is_compared_as_a_number(world: World, choices: list[str]) -> None:
    """Choices are texts, whatever they mean."""
    assert isinstance(pushed(world, YEAR, listed(choices)), Done)


@pytest.mark.parametrize(("rows", "counts"), [(range(2, 3), True), (range(6, 9), False)])
def test_the_list_of_the_table_counts(world: World, rows: range, *, counts: bool) -> None:
    """A new row takes over that of the row above; what stands further down is for others."""
    shared: list[Any] = ["ก", "ชัยภูมิ", 2566, *[90.5] * 4]
    world.edit(insert("ROWS", 2, 2), *lay(2, ["5360602", "อบต.ก", *shared]))
    outcome = pushed(world, LEVEL, listed(["x"]), rows)
    assert isinstance(outcome, Done) is not counts


def test_a_list_in_cells_of_the_tab_is_read(world: World) -> None:
    """With the name of the tab or without."""
    world.edit(insert("COLUMNS", 16), insert("COLUMNS", 16))
    world.edit(*(put(row, 17, level) for row, level in enumerate(LEVELS[:3], 10)))
    for given in ("=$R$11:$R$13", "='ITA 2566'!$R$11:$R$13", "='ITA 2566'!R11:R13"):
        outcome = pushed(world, LEVEL, listed([given], "ONE_OF_RANGE"))
        assert "ผ่านดีเยี่ยม, ผ่านดี, ผ่าน" in words_of(outcome)[5][0]
    world.edit(put(13, 17, world.report.level))
    rule = listed(["='ITA 2566'!$R$11:$R$14"], "ONE_OF_RANGE")
    assert isinstance(pushed(world, LEVEL, rule), Done)


def test_a_list_in_another_tab_is_named_as_not_checked(world: World) -> None:
    """Reading it would cost a further call."""
    outcome = pushed(world, LEVEL, listed(["=ตัวเลือก!$A$1:$A$5"], "ONE_OF_RANGE"))
    assert isinstance(outcome, Done)
    (warning,) = map(str, outcome.warnings)
    assert "ระดับผลการประเมิน stands elsewhere (ตัวเลือก!$A$1:$A$5)" in warning
    assert f"whether {world.report.level} is on it was not checked" in warning


def test_other_rules_are_no_lists(world: World) -> None:
    """A number between two others, a tick box."""
    rule = listed(["0", "10"], "NUMBER_BETWEEN")
    assert isinstance(pushed(world, YEAR, rule), Done)


def test_a_row_that_stands_there_is_not_compared(world: World) -> None:
    """It is found as ever."""
    assert isinstance(world.machine().push(), Done)
    again = pushed(world, LEVEL, listed(["x"]))
    assert isinstance(again, Done)
    assert again.how == "already"


def test_all_values_that_are_on_no_list_are_named_at_once(world: World) -> None:
    """Nobody mends one after the other."""
    rules = {LEVEL: listed(["x"]), YEAR: listed(["2565"])}
    outcome = world.machine(adapter=Choosing(world, rules, range(2, 3))).push()
    assert words_of(outcome)[1] == "not-in-list"
    assert len(words_of(outcome)[5]) == 2
