"""How much of a document is read.

A report has some 30 pages; what is far larger is something else, or hostile.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ita_sync.deadline import within
from ita_sync.document.parts import Block, Line
from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text

Made = TypeVar("Made")

MAX_BYTES = 50 * 1024 * 1024
"""Size of the file."""
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes that a .docx or .xlsx may unpack to, all parts together; pictures are not unpacked."""
MAX_PAGES = 200
MAX_BLOCKS = 20_000
"""Lines and table rows."""
MAX_LINE = 20_000
"""Characters in one line or cell: twice what a report file takes of it."""
MAX_TEXT = 2_000_000
"""Characters in all."""
SECONDS = 60.0
"""For taking a file apart, and again for finding what it says; a report takes one or two."""


def bound(blocks: Iterable[Block]) -> int:
    """Return how many lines and table rows a document has.

    Raises:
        ReportError: too many, or one that is too long.
    """
    count = 0
    for texts in _rows(blocks):
        count += 1
        if count > MAX_BLOCKS:
            raise too_large(T("more than {number} lines and table rows", number=MAX_BLOCKS))
        if any(len(text) > MAX_LINE for text in texts if text):
            raise too_large(T("a line or cell of more than {number} characters", number=MAX_LINE))
    return count


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[str | None, ...]]:
    for block in blocks:
        if isinstance(block, Line):
            yield (block.text,)
        else:
            yield from (row.cells for row in block.rows)


def timely(work: Callable[[], Made], seconds: float, doing: Text) -> Made:
    """Return what `work` returns.

    Raises:
        ReportError: it takes longer than `seconds`; `doing` says what took so long.
    """
    try:
        return within(seconds, work)
    except TimeoutError:
        raise too_slow(doing, seconds) from None


def too_slow(doing: Text, seconds: float) -> ReportError:
    """Return the error for a document that takes longer than any report."""
    return too_large(
        T("{doing} takes more than {number} seconds", doing=doing, number=f"{seconds:g}")
    )


def too_large(what: Text) -> ReportError:
    """Return the error for a document beyond a limit; `what` says which and how large."""
    return ReportError(
        "document-too-large",
        T("The document is too large to be a report: {what}", what=what),
        next_step=T("Name the report itself, or save only its pages into a file of its own."),
    )


def damaged(reason: object) -> ReportError:
    """Return the error for a document that cannot be opened."""
    return ReportError(
        "document-damaged",
        T("The document cannot be opened: {reason}", reason=reason),
        next_step=T(
            "Open it in the program it was made with and save it again, then read that file."
        ),
    )


def locked() -> ReportError:
    """Return the error for a document under a password."""
    return ReportError(
        "document-locked",
        T("The document is protected by a password."),
        next_step=T("Save it without the password and read that file."),
    )
