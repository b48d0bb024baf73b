"""The values collection: ranges, append's search for a table, typed and raw entry."""

import pytest

from tests.sandbox.talk import BOOK, Json, Talk

USER = {"valueInputOption": "USER_ENTERED"}


def append(talk: Talk, where: str, rows: list[list[object]], **query: str) -> Json:
    """The reply of values.append, RAW by default."""
    return talk.post(
        f"/values/{where}:append", {"values": rows}, **({"valueInputOption": "RAW"} | query)
    )


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Data", "Data!A1:D5"),
        ("'Data'", "Data!A1:D5"),
        ("data!A1", "Data!A1"),
        ("B2", "Data!B2"),
        ("A:B", "Data!A1:B5"),
        ("2:3", "Data!A2:D3"),
        ("Data!A2:B", "Data!A2:B5"),
        ("Data!A2:3", "Data!A2:D3"),
        ("Data!C3:A1", "Data!A1:C3"),
        ("Data!$A$1:$B$2", "Data!A1:B2"),
        ("Data!A1:Z99", "Data!A1:D5"),
        ("Data!", "Data!A1:D5"),
    ],
)
def test_ranges_in_all_forms(talk: Talk, text: str, given: str) -> None:
    """What is asked for comes back bounded by the grid."""
    assert talk.get(f"/values/{text}")["range"] == given


@pytest.mark.parametrize(
    "title", ["สรุปผล", "🌵 two words", "it's", "A1", "x!y", "a/b", "2569", "100%"]
)
def test_titles_that_need_quotes(talk: Talk, title: str) -> None:
    """Quotes in the title are doubled; the reply quotes as Google does."""
    talk.batch({"addSheet": {"properties": {"title": title}}})
    quoted = "'" + title.replace("'", "''") + "'"
    assert talk.put(f"{quoted}!A1", [["x"]])["updatedRange"] == f"{quoted}!A1"
    assert talk.get(f"/values/{quoted}!A1:B2")["values"] == [["x"]]
    assert talk.box.rows(BOOK, title) == [["x"]]


@pytest.mark.parametrize(
    "text", ["Nope", "Data!A", "Data!A0", "Nope!A1", "Data!A1:B2:C3", "'Data", "!A1"]
)
def test_ranges_that_cannot_be_parsed(talk: Talk, text: str) -> None:
    """400 with the range in the message."""
    assert talk.refusal("GET", f"/values/{text}") == f"Unable to parse range: {text}"


def test_values_come_trimmed_and_rendered(talk: Talk) -> None:
    """Formatted by default, raw numbers when unformatted, columns on demand."""
    assert talk.get("/values/Data!A2:D5")["values"] == [["a", "one", "1"], ["b", "two", "2"]]
    unformatted = talk.get(
        "/values/Data!C1:C2", valueRenderOption="UNFORMATTED_VALUE", majorDimension="COLUMNS"
    )
    assert unformatted["values"] == [["score", 1]]
    assert "values" not in talk.get("/values/Data!D1:D5")
    refused = talk.refusal("GET", "/values/Data!A1", query=[("valueRenderOption", "PRETTY")])
    kind = "type.googleapis.com/google.apps.sheets.v4.ValueRenderOption"
    assert refused == f"Invalid value at 'value_render_option' ({kind}), \"PRETTY\""


def test_the_append_drifts_right_past_a_blank_cell(talk: Talk) -> None:
    """The recorded trap: without an anchor the last table of the row is found, not the first."""
    append(talk, "Other", [["x", "", "y"]])
    drifted = append(talk, "Other", [["x", "", "y"]])
    assert drifted["tableRange"] == "Other!C1"
    assert drifted["updates"]["updatedRange"] == "Other!C2:E2"
    assert append(talk, "Other!A1", [["x"]])["updates"]["updatedRange"] == "Other!A2"


@pytest.mark.parametrize(
    ("where", "start"),
    [
        ("Other", "B7"),
        ("Other!B4", "B7"),
        ("Other!C5:D5", "B7"),
        ("Other!B2:D4", "B7"),
        ("Other!A3:G10", "B7"),
        ("Other!A1", "A3"),
        ("Other!E4", "E4"),
        ("Other!A4", "A4"),
    ],
)
def test_append_finds_tables_as_the_guide_says(talk: Talk, where: str, start: str) -> None:
    """Two tables, A1:C2 and B4:D6. Source: the API's guide on appending values."""
    talk.put("Other!A1:C2", [["x", "10", "20"], ["y", "30", "40"]])
    talk.put("Other!B4:D6", [["x", "y", "z"], ["1", "2", "3"], ["4", "", "6"]])
    assert append(talk, where, [["new"]])["updates"]["updatedRange"] == f"Other!{start}"


def test_append_grows_the_grid(talk: Talk) -> None:
    """Rows and columns are added when there are none left."""
    append(talk, "Data", [[1, 2, 3, 4, 5]] * 3)
    assert talk.rows()[3:] == [[1, 2, 3, 4, 5]] * 3
    grid = talk.get()["sheets"][0]["properties"]["gridProperties"]
    assert grid == {"rowCount": 6, "columnCount": 5}


def test_append_overwrites_or_inserts(talk: Talk) -> None:
    """Rows below the table are overwritten, or pushed down with INSERT_ROWS."""
    talk.put("Data!A5", [["below"]])
    append(talk, "Data!A1", [["c"], ["d"]])
    assert [row[:1] for row in talk.rows()][3:] == [["c"], ["d"]]
    append(talk, "Data!A1:C3", [["e"]], insertDataOption="INSERT_ROWS")
    assert [row[0] for row in talk.rows()] == ["id", "a", "b", "c", "d", "e"]
    assert "insert_data_option" in talk.refusal(
        "POST",
        "/values/Data:append",
        {"values": [[1]]},
        [("valueInputOption", "RAW"), ("insertDataOption", "X")],
    )


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("12", 12, "12"),
        ("007", 7, "7"),
        ("-1.50", -1.5, "-1.5"),
        ("1,234.5", 1234.5, "1,234.50"),
        ("87.5%", 0.875, "87.50%"),
        ("50%", 0.5, "50%"),
        ("$1,200", 1200, "$1,200"),
        ("1e3", 1000, "1.00E+03"),
        ("true", True, "TRUE"),
        ("2026-01-31", 46053, "2026-01-31"),
        ("1/31/2026", 46053, "1/31/2026"),
        ("2026-02-31", "2026-02-31", "2026-02-31"),
        ("6:00", 0.25, "6:00"),
        ("'12", "12", "12"),
        ("=1+1", 2, "2"),
        ("=A1", "=A1", "=A1"),
        ("1,23", "1,23", "1,23"),
        ("๑๒", "๑๒", "๑๒"),
        ("o13", "o13", "o13"),
        (".", ".", "."),
    ],
)
def test_user_entered_values_are_parsed(talk: Talk, typed: str, value: object, shown: str) -> None:
    """As if typed by a person; RAW keeps the text."""
    talk.put("Data!A1", [[typed]], valueInputOption="USER_ENTERED")
    assert talk.rows()[0][0] == value
    assert talk.get("/values/Data!A1")["values"] == [[shown]]
    talk.put("Other!A1", [[typed]])
    assert talk.box.rows(BOOK, "Other") == [[typed]]


@pytest.mark.parametrize(
    ("where", "rows", "written"),
    [
        ("Data!A1:E6", [["a", "b"], ["1", "x"]], "Data!A1:B2"),
        ("Data!C4:Z99", [["a", "b"], ["c", "d"]], "Data!C4:D5"),
        ("Data!A1:ZZZ9999999", [["x"]], "Data!A1"),
    ],
)
def test_an_end_beyond_the_grid_is_taken(
    talk: Talk, where: str, rows: list[list[object]], written: str
) -> None:
    """What is written fits; only a start beyond the grid is refused."""
    assert talk.put(where, rows, includeValuesInResponse="true")["updatedRange"] == written
    assert talk.get(f"/values/{written}")["values"] == rows


def test_formulas_read_back_as_text(talk: Talk) -> None:
    """FORMULA gives the formula; numbers stay numbers there."""
    talk.put("Data!A1:B1", [["=1+1", 5]], valueInputOption="USER_ENTERED")
    assert talk.get("/values/Data!A1:B1", valueRenderOption="FORMULA")["values"] == [["=1+1", 5]]


def test_null_leaves_a_cell_and_an_empty_text_blanks_it(talk: Talk) -> None:
    """Two ways to say nothing."""
    talk.put("Data!A2:C2", [[None, "", True]])
    assert talk.rows()[1] == ["a", None, True]


def test_the_reply_carries_values_when_asked(talk: Talk) -> None:
    """IncludeValuesInResponse on update and append."""
    reply = talk.put(
        "Data!A2",
        [["x", 2]],
        includeValuesInResponse="true",
        responseValueRenderOption="UNFORMATTED_VALUE",
    )
    assert reply["updatedData"] == {
        "range": "Data!A2:B2",
        "majorDimension": "ROWS",
        "values": [["x", 2]],
    }


def test_columns_can_be_written(talk: Talk) -> None:
    """MajorDimension COLUMNS turns the rows round."""
    body = {"values": [["a", "b"], ["c"]], "majorDimension": "COLUMNS", "range": "Other!A1:B2"}
    status, reply = talk.ask("PUT", "/values/Other!A1:B2", body, [("valueInputOption", "RAW")])
    assert (status, reply["updatedCells"]) == (200, 3)
    assert talk.box.rows(BOOK, "Other") == [["a", "c"], ["b"]]


@pytest.mark.parametrize(
    ("where", "body", "query", "text"),
    [
        ("Data!A1:B1", {"values": [["x"], ["y"]]}, "RAW", "tried writing to row [2]"),
        ("Data!A1:B1", {"values": [["x", "y", "z"]]}, "RAW", "tried writing to column [C]"),
        (
            "'Data'!A5",
            {"values": [["x"], ["y"]]},
            "RAW",
            "range ['Data'!A5], but tried writing to row [6]",
        ),
        (
            "Data!D5",
            {"values": [["x", "y"]]},
            "RAW",
            "range [Data!D5], but tried writing to column [E]",
        ),
        ("Data!A6", {"values": [["x"]]}, "RAW", "exceeds grid limits"),
        ("Data!E1:F9", {"values": [["x"]]}, "RAW", "exceeds grid limits"),
        ("Data!A5:D6", {"values": [["x"], ["y"]]}, "RAW", "tried writing to row [6]"),
        ("Data!D1:E1", {"values": [["x", "y"]]}, "RAW", "tried writing to column [E]"),
        ("Data!A1", {"values": [["x"]]}, "", "valueInputOption"),
        ("Data!A1", {"values": [[["x"]]]}, "RAW", "Invalid values"),
        ("Data!A1", {"values": ["x"]}, "RAW", 'google.protobuf.ListValue), "x"'),
        ("Data!A1", {"values": [["x"]], "range": "Data!B1"}, "RAW", "but the body names"),
        ("Data!A1", {"values": [["x" * 50_001]]}, "RAW", "50000 characters"),
    ],
)
def test_updates_out_of_order_are_refused(
    talk: Talk, where: str, body: Json, query: str, text: str
) -> None:
    """Each rule about values has its 400, and nothing is written."""
    before = talk.box.spreadsheet(BOOK)
    assert text in talk.refusal("PUT", f"/values/{where}", body, [("valueInputOption", query)])
    assert talk.box.spreadsheet(BOOK) == before


def test_a_batch_of_values_is_all_or_none(talk: Talk) -> None:
    """The second range is wrong: the first is not written."""
    data = [{"range": "Data!A1", "values": [["x"]]}, {"range": "Nope!A1", "values": [["x"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    assert "Unable to parse range: Nope!A1" in talk.refusal("POST", "/values:batchUpdate", body)
    assert talk.rows()[0][0] == "id"


def test_clearing_keeps_the_format(talk: Talk) -> None:
    """values.clear and values:batchClear take values and leave notes."""
    note = {"start": {}, "rows": [{"values": [{"note": "n"}]}], "fields": "note"}
    talk.batch({"updateCells": note})
    assert talk.post("/values/Data!A1:D1:clear", {})["clearedRange"] == "Data!A1:D1"
    reply = talk.post("/values:batchClear", {"ranges": ["Data!A2:D2", "Data!A3:D3"]})
    assert reply["clearedRanges"] == ["Data!A2:D2", "Data!A3:D3"]
    assert talk.rows() == []
    data = talk.get(ranges="Data!A1", includeGridData="true")["sheets"][0]["data"][0]
    assert data["rowData"] == [{"values": [{"note": "n"}]}]
