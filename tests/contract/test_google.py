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
from ita_sync.google import CallFailed, Sheet, connect, fence, rows
from ita_sync.journal import Journal
from ita_sync.monitor.verify import verify
from ita_sync.publish import Done, Publisher, trust
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
    service.sheet.write(fence.clearing([number]))


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
    """What ita-sync itself finds out before it relies on it."""
    assert trust.holds(service.sheet)


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
    with Journal(service.settings.state) as journal:

        def push() -> Done:
            publisher = Publisher(service.sheet, journal, service.settings)
            return publisher.push(row, report="r.yaml", signoff={"post": "x"})

        calls = (service.sheet.reads, service.sheet.writes)
        first = push()
        try:
            assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 1, calls[1] + 1)
            again = push()
            assert (first.how, first.row, again.how, again.row) == ("written", 3, "already", 3)
            assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 2, calls[1] + 1)
            standings = verify(service.sheet, journal, service.settings)
            assert worst(one.exit for one in standings) == Exit.OK
        finally:
            cleared(service, first.number)
