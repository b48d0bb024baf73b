"""The sheet as whoever acts sees it, and where they point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ita_sync.sandbox.model import Mark, Row, Spreadsheet, Tab
from tests.promise.simulator.reports import Cast

Request = dict[str, Any]
HEADER = 1  # the header's row when nobody moved it
NUMBERED = re.compile(r"(\d+) (row|close) [0-9a-f]{16} \d+")


def texts(row: Row) -> list[object]:
    """The values in the cells of a row."""
    values = [(cell or {}).get("userEnteredValue") for cell in row]
    return [next(iter(value.values())) if value else None for value in values]


def counts(mark: Mark) -> bool:
    """Whether a mark holds a number of a batch, of this version or of 0.1.0."""
    found = NUMBERED.fullmatch(mark.value or "") if mark.key == "ita-sync" else None
    return found is not None and int(found[1]) == mark.id


def pick(choices: Sequence[int], share: float) -> int:
    """One of them, chosen by a number from 0 to 1."""
    return choices[min(int(share * len(choices)), len(choices) - 1)]


@dataclass(frozen=True)
class Sight:
    """The sheet as whoever acts sees it, and where they point."""

    book: Spreadsheet
    tab: Tab
    where: tuple[float, float, float]
    cast: Cast

    @property
    def codes(self) -> set[str]:
        """The agency codes of the reports."""
        return self.cast.codes

    @property
    def headers(self) -> list[str]:
        """The header as it was at first."""
        return self.cast.headers

    @cached_property
    def used(self) -> int:
        """Rows in use, three at least."""
        return max(len(self.tab.rows), 3)

    @cached_property
    def row(self) -> int:
        """A row, or the one after the last."""
        return pick(range(self.used + 1), self.where[0])

    @cached_property
    def width(self) -> int:
        """Columns in use."""
        return max((len(each) for each in self.tab.rows), default=1)

    @cached_property
    def column(self) -> int:
        """A column."""
        return pick(range(self.width), self.where[0])

    @cached_property
    def ours(self) -> list[int]:
        """Rows that hold one of the agency codes."""
        return [
            at
            for at, row in enumerate(self.tab.rows)
            if self.codes.intersection(map(str, texts(row)))
        ]

    @cached_property
    def values(self) -> list[object]:
        """The values of the row of ours that is pointed at; empty when there is none."""
        return texts(self.tab.row(pick(self.ours, self.where[0]))) if self.ours else []

    @cached_property
    def mine(self) -> int:
        """The row of ours that is pointed at."""
        return pick(self.ours, self.where[0])

    @cached_property
    def key(self) -> int:
        """The column of its agency code."""
        return next(at for at, each in enumerate(self.values) if str(each) in self.codes)

    @cached_property
    def next(self) -> int:
        """The number that the program will want next: one above the highest of its marks."""
        return max((mark.id for mark in self.book.marks if counts(mark)), default=0) + 1

    @cached_property
    def report(self) -> int:
        """One of the first three reports."""
        return pick(range(3), self.where[0])

    def under(self, header: str) -> int | None:
        """The column of a header, None where it is gone."""
        found = header_of(self)
        return found[1].index(header) if found and header in found[1] else None


def header_of(s: Sight) -> tuple[int, list[object]] | None:
    """The header's row and its values."""
    known = set(s.headers[1:4])
    return next(
        (
            (at, texts(row))
            for at, row in enumerate(s.tab.rows)
            if known & set(map(str, texts(row)))
        ),
        None,
    )
