"""Where values.append writes: the search for a "table" in a range."""

from ita_sync.sandbox.model import Rect, Tab, blank


def filled(tab: Tab, rect: Rect) -> list[tuple[int, int]]:
    """(row, column) of the cells with a value inside the rectangle, in reading order."""
    return [
        (at, column)
        for at in range(rect.top, min(rect.bottom, len(tab.rows)))
        for column, cell in enumerate(tab.rows[at][: rect.right])
        if column >= rect.left and not blank(cell)
    ]


def _region(tab: Tab, row: int, column: int) -> Rect:
    """The block around a filled cell: grown, edge by edge, until a blank rim surrounds it."""

    def row_filled(at: int) -> bool:
        return any(not blank(cell) for cell in tab.row(at)[max(0, left - 1) : right + 1])

    def column_filled(at: int) -> bool:
        rows = tab.rows[max(0, top - 1) : bottom + 1]
        return any(at < len(cells) and not blank(cells[at]) for cells in rows)

    top, left, bottom, right = row, column, row + 1, column + 1
    while True:
        # Columns come after rows, since each look at a column goes through the whole block.
        if top and row_filled(top - 1):
            top -= 1
        elif row_filled(bottom):
            bottom += 1
        elif left and column_filled(left - 1):
            left -= 1
        elif column_filled(right):
            right += 1
        else:
            return Rect(top, left, bottom, right)


def find_table(tab: Tab, rect: Rect) -> Rect | None:
    """The last table that meets `rect`, None when none does.

    Source: the guide on appending values, and recorded replies: after a row "a, blank, c" the
    search in the whole tab finds C1 alone (the next row drifts right), the search from A1 finds A1.
    """
    cells = filled(tab, rect)
    if cells:
        return _region(tab, *cells[-1])
    # A blank cell inside a table's rectangle belongs to the table; next to it, it does not.
    around = Rect(max(0, rect.top - 1), max(0, rect.left - 1), rect.bottom + 1, rect.right + 1)
    for row, column in reversed(filled(tab, around)):
        region = _region(tab, row, column)
        if region.meets(rect):
            return region
    return None
