"""What one look shows of the sheet: API, sharing, tab, header, marks; what the journal knows."""

from ita_sync.errors import ItaSyncError
from ita_sync.google import fence
from ita_sync.i18n import T
from ita_sync.monitor.doctor.line import Line, green, grey, of_error, yellow
from ita_sync.monitor.doctor.surroundings import Surroundings
from ita_sync.publish import no_fence, room_full
from ita_sync.table import Table, letter

_EDITOR = T("Ask the sheet's owner whether this account is an Editor, then push.")


_LATER = {
    **dict.fromkeys(("not-shared", "spreadsheet-missing", "not-a-sheet"), "sharing"),
    **dict.fromkeys(("tab-missing", "look-refused"), "tab"),
}
"""Errors of a look that say that the steps before this one are in order."""


def _failed_at(error: ItaSyncError) -> str:
    """Return the step at which a look failed, by what it says."""
    return _LATER.get(error.code, "api")


def _at(surroundings: Surroundings, step: str) -> ItaSyncError | None:
    """Return why the look failed, if it did so at this step."""
    found = surroundings.looked
    return found if isinstance(found, ItaSyncError) and _failed_at(found) == step else None


def api(surroundings: Surroundings) -> Line:
    """Say whether Google takes the account, and serves it."""
    error = _at(surroundings, "api")
    if error:
        return of_error(error)
    if surroundings.settings.practising:
        return green(T("The practice sheet answers as the Google Sheets API does."))
    return green(T("Google accepts the credentials, and the Google Sheets API is on."))


def sharing(surroundings: Surroundings) -> Line:
    """Say whether the account may read and write."""
    if error := _at(surroundings, "sharing"):
        return of_error(error)
    found = surroundings.looked
    if not isinstance(found, ItaSyncError) and found.locked:
        return yellow(
            T("The account may read the sheet; a protected range of the tab keeps it out."),
            T("If a push is refused, ask the sheet's owner to let this account edit that range."),
        )
    if surroundings.book.fence:
        return green(T("The account may read the sheet, and has written to it before."))
    if surroundings.settings.practising:
        return green(T("The account may read the sheet and write to it."))
    return yellow(
        T("The account may read the sheet; whether it may write shows at the first push."), _EDITOR
    )


def tab(surroundings: Surroundings) -> Line:
    """Say which tab it is."""
    if error := _at(surroundings, "tab"):
        return of_error(error)
    found = surroundings.snapshot
    return green(
        T(
            "“{title}” (gid {gid}), {rows} rows, {columns} columns",
            title=found.title,
            gid=found.sheet_id,
            rows=found.row_count,
            columns=found.column_count,
        )
    )


def header(surroundings: Surroundings) -> Line:
    """Say in which column each configured header was found."""
    chosen = surroundings.settings
    found = Table.find(surroundings.snapshot, chosen.columns, chosen.target.header_row)
    places = [
        T(
            "{letter}: {header} ← {field}",
            letter=letter(found.columns[column.header]),
            header=column.header,
            field=column.field or T("always “{value}”", value=str(column.constant)),
        )
        for column in sorted(chosen.columns, key=lambda each: found.columns[each.header])
    ]
    return green(
        T("All columns were found; the header ends in row {row}.", row=found.header_row + 1),
        *places,
    )


def ids(surroundings: Surroundings) -> Line:
    """Say whether the spreadsheet refuses a mark that is taken, as far as it was asked."""
    book = surroundings.book
    if book.fence == "":
        return grey(
            T("Whether the spreadsheet refuses a mark that is taken is asked at the first push.")
        )
    if book.fence == "fails":
        return of_error(no_fence())
    less = []
    if book.epochs == "no":
        less.append(T("Old marks cannot be cleared here: their room fills up in time."))
    if book.guards == "no":
        less.append(T("Rows that exist are neither filled nor amended here, only added."))
    what = T("The spreadsheet refuses a mark that is taken: rows are written exactly once.")
    return green(what, *less)


def room(surroundings: Surroundings) -> Line:
    """Say how much of the room for marks is taken."""
    taken = surroundings.snapshot.taken
    what = T("{taken} of {room} characters for marks are taken.", taken=taken, room=fence.ROOM)
    clearing = fence.clearing(surroundings.snapshot.marks, "0" * 16)
    if taken < fence.CROWDED or (clearing and surroundings.book.epochs != "no"):
        return green(what)  # the next push clears old marks, as it always does where they crowd
    full = room_full(taken)
    if taken + fence.NEEDED > fence.ROOM:
        return of_error(full)
    return yellow(what, full.next_step)
