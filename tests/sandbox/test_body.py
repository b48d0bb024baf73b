"""What the parser of bodies takes, in whose shape, and what it refuses before anything is done."""

import json
from pathlib import Path

import pytest

from ita_sync.sandbox import Reply, Sandbox, session
from ita_sync.sandbox.body import message, parse
from ita_sync.sandbox.problems import ApiError
from tests.sandbox.discovery import find_documents
from tests.sandbox.talk import BOOK, ROOT, Talk
from tools import sandbox_schema


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"[" * 5_000,
        b"[" * 101 + b"]" * 101,
        b'{"a":' * 101 + b"{}" + b"}" * 101,
        b"Infinity",
        b"[-Infinity]",
        b"NaN",
        b"1e400",
        b"-1e400",
        b"9" * 400,
        b'"\\ud800"',
        b'{"\\udfff": 1}',
        b"\xff",
        '{"a": 1}'.encode("utf-16"),
    ],
)
def test_what_cannot_be_kept_is_no_json(body: bytes) -> None:
    """Whatever Python would make of it."""
    with pytest.raises(ApiError, match="Invalid JSON payload received") as refused:
        parse(body)
    assert refused.value.code == 400


def test_what_can_be_kept_is_taken() -> None:
    """A whole pair of surrogates, many levels, numbers as far as a double goes."""
    assert parse(b'"\\ud83c\\udf35"') == "🌵"
    assert parse(b"[" * 100 + b"]" * 100)
    assert parse(b"[1.0, 1e308, 123456789012345678901234567890]") == [
        1,
        1e308,
        1.2345678901234568e29,
    ]
    assert isinstance(parse(b"-99999999999999999"), int)


def test_the_other_shapes_of_protojson_are_taken() -> None:
    """What some clients send where one thing, a list or a name in camelCase is meant."""
    add = {"addSheet": {"properties": {"title": "x"}}}
    meant = {"requests": [add]}
    for given in (meant, {"requests": add}, {"requests": [[add]]}, {"requests": [[[add]]]}):
        assert message("BatchUpdateSpreadsheetRequest", given) == meant
    snake = {"requests": [{"add_sheet": {"properties": {"title": "x", "sheet_id": None}}}]}
    assert message("BatchUpdateSpreadsheetRequest", snake) == meant
    span = {"startIndex": 1.0, "endIndex": "2.0", "sheetId": "3"}
    assert message("DimensionRange", span) == {"startIndex": 1, "endIndex": 2, "sheetId": 3}
    assert message("RowData", {"values": [None, {"note": "n"}]}) == {"values": [{}, {"note": "n"}]}
    assert message("RowData", None) == {}


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("DimensionRange", {"startIndex": 1.5}, "start_index"),
        ("DimensionRange", {"startIndex": True}, "start_index"),
        ("DimensionRange", {"startIndex": 2**31}, "start_index"),
        ("DimensionRange", {"startIndex": 1e300}, "start_index"),
        ("DimensionRange", {"startIndex": "1" * 5_000}, "start_index"),
        ("DimensionRange", {"startIndex": "๑"}, "start_index"),
        ("DimensionRange", {"startIndex": []}, "start_index"),
        ("DimensionRange", {"dimension": "rows"}, "dimension"),
        ("DimensionRange", {"dimension": 1}, "dimension"),
        ("ExtendedValue", {"numberValue": "1e400"}, "number_value"),
        ("ExtendedValue", {"stringValue": 1}, "string_value"),
        ("ExtendedValue", {"boolValue": "true"}, "bool_value"),
        ("CellData", {"userEnteredValue": []}, "user_entered_value"),
        ("BatchClearValuesRequest", {"ranges": "A1"}, "ranges"),
        ("DimensionRange", [], ""),
    ],
)
def test_values_of_another_kind_are_refused(name: str, given: object, field: str) -> None:
    """With the path of the field, as Google prints it."""
    with pytest.raises(ApiError, match=f"Invalid value at '{field}'"):
        message(name, given)


@pytest.mark.usefixtures("beyond_the_documents")
def test_snake_case_is_taken_in_parameters_too(talk: Talk) -> None:
    """As in bodies."""
    status, reply = talk.ask("GET", "/values/A1:A2", query=[("major_dimension", "COLUMNS")])
    assert (status, reply["values"]) == (200, [["id", "a"]])


@pytest.mark.usefixtures("beyond_the_documents")
def test_a_slash_too_many_changes_nothing(talk: Talk) -> None:
    """As the npm package google-spreadsheet asks: /ID/ and /ID/:batchUpdate."""
    assert talk.get("/") == talk.get()
    talk.post("/:batchUpdate", {"requests": [{"addSheet": {"properties": {"title": "New"}}}]})
    assert talk.box.titles(BOOK) == ["Data", "Other", "New"]


@pytest.mark.usefixtures("beyond_the_documents")
def test_a_long_get_may_be_a_post_that_says_so(box: Sandbox) -> None:
    """As the Python client of Google's APIs sends it."""
    headers = {
        "x-http-method-override": "GET",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = b"ranges=Data!A1&ranges=Data!B2&majorDimension=ROWS"
    reply = box.handle("POST", f"{ROOT}/values:batchGet", [], body, headers)
    assert isinstance(reply, Reply)
    assert [each["values"] for each in json.loads(reply.body)["valueRanges"]] == [
        [["id"]],
        [["one"]],
    ]
    (call,) = box.calls()
    assert (call.method, call.write) == ("GET", False)


def test_what_every_method_takes_is_no_field_of_a_body(talk: Talk) -> None:
    """As the clients of Google's APIs send it with every request."""
    query = [("alt", "json"), ("prettyPrint", "false"), ("fields", "spreadsheetId")]
    reply = talk.box.handle("POST", "/v4/spreadsheets", query, b"{}")
    assert isinstance(reply, Reply)
    assert json.loads(reply.body) == {"spreadsheetId": "sandbox-1"}


def test_no_request_leaves_the_machine(box: Sandbox) -> None:
    """Of a session for other clients: uploads, tokens, anything of anybody."""
    way_in = session(box)
    for url in (
        "https://www.googleapis.com/upload/drive/v3/files",
        "https://oauth2.googleapis.com/token",
        "https://sheets.googleapis.com.evil.example/v4/spreadsheets",
        "https://drive.googleapis.com/",
        "http://sheets.googleapis.com/v4/spreadsheets/book",
        "https://example.org/",
    ):
        refused = way_in.post(url, data=b"{}")
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, 404)
    assert box.calls() == []


def test_an_adapter_takes_whatever_requests_takes_for_a_body(box: Sandbox) -> None:
    """Text, bytes, a file, and pieces."""
    way_in = session(box)
    url = f"https://sheets.googleapis.com{ROOT}/values/Data!A1?valueInputOption=RAW"
    text = '{"values": [["%s"]]}'
    path = Path(box.path).with_name("body.json")
    path.write_text(text % "file")
    with path.open("rb") as file:
        for body, value in (
            (text % "text", "text"),
            ((text % "bytes").encode(), "bytes"),
            (iter([(text % "pieces").encode()[:5], (text % "pieces").encode()[5:]]), "pieces"),
            (file, "file"),
        ):
            assert way_in.put(url, data=body).status_code == 200
            assert box.rows(BOOK, "Data")[0][0] == value


def test_the_schema_is_current() -> None:
    """It is what the tool makes of the discovery document that is installed."""
    documents = find_documents()
    if not documents:
        pytest.skip("google-api-python-client is not installed")
    made = sandbox_schema.text(json.loads(documents[0].read_text("utf-8")))
    assert Path(sandbox_schema.GOAL).read_text("utf-8") == made
