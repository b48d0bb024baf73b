"""Which rows of a table are of which agency of a list, and what each of them says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ita_sync import thai
from ita_sync.rules.agencies import Official
from ita_sync.table import spelled
from ita_sync.table.lines import Headed
from ita_sync.table.naming import Fields, Name, Reading, called, placed, read
from ita_sync.table.nearby import is_heading, said_otherwise
from ita_sync.table.place import Block, blocks_of
from ita_sync.table.roll import Doubt, Entry, Roll, full_name
from ita_sync.table.table import Table
from ita_sync.table.unread import Unread

NAMING = ("agency.code", "agency.full_name", "agency.name")
"""The fields by which a row names its agency; a tab needs a column for one of them."""
_PLACES = ("agency.district", "agency.province")
_SOME = 10
"""The share of rows, one in so many, that makes a year one of the table's: fewer are mistyped."""


_LONG = 120
"""Characters of a cell that are quoted."""


@dataclass(frozen=True)
class Otherwise:
    """A cell that writes an agency otherwise than the list does."""

    header: str
    found: str
    listed: str


@dataclass(frozen=True)
class ListedRow:
    """A row, and whose it is.

    Attributes:
        row: 0-based.
        said: code and name as they are typed there.
        owner: the agency; None where there is a doubt.
        doubt: why it is given to none.
        near: the agencies that it may mean then.
        otherwise: what it writes otherwise than the list.
        years: the fiscal years that it states; if none, those of the table that it stands in.
        expected: the fiscal years of that table; empty where nothing says so.
        values: what stands under the configured headers, of a linked cell where it leads; a blank,
            or a dash in the place of a value, is left out.
    """

    row: int
    said: str
    owner: Official | None
    doubt: Doubt | None
    near: tuple[Official, ...]
    otherwise: tuple[Otherwise, ...]
    years: frozenset[int]
    expected: frozenset[int]
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Listed:
    """What a tab says of a list of agencies.

    Attributes:
        rows: those that are of agencies.
        years: the fiscal years that the tab is of.
        no_places: the headers of places under which figures stand: they tell no agencies apart.
        unread: the parts of the tab that hold something else.
    """

    rows: tuple[ListedRow, ...]
    years: frozenset[int]
    no_places: tuple[str, ...] = ()
    unread: Unread = field(default_factory=Unread)


def listed_rows(table: Table, columns: Sequence[Headed], agencies: Iterable[Official]) -> Listed:
    """Return the rows of a tab that are of agencies, from top to bottom, and whose they are.

    A row of totals or notes is among them only if it names an agency for certain; a lone text, the
    heading of a district say, never is.
    """
    no_places = tuple(_no_places(table, columns))
    roll = Roll.of([column for column in columns if column.header not in no_places], agencies)
    blocks = list(blocks_of(table.snapshot, table.header, table.layout))
    stops = [min([block.top, *block.title]) for block in blocks[1:]]
    found: list[ListedRow] = []
    years: set[int] = set()
    ends = [*stops, table.snapshot.row_count]
    for block, stop in zip(blocks, ends, strict=True):
        expected = _expected(block)
        years |= expected
        if block.header is not None:
            found += _of_block(replace(table, header=block.header), stop, roll, block, expected)
        elif any(block.top < row < stop for row in table.snapshot.rows):
            found.append(ListedRow(block.top, "", None, Doubt.UNREAD, (), (), expected, expected))
    unread = Unread.of(table, blocks, ends, [roll.fields.headers.get(each) for each in NAMING])
    return Listed(tuple(found), frozenset(years), no_places, unread)


def _no_places(table: Table, columns: Sequence[Headed]) -> Iterator[str]:
    """Yield the headers of places under which only figures stand: a rank mapped by mistake."""
    for header in (column.header for column in columns if column.field in _PLACES):
        texts = [str(table.value(row, header) or "") for row in table.data_rows()]
        said = [text for text in texts if not spelled.blank(text)]
        words = [text for text in said if any(map(str.isalpha, text)) and text != header]
        if said and not words:
            yield header


def _of_block(
    table: Table, stop: int, roll: Roll, block: Block, expected: frozenset[int]
) -> Iterator[ListedRow]:
    fields, data = roll.fields, set(block.rows)
    below = [row for row in range(table.header_row + 1, stop) if row in table.snapshot.rows]
    readings = {row: read(fields, partial(table.value, row)) for row in below}
    for row, reading in readings.items():
        owner, doubt, near = roll.whose(reading)
        if doubt is Doubt.SHARED and len(here := _here(table, block, row, near)) == 1:
            owner, doubt, near = here[0], None, []
        if owner is None and (row not in data or _heading(table, row)):
            continue
        yield ListedRow(
            row,
            _said(table, fields, row),
            owner.official if owner else None,
            doubt,
            tuple(entry.official for entry in near),
            tuple(_otherwise(table, fields, row, owner, reading)) if owner else (),
            reading.years or expected,
            expected,
            dict(_values(table, row)),
        )


def _expected(block: Block) -> frozenset[int]:
    """Return the fiscal years of a table: those of its title, else of the tab's, else of rows."""
    if title := block.titled or thai.fiscal_years(block.snapshot.title):
        return title
    stated = Counter(block.layout.year(block.snapshot.rows[row]) for row in block.rows)
    most = len(block.rows)
    return frozenset(year for year, count in stated.items() if year and count * _SOME >= most)


def _here(table: Table, block: Block, row: int, near: Iterable[Entry]) -> list[Entry]:
    """Return the agencies of one name of which nothing around a row says that it is elsewhere."""

    def elsewhere(agency: Official) -> bool:
        place = agency.district, agency.province
        return said_otherwise(table.snapshot, table.header, block, row, place) is not None

    return [entry for entry in near if not elsewhere(entry.official)]


def _heading(table: Table, row: int) -> bool:
    filled = [value for value in table.snapshot.rows[row] if value not in (None, "")]
    return len(filled) <= 1 or is_heading(table.snapshot, row)


def _values(table: Table, row: int) -> Iterator[tuple[str, str]]:
    for header, column in table.columns.items():
        value = table.value(row, header)
        if not spelled.blank(value):
            yield header, thai.clean(table.snapshot.links.get((row, column)) or str(value))


def _said(table: Table, fields: Fields, row: int) -> str:
    typed = [
        thai.clean(str(value))
        for header in dict.fromkeys(fields.headers[f] for f in NAMING if f in fields.headers)
        if (value := table.value(row, header)) is not None
    ]
    return _brief(" ".join(filter(None, typed)))


def _brief(text: str) -> str:
    """Return a text as it is quoted: a cell may hold 50,000 characters."""
    return text if len(text) <= _LONG else text[:_LONG] + "…"


def _otherwise(
    table: Table, fields: Fields, row: int, owner: Entry, reading: Reading
) -> Iterator[Otherwise]:
    """Yield what a row writes otherwise than the list; what it leaves out is not told."""
    agency, headers = owner.official, fields.headers

    def typed(*of: str) -> Iterator[tuple[str, str]]:
        for header in (headers[each] for each in of if each in headers):
            if not spelled.blank(value := table.value(row, header)):
                yield header, _brief(thai.clean(str(value)))

    if reading.code and reading.code != owner.said.code:
        yield from (Otherwise(h, found, agency.code) for h, found in typed("agency.code"))
    kind_shown = "agency.full_name" in headers or "agency.type" in headers
    plain = {Name.FULL, Name.BLANK} if kind_shown else {Name.FULL, Name.BLANK, Name.BARE}
    if called(owner.ours, reading) not in plain:
        names = list(typed("agency.full_name", "agency.name"))[:1]
        yield from (Otherwise(h, found, full_name(agency)) for h, found in names)
    if placed(owner.said, reading) is False:
        places = list(typed("agency.district", "agency.province"))
        listed = [place for place in (agency.district, agency.province) if place]
        yield Otherwise(
            " / ".join(header for header, _ in places),
            " / ".join(found for _, found in places),
            " / ".join(listed),
        )
