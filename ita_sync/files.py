"""Files as people meet them: named in a command that they type again, too long for the system, whole or not at all."""

import os
import secrets
import shlex
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PLAIN = frozenset("@%+=:,./\\-_~")


def typed(path: Path | str) -> str:
    """Return a path as it is typed in a shell: in quotes where it holds more than letters, digits and plain signs."""
    text = str(path)
    if text and all(c.isalnum() or c in _PLAIN or unicodedata.category(c) in ("Mn", "Mc") for c in text):
        return text
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)


def stands(path: Path) -> bool:
    """Say whether a file or folder is there; one whose name no system takes is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of `path` in the end; where that fails, what stood there stays.

    Raises:
        OSError: it cannot be written, or cannot take that place.
    """
    fresh = path.with_name(f".{secrets.token_hex(8)}.part")  # the file's own name may leave no room for more
    try:
        yield fresh
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
