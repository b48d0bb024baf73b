"""Marks on rows: by them Google refuses a batch unless a row is still where it was seen.

A request names the cells that it changes by number, and people sort and insert. So a row that
exists is written in two batches (docs/decisions/0002-fence.md): the first pins a mark on the row,
and its reply shows what stands there; the second begins with a guard, which finds that mark on
exactly that row or has the whole batch refused.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ita_sync.google import fence
from ita_sync.google.fence import KEY, Json

_LOWEST = 2**29
"""Numbers of row marks start here: far above those of batches, and below those of epochs."""
PIN = len(KEY) + len("pin ") + 16
"""Characters that a pin takes, until its batch is written."""
GENERATION = len(KEY) + len("amended ") + 6
"""Characters that an amendment leaves behind."""
_VALUE = re.compile(r"pin ([0-9a-f]{16})|amended (\d+)")


@dataclass(frozen=True)
class RowMark:
    """A mark of ours on a row.

    Attributes:
        number: its id.
        size: characters that it takes.
        token: of the batch that pinned it; None for one that an amendment left.
        generation: the number of the batch that last amended the row; 0 for a pin.
    """

    number: int
    size: int
    token: str | None = None
    generation: int = 0

    @classmethod
    def read(cls, metadata: Mapping[str, Any]) -> Self | None:
        """Return the mark in one DeveloperMetadata object, None if it is not ours."""
        key, value = metadata.get("metadataKey", ""), metadata.get("metadataValue", "")
        found = _VALUE.fullmatch(value)
        if key != KEY or not found:
            return None
        size = len(key) + len(value)
        return cls(int(metadata["metadataId"]), size, found[1], int(found[2] or 0))


def new_number() -> int:
    """Return a number for a pin: by chance, so that no two batches mean the same mark."""
    return _LOWEST + secrets.randbelow(fence.EPOCHS - _LOWEST)


def pin(number: int, sheet_id: int, row: int, token: str) -> Json:
    """Return the request that puts a mark on a 0-based row."""
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": KEY,
                "metadataValue": f"pin {token}",
                "location": _row(sheet_id, row),
                "visibility": "DOCUMENT",
            }
        }
    }


def guard(number: int, sheet_id: int, row: int, generation: int) -> Json:
    """Return the request that is refused unless the mark is on this row; it takes the generation.

    EXACT: the strategy that Google takes otherwise finds marks of other places and programs, too.
    """
    lookup = {
        "metadataLocation": _row(sheet_id, row),
        "locationMatchingStrategy": "EXACT_LOCATION",
        "metadataId": number,
        "metadataKey": KEY,
    }
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [{"developerMetadataLookup": lookup}],
            "developerMetadata": {"metadataValue": f"amended {generation}"},
            "fields": "metadataValue",
        }
    }


def _row(sheet_id: int, row: int) -> Json:
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    return {"dimensionRange": span}
