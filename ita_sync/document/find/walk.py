"""Tables and labelled lines -> records: what belongs together about one item or indicator.

A table under column heads gives a record a row; a table of labels and values, or lines such as
`ผู้รับผิดชอบ: กองคลัง`, give one each time an item or indicator is named. Lines outside are kept with
their context.
"""

from collections.abc import Iterable
from dataclasses import replace

from ita_sync.document.find import candidates, indicators, repair, tables
from ita_sync.document.find.columns import Around, Figures, around, numbers_of
from ita_sync.document.find.contents import filled
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import Label, label_of, parted
from ita_sync.document.find.lines import Lines
from ita_sync.document.find.records import Record, Records, Seen, seen
from ita_sync.document.find.rows import (
    append,
    is_rest_of,
    lacks_item,
    record_of,
    share,
    tool_of,
    total_of,
)
from ita_sync.document.find.starts import parted as parted_items
from ita_sync.document.find.starts import scored
from ita_sync.document.find.tables import Columns, Upright
from ita_sync.document.find.vocabulary import Vocabulary
from ita_sync.document.parts import Document, Kind, Line, Row, Table

_WORDS = 6
"""Cells of a table that name it."""
_HEAD_AND_VALUES = 2
"""Rows in a table that has a head and one row of values."""


def collect(document: Document, words: Vocabulary) -> Records:
    """Return the lines and records of a document."""
    said = around(document.content.blocks)
    walk = _Walk(words, said, whole=not document.content.lossy, word=document.kind is Kind.WORD)
    for block in document.content.blocks:
        if isinstance(block, Line):
            walk.lines.line(block)
        elif not walk.lines.past:
            walk.table(block)
    return walk.lines.out


class _Walk:
    """Goes through the blocks; what came before tells what a table without a head goes on with."""

    def __init__(self, words: Vocabulary, said: Around, *, whole: bool, word: bool) -> None:
        self.lines = Lines(words)
        self.said = said
        self.word = word
        self.whole = (
            whole  # no number is lost: a row that begins with none goes on with the one above
        )
        self.columns: Columns | None = None
        self.known: list[Columns] = []
        self.above: Record | None = None  # the last row of the table before

    def table(self, block: Table) -> None:
        """Take a table: two lists side by side one after the other."""
        self._name(block)
        for rows in tables.one_below_the_other(block.rows, self.lines.words):
            outer, parts = self.lines.context, tables.apart(rows)
            for section, side in parts:
                if section:
                    self.lines.context = replace(outer, section=section)
                self._table(tables.unfolded(side))
            self.lines.context = outer if len(parts) > 1 else self.lines.context

    def _name(self, block: Table) -> None:
        """Keep the first words of a table, for naming it where nothing of it is taken."""
        told = [cell for row in block.rows for cell in row.cells if cell and filled(cell)]
        if len(block.rows) > 1 and len(told) > len(block.rows):
            words = " ".join(repair.flat(cell) for cell in told[:_WORDS])
            self.lines.out.tables.append(Seen(words, words, block.rows[0].place))

    def _table(self, rows: list[Row]) -> None:
        if tables.labelled(rows):
            self._labels(rows)
            return
        self.lines.close()
        while rows and (title := tables.title_of(rows[0])) and self._over(title, rows):
            self.lines.line(Line(title, rows.pop(0).place))
        if rows:
            self._under(rows, self._understood(rows))

    def _understood(self, rows: list[Row]) -> Upright | None:
        return tables.understood(
            rows, self.lines.words, self.said, known=self.columns, whole=self._is_whole(rows)
        )

    def _is_whole(self, rows: list[Row]) -> bool:
        """Say whether a table cannot go on with that before: it is not the first of its page."""
        place = rows[0].place
        return self.word or (place.page is not None and (place.table or 0) > 1)

    def _under(self, rows: list[Row], found: Upright | None) -> None:
        """Take the rows of a table under its heads, or those of the table that it goes on with."""
        columns = self._as_before(found.columns) if found else None
        same = (
            columns is not None and self.columns is not None and columns.heads == self.columns.heads
        )
        goes_on = columns is None and self.columns is not None and self.columns.fit(rows)
        if not goes_on:
            self.columns = self.columns if same else columns
        if self.columns is None:
            self._unknown(rows)
            return
        if found:
            rows, heads = found.rows, found.columns.heads
            self.lines.out.strange += [
                Seen(heads[place], heads[place], rows[0].place)
                for place in sorted(found.columns.strange)
                if rows and heads[place]
            ]
        self.above = self.above if same or goes_on else None
        if rows and any(
            known.cut_to(self.columns) and known.heads_end_with(rows[0]) for known in self.known
        ):
            del rows[0]
        for place, row in enumerate(rows):
            cut = self.whole and place == 0 and (same or goes_on)
            self.above = self._row(row, self.above, self.columns, cut=cut)
        self._means(rows, self.columns)
        self.lines.close()

    def _means(self, rows: list[Row], columns: Columns) -> None:
        """Keep the means of tools that stand in cells merged over their indicators."""
        words = self.lines.words
        numbers = numbers_of(columns.labels, rows, words)
        figures = Figures(columns.heads, rows, numbers, words, self.said)
        for place in (n for n, label in enumerate(columns.labels) if label is Label.MEAN):
            for tool, at in figures.means(place):
                said = seen(rows[at].cells[place] or "", rows[at].at(place))
                cells = {Label.TOOL: replace(said, text=tool.value), Label.SCORE: said}
                heads = {Label.SCORE: columns.heads[place]}
                self.lines.out.records.append(Record(cells, self.lines.context, heads=heads))

    def _as_before(self, columns: Columns | None) -> Columns | None:
        """Return columns.

        Those whose heads were misread are as in an earlier table with nearly the same heads.
        """
        told = next((known for known in self.known if columns and known.like(columns)), None)
        if columns and told is None:
            self.known.append(columns)
        if columns is None or told is None or self.whole:
            return columns
        labels = (own or before for own, before in zip(columns.labels, told.labels, strict=True))
        return replace(columns, labels=tuple(labels), own=max(columns.own, told.own))

    def _over(self, title: str, rows: list[Row]) -> bool:
        """Say whether the only text of a first row is a title.

        Column heads follow it, or it names an indicator.
        """
        named = len(rows) > 1 and (tables.is_head(rows[1]) or tables.title_of(rows[1]) is not None)
        return (
            named or self.columns is None or not self.columns.fit(rows) or indicators.heads(title)
        )

    def _row(self, row: Row, above: Record | None, columns: Columns, *, cut: bool) -> Record | None:
        """Take a row: a record, the rest of the one above, or a title.

        `cut`: a page break may have cut the row above.
        """
        title = tables.title_of(row)
        if title and (self._titles(seen(title, row.place)) or self._gives(seen(title, row.place))):
            return None
        record = record_of(row, columns, self.lines.context, first=cut)
        total_of(record, row)
        told = record.cells | record.own
        if not told:
            return above
        if above and not self.whole and lacks_item(record, above, columns):
            record.cells[Label.ITEM] = Seen("", "", row.place)
        elif above and (not told.keys() & columns.begins or (cut and is_rest_of(record, above))):
            append(record, above, rows=not cut, word=self.word)
            return above
        self._own_context(record, above, columns)
        record.tool = tool_of(record, above, columns)
        if above and Label.ITEM in record.cells:
            share(record, above, row, columns, word=self.word)
        item = record.cells.get(Label.ITEM)
        if item and Label.SCORE not in {*record.cells, *columns.labels} and not parted_items(item):
            record.cells |= scored(item, item.text)
        self.lines.out.records.append(record)
        return record

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

    def _gives(self, only: Seen) -> bool:
        """Say whether the only text of a row is said for all rows below: `กำหนดเวลา : ทุกไตรมาส`."""
        before, pairs = parted(only.text)
        if before or len(pairs) != 1 or pairs[0][0] not in {Label.DUE, Label.DIVISION}:
            return False
        self.lines.give(pairs[0][0], Seen(pairs[0][1], only.raw, only.place))
        return True

    def _own_context(self, record: Record, above: Record | None, columns: Columns) -> None:
        """Give a record the indicator that its row names, else the one named in the row above."""
        named = record.own if columns.own else record.cells
        if not columns.names_indicator:
            return
        names = [named[label].text for label in (Label.INDICATOR, Label.NAME) if label in named]
        if names:  # the number beside them may only count the rows
            count = [named[Label.NUMBER].text] if Label.NUMBER in named else []
            number = indicators.of_cells(names, count, self.lines.words)
            record.context = replace(record.context, indicator=number)
        elif columns.has_item and above:
            record.context = replace(record.context, indicator=above.context.indicator)

    def _labels(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for name, value in tables.pairs(row):
                label = label_of(repair.flat(name))
                said = seen(value, row.place)
                self.lines.keep(Seen(f"{repair.flat(name)} {said.text}", said.raw, row.place))
                if label and filled(value):
                    self.lines.pair(label, said)

    def _unknown(self, rows: list[Row]) -> None:
        """Keep the rows of a table without known heads as lines: a memo's frame, some scores."""
        heads = rows[0].cells if rows else ()
        headed = not any(shaped_in(repair.flat(head)) for head in heads if head)
        others = {
            n for n, head in enumerate(heads) if headed and head and candidates.of_others(head)
        }
        for row in rows:
            told = [
                cell
                for n, cell in enumerate(row.cells)
                if n not in others and cell and cell.strip()
            ]
            text = " ".join(map(repair.flat, told))
            raw = "\t".join(cell or "" for cell in row.cells)
            if text:
                self.lines.keep(Seen(text, raw, row.place))
        if len(rows) == _HEAD_AND_VALUES:
            for head, value in zip(rows[0].cells, rows[1].cells, strict=False):
                text = f"{repair.flat(head or '')} {repair.flat(value or '')}"
                self.lines.keep(Seen(text, value or "", rows[1].place))
