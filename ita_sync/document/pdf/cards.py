"""Figures side by side, each under its name, without rules: the cards of a poster or dashboard.

A line of figures and the names centred above them, or below, make two rows of a table; more of them
go on with it.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise, takewhile

from ita_sync.document.pdf.columns import Columns
from ita_sync.document.pdf.layout import Run
from ita_sync.document.pdf.open_rows import Strip

_FIGURE = re.compile(r"[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}\s*(?:คะแนน|%)?")
_NAMED = re.compile(r"(?:[ก-ฮA-Za-z].*){2}")
_APART, _WORD = 1.0, 0.5
"""Gaps, in sizes, between figures, and between words that may stand on two cards."""
_SEVERAL, _FEW = 3, 2
"""Figures side by side on cards; and where more cards stand below or above."""
_STEP = 3.5
"""How far, in sizes of the figures, the lines of a card lie apart at most."""
_DEEP = 3
"""Lines of a name."""
_LEADING = 1.8
"""How far, in sizes, two of them lie apart at most."""
_SAME = 0.1
_TOUCH = 2.0
"""Points by which what begins at one edge may differ."""


def dealt(runs: Sequence[Run]) -> list[list[Run] | Columns]:
    """Return the lines of a page, those of cards as a table: a row of names, one of figures.

    Where several lines of figures stand below names, as many rows; nothing tells which it is.
    """
    found: list[list[Run] | Columns] = []
    at = 0
    while at < len(runs):
        above = found[-1] if found else None
        cards = _at(runs, at, goes_on=isinstance(above, Columns))
        at += len(cards.runs) if cards else 1
        if cards is None and isinstance(above, list):
            above.append(runs[at - 1])
        elif cards is None:
            found.append([runs[at - 1]])
        elif isinstance(above, Columns):
            _add(above, cards)
        else:
            found.append(cards)
    return found


def _at(runs: Sequence[Run], at: int, *, goes_on: bool) -> Columns | None:
    """Return the cards that begin with a line; with few figures only where they go on with others.

    Args:
        runs: all lines.
        at: the first of the names or, where the names stand below, the figures.
        goes_on: cards stand right above.
    """
    if not _figures(runs[at]):
        found = _under_names(runs, at)
    elif goes_on or not _may_be_named(runs, at):
        found = _over_names(runs, at)
    else:
        found = None
    count = len(found.rows[0]) if found else 0
    if found is None or goes_on or count >= _SEVERAL:
        return found
    below = at + len(found.runs)
    more = _at(runs, below, goes_on=True) if count == _FEW and below < len(runs) else None
    return found if more else None


def _may_be_named(runs: Sequence[Run], at: int) -> bool:
    """Say whether the line above figures may have their names, so that those below are others'."""
    if at == 0:
        return False
    above = runs[at - 1]
    near = runs[at].y - above.y <= _STEP * runs[at].size
    return near and len(above.pieces(_APART)) > 1


def _under_names(runs: Sequence[Run], at: int) -> Columns | None:
    names = list(takewhile(lambda run: not _figures(run), runs[at : at + _DEEP + 1]))
    rest = runs[at + len(names) :]
    count = len(_figures(rest[0])) if rest else 0
    figures = list(takewhile(lambda run: len(_figures(run)) == count, rest[:_DEEP]))
    if not count or not all(_goes_on(*pair) for pair in pairwise(names)):
        return None
    return _cards(names, [_figures(run) for run in figures], [*names, *figures])


def _over_names(runs: Sequence[Run], at: int) -> Columns | None:
    below = _below(runs, at)
    return _cards(below, [_figures(runs[at])], [runs[at], *below]) if below else None


def _below(runs: Sequence[Run], at: int) -> list[Run]:
    """Return the lines of the names below figures, up to those that are further apart."""
    names: list[Run] = []
    for run in runs[at + 1 : at + 1 + _DEEP]:
        if _figures(run) or (names and not _goes_on(names[-1], run)):
            break
        names.append(run)
    return names


def _goes_on(above: Run, run: Run) -> bool:
    """Say whether a line is the next of a name."""
    even = abs(run.size - above.size) < _SAME * run.size
    return even and run.y - above.y <= _LEADING * run.size


def _figures(run: Run) -> list[Run]:
    """Return the figures that a line consists of, none where it says anything else."""
    pieces = run.pieces(_APART)
    return pieces if all(_FIGURE.fullmatch(piece.text) for piece in pieces) else []


def _cards(
    lines: Sequence[Run], figures: Sequence[Sequence[Run]], runs: Sequence[Run]
) -> Columns | None:
    """Return names and figures as rows; None where some name stands on no card.

    Args:
        lines: of the names.
        figures: of the cards, line by line.
        runs: all of their lines, from top to bottom.
    """
    first = figures[0]
    if max(below.y - above.y for above, below in pairwise(runs)) > _STEP * first[0].size:
        return None
    middles = [(figure.x0 + figure.x1) / 2 for figure in first]
    centred = [(left + right) / 2 for left, right in pairwise(middles)]
    for edges in (centred, [figure.x0 - _TOUCH for figure in first[1:]]):
        names = _names(lines, edges)
        if all(map(_is_name, names)):
            rows = [names, *([[figure] for figure in line] for line in figures)]
            return Columns(list(runs), [Strip(edge, edge) for edge in edges], rows)
    return None


def _names(lines: Sequence[Run], edges: Sequence[float]) -> list[list[Run]]:
    """Return the lines of each name; all are empty where a word goes over an edge."""
    names: list[list[Run]] = [[] for _ in range(len(edges) + 1)]
    for word in (word for run in lines for word in run.pieces(_WORD)):
        place = bisect(edges, word.x0)
        if place < bisect(edges, word.x1):
            return [[] for _ in names]
        _put(names[place], word)
    return names


def _is_name(lines: Sequence[Run]) -> bool:
    return _NAMED.search("".join(run.text for run in lines)) is not None


def _put(name: list[Run], word: Run) -> None:
    """Put a word to those of a name that stand on its line."""
    if name and name[-1].y == word.y:
        name[-1] = Run([*name[-1].letters, *word.letters])
    else:
        name.append(word)


def _add(known: Columns, cards: Columns) -> None:
    """Put cards under those above; where one of both has fewer, the rest of its rows is empty."""
    known.runs += cards.runs
    known.rows += cards.rows
    known.strips = max(known.strips, cards.strips, key=len)
    width = max(len(row) for row in known.rows)
    known.rows = [[*row, *([[]] * (width - len(row)))] for row in known.rows]
