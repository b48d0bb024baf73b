"""Files that commands write: never over another without `--force`, and a refusal in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_sync.cli.commands import UsageError
from ita_sync.errors import ItaSyncError, os_reason
from ita_sync.files import exists
from ita_sync.i18n import T


def refuse_existing(file: Path, *, force: bool) -> None:
    """Refuse to write over a file that nobody said may be replaced.

    Raises:
        UsageError: it exists, and `force` is not set.
    """
    if exists(file) and not force:
        raise UsageError(T("{file} exists; --force overwrites it", file=file))


@contextmanager
def explained(file: Path, failure: type[ItaSyncError], code: str) -> Iterator[None]:
    """Turn a failure to write a file into an error of that class and code."""
    try:
        yield
    except OSError as error:
        raise failure(
            code,
            T("The file {path} cannot be written: {reason}", path=file, reason=os_reason(error)),
            written=T("No file was written; one that was there is as it was."),
            next_step=T(
                "Choose a folder that can be written, and close the file where another program has"
                " it open."
            ),
        ) from None
