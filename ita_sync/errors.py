"""Every failure a person can meet: one class an exit code, each saying what to do next.

Exit codes are a contract with schedulers; README.md has the table and a test holds the two
together.
"""

import errno
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Self

from ita_sync.i18n import T, Text


class Exit(IntEnum):
    """What the process tells its caller."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NOT_SIGNED = 3
    CONFIG = 4
    UNAVAILABLE = 5
    UNKNOWN = 6
    CONFLICT = 7
    BUG = 70
    INTERRUPTED = 130


_WORST_FIRST = (
    Exit.INTERRUPTED,
    Exit.BUG,
    Exit.CONFIG,
    Exit.USAGE,
    Exit.CONFLICT,
    Exit.UNKNOWN,
    Exit.UNAVAILABLE,
    Exit.NOT_SIGNED,
    Exit.FINDINGS,
    Exit.OK,
)


def worst(codes: Iterable[Exit]) -> Exit:
    """Return the exit code of many: the one that needs a person soonest; 0 for none at all."""
    found = set(codes)
    return next((code for code in _WORST_FIRST if code in found), Exit.OK)


_OS_REASONS = {
    errno.ENOENT: T("there is no such file or folder"),
    errno.EACCES: T("access is denied, or another program has it open"),
    errno.EPERM: T("access is denied"),
    errno.EROFS: T("the disk can only be read"),
    errno.ENOSPC: T("the disk is full"),
    errno.EISDIR: T("it is a folder"),
    errno.ENOTDIR: T("a part of the path is no folder"),
    errno.EEXIST: T("it is there already"),
    errno.ENAMETOOLONG: T("the name is too long"),
    errno.EINVAL: T("the name is not allowed"),
    errno.ELOOP: T("it is a link, or links lead in a circle"),
    errno.ENXIO: T("it is a pipe or a device, not a file"),
    errno.EBUSY: T("another program is using it"),
    errno.EADDRINUSE: T("another program is using it"),
    errno.EMFILE: T("too many files are open"),
    errno.EIO: T("the disk reports an error"),
    errno.EPIPE: T("whoever read it has gone"),
}


def os_reason(error: OSError | ValueError) -> Text:
    """Return why the system refused, in words; a kind that nobody foresaw by its name.

    A ValueError is what Python makes of a name with a NUL in it.
    """
    number = getattr(error, "errno", None)
    if number is None:
        return (
            T("the name is not allowed") if isinstance(error, ValueError) else T("no reason given")
        )
    name = errno.errorcode.get(number, str(number))
    return _OS_REASONS.get(number, T("the system reports {name}", name=name))


_SQLITE_REASONS = {
    "SQLITE_AUTH": T("access is denied"),
    "SQLITE_BUSY": T("another program is using it"),
    "SQLITE_CANTOPEN": T("the file cannot be opened"),
    "SQLITE_CORRUPT": T("the file is damaged"),
    "SQLITE_ERROR": T("a table in it is not what it was"),
    "SQLITE_FULL": T("the disk is full"),
    "SQLITE_IOERR": T("the disk reports an error"),
    "SQLITE_LOCKED": T("another program is using it"),
    "SQLITE_PERM": T("access is denied"),
    "SQLITE_READONLY": T("the file can only be read"),
}


def sqlite_reason(error: Exception, *, foreign: Text) -> Text:
    """Return why SQLite refused, in words; a kind that nobody foresaw by its name.

    Args:
        error: a `sqlite3.Error`.
        foreign: what to say of a file that is no database.
    """
    name: str = getattr(error, "sqlite_errorname", type(error).__name__)
    primary = "_".join(name.split("_")[:2])  # SQLITE_IOERR_FSYNC is a kind of SQLITE_IOERR
    if primary == "SQLITE_NOTADB":
        return foreign
    return _SQLITE_REASONS.get(primary, T("SQLite reports {name}", name=name))


NOTHING_WRITTEN = T("This run wrote nothing to the sheet.")
UNCHANGED = T("This run changed no file.")
SENT = T("What was sent is in the journal; the next run settles it.")
INTERRUPTED = T("Interrupted. {sent}", sent=SENT)


class ItaSyncError(Exception):
    """An expected failure.

    Args:
        code: stable slug for scripts and tests, e.g. `header-missing`.
        what: what happened.
        next_step: what the reader should do now.
        written: what was and was not written; None where the command knows best: one that works on
            the sheet wrote nothing there, any other changed no file.
        details: further lines: what was found, proposals.
    """

    exit_code = Exit.BUG

    def __init__(
        self,
        code: str,
        what: Text,
        *,
        next_step: Text,
        written: Text | None = None,
        details: Sequence[Text] = (),
    ) -> None:
        super().__init__(str(what))
        self.code = code
        self.what = what
        self.next_step = next_step
        self.written = written
        self.details = tuple(details)

    def saying(self, written: Text | None) -> Self:
        """Return the same error that says something else of what was written."""
        return type(self)(
            self.code, self.what, next_step=self.next_step, written=written, details=self.details
        )

    def advising(self, next_step: Text) -> Self:
        """Return the same error with another next step."""
        return type(self)(
            self.code, self.what, next_step=next_step, written=self.written, details=self.details
        )

    def adding(self, *details: Text) -> Self:
        """Return the same error with more lines."""
        told, next_step = (*self.details, *details), self.next_step
        return type(self)(
            self.code, self.what, next_step=next_step, written=self.written, details=told
        )

    def bare(self) -> Self:
        """Return it without the frames that it came through, which hold all that was read there.

        For one that is kept; there may be thousands.
        """
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)


class ReportError(ItaSyncError):
    """The report file cannot be read, or does not say what a report must say."""

    exit_code = Exit.FINDINGS


class LinkFault(ItaSyncError):  # noqa: N818 - a state of the link
    """The link of a row does not lead to its report any more."""

    exit_code = Exit.FINDINGS


class WrongFile(ReportError):  # noqa: N818 - a state of the file
    """What was named is missing, cannot be read, or is no file of that kind: whoever named it."""

    exit_code = Exit.CONFIG


class NotSignedOff(ItaSyncError):  # noqa: N818 - a state of the report, named as people say it
    """The executive's decision is missing, or was given for something else."""

    exit_code = Exit.NOT_SIGNED


class ConfigError(ItaSyncError):
    """Configuration, rules of a year, or credentials: the operator mends it."""

    exit_code = Exit.CONFIG


class Unavailable(ItaSyncError):  # noqa: N818 - a state of the service
    """The service cannot be reached now, and surely nothing was written."""

    exit_code = Exit.UNAVAILABLE


class OutcomeUnknown(ItaSyncError):  # noqa: N818 - a state of an intent
    """A write was sent and its fate is not known yet; the next run settles it."""

    exit_code = Exit.UNKNOWN


class SheetConflict(ItaSyncError):  # noqa: N818 - a state of the sheet
    """The sheet is not as expected; a person decides."""

    exit_code = Exit.CONFLICT
