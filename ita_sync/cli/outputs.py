"""Files that commands write: never over another without `--force`, and a refusal in words.

What is no file (a link, a folder, a pipe, a device) is never written over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_sync.cli.commands import UsageError
from ita_sync.cli.console import Console
from ita_sync.errors import ConfigError, ItaSyncError, os_reason
from ita_sync.files import atomic_write, opened, replaced
from ita_sync.i18n import T
from ita_sync.markup import beginning

_STDOUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def is_stdout(file: Path) -> bool:
    """Say whether a name means what this run prints, not a file."""
    return str(file) in _STDOUT


def refuse_existing(file: Path, *, force: bool) -> None:
    """Refuse to write over a file that nobody said may be replaced.

    Raises:
        UsageError: it exists, and `force` is not set; or it is no file.
    """
    try:
        found = replaced(file)
    except OSError as error:
        raise UsageError(
            T("{file} is not written over: {reason}", file=file, reason=os_reason(error))
        ) from None
    if found and not force:
        raise exists_already(file)


def exists_already(file: Path) -> UsageError:
    """Return the error for a file that nobody said may be replaced."""
    return UsageError(T("{file} exists; --force overwrites it", file=file))


def refuse_written(file: Path, *, force: bool, page_of: str = "") -> None:
    """Refuse a file for people that is what programs read, or that nobody said may be replaced.

    A page that the command `page_of` made before is replaced: it can make it again.

    Raises:
        UsageError: it is standard output; or as `refuse_existing`.
    """
    if is_stdout(file):
        raise UsageError(T("{file} names no file; --json prints for programs", file=file))
    refuse_existing(file, force=force or (bool(page_of) and _is_page(file, page_of)))


def _is_page(file: Path, command: str) -> bool:
    start = beginning(command).encode()
    try:
        with opened(file) as there:
            return there.read(len(start)) == start
    except OSError:
        return False


def write(file: Path, data: bytes, code: str, console: Console) -> str:
    """Write a file for people, whole or not at all, say so, and return its name.

    Raises:
        ConfigError: of that code: it cannot be written.
    """
    with explained(file, ConfigError, code), atomic_write(file) as fresh:
        fresh.write_bytes(data)
    console.line(T("Written: {path}", path=file), colour="green")
    return str(file)


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
