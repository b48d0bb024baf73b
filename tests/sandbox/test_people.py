"""What people do besides typing: copies, cuts, formats, formulas."""

from typing import Any

import pytest

from tests.sandbox.talk import Json, Talk


def area(top: int, left: int, bottom: int, right: int) -> Json:
    """A GridRange of the first tab."""
    return {
        "startRowIndex": top,
        "startColumnIndex": left,
        "endRowIndex": bottom,
        "endColumnIndex": right,
    }


def test_copy_fills_a_multiple_of_the_source(talk: Talk) -> None:
    """Twice down, with its format."""
    talk.put("Data!A1:B1", [["x", "y"]])
    bold = {
        "cell": {"userEnteredFormat": {"textFormat": {"bold": True}}},
        "fields": "userEnteredFormat",
    }
    talk.batch({"repeatCell": {"range": area(0, 0, 1, 1)} | bold})
    talk.batch({"copyPaste": {"source": area(0, 0, 1, 2), "destination": area(1, 0, 3, 2)}})
    assert [row[:2] for row in talk.rows()[:3]] == [["x", "y"]] * 3
    data = talk.get(ranges="Data!A3:B3", fields="sheets.data.rowData.values.userEnteredFormat")
    shown = data["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert shown == [{"userEnteredFormat": {"textFormat": {"bold": True}}}, {}]


def test_cut_leaves_the_source_empty(talk: Talk) -> None:
    """Also where source and target overlap."""
    talk.batch(
        {"cutPaste": {"source": area(0, 0, 2, 2), "destination": {"rowIndex": 1, "columnIndex": 1}}}
    )
    assert talk.rows() == [[None, None, "score"], [None, "id", "name"], ["b", "a", "one"]]


ONE = {"source": area(0, 0, 1, 1), "destination": area(0, 0, 1, 1)}


@pytest.mark.parametrize(
    "request_",
    [
        *({"copyPaste": ONE | {"pasteType": each}} for each in ("PASTE_ALL", "PASTE_VALUES")),
        {"copyPaste": ONE | {"pasteOrientation": "TRANSPOSE"}},
        {"cutPaste": {"source": area(0, 0, 1, 1), "pasteType": "PASTE_FORMAT"}},
        {"copyPaste": {"source": area(0, 0, 3, 3), "destination": area(4, 0, 5, 1)}},
        {"copyPaste": {"source": area(2, 2, 2, 2), "destination": area(4, 0, 5, 1)}},
        {"cutPaste": {"source": area(0, 0, 2, 2), "destination": {"rowIndex": 4}}},
    ],
)
def test_what_cannot_be_pasted_is_refused(talk: Talk, request_: Json) -> None:
    """Part of the cells, turned round, where there is no room, out of nothing."""
    before = talk.rows()
    assert talk.refused(request_)
    assert talk.rows() == before


def test_a_format_is_kept_as_it_was_set(talk: Talk) -> None:
    """A part of it is changed by a mask that names it."""
    where = {"range": area(0, 0, 1, 1)}
    form: Json = {"backgroundColor": {"red": 0.5}, "textFormat": {"bold": True}}
    cell = {"cell": {"userEnteredFormat": form}, "fields": "userEnteredFormat"}
    plain = {"cell": {}, "fields": "userEnteredFormat.textFormat.bold"}
    talk.batch({"repeatCell": where | cell}, {"repeatCell": where | plain})
    data = talk.get(ranges="Data!A1", fields="sheets.data.rowData.values.userEnteredFormat")
    shown = data["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert shown == [{"userEnteredFormat": {"backgroundColor": {"red": 0.5}}}]


def test_drive_keeps_spreadsheets_only(talk: Talk) -> None:
    """Other files are refused or not found; a listing can be narrowed by name and kind."""

    def drive(method: str, path: str = "", body: bytes | None = None, **query: str) -> Any:
        return talk.box.handle(method, f"/drive/v3/files{path}", list(query.items()), body)

    assert drive("POST", body=b'{"name": "x", "mimeType": "text/plain"}').status == 400
    assert drive("POST", body=b"[]").status == 400
    for name in (b"[1]", b"[]", b"{}", b"null", b"5"):
        unnamed = b'{"name": %s, "mimeType": "application/vnd.google-apps.spreadsheet"}' % name
        assert drive("POST", body=unnamed).status == 400
    assert drive("GET", "/none").status == 404
    assert drive("PATCH", "/book").status == 404
    assert b'"files": []' in drive("GET", q='mimeType="text/plain"').body
    assert drive("GET", "/book", fields="name").body == b'{"name": "A book"}'
    assert drive("DELETE", "/book").status == 404
    listed = drive("GET", fields="nextPageToken, files(id, name)").body
    assert listed == b'{"files": [{"id": "book", "name": "A book"}]}'
