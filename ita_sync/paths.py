"""File names as people meet them: in a command that they type again, and too long for the system."""

import os
import shlex
import subprocess
import unicodedata
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
