"""`schedule`: prints, writes, explains and checks."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ita_sync.cli.schedule_steps import steps
from ita_sync.cli.verify import verify
from ita_sync.errors import Exit
from ita_sync.monitor.memory import Memory
from ita_sync.monitor.schedule import cron, systemd
from ita_sync.monitor.schedule.job import called
from tests.cli.conftest import REPORT, SIGN, Cli, own_config
from tests.monitor.schedule import crontab

ROOT = Path(__file__).parents[2]
PRACTICE = ("schedule", "--practice")
posix = pytest.mark.skipif(os.name != "posix", reason="cron and systemd are of Linux")


def stand_in(folder: Path, name: str, script: str) -> None:
    """Put a program of the system's name in front of all others."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a crontab that is empty and a systemd whose timer is active."""
    folder = tmp_path / "bin"
    stand_in(folder, "crontab", f'cat "{tmp_path}/crontab" 2>/dev/null || exit 1')
    stand_in(folder, "systemctl", "echo active")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return folder


def line(cli: Cli, *more: str) -> str:
    """Return the line for crontab."""
    ran = cli(*PRACTICE, "--kind", "cron", *more)
    assert ran.code == 0
    return ran.out.rstrip("\n")


def doctors(cli: Cli) -> dict[str, Any]:
    """Return what doctor says of the schedule."""
    found = cli("doctor", "--json").document()["lines"]
    return next(each for each in found if each["name"] == "schedule")


@posix
def test_the_line_works_from_anywhere_without_the_surroundings_of_a_shell(
    cli: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As cron runs it: another folder, no variables. It finds the journal all the same."""
    state = tmp_path / "ก 100% $HOME's state"
    monkeypatch.setenv("ITA_SYNC_STATE", os.path.relpath(state))
    own_config(desk)
    cli(*SIGN)
    assert cli("push", REPORT).code == 0
    _, command = crontab.entry(line(cli))
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd="/",
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "nobody")},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    memory = Memory.load(state)
    assert (memory.rows, memory.scheduled_at is not None) == (1, True)


def test_what_is_written_is_a_command_line_that_verify_takes(cli: Cli, desk: Path) -> None:
    """With all that can be handed on."""
    (desk / "key.json").write_text("{}", "utf-8")
    ran = cli(*PRACTICE, "--json", "--credentials", "key.json", "--kind", "cron")
    document = ran.document()
    words = document["run"]
    parsed = verify.make_context(
        "verify", words[words.index("verify") + 1 :], resilient_parsing=True
    )
    assert parsed.params["scheduled"] is True
    assert words[-2:] == ["--credentials", str(desk / "key.json")]
    assert cron.commands(document["files"]["ita-sync-verify.cron"]) == [tuple(words)]


def test_the_practice_sheet_is_scheduled_only_with_a_word(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in one, one's own, and an emulator; a province's sheet needs none."""
    assert cli("schedule").code == Exit.CONFIG
    path = own_config(desk) / "ita-sync.toml"
    refused = cli("schedule", "--kind", "cron")
    assert (refused.code, refused.out) == (Exit.CONFIG, "")
    assert "--practice" in refused.err
    text = path.read_text("utf-8").replace('"sandbox"\ntab', '"1AbC_d-e"\ntab')
    path.write_text(text, "utf-8")
    assert cli("schedule", "--kind", "cron").code == 0
    monkeypatch.setenv("ITA_SYNC_API_ROOT", "http://127.0.0.1:9")
    assert cli("schedule", "--kind", "cron").code == Exit.CONFIG
    told = cli(*PRACTICE, "--kind", "cron").err
    (mind,) = [each for each in told.splitlines() if "set in this shell, unknown to" in each]
    assert "ITA_SYNC_API_ROOT" in mind


@pytest.mark.parametrize(
    ("at", "begin"), [("07:30", "30 7 "), ("๐๗.๐๕", "5 7 "), ("23:59", "59 23 "), ("0:00", "0 0 ")]
)
def test_the_hour_is_read_as_people_write_it(cli: Cli, at: str, begin: str) -> None:
    """Thai digits, and a full stop."""
    assert line(cli, "--at", at).startswith(f"{begin}* * 1-5 ")
    assert line(cli, "--at", at, "--days", "daily").startswith(f"{begin}* * * ")


@pytest.mark.parametrize("at", ["24:00", "7", "07:60", "7:3", "", "07:30:00", "ab"])
def test_no_hour_is_a_usage_error(cli: Cli, at: str) -> None:
    """In words."""
    ran = cli(*PRACTICE, "--at", at)
    assert ran.code == Exit.USAGE
    assert "is no time of day; write 07:30" in ran.err


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("cron", {"ita-sync-verify.cron"}),
        ("systemd", {"ita-sync-verify.service", "ita-sync-verify.timer"}),
        ("windows", {"ita-sync-verify.xml"}),
    ],
)
def test_files_are_written_and_never_over_others(
    cli: Cli, desk: Path, kind: str, names: set[str]
) -> None:
    """Unless that is said; where one of two is there, none is written."""
    folder = desk / "new" / "folder"
    ran = cli(*PRACTICE, "--kind", kind, "-o", str(folder))
    assert (ran.code, ran.out.count("Written: ")) == (0, len(names))
    assert {path.name for path in folder.iterdir()} == names
    min(folder.iterdir()).unlink()
    left = set(folder.iterdir())
    again = cli(*PRACTICE, "--kind", kind, "-o", str(folder))
    assert again.code == (Exit.USAGE if left else 0)
    assert cli(*PRACTICE, "--kind", kind, "-o", str(folder), "--force").code == 0
    if kind == "windows":
        text = (folder / "ita-sync-verify.xml").read_bytes()
        assert text[:2] in {b"\xff\xfe", b"\xfe\xff"}
        assert "<StartWhenAvailable>true</StartWhenAvailable>" in text.decode("utf-16")
    (desk / "file").write_text("", "utf-8")
    assert cli(*PRACTICE, "--kind", kind, "-o", str(desk / "file" / "x")).code == Exit.CONFIG


@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_says_how_to_install_and_how_to_remove(cli: Cli, lang: str) -> None:
    """In both languages, on stderr: what is printed can be taken as it is."""
    for kind, install, remove in (
        ("cron", "crontab -e", "crontab -e"),
        ("systemd", "enable --now ita-sync-verify.timer", "disable --now ita-sync-verify.timer"),
        ("windows", "schtasks /Create", "schtasks /Delete"),
    ):
        ran = cli(*PRACTICE, "--kind", kind, "--lang", lang)
        assert install in ran.err
        assert remove in ran.err
        assert "crontab" not in ran.out
    assert f"--lang {lang}" in cli(*PRACTICE, "--kind", "cron", "--lang", lang).out


def test_units_in_their_place_need_no_moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the first step is to put them there."""
    there = steps("systemd", Path("~/.config/systemd/user"))
    assert len(steps("systemd", Path("elsewhere"))) == len(there) + 1


@posix
def test_what_is_installed_is_found_right(cli: Cli, desk: Path, system: Path) -> None:
    """By cron and by systemd; it ran, and when."""
    own_config(desk)
    (system.parent / "crontab").write_text(f"MAILTO=a\n{line(cli)}\n", "utf-8")
    units = system.parent / "home" / "systemd" / "user"
    assert cli(*PRACTICE, "--kind", "systemd", "-o", str(units)).code == 0
    ran = cli("schedule", "--check")
    assert ran.code == 0
    assert ran.out.count("it looks at this state folder") == 2
    assert "? No scheduled run has ended in this state folder yet." in ran.out
    cli(*SIGN)
    cli("push", REPORT)
    assert cli("verify", "--scheduled").code == 0
    assert "+ The last scheduled run ended 0 days ago, exit 0." in cli("schedule", "--check").out
    stand_in(system, "systemctl", "echo inactive; exit 3")
    off = cli("schedule", "--check", "--json")
    assert off.code == Exit.CONFIG
    assert [one["what"]["en"] for one in off.document()["checks"] if one["right"] is False] == [
        "systemd: it is installed, but switched off"
    ]


@posix
def test_what_is_installed_for_other_places_is_wrong(
    cli: Cli, desk: Path, system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another state folder, another configuration, a program that has gone, a line by hand."""
    own_config(desk)
    (system.parent / "crontab").write_text(
        "1 1 * * * /gone/ita-sync verify --config /other.toml\n", "utf-8"
    )
    wrong = cli("schedule", "--check")
    assert wrong.code == Exit.CONFIG
    assert [each for each in wrong.out.splitlines() if each.startswith("- ")] == [
        "- cron: it calls /gone/ita-sync, which cannot be run",
        "- cron: it uses another configuration, /other.toml",
        "- cron: it looks at another state folder, –",
        "- cron: --scheduled is missing",
    ]
    assert doctors(cli)["light"] == "yellow"
    (system.parent / "crontab").write_text(line(cli) + "\n", "utf-8")
    assert cli("schedule", "--check").code == 0
    assert doctors(cli)["light"] == "green"
    monkeypatch.setenv("ITA_SYNC_STATE", str(desk / "elsewhere"))
    assert "it looks at another state folder" in cli("schedule", "--check").out


@posix
def test_what_cannot_be_looked_at_is_said(
    cli: Cli, desk: Path, system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No crontab, one that refuses, none of ours."""
    own_config(desk)
    none = cli("schedule", "--check")
    assert (none.code, "- No schedule of ita-sync was found." in none.out) == (Exit.CONFIG, True)
    stand_in(system, "crontab", "echo no >&2; exit 2")
    assert "? Not looked at: the crontab: crontab refused." in cli("schedule", "--check").out
    monkeypatch.setenv("PATH", "")
    assert "this computer has no crontab" in cli("schedule", "--check").out


@posix
def test_a_schedule_that_stopped_is_told(cli: Cli, desk: Path, system: Path) -> None:
    """The line is there, but the last run is long past."""
    own_config(desk)
    (system.parent / "crontab").write_text(line(cli) + "\n", "utf-8")
    Memory(scheduled_at=1_000_000.0, ran_at=1_000_000.0, code=7).save(desk.parent / "state")
    ran = cli("schedule", "--check")
    assert ran.code == Exit.CONFIG
    assert "days ago, exit 7." in ran.out


@posix
def test_a_run_of_a_clock_that_was_ahead_tells_nothing(cli: Cli, desk: Path, system: Path) -> None:
    """Nobody can tell whether the schedule still runs."""
    own_config(desk)
    (system.parent / "crontab").write_text(line(cli) + "\n", "utf-8")
    Memory(scheduled_at=time.time() + 40 * 86400, code=0).save(desk.parent / "state")
    ran = cli("schedule", "--check")
    assert ran.code == Exit.CONFIG
    assert "lies ahead: the clock of this machine was changed" in ran.out


def test_it_says_when_and_where(cli: Cli, desk: Path) -> None:
    """In words; and that a task for Windows is of no use from another computer."""
    assert "from Monday to Friday at 07:30" in cli(*PRACTICE, "--kind", "cron").err
    assert "every day at 06:05" in cli(*PRACTICE, "--days", "daily", "--at", "6.05").err
    foreign = "cron" if os.name == "nt" else "windows"
    assert "ask on the one on which it will run" in cli(*PRACTICE, "--kind", foreign).err


def test_links_are_opened_where_that_is_asked_for(cli: Cli, desk: Path) -> None:
    """By an option that `verify` has."""
    assert line(cli, "--online").endswith(" --online")
    if not any("--online" in each.opts for each in verify.params):
        pytest.skip("verify has no --online")
    verify.make_context("verify", ["--scheduled", "--online"])


@posix
def test_what_watch_lacks_is_told(
    cli: Cli, desk: Path, system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra that is not installed, addresses that others can read."""
    path = own_config(desk) / "ita-sync.toml"
    (system.parent / "crontab").write_text(line(cli) + "\n", "utf-8")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\n\[watch\] .*", '\n[watch]\nnotify = ["json://a"]', text), "utf-8")
    path.chmod(0o644)
    monkeypatch.setattr("ita_sync.monitor.schedule.judge.find_spec", lambda _name: None)
    ran = cli("schedule", "--check")
    assert ran.code == Exit.CONFIG
    assert [each for each in ran.out.splitlines() if each.startswith("- ")] == [
        '- [watch] notify: pip install "ita-sync[notify]" is still to be done',
        "- [watch]: others can read its addresses, or git could commit them",
    ]


def test_the_program_is_this_very_installation(cli: Cli, desk: Path) -> None:
    """By its absolute path, however it was called."""
    words = cli(*PRACTICE, "--json", "--kind", "cron").document()["run"]
    call = called(words)
    assert call is not None
    assert Path(call.program).parent == Path(sys.executable).parent
    assert systemd.SERVICE in cli(*PRACTICE, "--json", "--kind", "systemd").document()["files"]
