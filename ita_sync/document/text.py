"""Plain text, as a recogniser leaves it: lines, and tables with tabs, `|` or `<p>` between cells.

A form feed turns the page.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ita_sync.document import limits
from ita_sync.document.parts import Block, Content, Line, Row, Spot, Table
from ita_sync.i18n import N
from ita_sync.report.text import READ_AS_TIS620, TIS620, decode

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
    return Content(
        tuple(_blocks(text)), lossy=True, notes=(READ_AS_TIS620,) if encoding == TIS620 else ()
    )


def _blocks(text: str) -> Iterator[Block]:
    rows: list[Row] = []
    paged, page = "\f" in text, 1
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        page += raw.count("\f")
        place = Spot(page=page if paged else None, line=number)
        cells = _cells(raw.replace("\f", ""))
        if not cells:
            continue
        if len(cells) > 1:
            rows.append(Row(cells, place))
            continue
        if rows:
            yield Table(_even(rows))
            rows = []
        if cells[0]:
            yield Line(cells[0], place)
    if rows:
        yield Table(_even(rows))


def _cells(raw: str) -> tuple[str, ...]:
    """Return the cells of a line: one if it is no row, none if it only draws a rule of a table."""
    raw = _BREAK.sub(" ", _PICTURE.sub("", raw))
    if raw.strip() and _RULE.fullmatch(raw) and "|" in raw:
        return ()
    if "\t" not in raw and re.match(r"\s*\|.*\|\s*$", raw):
        raw = raw.strip()[1:-1].replace("|", "\t")
    raw = _TAG.sub("", _CELL_END.sub(lambda found: found[0] if "\t" in found[0] else "\t", raw))
    return tuple(cell.strip() for cell in raw.split("\t"))


def _even(rows: list[Row]) -> tuple[Row, ...]:
    width = max(len(row.cells) for row in rows)
    return tuple(Row((*row.cells, *[""] * (width - len(row.cells))), row.place) for row in rows)
