"""Plain text, as a recogniser leaves it: lines, and tables with tabs, `|` or `<p>` between cells.

A form feed turns the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ita_sync.document import limits, spaced
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.document.torn import Raw
from ita_sync.i18n import N, T, Text
from ita_sync.report.text import READ_AS_TIS620, TIS620, decode

_APART, _NAMED = 3, 5
"""Lines with columns that are spaces of which a note is made, and how many it names."""
_SPLIT = re.compile(r"(?:\u0e31|[นปฝฟ]\u0e34) (?=[ก-ฮ])")
"""A space in the midst of a word: none ends so."""
_SPACE = re.compile(r"(?<=[นปฝฟ][ัิ-ฺ็-๎]) (?=[ก-ฮเ-ไ])|(?<=[นปฝฟ][ัิ-ฺ็-๎][็-๎]) (?=[ก-ฮเ-ไ])")
"""Where such a font leaves one: behind a mark over น, ป, ฝ, ฟ (`ดำเนิ นการ`, `ปั ญหา`)."""
_PAGED = T(
    "The text has pages and no table: if it was taken from a PDF, its columns are lost. Read the "
    "PDF itself."
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</(?:td|th|p)>\s*<(?:td|th|p)[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|td|th|tr|table|thead|tbody|div|span|b|i|u|strong)\b[^<>]*>", re.IGNORECASE
)
# Nothing here is tried twice, however long a line of blanks or dashes is.
_RULE = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
_PICTURE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+\)")


def read(path: Path, data: bytes) -> Content:
    """Return the lines and tables of a text; any of its letters may be misread.

    Raises:
        ReportError: `report-encoding`, `document-too-large`.
    """
    text, encoding = decode(path, data)
    if len(text) > limits.MAX_TEXT:
        raise limits.too_large(N("{count} character", "{count} characters", count=len(text)))
    blocks = tuple(_closed(_blocks(text)) if len(_SPLIT.findall(text)) > 1 else _blocks(text))
    notes = [READ_AS_TIS620] if encoding == TIS620 else []
    apart = [one.place for one in blocks if isinstance(one, Line) and spaced.is_spaced(one.text)]
    if len(apart) >= _APART:
        notes.append(_lost(apart))
    elif "\f" in text and not any(isinstance(one, Table) for one in blocks):
        notes.append(_PAGED)
    return Content(blocks, lossy=True, notes=tuple(notes))


def _closed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without the spaces that some fonts leave behind a mark within a word."""
    for block in blocks:
        if isinstance(block, Line):
            yield replace(block, text=_SPACE.sub("", block.text))
        else:
            yield Table(
                tuple(
                    replace(row, cells=tuple(_SPACE.sub("", cell or "") for cell in row.cells))
                    for row in block.rows
                )
            )


def _lost(places: Sequence[Spot]) -> Text:
    """Return what to do about columns that are spaces and were not told apart."""
    return T(
        "Spaces part columns in {count} lines, and no table could be told from them: {places}. "
        "If you have the PDF or the Word file that the text was taken from, read that.",
        count=len(places),
        places=[place.describe() for place in places[:_NAMED]],
    )


def _blocks(text: str) -> Iterator[Block]:
    rows: list[Row] = []
    plain: list[Raw] = []
    for cells, raw in _lines(text):
        if len(cells) > 1:
            yield from _spaced(plain)
            plain = []
            rows.append(Row(cells, raw.place))
            continue
        if rows:
            yield Table(_even(rows))
            rows = []
        if cells[0]:
            plain.append(replace(raw, text=cells[0]))
    yield from _spaced(plain)
    if rows:
        yield Table(_even(rows))


def _lines(text: str) -> Iterator[tuple[tuple[str, ...], Raw]]:
    """Yield each line that says something: its cells, and as it stands."""
    paged, page, after = "\f" in text, 1, False
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.replace("\u00a0", " ")), 1):
        page += raw.count("\f")
        cells = _cells(raw.replace("\f", ""))
        if not cells or cells == ("",):
            after = after or cells == ("",)
        if cells:
            yield cells, Raw(raw, Spot(page=page if paged else None, line=number), after)
            after = cells == ("",)


def _spaced(lines: list[Raw]) -> Iterator[Block]:
    """Yield lines, and the tables that are among them with spaces between their columns."""
    for one in spaced.tables(lines):
        yield one if isinstance(one, Table) else Line(one.text.strip(), one.place, one.after)


def _cells(raw: str) -> tuple[str, ...]:
    """Return the cells of a line: one if it is no row, none if it only draws a rule of a table."""
    raw = _BREAK.sub(" ", _PICTURE.sub("", raw))
    if raw.strip() and _RULE.fullmatch(raw) and "|" in raw:
        return ()
    if "\t" not in raw and re.match(r"\s*\|.*\|\s*$", raw):
        raw = raw.strip()[1:-1].replace("|", "\t")
    raw = _TAG.sub("", _CELL_END.sub(lambda found: found[0] if "\t" in found[0] else "\t", raw))
    cells = raw.split("\t")
    return (
        tuple(cell.strip() for cell in cells)
        if len(cells) > 1
        else (raw.rstrip() if raw.strip() else "",)
    )


def _even(rows: list[Row]) -> tuple[Row, ...]:
    width = max(len(row.cells) for row in rows)
    return tuple(Row((*row.cells, *[""] * (width - len(row.cells))), row.place) for row in rows)
