"""What is no file, put where a file is expected."""

import os
import stat
from pathlib import Path

import pytest

KINDS = ("link", "dangling link", "pipe", "socket", "device", "folder")
UNREADABLE = tuple(kind for kind in KINDS if kind != "link")


def make(path: Path, kind: str) -> Path:
    """Put something of a kind there and return its path; links lead to files beside it."""
    match kind:
        case "link":
            target = path.with_name("theirs")
            target.write_text("theirs", "utf-8")
            path.symlink_to(target)
        case "dangling link":
            path.symlink_to(path.with_name("nothing"))
        case "pipe":
            os.mkfifo(path)
        case "socket":
            _special(path, stat.S_IFSOCK)
        case "device":  # one that is always empty; the machine's own is not put at risk
            _special(path, stat.S_IFCHR)
        case "folder":
            path.mkdir()
    return path


def _special(path: Path, kind: int) -> None:
    try:
        os.mknod(path, kind | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices, and not everywhere")


def contents(folder: Path) -> dict[str, object]:
    """Return what is in a folder: kinds and permissions, what files hold, where links lead."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, _content(path))
        for path in sorted(folder.rglob("*"))
    }


def _content(path: Path) -> object:
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else None
