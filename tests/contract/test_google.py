r"""What the promise takes for granted about Google, checked on the sandbox, and on Google if asked.

    ITA_SYNC_LIVE_SHEET=<id or address of a scratch spreadsheet> \
        GOOGLE_APPLICATION_CREDENTIALS=key.json python -m pytest tests/contract

A tab is made for the purpose and removed again, with every mark that was set. Nothing else is
touched.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.config_file import Target
from ita_sync.errors import Exit, worst
from ita_sync.google import CallFailed, Json, Sheet, connect, fence, rows
from ita_sync.journal import Draft, Journal, SystemClock
from ita_sync.monitor.verify import verify
from ita_sync.publish import Done, Publisher
from ita_sync.publish.probe import Prober
from ita_sync.report import load_report
from ita_sync.row import Cell, build_row
from ita_sync.rules import Framework
from ita_sync.sandbox import Sandbox, SandboxAdapter
from tests.promise.world import DECISION, ROOT

LIVE = os.environ.get("ITA_SYNC_LIVE_SHEET", "")
# For the marks of these tests: far above the fence, below its scratch marks.
NUMBERS = range(2**30 - 5_000, 2**30)


@dataclass
class Service:
    """A spreadsheet service with a fresh tab of two rows by three columns."""

    sheet: Sheet
    settings: settings.Settings
    gid: int

    def send(self, *requests: dict[str, Any]) -> None:
        """A batch that must be carried out."""
        self.sheet.write({"requests": list(requests)})

    def refused(self, *requests: dict[str, Any]) -> CallFailed:
        """A batch that must be refused."""
        with pytest.raises(CallFailed) as caught:
            self.send(*requests)
        assert caught.value.status == 400
        assert not caught.value.maybe_applied
        return caught.value

    def insert(self, row: int, *, inherit: bool) -> dict[str, Any]:
        """A blank row."""
        return rows.insert_row(self.gid, row, inherit=inherit)


@pytest.fixture(params=["sandbox", pytest.param("google", marks=pytest.mark.live)])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """One service after the other; Google only where a spreadsheet is given."""
    base = settings.load(
        ROOT / "config" / "ita-sync.toml", env={"ITA_SYNC_STATE": str(tmp_path / "state")}
    )
    title, gid = f"ita-sync contract {secrets.token_hex(4)}", secrets.randbelow(2**30)
    adapter = None
    if request.param == "google":
        if not LIVE:
            pytest.skip("ITA_SYNC_LIVE_SHEET names no scratch spreadsheet")
        base = replace(base, target=Target(spreadsheet=LIVE, tab=title))
    else:
        box = Sandbox(tmp_path / "sandbox.sqlite")
        box.ensure("sandbox", "Contract", [{"title": "Other", "rows": []}])
        adapter = SandboxAdapter(box)
        base = replace(base, target=Target(spreadsheet="sandbox", tab=title))
    made = Service(connect(base, adapter), base, gid)
    grid = {"rowCount": 2, "columnCount": 3}
    made.send(
        {"addSheet": {"properties": {"sheetId": gid, "title": title, "gridProperties": grid}}}
    )
    try:
        yield made
    finally:
        made.send({"deleteSheet": {"sheetId": gid}})


def free_number() -> int:
    """A number for a mark of these tests."""
    return secrets.choice(NUMBERS)


def cleared(service: Service, number: int) -> None:
    """Take a mark away again."""
    service.send(fence.delete(number))


def test_a_taken_number_is_refused_and_the_batch_with_it(service: Service) -> None:
    """Assumptions 1 and 2: nothing of the second batch is carried out."""
    number = free_number()
    batch = (fence.create(number, "close", "0" * 16, 0), service.insert(1, inherit=True))
    service.send(*batch)
    try:
        service.refused(*batch)
        snapshot = service.sheet.look()
        assert snapshot.row_count == 3
        assert snapshot.marks[number].token == "0" * 16
    finally:
        cleared(service, number)
    assert number not in service.sheet.look().marks


def test_a_batch_is_carried_out_whole_or_not_at_all(service: Service) -> None:
    """Assumption 1, the other way round: a failure at its end undoes its beginning."""
    number = free_number()
    service.refused(
        fence.create(number, "close", "1" * 16, 0), {"deleteSheet": {"sheetId": service.gid + 1}}
    )
    assert service.sheet.mark(number) is None


def test_one_look_shows_the_tab_and_all_marks(service: Service) -> None:
    """Assumption 5: asking for one tab does not narrow the marks of the spreadsheet."""
    number = free_number()
    service.send(fence.create(number, "close", "2" * 16, 0))
    try:
        snapshot = service.sheet.look()
        assert (snapshot.sheet_id, snapshot.row_count, snapshot.column_count) == (service.gid, 2, 3)
        assert number in snapshot.marks
        assert service.sheet.mark(number) == snapshot.marks[number]
    finally:
        cleared(service, number)


def test_a_row_at_the_end_of_the_grid_must_inherit(service: Service) -> None:
    """Without it the request is refused; with it the grid grows."""
    service.refused(service.insert(2, inherit=False))
    service.send(service.insert(2, inherit=True))
    assert service.sheet.look().row_count == 3


def test_the_spreadsheet_holds_the_fence(service: Service) -> None:
    """P1 and P0: what ita-sync itself finds out before it relies on it. Nothing stays behind."""
    before, _ = service.sheet.marks()
    with Journal(service.settings.state) as journal:
        book = service.settings.target.spreadsheet_id
        prober = Prober(service.sheet, journal, book, SystemClock())
        prober.require_fence(before)
        told(service, "P0 a batch may create and delete one mark", prober.has_epochs())
        assert journal.book(book).fence == "holds"
    assert service.sheet.marks()[0] == before


# What is unknown of Google (T1 to T6). Either answer is right: the sandbox has a rule for the
# other, and the promise holds with both. Each test says on a live sheet what it found.


def told(service: Service, question: str, answer: object) -> None:
    """Say what a service answered: `python -m pytest tests/contract -rP` shows it."""
    print(f"{service.settings.target.spreadsheet_id}: {question}: {answer}")  # noqa: T201 - for people


def done(service: Service, *requests: Json) -> bool:
    """Return whether a batch was carried out; it is refused with a 400 if not."""
    try:
        service.send(*requests)
    except CallFailed as failure:
        if failure.status != 400 or failure.maybe_applied:
            raise
        return False
    return True


def on_row(number: int, gid: int, row: int, value: str = "x") -> Json:
    """Return the request for a mark on a row."""
    span = {"sheetId": gid, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    mark = {
        "metadataId": number,
        "metadataKey": fence.KEY,
        "metadataValue": value,
        "location": {"dimensionRange": span},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": mark}}


def at_row(number: int, gid: int, row: int) -> Json:
    """Return a filter for a mark on exactly this row."""
    span = {"sheetId": gid, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    lookup = {
        "metadataId": number,
        "metadataKey": fence.KEY,
        "metadataLocation": {"dimensionRange": span},
        "locationMatchingStrategy": "EXACT_LOCATION",
    }
    return {"developerMetadataLookup": lookup}


def test_t1_deleting_or_updating_what_matches_nothing(service: Service) -> None:
    """Carried out or refused: alone and in a batch alike, and never anything in between."""
    number, scratch = free_number(), free_number()
    gone = fence.delete(number)
    update = {
        "updateDeveloperMetadata": {
            "dataFilters": [gone["deleteDeveloperMetadata"]["dataFilter"]],
            "developerMetadata": {"metadataValue": "y"},
            "fields": "metadataValue",
        }
    }
    for name, request in (("delete", gone), ("update", update)):
        alone = done(service, request)
        batch = done(service, fence.create(scratch, "row", "3" * 16, 0), request)
        told(service, f"T1 {name} that matches nothing", (alone, batch))
        assert alone == batch
        assert (service.sheet.mark(scratch) is not None) == batch
        if batch:
            cleared(service, scratch)


def row_of(service: Service, number: int) -> int | None:
    """Return the row on which a mark stands, None if it is gone."""
    if service.sheet.mark(number) is None:
        return None
    body, _ = service.sheet._call("get", f"/developerMetadata/{number}", {}, None)
    row: int = body["location"]["dimensionRange"].get("startIndex", 0)
    return row


def test_t2_a_mark_on_a_row_goes_with_it_inside_a_batch(service: Service) -> None:
    """After an insert above in the same batch; a filter by the exact place is told of live."""
    number = free_number()
    service.send(on_row(number, service.gid, 1), service.insert(1, inherit=False))
    assert row_of(service, number) == 2
    there = {"deleteDeveloperMetadata": {"dataFilter": at_row(number, service.gid, 3)}}
    whole = done(service, service.insert(1, inherit=False), there)
    left = row_of(service, number)
    told(service, "T2 the exact place follows an insert of the same batch", left is None)
    assert service.sheet.look().row_count == (4 if whole else 3)
    if left is not None:
        cleared(service, number)


@pytest.mark.parametrize("how", ["sort", "drag", "cut and paste", "duplicate"])
def test_t3_where_a_mark_on_a_row_is_afterwards(service: Service, how: str) -> None:
    """On a row, or gone; the number of a mark that stands stays taken.

    Undo, filters and restored versions, and T6, an insert in the browser during a batch, take hands
    on a live sheet.
    """
    number, copy = free_number(), secrets.randbelow(2**30)
    gid = service.gid
    service.send(*_two_rows(gid), on_row(number, gid, 1))
    span = {"sheetId": gid, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    rows_ = {"sheetId": gid, "startRowIndex": 0, "endRowIndex": 2}
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    cut = {
        "source": {"sheetId": gid, "startRowIndex": 1, "endRowIndex": 2},
        "destination": {"sheetId": gid, "rowIndex": 0, "columnIndex": 0},
        "pasteType": "PASTE_NORMAL",
    }
    requests: dict[str, Json] = {
        "sort": {"sortRange": {"range": rows_, "sortSpecs": specs}},
        "drag": {"moveDimension": {"source": span, "destinationIndex": 0}},
        "cut and paste": {"cutPaste": cut},
        "duplicate": {"duplicateSheet": {"sourceSheetId": gid, "newSheetId": copy}},
    }
    service.send(requests[how])
    try:
        at = row_of(service, number)
        told(service, f"T3 {how}: row of a mark that was on row 2", at and at + 1)
        assert at in {0, 1, None}
        assert done(service, fence.create(number, "row", "4" * 16, 0)) == (at is None)
    finally:
        if how == "duplicate":
            service.send({"deleteSheet": {"sheetId": copy}})
        if service.sheet.mark(number) is not None:
            cleared(service, number)


def _two_rows(gid: int) -> list[Json]:
    cells = [
        (0, Cell("x", "text", "b")),
        (1, Cell("x", "text", "a")),
    ]
    return [request for at, cell in cells for request in rows.fill_row(gid, at, {0: cell})]


def test_t4_one_number_made_and_taken_away_in_one_batch(service: Service) -> None:
    """The pair of an epoch; delete and create; twice the same: whole or not at all."""
    number = free_number()
    make, gone = fence.create(number, "row", "5" * 16, 0), fence.delete(number)
    told(service, "T4 create and delete", done(service, make, gone))
    assert service.sheet.mark(number) is None
    assert not done(service, make, make)
    assert service.sheet.mark(number) is None
    service.send(make)
    again = done(service, gone, fence.create(number, "close", "6" * 16, 0))
    told(service, "T4 delete and create", again)
    mark = service.sheet.mark(number)
    assert mark is not None
    assert mark.kind == ("close" if again else "row")
    cleared(service, number)


def test_t5_the_words_when_the_room_is_full(service: Service) -> None:
    """A mark that is larger than all the room is refused, with Google's sentence."""
    number = free_number()
    request = fence.create(number, "row", "7" * 16, 0)
    request["createDeveloperMetadata"]["developerMetadata"]["metadataValue"] = "x" * 30_001
    failure = service.refused(request)
    told(service, "T5 a full room", failure.reason)
    assert service.sheet.mark(number) is None


def test_a_push_leaves_one_row_and_a_second_push_nothing(
    service: Service, framework_2566: Framework, example_path: Path
) -> None:
    """The whole way: two calls, one row with typed cells and a link, found again by its key."""
    columns = service.settings.columns
    header = {at: Cell(column.header, "text", column.header) for at, column in enumerate(columns)}
    service.send(
        {
            "appendDimension": {
                "sheetId": service.gid,
                "dimension": "COLUMNS",
                "length": len(columns),
            }
        },
        *rows.fill_row(service.gid, 1, header),
    )
    row = build_row(load_report(example_path).report, framework_2566, columns, DECISION)
    book = service.settings.target.spreadsheet_id
    with Journal(service.settings.state) as journal:
        journal.remember(book, fence="holds", epochs="yes")

        def push() -> Done:
            publisher = Publisher(service.sheet, journal, service.settings)
            return publisher.push(Draft(row, "r.yaml", signoff={"post": "x"}))

        calls = (service.sheet.reads, service.sheet.writes)
        first = push()
        try:
            assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 1, calls[1] + 1)
            again = push()
            assert (first.how, first.row, again.how, again.row) == ("written", 3, "already", 3)
            assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 2, calls[1] + 1)
            found = verify(service.sheet, journal, service.settings)
            assert worst(one.exit for one in found) == Exit.OK
        finally:
            cleared(service, first.number)
