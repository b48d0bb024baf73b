"""The record that is open: what opens one, and where the labelled values below it go."""

import re
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.tables import tables
from ita_sync.document.find.words import indicators, labels
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.orders import DOES
from ita_sync.document.find.words.records import Context, Record, Records, Seen
from ita_sync.document.find.words.starts import ITEM_START, nought, remedied, scored
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.text.table_ends import CLOSED

_SEVERAL = 2
_LISTED = re.compile(r"\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)](?![\d๐-๙])|[ก-ฮ]\.\s)\s*(.{12,})")
"""A line of a list that may be a measure by itself."""
_DOES = re.compile(DOES)
_LONG = {Label.STEPS, Label.FOLLOW_UP, Label.REMEDY}
"""What may stand in several lines."""
_SAYS_WHY = {Label.REMEDY, Label.LEFT}
"""What is said of a weak item before the measure: why it is weak, what could be better."""
_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)](?!\d)")
_PLACE = re.compile(r"\s*\(?((?:\d{1,2}\.)?)(\d{1,2})(?!\d|\.\d)[.)]?")
"""The number of a title, in two parts where its chapter is counted too: `3.1 โครงการ…`."""
_FIRST = re.compile(r"[1๑]\.\s")
_SCORE_LINE = re.compile(
    r"(?:ได้|มี)?คะแนน(?:ที่ได้|เฉลี่ย)?\s*[=:]?\s*([\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,2})?)\s*(?:คะแนน)?"
)
_SCORE_AND_REMEDY = re.compile(
    rf"{_SCORE_LINE.pattern}\s*(?:ต้อง|ควร|ให้)?(?:แก้ไข|ปรับปรุง|แก้)โดย\s*(\S.*)", re.DOTALL
)
"""`คะแนน 0.00 ต้องแก้ไขโดยลงข้อมูลให้ครบ`."""
FOLLOWED = {Label.STEPS, Label.FOLLOW_UP, Label.REMEDY, Label.KEEP}
"""What may stand in numbered lines under its label."""


class Opened:
    """Takes labelled values into the record that is open, or opens another.

    Attributes:
        out: all lines and records, those of tables too.
        context: what the headings above say.
        title: the heading right above, among measures; the measure below is known by it.
        moved: the numbered line right above that went under a label, and what stood there.
        announced: measures were announced, `มีมาตรการดังนี้`; each line of the list below is one.
    """

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.out = Records()
        self.context = Context()
        self.open: Record | None = None
        self.last: Label | None = None
        self.title: Seen | None = None
        self.moved: tuple[Label, Seen | None, Seen] | None = None
        self.announced = False

    def close(self) -> None:
        """Let no value below go into the record that is open."""
        self.open, self.last = None, None

    def keep(self, said: Seen) -> None:
        """Keep a line with what the headings above it say."""
        self.out.lines.append((said, self.context))

    def begin(self, cells: dict[Label, Seen]) -> Record:
        """Open a record."""
        record, self.title, self.moved = Record(cells, self.context), None, None
        self.out.records.append(record)
        self.open = record
        return record

    def item(self, said: Seen, text: str) -> None:
        """Open a record at a text that begins with an item; a score after it is the item's."""
        weak = self.context.section == "weak"
        caption = self.context.caption if weak else ""
        found = remedied(said, text) if weak else scored(said, text)
        cells = nought(caption, said.place) | found
        if self.context.section == "measures" and Label.REMEDY in cells:
            cells[Label.STEPS] = cells.pop(Label.REMEDY)
        self.begin(cells)
        self.last = Label.ITEM

    def entitle(self, title: Seen | None) -> None:
        """Keep the heading of a measure; the one before, of which nothing followed, says it all."""
        before, self.title = self.title, title
        found = _LISTED.match(before.text) if before else None
        if before and found and (self.announced or _DOES.match(found[1])):
            what = replace(before, text=found[1], guessed=True)
            cells = {Label.NAME: replace(before, text=found[1]), Label.STEPS: what}
            self.out.records.append(Record(cells, replace(self.context, section="measures")))

    def ended(self, said: Seen) -> bool:
        """Say whether a letter ends with a line: below it is who signs, and what is decided."""
        ends = CLOSED.match(said.text) is not None
        if ends:
            self.close()
            self.entitle(None)
            self.context = Context()
        return ends

    def give(self, label: Label, value: Seen) -> None:
        """Keep what is said for all that follows; it is ordered by that, no more by indicators."""
        given = {**self.context.given, label: value}
        self.context = replace(self.context, given=given, indicator=None)

    def pair(self, label: Label, value: Seen) -> None:
        """Take a labelled value: it opens a record or goes into the one that is open."""
        if label in tables.NAMES:
            number = indicators.number_of(value.text, self.words)
            if number is not None:
                self.context = replace(self.context, indicator=number)
                self.begin({Label.INDICATOR: value})
        elif label in {Label.ITEM, Label.POINT}:
            self._named(label, value)
            return
        elif self.again(label) or (self.open is None and self.title):
            titled = {Label.NAME: self.title} if self.title else {}
            self.begin({label: value, **titled})
        elif self.open is None and label is Label.DIVISION:
            self.give(label, value)
        elif self.open is None:
            self.begin({label: value})
        elif label in self.open.cells and label in {Label.STEPS, Label.FOLLOW_UP}:
            known = self.open.cells[label]
            item = self.open.cells.get(Label.ITEM)
            title = item is not None and item.raw == known.raw
            # what was taken for it is its name
            named = known.guessed and (title or _FIRST.match(value.text))
            self.open.cells[label] = value if named else known.then(value)
        else:
            self.open.cells.setdefault(label, value)
        self.last = label

    def _named(self, label: Label, value: Seen) -> None:
        """Open a record for a labelled item or point; printed again, the one before goes on."""
        known = self.open.cells.get(Label.ITEM) if self.open else None
        if known and label is Label.POINT:
            self.pair(Label.KEEP, value)
        elif label is Label.POINT:
            self.context, before = replace(self.context, section="strengths"), self.context
            self.item(value, value.text)
            self.context = before
        elif self.open and {*self.open.cells} == {Label.NAME}:
            self.open.cells[Label.ITEM] = value  # the title of a measure stands above its item
        elif known is None or known.raw != value.raw:
            start = ITEM_START.match(value.text)
            self.item(value, value.text[start.start(1) :] if start else value.text)

    def hang(self, said: Seen) -> bool:
        """Take a line right below the value of the label above as more of it.

        It is guessed to be another step where it says what to do, else the rest of the one above.
        """
        known = self.open.cells.get(self.last) if self.open and self.last else None
        if self.open is None or known is None or self.last not in _LONG or labels.begins(said.text):
            return False
        step = self.last is Label.STEPS and _DOES.match(said.text)
        more = replace(said, text=f"- {said.text}" if step else said.text, guessed=True)
        self.open.cells[self.last] = known.then(more)
        return True

    def again(self, label: Label) -> bool:
        """Say whether a label begins another measure: the one that is open has it already.

        The numbered line right above it is its heading then, and no step of the one before.
        """
        record = self.open
        if record is None or label not in record.cells or self.last is label:
            return False
        measures = labels.MEASURES | (
            {Label.REMEDY} if self.context.section == "measures" else set()
        )
        if label not in measures or len(measures & record.cells.keys()) < _SEVERAL:
            return False
        if self.moved:
            at, before, self.title = self.moved
            record.cells.pop(at)
            record.cells |= {at: before} if before else {}
        self.open = self.moved = None
        return True

    def of_item(self) -> bool:
        """Say whether the record that is open is a measure of an item, or has a title."""
        return self.open is not None and not {Label.ITEM, Label.NAME}.isdisjoint(self.open.cells)

    def leads(self, label: Label, text: str) -> bool:
        """Say whether a label without a colon is one: of a measure, or of a weak item above.

        What is done about that may be words of a list as well, `ขั้นตอนการยืม ไม่ชัดเจน`.
        """
        if self.context.section == "measures":
            return self.of_item() or self.title is not None
        known = self.open.cells.keys() if self.open else set()
        sure = label in _SAYS_WHY or (labels.MEASURES | _SAYS_WHY) & known
        told = label is Label.STEPS and labels.is_bare(text)
        return self.of_item() and bool(sure or told or (label is Label.DIVISION and self._parted()))

    def _parted(self) -> bool:
        """Say whether lines with labels stand between items: it is the first, or has some above.

        Who is responsible below a list of items is so for all of them.
        """
        above = self.out.records[-2:-1]
        first = not above or above[0].context.section != self.context.section
        return first or bool(labels.MEASURES & above[0].cells.keys())

    def under_label(self) -> bool:
        """Say whether what is done about an item stands in the lines here, below its label."""
        return self.of_item() and self.last in FOLLOWED

    def counts_on(self, said: Seen) -> bool:
        """Say whether a line has the number after the last one under the label above it."""
        known = self.open.cells.get(self.last) if self.open and self.last else None
        numbers = [
            _NUMBER.match(thai.digits(one)) for one in (known.text if known else "").split("\n")
        ]
        found = _NUMBER.match(thai.digits(said.text))
        last = numbers[-1]
        return bool(found and last and int(found[1]) == int(last[1]) + 1)

    def scored(self, said: Seen) -> bool:
        """Take the score of the item above that stands on a line of its own: `คะแนน 0.00`."""
        found = _SCORE_LINE.fullmatch(said.text) or _SCORE_AND_REMEDY.fullmatch(said.text)
        cells = self.open.cells if self.open else {}
        if not found or Label.ITEM not in cells or Label.SCORE in cells:
            return False
        cells[Label.SCORE] = Seen(found[1], said.raw, said.place)
        if found.re is _SCORE_AND_REMEDY:
            cells[Label.REMEDY] = Seen(found[2], said.raw, said.place)
        return True

    def may_count(self, said: Seen) -> bool:
        """Say whether the number of a line may be one of those under a label: `4. …` is a section.

        They begin at 1, or go on where the text behind the label begins to count.
        """
        found = _NUMBER.match(thai.digits(said.text))
        begun = self.open and self.last and self.open.cells.get(self.last)
        return not found or int(found[1]) == 1 or not begun or self.counts_on(said)

    def next_title(self, said: Seen) -> bool:
        """Say whether a line is the next of a list of measures, the open one is the line before."""
        name = self.open.cells.get(Label.NAME) if self.open else None
        counted = [_PLACE.match(thai.digits(one.text)) for one in (name, said) if one]
        places = [(found[1], int(found[2])) for found in counted if found]
        return len(places) > 1 and places[1] == (places[0][0], places[0][1] + 1)

    def is_part(self, said: Seen) -> bool:
        """Say whether a line is counted below the item that is open: `1.1 …` below `1. ข้อ o13`."""
        item = self.open.cells.get(Label.ITEM) if self.open else None
        number = _NUMBER.match(thai.digits(item.raw)) if item else None
        return bool(number and re.match(rf"\s*{number[1]}\.\d", thai.digits(said.text)))
