"""The comments that `ita-sync read` writes beside values -> where the document has each, and which marks still stand.

A person edits the file meanwhile. So a mark counts in whatever words follow it, the words that lead
to a place are known in every language, and a marked comment on a line of its own belongs to the
value that follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import yaml

from ita_sync import thai
from ita_sync.i18n import LANGUAGES, T, translate
from ita_sync.report.file import Origin, Position
from ita_sync.report.models import Loc

READ = T("read from {origin}")
MENDED = T("mended, read from {origin}")
MARKS = ("", "?", "??")
TOLD = 600
"""Characters told of one origin."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|\r|\n")
_AFTER = re.compile(r"[\s,\]}]*#(.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*\s+#(.*)")
_MARK = " \t?？"
_ALONE = re.compile(r"\s*#\s*([?？].*)")


@dataclass(frozen=True)
class _Scalar:
    """A value or key of the file: where it begins and ends, lines and columns from 0."""

    line: int
    column: int
    last: int
    end: int
    block: bool


def read(text: str, marks: Mapping[Loc, Position]) -> dict[Loc, Origin]:
    """Return what is told beside each value, in file order.

    Values without such a comment are left out.

    Args:
        text: a report file that can be read as YAML.
        marks: where each value begins.
    """
    lines = _LINE_END.split(text)
    scalars = {Position(scalar.line + 1, scalar.column + 1): scalar for scalar in _scalars(text)}
    groups = {loc[:-1] for loc in marks}  # one begins where its first key does
    values = {
        loc: scalars[mark] for loc, mark in marks.items() if mark in scalars and loc not in groups
    }
    found = {}
    for loc, scalar in values.items():
        origin = parse(_beside(scalar, lines))
        if origin is not None:
            found[loc] = origin
    locs, starts = list(values), [scalar.line for scalar in values.values()]
    for line, origin in _alone(lines, scalars.values()):
        below = bisect_right(starts, line)
        if below < len(locs):
            known = found.get(locs[below], origin)
            found[locs[below]] = replace(known, mark=max(known.mark, origin.mark))
    return {loc: found[loc] for loc in locs if loc in found}


def parse(comment: str) -> Origin | None:
    """Return what a comment (without its `#`) tells, None where it is about something else."""
    lead = _lead().search(comment)
    before = comment[: lead.start()] if lead else ""
    ahead = comment[: len(comment) - len(comment.lstrip(_MARK))]
    counted = max(_count(ahead), _count(before[len(before.rstrip(_MARK)) :]))
    if lead is None and not counted:
        return None
    told = thai.visible(lead[1]).strip() if lead else ""
    return Origin(
        told if len(told) <= TOLD else told[:TOLD] + "…", MARKS[min(counted, len(MARKS) - 1)]
    )


def _count(marks: str) -> int:
    return sum(character in "?？" for character in marks)


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of the words that lead to a place, in any language, and of what follows them."""
    words = {translate(READ.msgid, lang).partition("{origin}")[0].strip() for lang in LANGUAGES}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words)))})[\s:]*(.*)", re.IGNORECASE)


def _scalars(text: str) -> Iterator[_Scalar]:
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and start and end:
            yield _Scalar(start.line, start.column, end.line, end.column, event.style in {"|", ">"})


def _beside(scalar: _Scalar, lines: list[str]) -> str:
    """Return the comment on the line where a value ends, of a text in block style where it begins."""
    number, column = (scalar.line, scalar.column) if scalar.block else (scalar.last, scalar.end)
    line = lines[number] if number < len(lines) else ""
    found = (_BLOCK if scalar.block else _AFTER).match(line, column)
    return found[1] if found else ""


def _alone(lines: list[str], scalars: Iterable[_Scalar]) -> Iterator[tuple[int, Origin]]:
    """Yield the marked comments that stand on a line of their own and name a place, with the line, from 0."""
    inside = {number for scalar in scalars for number in range(scalar.line + 1, scalar.last)}
    for number, line in enumerate(lines):
        found = None if number in inside else _ALONE.fullmatch(line)
        if found and _lead().search(found[1]) and (origin := parse(found[1])):
            yield number, origin
