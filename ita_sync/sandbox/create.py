"""A new spreadsheet: through the API, or from plain rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from ita_sync.sandbox.entry import extended
from ita_sync.sandbox.model import Json, Spreadsheet, new_tab, present
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.store import Transaction
from ita_sync.sandbox.tabs import ALL_HIDDEN, add, only, settings

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
    """The method create: the spreadsheet's properties and those of its tabs, and no cells."""
    given: Json = present(body)
    only(given, "properties", "sheets", "spreadsheetId", "spreadsheetUrl")
    book = blank(fresh_name(tx), "Untitled spreadsheet")
    book.properties |= settings(given.get("properties", {}))
    for sheet in given.get("sheets") or [{"properties": {"title": "Sheet1"}}]:
        only(sheet, "properties")
        first = {} if book.tabs else {"sheetId": 0}
        add(book, {"properties": first | sheet.get("properties", {})})
    if all(tab.properties.get("hidden") for tab in book.tabs):
        raise ApiError(ALL_HIDDEN)
    return book
