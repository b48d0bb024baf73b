"""A line for crontab: written so that cron and the shell hand on every character as it is."""

import re
import shlex

from ita_sync.i18n import T
from ita_sync.monitor.schedule.job import Job, UnfitError, require_text

MOST_BYTES = 998
"""Of a command: what the cron of Debian takes."""
_DAYS = {"mon-fri": "1-5", "daily": "*"}
_ENTRY = re.compile(r"(?:@\w+|(?:[^\s=]+\s+){4}[^\s=]+)\s+(.+)")


def line(job: Job) -> str:
    """Return the line, without its end.

    Raises:
        UnfitError: a path cannot stand in it, or the line is too long.
    """
    require_text(job.command)
    command = _escaped(shlex.join(job.command))
    if len(command.encode()) > MOST_BYTES:
        raise UnfitError(
            T("the line is longer than the {limit} bytes that cron takes", limit=MOST_BYTES)
        )
    return f"{job.at.minute} {job.at.hour} * * {_DAYS[job.days]} {command}"


def _escaped(command: str) -> str:
    r"""Keep cron from ending the command at a `%`.

    cron takes `\%` for `%`, but of `\\%` it leaves `\\` and ends the command. So where a name has
    a backslash there, an empty pair of quotes comes between the two: the shell drops it again.
    """
    return re.sub(r"(\\?)%", lambda found: f"{found[1]}''\\%" if found[1] else r"\%", command)


def commands(crontab: str) -> list[tuple[str, ...]]:
    """Return the words of each command in a crontab, as the shell would split them."""
    found = []
    for entry in crontab.splitlines():
        matched = _ENTRY.fullmatch(entry.strip())
        if matched is None or entry.lstrip().startswith("#"):
            continue
        try:
            found.append(tuple(shlex.split(_unescaped(matched[1]))))
        except ValueError:  # quotes that never close
            continue
    return [words for words in found if words]


def _unescaped(command: str) -> str:
    """Return what cron hands to the shell."""
    parts = re.match(r"(?:\\.|[^\\%]|\\$)*", command)
    return (parts[0] if parts else "").replace(r"\%", "%")
