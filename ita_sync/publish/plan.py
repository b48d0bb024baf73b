"""What a push will do: from one snapshot of the sheet comes a plan, or a clear refusal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ita_sync.errors import SheetConflict
from ita_sync.google import Json, Snapshot, fence, quote_title, rows
from ita_sync.i18n import T, Text
from ita_sync.journal import Intent, Reason, State
from ita_sync.publish.judge import conflict, differences, judge_row, judge_standing
from ita_sync.publish.table import Table, letter
from ita_sync.row import SummaryRow
from ita_sync.settings import Settings


@dataclass(frozen=True)
class Plan:
    """What a push will do.

    `row` is the 0-based row of the sheet that will hold the summary, or holds it already.
    """

    action: Literal["add", "nothing"]
    summary: SummaryRow
    table: Table
    row: int
    number: int = 0
    warnings: tuple[Text, ...] = ()

    def batch(self, token: str) -> Json:
        """Return the request body: the mark, a blank row, its cells.

        Its reply shows the marks, the header and the row.
        """
        snapshot, at = self.table.snapshot, self.row
        cells = {self.table.columns[cell.header]: cell for cell in self.summary.cells}
        # The row above lends its format, unless it is the header. At the end of the grid Google
        # accepts nothing else.
        inherit = at > self.table.header_row + 1 or at >= snapshot.row_count
        requests = [
            fence.create(self.number, "row", token, snapshot.at),
            rows.insert_row(snapshot.sheet_id, at, inherit=inherit),
            *rows.fill_row(snapshot.sheet_id, at, cells),
        ]
        last = letter(max(*cells, snapshot.column_count - 1))
        return with_reply(requests, snapshot.title, (self.table.header_row, at), last)


def make_plan(
    snapshot: Snapshot,
    summary: SummaryRow,
    settings: Settings,
    *,
    last: Intent | None = None,
    lost: Collection[int] = (),
    restore: bool = False,
) -> Plan:
    """Return what is to be done for a row.

    If its key is absent, add it; if the key is there with the same content, do nothing. Anything
    else is for a person.

    Args:
        snapshot: the tab and its marks.
        summary: the row.
        settings: column mapping and header row.
        last: the newest intent for this key, of those not closed unwritten.
        lost: numbers that others hold, as refusals showed.
        restore: a person decided that a removed row is to be written again.

    Raises:
        SheetConflict: header, key or content are not as they should be, or a row that we wrote is
            gone.
    """
    table = Table.find(snapshot, settings.columns, settings.target.header_row)
    verdict = judge_row(summary, snapshot, settings.target.header_row)
    rows = verdict.rows
    if verdict.state is State.CONFIRMED:
        return Plan("nothing", summary, table, rows[0])
    if verdict.reason is Reason.DOUBLED:
        raise conflict(verdict, summary, snapshot, settings.target.header_row)
    changed = verdict.reason is Reason.CHANGED
    if changed and not table.only_key(rows[0], summary):
        raise _other_content(table, rows[0], summary)
    for row in rows if changed else table.half_filled(summary.key):
        problem = _listed_beforehand if table.only_key(row, summary) else _half_keyed
        raise problem(table, row, summary)
    if last and last.state in (State.CONFIRMED, State.HELD):
        gone = judge_standing(last, snapshot, settings.target.header_row)
        if gone.state is State.CONFIRMED:
            raise _elsewhere(gone.rows, summary)
        if gone.reason not in (Reason.REMOVED, Reason.MARK_GONE) or not restore:
            raise conflict(gone, last.row, snapshot, settings.target.header_row)
    if verdict.reason is Reason.MISPLACED:
        raise _elsewhere(rows, summary)
    number = fence.next_number(snapshot.marks, lost)
    return Plan("add", summary, table, table.next_row(settings.keys), number, _warnings(snapshot))


def with_reply(requests: list[Json], title: str, rows: tuple[int, ...], last_column: str) -> Json:
    """Return a batch whose reply shows the marks and these 0-based rows.

    So reading back what was written costs no further call.
    """
    return {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": [
            f"{quote_title(title)}!A{row + 1}:{last_column}{row + 1}" for row in rows
        ],
    }


def _warnings(snapshot: Snapshot) -> tuple[Text, ...]:
    found = []
    if snapshot.filtered:
        found.append(
            T("The tab has a filter: the new row may be hidden until the filter is refreshed.")
        )
    if snapshot.locked:
        found.append(T("The tab has protected ranges: the sheet may refuse the row."))
    return tuple(found)


def _listed_beforehand(table: Table, row: int, summary: SummaryRow) -> SheetConflict:
    return SheetConflict(
        "listed-beforehand",
        T(
            "Row {row} of tab {tab} already lists {key}, without data.",
            row=row + 1,
            tab=table.snapshot.title,
            key=summary.key,
        ),
        next_step=T(
            "ita-sync adds rows and does not fill listed ones. Paste the values there by hand "
            "(`ita-sync push --dry-run --tsv REPORT`), or ask the sheet's owner to delete the "
            "listed row."
        ),
    )


def _half_keyed(table: Table, row: int, summary: SummaryRow) -> SheetConflict:
    return SheetConflict(
        "key-incomplete",
        T(
            "Row {row} of tab {tab} holds data of {key}, but its key is incomplete.",
            row=row + 1,
            tab=table.snapshot.title,
            key=summary.key,
        ),
        details=differences(table, row, summary),
        next_step=T(
            "Complete the key columns of that row in the sheet ({columns}), then run again.",
            columns=[header for header, _ in summary.key.parts],
        ),
    )


def _elsewhere(rows: Sequence[int], summary: SummaryRow) -> SheetConflict:
    return SheetConflict(
        "row-elsewhere",
        T(
            "Most of what {key} says already stands in the tab, but not under these headers.",
            key=summary.key,
        ),
        details=[T("Rows: {rows}", rows=[row + 1 for row in rows])],
        next_step=T(
            "Were columns or rows moved, or columns configured anew? Move the cells under their "
            "headers, or delete that row, in the sheet; then run again."
        ),
    )


def _other_content(table: Table, row: int, summary: SummaryRow) -> SheetConflict:
    return SheetConflict(
        "content-differs",
        T("The sheet already has a row for {key}, with other content.", key=summary.key),
        details=differences(table, row, summary),
        next_step=T(
            "Find out which is right. Mend the sheet by hand, or correct the report and have it "
            "signed again."
        ),
    )
