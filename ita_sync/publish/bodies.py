"""The bodies of batches: what is sent for plans, and what the reply is to show. Pure functions."""

from collections.abc import Mapping, Sequence

from ita_sync.google import Json, fence, quote_title, row_marks, rows
from ita_sync.google.row_marks import RowMark
from ita_sync.journal import Kind
from ita_sync.publish.plan import Plan
from ita_sync.row import Cell
from ita_sync.table import Table, letter


def added(opening: Sequence[Json], plans: Sequence[Plan]) -> Json:
    """Return the batch that adds rows; its reply shows the marks, the header and the rows."""
    spans, shift = [], 0
    for at, group in sorted(_by_place(plans).items()):
        spans.append((at + shift, at + shift + len(group) - 1))
        shift += len(group)
    return _with_reply([*opening, *new_rows(plans)], plans[0].table, spans)


def new_rows(plans: Sequence[Plan]) -> list[Json]:
    """Return the requests that write rows: at each place blank rows, and their cells.

    From the bottom up, so that no request moves the place of one that follows.
    """
    requests: list[Json] = []
    for at, group in sorted(_by_place(plans).items(), reverse=True):
        table, first = group[0].table, group[0].summary
        # A row of data above lends its format; a header does not. At the end of the grid Google
        # accepts nothing else.
        inherit = table.follows_data(at, first) or at >= table.snapshot.row_count
        looks = table.looks(at, [plan.summary for plan in group])
        filled = [_typed(plan, steps) for steps, plan in enumerate(group, 1)]
        gid = table.snapshot.sheet_id
        requests.append(rows.insert_rows(gid, at, len(group), inherit=inherit))
        requests += rows.fill_rows(gid, at, filled, looks)
    return requests


def _typed(plan: Plan, steps: int) -> dict[int, Cell]:
    """Return the cells of a new row by column; `steps` below the last number of its column."""
    cells = {plan.table.columns[cell.header]: cell for cell in plan.summary.cells}
    if plan.running:
        cells[plan.running.column] = plan.running.cell(steps)
    return cells


def writes(plans: Sequence[Plan]) -> list[Json]:
    """Return the requests that write cells: most of what a batch weighs."""
    found = new_rows([plan for plan in plans if plan.action == "add"])
    for plan in plans:
        if plan.action not in {"add", "nothing"}:
            found += _cells(plan)
    return found


def pinned(
    opening: Sequence[Json], plans: Sequence[Plan], numbers: Mapping[str, int], token: str
) -> Json:
    """Return the batch that puts a mark on each row; its reply shows what stands there.

    Args:
        opening: of the batch.
        plans: for rows that exist.
        numbers: of the marks, by the identity of the key.
        token: of the batch.
    """
    gid = plans[0].table.snapshot.sheet_id
    pins = [row_marks.pin(numbers[plan.identity], gid, plan.row, token) for plan in plans]
    return _with_reply([*opening, *pins], plans[0].table, _spans(plans))


def guarded(
    opening: Sequence[Json],
    plans: Sequence[Plan],
    pins: Mapping[str, RowMark],
    older: Mapping[int, Sequence[RowMark]],
    generation: int,
) -> Json:
    """Return the batch that writes rows that exist, and is refused unless all are where they were.

    Args:
        opening: of the batch.
        plans: for rows that are pinned, each under the row where its pin is.
        pins: by the identity of the key.
        older: other marks of ours on these rows, by row.
        generation: the number of the batch.
    """
    gid = plans[0].table.snapshot.sheet_id
    requests = [
        row_marks.guard(pins[plan.identity].number, gid, plan.row, generation) for plan in plans
    ]
    drop = [mark for plan in plans for mark in older.get(plan.row, ())]
    drop += [pins[plan.identity] for plan in plans if plan.draft.kind not in _LEAVES_GENERATION]
    for plan in plans:
        requests += _cells(plan)
    requests += [fence.delete(mark.number) for mark in drop]
    below = sorted((plan.row for plan in plans if plan.whole_row), reverse=True)
    requests += [rows.delete_row(gid, row) for row in below]
    return _with_reply([*opening, *requests], plans[0].table, _spans(plans))


_LEAVES_GENERATION = {Kind.AMEND, Kind.UNDO}
"""What an older amendment must not go over."""


def _cells(plan: Plan) -> list[Json]:
    typed = {plan.table.columns[cell.header]: cell for cell in plan.cells}
    if plan.running:
        typed[plan.running.column] = plan.running.cell(1)
    gid = plan.table.snapshot.sheet_id
    return rows.write_cells(gid, plan.row, typed, plan.number_formats())


def _by_place(plans: Sequence[Plan]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = {}
    for plan in plans:
        found.setdefault(plan.row, []).append(plan)
    return found


def _spans(plans: Sequence[Plan]) -> list[tuple[int, int]]:
    """Return the runs of neighbouring rows: first and last."""
    spans: list[tuple[int, int]] = []
    for row in sorted(plan.row for plan in plans):
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans


def _with_reply(requests: Sequence[Json], table: Table, spans: Sequence[tuple[int, int]]) -> Json:
    """Return a batch whose reply shows the marks, the header and these spans of 0-based rows.

    So reading back what was written costs no further call.
    """
    header = [(row, row) for row in table.header.rows]
    last = letter(max(*table.columns.values(), table.snapshot.column_count - 1))
    title = quote_title(table.snapshot.title)
    return {
        "requests": list(requests),
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": [
            f"{title}!A{first + 1}:{last}{end + 1}" for first, end in (*header, *spans)
        ],
    }
