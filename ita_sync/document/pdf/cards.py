"""Figures side by side, each under its name, without rules: the cards of a poster or dashboard.

A line of figures and the names centred above them, or below, make two rows of a table; more of them
go on with it.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from ita_sync.document.pdf.columns import Columns
from ita_sync.document.pdf.layout import Run
from ita_sync.document.pdf.open_rows import Strip

_FIGURE = re.compile(r"[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}\s*(?:คะแนน|%)?")
_NAMED = re.compile(r"(?:[ก-ฮA-Za-z].*){2}")
_APART, _WORD = 1.0, 0.5
"""Gaps, in sizes, between figures, and between words that may stand on two cards."""
_SEVERAL = 3
"""Figures side by side that begin cards; those below may be fewer."""
_STEP = 3.5
"""How far, in sizes of the figures, the lines of a card lie apart at most."""
_DEEP = 3
"""Lines of a name."""
_LEADING = 1.8
"""How far, in sizes, two of them lie apart at most."""
_SAME = 0.1


def dealt(runs: Sequence[Run]) -> list[list[Run] | Columns]:
    """Return the lines of a page, those of cards as a table: a row of names, one of figures."""
    found: list[list[Run] | Columns] = []
    at = 0
    while at < len(runs):
        above = found[-1] if found else None
        cards = _at(runs, at, 1 if isinstance(above, Columns) else _SEVERAL - 1)
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


def _at(runs: Sequence[Run], at: int, least: int) -> Columns | None:
    """Return the cards that begin with a line: the first of their names, or their figures."""
    if len(figures := _figures(runs[at])) > least:
        below = _below(runs, at)
        return _cards(below, figures, [runs[at], *below]) if below else None
    for count in range(1, min(_DEEP + 1, len(runs) - at)):
        figures = _figures(runs[at + count])
        if not figures:
            continue
        names, more = runs[at : at + count], runs[at + count + 1 : at + count + 2]
        whole = all(_goes_on(*pair) for pair in pairwise(names))
        again = any(len(_figures(run)) == len(figures) for run in more)
        if len(figures) <= least or again or not whole:
            return None
        return _cards(names, figures, [*names, runs[at + count]])
    return None


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


def _cards(lines: Sequence[Run], figures: Sequence[Run], runs: Sequence[Run]) -> Columns | None:
    """Return names and figures as two rows; None where some name stands on no card.

    Args:
        lines: of the names.
        figures: of the cards.
        runs: all of their lines, from top to bottom.
    """
    middles = [(figure.x0 + figure.x1) / 2 for figure in figures]
    edges = [(left + right) / 2 for left, right in pairwise(middles)]
    if max(below.y - above.y for above, below in pairwise(runs)) > _STEP * figures[0].size:
        return None
    names = _names(lines, edges)
    if not all(_NAMED.search("".join(run.text for run in name)) for name in names):
        return None
    strips = [Strip(edge, edge) for edge in edges]
    return Columns(list(runs), strips, [names, [[figure] for figure in figures]])


def _names(lines: Sequence[Run], edges: Sequence[float]) -> list[list[Run]]:
    """Return the lines of each name; all are empty where a word goes over an edge."""
    names: list[list[Run]] = [[] for _ in range(len(edges) + 1)]
    for word in (word for run in lines for word in run.pieces(_WORD)):
        place = bisect(edges, word.x0)
        if place < bisect(edges, word.x1):
            return [[] for _ in names]
        _put(names[place], word)
    return names


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
