"""Groups of rows or columns that fold away, and the request autoResizeDimensions."""

from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

DEEPEST = 8  # Source: the reference of DimensionGroup: depth is at most 8


def _span(book: Spreadsheet, args: Json) -> tuple[Tab, str, range]:
    given: Json = args.get("range") or {}
    tab = book.tab(int(given.get("sheetId") or 0))
    dimension = given.get("dimension")
    if dimension not in {ROWS, COLUMNS}:
        raise ApiError("Dimension must be ROWS or COLUMNS.")
    size = tab.row_count if dimension == ROWS else tab.column_count
    start, end = given.get("startIndex") or 0, given.get("endIndex")
    span = range(start, size if end is None else end)
    if not span or span.start < 0 or span.stop > size:
        raise ApiError(
            f"The range of the group must lie within the grid of {size} {dimension.lower()}."
        )
    return tab, dimension, span


def _groups(tab: Tab, dimension: str) -> list[Json]:
    return tab.row_groups if dimension == ROWS else tab.column_groups


def _deepen(tab: Tab, dimension: str, span: range, by: int) -> list[Json]:
    """The groups once every line of the span lies `by` deeper.

    At each depth, a run of lines at least that deep makes one group. Source: the reference of
    AddDimensionGroupRequest and DeleteDimensionGroupRequest (supersets, overlaps).
    """
    depth: dict[int, int] = {}
    for each in _groups(tab, dimension):
        for at in range(each["range"]["startIndex"], each["range"]["endIndex"]):
            depth[at] = max(depth.get(at, 0), each["depth"])
    for at in span:
        depth[at] = max(0, depth.get(at, 0) + by)
    if max(depth.values()) > DEEPEST:
        raise ApiError(f"Cannot add a group deeper than {DEEPEST} levels.")
    folded = {
        (each["range"]["startIndex"], each["depth"])
        for each in _groups(tab, dimension)
        if each.get("collapsed")
    }
    found: list[Json] = []
    for level in range(1, DEEPEST + 1):
        lines = sorted(at for at, deep in depth.items() if deep >= level)
        starts = [at for at in lines if depth.get(at - 1, 0) < level]
        for start in starts:
            end = start
            while depth.get(end, 0) >= level:
                end += 1
            where = ({"sheetId": tab.id} if tab.id else {}) | {"dimension": dimension}
            group = {"range": where | {"startIndex": start, "endIndex": end}, "depth": level}
            found.append(group | ({"collapsed": True} if (start, level) in folded else {}))
    return found


def _keep(tab: Tab, dimension: str, groups: list[Json]) -> None:
    if dimension == ROWS:
        tab.row_groups = groups
    else:
        tab.column_groups = groups


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addDimensionGroup; the reply lists all groups of that dimension."""
    tab, dimension, span = _span(book, args)
    _keep(tab, dimension, _deepen(tab, dimension, span, 1))
    return {"dimensionGroups": _groups(tab, dimension)}


def delete(book: Spreadsheet, args: Json) -> Json:
    """The request deleteDimensionGroup; the reply lists the groups that are left."""
    tab, dimension, span = _span(book, args)
    if not any(
        at in span
        for each in _groups(tab, dimension)
        for at in range(each["range"]["startIndex"], each["range"]["endIndex"])
    ):
        raise ApiError("Cannot delete a group that does not exist in this range.")
    _keep(tab, dimension, _deepen(tab, dimension, span, -1))
    left = _groups(tab, dimension)
    return {"dimensionGroups": left} if left else {}


def auto_resize(book: Spreadsheet, args: Json) -> None:
    """The request autoResizeDimensions: sizes go back to the default; no text is measured here."""
    tab, dimension, span = _span(book, {"range": args.get("dimensions")})
    sizes = tab.row_properties if dimension == ROWS else tab.column_properties
    for at in span:
        kept = {name: each for name, each in sizes.pop(at, {}).items() if name != "pixelSize"}
        if kept:
            sizes[at] = kept
