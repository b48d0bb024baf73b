"""How a push ends, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ita_sync.errors import ItaSyncError, OutcomeUnknown, SheetConflict, Unavailable
from ita_sync.files import from_here
from ita_sync.google import CallFailed, fence
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Draft, Kind
from ita_sync.row import RowKey, SummaryRow

STALE = T("the sheet was shown as it had been before")
NO_ANSWER = T("the answer and the sheet contradict each other")
MAYBE = T("The row may have been written, once; it can never be written twice.")


How = Literal["written", "filled", "amended", "undone", "taken", "already"]
HOW: dict[Kind, How] = {
    Kind.ADD: "written",
    Kind.FILL: "filled",
    Kind.AMEND: "amended",
    Kind.UNDO: "undone",
    Kind.TAKE: "taken",
}


@dataclass(frozen=True)
class Done:
    """How a push ended well.

    `row` is 1-based, as people count. `number` is that of our mark, 0 if the row has none of ours.
    """

    how: How
    summary: SummaryRow
    tab: str
    row: int
    number: int
    warnings: tuple[Text, ...] = ()


Outcome = Done | ItaSyncError


def marks_refused(failure: CallFailed) -> SheetConflict:
    """Return the error for a spreadsheet that takes no mark at all."""
    return SheetConflict(
        "marks-refused",
        T("Google refused the mark without which nothing is written: {reason}", reason=failure),
        next_step=T(
            "The room for marks may be full, or this account may not edit the sheet. Ask the "
            "sheet's owner; until then paste the row by hand: `ita-sync push --dry-run --tsv "
            "REPORT`."
        ),
    )


def no_guard() -> SheetConflict:
    """Return the error for a spreadsheet in which no row that exists is written safely."""
    return SheetConflict(
        "no-guard",
        T("This spreadsheet does not keep a batch off a row that was moved: no row is changed."),
        next_step=T(
            "Type the values into the row by hand (`ita-sync push --dry-run --tsv REPORT`), then "
            "run `ita-sync push`: it records them. Tell the makers of ita-sync."
        ),
    )


def unavailable(failure: CallFailed | None, pending: Sequence[Batch] = ()) -> ItaSyncError:
    """Return the error for a service that cannot be reached.

    With an uncertain batch pending the outcome is unknown; else surely nothing was written.
    """
    reason = failure or T("no decision in the time allowed")
    if any(batch.doubtful for batch in pending):
        return OutcomeUnknown(
            "outcome-unknown",
            T("It is not known yet whether the row was written: {reason}", reason=reason),
            written=MAYBE,
            next_step=T(
                "Run the same command again, or `ita-sync settle`: it settles this by itself and "
                "never writes a second row."
            ),
        )
    if failure and failure.reason is STALE:
        return Unavailable(
            "stale",
            T(
                "The sheet lacks our last mark: Google shows it as it had been before, or somebody "
                "put back an older version. Nothing is done by what it shows."
            ),
            next_step=T(
                "Run again in a few minutes: it passes by itself, or this says that the mark is "
                "gone."
            ),
        )
    if failure and failure.reason is NO_ANSWER:
        return Unavailable(
            "untested",
            T(
                "It could not be tested whether this sheet can be written to safely: marks of the "
                "test were gone at once. Somebody put back an older version just then, another "
                "office cleared marks, or Google showed the sheet as it had been before."
            ),
            next_step=T("Run again in a few minutes: it is tested anew."),
        )
    undecided = T("In the time allowed the sheet did not show whether this write is possible.")
    return Unavailable(
        "unavailable",
        T("Google Sheets cannot be reached now: {reason}", reason=failure)
        if failure
        else undecided,
        next_step=T("Run again later; a scheduled run does so by itself."),
    )


WRITTEN = T("The row was written, once.")


def stands(done: Done) -> Text:
    """Return where a row of this run stands."""
    return T("The row of this run stands in row {row} of tab {tab}.", row=done.row, tab=done.tab)


def contended() -> Unavailable:
    """Return the error for a push that others got ahead of, each time."""
    return Unavailable(
        "contended",
        T(
            "Each time this run tried, others wrote to the sheet, or a mark of another program "
            "stood in the way."
        ),
        next_step=T("Run again in a few minutes."),
    )


def ending(error: ItaSyncError, *, doubtful: bool, written: bool) -> ItaSyncError:
    """Return what the error that ended a push says of one row.

    Args:
        error: it may speak of another row of the push.
        doubtful: an attempt to write this one may have been applied, or may still be.
        written: this push found it to be written, and could not look how it stands.
    """
    if written and isinstance(error, Unavailable):
        return OutcomeUnknown(error.code, error.what, written=WRITTEN, next_step=error.next_step)
    if written:
        return error.saying(WRITTEN)
    if doubtful and isinstance(error, Unavailable):  # its exit code says that nothing was written
        return OutcomeUnknown(error.code, error.what, written=MAYBE, next_step=error.next_step)
    if doubtful:
        return error if error.written else error.saying(MAYBE)
    if isinstance(error, OutcomeUnknown):
        return _not_reached(error)
    return error.saying(None) if error.written is MAYBE else error


def _not_reached(error: ItaSyncError) -> Unavailable:
    return Unavailable(
        "not-reached",
        T("This row was not sent, as the fate of another one is open: {reason}", reason=error.what),
        next_step=T("Run the same command again: it writes what is missing."),
    )


def same_key(drafts: Sequence[Draft]) -> SheetConflict:
    """Return the error for reports of one push about one row."""
    return SheetConflict(
        "same-key",
        T(
            "These reports of this push are about {key}, with different content: {reports}",
            key=drafts[0].row.key,
            reports=list(dict.fromkeys(map(_named, drafts))),
        ),
        next_step=T("Push the one that is right."),
    )


def same_agency(one: Draft, other: Draft) -> SheetConflict:
    """Return the error for two reports of one push that name one agency under two keys."""
    return SheetConflict(
        "same-agency",
        T(
            "Two reports of this push name the same agency and year, under different keys: "
            "{reports}",
            reports=[f"{_named(each)} ({each.row.key})" for each in (one, other)],
        ),
        next_step=T("Correct the code or the name in the wrong one, or push the right one alone."),
    )


def _named(draft: Draft) -> str:
    """Return where a report is: in two folders files may bear one name."""
    return from_here(draft.path) or draft.report


def not_agreed(key: RowKey) -> SheetConflict:
    """Return the error for a row that needs something else by now than a saved plan says."""
    return SheetConflict(
        "not-agreed",
        T("The sheet changed: {key} needs something else by now than the plan says.", key=key),
        next_step=T("Make a new plan: `ita-sync push --dry-run -o FILE REPORTS`."),
    )


def room_full(taken: int) -> SheetConflict:
    """Return the error for a spreadsheet without room for a mark."""
    return SheetConflict(
        "room-full",
        T(
            "The room for marks in this spreadsheet is full ({taken} of {room} characters); other "
            "programs take most of it.",
            taken=taken,
            room=fence.ROOM,
        ),
        next_step=T(
            "Ask the sheet's owner to remove add-ons that fill it (developer metadata). Until then "
            "paste the row by hand: `ita-sync push --dry-run --tsv REPORT`."
        ),
    )


def refused(reason: str) -> SheetConflict:
    """Return the error for a row that Google refused twice, each time below a fresh look."""
    return SheetConflict(
        "refused",
        T("Google refused the row: {reason}", reason=reason),
        next_step=T(
            "Run the same command once more: the sheet may just have changed. Refused again, a "
            "protected range? Ask the sheet's owner to let this account edit; or paste the row by "
            "hand: `ita-sync push --dry-run --tsv REPORT`."
        ),
    )


def attempt_open(key: RowKey) -> OutcomeUnknown:
    """Return the error for what has to wait while an attempt for a key is open."""
    return OutcomeUnknown(
        "attempt-open",
        T("An earlier attempt to write {key} is still open.", key=key),
        written=MAYBE,
        next_step=T(
            "Do not paste the row. `ita-sync settle` decides the attempt; so does the next push of "
            "this report."
        ),
    )
