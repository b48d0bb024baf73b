"""`make pictures` says what it lacks, and writes nothing then."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def test_what_is_missing_is_named() -> None:
    """On a machine without browser and LibreOffice."""
    pytest.importorskip("pty", reason="the pictures are taken on a terminal, not on Windows")
    folder = ROOT / "docs" / "pictures"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    ran = subprocess.run(
        [sys.executable, "-m", "tools.pictures"],
        cwd=ROOT,
        env={**os.environ, "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("No picture was made: this machine lacks a browser (one of chro")
    assert " and LibreOffice (soffice)." in ran.stderr
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
