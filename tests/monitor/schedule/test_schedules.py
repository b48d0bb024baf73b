"""What is written for cron, systemd and Windows hands on every character of every path as it is."""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ita_sync.monitor.schedule import cron, systemd, windows
from ita_sync.monitor.schedule.job import Days, Job, UnfitError, called, command
from tests.monitor.schedule import crontab, task_schema, unit_file

AT = time(7, 30)
SHELL = Path("/bin/sh")
NASTY = "ab ก้ำ%$`\"'\\!*?~#&|;<>(){}[]=^:@,+-."
NAMES = st.text(st.sampled_from(NASTY), min_size=1, max_size=12)
ANY = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x00"),
    min_size=1,
    max_size=12,
)
PATHS = st.builds("/home/{}/{}".format, NAMES | ANY, NAMES | ANY)
HARD = (
    "/x",
    "\\%a",
    "%h %n %%",
    "\\\\%",
    "a\\",
    '"',
    "'",
    "$HOME ${HOME} $(id)",
    "#",
    ";",
    "a b\\",
)


def job(program: str, *words: str, days: Days = "mon-fri") -> Job:
    """Return a job that calls a program."""
    return Job((program, "verify", *words), AT, days)


@pytest.mark.skipif(not SHELL.exists(), reason="this computer has no /bin/sh")
@given(PATHS, st.lists(PATHS | NAMES, max_size=3))
@example("/opt/ita sync/100%", list(HARD))
@settings(max_examples=150)
def test_cron_and_the_shell_hand_on_every_word(program: str, more: list[str]) -> None:
    """As a walk through the line by the manual, and then the shell itself, see it."""
    one = job(program, *more)
    fields, handed = crontab.entry(cron.line(one))
    assert crontab.words(handed) == list(one.command)
    assert [sorted(field) for field in (fields[0], fields[1], fields[4])] == [
        [30],
        [7],
        [1, 2, 3, 4, 5],
    ]
    assert cron.commands(f"# a\nMAILTO=x\n\n{cron.line(one)}\n@daily other\n") == [
        one.command,
        ("other",),
    ]


@given(PATHS, st.lists(PATHS | NAMES, max_size=3))
@example("/opt/ita sync/100%", list(HARD))
def test_systemd_hands_on_every_word(program: str, more: list[str]) -> None:
    """No specifier, no variable, no quote is lost or put in."""
    assume(not set(program) & set("\"'\\"))
    one = job(program, *more)
    service = systemd.units(one)[systemd.SERVICE]
    (line,) = [each for each in service.split("\n") if each.startswith("ExecStart=")]
    assert unit_file.arguments(line.removeprefix("ExecStart=")) == list(one.command)
    assert systemd.commands(service) == [one.command]


@given(PATHS, st.lists(PATHS | NAMES, max_size=3))
@example("C:\\Program Files\\ita sync\\", ["a b\\", '"', "<&>", "\\\\server\\ก\\"])
def test_a_task_hands_on_every_word_or_is_refused(program: str, more: list[str]) -> None:
    """Where Windows would put a variable in, nothing is written."""
    one = job(program, *more)
    program = program.strip('"')
    try:
        text = windows.task(one, date(2026, 11, 30))
    except UnfitError:
        assert any(word.count("%") > 1 or "$(" in word for word in one.command)
        return
    root = ET.fromstring(text.encode("utf-16"))  # noqa: S314 - our own
    assert task_schema.faults(root) == []
    found = {child.tag.removeprefix(task_schema.NS): child.text or "" for child in root.iter()}
    assert found["Command"] == one.command[0]
    assert windows.split(found["Arguments"]) == list(one.command[1:])


@given(st.lists(st.text("ab \t\\\"'ก", max_size=8), max_size=4))
def test_a_command_line_is_taken_apart_as_it_was_put_together(words: list[str]) -> None:
    """The other way round than `subprocess` writes it for Windows."""
    assert windows.split(subprocess.list2cmdline(words)) == words


@pytest.mark.parametrize("days", ["mon-fri", "daily"])
def test_a_task_catches_up_and_keeps_to_the_schema(days: Days) -> None:
    """With and without an owner; the rules do refuse what is not in order."""
    for owner in (None, "OFFICE\\ita & co"):
        text = windows.task(job("C:\\x.exe", days=days), date(2026, 11, 30), owner)
        root = ET.fromstring(text.encode("utf-16"))  # noqa: S314 - our own
        assert task_schema.faults(root) == []
        assert root.findtext(f".//{task_schema.NS}StartWhenAvailable") == "true"
        assert root.findtext(f".//{task_schema.NS}UserId") == owner
        assert len(root.findall(f".//{task_schema.NS}DaysOfWeek/*")) == (
            5 if days == "mon-fri" else 0
        )
    trigger = root.find(f".//{task_schema.NS}CalendarTrigger")
    assert trigger is not None
    trigger[:] = trigger[::-1]
    assert task_schema.faults(root)


@pytest.mark.parametrize("days", ["mon-fri", "daily"])
@pytest.mark.parametrize("name", ["plain", "with space", "ก ข", "a%b", "$HOME", "a;b=c", "-x"])
def test_systemd_itself_accepts_the_units(tmp_path: Path, name: str, days: Days) -> None:
    """`systemd-analyze verify`, which also looks whether the program can be run."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("this computer has no systemd-analyze")
    program = tmp_path / name
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    units = systemd.units(Job((str(program), "verify", *HARD), AT, days))
    for unit, text in units.items():
        (tmp_path / unit).write_text(text, "utf-8")
    surroundings = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [analyze, "--user", "verify", *(str(tmp_path / unit) for unit in units)],
        capture_output=True,
        env=surroundings,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_cannot_be_written_is_refused_in_words() -> None:
    """A line break, bytes that are no text, a line that is too long, a program systemd refuses."""
    writers = (cron.line, systemd.units, lambda one: windows.task(one, date(2026, 1, 1)))
    for write in writers:
        for bad in ("/a\nb", "/a\x00", "/a\udcff", "/a\u2028b", "/a\rb"):
            with pytest.raises(UnfitError):
                write(job("/x", bad))
    with pytest.raises(UnfitError, match="998 bytes"):
        cron.line(job("/x", "/" + "ก" * 400))
    with pytest.raises(UnfitError, match="quote or backslash"):
        systemd.units(job("/it's"))


def test_the_command_has_no_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it was asked for; what is installed tells again what it looks at."""
    monkeypatch.chdir(tmp_path)
    words = command(
        Path("config/../c.toml"), Path("state"), lang="th", credentials=Path("key.json")
    )
    assert Path(words[0]).is_absolute()
    call = called(words)
    assert call is not None
    assert (call.config, call.state) == (str(tmp_path / "c.toml"), str(tmp_path / "state"))
    assert (call.program, call.scheduled) == (words[0], True)
    assert words[-2:] == ("--credentials", str(tmp_path / "key.json"))


@pytest.mark.parametrize(
    ("words", "program"),
    [
        (("/v/ita-sync", "verify"), "/v/ita-sync"),
        (("A=b", "/v/ita-sync", "verify", "--state=/s"), "/v/ita-sync"),
        (("C:\\v\\Ita-Sync.exe", "verify"), "C:\\v\\Ita-Sync.exe"),
        (("/v/python", "-m", "ita_sync", "verify"), "/v/python"),
        (("/v/ita-sync", "history"), None),
        (("/v/other", "verify"), None),
        ((), None),
    ],
)
def test_a_call_of_ours_is_recognised(words: tuple[str, ...], program: str | None) -> None:
    """By its name and command, however it was written by hand."""
    call = called(words)
    assert (call and call.program) == program
