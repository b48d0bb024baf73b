"""The first steps of every push, dry or not: check the report, build its row, ask for the sign-off."""

from dataclasses import dataclass
from pathlib import Path

from ita_sync.approval import signoff
from ita_sync.approval.signoff import SignOff
from ita_sync.checks import Checked, Severity, examine
from ita_sync.cli import print_findings
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import NotSignedOff, ReportError
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T
from ita_sync.report import Decision
from ita_sync.row import SummaryRow, build_row


@dataclass(frozen=True)
class Prepared:
    """A clean report and its row, as it would be sent now.

    Attributes:
        signoff: the sign-off as it is on the disk, None where there is none that can be read.
        refusal: why the row may not be sent yet, None where it may.
    """

    checked: Checked
    row: SummaryRow
    signoff: SignOff | None
    refusal: NotSignedOff | None

    def signed(self) -> SignOff:
        """Return the sign-off that covers exactly this row.

        Raises:
            NotSignedOff: there is none.
        """
        if self.signoff is None or self.refusal is not None:
            assert self.refusal is not None  # noqa: S101 - prepare() never leaves out both
            raise self.refusal
        return self.signoff


def prepare(options: Options, path: Path) -> Prepared:
    """Check a report, build its row and look at its sign-off.

    Raises:
        ReportError: the report cannot be read or has errors, which are printed.
        ConfigError: the configuration or the rules of the year.
    """
    checked = clean(options, path)
    found, refusal = _signoff(path)
    row = row_of(options, checked, found.decision if found else None)
    if found:
        refusal = _void(options, path, checked, row, found)
    return Prepared(checked, row, found, refusal)


def clean(options: Options, path: Path) -> Checked:
    """Check a report and stop where it has errors.

    Raises:
        ReportError: it cannot be read, or has errors, which are printed.
    """
    checked = examine(path, options.framework, options.listed())
    require_clean(checked, options.console())
    return checked


def require_clean(checked: Checked, console: Console) -> None:
    """Stop where a report has errors.

    Raises:
        ReportError: the findings are printed before.
    """
    errors = checked.count(Severity.ERROR)
    if not errors:
        return
    print_findings.show(checked, console)
    path = checked.file.path
    raise ReportError(
        "report-has-errors",
        N("{report} has {count} error.", "{report} has {count} errors.", report=path, count=errors),
        next_step=T(
            "Correct them and check again: ita-sync check {report}", report=shell_quoted(path)
        ),
    )


def row_of(options: Options, checked: Checked, decision: Decision | None) -> SummaryRow:
    """Return the row that a report makes in the configured columns."""
    columns = options.settings().columns
    return build_row(checked.file.report, checked.framework, columns, decision)


def _signoff(path: Path) -> tuple[SignOff | None, NotSignedOff | None]:
    try:
        return signoff.load(path), None
    except NotSignedOff as error:
        return None, error


def _void(
    options: Options, path: Path, checked: Checked, row: SummaryRow, found: SignOff
) -> NotSignedOff | None:
    """Return why a sign-off was not given for exactly this, None where it was."""
    try:
        signoff.require(found, path, checked.file.report, row, str(options.settings().target))
    except NotSignedOff as error:
        return error
    return None
