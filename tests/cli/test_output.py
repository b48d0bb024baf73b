"""What comes out of a process: encodings, full disks, readers who have gone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT

PROGRAM = (sys.executable, "-m", "ita_sync")


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("encoding", ["cp874", "latin-1", "ascii"])
def test_what_programs_read_is_utf_8(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """A report file and JSON are, whatever the console speaks."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    report = subprocess.run(
        [*PROGRAM, "read", "scan.txt", "-o", "-"], capture_output=True, check=True
    )
    assert "บ้านใหม่" in report.stdout.decode("utf-8")
    told = subprocess.run(
        [*PROGRAM, "check", REPORT, "--json", "--lang", "th"], capture_output=True, check=False
    )
    assert json.loads(told.stdout.decode("utf-8"))["exit"] == told.returncode


@pytest.mark.usefixtures("text")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("read", "scan.txt", "-o", "-"), ("check", REPORT)])
def test_a_full_disk_is_no_bug(arguments: tuple[str, ...]) -> None:
    """What sends nothing says so."""
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr.decode()) == (
        Exit.INTERRUPTED,
        "Interrupted. This run sent nothing to the sheet.\n",
    )
