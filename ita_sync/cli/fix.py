"""`check --fix`: readings as changes to the file, each made only when somebody agrees."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ita_sync.approval import signoff
from ita_sync.checks import Change, Checked, Suggestion, edit
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
            checked = options.examine(path)
        except ItaSyncError:
            return  # the check that follows says what is wrong
        agreed = next(_agreed_changes(options, checked, declined), None)
        if agreed is None:
            return
        proposal, changes = agreed
        _write(checked.file, proposal, changes, console)


@dataclass(frozen=True)
class _Proposal:
    """A change as it would be written into a file.

    Attributes:
        lines: what differs.
        write: writes it.
    """

    lines: list[str]
    write: Callable[[], None]


def _proposed(options: Options, file: ReportFile, changes: tuple[Change, ...]) -> _Proposal | None:
    """Return how a file would be changed; None if a change cannot be made in place."""
    if file.mark(()).sheet:
        from ita_sync.document.form import editing  # few report files are workbooks

        if not editing.can(file, changes):
            return None
        lines = editing.describe(file, changes)
        return _Proposal(lines, lambda: editing.write(file, changes, options.framework))
    text = edit.edit_text(file, changes)
    if text is None:
        return None
    old, new, name = file.text.splitlines(), text.splitlines(), str(file.path)
    lines = list(difflib.unified_diff(old, new, name, name, lineterm="", n=1))
    return _Proposal(lines, lambda: edit.write(file, text, changes))


def _write(
    file: ReportFile, proposal: _Proposal, changes: tuple[Change, ...], console: Console
) -> None:
    proposal.write()
    console.line(T("Written: {path}", path=file.path), colour="green")
    for place, mark in _doubts(file, changes):
        told = T(
            "{place} keeps its {mark}: once you have compared, delete it (in a form: tick its "
            "line).",
            place=place,
            mark=mark,
        )
        console.line(told, indent=1)


def _doubts(file: ReportFile, changes: tuple[Change, ...]) -> Iterator[tuple[str, str]]:
    """Yield place and mark of each changed value that is marked ? or ??: comments stay."""
    for change in changes:
        origin = file.origins.get(change.loc)
        if origin and origin.mark:
            yield file.place(change.loc), origin.mark


def _agreed_changes(
    options: Options, checked: Checked, declined: set[Offer]
) -> Iterator[tuple[_Proposal, tuple[Change, ...]]]:
    """Yield the changes that somebody agreed to; each set of readings is asked about once."""
    console = options.console()
    for finding in checked.findings:
        readings = finding.suggestions
        if not readings or readings in declined:
            continue
        declined.add(readings)
        console.line()
        console.line(f"{finding.code}: {finding.what.render(console.lang)}", colour="yellow")
        chosen = readings[0] if readings[0].only else _choose(readings, checked.file, console)
        proposal = _agreed(options, chosen, checked.file) if chosen else None
        if chosen and proposal:
            yield proposal, chosen.changes


def _agreed(options: Options, chosen: Suggestion, file: ReportFile) -> _Proposal | None:
    """Show what a reading would change, and ask; None if it is not to be written."""
    console, reading = options.console(), print_findings.reading(chosen, file.report)
    proposal = _proposed(options, file, chosen.changes)
    if proposal is None:
        console.line(T("To be changed by hand: {reading}", reading=reading))
        return None
    if chosen.only:
        console.line(
            T(
                "The only reading found that fits: {reading}. Compare it with the document.",
                reading=reading,
            )
        )
    _show(file, proposal, console)
    return proposal if _confirm(T("Write this change into the file?"), console) else None


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


def _show(file: ReportFile, proposal: _Proposal, console: Console) -> None:
    """Print the change as a difference."""
    for line in proposal.lines:
        console.line(line, colour=_COLOURS.get(line[:1]))
    if exists(signoff.path_for(file.path)):
        console.line(
            T("The report is signed off as it is; changed, it has to be signed again."),
            colour="yellow",
        )


def _confirm(question: Text, console: Console) -> bool:
    return click.confirm(question.render(console.lang), default=False)
