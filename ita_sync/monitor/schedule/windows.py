"""A task for the Task Scheduler of Windows, as XML that `schtasks /Create /XML` takes."""

import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import date
from html import escape

from ita_sync.i18n import T
from ita_sync.monitor.schedule.job import NAME, Job, UnfitError, require_text

FILE = f"{NAME}.xml"
ENCODING = "utf-16"
"""With a mark of its byte order: schtasks refuses anything else."""
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_BY_DAY = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
_BY_WEEK = (
    "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>"
    + "".join(f"<{day} />" for day in _WEEK)
    + "</DaysOfWeek></ScheduleByWeek>"
)
# %NAME% is a variable there, $(Arg0) an argument; neither can be written otherwise.
_VARIABLE = re.compile(r"%[^%]+%|\$\(")


def task(job: Job, begin: date, user: str | None = None) -> str:
    r"""Return the XML.

    Args:
        job: what is run, and when.
        begin: the first day.
        user: whose task it is, `DOMAIN\name`; else of whoever creates it.

    Raises:
        UnfitError: a path cannot stand in it.
    """
    require_text(job.command)
    for word in job.command:
        if _VARIABLE.search(word):
            raise UnfitError(
                T("Windows would take a part of {path} for a variable (%…% or $(…))", path=word)
            )
    program, line = job.command[0], subprocess.list2cmdline(job.command[1:])
    owner = f"<UserId>{escape(user, quote=False)}</UserId>" if user else ""
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{NAMESPACE}">
  <RegistrationInfo>
    <Description>ita-sync: is everything in the sheet as it was confirmed?</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>{begin:%Y-%m-%d}T{job.at:%H:%M}:00</StartBoundary>
      {_BY_WEEK if job.days == "mon-fri" else _BY_DAY}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      {owner}<LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program, quote=False)}</Command>
      <Arguments>{escape(line, quote=False)}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def commands(text: str) -> list[tuple[str, ...]]:
    """Return the words of each command of a task; none where it is no XML."""
    try:
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))  # noqa: S314 - of the system's own scheduler
    except ET.ParseError:
        return []
    names = {"t": NAMESPACE}
    return [
        (
            (each.findtext("t:Command", "", names) or "").strip('"'),
            *split(each.findtext("t:Arguments", "", names) or ""),
        )
        for each in root.iterfind(".//t:Exec", names)
    ]


def split(line: str) -> list[str]:
    """Return the arguments of a command line, as programs of Microsoft's C take them apart."""
    words: list[str] = []
    word: str | None = None
    quoted = False
    for found in re.finditer(r'(\\*)(")|\\+|[ \t]+|[^\\" \t]+', line):
        if found[2]:  # of backslashes in front of a quote half are left, and the quote where one is
            half, odd = divmod(len(found[1]), 2)
            word = (word or "") + "\\" * half + ('"' if odd else "")
            quoted = quoted if odd else not quoted
        elif quoted or not found[0].isspace():
            word = (word or "") + found[0]
        elif word is not None:
            words.append(word)
            word = None
    return words if word is None else [*words, word]
