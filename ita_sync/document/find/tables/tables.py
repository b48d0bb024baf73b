"""A table understood: what its columns hold, whichever way it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_sync import thai
from ita_sync.document.find.tables import head_rows, sideways
from ita_sync.document.find.tables.columns import Around, Figures, numbers_of
from ita_sync.document.find.tables.roles import choose
from ita_sync.document.find.words import candidates, grids, lexicon, repair
from ita_sync.document.find.words.contents import filled, profile
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.labels import MEASURES, Label, label_of
from ita_sync.document.find.words.records import Context, Record, Seen, seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row

NAMES = {Label.INDICATOR, Label.NAME, Label.NUMBER}
KEYS = {*NAMES, Label.ITEM, Label.POINT, Label.SCORE, Label.TOOL, Label.RESULT}
"""What begins a new row; a row that has none of it goes on with the one above."""
_NAMED = {Label.INDICATOR, Label.NAME}
_OWN = {*NAMES, Label.TOOL, Label.RESULT, Label.SCORE, Label.MEAN, None}
"""What the columns of the indicator hold, other years' figures among them."""
_NAME_OF_MEASURE = re.compile(r"(?:ชื่อ)?(?:/?(?:มาตรการ|โครงการ|กิจกรรม))+(?:/แนวทาง)?")
_MOST = 100
"""Columns of a table; no report has more, and each is weighed against the others."""
_SAMPLED = 300
"""Rows that tell what columns hold."""


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
        """Say whether rows without heads of their own may belong under these.

        None has a figure where these have a name: `คะแนนรวม | 88.51 | ระดับ ผ่าน` is no more of them.
        """
        named = [place for place, label in enumerate(self.labels) if label in _NAMED]
        as_wide = bool(rows) and len(rows[0].cells) == len(self.labels)
        return as_wide and not any(shaped_in(row.cells[at] or "") for row in rows for at in named)

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
        return not _NAMED.isdisjoint(self.labels)


@dataclass(frozen=True)
class Upright:
    """A table with its heads on top: its columns, and the rows below."""

    columns: Columns
    rows: list[Row]
    reads: bool

    def differs(self, known: Columns) -> bool:
        """Say whether what stands in a table is not what stands under the heads before."""
        pairs = zip(self.columns.labels, known.labels, strict=False)
        return self.reads and any(one is not other for one, other in pairs if one and other)


@dataclass(frozen=True)
class Reader:
    """Understands tables.

    Attributes:
        words: how indicators are called.
        said: what the document says outside of its tables.
    """

    words: Vocabulary
    said: Around

    def understood(
        self, rows: Sequence[Row], known: Columns | None, *, whole: bool
    ) -> Upright | None:
        """Return a table upright, its columns understood; None where nothing tells what they are.

        Args:
            rows: all of them.
            known: the columns of the table before, which it may go on with where it has no heads.
            whole: no page break parts a table, so that rows without figures at its top are heads.
        """
        if len(rows[0].cells) > _MOST:
            return None
        rows = head_rows.with_tools(head_rows.numbered_across(rows, self.words))
        count = head_rows.known_heads(rows)
        unknown = 0 if count else head_rows.unknown_heads(rows, self.words)
        across = head_rows.names_across(rows, self.words) or sideways.lies(rows)
        if across and (turned := self._turned(rows)):
            return turned
        upright = self._read(rows, count or unknown)
        # Rows without figures at the top of a page may be the rest of the row above; in recognised
        # text a figure may only not have been seen.
        differs = known is not None and self.words.numbered and upright.differs(known)
        cut = not whole and not differs
        if known and known.fit(rows) and not count and (cut or not unknown):
            return None
        if upright.reads and not head_rows.items_across(rows):
            return upright
        return self._turned(rows) or (upright if count else None)

    def _turned(self, rows: Sequence[Row]) -> Upright | None:
        """Return a table that has its heads on the left, or its indicators across, upright."""
        named = head_rows.names_across(rows, self.words)
        upright = len(rows) > _MOST or (head_rows.names_columns(rows[0]) and not named)
        turned = [] if upright else grids.turned(rows)
        if not turned:
            return None
        count = head_rows.known_heads(turned) or head_rows.unknown_heads(turned, self.words)
        across = self._read(turned, count)
        return across if across.reads else None

    def means(self, rows: Sequence[Row], columns: Columns, context: Context) -> Iterator[Record]:
        """Yield the means of tools that stand in cells merged over their indicators."""
        numbers = numbers_of(columns.labels, rows, self.words)
        figures = Figures(columns.heads, rows, numbers, self.words, self.said)
        for place in (n for n, label in enumerate(columns.labels) if label is Label.MEAN):
            for tool, at in figures.means(place):
                said = seen(rows[at].cells[place] or "", rows[at].at(place))
                cells = {Label.TOOL: replace(said, text=tool.value), Label.SCORE: said}
                yield Record(cells, context, heads={Label.SCORE: columns.heads[place]})
            yield from (Record(cells, context) for row in rows if (cells := _level(row, place)))
        yield from self._levels(rows, columns, context)

    def _levels(self, rows: Sequence[Row], columns: Columns, context: Context) -> Iterator[Record]:
        """Yield the level that stands beside the total, where a column holds nothing else.

        Or remarks: `รวม | 91.90 | ระดับ ผ่านดี` under `หมายเหตุ`.
        """
        for place in (n for n, label in enumerate(columns.labels) if label in {None, Label.LEFT}):
            if candidates.may_be_own(columns.heads[place], self.words.year):
                told = (_level(row, place) for row in rows)
                yield from (Record(cells, context) for cells in told if _named_level(cells))

    def _read(self, rows: Sequence[Row], count: int) -> Upright:
        """Return the columns of a table that has so many rows of heads."""
        stacked, body = grids.joined(rows[:count], len(rows[0].cells)), list(rows[count:])
        full = [row.cells for row in body[:_SAMPLED] if head_rows.title_of(row) is None]
        places = range(len(stacked))
        profiles = [profile([cells[place] for cells in full], self.words) for place in places]
        choice = choose(stacked, profiles)
        heads = tuple(head.replace("\n", " ") for head in stacked)
        named = _counted(choice.labels, body, numbers_of(choice.labels, body, self.words))
        numbers = numbers_of(named, body, self.words)
        labels, unsure = Figures(heads, body, numbers, self.words, self.said).settled(named)
        settled = _settled(labels, heads)
        guessed = [place for place in places if choice.roles[place].is_guess and settled[place]]
        left = [n for n in places if choice.labels[n] in (None, Label.STEPS) and not settled[n]]
        strange = [n for n in left if profiles[n].filled and not candidates.of_others(heads[n])]
        marks = frozenset(guessed), frozenset(strange)
        columns = Columns(settled, heads, _own(settled, body), unsure, *marks)
        return Upright(columns, body, choice.reads())


def _counted(
    labels: Sequence[Label | None], rows: Sequence[Row], numbers: Sequence[int | None]
) -> list[Label | None]:
    """Return labels, without items where those are the numbers of the indicators beside them.

    `ข้อ | ตัวชี้วัด | คะแนน` over `1 | การปฏิบัติหน้าที่ | 90.12`.
    """
    told = [(row, number) for row, number in zip(rows, numbers, strict=True) if number]
    return [
        Label.NUMBER
        if label is Label.ITEM and len(told) > 1 and all(_counts(row, n, of) for row, of in told)
        else label
        for n, label in enumerate(labels)
    ]


def _counts(row: Row, place: int, number: int) -> bool:
    """Say whether a cell is the number of the indicator of its row."""
    return thai.digits(repair.flat(row.cells[place] or "")).strip(" .()") == str(number)


def _level(row: Row, place: int) -> dict[Label, Seen]:
    """Return what stands in words in the row of the total where others have a tool's mean.

    `คะแนนรวม | ๘๙.๘๙ | ผ่านดี`
    """
    cell = row.cells[place] or ""
    at, title = next(
        ((n, text) for n, text in enumerate(row.cells) if text and filled(text)), (0, "")
    )
    if not lexicon.meaning("totals", title) or not repair.flat(cell) or re.search(r"\d", cell):
        return {}
    return {Label.NAME: seen(title, row.at(at)), Label.RESULT: seen(cell, row.at(place))}


def _named_level(cells: Mapping[Label, Seen]) -> bool:
    """Say whether what stands in the row of the total calls itself a level.

    Then it may stand where others have anything: `คะแนนรวม | 91.90 | ระดับ ผ่านดี`.
    """
    return Label.RESULT in cells and repair.flat(cells[Label.RESULT].text).startswith("ระดับ")


def _settled(labels: Sequence[Label | None], heads: Sequence[str]) -> tuple[Label | None, ...]:
    """Tell what the words of a head stand for beside the others.

    A point is what to keep up, beside the item it is about; else the item itself. Of two columns of
    steps the first is the theme where nothing else says what the measure is about; and what the
    measure is called (`มาตรการ`), for which a report has no field, where its head says no more.
    """
    meant = Label.KEEP if Label.ITEM in labels else Label.ITEM
    found = [meant if label is Label.POINT else label for label in labels]
    goals = [n for n, label in enumerate(found) if label is Label.STEPS and _is_goal(heads[n])]
    for place in goals:  # what is to be reached is not what is done
        found[place] = None
    if found.count(Label.STEPS) > 1:
        first = found.index(Label.STEPS)
        if not {Label.ITEM, *_NAMED} & set(found):
            found[first] = Label.ITEM
        elif _NAME_OF_MEASURE.fullmatch(thai.fold(heads[first])):
            found[first] = None
    return tuple(found)


def _is_goal(head: str) -> bool:
    return candidates.of_others(head) and label_of(head) is not Label.STEPS


def _own(labels: Sequence[Label | None], rows: Sequence[Row]) -> int:
    """Return how many columns on the left are about the indicator, not the item beside it.

    The only score among them is the item's where points to keep up have none of their own, or
    where it is filled in anew and the indicator is not.
    """
    count = next((n for n, label in enumerate(labels) if label not in _OWN), len(labels))
    run = labels[:count]
    names = [place for place, label in enumerate(run) if label in _NAMED]
    if Label.ITEM not in labels or not names:
        return 0
    score = run.index(Label.SCORE) if Label.SCORE in run else count
    if Label.KEEP in labels or (labels.count(Label.SCORE) == 1 and _anew(rows, names, score)):
        return score
    return count


def _anew(rows: Sequence[Row], names: Sequence[int], score: int) -> bool:
    """Say whether some row has a score, and does not name its indicator again."""
    return any(
        filled(row.cells[score]) and not any(filled(row.cells[name]) for name in names)
        for row in rows
        if score < len(row.cells)
    )
