"""Tables and labelled lines -> records: what stands together about one item or indicator, whatever the layout.

A table under column heads gives a record a row; a table of labels and values, or lines such as
`ผู้รับผิดชอบ: กองคลัง`, give one each time an item or indicator is named. Lines outside are kept with their context.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ita_sync.document.find import indicators, labels, repair, tables
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import Label, label_of, parted
from ita_sync.document.find.records import Context, Record, Records, Seen, seen
from ita_sync.document.find.starts import ITEM_START, UNNUMBERED, scored, section_of
from ita_sync.document.find.tables import Columns
from ita_sync.document.parts import Document, Line, Row, Table
from ita_sync.framework import Framework

_NUMBERED = re.compile(r"^\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)])")
_HEADING = 220
"""Characters in a heading; a longer line is prose and opens no section."""
_HEAD_AND_VALUES = 2
"""Rows in a table that has a head and one row of values."""
_FOLLOWED = {Label.STEPS, Label.FOLLOW_UP, Label.REMEDY, Label.KEEP}
"""What may stand in numbered lines under its label."""
_TWICE = {Label.INDICATOR: (Label.NAME, Label.NUMBER)}
"""Two columns are often headed ตัวชี้วัด: one has the number, one the name."""


def collect(document: Document, framework: Framework) -> Records:
    """Return the lines and records of a document."""
    walk = _Walk(framework, whole=not document.content.lossy)
    for block in document.content.blocks:
        if isinstance(block, Line):
            walk.line(block)
        else:
            walk.table(block)
    return walk.out


class _Walk:
    """Goes through the blocks; what came before tells what a table without a head goes on with."""

    def __init__(self, framework: Framework, *, whole: bool) -> None:
        self.framework = framework
        self.whole = whole  # no number is lost: a row that begins with none goes on with the one above
        self.out = Records()
        self.context = Context()
        self.columns: Columns | None = None
        self.open: Record | None = None
        self.last: Label | None = None

    def line(self, block: Line) -> None:
        said = seen(block.text, block.place)
        if not said.text:
            return
        self.out.lines.append((said, self.context))
        before, pairs = parted(said.text)
        if pairs:
            self._labelled(before, pairs, said)
        elif self._responsible(said) or self._announced(said):
            pass
        elif (start := ITEM_START.match(said.text)) and (self.context.section or shaped_in(said.text)):
            self._item(said, said.text[start.start(1) :])
        elif self.context.indicator and shaped_in(said.text) and (start := UNNUMBERED.match(said.text)):
            self._item(said, said.text[start.end() :])
        elif self.open and self.last in _FOLLOWED and _goes_on(said.text) and not indicators.heads(said.text):
            known = self.open.cells.get(self.last)
            self.open.cells[self.last] = known.then(said) if known else said
        else:
            self.open = None
            self._heading(said.text)

    def _heading(self, text: str) -> None:
        if len(text) > _HEADING:
            self.context = replace(self.context, caption=text[-_HEADING:])
            return
        section = section_of(text)
        number = indicators.number_of(text, self.framework) if indicators.heads(text) else None
        if section and number is None:
            self.context = Context(section)
        elif self.context.section == "strengths" and "ไม่ผ่าน" in text:
            self.context = Context("weak", number)
        elif number is not None:
            self.context = replace(self.context, indicator=number, given={})
        self.context = replace(self.context, caption=text)

    def _responsible(self, said: Seen) -> bool:
        """Take a line such as `ผู้รับผิดชอบ กองคลัง`: who is responsible for all that follows."""
        found = labels.led(said.text)
        if found is None or found[0] is not Label.DIVISION:
            return False
        self._give(Label.DIVISION, Seen(found[1], said.raw, said.place))
        self.open = None
        return True

    def _give(self, label: Label, value: Seen) -> None:
        """Keep what is said for all that follows; it is ordered by that, no more by indicators."""
        self.context = replace(self.context, given={**self.context.given, label: value}, indicator=None)

    def _announced(self, said: Seen) -> bool:
        """Take a line that only names what follows, below an item: the numbered lines under it are that."""
        label = labels.alone(said.text) if self.open and Label.ITEM in self.open.cells else None
        if self.open is None or label not in _FOLLOWED:
            return False
        self.last = label
        self.open.cells.pop(label, None)
        return True

    def _labelled(self, before: str, pairs: list[tuple[Label, str]], said: Seen) -> None:
        if before:
            start = ITEM_START.match(before)
            if start:
                self._item(said, before[start.start(1) :])
            else:
                self._heading(before)
        for label, text in pairs:
            self.pair(label, Seen(text, said.raw, said.place))

    def _item(self, said: Seen, text: str) -> None:
        """Open a record at a text that begins with an item; a score after it is the item's."""
        cells = scored(said, text)
        self._begin(cells)
        self.last = Label.ITEM

    def _begin(self, cells: dict[Label, Seen]) -> Record:
        record = Record(cells, self.context)
        self.out.records.append(record)
        self.open = record
        return record

    def pair(self, label: Label, value: Seen) -> None:
        """Take a labelled value: it opens a record or goes into the one that is open."""
        if label in tables.NAMES:
            number = indicators.number_of(value.text, self.framework)
            if number is not None:
                self.context = replace(self.context, indicator=number)
                self._begin({Label.INDICATOR: value})
        elif label in {Label.ITEM, Label.POINT}:
            self._named(label, value)
            return
        elif self.open is None and label is Label.DIVISION:
            self._give(label, value)
        elif self.open is None:
            self._begin({label: value})
        elif label in self.open.cells and label in {Label.STEPS, Label.FOLLOW_UP}:
            self.open.cells[label] = self.open.cells[label].then(value)
        else:
            self.open.cells.setdefault(label, value)
        self.last = label

    def _named(self, label: Label, value: Seen) -> None:
        """Open a record for a labelled item or point; the same printed again on the next page goes on with it."""
        known = self.open.cells.get(Label.ITEM) if self.open else None
        if known and label is Label.POINT:
            self.pair(Label.KEEP, value)
        elif label is Label.POINT:
            self.context, before = replace(self.context, section="strengths"), self.context
            self._item(value, value.text)
            self.context = before
        elif known is None or known.raw != value.raw:
            start = ITEM_START.match(value.text)
            self._item(value, value.text[start.start(1) :] if start else value.text)

    def table(self, block: Table) -> None:
        rows = tables.unfolded(tables.turned(block.rows))
        if tables.labelled(rows):
            self._labels(rows)
            return
        self.open, self.last = None, None
        while rows and (title := tables.title_of(rows[0])) and self._over(title, rows):
            self.line(Line(title, rows.pop(0).place))
        columns = tables.take_heads(rows)
        same = columns is not None and self.columns is not None and columns.heads == self.columns.heads
        goes_on = columns is None and self.columns is not None and self.columns.fit(rows)
        if not goes_on:
            self.columns = self.columns if same else columns
        if self.columns is None:
            self._unknown(rows)
            return
        above = self.out.records[-1] if (same or goes_on) and self.out.records else None
        for place, row in enumerate(rows):
            above = self._row(row, above, self.columns, cut=self.whole and place == 0 and (same or goes_on))
        self.open = None

    def _over(self, title: str, rows: list[Row]) -> bool:
        """Say whether the only text of a first row is a title: column heads follow, or it names an indicator."""
        named = len(rows) > 1 and (tables.is_head(rows[1]) or tables.title_of(rows[1]) is not None)
        return named or self.columns is None or not self.columns.fit(rows) or indicators.heads(title)

    def _row(self, row: Row, above: Record | None, columns: Columns, *, cut: bool) -> Record | None:
        """Take a row: a record, the rest of the one above (`cut`, where a page may have broken it), or a title."""
        title = tables.title_of(row)
        if title and (self._titles(seen(title, row.place)) or self._gives(seen(title, row.place))):
            return None
        record = self._record(row, columns, first=cut)
        told = record.cells | record.own
        if not told:
            return above
        if above and (not told.keys() & (tables.KEYS - {Label.NUMBER}) or (cut and self._rest_of(record, above))):
            _append(record, above)
            return above
        self._own_context(record, above, columns)
        item = record.cells.get(Label.ITEM)
        if item and Label.SCORE not in record.cells and Label.SCORE not in columns.labels:
            record.cells |= scored(item, item.text)
        self.out.records.append(record)
        return record

    def _record(self, row: Row, columns: Columns, *, first: bool) -> Record:
        """Return a row's cells by their columns; those of the indicator beside an item stand apart."""
        record = Record({}, self.context)
        for place, (label, cell) in enumerate(zip(columns.labels, row.cells, strict=False)):
            if label is None:
                continue
            if cell is None or not tables.filled(cell):
                record.covered |= label is Label.REMEDY and (cell is None or first)
                continue
            into = record.own if place < columns.own else record.cells
            if label is Label.KIND:
                record.context = replace(
                    record.context, section=section_of(repair.flat(cell)) or record.context.section
                )
                continue
            name = next((free for free in (label, *_TWICE.get(label, ())) if free not in into), label)
            said = seen(tables.ticked(cell, columns.heads[place]) if label is Label.RESULT else cell, row.place)
            if name not in into:
                into[name] = said
            elif label is not Label.SCORE:
                into[name] = into[name].then(said)
            record.heads[label] = columns.heads[place]
        for label in (Label.DIVISION, Label.DUE):
            _parted_inside(record, label)
        return record

    def _rest_of(self, record: Record, above: Record) -> bool:
        """Say whether a row at the top of a page begins with no item, under a table whose items have numbers."""
        if Label.ITEM not in record.cells or Label.ITEM not in above.cells or Label.SCORE in record.cells:
            return False
        texts = [repair.flat(one.cells[Label.ITEM].text) for one in (above, record)]
        return bool(ITEM_START.match(texts[0])) and not ITEM_START.match(texts[1]) and not texts[1].startswith("ข้อ")

    def _titles(self, only: Seen) -> bool:
        """Say whether the only text of a row is the title of an indicator, and go on under it."""
        if "ตัวชี้วัด" not in only.text or _figure(only) or indicators.number_of(only.text, self.framework) is None:
            return False
        self.out.lines.append((only, self.context))
        self._heading(only.text)
        return True

    def _gives(self, only: Seen) -> bool:
        """Say whether the only text of a row is said for all rows below: `กำหนดเวลา : ทุกไตรมาส`."""
        before, pairs = parted(only.text)
        if before or len(pairs) != 1 or pairs[0][0] not in {Label.DUE, Label.DIVISION}:
            return False
        self._give(pairs[0][0], Seen(pairs[0][1], only.raw, only.place))
        return True

    def _own_context(self, record: Record, above: Record | None, columns: Columns) -> None:
        """Give a record the indicator that its row names, or that the row above named where this one leaves it out."""
        named = record.own if columns.own else record.cells
        texts = [named[label].text for label in (Label.NUMBER, Label.INDICATOR, Label.NAME) if label in named]
        if not columns.names_indicator:
            return
        if texts:
            number = indicators.number_of(" ".join(texts), self.framework)
            record.context = replace(record.context, indicator=number)
        elif columns.has_item and above:
            record.context = replace(record.context, indicator=above.context.indicator)

    def _labels(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for name, value in tables.pairs(row):
                label = label_of(repair.flat(name))
                said = seen(value, row.place)
                self.out.lines.append((Seen(f"{repair.flat(name)} {said.text}", said.raw, row.place), self.context))
                if label and tables.filled(value):
                    self.pair(label, said)

    def _unknown(self, rows: list[Row]) -> None:
        """Keep the rows of a table without known heads as lines: a memo's frame, or a list of scores."""
        for row in rows:
            text = " ".join(repair.flat(cell) for cell in row.cells if cell and cell.strip())
            raw = "\t".join(cell or "" for cell in row.cells)
            if text:
                self.out.lines.append((Seen(text, raw, row.place), self.context))
        if len(rows) == _HEAD_AND_VALUES:
            for head, value in zip(rows[0].cells, rows[1].cells, strict=False):
                text = f"{repair.flat(head or '')} {repair.flat(value or '')}"
                self.out.lines.append((Seen(text, value or "", rows[1].place), self.context))


def _parted_inside(record: Record, label: Label) -> None:
    """Take out of a cell what stands in it under a label of its own: a row below that ran into it."""
    said = record.cells.get(label)
    lines = said.text.split("\n") if said else []
    place = next((n for n in range(1, len(lines)) if labels.led("\n".join(lines[n:]))), None)
    found = labels.led("\n".join(lines[place:])) if place else None
    if said and found and found[0] not in record.cells:
        record.cells[label] = Seen("\n".join(lines[:place]), said.raw, said.place)
        record.cells[found[0]] = Seen(found[1], said.raw, said.place)


def _append(record: Record, above: Record) -> None:
    """Give a record what stands in a row that goes on with it; a label in front of a text says what it is."""
    for label, said in record.cells.items():
        found = labels.led(said.text)
        into, more = (found[0], Seen(found[1], said.raw, said.place)) if found else (label, said)
        if Label.NUMBER in record.cells and into in above.cells:
            more = Seen(f"- {more.text}", more.raw, more.place)  # a row a step
        above.cells[into] = above.cells[into].then(more) if into in above.cells else more


def _figure(said: Seen) -> bool:
    return shaped_in(said.text)


def _goes_on(text: str) -> bool:
    return _NUMBERED.match(text) is not None
