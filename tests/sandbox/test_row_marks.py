"""Developer metadata on rows: where it is shown, what it follows, and the room it takes."""

import pytest

from ita_sync.sandbox import Fault
from tests.sandbox.talk import BOOK, Json, Talk
from tests.sandbox.test_lookup import column, exact, gone, update
from tests.sandbox.test_marks import create, found, lookup, row

SHOWN = "sheets/data/rowMetadata/developerMetadata(metadataId,metadataKey,metadataValue)"


def insert(at: int) -> Json:
    """A blank row of the first tab."""
    return {"insertDimension": {"range": row(at)["dimensionRange"]}}


def sort(top: int, *columns: int, falling: bool = True) -> Json:
    """A sort of the first tab by its first column; of whole rows unless columns are given."""
    grid: Json = {"sheetId": 0, "startRowIndex": top}
    if columns:
        grid |= {"startColumnIndex": columns[0], "endColumnIndex": columns[1]}
    order = "DESCENDING" if falling else "ASCENDING"
    return {"sortRange": {"range": grid, "sortSpecs": [{"sortOrder": order}]}}


def filtered(*specs: Json) -> Json:
    """A basic filter over the first tab."""
    return {"setBasicFilter": {"filter": {"range": {"sheetId": 0}, "sortSpecs": list(specs)}}}


def cut(start: int, to: int, columns: int = 4, sheet: int = 0, left: int = 0) -> Json:
    """A row of the first tab that is cut, and pasted at another."""
    source = {"sheetId": 0, "startRowIndex": start, "endRowIndex": start + 1}
    what = {
        "source": source | {"startColumnIndex": 0, "endColumnIndex": columns},
        "destination": {"sheetId": sheet, "rowIndex": to, "columnIndex": left},
    }
    return {"cutPaste": what}


def duplicate(number: int) -> Json:
    """A copy of the first tab."""
    return {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": number, "insertSheetIndex": 2}}


def index(talk: Talk, number: int) -> int:
    """The index of the row or column on which a mark lies."""
    at: int = talk.get(f"/developerMetadata/{number}")["location"]["dimensionRange"]["startIndex"]
    return at


def test_a_mark_on_a_row_is_given_an_id(talk: Talk) -> None:
    """The reply has it, and by that number it is found."""
    reply = talk.batch(create(metadataValue="pin", location=row(2)))["replies"][0]
    mark = reply["createDeveloperMetadata"]["developerMetadata"]
    span = {"dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    assert mark == {
        "metadataId": mark["metadataId"],
        "metadataKey": "fence",
        "metadataValue": "pin",
        "location": {"locationType": "ROW", "dimensionRange": span},
        "visibility": "DOCUMENT",
    }
    assert talk.get(f"/developerMetadata/{mark['metadataId']}") == mark
    assert found(talk, lookup(metadataId=mark["metadataId"])) == [mark["metadataId"]]


def test_the_reply_of_a_batch_shows_the_rows_as_they_are_after_it(talk: Talk) -> None:
    """Those of the ranges asked for, with cells or without, as the mask says."""
    body = {
        "requests": [
            create(7, location=row(2)),
            insert(1),
            update(exact(row(3)), metadataValue="x"),
        ],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["Data!A4:B4"],
    }
    mask = f"updatedSpreadsheet({SHOWN},sheets/data/rowData/values/formattedValue)"
    status, reply = talk.ask("POST", ":batchUpdate", body, [("fields", mask)])
    assert status == 200
    mark = {"metadataId": 7, "metadataKey": "fence", "metadataValue": "x"}
    data = {
        "rowData": [{"values": [{"formattedValue": "b"}, {"formattedValue": "two"}]}],
        "rowMetadata": [{"developerMetadata": [mark]}],
    }
    assert reply == {"updatedSpreadsheet": {"sheets": [{"data": [data]}]}}


@pytest.mark.parametrize(
    ("mask", "wanted"),
    [
        (SHOWN, {"rowMetadata": [{}, {"developerMetadata": [{"metadataId": 7}]}]}),
        ("sheets/data/rowMetadata/pixelSize", {"rowMetadata": [{"pixelSize": 21}] * 2}),
        ("sheets/data/columnMetadata/developerMetadata", {"columnMetadata": [{}]}),
        ("sheets/data/rowData/values/note", {"rowData": [{"values": [{}]}] * 2}),
        ("sheets/data/startRow", {}),
    ],
)
def test_a_mask_that_does_not_ask_gets_none(talk: Talk, mask: str, wanted: Json) -> None:
    """Only rowMetadata/developerMetadata shows the marks of rows."""
    talk.batch(create(7, location=row(1), metadataKey="k", metadataValue=None))
    mask = mask.replace("(metadataId,metadataKey,metadataValue)", "/metadataId")
    assert talk.get(fields=mask, ranges="Data!A1:A2") == {"sheets": [{"data": [wanted]}]}


def test_without_grid_data_no_row_is_shown(talk: Talk) -> None:
    """Neither do the marks of rows stand among those of the tab or the spreadsheet."""
    talk.batch(create(7, location=row(1)), create(8, location=column(1)))
    whole = talk.get()
    assert "developerMetadata" not in whole
    assert all(sheet.keys() == {"properties"} for sheet in whole["sheets"])
    data = talk.get(includeGridData="true")["sheets"][0]["data"][0]
    assert data["rowMetadata"][1]["developerMetadata"] == [talk.get("/developerMetadata/7")]
    assert data["columnMetadata"][1]["developerMetadata"] == [talk.get("/developerMetadata/8")]


def test_a_column_moves_with_its_mark(talk: Talk) -> None:
    """As a row does: inserted, moved, deleted."""
    span = column(1)["dimensionRange"]
    talk.batch(create(7, location=column(1)), create(8, location=column(2)))
    talk.batch({"insertDimension": {"range": span}})
    assert (index(talk, 7), index(talk, 8)) == (2, 3)
    first = column(0)["dimensionRange"]
    talk.batch({"moveDimension": {"source": first, "destinationIndex": 4}})
    assert (index(talk, 7), index(talk, 8)) == (1, 2)
    talk.batch({"deleteDimension": {"range": span}})
    assert found(talk, lookup(metadataKey="fence")) == [8]


def test_a_row_above_may_be_appended_and_the_grid_made_shorter(talk: Talk) -> None:
    """A mark beyond the new end goes with its row, and its number is free again."""
    talk.batch(create(7, location=row(2)), create(8, location=row(4)))
    grid = {"sheetId": 0, "gridProperties": {"rowCount": 4}}
    fields = "gridProperties.rowCount"
    talk.batch({"updateSheetProperties": {"properties": grid, "fields": fields}})
    assert found(talk, lookup(metadataKey="fence")) == [7]
    talk.batch(create(8, location=row(3)))


@pytest.mark.parametrize("rule", [None, "sort-leaves-marks", "part-sort-moves-marks"])
@pytest.mark.parametrize(
    ("request_", "whole"),
    [
        (sort(1), True),
        (sort(1, 0, 4), True),
        (sort(1, 0, 3), False),
        (filtered({"sortOrder": "DESCENDING"}), True),
    ],
)
def test_whether_marks_follow_a_sort(
    talk: Talk, rule: str | None, request_: Json, *, whole: bool
) -> None:
    """Of whole rows they do, of some columns they do not; each has a rule for the other answer."""
    talk.batch(create(7, location=row(1)), create(8, location=row(4)))
    talk.batch(create(9, location=column(0)))
    if rule:
        talk.box.fault(Fault(rule, times=None))
    talk.batch(request_)
    assert [each[0] for each in talk.rows()] == ["id", "b", "a"]
    follows = rule != "sort-leaves-marks" if whole else rule == "part-sort-moves-marks"
    assert index(talk, 7) == (2 if follows else 1)
    assert (index(talk, 8), index(talk, 9)) == (4, 0)


def test_a_filter_sorts_what_is_below_its_header(talk: Talk) -> None:
    """It says so afterwards, too; without specifications nothing moves."""
    talk.batch(create(7, location=row(0)), filtered())
    assert [each[0] for each in talk.rows()] == ["id", "a", "b"]
    talk.batch(filtered({"dimensionIndex": 2, "sortOrder": "DESCENDING"}))
    assert [each[0] for each in talk.rows()] == ["id", "b", "a"]
    talk.batch(filtered({"sortOrder": "ASCENDING"}))
    assert [each[0] for each in talk.rows()] == ["id", "a", "b"]
    assert talk.get()["sheets"][0]["basicFilter"]["sortSpecs"]
    assert index(talk, 7) == 0
    assert "outside of the range" in talk.refused(filtered({"dimensionIndex": 9}))


@pytest.mark.parametrize("moves", [False, True])
def test_cut_rows_leave_their_marks_or_take_them(talk: Talk, *, moves: bool) -> None:
    """They stay with the row, whose cells are now elsewhere; by a rule, they go along."""
    talk.batch(create(7, location=row(1)), create(8, location=row(3)), create(9, location=row(2)))
    if moves:
        talk.box.fault(Fault("cut-moves-marks", times=None))
    talk.batch(cut(1, 3))
    assert (index(talk, 7), index(talk, 8), index(talk, 9)) == (3 if moves else 1, 3, 2)
    talk.batch(cut(2, 4, columns=2))
    assert index(talk, 9) == 2
    other = talk.get()["sheets"][1]["properties"]["sheetId"]
    talk.batch(cut(2, 5, sheet=other, left=1))
    assert index(talk, 9) == 2
    talk.batch(cut(2, 5, sheet=other))
    span = talk.get("/developerMetadata/9")["location"]["dimensionRange"]
    assert (span.get("sheetId", 0), span["startIndex"]) == ((other, 5) if moves else (0, 2))


def test_a_copy_brings_no_marks(talk: Talk) -> None:
    """Neither does it take any away."""
    talk.batch(create(7, location=row(1)), create(8, location=row(3)))
    rows = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 2}
    there = {"sheetId": 0, "startRowIndex": 3, "endRowIndex": 4}
    talk.batch({"copyPaste": {"source": rows, "destination": there}})
    assert found(talk, lookup(metadataKey="fence")) == [7, 8]
    assert (index(talk, 7), index(talk, 8)) == (1, 3)


@pytest.mark.parametrize("copies", [False, True])
def test_a_duplicated_tab_has_no_marks_on_rows(talk: Talk, *, copies: bool) -> None:
    """Those of the tab are copied, those of the spreadsheet stay as they are."""
    talk.batch(create(1), create(2, location={"sheetId": 0}))
    talk.batch(create(7, location=row(1)), create(8, location=column(1)))
    if copies:
        talk.box.fault(Fault("duplicate-copies-marks", times=None))
    talk.batch(duplicate(99))
    copied = [mark for mark in talk.box.book(BOOK).marks if mark.sheet_id == 99]
    lines = [("ROWS", 1), ("COLUMNS", 1)] if copies else []
    assert [(mark.dimension, mark.index) for mark in copied] == [(None, 0), *lines]
    assert not {mark.id for mark in copied} & {1, 2, 7, 8}
    assert len(talk.get()["developerMetadata"]) == 1
    talk.batch({"deleteSheet": {"sheetId": 99}})
    assert found(talk, lookup(metadataKey="fence")) == [1, 2, 7, 8]


@pytest.mark.parametrize("before", [False, True])
def test_a_place_is_that_of_the_moment_or_of_before_the_batch(talk: Talk, *, before: bool) -> None:
    """An insert of the same batch moves the row; by a rule, lookups do not see it."""
    talk.batch(create(7, location=row(2)))
    if before:
        talk.box.fault(Fault("places-before", times=None))
    now, then = update(exact(row(3)), metadataValue="x"), update(exact(row(2)), metadataValue="x")
    assert "requests[1]" in talk.refused(insert(0), now if before else then)
    talk.batch(insert(0), then if before else now)
    assert index(talk, 7) == 3
    # In the next batch, and in a search, all places are those of now.
    assert found(talk, exact(row(3))) == [7]
    talk.batch(update(exact(row(3)), metadataValue="y"), gone(exact(row(3))))
    # A mark made in the batch is where it was put, or has been moved to since.
    talk.batch(create(8, location=row(1)), insert(0), update(exact(row(2)), metadataValue="z"))


@pytest.mark.parametrize("own", [True, False])
def test_marks_on_rows_take_the_room_of_their_tab(talk: Talk, *, own: bool) -> None:
    """By a rule, that of the spreadsheet. A row that is deleted gives its room back."""
    if not own:
        talk.box.fault(Fault("row-marks-fill-book", times=None))
    talk.batch(create(1, metadataValue="x" * 15_000))
    talk.batch(create(2, metadataValue="x" * 15_000, location={"sheetId": 0}))
    talk.batch(create(3, metadataValue="x" * 10_000, location=row(1)))
    whose = "sheet" if own else "spreadsheet"
    more = create(4, metadataValue="x" * 6_000, location=row(2))
    assert f"this {whose} would" in talk.refused(more)
    longer = update(lookup(metadataId=3), metadataValue="x" * 16_000)
    assert f"this {whose} would" in talk.refused(longer)
    elsewhere: Json = {"spreadsheet": True} if own else {"sheetId": 0}
    talk.batch(create(4, metadataValue="x" * 10_000, location=elsewhere))
    talk.batch({"deleteDimension": {"range": row(1)["dimensionRange"]}})
    talk.batch(create(5, metadataValue="x" * 10_000, location=row(1)))


GUARD = exact(row(2), metadataId=7, metadataKey="fence")
TYPED: Json = {
    "updateCells": {
        "start": {"sheetId": 0, "rowIndex": 2},
        "rows": [{"values": [{"userEnteredValue": {"stringValue": "ours"}}]}],
        "fields": "userEnteredValue",
    }
}


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize(
    ("change", "lands"),
    [
        ([], True),
        ([sort(0, 1, 3)], True),
        ([insert(3)], True),
        ([insert(0)], False),
        ([sort(1)], False),
        ([{"deleteDimension": {"range": row(2)["dimensionRange"]}}], False),
        ([{"deleteDimension": {"range": row(0)["dimensionRange"]}}], False),
        ([{"moveDimension": {"source": row(2)["dimensionRange"], "destinationIndex": 1}}], False),
        ([gone(lookup(metadataId=7))], False),
    ],
)
def test_a_guarded_batch_lands_on_its_row_or_not_at_all(
    talk: Talk, change: list[Json], *, lands: bool, stays: bool
) -> None:
    """Row 3 is pinned, somebody edits, and the batch is for exactly that row."""
    talk.batch(create(1), create(7, metadataValue="pin", location=row(2)))
    talk.box.owner_edit(BOOK, change)
    before = talk.box.spreadsheet(BOOK)
    last = [] if stays else [gone(lookup(metadataId=7, metadataKey="fence"))]
    batch = [create(2), update(GUARD, metadataValue="generation 2"), TYPED, *last]
    if not lands:
        assert "requests[1].updateDeveloperMetadata" in talk.refused(*batch)
        assert talk.box.spreadsheet(BOOK) == before
        return
    talk.batch(*batch)
    assert talk.rows()[2][0] == "ours"
    assert found(talk, lookup(metadataKey="fence")) == ([1, 7, 2] if stays else [1, 2])
    assert "requests[0].create" in talk.refused(*batch)
