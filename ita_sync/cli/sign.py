"""The command `sign`."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import click

from ita_sync import characters, thai
from ita_sync.approval import signoff
from ita_sync.checks import Checked, Finding, Severity, Subject, run, signing
from ita_sync.cli import print_findings
from ita_sync.cli.commands import (
    ROW,
    Command,
    Day,
    UsageError,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import clean, row_of, signed_for
from ita_sync.cli.sign_undo import sign_undo
from ita_sync.errors import Exit, NotSignedOff
from ita_sync.files import exists, shell_quoted
from ita_sync.i18n import T
from ita_sync.report import Decision
from ita_sync.row import by_whom


@click.command(
    cls=Command,
    names_sheet=True,
    help=T(
        """Record that the executive has acknowledged the report.

        The record stands beside the report (NAME.signoff.json) and binds row, link, content and
        target sheet: if one of them changes, the report must be signed again. It names posts, not
        people, and is no electronic signature.

        \b
        ita-sync sign report-2566.yaml --post นายกเทศมนตรี --date "27 ตุลาคม 2566"
        ita-sync sign report-2566.yaml --post ปลัดเทศบาล --acting นายกเทศมนตรี --date 27/10/2566
        ita-sync sign --undo 5360601 --post นายกเทศมนตรี --date 3/11/2566    take a change back
        """
    ).msgid,
)
@click.argument("path", metavar="[REPORT]", required=False, type=report_path)
@option(
    "--undo",
    metavar=ROW,
    help=T("Instead of a report: take the last change to this row of the sheet back."),
)
@option("--post", required=True, help=T("Post of the executive who decided."))
@option("--acting", help=T("Post for which they acted, if they did."))
@option(
    "--date",
    "day",
    required=True,
    type=Day(),
    help=T("Day of the decision; 2400 and later is B.E., and 66 is 2566."),
)
@option("--reference", help=T("Document number under which it is recorded."))
@option(
    "--as-typed",
    is_flag=True,
    help=T("What looks like a person's name in a post is none, or is meant to be recorded."),
)
@credentials_option
@common
@click.pass_obj
def sign(
    options: Options,
    path: Path | None,
    *,
    undo: str | None,
    post: str,
    acting: str | None,
    day: date,
    reference: str | None,
    as_typed: bool,
) -> int:
    """Write the sign-off beside the report, or the decision to take a change back."""
    decision = _decision({"post": post, "acting": acting, "date": day, "reference": reference})
    if path and undo is None:
        return _sign(options, path, decision, as_typed=as_typed)
    if path or undo is None:
        raise UsageError(T("name a report, or a row of the sheet with --undo; one of them"))
    odd = [*signing.names(decision), *signing.future(day, datetime.now(UTC).date())]
    _tell(_refuse(odd, as_typed=as_typed), options.console())
    return sign_undo(options, undo, decision)


def _sign(options: Options, path: Path, decision: Decision, *, as_typed: bool) -> int:
    console, checked = options.console(), clean(options, path)
    odd = _refuse(_odd(options, checked, decision), as_typed=as_typed)
    _tell(odd, console)
    if exists(signoff.path_for(path)):
        _keep_for_real(options, path)
        console.talk(T("This replaces the sign-off in {file}.", file=signoff.path_for(path)))
    row = row_of(options, checked, decision)
    unlooked = print_findings.unchecked(checked)
    for text in unlooked:
        console.talk(text)
    signed = signoff.record(
        path,
        checked.file.report,
        row,
        decision=decision,
        target=str(options.settings().target),
        beside={
            **signoff.digests(checked.file, checked.framework, options.settings().columns),
            **({"unchecked": " ".join(text.render("th") for text in unlooked)} if unlooked else {}),
        },
        recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    _print(path, signed, row.digest, console)
    console.emit_json(
        "sign",
        Exit.OK,
        report=str(path),
        signoff=signed.model_dump(mode="json"),
        careful=[finding.code for finding in odd],
        unchecked=[text.both() for text in unlooked],
    )
    return Exit.OK


def _keep_for_real(options: Options, path: Path) -> None:
    """Let no practice take the place of a sign-off that was given for another spreadsheet.

    Raises:
        ConfigError: `practice-config`.
    """
    with suppress(NotSignedOff):  # a damaged one is no loss
        found = signoff.load(path)
        options.settings().require_meant(found.spreadsheet, signed_for(path, found))


def _decision(given: Mapping[str, object]) -> Decision:
    """Return the decision that the command line describes.

    Raises:
        UsageError: an entry is blank, or has characters that nobody sees.
    """
    blank = [
        f"--{name}"
        for name, value in given.items()
        if isinstance(value, str) and not thai.clean(value)
    ]
    if blank:
        raise UsageError(T("{names} must not be blank", names=blank))
    for name, value in given.items():
        if isinstance(value, str) and (unseen := characters.unprintable(value.strip())):
            raise UsageError(
                T(
                    "--{name} contains characters that nobody sees ({codes}); type it by hand",
                    name=name,
                    codes=characters.codes(unseen),
                )
            )
    return Decision.model_validate(given)


def _odd(options: Options, checked: Checked, decision: Decision) -> list[Finding]:
    """Return what is odd about a decision."""
    subject = Subject(
        checked.file.report,
        checked.framework,
        listed=options.listed(),
        decision=decision,
        today=datetime.now(UTC).date(),
    )
    return run(subject, families=(signing,))


def _refuse(found: list[Finding], *, as_typed: bool) -> list[Finding]:
    """Refuse a decision that cannot have been made; return what else is odd.

    Raises:
        UsageError: there is an error among the findings, other than a name that is meant.
    """
    for finding in found:
        if finding.severity is not Severity.ERROR:
            continue
        told = {"code": finding.code, "what": finding.what, "expected": finding.expected}
        if finding.code != signing.NAME.code:
            raise UsageError(T("Not signed ({code}): {what} Expected: {expected}", **told))
        if not as_typed:
            raise UsageError(
                T(
                    "Not signed ({code}): {what} Expected: {expected}. If it is no name, add "
                    "--as-typed.",
                    **told,
                )
            )
    return found


def _tell(odd: list[Finding], console: Console) -> None:
    for finding in odd:
        told = {"code": finding.code, "what": finding.what, "expected": finding.expected}
        console.talk(T("Careful ({code}): {what} Expected: {expected}", **told))


def _print(path: Path, signed: signoff.SignOff, digest: str, console: Console) -> None:
    decision = signed.decision
    console.line(
        T(
            "Signed off: {post}, {date} → {file}",
            post=by_whom(decision),
            date=thai.format_date(decision.date),
            file=signoff.path_for(path),
        ),
        colour="green",
    )
    bound = T("Bound to: {target}; row {digest}", target=signed.bound.target, digest=digest[:12])
    console.line(bound, indent=1)
    console.line(T("Next: ita-sync push {report}", report=shell_quoted(path)), indent=1)
    console.notice()
