"""Which row of ours stands in the sheet already, by the journal, and what a report would change."""

from ita_sync import thai
from ita_sync.approval.content import cells_of, columns
from ita_sync.config_file import Target
from ita_sync.i18n import Text
from ita_sync.journal import Change, Journal, Kind, Place, State
from ita_sync.row import SummaryRow


def standing(journal: Journal, row: SummaryRow, target: Target) -> Change | None:
    """Return the change by which a row of ours stands that a report would make another.

    `push` amends a row only where it still stands so.
    """
    key, book = row.key.identity, target.spreadsheet_id
    places = [place for place in journal.places([key]) if place.spreadsheet == book]
    meant = [place for place in places if _is_meant(place, target)]
    found = [
        journal.standing(book, place.gid, [key]).get(key)
        for place in meant or (places if target.gid is None else [])  # a tab may have a new title
    ]
    ours = [
        change
        for change in found
        if change and change.state is State.WRITTEN and change.kind is not Kind.FOUND
    ]
    last = max(ours, key=lambda change: change.id, default=None)
    return last if last and last.row.digest != row.digest else None


def changes(last: Change, row: SummaryRow) -> list[Text]:
    """Return a line for each column: as it stands → as it will be."""
    return columns(cells_of(last.row), cells_of(row))


def _is_meant(place: Place, target: Target) -> bool:
    if target.gid is not None:
        return place.gid == target.gid
    return thai.fold(place.tab) == thai.fold(target.tab or "")
