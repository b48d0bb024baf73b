"""Nothing is stored that a later read or write could stumble over: indexes, sizes, ranges."""

import json
from collections.abc import Iterator
from contextlib import closing
from sqlite3 import connect

import pytest

from ita_sync.sandbox import Reply, Sandbox
from tests.sandbox.talk import BOOK, Json, Talk

FAR = 2**31 - 1
RAW = [("valueInputOption", "RAW")]
ONE = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
NOTE = {"cell": {"note": "n"}, "fields": "note"}


def span(dimension: str, **indexes: int) -> Json:
    """A DimensionRange of the first tab."""
    return {"dimension": dimension} | indexes


def sheet(fields: str, **properties: object) -> Json:
    """A change of the first tab's properties."""
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def mark(**place: object) -> Json:
    """A mark on rows or columns."""
    given = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"dimensionRange": place}}
    return {"createDeveloperMetadata": {"developerMetadata": given}}


def filtered(**given: object) -> Json:
    """A filter of the whole first tab."""
    return {"setBasicFilter": {"filter": {"range": {}} | given}}


def with_range(grid: Json) -> Iterator[Json]:
    """Every kind of request that takes a GridRange."""
    yield {"repeatCell": {"range": grid} | NOTE}
    yield {"updateCells": {"range": grid, "rows": [], "fields": "note"}}
    yield {"mergeCells": {"range": grid, "mergeType": "MERGE_ALL"}}
    yield {"unmergeCells": {"range": grid}}
    yield {"sortRange": {"range": grid, "sortSpecs": [{}]}}
    yield {"setBasicFilter": {"filter": {"range": grid}}}
    yield {"copyPaste": {"source": grid, "destination": ONE}}
    yield {"copyPaste": {"source": ONE, "destination": grid}}
    yield {"cutPaste": {"source": grid, "destination": {}}}
    yield {"addProtectedRange": {"protectedRange": {"range": grid}}}
    yield {"addProtectedRange": {"protectedRange": {"range": {}, "unprotectedRanges": [grid]}}}
    yield {"updateProtectedRange": {"protectedRange": MINE | {"range": grid}, "fields": "range"}}
    parts = {"unprotectedRanges": [grid]}
    yield {"updateProtectedRange": {"protectedRange": MINE | parts, "fields": "unprotectedRanges"}}
    yield {"deleteDeveloperMetadata": {"dataFilter": {"gridRange": grid}}}


def with_span(place: Json) -> Iterator[Json]:
    """Every kind of request that takes a DimensionRange."""
    yield {"insertDimension": {"range": place}}
    yield {"deleteDimension": {"range": place}}
    yield {"moveDimension": {"source": place, "destinationIndex": 0}}
    hide = {"properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    yield {"updateDimensionProperties": {"range": place} | hide}
    yield mark(**place)


def with_corner(corner: Json) -> Iterator[Json]:
    """Every kind of request that takes a GridCoordinate."""
    yield {"updateCells": {"start": corner, "rows": [{"values": [{}]}], "fields": "note"}}
    yield {"cutPaste": {"source": ONE, "destination": corner}}


MINE: Json = {"protectedRangeId": 5}
RANGES: list[Json] = [
    {"startRowIndex": -1},
    {"endRowIndex": -1},
    {"startColumnIndex": -FAR},
    {"startRowIndex": 3, "endRowIndex": 2},
    {"startColumnIndex": 3, "endColumnIndex": 2},
    {"startRowIndex": 5},
    {"startColumnIndex": FAR},
]
SPANS: list[Json] = [
    span("ROWS", startIndex=-1, endIndex=1),
    span("COLUMNS", startIndex=-2, endIndex=-1),
    span("ROWS", startIndex=2, endIndex=1),
    span("ROWS", startIndex=FAR),
    span("DIMENSION_UNSPECIFIED", startIndex=0, endIndex=1),
]
CORNERS: list[Json] = [{"rowIndex": -1}, {"columnIndex": -1}, {"rowIndex": 5}, {"columnIndex": 4}]
SIZES: list[Json] = [
    *(
        {"addSheet": {"properties": {"gridProperties": grid}}}
        for grid in (
            {"rowCount": -1},
            {"columnCount": -1},
            {"rowCount": 3, "columnCount": 18_279},
            {"frozenRowCount": -1},
            {"rowCount": 3, "frozenRowCount": 3},
            {"columnCount": 3, "frozenColumnCount": 3},
        )
    ),
    sheet("gridProperties.rowCount", gridProperties={"rowCount": 0}),
    sheet("gridProperties.rowCount", gridProperties={"rowCount": -1}),
    sheet("gridProperties.rowCount", gridProperties={"rowCount": FAR}),
    sheet("gridProperties.columnCount", gridProperties={"columnCount": 0}),
    sheet("gridProperties.columnCount", gridProperties={"columnCount": 18_279}),
    sheet("gridProperties.frozenRowCount", gridProperties={"frozenRowCount": -1}),
    sheet("gridProperties.frozenColumnCount", gridProperties={"frozenColumnCount": 4}),
    {"appendDimension": {"dimension": "COLUMNS", "length": 18_275}},
    {"appendDimension": {"dimension": "ROWS", "length": FAR}},
    {"appendDimension": {"dimension": "ROWS", "length": -1}},
    {"insertDimension": {"range": span("COLUMNS", startIndex=1, endIndex=18_276)}},
    {"insertDimension": {"range": span("ROWS", startIndex=0, endIndex=FAR)}},
    {
        "updateDimensionProperties": {
            "range": span("ROWS", startIndex=0, endIndex=1),
            "properties": {"pixelSize": -1},
            "fields": "pixelSize",
        }
    },
    {"addSheet": {"properties": {"index": -1}}},
    {"duplicateSheet": {"insertSheetIndex": -1}},
    {"moveDimension": {"source": SPANS[0] | {"startIndex": 0}, "destinationIndex": -1}},
]
MARKS: list[Json] = [
    mark(**span("ROWS", startIndex=5, endIndex=6)),
    mark(**span("COLUMNS", startIndex=4, endIndex=5)),
    mark(**span("ROWS", startIndex=4)),
    mark(**span("ROWS", startIndex=0, endIndex=2)),
]
FILTERS: list[Json] = [
    filtered(criteria={"x": {"hiddenValues": ["a"]}}),
    filtered(criteria={"-1": {"hiddenValues": ["a"]}}),
    filtered(criteria={"4": {"hiddenValues": ["a"]}}),
    filtered(criteria={"9" * 5_000: {}}),
    filtered(criteria={"0": 5}),
    filtered(criteria={"0": {"hiddenValues": 5}}),
    filtered(criteria={"0": {"hiddenValues": [["a"]]}}),
    filtered(criteria=["a"]),
    filtered(filterSpecs=[{"columnIndex": -1, "filterCriteria": {}}]),
    filtered(filterSpecs=[{"columnIndex": 0, "filterCriteria": 5}]),
]
FOREIGN: list[Json] = [
    {"dataValidation": {"strict": True}},
    {"pivotTable": {"rows": []}},
    {"dataSourceTable": {"rowLimit": 1}},
    {"chipRuns": [{"startIndex": 0}]},
]
CELLS: list[Json] = [
    {"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": "*"}} for cell in FOREIGN
]


@pytest.mark.parametrize(
    "request_",
    [
        *(each for grid in RANGES for each in with_range(grid)),
        *(each for place in SPANS for each in with_span(place)),
        *(each for corner in CORNERS for each in with_corner(corner)),
        *(*SIZES, *MARKS, *FILTERS, *CELLS),
    ],
    ids=lambda request_: json.dumps(request_)[:100],
)
def test_what_lies_nowhere_is_refused(talk: Talk, request_: Json) -> None:
    """A 400 with the number of the request; nothing is stored, and all can be read."""
    talk.batch({"addProtectedRange": {"protectedRange": MINE | {"range": ONE}}})
    before = talk.box.spreadsheet(BOOK)
    refusal = talk.refused(request_)
    kind = next(iter(request_))
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind)
    assert refusal.startswith(f"Invalid requests[0].{kind}: ") or f"requests[0].{snake}" in refusal
    assert talk.box.spreadsheet(BOOK) == before


def test_an_appended_row_ends_at_column_zzz(talk: Talk) -> None:
    """18,278 columns are Google's limit for an append, too."""
    talk.batch({"appendDimension": {"dimension": "COLUMNS", "length": 18_274}})
    grid = talk.get()["sheets"][0]["properties"]["gridProperties"]
    assert grid["columnCount"] == 18_278
    row = [None] * 18_278 + ["x"]
    message = talk.refusal("POST", "/values/Data!A1:append", {"values": [row]}, RAW)
    assert "18278 columns" in message
    talk.post("/values/Data!A1:append", {"values": [row[1:]]}, valueInputOption="RAW")
    assert talk.get("/values/Data!ZZZ4")["values"] == [["x"]]


DIGITS = "9" * 5_000


@pytest.mark.parametrize(
    "text",
    [
        f"Data!A{DIGITS}",
        f"A1:B{DIGITS}",
        f"R{DIGITS}C1",
        f"R1C{DIGITS}",
        f"Data!R1C{'0' * 20}1",
        "Data!A00",
        "A0:B00",
        "AR1C1",
        "Data!$",
    ],
)
def test_a_range_is_one_or_it_is_refused(talk: Talk, text: str) -> None:
    """Rows of five thousand digits, rows counted from nought, R1C1 after a letter."""
    assert talk.refusal("GET", f"/values/{text}") == f"Unable to parse range: {text}"
    body = {"values": [["x"]], "range": text}
    assert talk.refusal("PUT", f"/values/{text}", body, RAW) == f"Unable to parse range: {text}"


def protected(talk: Talk) -> list[Json]:
    """The ranges of the protected ranges of the first tab."""
    return [each["range"] for each in talk.get()["sheets"][0].get("protectedRanges", [])]


def test_a_range_goes_with_its_last_row(talk: Talk) -> None:
    """Open at its end, or said to be longer than the grid; the next write passes."""
    long, wide = {"startRowIndex": 3, "endRowIndex": FAR}, {"startRowIndex": 3}
    talk.batch(
        {"addProtectedRange": {"protectedRange": {"range": long}}},
        {"addProtectedRange": {"protectedRange": {"range": wide}}},
        {
            "addProtectedRange": {
                "protectedRange": {"range": {}, "unprotectedRanges": [wide, {"startRowIndex": 1}]}
            }
        },
        {"setBasicFilter": {"filter": {"range": long, "criteria": {"0": {"hiddenValues": ["z"]}}}}},
    )
    assert protected(talk) == [long | {"endRowIndex": 5}, wide, {}]
    assert talk.get()["sheets"][0]["basicFilter"]["range"]["endRowIndex"] == 5
    talk.batch({"deleteDimension": {"range": span("ROWS", startIndex=3, endIndex=5)}})
    assert protected(talk) == [{}]
    sheet_ = talk.box.spreadsheet(BOOK)["sheets"][0]
    assert sheet_["protectedRanges"][0]["unprotectedRanges"] == [{"startRowIndex": 1}]
    assert "basicFilter" not in sheet_
    talk.put("Data!A3", [["x"]])


def test_an_open_range_moves_with_its_rows(talk: Talk) -> None:
    """Moved away from the end of the grid it is closed; moved within it stays open."""
    talk.batch({"addProtectedRange": {"protectedRange": {"range": {"startRowIndex": 3}}}})
    within = span("ROWS", startIndex=3, endIndex=4)
    talk.batch({"moveDimension": {"source": within, "destinationIndex": 5}})
    assert protected(talk) == [{"startRowIndex": 3}]
    both = span("ROWS", startIndex=3, endIndex=5)
    talk.batch({"moveDimension": {"source": both, "destinationIndex": 0}})
    assert protected(talk) == [{"startRowIndex": 0, "endRowIndex": 2}]
    talk.put("Data!A5", [["x"]])


def test_text_runs_are_set_as_a_whole(talk: Talk) -> None:
    """A mask that names a part of them means all."""
    runs = [{"startIndex": 0, "format": {"bold": True}}]
    cell = {"userEnteredValue": {"stringValue": "text"}, "textFormatRuns": runs}
    fields = "userEnteredValue,textFormatRuns.format"
    talk.batch({"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": fields}})
    data = talk.get(ranges="Data!A1", fields="sheets.data.rowData.values.textFormatRuns")
    assert data["sheets"][0]["data"][0]["rowData"][0]["values"] == [{"textFormatRuns": runs}]


def test_null_is_not_given(talk: Talk) -> None:
    """At any depth, as in Google's JSON."""
    cell = {"userEnteredValue": {"stringValue": "x", "numberValue": None}, "note": None}
    start = {"sheetId": None, "rowIndex": 4, "columnIndex": None}
    rows = [{"values": [cell]}]
    talk.batch(
        {"updateCells": {"start": start, "rows": rows, "fields": "*", "range": None}},
        {
            "sortRange": {
                "range": {"startRowIndex": None, "endRowIndex": 1},
                "sortSpecs": [{"sortOrder": None}],
            }
        },
        {"addSheet": {"properties": {"title": None, "sheetId": 7, "gridProperties": None}}},
    )
    assert talk.rows()[4] == ["x"]


def test_an_own_title_is_found_whatever_its_case(talk: Talk) -> None:
    """The title of a copy and of a new tab is drawn so that nobody has it."""
    talk.batch(
        {"addSheet": {"properties": {"title": "copy of data"}}},
        {"addSheet": {"properties": {"title": "SHEET4"}}},
        {"duplicateSheet": {"insertSheetIndex": 4}},
        {"addSheet": {}},
        {"addSheet": {}},
    )
    assert talk.box.titles(BOOK)[4:] == ["Copy of Data 2", "Sheet6", "Sheet7"]


def test_a_file_of_an_earlier_version_opens(talk: Talk) -> None:
    """What was kept then and is not imitated any more is left behind."""
    with closing(connect(talk.box.path)) as db:
        head = json.loads(db.execute("SELECT head FROM spreadsheet").fetchone()[0])
        where = {"startRowIndex": 0, "endRowIndex": 1}
        head["named_ranges"] = [{"namedRangeId": "1", "name": "one", "range": where}]
        for tab in head["tabs"]:
            tab |= {"row_groups": [{"depth": 1}], "column_groups": [], "filter_views": [{}]}
        db.execute("UPDATE spreadsheet SET head = ?, version = 'old'", (json.dumps(head),))
        db.commit()
    later = Talk(Sandbox(talk.box.path))
    assert later.rows() == talk.rows()
    later.put("Data!A5", [["x"]])
    assert "Unable to parse range" in later.refusal("GET", "/values/one")


@pytest.mark.parametrize(
    "kind",
    [
        *("addDimensionGroup", "deleteDimensionGroup", "updateDimensionGroup"),
        *("autoResizeDimensions", "insertRange", "deleteRange"),
        *("addNamedRange", "updateNamedRange", "deleteNamedRange"),
        *("addFilterView", "updateFilterView", "deleteFilterView", "duplicateFilterView"),
        *("addChart", "findReplace", "randomizeRange", "updateBorders", "addTable"),
    ],
)
def test_what_is_not_imitated_says_so(talk: Talk, kind: str) -> None:
    """One sentence for all of it."""
    sentence = "The sandbox does not imitate this kind of request."
    assert talk.refused({kind: {}}) == f"Invalid requests[0].{kind}: {sentence}"


def uncreated(talk: Talk, body: Json) -> str:
    """A spreadsheet that must not be made: the message."""
    outcome = talk.box.handle("POST", "/v4/spreadsheets", [], json.dumps(body).encode())
    assert isinstance(outcome, Reply)
    assert outcome.status == 400
    assert talk.box.books() == [BOOK]
    message: str = json.loads(outcome.body)["error"]["message"]
    return message


@pytest.mark.parametrize(
    "body",
    [
        {"sheets": [{"data": [{"rowData": [{}]}]}]},
        {"sheets": [{"properties": {}, "merges": [ONE]}]},
        {"namedRanges": [{"name": "n", "range": ONE}]},
        {"developerMetadata": [{"metadataKey": "k"}]},
        {"properties": {"defaultFormat": {"wrapStrategy": "WRAP"}}},
        {"properties": {"iterativeCalculationSettings": {"maxIterations": 1}}},
    ],
)
def test_a_spreadsheet_is_created_of_plain_properties(talk: Talk, body: Json) -> None:
    """With anything else it is refused, and nothing is made."""
    assert "does not imitate" in uncreated(talk, body)


def test_a_spreadsheet_is_created_with_a_tab_to_see(talk: Talk) -> None:
    """Which is shown by default; two tabs of one number or title are refused as well."""
    tabs: list[Json] = [{"properties": {"hidden": True}}, {"properties": {"hidden": True}}]
    assert uncreated(talk, {"sheets": tabs}) == "You can't hide all the sheets in a document."
    tabs = [{"properties": {"title": "a"}}, {"properties": {"title": "A"}}]
    assert "already exists" in uncreated(talk, {"sheets": tabs})
    assert "not imitate" not in uncreated(talk, {"sheets": [{"properties": {"sheetId": -1}}]})
