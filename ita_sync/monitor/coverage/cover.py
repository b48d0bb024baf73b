"""Which agencies of a list are in the sheet, and what is to be done about the others.

Pure: one look, a list and the mapping of columns give a `Coverage`; nothing here reads or writes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ita_sync import thai
from ita_sync.config_file import Column
from ita_sync.errors import Exit
from ita_sync.i18n import T, Text
from ita_sync.monitor.coverage.asked import Asked
from ita_sync.monitor.coverage.findings import (
    TITLES,
    Found,
    Judge,
    Presence,
    elsewhere,
    stray,
)
from ita_sync.monitor.coverage.notes import notes
from ita_sync.rules import Official, provinces
from ita_sync.table import ListedRow, Table, full_name, listed_rows

Dead = Callable[[Sequence[str]], Mapping[str, Text]]
"""Opens links, and returns what is wrong with those that do not lead to a report."""

STRAYS = T("Rows that are of no agency for certain")
LEFT_OUT = T("Rows of other fiscal years, left out")


@dataclass(frozen=True)
class Covered:
    """An agency of the list.

    Attributes:
        agency: as the list has it.
        rows: its rows of the year, 1-based.
        found: what is wrong, the gravest first.
        handed_in: one of its rows has all that is asked for.
    """

    agency: Official
    rows: tuple[int, ...]
    found: tuple[Found, ...]
    handed_in: bool

    @property
    def presence(self) -> Presence:
        """How it stands with it, in one word."""
        return self.found[0].presence if self.found else Presence.COMPLETE

    @property
    def name(self) -> str:
        """What it is called with its kind."""
        return full_name(self.agency)

    @property
    def province(self) -> str:
        """Its province, empty where neither list nor code says it."""
        return province_of(self.agency)


@dataclass(frozen=True)
class Coverage:
    """A tab held against a list.

    Attributes:
        year: the fiscal year (B.E.) that was asked about; None where nobody says one.
        province: the one that it was restricted to, empty for none.
        district: likewise.
        tab: its title.
        at: when the sheet was looked at, by its own clock.
        agencies: those of the list, in its order.
        strays: rows that are of none of them for certain.
        other_years: how many rows are of another year, and rightly so.
        online: links were opened.
        tab_years: the fiscal years that the tab is of, as far as it says so.
        notes: what to know before any of it is believed.
    """

    year: int | None
    province: str
    district: str
    tab: str
    at: datetime
    agencies: tuple[Covered, ...]
    strays: tuple[Found, ...]
    other_years: int
    online: bool
    tab_years: tuple[int, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def handed_in(self) -> int:
        """How many agencies have handed in all that is asked for."""
        return sum(each.handed_in for each in self.agencies)

    @property
    def counts(self) -> dict[Presence, int]:
        """How many agencies stand how: each is counted once, so they add up to all."""
        found = Counter(each.presence for each in self.agencies)
        return {state: found[state] for state in Presence if found[state]}

    @property
    def figures(self) -> list[tuple[Text, int]]:
        """The counts in words, with the rows that are of no agency, and those left out."""
        rows = [(STRAYS, len(self.strays)), (LEFT_OUT, self.other_years)]
        states = [(TITLES[state], count) for state, count in self.counts.items()]
        return [*states, *(row for row in rows if row[1])]

    @property
    def states(self) -> list[Presence]:
        """What there is to do, the gravest first."""
        found = {each.presence for agency in self.agencies for each in agency.found}
        found |= {each.presence for each in self.strays}
        return [state for state in Presence if state in found]

    @property
    def done(self) -> Text:
        """How many of all are complete, in words."""
        return done_of(self.agencies)

    @property
    def moment(self) -> Text:
        """When the sheet was looked at, in words."""
        day, time = thai.format_date(self.at.date()), f"{self.at:%H:%M}"
        return T("{day}, {time} (Thai time)", day=day, time=time)

    @property
    def exit(self) -> Exit:
        """0 where all is complete and no row is left over, else 1."""
        complete = all(each.presence is Presence.COMPLETE for each in self.agencies)
        return Exit.OK if complete and not self.strays else Exit.FINDINGS

    @property
    def by_district(self) -> dict[tuple[str, str], list[Covered]]:
        """The agencies by province and district, in the order of the list."""
        found: dict[tuple[str, str], list[Covered]] = defaultdict(list)
        for each in self.agencies:
            found[each.province, each.agency.district].append(each)
        return found


def done_of(agencies: Sequence[Covered]) -> Text:
    """Return how many of these agencies are complete, in words."""
    done = sum(each.presence is Presence.COMPLETE for each in agencies)
    return T("{done} of {count} agencies complete", done=done, count=len(agencies))


def province_of(agency: Official) -> str:
    """Return an agency's province: as the list has it, else as its code says; empty if unknown."""
    number = agency.code[1:3]
    known = [each.name for each in provinces.PROVINCES if number in each.numbers]
    return agency.province or (known[0] if len(known) == 1 else "")


def within(agencies: Sequence[Official], province: str, district: str) -> list[Official]:
    """Return the agencies of a province and district, each in any spelling; empty takes all."""
    wanted = _folded(province), _folded(district)
    return [
        agency
        for agency in agencies
        if wanted[0] in {"", _folded(province_of(agency))}
        and wanted[1] in {"", _folded(agency.district)}
    ]


def cover(
    table: Table,
    columns: Sequence[Column],
    agencies: Sequence[Official],
    *,
    year: int | None = None,
    province: str = "",
    district: str = "",
    dead: Dead | None = None,
) -> Coverage:
    """Hold a tab against a list of agencies.

    Args:
        table: the tab.
        columns: the mapping of its columns.
        agencies: the list, which may be that of all provinces.
        year: B.E.; else the last that the tab is of, else the last that a row states, else none.
        province: only its agencies; else, in a list of several, that of most rows.
        district: only its agencies.
        dead: opens the links; None where none is opened.
    """
    listed = listed_rows(table, columns, agencies)
    rows = listed.rows
    stated = listed.years or {each for row in rows for each in row.years}
    asked_year, year = year, year or max(stated, default=None)
    province = province or _province(agencies, rows)
    now = [row for row in rows if _is_of(row, year)]
    asked = Asked.of(columns)
    judge = Judge(asked, year, _dead_links(asked, now, dead) if dead else {})
    held: dict[str, list[ListedRow]] = defaultdict(list)
    maybe: dict[str, list[ListedRow]] = defaultdict(list)
    for row in now:
        for agency in [row.owner] if row.owner else row.near:
            (held if row.owner else maybe)[agency.code].append(row)
    wanted = within(agencies, province, district)
    absent = [agency for agency in wanted if not (held[agency.code] or maybe[agency.code])]
    named = listed.unread.naming(absent)
    nearby = {agency.code for agency in within(agencies, province, "")}
    return Coverage(
        year,
        province,
        district,
        table.snapshot.title,
        thai.at(table.snapshot.at),
        tuple(
            _covered(each, judge, held[each.code], maybe[each.code], named.get(each.code, ()))
            for each in wanted
        ),
        tuple(_strays(now, {agency.code for agency in wanted}, nearby, whole=not district)),
        len(rows) - len(now),
        dead is not None,
        tuple(sorted(listed.years)),
        tuple(notes(listed, asked, asked_year)),
    )


def _folded(place: str) -> str:
    """Return a province or district without the word before it."""
    folded = thai.fold(place)
    for word in ("จังหวัด", "จ.", "อำเภอ", "อ."):
        folded = folded.removeprefix(word)
    return folded


def _province(agencies: Sequence[Official], rows: Sequence[ListedRow]) -> str:
    """Return the list's one province, else that of most rows; empty where none has most."""
    of_list = {province_of(agency) for agency in agencies}
    if len(of_list) == 1:
        return of_list.pop()
    named = Counter(province_of(row.owner) for row in rows if row.owner)
    most, count = max(named.items(), key=lambda each: each[1], default=("", 0))
    return most if 2 * count > named.total() else ""


def _is_of(row: ListedRow, year: int | None) -> bool:
    """Return whether a row counts for a year: it states it, or no year, or one mistyped.

    The row of another year that its table is of, too, is last year's, and in its place.
    """
    if year in row.years or not row.years:
        return True
    return year in row.expected and not row.years & row.expected


def _covered(
    agency: Official,
    judge: Judge,
    held: Sequence[ListedRow],
    maybe: Sequence[ListedRow],
    unread: Sequence[int],
) -> Covered:
    ours = judge.ours(held)
    at = tuple(row.row + 1 for row in ours)
    return Covered(agency, at, judge.found(held, maybe, unread), any(map(judge.whole, ours)))


def _strays(
    rows: Sequence[ListedRow], codes: set[str], nearby: set[str], *, whole: bool
) -> Iterator[Found]:
    """Yield the rows of no agency that was asked about.

    Args:
        rows: those of the year.
        codes: of the agencies that were asked about.
        nearby: of those of their province.
        whole: all districts were asked about; else a row of nobody may be of any district.
    """
    for row in rows:
        if row.owner:
            if row.owner.code not in nearby:
                yield elsewhere(row, province_of(row.owner))
        elif whole if not row.near else any(each.code in codes for each in row.near):
            yield stray(row)


def _dead_links(asked: Asked, rows: Sequence[ListedRow], dead: Dead) -> dict[int, Text]:
    links = {row.row: asked.address(row) for row in rows if row.owner}
    wrong = dead(list(dict.fromkeys(filter(None, links.values()))))
    return {row: wrong[link] for row, link in links.items() if link in wrong}
