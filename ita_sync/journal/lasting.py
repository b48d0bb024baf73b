"""What of a row's changes lasts: which one stands, and which one took the row away. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from ita_sync.journal.batches import Change
from ita_sync.journal.states import PENDING, Kind, State


def newest(changes: Iterable[Change]) -> dict[str, Change]:
    """Return what stands of each key, by its identity, after these changes, oldest first."""
    of_key: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        of_key[change.row.key.identity].append(change)
    standing = {key: since_taken(each) for key, each in of_key.items()}
    return {key: each[-1] for key, each in standing.items() if each}


def since_taken(changes: Iterable[Change]) -> list[Change]:
    """Return the changes of one key that were written, or may have been, after the last `take`."""
    standing: list[Change] = []
    for change in changes:
        if change.state in {*PENDING, State.UNWRITTEN} or change.kind is Kind.PIN:
            continue
        if change.kind is not Kind.TAKE:
            standing.append(change)
        elif change.state is State.WRITTEN:
            standing.clear()
    return standing


def taken(changes: Iterable[Change]) -> dict[str, Change]:
    """Return by which of these changes, oldest first, a key's row was taken away for now."""
    written = (c for c in changes if c.state is State.WRITTEN and c.kind is not Kind.PIN)
    last = {change.row.key.identity: change for change in written}
    return {key: change for key, change in last.items() if change.kind is Kind.TAKE}
