"""What comes out of a process: encodings, full disks, readers who have gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli, rows
from tests.cli.terminal import converse, edit

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
    document = json.loads(told.stdout.decode("utf-8"))
    assert (told.returncode, document["exit"]) == (Exit.OK, Exit.OK)


@pytest.mark.usefixtures("text")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("read", "scan.txt", "-o", "-"), ("check", REPORT)])
def test_a_full_disk_is_no_bug(arguments: tuple[str, ...]) -> None:
    """And of the sheet nothing is said by commands that have nothing to do with it."""
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr.decode()) == (
        Exit.INTERRUPTED,
        "The output could not be printed: the disk is full.\n",
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX")
def test_talk_that_nobody_hears_stops_no_work(desk: Path, cli: Cli) -> None:
    """The exit code tells how it ended; nothing is said of it at the exit either."""
    cli(*SIGN)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*PROGRAM, "push", REPORT], stdout=subprocess.PIPE, stderr=writing, check=False
    )
    both = subprocess.run([*PROGRAM, "push", REPORT], stdout=writing, stderr=writing, check=False)
    os.close(writing)
    assert (ran.returncode, both.returncode) == (Exit.OK, Exit.INTERRUPTED)
    assert ran.stdout.decode().startswith("Written: ")
    assert rows(desk) == 1


@pytest.mark.usefixtures("desk")
def test_the_row_for_pasting_and_the_schema_are_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    """They go into files and clipboards, also from a console in the old Thai encoding."""
    monkeypatch.setenv("PYTHONIOENCODING", "cp874")
    pasted = subprocess.run(
        [*PROGRAM, "push", REPORT, "--dry-run", "--tsv"], capture_output=True, check=True
    )
    assert "\tจัตุรัส\t" in pasted.stdout.decode("utf-8")
    assert pasted.stdout.count(b"\n") == 1
    schema = subprocess.run([*PROGRAM, "schema"], capture_output=True, check=True)
    assert "คะแนนรวม" in json.dumps(json.loads(schema.stdout.decode("utf-8")), ensure_ascii=False)


@pytest.mark.parametrize("variable", [None, "", "1"])
def test_no_color_is_respected(
    monkeypatch: pytest.MonkeyPatch, desk: Path, variable: str | None
) -> None:
    """On a terminal there are colours, unless NO_COLOR says otherwise (no-color.org)."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable is not None:
        monkeypatch.setenv("NO_COLOR", variable)
    coloured = not variable
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    code, screen = converse(["check", REPORT], desk, [], colours=True)
    assert code == Exit.FINDINGS
    assert ("\x1b[31m" in screen) is coloured
    assert coloured or "\x1b[" not in screen


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "none.yaml"), "This run changed no file."),
        (("fields", "none.yaml"), "This run changed no file."),
        (("sign", "none.yaml", *SIGN[2:]), "This run changed no file."),
        (("read", "none.docx"), "This run changed no file."),
        (("agencies", "import", "none.csv"), "This run changed no file."),
        (("push", "none.yaml"), "This run wrote nothing to the sheet."),
        (("push", "none.yaml", "--dry-run"), "This run wrote nothing to the sheet."),
        (("push", "none.yaml", "no.yaml"), "Nothing was written to the sheet for this report."),
    ],
)
def test_of_the_sheet_only_those_speak_who_work_on_it(
    cli: Cli, arguments: tuple[str, ...], said: str
) -> None:
    """A command that never writes there makes no claim about it; JSON says the same."""
    ran = cli(*arguments)
    assert said in ran.err
    assert ("sheet" in ran.err) is ("sheet" in said)
    document = cli(*arguments, "--json").document()
    error = document.get("error") or document["results"][0]["error"]
    assert error["written"]["en"] == said
    assert error["written"]["th"]
