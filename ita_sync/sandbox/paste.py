"""Copying and cutting: copyPaste, cutPaste."""

from dataclasses import replace

from ita_sync.sandbox import merges
from ita_sync.sandbox.a1 import from_coordinate, from_grid
from ita_sync.sandbox.model import ROWS, Cell, Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard

Block = list[list[Cell | None]]


def _block(tab: Tab, rect: Rect) -> Block:
    return [
        [tab.cell(at, column) for column in range(rect.left, rect.right)]
        for at in range(rect.top, rect.bottom)
    ]


def _check_kind(args: Json) -> None:
    """Refuse what people do by "paste special"."""
    if args.get("pasteType", "PASTE_NORMAL") != "PASTE_NORMAL":
        raise ApiError(f"The sandbox does not imitate {args['pasteType']}.")
    if args.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise ApiError(f"The sandbox does not imitate the orientation {args['pasteOrientation']}.")


def _put(tab: Tab, corner: tuple[int, int], block: Block) -> None:
    for at, row in enumerate(block, corner[0]):
        tab.put(at, enumerate(row, corner[1]))


def _clear(book: Spreadsheet, tab: Tab, rect: Rect) -> None:
    """Refuse what does not fit into the grid or meets a locked range; merges there give way."""
    if not tab.whole().holds(rect):
        raise ApiError("The destination of the paste lies outside of the grid.")
    guard(book, tab, rect)
    merges.drop(tab, rect)


def _merge(tab: Tab, brought: list[Rect], source: Rect, corner: tuple[int, int]) -> None:
    """Place merges of the source as far from the corner as they were from the source's."""
    down, over = corner[0] - source.top, corner[1] - source.left
    for each in brought:
        merges.place(
            tab, Rect(each.top + down, each.left + over, each.bottom + down, each.right + over)
        )


def copy(book: Spreadsheet, args: Json) -> None:
    """The request copyPaste; the source is repeated where the destination is a multiple of it.

    References inside formulas are not adjusted.
    """
    _check_kind(args)
    source_tab, source = from_grid(book, args.get("source", {}))
    tab, wanted = from_grid(book, args.get("destination", {}))
    block, brought = _block(source_tab, source), merges.inside(source_tab, source)
    height, width = source.bottom - source.top, source.right - source.left
    if not height or not width:
        raise ApiError("Must specify a source range with cells.")
    bottom = wanted.top + height * max(1, (wanted.bottom - wanted.top) // height)
    right = wanted.left + width * max(1, (wanted.right - wanted.left) // width)
    _clear(book, tab, Rect(wanted.top, wanted.left, bottom, right))
    for top in range(wanted.top, bottom, height):
        for left in range(wanted.left, right, width):
            _put(tab, (top, left), block)
            _merge(tab, brought, source, (top, left))


def cut(book: Spreadsheet, args: Json) -> None:
    """The request cutPaste; afterwards the source is empty where the paste does not cover it.

    Marks on the rows stay, but by the rule "cut-moves-marks".
    """
    _check_kind(args)
    source_tab, source = from_grid(book, args.get("source", {}))
    tab, top, left = from_coordinate(book, args.get("destination", {}))
    block, brought = _block(source_tab, source), merges.inside(source_tab, source)
    height, width = source.bottom - source.top, source.right - source.left
    _clear(book, source_tab, source)
    _clear(book, tab, Rect(top, left, top + height, left + width))
    _merge(tab, brought, source, (top, left))
    _put(source_tab, (source.top, source.left), [[None] * width] * height)
    _put(tab, (top, left), block)
    if "cut-moves-marks" in book.edit.rules and (left, width) == (0, source_tab.column_count):
        _take_marks(book, source_tab, source, tab, top)


def _take_marks(book: Spreadsheet, source_tab: Tab, source: Rect, tab: Tab, top: int) -> None:
    """Move the marks on rows that were cut as a whole to where they are pasted."""
    book.marks = [
        replace(mark, sheet_id=tab.id, index=mark.index - source.top + top)
        if (mark.sheet_id, mark.dimension) == (source_tab.id, ROWS)
        and source.top <= mark.index < source.bottom
        else mark
        for mark in book.marks
    ]
