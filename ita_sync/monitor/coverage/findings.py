"""What is found of an agency of the list, or of a row of none, and what is to be done about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ita_sync.i18n import T, Text
from ita_sync.monitor.coverage.asked import Asked
from ita_sync.table import Doubt, ListedRow, full_name

MOST_NEAR = 5
"""Agencies that are named of those that a row may mean: in all provinces there may be a hundred."""


class Presence(StrEnum):
    """How it stands with an agency, or with a row of none; of several the first counts."""

    MISSING = "missing"
    UNCLEAR = "unclear"
    NO_DATA = "no-data"
    WRONG_YEAR = "wrong-year"
    INCOMPLETE = "incomplete"
    DOUBLE = "double"
    SPELLING = "spelling"
    LINK = "link"
    LISTED = "listed"
    COMPLETE = "complete"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"


TITLES = {
    Presence.MISSING: T("Missing"),
    Presence.UNCLEAR: T("Unclear"),
    Presence.NO_DATA: T("Listed, without data yet"),
    Presence.WRONG_YEAR: T("Of another fiscal year"),
    Presence.INCOMPLETE: T("Total or link lacking"),
    Presence.DOUBLE: T("More than one row"),
    Presence.SPELLING: T("Written otherwise than in the list"),
    Presence.LINK: T("Link does not open"),
    Presence.LISTED: T("In the sheet, its result not read"),
    Presence.COMPLETE: T("Complete"),
    Presence.UNKNOWN: T("Row of no agency in the list"),
    Presence.ELSEWHERE: T("Row of another province"),
}
"""What each state is called."""

STEPS = {
    Presence.MISSING: T("Ask the agency to hand in its report: nothing of it is in the sheet."),
    Presence.UNCLEAR: T(
        "Ask whose row it is, and have code and name written as the list has them; then look again."
    ),
    Presence.NO_DATA: T("Ask the agency to hand in its report: its row is waiting."),
    Presence.WRONG_YEAR: T(
        "Ask the agency: if the report is of this year, the year in the row is to be corrected; if "
        "not, this year's report is still to come."
    ),
    Presence.INCOMPLETE: T("Ask the agency for what is lacking."),
    Presence.DOUBLE: T("Ask the agency which row holds; have the others taken out."),
    Presence.SPELLING: T(
        "Have the row corrected as the list has it; or, if the list is old, import a newer one."
    ),
    Presence.LINK: T("Ask the agency for a link that everybody can open."),
    Presence.LISTED: T(
        "Add the column of the total, of the tools or of the level to the configuration; then look "
        "again."
    ),
    Presence.UNKNOWN: T(
        "Ask whose row it is; if the agency is new, import a newer list: ita-sync agencies import "
        "FILE."
    ),
    Presence.ELSEWHERE: T("Tell its agency that the row stands in the wrong sheet."),
}
"""What the coordinator does about each."""


@dataclass(frozen=True)
class Found:
    """One thing that somebody has to put right: which kind, in which rows (1-based), what."""

    presence: Presence
    rows: tuple[int, ...]
    what: Text


@dataclass(frozen=True)
class Judge:
    """What decides.

    Attributes:
        asked: what is asked of an agency.
        year: of which fiscal year, B.E.; None where nobody says one.
        dead: what is wrong with the link in a row, by 0-based row.
    """

    asked: Asked
    year: int | None
    dead: Mapping[int, Text]

    def ours(self, held: Sequence[ListedRow]) -> list[ListedRow]:
        """Return the rows of the year, or of no stated year."""
        return [row for row in held if self.year in row.years or not row.years]

    def whole(self, row: ListedRow) -> bool:
        """Return whether a row has all that is asked for."""
        asked = self.asked
        return asked.result and asked.filled(row) and not asked.lacks(row)

    def found(
        self, held: Sequence[ListedRow], maybe: Sequence[ListedRow], unread: Sequence[int] = ()
    ) -> tuple[Found, ...]:
        """Return what is wrong with an agency, the gravest first.

        Args:
            held: its rows.
            maybe: rows that may be its.
            unread: 0-based rows that name it where nothing was read.
        """
        ours = self.ours(held)
        found = [
            *([] if held else _absent(maybe, unread)),
            *self._unfinished(ours),
            *self._several(ours),
            *(_of_year(row) for row in held if row not in ours),
            *(each for row in held for each in self._of_cells(row)),
        ]
        order = list(Presence)
        return tuple(sorted(found, key=lambda each: order.index(each.presence)))

    def _unfinished(self, ours: Sequence[ListedRow]) -> Iterator[Found]:
        if any(map(self.whole, ours)):
            return
        filled = [row for row in ours if self.asked.filled(row)]
        for row in filled:
            if lacks := self.asked.lacks(row):
                what = T("Row {row} lacks: {headers}", row=row.row + 1, headers=lacks)
                yield Found(Presence.INCOMPLETE, (row.row + 1,), what)
        if ours and not filled:
            at = _numbers(ours)
            yield Found(Presence.NO_DATA, at, T("No data yet in row {rows}", rows=at))
        if filled and not self.asked.result:
            at = _numbers(filled)
            yield Found(Presence.LISTED, at, T("Row {rows} names it", rows=at))

    def _several(self, ours: Sequence[ListedRow]) -> Iterator[Found]:
        if len(ours) <= 1:
            return
        rows = _numbers(ours)
        empty = _numbers([row for row in ours if not self.asked.filled(row)])
        what = T("Rows {rows} are all its", rows=rows)
        if 0 < len(empty) < len(rows):
            what = T("Rows {rows} are all its; without data: {empty}", rows=rows, empty=empty)
        yield Found(Presence.DOUBLE, rows, what)

    def _of_cells(self, row: ListedRow) -> Iterator[Found]:
        for each in row.otherwise:
            what = T(
                "Row {row}, {header}: “{found}”; in the list: “{listed}”",
                row=row.row + 1,
                header=each.header,
                found=each.found,
                listed=each.listed,
            )
            yield Found(Presence.SPELLING, (row.row + 1,), what)
        if row.row in self.dead:
            what = T("Row {row}: {problem}", row=row.row + 1, problem=self.dead[row.row])
            yield Found(Presence.LINK, (row.row + 1,), what)


def elsewhere(row: ListedRow, province: str) -> Found:
    """Return what is to be said of the row of an agency of another province."""
    told = {"row": row.row + 1, "said": row.said, "province": province or "?"}
    what = T("Row {row}: “{said}” is of an agency of {province}", **told)
    return Found(Presence.ELSEWHERE, (row.row + 1,), what)


def stray(row: ListedRow) -> Found:
    """Return what is to be said of a row that is given to no agency."""
    likely = [f"{full_name(each)} ({each.code})" for each in row.near]
    told = {
        "row": row.row + 1,
        "said": row.said,
        "near": [*likely[:MOST_NEAR], *(["…"] if len(likely) > MOST_NEAR else [])],
    }
    words = {
        Doubt.CROSSED: T("Row {row}: code and name of “{said}” are not of one agency: {near}"),
        Doubt.SHARED: T("Row {row}: “{said}” may be any of: {near}"),
        Doubt.CLOSE: T("Row {row}: “{said}” is not in the list; much like it is: {near}"),
        Doubt.MANY: T("Row {row}: many agencies are called “{said}”, or much like it"),
        Doubt.UNREAD: T("Row {row}: a table with other columns begins here; it was not read"),
        Doubt.NOBODY: T("Row {row}: “{said}” is of no agency in the list")
        if row.said
        else T("Row {row}: names no agency"),
    }
    doubt = row.doubt or Doubt.NOBODY
    state = Presence.UNKNOWN if doubt is Doubt.NOBODY else Presence.UNCLEAR
    return Found(state, (row.row + 1,), Text(words[doubt].msgid, told))


def _absent(maybe: Sequence[ListedRow], unread: Sequence[int]) -> Iterator[Found]:
    if unread and not maybe:
        at = tuple(row + 1 for row in unread)
        what = T("Row {rows} (in a part of the tab that was not read) names it", rows=at)
        yield Found(Presence.UNCLEAR, at, what)
    elif not maybe:
        yield Found(Presence.MISSING, (), T("No row names it"))
    for row in maybe:
        what = T("Row {row} may be its: “{said}”", row=row.row + 1, said=row.said)
        yield Found(Presence.UNCLEAR, (row.row + 1,), what)


def _of_year(row: ListedRow) -> Found:
    what = T(
        "Row {row} says fiscal year {years}, its table is of {expected}",
        row=row.row + 1,
        years=sorted(row.years),
        expected=sorted(row.expected),
    )
    return Found(Presence.WRONG_YEAR, (row.row + 1,), what)


def _numbers(rows: Sequence[ListedRow]) -> tuple[int, ...]:
    return tuple(row.row + 1 for row in rows)
