"""What is unknown of Google (T1 to T6), asked of the sandbox twice: as it is, and by its rules.

Undo and restored versions (T3), and an insert in the browser during a batch (T6), take hands on a
live sheet.
"""

import secrets
from typing import Any

import pytest

from ita_sync.google import Json, fence, rows
from ita_sync.row import Cell
from tests.contract.service import Service, create, delete, update

pytestmark = pytest.mark.parametrize(
    "service",
    ["sandbox", "sandbox otherwise", pytest.param("google", marks=pytest.mark.live)],
    indirect=True,
)


@pytest.mark.parametrize(("kind", "usual"), [("update", False), ("delete", True)])
def test_t1_deleting_or_updating_what_matches_nothing(
    service: Service, kind: str, *, usual: bool
) -> None:
    """Carried out or refused: alone and in a batch alike, and never anything in between."""
    gone = fence.delete(service.number())
    nothing = gone["deleteDeveloperMetadata"]["dataFilter"]
    request = gone if kind == "delete" else update(nothing, "y")
    scratch = service.number()
    alone = service.done(request)
    batch = service.done(create(scratch), request)
    service.told(f"T1 {kind} that matches nothing passes", alone, usual, not usual)
    assert alone == batch == service.stands(scratch)


def test_t2_a_place_is_that_of_the_moment(service: Service) -> None:
    """A mark goes with its row inside of a batch; a filter by the exact place sees it there."""
    number = service.number()
    service.send(create(number, service.row(1)), service.insert(1))
    assert service.row_of(number) == 2
    whole = service.done(service.insert(1), delete(service.exactly(number, 3)))
    left = service.row_of(number)
    service.told("T2 the exact place follows an insert of the batch", left is None, True, False)
    assert left in {None, 3 if whole else 2}
    assert service.sheet.look().row_count == (4 if whole else 3)


def test_t2_a_guarded_batch_lands_on_its_row_or_not_at_all(service: Service) -> None:
    """Row 2 is pinned; the batch is for exactly that row, and somebody inserts one above."""
    pin, first, second = service.number(), service.number(), service.number()
    typed = rows.fill_rows(service.gid, 1, [{0: Cell("x", "text", "ours")}])

    def guarded(number: int, value: str) -> bool:
        return service.done(create(number), update(service.exactly(pin, 1), value), *typed)

    service.send(create(pin, service.row(1), "pin"))
    assert guarded(first, "generation 1")
    assert service.ask(f"/developerMetadata/{pin}")["metadataValue"] == "generation 1"
    assert _texts(service) == ["", "ours"]
    service.send(service.insert(0))
    refused = not guarded(second, "generation 2")
    service.told("T2 a batch whose guard lost its row is refused", refused, True, False)
    assert service.ask(f"/developerMetadata/{pin}")["metadataValue"] == "generation 1"
    assert service.stands(second) != refused
    assert _texts(service) == (["", "", "ours"] if refused else ["", "ours", "ours"])


def _texts(service: Service) -> list[str]:
    """Return the first column."""
    path = f"/values/'{service.settings.target.tab}'!A1:A9"
    values: list[list[str]] = service.ask(path).get("values", [])
    return [row[0] if row else "" for row in values]


def test_t2_what_meets_a_row(service: Service) -> None:
    """Exactly the row, if it is said so; else also what meets it, of other programs too."""
    on_row, on_column, on_tab = service.number(), service.number(), service.number()
    column: Json = {
        "sheetId": service.gid,
        "dimension": "COLUMNS",
        "startIndex": 0,
        "endIndex": 1,
    }
    service.send(
        create(on_row, service.row(1)),
        create(on_column, {"dimensionRange": column}),
        create(on_tab, {"sheetId": service.gid}),
    )
    there: dict[str, Any] = {"metadataLocation": service.row(1)}
    (only,) = service.found(**there, locationMatchingStrategy="EXACT_LOCATION")
    assert only["metadataId"] == on_row
    meeting = {each["metadataId"] for each in service.found(**there)}
    assert {on_row, on_column} <= meeting
    service.told("T2 a tab meets its rows", on_tab in meeting, True, True)
    beside = update(service.exactly(on_row, 1, locationType="ROW"), "y")
    service.told("T2 a type beside EXACT_LOCATION", service.done(beside), False, False)


def _moves(gid: int) -> dict[str, tuple[Json, int, int]]:
    """By name: what is done to a tab of three rows, and where a mark on row 3 is then."""
    grid: Json = {"sheetId": gid, "startRowIndex": 1, "endRowIndex": 3}
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    part = grid | {"startColumnIndex": 0, "endColumnIndex": 2}
    last = {"sheetId": gid, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    source = {"sheetId": gid, "startRowIndex": 2, "endRowIndex": 3}
    goal = {"sheetId": gid, "startRowIndex": 1, "endRowIndex": 2}
    corner = {"sheetId": gid, "rowIndex": 1, "columnIndex": 0}
    whole = {"sheetId": gid, "startRowIndex": 0, "endRowIndex": 3}
    return {
        "sort": ({"sortRange": {"range": grid, "sortSpecs": specs}}, 2, 3),
        "sort of some columns": ({"sortRange": {"range": part, "sortSpecs": specs}}, 3, 2),
        "filter": ({"setBasicFilter": {"filter": {"range": whole, "sortSpecs": specs}}}, 2, 3),
        "drag": ({"moveDimension": {"source": last, "destinationIndex": 1}}, 2, 2),
        "cut and paste": ({"cutPaste": {"source": source, "destination": corner}}, 3, 2),
        "copy and paste": ({"copyPaste": {"source": source, "destination": goal}}, 3, 3),
    }


@pytest.mark.parametrize("how", _moves(0))
def test_t3_where_a_mark_on_a_row_is_afterwards(service: Service, how: str) -> None:
    """On a row, or gone; the number of a mark that stands stays taken."""
    number = service.number()
    service.send(service.insert(0), *_three_rows(service.gid), create(number, service.row(2)))
    request, usual, otherwise = _moves(service.gid)[how]
    service.send(request)
    at = service.row_of(number)
    row = None if at is None else at + 1
    service.told(f"T3 {how}: row of a mark that was on row 3", row, usual, otherwise)
    assert row in {2, 3, None}
    assert service.done(create(number)) == (row is None)
    texts = {"cut and paste": ["h", "a"], "copy and paste": ["h", "a", "a"]}
    wanted = texts.get(how, ["h", "a", "b"])
    service.told(f"T3 {how}: what is in the rows", _texts(service), wanted, wanted)


def _three_rows(gid: int) -> list[Json]:
    return [
        request
        for at, text in enumerate("hba")
        for request in rows.fill_rows(gid, at, [{0: Cell("x", "text", text)}])
    ]


def test_t3_whether_a_duplicated_tab_has_marks_on_rows(service: Service) -> None:
    """Whatever it has, the numbers are others."""
    number, copy = service.number(), secrets.randbelow(2**30)
    service.send(create(number, service.row(1)))
    service.send({"duplicateSheet": {"sourceSheetId": service.gid, "newSheetId": copy}})
    service.tabs.append(copy)
    marks = service.found(metadataKey=fence.KEY, locationType="ROW")
    copied = [mark for mark in marks if mark["location"]["dimensionRange"].get("sheetId") == copy]
    service.told("T3 marks on rows of a duplicated tab", len(copied), 0, 1)
    assert number not in {mark["metadataId"] for mark in copied}
    assert service.row_of(number) == 1


def test_t4_one_number_made_and_taken_away_in_one_batch(service: Service) -> None:
    """The pair of an epoch; delete and create; twice the same: whole or not at all."""
    number = service.number()
    make, gone = create(number), fence.delete(number)
    service.told("T4 create and delete", service.done(make, gone), True, False)
    assert not service.stands(number)
    service.told("T4 twice the same", service.done(make, make), False, False)
    assert not service.stands(number)
    service.told("T4 create, delete, create", service.done(make, gone, make), True, False)
    if not service.stands(number):
        service.send(make)
    again = service.done(gone, create(number, value="again"))
    service.told("T4 delete and create", again, True, False)
    value = service.ask(f"/developerMetadata/{number}")["metadataValue"]
    assert value == ("again" if again else "x")


def test_t5_the_words_when_the_room_is_full(service: Service) -> None:
    """A mark that is larger than all the room is refused, with Google's sentence."""
    number = service.number()
    for where in ({"spreadsheet": True}, service.row(1)):
        failure = service.refused(create(number, where, "x" * 30_001))
        service.told(f"T5 a full room, {list(where)}", bool(failure.reason), True, True)
        assert not service.stands(number)


def test_t5_whose_room_marks_on_rows_take(service: Service) -> None:
    """Their tab's, or the spreadsheet's."""
    numbers = [service.number() for _ in range(4)]
    service.send(create(numbers[0], service.row(0), "x" * 16_000))
    tab = service.done(create(numbers[1], {"sheetId": service.gid}, "x" * 16_000))
    service.told("T5 room of the tab beside that of its rows", tab, False, True)
    row = service.done(create(numbers[2], service.row(1), "x" * 16_000))
    service.told("T5 room of each row for itself", row, False, False)
    book = service.done(create(numbers[3], value="x" * 16_000))
    service.told("T5 room of the spreadsheet beside that of rows", book, True, False)
