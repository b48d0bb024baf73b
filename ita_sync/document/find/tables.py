"""A table's column heads, and what its rows say under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ita_sync.document.find import candidates, repair
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import Label, label_of
from ita_sync.document.parts import Row

KEYS = {
    Label.ITEM,
    Label.POINT,
    Label.SCORE,
    Label.INDICATOR,
    Label.NAME,
    Label.NUMBER,
    Label.TOOL,
    Label.RESULT,
}
"""What begins a new row; a row that has none of it goes on with the one above."""
NAMES = {Label.INDICATOR, Label.NAME, Label.NUMBER}
_OWN = {*NAMES, Label.TOOL, Label.RESULT, Label.SCORE}
_TICKS = {"/", "✓", "✔", "√", "X", "x", "*", "●"}
_EMPTY = {"", "-", "–", "—", "ไม่มี"}
_NARROW, _HEADS = 3, 2
"""The fewest columns, and heads, of a table with its heads on the left."""
_ALIKE = 90.0
"""Of 100: the heads of two tables this alike are the same."""
_COUNTED = re.compile(r"[\d๐-๙]{1,2}\s*[.)]")
"""How the name of an indicator begins in a row: `5. การแก้ไขปัญหาการทุจริต`.

Such a name may contain the words of a head.
"""
_SHORT = 20
"""Characters in a column head that only says that its figures are others'."""
_MOST = 0.8
"""Share of the cells on the left that are labels, where a table has labels on the left."""
_WIDEST = 4
"""Cells in a row of labels and values: two pairs side by side."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table.

    Attributes:
        labels: what each holds, None where its head says nothing that is known.
        heads: the heads as they stand.
        own: how many of the first tell of the indicator, in a table that tells of its items beside
            it.
        unsure: its scores stand under heads that name other figures.
    """

    labels: tuple[Label | None, ...]
    heads: tuple[str, ...]
    own: int = 0
    unsure: bool = False

    def fit(self, rows: Sequence[Row]) -> bool:
        """Say whether rows without heads of their own may belong under these."""
        return bool(rows) and len(rows[0].cells) == len(self.labels)

    def like(self, other: "Columns") -> bool:
        """Say whether two tables have the same heads but for a few letters."""
        if len(self.heads) != len(other.heads):
            return False
        return (
            fuzz.ratio(repair.flat("|".join(self.heads)), repair.flat("|".join(other.heads)))
            >= _ALIKE
        )

    def cut_to(self, other: "Columns") -> bool:
        """Say whether another table has these heads, or the beginning of each."""
        pairs = zip(self.heads, other.heads, strict=False)
        return len(self.heads) == len(other.heads) and all(
            head.startswith(beginning) for head, beginning in pairs
        )

    def heads_end_with(self, row: Row) -> bool:
        """Say whether a row holds nothing but the last words of heads that a page break cut off."""
        if len(row.cells) != len(self.heads):
            return False
        texts = [repair.flat(cell) if cell and filled(cell) else "" for cell in row.cells]
        ends = [(text, head) for text, head in zip(texts, self.heads, strict=True) if text]
        return bool(ends) and all(text != head and head.endswith(text) for text, head in ends)

    @property
    def has_item(self) -> bool:
        """Whether rows are about items, not indicators."""
        return Label.ITEM in self.labels

    @property
    def names_indicator(self) -> bool:
        """Whether rows say which indicator they are about."""
        return any(label in (Label.INDICATOR, Label.NAME) for label in self.labels)


def take_heads(rows: list[Row], year: int) -> Columns | None:
    """Take the rows of column heads off the top.

    None where there are none. `year`: that of the report.
    """
    if not rows or not is_head(rows[0]):
        return None
    labels: list[Label | None] = [None] * len(rows[0].cells)
    heads = [""] * len(rows[0].cells)
    above = rows[0]
    while rows and (is_head(rows[0]) or _goes_on(rows[0], above, labels)):
        left, wide, above = (
            "",
            {place for place, cell in enumerate(above.cells) if cell is None},
            rows.pop(0),
        )
        for place, cell in enumerate(above.cells):
            own = cell is None and heads[place] and place not in wide
            left = text = "" if own else repair.flat(cell) if cell is not None else left
            labels[place] = label_of(text) or labels[place]
            heads[place] = f"{heads[place]} {text}".strip()
    found, unsure = candidates.score_columns(labels, heads, rows, year)
    known = _settled(found)
    return Columns(known, tuple(heads), _own(known, rows), unsure)


def is_head(row: Row) -> bool:
    """Say whether a row names columns: two known heads or more, most of all, and no score."""
    texts = [repair.flat(cell) for cell in row.cells if cell and cell.strip()]
    named = [text for text in texts if label_of(text) is not None and not _COUNTED.match(text)]
    others = [
        text
        for text in texts
        if text not in named and len(text) <= _SHORT and candidates.of_others(text)
    ]
    count = len(named) + len(others)
    return bool(named) and count > 1 and 2 * count > len(texts) and not any(map(shaped_in, texts))


def title_of(row: Row) -> str | None:
    """Return the only text of a row, where it spans all columns."""
    full = [cell for cell in row.cells if cell and cell.strip()]
    return full[0] if len(full) == 1 and len(row.cells) > 1 and not is_head(row) else None


def ticked(cell: str, head: str) -> str:
    """Return what a cell says; a tick says what its head does: ผ่านเกณฑ์ or ไม่ผ่านเกณฑ์."""
    return head if cell.strip() in _TICKS else cell


def filled(cell: str | None) -> bool:
    """Say whether a cell holds something; a dash does not."""
    return cell is not None and cell.strip() not in _EMPTY


def pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the labels and values of a row."""
    cells = [cell or "" for cell in row.cells]
    for name, value in zip(cells[::2], cells[1::2], strict=False):
        if name.strip():
            yield name, value


def labelled(rows: Sequence[Row]) -> bool:
    """Say whether a table has labels on the left and values on the right, not heads on top."""
    if not rows or len(rows[0].cells) % 2 or len(rows[0].cells) > _WIDEST:
        return False
    if len(rows[0].cells) == _WIDEST and all(
        label_of(repair.flat(cell or "")) for cell in rows[0].cells
    ):
        return False
    found = [pair for row in rows for pair in pairs(row)]
    named = sum(label_of(repair.flat(name)) is not None for name, _ in found)
    valued = sum(label_of(repair.flat(value)) is not None for _, value in found)
    return len(found) > 0 and named >= _MOST * len(found) and valued < named


def turned(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table, those of one that has its heads on the left set upright."""
    width = len(rows[0].cells) if rows else 0
    heads = [_left(row) for row in rows]
    # Of scores there may be several rows.
    named = [label for label in heads if label and label is not Label.SCORE]
    second = [label_of(repair.flat(row.cells[1] or "")) if width > 1 else None for row in rows]
    beside = any(label and label is not head for label, head in zip(second, heads, strict=True))
    known = None not in heads and len(set(named)) == len(named)
    if (
        width < _NARROW
        or len(heads) < _HEADS
        or not known
        or beside
        or KEYS.isdisjoint(named)
        or is_head(rows[0])
    ):
        return list(rows)
    return [Row(tuple(row.cells[column] for row in rows), rows[0].place) for column in range(width)]


def _left(row: Row) -> Label | None:
    """Return what the head on the left of a row names."""
    head = repair.flat(row.cells[0] or "") if row.cells else ""
    return label_of(head) or (Label.SCORE if candidates.of_others(head) else None)


def apart(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows of a table.

    Where points to keep up are beside weak items, each side becomes rows of its own.
    """
    half = len(rows[0].cells) // 2 if rows and len(rows[0].cells) % 2 == 0 else 0
    heads = [label_of(repair.flat(cell or "")) for cell in rows[0].cells] if half > 1 else []
    sides = [set(heads[:half]), set(heads[half:])]
    scored = half > 1 and all(Label.SCORE in side for side in sides)
    if not scored or not all(
        any(label in side for side in sides) for label in (Label.POINT, Label.ITEM)
    ):
        return [("", list(rows))]
    return [
        (
            "strengths" if Label.POINT in side else "weak",
            [
                Row(row.cells[part], row.place, frozenset(n - (part.start or 0) for n in row.torn))
                for row in rows
            ],
        )
        for side, part in zip(sides, (slice(0, half), slice(half, None)), strict=True)
    ]


def unfolded(rows: list[Row]) -> list[Row]:
    """Return the rows of a table; where it has two halves side by side, one under the other."""
    half = len(rows[0].cells) // 2 if rows and len(rows[0].cells) % 2 == 0 else 0
    heads = [label_of(repair.flat(cell or "")) for cell in rows[0].cells] if half > 1 else []
    if not heads or None in heads or heads[:half] != heads[half:]:
        return rows
    return [
        *(Row(row.cells[:half], row.place) for row in rows),
        *(Row(row.cells[half:], row.place) for row in rows[1:] if any(row.cells[half:])),
    ]


def _goes_on(row: Row, above: Row, labels: Sequence[Label | None]) -> bool:
    """Say whether a row continues the heads above it.

    It names columns under a wide head, and other heads cover the rest.
    """
    named = [cell for cell in row.cells if cell and cell.strip()]
    covered = (None in row.cells and None in above.cells) or (len(named) > 1 and not all(row.cells))
    if row.cells[0] and row.cells[1:].count(None) == len(row.cells) - 1:
        return False  # a title over all columns
    return (
        any(labels)
        and covered
        and bool(named)
        and all(label_of(repair.flat(cell)) for cell in named)
    )


def _settled(labels: list[Label | None]) -> tuple[Label | None, ...]:
    """Tell what a point is: what to keep up, beside the item it is about, else the item itself."""
    meant = Label.KEEP if Label.ITEM in labels else Label.ITEM
    return tuple(meant if label is Label.POINT else label for label in labels)


def _own(labels: Sequence[Label | None], rows: Sequence[Row]) -> int:
    """Return how many columns on the left are about the indicator.

    A score among them is the item's where it is filled in anew and the indicator is not.
    """
    if Label.ITEM not in labels or not any(label in NAMES - {Label.NUMBER} for label in labels):
        return 0
    count = 0
    while labels[count] in _OWN:
        count += 1
    run = labels[:count]
    if not any(label in NAMES - {Label.NUMBER} for label in run):
        return 0
    if Label.SCORE in run and Label.KEEP in labels:
        return run.index(Label.SCORE)
    if Label.SCORE in run and labels.count(Label.SCORE) == 1:
        names = [place for place, label in enumerate(run) if label in NAMES - {Label.NUMBER}]
        score = run.index(Label.SCORE)
        anew = [
            row
            for row in rows
            if not any(filled(row.cells[n]) for n in names) and filled(row.cells[score])
        ]
        return score if anew else count
    return count
