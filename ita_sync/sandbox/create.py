"""A new spreadsheet: through the API, or from plain rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.cells import Path, merged
from ita_sync.sandbox.entry import extended
from ita_sync.sandbox.model import Json, Spreadsheet, new_tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.store import Transaction
from ita_sync.sandbox.tabs import add

_SETTINGS = {"locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}


def blank(spreadsheet_id: str, title: str) -> Spreadsheet:
    """A spreadsheet without tabs, with the settings a fresh one has. Source: recorded replies."""
    return Spreadsheet(spreadsheet_id, {"title": title} | _SETTINGS)


def fresh_name(tx: Transaction) -> str:
    """The id of a new spreadsheet: the first free "sandbox-N"."""
    count = 1
    while tx.load(f"sandbox-{count}") is not None:
        count += 1
    return f"sandbox-{count}"


def from_rows(spreadsheet_id: str, title: str, tabs: Iterable[Mapping[str, Any]]) -> Spreadsheet:
    """A spreadsheet of tabs {"title", "rows", "rowCount", "columnCount", "sheetId"}.

    Values are stored as they are. The first tab has sheetId 0 unless it names another, as in a
    fresh spreadsheet. The grid is at least as large as the rows.
    """
    book = blank(spreadsheet_id, title)
    for each in tabs:
        rows = each.get("rows") or []
        tab = new_tab(
            each.get("sheetId", book.fresh_id() if book.tabs else 0),
            each["title"],
            max(each.get("rowCount", 1000), len(rows)),
            max([each.get("columnCount", 26), *map(len, rows)]),
        )
        for at, row in enumerate(rows):
            values = [extended(value) for value in row]
            tab.put(
                at,
                [
                    (over, {"userEnteredValue": value} if value else None)
                    for over, value in enumerate(values)
                ],
            )
        book.tabs.append(tab)
    if not book.tabs:
        book.tabs.append(new_tab(0, "Sheet1"))
    return book


def spreadsheet(tx: Transaction, body: Json) -> Spreadsheet:
    """The method create: title, tabs, cells given as grid data."""
    properties: Json = body.get("properties") or {}
    book = blank(fresh_name(tx), properties.get("title") or "Untitled spreadsheet")
    book.properties |= {name: each for name, each in properties.items() if each}
    for given in body.get("sheets") or [{"properties": {"title": "Sheet1", "sheetId": 0}}]:
        wanted = {
            name: each
            for name, each in given.items()
            if name not in {"properties", "data"} and each
        }
        if wanted:
            raise ApiError(f"The sandbox does not create a sheet with {', '.join(sorted(wanted))}.")
        shown: Json = dict(given.get("properties") or {})
        if not book.tabs:
            shown.setdefault("sheetId", 0)
        add(book, {"properties": shown})
        paths: list[Path] = [(name,) for name in fields_of("CellData") or {}]
        for grid in given.get("data") or []:
            top, left = grid.get("startRow") or 0, grid.get("startColumn") or 0
            for down, row in enumerate(grid.get("rowData") or []):
                cells = [
                    merged(None, cell or {}, paths) for cell in (row or {}).get("values") or []
                ]
                book.tabs[-1].put(
                    top + down, [(left + over, cell) for over, cell in enumerate(cells)]
                )
    return book
