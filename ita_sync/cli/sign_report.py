"""`sign REPORT`: the decision that the executive has acknowledged the report."""

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ita_sync import files, thai
from ita_sync.approval import signoff, statement
from ita_sync.checks import Checked, Finding, Severity, Subject, run, signing
from ita_sync.cli import print_findings
from ita_sync.cli.commands import UsageError
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import Prepared, clean, row_of, signed_for
from ita_sync.cli.stood import see
from ita_sync.errors import ConfigError, Exit, NotSignedOff, os_reason
from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text
from ita_sync.report import Decision
from ita_sync.row import by_whom

_READ_FROM = re.compile(r"^# .*\(sha256 ([0-9a-f]{12})\)")
"""What `read` writes at the head of a report file about its document."""
_PART = 1 << 20
"""Bytes that are read at once."""


def sign_report(
    options: Options,
    path: Path,
    decision: Decision,
    *,
    source: Path | None,
    as_typed: bool,
    offline: bool,
) -> int:
    """Show what is decided and what it binds, and record it behind what was decided before."""
    console, checked = options.console(), clean(options, path)
    odd = careful(_odd(options, checked, decision), console, as_typed=as_typed)
    row, target = row_of(options, checked, decision), str(options.settings().target)
    beside = {
        **signoff.digests(checked.file, checked.framework, options.settings().columns),
        **_document(checked, source, console),
    }
    unlooked = print_findings.unchecked(checked)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    approval = {**decision.model_dump(mode="json"), "recorded_at": now}
    prepared = Prepared(row, approval, checked.file.sha256, tuple(unlooked))
    stood = see(options, path, prepared, offline=offline)
    for text in stood.told():
        console.talk(text)
    for text in unlooked:
        console.talk(text)
    if unlooked:
        beside["unchecked"] = " ".join(text.render("th") for text in unlooked)
    said = statement.signed(
        checked.file.report,
        row.key,
        decision,
        target,
        changes=stood.changes,
        source=stood.source,
    )
    with signoff.kept(path).alone(console.talk):
        before = begin(options, path)
        signed = signoff.record(
            path,
            checked.file.report,
            row,
            decision=decision,
            target=target,
            beside={**beside, **stood.recorded(), **before},
            recorded_at=now,
            said=said,
            amends=stood.amends,
        )
    _print(path, signed, said, console)
    console.emit_json(
        "sign",
        Exit.OK,
        report=str(path),
        signoff=signed.model_dump(mode="json"),
        careful=[finding.code for finding in odd],
        unchecked=[text.both() for text in unlooked],
        changes=[line.both() for line in stood.changes],
        seen=stood.by,
        seen_at=stood.recorded().get("seen_at"),
        otherwise=[line.both() for line in stood.otherwise],
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
    if found and found.recorded_at > datetime.now(UTC).isoformat(timespec="seconds"):
        console.talk(
            T(
                "Careful: the record before this one says that it was made at {at} (UTC), which is "
                "still to come. A clock is wrong; a push goes by these times.",
                at=found.recorded_at,
            )
        )
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
