"""spreadsheets.get and create, field masks, and requests that make no sense."""

import json

import pytest

from ita_sync.sandbox import Reply
from ita_sync.sandbox.mask import parse, select
from tests.sandbox.talk import BOOK, Json, Talk


def test_grid_data_comes_when_asked_for(talk: Talk) -> None:
    """Not by default; with the flag, or when the mask names it."""
    assert "data" not in talk.get()["sheets"][0]
    assert "data" in talk.get(includeGridData="true")["sheets"][0]
    assert "data" not in talk.get(includeGridData="true", fields="sheets.properties")["sheets"][0]
    assert "data" in talk.get(fields="*")["sheets"][0]
    masked = talk.get(
        fields="sheets(properties.title,data.rowData.values.effectiveValue)", ranges="Data!C2"
    )
    value = {"effectiveValue": {"numberValue": 1}}
    assert masked == {
        "sheets": [{"properties": {"title": "Data"}, "data": [{"rowData": [{"values": [value]}]}]}]
    }


def test_only_tabs_with_a_range_come_and_one_grid_for_each_range(talk: Talk) -> None:
    """Starts at zero are left out, and so are blanks at the end."""
    got = talk.get(ranges="Data!A1:D1|Data!B3:D5|Other", includeGridData="true")
    data, other = got["sheets"]
    first, second = data["data"]
    assert "startRow" not in first
    assert len(first["rowMetadata"]) == 1
    assert len(first["columnMetadata"]) == 4
    assert (second["startRow"], second["startColumn"]) == (2, 1)
    assert [len(row["values"]) for row in second["rowData"]] == [2]
    assert "rowData" not in other["data"][0]
    assert other["data"][0]["rowMetadata"][0] == {"pixelSize": 21}


def test_the_default_format_comes_with_the_properties(talk: Talk) -> None:
    """As recorded from a fresh spreadsheet, for clients that read it; it is not stored."""
    given = talk.get(fields="properties.defaultFormat")["properties"]["defaultFormat"]
    assert given["textFormat"]["fontFamily"] == "arial,sans,sans-serif"
    assert given["padding"] == {"top": 2, "right": 3, "bottom": 2, "left": 3}
    assert given["backgroundColor"] == given["backgroundColorStyle"]["rgbColor"]
    assert "defaultFormat" not in talk.box.book(BOOK).properties


def test_a_cell_shows_what_was_set(talk: Talk) -> None:
    """Value, effective value, formatted value, format and link."""
    uri = "https://example.org/report.pdf"
    cell = {
        "userEnteredValue": {"numberValue": 87.456},
        "userEnteredFormat": {
            "numberFormat": {"type": "NUMBER", "pattern": "0.00"},
            "textFormat": {"link": {"uri": uri}},
        },
    }
    formula = {"userEnteredValue": {"formulaValue": '=HYPERLINK("https://example.org/","x")'}}
    talk.batch({"updateCells": {"start": {}, "rows": [{"values": [cell, formula]}], "fields": "*"}})
    data = talk.get(ranges="Data!A1:B1", includeGridData="true")["sheets"][0]["data"][0]
    one, two = data["rowData"][0]["values"]
    assert one.pop("effectiveFormat")["numberFormat"] == {"type": "NUMBER", "pattern": "0.00"}
    assert one == cell | {
        "effectiveValue": {"numberValue": 87.456},
        "formattedValue": "87.46",
        "hyperlink": uri,
    }
    assert two["hyperlink"] == "https://example.org/"
    assert (two["formattedValue"], two["effectiveValue"]) == ("x", {"stringValue": "x"})


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        ("a", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("a.b", {"a": {"b": 1}}),
        ("a/c/d", {"a": {"c": [{"d": 2}]}}),
        ("a(b,c(e))", {"a": {"b": 1, "c": [{"e": 3}]}}),
        ("a(b),a(c/d),f", {"a": {"b": 1, "c": [{"d": 2}]}, "f": 4}),
        ("a.*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "f": 4}),
        ("*/b", {"a": {"b": 1}, "f": 4}),
        ("a.c.x", {"a": {"c": [{}]}}),
        ("a/b,f", {"a": {"b": 1}, "f": 4}),
    ],
)
def test_a_mask_selects(mask: str, expected: Json) -> None:
    """Every form of the grammar; members of lists stay, however empty."""
    assert select(parse(mask), {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "f": 4}) == expected


@pytest.mark.parametrize(
    "mask",
    [
        "sheets(",
        "properties, sheets",
        " properties",
        "/".join("a" * 51),
        "a(" * 51 + "a" + ")" * 51,
        "sheets)",
        "sheets,,x",
        "sheets.",
        "colour",
        "sheets.colour",
        "sheets(data(x))",
        "sheets data",
        "spreadsheetId.x",
        "(sheets)",
        "a b",
    ],
)
def test_a_wrong_mask_is_refused(talk: Talk, mask: str) -> None:
    """Brackets must match and names must exist."""
    status, reply = talk.ask("GET", "", query=[("fields", mask)])
    assert status == 400
    assert reply["error"]["message"] == "Request contains an invalid argument."
    assert reply["error"]["details"][0]["fieldViolations"]


@pytest.mark.parametrize(
    ("route", "query", "code", "text"),
    [
        ("GET /nothing", [], 404, "does not imitate"),
        ("DELETE ", [], 404, "does not imitate"),
        ("GET ", [("range", "A1")], 400, "Cannot bind query parameter"),
        ("GET ", [("ranges", "Nope!A1")], 400, "Unable to parse range: Nope!A1"),
        ("GET ", [("ranges", "Data!A9")], 400, "exceeds grid limits. Max rows: 5, max columns: 4"),
        ("GET ", [("includeGridData", "maybe")], 400, "TYPE_BOOL"),
        ("GET /developerMetadata/5", [], 404, "not found"),
        ("GET /developerMetadata/x", [], 400, "TYPE_INT32"),
    ],
)
def test_senseless_requests_are_refused(
    talk: Talk, route: str, query: list[tuple[str, str]], code: int, text: str
) -> None:
    """In Google's envelope."""
    method, _, path = route.partition(" ")
    assert text in talk.refusal(method, path, query=query, code=code)


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"requests": {}}', b'{"requests": [1]}', b'{"request": []}']
)
def test_a_malformed_body_is_refused(talk: Talk, body: bytes) -> None:
    """Malformed JSON, or JSON of another shape."""
    outcome = talk.box.handle("POST", f"/v4/spreadsheets/{BOOK}:batchUpdate", [], body)
    assert isinstance(outcome, Reply)
    assert outcome.status == 400


def test_an_unknown_spreadsheet_is_not_found(talk: Talk) -> None:
    """404 for every method."""
    for method, path in (
        ("GET", ""),
        ("POST", ":batchUpdate"),
        ("GET", "/values/A1"),
        ("GET", "/developerMetadata/1"),
    ):
        outcome = talk.box.handle(method, f"/v4/spreadsheets/unknown{path}", [], None)
        assert isinstance(outcome, Reply)
        assert outcome.status == 404


def test_a_spreadsheet_can_be_created(talk: Talk) -> None:
    """With a title and tabs; the id is in the reply."""
    sheet = {"properties": {"title": "First"}}
    body = b'{"properties": {"title": "New"}, "sheets": [%s]}'
    outcome = talk.box.handle("POST", "/v4/spreadsheets", [], body % json.dumps(sheet).encode())
    assert isinstance(outcome, Reply)
    made = json.loads(outcome.body)
    assert made["properties"]["title"] == "New"
    assert made["sheets"][0]["properties"]["sheetId"] == 0
    assert talk.box.titles(made["spreadsheetId"]) == ["First"]
