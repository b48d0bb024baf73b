"""What a person sees: number formats, effective formats, links, and the look of a new row."""

import pytest

from tests.sandbox.talk import Json, Talk

WHITE = {"red": 1, "green": 1, "blue": 1}
FIELDS = "sheets.data.rowData.values"


def put(talk: Talk, *cells: Json, row: int = 0) -> None:
    """Whole cells, from the first column on."""
    start = {"rowIndex": row}
    rows = [{"values": list(cells)}]
    talk.batch({"updateCells": {"start": start, "rows": rows, "fields": "*"}})


def cells(talk: Talk, fields: str, row: int = 1) -> list[Json]:
    """The cells of a row, in those fields."""
    asked = {"ranges": f"Data!A{row}:D{row}", "fields": f"{FIELDS}({fields})"}
    (data,) = talk.get(**asked)["sheets"][0]["data"]
    found: list[Json] = data["rowData"][0]["values"]
    return found


@pytest.mark.parametrize(
    ("kind", "pattern", "number", "shown"),
    [
        ("NUMBER", "0.00", 78.41, "78.41"),
        ("NUMBER", "0.00", 78.405, "78.41"),
        ("NUMBER", "0.0", 78.41, "78.4"),
        ("NUMBER", "0", 78.41, "78"),
        ("PERCENT", "0%", 78.41, "7841%"),
        ("PERCENT", "0%", 0.7841, "78%"),
        ("PERCENT", "0.00%", 0.7841, "78.41%"),
        ("PERCENT", "0.00%", 78.41, "7841.00%"),
        ("NUMBER", "#,##0.00", 12345.6, "12,345.60"),
        ("NUMBER", "#,##0", -1234567, "-1,234,567"),
        ("NUMBER", "0000000", 360601, "0360601"),
        ("NUMBER", "000.00", 7.5, "007.50"),
        ("NUMBER", "00%", 0.05, "05%"),
        ("DATE", "d/m/yyyy", 45226, "27/10/2023"),
        ("DATE", "dd/mm/yy", 45226, "27/10/23"),
        ("DATE", "yyyy-mm-dd", 45226, "2023-10-27"),
        ("DATE", "d mmm yyyy", 45226, "27 Oct 2023"),
        ("DATE", "m/d/yyyy", 78.41, "3/18/1900"),
        ("DATE_TIME", "d/m/yyyy h:mm", 45226.5, "27/10/2023 12:00"),
    ],
)
def test_a_number_is_shown_as_a_person_sees_it(
    talk: Talk, kind: str, pattern: str, number: float, shown: str
) -> None:
    """The value itself stays."""
    form = {"numberFormat": {"type": kind, "pattern": pattern}}
    put(talk, {"userEnteredValue": {"numberValue": number}, "userEnteredFormat": form})
    (cell, *_) = cells(talk, "formattedValue,effectiveValue,effectiveFormat.numberFormat")
    assert cell == {
        "formattedValue": shown,
        "effectiveValue": {"numberValue": number},
        "effectiveFormat": form,
    }


def test_what_was_set_lies_over_the_default_format(talk: Talk) -> None:
    """Part by part; a colour stands in both of its fields."""
    red = {"red": 1}
    form: Json = {
        "backgroundColor": red,
        "textFormat": {"strikethrough": True, "foregroundColorStyle": {"rgbColor": red}},
    }
    put(talk, {"userEnteredValue": {"stringValue": "x"}, "userEnteredFormat": form})
    put(talk, {"userEnteredValue": {"numberValue": 1}}, row=1)
    fields = "userEnteredFormat,effectiveFormat"
    (cell, *_) = cells(talk, fields)
    seen = cell["effectiveFormat"]
    assert cell["userEnteredFormat"] == form
    assert (seen["backgroundColor"], seen["backgroundColorStyle"]) == (red, {"rgbColor": red})
    assert (seen["textFormat"]["strikethrough"], seen["textFormat"]["bold"]) == (True, False)
    assert seen["textFormat"]["foregroundColor"] == red
    assert (seen["horizontalAlignment"], seen["textFormat"]["fontSize"]) == ("LEFT", 10)
    (plain, *_) = cells(talk, fields, row=2)
    assert "userEnteredFormat" not in plain
    assert plain["effectiveFormat"]["backgroundColor"] == WHITE
    assert plain["effectiveFormat"]["horizontalAlignment"] == "RIGHT"
    centred = {"userEnteredFormat": {"horizontalAlignment": "CENTER"}}
    put(talk, centred)
    (cell, *_) = cells(talk, fields)
    assert cell["effectiveFormat"]["horizontalAlignment"] == "CENTER"


def test_a_link_is_given_from_its_format_or_its_formula(talk: Talk) -> None:
    """With the effective format saying so; a plain address is none."""
    where = "https://www.example.go.th/ita.pdf"
    link = {"textFormat": {"link": {"uri": where}}}
    put(
        talk,
        {"userEnteredValue": {"stringValue": "รายงาน"}, "userEnteredFormat": link},
        {"userEnteredValue": {"formulaValue": f'=HYPERLINK("{where}","รายงาน")'}},
        {"userEnteredValue": {"stringValue": where}},
    )
    shown = cells(talk, "hyperlink,formattedValue,effectiveFormat.hyperlinkDisplayType")
    ways = [each["effectiveFormat"]["hyperlinkDisplayType"] for each in shown]
    assert ways == ["LINKED", "LINKED", "PLAIN_TEXT"]
    assert [each.get("hyperlink") for each in shown] == [where, where, None]
    assert [each["formattedValue"] for each in shown] == ["รายงาน", "รายงาน", where]


@pytest.mark.parametrize("before", [True, False])
def test_a_new_row_looks_like_the_one_above(talk: Talk, *, before: bool) -> None:
    """With inheritFromBefore: its colours, number formats and lines through, but not its link."""
    form: Json = {
        "numberFormat": {"type": "PERCENT", "pattern": "0%"},
        "backgroundColor": {"green": 1},
        "textFormat": {"strikethrough": True, "link": {"uri": "https://a.example"}},
    }
    put(talk, {"userEnteredValue": {"numberValue": 0.5}, "userEnteredFormat": form}, row=2)
    new = {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    talk.batch(
        {"insertDimension": {"range": new, "inheritFromBefore": before}},
        {
            "updateCells": {
                "start": {"rowIndex": 3},
                "rows": [{"values": [{"userEnteredValue": {"numberValue": 78.41}}]}],
                "fields": "userEnteredValue",
            }
        },
    )
    (cell, *_) = cells(talk, "userEnteredFormat,formattedValue,hyperlink", row=4)
    inherited = {**form, "textFormat": {"strikethrough": True}}
    assert cell == (
        {"userEnteredFormat": inherited, "formattedValue": "7841%"}
        if before
        else {"formattedValue": "78.41"}
    )
