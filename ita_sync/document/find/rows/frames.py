"""Tables without columns: labels beside values, names over values, a memo's frame."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ita_sync.document.find.items import item_numbers
from ita_sync.document.find.scores import tools
from ita_sync.document.find.tables import head_rows
from ita_sync.document.find.text import measured
from ita_sync.document.find.text.lines import Lines
from ita_sync.document.find.words import grids, indicators, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.figures import plain, shaped_in
from ita_sync.document.find.words.labels import Label, label_in_line, label_of
from ita_sync.document.find.words.records import Record, Seen, seen
from ita_sync.document.find.words.starts import ITEM_START, MEASURE_OF, THEME, listed, section_of
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Line, Row, Table

_COUNT = re.compile(r"(?:[\d๐-๙]{1,2}[.)]?)?")
_COUNTED = re.compile(r"^[\d๐-๙]{1,2}\.[\d๐-๙]{1,2}\s+")
"""The number of a field in a form: `1.3 อำเภอ`."""
_WORDS = 6
"""Cells of a table that name it."""
_SEVERAL = 2
"""Lines of a cell that stand beside those of the next one."""
_NAME_AND_SAID = 2
_HEAD_AND_VALUES = 2
"""Rows of a table that says each thing once: `รหัสหน่วยงาน` over the code."""


def name(block: Table, lines: Lines) -> None:
    """Keep the first words of a table, for naming it where nothing of it is taken."""
    told = [text for row in block.rows for text in grids.texts_of(row)]
    if len(block.rows) > 1 and len(told) > len(block.rows):
        words = " ".join(told[:_WORDS])
        lines.out.tables.append(Seen(words, words, block.rows[0].place))


def take_labels(row: Row, lines: Lines) -> None:
    """Take the labelled values of a row: `ผู้รับผิดชอบ | กองคลัง`."""
    title = head_rows.title_of(row) or ""
    if start := MEASURE_OF.match(title) or ITEM_START.match(title):
        lines.close()  # a card, with the item of its measure on top
        lines.item(seen(title, row.place), title[start.start(1) :])
        return
    if lines.context.section == "measures" and THEME.match(title):
        lines.line(Line(title, row.place))
        return
    if title and not filled(row.cells[0]) and lines.hang(seen(title, row.place)):
        lines.keep(seen(title, row.place))  # the label above is beside several rows
    for name, value in grids.pairs(row):
        flat, said = _COUNTED.sub("", repair.flat(name)), seen(value, row.place)
        lines.keep(Seen(f"{flat} {said.text}", said.raw, row.place))
        if not _begins(flat, said, lines) and (label := label_in_line(flat)) and filled(value):
            lines.pair(label, said)


def _begins(name: str, said: Seen, lines: Lines) -> bool:
    """Take what begins something: a measure, an item and its title, a sentence that lists items."""
    whole = seen(f"{name} {said.raw}", said.place)
    if cells := measured.card(name, said):
        lines.begin(cells)
    elif start := ITEM_START.match(name):
        lines.close()
        lines.item(whole, whole.text[start.start(1) :])
    elif section_of(name) == "weak" and listed(whole, lossy=not lines.words.numbered):
        lines.line(Line(whole.text, said.place))
    else:
        return False
    return True


def aside(record: Record, row: Row, words: Vocabulary) -> Line | None:
    """Return what a row among scores says that is none: `หน่วยงาน | เทศบาลตำบล…`, as a line."""
    texts = grids.texts_of(row)
    if len(texts) != _NAME_AND_SAID or Label.ITEM in record.cells:
        return None
    name, said = texts
    weak = section_of(name) == "weak" and ITEM_START.match(said)
    figure = plain(said) is not None or (shaped_in(said) and not weak)
    if figure or indicators.is_named(name, words):
        return None
    return Line(f"{name} {said}", row.place)


def keep_beside(rows: Sequence[Row], lines: Lines) -> None:
    """Keep what rows say only together: tools over their means, a total over its level."""
    for above, row in pairwise(rows):
        _keep_level(above, row, lines)
        if tools.heads(grids.texts_of(above)):
            _keep_pairs(above, row, lines)
    for row in rows:
        _keep_several(row, lines)
        for names, figures in pairwise(row.cells):
            _keep_lines(names or "", figures or "", row, lines)


def _keep_several(row: Row, lines: Lines) -> None:
    """Keep each of several tools with its mean: `คะแนน IIT / EIT / OIT | 86.83 / 87.44 / 82.15`."""
    for names, figures in pairwise(grids.texts_of(row)):
        told, means = names.split("/"), figures.split("/")
        if len(told) == len(means) > 1 and all(map(tools.named_in, told)):
            for name, mean in zip(told, means, strict=True):
                lines.keep(Seen(f"{name.strip()} {mean.strip()}", figures, row.place))


def take_weak(rows: Sequence[Row], lines: Lines) -> list[Row]:
    """Take rows that list weak items beside their label; return the others.

    `ข้อที่ไม่ผ่าน (OIT) | o5, o11, o20`
    """
    rest = []
    for row in rows:
        name, said, *more = [*grids.texts_of(row), "", ""]
        line = Line(f"{name} ได้แก่ {said}", row.place)
        whole = not any(more) and "\t" not in "".join(filter(None, row.cells))
        if whole and section_of(name) == "weak" and _lists(line, said, lines):
            lines.line(line)
        else:
            rest.append(row)
    return rest


def _lists(line: Line, said: str, lines: Lines) -> bool:
    """Say whether a text names several items, their titles perhaps behind them."""
    lossy = not lines.words.numbered
    found = listed(seen(line.text, line.place), lossy=lossy)
    return bool(item_numbers.several(said) or (found and len(found[1]) > 1))


def _keep_lines(names: str, figures: str, row: Row, lines: Lines) -> None:
    """Keep each indicator of a cell with the figure that stands on its line in the next cell."""
    told, scores = names.split("\n"), figures.split("\n")
    if len(told) != len(scores) or len(told) < _SEVERAL or not all(map(shaped_in, scores)):
        return
    if all(indicators.by_name_in(each, lines.words) for each in told):
        for name, score in zip(told, scores, strict=True):
            lines.keep(Seen(f"{name} {score}", score, row.place))


def _keep_level(row: Row, below: Row, lines: Lines) -> None:
    """Keep a score together with the level in the row below it: it is the total then.

    Of a row with several scores nothing tells whose the level is, but that it is one.
    """
    scores, levels = grids.texts_of(row), grids.texts_of(below)
    if len(levels) != _NAME_AND_SAID or not levels[0].startswith("ระดับ"):
        return
    of_total = len(scores) == _NAME_AND_SAID and label_of(scores[0]) is Label.SCORE
    text = " ".join([*scores, *levels] if of_total else levels)
    lines.keep(Seen(text, text, row.place))


def is_mean(row: Row, lines: Lines) -> bool:
    """Say whether a row among items is the title of an indicator with its mean, and take it."""
    texts = grids.texts_of(row)
    if len(texts) != _HEAD_AND_VALUES or "เฉลี่ย" not in texts[1] or not shaped_in(texts[1]):
        return False
    if not indicators.heads(texts[0]) or indicators.number_of(texts[0], lines.words) is None:
        return False
    lines.keep(Seen(" ".join(texts), texts[1], row.place))
    lines.heading(texts[0])
    return True


def counted(rows: Sequence[Row]) -> bool:
    """Say whether rows are texts with their numbers on the left; one that goes on has none."""
    pairs = [row.cells for row in rows if len(row.cells) == _NAME_AND_SAID]
    counts = [(count or "").strip() for count, text in pairs if filled(text)]
    return len(counts) == len(rows) and all(map(_COUNT.fullmatch, counts)) and any(counts)


def keep(rows: Sequence[Row], lines: Lines) -> None:
    """Keep the rows of a table without known columns as lines: a memo's frame, some scores.

    Where measures are announced, counted rows are such, and what stands below each goes with it.
    """
    if lines.context.section == "measures" and counted(rows):
        for row in rows:
            _take_counted(row, lines)
        return
    for row in rows:
        if texts := grids.texts_of(row):
            raw = "\t".join(cell or "" for cell in row.cells)
            said = " ".join(texts)
            lines.keep(Seen(_COUNTED.sub("", said) if texts[1:] else said, raw, row.place))
    if len(rows) == _HEAD_AND_VALUES:
        _keep_pairs(rows[0], rows[1], lines)


def _take_counted(row: Row, lines: Lines) -> None:
    """Take a text with its number on the left as a line."""
    count, text = (cell or "" for cell in row.cells)
    number = f"{count.strip().rstrip('.)')}. " if filled(count) else ""
    lines.line(Line(f"{number}{text}", row.place))


def _keep_pairs(names: Row, values: Row, lines: Lines) -> None:
    """Keep what stands below each name, together with it."""
    for name, value in zip(names.cells, values.cells, strict=False):
        text = f"{repair.flat(name or '')} {repair.flat(value or '')}"
        lines.keep(Seen(text, value or "", values.place))
