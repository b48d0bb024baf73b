"""Does this spreadsheet refuse a mark whose number is taken? Everything rests on it, so it is found out, not believed.

A scratch mark under a high random number is made, seen, made once more, and removed. It costs four
calls, once a spreadsheet, and only when a first attempt is in doubt: until then nothing relies on
it.
"""

import secrets

from ita_sync.google import CallFailed, Sheet, fence

SCRATCH = 2**30  # scratch numbers lie above: the fence counts up from 1 and never comes there
_TRIES = 2


def holds(sheet: Sheet) -> bool:
    """Return whether a number that is taken is refused; False also where it could not be told.

    A single answer could be a lie of the network, so only two of them say no.

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
    """Send; False when it is refused for what it is."""
    try:
        sheet.write(batch)
    except CallFailed as failure:
        if failure.passing:
            raise
        if problem := sheet.explain(failure):
            raise problem from failure
        return False
    return True
