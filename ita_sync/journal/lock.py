"""One run at a time in a state folder.

An officer and a scheduled job must never settle the same intent at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ita_sync import files
from ita_sync.errors import ConfigError, Unavailable, os_reason
from ita_sync.i18n import T, Text

WAIT = 20.0  # seconds
_NAME = "lock"


@contextmanager
def exclusive(
    folder: Path,
    wait: float | None = None,
    *,
    say: Callable[[Text], None] = lambda _text: None,
) -> Iterator[None]:
    """Hold the lock of a state folder.

    Args:
        folder: the state folder.
        wait: how many seconds another run is waited for; `WAIT` by default.
        say: is told, once, that this run waits.

    Raises:
        Unavailable: another run holds it for longer.
        ConfigError: the folder cannot be written, or something else stands there.
    """
    require_place(folder)
    lock = FileLock(folder / _NAME, mode=files.PRIVATE)
    try:
        files.make_folder(folder)
        _acquire(lock, WAIT if wait is None else wait, say)
    except Timeout:
        raise Unavailable(
            "busy",
            T("Another run of ita-sync is still at work in {folder}.", folder=folder),
            next_step=T("Let it finish, then run the same command again."),
        ) from None
    except OSError as error:
        raise ConfigError(
            "state-unusable",
            T(
                "The folder {folder} cannot be used: {reason}",
                folder=folder,
                reason=os_reason(error),
            ),
            next_step=T("Set ITA_SYNC_STATE to a folder that can be written."),
        ) from None
    try:
        yield
    finally:
        lock.release()


def require_folder(folder: Path) -> None:
    """Refuse what stands in the place of a state folder, and is none.

    Raises:
        ConfigError: `state-unusable`.
    """
    if files.is_taken(folder) and not files.is_folder(folder):
        raise _in_the_way(
            folder,
            T("it is no folder"),
            T("Set ITA_SYNC_STATE to a folder, or move {path} away; then run again.", path=folder),
        )


def require_place(folder: Path) -> None:
    """Refuse what stands in the place of a state folder, or of the lock in it.

    Raises:
        ConfigError: `state-unusable`.
    """
    require_folder(folder)
    try:
        files.replaced(folder / _NAME)  # an older filelock would empty what a link leads to
    except OSError as error:
        path = folder / _NAME
        next_step = T(
            "Move {path} away and run again: ita-sync makes what it needs in its place.", path=path
        )
        raise _in_the_way(path, os_reason(error), next_step) from None


def _in_the_way(path: Path, reason: Text, next_step: Text) -> ConfigError:
    return ConfigError(
        "state-unusable",
        T("{path} cannot be used: {reason}", path=path, reason=reason),
        next_step=next_step,
    )


def _acquire(lock: FileLock, wait: float, say: Callable[[Text], None]) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(T("Another run of ita-sync is at work; waiting for it."))
        lock.acquire(timeout=wait)
