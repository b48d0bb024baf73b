"""Comments that `ita-sync read` wrote beside values -> the origin of each, and the marks left.

A person edits the file in between. So a mark counts whatever words follow it, the words that lead
to a place are known in every language, and a marked comment on a line of its own belongs to the
value below it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from ita_sync.characters import visible
from ita_sync.i18n import LANGUAGES, T, translate
from ita_sync.report.file import Origin
from ita_sync.report.models import Loc
from ita_sync.report.places import Position
from ita_sync.report.tree import Scalar, Tree

READ = T("read from {origin}")
MENDED = T("mended, read from {origin}")
MARKS = ("", "?", "??")
TOLD = 600
"""Characters kept of one origin."""

_LINE_END = re.compile("\r\n|\r|\n")
_AFTER = re.compile(r"[\s,\]}]*#(.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*\s+#(.*)")
_MARK = " \t?？"
_ALONE = re.compile(r"\s*#\s*([?？].*)")


def read(text: str, tree: Tree) -> dict[Loc, Origin]:
    """Return what the comments say about the origin of each value, in file order.

    Values without such a comment are left out.

    Args:
        text: a report file that can be read as YAML.
        tree: its values and their places.
    """
    # Most files have neither; "#.*?" as a pattern would try each "#" of a long line to its end.
    if not (_lead().search(text) or "?" in text or "？" in text):
        return {}
    lines = _LINE_END.split(text)
    scalars = {Position(scalar.line + 1, scalar.column + 1): scalar for scalar in tree.scalars}
    values = _values(tree.marks, scalars)
    beside = {loc: parse(_beside(scalar, lines)) for loc, scalar in values.items()}
    found = {loc: origin for loc, origin in beside.items() if origin is not None}
    locs, starts = list(values), [scalar.line for scalar in values.values()]
    for line, origin in _alone(lines, scalars.values()):
        below = bisect_right(starts, line)
        if below < len(locs):
            known = found.get(locs[below], origin)
            found[locs[below]] = replace(known, mark=max(known.mark, origin.mark))
    return {loc: found[loc] for loc in locs if loc in found}


def _values(marks: Mapping[Loc, Position], scalars: Mapping[Position, Scalar]) -> dict[Loc, Scalar]:
    groups = {loc[:-1] for loc in marks}  # a group begins at its first key, which is no value
    return {
        loc: scalars[mark] for loc, mark in marks.items() if mark in scalars and loc not in groups
    }


def parse(comment: str) -> Origin | None:
    """Return what a comment (without its `#`) says of an origin, None if it is no such comment."""
    lead = _lead().search(comment)
    before = comment[: lead.start()] if lead else ""
    ahead = comment[: len(comment) - len(comment.lstrip(_MARK))]
    counted = max(_count(ahead), _count(before[len(before.rstrip(_MARK)) :]))
    if lead is None and not counted:
        return None
    told = visible(lead[1]).strip() if lead else ""
    if len(told) > TOLD:
        told = told[:TOLD] + "…"
    return Origin(told, MARKS[min(counted, len(MARKS) - 1)])


def _count(marks: str) -> int:
    return sum(character in "?？" for character in marks)


@cache
def _lead() -> re.Pattern[str]:
    """Return a pattern of the words that lead to a place, in any language, and what follows."""
    words = {translate(READ.msgid, lang).partition("{origin}")[0].strip() for lang in LANGUAGES}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words)))})[\s:]*(.*)", re.IGNORECASE)


def _beside(scalar: Scalar, lines: list[str]) -> str:
    """Return the comment on a value's last line, for a text in block style on its first line."""
    number, column = (scalar.line, scalar.column) if scalar.block else (scalar.last, scalar.end)
    line = lines[number] if number < len(lines) else ""
    found = (_BLOCK if scalar.block else _AFTER).match(line, column)
    return found[1] if found else ""


def _alone(lines: list[str], scalars: Iterable[Scalar]) -> Iterator[tuple[int, Origin]]:
    """Yield line (from 0) and origin of each marked comment that has a line of its own."""
    inside = {number for scalar in scalars for number in range(scalar.line + 1, scalar.last)}
    for number, line in enumerate(lines):
        found = None if number in inside else _ALONE.fullmatch(line)
        if found and _lead().search(found[1]) and (origin := parse(found[1])):
            yield number, origin
