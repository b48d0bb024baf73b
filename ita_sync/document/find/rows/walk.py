"""Tables and labelled lines -> records: what belongs together about one item or indicator.

A table under column heads gives a record a row; a table of labels and values, or lines such as
`ผู้รับผิดชอบ: กองคลัง`, give one each time an item or indicator is named. Lines outside are kept with
their context.
"""

from collections.abc import Sequence
from dataclasses import replace

from ita_sync.document.find.rows import flat, frames, item_grids, packed, swot
from ita_sync.document.find.rows.under_heads import UnderHeads
from ita_sync.document.find.tables import (
    apart,
    bands,
    cards,
    head_rows,
    side_by_side,
    sideways,
    whole_lists,
)
from ita_sync.document.find.tables.columns import Around, around
from ita_sync.document.find.text import retabled, wrapped
from ita_sync.document.find.text.lines import Lines
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.records import Context, Record, Records, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Block, Document, Kind, Line, Row, Table


def collect(document: Document, words: Vocabulary) -> Records:
    """Return the lines and records of a document."""
    document, left = retabled.retabled(document)
    said = around(document.content.blocks)
    walk = _Walk(words, said, whole=not document.content.lossy, word=document.kind is Kind.WORD)
    for block in sideways.joined(apart.joined(wrapped.paragraphs(document))):
        if isinstance(block, Line):
            walk.lines.line(block)
        elif not walk.lines.past:
            above = walk.lines.title
            walk.table(block)
            if walk.lines.title is above:
                walk.lines.title = None  # the one above the table was the table's
    walk.lines.entitle(None)
    walk.lines.out.strange += left
    whole_lists.settle_parted(walk.lines.out.records)
    walk.lines.out.mark = whole_lists.stated(document.content.blocks)
    return walk.lines.out


class _Walk:
    """Goes through the blocks, and takes each table as what it is.

    Attributes:
        sided: how wide the table before is, and each of those that stand side by side in it.
    """

    def __init__(self, words: Vocabulary, said: Around, *, whole: bool, word: bool) -> None:
        self.lines = Lines(words)
        self.heads = UnderHeads(self.lines, words, said, whole=whole, word=word)
        self.sided: tuple[int, int] | None = None

    def table(self, block: Table) -> None:
        """Take a table: of several that are drawn as one, one after the other."""
        frames.name(block, self.lines)
        block = flat.parted(block, self.lines)
        if points := swot.lines(block.rows):
            self._points(points)
            return
        dealt = cards.dealt(block.rows, self.lines.words, self.lines.context)
        if dealt := dealt or cards.overall(block.rows):
            self._cards(dealt)
            return
        if boxes := packed.boxes(block.rows, self.lines.words):
            for box in boxes:
                self._box(box)
            return
        items, rows_left = item_grids.parted(block.rows, self.lines.words)
        whole_lists.settle(items)
        self.lines.out.records += items
        told = bands.headed(item_grids.behind(rows_left))
        whole = bands.joined(sideways.uncounted(told))
        for rows in head_rows.one_below_the_other(whole, self.lines.words):
            outer, sides = self.lines.context, self._sides(rows)
            for section, side in sides:
                self.lines.context = replace(outer, section=section) if section else outer
                self._table(side)
            self.lines.context = outer if len(sides) > 1 else self.lines.context

    def _sides(self, rows: list[Row]) -> list[tuple[str, list[Row]]]:
        """Return the tables side by side; a page goes on with those of the one before."""
        sides, width = side_by_side.sides(rows, self.lines.words), len(rows[0].cells)
        before = self.sided if len(sides) == 1 and not head_rows.is_head(rows[0]) else None
        if before and before[0] == width:
            return side_by_side.sided(rows, before[1])
        self.sided = (width, width // len(sides)) if len(sides) > 1 else None
        return sides

    def _box(self, box: Sequence[Block]) -> None:
        """Take what stands in a cell by itself; nothing below the cell goes on with it."""
        for block in box:
            if isinstance(block, Line):
                self.lines.line(block)
            else:
                self.table(block)
        self.lines.close()

    def _points(self, points: list[tuple[str | None, Line]]) -> None:
        """Take the lines of strong and weak points that stand side by side."""
        outer = self.lines.context
        for section, line in points:
            self.lines.context = Context(section or "")
            self.lines.line(line)
        self.lines.close()
        self.lines.context = outer

    def _cards(self, dealt: list[Record | Seen]) -> None:
        """Take the scores of cards, and what stands on the others as lines."""
        self.lines.close()
        for one in dealt:
            if isinstance(one, Record):
                self.lines.out.records.append(one)
            else:
                self.lines.keep(replace(one, text=repair.flat(one.text)))

    def _table(self, rows: list[Row]) -> None:
        frames.keep_beside(rows, self.lines)
        rows = frames.take_weak(rows, self.lines)
        if not rows:
            return
        if head_rows.labelled(rows) or packed.has_sections(rows):
            self._labels(rows)
        else:
            self.heads.take(rows)

    def _labels(self, rows: Sequence[Row]) -> None:
        sections = packed.has_sections(rows)
        for row in rows:
            if sections and (found := packed.section(row)):
                self.lines.close()
                self.lines.heading(found[0])
                self._box(found[1])
                continue
            frames.take_labels(row, self.lines)
