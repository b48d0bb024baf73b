"""The executive's decision, bound to what was decided.

A record of who (by post) acknowledged what and when; it is not an electronic signature, since
nobody is authenticated (docs/signoff.md). It is kept beside the report as `<report>.signoff.json`,
with the records before it, so that it travels and is archived with it.

Bound: the row, the link, the content of the report and the target sheet; a change to any of them
voids it. Recorded but not bound: digests of files, rules and mapping, so that a comment in the YAML
does not undo a decision.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ita_sync import __version__
from ita_sync.approval import withdrawn
from ita_sync.approval.chain import ZONE, Chain
from ita_sync.approval.content import cells_of, columns, content_of, differences, short
from ita_sync.approval.kept import ASIDE, Kept
from ita_sync.approval.records import SHEET, Bound, Kind, SignOff
from ita_sync.config_file import Column
from ita_sync.errors import NotSignedOff
from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text
from ita_sync.report import Decision, Report, ReportFile
from ita_sync.row import SummaryRow, digest_of
from ita_sync.rules import Framework

__all__ = [
    "ASIDE",
    "SHEET",
    "Bound",
    "Chain",
    "Kept",
    "Kind",
    "SignOff",
    "cells_of",
    "columns",
    "content_of",
]


def path_for(report: Path) -> Path:
    """Return the path of the sign-off of a report file."""
    return report.with_name(f"{report.stem}.signoff.json")


def kept(report: Path) -> Kept[SignOff]:
    """Return the file of the decisions on a report."""
    return Kept(
        path_for(report),
        SignOff,
        missing=T("{report} has not been signed off.", report=report),
        hint=_sign_hint(report),
        again=T("have the report acknowledged and run `ita-sync sign` again"),
    )


def bind(report: Report, row: SummaryRow, target: str) -> Bound:
    """Return what a sign-off of exactly this report, row and target binds."""
    return Bound(
        row=row.digest, url=report.url, content=digest_of(content_of(report)), target=target
    )


def digests(file: ReportFile, framework: Framework, columns: Iterable[Column]) -> dict[str, str]:
    """Return what is recorded beside a decision without being bound to it.

    Digests (SHA-256, hex) of the report's file, of the year's rules and of the mapping, and the
    version of the program.
    """
    return {
        "file": file.sha256,
        "rules": digest_of(json.loads(framework.model_dump_json())),
        "mapping": digest_of({"columns": [column.model_dump(mode="json") for column in columns]}),
        "version": __version__,
    }


def record(
    report_path: Path,
    report: Report,
    row: SummaryRow,
    *,
    decision: Decision,
    target: str,
    beside: Mapping[str, str],
    recorded_at: str,
    said: Text | None = None,
    kind: Kind = Kind.SIGNED,
    amends: str | None = None,
) -> SignOff:
    """Write a decision beside the report (whole or not at all), behind those before it.

    Raises:
        NotSignedOff: those before it were edited, or cannot be read.
        ConfigError: the folder cannot be written.
    """
    new = SignOff(
        kind=kind,
        decision=decision,
        statement=said.both() if said else {},
        bound=bind(report, row, target),
        beside=dict(beside),
        cells=cells_of(row),
        content=content_of(report),
        amends=amends,
        recorded_at=recorded_at,
        zone=ZONE,
    )
    return kept(report_path).add(new)


def follow(
    report_path: Path,
    found: SignOff,
    *,
    kind: Kind,
    decision: Decision,
    said: Text,
    reason: str,
    recorded_at: str,
) -> SignOff:
    """Write what is decided on a decision behind it: of the report nothing is new.

    Raises:
        NotSignedOff: what stands there was edited.
        ConfigError: the folder cannot be written.
    """
    return kept(report_path).add(
        found.model_copy(
            update={
                "schema_version": 2,
                "kind": kind,
                "decision": decision,
                "statement": said.both(),
                "reason": reason,
                "beside": {**_of_report(found.beside), "version": __version__},
                "recorded_at": recorded_at,
                "zone": ZONE,
            }
        ),
    )


def _of_report(beside: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in beside.items() if name != ASIDE}


def published(chain: Chain[SignOff]) -> SignOff | None:
    """Return the last permission to publish among records."""
    found = (each for each in reversed(chain.records) if each.kind is Kind.PUBLISHED)
    return next(found, None)


def load(report_path: Path, state: Path | None = None) -> SignOff:
    """Read the sign-off of a report that holds now.

    Args:
        report_path: the report.
        state: where this computer keeps what was withdrawn on it.

    Raises:
        NotSignedOff: there is none, it was withdrawn, or its file is damaged or was edited.
    """
    found = kept(report_path).current()
    if found.kind is Kind.WITHDRAWN:
        raise NotSignedOff(
            "signoff-withdrawn",
            T(
                "The sign-off of {report} was withdrawn on {day} by {post}: {reason}",
                report=report_path,
                day=found.day,
                post=found.decision.post,
                reason=found.reason,
            ),
            next_step=_sign_hint(report_path),
        )
    if state is not None:
        withdrawn.require_not(state, report_path, found, _sign_hint(report_path))
    return found


def require(
    signoff: SignOff, report_path: Path, report: Report, row: SummaryRow, target: str
) -> None:
    """Make sure that the sign-off was given for exactly this.

    Raises:
        NotSignedOff: something changed since; every change is listed.
    """
    was, now = signoff.bound, bind(report, row, target)
    if now == was:
        return
    if now.model_copy(update={"target": was.target}) == was:
        raise NotSignedOff(
            "signoff-void",
            T(
                "{report} was signed for {was}; you are now on {now}. Nothing else changed.",
                report=report_path,
                was=was.target,
                now=now.target,
            ),
            next_step=T(
                "Use the configuration of {was}; or, if the row belongs here, have it acknowledged "
                "for this sheet and run `ita-sync sign` again.",
                was=was.target,
            ),
        )
    raise NotSignedOff(
        "signoff-void",
        T(
            "{report} changed after it was signed off on {date}.",
            report=report_path,
            date=signoff.day,
        ),
        details=_changes(signoff, report, row, target),
        next_step=T(
            "Undo the change, or have the executive acknowledge it and run `ita-sync sign` again."
        ),
    )


def _changes(signoff: SignOff, report: Report, row: SummaryRow, target: str) -> list[Text]:
    changes = columns(signoff.cells, cells_of(row))
    changes += [
        T("Report field {field}: {was} → {now}", field=path, was=short(old), now=short(new))
        for path, old, new in differences(signoff.content, content_of(report))
    ]
    if signoff.bound.target != target:
        changes.append(T("Target sheet: {was} → {now}", was=signoff.bound.target, now=target))
    return changes


def _sign_hint(report_path: Path) -> Text:
    return T(
        'After the executive has acknowledged it: ita-sync sign {report} --post "…" --date "…"',
        report=shell_quoted(report_path),
    )
