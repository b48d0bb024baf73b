"""The first steps of every push, dry or not: check the report, build its row, find its sign-off."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.approval import signoff
from ita_sync.approval.signoff import SignOff
from ita_sync.checks import Checked, Severity, examine
from ita_sync.cli import print_findings
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import NotSignedOff, ReportError
from ita_sync.files import name_of, shell_quoted, storable
from ita_sync.i18n import N
from ita_sync.report import Decision
from ita_sync.row import SummaryRow, build_row, digest_of

if TYPE_CHECKING:
    from ita_sync.journal import Draft


@dataclass(frozen=True)
class Prepared:
    """A clean report and its row, as it would be sent now.

    Attributes:
        approval: the sign-off that covers exactly this row, or why there is none.
    """

    checked: Checked
    row: SummaryRow
    approval: SignOff | NotSignedOff

    def signed(self) -> SignOff:
        """Return the sign-off.

        Raises:
            NotSignedOff: there is none, or it was given for something else.
        """
        if isinstance(self.approval, NotSignedOff):
            raise self.approval
        return self.approval


def prepare(options: Options, path: Path) -> Prepared:
    """Check a report, build its row and look at its sign-off.

    Raises:
        ReportError: the report cannot be read or has errors, which are printed.
        ConfigError: the configuration or the rules of the year.
    """
    checked = clean(options, path)
    try:
        found = signoff.load(path)
    except NotSignedOff as error:
        return Prepared(checked, row_of(options, checked, None), error)
    row, target = row_of(options, checked, found.decision), str(options.settings().target)
    try:
        signoff.require(found, path, checked.file.report, row, target)
    except NotSignedOff as error:
        return Prepared(checked, row, error)
    return Prepared(checked, row, found)


def clean(options: Options, path: Path) -> Checked:
    """Check a report and stop where it has errors.

    Raises:
        ReportError: it cannot be read, or has errors, which are printed.
    """
    checked = examine(path, options.framework, options.listed(), shown=options.shown())
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
        next_step=N(
            "Correct it and check again: ita-sync check {report}",
            "Correct them and check again: ita-sync check {report}",
            count=errors,
            report=shell_quoted(path),
        ),
    )


def row_of(options: Options, checked: Checked, decision: Decision | None) -> SummaryRow:
    """Return the row that a report makes in the configured columns."""
    chosen = options.settings()
    report, without_code = checked.file.report, chosen.key_without_code
    return build_row(report, checked.framework, chosen.columns, decision, without_code)


def draft_of(prepared: Prepared, path: Path, signoff: Mapping[str, Any]) -> "Draft":
    """Return what a report wants of its row, with what the journal keeps beside it."""
    from ita_sync.journal import Draft  # it brings SQLite; `sign` and `fields` do without

    return Draft(
        prepared.row,
        name_of(path),
        path=storable(str(path.absolute())),
        signoff=dict(signoff),
        signoff_digest=digest_of(signoff),
    )
