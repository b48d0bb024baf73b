"""The executive's decision, bound to what was decided.

A record of who (by post) acknowledged what and when; it is not an electronic signature, since
nobody is authenticated. It is kept beside the report as `<report>.signoff.json`, so that it travels
and is archived with it.

Bound: the row, the link, the content of the report and the target sheet; a change to any of them
voids it. Recorded but not bound: digests of file, rules and mapping, so that a comment in the YAML
does not undo a decision.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ita_sync import __version__, thai
from ita_sync.approval import kept
from ita_sync.config_file import Column
from ita_sync.errors import NotSignedOff
from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text
from ita_sync.report import Decision, Report, ReportFile
from ita_sync.row import SummaryRow, digest_of, fold_value
from ita_sync.rules import Framework


class Bound(BaseModel):
    """Digests (SHA-256, hex) of what was decided, and the target in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: str
    url: str
    content: str
    target: str


class SignOff(BaseModel):
    """A recorded decision: the file beside the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    decision: Decision
    bound: Bound
    beside: dict[str, str]
    cells: dict[str, str | None]
    content: dict[str, Any]
    recorded_at: str

    @property
    def spreadsheet(self) -> str:
        """The id of the spreadsheet for which it was given."""
        return self.bound.target.partition(" · ")[0]


def path_for(report: Path) -> Path:
    """Return the path of the sign-off of a report file."""
    return report.with_name(f"{report.stem}.signoff.json")


def content_of(report: Report) -> dict[str, Any]:
    """Return the report as plain data: NFC text, decimals and dates as strings."""
    return {k: _plain(v) for k, v in report.model_dump().items()}


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
    mapping = [column.model_dump(mode="json") for column in columns]
    return {
        "file": file.sha256,
        "rules": digest_of(json.loads(framework.model_dump_json())),
        "mapping": hashlib.sha256(json.dumps(mapping, ensure_ascii=False).encode()).hexdigest(),
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
) -> SignOff:
    """Write the decision beside the report (whole or not at all) and return it.

    Raises:
        ConfigError: the folder cannot be written.
    """
    signoff = SignOff(
        decision=decision,
        bound=bind(report, row, target),
        beside=dict(beside),
        cells=cells_of(row),
        content=content_of(report),
        recorded_at=recorded_at,
    )
    kept.write(path_for(report_path), signoff)
    return signoff


def load(report_path: Path) -> SignOff:
    """Read the sign-off of a report.

    Raises:
        NotSignedOff: there is none, or its file is damaged.
    """
    return kept.read(
        path_for(report_path),
        SignOff,
        missing=T("{report} has not been signed off.", report=report_path),
        hint=_sign_hint(report_path),
    )


def require(
    signoff: SignOff, report_path: Path, report: Report, row: SummaryRow, target: str
) -> None:
    """Make sure that the sign-off was given for exactly this.

    Raises:
        NotSignedOff: something changed since; every change is listed.
    """
    now = bind(report, row, target)
    if now == signoff.bound:
        return
    raise NotSignedOff(
        "signoff-void",
        T(
            "{report} changed after it was signed off on {date}.",
            report=report_path,
            date=thai.format_date(signoff.decision.date),
        ),
        details=_changes(signoff, report, row, target),
        next_step=T(
            "Undo the change, or have the executive acknowledge it and run `ita-sync sign` again."
        ),
    )


def _changes(signoff: SignOff, report: Report, row: SummaryRow, target: str) -> list[Text]:
    changes = columns(signoff.cells, cells_of(row))
    changes += [
        T("Report field {field}: {was} → {now}", field=path, was=_short(old), now=_short(new))
        for path, old, new in _differences(signoff.content, content_of(report))
    ]
    if signoff.bound.target != target:
        changes.append(T("Target sheet: {was} → {now}", was=signoff.bound.target, now=target))
    return changes


def columns(was: Mapping[str, str | None], now: Mapping[str, str | None]) -> list[Text]:
    """Return a line for each column that two rows fill differently."""
    return [
        T("Column {header}: {was} → {now}", header=h, was=was.get(h) or "–", now=now.get(h) or "–")
        for h in {**was, **now}
        if was.get(h) != now.get(h)
    ]


def _differences(was: Any, now: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - JSON
    """Yield path, old and new value of each difference; entries of lists count from 1."""
    if was == now:
        return
    pairs = _pairs(was, now)
    if pairs is None:
        yield path, was, now
        return
    for key, old, new in pairs:
        yield from _differences(old, new, f"{path}{key}".lstrip("."))


def _pairs(was: Any, now: Any) -> list[tuple[str, Any, Any]] | None:  # noqa: ANN401 - JSON
    """Return the parts of two values that can be compared one by one, None if they cannot."""
    if isinstance(was, dict) and isinstance(now, dict):
        return [(f".{key}", was.get(key), now.get(key)) for key in {**was, **now}]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        numbered = enumerate(zip(was, now, strict=True), 1)
        return [(f"[{number}]", old, new) for number, (old, new) in numbered]
    return None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a report holds
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, int):
        return value
    # 83.50 and 83.5 are one score: a rewritten zero does not undo a decision.
    return fold_value(value) if isinstance(value, Decimal) else thai.clean(str(value))


def cells_of(row: SummaryRow) -> dict[str, str | None]:
    """Return the cells of a row as texts, by header."""
    return {c.header: None if c.value is None else str(c.value) for c in row.cells}


def _short(value: object, most: int = 60) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[: most - 1] + "…"


def _sign_hint(report_path: Path) -> Text:
    return T(
        'After the executive has acknowledged it: ita-sync sign {report} --post "…" --date "…"',
        report=shell_quoted(report_path),
    )
