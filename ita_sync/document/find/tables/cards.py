"""Scores on cards, as a dashboard shows them: each name over its figure, side by side and below.

A cell may hold the whole card, or the names stand in one row and their figures in the next. Total
and level may have cards of their own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain

from ita_sync import thai
from ita_sync.document.find.words import candidates, indicators, lexicon, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.figures import TOKEN, plain
from ita_sync.document.find.words.labels import YEAR, Label, label_of
from ita_sync.document.find.words.records import Context, Record, Seen, seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row

_SEVERAL = 3
"""Cards that make a table one of cards."""
_LEVEL = re.compile(r"ระดับ(?:ที่ได้|คะแนน|ผล|(?:ผล)?(?:การ)?ประเมิน)*")
"""The name of a level: `ระดับ`, `ระดับผลการประเมิน`."""
_UNIT = re.compile(r"คะแนน|ร้อยละ|%|[\s():=]")


def dealt(rows: Sequence[Row], words: Vocabulary, context: Context) -> list[Record | Seen] | None:
    """Return the scores on the cards of a table, and the texts of its other cells.

    None for any other table: most cells of one are cards, and no two are about one indicator.
    """
    said = list(_paired(rows, words) or _cells(rows))
    found = [_card(one, words, context) or one for one in said]
    numbers = [one.context.indicator for one in found if isinstance(one, Record)]
    few = len(numbers) < max(_SEVERAL, len(found) / 2)
    return None if few or len({*numbers}) < len(numbers) else found


def overall(rows: Sequence[Row]) -> list[Record | Seen] | None:
    """Return total, level and year of a table that says nothing else, each below its name.

    None for any other: a table that names an agency may be about another one.
    """
    cells = [*(_columns(rows) if len(rows) > 1 else _cells(rows))]
    kinds = [_kind(*_halves(cell.text)) for cell in cells]
    if kinds.count("total") != 1 or kinds.count("level") > 1 or "" in kinds:
        return None
    told = zip(cells, kinds, strict=True)
    return [_level_of(cell) if kind == "level" else cell for cell, kind in told]


def _kind(name: str, value: str) -> str:
    """Return what a card tells of the agency: its total, level or year; else nothing."""
    if _figure(value):
        return "total" if lexicon.meaning("totals", name) else ""
    if YEAR.fullmatch(thai.digits(value)):
        return "year"
    return "level" if value and (_LEVEL.fullmatch(name) or label_of(name) is Label.RESULT) else ""


def _columns(rows: Sequence[Row]) -> Iterator[Seen]:
    """Yield each name in the first of two rows with what is below it."""
    if len(rows) == 2:  # noqa: PLR2004 - names and values
        for place, (name, value) in enumerate(zip(*(row.cells for row in rows), strict=True)):
            yield seen(f"{repair.flat(name or '')}\n{value or ''}", rows[1].at(place))


def _halves(text: str) -> tuple[str, str]:
    name, _, value = text.partition("\n")
    return name.strip(), value.strip()


def _level_of(said: Seen) -> Record:
    _, value = _halves(said.text)
    return Record({Label.RESULT: Seen(value.strip("“”\"' "), said.raw, said.place)}, Context())


def _cells(rows: Sequence[Row]) -> Iterator[Seen]:
    """Yield each cell that holds something."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            if cell and filled(cell):
                yield seen(cell, row.at(place))


def _paired(rows: Sequence[Row], words: Vocabulary) -> list[Seen]:
    """Return names and the figures below them, where rows of names and of figures take turns.

    None where it happens once: that is a table with its indicators across.
    """
    bands: list[list[Row]] = []
    for row in rows:
        if _names(row, words):
            bands.append([row])
        elif bands and all(_figure(cell) for cell in row.cells if cell):
            bands[-1].append(row)
        else:
            return []
    depths = {len(band) for band in bands}
    if len(bands) < 2 or len(depths) > 1 or depths == {1}:  # noqa: PLR2004 - see above
        return []
    return [*chain.from_iterable(map(_joined, bands))]


def _names(row: Row, words: Vocabulary) -> bool:
    told = [repair.flat(cell) for cell in row.cells if cell]
    return bool(told) and all(indicators.is_named(text, words) for text in told)


def _joined(band: Sequence[Row]) -> Iterator[Seen]:
    for place, cells in enumerate(zip(*(row.cells for row in band), strict=False)):
        if all(cells):
            yield seen("\n".join(filter(None, cells)), band[1].at(place))


def _figure(line: str) -> str:
    """Return the figure that a line consists of, its unit beside it; else nothing."""
    bare = _UNIT.sub("", line)
    return bare if TOKEN.fullmatch(bare) and plain(bare) is not None else ""


def _number(name: str, words: Vocabulary) -> int | None:
    """Return the indicator that a text consists of, if it speaks of the agency's score."""
    own = indicators.is_named(name, words) and not candidates.of_others(name)
    return indicators.number_of(name, words) if own else None


def _card(said: Seen, words: Vocabulary, context: Context) -> Record | None:
    """Return the score on a card; other figures on it are its rivals."""
    lines = [line for line in said.text.split("\n") if line.strip()]
    if not any(map(_figure, (*lines[:1], *lines[-1:]))):
        return None
    figures = [figure for line in lines if (figure := _figure(line))]
    name = repair.flat("\n".join(line for line in lines if not _figure(line)))
    number = _number(name, words)
    if number is None:
        return None
    first, *others = [one for one in figures if thai.digits(one) != str(number)] or figures
    score = reduce(candidates.beside, others, Seen(first, said.raw, said.place))
    about = Context(context.section, number, caption=context.caption)
    return Record({Label.INDICATOR: Seen(name, said.raw, said.place), Label.SCORE: score}, about)
