"""The practice spreadsheet as a web page: read-only, no script, Thai with English beside it."""

import contextlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from ita_sync.markup import Style
from ita_sync.sandbox.a1 import column_name
from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.formats import field
from ita_sync.sandbox.links import leads_to_the_web
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.render import grid_data

ROWS_A_PAGE = 200
_LONG = 400  # characters of a text that gets a scroll bar of its own
_DIGITS = 9  # of a page number; anything longer is not one
_STYLE = Style(Path(__file__).with_suffix(".css"))

HEADERS = {
    "Content-Type": "text/html; charset=UTF-8",
    "Content-Security-Policy": f"{_STYLE.policy}; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_HIDDEN = "<em>ซ่อน · hidden</em>"
_FILTERED = "<em>กรองออก · filtered</em>"
_KINDS = {"numberValue": "number", "boolValue": "boolean"}
_BANNER = (
    '<div class="banner" role="note"><strong>สนามฝึก · SANDBOX</strong>'
    "ชีตนี้อยู่ในเครื่องนี้เท่านั้น ไม่มีข้อมูลใดถูกส่งถึง ป.ป.ช. "
    "<small>Practice on this machine only: nothing here reaches NACC.</small></div>"
)
_FOOTER = (
    "<footer>หน้านี้ดูได้อย่างเดียว โหลดหน้าใหม่เพื่อดูข้อมูลล่าสุด "
    "<small>Read-only. Reload to see what is new.</small></footer>"
)


def page(box: Sandbox, query: Iterable[tuple[str, str]] = ()) -> tuple[int, str]:
    """(status, HTML) of the page that `query` asks for: book (an id), tab (a title), page (from 1).

    Without them, the first of each. An unknown book or tab gives a 404 with links to those there
    are; a page number out of range gives the nearest page. The page meets no fault and is not in
    the call log.
    """
    asked = dict(query)
    books = _all(box)
    if not books:
        return 200, _html("สนามฝึก", _empty("ยังไม่มีสเปรดชีต", "There is no spreadsheet yet."))
    book = books.get(asked.get("book") or next(iter(books)))
    if book is None:
        nav = _books(books, None)
        return 404, _html("ไม่พบ", nav + _empty("ไม่พบสเปรดชีตนี้", "There is no such spreadsheet."))
    title = str(book.properties["title"])
    tab = _chosen(book, asked.get("tab"))
    head = f"<header><h1>{escape(title)}</h1><small>id: {escape(book.id)}</small></header>"
    head += (_books(books, book) if len(books) > 1 else "") + _tabs(book, tab)
    if tab is None:
        return 404, _html(title, head + _empty("ไม่พบแท็บนี้", "There is no such tab."))
    return 200, _html(f"{tab.title} – {title}", head + _sheet(book, tab, asked.get("page", "")))


def _chosen(book: Spreadsheet, title: str | None) -> Tab | None:
    """The tab with that title, the first that is not hidden without one; None for none."""
    fits = [
        tab
        for tab in book.tabs
        if (tab.title == title if title else not tab.properties.get("hidden"))
    ]
    return fits[0] if fits else None


def _all(box: Sandbox) -> dict[str, Spreadsheet]:
    found = {}
    for each in box.books():
        with contextlib.suppress(KeyError):  # deleted a moment ago
            found[each] = box.book(each)
    return found


def _html(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} (สนามฝึก · sandbox)</title><style>{_STYLE.text}</style></head>\n"
        f"<body>{_BANNER}\n{body}\n{_FOOTER}</body></html>\n"
    )


def _empty(thai: str, english: str) -> str:
    return f'<main><p class="empty">{thai} <small>{english}</small></p></main>'


def _href(book: Spreadsheet, tab: Tab | None = None, number: int = 1) -> str:
    parts = {"book": book.id}
    if tab is not None:
        parts |= {"tab": tab.title}
    if number > 1:
        parts |= {"page": str(number)}
    return escape("?" + urlencode(parts, errors="replace"))


def _books(books: dict[str, Spreadsheet], here: Spreadsheet | None) -> str:
    links = [
        f'<a href="{_href(book)}"{_current(book is here)}>{escape(str(book.properties["title"]))} '
        f"<small>{escape(book.id)}</small></a>"
        for book in books.values()
    ]
    return f'<nav class="books" aria-label="สเปรดชีต · spreadsheets">สเปรดชีต {"".join(links)}</nav>'


def _tabs(book: Spreadsheet, here: Tab | None) -> str:
    links = []
    for tab in book.tabs:
        hidden = tab.properties.get("hidden")
        kind, mark = (' class="hidden"', f" {_HIDDEN}") if hidden else ("", "")
        links.append(
            f'<a href="{_href(book, tab)}"{kind}{_current(tab is here)}>'
            f"{escape(tab.title)}{mark}</a>"
        )
    return f'<nav class="tabs" aria-label="แท็บ · tabs">{"".join(links)}</nav>'


def _current(here: bool) -> str:  # noqa: FBT001 - one thing to say
    return ' aria-current="page"' if here else ""


def _sheet(book: Spreadsheet, tab: Tab, asked: str) -> str:
    """The bar with the pages, and the table of one of them."""
    total, width = len(tab.rows), max(map(len, tab.rows), default=0)
    if not total:
        return _empty("แท็บนี้ยังว่าง", "This tab is empty.")
    last = -(-total // ROWS_A_PAGE)
    number = min(max(int(asked) if asked.isdecimal() and len(asked) <= _DIGITS else 1, 1), last)
    top = (number - 1) * ROWS_A_PAGE
    rect = Rect(top, 0, min(top + ROWS_A_PAGE, total), width)
    bar = (
        f'<div class="bar"><span>แถว {top + 1:,}–{rect.bottom:,} จาก {total:,} '
        f"<small>rows {top + 1:,}–{rect.bottom:,} of {total:,}</small></span>"
        f"{_pager(book, tab, number, last)}</div>"
    )
    return bar + f'<main tabindex="0">{_table(grid_data(book, tab, rect, {}), rect)}</main>'


def _pager(book: Spreadsheet, tab: Tab, number: int, last: int) -> str:
    if last == 1:
        return ""
    ways = (
        ("« หน้าแรก · first", 1),
        ("‹ ก่อนหน้า · back", number - 1),
        ("ถัดไป · next ›", number + 1),
        ("หน้าสุดท้าย · last »", last),
    )
    links = [
        f'<a href="{_href(book, tab, to)}">{text}</a>'
        if 1 <= to <= last and to != number
        else f"<span>{text}</span>"
        for text, to in ways
    ]
    links.insert(2, f"<span>หน้า {number:,} / {last:,}</span>")
    return f'<span class="pager">{"".join(links)}</span>'


def _hidden(line: Json) -> str:
    return _HIDDEN if line.get("hiddenByUser") else _FILTERED if line.get("hiddenByFilter") else ""


def _table(grid: Json, rect: Rect) -> str:
    """The table of a GridData that covers `rect`; its lists may end before the rectangle does."""
    letters = []
    for at, line in enumerate(grid["columnMetadata"]):
        mark = _hidden(line)
        letters.append(
            f'<th scope="col"{" class=hidden" if mark else ""}>{column_name(at)} {mark}</th>'
        )
    rows = []
    data = grid.get("rowData", [])
    for down, line in enumerate(grid["rowMetadata"]):
        mark = _hidden(line)
        cells = data[down].get("values", []) if down < len(data) else []
        # A title over the table reaches across its neighbours, as in a sheet.
        title = len(cells) == 1 and rect.right > 1
        if title:
            inner = _cell(cells[0]).replace("<td", f'<td colspan="{rect.right}"', 1)
        else:
            inner = "".join(map(_cell, cells)) + "<td></td>" * (rect.right - len(cells))
        number = f'<th scope="row">{rect.top + down + 1}{mark}</th>'
        rows.append(f"<tr{' class=hidden' if mark else ''}>{number}{inner}</tr>")
    head = f"<thead><tr><th></th>{''.join(letters)}</tr></thead>"
    return f"<table>{head}\n<tbody>{chr(10).join(rows)}</tbody></table>"


def _cell(cell: Json) -> str:
    shown = escape(str(cell.get("formattedValue", "")))
    uri = str(cell.get("hyperlink", ""))
    if shown and leads_to_the_web(uri):
        shown = f'<a href="{escape(uri)}" target="_blank" rel="noreferrer noopener">{shown}</a>'
    if len(shown) > _LONG:
        shown = f"<div>{shown}</div>"
    kinds = [_KINDS[name] for name in cell.get("effectiveValue", {}) if name in _KINDS]
    if field(cell, "userEnteredFormat", "textFormat", "bold"):
        kinds.append("bold")
    hints = [field(cell, "userEnteredValue", "formulaValue"), cell.get("note")]
    title = escape("\n".join(str(each) for each in hints if each))
    return f"<td{_attribute('class', ' '.join(kinds))}{_attribute('title', title)}>{shown}</td>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""
