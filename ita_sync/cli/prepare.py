"""The first steps of every push, dry or not: check the report, build its row, find its sign-off."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.approval import signoff
from ita_sync.checks import Checked, Severity
from ita_sync.cli import print_findings, progress
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import ItaSyncError, NotSignedOff, ReportError, WrongFile
from ita_sync.files import exists, is_folder, name_of, shell_quoted, storable
from ita_sync.i18n import N, T, Text
from ita_sync.report import Decision
from ita_sync.row import SummaryRow, build_row, digest_of

if TYPE_CHECKING:
    from ita_sync.journal import Draft


@dataclass(frozen=True)
class Prepared:
    """A clean report's row, as it would be sent now; without the report: there may be thousands.

    Attributes:
        row: the row.
        approval: the decision as the journal keeps it, if its sign-off covers exactly this row, or
            why there is none.
        file: digest of the report file.
        unchecked: what nobody looked at, as the year's rules are known in part.
    """

    row: SummaryRow
    approval: dict[str, Any] | NotSignedOff
    file: str
    unchecked: tuple[Text, ...]

    @property
    def decision(self) -> Decision | None:
        """What the executive decided on exactly this row."""
        if isinstance(self.approval, NotSignedOff):
            return None
        return Decision.model_validate(
            {name: self.approval[name] for name in Decision.model_fields}
        )

    @property
    def refusal(self) -> NotSignedOff | None:
        """Why it may not be pushed: it is not signed off, or something else was."""
        return self.approval if isinstance(self.approval, NotSignedOff) else None


class FaultyReportError(ReportError):
    """A report has errors; `checked` has them, so that they can be shown in their turn."""

    checked: Checked


def prepare_all(options: Options, paths: Sequence[Path]) -> list[Prepared | ItaSyncError]:
    """Prepare many reports, with a progress bar; return each, or why it cannot be pushed.

    One after the other: processes are no faster (docs/performance.md).
    """
    with progress.shown(paths, T("Checking"), options.console(), count=len(paths)) as files:
        return [_attempt(options, path) for path in files]


def _attempt(options: Options, path: Path) -> Prepared | ItaSyncError:
    try:
        return prepare(options, path)
    except ItaSyncError as error:
        return error.bare()


def prepare(options: Options, path: Path) -> Prepared:
    """Check a report, build its row and look at its sign-off.

    Raises:
        FaultyReportError: the report has errors.
        ReportError: it cannot be read.
        ConfigError: the configuration or the rules of the year.
    """
    require_file(path)
    checked = options.examine(path)
    if checked.count(Severity.ERROR):
        raise has_errors(checked)
    return prepare_checked(options, path, checked)


def prepare_checked(options: Options, path: Path, checked: Checked) -> Prepared:
    """Build the row of a report that was checked, and look at its sign-off.

    Raises:
        ReportError, ConfigError: the row cannot be built.
    """
    row, approval = _approved(options, path, checked)
    unchecked = tuple(print_findings.unchecked(checked))
    return Prepared(row, approval, checked.file.sha256, unchecked)


def _approved(
    options: Options, path: Path, checked: Checked
) -> tuple[SummaryRow, dict[str, Any] | NotSignedOff]:
    """Return the row of a report, and the decision that covers it.

    With when it was recorded: an older one never goes over a newer one.
    """
    chosen = options.settings()
    try:
        found = signoff.load(path, chosen.state)
    except NotSignedOff as error:
        row = row_of(options, checked, None)
        return row, error.adding(*_recalled(chosen.state, path, row)).bare()
    chosen.require_meant(found.spreadsheet, signed_for(path, found))
    row, target = row_of(options, checked, found.decision), str(chosen.target)
    try:
        signoff.require(found, path, checked.file.report, row, target)
    except NotSignedOff as error:
        return row, error.bare()
    return row, found.journalled()


def _recalled(state: Path, path: Path, row: SummaryRow) -> Iterator[Text]:
    """Yield that a report without a sign-off beside it was pushed with one, by the journal."""
    if exists(signoff.path_for(path)):
        return  # a decision that was withdrawn, say: the file tells it
    from ita_sync.journal import Journal  # it brings SQLite; what is signed does without

    # What is wrong with the journal is told where a push needs it.
    with suppress(ItaSyncError), Journal(state, read_only=True) as journal:
        pushed = [
            change
            for change in journal.history(name_of(path))
            if change.row.key == row.key and "post" in change.signoff
        ]
        if pushed:
            yield T(
                "It was pushed with a decision before: bring the file {file} back from a backup, "
                "or sign again.",
                file=signoff.path_for(path).name,
            )


def signed_for(path: Path, found: signoff.SignOff) -> Text:
    """Return for which spreadsheet a report was signed, in words."""
    told = {"report": path, "id": found.spreadsheet}
    return T("{report} was signed for the spreadsheet {id}.", **told)


def clean(options: Options, path: Path) -> Checked:
    """Check a report and stop where it has errors.

    Raises:
        ReportError: it cannot be read, or has errors, which are printed.
    """
    checked = options.examine(path)
    require_clean(checked, options.console())
    return checked


def require_clean(checked: Checked, console: Console) -> None:
    """Stop where a report has errors.

    Raises:
        ReportError: the findings are printed before.
    """
    if checked.count(Severity.ERROR):
        print_findings.show(checked, console)
        raise has_errors(checked)


def has_errors(checked: Checked) -> FaultyReportError:
    """Return the error that a report with errors ends in."""
    errors, path = checked.count(Severity.ERROR), checked.file.path
    error = FaultyReportError(
        "report-has-errors",
        N("{report} has {count} error.", "{report} has {count} errors.", report=path, count=errors),
        next_step=N(
            "Correct it and check again: ita-sync check {report}",
            "Correct them and check again: ita-sync check {report}",
            count=errors,
            report=shell_quoted(path),
        ),
    )
    error.checked = checked
    return error


def require_file(path: Path) -> None:
    """Refuse a folder: one that holds reports was taken for them (`files.expanded`)."""
    if is_folder(path):
        raise WrongFile(
            "no-report",
            T("The folder {folder} holds no report (.yaml, .xlsx).", folder=path),
            next_step=T("Name the report files, or the folder in which they are."),
        )


def row_of(options: Options, checked: Checked, decision: Decision | None) -> SummaryRow:
    """Return the row that a report makes in the configured columns."""
    chosen = options.settings()
    report, without_code = checked.file.report, chosen.key_without_code
    return build_row(report, checked.framework, chosen.columns, decision, without_code)


def draft_of(prepared: Prepared, path: Path) -> "Draft":
    """Return what a report wants of its row, with what the journal keeps beside it."""
    from ita_sync.journal import Draft  # it brings SQLite; `sign` and `fields` do without

    found = prepared.approval
    decision = {} if isinstance(found, NotSignedOff) else found
    return Draft(
        prepared.row,
        name_of(path),
        path=storable(str(path.absolute())),
        signoff=decision,
        signoff_digest=digest_of(decision),
    )
