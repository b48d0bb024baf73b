"""A timer and its service for systemd, for one user, without root."""

import re

from ita_sync.i18n import T
from ita_sync.monitor.schedule.job import NAME, Job, UnfitError, require_text

SERVICE, TIMER = f"{NAME}.service", f"{NAME}.timer"
_DAYS = {"mon-fri": "Mon..Fri ", "daily": ""}
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')


def units(job: Job) -> dict[str, str]:
    """Return the text of each unit by its name.

    Raises:
        UnfitError: a path cannot stand in them.
    """
    require_text(job.command)
    if set(job.command[0]) & set("\"'\\"):
        raise UnfitError(
            T(
                "systemd takes no program with a quote or backslash in its path: {path}",
                path=job.command[0],
            )
        )
    service = f"""\
[Unit]
Description=ita-sync: is everything in the sheet as it was confirmed?

[Service]
Type=oneshot
TimeoutStartSec=1h
ExecStart={_quoted(job.command)}
"""
    timer = f"""\
[Unit]
Description=ita-sync verify, {job.at:%H:%M}

[Timer]
OnCalendar={_DAYS[job.days]}*-*-* {job.at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {SERVICE: service, TIMER: timer}


def _quoted(command: tuple[str, ...]) -> str:
    """Return a command line of systemd.

    A colon in front of the program keeps systemd from putting variables in (since version 244).
    """
    words = [re.sub(r'(["\\])', r"\\\1", word).replace("%", "%%") for word in command]
    if any("$" in word for word in words):
        words[0] = f":{words[0]}"
    return " ".join(f'"{word}"' for word in words)


def commands(service: str) -> list[tuple[str, ...]]:
    """Return the words of each command that a service runs."""
    lines = re.findall(r"^ExecStart=(.+)$", service, re.MULTILINE)
    return [_words(line) for line in lines]


def _words(line: str) -> tuple[str, ...]:
    words = [
        re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in _WORD.findall(line)
    ]
    first, *rest = [word.replace("%%", "%") for word in words]
    return (first.lstrip("@-:+!"), *rest)
