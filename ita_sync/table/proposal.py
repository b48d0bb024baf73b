"""The header of a sheet that nobody mapped yet -> a mapping to be confirmed, column by column.

A proposal decides nothing: what may mean several fields is left to be asked, what means none, to
people.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ita_sync import thai
from ita_sync.config_file import KEY_WITHOUT_CODE, CellType, Column
from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T
from ita_sync.table.band import header_band, read
from ita_sync.table.examples import narrowed
from ita_sync.table.header import HEADER_SEARCH, letter, names_of
from ita_sync.table.known_headers import LEFT, counts_rows
from ita_sync.table.lines import Layout
from ita_sync.table.table import Table

EXAMPLES = 3
LISTED = 2
"""So many rows that say no more than who the agency is are a list made beforehand."""
_NUMBERS = re.compile(r"fiscal_year|total|tools\..*|eit_parts\..*|indicators\..*\.score")


@dataclass(frozen=True)
class Guess:
    """One column of the sheet.

    Attributes:
        column: 0-based.
        header: what it is called in the configuration.
        fields: what it may show, the likeliest first; several are to be asked about.
        examples: what stands in it.
        as_text: all that stands in it is text.
        counts: it holds running numbers.
        twin: another column has the same header, so that neither can be mapped.
    """

    column: int
    header: str
    fields: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    as_text: bool = False
    counts: bool = False
    twin: bool = False

    @property
    def name(self) -> str:
        """The header as it is printed and typed: in one line."""
        return " ".join(self.header.split())

    def shows(self, field: str, *, key: bool = False) -> Column:
        """Return the column as it is configured where it shows a field."""
        kind: CellType = "link" if field == "url" else "text"
        if _NUMBERS.fullmatch(field) and not self.as_text:
            kind = "number"
        return Column(header=self.header, field=field, type=kind, key=key)


@dataclass(frozen=True)
class Proposal:
    """What a tab seems to be.

    Attributes:
        snapshot: the tab.
        top: the first row of its header, 0-based.
        bottom: the last one.
        guesses: its columns that have a header.
    """

    snapshot: Snapshot
    top: int
    bottom: int
    guesses: tuple[Guess, ...]


def propose(snapshot: Snapshot, header_row: int | None = None) -> Proposal:
    """Return what each column of a tab seems to show.

    Args:
        snapshot: the tab.
        header_row: 1-based, a row of the header, where a person named it.

    Raises:
        SheetConflict: `header-unknown`, no row looks like the header of such a table.
    """
    band = header_band(snapshot, header_row)
    if band is None:
        raise _unknown(snapshot)
    top, bottom = band
    guesses = _settled(list(_guesses(snapshot, top, bottom)))
    return Proposal(snapshot, top, bottom, tuple(guesses))


def mapping(chosen: Mapping[Guess, str]) -> tuple[Column, ...]:
    """Return the configured columns, those of the key marked.

    Args:
        chosen: the field of each column that shows one.

    Raises:
        SheetConflict: `no-key`, nothing in the sheet tells whose a row is.
    """
    fields = set(chosen.values())
    name = next((each for each in ("agency.full_name", "agency.name") if each in fields), None)
    if "agency.code" not in fields and name is None:
        raise SheetConflict(
            "no-key",
            T("No column holds the code or the name of the agency: nobody knows whose a row is."),
            next_step=T(
                "Say which column does, with --map HEADER=agency.code or "
                "--map HEADER=agency.full_name, or ask the sheet's owner for one."
            ),
        )
    by_name = {name, "agency.province", "fiscal_year"}
    keys = {"agency.code", "fiscal_year"} if "agency.code" in fields else by_name
    return tuple(guess.shows(field, key=field in keys) for guess, field in chosen.items())


def key_without_code(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return what can make the key of an agency without a code; nothing where no name is shown."""
    shown = {column.field for column in columns}
    kept = tuple(field for field in KEY_WITHOUT_CODE if field in shown)
    if "agency.full_name" in kept:
        return kept
    return ("agency.name", *kept) if "agency.name" in shown else ()


def placed(proposal: Proposal, columns: Sequence[Column]) -> tuple[Table, int | None]:
    """Return the table as a push will find it, and the header's row where it has to be named.

    Raises:
        SheetConflict: a push would not find these columns.
    """
    wanted = {guess.header: guess.column for guess in proposal.guesses}
    with suppress(SheetConflict):
        table = Table.find(proposal.snapshot, columns)
        if all(wanted[header] == column for header, column in table.columns.items()):
            return table, None
    named = proposal.bottom + 1
    return Table.find(proposal.snapshot, columns, named), named


def count_listed(table: Table) -> int:
    """Return how many rows were made beforehand: they say who the agency is, and no more."""
    layout = Layout(table.layout, table.columns)
    told = {c.header for c in table.layout if c.key or (c.field or "").startswith("agency.")}
    filled = [column for header, column in table.columns.items() if header not in told]
    rows = [row for row in table.data_rows() if row > table.header.end]
    data = [row for row in rows if layout.is_data(table.snapshot.rows[row])]
    return sum(all(_blank(table.snapshot.cell(row, c)) for c in filled) for row in data)


def _guesses(snapshot: Snapshot, top: int, bottom: int) -> Iterator[Guess]:
    names = names_of(snapshot, top, bottom)
    called = [thai.fold(each[0]) if each else "" for each in names]
    found = read(snapshot, top, names)
    for column, each in enumerate(names):
        if not each:
            continue
        values = list(_values(snapshot, column, bottom))
        twin = called.count(called[column]) > 1
        counts = not twin and counts_rows(each[0])
        fields = () if twin or counts else found[column]
        yield Guess(
            column,
            thai.clean(each[0]),
            fields=narrowed(fields, values),
            examples=tuple(dict.fromkeys(map(str, values)))[:EXAMPLES],
            as_text=bool(values) and all(isinstance(value, str) for value in values),
            counts=counts,
            twin=twin,
        )


def _values(snapshot: Snapshot, column: int, bottom: int) -> Iterator[CellValue]:
    for row in sorted(snapshot.rows):
        value = snapshot.cell(row, column)
        if bottom < row <= bottom + 10 * HEADER_SEARCH and not _blank(value):
            yield value


def _settled(guesses: list[Guess]) -> list[Guess]:
    """Return the guesses without fields that another column alone must show.

    A name is the whole one where nothing says what it lacks; columns that could only show the same
    are all asked about.
    """
    typed = any(guess.fields == ("agency.type",) for guess in guesses)
    sure = {guess.fields[0] for guess in guesses if len(guess.fields) == 1}
    contested: set[str] = set()
    settled = []
    for guess in guesses:
        fields = guess.fields
        if fields == ("agency.full_name", "agency.name") and not typed and not guess.examples:
            fields = fields[:1]
        elif len(fields) > 1:
            fields = tuple(field for field in fields if field not in sure)
            if not set(fields) - {LEFT}:
                fields = guess.fields
                contested |= set(fields)
        settled.append(replace(guess, fields=fields))
    alone = Counter(guess.fields[0] for guess in settled if len(guess.fields) == 1)
    contested |= {field for field, columns in alone.items() if columns > 1}
    return [
        replace(guess, fields=tuple(dict.fromkeys((*guess.fields, LEFT))))
        if contested & set(guess.fields) - {LEFT}
        else guess
        for guess in settled
    ]


def _unknown(snapshot: Snapshot) -> SheetConflict:
    rows = [row for row in sorted(snapshot.rows) if row < HEADER_SEARCH][:EXAMPLES]
    return SheetConflict(
        "header-unknown",
        T("No row of tab {tab} looks like the header of a table of agencies.", tab=snapshot.title),
        details=[
            T(
                "Row {row}: {found}",
                row=row + 1,
                found=[
                    f"{letter(at)} “{value}”"
                    for at, value in enumerate(snapshot.rows[row])
                    if not _blank(value)
                ],
            )
            for row in rows
        ]
        or [T("The tab is empty.")],
        next_step=T(
            "Name the row with --header-row N and columns with --map HEADER=FIELD, or another tab "
            "with --tab."
        ),
    )


def _blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
