"""Tables and labelled lines -> records: what stands together about one item or indicator, whatever the layout.

A table under column heads gives a record a row; a table of labels and values, or lines such as
`ผู้รับผิดชอบ: กองคลัง`, give one each time an item or indicator is named. Lines outside are kept with their context.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ita_sync import thai
from ita_sync.document import indicators, repair
from ita_sync.document.figures import TOKEN, shaped
from ita_sync.document.labels import Label, label_of, parted
from ita_sync.document.parts import Document, Line, Place, Row, Table
from ita_sync.framework import Framework

YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
ITEM_START = re.compile(
    r"^(?:[-–•*]\s*)?(?:\(?[\d๐-๙]{1,2}[.)]\s*)?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    r"((?:[ieoIEO]\s?[\d๐-๙]{1,2}|[๐๑๕0][\d๐-๙]{2}|(?<=ข้อ )[๐0][\d๐-๙])(?![\d๐-๙]))"
)
_NUMBERED = re.compile(r"^\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)])")
_SECTIONS = (
    ("measures", re.compile(r"^(?:\W|[\d๐-๙.])*(?:มาตรการ|แผนการดำเนิน|แผนปฏิบัติ|การนำผลการวิเคราะห์)")),
    ("strengths", re.compile(r"รักษาระดับ|พัฒนาให้ดีขึ้น|จุดแข็ง|จุดเด่น|มากกว่า\s*[\d๐-๙]{2}|ผ่านเกณฑ์ที่ควร")),
    ("weak", re.compile(r"ข้อบกพร่อง|จุดอ่อน|ต้องแก้ไข|ต้องปรับปรุงแก้ไข|น้อยกว่า\s*[\d๐-๙]{2}|ต่ำกว่า")),
)
_HEADING = 220
"""Characters in a heading; a longer line is prose and opens no section."""
_KEYS = {Label.ITEM, Label.SCORE, Label.INDICATOR, Label.NAME, Label.NUMBER, Label.TOOL, Label.RESULT}
_OWN = {Label.INDICATOR, Label.NAME, Label.NUMBER}
_TWICE = {Label.INDICATOR: (Label.NAME, Label.NUMBER)}
"""Two columns are often headed ตัวชี้วัด: one has the number, one the name."""


@dataclass(frozen=True)
class Seen:
    """A text of the document: mended and on one line, and as it was read."""

    text: str
    raw: str
    place: Place

    def then(self, other: "Seen") -> "Seen":
        """Return both, one under the other, at the place of the first."""
        return Seen(f"{self.text}\n{other.text}", f"{self.raw}\n{other.raw}", self.place)


@dataclass(frozen=True)
class Context:
    """Under which headings something stands."""

    section: str = ""
    indicator: int | None = None
    division: Seen | None = None
    caption: str = ""


@dataclass
class Record:
    """What stands together; `covered`: its remedy lies under the cell of the record above."""

    cells: dict[Label, Seen]
    context: Context
    covered: bool = False
    heads: dict[Label, str] = field(default_factory=dict)
    own: dict[Label, Seen] = field(default_factory=dict)
    """Of the indicator, where the row tells the item's beside it."""


@dataclass
class Records:
    """Everything a document says, in its order."""

    lines: list[tuple[Seen, Context]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def collect(document: Document, framework: Framework) -> Records:
    """Return the lines and records of a document."""
    walk = _Walk(framework)
    for block in document.content.blocks:
        if isinstance(block, Line):
            walk.line(block)
        else:
            walk.table(block)
    return walk.out


def seen(raw: str, place: Place) -> Seen:
    """Return a text of the document with its letters mended, breaks kept."""
    return Seen(repair.mend(raw), raw, place)


class _Walk:
    """Goes through the blocks; what came before tells what a table without a head goes on with."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.out = Records()
        self.context = Context()
        self.columns: tuple[Label | None, ...] = ()
        self.heads: tuple[str, ...] = ()
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
        elif (start := ITEM_START.match(said.text)) and (self.context.section or shaped_in(said.text)):
            self._item(said, start)
        elif (
            self.open and self.last in {Label.STEPS, Label.FOLLOW_UP, Label.REMEDY, Label.KEEP} and _goes_on(said.text)
        ):
            self.open.cells[self.last] = self.open.cells[self.last].then(said)
        else:
            self.open = None
            self._heading(said.text)

    def _heading(self, text: str) -> None:
        if len(text) > _HEADING:
            self.context = replace(self.context, caption=text[-_HEADING:])
            return
        section = next((name for name, pattern in _SECTIONS if pattern.search(text)), None)
        number = indicators.number_of(text, self.framework) if "ตัวชี้วัด" in text else None
        if section and number is None:
            self.context = Context(section)
        elif number is not None:
            self.context = replace(self.context, indicator=number, division=None)
        self.context = replace(self.context, caption=text)

    def _labelled(self, before: str, pairs: list[tuple[Label, str]], said: Seen) -> None:
        if before:
            start = ITEM_START.match(before)
            if start:
                self._item(Seen(before, said.raw, said.place), start)
            else:
                self._heading(before)
        for label, text in pairs:
            self.pair(label, Seen(text, said.raw, said.place))

    def _item(self, said: Seen, start: re.Match[str]) -> None:
        """Open a record at a line that begins with an item's number; a score in it is the item's."""
        text = said.text[start.start(1) :]
        cells = {}
        figure = next((m for m in TOKEN.finditer(text) if m.start() > 0 and shaped(m[0])), None)
        if figure:
            cells[Label.SCORE] = Seen(figure[0], said.raw, said.place)
            text = re.sub(
                r"\s*(?:\(?(?:ได้(?:รับ)?|มี|ได้คะแนน|คะแนน(?:เฉลี่ย)?|เท่ากับ|=|:)\s*)*$", "", text[: figure.start()]
            )
        cells[Label.ITEM] = Seen(text.strip(), said.raw, said.place)
        self._begin(cells)
        self.last = Label.ITEM

    def _begin(self, cells: dict[Label, Seen]) -> Record:
        record = Record(cells, self.context)
        self.out.records.append(record)
        self.open = record
        return record

    def pair(self, label: Label, value: Seen) -> None:
        """Take a labelled value: it opens a record or goes into the one that is open."""
        if label in _OWN:
            number = indicators.number_of(value.text, self.framework)
            if number is not None:
                self.context = replace(self.context, indicator=number)
                self._begin({Label.INDICATOR: value})
        elif label is Label.ITEM:
            start = ITEM_START.match(value.text)
            if start:
                self._item(value, start)
            else:
                self._begin({Label.ITEM: value})
        elif self.open is None and label is Label.DIVISION:
            self.context = replace(self.context, division=value)
        elif self.open is None:
            self._begin({label: value})
        elif label in self.open.cells and label in {Label.STEPS, Label.FOLLOW_UP}:
            self.open.cells[label] = self.open.cells[label].then(value)
        else:
            self.open.cells.setdefault(label, value)
        self.last = label

    def table(self, block: Table) -> None:
        self.open, self.last = None, None
        rows = list(block.rows)
        if _label_value(rows):
            self._labels(rows)
            return
        heads = self._take_heads(rows)
        if heads is None and (not self.columns or len(self.columns) != len(rows[0].cells if rows else ())):
            self.columns = ()
        if not any(self.columns):
            self._unknown(rows)
            return
        above: Record | None = self.out.records[-1] if heads is None and self.out.records else None
        for row in rows:
            above = self._row(row, above)
        self.open = None

    def _take_heads(self, rows: list[Row]) -> int | None:
        """Take title rows and the row of column heads off the top; return whether there were heads."""
        while rows:
            full = [cell for cell in rows[0].cells if cell and cell.strip()]
            if len(full) == 1 and len(rows[0].cells) > 1 and not _is_head(rows[0]):
                title = rows.pop(0)
                said = seen(full[0], title.place)
                self.out.lines.append((said, self.context))
                self._heading(said.text)
                continue
            break
        if not rows or not _is_head(rows[0]):
            return None
        labels: list[Label | None] = [None] * len(rows[0].cells)
        heads = [""] * len(rows[0].cells)
        while rows and (_is_head(rows[0]) or _is_second_head(rows[0], labels)):
            row = rows.pop(0)
            left: str | None = None
            for place, cell in enumerate(row.cells):
                text = repair.flat(cell) if cell is not None else (left or "")
                left = text
                if (label := label_of(text)) is not None:
                    labels[place] = label
                heads[place] = f"{heads[place]} {text}".strip()
        self.columns, self.heads = _newest(labels, heads), tuple(heads)
        return len(labels)

    def _row(self, row: Row, above: Record | None) -> Record | None:
        """Take a row: a record, the rest of the one above (after a page break), or a title within the table."""
        record = self._record(row)
        told = record.cells | record.own
        if len(told) == 1 and self._titles(next(iter(told.values()))):
            return None
        if not told:
            return above
        if above and not told.keys() & _KEYS:
            for label, said in record.cells.items():
                above.cells[label] = above.cells[label].then(said) if label in above.cells else said
            return above
        self._own_context(record, above)
        self.out.records.append(record)
        return record

    def _record(self, row: Row) -> Record:
        """Return a row's cells by their columns; those of the indicator before the item's stand apart."""
        record = Record({}, self.context)
        item = self.columns.index(Label.ITEM) if Label.ITEM in self.columns else 0
        for place, (label, cell) in enumerate(zip(self.columns, row.cells, strict=False)):
            if label is None:
                continue
            if cell is None or not cell.strip():
                record.covered |= label is Label.REMEDY
                continue
            into = record.own if place < item and label in _KEYS else record.cells
            name = next((free for free in (label, *_TWICE.get(label, ())) if free not in into), label)
            said = seen(cell, row.place)
            if name not in into:
                into[name] = said
            elif label is not Label.SCORE:
                into[name] = into[name].then(said)
            record.heads[label] = self.heads[place]
        return record

    def _titles(self, only: Seen) -> bool:
        """Say whether the only text of a row is the title of an indicator, and go on under it."""
        if "ตัวชี้วัด" not in only.text or _figure(only) or indicators.number_of(only.text, self.framework) is None:
            return False
        self.out.lines.append((only, self.context))
        self._heading(only.text)
        return True

    def _own_context(self, record: Record, above: Record | None) -> None:
        """Give a record the indicator that its row names, or that the row above named where this one leaves it out."""
        has_item = Label.ITEM in self.columns
        named = record.own if has_item else record.cells
        texts = [named[label].text for label in (Label.NUMBER, Label.INDICATOR, Label.NAME) if label in named]
        tells = any(label in self.columns for label in (Label.INDICATOR, Label.NAME))
        if texts and tells:
            number = indicators.number_of(" ".join(texts), self.framework)
            record.context = replace(record.context, indicator=number)
        elif tells and has_item and above:
            record.context = replace(record.context, indicator=above.context.indicator)

    def _labels(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for name, value in _pairs(row):
                label = label_of(repair.flat(name))
                said = seen(value, row.place)
                self.out.lines.append((Seen(f"{repair.flat(name)} {said.text}", said.raw, row.place), self.context))
                if label and said.text:
                    self.pair(label, said)
        self.open = None

    def _unknown(self, rows: Iterable[Row]) -> None:
        """Keep the rows of a table without known heads as lines: a memo's frame, or a list of scores."""
        for row in rows:
            text = " ".join(repair.flat(cell) for cell in row.cells if cell and cell.strip())
            raw = "\t".join(cell or "" for cell in row.cells)
            if text:
                self.line(Line(text, row.place)) if not raw.strip() else self._plain(Seen(text, raw, row.place))

    def _plain(self, said: Seen) -> None:
        self.out.lines.append((said, self.context))


def shaped_in(text: str) -> bool:
    """Say whether a score stands in a text."""
    return any(shaped(found[0]) for found in TOKEN.finditer(text))


def years_in(text: str) -> set[int]:
    """Return the years of the Buddhist era that a text names."""
    return {int(year) for year in YEAR.findall(thai.digits(text))}


def _newest(labels: list[Label | None], heads: list[str]) -> tuple[Label | None, ...]:
    """Return the labels without the score columns of earlier years, where columns compare years."""
    years = {place: years_in(heads[place]) for place, label in enumerate(labels) if label is Label.SCORE}
    newest = max((max(named) for named in years.values() if named), default=0)
    old = {place for place, named in years.items() if named and newest not in named}
    return tuple(None if place in old else label for place, label in enumerate(labels))


def _figure(said: Seen) -> bool:
    return shaped_in(said.text)


def _goes_on(text: str) -> bool:
    return _NUMBERED.match(text) is not None


def _is_head(row: Row) -> bool:
    texts = [repair.flat(cell) for cell in row.cells if cell and cell.strip()]
    named = [text for text in texts if label_of(text) is not None]
    return len(named) >= 2 and 2 * len(named) > len(texts) and not any(shaped_in(text) for text in texts)  # noqa: PLR2004 - one word may stand anywhere


def _is_second_head(row: Row, labels: list[Label | None]) -> bool:
    """Say whether a row goes on with the heads above it: it names a column and leaves most others covered."""
    if not any(labels):
        return False
    covered = sum(cell is None for cell in row.cells)
    named = [cell for cell in row.cells if cell and cell.strip()]
    return covered > 0 and bool(named) and all(label_of(repair.flat(cell)) for cell in named)


def _label_value(rows: list[Row]) -> bool:
    """Say whether a table has labels on the left and values on the right, not heads on top."""
    if not rows or len(rows[0].cells) % 2 or len(rows[0].cells) > 4 or (len(rows) > 1 and _is_head(rows[0])):  # noqa: PLR2004
        return False
    pairs = [pair for row in rows for pair in _pairs(row)]
    named = sum(label_of(repair.flat(name)) is not None for name, _ in pairs)
    valued = sum(label_of(repair.flat(value)) is not None for _, value in pairs)
    return len(pairs) > 0 and 2 * named >= len(pairs) and 2 * valued < len(pairs)


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    cells = [cell or "" for cell in row.cells]
    for name, value in zip(cells[::2], cells[1::2], strict=False):
        if name.strip():
            yield name, value
