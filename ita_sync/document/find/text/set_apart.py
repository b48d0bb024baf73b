"""Tables of a text whose cells stand apart, an empty line between any two.

A program that takes the text out of a PDF prints the cells of a row one after the other, and of
cells with several lines a line of each in turn; the heads first, or each above its first cell. What
is taken has to come out even: as many scores and remedies as items, one after the other; of a plan
a division and a date in each row, each in its column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ita_sync import thai
from ita_sync.document.find.text.run_together import DATED, ITEM, heads_in, is_end
from ita_sync.document.find.words import lexicon, repair
from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Block, Line, Row, Table

Cells = list[list[Line]]
"""Paragraphs, each of some lines."""
_SCORE = re.compile(r"(?:100|\d{1,2})(?:\.\d{1,2})?")
_COUNTED = re.compile(r"\(?\d{1,2}[.)](?!\d)")
_WEAK = ((Label.ITEM, Label.SCORE, Label.REMEDY), (Label.ITEM, Label.SCORE, Label.STEPS))
_PLAN = {Label.ITEM, Label.STEPS, Label.DIVISION, Label.DUE, Label.FOLLOW_UP}
_ROWS, _ABOVE, _MOST = 2, 12, 400
"""Rows of such a table, at least; lines above its first item, and all of its lines, at most."""


def tabled(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text, lines that are such a table as one."""
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        lines = _lines(blocks, at)
        table = _table(lines) if lines else None
        made.append(table or blocks[at])
        at += len(lines) if table else 1
    return made


def _lines(blocks: Sequence[Block], at: int) -> list[Line]:
    """Return the lines from a head on up to the end of its table; none where there is no head."""
    lines: list[Line] = []
    items = 0
    for block in blocks[at : at + _MOST]:
        if not isinstance(block, Line) or not (heads_in(block.text) or lines):
            break
        items += ITEM.match(block.text) is not None
        if not items and len(lines) > _ABOVE:
            break
        if is_end(block.text) and not heads_in(block.text) and not ITEM.match(block.text):
            break
        lines.append(block)
    return lines


def _table(lines: Sequence[Line]) -> Table | None:
    """Return the table that lines are, None where it does not come out even."""
    heads, cells = _headed(paragraphs(lines))
    labels = (*heads,)
    if labels in _WEAK:
        rows = _weak(cells)
    elif labels[:1] == (Label.ITEM,) and {Label.DIVISION, Label.DUE} <= {*labels} <= _PLAN:
        rows = _plan(cells, labels[1:])
    else:
        return None
    if len(rows) < _ROWS:
        return None
    places = [row[0][0].place for row in rows]
    texts = [tuple("\n".join(line.text for line in cell) for cell in row) for row in rows]
    made = [Row(text, place) for text, place in zip(texts, places, strict=True)]
    return Table((Row((*heads.values(),), lines[0].place), *made))


def paragraphs(lines: Sequence[Line]) -> Cells:
    """Return lines as paragraphs: an empty line or a page parts them."""
    cells: Cells = []
    for above, line in pairwise((None, *lines)):
        turned = above is None or line is None or above.place.page != line.place.page
        if line and (turned or line.apart):
            cells.append([])
        if line:
            cells[-1].append(line)
    return cells


def _headed(cells: Cells) -> tuple[Mapping[Label, str], Cells]:
    """Return the heads of a table, and its cells without them.

    They stand before the first cell, or each above the first of its column; again on other pages.
    """
    heads: dict[Label, str] = {}
    rest: Cells = []
    above = True
    for cell in cells:
        found = heads_in(cell[0].text)
        known = [*found.values()] == [heads.get(label) for label in found]
        above = above and bool(found)
        is_head = bool(found) and (known or above)
        heads |= found if is_head else {}
        if texts := cell[is_head:]:
            rest.append(texts)
    return heads, rest


def _weak(cells: Cells) -> list[tuple[list[Line], ...]]:
    """Return the items, scores and remedies, if one score and one remedy follow each other."""
    items: Cells = []
    scores: Cells = []
    remedies: Cells = []
    for cell in cells:
        if any(ITEM.match(repair.mend(line.text)) for line in cell):
            items = _with_items(items, cell)
        elif _SCORE.fullmatch(thai.digits(repair.flat(cell[0].text))) and len(cell) == 1:
            scores.append(cell)
        elif len(remedies) == len(scores) - 1:
            remedies.append(cell)
        else:
            return []
    even = len(items) == len(scores) == len(remedies)
    return list(zip(items, scores, remedies, strict=True)) if even else []


def _with_items(items: Cells, cell: Sequence[Line]) -> Cells:
    """Return items with those of a cell; what stands above its first goes on with the last."""
    found = [*items]
    for line in cell:
        if ITEM.match(repair.mend(line.text)):
            found.append([line])
        elif found:
            found[-1] = [*found[-1], line]
    return found


def _plan(cells: Cells, columns: Sequence[Label]) -> list[tuple[list[Line], ...]]:
    """Return the rows of a plan, if each has a division and a date in its column."""
    parts = [part for cell in cells for part in _by_item(cell)]
    if not parts or not _is_item(parts[0][0]):
        return []
    made = [(items, _in_columns(texts, columns)) for items, texts in _by_items(parts)]
    if not all(_holds(row, columns) for _, row in made):
        return []
    return [(items, *(row[label] for label in columns)) for items, row in made]


def _by_items(parts: Cells) -> list[tuple[list[Line], Cells]]:
    """Return the items of each row, and the texts up to the next; a comma leads on to another."""
    rows: list[tuple[list[Line], Cells]] = []
    for part in parts:
        if not _is_item(part[0]):
            rows[-1][1].append(part)
        elif rows and rows[-1][0][-1].text.rstrip().endswith(","):
            rows[-1][0].extend(part)
        else:
            rows.append((part, []))
    return rows


def _by_item(cell: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of a cell, each item by itself."""
    for item, group in groupby(cell, key=_is_item):
        lines = [*group]
        yield from ([line] for line in lines) if item else (lines,)


def _is_item(line: Line) -> bool:
    """Say whether a line is an item and nothing else."""
    found = ITEM.match(repair.mend(line.text))
    return found is not None and not found[2].strip(" ,;")


def _in_columns(texts: Cells, columns: Sequence[Label]) -> dict[Label, list[Line]]:
    """Return the texts of a row by column: a line of each in turn, a counted one as a step.

    Empty where they do not come out even.
    """
    row: dict[Label, list[Line]] = {label: [] for label in columns}
    steps = columns.index(Label.STEPS) if Label.STEPS in columns else None
    at = 0
    for text in texts:
        counted = steps is not None and _COUNTED.match(thai.digits(text[0].text)) is not None
        at = steps if counted and steps is not None else at
        row[columns[at]] += text
        at = (at + 1) % len(columns)
        last = counted
    return row if texts and (at == 0 or last) else {}


def _holds(row: Mapping[Label, Sequence[Line]], columns: Sequence[Label]) -> bool:
    """Say whether the texts of a row are what their columns are to hold."""
    texts = {label: "\n".join(line.text for line in row.get(label, ())) for label in columns}
    told = {label: repair.flat(text) for label, text in texts.items()}
    return (
        all(told.values())
        and lexicon.meaning("contents", told[Label.DIVISION]) == "division"
        and lexicon.meaning("contents", told[Label.DUE]) == "due"
        and DATED.search(thai.digits(told[Label.DUE])) is not None
    )
