"""`check --fix`: readings as changes to the file, each made only when somebody agrees."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ita_sync.approval import signoff
from ita_sync.checks import Change, Checked, Suggestion, edit, examine
from ita_sync.cli import print_findings
from ita_sync.cli.commands import UsageError, Whole
from ita_sync.cli.console import Console, at_terminal, can_ask
from ita_sync.cli.options import Options
from ita_sync.errors import ItaSyncError
from ita_sync.files import exists
from ita_sync.i18n import T, Text
from ita_sync.report import ReportFile

Offer = tuple[Suggestion, ...]
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def offer(options: Options, reports: Iterable[Path], console: Console) -> None:
    """Ask about each reading that can be written into a report file.

    Raises:
        UsageError: there is no terminal. A script must not change reports.
    """
    if not (at_terminal() and can_ask()):
        raise UsageError(
            T(
                "--fix asks before each change and needs a terminal; without one, read the readings"
                " with --json"
            )
        )
    console.unwritten = T("What was changed is said above.")
    for path in reports:
        _offer(options, path, console)


def _offer(options: Options, path: Path, console: Console) -> None:
    """Ask until no reading is left that was not declined."""
    declined: set[Offer] = set()
    while True:
        try:
            checked = examine(path, options.framework, options.listed(), shown=options.shown())
        except ItaSyncError:
            return  # the check that follows says what is wrong
        changes = next(_agreed_changes(checked, declined, console), None)
        if changes is None:
            return
        _write(checked.file, changes, console)


def _write(file: ReportFile, changes: tuple[Change, ...], console: Console) -> None:
    text = edit.edit_text(file, changes)
    if text is None:
        return
    edit.write(file, text, changes)
    console.line(T("Written: {path}", path=file.path), colour="green")
    for line, mark in _doubts(file, changes):
        told = T(
            "Line {line} keeps its {mark}: delete it once you have compared.", line=line, mark=mark
        )
        console.line(told, indent=1)


def _doubts(file: ReportFile, changes: tuple[Change, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and mark of each changed value that is marked ? or ??: comments stay."""
    for change in changes:
        origin = file.origins.get(change.loc)
        if origin and origin.mark:
            yield file.mark(change.loc).line, origin.mark


def _agreed_changes(
    checked: Checked, declined: set[Offer], console: Console
) -> Iterator[tuple[Change, ...]]:
    """Yield the changes that somebody agreed to; each set of readings is asked about once."""
    for finding in checked.findings:
        readings = finding.suggestions
        if not readings or readings in declined:
            continue
        declined.add(readings)
        console.line()
        console.line(f"{finding.code}: {finding.what.render(console.lang)}", colour="yellow")
        chosen = readings[0] if readings[0].only else _choose(readings, checked.file, console)
        if chosen and _agrees(chosen, checked.file, console):
            yield chosen.changes


def _agrees(chosen: Suggestion, file: ReportFile, console: Console) -> bool:
    """Show what a reading would change, and ask."""
    reading = print_findings.reading(chosen, file.report)
    text = edit.edit_text(file, chosen.changes)
    if text is None:
        console.line(T("To be changed by hand: {reading}", reading=reading))
        return False
    if chosen.only:
        console.line(
            T(
                "The only reading found that fits: {reading}. Compare it with the document.",
                reading=reading,
            )
        )
    _show(file, text, console)
    return _confirm(T("Write this change into the file?"), console)


def _choose(readings: Offer, file: ReportFile, console: Console) -> Suggestion | None:
    console.line(print_findings.several(len(readings)))
    for number, suggestion in enumerate(readings, 1):
        reading = print_findings.reading(suggestion, file.report).render(console.lang)
        console.line(f"{number}. {reading}", indent=1)
    question = T("Which one does the document have? Its number, or Enter for none")
    number = click.prompt(
        question.render(console.lang),
        default=0,
        show_default=False,
        type=Whole(0, len(readings)),
    )
    return readings[number - 1] if number else None


def _show(file: ReportFile, text: str, console: Console) -> None:
    """Print the change as a unified diff."""
    old, new, name = file.text.splitlines(), text.splitlines(), str(file.path)
    for line in difflib.unified_diff(old, new, name, name, lineterm="", n=1):
        console.line(line, colour=_COLOURS.get(line[:1]))
    if exists(signoff.path_for(file.path)):
        console.line(
            T("The report is signed off as it is; changed, it has to be signed again."),
            colour="yellow",
        )


def _confirm(question: Text, console: Console) -> bool:
    return click.confirm(question.render(console.lang), default=False)
