"""Does this spreadsheet refuse a mark whose number is taken? All rests on that, so it is tested.

A scratch mark under a high random number is created, read, created once more, and removed. That
costs four calls, once per spreadsheet, and only when a first attempt is in doubt: until then
nothing relies on it.
"""

import secrets

from ita_sync.google import CallFailed, Sheet, fence

SCRATCH = 2**30  # scratch numbers are above it: the fence counts from 1 and never gets there
_TRIES = 2


def holds(sheet: Sheet) -> bool:
    """Return whether a number that is taken is refused; False also if that stayed unclear.

    A single answer may be the network's doing, so it takes two of them to say no.

    Raises:
        CallFailed: passing trouble; try again.
        ConfigError: credentials or permission.
    """
    return any(_refused_twice(sheet) for _ in range(_TRIES))


def _refused_twice(sheet: Sheet) -> bool:
    number = SCRATCH + secrets.randbelow(2**31 - SCRATCH)
    batch = fence.scratch(number, secrets.token_hex(4))
    if not _write(sheet, batch):
        return False
    if sheet.mark(number) is None:
        raise CallFailed("a scratch mark is not to be seen", maybe_applied=False)
    taken_again = _write(sheet, batch)
    _write(sheet, fence.clearing([number]))
    return not taken_again


def _write(sheet: Sheet, batch: dict[str, object]) -> bool:
    """Send a batch; return False if it was refused for its content."""
    try:
        sheet.write(batch)
    except CallFailed as failure:
        if failure.passing:
            raise
        if problem := sheet.explain(failure):
            raise problem from failure
        return False
    return True
