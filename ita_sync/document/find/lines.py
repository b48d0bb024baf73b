"""Lines outside of tables -> records: items, labelled values, and the headings above them."""

import re
from collections.abc import Callable
from dataclasses import replace

from ita_sync.document.find import candidates, indicators, labels, lexicon, measured, tables
from ita_sync.document.find.figures import shaped_in
from ita_sync.document.find.labels import Label, of_another_year, parted
from ita_sync.document.find.records import Context, Record, Records, Seen, seen
from ita_sync.document.find.starts import (
    APPENDIX,
    ITEM_START,
    MEASURE_OF,
    THEME,
    UNNUMBERED,
    listed,
    nought,
    scored,
    section_of,
)
from ita_sync.document.find.vocabulary import Vocabulary
from ita_sync.document.find.wrapped import unwrapped
from ita_sync.document.parts import Line

_NUMBERED = re.compile(r"^\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)])")
_HEADING = 220
"""Characters in a heading; a longer line is prose and opens no section."""
_SENTENCE = re.compile(r"ปี.*(?:ได้|มี)(?:รับ)?(?:ผล)?คะแนน|(?:เพิ่ม|ลด|สูง)(?:ขึ้น|ลง)")
_SEVERAL = 2
_FOLLOWED = {Label.STEPS, Label.FOLLOW_UP, Label.REMEDY, Label.KEEP}
"""What may stand in numbered lines under its label."""


class Lines:
    """Goes through lines; the record that is open takes the labelled values below it.

    Attributes:
        out: all lines and records, those of tables too.
        context: what the headings above say.
        title: the heading right above, among measures; the measure below is known by it.
        moved: the numbered line right above that went under a label, and what stood there.
        past: an appendix has begun that is the report of an earlier year; nothing of it is taken.
    """

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.out = Records()
        self.context = Context()
        self.open: Record | None = None
        self.last: Label | None = None
        self.title: Seen | None = None
        self.moved: tuple[Label, Seen | None, Seen] | None = None
        self.appendix = False
        self.past = False

    def close(self) -> None:
        """Let no value below go into the record that is open."""
        self.open, self.last = None, None

    def keep(self, said: Seen) -> None:
        """Keep a line with what the headings above it say."""
        self.out.lines.append((said, self.context))

    def line(self, block: Line) -> None:
        """Take a line: a heading, an item, labelled values, or more of the text under a label."""
        said = seen(block.text, block.place)
        if not said.text or self._past(said):
            return
        self.keep(said)
        if block.place.page is not None:
            said = replace(said, text=unwrapped(said.text))
        if measured.remedied(said, reversed(self.out.records), self.context.caption):
            return
        before, pairs = parted(said.text)
        if pairs:
            self._labelled(before, pairs, said)
            self.moved = None
        elif not any(take(said) for take in self._takers()):
            self.open = self.moved = None
            may_title = self.context.section or not section_of(said.text)
            self.heading(said.text)
            self.title = said if may_title and self.context.section == "measures" else None

    def _takers(self) -> tuple[Callable[[Seen], bool], ...]:
        """Return the ways to take a line without labels, the first that does so takes it."""
        first = (self._responsible, self._announced, self._told)
        return (*first, self._about_item, self._listed, self._more)

    def _told(self, said: Seen) -> bool:
        """Take a measure that is told in a numbered sentence."""
        cells = measured.told(said, among=self.context.section == "measures")
        if cells:
            self.begin(cells)
            self.open = None
        return cells is not None

    def _about_item(self, said: Seen) -> bool:
        """Take a line that begins with an item, or the theme of a measure."""
        text, scored_here = said.text, bool(candidates.in_line(said.text))
        start = MEASURE_OF.match(text) or ITEM_START.match(text)
        if start and (self.context.section or scored_here):
            self._item(said, text[start.start(1) :])
        elif self.context.section == "measures" and (theme := THEME.match(text)):
            self._item(said, theme[1])
        elif self.context.section == "measures" and (cells := measured.bullet(said)):
            self.begin(cells)
        elif self.context.indicator and scored_here and (start := UNNUMBERED.match(text)):
            self._item(said, text[start.end() :])
        else:
            return False
        return True

    def _listed(self, said: Seen) -> bool:
        """Take the weak items that a sentence lists."""
        found = listed(said, lossy=not self.words.numbered)
        if found is None or of_another_year(said.text, self.words.year):
            return False
        before, entries = found
        if self.context.section == "strengths" and not lexicon.meaning("below", before):
            return False
        number = indicators.number_of(before, self.words) if indicators.heads(before) else None
        outer = self.context
        self.context = replace(outer, section="weak", indicator=number or outer.indicator)
        for cells in entries:
            self.begin(cells)
        self.context, self.open = outer, None
        return True

    def _more(self, said: Seen) -> bool:
        """Take a numbered line under the label of what goes on in several."""
        numbered = _NUMBERED.match(said.text) and not indicators.heads(said.text)
        if numbered and self.open is None and self.title and measured.begun(self.title.text, said):
            self.begin({Label.NAME: self.title})
            self.last = Label.ITEM
        if self.open is None or not numbered:
            return False
        if self.last in self._before_steps() and Label.STEPS not in self.open.cells:
            self.last = Label.STEPS  # what is to be done follows, without a label
        if self.last not in _FOLLOWED:
            return False
        known = self.open.cells.get(self.last)
        self.open.cells[self.last] = known.then(said) if known else said
        self.moved = self.last, known, said
        return True

    def _before_steps(self) -> set[Label]:
        """Return below what the steps of a measure stand: who does it, or the item itself."""
        among = self.context.section == "measures"
        return {Label.DIVISION, Label.ITEM} if among else {Label.DIVISION}

    def _again(self, label: Label) -> bool:
        """Say whether a label begins another measure: the one that is open has it already.

        The numbered line right above it is its heading then, and no step of the one before.
        """
        record = self.open
        if record is None or label not in record.cells or self.last is label:
            return False
        if label not in labels.MEASURES or len(labels.MEASURES & record.cells.keys()) < _SEVERAL:
            return False
        if self.moved:
            at, before, self.title = self.moved
            record.cells.pop(at)
            record.cells |= {at: before} if before else {}
        self.open = self.moved = None
        return True

    def _past(self, said: Seen) -> bool:
        """Say whether a line is in an appendix that is the report of an earlier year."""
        if APPENDIX.match(said.text) and self.out.records:
            self.appendix, self.past = True, False
        if self.appendix and not self.past and of_another_year(said.text, self.words.year):
            self.past = True
            self.out.left_out.append(said)
        return self.past

    def heading(self, text: str) -> None:
        """Take a heading: what follows is about what it names."""
        if _SENTENCE.search(text) and shaped_in(text):
            return  # it says what was got, perhaps last year, and is no caption of what follows
        if len(text) > _HEADING:
            self.context = replace(self.context, caption=text[-_HEADING:])
            return
        section = section_of(text)
        number = indicators.number_of(text, self.words) if indicators.heads(text) else None
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
        among = self.context.section == "measures" and (self.title or self._of_item())
        if found and among:
            self.pair(found[0], Seen(found[1], said.raw, said.place))
            return True
        if found is None or found[0] is not Label.DIVISION:
            return False
        self.give(Label.DIVISION, Seen(found[1], said.raw, said.place))
        self.open = None
        return True

    def _of_item(self) -> bool:
        """Say whether the record that is open is a measure of an item, or has a title."""
        return self.open is not None and not {Label.ITEM, Label.NAME}.isdisjoint(self.open.cells)

    def give(self, label: Label, value: Seen) -> None:
        """Keep what is said for all that follows; it is ordered by that, no more by indicators."""
        given = {**self.context.given, label: value}
        self.context = replace(self.context, given=given, indicator=None)

    def _announced(self, said: Seen) -> bool:
        """Take a line below an item or title that only says what the lines under it are."""
        label, of_item = labels.alone(said.text), self.open and Label.ITEM in self.open.cells
        opens = section_of(said.text) not in (None, self.context.section)
        if label not in _FOLLOWED or opens or (measured.titles(said.text) and not of_item):
            return False
        if (self._again(label) or self.open is None) and self.title:
            self.begin({Label.NAME: self.title})
        if self.open is None or not self._of_item():
            return False
        self.last = label
        self.open.cells.pop(label, None)
        return True

    def _labelled(self, before: str, pairs: list[tuple[Label, str]], said: Seen) -> None:
        told, count = self.context.section == "measures", len(self.out.records)
        cells = measured.measure(before, [label for label, _ in pairs], said, told=told)
        if cells:
            self.begin(cells)
        elif start := ITEM_START.match(before):
            self._item(said, before[start.start(1) :])
        elif self._listed(replace(said, text=before)):
            self._shared(count, pairs, said)
            return
        elif before:
            self.heading(before)
        for label, text in pairs:
            about = indicators.heads(text) and indicators.number_of(text, self.words)
            if label is Label.ITEM and about:  # `ประเด็นที่ต้องแก้ไข : ตัวชี้วัดที่ 4 …`
                self.open = None
                self.heading(said.text)
            else:
                self.pair(label, Seen(text, said.raw, said.place))

    def _shared(self, count: int, pairs: list[tuple[Label, str]], said: Seen) -> None:
        """Give the items that a sentence has just listed what it says of all of them.

        As in a table with a cell merged over them, it stands with the first.
        """
        values = {label: Seen(text, said.raw, said.place) for label, text in pairs}
        self.out.records[count].cells |= values

    def _item(self, said: Seen, text: str) -> None:
        """Open a record at a text that begins with an item; a score after it is the item's."""
        caption = self.context.caption if self.context.section == "weak" else ""
        self.begin(nought(caption, said.place) | scored(said, text))
        self.last = Label.ITEM

    def begin(self, cells: dict[Label, Seen]) -> Record:
        """Open a record."""
        record, self.title, self.moved = Record(cells, self.context), None, None
        self.out.records.append(record)
        self.open = record
        return record

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
        elif self._again(label) or (self.open is None and self.title):
            titled = {Label.NAME: self.title} if self.title else {}
            self.begin({label: value, **titled})
        elif self.open is None and label is Label.DIVISION:
            self.give(label, value)
        elif self.open is None:
            self.begin({label: value})
        elif label in self.open.cells and label in {Label.STEPS, Label.FOLLOW_UP}:
            self.open.cells[label] = self.open.cells[label].then(value)
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
            self._item(value, value.text)
            self.context = before
        elif known is None or known.raw != value.raw:
            start = ITEM_START.match(value.text)
            self._item(value, value.text[start.start(1) :] if start else value.text)
