"""A table without ruling lines -> its columns and rows, by where its words are.

A table is looked for only where its header stands: a line with at least two of the words that such
headers have, far apart. The empty strips between its words go down through the table; the first
line that crosses one is the text after.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ita_sync.document.pdf.header_words import names_column, skeleton
from ita_sync.document.pdf.layout import Run
from ita_sync.document.pdf.open_rows import Strip, cells_of, rows_of

_HEADING = re.compile(
    r"(ตวชวดท|แบบวด|เครองมอการประเมน|มาตรการสงเสรม|จงเรยน|\(ลงชอ|[0-9๐-๙]+(\.[0-9๐-๙]+)*\))"
)
_DIGIT = re.compile("[0-9๐-๙]")

_STRIP = 0.45
"""The least width of the empty strip between two columns, in sizes."""
_END = 3.2
_HEADER_LENGTH = 60
_HEADER_DEPTH = 2.5
_REST = 12

_TIGHT = 0.2
_NEW_STRIP = 0.6
_ENOUGH = 3


@dataclass(slots=True)
class Columns:
    """A table as it was found: its lines, and the empty strips between its columns."""

    runs: list[Run]
    strips: list[Strip]
    rows: list[list[list[Run]]] = field(default_factory=list)
    """Each row: the lines of each of its cells."""


def tables(
    runs: Sequence[Run], levels: Sequence[float], before: Sequence[Strip] = ()
) -> list[Run | Columns]:
    """Return the lines, those of a table put together.

    Args:
        runs: the lines of a page that stand in no ruled table, from top to bottom.
        levels: where a horizontal rule separates rows, in points from the top.
        before: the strips of the table with which the page before ended.
    """
    found: list[Run | Columns] = []
    at = 0
    while at < len(runs):
        header = _header(runs[at])
        strips = header or (list(before) if at == 0 and _goes_on(runs, before) else [])
        table = _grown(runs, at, strips) if strips else None
        if table is None:
            found.append(runs[at])
            at += 1
            continue
        at += len(table.runs)
        seed = table.runs[0]
        if header:
            while found and isinstance(above := found[-1], Run) and _belongs_above(above, table):
                table.runs.insert(0, above)
                found.pop()
            table.strips = _strips(table, seed)
            if not found and len(before) > len(table.strips):
                table.strips = _kept(before, table.runs) or table.strips
        table.rows = rows_of(
            table.runs, table.strips, levels, table.runs.index(seed) if header else None
        )
        # A header alone is a line.
        found += [table] if len(table.rows) > 1 or (before and not found) else table.runs
    return found


def _strips(table: Columns, seed: Run) -> list[Strip]:
    """Return every strip that the whole table leaves empty and that parts words of its header.

    The line by which the header was found may lack columns, whose names stand on two lines beside
    its one.
    """
    heads = [run for run in table.runs if run.y - seed.y < _HEADER_DEPTH * seed.size]
    body = sorted(
        (piece for run in table.runs if run not in heads for piece in run.pieces(_TIGHT)),
        key=lambda piece: piece.x0,
    )
    words = [word for run in heads for word in run.pieces(_TIGHT)]
    strips: list[Strip] = []
    since = 0  # the first piece of the column that goes on
    end = body[0].x1 if body else 0.0
    for at, piece in enumerate(body):
        if (piece.x0 - end) >= _TIGHT * seed.size:
            left = max([end, *(word.x1 for word in words if word.x1 <= piece.x0)])
            right = min([piece.x0, *(word.x0 for word in words if word.x1 > piece.x0)])
            start = strips[-1][1] if strips else float("-inf")
            above = [word for word in words if start <= word.x0 and word.x1 <= left]
            many = min(at - since, len(body) - at) >= _ENOUGH
            named = any(names_column(w.text) for w in above) and any(
                names_column(w.text) for w in words if w.x0 >= right
            )
            least = (_TIGHT if named else _NEW_STRIP) if many else 2 * _NEW_STRIP
            if above and right - left >= _TIGHT * seed.size and piece.x0 - end >= least * seed.size:
                strips.append((left, right))
                since = at
        end = max(end, piece.x1)
    if strips and not any(word.x0 >= strips[-1][1] for word in words):
        strips.pop()
    return _with(table.strips, strips, body)


def _kept(strips: Sequence[Strip], runs: Sequence[Run]) -> list[Strip]:
    """Return the strips of the page before that no line crosses.

    A few rows say less about columns than the many of that page.
    """
    left = list(strips)
    for run in runs:
        narrowed = _narrowed(run, left)
        if narrowed is None:
            return []
        left = narrowed
    return left


def _with(old: Sequence[Strip], new: Sequence[Strip], body: Sequence[Run]) -> list[Strip]:
    """Return the new strips, and those old ones that they lack and that part words of the body."""
    apart = [
        strip for strip in old if not any(strip[0] < end and start < strip[1] for start, end in new)
    ]
    strips = sorted([*new, *apart])
    starts = [float("-inf"), *(end for _, end in strips)]
    ends = [*(start for start, _ in strips), float("inf")]
    filled = [
        any(a <= run.x0 and run.x1 <= b for run in body) for a, b in zip(starts, ends, strict=True)
    ]
    few = len(new) < len(old)
    return [
        strip
        for at, strip in enumerate(strips)
        if few or strip in new or (filled[at] and filled[at + 1])
    ]


def heads_table(run: Run) -> bool:
    """Whether a line is the header of a table."""
    return bool(_header(run))


def _header(run: Run) -> list[Strip]:
    """Return the gaps between the columns if the line is the header of a table, else nothing."""
    if _DIGIT.search(run.text):
        return []
    pieces = run.pieces(_STRIP)
    named = [
        piece for piece in pieces if len(piece.text) <= _HEADER_LENGTH and names_column(piece.text)
    ]
    if len(named) < 2:  # noqa: PLR2004 - one such word stands in many lines
        return []
    return [(a.x1, b.x0) for a, b in pairwise(pieces)]


def _goes_on(runs: Sequence[Run], strips: Sequence[Strip]) -> bool:
    """Whether a page begins with more of the table that the page before ended with."""
    if not strips or any(_header(run) for run in runs[:4]):
        return False
    for run in runs[:_REST]:
        if _narrowed(run, strips) is None:
            return False
        if sum(bool(cell) for cell in cells_of(run, strips)) > 1:
            return True
    return False


def _grown(runs: Sequence[Run], at: int, strips: list[Strip]) -> Columns | None:
    table = Columns([], strips)
    for run in runs[at:]:
        if table.runs and _ends_before(run, table):
            break
        narrowed = _narrowed(run, table.strips)
        if narrowed is None:
            break
        table.runs.append(run)
        table.strips = narrowed
    return table if table.runs else None


def _narrowed(run: Run, strips: Sequence[Strip]) -> list[Strip] | None:
    """Return what a line leaves empty of the strips, or None if it crosses one."""
    left: list[Strip] = []
    for strip in strips:
        start, end = strip
        parts = [strip]
        for piece in run.pieces(_STRIP * 0.8):
            parts = [
                part
                for a, b in parts
                for part in (
                    ((a, min(b, piece.x0)), (max(a, piece.x1), b))
                    if piece.x0 < b and piece.x1 > a
                    else ((a, b),)
                )
                if part[0] < part[1]
            ]
        start, end = max(parts, key=lambda part: part[1] - part[0], default=(0.0, 0.0))
        if end - start < _STRIP * run.size:
            return None
        left.append((start, end))
    return left


def _ends_before(run: Run, table: Columns) -> bool:
    filled = [bool(cell) for cell in cells_of(run, table.strips)]
    alone = sum(filled) == 1 and filled[0]
    if alone and _HEADING.match(skeleton(run.text)):
        return True
    return run.y - table.runs[-1].y > _END * run.size


def _belongs_above(above: Run, table: Columns) -> bool:
    """Whether the line above is the upper line of a header whose cells are centred vertically."""
    step = table.runs[0].y - above.y
    narrowed = _narrowed(above, table.strips)
    if narrowed is None or step > 1.8 * above.size or len(above.text) > 2 * _HEADER_LENGTH:
        return False
    filled = [bool(cell) for cell in cells_of(above, table.strips)]
    if sum(filled) == 1 and filled[0] and step >= above.size and not names_column(above.text):
        return False
    table.strips = narrowed
    return True
