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
    """The block around a filled cell: grown until a blank rim surrounds it."""
    area = Rect(row, column, row + 1, column + 1)
    while True:
        rim = Rect(max(0, area.top - 1), max(0, area.left - 1), area.bottom + 1, area.right + 1)
        top, left, bottom, right = area
        for at in range(rim.top, min(rim.bottom, len(tab.rows))):
            cells = tab.rows[at]
            inner = area.top <= at < area.bottom
            columns = (rim.left, rim.right - 1) if inner else range(rim.left, rim.right)
            for over in columns:
                if over < len(cells) and not blank(cells[over]):
                    top, left = min(top, at), min(left, over)
                    bottom, right = max(bottom, at + 1), max(right, over + 1)
        grown = Rect(top, left, bottom, right)
        if grown == area:
            return area
        area = grown


def find_table(tab: Tab, rect: Rect) -> Rect | None:
    """The last table that meets `rect`, None when it lies outside of every one.

    Source: the guide on appending values, and recorded replies: after a row "a, blank, c" the search in the
    whole tab finds C1 alone (the next row drifts right), the search from A1 finds A1.
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
