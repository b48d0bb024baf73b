"""A spreadsheet service with a fresh tab, and the words in which the contract tests ask it."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.google import CallFailed, Json, Sheet, fence, rows

# For the marks of these tests: far above the fence, below its scratch marks.
NUMBERS = range(2**30 - 5_000, 2**30)
# What the sandbox does otherwise where a question is open: one rule for each.
OPEN = (
    "pair-refused",
    "deleted-ids-taken",
    "no-match-refused",
    "no-match-passes",
    "places-before",
    "sort-leaves-marks",
    "part-sort-moves-marks",
    "cut-moves-marks",
    "duplicate-copies-marks",
    "row-marks-fill-book",
)


@dataclass
class Service:
    """A spreadsheet service with a fresh tab of two rows by three columns.

    Attributes:
        name: `sandbox`, `sandbox otherwise` or `google`.
        sheet: the tab.
        settings: that name it.
        gid: its number.
        numbers: of marks on the spreadsheet that may be left; they are taken away afterwards.
        tabs: that may be left, likewise.
    """

    name: str
    sheet: Sheet
    settings: settings.Settings
    gid: int
    numbers: list[int] = field(default_factory=list)
    tabs: list[int] = field(default_factory=list)

    def number(self) -> int:
        """Return a number for a mark of these tests."""
        self.numbers.append(secrets.choice(NUMBERS))
        return self.numbers[-1]

    def send(self, *requests: dict[str, Any]) -> None:
        """A batch that must be carried out."""
        self.sheet.write({"requests": list(requests)})

    def refused(self, *requests: dict[str, Any]) -> CallFailed:
        """A batch that must be refused."""
        with pytest.raises(CallFailed) as caught:
            self.send(*requests)
        assert caught.value.status == 400
        assert not caught.value.maybe_applied
        return caught.value

    def done(self, *requests: Json) -> bool:
        """Return whether a batch was carried out; it is refused with a 400 if not."""
        try:
            self.send(*requests)
        except CallFailed as failure:
            if failure.status != 400 or failure.maybe_applied:
                raise
            return False
        return True

    def ask(self, verb: str, body: Json | None = None) -> Json:
        """Return the body of a reply."""
        reply, _ = self.sheet._call("get" if body is None else "post", verb, {}, body)
        return reply

    def found(self, **lookup: object) -> list[Json]:
        """Return the metadata that a lookup finds."""
        filters = [{"developerMetadataLookup": lookup}]
        reply = self.ask("/developerMetadata:search", {"dataFilters": filters})
        return [each["developerMetadata"] for each in reply.get("matchedDeveloperMetadata", [])]

    def stands(self, number: int) -> bool:
        """Return whether a number is in use."""
        return self.sheet.mark(number) is not None

    def row_of(self, number: int) -> int | None:
        """Return the 0-based row on which a mark stands, None if it is gone."""
        if not self.stands(number):
            return None
        mark = self.ask(f"/developerMetadata/{number}")
        row: int = mark["location"]["dimensionRange"].get("startIndex", 0)
        return row

    def told(self, question: str, answer: object, usual: object, otherwise: object) -> None:
        """Say what a service answered: `python -m pytest tests/contract -rP` shows it.

        Of Google either answer is right. The sandbox gives the usual one, and by its rules the
        other: so the promise can be played with both.
        """
        print(f"{self.name}: {question}: {answer}")  # noqa: T201 - for people
        known = {"sandbox": usual, "sandbox otherwise": otherwise}
        assert answer == known.get(self.name, answer)

    def insert(self, row: int, *, inherit: bool = False) -> Json:
        """A blank row."""
        return rows.insert_rows(self.gid, row, inherit=inherit)

    def row(self, at: int) -> Json:
        """Return the location of a row of the tab."""
        span = {"sheetId": self.gid, "dimension": "ROWS", "startIndex": at, "endIndex": at + 1}
        return {"dimensionRange": span}

    def exactly(self, number: int, at: int, **more: str) -> Json:
        """Return a filter for a mark on exactly this row."""
        lookup = {
            "metadataId": number,
            "metadataKey": fence.KEY,
            "metadataLocation": self.row(at),
            "locationMatchingStrategy": "EXACT_LOCATION",
        }
        return {"developerMetadataLookup": lookup | more}


def create(number: int, location: Json | None = None, value: str = "x") -> Json:
    """Return the request for a mark, on the spreadsheet unless a location is given."""
    mark = {
        "metadataId": number,
        "metadataKey": fence.KEY,
        "metadataValue": value,
        "location": location or {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": mark}}


def update(data_filter: Json, value: str) -> Json:
    """Return the request that gives marks another value."""
    what = {"dataFilters": [data_filter], "developerMetadata": {"metadataValue": value}}
    return {"updateDeveloperMetadata": {**what, "fields": "metadataValue"}}


def delete(data_filter: Json) -> Json:
    """Return the request that takes marks away."""
    return {"deleteDeveloperMetadata": {"dataFilter": data_filter}}
