"""A person leaves a row as it stands: what is accepted, by which something else is told from it."""

from dataclasses import replace

from ita_sync.errors import ItaSyncError, OutcomeUnknown, SheetConflict
from ita_sync.i18n import T, Text
from ita_sync.journal import Acceptance, Change, How, Journal
from ita_sync.monitor.stood import Stood, Verified
from ita_sync.publish import Standing, View
from ita_sync.row import digest_of

LINK = "link"
"""The fingerprint of a decision about what stands at a row's link, however often that changes."""
_MOVES = frozenset({"row", "rows", "tab", "key"})
"""Numbers of rows, as people sort; the tab may get another title; the key is what is accepted."""


def fingerprint(problem: ItaSyncError, now: Standing, change: Change, view: View) -> str:
    """Return a digest of what people are told about a row, and of what its rows hold.

    It stays the same where rows only moved. What cannot be read has none: whatever became of its
    rows, nobody would be told.
    """
    if now.how is How.HEADER:
        return ""
    told = [_told(problem.what), *sorted(map(_told, problem.details))]
    return digest_of({"code": problem.code, "told": told, "held": _held(now, change, view)})


def _told(text: Text) -> list[str]:
    """Return what a text says, in no language."""
    said = [text.msgid]
    for name, value in sorted(text.params.items()):
        if isinstance(value, Text):
            said += _told(value)
        elif name not in _MOVES:
            said.append(f"{name}={value}")
    return said


def of_a_tab(problem: ItaSyncError) -> str:
    """Return the digest of a tab that is gone, whatever other tabs there are."""
    return digest_of({"code": problem.code})


AWAY = digest_of({"code": "spreadsheet-away"})
"""The fingerprint of a spreadsheet that is gone, or not shared any more: nobody can tell which."""


def accept(
    journal: Journal, found: Verified, reason: str, now: float, *, link: bool = False
) -> Verified:
    """Record that what is wrong with these rows stays so; return them as accepted.

    Args:
        journal: gets the decision.
        found: the rows of one key, just looked at.
        reason: why.
        now: epoch seconds.
        link: what stands at their links stays so, too.

    Raises:
        SheetConflict: nothing is wrong; OutcomeUnknown: an attempt is open.
        ItaSyncError: a row could not be looked at, as verify says.
    """
    for row in found.rows:
        _require_acceptable(row)
    wrong = [row for row in found.rows if row.fingerprint]
    if not wrong and not link:
        raise SheetConflict(
            "nothing-to-accept",
            T("Nothing is wrong with {key}; there is nothing to accept.", key=found.rows[0].key),
            next_step=T("`ita-sync verify` names what is wrong, each with its key."),
        )
    for row in wrong:
        journal.accept(row.change, reason, row.fingerprint, now)
    for row in found.rows if link else ():
        journal.accept(row.change, reason, LINK, now)
    accepted = [row.left(Acceptance(now, reason, row.fingerprint)) for row in wrong]
    rest = [row for row in found.rows if not row.fingerprint]
    return replace(found, rows=(*accepted, *rest), causes=())


def _require_acceptable(row: Stood) -> None:
    if row.what:
        raise OutcomeUnknown(
            "attempt-open",
            T("{key}: {what}", key=row.key, what=row.what),
            next_step=T("Accept what stands once that is decided."),
        )
    if row.problem and not row.fingerprint:
        unread = T("A row that cannot be read cannot be accepted; nothing was recorded.")
        raise row.problem.adding(unread)


def _held(now: Standing, change: Change, view: View) -> list[list[str]]:
    """Return what the rows concerned hold under our headers, in an order that no sorting changes.

    Of a row that only differs in some cells these were told.
    """
    if now.how is How.CHANGED:
        return []
    table = view.table(change.row.cells)
    return sorted(
        [str(table.value(row, cell.header)) for cell in change.row.cells] for row in now.rows
    )
