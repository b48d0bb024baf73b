"""What a push will do: from one snapshot of the sheet comes a plan, or a clear refusal."""

from collections.abc import Mapping

from ita_sync.errors import SheetConflict
from ita_sync.google import fence, rows
from ita_sync.journal import Batch, Change, Draft, How
from ita_sync.journal import Kind as Does
from ita_sync.publish import bodies, existing, undoing
from ita_sync.publish.conflicts import conflict, doubled
from ita_sync.publish.plan import Plan, warnings_of
from ita_sync.publish.standing import View, stand
from ita_sync.settings import Settings
from ita_sync.table import Kind, Likeness, Table, likeness


def make_plan(
    draft: Draft,
    view: View,
    settings: Settings,
    known: Mapping[str, Change],
    *,
    restore: bool = False,
) -> Plan:
    """Return what is to be done for a report.

    If its key is absent, add it; if the agency is listed without data, fill its row; if the key is
    there with the same content, do nothing; if it stands as we wrote it before, amend it. Anything
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
    if draft.kind in {Does.UNDO, Does.TAKE}:
        return undoing.planned(draft, view, known.get(draft.row.key.identity), settings)
    return _wanted(draft, view, settings, known, restore=restore)


def _wanted(
    draft: Draft,
    view: View,
    settings: Settings,
    known: Mapping[str, Change],
    *,
    restore: bool,
) -> Plan:
    """Return what is to be done so that a row says what its report does."""
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
        return existing.of_key(draft, view, standing, last, settings, restore=restore)
    like = standing.likenesses
    listed = existing.listed(like, view, table, row) if last is None or restore else None
    if listed is not None:
        return existing.filled(draft, view, listed, settings)
    if any(each.kind is not Kind.ELSEWHERE for each in like):
        raise likeness.conflict(table, row, like)
    if last is not None:
        _require_gone(last, view, restore=restore)
    if like:
        raise likeness.conflict(table, row, like)
    if settings.target.mode == "fill":
        raise existing.not_listed(table, row)
    if refusal := table.refusal(row, any_year=settings.target.any_year):
        raise refusal
    at = table.next_row(row)
    running, unnumbered = existing.numbered(table, at, row, settings)
    warnings = (*warnings_of(view.snapshot), *table.unchecked(row), *unnumbered)
    return Plan("add", draft, table, at, warnings, running=running)


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
    return planned == rows.values_in(bodies.new_rows(plans))
