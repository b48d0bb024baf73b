"""`check` as people see it, and `check --fix` as they talk with it."""

import json
import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from ita_sync.cli.show_findings import excerpt
from ita_sync.report import Position
from tests.cli.conftest import REPORT, SIGN, Cli

KNOWN = "a common misreading of Thai digits"
pty = pytest.importorskip("pty", reason="terminals of this kind are not on Windows")


def edit(path: Path, *pairs: tuple[str, str]) -> bytes:
    """Replace texts of a file, each of which must stand there; return what it holds now."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path.read_bytes()


def converse(arguments: list[str], folder: Path, answers: list[str]) -> tuple[int, str]:
    """Run the program on a terminal, answering its questions one after the other.

    Return exit code and screen.
    """
    ours, theirs = pty.openpty()
    environment = {**os.environ, "ITA_SYNC_LANG": "en", "COLUMNS": "100", "PYTHONUTF8": "1"}
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
            if left and re.search(rb"(\[y/N\]|none): ?$", screen):
                os.write(ours, (left.pop(0) + "\n").encode())
                screen += b"\n"
        return process.wait(60), re.sub(r"\x1b\[[0-9;]*m", "", screen.decode()).replace(
            "\r\n", "\n"
        )
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_findings_stand_by_place_with_the_line_and_a_caret(cli: Cli, desk: Path) -> None:
    """One heading a section, the line of the file once, the heads as scripts look for them."""
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"), ("level: ต้องปรับปรุง", "level: ผ่าน"))
    ran = cli("check", REPORT)
    assert ran.code == 1
    source = r"  Rule: .*\n"
    assert re.fullmatch(
        rf"total · Total score\n{REPORT}:29:8: error TOTAL-SUM\n   29 \| total: 39\.41\n      \|        \^\n"
        rf"  The total is 39\.41\.\n  Expected: 78\.41\n{source}"
        rf"  The only one-figure reading that fits: total: 39\.41 → 78\.41 \(๗→๓, ๘→๙: {KNOWN}\)\n\n"
        rf"level · Level\n{REPORT}:30:8: error LEVEL-WRONG\n   30 \| level: ผ่าน\n      \|        \^\n"
        rf'  The level is "ผ่าน" at a total of 39\.41\.\n  Expected: ต้องปรับปรุง.*\n{source}'
        r"  The only one-figure reading that fits: level: ผ่าน → ต้องปรับปรุง \(the level follows from "
        r"the scores\)\n\n"
        rf"url · Public link of the report\n{REPORT}:253:6: warning URL-RESERVED\n[^\n]*\n[^\n]*\^\n(  .*\n)+"
        rf"{REPORT}: 2 errors, 1 warnings, 0 notes\n",
        ran.out,
    ), ran.out
    assert "\x1b" not in ran.out


def test_the_thai_view_is_thai(cli: Cli, desk: Path) -> None:
    """Headings, findings and readings in the officer's language."""
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    told = cli("check", REPORT, "--lang", "th").out
    assert told.startswith(
        f"total · คะแนนรวม\n{REPORT}:29:8: ข้อผิดพลาด TOTAL-SUM\n   29 | total: 39.41\n"
    )
    assert "คะแนนรวม: 39.41 → 78.41 (๗→๓, ๘→๙: เลขไทยที่มักอ่านสลับกัน)" in told


def test_two_findings_of_one_line_show_it_once(cli: Cli, desk: Path) -> None:
    """The second begins with its head."""
    edit(desk / REPORT, ("score: 80.20", "score: 180.20"))
    told = cli("check", REPORT).out
    assert told.count("score: 180.20\n") == 1
    assert len(re.findall(rf"{REPORT}:53:16: error", told)) == 2


def test_of_many_readings_five_are_shown(cli: Cli, desk: Path) -> None:
    """And how many more there are; none is called right."""
    edit(desk / REPORT, ("88.18", "88.78"))
    told = cli("check", REPORT).out
    count = int(re.findall(r"(\d+) readings fit; only the document tells which is right:", told)[0])
    assert f"    … and {count - 5} more.\n" in told
    assert len(re.findall(r"^    \S.* → ", told, re.MULTILINE)) == 5
    assert "only one-figure" not in told


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "under"),
    [
        ("total: 39.41", 8, 60, "    7 | total: 39.41", "      |        ^"),
        ("a: ที่นี่ x", 12, 60, "    7 | a: ที่นี่ x", "      |        ^"),
        ("a:\tb", 4, 60, "    7 | a: b", "      |    ^"),
        ("a: \u200bb", 5, 60, "    7 | a: ·b", "      |     ^"),
        ("x" * 100, 1, 60, "    7 | " + "x" * 50 + "…", "      | ^"),
        ("x" * 100, 100, 60, "    7 | …" + "x" * 50, "      | " + " " * 50 + "^"),
        ("x" * 100, 50, 60, "    7 | …" + "x" * 50 + "…", "      | " + " " * 26 + "^"),
        ("short", 99, 60, "    7 | short", "      |      ^"),
    ],
)
def test_the_caret_stands_under_the_field(
    line: str, column: int, width: int, shown: str, under: str
) -> None:
    """Thai marks have no width, tabs are one column, long lines are cut around it."""
    assert excerpt(line, Position(7, column), width) == (shown, under)


def test_a_cut_does_not_part_a_letter_from_its_marks() -> None:
    """No line begins with a mark that belongs to a letter left out."""
    shown, under = excerpt("ที่" * 100 + "x", Position(1, 301), 60)
    assert shown.startswith("    1 | …ที่")
    assert under.endswith("^")


def test_a_line_of_a_million_characters_is_shown_quickly() -> None:
    """A file may be one line."""
    shown, _ = excerpt("ก" * 1_000_000, Position(1, 500_000), 80)
    assert len(shown) < 90


def test_many_files_are_summed_up(cli: Cli, desk: Path) -> None:
    """Files by kind, and the codes that stand most often."""
    text = (desk / REPORT).read_text("utf-8")
    names = [f"r{number}.yaml" for number in range(12)]
    for number, name in enumerate(names):
        (desk / name).write_text(text.replace("78.41", "39.41") if number < 3 else text, "utf-8")
    clean = text.replace("chaturat.example", "chaturat.go.th")
    (desk / names[-1]).write_text(clean, "utf-8")
    ran = cli("check", *names, "nowhere.yaml")
    assert ran.code == 1
    assert ran.out.endswith(
        "\n13 files: 3 with errors, 8 with warnings only, 1 clean, 1 not readable\n"
        "Most often: URL-RESERVED 11, TOTAL-SUM 3\n"
    )
    assert "Checking" not in ran.err


def test_on_a_terminal_many_files_have_a_progress_bar(desk: Path) -> None:
    """And a few have none."""
    names = [f"r{number}.yaml" for number in range(12)]
    for name in names:
        (desk / name).write_bytes((desk / REPORT).read_bytes())
    assert "12/12" in converse(["check", *names], desk, [])[1]
    assert "Checking" not in converse(["check", *names[:2]], desk, [])[1]


def test_warnings_fail_only_a_strict_check(cli: Cli) -> None:
    """The example has one warning."""
    assert cli("check", REPORT).code == 0
    assert cli("check", "--strict", REPORT).code == 1


def test_json_has_the_readings(cli: Cli, desk: Path) -> None:
    """Where, what, why in both languages; `--fix` asks nothing there."""
    before = edit(desk / REPORT, ("total: 78.41", "total: ๓๙.๔๑"))
    ran = cli("check", "--fix", "--json", REPORT)
    finding = ran.document()["results"][0]["findings"][0]
    assert finding["code"] == "TOTAL-SUM"
    assert finding["suggestions"] == [
        {
            "changes": [
                {"field": "total", "line": 29, "column": 8, "printed": "39.41", "proposed": "78.41"}
            ],
            "why": {"th": "๗→๓, ๘→๙: เลขไทยที่มักอ่านสลับกัน", "en": f"๗→๓, ๘→๙: {KNOWN}"},
            "only": True,
        }
    ]
    assert (desk / REPORT).read_bytes() == before


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
    assert screen.endswith(f"{REPORT}: 0 errors, 1 warnings, {int(encoding == 'cp874')} notes\n")
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


def test_the_document_of_a_check_keeps_its_shape(cli: Cli) -> None:
    """Other programs read it: fields are added, none changed."""
    document = json.loads(cli("check", "--json", REPORT).out)
    assert document["schema_version"] == 1
    assert list(document["results"][0]) == ["report", "findings"]
    assert list(document["results"][0]["findings"][0]) == [
        "code", "severity", "field", "line", "column", "what", "expected", "why", "source", "document", "suggestions",
    ]  # fmt: skip
