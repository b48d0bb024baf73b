"""Records -> measures: who, which steps, how it is followed up, and when it is due."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.words import fields, lexicon, orders, periods, repair, steps
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record, Seen
from ita_sync.i18n import T, Text

_SEVERAL = 2
_WHO_AND_WHEN = re.compile(r"(.+?)\s*[/,;\n(]\s*([^/,;\n()]+)\)?", re.DOTALL)
"""`ผู้รับผิดชอบ/ระยะเวลา` over or before `กองคลัง / มี.ค. 67`; `กองคลัง (มี.ค. 67)`."""
_RESULTS = (7, 1)
"""Month and day of the year assessed from which on its results are known, and measures follow."""
_ONLY = T("no other year or month can be meant")
_EARLY = T("it lies before the results of the year")
_SENTENCE = 20
"""Letters in the words of a step; the name of a division may begin with a verb: `ตรวจสอบภายใน`."""
_GOES_ON = re.compile(r"(?:และ|หรือ|โดย|ซึ่ง|เพื่อ)[ก-๎]")
_NO_DIVISION = T("it reads like a step, and not like a division")
_NO_TIME = T("it reads like a step, and not like a time")
_RAN = T("the number of another step stands in it, and they ran together")


class Measures:
    """Reads measures.

    Args:
        year: the fiscal year assessed; a measure is due soon after.
        lossy: the letters were recognised from a picture.
        paragraphs: line breaks in a cell part paragraphs; else they only wrap.
    """

    def __init__(self, year: int, *, lossy: bool, paragraphs: bool) -> None:
        self.year, self.lossy, self.paragraphs = year, lossy, paragraphs

    def one(self, record: Record, named: Named, known: set[str]) -> dict[str, Node] | None:
        """Return a measure; None where nothing says what it is about. `known`: the weak items."""
        record, cell = _told_apart(record), record.cells[Label.ITEM]
        if named.item is None and not named.others and not cell.text.strip():
            return None
        rivals = [item for item in (named.item, *named.others) if item in known]
        confirmed = named.titled or (
            named.item in known and not named.exact and rivals == [named.item]
        )
        entry: dict[str, Node] = {
            "item": fields.named(named, cell, lossy=self.lossy, confirmed=confirmed)
        }
        division = record.cells.get(Label.DIVISION) or record.context.given.get(Label.DIVISION)
        if division:
            entry["division"] = _doubted(fields.text(division, lossy=self.lossy), _NO_DIVISION)
        due = self._due(record)
        if Label.REMEDY in record.cells:  # headed แนวทางแก้ไข, beside who does it and when
            steps = {Label.STEPS: record.cells[Label.REMEDY]}
            record = replace(record, cells=steps | record.cells)
        elif Label.STEPS not in record.cells and named.item is None and orders.does(cell.text):
            told = {Label.STEPS: replace(cell, guessed=True)}
            record = replace(record, cells=told | record.cells)
        for label, name in ((Label.STEPS, "steps"), (Label.FOLLOW_UP, "follow_up")):
            if label in record.cells:
                with_due = label is Label.FOLLOW_UP
                found = list(
                    self._steps(
                        record.cells[label], _copies(due) if with_due else set(), mend=with_due
                    )
                )
                entry[name] = _counted(found, record) if label is Label.STEPS else list[Node](found)
        return entry | due

    def _steps(self, cell: Seen, due: set[str], *, mend: bool) -> Iterator[Field]:
        """Yield the steps of a cell.

        A last one that only says when all is due, with `mend` mended, is none.
        """
        parts = steps.split(cell.text, paragraphs=self.paragraphs, lossy=self.lossy)
        if len(parts) > 1 and thai.fold(parts[-1]) in due:
            parts.pop()
        for part in parts:
            text = periods.deadline(part, self.year) if mend and self.lossy else part
            field = fields.text(replace(cell, text=text, raw=part), lossy=self.lossy)
            if steps.ran_together(text):
                field = replace(field, trust=Trust.DOUBTFUL, why=_RAN)
            elif text != part:
                field = replace(field, trust=Trust.MENDED, why=_ONLY)
            yield field

    def _due(self, record: Record) -> dict[str, Node]:
        """Return when a measure is due: in words, and the day where they name one."""
        own = record.cells.get(Label.DUE) or record.context.given.get(Label.DUE)
        cell = own or _with_due(record)
        if not cell:
            return {}
        whole = repair.flat(cell.text)
        told = periods.deadline(whole, self.year) if self.lossy else whole
        text = told if own else steps.due_in(told)
        return self._times(text, whole if own or text not in whole else text, cell) if text else {}

    def _times(self, text: str, seen: str, cell: Seen) -> dict[str, Node]:
        """Return a due time as fields; `seen`: its words as they stand in the cell."""
        unsure = self.lossy or cell.guessed
        trust, why = (Trust.SINGLE if unsure else Trust.SURE), None
        if text != seen:
            trust, why = Trust.MENDED, _ONLY
        copies = (Copy(seen, cell.place),)
        found = steps.due_day_in(text)
        due: dict[str, Node] = {}
        if not found or found[1] != text:
            due["due"] = _doubted(Field(text, trust, copies, why), _NO_TIME)
        if found:
            day = fields.day(*found, copies, lossy=unsure)
            if found[0] < date(self.year - thai.BE_OFFSET, *_RESULTS):
                day = replace(day, trust=Trust.DOUBTFUL, why=_EARLY)
            elif why and day.trust is not Trust.DOUBTFUL:
                day = replace(day, trust=trust, why=why)
            due["due_date"] = day
        return due


def _doubted(field: Field, why: Text) -> Field:
    """Return a division or due time, marked if its words are those of a step.

    A page may cut a table so that another column stands under its head.
    """
    text = field.value or ""
    is_step = len(text) >= _SENTENCE and (orders.does(text) or _GOES_ON.match(text))
    unlike = is_step and lexicon.meaning("contents", text) not in {Label.DIVISION, Label.DUE}
    return (
        replace(field, trust=Trust.SINGLE, why=why)
        if unlike and field.trust is Trust.SURE
        else field
    )


def _told_apart(record: Record) -> Record:
    """Return a measure, who does it and when apart where they stand in one."""
    cell = record.cells.get(Label.DIVISION)
    both = _WHO_AND_WHEN.fullmatch(cell.text.strip()) if cell else None
    if not cell or not both or Label.DUE in record.cells:
        return record
    if lexicon.meaning("contents", repair.flat(both[2])) != Label.DUE:
        return record
    who, when = replace(cell, text=both[1]), replace(cell, text=both[2])
    return replace(record, cells={**record.cells, Label.DIVISION: who, Label.DUE: when})


def _with_due(record: Record) -> Seen | None:
    """Return how a measure is followed up where its head says that the due time is there, too."""
    head = thai.fold(record.heads.get(Label.FOLLOW_UP, ""))
    told = "กำหนด" in head or "แล้วเสร็จ" in head
    return record.cells.get(Label.FOLLOW_UP) if told else None


def _counted(found: list[Field], record: Record) -> list[Node]:
    """Return the steps.

    Doubtful where the row numbers another count of them, so that some have run together.
    """
    cell = record.cells.get(Label.NUMBER)
    count = len(cell.text.split()) if cell else 0
    if count < _SEVERAL or count == len(found):
        return list(found)
    why = T("{count} steps stand here, and ran together", count=count)
    return [replace(field, trust=Trust.DOUBTFUL, why=why) for field in found]


def _copies(due: dict[str, Node]) -> set[str]:
    return {
        thai.fold(copy.seen)
        for field in due.values()
        if isinstance(field, Field)
        for copy in field.copies
    }
