"""What became of the reports of a push, dry or not, one by one and in sum."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ita_sync.cli import left_open, print_findings
from ita_sync.cli.console import Console
from ita_sync.cli.prepare import FaultyReportError
from ita_sync.cli.progress import MANY
from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.i18n import N, T, Text

ENDED: Mapping[str, Text] = {
    "written": T("Written: {key} stands in row {row} of tab {tab}."),
    "filled": T("Filled: {key} stands in row {row} of tab {tab}, where it was listed."),
    "amended": T("Amended: {key} stands in row {row} of tab {tab}, as the report says now."),
    "undone": T("Put back: {key} stands in row {row} of tab {tab}, as it did before."),
    "taken": T("Taken back: what was written for {key} is gone from tab {tab}."),
    "already": T("Already there: {key} stands in row {row} of tab {tab}; nothing was written."),
}
"""How a push ended well."""

PLANNED: Mapping[str, Text] = {
    "add": T("+ {key} would be written to row {row} of tab {tab}."),
    "fill": T("+ {key} would be filled into row {row} of tab {tab}, where it is listed."),
    "amend": T("~ {key} would be amended in row {row} of tab {tab}."),
    "undo": T("~ {key} would be put back in row {row} of tab {tab} as it was before."),
    "take": T("- What was written for {key} would be taken out of row {row} of tab {tab}."),
    "nothing": T("= {key} already stands in row {row} of tab {tab}."),
}
"""What a push would do."""

_MOST_NAMED = 20


@dataclass(frozen=True)
class PushResult:
    """What a command has to say of one report.

    Attributes:
        content: in JSON.
        error: what ended its work.
        said: the line for people; None where there is nothing but the error.
        notes: what a person should know besides.
        held: why a push would be refused, although nothing is wrong with this command.
    """

    content: dict[str, Any] = field(default_factory=dict)
    error: ItaSyncError | None = None
    said: Text | None = None
    notes: tuple[Text, ...] = ()
    held: ItaSyncError | None = None

    @property
    def exit(self) -> Exit:
        """Return the exit code that this report alone would give."""
        return self.error.exit_code if self.error else Exit.OK

    @property
    def push_exit(self) -> Exit:
        """Return the exit code that a push of this report alone would give, as far as is known."""
        return worst([self.exit, self.held.exit_code if self.held else Exit.OK])

    def as_data(self, path: Path, console: Console) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        data = {"report": str(path), **self.content}
        return data | {"error": console.error_data(self.error)} if self.error else data


def once(results: Sequence[PushResult]) -> list[PushResult]:
    """Return what became of each row: once, however many reports were about it."""
    rows: dict[object, PushResult] = {}
    for at, result in enumerate(results):
        rows.setdefault(at if result.error else result.content.get("key", at), result)
    return list(rows.values())


def about(results: Sequence[PushResult]) -> Text:
    """Return how many reports there were; and rows, if some were about the same."""
    rows = len(once(results))
    reports = N("{count} report", "{count} reports", count=len(results))
    if rows == len(results):
        return reports
    return T(
        "{reports} about {rows}", reports=reports, rows=N("{count} row", "{count} rows", count=rows)
    )


def explain(error: ItaSyncError, console: Console) -> None:
    """Say why a report was not pushed; the findings of one that has errors come before."""
    if isinstance(error, FaultyReportError):
        print_findings.show(error.checked, console)
    console.error(error)


def tell(reports: Sequence[Path], results: Sequence[PushResult], console: Console) -> None:
    """Say of many reports what became of each, in their order.

    What several have in common is said once: an error with the first of them, notes at the end.
    """
    console.unwritten = T("Nothing was written to the sheet for this report.")
    alike: dict[tuple[object, ...], list[Path]] = {}
    for path, result in zip(reports, results, strict=True):
        if result.error:
            alike.setdefault(_words(result.error), []).append(path)
    notes = {str(note): note for result in results for note in result.notes}
    count = Counter(words for result in results for words in set(map(str, result.notes)))
    common = [words for words in notes if count[words] > 1]
    for path, result in zip(reports, results, strict=True):
        own = [note for note in result.notes if str(note) not in common]
        _tell(path, replace(result, notes=tuple(own)), console)
        if result.error and (named := alike.pop(_words(result.error), None)):
            every = N("{count} report", "{count} reports", count=len(named))
            whose = every if len(named) == len(reports) else ", ".join(map(str, named))
            console.talk(T("{report}:", report=whose))
            explain(result.error, console)
    for words in common:
        console.line(notes[words], colour="yellow")


def _tell(path: Path, result: PushResult, console: Console) -> None:
    """Say in a line what became of a report."""
    if result.said:
        console.line(T("{report}: {said}", report=path, said=result.said), colour="green")
    if result.held and not result.error:
        console.line(result.held.what, indent=1, colour="yellow")
    for note in result.notes:
        console.line(note, indent=1, colour="yellow")


def _words(error: ItaSyncError) -> tuple[object, ...]:
    """Return what an error says; two that say the same are told once."""
    texts = (error.what, error.next_step, error.written or "", *error.details)
    return (error.code, *map(str, texts))


def summarise(reports: Sequence[Path], results: Sequence[PushResult], console: Console) -> None:
    """Say how many rows were written, and which reports were not."""
    count = Counter(each.content["outcome"] for each in once(results) if not each.error)
    console.line(
        T(
            "{reports}: {written} written, {changed} filled or amended, {already} already there, "
            "{refused} not pushed.",
            reports=about(results),
            written=count["written"],
            changed=count["filled"] + count["amended"],
            already=count["already"],
            refused=sum(each.error is not None for each in results),
        )
    )
    name_refused(reports, results, console)


def name_refused(reports: Sequence[Path], results: Sequence[PushResult], console: Console) -> None:
    """Name again, below many lines, the reports that are left to somebody."""
    left = [path for path, each in zip(reports, results, strict=True) if each.error or each.held]
    if len(reports) < MANY or not left:
        return
    named = ", ".join(map(str, left[:_MOST_NAMED]))
    more = max(0, len(left) - _MOST_NAMED)
    said = T("Not pushed: {reports}", reports=named)
    if more:
        said = N(
            "Not pushed: {reports} and {count} other",
            "Not pushed: {reports} and {count} others",
            count=more,
            reports=named,
        )
    console.line(said, indent=1, colour="yellow")


def calls(reads: int, writes: int) -> dict[str, Text]:
    """Return calls to the sheet, in words."""
    return {
        "reads": N("{count} read", "{count} reads", count=reads),
        "writes": N("{count} write", "{count} writes", count=writes),
    }


def needed(reads: int, writes: int) -> Text:
    """Return which calls a push takes, in words."""
    return T("A push takes {reads}, {writes}.", **calls(reads, writes))


def say_whether(result: PushResult, console: Console) -> None:
    """Add to the JSON of a report whether a push would go through, and the reasons where not."""
    reasons = [error for error in (result.held, result.error) if error]
    result.content["would_push"] = not reasons
    result.content["reasons"] = [console.error_data(error) for error in reasons]


def say_calls(reads: int, writes: int, console: Console) -> None:
    """Say which calls to the sheet were made."""
    console.line(T("Calls to the sheet: {reads}, {writes}", **calls(reads, writes)), indent=1)


def end(
    reports: Sequence[Path],
    results: Sequence[PushResult],
    console: Console,
    code: Exit,
    **more: Any,  # noqa: ANN401 - JSON
) -> Exit:
    """Say what is left open, and print the document of the run; return its exit code."""
    open_ = left_open.name(console, *(result.error for result in results))
    console.notice()
    data = [each.as_data(path, console) for path, each in zip(reports, results, strict=True)]
    console.emit_json("push", code, **more, results=data, open=open_)
    return code
