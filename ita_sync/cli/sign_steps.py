"""`sign --withdraw` and `sign --published`: what is decided on a report beside its sign-off."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ita_sync.approval import signoff, statement, withdrawn
from ita_sync.checks import Finding, signing
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import clean, row_of
from ita_sync.cli.sign_report import begin, careful
from ita_sync.errors import Exit
from ita_sync.files import shell_quoted
from ita_sync.i18n import T
from ita_sync.report import Decision


def sign_withdraw(
    options: Options, path: Path, decision: Decision, reason: str, *, as_typed: bool
) -> int:
    """Record that the decision on a report is withdrawn: nothing of it is sent any more.

    Raises:
        NotSignedOff: there is no decision to withdraw.
    """
    console, state = options.console(), options.settings().state
    signoff.load(path)
    odd = careful(_names(decision), console, as_typed=as_typed)
    with signoff.kept(path).alone(console.talk):
        found = signoff.load(path)
        said = statement.withdrawn(found.day, decision, reason)
        signed = signoff.follow(
            path,
            found,
            kind=signoff.Kind.WITHDRAWN,
            decision=decision,
            said=said,
            reason=reason,
            recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    with suppress(OSError):  # it stands in the record; here it would only stand once more
        withdrawn.remember(state, found, signed)
    console.line(T("Withdrawn → {file}", file=signoff.path_for(path)), colour="green")
    console.line(said, indent=1)
    console.line(
        T(
            "A row that was sent already stays in the sheet; `ita-sync sign --undo` and `ita-sync "
            "undo` take it back."
        ),
        indent=1,
    )
    return _end(options, path, signed, odd)


def sign_published(options: Options, path: Path, decision: Decision, *, as_typed: bool) -> int:
    """Record that the report may be published, by memo, number and post."""
    console, checked = options.console(), clean(options, path)
    odd = careful(_names(decision), console, as_typed=as_typed)
    report = checked.file.report
    said = statement.published(report, decision)
    row, chosen = row_of(options, checked, None), options.settings()
    digests = signoff.digests(checked.file, checked.framework, chosen.columns)
    with signoff.kept(path).alone(console.talk):
        before = begin(options, path, replaces=False)
        signed = signoff.record(
            path,
            report,
            row,
            decision=decision,
            target=str(chosen.target),
            beside={**digests, **before},
            recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            said=said,
            kind=signoff.Kind.PUBLISHED,
        )
    console.line(
        T("Permission to publish recorded → {file}", file=signoff.path_for(path)), colour="green"
    )
    console.line(said, indent=1)
    console.line(
        T(
            "Once it is published: ita-sync check --online --published FILE {report}",
            report=shell_quoted(path),
        ),
        indent=1,
    )
    return _end(options, path, signed, odd)


def _names(decision: Decision) -> list[Finding]:
    return [*signing.names(decision), *signing.future(decision.date, datetime.now(UTC).date())]


def _end(options: Options, path: Path, signed: signoff.SignOff, odd: list[Finding]) -> int:
    console = options.console()
    console.notice()
    console.emit_json(
        "sign",
        Exit.OK,
        report=str(path),
        signoff=signed.model_dump(mode="json"),
        careful=[finding.code for finding in odd],
    )
    return Exit.OK
