"""A table's column heads, and what its rows say under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from ita_sync.document.find import candidates, repair
from ita_sync.document.find.columns import Around, Figures, numbers_of
from ita_sync.document.find.contents import Kind, filled, kinds_of, profile
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import MEASURES, Label, label_of
from ita_sync.document.find.roles import Choice, choose
from ita_sync.document.find.vocabulary import Vocabulary
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
_NARROW, _HEADS = 3, 2
"""The fewest columns and rows of a table with its heads on the left, and most rows of heads."""
_LONGEST = 70
"""Characters in a head; a longer text is a text."""
_TELLS = {Kind.ITEM, Kind.SCORE, Kind.INDICATOR}
"""What stands below heads, whatever they say."""
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
        labels: what each holds, None where nothing tells.
        heads: the heads as they stand.
        own: how many of the first tell of the indicator, in a table that tells of its items beside
            it.
        unsure: its scores stand under heads that name other figures.
        guessed: the columns that only their place among the others tells.
        strange: those that hold something, and nothing tells what.
    """

    labels: tuple[Label | None, ...]
    heads: tuple[str, ...]
    own: int = 0
    unsure: bool = False
    guessed: frozenset[int] = frozenset()
    strange: frozenset[int] = frozenset()

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
    def begins(self) -> set[Label]:
        """What begins a new row; one that has none of it goes on with the one above."""
        keys = (KEYS - {Label.NUMBER}) & {label for label in self.labels if label}
        texts = [label for label in self.labels if label in MEASURES]
        return keys or set(texts[:1])

    @property
    def names_indicator(self) -> bool:
        """Whether rows say which indicator they are about."""
        return any(label in (Label.INDICATOR, Label.NAME) for label in self.labels)


@dataclass(frozen=True)
class Upright:
    """A table with its heads on top: its columns, and the rows below."""

    columns: Columns
    rows: list[Row]
    reads: bool

    def differs(self, known: Columns) -> bool:
        """Say whether what stands in a table is not what stands under the heads before."""
        pairs = zip(self.columns.labels, known.labels, strict=True)
        return self.reads and any(one is not other for one, other in pairs if one and other)


def understood(
    rows: Sequence[Row],
    words: Vocabulary,
    said: Around,
    *,
    known: Columns | None,
    whole: bool,
) -> Upright | None:
    """Return a table upright, its columns understood; None where nothing tells what they are.

    Args:
        rows: all of them.
        words: how indicators are called.
        said: what the document says elsewhere.
        known: the columns of the table before, which it may go on with where it has no heads.
        whole: no page break parts a table, so that rows without figures at its top are heads.
    """
    count = _heads_of(rows)
    goes_on = known is not None and known.fit(rows)
    unknown = 0 if count else _unknown_heads(rows, words)
    upright = _read(rows, count or unknown, words, said)
    if known and goes_on and not count and not (unknown and (whole or upright.differs(known))):
        return None
    if upright.reads:
        return upright
    turned = transposed(rows)
    if turned and not _names_columns(rows[0]):
        across = _read(turned, _heads_of(turned) or _unknown_heads(turned, words), words, said)
        if across.reads:
            return across
    return upright if _heads_of(rows) else None


def _names_columns(row: Row) -> bool:
    """Say whether the cells of a row name several things, none of them twice."""
    named = [label for cell in row.cells if cell and (label := label_of(repair.flat(cell)))]
    return is_head(row) and len(set(named)) == len(named)


def _read(rows: Sequence[Row], count: int, words: Vocabulary, said: Around) -> Upright:
    """Return the columns of a table that has so many rows of heads."""
    stacked, body = _joined(rows[:count], len(rows[0].cells)), list(rows[count:])
    heads = tuple(head.replace("\n", " ") for head in stacked)
    full = [row.cells for row in body if title_of(row) is None]
    profiles = [profile([cells[place] for cells in full], words) for place in range(len(heads))]
    choice = choose(stacked, profiles)
    labels, unsure = _with_scores(choice, heads, body, words, said)
    settled = _settled(labels)
    told = {place for place, label in enumerate(settled) if label}
    others = {place for place, head in enumerate(heads) if candidates.of_others(head)}
    scores = {place for place, label in enumerate(choice.labels) if label is Label.SCORE}
    columns = Columns(
        settled,
        heads,
        _own(settled, body),
        unsure,
        guessed=frozenset(place for place, role in enumerate(choice.roles) if role.is_guess) & told,
        strange=frozenset(place for place, each in enumerate(profiles) if each.filled)
        - told
        - others
        - scores,
    )
    return Upright(columns, body, choice.reads())


def _with_scores(
    choice: Choice, heads: Sequence[str], body: Sequence[Row], words: Vocabulary, said: Around
) -> tuple[list[Label | None], bool]:
    """Return the labels, those of scores only where they are the agency's of the year.

    Scores of the indicator left of an item, and those of the item, are two things. The second
    value says that all are called other people's.
    """
    labels = list(choice.labels)
    figures = Figures(heads, body, numbers_of(labels, body, words), words, said)
    item = labels.index(Label.ITEM) if Label.ITEM in labels else 0
    beside = item if {Label.INDICATOR, Label.NAME} & set(labels[:item]) else 0
    places = [place for place, label in enumerate(labels) if label is Label.SCORE]
    unsure = False
    for side in (
        [place for place in places if place < beside],
        [place for place in places if place >= beside],
    ):
        settled = figures.settle(side)
        unsure |= settled.unsure
        for place in side:
            of_tool = Label.MEAN if place in settled.means else None
            labels[place] = Label.SCORE if place in settled.own else of_tool
    return labels, unsure


def _heads_of(rows: Sequence[Row]) -> int:
    """Return how many rows at the top name columns in words that are known."""
    labels: list[Label | None] = []
    count = 0
    while count < len(rows) and (
        is_head(rows[count]) or (count and _goes_on(rows[count], rows[count - 1], labels))
    ):
        labels += [label_of(repair.flat(cell)) for cell in rows[count].cells if cell]
        count += 1
    return count


def _unknown_heads(rows: Sequence[Row], words: Vocabulary) -> int:
    """Return how many rows at the top stand over the first that has figures, items, indicators.

    Their words may be any.
    """
    for count, row in enumerate(rows[: _HEADS + 1]):
        texts = [repair.flat(cell) for cell in row.cells if cell and filled(cell)]
        if any(_TELLS & kinds_of(text, words) for text in texts):
            return count
        if any(len(text) > _LONGEST for text in texts):
            break
    return 0


def _joined(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """Return the heads of columns, one below the other; a wide one is over several columns."""
    heads, wide = [""] * width, set[int]()
    for row in rows:
        left = ""
        for place, cell in enumerate(row.cells):
            own = cell is None and heads[place] and place not in wide
            left = text = "" if own else repair.flat(cell) if cell is not None else left
            heads[place] = f"{heads[place]}\n{text}".strip()
        wide = {place for place, cell in enumerate(row.cells) if cell is None}
    return tuple(heads)


def transposed(rows: Sequence[Row]) -> list[Row]:
    """Return a table with its columns as rows, if its rows are whole."""
    width = len(rows[0].cells)
    if len(rows) < _HEADS or width < _NARROW or any(len(row.cells) != width for row in rows):
        return []
    return [Row(tuple(row.cells[at] for row in rows), rows[0].place) for at in range(width)]


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


def one_below_the_other(rows: Sequence[Row], words: Vocabulary) -> list[list[Row]]:
    """Return the tables that rows are, without columns that hold nothing of them.

    Where a page has two with nothing between, they are drawn as one; new heads part them.
    """
    starts = [0, *(at for at in range(1, len(rows) - 1) if _begins(rows, at, words)), len(rows)]
    return [_narrowed(rows[start:end]) for start, end in pairwise(starts)]


def _begins(rows: Sequence[Row], at: int, words: Vocabulary) -> bool:
    """Say whether a row of heads stands under rows that are none, and over others."""
    texts = [repair.flat(cell) for cell in rows[at].cells if cell and cell.strip()]
    labels = [label_of(text) for text in texts]
    return (
        None not in labels
        and len(set(labels)) >= _NARROW
        and not KEYS.isdisjoint(labels)
        and not is_head(rows[at - 1])
        and not any(_TELLS & kinds_of(text, words) for text in texts)
    )


def _narrowed(rows: Sequence[Row]) -> list[Row]:
    """Return rows without the columns in which no cell begins."""
    kept = [n for n in range(len(rows[0].cells)) if any(row.cells[n] is not None for row in rows)]
    if len(kept) == len(rows[0].cells):
        return list(rows)
    return [
        Row(
            tuple(row.cells[n] for n in kept),
            row.place,
            frozenset(at for at, n in enumerate(kept) if n in row.torn),
        )
        for row in rows
    ]


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


def _settled(labels: Sequence[Label | None]) -> tuple[Label | None, ...]:
    """Tell what the words of a head stand for beside the others.

    A point is what to keep up, beside the item it is about; else the item itself. Of two columns of
    steps without items or indicators, the first is the theme.
    """
    meant = Label.KEEP if Label.ITEM in labels else Label.ITEM
    found = [meant if label is Label.POINT else label for label in labels]
    if found.count(Label.STEPS) > 1 and not {Label.ITEM, *NAMES - {Label.NUMBER}} & set(found):
        found[found.index(Label.STEPS)] = Label.ITEM
    return tuple(found)


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
