"""Merged cells: the requests mergeCells and unmergeCells, and merges that are copied along."""

from ita_sync.sandbox.a1 import area, from_grid, to_grid
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard

PARTLY = "You must select all cells in a merged range to merge or unmerge them."


def place(tab: Tab, rect: Rect) -> None:
    """Keep one merge, in the shape Google gives back; a single cell is not a merge, nor is none."""
    if (rect.bottom - rect.top) * (rect.right - rect.left) > 1:
        tab.merges.append(to_grid(tab, rect))


def inside(tab: Tab, rect: Rect) -> list[Rect]:
    """The merges that lie wholly within a rectangle."""
    return [each for each in (area(tab, grid) for grid in tab.merges) if rect.holds(each)]


def drop(tab: Tab, rect: Rect) -> None:
    """Take away every merge that meets a rectangle.

    Raises ApiError 400 for one that lies partly outside. Source: the reference of
    UnmergeCellsRequest ("must not partially span any merge"), and the refusal's text as quoted in
    public repositories.
    """
    met = [each for each in tab.merges if area(tab, each).meets(rect)]
    if not all(rect.holds(area(tab, each)) for each in met):
        raise ApiError(PARTLY)
    tab.merges = [each for each in tab.merges if each not in met]


def merge(book: Spreadsheet, args: Json) -> None:
    """The request mergeCells, all in one, by columns or by rows; the values under it stay."""
    tab, rect = from_grid(book, args.get("range", {}))
    guard(book, tab, rect)
    drop(tab, rect)
    pieces = [rect]
    if args.get("mergeType") == "MERGE_ROWS":
        pieces = [rect._replace(top=at, bottom=at + 1) for at in range(rect.top, rect.bottom)]
    elif args.get("mergeType") == "MERGE_COLUMNS":
        pieces = [rect._replace(left=at, right=at + 1) for at in range(rect.left, rect.right)]
    for each in pieces:
        place(tab, each)


def unmerge(book: Spreadsheet, args: Json) -> None:
    """The request unmergeCells: every merge within the range."""
    tab, rect = from_grid(book, args.get("range", {}))
    guard(book, tab, rect)
    drop(tab, rect)
