"""A change taken back: the former content of a row, or, of what we added or filled, nothing.

Only a row that stands as we wrote it is touched, and only what we wrote in it. Rules 12 and 13 of
docs/decisions/0002-fence.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_sync.errors import SheetConflict
from ita_sync.i18n import T
from ita_sync.journal import Change, Draft, How, Journal, Kind, State
from ita_sync.publish.conflicts import conflict
from ita_sync.publish.existing import signed_at
from ita_sync.publish.plan import Plan, warnings_of
from ita_sync.publish.standing import View, stand
from ita_sync.publish.told import attempt_open
from ita_sync.row import RowKey
from ita_sync.settings import Settings


def asked(
    journal: Journal, tab: tuple[str, int], key: RowKey | str, signoff: Mapping[str, Any] | None
) -> tuple[Change, Draft]:
    """Return the last change of a row, and what taking it back means.

    Args:
        journal: what was written.
        tab: its spreadsheet, and Google's number for it.
        key: of the row, or its identity; or what a person typed where no row is known by it.
        signoff: the decision, if there is one: what a run left open of it is no hindrance.

    Raises:
        SheetConflict: nothing of ours stands there.
        OutcomeUnknown: an attempt is open: what stands there is not known.
    """
    identity = key.identity if isinstance(key, RowKey) else key
    doubtful = [batch for batch in journal.pending(tab[0]) if batch.doubtful]
    for change in (change for batch in doubtful for change in batch.changes):
        if change.row.key.identity == identity and change.signoff != signoff:
            raise attempt_open(change.row.key)
    history = journal.written(*tab, identity)
    if not history:
        raise nothing_to_undo(key)
    return history[-1], wish(history)


def wish(history: Sequence[Change]) -> Draft:
    """Return what taking back the last change of a row means.

    Args:
        history: the written changes of the row, oldest first; the last one stands.

    Raises:
        SheetConflict: `not-ours`, we did not write what stands there.
    """
    last = history[-1]
    undone = _effective(history)
    before = [change for change in history if change.id < undone.id]
    nothing_before = undone.kind is Kind.AMEND and not before
    if undone.kind is Kind.FOUND or undone.state is not State.WRITTEN or nothing_before:
        raise _not_ours(last)
    if undone.kind is Kind.AMEND:
        return Draft(before[-1].row, last.report, last.path, kind=Kind.UNDO)
    return Draft(last.row, last.report, last.path, former=undone.former, kind=Kind.TAKE)


def planned(draft: Draft, view: View, last: Change | None, settings: Settings) -> Plan:
    """Return the plan that takes back a change.

    Args:
        draft: as `wish` has it.
        view: of the tab.
        last: what the journal knows to stand there.
        settings: column mapping.

    Raises:
        SheetConflict: the row does not stand as we wrote it.
    """
    if last is None:
        raise nothing_to_undo(draft.row.key)
    standing = stand(last.row, view, [last.row])
    if standing.how is not How.AS_SENT:
        raise conflict(standing, last, view)
    table, (at,) = view.table(last.row.cells), standing.rows
    warnings = warnings_of(view.snapshot)
    journalled = replace(draft, former=table.held(at))
    if draft.kind is Kind.UNDO:
        cells = tuple(each.cell for each in view.differences(table, at, draft.row))
        return Plan("undo", journalled, table, at, warnings, cells)
    stood = {header for header, value in draft.former if value not in (None, "")}
    blank = tuple(replace(c, value=None) for c in last.row.cells if c.header not in stood)
    name = settings.target.running
    numbers = table.column_of(name) if name else None
    whole = not stood and table.ours_alone(at, () if numbers is None else {numbers})
    return Plan("take", journalled, table, at, warnings, blank, whole_row=whole)


def require_wanted(plan: Plan, taken: Change | None, *, restore: bool) -> None:
    """Make sure that a report does not write a row anew that was taken back after its decision.

    Args:
        plan: what is to be done for the report.
        taken: the change that took the row away, if any did.
        restore: a person decided that it is to be written again.

    Raises:
        SheetConflict: `taken-back`.
    """
    if taken is None or restore or plan.action not in {"add", "fill"}:
        return
    signed = signed_at(plan.draft.signoff)
    if signed and signed < signed_at(taken.signoff):
        raise SheetConflict(
            "taken-back",
            T(
                "The row of {key} was taken back, by a decision later than that of this report.",
                key=plan.summary.key,
            ),
            next_step=T(
                "Is it to be written again: have the report acknowledged and signed again, or "
                "`ita-sync push --restore`."
            ),
        )


def _effective(history: Sequence[Change]) -> Change:
    """Return the change whose content stands: what was taken back counts no more."""
    last = history[-1]
    alike = [c for c in history if c.kind is not Kind.UNDO and c.row.digest == last.row.digest]
    return alike[-1] if last.kind is Kind.UNDO and alike else last


def _not_ours(last: Change) -> SheetConflict:
    return SheetConflict(
        "not-ours",
        T("The row of {key} was not written by this office's ita-sync.", key=last.row.key),
        next_step=T("Change it in the sheet by hand, if it is yours to change."),
    )


def nothing_to_undo(key: RowKey | str) -> SheetConflict:
    """Return the error for a key of which nothing of ours stands in the tab."""
    return SheetConflict(
        "nothing-to-undo",
        T("The journal knows of no row of {key} in this tab.", key=key),
        next_step=T("`ita-sync history` shows what was written, and where."),
    )
