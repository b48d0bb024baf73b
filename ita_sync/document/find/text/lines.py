"""Lines outside of tables -> records: items, labelled values, and the headings above them."""

import re
from collections.abc import Callable
from dataclasses import replace

from ita_sync.document.find.scores import passed
from ita_sync.document.find.text import assigned, measured, remedies
from ita_sync.document.find.text.led_apart import labelled
from ita_sync.document.find.text.opened import FOLLOWED, Opened
from ita_sync.document.find.text.wrapped import unwrapped
from ita_sync.document.find.words import candidates, indicators, labels, lexicon, starts
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.labels import Label, of_another_year
from ita_sync.document.find.words.records import Context, Seen, seen
from ita_sync.document.find.words.repair import begins_item, drawn
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Line

_NUMBERED = re.compile(r"^\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)]|[ก-ฉ][.)]\s)")
_ANNOUNCED = re.compile(r"ดัง(?:ต่อไป)?นี้\W*$")
_SEVERAL = re.compile(r"ได้แก่|คือ")
_HEADING = 220
"""Characters in a heading; a longer line is prose and opens no section."""
_CONTENTS = re.compile(r"(?<=[^.…\s])\s*+(?:[.…]\s?){6,}+[\d๐-๙]{1,3}\s*$")
"""How a line of a table of contents ends: `๓. ประเด็นที่ต้องปรับปรุง ........ ๓`."""
_SENTENCE = re.compile(
    r"ปี.*(?:ได้|มี)(?:รับ)?(?:ผล)?คะแนน|(?:เพิ่ม|ลด|สูง)(?:ขึ้น|ลง)"
    r"|มีผล(?:คะแนน|การประเมิน)|ได้(?:รับ)?(?:คะแนน)?\s?[\d๐-๙]{2}\.[\d๐-๙]"
)


class Lines(Opened):
    """Goes through lines; the record that is open takes the labelled values below it.

    Attributes:
        asked: the label that the line above consisted of; its value is in this one.
        past: an appendix has begun that is the report of an earlier year; nothing of it is taken.
    """

    def __init__(self, words: Vocabulary) -> None:
        super().__init__(words)
        self.asked: Label | None = None
        self.appendix = False
        self.past = False

    def line(self, block: Line) -> None:
        """Take a line: a heading, an item, labelled values, or more of the text under a label."""
        said = seen(block.text, block.place)
        empty = not said.text or drawn(said.text) or _lists_page(block.text, said.text)
        if empty or self._past(said):
            return
        if not self.words.numbered and self.context.section in {"weak", "measures"}:
            said = replace(said, text=begins_item(said.text))
        self.keep(said)
        above = self.out.lines[-2][0] if len(self.out.lines) > 1 else None
        if result := passed.said(said, above, self.words):
            self.out.records.append(result)
        listed = self._begins_list(said)
        if block.place.page is not None:
            said = replace(said, text=unwrapped(said.text))
        hung = block.hangs and self.hang(said)
        if hung or remedies.remedied(said, reversed(self.out.records), self.context.caption):
            return
        if listed:
            self.context = Context("measures", caption=self.context.caption)
        before, pairs = labelled(said)
        asked, self.asked = self.asked, None
        if pairs:
            self._labelled(before, pairs, said)
            self.moved = None
        elif asked and self._answers(said):
            self.pair(asked, said)
        elif not any(take(said) for take in self._takers()):
            self._headed(said)

    def _headed(self, said: Seen) -> None:
        """Take a line that is nothing else for a heading; among measures, one's title."""
        self.open = self.moved = None
        opens = starts.section_of(said.text) is not None
        may_title = self.context.section or not opens
        self.heading(said.text)
        titled = may_title and self.context.section == "measures"
        self.entitle(said if titled else None)
        self.announced = bool(_ANNOUNCED.search(said.text)) if opens else self.announced

    def _begins_list(self, said: Seen) -> bool:
        """Take the label alone on the line above for a heading where an item follows it.

        `แนวทางการพัฒนา` below a list of weak items, and a measure for each of them below that.
        """
        begins = self.asked in {Label.REMEDY, Label.STEPS} and starts.ITEM_START.match(said.text)
        if not begins or self.context.section != "weak":
            return False
        above, _ = self.out.lines[-2]
        self.context = replace(self.context, caption=above.text)
        self.open = self.asked = None
        return True

    def _takers(self) -> tuple[Callable[[Seen], bool], ...]:
        """Return the ways to take a line without labels, the first that does so takes it."""
        first = (self.ended, self._assigned, self._responsible, self._announced, self.scored)
        return (*first, self._of_items, self._told, self._about_item, self._listed, self._more)

    def _of_items(self, said: Seen) -> bool:
        """Take a measure by its items, wherever it stands: under an indicator, among analyses."""
        cells = measured.of_items(said.text, said)
        if cells:
            record = self.begin(cells)
            record.context = replace(self.context, section="measures")
            self.last = Label.STEPS
        return cells is not None

    def _told(self, said: Seen) -> bool:
        """Take a measure that is told in a numbered sentence."""
        cells = measured.told(said, among=self.context.section == "measures")
        of_other = cells and {Label.ITEM, Label.NAME}.isdisjoint(cells)
        if of_other and (self.under_label() or self.is_part(said)):
            return False  # a step says who does it
        if cells:
            self.begin(cells)
            self.last = Label.STEPS
            self.open = None if {Label.STEPS, Label.DIVISION} <= cells.keys() else self.open
        return cells is not None

    def _about_item(self, said: Seen) -> bool:
        """Take a line that begins with an item, or the theme of a measure."""
        text, scored_here = said.text, bool(candidates.in_line(said.text))
        start = starts.MEASURE_OF.match(text) or starts.ITEM_START.match(text)
        if self.context.section == "weak" and starts.several_scored(said):
            return False
        if start and (self.context.section or scored_here):
            self.item(said, text[start.start(1) :])
        elif self.context.section == "measures" and (theme := starts.THEME.match(text)):
            self.item(said, theme[1])
        elif self.context.section == "measures" and (cells := measured.bullet(said)):
            self.begin(cells)
        elif self.context.indicator and scored_here and (start := starts.UNNUMBERED.match(text)):
            self.item(said, text[start.end() :])
        else:
            return False
        return True

    def _listed(self, said: Seen) -> bool:
        """Take the weak items that a sentence lists."""
        among = self.context.section == "weak"
        found = starts.listed(said, lossy=not self.words.numbered, among=among)
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
        if numbered and self.open is None and self.title and self._begun(self.title.text, said):
            self.begin({Label.NAME: self.title})
            self.last = Label.ITEM
        if self.open is None or not numbered or self.next_title(said):
            return False
        if self.last in self._before_steps() and Label.STEPS not in self.open.cells:
            self.last = Label.STEPS  # what is to be done follows, without a label
        if self.last not in FOLLOWED:
            return False
        known = self.open.cells.get(self.last)
        if self.words.numbered and not self.may_count(said):
            return False
        self.open.cells[self.last] = known.then(said) if known else said
        self.moved = self.last, known, said
        return True

    def _begun(self, title: str, said: Seen) -> bool:
        """Say whether a numbered line is the first step under the title of a measure."""
        named = indicators.by_name_in(title, self.words)
        return measured.begun(title, said, of_indicator=named is not None)

    def _before_steps(self) -> set[Label]:
        """Return below what the steps of a measure stand: who does it, or the item itself."""
        among = self.context.section == "measures"
        return {Label.DIVISION, Label.ITEM} if among else {Label.DIVISION}

    def _past(self, said: Seen) -> bool:
        """Say whether a line is in an appendix that is the report of an earlier year."""
        if starts.APPENDIX.match(said.text) and self.out.records:
            self.appendix, self.past = True, False
        if self.appendix and not self.past and of_another_year(said.text, self.words.year):
            self.past = True
            self.out.left_out.append(said)
        return self.past

    def heading(self, text: str) -> None:
        """Take a heading: what follows is about what it names."""
        heads = indicators.heads(text)
        if _SENTENCE.search(text) and shaped_in(text) and not heads:
            return  # it says what was got, perhaps last year, and is no caption of what follows
        if len(text) > _HEADING:
            self.context = replace(self.context, caption=text[-_HEADING:])
            return
        section = starts.section_of(text)
        number = indicators.number_of(text, self.words) if heads else None
        announced = section == "measures" and _ANNOUNCED.search(text)
        if section and (number is None or announced):  # `ตัวชี้วัดที่ … จึงกำหนดมาตรการ ดังนี้`
            several = _SEVERAL.search(text)
            self.context = Context(section, None if several else number)
        elif self.context.section == "strengths" and "ไม่ผ่าน" in text:
            self.context = Context("weak", number)
        elif number is not None:
            self.context = replace(self.context, indicator=number, given={})
        self.context = replace(self.context, caption=text)

    def _assigned(self, said: Seen) -> bool:
        """Take a line that says whose a measure is, by item or count; its steps stand below."""
        cells = assigned.assigned(said) if self.context.section == "measures" else None
        if cells is None or (Label.ITEM not in cells and not _NUMBERED.match(said.text)):
            return False
        self.begin(cells)
        self.last = Label.DIVISION
        return True

    def _responsible(self, said: Seen) -> bool:
        """Take a line such as `ผู้รับผิดชอบ กองคลัง`: who is responsible for all that follows."""
        found = labels.led(said.text)
        if found and self.leads(found[0], said.text):
            self.pair(found[0], Seen(found[1], said.raw, said.place))
            return True
        if found is None or found[0] is not Label.DIVISION:
            return False
        self.give(Label.DIVISION, Seen(found[1], said.raw, said.place))
        self.open = None
        return True

    def _announced(self, said: Seen) -> bool:
        """Take a line below an item or title that only says what the lines under it are."""
        label, of_item = labels.alone(said.text), self.open and Label.ITEM in self.open.cells
        opens = starts.section_of(said.text) not in (None, self.context.section)
        bare = " " not in said.text.strip()  # who and when are short; a text may hold the word
        among = self.context.section == "measures" and bare and label in labels.MEASURES
        if label is None or not (among or label in FOLLOWED):
            return False
        titled = measured.titles(said.text) and not of_item
        if opens or titled or self.counts_on(said) or self.is_part(said):
            return False
        if (self.again(label) or self.open is None) and self.title:
            self.begin({Label.NAME: self.title})
        if self.open is None or not self.of_item():
            return False
        self.last = self.asked = label
        self.open.cells.pop(label, None)
        return True

    def _answers(self, said: Seen) -> bool:
        """Say whether a line is what the label alone on the line above names."""
        text = said.text
        named = labels.alone(text) and not _NUMBERED.match(text)
        opens = indicators.heads(text) or starts.section_of(text) or named or labels.led(text)
        of_item = starts.MEASURE_OF.match(text) or starts.ITEM_START.match(text)
        return self.open is not None and not (opens or of_item or starts.THEME.match(text))

    def _labelled(self, before: str, pairs: list[tuple[Label, str]], said: Seen) -> None:
        told, count = self.context.section == "measures", len(self.out.records)
        cells = measured.measure(before, [label for label, _ in pairs], said, told=told)
        if cells:
            self.begin(cells)
        elif start := starts.ITEM_START.match(before):
            self.item(said, before[start.start(1) :])
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


def _lists_page(raw: str, text: str) -> bool:
    """Say whether a line tells on which page a section is; it opens none here."""
    return _CONTENTS.search(raw) is not None and starts.section_of(text) is not None
