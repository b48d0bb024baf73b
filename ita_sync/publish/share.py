"""How the rows of one push are shared out: how many go into a batch, how many calls that takes."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ita_sync.google import as_sent
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


def places(plans: Iterable[Plan]) -> dict[str, int]:
    """Return the 0-based row in which each will stand, by the identity of its key.

    Those that are added make room above others.
    """
    unique = {plan.summary.key.identity: plan for plan in plans}
    added = [key for key, plan in unique.items() if plan.action == "add"]
    rows = {key: plan.row for key, plan in unique.items()}
    for above, key in enumerate(sorted(added, key=lambda key: unique[key].row)):
        rows[key] += above
    return rows


def _size(plans: Sequence[Plan]) -> int:
    """Return the bytes that write these rows as they are sent."""
    return len(as_sent({"requests": writes(plans)}))
