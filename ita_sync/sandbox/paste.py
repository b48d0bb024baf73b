"""Copying, cutting, and cells that shift: copyPaste, cutPaste, insertRange, deleteRange."""

from ita_sync.sandbox import merges
from ita_sync.sandbox.a1 import from_grid
from ita_sync.sandbox.formats import effective_of, shown
from ita_sync.sandbox.model import COLUMNS, ROWS, Cell, Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import check_cells

# Source: the reference of PasteType: a normal paste, also one without borders, brings merges along.
_WITH_MERGES = {"PASTE_NORMAL", "PASTE_NO_BORDERS"}
# The fields of a cell that each kind of paste carries over; the target keeps the rest. None: all.
_CARRIES: dict[str, frozenset[str] | None] = {
    "PASTE_NORMAL": None,
    "PASTE_NO_BORDERS": None,
    "PASTE_VALUES": frozenset({"userEnteredValue"}),  # the result of a formula
    "PASTE_FORMULA": frozenset({"userEnteredValue"}),
    "PASTE_FORMAT": frozenset({"userEnteredFormat", "textFormatRuns"}),
    "PASTE_DATA_VALIDATION": frozenset({"dataValidation"}),
    "PASTE_CONDITIONAL_FORMATTING": frozenset(),
}


def _carried(source: Cell | None, target: Cell | None, kind: str) -> Cell | None:
    names = _CARRIES[kind]
    given = dict(source or {})
    if kind == "PASTE_VALUES" and (value := effective_of(source)) is not None:
        given["userEnteredValue"] = (
            {"stringValue": shown(source)} if "errorValue" in value else value
        )
    if kind == "PASTE_NO_BORDERS" and "userEnteredFormat" in given:
        given["userEnteredFormat"] = {
            name: v for name, v in given["userEnteredFormat"].items() if name != "borders"
        }
    if names is None:
        return given or None
    kept = {name: each for name, each in (target or {}).items() if name not in names}
    return kept | {name: each for name, each in given.items() if name in names} or None


def _block(tab: Tab, rect: Rect) -> list[list[Cell | None]]:
    return [
        [tab.cell(at, column) for column in range(rect.left, rect.right)]
        for at in range(rect.top, rect.bottom)
    ]


def _kind(args: Json) -> str:
    kind = args.get("pasteType") or "PASTE_NORMAL"
    if kind not in _CARRIES:
        raise ApiError(f'Invalid value "{kind}" for pasteType.')
    return str(kind)


def _put(tab: Tab, corner: tuple[int, int], block: list[list[Cell | None]], kind: str) -> None:
    top, left = corner
    for down, row in enumerate(block):
        at = top + down
        tab.put(
            at,
            [
                (left + over, _carried(cell, tab.cell(at, left + over), kind))
                for over, cell in enumerate(row)
            ],
        )


def _room(book: Spreadsheet, tab: Tab, rect: Rect) -> None:
    """Refuse what does not fit into the grid or meets a locked range."""
    if rect.bottom > tab.row_count or rect.right > tab.column_count:
        raise ApiError("The destination of the paste lies outside of the grid.")
    guard(book, tab, rect)


def _merge(tab: Tab, brought: list[Rect], source: Rect, corner: tuple[int, int]) -> None:
    """Place merges of the source as far from the corner as they were from the source's."""
    down, over = corner[0] - source.top, corner[1] - source.left
    for each in brought:
        merges.place(
            tab, Rect(each.top + down, each.left + over, each.bottom + down, each.right + over)
        )


def copy(book: Spreadsheet, args: Json) -> None:
    """The request copyPaste; the source is repeated where the destination is a multiple of it.

    References inside formulas are not adjusted (see limits.py).
    """
    source_tab, source = from_grid(book, args.get("source") or {})
    tab, wanted = from_grid(book, args.get("destination") or {})
    kind, block = _kind(args), _block(source_tab, source)
    brought = merges.inside(book, source_tab, source)
    if args.get("pasteOrientation") == "TRANSPOSE":
        brought = []  # how Google transposes merges is not known here
        block = [list(column) for column in zip(*block, strict=True)]
    height, width = len(block), len(block[0]) if block else 0
    if not height or not width:
        raise ApiError("Must specify a source range with cells.")
    down = max(1, (wanted.bottom - wanted.top) // height)
    over = max(1, (wanted.right - wanted.left) // width)
    goal = Rect(wanted.top, wanted.left, wanted.top + down * height, wanted.left + over * width)
    _room(book, tab, goal)
    if kind in _WITH_MERGES:
        merges.drop(book, tab, goal)
    for row in range(down):
        for column in range(over):
            corner = (goal.top + row * height, goal.left + column * width)
            _put(tab, corner, block, kind)
            if kind in _WITH_MERGES:
                _merge(tab, brought, source, corner)


def cut(book: Spreadsheet, args: Json) -> None:
    """The request cutPaste; afterwards the source is empty where the paste does not cover it."""
    source_tab, source = from_grid(book, args.get("source") or {})
    goal: Json = args.get("destination") or {}
    tab = book.tab(int(goal.get("sheetId") or 0))
    top, left = goal.get("rowIndex") or 0, goal.get("columnIndex") or 0
    kind, block = _kind(args), _block(source_tab, source)
    guard(book, source_tab, source)
    target = Rect(top, left, top + len(block), left + source.right - source.left)
    _room(book, tab, target)
    if kind in _WITH_MERGES:
        brought = merges.inside(book, source_tab, source)
        merges.drop(book, source_tab, source)
        merges.drop(book, tab, target)
        _merge(tab, brought, source, (top, left))
    blanks: list[list[Cell | None]] = [[None] * len(row) for row in block]
    _put(source_tab, (source.top, source.left), blanks, kind)
    _put(tab, (top, left), block, kind)


def _area(book: Spreadsheet, args: Json) -> tuple[Tab, Rect, bool]:
    """Tab, range, and whether cells move down or up instead of sideways."""
    tab, rect = from_grid(book, args.get("range") or {})
    dimension = args.get("shiftDimension")
    if dimension not in {ROWS, COLUMNS}:
        raise ApiError("shiftDimension must be ROWS or COLUMNS.")
    beyond = (
        rect._replace(bottom=tab.row_count)
        if dimension == ROWS
        else rect._replace(right=tab.column_count)
    )
    guard(book, tab, beyond)
    return tab, rect, dimension == ROWS


def insert_range(book: Spreadsheet, args: Json) -> None:
    """The request insertRange: blank cells.

    The cells already there move down or right, and the grid grows as needed.
    """
    tab, rect, down = _area(book, args)
    height, width = rect.bottom - rect.top, rect.right - rect.left
    beyond = rect._replace(bottom=tab.row_count) if down else rect._replace(right=tab.column_count)
    block = _block(tab, beyond)
    if down:
        while block and not any(block[-1]):
            block.pop()
        tab.resize(rows=max(tab.row_count, beyond.top + height + len(block)))
        target = (rect.top + height, rect.left)
    else:
        reach = max((at + 1 for row in block for at, cell in enumerate(row) if cell), default=0)
        tab.resize(columns=max(tab.column_count, rect.left + width + reach))
        block = [row[:reach] for row in block]
        target = (rect.top, rect.left + width)
    check_cells(book)
    _put(tab, target, block, "PASTE_NORMAL")
    _put(tab, (rect.top, rect.left), [[None] * width for _ in range(height)], "PASTE_NORMAL")


def delete_range(book: Spreadsheet, args: Json) -> None:
    """The request deleteRange: cells go; those below move up, or those on the right move left."""
    tab, rect, up = _area(book, args)
    height, width = rect.bottom - rect.top, rect.right - rect.left
    if up:
        rest = _block(tab, Rect(rect.bottom, rect.left, tab.row_count, rect.right))
        rest += [[None] * width for _ in range(height)]
    else:
        rest = [
            row + [None] * width
            for row in _block(tab, Rect(rect.top, rect.right, rect.bottom, tab.column_count))
        ]
    _put(tab, (rect.top, rect.left), rest, "PASTE_NORMAL")
