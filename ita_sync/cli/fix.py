"""`check --fix`: readings as changes to the file, each shown as a diff and made only when somebody says so."""

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ita_sync import i18n
from ita_sync.approval import signoff
from ita_sync.checks import Change, Suggestion, edit
from ita_sync.cli import show_findings
from ita_sync.cli.base import Options
from ita_sync.cli.check import Checked, examine
from ita_sync.cli.console import Console, at_terminal
from ita_sync.errors import ItaSyncError
from ita_sync.files import exists
from ita_sync.i18n import T, Text
from ita_sync.report import ReportFile

Offer = tuple[Suggestion, ...]


def require_terminal(lang: i18n.Language) -> None:
    """Refuse where nobody can be asked: a script must not change reports.

    Raises:
        click.UsageError: there is no terminal.
    """
    if not (at_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        told = T(
            "--fix asks before each change and needs a terminal; without one, read the readings "
            "with --json"
        )
        raise click.UsageError(told.render(lang))


def offer(options: Options, path: Path, console: Console) -> None:
    """Ask about each reading that can be written into the file, until none is left that was not declined."""
    declined: set[Offer] = set()
    while True:
        try:
            checked = examine(options, path)
        except ItaSyncError:
            return  # the check that follows says what is wrong
        chosen = next((taken for taken in _ask(checked, declined, console)), None)
        if chosen is None:
            return
        text = edit.mended(checked.file, chosen)
        if text is not None:
            edit.write(checked.file, text, chosen)
            console.line(T("Written: {path}", path=path), colour="green")
            for line, mark in _marked(checked.file, chosen):
                console.line(
                    T(
                        "Line {line} keeps its {mark}: delete it once you have compared.",
                        line=line,
                        mark=mark,
                    ),
                    indent=1,
                )


def _marked(file: ReportFile, changes: tuple[Change, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and mark of each changed value that the reading of a document left in doubt: comments stay as is."""
    for change in changes:
        origin = file.origins.get(change.loc)
        if origin and origin.mark:
            yield file.mark(change.loc).line, origin.mark


def _ask(checked: Checked, declined: set[Offer], console: Console) -> Iterator[tuple[Change, ...]]:
    """Yield the changes that somebody agreed to; each set of readings is asked about once."""
    for finding in checked.findings:
        readings = finding.suggestions
        if not readings or readings in declined:
            continue
        declined.add(readings)
        console.line()
        console.line(f"{finding.code}: {finding.what.render(console.lang)}", colour="yellow")
        chosen = readings[0] if readings[0].only else _choose(readings, checked.file, console)
        if chosen is None:
            continue
        text = edit.mended(checked.file, chosen.changes)
        if text is None:
            told = T(
                "To be changed by hand: {reading}",
                reading=show_findings.reading(chosen, checked.file.report),
            )
            console.line(told)
            continue
        if chosen.only:
            console.line(
                T(
                    "The only reading found that fits: {reading}. Compare it with the document.",
                    reading=show_findings.reading(chosen, checked.file.report),
                )
            )
        _show(checked.file, text, console)
        if _agreed(T("Write this change into the file?"), console):
            yield chosen.changes


def _choose(readings: Offer, file: ReportFile, console: Console) -> Suggestion | None:
    console.line(
        T("{count} readings fit; only the document tells which is right:", count=len(readings))
    )
    for number, suggestion in enumerate(readings, 1):
        console.line(
            f"{number}. {show_findings.reading(suggestion, file.report).render(console.lang)}",
            indent=1,
        )
    question = T("Which one does the document have? Its number, or Enter for none").render(
        console.lang
    )
    number = click.prompt(
        question, default=0, show_default=False, type=click.IntRange(0, len(readings))
    )
    return readings[number - 1] if number else None


def _show(file: ReportFile, text: str, console: Console) -> None:
    """Print the change as a unified diff."""
    old, new = file.text.splitlines(), text.splitlines()
    for line in difflib.unified_diff(old, new, str(file.path), str(file.path), lineterm="", n=1):
        colour = {"-": "red", "+": "green", "@": "cyan"}.get(line[:1])
        console.line(line, colour=colour)
    if exists(signoff.path_for(file.path)):
        console.line(
            T("The report is signed off as it is; changed, it has to be signed again."),
            colour="yellow",
        )


def _agreed(question: Text, console: Console) -> bool:
    return click.confirm(question.render(console.lang), default=False)
