"""The fence: numbered marks in the spreadsheet, each of which Google accepts once.

A mark is developer metadata with an id of our choice. Google refuses an id that is in use, and a
batch is applied as a whole or not at all, so a batch that begins with mark n takes effect at most
once, however often and however late it arrives. See docs/decisions/0002-fence.md.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

KEY = "ita-sync"
WEEK = 7 * 24 * 3600
# A spreadsheet holds 30,000 characters of metadata, shared by all apps: start clearing at half.
CROWDED = 15_000

Kind = Literal["row", "close"]
_VALUE = re.compile(r"(\d+) (row|close) ([0-9a-f]{16}) (\d+)")


@dataclass(frozen=True)
class Mark:
    """A mark as found in the spreadsheet.

    `kind` and `token` are None unless the mark is ours and has its original number. `twins` are
    further marks under the same number, which a spreadsheet should refuse.
    """

    number: int
    size: int
    kind: Kind | None = None
    token: str | None = None
    at: float = 0
    twins: "tuple[Mark, ...]" = ()

    def bearing(self, token: str) -> "Mark":
        """Return the mark under this number that bears `token`, or this one if none does."""
        return next((mark for mark in self.twins if mark.token == token), self)

    @classmethod
    def read(cls, metadata: Mapping[str, Any]) -> Self:
        """Return the mark in one DeveloperMetadata object.

        The value repeats the number: a copy has a number of its own and so is not taken for ours.
        """
        number, key = int(metadata["metadataId"]), metadata.get("metadataKey", "")
        value = metadata.get("metadataValue", "")
        size = len(key) + len(value)
        found = _VALUE.fullmatch(value)
        if key != KEY or not found or int(found[1]) != number:
            return cls(number, size)
        kind: Kind = "row" if found[2] == "row" else "close"
        return cls(number, size, kind, found[3], float(found[4]))


def by_number(marks: Iterable[Mark]) -> dict[int, Mark]:
    """Return the marks by number; further marks under one number become twins of the first."""
    found: dict[int, Mark] = {}
    for mark in marks:
        first = found.get(mark.number)
        found[mark.number] = mark if first is None else replace(first, twins=(*first.twins, mark))
    return found


def highest(marks: Mapping[int, Mark]) -> int:
    """Return the highest number that carries a mark of ours, 0 if none does."""
    return max((n for n, mark in marks.items() if mark.kind), default=0)


def next_number(marks: Mapping[int, Mark], closed: Collection[int] = ()) -> int:
    """Return the smallest free number above our highest mark.

    `closed` are numbers that were refused though no mark is visible there: another project's
    private mark holds them.
    """
    number = highest(marks) + 1
    while number in marks or number in closed:
        number += 1
    return number


def create(number: int, kind: Kind, token: str, at: float) -> dict[str, Any]:
    """Return the request that takes `number`."""
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": KEY,
                "metadataValue": f"{number} {kind} {token} {int(at)}",
                "location": {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }


def scratch(number: int, token: str) -> dict[str, Any]:
    """Return the batch of a mark that only tests whether a number can be taken twice.

    It stands for no row, and the fence ignores it.
    """
    request = create(number, "row", token, 0)
    request["createDeveloperMetadata"]["developerMetadata"]["metadataValue"] = (
        f"{number} scratch {token}"
    )
    return {"requests": [request]}


def stale(marks: Mapping[int, Mark], at: float) -> list[int]:
    """Return the numbers to clear: our marks a week old by the server's clock, except the newest.

    There are none until the metadata grows crowded.
    """
    if sum(mark.size for mark in marks.values()) < CROWDED:
        return []
    newest = highest(marks)
    return [n for n, m in sorted(marks.items()) if m.kind and n != newest and at - m.at > WEEK]


def clearing(numbers: Collection[int]) -> dict[str, Any]:
    """Return the batch that clears marks. It is sent alone, never with a row."""
    lookups = [{"developerMetadataLookup": {"metadataId": n, "metadataKey": KEY}} for n in numbers]
    return {"requests": [{"deleteDeveloperMetadata": {"dataFilter": lookup}} for lookup in lookups]}
