"""A table without ruling lines -> its columns and rows, by where its words are.

A table is looked for only where its header stands: a line with at least two of the words that such
headers have, far apart. The empty strips between its words go down through the table; the first
line that crosses one is the text after.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

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

    @property
    def y(self) -> float:
        """Return the baseline of its first line."""
        return self.runs[0].y


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
        headed = _grown(runs[at:], _header(runs[at]))
        goes_on = not headed and at == 0 and _goes_on(runs, before)
        table = _grown(runs, before) if goes_on else headed
        if table is None:
            found.append(runs[at])
            at += 1
            continue
        at += len(table.runs)
        seed = _with_head(table, found, before) if headed else None
        table.rows = rows_of(table.runs, table.strips, levels, seed)
        # A header alone is a line.
        found += [table] if len(table.rows) > 1 or (before and not found) else table.runs
    return found


def _with_head(table: Columns, above: list[Run | Columns], before: Sequence[Strip]) -> int:
    """Give a table the upper lines of its header, and all its strips.

    Args:
        table: which begins with the line by which its header was found; changed.
        above: what was found before it; loses the lines that are the header's.
        before: the strips of the table with which the page before ended.

    Returns:
        The number of the line by which the header was found.
    """
    seed = table.runs[0]
    while above and isinstance(line := above[-1], Run) and _belongs_above(line, table):
        table.runs.insert(0, line)
        above.pop()
    table.strips = _strips(table, seed)
    if not above and len(before) > len(table.strips):
        table.strips = _kept(before, table.runs) or table.strips
    return table.runs.index(seed)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where no text of a table's body stands, and how many pieces of text begin left of it."""

    left: float
    right: float
    pieces: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The words of a table's header."""

    words: Sequence[Run]

    def left_empty(self, gap: _Gap) -> Strip:
        """Return what the words leave empty of a gap."""
        left = [word.x1 for word in self.words if word.x1 <= gap.right]
        right = [word.x0 for word in self.words if word.x1 > gap.right]
        return Strip(max([gap.left, *left]), min([gap.right, *right]))

    def between(self, left: float, right: float = float("inf")) -> list[Run]:
        """Return the words between two places."""
        return [word for word in self.words if left <= word.x0 and word.x1 <= right]


def _strips(table: Columns, seed: Run) -> list[Strip]:
    """Return every strip that the whole table leaves empty and that parts words of its header.

    The line by which the header was found may lack columns, whose names stand on two lines beside
    its one.
    """
    lines: tuple[list[Run], list[Run]] = [], []  # of the header, of the body
    for run in table.runs:
        lines[run.y - seed.y >= _HEADER_DEPTH * seed.size].append(run)
    head, body = ([piece for run in part for piece in run.pieces(_TIGHT)] for part in lines)
    body.sort(key=lambda piece: piece.x0)
    strips = _parting(_Head(head), body, seed.size)
    return _with(table.strips, strips, body)


def _parting(head: _Head, body: Sequence[Run], size: float) -> list[Strip]:
    """Return the strips between pieces of the body, from left to right, that part header words."""
    strips: list[Strip] = []
    start = float("-inf")
    since = 0  # the first piece of the column that goes on
    for gap in _gaps(body, _TIGHT * size):
        strip = head.left_empty(gap)
        above = head.between(start, strip.left)
        many = min(gap.pieces - since, len(body) - gap.pieces) >= _ENOUGH
        least = _least(above, head.between(strip.right), many=many) * size
        if above and strip.width >= _TIGHT * size and gap.right - gap.left >= least:
            strips.append(strip)
            start, since = strip.right, gap.pieces
    return strips if head.between(start) else strips[:-1]


def _gaps(body: Sequence[Run], least: float) -> Iterator[_Gap]:
    """Yield the gaps between pieces of text, which come from left to right."""
    end = body[0].x1 if body else 0.0
    for pieces, piece in enumerate(body):
        if piece.x0 - end >= least:
            yield _Gap(end, piece.x0, pieces)
        end = max(end, piece.x1)


def _least(above: Sequence[Run], after: Sequence[Run], *, many: bool) -> float:
    """Return how wide, in sizes, a gap between columns with these words in their heads must be."""
    if not many:
        return 2 * _NEW_STRIP
    named = all(any(names_column(word.text) for word in words) for words in (above, after))
    return _TIGHT if named else _NEW_STRIP


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
    apart = [strip for strip in old if not _overlaps(strip, new)]
    strips = sorted([*new, *apart])
    if len(new) < len(old):
        return strips
    edges = [float("-inf"), *chain.from_iterable(strips), float("inf")]
    columns = zip(edges[::2], edges[1::2], strict=True)
    filled = [any(left <= run.x0 and run.x1 <= right for run in body) for left, right in columns]
    beside = zip(strips, pairwise(filled), strict=True)
    return [strip for strip, both in beside if strip in new or all(both)]


def _overlaps(strip: Strip, others: Sequence[Strip]) -> bool:
    return any(strip.left < other.right and other.left < strip.right for other in others)


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
    return [Strip(a.x1, b.x0) for a, b in pairwise(pieces)]


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


def _grown(runs: Sequence[Run], strips: Sequence[Strip]) -> Columns | None:
    """Return the table that the first lines are, if they leave its strips empty."""
    table = Columns([], list(strips))
    for run in runs if strips else ():
        narrowed = _narrowed(run, table.strips)
        if narrowed is None or (table.runs and _ends_before(run, table)):
            break
        table.runs.append(run)
        table.strips = narrowed
    return table if table.runs else None


def _narrowed(run: Run, strips: Sequence[Strip]) -> list[Strip] | None:
    """Return what a line leaves empty of the strips, or None if it crosses one."""
    pieces = run.pieces(_STRIP * 0.8)
    left = [_widest(strip, pieces) for strip in strips]
    return left if all(strip.width >= _STRIP * run.size for strip in left) else None


def _widest(strip: Strip, pieces: Sequence[Run]) -> Strip:
    """Return the widest part of a strip that pieces of a line leave empty."""
    parts = [strip]
    for piece in pieces:
        parts = [part for whole in parts for part in _beside(piece, whole)]
    return max(parts, key=lambda part: part.width, default=Strip(0.0, 0.0))


def _beside(piece: Run, strip: Strip) -> list[Strip]:
    """Return what a piece of a line leaves empty of a strip."""
    if piece.x0 >= strip.right or piece.x1 <= strip.left:
        parts = [strip]
    else:
        ends = min(strip.right, piece.x0), max(strip.left, piece.x1)
        parts = [Strip(strip.left, ends[0]), Strip(ends[1], strip.right)]
    return [part for part in parts if part.left < part.right]


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
