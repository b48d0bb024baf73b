"""How the rows of one push are shared out: how many go into a batch, how many calls that takes."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ita_sync.publish.bodies import writes
from ita_sync.publish.plan import Plan


@dataclass(frozen=True)
class Calls:
    """Calls to the sheet."""

    reads: int
    writes: int


def fitting(plans: Sequence[Plan], rows: int, size: int) -> int:
    """Return how many of the first plans fit into one batch; one always does.

    Args:
        plans: in the order in which they are written.
        rows: of a batch at most.
        size: bytes of its requests at most.
    """
    most = min(len(plans), rows)
    if _size(plans[:most]) <= size:
        return most
    return max(1, bisect_right(range(1, most), size, key=lambda count: _size(plans[:count])))


def batches(plans: Sequence[Plan], rows: int, size: int) -> int:
    """Return how many batches the plans take; what they are is told at `fitting`."""
    count, at = 0, 0
    while at < len(plans):
        at += fitting(plans[at : at + rows], rows, size)
        count += 1
    return count


def places(plans: Sequence[Plan]) -> list[int]:
    """Return the 0-based row in which each will stand: those that are added make room above."""
    added = sorted((plan.row, at) for at, plan in enumerate(plans) if plan.action == "add")
    rows = {at: row + above for above, (row, at) in enumerate(added)}
    return [rows.get(at, plan.row) for at, plan in enumerate(plans)]


def _size(plans: Sequence[Plan]) -> int:
    """Return the bytes that write these rows as they are sent, which is six for a Thai letter."""
    return len(json.dumps(writes(plans)))
