"""A row under column heads -> a record, or the rest of the one above it."""

import re
from dataclasses import replace

from ita_sync.document.find.tables.tables import Columns
from ita_sync.document.find.words import candidates, indicators, labels, lexicon, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.grids import texts_of
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Context, Record, Seen, seen
from ita_sync.document.find.words.starts import ITEM_START, MEASURE_OF, nought, section_of
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row, Spot

_TWICE = {Label.INDICATOR: (Label.NAME, Label.NUMBER)}
"""Two columns are often headed ตัวชี้วัด: one has the number, one the name."""

_TICKS = {"/", "✓", "✔", "√", "X", "x", "*", "●"}
_TICKED = {Label.RESULT, Label.DUE}
_UNDER = re.compile(r"^(?:ระยะเวลา|ช่วงเวลา|กำหนด)\S*\s+(?=\S)")
"""The wide head over quarters or months: `ระยะเวลา` over `ไตรมาส 1`."""
_MENDS = re.compile(
    r"^(?:\(?[\d๐-๙]{1,2}[.)]\s*)?(?:แก้(?:ไข)?\s*|(?:IIT|EIT|OIT)[\s:–-]*)?(?:ข้อ(?:ที่)?)?\s*(?=[ieoIEO]\s?[\d๐-๙])"
)
"""What stands before an item: a count, what a measure is for, `แก้ไข o11`, a tool, `OIT o13 …`."""
_RESULT = re.compile(r"[(\[]?\s*((?:ไม่)?ผ่าน(?:เกณฑ์)?)\s*[)\]]?\s*$")
"""A result behind the score in its cell: `90.88 (ผ่านเกณฑ์)`."""
_TOTAL = 3
"""Texts in the row of the total: its name, and perhaps `ระดับ` and the level."""
_OF_TOOL = re.compile(r"[IEO]IT(?!\s?[\d๐-๙A-Za-z])")
"""What begins the row of a tool: `IIT ค่าเฉลี่ย`; `OIT8` is an item."""
_WHOLE = {Label.STEPS, Label.DIVISION, Label.DUE, Label.FOLLOW_UP}
"""What a row says that is a measure by itself, and no step of the one above."""
_NAMES = {Label.INDICATOR, Label.NAME, Label.ITEM}
_ON_ONE_LINE = {Label.INDICATOR, Label.NAME, Label.NUMBER, Label.SCORE}
"""What a narrow column breaks: a figure, a name."""


def record_of(row: Row, columns: Columns, context: Context, *, first: bool) -> Record:
    """Return a row's cells by their columns.

    Those of the indicator beside an item are kept apart.
    """
    record = Record({}, context)
    for place, (label, cell) in enumerate(zip(columns.labels, row.cells, strict=False)):
        if label in (None, Label.LEFT, Label.MEAN):
            continue
        if cell is None or not filled(cell):
            record.covered |= label is Label.REMEDY and (cell is None or first)
        elif label is Label.KIND:
            section = section_of(repair.flat(cell)) or context.section
            record.context = replace(context, section=section)
        else:
            into = record.own if place < columns.own else record.cells
            if (
                label is not Label.ITEM or label not in record.heads
            ):  # its title may stand beside it
                record.heads[label] = columns.heads[place]
            _take(into, label, _seen(cell, row.at(place), label, place, columns))
    for label in (Label.DIVISION, Label.DUE):
        _parted_inside(record, label)
    _total(record, row)
    for cells in (record.cells, record.own):
        score = cells.get(Label.SCORE)
        if score and Label.RESULT not in cells and (found := _RESULT.search(score.text)):
            cells[Label.RESULT] = replace(score, text=found[1])
    if Label.ITEM not in record.cells:  # no item beside it: the row is about the indicator alone
        record.cells, record.own = record.own | record.cells, {}
    return record


def _seen(cell: str, spot: Spot, label: Label, place: int, columns: Columns) -> Seen:
    """Return what a cell says under its head."""
    # A tick says what its head does: ผ่านเกณฑ์ or ไม่ผ่านเกณฑ์, ไตรมาส 1.
    ticked = label in _TICKED and cell.strip() in _TICKS
    said = seen(_UNDER.sub("", columns.heads[place]) if ticked else cell, spot)
    text = repair.flat(said.text) if label in _ON_ONE_LINE else said.text
    if label is Label.ITEM and (named := MEASURE_OF.match(text)):
        text = text[named.start(1) :]  # `มาตรการที่ 1 แก้ไขข้อ i11`
    elif label is Label.ITEM:
        text = _MENDS.sub("", text)
    said = replace(said, text=text, guessed=place in columns.guessed)
    return candidates.doubted(said) if label is Label.SCORE and columns.unsure else said


def _take(into: dict[Label, Seen], label: Label, said: Seen) -> None:
    """Put a text among those of a row, beside one that stands there already."""
    name = next((free for free in (label, *_TWICE.get(label, ())) if free not in into), label)
    if name not in into:
        into[name] = said
    elif label is Label.SCORE:
        into[name] = candidates.beside(into[name], said.text)
    elif label in MEASURES:
        into[name] = into[name].then(said, ", " if label is Label.DIVISION else "\n- ")
    else:
        into[name] = into[name].then(said)


def _parted_inside(record: Record, label: Label) -> None:
    """Take out of a cell what has a label of its own: a row below that ran into it."""
    said = record.cells.get(label)
    lines = said.text.split("\n") if said else []
    place = next((n for n in range(1, len(lines)) if labels.led("\n".join(lines[n:]))), None)
    found = labels.led("\n".join(lines[place:])) if place else None
    if said and found and found[0] not in record.cells:
        record.cells[label] = Seen("\n".join(lines[:place]), said.raw, said.place)
        record.cells[found[0]] = Seen(found[1], said.raw, said.place)


def _total(record: Record, row: Row) -> None:
    """Give the row of the total its figure, which may stand in the column of weighted scores."""
    texts = [text for text in texts_of(row) if not text.isdecimal()]
    figures = [text for text in texts if shaped_in(text)]
    names = [text for text in texts if text not in figures]
    if Label.SCORE in record.cells or not 0 < len(names) <= _TOTAL or len(figures) != 1:
        return
    if lexicon.meaning("totals", names[0]):
        if record.cells.keys().isdisjoint({Label.INDICATOR, Label.NAME, Label.TOOL}):
            record.cells[Label.NAME] = seen(names[0], row.place)
        record.cells[Label.SCORE] = seen(figures[0], row.place)


def reseat(record: Record, words: Vocabulary) -> None:
    """Put what stands in the column of items and is none where it belongs.

    One list of everything has rows of the total, of tools, indicators and items in it. Words where
    others have their number are the name of a row: `เฉลี่ย IIT | | 87.41`.
    """
    count = record.cells.get(Label.NUMBER)
    if count and _NAMES.isdisjoint(record.told) and not re.search(r"^\W*\d", count.text):
        record.cells[Label.NAME] = record.cells.pop(Label.NUMBER)
    item = record.cells.get(Label.ITEM)
    named = record.cells.get(Label.INDICATOR)
    if item is None and named and ITEM_START.match(named.text):
        record.cells[Label.ITEM] = record.cells.pop(Label.INDICATOR)
        return
    if item is None or Label.SCORE not in record.cells or ITEM_START.match(item.text):
        return
    text = repair.flat(item.text)
    called = indicators.heads(text)
    number = indicators.number_of(text, words) if called else indicators.count_in([text], words)
    by_name = indicators.by_name_in(text, words)
    if number is not None and by_name is not None and by_name[0] == number:
        record.cells[Label.INDICATOR] = record.cells.pop(Label.ITEM)
        record.context = replace(record.context, indicator=number)
    elif lexicon.meaning("totals", text) or _OF_TOOL.match(text):
        record.cells[Label.NAME] = record.cells.pop(Label.ITEM)


def _in_item(row: Row, columns: Columns) -> str:
    """Return what stands in the cells of a row that are to hold its item, a dash too."""
    cells = zip(columns.labels, row.cells, strict=False)
    return "".join(cell or "" for label, cell in cells if label is Label.ITEM).strip()


def lacks_item(record: Record, above: Record, row: Row, columns: Columns) -> bool:
    """Say whether a recognised row lacks only its item: it was not seen; it is no rest.

    A dash says that it has none.
    """
    rest = {label for label in columns.labels if label} - {Label.ITEM}
    whole = len(rest) > 1 and Label.ITEM in above.cells
    return (
        whole
        and not _in_item(row, columns)
        and columns.has_item
        and Label.ITEM not in record.cells
        and record.cells.keys() >= rest
    )


def is_itemless(record: Record, row: Row, columns: Columns) -> bool:
    """Say whether a row is a measure of no item, a dash where the others have theirs.

    Or an empty cell, where it says all of a measure and what it is about: `อบรม (ตัวชี้วัดที่ 4)`.
    """
    said = record.cells.keys() & MEASURES
    if Label.ITEM in record.cells or Label.STEPS not in said or len(said) == 1:
        return False
    whole = said >= _WHOLE - {Label.FOLLOW_UP}
    of_other = whole and indicators.heads(record.cells[Label.STEPS].text)
    return bool(_in_item(row, columns)) or of_other


def begins_none(record: Record, above: Record, row: Row, columns: Columns, *, cut: bool) -> bool:
    """Say whether a row begins no record of its own: it goes on with the one above."""
    if is_itemless(record, row, columns):
        return False
    keys = {*columns.begins, Label.ITEM}
    return not record.told.keys() & keys or (cut and is_rest_of(record, above))


def is_of_theme(record: Record, above: Record, row: Row, columns: Columns) -> bool:
    """Say whether a row is another measure of what is merged over it and the one above.

    Below a theme it says who does it or when; a row that only goes on with the steps does not.
    Below an item it says all of a measure: else rows over which an item is merged are its steps.
    Where measures are of indicators, one may be merged over several.
    """
    key = Label.ITEM if columns.has_item else Label.INDICATOR
    theme = above.cells.get(key)
    places = [n for n, label in enumerate(columns.labels) if label is key]
    if not (theme and places) or any(row.cells[place] is not None for place in places):
        return False
    said = record.cells.keys() & MEASURES
    if ITEM_START.match(theme.text):
        return said >= _WHOLE
    return Label.STEPS in said and bool(said & {Label.DIVISION, Label.DUE})


def is_rest_of(record: Record, above: Record) -> bool:
    """Say whether a row at the top of a page goes on with the table above.

    It begins with no item, and that table's items have numbers.
    """
    if (
        Label.ITEM not in record.cells
        or Label.ITEM not in above.cells
        or Label.SCORE in record.cells
    ):
        return False
    if len(record.cells) > 1 and record.cells.keys() >= above.cells.keys():
        return False  # a row as whole as the one above is one of its own
    texts = [repair.flat(one.cells[Label.ITEM].text) for one in (above, record)]
    return (
        bool(ITEM_START.match(texts[0]))
        and not ITEM_START.match(texts[1])
        and not texts[1].startswith("ข้อ")
    )


def tool_of(record: Record, above: Record | None, columns: Columns) -> Seen | None:
    """Return the cell that names the tool of a row; one cell often stands for several rows."""
    if Label.TOOL not in columns.labels:
        return None
    said = record.cells.get(Label.TOOL) or record.own.get(Label.TOOL)
    return said or (above.tool if above else None)


def share(record: Record, above: Record, row: Row, columns: Columns, *, word: bool) -> None:
    """Give a measure the text of a cell that begins beside the one above and covers both.

    Args:
        record: the measure.
        above: the one above.
        row: its row.
        columns: those of the table.
        word: a cell that lies beside both is one; else its lower half may only have lost its text.
    """
    for label, cell in zip(columns.labels, row.cells, strict=False):
        if cell is None and label in MEASURES and label in above.cells:
            shared = above.cells[label]
            place = shared.place if word else replace(shared.place, torn=True)
            record.cells.setdefault(label, replace(shared, place=place))


def append(record: Record, above: Record, *, rows: bool, word: bool) -> None:
    """Give a record the texts of a row that goes on with it.

    A label in front of a text says what it is.

    Args:
        record: the row.
        above: what it goes on with.
        rows: it is a row of its own, not the rest of one that a page break cut.
        word: the rows are those that the writer made; else two may be one that was wrongly parted.
    """
    for label, said in record.cells.items():
        found = labels.led(said.text)
        into, more = (found[0], Seen(found[1], said.raw, said.place)) if found else (label, said)
        if Label.NUMBER in record.cells and into in above.cells:
            more = Seen(f"- {more.text}", more.raw, more.place)  # a row a step
        several = rows and into in {Label.DIVISION, Label.DUE} and into in above.cells
        if several and not word:
            more = replace(more, place=replace(more.place, torn=True))
        above.cells[into] = (
            above.cells[into].then(more, ", " if several and word else "\n")
            if into in above.cells
            else more
        )


def scoreless(record: Record, columns: Columns) -> None:
    """Give an item without a score the nought that the heading above its list says it has."""
    planned = record.context.section == "measures" or not MEASURES.isdisjoint(columns.labels)
    place = record.cells[Label.ITEM].place
    given = nought(record.heads.get(Label.ITEM, ""), place)
    if not planned or record.context.section == "weak":
        given |= nought(record.context.caption, place)
    record.cells = given | record.cells
