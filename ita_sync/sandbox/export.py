"""The practice spreadsheet as a file: .csv here, .xlsx in workbook.py.

The file appears complete or not at all.
"""

import csv
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ita_sync.sandbox import workbook
from ita_sync.sandbox.a1 import a1
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.render import grid_data

ENDINGS = (".xlsx", ".csv")
_SHOWN: Json = {"rowData": {"values": {"formattedValue": {}, "effectiveValue": {}}}}


@dataclass(frozen=True)
class Exported:
    """What the file holds.

    `rows`: the number of rows, by the tab's title. `altered`: the places ("'A tab'!B3") whose text
    had to be changed. `names`: what the tabs are called in the file, by their titles; empty for
    .csv, which has no tabs.
    """

    rows: dict[str, int]
    altered: list[str]
    names: dict[str, str]


def to_xlsx(book: Spreadsheet, path: Path) -> Exported:
    """Write every tab, cells typed. Texts that Excel cannot hold are changed (see workbook.py).

    Raises OSError.
    """
    with _whole(path) as part:
        names, altered = workbook.write(book, part)
    rows = {tab.title: len(tab.rows) for tab in book.tabs}
    return Exported(rows, [a1(*each) for each in altered], names)


def to_csv(book: Spreadsheet, tab: Tab, path: Path) -> Exported:
    """Write one tab as shown, in UTF-8 with a byte order mark, without which Excel garbles Thai.

    A text that Excel would run as a formula gets an apostrophe in front. Raises OSError.
    """
    width = max(map(len, tab.rows), default=0)
    altered = []
    with (
        _whole(path) as part,
        part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file)
        for at, row in enumerate(_shown(book, tab, width)):
            texts = []
            for over, (text, typed) in enumerate(row):
                risky = not typed and workbook.runs(text)
                texts.append("'" + text if risky else text)
                if risky:
                    altered.append(a1(tab, Rect(at, over, at + 1, over + 1)))
            writer.writerow(texts + [""] * (width - len(texts)))
    return Exported({tab.title: len(tab.rows)}, altered, {})


def _shown(book: Spreadsheet, tab: Tab, width: int) -> Iterator[list[tuple[str, bool]]]:
    """Row by row (text as shown, whether it is a number or a boolean)."""
    grid = grid_data(book, tab, Rect(0, 0, len(tab.rows), width), _SHOWN)
    for row in grid.get("rowData", []):
        yield [
            (
                str(cell.get("formattedValue", "")),
                "stringValue" not in cell.get("effectiveValue", {}),
            )
            for cell in row.get("values", [])
        ]


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end; an exception removes it instead."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
