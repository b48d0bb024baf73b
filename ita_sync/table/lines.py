"""What a row of a tab is, by what its cells hold: data of an agency, a note or total, units."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from ita_sync import thai
from ita_sync.google import CellValue
from ita_sync.row import fold_value

Cells = Sequence[CellValue]

# How a row begins that sums up or explains others. `รวม` alone begins names of places, too.
_NOTE = re.compile(
    r"\*|(?:ผล|ยอด)?รวม(?:$|[^ก-๛]|ทั้ง|ทุก|คะแนน|จำนวน|เฉลี่ย|เทศบาล|องค์การ|อบ[ตจ]|ท[ตมน]\.|อปท|หน่วยงาน|อำเภอ|จังหวัด)"
    r"|(?:ค่า|คะแนน)?เฉลี่ย|หมายเหตุ|ที่มา|ข้อมูล(?:ณ|จาก)"
    r"|(?:total|average|sum|mean|note|source)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[(\[]?([0-9]{1,2})[)\].]?")
_NAMES = ("agency.full_name", "agency.name")


class Headed(Protocol):
    """Anything with a place in the header: a configured column, or a cell that was sent."""

    @property
    def header(self) -> str:
        """The text of its header."""

    @property
    def field(self) -> str | None:
        """The field of the report; None for a constant, and in what 0.1.0 journalled."""

    @property
    def type(self) -> str:
        """How it is sent: text, number or link."""

    @property
    def key(self) -> bool:
        """Whether it is a part of the key."""


class Layout:
    """Which column holds what.

    Args:
        columns: the mapping.
        places: the 0-based column of each header.
    """

    def __init__(self, columns: Sequence[Headed], places: Mapping[str, int]) -> None:
        by_field = {column.field: places[column.header] for column in columns if column.field}
        self._code = by_field.get("agency.code")
        self._names = [by_field[field] for field in _NAMES if field in by_field]
        self._year = by_field.get("fiscal_year")
        self._blind = not by_field
        self._keys = [places[column.header] for column in columns if column.key]

    def year(self, cells: Cells) -> int | None:
        """Return the fiscal year that a row says, None if it says none."""
        found = thai.fiscal_years(fold_value(_at(cells, self._year)))
        return min(found) if len(found) == 1 else None

    def is_data(self, cells: Cells) -> bool:
        """Return whether a row names an agency, listed beforehand or not, or has a whole key."""
        if counts_columns(cells):
            return False
        if self.numbered(cells):
            return True
        if is_note(cells) or self._sums(cells) or self._worded(cells):
            return False
        named = any(not _blank(_at(cells, name)) for name in self._names)
        return named or all(not _blank(_at(cells, key)) for key in self._keys)

    def numbered(self, cells: Cells) -> bool:
        """Return whether a row has the code of an agency."""
        return self._code is not None and fold_value(_at(cells, self._code)).isdecimal()

    def _sums(self, cells: Cells) -> bool:
        """Return whether a sum or note stands for the name; a star there is put to an agency."""
        names = [str(_at(cells, name)).lstrip("* ") for name in self._names]
        return any(is_note([name]) for name in names)

    def _worded(self, cells: Cells) -> bool:
        """Return whether a word stands for the code, as in a small table below the agencies.

        `ไม่มี` says that an agency has none.
        """
        code = fold_value(_at(cells, self._code))
        worded = any(map(str.isalpha, code)) and not any(map(str.isdigit, code))
        return worded and not code.startswith("ไม่มี")

    def explains(self, cells: Cells) -> bool:
        """Return whether a row right below a header goes on with it: units, numbers of columns.

        What is taken for it wrongly does no harm: a row goes below it all the same. A lone text
        in the first columns is a title or a note.
        """
        if counts_columns(cells):
            return True
        if self._blind:  # nothing tells such a row from data
            return False
        texts = [at for at, value in enumerate(cells) if not _blank(value)]
        if not texts or texts[-1] <= 1 or is_note(cells):
            return False
        words = all(isinstance(cells[at], str) for at in texts)
        return words and not self.numbered(cells) and self.year(cells) is None


def is_note(cells: Cells) -> bool:
    """Return whether a row begins as a total or a note does."""
    first = next((value for value in cells if not _blank(value)), None)
    return isinstance(first, str) and _NOTE.match(thai.clean(first)) is not None


def counts_columns(cells: Cells) -> bool:
    """Return whether a row only numbers the columns, as in (1) (2) (3)."""
    texts = [thai.fold(str(value)) for value in cells if not _blank(value)]
    found = [_NUMBERED.fullmatch(text) for text in texts]
    numbers = [int(each[1]) for each in found if each]
    each_next = all(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) == len(texts) > 2 and each_next  # noqa: PLR2004 - two may be figures


def _at(cells: Cells, column: int | None) -> CellValue:
    return cells[column] if column is not None and column < len(cells) else None


def _blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
