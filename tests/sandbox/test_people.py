"""What people do besides typing: groups, copies, cuts, shifts, named ranges, colours."""

from typing import Any

import pytest

from tests.sandbox.talk import BOOK, Json, Talk


def lines(start: int, end: int, dimension: str = "ROWS") -> Json:
    """A span of rows or columns of the first tab."""
    return {"range": {"dimension": dimension, "startIndex": start, "endIndex": end}}


def area(top: int, left: int, bottom: int, right: int) -> Json:
    """A GridRange of the first tab."""
    return {
        "startRowIndex": top,
        "startColumnIndex": left,
        "endRowIndex": bottom,
        "endColumnIndex": right,
    }


def groups(reply: Json, kind: str) -> list[tuple[int, int, int]]:
    """(start, end, depth) of each group in a reply."""
    found = reply["replies"][0][kind].get("dimensionGroups", [])
    return [
        (each["range"].get("startIndex", 0), each["range"]["endIndex"], each["depth"])
        for each in found
    ]


def test_groups_nest_and_overlap(talk: Talk) -> None:
    """A group over part of another makes the shared lines deeper; deleting lifts them again."""
    assert groups(talk.batch({"addDimensionGroup": lines(0, 3)}), "addDimensionGroup") == [
        (0, 3, 1)
    ]
    both = talk.batch({"addDimensionGroup": lines(2, 5)})
    assert groups(both, "addDimensionGroup") == [(0, 5, 1), (2, 3, 2)]
    shown = talk.get(fields="sheets.rowGroups")["sheets"][0]["rowGroups"]
    assert [each["depth"] for each in shown] == [1, 2]
    talk.batch({"insertDimension": {"range": lines(0, 1)["range"]}})
    shown = talk.get(fields="sheets.rowGroups")["sheets"][0]["rowGroups"]
    assert [each["range"]["endIndex"] for each in shown] == [6, 4]
    talk.batch({"deleteDimension": lines(0, 1)})
    left = talk.batch({"deleteDimensionGroup": lines(0, 5)})
    assert groups(left, "deleteDimensionGroup") == [(2, 3, 1)]
    assert talk.batch({"deleteDimensionGroup": lines(2, 3)})["replies"] == [
        {"deleteDimensionGroup": {}}
    ]
    assert "does not exist" in talk.refused({"deleteDimensionGroup": lines(0, 1)})


@pytest.mark.parametrize(
    "request_",
    [
        {"addDimensionGroup": lines(0, 9)},
        {"addDimensionGroup": lines(2, 2)},
        {"addDimensionGroup": {"range": {"startIndex": 0, "endIndex": 1}}},
        {"addDimensionGroup": {"range": {"sheetId": 77, "dimension": "ROWS"}}},
    ],
)
def test_a_group_lies_within_the_grid(talk: Talk, request_: Json) -> None:
    """Too far, empty, without a dimension, on no tab."""
    assert talk.refused(request_).startswith("Invalid requests[0].addDimensionGroup")


def test_groups_are_eight_deep_at_most(talk: Talk) -> None:
    """The ninth is refused, and the batch with it."""
    nested = [{"addDimensionGroup": lines(0, 1, "COLUMNS")}] * 8
    talk.batch(*nested)
    assert "deeper than 8" in talk.refused(nested[0])
    assert len(talk.get(fields="sheets.columnGroups")["sheets"][0]["columnGroups"]) == 8


def test_auto_resize_takes_widths_back(talk: Talk) -> None:
    """A hidden column stays hidden."""
    sized = {
        "properties": {"pixelSize": 300, "hiddenByUser": True},
        "fields": "pixelSize,hiddenByUser",
    }
    talk.batch({"updateDimensionProperties": lines(0, 2, "COLUMNS") | sized})
    talk.batch({"autoResizeDimensions": {"dimensions": lines(0, 1, "COLUMNS")["range"]}})
    data = talk.get(
        ranges="Data!A1:C1", fields="sheets.data.columnMetadata(pixelSize,hiddenByUser)"
    )
    assert data["sheets"][0]["data"][0]["columnMetadata"] == [
        {"pixelSize": 100, "hiddenByUser": True},
        {"pixelSize": 300, "hiddenByUser": True},
        {"pixelSize": 100},
    ]


def test_copy_fills_a_multiple_of_the_source(talk: Talk) -> None:
    """Twice down, once transposed, values without their format."""
    talk.put("Data!A1:B1", [["x", "y"]])
    bold = {
        "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}},
        "fields": "userEnteredFormat",
    }
    talk.batch({"repeatCell": {"range": area(0, 0, 1, 2)} | bold})
    talk.batch({"copyPaste": {"source": area(0, 0, 1, 2), "destination": area(1, 0, 3, 2)}})
    turned = {
        "source": area(0, 0, 1, 2),
        "destination": area(3, 3, 4, 4),
        "pasteOrientation": "TRANSPOSE",
    }
    talk.batch({"copyPaste": turned | {"pasteType": "PASTE_VALUES"}})
    assert [row[:2] for row in talk.rows()[:3]] == [["x", "y"]] * 3
    assert [row[3] for row in talk.rows()[3:5]] == ["x", "y"]
    data = talk.get(ranges="Data!A2|Data!D4", fields="sheets.data.rowData.values.userEnteredFormat")
    one, two = data["sheets"][0]["data"]
    assert one["rowData"][0]["values"] == [{"userEnteredFormat": {"textFormat": {"bold": True}}}]
    assert two["rowData"][0]["values"] == [{}]


def test_what_a_paste_carries(talk: Talk) -> None:
    """The format alone, the rule alone, everything but borders."""
    look = {
        "userEnteredFormat": {"borders": {"top": {"style": "SOLID"}}, "horizontalAlignment": "LEFT"}
    }
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    cell = {"userEnteredValue": {"stringValue": "x"}} | look
    talk.batch({"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": "*"}})
    talk.batch({"setDataValidation": {"range": area(0, 0, 1, 1), "rule": rule}})
    for column, kind in enumerate(("PASTE_FORMAT", "PASTE_DATA_VALIDATION", "PASTE_NO_BORDERS"), 1):
        goal = area(4, column, 5, column + 1)
        talk.batch(
            {"copyPaste": {"source": area(0, 0, 1, 1), "destination": goal, "pasteType": kind}}
        )
    fields = "sheets.data.rowData.values(userEnteredValue,userEnteredFormat,dataValidation)"
    data = talk.get(ranges="Data!B5:D5", fields=fields)["sheets"][0]["data"][0]
    shown = data["rowData"][0]["values"]
    plain = {
        "userEnteredFormat": {"horizontalAlignment": "LEFT"},
        "userEnteredValue": {"stringValue": "x"},
    }
    assert shown == [look, {"dataValidation": rule}, plain | {"dataValidation": rule}]
    talk.batch({"setDataValidation": {"range": area(0, 0, 5, 4)}})
    assert "dataValidation" not in str(talk.get(fields=fields))


def test_cut_leaves_the_source_empty(talk: Talk) -> None:
    """Also where source and target overlap."""
    talk.batch(
        {"cutPaste": {"source": area(0, 0, 2, 2), "destination": {"rowIndex": 1, "columnIndex": 1}}}
    )
    assert talk.rows() == [[None, None, "score"], [None, "id", "name"], ["b", "a", "one"]]


def test_cells_shift(talk: Talk) -> None:
    """Down and right for blank ones, up and left for deleted ones.

    The grid grows, nothing is lost.
    """
    talk.batch({"insertRange": {"range": area(1, 0, 4, 1), "shiftDimension": "ROWS"}})
    assert [row[0] if row else None for row in talk.rows()] == ["id", None, None, None, "a", "b"]
    talk.batch({"deleteRange": {"range": area(1, 0, 4, 1), "shiftDimension": "ROWS"}})
    assert talk.rows() == [["id", "name", "score"], ["a", "one", 1], ["b", "two", 2]]
    talk.batch({"insertRange": {"range": area(0, 1, 1, 3), "shiftDimension": "COLUMNS"}})
    assert talk.rows()[0] == ["id", None, None, "name", "score"]
    talk.batch({"deleteRange": {"range": area(0, 1, 1, 3), "shiftDimension": "COLUMNS"}})
    assert talk.rows()[0] == ["id", "name", "score"]


@pytest.mark.parametrize(
    ("kind", "args"),
    [
        ("copyPaste", {"source": area(0, 0, 3, 3), "destination": area(4, 0, 5, 1)}),
        ("copyPaste", {"source": area(2, 2, 2, 2), "destination": area(4, 0, 5, 1)}),
        (
            "cutPaste",
            {"source": area(0, 0, 2, 2), "destination": {"rowIndex": 4, "columnIndex": 0}},
        ),
        ("insertRange", {"range": area(0, 0, 1, 1)}),
        ("setDataValidation", {"rule": {"strict": True}}),
    ],
)
def test_what_makes_no_sense_is_refused(talk: Talk, kind: str, args: Json) -> None:
    """With the number of the request and its kind."""
    before = talk.rows()
    assert talk.refused({kind: args}).startswith(f"Invalid requests[0].{kind}: ")
    assert talk.rows() == before


@pytest.mark.parametrize("kind", ["copyPaste", "cutPaste", "insertRange", "deleteRange"])
def test_a_locked_range_stops_them_all(talk: Talk, kind: str) -> None:
    """A 400 with the usual sentence."""
    owner = {"editors": {"users": ["owner@example.org"]}, "requestingUserCanEdit": False}
    talk.batch({"addProtectedRange": {"protectedRange": {"range": area(2, 0, 3, 4)} | owner}})
    args: dict[str, Json] = {
        "copyPaste": {"source": area(0, 0, 1, 1), "destination": area(2, 0, 3, 1)},
        "cutPaste": {"source": area(2, 0, 3, 1), "destination": {"rowIndex": 4}},
        "insertRange": {"range": area(1, 0, 2, 1), "shiftDimension": "ROWS"},
        "deleteRange": {"range": area(1, 0, 2, 1), "shiftDimension": "ROWS"},
    }
    assert "protected cell" in talk.refused({kind: args[kind]})


def test_named_ranges_change(talk: Talk) -> None:
    """A name is given once; values can be read by it, with and without the tab."""
    one = {"namedRangeId": "1", "name": "one", "range": area(0, 0, 1, 2)}
    talk.batch(
        {"addNamedRange": {"namedRange": one}},
        {"addNamedRange": {"namedRange": one | {"name": "two"}}},
    )
    assert talk.get("/values/Data!one")["values"] == [["id", "name"]]
    assert "Unable to parse range: Other!one" in talk.refusal("GET", "/values/Other!one")
    changed = {"namedRangeId": "1", "name": "uno", "range": area(1, 0, 2, 1)}
    talk.batch({"updateNamedRange": {"namedRange": changed, "fields": "name,range"}})
    assert talk.get("/values/uno")["values"] == [["a"]]
    assert "already exists" in talk.refused(
        {"updateNamedRange": {"namedRange": changed | {"name": "two"}, "fields": "name"}}
    )
    assert "name and a range" in talk.refused(
        {"updateNamedRange": {"namedRange": {"namedRangeId": "1"}, "fields": "name"}}
    )
    assert "No named range" in talk.refused(
        {"updateNamedRange": {"namedRange": {"namedRangeId": "9"}, "fields": "name"}}
    )


def test_colours_have_two_names(talk: Talk) -> None:
    """Eight bits a channel, zeros left out; the style wins; the newer one replaces both."""

    def look(given: Json, fields: str = "userEnteredFormat") -> Any:
        cell = {"cell": {"userEnteredFormat": given}, "fields": fields}
        talk.batch({"repeatCell": {"range": area(0, 0, 1, 1)} | cell})
        data = talk.get(ranges="Data!A1", fields="sheets.data.rowData.values.userEnteredFormat")
        return data["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]

    orange = {"red": 1, "green": 0.49803922}
    assert look({"backgroundColor": {"red": 1, "green": 127 / 255, "blue": 0}}) == {
        "backgroundColor": orange,
        "backgroundColorStyle": {"rgbColor": orange},
    }
    style = {"backgroundColorStyle": {"themeColor": "ACCENT1"}}
    assert look(style, "userEnteredFormat.backgroundColorStyle") == style
    both = {
        "backgroundColor": {"blue": 1},
        "backgroundColorStyle": {"rgbColor": {"red": 1, "alpha": 0}},
    }
    assert look(both)["backgroundColor"] == {"red": 1, "alpha": 0}
    tab = {"properties": {"tabColorStyle": {"rgbColor": {"blue": 0.2}}}, "fields": "tabColorStyle"}
    talk.batch({"updateSheetProperties": tab})
    assert talk.get(fields="sheets.properties.tabColor")["sheets"][0] == {
        "properties": {"tabColor": {"blue": 0.2}}
    }
    talk.batch({"updateSheetProperties": {"properties": {}, "fields": "tabColor,rightToLeft"}})
    assert "tabColor" not in talk.get(fields="sheets.properties")["sheets"][0]["properties"]


def test_a_tab_is_copied_to_another_spreadsheet(talk: Talk) -> None:
    """With a title and an id of its own; a number that is none is refused."""
    talk.box.ensure("goal", "Goal", [{"title": "Copy of Data", "rows": []}])
    copied = talk.post("/sheets/0:copyTo", {"destinationSpreadsheetId": "goal"})
    assert (copied["title"], copied["index"]) == ("Copy of Data 2", 1)
    assert talk.box.rows("goal", "Copy of Data 2") == talk.rows()
    assert talk.refusal(
        "POST", "/sheets/x:copyTo", {"destinationSpreadsheetId": "goal"}
    ).startswith("Invalid value")
    assert "No grid" in talk.refusal(
        "POST", "/sheets/99:copyTo", {"destinationSpreadsheetId": BOOK}
    )
    assert talk.refusal("POST", "/sheets/0:copyTo", {}, code=404)


def test_drive_keeps_spreadsheets_only(talk: Talk) -> None:
    """Other files are refused or not found; a listing can be narrowed by name and kind."""

    def drive(method: str, path: str = "", body: bytes | None = None, **query: str) -> Any:
        return talk.box.handle(method, f"/drive/v3/files{path}", list(query.items()), body)

    assert drive("POST", body=b'{"name": "x", "mimeType": "text/plain"}').status == 400
    assert drive("POST", body=b"[]").status == 400
    assert drive("GET", "/none").status == 404
    assert drive("PATCH", "/book").status == 404
    assert b'"files": []' in drive("GET", q='mimeType="text/plain"').body
    assert drive("GET", "/book", fields="name").body == b'{"name": "A book"}'
    assert drive("DELETE", "/book").body == b""
    assert b'"files": []' in drive("GET").body
