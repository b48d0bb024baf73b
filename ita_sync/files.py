"""Files as people meet them: named in a command, and written whole or not at all."""

import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WINDOWS = os.name == "nt"

# What no shell reads as more than a letter: neither sh nor cmd nor PowerShell.
_PLAIN = frozenset("+:./\\-_")
_MARKS = ("Mn", "Mc")  # Thai vowels and tones


def shell_quoted(path: Path | str) -> str:
    """Return a path as it is typed in a shell, in quotes where it needs them.

    A name that begins like an option gets its folder in front. On Windows the quotes are those that
    cmd and PowerShell share, and no file name there holds one; a $ in a name PowerShell still takes
    for a variable, and cmd a % between two names.
    """
    text = str(path)
    if text.startswith("-"):
        text = os.path.join(os.curdir, text)  # noqa: PTH118 - a Path drops the dot again
    if text and all(map(_is_plain, text)):
        return text
    if WINDOWS:
        return f'"{text}"'
    import shlex  # few names need it

    return shlex.quote(text)


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in _PLAIN or unicodedata.category(character) in _MARKS


def exists(path: Path) -> bool:
    """Say whether a file or folder is there; one whose name no system takes is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Say whether a folder is there; one whose name no system takes is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def expanded(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that paths name, `*` and `?` taken as a pattern where the shell does not.

    Windows leaves that to programs. A pattern that fits nothing stays, and is refused by name.
    """
    if not WINDOWS:
        return paths
    return tuple(file for path in paths for file in _fitting(path))


def _fitting(path: Path) -> list[Path]:
    if not any(sign in path.name for sign in "*?") or exists(path):
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of `path` in the end.

    Where that fails, what was there stays.

    Raises:
        OSError: it cannot be written, or cannot take that place.
    """
    # Not the file's own name with more behind it: a long Thai name leaves no room for more.
    fresh = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
