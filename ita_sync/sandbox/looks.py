"""What a cell looks like: the default format, what was set over it, where it leads."""

from ita_sync.sandbox.formats import effective_of, field
from ita_sync.sandbox.formula import address
from ita_sync.sandbox.model import Cell, Json

# Source: replies to a fresh spreadsheet, recorded by gspread's tests.
_WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT: Json = {
    "backgroundColor": _WHITE,
    "backgroundColorStyle": {"rgbColor": _WHITE},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "foregroundColorStyle": {"rgbColor": {}},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        **dict.fromkeys(("bold", "italic", "strikethrough", "underline"), False),
    },
}
_ALIGNED = {"numberValue": "RIGHT", "boolValue": "CENTER", "errorValue": "CENTER"}


def hyperlink(cell: Cell) -> str | None:
    """The link of a cell, from its format or a =HYPERLINK("…") formula with a literal address."""
    link = field(cell, "userEnteredFormat", "textFormat", "link", "uri")
    return str(link) if link else address(field(cell, "userEnteredValue", "formulaValue") or "")


def _paired(given: Json, name: str) -> Json:
    """Both fields of a colour, whichever was set. Source: the reference, where the style wins."""
    colour = field(given, f"{name}Style", "rgbColor")
    colour = given.get(name) if colour is None else colour
    return given if colour is None else given | {name: colour, f"{name}Style": {"rgbColor": colour}}


def effective_format(cell: Cell) -> Json:
    """The effectiveFormat of a cell; numbers stand right, booleans in the middle, unless set."""
    kind = next(iter(effective_of(cell) or {}), "")
    form = DEFAULT_FORMAT | {
        "horizontalAlignment": _ALIGNED.get(kind, "LEFT"),
        "hyperlinkDisplayType": "LINKED" if hyperlink(cell) else "PLAIN_TEXT",
    }
    given = cell.get("userEnteredFormat")
    if not isinstance(given, dict):  # in files of older versions
        return form
    parts = {
        name: DEFAULT_FORMAT[name] | part
        for name in ("padding", "textFormat")
        if isinstance(part := given.get(name), dict)
    }
    if "textFormat" in parts:
        text = _paired(given["textFormat"], "foregroundColor")
        parts["textFormat"] = DEFAULT_FORMAT["textFormat"] | text
    return form | _paired(given, "backgroundColor") | parts
