"""Whether a row names our agency: what a row says of agency, year and content, read as people type.

A code, a full name, a link each can name an agency, and each can be wrong or shared; what the
others say then decides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from typing import Protocol, Self

from ita_sync.google import CellValue
from ita_sync.row import Cell, SummaryRow, Value, fold_value
from ita_sync.rules import kinds, provinces
from ita_sync.rules.agencies import is_code
from ita_sync.table import spelled

Found = CellValue | Value
_NAMES = ("agency.full_name", "agency.name")
_OF_TAMBON = {"เทศบาลตำบล", "องค์การบริหารส่วนตำบล"}
_TELLING_KINDS = {*kinds.KINDS, *(other.name for other in kinds.OTHER_KINDS if not other.label)}
_ALL_OR_NOTHING = {Decimal(0), Decimal(100)}


class Fielded(Protocol):
    """A configured column, or a cell: a header, and the field of the report under it."""

    @property
    def header(self) -> str:
        """The text of its header."""

    @property
    def field(self) -> str | None:
        """The field of the report; None for a constant, and in journals of 0.1.0."""


@dataclass(frozen=True)
class Fields:
    """Under which header each field stands, and which headers are of scores."""

    headers: Mapping[str, str]
    scores: tuple[str, ...]

    @classmethod
    def of(cls, columns: Iterable[Fielded]) -> Self:
        """Return the fields of columns; the first column of a field counts."""
        named = [(column.field or "", column.header) for column in columns]
        scores = tuple(header for field, header in named if is_score(field))
        return cls({field: header for field, header in reversed(named) if field}, scores)

    @classmethod
    def of_row(cls, summary: SummaryRow) -> Self:
        """Return the fields of a row; those of 0.1.0's journals are told by what stands there."""
        if any(cell.field for cell in summary.cells):
            return cls.of(summary.cells)
        guessed = [(_field_of(cell), cell.header) for cell in summary.cells]
        scores = tuple(header for field, header in guessed if field == "total")
        return cls(dict(reversed(guessed)), scores)


def is_score(field: str) -> bool:
    """Return whether a field of the report is a score."""
    of_indicator = field.startswith("indicators.") and field.endswith(".score")
    return field == "total" or field.startswith(("tools.", "eit_parts.")) or of_indicator


def _field_of(cell: Cell) -> str:
    """Return the field that a cell without one most likely shows."""
    text = str(cell.value or "")
    if cell.type == "number":
        return "fiscal_year" if spelled.years(cell.value) else "total"
    if cell.type == "link":
        return "url"
    if is_code(text):
        return "agency.code"
    if provinces.find(text):
        return "agency.province"
    is_agency = spelled.parts(text)[0] or kinds.other_kind(text)
    return "agency.full_name" if is_agency else f"unknown.{cell.header}"


@dataclass(frozen=True)
class Reading:
    """What a row says, in one form for all spellings; what it does not say is empty."""

    code: str
    years: frozenset[int]
    names: tuple[str, ...]
    kind: str
    district: str
    province: str
    link: str
    memo: str
    scores: tuple[Decimal | None, ...]


def read(fields: Fields, value: Callable[[str], Found]) -> Reading:
    """Return how a row reads.

    Args:
        fields: under which header each field stands.
        value: what the row has under a header.
    """

    def of(field: str) -> Found:
        header = fields.headers.get(field)
        found = value(header) if header else None
        return None if spelled.blank(found) else found

    def text(field: str) -> str:
        found = of(field)
        return "" if found is None else str(found)

    return Reading(
        code=spelled.code(of("agency.code")),
        years=spelled.stated_years(of("fiscal_year")),
        names=tuple(filter(None, (spelled.name(text(field)) for field in _NAMES))),
        kind=spelled.kind(text("agency.type")),
        district=spelled.district(text("agency.district")),
        province=spelled.province(text("agency.province")),
        link=spelled.link(text("url")),
        memo=fold_value(of("memo.number")),
        scores=tuple(spelled.figure(value(header)) for header in fields.scores),
    )


@dataclass(frozen=True)
class Ours:
    """How our row reads, and the spellings of the agency's name: with its kind, and without."""

    said: Reading
    kind: str
    full: frozenset[str]
    bare: frozenset[str]
    bones: frozenset[str]

    @classmethod
    def of(cls, fields: Fields, summary: SummaryRow) -> Self:
        """Return how a report's row reads."""
        values = {cell.header: cell.value for cell in summary.cells}
        said = read(fields, values.get)
        if not _own_code(fields, summary):
            said = replace(said, code="")
        full_name = str(values.get(fields.headers.get("agency.full_name", "")) or "")
        kind, bare = _kind_and_name(full_name, said)
        alone = {*_spellings(full_name, kind, bare)}
        # A list may say the place beside the name where it has no columns for it.
        district = said.district or spelled.district(summary.place[0])
        province = said.province or spelled.province(summary.place[1])
        places = [*spelled.beside(district, province)]
        full = _each_with(alone, places)
        barely = {bare, *(word + bare for word in ("ตำบล", "ต") if kind in _OF_TAMBON)} - {""}
        # Bones of names beside places, of each once: there are a hundred pairs.
        bones = _each_with(set(map(spelled.bones, alone)), list(map(spelled.bones, places)))
        bones |= frozenset(map(spelled.bones, barely))
        return cls(said, kind, full, frozenset(barely), bones)


def _each_with(names: set[str], places: Sequence[str]) -> frozenset[str]:
    """Return names as they are, and with each place after them."""
    return frozenset({*names, *(name + place for name in names for place in places)})


def _own_code(fields: Fields, summary: SummaryRow) -> bool:
    """Return whether a code is the agency's own: in another list it may be another agency's."""
    of_code = [cell for cell in summary.cells if cell.header == fields.headers.get("agency.code")]
    return any(cell.key or is_code(str(cell.value)) for cell in of_code)


def _kind_and_name(full_name: str, said: Reading) -> tuple[str, str]:
    """Return an agency's kind and its name without it, from either or both of their columns."""
    kind, bare = spelled.parts(full_name)
    if not kind:
        kind = said.kind or spelled.kind(full_name)
        bare = bare or (said.names[0] if said.names else "")
    return kind, bare.removeprefix(spelled.name(kind)) or bare


def _spellings(full_name: str, kind: str, bare: str) -> Iterable[str]:
    if kind in kinds.KINDS and bare:
        yield from spelled.with_kind(kind, bare)
    elif full_name or kind:
        yield from spelled.abbreviated(full_name or kind + bare)


class Name(Enum):
    """What a row calls its agency, seen from ours."""

    BLANK = auto()
    FULL = auto()
    BARE = auto()
    """Without its kind: a municipality and its neighbour may share such a name."""
    NEAR = auto()
    """A mark above or below is left out, or one too many."""
    OTHER = auto()


def called(ours: Ours, row: Reading) -> Name:
    """Return what a row calls its agency: the best of its columns."""
    found = {_called(ours, name, row.kind) for name in row.names}
    return next((name for name in (Name.FULL, Name.BARE, Name.NEAR) if name in found), None) or (
        Name.OTHER if found else Name.BLANK
    )


def _called(ours: Ours, name: str, kind: str) -> Name:
    local = ours.kind in kinds.KINDS
    if kind != ours.kind and {kind, ours.kind} <= _TELLING_KINDS:
        return Name.OTHER
    if name in ours.full or (name in ours.bare and kind and kind == ours.kind):
        return Name.FULL
    if name in ours.bare:
        return Name.BARE if local or not ours.kind else Name.OTHER
    near = any(spelled.lacks_a_mark(name, each) for each in (*ours.full, *ours.bare))
    return Name.NEAR if near else Name.OTHER


def placed(ours: Reading, row: Reading) -> bool | None:
    """Return whether a row is in our agency's place; None where it does not say."""
    province = _same_place(ours.province, row.province)
    district = _same_district(ours, row)
    if province is False or district is False:
        return False
    return district if ours.district else province


def _same_district(ours: Reading, row: Reading) -> bool | None:
    return _same_place(
        spelled.whole_district(ours.district, ours.province),
        spelled.whole_district(row.district, row.province or ours.province),
    )


def _same(one: str, other: str) -> bool | None:
    return one == other if one and other else None


def _same_place(one: str, other: str) -> bool | None:
    return (one == other or spelled.lacks_a_mark(one, other)) if one and other else None


def as_ours(ours: Reading, row: Reading) -> bool:
    """Return whether a row has the content of ours: scores first of all, then link and memo.

    Where all scores are others, it is the row of another year, whatever it links to; but not where
    link and memo are both ours: a sort of some columns brought the scores there. A score of 0 or
    100 that both have says nothing: many have it year after year. Nor does, without scores, a link
    that does not tell its year.
    """
    pairs = [(a, b) for a, b in zip(ours.scores, row.scores, strict=True) if a and b is not None]
    same = [a == b for a, b in pairs if a != b or a not in _ALL_OR_NOTHING]
    linked, same_memo = _same(ours.link, row.link) is True, _same(ours.memo, row.memo) is True
    if linked and same_memo:
        return True
    if not same:
        return same_memo or (linked and spelled.tells_year(ours.link, ours.years))
    return any(same) and sum((*same, linked, same_memo)) > same.count(False)


def names_a_kind(row: Reading) -> bool:
    """Return whether a row names an agency kind and all, local or other."""
    return any(spelled.kind(name) or spelled.parts(name)[0] for name in row.names)


def _mistyped(ours: Reading, row: Reading, name: Name) -> bool:
    """Return whether a row without a code, of our link and all our scores, is called otherwise.

    A name with its kind, or another district, is that of another agency; and an agency that has no
    code is told by name and place alone.
    """
    telling = {score for score in ours.scores if score is not None} - _ALL_OR_NOTHING
    same = telling and ours.scores == row.scores and _same(ours.link, row.link)
    if not same or not ours.code or is_code(row.code):
        return False
    here = placed(ours, row) is not False or _same_district(ours, row) is True
    return here and not (name is Name.OTHER and names_a_kind(row))


def names_us(ours: Ours, row: Reading) -> bool:
    """Return whether a row names our agency by code, by full name in its place, or by link."""
    said = ours.said
    if _same(said.code, row.code):
        return True
    name, in_place = called(ours, row), placed(said, row)
    if name is Name.OTHER or in_place is False:
        return _mistyped(said, row, name)
    of_another = is_code(row.code) and bool(said.code)
    linked = _same(said.link, row.link)
    if name is Name.FULL:
        known = in_place or not of_another or spelled.same_area(said.code, row.code)
        return known or as_ours(said, row)
    if linked and not of_another:
        return True
    if name is Name.BLANK:
        near = linked is not False and (not row.code or spelled.is_slip(said.code, row.code))
        return bool(linked or near) and as_ours(said, row)
    nowhere = not (said.district or said.province)
    return ((in_place or nowhere) and not of_another) or as_ours(said, row)
