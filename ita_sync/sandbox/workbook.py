"""A spreadsheet as an Excel workbook: what is text stays text, what is a formula stays one."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ita_sync.characters import held
from ita_sync.sandbox.a1 import column_name
from ita_sync.sandbox.formats import pattern_of, shown
from ita_sync.sandbox.links import leads_to_the_web
from ita_sync.sandbox.looks import hyperlink
from ita_sync.sandbox.model import Cell, Json, Rect, Spreadsheet, Tab, value_of
from ita_sync.sandbox.sorting import filtered_rows

if TYPE_CHECKING:
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

# Source: Microsoft, "Excel specifications and limits"; links: the longest address Excel keeps.
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_LINK = 2_079
AFTER_LAST_DAY = 2_958_466  # the number of 9999-12-31 and one

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not in XML 1.0
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n\r\t]")
# The patterns that mean the same in Excel; another could make a file that Excel wants to repair.
_COMMON_PATTERN = re.compile(
    r'(?:"[^"]{1,8}"|[$฿€£])?[ymdhs0#,.:/ -]{1,40}%?(?: ?am/pm)?|0\.0{0,30}E\+00', re.IGNORECASE
)


def holdable(text: str) -> str:
    """The text as Excel can hold it: no control characters, plain line feeds, not too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNHOLDABLE.sub("\ufffd", lines)[:LONGEST_TEXT]


def sheet_names(titles: Iterable[str]) -> dict[str, str]:
    """Names that Excel accepts, by title.

    They have at most 31 UTF-16 units and no forbidden character, and no two differ by case alone.
    """
    names: dict[str, str] = {}
    taken = {"history"}  # reserved by Excel
    for title in titles:
        allowed = _NOT_IN_NAMES.sub("_", _UNHOLDABLE.sub("_", title)).strip("'")
        base = _cut(allowed, LONGEST_NAME) or "Sheet"
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            name = _cut(base, LONGEST_NAME - len(f" ({count})")) + f" ({count})"
        taken.add(name.casefold())
        names[title] = name
    return names


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.rstrip("'")


def write(book: Spreadsheet, path: Path) -> tuple[dict[str, str], list[tuple[Tab, Rect]]]:
    """Write the file. Gives the names of the tabs by title, and the cells whose text was changed.

    Raises OSError.
    """
    from openpyxl import Workbook  # half a second, and only an export needs it

    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator = "ita-sync"
    made.properties.title = holdable(str(book.properties["title"]))
    names = sheet_names(tab.title for tab in book.tabs)
    altered: list[tuple[Tab, Rect]] = []
    for tab in book.tabs:
        sheet = made.create_sheet(names[tab.title])
        altered += _fill(sheet, tab)
    shown = [at for at, tab in enumerate(book.tabs) if not tab.properties.get("hidden")]
    made.active = shown[0]
    data = BytesIO()  # a zip file that ends on a full disk would complain once more when it goes
    made.save(data)
    path.write_bytes(data.getvalue())
    return names, altered


def _fill(sheet: "Worksheet", tab: Tab) -> list[tuple[Tab, Rect]]:
    """Fill in the cells and hide what is hidden. Gives the cells whose text was changed."""
    altered = []
    for at, row in enumerate(tab.rows):
        for over, cell in enumerate(row):
            if cell is not None and _put(cast("ExcelCell", sheet.cell(at + 1, over + 1)), cell):
                altered.append((tab, Rect(at, over, at + 1, over + 1)))
    if tab.properties.get("hidden"):
        sheet.sheet_state = "hidden"
    for at in _hidden(tab.row_properties) | filtered_rows(tab):
        sheet.row_dimensions[at + 1].hidden = True
    for at in _hidden(tab.column_properties):
        sheet.column_dimensions[column_name(at)].hidden = True
    frozen = tab.properties["gridProperties"].get("frozenRowCount", 0)
    if frozen:
        sheet.freeze_panes = f"A{frozen + 1}"
    return altered


def _hidden(properties: dict[int, Json]) -> set[int]:
    return {at for at, kept in properties.items() if kept.get("hiddenByUser")}


def _put(target: "ExcelCell", cell: Cell) -> bool:
    """Set one cell. True when its text had to be changed."""
    value = value_of(cell)
    if value is None:
        return False
    kind, each = next(iter(value.items()))
    if kind != "formulaValue":
        _link(target, hyperlink(cell) or "")
    if kind == "boolValue":
        target.value = bool(each)
        return False
    if kind == "numberValue":
        target.value, target.number_format = each, _number_format(each, cell)
        return False
    text = str(shown(cell) if kind == "errorValue" else each)
    target.value = holdable(text)
    if kind != "formulaValue":
        target.data_type = "s"  # openpyxl takes a text for a formula or an error by its looks
        target.quotePrefix = held(text) != text  # else Excel does, when somebody edits the cell
    return target.value != text.replace("\r\n", "\n").replace("\r", "\n")


def _link(target: "ExcelCell", uri: str) -> None:
    if leads_to_the_web(uri) and holdable(uri) == uri and len(uri) <= LONGEST_LINK:
        target.hyperlink = uri
        target.style = "Hyperlink"


def _number_format(number: float, cell: Cell) -> str:
    """The pattern of a number where Excel has it too, and the day where it is one."""
    pattern = pattern_of(cell) or ""
    no_day = re.search("[ymdhs]", pattern, re.IGNORECASE) and not 0 <= number < AFTER_LAST_DAY
    if no_day or not _COMMON_PATTERN.fullmatch(pattern):
        return "General"
    return re.sub("am/pm", "AM/PM", pattern, flags=re.IGNORECASE)
