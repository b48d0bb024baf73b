"""Lists to choose from: data validation that is kept with the cells and stops no write."""

from typing import Any

import pytest

from tests.sandbox.talk import Json, Talk

COLUMN: Json = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
FIELDS = "sheets.data.rowData.values.dataValidation"


def listed(kind: str, *values: str, **more: object) -> Json:
    """A rule with a list or a range to choose from."""
    given = [{"userEnteredValue": each} for each in values]
    condition = {"type": kind} | ({"values": given} if given else {})
    return {"condition": condition} | more


def validate(rule: Json | None, where: Json = COLUMN) -> Json:
    """The request setDataValidation."""
    return {"setDataValidation": {"range": where} | ({"rule": rule} if rule else {})}


LIST = listed("ONE_OF_LIST", "ผ่าน", "ไม่ผ่าน", strict=True, showCustomUi=True)
RANGE = listed("ONE_OF_RANGE", "=Other!$A$1:$A$9", inputMessage="เลือกอำเภอ")


def rules(talk: Talk) -> list[list[Any]]:
    """The rule of each cell, None where there is none."""
    (data,) = talk.get(ranges="Data", fields=FIELDS)["sheets"][0]["data"]
    rows = [row.get("values", []) for row in data.get("rowData", [])]
    return [[cell.get("dataValidation") for cell in row] for row in rows]


@pytest.mark.parametrize("rule", [LIST, RANGE, listed("ONE_OF_LIST", "a")])
def test_a_rule_is_given_back_with_its_cells(talk: Talk, rule: Json) -> None:
    """As it was set, without what is false; no rule takes it away, and the values stay."""
    talk.batch(validate(rule | {"strict": rule.get("strict", False)}))
    assert rules(talk)[1:] == [[None, rule, None]] * 2
    assert talk.get(fields="sheets.data.rowData.values(dataValidation,formattedValue)")
    talk.batch(validate(None, COLUMN | {"endRowIndex": 2}))
    assert rules(talk)[1:] == [[None] * 3, [None, rule, None]]
    assert [row[1] for row in talk.rows()] == ["name", "one", "two"]


def test_the_api_writes_past_a_strict_rule(talk: Talk) -> None:
    """The rule stays, whatever is written or cleared."""
    talk.batch(validate(LIST))
    talk.put("Data!B2", [["อื่น"]], valueInputOption="USER_ENTERED")
    talk.batch(
        {
            "updateCells": {
                "start": {"rowIndex": 2, "columnIndex": 1},
                "rows": [{"values": [{"userEnteredValue": {"numberValue": 7}}]}],
                "fields": "userEnteredValue",
            }
        }
    )
    assert [row[1] for row in talk.rows()[1:]] == ["อื่น", 7]
    talk.post("/values/Data!B2:clear", {})
    assert [row[1] for row in rules(talk)[1:]] == [LIST, LIST]


def test_a_rule_goes_where_its_cells_go(talk: Talk) -> None:
    """Inherited by a row that is inserted, sorted, moved, copied, duplicated with its tab."""
    talk.batch(validate(LIST, COLUMN | {"startRowIndex": 2}))
    new = {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    talk.batch({"insertDimension": {"range": new, "inheritFromBefore": True}})
    assert [row[1] for row in rules(talk)[1:]] == [None, LIST, LIST]
    new = {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    talk.batch({"insertDimension": {"range": new}})
    assert [row[1] for row in rules(talk)[1:]] == [None, LIST, LIST, LIST]
    talk.batch({"deleteDimension": {"range": new}})
    talk.batch({"moveDimension": {"source": new, "destinationIndex": 1}})
    assert [len(row) > 1 and row[1] for row in rules(talk)] == [None, LIST, None, LIST]
    area = {"startRowIndex": 1, "endRowIndex": 4}
    spec = {"dimensionIndex": 1, "sortOrder": "DESCENDING"}
    talk.batch({"sortRange": {"range": area, "sortSpecs": [spec]}})
    assert [row[1] for row in rules(talk)] == [None, LIST, None, LIST]
    assert [row[1] for row in talk.rows()[1:]] == ["two", "one"]
    source = {"startRowIndex": 1, "endRowIndex": 2}
    goal = {"startRowIndex": 2, "endRowIndex": 3}
    talk.batch({"copyPaste": {"source": source, "destination": goal}})
    assert [row[1] for row in rules(talk)] == [None, LIST, LIST, LIST]


def test_cells_can_be_written_with_their_rule(talk: Talk) -> None:
    """Google takes the rule in updateCells and repeatCell as well."""
    cell = {"dataValidation": LIST}
    talk.batch({"repeatCell": {"range": COLUMN, "cell": cell, "fields": "dataValidation"}})
    assert [row[1] for row in rules(talk)] == [None, LIST, LIST]


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (validate(listed("NUMBER_GREATER", "2")), "does not imitate the condition NUMBER_GREATER"),
        (validate(listed("BOOLEAN")), "does not imitate the condition BOOLEAN"),
        (validate({"strict": True}), "condition"),
        (validate(listed("ONE_OF_LIST")), "ONE_OF_LIST"),
        (validate(listed("ONE_OF_LIST", "")), "ONE_OF_LIST"),
        (validate(listed("ONE_OF_RANGE", "Other!A1:A9")), "ONE_OF_RANGE"),
        (validate(listed("ONE_OF_RANGE", "=A1:A2", "=B1:B2")), "ONE_OF_RANGE"),
        ({"setDataValidation": {"rule": LIST}}, "range"),
        (
            {"setDataValidation": {"range": COLUMN, "filteredRowsIncluded": True}},
            "does not imitate",
        ),
        (validate(listed("ONE_OF_LIST", 2)), "TYPE_STRING"),  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_other_rules_are_refused(talk: Talk, request_: Json, text: str) -> None:
    """With a sentence, and no rule is set."""
    assert text in talk.refused(request_)
    assert not any(rule for row in rules(talk) for rule in row)
