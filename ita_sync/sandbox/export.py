"""The practice spreadsheet as a file: .csv here, .xlsx in workbook.py.

The file appears complete or not at all.
"""

import csv
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ita_sync.characters import held
from ita_sync.sandbox import workbook
from ita_sync.sandbox.a1 import a1
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab, value_of
from ita_sync.sandbox.render import grid_data

ENDINGS = (".xlsx", ".csv")
_SHOWN: Json = {"rowData": {"values": {"formattedValue": {}}}}


@dataclass(frozen=True)
class Exported:
    """What the file holds.

    `rows`: the number of rows, by the tab's title. `altered`: the places ("'A tab'!B3") whose text
    had to be changed. `names`: what the tabs are called in the file, by their titles; empty for
    .csv, which has no tabs. `formulas`: the places of live formulas; a .csv file has none.
    """

    rows: dict[str, int]
    altered: list[str]
    names: dict[str, str]
    formulas: list[str] = field(default_factory=list)


def to_xlsx(book: Spreadsheet, path: Path) -> Exported:
    """Write every tab, cells typed. Texts that Excel cannot hold are changed (see workbook.py).

    Formulas stay alive.

    Raises OSError.
    """
    with _whole(path) as part:
        names, altered = workbook.write(book, part)
    rows = {tab.title: len(tab.rows) for tab in book.tabs}
    formulas = [
        a1(tab, Rect(at, over, at + 1, over + 1))
        for tab in book.tabs
        for at, row in enumerate(tab.rows)
        for over, cell in enumerate(row)
        if cell is not None and "formulaValue" in (value_of(cell) or {})
    ]
    return Exported(rows, [a1(*each) for each in altered], names, formulas)


def to_csv(book: Spreadsheet, tab: Tab, path: Path) -> Exported:
    """Write one tab as shown, in UTF-8 with a byte order mark, without which Excel garbles Thai.

    What Excel would run as a formula gets an apostrophe in front, be it a text or a number whose
    format begins like one. Raises OSError.
    """
    width = max(map(len, tab.rows), default=0)
    altered = []
    with (
        _whole(path) as part,
        part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file)
        for at, row in enumerate(_shown(book, tab, width)):
            texts = [held(text) for text in row]
            altered += [
                a1(tab, Rect(at, over, at + 1, over + 1))
                for over, text in enumerate(row)
                if texts[over] != text
            ]
            writer.writerow(texts + [""] * (width - len(texts)))
    return Exported({tab.title: len(tab.rows)}, altered, {})


def _shown(book: Spreadsheet, tab: Tab, width: int) -> Iterator[list[str]]:
    """Row by row the cells as they are shown."""
    grid = grid_data(book, tab, Rect(0, 0, len(tab.rows), width), _SHOWN)
    for row in grid.get("rowData", []):
        yield [str(cell.get("formattedValue", "")) for cell in row.get("values", [])]


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end; an exception removes it instead."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
