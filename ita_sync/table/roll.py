"""A list of agencies, in which those that a row names are found: by code first, then by name.

What code and name say must agree. A row that names no agency for certain is given to none, with
why, and with the agencies that it may mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from typing import Self

from ita_sync.row import Cell, RowKey, SummaryRow
from ita_sync.rules.agencies import Official, is_code
from ita_sync.table import spelled
from ita_sync.table.lines import Headed
from ita_sync.table.naming import Fields, Name, Ours, Reading, called, placed, read

MANY = 20
"""Agencies of one name, in all provinces and without a place, that are still told apart."""
_SHORT = 4
"""Letters of a name below which another letter makes another name, not a slip."""


class Doubt(Enum):
    """Why a row is given to no agency."""

    NOBODY = auto()
    """It names none of the list."""
    CROSSED = auto()
    """Its code is one agency's, its name or place another's."""
    SHARED = auto()
    """Several agencies are called so, and nothing says which is meant."""
    CLOSE = auto()
    """It is spelled as none is, and much like these."""
    MANY = auto()
    """So many are called so, or much like it, that it is no use to name them."""
    UNREAD = auto()
    """It begins a table with other columns, below the one that was read."""


def full_name(agency: Official) -> str:
    """Return what an agency is called with its kind; เมืองพัทยา is both in one."""
    return agency.name if agency.name == agency.type else agency.type + agency.name


@dataclass(frozen=True)
class Entry:
    """An agency, read as a row of its own would be."""

    official: Official
    fields: Fields
    columns: Sequence[Headed] = field(repr=False)

    @property
    def ours(self) -> Ours:
        """With all spellings of its name; not kept, for thousands would take half a gigabyte."""
        return Ours.of(self.fields, _as_row(self.official, self.columns))

    @cached_property
    def said(self) -> Reading:
        """How such a row reads."""
        values = {cell.header: cell.value for cell in _as_row(self.official, self.columns).cells}
        return read(self.fields, values.get)

    @property
    def bones(self) -> frozenset[str]:
        """The spellings of its name, without what people add of its place: there are a hundred."""
        nowhere = replace(self.official, district="", province="")
        return Ours.of(self.fields, _as_row(nowhere, self.columns)).bones


Whose = tuple[Entry | None, Doubt | None, list[Entry]]


@dataclass(frozen=True)
class Roll:
    """A list in which the agencies that a row may name are found without reading all of it."""

    fields: Fields
    entries: Sequence[Entry]

    @classmethod
    def of(cls, columns: Sequence[Headed], agencies: Iterable[Official]) -> Self:
        """Return a list as the configured columns would show it."""
        fields = Fields.of(columns)
        return cls(fields, [Entry(each, fields, columns) for each in agencies])

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """By code, as a row's is read."""
        return {spelled.code(entry.official.code): entry for entry in self.entries}

    @cached_property
    def by_bones(self) -> Mapping[str, Sequence[Entry]]:
        """By the bones of each spelling of the name."""
        return _indexed((bones, entry) for entry in self.entries for bones in entry.bones)

    @cached_property
    def by_slip(self) -> Mapping[str, Sequence[Entry]]:
        """By what two names share if one is a slip of the other."""
        return _indexed(
            (key, entry)
            for entry in self.entries
            for key in _slips(spelled.name(entry.official.name))
        )

    def whose(self, reading: Reading) -> Whose:
        """Return whose a row is; or why that is not certain, and whom it may mean."""
        own = self.by_code.get(reading.code)
        if own and (not reading.names or _plainly(own, reading)):
            return own, None, []
        alike = _once(self._alike(reading), reading)
        full, rough, begun = _named(alike, reading)
        if own:
            return self._coded(own, reading, full, rough or begun)
        if len(alike) > MANY:
            return None, Doubt.MANY, []
        of_another = is_code(reading.code)
        if len(full) > 1:
            return None, Doubt.SHARED, full
        if full:
            known = not of_another or _known_place(full[0], reading)
            return (full[0], None, []) if known else (None, Doubt.CROSSED, full)
        if len(rough) == 1 and not of_another and _in_place(rough[0], reading):
            return rough[0], None, []
        if rough:
            return None, Doubt.SHARED if len(rough) > 1 else Doubt.CLOSE, rough
        close = begun or self._close(reading)
        if len(close) > MANY:
            return None, Doubt.MANY, []
        return None, Doubt.CLOSE if close else Doubt.NOBODY, close

    def _coded(self, own: Entry, reading: Reading, full: list[Entry], rough: list[Entry]) -> Whose:
        if full:
            return None, Doubt.CROSSED, [own, *full]
        named = own in rough or called(own.ours, reading) is not Name.OTHER
        named = named or own in self._close(reading)
        return (own, None, []) if named else (None, Doubt.CROSSED, [own, *rough])

    def _alike(self, reading: Reading) -> Iterator[Entry]:
        """Yield the agencies whose name a row's begins with: its place may follow."""
        for bones in map(spelled.bones, reading.names):
            for end in range(len(bones), 0, -1):
                yield from self.by_bones.get(bones[:end], ())

    def _close(self, reading: Reading) -> list[Entry]:
        """Return the agencies with a name like that of a row, be they of another kind."""
        keys = {key for name in reading.names for key in _slips(spelled.parts(name)[1])}
        return _once((e for key in keys for e in self.by_slip.get(key, ())), reading)


def _indexed(pairs: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        found[key].append(entry)
    return found


def _once(entries: Iterable[Entry], reading: Reading) -> list[Entry]:
    """Return agencies, each once, without those of another place than a row's."""
    found = {entry.official.code: entry for entry in entries}.values()
    return [entry for entry in found if placed(entry.said, reading) is not False]


def _named(
    alike: Sequence[Entry], reading: Reading
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Return the agencies that a row names in full, in another way, or before a remark."""
    full: list[Entry] = []
    rough: list[Entry] = []
    if len(alike) > MANY:
        return [], [], []
    for entry in alike:
        how = called(entry.ours, reading)
        if how is not Name.OTHER:
            (full if how is Name.FULL else rough).append(entry)
    return full, rough, [] if full or rough else _begun(alike, reading)


def _begun(alike: Iterable[Entry], reading: Reading) -> list[Entry]:
    """Return the agencies with whose name a row's begins, the longest such: a remark follows it."""
    found = [(_head(entry.ours, reading), entry) for entry in alike]
    longest = max((length for length, _ in found), default=0)
    return [entry for length, entry in found if length == longest > 0]


def _head(ours: Ours, reading: Reading) -> int:
    """Return how long the name is that a row's begins with; without its kind, a bracket ends it."""
    if reading.kind and ours.kind and reading.kind != ours.kind:
        return 0
    whole = ours.full | (ours.bare if reading.kind else frozenset())
    heads = [each for each in whole for name in reading.names if name.startswith(each)]
    heads += [head for name in reading.names if (head := name.partition("(")[0]) in ours.bare]
    return max(map(len, heads), default=0)


def _plainly(entry: Entry, reading: Reading) -> bool:
    """Return whether a row calls an agency by its full name, and places it nowhere else."""
    return placed(entry.said, reading) is not False and called(entry.ours, reading) is Name.FULL


def _slips(name: str) -> set[str]:
    bones = spelled.bones(name)
    return spelled.slips(bones) if len(bones) >= _SHORT else {bones} - {""}


def _known_place(entry: Entry, reading: Reading) -> bool:
    """Return whether a row with a code that is in no list is an agency's: its code is mistyped."""
    near = spelled.same_area(entry.official.code, reading.code)
    return near or placed(entry.said, reading) is True


def _in_place(entry: Entry, reading: Reading) -> bool:
    said = entry.said
    return placed(said, reading) is True or not (said.district or said.province)


def _as_row(agency: Official, columns: Sequence[Headed]) -> SummaryRow:
    """Return the row that a report of an agency would have, as far as the list knows it."""
    values = {
        "agency.code": agency.code,
        "agency.type": agency.type,
        "agency.name": agency.name,
        "agency.full_name": full_name(agency),
        "agency.district": agency.district,
        "agency.province": agency.province,
    }
    cells = tuple(
        Cell(column.header, "text", values[column.field] or None, column.key, column.field)
        for column in columns
        if column.field in values
    )
    return SummaryRow(
        cells, RowKey((), "", frozenset()), "", place=(agency.district, agency.province)
    )
