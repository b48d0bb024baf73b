"""The reports of one push, compared with each other and with what was agreed."""

from collections.abc import Mapping, Sequence

from ita_sync.errors import ItaSyncError
from ita_sync.journal import Draft
from ita_sync.publish.plan import Plan
from ita_sync.publish.told import not_agreed, same_agency, same_key
from ita_sync.table import clashes


def compared(drafts: Sequence[Draft]) -> tuple[dict[str, Draft], dict[str, ItaSyncError]]:
    """Return what is to be done, and what is refused, by the identities of their keys.

    Two reports about one row with different content are refused, and two that name the same agency
    and year under different keys.
    """
    of_key: dict[str, list[Draft]] = {}
    for draft in drafts:
        of_key.setdefault(draft.row.key.identity, []).append(draft)
    left = {key: named[0] for key, named in of_key.items()}
    refused: dict[str, ItaSyncError] = {
        key: same_key(named)
        for key, named in of_key.items()
        if len({draft.row.digest for draft in named}) > 1
    }
    rows = [draft.row for key, draft in left.items() if key not in refused]
    for one, other_row in clashes(rows) if len(rows) > 1 else ():
        pair = [left[row.key.identity] for row in (one, other_row)]
        refused |= {draft.row.key.identity: same_agency(*pair) for draft in pair}
    return {key: draft for key, draft in left.items() if key not in refused}, refused


def require_agreed(plan: Plan, agreed: Mapping[str, tuple[str, str]] | None) -> None:
    """Make sure that a plan does nothing, or what was agreed for its row, over what stood there.

    Raises:
        SheetConflict: `not-agreed`.
    """
    if agreed is None or plan.action == "nothing":
        return
    if agreed.get(plan.identity) != (plan.action, plan.stands):
        raise not_agreed(plan.summary.key)
