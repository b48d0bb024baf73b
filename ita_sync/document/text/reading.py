"""Plain text, as a recogniser leaves it: lines, and tables with tabs, `|` or `<p>` between cells.

A form feed turns the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path

from ita_sync.document import limits, workbook
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.document.text import hanging, page_numbers, pasted, separated, spaced
from ita_sync.document.text.torn import Raw
from ita_sync.i18n import N, T, Text
from ita_sync.report.text import READ_AS_TIS620, TIS620, decode

_APART, _NAMED = 3, 5
"""Lines with columns that are spaces of which a note is made, and how many it names."""
_SPLIT = re.compile(r"(?:\u0e31|[นปฝฟ]\u0e34) (?=[ก-ฮ])")
"""A space in the midst of a word: none ends so."""
_SPACE = re.compile(r"(?<=[นปฝฟ][ัิ-ฺ็-๎]) (?=[ก-ฮะาำเ-ไ])|(?<=[นปฝฟ][ัิ-ฺ็-๎][็-๎]) (?=[ก-ฮเ-ไ])")
"""Where such a font leaves one: behind a mark over น, ป, ฝ, ฟ (`ดำเนิ นการ`, `ปั ญหา`, `ฝ่ าย`)."""
_AM = re.compile(r"(?<=ำ) (?=[ก-ฮเ-ไ])")
"""Where another font leaves one, behind every sara am: `กำ หนด`, `สำ นัก`."""
_QUOTED = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"\t]|"")*+)"(?=\t|\n|$)')
"""A cell as a spreadsheet copies one that has line breaks: in quotes, those in it doubled."""
_MESSAGE = re.compile(
    r'^\d{1,2}[:.]\d\d(?:\s?[AP]M)?\t[^\t\n]++\t(?:"((?:[^"]|"")*+)"(?=\n|\Z)|([^\t\n]*+)(?=\n|\Z))',
    re.MULTILINE,
)
"""One of a chat that was saved: when, who, and what was written; in quotes with its line breaks."""
_MAIL = re.compile(r"^(?:>[^\S\n]?)+", re.MULTILINE)
_MAILED = 5
"""Lines that begin with `>` in a mail that quotes a letter."""
_PICTOGRAM = re.compile(r"^[\U0001f300-\U0001faff]\ufe0f?[^\S\n]*+", re.MULTILINE)
"""What a line of a chat begins with: 📌, 👉."""
_LISTED = re.compile(r"[-–•*●▪]\s|\(?[\d๐-๙]{1,2}[.)]\s")
_LONG = re.compile(r"[^\n]{40}(\n+)(?=[^\n])")
"""The end of a line that is not short, and the empty lines below it."""
_INDENTED = re.compile(r" {4,12}\S")
_PROSE, _MOSTLY = 60, 8
"""Characters in a line that is prose, and how many such lines there are for one that is not."""
_BROKEN = "\u2028"
"""A line break within a cell."""
_PART = "\u2029"
"""What begins a part of a text, as an empty line above it would."""
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

    A spreadsheet that was saved as text is typed: no program for recognition writes such a file.

    Raises:
        ReportError: `report-encoding`, `document-too-large`.
    """
    text, encoding = decode(path, data)
    if len(text) > limits.MAX_TEXT:
        raise limits.too_large(N("{count} character", "{count} characters", count=len(text)))
    text = _PICTOGRAM.sub("", _out_of_mail(text))
    notes = [READ_AS_TIS620] if encoding == TIS620 else []
    if sheet := separated.grid(text):
        typed = workbook.content([sheet])
        return replace(typed, notes=(*notes, *typed.notes))
    blocks = tuple(_closed(_blocks(text), _spaces(text)))
    return Content(blocks, lossy=True, notes=(*notes, *_lacking(text, blocks)))


def _out_of_mail(text: str) -> str:
    """Return a text without the signs before the lines of a letter that a mail quotes."""
    return _MAIL.sub("", text) if len(_MAIL.findall(text)) >= _MAILED else text


def _lacking(text: str, blocks: Sequence[Block]) -> list[Text]:
    """Return what was lost of a text's columns, and what to do about it."""
    apart = [one.place for one in blocks if isinstance(one, Line) and spaced.is_spaced(one.text)]
    if len(apart) >= _APART:
        return [_lost(apart)]
    tables = any(isinstance(one, Table) for one in blocks)
    return [_PAGED] if "\f" in text and not tables else []


def _spaces(text: str) -> re.Pattern[str] | None:
    """Return where the font of a text leaves spaces within words, None where it leaves none."""
    found = [_SPACE] if len(_SPLIT.findall(text)) > 1 else []
    found += [_AM] if len(_AM.findall(text)) > len(re.findall("ำ[ก-ฮเ-ไ]", text)) else []
    return re.compile("|".join(one.pattern for one in found)) if found else None


def _closed(blocks: Iterable[Block], spaces: re.Pattern[str] | None) -> Iterator[Block]:
    """Yield blocks without the spaces that some fonts leave within a word."""
    for block in blocks:
        if spaces is None:
            yield block
        elif isinstance(block, Line):
            yield replace(block, text=spaces.sub("", block.text))
        else:
            yield Table(
                tuple(
                    replace(row, cells=tuple(spaces.sub("", cell or "") for cell in row.cells))
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
    for cells, raw in pasted.mended(_lines(text)):
        if len(cells) > 1:
            yield from _spaced(plain)
            plain = []
            rows.append(Row(cells, raw.place))
            continue
        yield from _tabled(rows)
        rows = []
        if cells[0]:
            plain.append(replace(raw, text=cells[0]))
    yield from _spaced(plain)
    yield from _tabled(rows)


def _tabled(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the table that rows are; lines, where a tab only indents each, or those of a list."""
    table = [*dropwhile(_is_listed, rows)]
    if 0 < len(table) < len(rows):
        yield from _tabled(rows[: -len(table)])
        rows = table
    if any(sum(map(bool, row.cells)) > 1 for row in rows):
        yield Table(pasted.even(rows))
    else:
        yield from (Line("".join(filter(None, row.cells)), row.place) for row in rows)


def _is_listed(row: Row) -> bool:
    """Say whether a row is an entry of a list that a tab indents."""
    *before, text = row.cells
    return not any(before) and _LISTED.match(text or "") is not None


def _lines(text: str) -> Iterator[tuple[tuple[str, ...], Raw]]:
    """Yield each line: its cells, and as it stands; of empty ones the first that parts others."""
    text = re.sub(r"\r\n?", "\n", text.replace("\u00a0", " "))
    text = _said_only(text)
    paged, number = "\f" in text, 0
    pages = page_numbers.without(_QUOTED.sub(_unquoted, text).split("\f"))
    for page, part in enumerate(pages, 1):
        empty, usual = 0, _double_spaced(part)
        number -= page > 1  # the page turns within a line
        for line in part.split("\n"):
            number += 1
            raw = line.removeprefix(_PART)
            cells = _cells(raw)
            if cells == ("",):
                empty += 1
            if (cells and cells[0]) or len(cells) > 1 or empty == usual + 1:
                place = Spot(page=page if paged else None, line=number)
                yield cells, Raw(raw, place, raw != line or _is_apart(raw, empty, usual))
            if cells not in ((), ("",)):
                empty = 0
            number += raw.count(_BROKEN)


def _said_only(text: str) -> str:
    """Return a chat without when and by whom each message was written; any other text as it is."""
    if len(_MESSAGE.findall(text)) < _APART:
        return text
    return _MESSAGE.sub(lambda found: _PART + (found[1] or found[2] or "").replace('""', '"'), text)


def _is_apart(raw: str, empty: int, usual: int) -> bool:
    """Say whether a line begins a paragraph: below more empty lines than usual, or indented."""
    return empty > usual or bool(usual and empty and _INDENTED.match(raw))


def _unquoted(found: re.Match[str]) -> str:
    """Return a cell without its quotes; what stands in quotes in a line alone is no cell."""
    text, whole = found[1], found.string
    beside = {whole[found.start() - 1 : found.start()], whole[found.end() : found.end() + 1]}
    return text.replace('""', '"').replace("\n", _BROKEN) if "\t" in beside else found[0]


def _double_spaced(page: str) -> int:
    """Return how many empty lines stand within a paragraph: one, where two part it from others.

    Or where nearly every line of prose is followed by one, and some are indented: they begin it.
    """
    counts = Counter(min(len(found[1]), _APART) for found in _LONG.finditer(page))
    parted = counts[2] > max(counts[1], 1) and counts[_APART] > 1
    return int(parted or (counts[2] > _MOSTLY * counts[1] and _indents(page)))


def _indents(page: str) -> bool:
    """Say whether some of the long lines of a page begin on the right, and no column is there."""
    long = [line for line in page.split("\n") if len(line.strip()) > _PROSE]
    indented = sum(_INDENTED.match(line) is not None for line in long)
    columns = sum(spaced.is_spaced(line.strip()) for line in long)
    return len(long) >= _MOSTLY * max(columns, 1) and _APART <= indented <= len(long) // 2


def _spaced(lines: list[Raw]) -> Iterator[Block]:
    """Yield lines, and the tables that are among them with spaces between their columns."""
    below: set[int] = set()
    for one in spaced.tables(lines):
        if isinstance(one, Table):
            below = set()
            yield one
            continue
        hangs = not one.after and len(one.text) - len(one.text.lstrip()) in below
        below = below if hangs else hanging.places(one.text)
        yield Line(one.text.strip(), one.place, one.after, hangs)


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
        tuple(cell.replace(_BROKEN, "\n").strip() for cell in cells)
        if len(cells) > 1
        else (raw.rstrip() if raw.strip() else "",)
    )
