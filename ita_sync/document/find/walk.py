"""Tables and labelled lines -> records: what belongs together about one item or indicator.

A table under column heads gives a record a row; a table of labels and values, or lines such as
`ผู้รับผิดชอบ: กองคลัง`, give one each time an item or indicator is named. Lines outside are kept with
their context.
"""

from collections.abc import Sequence
from dataclasses import replace

from ita_sync.document.find import (
    bands,
    cards,
    flat,
    frames,
    head_rows,
    indicators,
    item_grids,
    packed,
    repair,
    retabled,
    sideways,
    swot,
    tools,
    whole_lists,
    wrapped,
)
from ita_sync.document.find.columns import Around, around, numbers_of
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import MEASURES, Label, parted
from ita_sync.document.find.lines import Lines
from ita_sync.document.find.records import Context, Record, Records, Seen, seen
from ita_sync.document.find.rows import (
    append,
    is_itemless,
    is_of_theme,
    is_rest_of,
    lacks_item,
    record_of,
    reseat,
    scoreless,
    share,
    tool_of,
)
from ita_sync.document.find.starts import parted as parted_items
from ita_sync.document.find.starts import scored
from ita_sync.document.find.tables import Columns, Reader, Upright
from ita_sync.document.find.vocabulary import Vocabulary
from ita_sync.document.parts import Block, Document, Kind, Line, Row, Table


def collect(document: Document, words: Vocabulary) -> Records:
    """Return the lines and records of a document."""
    document, left = retabled.retabled(document)
    said = around(document.content.blocks)
    walk = _Walk(words, said, whole=not document.content.lossy, word=document.kind is Kind.WORD)
    for block in sideways.joined(wrapped.paragraphs(document)):
        if isinstance(block, Line):
            walk.lines.line(block)
        elif not walk.lines.past:
            walk.table(block)
    walk.lines.entitle(None)
    walk.lines.out.strange += left
    whole_lists.settle_parted(walk.lines.out.records)
    walk.lines.out.mark = whole_lists.stated(document.content.blocks)
    return walk.lines.out


class _Walk:
    """Goes through the blocks; what came before tells what a table without a head goes on with.

    Attributes:
        whole: no number is lost: a row that begins with none goes on with the one above.
        word: the rows are those that the writer made.
        above: the last row of the table before.
        sided: how wide the table before is, and each of those that stand side by side in it.
    """

    def __init__(self, words: Vocabulary, said: Around, *, whole: bool, word: bool) -> None:
        self.lines = Lines(words)
        self.reader = Reader(words, said)
        self.word = word
        self.whole = whole
        self.columns: Columns | None = None
        self.known: list[Columns] = []
        self.above: Record | None = None
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
        whole = bands.joined(sideways.uncounted(item_grids.behind(rows_left)))
        for rows in head_rows.one_below_the_other(whole, self.lines.words):
            outer, sides = self.lines.context, self._sides(rows)
            for section, side in sides:
                self.lines.context = replace(outer, section=section) if section else outer
                self._table(side)
            self.lines.context = outer if len(sides) > 1 else self.lines.context

    def _sides(self, rows: list[Row]) -> list[tuple[str, list[Row]]]:
        """Return the tables side by side; a page goes on with those of the one before."""
        sides, width = head_rows.sides(rows, self.lines.words), len(rows[0].cells)
        before = self.sided if len(sides) == 1 and not head_rows.is_head(rows[0]) else None
        if before and before[0] == width:
            return head_rows.sided(rows, before[1])
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
        if head_rows.labelled(rows) or packed.has_sections(rows):
            self._labels(rows)
            return
        self.lines.close()
        while rows and (title := head_rows.title_of(rows[0])) and self._over(title, rows):
            self.lines.line(Line(title, rows.pop(0).place))
        if not rows:
            return
        # A table goes on with that before only where a page begins with it.
        place = rows[0].place
        whole = self.word or (place.page is not None and (place.table or 0) > 1)
        found = self.reader.understood(rows, self.columns, whole=whole)
        if found and (any(found.columns.heads) or MEASURES.isdisjoint(found.columns.labels)):
            self._under_heads(found)
        elif self.columns and self.columns.fit(rows):
            self._rows(rows, self.columns, goes_on=True)
        else:
            self.columns = None
            frames.keep(rows, self.lines)

    def _under_heads(self, found: Upright) -> None:
        """Take the rows of a table under its heads, which may stand on every page of it."""
        columns, rows = found.columns, found.rows
        for place in sorted(found.columns.strange):
            if head := columns.heads[place]:
                self.lines.out.strange.append(Seen(head, head, rows[0].place))
        goes_on = self.columns is not None and columns.heads == self.columns.heads
        self.columns = self.columns if goes_on and self.columns else columns
        known = (each for each in self.known if each.cut_to(columns))
        if rows and any(each.heads_end_with(rows[0]) for each in known):
            del rows[0]
        self.known.append(columns)
        self._rows(rows, self.columns, goes_on=goes_on)

    def _rows(self, rows: list[Row], columns: Columns, *, goes_on: bool) -> None:
        """Take rows; the first may be the rest of the last one before."""
        self.above = self.above if goes_on else None
        numbers = numbers_of(columns.labels, rows, self.lines.words)
        start = len(self.lines.out.records)
        for place, (row, number) in enumerate(zip(rows, numbers, strict=True)):
            cut = self.whole and place == 0 and goes_on
            self.above = self._row(row, self.above, columns, number, cut=cut)
        whole_lists.settle(self.lines.out.records[start:])
        self.lines.out.records += self.reader.means(rows, columns, self.lines.context)
        self.lines.close()

    def _over(self, title: str, rows: list[Row]) -> bool:
        """Say whether the only text of a first row is a title.

        Column heads follow it, or it names an indicator.
        """
        below = rows[1] if len(rows) > 1 else None
        if below and (head_rows.is_head(below) or head_rows.title_of(below) is not None):
            return True
        of_tool = tools.titles(title) and shaped_in(title)  # `OIT (เฉลี่ย 93.75)`
        fits = self.columns is not None and self.columns.fit(rows)
        return not fits or bool(of_tool) or indicators.heads(title)

    def _row(
        self, row: Row, above: Record | None, columns: Columns, number: int | None, *, cut: bool
    ) -> Record | None:
        """Take a row: a record, the rest of the one above, or a title.

        Args:
            row: what it is.
            above: the record of the row above.
            columns: those of the table.
            number: the indicator that the row names.
            cut: a page break may have cut the row above.
        """
        title = head_rows.title_of(row)
        if title and self._says(seen(title, row.place)):
            return None
        if columns.has_item and frames.is_mean(row, self.lines):
            return None
        record = record_of(row, columns, self.lines.context, first=cut)
        reseat(record, self.lines.words)
        told = record.cells | record.own
        if not told:
            return above
        if columns.names_indicator and (said := frames.aside(record, row, self.lines.words)):
            self._aside(said)
            return None
        if above and not self.whole and lacks_item(record, above, row, columns):
            record.cells[Label.ITEM] = Seen("", "", row.place)
        elif above and is_of_theme(record, above, row, columns):
            record.cells[Label.ITEM] = above.cells[Label.ITEM]
        elif (
            above
            and not is_itemless(record, row, columns)
            and (
                not told.keys() & {*columns.begins, Label.ITEM}
                or (cut and is_rest_of(record, above))
            )
        ):
            append(record, above, rows=not cut, word=self.word)
            return above
        if columns.names_indicator:
            named = not {Label.INDICATOR, Label.NAME}.isdisjoint(told)
            self._under(record, above if columns.has_item else None, number, named=named)
        record.said_weak = whole_lists.says_weak(row) or None
        self._complete(record, above, row, columns)
        self.lines.out.records.append(record)
        return record

    def _under(
        self, record: Record, above: Record | None, number: int | None, *, named: bool
    ) -> None:
        """Put a record under the indicator that its row names; else under that of the one above."""
        if not named and above:
            number, named = above.context.indicator, True
        indicator = number if named else record.context.indicator
        record.context = replace(record.context, indicator=indicator)

    def _complete(self, record: Record, above: Record | None, row: Row, columns: Columns) -> None:
        """Give a record what the row above says for it, and the score that its item's cell has."""
        record.tool = tool_of(record, above, columns)
        item = record.cells.get(Label.ITEM)
        if above and item:
            share(record, above, row, columns, word=self.word)
        headed = {*record.cells, *columns.labels[columns.own :]}
        if item and Label.SCORE not in headed:
            several = parted_items(item)
            if not several:
                record.cells |= scored(item, item.text)
            if not any(Label.SCORE in one for one in several):
                scoreless(record, columns)

    def _says(self, only: Seen) -> bool:
        """Take the only text of a row, if it is a title, or said for all rows below."""
        if tools.titles(only.text) and shaped_in(only.text):
            self.lines.keep(only)  # `ส่วนของ IIT (เฉลี่ย 89.37)`
            return True
        return self._titles(only) or self._gives(only)

    def _titles(self, only: Seen) -> bool:
        """Say whether the only text of a row is the title of an indicator, and go on under it."""
        if (
            "ตัวชี้วัด" not in only.text
            or shaped_in(only.text)
            or indicators.number_of(only.text, self.lines.words) is None
        ):
            return False
        self.lines.keep(only)
        self.lines.heading(only.text)
        return True

    def _aside(self, said: Line) -> None:
        """Take what a row among scores says besides as a line; nothing below goes on with it."""
        outer = self.lines.context
        self.lines.line(said)
        self.lines.context, self.lines.open = outer, None

    def _gives(self, only: Seen) -> bool:
        """Say whether the only text of a row is said for all rows below: `กำหนดเวลา : ทุกไตรมาส`."""
        before, pairs = parted(only.text)
        if before or len(pairs) != 1 or pairs[0][0] not in {Label.DUE, Label.DIVISION}:
            return False
        self.lines.give(pairs[0][0], Seen(pairs[0][1], only.raw, only.place))
        return True

    def _labels(self, rows: Sequence[Row]) -> None:
        sections = packed.has_sections(rows)
        for row in rows:
            if sections and (found := packed.section(row)):
                self.lines.close()
                self.lines.heading(found[0])
                self._box(found[1])
                continue
            frames.take_labels(row, self.lines)
