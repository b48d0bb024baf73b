"""Refusals in Google's words and shape: parser errors, enumerations, ids, titles, sizes."""

import pytest

from ita_sync.sandbox.body import message
from tests.sandbox.talk import Json, Talk

RAW = [("valueInputOption", "RAW")]
SHEETS = "type.googleapis.com/google.apps.sheets.v4"
LIST = "type.googleapis.com/google.protobuf.ListValue"


def test_everything_the_parser_refuses_is_listed_at_once(talk: Talk) -> None:
    """A line for each, and each again in the details, with its field."""
    status, reply = talk.ask("PUT", "/values/Data!A1", {"values": ["x", "y"], "colour": 1}, RAW)
    texts = [
        f"Invalid value at 'data.values[{at}]' ({LIST}), \"{each}\"" for at, each in enumerate("xy")
    ]
    texts.append(
        "Invalid JSON payload received. Unknown name \"colour\" at 'data': Cannot find field."
    )
    fields = ["data.values[0]", "data.values[1]", "data"]
    assert status == 400
    assert reply["error"]["message"] == "\n".join(texts)
    listed = [
        {"field": field, "description": text} for field, text in zip(fields, texts, strict=True)
    ]
    assert reply["error"]["details"] == [
        {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": listed}
    ]


def test_a_field_of_no_message_has_no_path(talk: Talk) -> None:
    """At the root, and in two requests of a batch."""
    status, reply = talk.ask("POST", "/values:batchUpdate", {"requests": []})
    text = 'Invalid JSON payload received. Unknown name "requests": Cannot find field.'
    assert (status, reply["error"]["message"]) == (400, text)
    assert reply["error"]["details"][0]["fieldViolations"] == [{"description": text}]
    lines = talk.refused(
        {"fly": {}}, {"deleteSheet": {"sheetId": "x"}}, {"addSheet": 1}
    ).splitlines()
    assert [line.partition(" at ")[2].split("'")[1] for line in lines] == [
        "requests[0]",
        "requests[1].delete_sheet.sheet_id",
        "requests[2].add_sheet",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (
            ["x", 1],
            (
                'list_value {\n  values {\n    string_value: "x"\n  }\n'
                "  values {\n    number_value: 1\n  }\n}\n"
            ),
        ),
        ({}, "struct_value {\n}\n"),
        ([None], "list_value {\n  values {\n    null_value: NULL_VALUE\n  }\n}\n"),
        (
            {"b": True},
            (
                'struct_value {\n  fields {\n    key: "b"\n'
                "    value {\n      bool_value: true\n    }\n  }\n}\n"
            ),
        ),
    ],
)
def test_a_value_that_is_no_scalar_is_shown(talk: Talk, value: object, shown: str) -> None:
    """In Google's text format, with its place."""
    body = {"values": [["x"], ["y", value]]}
    assert talk.refusal("PUT", "/values/Data!A1", body, RAW) == f"Invalid values[1][1]: {shown}"


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("", "'valueInputOption' is required but not specified"),
        (
            "USER_ENTER",
            f"Invalid value at 'value_input_option' ({SHEETS}.ValueInputOption), \"USER_ENTER\"",
        ),
    ],
)
def test_the_input_option_must_be_a_known_one(talk: Talk, option: str, text: str) -> None:
    """None and a misspelt one are two refusals."""
    query = [("valueInputOption", option)]
    assert talk.refusal("PUT", "/values/Data!A1", {"values": [["x"]]}, query) == text


def test_an_unknown_major_dimension_is_refused(talk: Talk) -> None:
    """It is not taken for rows."""
    body = {"values": [["x"]], "majorDimension": "DEPTH"}
    assert "data.major_dimension" in talk.refusal("PUT", "/values/Data!A1", body, RAW)


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        ({"addSheet": {"properties": {"sheetId": -1}}}, "Sheet id must be non-negative."),
        ({"addSheet": {"properties": {"sheetId": 0}}}, "Sheet with id 0 already exists."),
        (
            {"addSheet": {"properties": {"title": "x" * 101}}},
            "The sheet name cannot be greater than 100 characters.",
        ),
        ({"duplicateSheet": {"newSheetId": 0}}, "Sheet with id 0 already exists."),
        ({"duplicateSheet": {"sourceSheetId": 7}}, "No sheet with id: 7"),
        (
            {"updateSheetProperties": {"properties": {"sheetId": 7}, "fields": "title"}},
            "No sheet with id: 7",
        ),
        (
            {"updateSheetProperties": {"properties": {}, "fields": "title"}},
            "The sheet name cannot be empty.",
        ),
        ({"deleteProtectedRange": {"protectedRangeId": 7}}, "No protected range with id: 7"),
        (
            {"mergeCells": {"range": {"startColumnIndex": 24, "endColumnIndex": 1}}},
            "endColumnIndex[1] cannot be before startColumnIndex[24]",
        ),
    ],
)
def test_ids_and_titles(talk: Talk, request_: Json, text: str) -> None:
    """A tab is a "sheet" in these, a "grid" in ranges."""
    assert talk.refused(request_) == f"Invalid requests[0].{next(iter(request_))}: {text}"


def sized(fields: str, **grid: int) -> Json:
    """A change of the first tab's grid."""
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": 0, "gridProperties": grid},
            "fields": fields,
        }
    }


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (sized("gridProperties", frozenRowCount=1), "You can't delete all the rows on the sheet."),
        (
            sized("gridProperties.columnCount", columnCount=0),
            "You can't delete all the columns on the sheet.",
        ),
        (
            sized("gridProperties.rowCount", rowCount=2),
            "Sorry, it is not possible to delete all non-frozen rows.",
        ),
        (
            sized("gridProperties.frozenRowCount", frozenRowCount=5),
            "You can't freeze all visible rows on the sheet.",
        ),
        (
            {"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 2, "endIndex": 5}}},
            "Sorry, it is not possible to delete all non-frozen rows.",
        ),
        (
            {"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 5}}},
            "You can't delete all the rows on the sheet.",
        ),
    ],
)
def test_lines_that_are_frozen_are_not_enough(talk: Talk, request_: Json, text: str) -> None:
    """At least one row and one column that is not frozen must be left."""
    talk.batch(sized("gridProperties.frozenRowCount", frozenRowCount=2))
    assert talk.refused(request_) == f"Invalid requests[0].{next(iter(request_))}: {text}"


def test_a_bare_mask_sets_the_whole_grid(talk: Talk) -> None:
    """Whatever is not given is reset."""
    talk.batch(sized("gridProperties.frozenRowCount", frozenRowCount=2))
    talk.batch(sized("gridProperties", rowCount=6, columnCount=4))
    assert talk.get()["sheets"][0]["properties"]["gridProperties"] == {
        "rowCount": 6,
        "columnCount": 4,
    }


def test_a_tab_without_an_index_goes_to_the_end(talk: Talk) -> None:
    """As the reference says of an index that is left out; and a size of 0 is ignored."""
    talk.batch({"updateSheetProperties": {"properties": {"sheetId": 0}, "fields": "index"}})
    assert [each["properties"]["title"] for each in talk.get()["sheets"]] == ["Other", "Data"]
    added = talk.batch(
        {"addSheet": {"properties": {"gridProperties": {"rowCount": 0, "columnCount": 0}}}}
    )
    grid = added["replies"][0]["addSheet"]["properties"]["gridProperties"]
    assert grid == {"rowCount": 1000, "columnCount": 26}


def test_a_colour_is_taken_away(talk: Talk) -> None:
    """As gspread does it: a style without a colour."""
    change = {
        "properties": {"sheetId": 0, "tabColorStyle": {"rgbColor": {"red": 1}}},
        "fields": "tabColorStyle",
    }
    talk.batch({"updateSheetProperties": change})
    assert talk.get()["sheets"][0]["properties"]["tabColorStyle"] == {"rgbColor": {"red": 1}}
    change["properties"] = {"sheetId": 0, "tabColorStyle": {"rgbColor": None}}
    talk.batch({"updateSheetProperties": change})
    assert not {"tabColor", "tabColorStyle"} & talk.get()["sheets"][0]["properties"].keys()


def test_a_number_may_come_as_text(talk: Talk) -> None:
    """As ProtoJSON allows, and as gspread sends the id of a protected range.

    A text that is no number may not.
    """
    body: Json = {"range": {"sheetId": "0", "endRowIndex": "1"}, "protectedRangeId": "7"}
    found = {"range": {"sheetId": 0, "endRowIndex": 1}, "protectedRangeId": 7}
    assert message("ProtectedRange", body) == found
    assert message("ExtendedValue", {"numberValue": "-2.50"}) == {"numberValue": -2.5}
    for wrong in ("", "1.5", "x", "99999999999", "9999999999"):
        assert "(TYPE_INT32)" in talk.refused({"deleteProtectedRange": {"protectedRangeId": wrong}})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Data!A6", "A6"),
        ("Data!A6:B7", "A6:B7"),
        ("Data!A6:B", "A6:B"),
        ("Data!A6:6", "A6:6"),
        ("Data!E:E", "E:E"),
        ("Data!6:7", "6:7"),
        ("'Data'!E1:2", "E1:2"),
    ],
)
def test_a_range_outside_of_the_grid_is_named_as_it_is(talk: Talk, text: str, shown: str) -> None:
    """Open sides stay open; the title is quoted as Google quotes it."""
    expected = f"Range (Data!{shown}) exceeds grid limits. Max rows: 5, max columns: 4"
    assert talk.refusal("GET", f"/values/{text}") == expected
    cleared = talk.refusal("POST", "/values:batchClear", {"ranges": ["Data!A1", text]})
    assert cleared == f"Invalid range[1]: {expected}"


@pytest.mark.parametrize(
    ("rows", "columns", "shown"),
    [
        ((5, None), (0, 2), "A6:B"),
        ((5, 6), (0, 2), "A6:B6"),
        ((0, 2), (4, 5), "E1:E2"),
        ((0, 2), (4, None), "E1:2"),
        ((4, 9), (0, 9), ""),
        ((3, 3), (0, 1), ""),
    ],
)
def test_a_grid_range_may_end_outside_but_not_begin_there(
    talk: Talk, rows: tuple[int, int | None], columns: tuple[int, int | None], shown: str
) -> None:
    """A range that begins inside is cut to the grid, which does not grow; it may have no cells."""
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    grid = {
        name: each for name, each in zip(names, (*rows, *columns), strict=True) if each is not None
    }
    request = {"repeatCell": {"range": grid, "cell": {"note": "n"}, "fields": "note"}}
    if not shown:
        talk.batch(request)
        assert talk.get()["sheets"][0]["properties"]["gridProperties"] == {
            "rowCount": 5,
            "columnCount": 4,
        }
        return
    text = f"Range (Data!{shown}) exceeds grid limits. Max rows: 5, max columns: 4"
    assert talk.refused(request) == f"Invalid requests[0].repeatCell: {text}"
