"""A person at a terminal, and files that somebody edits."""

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="terminals of this kind are not on Windows")


def edit(path: Path, *pairs: tuple[str, str]) -> bytes:
    """Replace texts of a file, each of which must stand there; return what it holds now."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path.read_bytes()


def converse(
    arguments: list[str],
    folder: Path,
    answers: list[str],
    *,
    colours: bool = False,
    asked: str = r"(\[y/N\]|none): ?$",
    lang: str = "en",
) -> tuple[int, str]:
    """Run the program on a terminal, answering its questions one after the other.

    `asked` is how a question ends. Return exit code and screen, with its colours only where they
    are asked for.
    """
    ours, theirs = pty.openpty()
    environment = {**os.environ, "ITA_SYNC_LANG": lang, "COLUMNS": "100", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "ita_sync", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    screen, left = b"", list(answers)
    try:
        while select.select([ours], [], [], 60)[0]:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side has closed
                break
            if not chunk:
                break
            screen += chunk
            if left and re.search(asked.encode(), screen):
                os.write(ours, (left.pop(0) + "\n").encode())
                screen += b"\n"
        shown = screen.decode().replace("\r\n", "\n")
        return process.wait(60), shown if colours else re.sub(r"\x1b\[[0-9;]*m", "", shown)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
