"""What cells show: long numbers, typed moments, copied merges, ranges in R1C1."""

import pytest

from tests.sandbox.talk import Json, Talk

USER = {"valueInputOption": "USER_ENTERED"}
AREA = {
    "sheetId": 0,
    "startRowIndex": 0,
    "endRowIndex": 2,
    "startColumnIndex": 0,
    "endColumnIndex": 2,
}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1E+15"),
        (1533212345678901234, "1.53321E+18"),
        (-2.5e21, "-2.5E+21"),
        (1 / 3, "0.3333333333"),
        (0.00001, "0.00001"),
        (0.0000903, "0.0000903"),
        (1 / 300000, "0.000003333333333"),
        (12345678901.6, "12345678902"),
    ],
)
def test_long_numbers(talk: Talk, number: float, shown: str) -> None:
    """Fifteen digits are shown, more are not; small ones are written out."""
    talk.put("Data!A1", [[number]])
    assert talk.get("/values/Data!A1")["values"] == [[shown]]


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("5/23/2026 20:22:35", 46165.84901620370, "5/23/2026 20:22:35"),
        ("2021-04-03 6:00", 44289.25, "2021-04-03 6:00:00"),
        ("2021-04-03 x", "2021-04-03 x", "2021-04-03 x"),
        ("6:00 6:00", "6:00 6:00", "6:00 6:00"),
        ("-$5.50", -5.5, "-$5.50"),
        ("-$", "-$", "-$"),
    ],
)
def test_typed_moments_and_amounts(talk: Talk, typed: str, value: object, shown: str) -> None:
    """A date with a time is one number; an amount may be negative."""
    talk.put("Data!A1", [[typed]], **USER)
    assert talk.get("/values/Data!A1")["values"] == [[shown]]
    found = talk.get("/values/Data!A1", valueRenderOption="UNFORMATTED_VALUE")["values"][0][0]
    assert found == (pytest.approx(value, abs=1e-8) if isinstance(value, float) else value)


def test_a_number_format_without_a_pattern(talk: Talk) -> None:
    """Each type has a pattern of its own, as the reference shows by example."""
    for kind, shown in (
        ("NUMBER", "1,000.12"),
        ("PERCENT", "100012.00%"),
        ("SCIENTIFIC", "1.00E+03"),
        ("TEXT", "1000.12"),
    ):
        form = {
            "userEnteredValue": {"numberValue": 1000.12},
            "userEnteredFormat": {"numberFormat": {"type": kind}},
        }
        talk.batch({"updateCells": {"start": {}, "rows": [{"values": [form]}], "fields": "*"}})
        assert talk.get("/values/Data!A1")["values"] == [[shown]]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Data!R2C1:R3C2", "Data!A2:B3"),
        ("R1C4", "Data!D1"),
        ("Data!r1c1:B2", "Data!A1:B2"),
    ],
)
def test_ranges_in_r1c1(talk: Talk, text: str, given: str) -> None:
    """As well as in A1, even mixed."""
    assert talk.get(f"/values/{text}")["range"] == given


def test_r1_alone_is_a_cell_in_a1(talk: Talk) -> None:
    """The one in column R, which this grid does not have."""
    assert "Data!R1" in talk.refusal("GET", "/values/R1")


@pytest.mark.parametrize("text", ["R0C1", "Data!R1C0", "R1C1:", "R1C1C"])
def test_what_is_no_r1c1(talk: Talk, text: str) -> None:
    """Rows and columns are counted from one."""
    assert talk.refusal("GET", f"/values/{text}") == f"Unable to parse range: {text}"


def test_a_title_with_a_dot_stands_bare(talk: Talk) -> None:
    """Other characters need quotes."""
    talk.batch(
        {"addSheet": {"properties": {"title": "x.y"}}},
        {"addSheet": {"properties": {"title": "a-b"}}},
    )
    assert talk.put("'x.y'!A1", [[1]])["updatedRange"] == "x.y!A1"
    assert talk.put("a-b!A1", [[1]])["updatedRange"] == "'a-b'!A1"


def test_values_of_the_whole_range_come_back(talk: Talk) -> None:
    """Where it was larger than what was written."""
    reply = talk.put("Data!A1:C3", [["x"]], includeValuesInResponse="true")
    assert reply["updatedData"]["range"] == "Data!A1:C3"
    assert reply["updatedData"]["values"] == [
        ["x", "name", "score"],
        ["a", "one", "1"],
        ["b", "two", "2"],
    ]


def moved(top: int, left: int) -> Json:
    """AREA elsewhere."""
    return {
        "sheetId": 0,
        "startRowIndex": top,
        "endRowIndex": top + 2,
        "startColumnIndex": left,
        "endColumnIndex": left + 2,
    }


def merges(talk: Talk) -> list[Json]:
    """Those of the first tab."""
    found: list[Json] = talk.get()["sheets"][0].get("merges", [])
    return found


def shape(grid: Json) -> Json:
    """As Google gives it back: the sheet's id 0 left out."""
    return {name: each for name, each in grid.items() if name != "sheetId"}


def test_merges(talk: Talk) -> None:
    """Part of one cannot be merged or unmerged; the whole can be merged again.

    One cell is not a merge.
    """
    partly = "You must select all cells in a merged range to merge or unmerge them."
    talk.batch({"mergeCells": {"range": AREA, "mergeType": "MERGE_ALL"}})
    for kind in ("mergeCells", "unmergeCells"):
        assert (
            talk.refused({kind: {"range": AREA | {"endRowIndex": 1}}})
            == f"Invalid requests[0].{kind}: {partly}"
        )
    talk.batch({"mergeCells": {"range": AREA, "mergeType": "MERGE_COLUMNS"}})
    assert merges(talk) == [
        shape(AREA) | {"endColumnIndex": 1},
        shape(AREA) | {"startColumnIndex": 1},
    ]
    talk.batch({"unmergeCells": {"range": {"sheetId": 0}}})
    talk.batch({"mergeCells": {"range": AREA | {"endRowIndex": 1}, "mergeType": "MERGE_COLUMNS"}})
    assert merges(talk) == []


def test_a_normal_paste_brings_merges_along(talk: Talk) -> None:
    """Copied, they are there twice; cut, they have moved."""
    talk.batch({"mergeCells": {"range": AREA, "mergeType": "MERGE_ALL"}})
    talk.batch({"copyPaste": {"source": AREA, "destination": moved(2, 2)}})
    assert merges(talk) == [shape(AREA), shape(moved(2, 2))]
    talk.batch({"cutPaste": {"source": AREA, "destination": {"rowIndex": 2, "columnIndex": 0}}})
    assert merges(talk) == [shape(moved(2, 2)), shape(moved(2, 0))]


def test_a_cell_formatted_as_text_takes_what_is_typed(talk: Talk) -> None:
    """It keeps numbers and formulas as texts; its neighbour parses them."""
    form = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    talk.batch(
        {
            "repeatCell": {
                "range": AREA | {"endRowIndex": 1},
                "cell": form,
                "fields": "userEnteredFormat",
            }
        }
    )
    talk.put("Data!A1:C1", [["0123", "=1+1", "0123"]], **USER)
    shown = talk.get("/values/Data!A1:C1", valueRenderOption="UNFORMATTED_VALUE")["values"]
    assert shown == [["0123", "=1+1", 123]]
