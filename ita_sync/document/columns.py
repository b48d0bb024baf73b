"""A table without ruling lines -> its columns and rows, by where its words stand.

A table is looked for only where its header stands: a line with at least two of the words that such headers have, far
apart. The empty strips between its words go down through the table; the first line that crosses one is the text after.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ita_sync.document.layout import Run

_HEADERS = (
    *("ประเด็น", "คะแนน", "แนวทาง", "ผู้รับผิดชอบ", "ขั้นตอน", "วิธีการ", "รายงานผล", "กำหนดเวลา", "แล้วเสร็จ", "ตัวชี้วัด"),
    *("เครื่องมือ", "ผลการประเมิน", "ระดับ", "ลำดับ", "มาตรการ", "หน่วยงาน", "รักษาระดับ", "ผลลัพธ์", "ติดตาม", "ข้อคำถาม"),
)
_HEADING = re.compile(r"(ตวชวดท|แบบวด|เครองมอการประเมน|มาตรการสงเสรม|จงเรยน|\(ลงชอ|[0-9๐-๙]+(\.[0-9๐-๙]+)*\))")
_FIGURE = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*%?")
_DIGIT = re.compile("[0-9๐-๙]")
_NUMBERED = re.compile(r"(ข้?อ(?:ที่)?\s*)?([A-Za-zอ]?)\s*[0-9๐-๙]{1,3}(?![0-9๐-๙])")
_LETTERS = re.compile(r"[^\u0e01-\u0e2e\u0e2f\u0e30\u0e32\u0e40-\u0e44\u0e50-\u0e59A-Za-z0-9().]")

_STRIP = 0.45
"""The least width of the empty strip between two columns, in sizes."""
_LOOSE = 1.12
"""Distance of two lines, in distances of lines of one cell, from which on a row may end between them."""
_END = 3.2
_HEADER_LENGTH = 60
_HEADER_DEPTH = 2.5
_REST = 12
_PAUSED = 4
"""From so many edges on, pauses part rows: a header, two rows and the end."""

_TIGHT = 0.2
_NEW_STRIP = 0.6
_ENOUGH = 3


def skeleton(text: str) -> str:
    """Return the letters without marks: fonts tear and shift those."""
    return _LETTERS.sub("", text.replace("\u0e33", "\u0e32"))


_HEADER_SKELETONS = tuple(map(skeleton, _HEADERS))

Strip = tuple[float, float]


@dataclass(slots=True)
class Columns:
    """A table as it was found: the lines that make it up, and the empty strips between its columns."""

    runs: list[Run]
    strips: list[Strip]
    rows: list[list[list[Run]]] = field(default_factory=list)
    """Each row: the lines of each of its cells."""


def tables(runs: Sequence[Run], levels: Sequence[float], before: Sequence[Strip] = ()) -> list[Run | Columns]:
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
        table.rows = _rows(table, levels, table.runs.index(seed) if header else 0)
        found += [table] if len(table.rows) > 1 or (before and not found) else table.runs  # a header alone is a line
    return found


def _strips(table: Columns, seed: Run) -> list[Strip]:
    """Return every strip that the whole table leaves empty and that parts words of its header.

    The line by which the header was found may lack columns, whose names stand on two lines beside its one.
    """
    heads = [run for run in table.runs if run.y - seed.y < _HEADER_DEPTH * seed.size]
    body = sorted(
        (piece for run in table.runs if run not in heads for piece in run.pieces(_TIGHT)), key=lambda piece: piece.x0
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
            named = any(_names_column(w.text) for w in above) and any(
                _names_column(w.text) for w in words if w.x0 >= right
            )
            least = (_TIGHT if named else _NEW_STRIP) if many else 2 * _NEW_STRIP
            if above and right - left >= _TIGHT * seed.size and piece.x0 - end >= least * seed.size:
                strips.append((left, right))
                since = at
        end = max(end, piece.x1)
    if strips and not any(word.x0 >= strips[-1][1] for word in words):
        strips.pop()
    return strips if len(strips) >= len(table.strips) else table.strips


def _header(run: Run) -> list[Strip]:
    """Return the gaps between the columns if the line is the header of a table, else nothing."""
    if _DIGIT.search(run.text):
        return []
    pieces = run.pieces(_STRIP)
    named = [piece for piece in pieces if len(piece.text) <= _HEADER_LENGTH and _names_column(piece.text)]
    if len(named) < 2:  # noqa: PLR2004 - one such word stands in many lines
        return []
    return [(a.x1, b.x0) for a, b in pairwise(pieces)]


def _names_column(text: str) -> bool:
    bare = skeleton(text)
    return any(word in bare for word in _HEADER_SKELETONS) and not _DIGIT.search(text)


def _goes_on(runs: Sequence[Run], strips: Sequence[Strip]) -> bool:
    """Whether a page begins with more of the table that the page before ended with."""
    if not strips or any(_header(run) for run in runs[:4]):
        return False
    for run in runs[:_REST]:
        if _narrowed(run, strips) is None:
            return False
        if sum(bool(cell) for cell in _cells(run, strips)) > 1:
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
                    ((a, min(b, piece.x0)), (max(a, piece.x1), b)) if piece.x0 < b and piece.x1 > a else ((a, b),)
                )
                if part[0] < part[1]
            ]
        start, end = max(parts, key=lambda part: part[1] - part[0], default=(0.0, 0.0))
        if end - start < _STRIP * run.size:
            return None
        left.append((start, end))
    return left


def _ends_before(run: Run, table: Columns) -> bool:
    filled = [bool(cell) for cell in _cells(run, table.strips)]
    alone = sum(filled) == 1 and filled[0]
    if alone and _HEADING.match(skeleton(run.text)):
        return True
    return run.y - table.runs[-1].y > _END * run.size


def _belongs_above(above: Run, table: Columns) -> bool:
    """Whether the line above is the upper line of a header whose cells stand at half height."""
    step = table.runs[0].y - above.y
    narrowed = _narrowed(above, table.strips)
    if narrowed is None or step > 1.8 * above.size or len(above.text) > 2 * _HEADER_LENGTH:
        return False
    filled = [bool(cell) for cell in _cells(above, table.strips)]
    if sum(filled) == 1 and filled[0] and step >= above.size and not _names_column(above.text):
        return False
    table.strips = narrowed
    return True


def _cells(run: Run, strips: Sequence[Strip]) -> list[Run | None]:
    cells: list[Run | None] = [None] * (len(strips) + 1)
    for letter in run.letters:
        middle = (letter.base.x0 + letter.base.x1) / 2
        column = sum(middle > (start + end) / 2 for start, end in strips)
        cell = cells[column]
        if cell is None:
            cells[column] = Run([letter])
        else:
            cell.letters.append(letter)
    return cells


def _rows(table: Columns, levels: Sequence[float], seed: int) -> list[list[list[Run]]]:
    cut = [_cells(run, table.strips) for run in table.runs]
    starts = _ruled_starts(table.runs, levels) or _starts(table.runs, cut)
    rows: list[list[list[Run]]] = []
    for index, cells in enumerate(cut):
        if index == 0 or (index in starts and index > seed):  # the lines above the header's are its own
            rows.append([[] for _ in cells])
        for column, cell in enumerate(cells):
            if cell is not None:
                rows[-1][column].append(cell)
    return rows


def _ruled_starts(runs: Sequence[Run], levels: Sequence[float]) -> set[int]:
    pairs = list(pairwise(runs))
    found = {i for i, (a, b) in enumerate(pairs, 1) if any(a.y < y <= b.y for y in levels)}
    return found if len(found) > 1 else set()  # one rule is the header's


def _starts(runs: Sequence[Run], cut: Sequence[Sequence[Run | None]]) -> set[int]:
    """Return at which lines a row begins: where all columns pause, and else by the column with one line a row."""
    ys = [run.y for run in runs]
    columns = [[i for i, cells in enumerate(cut) if cells[column]] for column in range(len(cut[0]))]
    steps = sorted(ys[b] - ys[a] for lines in columns for a, b in pairwise(lines))
    if not steps:
        return set(range(1, len(runs)))
    leading = steps[len(steps) // 10]
    found = {i for i in range(1, len(runs)) if _pause(i, columns, ys) > _LOOSE * leading}
    edges = sorted({0, len(runs)} | found)
    for start, end in pairwise(edges):
        found |= _inner_starts(start, end, ys, cut, leading, paused=len(edges) >= _PAUSED)
    return found


def _pause(at: int, columns: Sequence[Sequence[int]], ys: Sequence[float]) -> float:
    """Return the least distance, in one column, of the line before and the line after."""
    return (
        min(
            (ys[min(i for i in lines if i >= at)] - ys[max(i for i in lines if i < at)])
            for lines in columns
            if lines and lines[0] < at <= lines[-1]
        )
        if any(lines and lines[0] < at <= lines[-1] for lines in columns)
        else ys[at] - ys[at - 1]
    )


def _inner_starts(
    start: int, end: int, ys: Sequence[float], cut: Sequence[Sequence[Run | None]], leading: float, *, paused: bool
) -> set[int]:
    """Return where rows begin among lines that no pause divides."""
    for column in range(len(cut[0])):
        texts = {i: cell.text for i in range(start, end) if (cell := cut[i][column])}
        figures = [i for i, text in texts.items() if _FIGURE.fullmatch(text)]
        named = [i for i, text in texts.items() if _names_column(text)]
        if len(figures) + bool(named) < 2 or len(figures) + len(named) < len(texts):  # noqa: PLR2004
            continue
        body = next((i for i in range(start, end) if not named or i > named[-1]), figures[0])
        at_top = all(all(cut[i]) for i in figures) or ys[body] >= ys[figures[0]] - 0.3 * leading
        if not at_top and (centred := _centred(figures, body, end, ys, leading)):
            return centred
        return set(figures) - {start}
    items = {i: _numbering(cells[0].text) for i, cells in enumerate(cut) if cells[0]}
    kind = next((kind for kind in items.values() if kind), None)
    numbered = {i for i, found in items.items() if found and found == kind and start <= i < end}
    if len(numbered) > 1 and not paused:
        return numbered - {start}
    full = {i for i in range(start + 1, end) if all(cut[i]) and (not all(cut[i - 1]) or _is_header(cut[i - 1]))}
    return full & numbered if kind else full


def _is_header(cells: Sequence[Run | None]) -> bool:
    return all(_names_column(cell.text) for cell in cells if cell)


def _numbering(text: str) -> str:
    """Return how an item is numbered: `o` for o13, `#` for a bare number, nothing for what has no number."""
    found = _NUMBERED.match(text)
    return (found[2].lower() or "#") if found else ""


def _centred(figures: Sequence[int], start: int, end: int, ys: Sequence[float], leading: float) -> set[int]:
    """Return where rows begin if their figures stand at half height of each, or nothing if they do not."""
    found: set[int] = set()
    top = ys[start]
    for number, figure in enumerate(figures):
        bottom = 2 * ys[figure] - top
        if number + 1 == len(figures):
            return found if abs(bottom - ys[end - 1]) < 0.6 * leading else set()
        top = bottom + leading
        starts = [i for i in range(start + 1, end) if abs(ys[i] - top) < 0.4 * leading]
        if not starts:
            return set()
        top = ys[starts[0]]
        found.add(starts[0])
    return found
