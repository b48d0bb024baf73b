"""What stands in the row of a report already, as the sheet shows it or the journal knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ita_sync import thai
from ita_sync.approval.content import cells_of, columns
from ita_sync.approval.records import JOURNAL, SHEET
from ita_sync.config_file import Target
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, Journal, Kind, Place, State
from ita_sync.row import SummaryRow

__all__ = ["JOURNAL", "SHEET", "Stood", "by_journal", "standing"]


@dataclass(frozen=True)
class Stood:
    """What stood in the row when it was shown, and by what that is known.

    Attributes:
        by: `sheet`, where a look showed it; else `journal`.
        at: when the look was; when the journal's row was sent; None where nothing is known.
        last: the row of ours that stands there by the journal, and would be changed.
        was: what stood in the cells that would be changed, by header.
        now: what they would hold.
        otherwise: how the sheet stands otherwise than the journal knows it.
        why: why the sheet was not seen, or what would be in the way of a push there.
    """

    by: str
    at: float | None = None
    last: Change | None = None
    was: Mapping[str, str | None] = field(default_factory=dict)
    now: Mapping[str, str | None] = field(default_factory=dict)
    otherwise: Sequence[Text] = ()
    why: Text | None = None

    @property
    def changes(self) -> list[Text]:
        """A line for each column: as it stands → as it will be."""
        return columns(self.was, self.now)

    @property
    def source(self) -> Text:
        """By what it is known how the row stands, in words."""
        if self.by == SHEET:
            return T("as the sheet stood on {at}", at=_time(self.at))
        return T(
            "as the journal of this computer last knew it, on {at}; the sheet was not seen",
            at=_time(self.at),
        )

    def told(self) -> list[Text]:
        """Return what a person has to know of it before it is decided."""
        if self.by == JOURNAL:
            known = T(
                "The sheet was not seen: {why} What changes is shown as the journal of this "
                "computer last knew the row, on {at}.",
                why=self.why,
                at=_time(self.at),
            )
            unknown = T(
                "The sheet was not seen: {why} Whether a row stands there already is not known.",
                why=self.why,
            )
            return [known if self.changes else unknown]
        found = []
        if self.otherwise:
            found.append(
                T(
                    "Careful: the row in the sheet is not as it was last written from here: "
                    "{lines}",
                    lines=list(self.otherwise),
                )
            )
        if self.why:
            found.append(
                T("Careful: as the sheet stands, a push would be refused: {why}", why=self.why)
            )
        return found

    @property
    def amends(self) -> str | None:
        """Digest of the row of ours that would be changed, as `push` holds it against the sheet."""
        return self.last.row.digest if self.last and self.changes else None

    def recorded(self) -> dict[str, str]:
        """Return what is recorded of it beside a decision."""
        found = {"seen": self.by}
        if self.at is not None:
            found["seen_at"] = datetime.fromtimestamp(self.at, UTC).isoformat(timespec="seconds")
        return found


def by_journal(last: Change | None, row: SummaryRow, why: Text) -> Stood:
    """Return how a row stands where the sheet was not seen, and why it was not."""
    if last is None:
        return Stood(JOURNAL, why=why)
    was, now = cells_of(last.row), cells_of(row)
    return Stood(JOURNAL, last.created_at, last, was, now, why=why)


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


def _time(at: float | None) -> str:
    if at is None:
        return "–"
    moment = thai.at(at)
    return f"{thai.format_date(moment.date())} {moment:%H:%M}"


def _is_meant(place: Place, target: Target) -> bool:
    if target.gid is not None:
        return place.gid == target.gid
    return thai.fold(place.tab) == thai.fold(target.tab or "")
