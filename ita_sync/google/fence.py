"""The fence: numbered marks in the spreadsheet, each of which Google accepts once.

A mark is developer metadata with an id of our choice. Google refuses an id that is in use, and a
batch is applied as a whole or not at all, so a batch that begins with mark n takes effect at most
once, however often and however late it arrives. See docs/decisions/0002-fence.md.

Marks fill a room of limited size, so old ones are cleared. What was planned before must not land
after that, at whatever age: each batch also creates and deletes the mark of its *epoch*, and
clearing leaves that mark standing.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

KEY = "ita-sync"
# Characters of keys and values that a spreadsheet holds, of all apps together.
# Source: developers.google.com/workspace/sheets/api/guides/metadata, "Limits".
ROOM = 30_000
CROWDED = 21_000  # start clearing
FULL = 27_000  # clear what is usually kept
KEPT = 100
"""Marks that clearing leaves: the newest, so that recent attempts can still be decided."""
WORTH = 10
"""Marks at least that a clearing takes away: it leaves one of its own for ever."""
EPOCHS = 10**9
"""Numbers of epochs start here: far above those of batches, and below the scratch numbers."""
SCRATCH = 2**30
"""Numbers that are only tried out start here; 0.1.0 tried some, too."""
NEEDED = 4 * 64
"""Characters for a batch's mark, the pair of its epoch, a closing mark and a scratch mark."""

Json = dict[str, Any]
Marks = Mapping[int, "Mark"]
Kind = Literal["row", "close", "epoch"]
# A batch is called a row, as in 0.1.0, which reads and respects the marks of this version.
_VALUE = re.compile(r"(\d+) (row|close|epoch) ([0-9a-f]{16}) (\d+)")


@dataclass(frozen=True)
class Mark:
    """A mark as found in the spreadsheet.

    Attributes:
        number: its id.
        size: characters that it takes.
        kind: of ours; None for another program's, and for a copy under another number.
        token: of the batch that it belongs to.
        said: of an epoch, the highest number ever cleared; else when it was made, in epoch seconds.
    """

    number: int
    size: int
    kind: Kind | None = None
    token: str | None = None
    said: int = 0

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
        kinds: dict[str, Kind] = {"row": "row", "close": "close", "epoch": "epoch"}
        return cls(number, size, kinds[found[2]], found[3], int(found[4]))

    @property
    def counts(self) -> bool:
        """Whether it is one of ours that holds a number of a batch."""
        return self.kind in {"row", "close"}


def by_number(marks: Iterable[Mark]) -> dict[int, Mark]:
    """Return the marks by number.

    Where a spreadsheet let one be taken twice, the mark that counts goes before another.
    """
    found: dict[int, Mark] = {}
    for mark in marks:
        if mark.counts or mark.number not in found:
            found[mark.number] = mark
    return found


def highest(marks: Marks) -> int:
    """Return the highest number that carries a mark of ours, 0 if none does."""
    return max((number for number, mark in marks.items() if mark.counts), default=0)


def next_number(marks: Marks, lost: Collection[int] = ()) -> int:
    """Return the smallest free number above our highest mark.

    `lost` are numbers that were refused though no mark is visible there: another project's private
    mark holds them.
    """
    number = highest(marks) + 1
    while number in marks or number in lost:
        number += 1
    return number


def epoch(marks: Marks) -> int:
    """Return the number of the current epoch: the one that no clearing has closed."""
    return max((n for n, mark in marks.items() if mark.kind == "epoch"), default=EPOCHS - 1) + 1


def cleared(marks: Marks) -> int:
    """Return the highest number whose mark was ever cleared, 0 if none was."""
    return max((mark.said for mark in marks.values() if mark.kind == "epoch"), default=0)


def size(marks: Marks) -> int:
    """Return the characters that all visible marks take."""
    return sum(mark.size for mark in marks.values())


def create(number: int, what: str, token: str, said: float) -> Json:
    """Return the request that takes `number`."""
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": KEY,
                "metadataValue": f"{number} {what} {token} {int(said)}",
                "location": {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }


def delete(number: int) -> Json:
    """Return the request that takes a mark of ours away."""
    lookup = {"metadataId": number, "metadataKey": KEY}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def opening(number: int, what: str, token: str, at: float, epoch_: int | None) -> list[Json]:
    """Return how every batch begins: its mark, and proof that its epoch is open.

    Args:
        number: of the mark.
        what: `row` for a batch, `close` for a number that is given up.
        token: of the batch.
        at: the server's time.
        epoch_: None where a spreadsheet does not let a batch create and delete one mark.
    """
    mark = create(number, what, token, at)
    if epoch_ is None:
        return [mark]
    return [mark, create(epoch_, "pair", token, at), delete(epoch_)]


def clearing(marks: Marks, token: str) -> Json | None:
    """Return the batch that clears old marks and closes the epoch, None while there is room.

    It is sent alone. Whoever clears at the same moment is refused, as the epoch exists by then.
    """
    ours = sorted(number for number, mark in marks.items() if mark.counts)
    taken = size(marks)
    old = ours[:-KEPT]
    if len(old) < WORTH and taken >= FULL:
        old = ours[:-1]
    if taken < CROWDED or len(old) < WORTH:
        return None
    close = create(epoch(marks), "epoch", token, max(*old, cleared(marks)))
    return {"requests": [close, *map(delete, old)]}
