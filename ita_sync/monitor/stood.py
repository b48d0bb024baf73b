"""What a run of `verify` found: of each row, and what is wrong, once each."""

from dataclasses import dataclass, replace
from typing import Self

from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.i18n import Text
from ita_sync.journal import Acceptance, Change
from ita_sync.monitor.causes import Cause


@dataclass(frozen=True)
class Stood:
    """What has become of one row.

    Attributes:
        change: what the journal knows.
        exit: 0 as confirmed, 1 other content, 6 open, 7 a person decides; of a row that could not
            be looked at, what the reason is worth.
        row: 1-based row in the sheet, None unless it is there exactly once.
        problem: what is wrong, None if nothing is.
        what: why the attempt is still open, None unless it is.
        looked: whether its tab was seen.
        fingerprint: of what is wrong, for a person to accept; "" where nothing can be accepted.
        accepted: the decision to leave it so, None unless there is one for just this.
    """

    change: Change
    exit: Exit
    row: int | None = None
    problem: ItaSyncError | None = None
    what: Text | None = None
    looked: bool = True
    fingerprint: str = ""
    accepted: Acceptance | None = None

    @property
    def key(self) -> str:
        """The row's key as it is printed."""
        return str(self.change.row.key)

    @property
    def known(self) -> bool:
        """Whether the journal knows it: it may be of a report that was pushed elsewhere."""
        return bool(self.change.id)

    def left(self, accepted: Acceptance) -> Self:
        """Return the same row, as a person decided to leave it."""
        return replace(self, exit=Exit.OK, problem=None, accepted=accepted)


@dataclass(frozen=True)
class Verified:
    """What a run of `verify` found.

    Attributes:
        rows: each row that the journal answers for, and each attempt that is open.
        causes: what is wrong, once each.
        practice: rows of the practice sheet, not looked at beside a real one.
        taken: by which changes rows were taken back, that stand no more.
    """

    rows: tuple[Stood, ...] = ()
    causes: tuple[Cause, ...] = ()
    practice: tuple[Change, ...] = ()
    taken: tuple[Change, ...] = ()

    @property
    def exit(self) -> Exit:
        """The exit code: that of the worst cause."""
        return worst(cause.exit for cause in self.causes)

    def __add__(self, other: Self) -> "Verified":
        """Return what was found by both."""
        rows, causes = (*self.rows, *other.rows), (*self.causes, *other.causes)
        practice, taken = (*self.practice, *other.practice), (*self.taken, *other.taken)
        return Verified(rows, causes, practice, taken)

    @property
    def unseen(self) -> set[str]:
        """The spreadsheets of which rows could not be looked at; a tab that is gone was."""
        gone = Exit.CONFLICT
        hidden = [r for r in self.rows if not (r.looked or r.accepted or r.exit is gone)]
        return {row.change.place.spreadsheet for row in hidden}

    @property
    def looked(self) -> int:
        """How many rows were looked at."""
        return sum(row.looked and row.what is None for row in self.rows)

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to look at, and nothing to be told."""
        return not self.rows and not self.causes
