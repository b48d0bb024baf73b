"""What a push, a dry run or an error says, down to the last word."""

from dataclasses import replace

from ita_sync.errors import NOTHING_WRITTEN, Exit, ItaSyncError
from ita_sync.journal import Book, Journal, Place
from ita_sync.publish import Done, Publisher
from ita_sync.publish.told import MAYBE
from ita_sync.row import SummaryRow
from tests.promise.world import BOOK, TAB, Machine

KEY = "5360601 / 2566"
HERE = Place(BOOK, 0, TAB)
NOTHING, MAY = str(NOTHING_WRITTEN), str(MAYBE)
ONCE = "The row was written once before; this run wrote nothing."
AGAIN = (
    "Run the same command again, or `ita-sync settle`: it settles this by itself and never writes "
    "a second row."
)
RESTORE = (
    "The report file report.yaml is not there any more. If the row is to be written again, bring "
    "the file back and push it with --restore."
)
KEEP = "Do not delete the journal: it knows what was sent."
WITHOUT = (
    "Bring the file back from a backup. Is there none, keep the damaged one: move it to another "
    "folder, wait three minutes, push the reports again; rows that stand in the sheet are found "
    "there and not written a second time."
)
Words = tuple[Exit, str, str, str, str, list[str]]


def failure(outcome: Done | ItaSyncError) -> tuple[Exit, str]:
    """Return exit code and slug of an expected failure."""
    assert isinstance(outcome, ItaSyncError), outcome
    return outcome.exit_code, outcome.code


def words_of(outcome: object) -> Words:
    """Return all that an error says: exit code, slug, what, written, next step, details."""
    assert isinstance(outcome, ItaSyncError), outcome
    written = outcome.written or NOTHING_WRITTEN  # as the commands that work on the sheet say it
    texts = (str(outcome.what), str(written), str(outcome.next_step))
    return (outcome.exit_code, outcome.code, *texts, [str(line) for line in outcome.details])


def unknown(reason: str) -> Words:
    """Return what is said while an attempt is open and the sheet cannot be read."""
    what = f"It is not known yet whether the row was written: {reason}"
    return (Exit.UNKNOWN, "outcome-unknown", what, MAY, AGAIN, [])


SETTLE = (
    "Do not paste the row. `ita-sync settle` decides the attempt; so does the next push of this "
    "report."
)
OPEN: Words = (
    Exit.UNKNOWN,
    "attempt-open",
    f"An earlier attempt to write {KEY} is still open.",
    MAY,
    SETTLE,
    [],
)


def plain(row: SummaryRow) -> SummaryRow:
    """Return a row as the journal gives it back."""
    return SummaryRow.load(row.dump(), row.key.dump(), row.key.identity, row.digest)


def done(outcome: object) -> Done:
    """Return a result whose row may come from the report or from the journal."""
    assert isinstance(outcome, Done), outcome
    return replace(outcome, summary=plain(outcome.summary))


def plan_of(machine: Machine, *, restore: bool = False) -> object:
    """Return what a dry run finds, or how it fails."""
    with Journal(machine.settings.state, read_only=True) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, machine.time)
        try:
            return publisher.plan(machine.world.draft(), restore=restore)
        except ItaSyncError as error:
            return error


def known(machine: Machine) -> Book:
    """Return what a machine's journal knows of the spreadsheet."""
    with Journal(machine.settings.state, read_only=True) as journal:
        return journal.book(BOOK)


def fence_holds(machine: Machine) -> bool | None:
    """Return what a machine's journal knows of the spreadsheet's fence."""
    with Journal(machine.settings.state) as journal:
        return {"": None, "holds": True, "fails": False}[journal.book(BOOK).fence]
