"""The rows of a table under its column heads -> records.

A row is a record, the rest of the one above it, a title, or says something else beside the scores.
"""

from dataclasses import replace

from ita_sync.document.find.rows import frames
from ita_sync.document.find.rows.rows import (
    append,
    begins_none,
    is_of_theme,
    lacks_item,
    record_of,
    reseat,
    scoreless,
    share,
    tool_of,
)
from ita_sync.document.find.scores import tools
from ita_sync.document.find.tables import head_rows, whole_lists
from ita_sync.document.find.tables.columns import Around, numbers_of
from ita_sync.document.find.tables.tables import Columns, Reader, Upright
from ita_sync.document.find.text import remarks
from ita_sync.document.find.text.lines import Lines
from ita_sync.document.find.words import indicators
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.labels import MEASURES, Label, parted
from ita_sync.document.find.words.records import Record, Seen, seen
from ita_sync.document.find.words.starts import parted as parted_items
from ita_sync.document.find.words.starts import scored
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Line, Row


class UnderHeads:
    """Takes tables under heads; what came before tells what one without a head goes on with.

    Attributes:
        lines: the lines around them; records and titles go there.
        whole: no number is lost: a row that begins with none goes on with the one above.
        word: the rows are those that the writer made.
        above: the last row of the table before.
    """

    def __init__(
        self, lines: Lines, words: Vocabulary, said: Around, *, whole: bool, word: bool
    ) -> None:
        self.lines = lines
        self.reader = Reader(words, said)
        self.word = word
        self.whole = whole
        self.columns: Columns | None = None
        self.known: list[Columns] = []
        self.above: Record | None = None

    def take(self, rows: list[Row]) -> None:
        """Take a table; one of which nothing tells what it holds is kept as lines."""
        self.lines.close()
        while rows and (title := head_rows.title_of(rows[0])) and self._over(title, rows):
            self.lines.line(Line(title, rows.pop(0).place))
        if not rows:
            return
        # A table goes on with that before only where a page begins with it.
        place = rows[0].place
        whole = self.word or (place.page is not None and (place.table or 0) > 1)
        found = self.reader.understood(rows, self.columns, whole=whole)
        if found and self._may_be(found.columns):
            self._under_heads(found)
        elif self.columns and self.columns.fit(rows) and not self._lists(rows, self.columns):
            self._rows(rows, self.columns, goes_on=True)
        else:
            self.columns = None
            frames.keep(rows, self.lines)

    def _lists(self, rows: list[Row], columns: Columns) -> bool:
        """Say whether counted rows are announced as measures, below a table that has none."""
        planned = self.lines.context.section == "measures" and frames.counted(rows)
        return planned and {Label.ITEM, *MEASURES}.isdisjoint(columns.labels)

    def _may_be(self, columns: Columns) -> bool:
        """Say whether columns may be what they were taken for.

        Where no head says so, measures stand under a title that does, each beside its item.
        """
        planned = self.lines.context.section == "measures" and columns.has_item
        return any(columns.heads) or planned or MEASURES.isdisjoint(columns.labels)

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
        if not record.told:
            return above
        if columns.names_indicator and (said := frames.aside(record, row, self.lines.words)):
            self._aside(said)
            return None
        if above and self._goes_on(record, above, row, columns, cut=cut):
            append(record, above, rows=not cut, word=self.word)
            return above
        if columns.names_indicator:
            named = not {Label.INDICATOR, Label.NAME}.isdisjoint(record.told)
            number = number or _shared(record, above)
            self._under(record, above if columns.has_item else None, number, named=named)
        record.said_weak = whole_lists.says_weak(row) or None
        self._complete(record, above, row, columns)
        lossy = not self.lines.words.numbered
        self.lines.out.records += [record, *remarks.weak_items(record, row, columns, lossy=lossy)]
        return record

    def _goes_on(
        self, record: Record, above: Record, row: Row, columns: Columns, *, cut: bool
    ) -> bool:
        """Say whether a row is the rest of the one above; give another the item it shares."""
        if not self.whole and lacks_item(record, above, row, columns):
            record.cells[Label.ITEM] = Seen("", "", row.place)
        elif is_of_theme(record, above, row, columns):
            key = Label.ITEM if columns.has_item else Label.INDICATOR
            record.cells[key] = above.cells[key]
        else:
            return begins_none(record, above, row, columns, cut=cut)
        return False

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
        if tools.titles(only.text):
            self.lines.keep(only)  # `ส่วนของ IIT (เฉลี่ย 89.37)`, `EIT ผู้รับบริการ`
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


def _shared(record: Record, above: Record | None) -> int | None:
    """Return the indicator of the row above, where its name is merged over both."""
    name = record.cells.get(Label.INDICATOR)
    same = above is not None and name is not None and name is above.cells.get(Label.INDICATOR)
    return above.context.indicator if above and same else None
