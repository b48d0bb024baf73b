"""Merged cells: the requests mergeCells and unmergeCells, and merges that are copied along."""

from ita_sync.sandbox.a1 import from_grid, to_grid
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard

PARTLY = "You must select all cells in a merged range to merge or unmerge them."


def _rect(book: Spreadsheet, merge: Json) -> Rect:
    return from_grid(book, merge)[1]


def place(tab: Tab, rect: Rect) -> None:
    """Keep one merge, in the shape Google gives back; a single cell is not a merge."""
    if (rect.bottom - rect.top, rect.right - rect.left) == (1, 1):
        return
    bounds = {
        "startRowIndex": rect.top,
        "endRowIndex": rect.bottom,
        "startColumnIndex": rect.left,
        "endColumnIndex": rect.right,
    }
    tab.merges.append(to_grid(tab, bounds))


def inside(book: Spreadsheet, tab: Tab, area: Rect) -> list[Rect]:
    """The merges that lie wholly within the area."""
    return [rect for rect in (_rect(book, each) for each in tab.merges) if area.holds(rect)]


def drop(book: Spreadsheet, tab: Tab, area: Rect) -> None:
    """Take away every merge that meets the area.

    Raises ApiError 400 for one that lies partly outside. Source: the reference of
    UnmergeCellsRequest ("must not partially span any merge"), and the refusal's text as quoted in
    public repositories.
    """
    met = [each for each in tab.merges if _rect(book, each).meets(area)]
    if not all(area.holds(_rect(book, each)) for each in met):
        raise ApiError(PARTLY)
    tab.merges = [each for each in tab.merges if each not in met]


def merge(book: Spreadsheet, args: Json) -> None:
    """The request mergeCells, all in one, by columns or by rows; the values under it stay."""
    tab, area = from_grid(book, args.get("range") or {})
    guard(book, tab, area)
    drop(book, tab, area)
    pieces = [area]
    if args.get("mergeType") == "MERGE_ROWS":
        pieces = [area._replace(top=at, bottom=at + 1) for at in range(area.top, area.bottom)]
    elif args.get("mergeType") == "MERGE_COLUMNS":
        pieces = [area._replace(left=at, right=at + 1) for at in range(area.left, area.right)]
    for each in pieces:
        place(tab, each)


def unmerge(book: Spreadsheet, args: Json) -> None:
    """The request unmergeCells: every merge within the range."""
    tab, area = from_grid(book, args.get("range") or {})
    drop(book, tab, area)
