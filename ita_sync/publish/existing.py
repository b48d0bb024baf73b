"""What is to be done with a row that exists: filled where it is listed, amended where it is ours.

Only our columns are written; of a listed row only its blank cells.
"""

from collections.abc import Sequence
from dataclasses import replace

from ita_sync.errors import NotSignedOff, SheetConflict
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T, Text
from ita_sync.journal import Change, Draft, How, Kind, State
from ita_sync.publish.conflicts import filled_elsewhere, not_shown
from ita_sync.publish.plan import Action, Plan, warnings_of
from ita_sync.publish.standing import Standing, View, stand
from ita_sync.row import Cell, SummaryRow
from ita_sync.settings import Settings
from ita_sync.table import Kind as Likely
from ita_sync.table import Likeness, Running, Table


def listed(like: Sequence[Likeness], view: View, table: Table, row: SummaryRow) -> int | None:
    """Return the one row that surely lists the agency and holds no data, None where none does."""
    if len(like) != 1 or like[0].kind is not Likely.LISTED:
        return None
    at = like[0].row
    sure = view.surely(table, at, row) and not table.of_unclear_year(at, row)
    return at if sure else None


def of_key(
    draft: Draft,
    view: View,
    standing: Standing,
    last: Change | None,
    settings: Settings,
    *,
    restore: bool,
) -> Plan:
    """Return what is to be done with a row that has our key and other content.

    Args:
        draft: what the report wants.
        view: of the tab.
        standing: how the row stands.
        last: what the journal knows to stand there.
        settings: column mapping and keys.
        restore: a person decided that what was emptied is to be filled again.

    Raises:
        SheetConflict: `content-differs`, `older-decision`, `row-doubled`, or a value that the tab
            does not take.
        NotSignedOff: `amendment-undecided`, what would change was not shown when it was signed.
    """
    table, at = view.table(settings.columns), standing.rows[0]
    if standing.of_looks:
        raise not_shown(standing, draft.row, view)
    # an agency that shares the key
    of_another = any(each.cell.agency and not each.of_looks for each in standing.differences)
    if last is not None and _as_we_wrote(last, view, at) and not of_another:
        return _amended(draft, view, table, at, last)
    emptied = not _unlike(draft, view, table, at)
    if emptied and (last is None or restore):
        if standing.likenesses:  # our row stands already, where nobody looks for rows
            doubled = replace(standing, how=How.DOUBLED, differences=())
            raise filled_elsewhere(doubled, draft.row, view)
        return filled(draft, view, at, settings)
    raise _other_content(view, table, at, draft.row, emptied=emptied)


def filled(draft: Draft, view: View, at: int, settings: Settings) -> Plan:
    """Return the plan that fills what is blank in a listed row.

    Raises:
        SheetConflict: `listed-otherwise`, what stands there is not what the report says; or the
            tab is of another year, or does not take a value.
    """
    table = view.table(settings.columns)
    if there := table.of_another_place(at, draft.row):
        raise _elsewhere(table, at, draft.row, *there)
    if _unlike(draft, view, table, at):
        raise _listed_otherwise(view, table, at, draft.row)
    if refusal := table.refusal_at(at, draft.row, any_year=settings.target.any_year):
        raise refusal
    cells = tuple(cell for cell in draft.row.cells if _to_fill(table, at, cell))
    plan = _plan("fill", replace(draft, kind=Kind.FILL), table, at, cells)
    running, unnumbered = numbered(table, at, draft.row, settings)
    if running and table.snapshot.cell(at, running.column) not in (None, ""):
        running = None  # it has its number
    return replace(plan, running=running, warnings=(*plan.warnings, *unnumbered))


def numbered(
    table: Table, at: int, row: SummaryRow, settings: Settings
) -> tuple[Running | None, tuple[Text, ...]]:
    """Return how running numbers go on at a row, and what a person is told where they do not."""
    name = settings.target.running
    if name is None:
        return None, ()
    running = table.running(name, at, row)
    if running:
        return running, ()
    unclear = T(
        "The column {header} is left blank: how its numbers go on is not clear.", header=name
    )
    return None, (unclear,)


def not_listed(table: Table, row: SummaryRow) -> SheetConflict:
    """Return the error for an agency that a tab, of which only listed rows are filled, lacks."""
    return SheetConflict(
        "not-listed",
        T(
            "No row of tab {tab} lists {key}, and only listed rows are filled here.",
            tab=table.snapshot.title,
            key=row.key,
        ),
        next_step=T(
            "Ask the sheet's owner to list the agency. If new rows are to be added to this tab, "
            "take `mode` out of the configuration."
        ),
    )


def _as_we_wrote(last: Change, view: View, at: int) -> bool:
    standing = stand(last.row, view)
    ours = last.state is State.WRITTEN and last.kind is not Kind.FOUND
    as_sent = standing.how is How.AS_SENT or standing.of_looks  # what is amended looks right then
    return ours and as_sent and standing.rows == (at,)


def _amended(draft: Draft, view: View, table: Table, at: int, last: Change) -> Plan:
    decided = bool(draft.signoff)  # else it is planned only, and its decision is still to come
    if decided and signed_at(draft.signoff) < signed_at(last.signoff):
        raise SheetConflict(
            "older-decision",
            T(
                "Row {row} of tab {tab} holds what was decided later than this report.",
                row=at + 1,
                tab=table.snapshot.title,
            ),
            details=_details(view, table, at, draft.row),
            next_step=T(
                "Push the newer report; or, if this one is right, have it acknowledged and signed "
                "again."
            ),
        )
    if (
        decided
        and draft.signoff
        and draft.signoff.get("amends", last.row.digest) != last.row.digest
    ):
        raise _not_shown_then(view, table, at, draft)
    if refusal := table.refusal_at(at, draft.row, any_year=True):
        raise refusal
    cells = tuple(each.cell for each in view.differences(table, at, draft.row))
    return _plan("amend", replace(draft, kind=Kind.AMEND), table, at, cells)


def _not_shown_then(view: View, table: Table, at: int, draft: Draft) -> NotSignedOff:
    """Return the error for a decision that did not show how the row stands.

    Decisions of 0.1.0 never did, and keep their force.
    """
    return NotSignedOff(
        "amendment-undecided",
        T(
            "Row {row} of tab {tab} holds something else, and whoever signed was not shown what "
            "changes.",
            row=at + 1,
            tab=table.snapshot.title,
        ),
        details=_details(view, table, at, draft.row),
        next_step=T(
            "Have the change acknowledged, and sign again on this computer: ita-sync sign {report} "
            '--post "…" --date "…"',
            report=shell_quoted(draft.path or draft.report),
        ),
    )


def _plan(action: Action, draft: Draft, table: Table, at: int, cells: tuple[Cell, ...]) -> Plan:
    former = table.held(at)
    warnings = warnings_of(table.snapshot)
    return Plan(action, replace(draft, former=former), table, at, warnings, cells)


def _details(view: View, table: Table, at: int, row: SummaryRow) -> list[Text]:
    """Return what differs, and in one line what is merely blank beside it."""
    found = view.differences(table, at, row)
    blank = [each for each in found if _to_fill(table, at, each.cell)]
    unlike = [each.told(at) for each in found if each not in blank]
    if not unlike:
        return [each.told(at) for each in blank]
    headers = [each.cell.header for each in blank]
    others = N(
        "Row {row}: {count} other cell is blank: {headers}",
        "Row {row}: {count} other cells are blank: {headers}",
        count=len(blank),
        row=at + 1,
        headers=headers,
    )
    return [*unlike, others] if blank else unlike


def _unlike(draft: Draft, view: View, table: Table, at: int) -> list[Cell]:
    """Return the cells that hold something else than the report says."""
    found = view.differences(table, at, draft.row)
    return [each.cell for each in found if not _to_fill(table, at, each.cell)]


def _to_fill(table: Table, at: int, cell: Cell) -> bool:
    return cell.value is not None and table.empty(at, cell.header)


def signed_at(signoff: dict[str, object] | None) -> str:
    """Return when a decision was recorded, in UTC; as early as can be where it is not known."""
    return str((signoff or {}).get("recorded_at", ""))


def _elsewhere(table: Table, at: int, row: SummaryRow, by: int, said: str) -> SheetConflict:
    return SheetConflict(
        "listed-elsewhere",
        T(
            "Row {row} of tab {tab} lists {key}, but row {by} says that it is of {said}.",
            row=at + 1,
            tab=table.snapshot.title,
            key=row.key,
            by=by + 1,
            said=said,
        ),
        next_step=T(
            "Is it the row of another agency of that name, ask the sheet's owner to list yours, or "
            "to give both their code or district. Is it yours, correct what row {by} says.",
            by=by + 1,
        ),
    )


def _listed_otherwise(view: View, table: Table, at: int, row: SummaryRow) -> SheetConflict:
    return SheetConflict(
        "listed-otherwise",
        T(
            "Row {row} of tab {tab} lists {key}, and holds something that the report does not say.",
            row=at + 1,
            tab=table.snapshot.title,
            key=row.key,
        ),
        details=_details(view, table, at, row),
        next_step=T(
            "Find out which is right. Correct that row in the sheet, or the report; then run "
            "again: what is blank is filled."
        ),
    )


def _other_content(
    view: View, table: Table, at: int, row: SummaryRow, *, emptied: bool
) -> SheetConflict:
    """Return the error for a row of our key that says something else."""
    if emptied:
        next_step = T(
            "Somebody emptied cells of this row. Are they to be filled again: `ita-sync push "
            "--restore`."
        )
    else:
        next_step = T(
            "Find out which is right. Mend the sheet by hand, or correct the report and have it "
            "signed again."
        )
    return SheetConflict(
        "content-differs",
        T("The sheet already has a row for {key}, with other content.", key=row.key),
        details=_details(view, table, at, row),
        next_step=next_step,
    )
