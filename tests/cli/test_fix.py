"""`check --fix`: a conversation about each change."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, SIGN, Cli
from tests.cli.terminal import converse, edit


def test_without_a_terminal_fix_is_refused(cli: Cli, desk: Path) -> None:
    """A script does not change reports."""
    before = edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    ran = cli("check", "--fix", REPORT)
    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert (desk / REPORT).read_bytes() == before


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("total: ๓๙.๔๑ # คะแนน", "total: ๗๘.๔๑ # คะแนน"),
        ("total: '39.41'", "total: '78.41'"),
        ('total:   "๓๙.๔๑"', 'total:   "๗๘.๔๑"'),
    ],
)
@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp874", "\r\n")],
)
def test_fix_changes_the_value_and_nothing_else(
    desk: Path, printed: str, mended: str, encoding: str, end: str
) -> None:
    """Digits, quotes, comments, line ends and encoding stay."""
    text = (desk / REPORT).read_text("utf-8").replace("—", "-")
    wrong, right = (
        text.replace("total: 78.41", word).replace("\n", end) for word in (printed, mended)
    )
    (desk / REPORT).write_bytes(wrong.encode(encoding))
    code, screen = converse(["check", "--fix", REPORT], desk, ["y"])
    assert code == 0, screen
    assert (desk / REPORT).read_bytes() == right.encode(encoding)
    assert f"-{printed}\n+{mended}\n" in screen
    notes = "1 note" if encoding == "cp874" else "0 notes"
    assert screen.endswith(f"{REPORT}: 0 errors, 1 warning, {notes}\n")
    assert sorted(path.name for path in desk.iterdir()) == [REPORT]


def test_fix_writes_nothing_that_was_not_agreed_to(desk: Path) -> None:
    """Enter is no."""
    before = edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    code, screen = converse(["check", "--fix", REPORT], desk, [""])
    assert code == 1
    assert (desk / REPORT).read_bytes() == before
    assert "Written" not in screen
    assert "error TOTAL-SUM" in screen


def test_of_several_readings_fix_asks_which(desk: Path) -> None:
    """A number chooses, and the change is asked about once more."""
    right = (desk / REPORT).read_bytes()
    edit(desk / REPORT, ("88.18", "88.78"))
    declined = converse(["check", "--fix", REPORT], desk, [""])[1]
    number = re.findall(r"(\d+)\. indicator 5: 88\.78 → 88\.18", declined)[0]
    code, screen = converse(["check", "--fix", REPORT], desk, [number, "y"])
    assert code == 0, screen
    assert (desk / REPORT).read_bytes() == right


def test_fix_mends_one_after_the_other_and_says_what_is_left(desk: Path) -> None:
    """Two errors, one accepted, one declined; a sign-off is mentioned."""
    subprocess.run(
        [sys.executable, "-m", "ita_sync", *SIGN], cwd=desk, check=True, capture_output=True
    )
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"), ("level: ต้องปรับปรุง", "level: ผ่าน"))
    code, screen = converse(["check", "--fix", REPORT], desk, ["y", "n"])
    assert code == 1
    text = (desk / REPORT).read_text("utf-8")
    assert "total: 78.41\nlevel: ผ่าน\n" in text
    assert screen.count("it has to be signed again") == 2
    assert "error LEVEL-WRONG" in screen.rsplit("Written", 1)[1]


def test_what_cannot_be_written_in_place_is_left_to_the_hand(desk: Path) -> None:
    """An entry missing from a list is more than a value."""
    before = edit(desk / REPORT, ("      - {item: o13, score: 0.00}\n", ""))
    code, screen = converse(["check", "--fix", REPORT], desk, [])
    assert code == 1
    assert "To be changed by hand: add o13 to weak items of indicator 9" in screen
    assert (desk / REPORT).read_bytes() == before


@pytest.mark.parametrize("answer", ["y"])
def test_fix_changes_a_value_and_keeps_its_comment(desk: Path, answer: str) -> None:
    """The comment stays byte for byte; that its mark stays, too, is said."""
    comment = '  # ?? read from line 3: "๓๙.๔๑"; may be 78.41'
    edit(desk / REPORT, ("total: 78.41", "total: 39.41" + comment))
    code, screen = converse(["check", "--fix", REPORT], desk, [answer])
    assert code == 1
    assert f"total: 78.41{comment}\n" in (desk / REPORT).read_text("utf-8")
    assert f"  {REPORT}:29:8 keeps its ??: once you have compared, delete it" in screen
    assert "TOTAL-SUM" not in screen.rpartition("keeps its ??")[2]
