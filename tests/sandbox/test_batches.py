"""batchUpdate: all or nothing, and each kind of request."""

import pytest

from tests.sandbox.talk import BOOK, Json, Talk

WRITE = {
    "updateCells": {
        "start": {"rowIndex": 3, "columnIndex": 0},
        "rows": [
            {
                "values": [
                    {"userEnteredValue": {"stringValue": "=1+1"}},
                    {"userEnteredValue": {"numberValue": 3.5}},
                ]
            }
        ],
        "fields": "userEnteredValue",
    }
}


def lines(start: int, end: int, dimension: str = "ROWS") -> Json:
    """A DimensionRange of the first tab."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def insert(start: int, *, before: bool) -> Json:
    """One row inserted."""
    return {"insertDimension": {"range": lines(start, start + 1), "inheritFromBefore": before}}


def mark(number: int, **location: object) -> Json:
    """A mark on the spreadsheet, or elsewhere."""
    place = location or {"spreadsheet": True}
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": "k",
                "metadataValue": str(number),
                "location": place,
                "visibility": "DOCUMENT",
            }
        }
    }


def test_typed_cells_are_stored_as_they_are(talk: Talk) -> None:
    """A text that looks like a formula stays a text, a number a number."""
    assert talk.batch(WRITE)["replies"] == [{}]
    assert talk.rows()[3] == ["=1+1", 3.5]


def test_a_refused_request_undoes_the_batch(talk: Talk) -> None:
    """What came before the refused request is not applied either, and the message names it."""
    before = talk.box.spreadsheet(BOOK)
    message = talk.refused(WRITE, insert(1, before=False), {"deleteSheet": {"sheetId": 99}})
    assert message == "Invalid requests[2].deleteSheet: No sheet with id: 99"
    assert talk.box.spreadsheet(BOOK) == before


def test_requests_see_what_earlier_ones_did(talk: Talk) -> None:
    """An inserted row is there for the request after it."""
    talk.batch(insert(3, before=True), WRITE)
    assert talk.rows()[2:4] == [["b", "two", 2], ["=1+1", 3.5]]


def test_a_number_taken_takes_the_batch_with_it(talk: Talk) -> None:
    """The promise's foundation: a mark's id in use refuses insert and write."""
    talk.batch(mark(42))
    before = talk.rows()
    message = talk.refused(mark(42), insert(1, before=False), WRITE)
    assert message == (
        "Invalid requests[0].createDeveloperMetadata: Cannot add developer metadata with ID [42] "
        "because developer metadata with that ID already exists."
    )
    assert talk.rows() == before


def test_a_row_cannot_be_inserted_at_the_end_without_inheriting(talk: Talk) -> None:
    """The index must lie in the grid unless the row before lends its look."""
    assert "range.startIndex must be less than the grid size (5)" in talk.refused(
        insert(5, before=False)
    )
    talk.batch(insert(5, before=True))
    assert talk.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 6


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (insert(0, before=True), "greater than 0"),
        (insert(6, before=True), "range.startIndex is larger than current grid size (5)"),
        (insert(-1, before=False), ">= 0"),
        (
            {"insertDimension": {"range": lines(0, 1) | {"dimension": "BOTH"}}},
            "insert_dimension.range.dimension",
        ),
        (
            {"insertDimension": {"range": {"dimension": "ROWS", "endIndex": 1}}},
            "startIndex must be set",
        ),
        ({"insertDimension": {"range": lines(2, 2)}}, "endIndex"),
        ({"deleteDimension": {"range": lines(0, 5)}}, "can't delete all the rows"),
        ({"deleteDimension": {"range": lines(4, 6)}}, "doesn't exist"),
        ({"appendDimension": {"dimension": "ROWS", "length": 0}}, "length"),
        ({"moveDimension": {"source": lines(0, 3), "destinationIndex": 1}}, "inside"),
        ({"moveDimension": {"source": lines(0, 3), "destinationIndex": 9}}, "outside"),
    ],
)
def test_dimensions_out_of_bounds_are_refused(talk: Talk, request_: Json, text: str) -> None:
    """Each rule about rows and columns has its 400."""
    assert text in talk.refused(request_)


def test_an_inserted_row_inherits_the_look_but_not_the_link(talk: Talk) -> None:
    """InheritFromBefore copies formats, neither values nor links."""
    form = {"textFormat": {"bold": True, "link": {"uri": "https://example.org/"}}}
    look = {"rows": [{"values": [{"userEnteredFormat": form}]}], "fields": "userEnteredFormat"}
    talk.batch({"updateCells": look | {"start": {"rowIndex": 2}}}, insert(3, before=True))
    cells = talk.get(
        fields="sheets.data.rowData.values(userEnteredFormat,hyperlink)", ranges="Data!A3:A4"
    )
    rows = cells["sheets"][0]["data"][0]["rowData"]
    assert rows[0]["values"][0]["hyperlink"] == "https://example.org/"
    assert rows[1]["values"][0] == {"userEnteredFormat": {"textFormat": {"bold": True}}}


def test_columns_come_and_go(talk: Talk) -> None:
    """Insert, delete, move and append work across as they work down."""
    talk.batch({"insertDimension": {"range": lines(1, 2, "COLUMNS"), "inheritFromBefore": False}})
    assert talk.rows()[0] == ["id", None, "name", "score"]
    talk.batch({"moveDimension": {"source": lines(2, 4, "COLUMNS"), "destinationIndex": 0}})
    assert talk.rows()[0] == ["name", "score", "id"]
    talk.batch({"deleteDimension": {"range": lines(0, 1, "COLUMNS")}})
    assert talk.rows()[0] == ["score", "id"]
    talk.batch({"appendDimension": {"dimension": "COLUMNS", "length": 3}})
    assert talk.get()["sheets"][0]["properties"]["gridProperties"]["columnCount"] == 7


@pytest.mark.parametrize(
    ("change", "index"),
    [
        (insert(1, before=False), 3),
        (insert(4, before=False), 2),
        ({"deleteDimension": {"range": lines(0, 1)}}, 1),
        ({"moveDimension": {"source": lines(2, 3), "destinationIndex": 0}}, 0),
        ({"moveDimension": {"source": lines(0, 1), "destinationIndex": 3}}, 1),
        (
            {
                "sortRange": {
                    "range": {"startRowIndex": 1},
                    "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}],
                }
            },
            1,
        ),
    ],
)
def test_a_mark_follows_its_row(talk: Talk, change: Json, index: int) -> None:
    """Row metadata moves with its row."""
    talk.batch(mark(7, dimensionRange=lines(2, 3)))
    talk.batch(change)
    location = talk.get("/developerMetadata/7")["location"]
    assert location == {
        "locationType": "ROW",
        "dimensionRange": {"dimension": "ROWS", "startIndex": index, "endIndex": index + 1},
    }


def test_a_mark_dies_with_its_row(talk: Talk) -> None:
    """Deleting the row deletes its metadata."""
    talk.batch(mark(7, dimensionRange=lines(2, 3)))
    talk.batch({"deleteDimension": {"range": lines(2, 3)}})
    message = talk.refusal("GET", "/developerMetadata/7", code=404)
    assert message == "Requested entity was not found."


def test_cells_over_a_range_clear_what_is_not_given(talk: Talk) -> None:
    """UpdateCells with a range blanks the named fields of the rest of it."""
    grid = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    rows = [{"values": [{"userEnteredValue": {"boolValue": True}}]}]
    talk.batch({"updateCells": {"range": grid, "rows": rows, "fields": "userEnteredValue"}})
    assert talk.rows()[1:] == [[True, None, 1], [None, None, 2]]


def test_only_named_fields_change(talk: Talk) -> None:
    """A note leaves the value alone; a nested field leaves its siblings alone."""
    at = {"rowIndex": 1, "columnIndex": 1}
    note = {"start": at, "rows": [{"values": [{"note": "seen"}]}], "fields": "note"}
    bold = {"values": [{"userEnteredFormat": {"textFormat": {"bold": True}}}]}
    italic = {"values": [{"userEnteredFormat": {"textFormat": {"italic": True}}}]}
    talk.batch(
        {"updateCells": note},
        {
            "updateCells": {
                "start": at,
                "rows": [bold],
                "fields": "userEnteredFormat.textFormat.bold",
            }
        },
        {
            "updateCells": {
                "start": at,
                "rows": [italic],
                "fields": "userEnteredFormat(textFormat/italic)",
            }
        },
    )
    data = talk.get(ranges="Data!B2", includeGridData="true")["sheets"][0]["data"][0]
    cell = data["rowData"][0]["values"][0]
    assert cell["userEnteredValue"] == {"stringValue": "one"}
    assert cell["note"] == "seen"
    assert cell["userEnteredFormat"]["textFormat"] == {"bold": True, "italic": True}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            {"start": {"rowIndex": 5}, "rows": [{"values": [{}]}]},
            "GridCoordinate.rowIndex[5] is after last row in grid[4]",
        ),
        ({"start": {"rowIndex": 4}, "rows": [{}, {}]}, "beyond the last requested row"),
        (
            {"start": {"columnIndex": 4}, "rows": []},
            "columnIndex[4] is after last column in grid[3]",
        ),
        (
            {"start": {"columnIndex": 3}, "rows": [{"values": [{}, {}]}]},
            "beyond the last requested column",
        ),
        ({"rows": []}, "start coordinate"),
        ({"start": {}, "range": {}}, "oneof"),
        ({"start": {}, "fields": "colour"}, "Invalid field"),
        ({"start": {}, "fields": ""}, "At least one field"),
        ({"start": {"sheetId": 8}}, "No grid with id: 8"),
        (
            {
                "start": {},
                "rows": [{"values": [{"userEnteredValue": {"stringValue": "x" * 50_001}}]}],
            },
            "50000",
        ),
        (
            {
                "start": {},
                "rows": [
                    {"values": [{"userEnteredValue": {"stringValue": "x", "numberValue": 1}}]}
                ],
            },
            "oneof",
        ),
        (
            {"start": {}, "rows": [{"values": [{"userEnteredValue": {"numberValue": "one"}}]}]},
            "TYPE_DOUBLE",
        ),
        ({"start": {}, "colour": "red"}, "Unknown name \"colour\" at 'requests[0].update_cells'"),
    ],
)
def test_cells_out_of_order_are_refused(talk: Talk, change: Json, text: str) -> None:
    """Each rule about cells has its 400."""
    assert text in talk.refused({"updateCells": {"fields": "userEnteredValue"} | change})


def test_append_cells_goes_below_the_last_value(talk: Talk) -> None:
    """AppendCells grows the grid when it is full."""
    rows = [{"values": [{"userEnteredValue": {"numberValue": at}}]} for at in range(3)]
    talk.batch({"appendCells": {"sheetId": 0, "rows": rows, "fields": "userEnteredValue"}})
    assert talk.rows()[3:] == [[0], [1], [2]]
    assert talk.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 6


def test_repeat_cell_fills_a_range(talk: Talk) -> None:
    """One cell over two by two."""
    grid = {"startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 1, "endColumnIndex": 3}
    cell = {"userEnteredValue": {"stringValue": "x"}}
    talk.batch({"repeatCell": {"range": grid, "cell": cell, "fields": "userEnteredValue"}})
    assert talk.rows()[3:] == [[None, "x", "x"], [None, "x", "x"]]


def test_blank_cells_sort_last_both_ways(talk: Talk) -> None:
    """Numbers come before texts before booleans; blanks are always last."""
    talk.put("Data!A1:A5", [[""], ["b"], [2], [True], ["A"]])
    for order, expected in (
        ("ASCENDING", [2, "A", "b", True, None]),
        ("DESCENDING", [True, "b", "A", 2, None]),
    ):
        grid = {"startColumnIndex": 0, "endColumnIndex": 1}
        talk.batch({"sortRange": {"range": grid, "sortSpecs": [{"sortOrder": order}]}})
        assert [(row or [None])[0] for row in [*talk.rows(), []][:5]] == expected


def test_tabs_are_added_renamed_moved_and_deleted(talk: Talk) -> None:
    """Titles are unique whatever their case; the last visible tab stays."""
    added = talk.batch({"addSheet": {"properties": {"title": "New", "index": 0}}})["replies"][0]
    number = added["addSheet"]["properties"]["sheetId"]
    assert talk.box.titles(BOOK) == ["New", "Data", "Other"]
    assert "already exists" in talk.refused({"addSheet": {"properties": {"title": "DATA"}}})
    change = {
        "properties": {"sheetId": number, "title": "Newer", "index": 3},
        "fields": "title,index",
    }
    talk.batch({"updateSheetProperties": change})
    assert talk.box.titles(BOOK) == ["Data", "Other", "Newer"]
    others = [each["properties"]["sheetId"] for each in talk.get()["sheets"][1:]]
    talk.batch(*[{"deleteSheet": {"sheetId": each}} for each in others])
    assert "remove all the sheets" in talk.refused({"deleteSheet": {"sheetId": 0}})


def test_a_duplicated_tab_carries_copies_of_the_marks(talk: Talk) -> None:
    """The copies keep key and value and get ids of their own."""
    talk.batch(mark(7, sheetId=0))
    reply = talk.batch(
        {"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetName": "Copy"}}
    )
    number = reply["replies"][0]["duplicateSheet"]["properties"]["sheetId"]
    assert talk.box.rows(BOOK, "Copy") == talk.rows()
    (copied,) = talk.get()["sheets"][1]["developerMetadata"]
    assert copied["metadataValue"] == "7"
    assert copied["metadataId"] != 7
    assert copied["location"] == {"locationType": "SHEET", "sheetId": number}


def test_the_reply_can_carry_the_spreadsheet(talk: Talk) -> None:
    """With ranges and a mask the read-back costs no further call."""
    shown = "developerMetadata.metadataId,sheets.data(startRow,rowData.values.formattedValue)"
    status, reply = talk.ask(
        "POST",
        ":batchUpdate",
        {
            "requests": [mark(1), insert(1, before=False)],
            "includeSpreadsheetInResponse": True,
            "responseRanges": ["Data!A1:C1", "Data!A3:C3"],
        },
        [("fields", f"replies,updatedSpreadsheet({shown})")],
    )
    assert status == 200
    assert reply["updatedSpreadsheet"]["developerMetadata"] == [{"metadataId": 1}]
    first, third = reply["updatedSpreadsheet"]["sheets"][0]["data"]
    assert first == {
        "rowData": [{"values": [{"formattedValue": each} for each in ("id", "name", "score")]}]
    }
    assert third["startRow"] == 2
    assert "spreadsheetId" not in reply


def test_grid_data_in_the_reply_needs_the_flag(talk: Talk) -> None:
    """Without a mask responseIncludeGridData decides."""
    plain = talk.batch(WRITE, includeSpreadsheetInResponse=True)["updatedSpreadsheet"]
    assert "data" not in plain["sheets"][0]
    full = talk.batch(WRITE, includeSpreadsheetInResponse=True, responseIncludeGridData=True)
    assert full["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]


@pytest.mark.parametrize(
    ("requests", "text"),
    [
        ([], "Must specify at least one request."),
        ([{}], "No request set"),
        ([{"addChart": {}}], "Invalid requests[0].addChart: The sandbox does not imitate"),
        ([{"flyAway": {}}], "Unknown name \"flyAway\" at 'requests[0]': Cannot find field."),
        ([{"addSheet": {}, "deleteSheet": {}}], "oneof"),
        (
            [{"addSheet": {"properties": {"gridProperties": {"rowCount": 10_000_000}}}}],
            "10000000 cells",
        ),
    ],
)
def test_what_is_not_imitated_is_refused(talk: Talk, requests: list[Json], text: str) -> None:
    """Nothing unknown is silently accepted."""
    assert text in talk.refusal("POST", ":batchUpdate", {"requests": requests})


def test_filters_merges_and_titles(talk: Talk) -> None:
    """What a tab carries besides cells is kept, shifted, shown and removed."""
    grid = {
        "sheetId": 0,
        "startRowIndex": 0,
        "endRowIndex": 3,
        "startColumnIndex": 0,
        "endColumnIndex": 2,
    }
    talk.batch(
        {"setBasicFilter": {"filter": {"range": grid, "criteria": {"0": {"hiddenValues": ["a"]}}}}},
        {"mergeCells": {"range": grid | {"startRowIndex": 1}, "mergeType": "MERGE_ROWS"}},
        {"updateSpreadsheetProperties": {"properties": {"title": "New title"}, "fields": "title"}},
        {
            "updateDimensionProperties": {
                "range": lines(2, 3),
                "properties": {"hiddenByUser": True},
                "fields": "hiddenByUser",
            }
        },
        insert(0, before=False),
    )
    book = talk.get(includeGridData="true")
    sheet = book["sheets"][0]
    assert book["properties"]["title"] == "New title"
    assert sheet["basicFilter"]["range"]["startRowIndex"] == 1
    assert sheet["basicFilter"]["filterSpecs"] == [
        {"columnIndex": 0, "filterCriteria": {"hiddenValues": ["a"]}}
    ]
    assert [each["startRowIndex"] for each in sheet["merges"]] == [2, 3]
    assert sheet["data"][0]["rowMetadata"][2]["hiddenByFilter"] is True
    assert sheet["data"][0]["rowMetadata"][3]["hiddenByUser"] is True
    talk.batch({"clearBasicFilter": {}}, {"unmergeCells": {"range": {"sheetId": 0}}})
    assert not {"merges", "basicFilter"} & talk.get()["sheets"][0].keys()


def test_all_properties_of_a_spreadsheet_may_come_back(talk: Talk) -> None:
    """As pygsheets sends them; another default format is not imitated."""
    told = talk.get(fields="properties")["properties"] | {"title": "New"}
    talk.batch({"updateSpreadsheetProperties": {"properties": told, "fields": "*"}})
    assert talk.get(fields="properties")["properties"] == told
    other = {"properties": {"defaultFormat": {"wrapStrategy": "CLIP"}}, "fields": "defaultFormat"}
    assert "not imitate defaultFormat" in talk.refused({"updateSpreadsheetProperties": other})
