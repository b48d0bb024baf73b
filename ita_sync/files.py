"""Files as people meet them: named in a command, read without waiting, written whole or not at all.

The one door for reading and writing: whoever opens a file elsewhere has to say why.
"""

import errno
import os
import secrets
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

WINDOWS = os.name == "nt"

# What no shell reads as more than a letter: neither sh nor cmd nor PowerShell.
_PLAIN = frozenset("+:./\\-_")
_MARKS = ("Mn", "Mc")  # Thai vowels and tones

PRIVATE = 0o600
"""Permissions of what only its owner may read."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # Windows has no pipes among its files


def shell_quoted(path: Path | str, *, windows: bool = WINDOWS) -> str:
    """Return a path as it is typed in the shell at hand, in quotes where it needs them.

    A name that begins like an option gets its folder in front. On Windows the quotes are those that
    cmd and PowerShell share, and no file name there holds one; a $ in a name PowerShell still takes
    for a variable, and cmd a % between two names.
    """
    text = str(path)
    if text.startswith("-"):
        text = f".\\{text}" if windows else f"./{text}"
    if text and all(map(_is_plain, text)):
        return text
    if windows:
        return f'"{text}"'
    import shlex  # few names need it

    return shlex.quote(text)


def from_here(path: str) -> str | None:
    """Return a path as it is typed where we stand, None where no such file is there any more."""
    if not path or not exists(Path(path)):
        return None
    return shell_quoted(nearby(path))


def nearby(path: str) -> Path:
    """Return a path as it is shortest where we stand."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # our folder is gone; or it is on another drive
        relative = path
    return Path(min(path, relative, key=len))


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in _PLAIN or unicodedata.category(character) in _MARKS


def name_of(path: Path) -> str:
    """Return the name of a file as a text that can be stored."""
    return storable(path.name)


def storable(name: str) -> str:
    """Return a name of a file or folder as a text that can be stored; bytes that are none by code.

    No file is found under what stands for such bytes.
    """
    return name.encode("utf-8", "backslashreplace").decode()


def exists(path: Path) -> bool:
    """Say whether a file or folder is there; one whose name no system takes is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_taken(path: Path) -> bool:
    """Say whether a name is taken, be it by a link that leads nowhere or by what is no file."""
    return os.path.lexists(path)


def is_open(path: Path) -> bool:
    """Whether Excel or LibreOffice says, by a file of its own beside it, that it has one open."""
    names = f"~${path.name}", f".~lock.{path.name}#"
    return any(is_taken(path.with_name(name)) for name in names)


def is_folder(path: Path) -> bool:
    """Say whether a folder is there; one whose name no system takes is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


FORM = ".xlsx"
"""How the name of a report file ends that is a form."""
YAML = frozenset({".yaml", ".yml"})
REPORTS = frozenset({*YAML, FORM})
"""How names of report files end."""
_SHADOWS = (".", "~$")
"""How names of files begin that are there only while a program has another one open."""


def expanded(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that paths name: for a folder the reports that lie in it, by name.

    `*` and `?` are taken as a pattern where the shell does not: Windows leaves that to programs.
    A pattern that fits nothing, and a folder without reports, stays, and is refused by name.
    """
    named = [file for path in paths for file in (_fitting(path) if WINDOWS else [path])]
    return tuple(file for path in named for file in _reports_in(path) or [path])


def _fitting(path: Path) -> list[Path]:
    if not any(sign in path.name for sign in "*?") or exists(path):
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


def _reports_in(folder: Path) -> list[Path]:
    """Return the reports that lie in a folder, not in those below it.

    A form from which a report file in YAML of the same name was made is no second report.
    """
    if not is_folder(folder):
        return []
    with suppress(OSError):
        named = (file for file in sorted(folder.iterdir()) if file.suffix.lower() in REPORTS)
        found = [file for file in named if not file.name.startswith(_SHADOWS)]
        made = {file.stem for file in found if file.suffix.lower() in YAML}
        return [file for file in found if file.suffix.lower() != FORM or file.stem not in made]
    return []


def repeated(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the paths that mean a file which an earlier one means, too."""
    seen: set[str] = set()
    again = []
    for path in paths:
        real = _real(path)
        again += [path] if real in seen else []
        seen.add(real)
    return tuple(again)


def distinct(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return each file once, by the first path that means it."""
    first: dict[str, Path] = {}
    for path in paths:
        first.setdefault(_real(path), path)
    return tuple(first.values())


def _real(path: Path) -> str:
    """Return the one name of a file, whatever links and spellings lead to it."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):  # no system takes such a name
        return str(path)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read; a pipe or a device could keep the program waiting for ever.

    Raises:
        OSError: it cannot be read, or is a folder, a pipe or a device.
    """
    _require_file(path, path.stat().st_mode)  # some devices act when they are opened
    with open(path, "rb", opener=_without_waiting) as handle:
        _require_file(path, os.fstat(handle.fileno()).st_mode)  # the name may mean another by now
        yield handle


def read(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file, and one more where it is longer.

    Raises:
        OSError: as `opened`.
    """
    with opened(path) as handle:
        return handle.read(most + 1) or b""  # None: a file of the system that would wait


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAIT)


def replaced(path: Path) -> os.stat_result | None:
    """Return the file that one written to `path` replaces, None where nothing is there.

    Raises:
        OSError: what is there is never replaced: a link, a folder, a pipe or a device.
    """
    try:
        found = path.lstat()
    except (OSError, ValueError):  # whoever writes there is told why it cannot be
        return None
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    _require_file(path, found.st_mode)
    return found


def _require_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(number, os.strerror(number), str(path))


def make_private(path: Path) -> None:
    """Make a file that only its owner may read and that a library will write, unless it is there.

    Raises:
        OSError: it cannot be made, or what is there is never replaced.
    """
    if replaced(path) is None:
        with suppress(FileExistsError):  # another run was first
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))


def make_folder(path: Path) -> None:
    """Make a folder of the program's own, which only its owner may enter, unless it is there.

    Raises:
        OSError: it cannot be made.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)


@contextmanager
def atomic_write(path: Path, mode: int | None = None, *, keep: bool = True) -> Iterator[Path]:
    """Give a file to write that takes the place of `path` in the end.

    Where that fails, what was there stays.

    Args:
        path: where nothing is, or a file.
        mode: permissions of a new file; else as the system gives them.
        keep: a file that is replaced hands on its permissions.

    Raises:
        OSError: it cannot be written, or cannot take that place (see `replaced`).
    """
    found = replaced(path)
    was = found if keep else None
    if was is not None:
        mode = stat.S_IMODE(was.st_mode)
    # Not the file's own name with more behind it: a long Thai name leaves no room for more.
    fresh = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # Nobody else reads it before it is known who may.
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        os.close(os.open(fresh, new, 0o666 if mode is None else PRIVATE))
        yield fresh
        _to_disk(fresh)
        if mode is not None and not WINDOWS:
            fresh.chmod(_handed_on(fresh, was, mode))
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until the disk has a file: a crash leaves the old one or the new one, never half."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _handed_on(fresh: Path, was: os.stat_result | None, mode: int) -> int:
    """Give a file the owner and group of the one before; return the permissions it then may have.

    Where the group cannot be handed on, its permissions would be another group's.
    """
    if was is None:
        return mode
    for owner in (was.st_uid, -1):
        with suppress(OSError):
            os.chown(fresh, owner, was.st_gid)
            return mode & 0o777
    return mode & 0o707
