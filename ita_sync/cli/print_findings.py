"""Findings for people, grouped by place with the line they are about, and as JSON."""

import shutil
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ita_sync.checks import (
    QUOTED,
    SEVERITIES,
    Change,
    Checked,
    Finding,
    Severity,
    Suggestion,
    year,
)
from ita_sync.cli.console import Console
from ita_sync.cli.excerpt import excerpt
from ita_sync.i18n import N, T, Text
from ita_sync.report import Loc, Position, Report, ReportFile, called, meaning, texts_of

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
SHOWN = 5
"""Readings printed of one finding; `--json` has all."""
_WIDTH = 100
"""Columns where no terminal says how many it has."""


def show(checked: Checked, console: Console) -> None:
    """Print the findings of a report by place, and a line that counts them."""
    file = checked.file
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    sections = groupby(checked.findings, key=lambda finding: finding.loc[:1])
    for number, (section, inside) in enumerate(sections):
        if number:
            console.line()
        console.line(_heading(section, console))
        for mark, here in groupby(inside, key=lambda finding: file.mark(finding.loc)):
            _show_place(file, mark, list(here), lines, console)
    errors, warnings, notes = (checked.count(severity) for severity in Severity)
    console.line(
        T(
            "{report}: {errors}, {warnings}, {notes}",
            report=file.path,
            errors=N("{count} error", "{count} errors", count=errors),
            warnings=N("{count} warning", "{count} warnings", count=warnings),
            notes=N("{count} note", "{count} notes", count=notes),
        )
    )


def _show_place(
    file: ReportFile, mark: Position, here: list[Finding], lines: list[str], console: Console
) -> None:
    """Print the findings of one place: the line of the file under the first of them."""
    for position, finding in enumerate(here):
        severity = SEVERITIES[finding.severity].render(console.lang)
        head = f"{mark.within(file.path)}: {severity} {finding.code}"
        console.line(head, colour=COLOURS[finding.severity])
        if position == 0 and finding.loc:
            _quote(file, finding.loc, lines, console)
        _explain(finding, file, console)


def _quote(file: ReportFile, loc: Loc, lines: list[str], console: Console) -> None:
    """Print the line of the file, or what the cell of a workbook holds."""
    mark, width = file.mark(loc), shutil.get_terminal_size((_WIDTH, 24)).columns
    if mark.sheet:
        if held := file.texts.get(loc):
            console.line(f"{mark.cell:>5} | {held}"[:width])
    elif mark.line <= len(lines):
        for line in excerpt(lines[mark.line - 1], mark, width):
            console.line(line)


def unchecked(checked: Checked) -> list[Text]:
    """Return what nobody looked at because the year's rules are known in part: one line, if any."""
    return [finding.what for finding in checked.findings if finding.code == year.UNCHECKED.code]


def as_data(checked: Checked) -> list[dict[str, Any]]:
    """Return the findings of a report as JSON data."""
    file = checked.file
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "field": _field(finding.loc),
            **_place(file.mark(finding.loc)),
            "what": finding.what.both(),
            "expected": finding.expected.both() if finding.expected else None,
            "why": finding.why.both() if finding.why else None,
            "source": str(finding.source or ""),
            "confidence": finding.confidence,
            "document": _origin(file, finding.loc),
            "suggestions": [_suggestion(file, suggestion) for suggestion in finding.suggestions],
        }
        for finding in checked.findings
    ]


def several(count: int) -> Text:
    """Return the line above several readings."""
    return T("{count} readings fit; only the document tells which is right:", count=count)


def reading(suggestion: Suggestion, report: Report) -> Text:
    """Return a suggestion in words: `total 39.41 → 78.41 (…)`."""
    changes = [_change(change, report) for change in suggestion.changes]
    return T("{changes} ({why})", changes=changes, why=suggestion.why)


def _heading(section: Loc, console: Console) -> str:
    if not section:
        return T("the file").render(console.lang)
    return f"{section[0]} · {meaning(section).render(console.lang)}"


def _explain(finding: Finding, file: ReportFile, console: Console) -> None:
    console.line(finding.what, indent=1)
    if finding.expected:
        console.line(T("Expected: {expected}", expected=finding.expected), indent=1)
    if told := _origin(file, finding.loc):
        console.line(T("In the document: {origin}", origin=told), indent=1)
    if finding.why:
        console.line(
            T("Rule: {why} [{source}]", why=finding.why, source=finding.source or "–"), indent=1
        )
    _readings(finding.suggestions, file.report, console)


def _origin(file: ReportFile, loc: Loc) -> str | None:
    """Return where the document has a field, in the words of the file.

    None where the file does not say.
    """
    origin = file.origin(loc)
    return origin.told or None if origin else None


def _readings(suggestions: Sequence[Suggestion], report: Report, console: Console) -> None:
    if len(suggestions) == 1:
        console.line(_single(suggestions[0], report), indent=1)
    elif suggestions:
        console.line(several(len(suggestions)), indent=1)
        for suggestion in suggestions[:SHOWN]:
            console.line(reading(suggestion, report), indent=2)
        if len(suggestions) > SHOWN:
            console.line(T("… and {count} more.", count=len(suggestions) - SHOWN), indent=2)


def _single(suggestion: Suggestion, report: Report) -> Text:
    """Return a reading beside which no other was found, with what may be claimed of it."""
    told = reading(suggestion, report)
    if not suggestion.only:
        return T("A reading that fits: {reading}", reading=told)
    if len(suggestion.changes) == 1:
        return T("The only one-figure reading that fits: {reading}", reading=told)
    return T("The only reading that fits: {reading}", reading=told)


def _change(change: Change, report: Report) -> Text:
    where = _name(change.loc, report)
    if change.printed is None:
        return T("add {item} to {where}", item=change.proposed, where=where)
    if change.proposed is None:
        return T("take {item} out of {where}", item=change.printed, where=where)
    return T(
        "{where}: {printed} → {proposed}",
        where=where,
        printed=change.printed,
        proposed=change.proposed,
    ).cut(QUOTED)


def _name(loc: Loc, report: Report) -> Text | str:
    """Return a field as an officer calls it."""
    match loc:
        case ("total",):
            return T("total")
        case ("level",):
            return T("level")
        case ("indicators", int(index), _):
            return T("indicator {number}", number=report.indicators[index].number)
        case ("weak", int(index), "items", int(place), "score"):
            return report.weak[index].items[place].item
        case ("weak", int(index), *_):
            return T("weak items of indicator {number}", number=report.weak[index].indicator)
        case _:
            return called(loc, dict(texts_of(report.model_dump(mode="json"))).get)


def _suggestion(file: ReportFile, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "changes": [
            {
                "field": _field(change.loc),
                **_place(file.mark(change.loc)),
                "printed": change.printed,
                "proposed": change.proposed,
            }
            for change in suggestion.changes
        ],
        "why": suggestion.why.both(),
        "only": suggestion.only,
    }


def _place(mark: Position) -> dict[str, Any]:
    """Return a place; in a workbook line and column are those of its sheet, beside its cell."""
    place = {"line": mark.line, "column": mark.column}
    return {**place, "sheet": mark.sheet, "cell": mark.cell} if mark.sheet else place


def _field(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)
