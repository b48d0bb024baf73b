"""Findings for people, grouped by place with the line they are about, and as JSON."""

import shutil
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from wcwidth import wcwidth

from ita_sync.checks import QUOTED, Change, Finding, Severity, Suggestion
from ita_sync.cli.console import Console
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Position, Report, ReportFile
from ita_sync.report.problems import path_of

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
SEVERITIES = {Severity.ERROR: T("error"), Severity.WARNING: T("warning"), Severity.NOTE: T("note")}
SHOWN = 5
"""Readings printed of one finding; `--json` has all."""
_WIDTH = 100
"""Columns where no terminal says how many it has."""
_LEAST = 40


def show(file: ReportFile, findings: Sequence[Finding], console: Console) -> None:
    """Print the findings of a report in file order: section by section, each line of the file once."""
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = shutil.get_terminal_size((_WIDTH, 24)).columns
    for number, (section, inside) in enumerate(
        groupby(findings, key=lambda finding: finding.loc[:1])
    ):
        if number:
            console.line()
        console.line(_heading(section, console))
        for mark, here in groupby(inside, key=lambda finding: file.mark(finding.loc)):
            for position, finding in enumerate(here):
                head = f"{file.path}:{mark.line}:{mark.column}: {SEVERITIES[finding.severity].render(console.lang)}"
                console.line(f"{head} {finding.code}", colour=COLOURS[finding.severity])
                if position == 0 and finding.loc and mark.line <= len(lines):
                    for line in excerpt(lines[mark.line - 1], mark, width):
                        console.line(line)
                _explain(finding, file, console)


def document(file: ReportFile, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings as JSON data."""
    return [
        {
            "code": f.code,
            "severity": f.severity,
            "field": _field(f.loc),
            "line": file.mark(f.loc).line,
            "column": file.mark(f.loc).column,
            "what": f.what.both(),
            "expected": f.expected.both() if f.expected else None,
            "why": f.why.both() if f.why else None,
            "source": f.source,
            "document": _origin(file, f.loc),
            "suggestions": [_suggestion(file, suggestion) for suggestion in f.suggestions],
        }
        for f in findings
    ]


def reading(suggestion: Suggestion, report: Report) -> Text:
    """Return a suggestion in words: `total 39.41 → 78.41 (…)`."""
    changes = [_change(change, report) for change in suggestion.changes]
    return T("{changes} ({why})", changes=changes, why=suggestion.why)


def excerpt(line: str, mark: Position, width: int) -> tuple[str, str]:
    """Return a line of a file, cut to `width` columns about a mark, and the line with the caret under it.

    Combining marks have no width; tabs and invisible characters are shown as one column.
    """
    head = f"{mark.line:>5} | "
    room = max(width - len(head), _LEAST) - 2  # an ellipsis on each side
    at, reach = (
        min(mark.column - 1, len(line)),
        4 * room,
    )  # characters; four times as many as columns
    before = "".join(map(_visible, line[max(at - reach, 0) : at]))
    after = "".join(map(_visible, line[at : at + reach]))
    start = 0
    while _columns(before[start:]) > (
        room // 2 if _columns(after) > room // 2 else room - _columns(after)
    ):
        start += 1
    while start and start < len(before) and not _columns(before[start]):
        start += 1  # a mark without its letter
    left = ("…" if start or at > reach else "") + before[start:]
    end = len(after)
    while end and _columns(after[:end]) > room - _columns(before[start:]):
        end -= 1
    right = after[:end] + ("…" if at + end < len(line) else "")
    return head + left + right, " " * (len(head) - 2) + "| " + " " * _columns(left) + "^"


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return "·" if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs"} else character


def _columns(text: str) -> int:
    return sum(max(wcwidth(character), 0) for character in text)


def _heading(section: Loc, console: Console) -> str:
    if not section:
        return T("the file").render(console.lang)
    name = str(section[0])
    field = Report.model_fields.get(name)
    english, _, thai = (field.description or "").partition(" / ") if field else ("", "", "")
    meaning = thai if console.lang == "th" and thai else english
    return f"{name} · {meaning}" if meaning else name


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
        one, told = suggestions[0], reading(suggestions[0], report)
        if not one.only:
            console.line(T("A reading that fits: {reading}", reading=told), indent=1)
        elif len(one.changes) == 1:
            console.line(
                T("The only one-figure reading that fits: {reading}", reading=told), indent=1
            )
        else:
            console.line(T("The only reading that fits: {reading}", reading=told), indent=1)
    elif suggestions:
        console.line(
            T(
                "{count} readings fit; only the document tells which is right:",
                count=len(suggestions),
            ),
            indent=1,
        )
        for suggestion in suggestions[:SHOWN]:
            console.line(reading(suggestion, report), indent=2)
        if len(suggestions) > SHOWN:
            console.line(T("… and {count} more.", count=len(suggestions) - SHOWN), indent=2)


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
            return path_of(loc)


def _suggestion(file: ReportFile, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "changes": [
            {
                "field": _field(change.loc),
                "line": file.mark(change.loc).line,
                "column": file.mark(change.loc).column,
                "printed": change.printed,
                "proposed": change.proposed,
            }
            for change in suggestion.changes
        ],
        "why": suggestion.why.both(),
        "only": suggestion.only,
    }


def _field(loc: Loc) -> str:
    return ".".join(str(part) for part in loc)
