"""How much of a document is read.

A report has some 30 pages; what is far larger is something else, or hostile.
"""

from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text

MAX_BYTES = 50 * 1024 * 1024
"""Size of the file."""
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes that a .docx or .xlsx may unpack to, all parts together; pictures are not unpacked."""
MAX_PAGES = 200
MAX_BLOCKS = 20_000
"""Lines and table rows."""
MAX_TEXT = 2_000_000
"""Characters in all."""


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
