"""What the promise takes for granted about Google: conftest.py says how to ask Google itself."""

from pathlib import Path

from ita_sync.errors import Exit
from ita_sync.google import fence, rows
from ita_sync.journal import Draft, Journal, SystemClock
from ita_sync.monitor import Places
from ita_sync.monitor.verify import verify
from ita_sync.publish import Done, Publisher
from ita_sync.publish.probe import Prober
from ita_sync.report import load_report
from ita_sync.row import Cell, build_row
from ita_sync.rules import Framework
from tests.contract.service import Service
from tests.promise.world import DECISION


def test_a_taken_number_is_refused_and_the_batch_with_it(service: Service) -> None:
    """Assumptions 1 and 2: nothing of the second batch is carried out."""
    number = service.number()
    batch = (fence.create(number, "close", "0" * 16, 0), service.insert(1, inherit=True))
    service.send(*batch)
    service.refused(*batch)
    snapshot = service.sheet.look()
    assert snapshot.row_count == 3
    assert snapshot.marks[number].token == "0" * 16
    service.send(fence.delete(number))
    assert number not in service.sheet.look().marks


def test_a_batch_is_carried_out_whole_or_not_at_all(service: Service) -> None:
    """Assumption 1, the other way round: a failure at its end undoes its beginning."""
    number = service.number()
    service.refused(
        fence.create(number, "close", "1" * 16, 0), {"deleteSheet": {"sheetId": service.gid + 1}}
    )
    assert service.sheet.mark(number) is None


def test_one_look_shows_the_tab_and_all_marks(service: Service) -> None:
    """Assumption 5: asking for one tab does not narrow the marks of the spreadsheet."""
    number = service.number()
    service.send(fence.create(number, "close", "2" * 16, 0))
    snapshot = service.sheet.look()
    assert (snapshot.sheet_id, snapshot.row_count, snapshot.column_count) == (service.gid, 2, 3)
    assert number in snapshot.marks
    assert service.sheet.mark(number) == snapshot.marks[number]


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
        service.told("P0 a batch may create and delete one mark", prober.has_epochs(), True, False)
        assert journal.book(book).fence == "holds"
    assert service.sheet.marks()[0] == before


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
        *rows.fill_rows(service.gid, 1, [header]),
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
        service.numbers.append(first.number)
        assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 1, calls[1] + 1)
        again = push()
        assert (first.how, first.row, again.how, again.row) == ("written", 3, "already", 3)
        assert (service.sheet.reads, service.sheet.writes) == (calls[0] + 2, calls[1] + 1)
        places = Places(lambda _book: service.sheet, service.settings)
        assert verify(places, journal).exit == Exit.OK
