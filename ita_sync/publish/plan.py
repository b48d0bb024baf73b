"""What a push will do: from one snapshot of the sheet comes a plan, or a clear refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ita_sync.errors import SheetConflict
from ita_sync.google import Json, Snapshot, fence, quote_title, rows
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Change, Draft, How
from ita_sync.publish.standing import View, conflict, differences, doubled, stand
from ita_sync.row import SummaryRow
from ita_sync.settings import Settings
from ita_sync.table import Kind, Likeness, Table, letter, likeness


@dataclass(frozen=True)
class Plan:
    """What is to be done for one report.

    `row` is the 0-based row of the sheet that holds the summary already, or below which it goes in.
    """

    action: Literal["add", "nothing"]
    draft: Draft
    table: Table
    row: int
    warnings: tuple[Text, ...] = ()

    @property
    def summary(self) -> SummaryRow:
        """The row."""
        return self.draft.row


def make_plan(
    draft: Draft,
    view: View,
    settings: Settings,
    known: Mapping[str, Change],
    *,
    restore: bool = False,
) -> Plan:
    """Return what is to be done for a report.

    If its key is absent, add it; if the key is there with the same content, do nothing. Anything
    else is for a person.

    Args:
        draft: what the report wants.
        view: of the tab, from a look that is not stale.
        settings: column mapping and keys.
        known: what the journal knows to stand in the tab, by the identity of its key.
        restore: a person decided that a removed row is to be written again.

    Raises:
        SheetConflict: header, key or content are not as they should be, or a row that we wrote is
            gone.
    """
    row = draft.row
    last = known.get(row.key.identity)
    table = _table(view, settings, last)
    written = [last.row] if last else []
    standing = stand(row, view, written)
    if standing.how is How.AS_SENT:
        return Plan("nothing", draft, table, standing.rows[0])
    if standing.how is How.DOUBLED:
        raise doubled(standing, row, view)
    if standing.how is How.CHANGED:
        raise _occupied(table, standing.rows[0], row)
    like = standing.likenesses
    if any(each.kind is not Kind.ELSEWHERE for each in like):
        raise likeness.conflict(table, row, like)
    if last is not None:
        _require_gone(last, view, restore=restore)
    if like:
        raise likeness.conflict(table, row, like)
    if refusal := table.refusal(row, any_year=settings.target.any_year):
        raise refusal
    warnings = (*warnings_of(view.snapshot), *table.unchecked(row))
    return Plan("add", draft, table, table.next_row(row), warnings)


def _table(view: View, settings: Settings, last: Change | None) -> Table:
    try:
        return view.table(settings.columns)
    except SheetConflict:
        standing = stand(last.row, view) if last else None
        if last and standing and standing.how is How.HEADER:
            raise conflict(standing, last, view) from None
        raise


def _require_gone(last: Change, view: View, *, restore: bool) -> None:
    """Refuse to write anew what we wrote before, unless it is gone and a person so decides."""
    standing = stand(last.row, view, [last.row])
    if standing.how is How.AS_SENT:  # under the headers of then
        table = view.table(last.row.cells)
        found = [Likeness(row, Kind.ELSEWHERE) for row in standing.rows]
        raise likeness.conflict(table, last.row, found)
    if standing.how is not How.REMOVED or not restore:
        raise conflict(standing, last, view)


def _occupied(table: Table, at: int, row: SummaryRow) -> SheetConflict:
    if table.only_key(at, row):
        return likeness.conflict(table, row, [Likeness(at, Kind.LISTED)])
    return _other_content(table, at, row)


def row_requests(plans: Sequence[Plan]) -> list[Json]:
    """Return the requests that write rows: a blank row and its cells each, from the bottom up.

    So no request moves the place of one that follows.
    """
    requests: list[Json] = []
    for at, group in sorted(_by_place(plans).items(), reverse=True):
        table, first = group[0].table, group[0].summary
        # A row of data above lends its format; a header does not. At the end of the grid Google
        # accepts nothing else.
        inherit = table.follows_data(at, first) or at >= table.snapshot.row_count
        looks = table.looks(at, first)
        for row, plan in enumerate(group, at):
            requests.append(rows.insert_row(table.snapshot.sheet_id, row, inherit=inherit))
            cells = {table.columns[cell.header]: cell for cell in plan.summary.cells}
            requests += rows.fill_row(table.snapshot.sheet_id, row, cells, looks)
    return requests


def _by_place(plans: Sequence[Plan]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = {}
    for plan in plans:
        found.setdefault(plan.row, []).append(plan)
    return found


def body(opening: Sequence[Json], plans: Sequence[Plan]) -> Json:
    """Return the request body of a batch; its reply shows the marks, the header and the rows."""
    (table, *_) = [plan.table for plan in plans]
    spans, shift = [(row, row) for row in table.header.rows], 0
    for at, group in sorted(_by_place(plans).items()):
        spans.append((at + shift, at + shift + len(group) - 1))
        shift += len(group)
    last = letter(max(*table.columns.values(), table.snapshot.column_count - 1))
    return with_reply([*opening, *row_requests(plans)], table.snapshot.title, spans, last)


def with_reply(
    requests: list[Json], title: str, spans: Sequence[tuple[int, int]], last_column: str
) -> Json:
    """Return a batch whose reply shows the marks and these spans of 0-based rows.

    So reading back what was written costs no further call.
    """
    return {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": [
            f"{quote_title(title)}!A{first + 1}:{last_column}{last + 1}" for first, last in spans
        ],
    }


def fits(batch: Batch, view: View, settings: Settings) -> bool:
    """Return whether a batch, sent now, would do what a plan made now would."""
    if batch.place.gid != view.snapshot.sheet_id:
        return False
    drafts = [Draft(change.row, change.report) for change in batch.changes]
    try:
        plans = [make_plan(draft, view, settings, {}) for draft in drafts]
    except SheetConflict:
        return False
    if any(plan.action != "add" for plan in plans):
        return False
    head = len(fence.opening(0, "row", "", 0, batch.epoch))
    planned = rows.values_in(batch.body["requests"][head:])
    return planned == rows.values_in(row_requests(plans))


def warnings_of(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return what a person should know of a tab before a row goes in."""
    found = []
    if snapshot.filtered:
        found.append(
            T("The tab has a filter: the new row may be hidden until the filter is refreshed.")
        )
    if snapshot.locked:
        found.append(T("The tab has protected ranges: the sheet may refuse the row."))
    return tuple(found)


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
