"""The command `doctor`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from ita_sync.cli.commands import Command, common, credentials_option, report_path
from ita_sync.cli.console import watched
from ita_sync.cli.options import Options
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.i18n import N, T, Text

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.monitor.doctor import Check, Line, Surroundings

_CONNECT, _READ = 10.0, 30.0
"""Seconds at most for a connection and for an answer."""
_LOOKS: dict[str, tuple[str, Text, str | None]] = {
    "green": ("✓", T("green"), "green"),
    "yellow": ("!", T("yellow"), "yellow"),
    "red": ("✗", T("red"), "red"),
    "grey": ("–", T("grey"), None),
}
"""Sign, word and colour of each light: none of them is needed to understand the others."""


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Say what is missing on this machine, and how to mend it. Only reads.

        One line a thing, in the order of the work: the first red one comes first. What depends on
        it is not looked at. Without a network the rest is told all the same.

        \b
        ita-sync doctor
        ita-sync doctor report-2566.yaml     this report, too
        ita-sync doctor --json               for other programs
        """
    ).msgid,
)
@click.argument("path", metavar="[REPORT]", required=False, type=report_path)
@credentials_option
@common
@click.pass_obj
def doctor(options: Options, path: Path | None) -> int:
    """Print one line for each thing."""
    from ita_sync.monitor.doctor import Light, examine

    console, lines = options.console(), []
    with _surroundings(options, path) as surroundings:
        for check, line in examine(surroundings):
            _print(options, check, line)
            lines.append(_as_data(check, line))
    red, yellow = (
        sum(each["light"] == light for each in lines) for light in (Light.RED, Light.YELLOW)
    )
    code = Exit.CONFIG if red else Exit.OK
    console.line(_summary(red, yellow))
    console.notice()
    console.emit_json("doctor", code, red=red, yellow=yellow, lines=lines)
    return code


@contextmanager
def _surroundings(options: Options, path: Path | None) -> "Iterator[Surroundings]":
    from ita_sync.monitor.doctor import Surroundings

    with TemporaryDirectory(prefix="ita-sync-") as folder:
        yield Surroundings(
            load=options.settings,
            connect=lambda: _connect(options, Path(folder)),
            scans=_scans,
            prepare=_prepared(options, path) if path else None,
            say=options.console().talk if watched() else lambda _text: None,
        )


def _connect(options: Options, folder: Path) -> "Sheet":
    """Open the door with little patience; to a copy of the practice sheet: it notes each call."""
    from ita_sync import google

    chosen = options.settings()
    patience = chosen.patience
    soon = {"connect": min(patience.connect, _CONNECT), "read": min(patience.read, _READ)}
    chosen = replace(chosen, patience=patience.model_copy(update=soon))
    if not chosen.on_sandbox:
        return google.connect(chosen)
    from ita_sync.sandbox import SandboxAdapter  # only practice pays for it

    return google.connect(chosen, SandboxAdapter(options.sandbox(folder)))


def _scans() -> "Line":
    """Say whether pictures can be read, and which digits are known."""
    from ita_sync.document import ocr
    from ita_sync.monitor.doctor import green, grey

    found = ocr.installed()
    if isinstance(found, Text):
        return grey(T("Only scans need it: {what}.", what=found), ocr.INSTALL)
    if not found.digits:
        return green(T("tesseract is there, with Thai."))
    return green(T("tesseract is there, with Thai and the digits {digits}.", digits=found.digits))


def _prepared(options: Options, path: Path) -> Callable[[], ItaSyncError | None]:
    """Return what reads a report as a push would, and says why it could not go."""
    from ita_sync.cli.prepare import prepare

    def read() -> ItaSyncError | None:
        try:
            return prepare(options, path).refusal
        except ItaSyncError as error:
            return error

    return read


def _print(options: Options, check: "Check", line: "Line") -> None:
    console = options.console()
    sign, word, colour = _LOOKS[line.light]
    told = T(
        "{sign} {light}: {title}: {what}", sign=sign, light=word, title=check.title, what=line.what
    )
    console.line(told, colour=colour)
    for detail in line.details:
        console.line(detail, indent=2)
    if line.next_step:
        console.line(T("→ {next}", next=line.next_step), indent=2)


def _summary(red: int, yellow: int) -> Text:
    if not red and not yellow:
        return T("Nothing to mend.")
    return T(
        "{red}, {yellow}.",
        red=N("{count} thing to mend (red)", "{count} things to mend (red)", count=red),
        yellow=N(
            "{count} thing to look at (yellow)", "{count} things to look at (yellow)", count=yellow
        ),
    )


def _as_data(check: "Check", line: "Line") -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title.both(),
        "light": str(line.light),
        "code": line.code or None,
        "what": line.what.both(),
        "details": [detail.both() for detail in line.details],
        "next": line.next_step.both() if line.next_step else None,
    }
