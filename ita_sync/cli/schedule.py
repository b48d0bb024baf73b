"""The command `schedule`."""

import os
import re
import time
from collections.abc import Mapping
from datetime import time as hour
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync import files
from ita_sync.cli import left_open
from ita_sync.cli.commands import Command, UsageError, common, credentials_option, option
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained, refuse_existing
from ita_sync.cli.schedule_steps import steps, when
from ita_sync.errors import ConfigError, Exit
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from ita_sync.monitor.schedule.job import Job, Kind
    from ita_sync.settings import Settings

KINDS = ("cron", "systemd", "windows")
_UNKNOWN_THERE = (
    "GOOGLE_APPLICATION_CREDENTIALS",
    "ITA_SYNC_API_ROOT",
    "XDG_CONFIG_HOME",
    "HTTPS_PROXY",
    "https_proxy",
    "REQUESTS_CA_BUNDLE",
)
"""Variables that change what a run does, and that a scheduler does not have."""


class Hour(click.ParamType):  # type: ignore[type-arg] # generic only in newer click
    """An hour and minute, in Thai or Arabic digits."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401, ARG002 - click's signature
        """Return it as a `datetime.time`."""
        from ita_sync import thai  # help has none

        if isinstance(value, hour):
            return value
        found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", thai.digits(str(value)).strip())
        if found:
            return hour(int(found[1]), int(found[2]))
        raise UsageError(T("{value} is no time of day; write 07:30", value=value))


@click.command(
    cls=Command,
    names_sheet=True,
    help=T(
        """Put `verify` on a schedule: a line for cron, a timer for systemd, a task for Windows.

        Prints what to install, with absolute paths of program, configuration and state folder,
        and says how; it installs nothing itself. --check looks at what is installed.

        \b
        ita-sync schedule
        ita-sync schedule --kind systemd --at 07:30 --days mon-fri -o ~/.config/systemd/user
        ita-sync schedule --check
        """
    ).msgid,
)
@option("--kind", type=click.Choice(KINDS), help=T("Which scheduler; else the usual one here."))
@option("--at", type=Hour(), default="07:30", show_default=True, help=T("When, in local time."))
@option(
    "--days",
    type=click.Choice(["mon-fri", "daily"]),
    default="mon-fri",
    show_default=True,
    help=T("On which days."),
)
@option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help=T("Write the files there, instead of printing them."),
)
@option("--online", is_flag=True, help=T("It opens the links of the rows, too."))
@option("--force", is_flag=True, help=T("Overwrite existing files."))
@option("--practice", is_flag=True, help=T("The practice sheet is meant."))
@option("--check", is_flag=True, help=T("Look at what is installed on this computer."))
@credentials_option
@common
@click.pass_obj
def schedule(options: Options, /, *, check: bool, **asked: Any) -> int:  # noqa: ANN401 - click hands on what was asked
    """Print or write a schedule, or check the one that is installed."""
    return _check(options) if check else _write(options, **asked)


def _tell_files(console: Console, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        console.data(text if len(texts) == 1 else f"# {name}\n{text}\n")


def _write(
    options: Options,
    *,
    kind: "Kind | None",
    at: hour,
    days: Any,  # noqa: ANN401 - one of the choices
    output: Path | None,
    online: bool,
    force: bool,
    practice: bool,
) -> int:
    from ita_sync.monitor.schedule.job import Job, command

    console, chosen = options.console(), options.settings()
    _refuse_practice(chosen, meant=practice)
    kind = kind or _usual()
    words = command(
        chosen.path,
        chosen.state,
        lang=console.lang,
        credentials=options.credentials,
        online=online,
    )
    texts = _texts(kind, Job(words, at, days))
    written = [] if output is None else _written(texts, kind, output, force=force)
    if output is None and not console.as_json:
        _tell_files(console, texts)
    for path in written:
        console.line(T("Written: {path}", path=path))
    told = [when(at, days), *steps(kind, output)]
    for step in (*told, *_minds(chosen, kind)):
        console.talk(step)
    console.notice()
    console.emit_json(
        "schedule",
        Exit.OK,
        kind=kind,
        run=list(words),
        files=texts,
        written=[str(path) for path in written],
        steps=[step.both() for step in told],
    )
    return Exit.OK


def _refuse_practice(chosen: "Settings", *, meant: bool) -> None:
    if meant or not chosen.practising:
        return
    raise ConfigError(
        "schedule-practice",
        T("The configuration in use, {path}, is that of the practice sheet.", path=chosen.path),
        next_step=T(
            "Name the configuration of the province's sheet with --config; or, to practise this, "
            "add --practice."
        ),
    )


def _usual() -> "Kind":
    """Return the scheduler that is usual here: systemd catches up on what was missed."""
    if os.name == "nt":
        return "windows"
    return "systemd" if files.is_folder(Path("/run/systemd/system")) else "cron"


def _texts(kind: "Kind", job: "Job") -> dict[str, str]:
    """Return the text of each file by its name."""
    from datetime import date

    from ita_sync.monitor.schedule import cron, systemd, windows
    from ita_sync.monitor.schedule.job import NAME, UnfitError

    try:
        if kind == "cron":
            return {f"{NAME}.cron": cron.line(job) + "\n"}
        if kind == "systemd":
            return systemd.units(job)
        user = os.environ.get("USERNAME")
        owner = f"{os.environ.get('USERDOMAIN', '.')}\\{user}" if user and os.name == "nt" else None
        return {windows.FILE: windows.task(job, date.today(), owner)}  # noqa: DTZ011 - local, as the task is
    except UnfitError as error:
        raise ConfigError(
            "schedule-unfit",
            T("This cannot be put on a schedule of {kind}: {why}.", kind=kind, why=error.why),
            next_step=T("Move the file or folder to a plainer path, or choose another --kind."),
        ) from None


def _written(texts: dict[str, str], kind: "Kind", folder: Path, *, force: bool) -> list[Path]:
    from ita_sync.monitor.schedule import windows

    paths = [folder / name for name in texts]
    for path in paths:
        refuse_existing(path, force=force)
    for path, text in zip(paths, texts.values(), strict=True):
        encoding = windows.ENCODING if kind == "windows" else "utf-8"
        with explained(path, ConfigError, "schedule-unwritable"):
            folder.mkdir(parents=True, exist_ok=True)
            with files.atomic_write(path) as fresh:
                fresh.write_bytes(text.encode(encoding))
    return paths


def _minds(chosen: "Settings", kind: "Kind") -> list[Text]:
    """Return what is to be known beside the steps."""
    found = []
    if (kind == "windows") is not (os.name == "nt"):
        found.append(
            T("Mind: the paths are those of this computer; ask on the one on which it will run.")
        )
    if not files.exists(chosen.state / "journal.sqlite"):
        found.append(
            T(
                "Mind: no journal is in {folder} yet; `verify` answers for what `push` wrote.",
                folder=chosen.state,
            )
        )
    names = [name for name in _UNKNOWN_THERE if os.environ.get(name)]
    if names:
        found.append(
            T(
                "Mind: {names}: set in this shell, unknown to the scheduler; --credentials, the "
                "configuration or the scheduler's own settings have to say it.",
                names=names,
            )
        )
    return found


def _check(options: Options) -> int:
    from ita_sync.google import credentials
    from ita_sync.monitor.memory import Memory
    from ita_sync.monitor.schedule import installed, judge

    console, chosen = options.console(), options.settings()
    memory = Memory.load(chosen.state)
    found = judge.judge(
        installed.look(), memory, time.time(), config=chosen.path, state=chosen.state
    )
    found += judge.judge_watch(chosen.watch, exposed=credentials.exposed(chosen.path))
    for one in found:
        _print(console, one)
    code = Exit.OK if judge.is_right(found) else Exit.CONFIG
    if code:
        console.talk(T("→ `ita-sync schedule` shows what to install."))
    ran = memory.scheduled_at
    console.emit_json(
        "schedule",
        code,
        checks=[{"right": one.right, "what": one.what.both()} for one in found],
        last_run=None if ran is None else left_open.moment(ran),
    )
    return code


def _print(console: Console, one: Any) -> None:  # noqa: ANN401 - `Found`; importing it takes time
    mark, colour = {True: ("+", "green"), False: ("-", "red"), None: ("?", "yellow")}[one.right]
    console.line(T("{mark} {what}", mark=mark, what=one.what), colour=colour)
