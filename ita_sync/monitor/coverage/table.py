"""The coverage as a table for a spreadsheet (RFC 4180), one line for each thing to be done."""

import csv
import io
from collections.abc import Iterator

from ita_sync.characters import held, shown
from ita_sync.i18n import Language, T, Text
from ita_sync.monitor.coverage.cover import Coverage, Covered
from ita_sync.monitor.coverage.findings import STEPS, TITLES, Found, Presence

HEADERS = (
    T("Code"),
    T("Agency"),
    T("District"),
    T("Province"),
    T("State"),
    T("Rows"),
    T("What"),
    T("What to do"),
)

Cells = tuple[Text | str, ...]


def to_csv(coverage: Coverage, lang: Language) -> bytes:
    """Return the file: UTF-8 with a byte-order mark, without which Excel garbles Thai.

    What Excel would run as a formula gets an apostrophe in front.
    """
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer)
    for cells in (HEADERS, *_lines(coverage)):
        texts = (each.render(lang) if isinstance(each, Text) else each for each in cells)
        table.writerow([held(shown(text)) for text in texts])
    return buffer.getvalue().encode("utf-8-sig")


def _lines(coverage: Coverage) -> Iterator[Cells]:
    for each in coverage.agencies:
        yield from _of_agency(each)
    for found in coverage.strays:
        yield ("", "", "", "", *_told(found))


def _of_agency(each: Covered) -> Iterator[Cells]:
    agency = each.agency
    who = (agency.code, each.name, agency.district, each.province)
    if not each.found:
        yield (*who, TITLES[Presence.COMPLETE], _numbers(each.rows), "", "")
    for found in each.found:
        yield (*who, *_told(found))


def _told(found: Found) -> Cells:
    return TITLES[found.presence], _numbers(found.rows), found.what, STEPS[found.presence]


def _numbers(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows))
