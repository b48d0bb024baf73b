"""Which schedules of ours this computer has: asked of its programs, read from their files."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ita_sync import files
from ita_sync.errors import os_reason
from ita_sync.i18n import T, Text
from ita_sync.monitor.schedule import cron, systemd, windows
from ita_sync.monitor.schedule.job import NAME, Call, Kind, called

SECONDS = 20.0
_MOST_BYTES = 1024 * 1024
_ENCODING = "oem" if os.name == "nt" else "utf-8"  # of what programs print into a pipe


@dataclass(frozen=True)
class Installed:
    """A schedule that calls us.

    Attributes:
        kind: of which scheduler.
        call: what it calls.
        active: whether it will run; None if that could not be seen.
    """

    kind: Kind
    call: Call
    active: bool | None = True


@dataclass
class Seen:
    """What was found, and what could not be looked at."""

    found: list[Installed] = field(default_factory=list)
    unseen: list[Text] = field(default_factory=list)


def look() -> Seen:
    """Return the schedules of this user on this computer. Only reads."""
    seen = Seen()
    for one in (_windows,) if os.name == "nt" else (_cron, _systemd):
        one(seen)
    return seen


def _cron(seen: Seen) -> None:
    text = _asked(seen, ["crontab", "-l"], T("the crontab"), nothing=1)
    seen.found += [Installed("cron", call) for call in _calls(cron.commands(text or ""))]


def _systemd(seen: Seen) -> None:
    path = unit_folder() / systemd.SERVICE
    if not files.exists(path):
        return
    try:
        text = files.read(path, _MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        seen.unseen.append(T("{path}: {why}", path=path, why=os_reason(error)))
        return
    calls = _calls(systemd.commands(text))
    what = T("whether the timer of systemd is active")
    state = _asked(seen, ["systemctl", "--user", "is-active", systemd.TIMER], what, nothing=3)
    active = None if state is None else state.strip() == "active"
    seen.found += [Installed("systemd", call, active) for call in calls]


def _windows(seen: Seen) -> None:
    query = ["schtasks", "/Query", "/TN", NAME, "/XML"]
    text = _asked(seen, query, T("the tasks of Windows"), nothing=1) or ""
    active = "<Enabled>false</Enabled>" not in text
    seen.found += [Installed("windows", call, active) for call in _calls(windows.commands(text))]


def unit_folder() -> Path:
    """Return where systemd looks for the units of this user."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "systemd" / "user"


def _calls(commands: Sequence[tuple[str, ...]]) -> list[Call]:
    return [call for words in commands if (call := called(words))]


def _asked(seen: Seen, question: Sequence[str], what: Text, *, nothing: int) -> str | None:
    """Return what a program of the system prints; None where it cannot be asked, which is kept.

    Args:
        seen: keeps it.
        question: program and arguments.
        what: is asked for.
        nothing: the exit code that says there is none.
    """
    program = shutil.which(question[0])
    if program is None:
        seen.unseen.append(T("{what}: this computer has no {name}", what=what, name=question[0]))
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a program of the system, words of our own
            [program, *question[1:]], capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        seen.unseen.append(T("{what}: {name} gave no answer", what=what, name=question[0]))
        return None
    if answer.returncode not in {0, nothing}:
        seen.unseen.append(T("{what}: {name} refused", what=what, name=question[0]))
        return None
    return answer.stdout.decode(_ENCODING, "replace")
