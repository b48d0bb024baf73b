"""`sign REPORT`: the decision that the executive has acknowledged the report."""

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync import files, thai
from ita_sync.approval import signoff, statement
from ita_sync.checks import Checked, Finding, Severity, Subject, run, signing
from ita_sync.cli import print_findings
from ita_sync.cli.commands import UsageError
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import clean, row_of, signed_for
from ita_sync.errors import ConfigError, Exit, NotSignedOff, os_reason
from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text
from ita_sync.report import Decision
from ita_sync.row import SummaryRow, by_whom

if TYPE_CHECKING:
    from ita_sync.journal import Change

_READ_FROM = re.compile(r"^# .*\(sha256 ([0-9a-f]{12})\)")
"""What `read` writes at the head of a report file about its document."""
_PART = 1 << 20
"""Bytes that are read at once."""


def sign_report(
    options: Options, path: Path, decision: Decision, *, source: Path | None, as_typed: bool
) -> int:
    """Show what is decided and what it binds, and record it behind what was decided before."""
    console, checked = options.console(), clean(options, path)
    odd = careful(_odd(options, checked, decision), console, as_typed=as_typed)
    row, target = row_of(options, checked, decision), str(options.settings().target)
    beside = {
        **signoff.digests(checked.file, checked.framework, options.settings().columns),
        **_document(checked, source, console),
    }
    last, changes = _amended(options, row)
    unlooked = print_findings.unchecked(checked)
    for text in unlooked:
        console.talk(text)
    if unlooked:
        beside["unchecked"] = " ".join(text.render("th") for text in unlooked)
    said = statement.signed(checked.file.report, row.key, decision, target, changes)
    with signoff.kept(path).alone(console.talk):
        before = begin(options, path)
        signed = signoff.record(
            path,
            checked.file.report,
            row,
            decision=decision,
            target=target,
            beside={**beside, **before},
            recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            said=said,
            amends=last.row.digest if last else None,
        )
    _print(path, signed, said, console)
    console.emit_json(
        "sign",
        Exit.OK,
        report=str(path),
        signoff=signed.model_dump(mode="json"),
        careful=[finding.code for finding in odd],
        unchecked=[text.both() for text in unlooked],
        changes=[line.both() for line in changes],
    )
    return Exit.OK


def careful(found: list[Finding], console: Console, *, as_typed: bool) -> list[Finding]:
    """Refuse a decision that cannot have been made; tell and return what else is odd.

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
    for finding in found:
        told = {"code": finding.code, "what": finding.what, "expected": finding.expected}
        console.talk(T("Careful ({code}): {what} Expected: {expected}", **told))
    return found


def begin(options: Options, path: Path, *, replaces: bool = True) -> dict[str, str]:
    """Say what the new record goes behind, or replaces; return what is to be recorded of it.

    Raises:
        ConfigError: practice would take the place of a decision for a real spreadsheet; or a file
            that is no sign-off cannot be kept.
    """
    console, kept = options.console(), signoff.kept(path)
    file, found = kept.path, None
    with suppress(NotSignedOff):  # of a damaged one it cannot be known
        found = kept.chain().current
    if found:
        options.settings().require_meant(found.spreadsheet, signed_for(path, found))
    if aside := kept.set_aside():
        name, digest = aside
        told = {"file": file, "aside": name}
        console.talk(
            T(
                "{file} is damaged or was edited; it is kept as {aside}, and the chain of records "
                "begins anew.",
                **told,
            )
        )
        return {signoff.ASIDE: digest}
    if found and replaces:
        console.talk(
            T(
                "This replaces the sign-off in {file}, of {day}; that record is kept there.",
                file=file,
                day=found.day,
            )
        )
    return {}


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


def _document(checked: Checked, source: Path | None, console: Console) -> dict[str, str]:
    """Return the digest of the document that was signed, as far as it is known.

    Raises:
        ConfigError: it cannot be read.
    """
    found = _READ_FROM.match(checked.file.text)
    begins = found[1] if found else ""
    if source is None:
        return {"source_begins": begins} if begins else {}
    digest = digest_of_file(source)
    if begins and not digest.startswith(begins):
        console.talk(
            T(
                "Careful: {source} is not the document that the report file was read from (sha256 "
                "{begins}).",
                source=source,
                begins=begins,
            )
        )
    return {"source": digest}


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 (hex) of a file.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        digest = hashlib.sha256()
        with files.opened(path) as handle:
            while part := handle.read(_PART):
                digest.update(part)
    except OSError as error:
        raise ConfigError(
            "document-unreadable",
            T("{path} cannot be read: {reason}", path=path, reason=os_reason(error)),
            next_step=T("Name the document itself: a file that you may read."),
        ) from None
    return digest.hexdigest()


def _amended(options: Options, row: SummaryRow) -> "tuple[Change | None, Sequence[Text]]":
    """Return the row of ours that stands in the sheet and would change, and what would."""
    chosen = options.settings()
    if not files.exists(chosen.state / "journal.sqlite"):
        return None, ()
    from ita_sync.approval import amend  # it brings SQLite; the first sign-off does without
    from ita_sync.journal import Journal

    with Journal(chosen.state, read_only=True) as journal:
        last = amend.standing(journal, row, chosen.target)
    return last, amend.changes(last, row) if last else ()


def _print(path: Path, signed: signoff.SignOff, said: Text, console: Console) -> None:
    decision, bound = signed.decision, signed.bound
    console.line(
        T(
            "Signed off: {post}, {date} → {file}",
            post=by_whom(decision),
            date=thai.format_date(decision.date),
            file=signoff.path_for(path),
        ),
        colour="green",
    )
    console.line(said, indent=1)
    console.line(
        T("Bound to: {target}; row {digest}", target=bound.target, digest=bound.row[:12]), indent=1
    )
    console.line(
        T(
            "Also bound: the link, and the report's content {content}. If one of these changes, "
            "the report has to be signed again.",
            content=bound.content[:12],
        ),
        indent=1,
    )
    console.line(T("Next: ita-sync push {report}", report=shell_quoted(path)), indent=1)
    console.notice()
