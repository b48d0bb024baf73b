"""What is otherwise than when a plan was saved, and whether it matters: pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ita_sync.errors import Exit, ItaSyncError, NotSignedOff, SheetConflict
from ita_sync.files import nearby
from ita_sync.i18n import T, Text
from ita_sync.journal import Draft
from ita_sync.publish.plan import Plan
from ita_sync.publish.saved import ANEW, Item, Saved, mapping_of
from ita_sync.publish.share import places
from ita_sync.settings import Settings


@dataclass(frozen=True)
class Moved:
    """What is otherwise than when a plan was made.

    `exit` is that with which the plan is refused for it, OK where it does not matter.
    """

    text: Text
    exit: Exit = Exit.CONFLICT


def moved_target(saved: Saved, settings: Settings) -> list[Moved]:
    """Return what is otherwise in the configuration."""
    found = []
    if saved.aim.spreadsheet != settings.target.spreadsheet_id:
        found.append(
            Moved(
                T(
                    "The plan is for the spreadsheet {planned}; the configuration names {named}.",
                    planned=saved.aim.spreadsheet,
                    named=settings.target.spreadsheet_id,
                )
            )
        )
    if saved.aim.mapping != mapping_of(settings):
        found.append(Moved(T("The columns of the configuration changed.")))
    return found


def moved_report(item: Item, found: Draft | ItaSyncError, file: str) -> list[Moved]:
    """Return what is otherwise with a report.

    Args:
        item: of the plan.
        found: what the report wants now, or why it may not be pushed.
        file: digest of the report file, where it can be read.
    """
    if isinstance(found, ItaSyncError):
        of_signoff = isinstance(found, NotSignedOff)
        return [_about(item, found.what, Exit.NOT_SIGNED if of_signoff else Exit.CONFLICT)]
    if found.row.key.identity != item.identity:
        return [
            _about(item, T("its key is {key} by now, not {was}", key=found.row.key, was=item.key))
        ]
    if found.row.digest != item.row:
        return [_about(item, T("its row has other content by now"))]
    if found.signoff_digest != item.signoff:
        return [_about(item, T("its sign-off is another one by now"), Exit.NOT_SIGNED)]
    if file != item.file:
        return [_about(item, T("the report file changed"))]
    return []


def moved_rows(saved: Saved, found: Sequence[Plan | ItaSyncError]) -> list[Moved]:
    """Return what is otherwise in the sheet.

    An attempt that is still open is for the push to settle, and no change of the sheet.
    """
    plans = [plan for plan in found if isinstance(plan, Plan)]
    moved, rows = [], places(plans)
    if plans and plans[0].table.snapshot.sheet_id != saved.aim.gid:
        return [Moved(T("The tab is another one than {tab} by now.", tab=saved.aim.tab))]
    for item, plan in zip(saved.items, found, strict=True):
        if isinstance(plan, SheetConflict):
            moved.append(_about(item, plan.what))
        elif isinstance(plan, Plan):
            moved += _moved_row(item, plan, rows[item.identity] + 1)
    return moved


def _moved_row(item: Item, plan: Plan, row: int) -> list[Moved]:
    if plan.action == item.action and plan.stands != item.stands:
        return [_about(item, T("what stands in its row changed"))]
    if plan.action == item.action:
        text = T("row {row} by now, not {was}: that does not matter", row=row, was=item.at)
        return [] if row == item.at else [_about(item, text, Exit.OK)]
    if plan.action == "nothing":
        return [_about(item, T("it stands in row {row} already", row=row), Exit.OK)]
    return [_about(item, T("the sheet changed, and needs something else than the plan says"))]


CONFIGURED = T(
    "Run it with the configuration for which the plan was made (--config FILE); or make a new "
    "plan: `ita-sync push --dry-run -o FILE REPORTS`."
)


def require_unmoved(moved: Iterable[Moved], next_step: Text = ANEW) -> None:
    """Make sure that nothing moved that matters.

    Args:
        moved: what is otherwise.
        next_step: what to do then.

    Raises:
        SheetConflict: `plan-moved`.
        NotSignedOff: the same where only sign-offs are in the way.
    """
    wrong = [each for each in moved if each.exit is not Exit.OK]
    if not wrong:
        return
    unsigned = all(each.exit is Exit.NOT_SIGNED for each in wrong)
    failure = NotSignedOff if unsigned else SheetConflict
    raise failure(
        "plan-moved",
        T("The plan does not hold any more, and nothing of it was done."),
        details=[each.text for each in wrong],
        next_step=next_step,
    )


def _about(item: Item, what: Text, exit_: Exit = Exit.CONFLICT) -> Moved:
    where = nearby(item.report)
    return Moved(T("{report} ({key}): {what}", report=where, key=item.key, what=what), exit_)
