"""By what the rows of an agency are looked up: code and name, else link, memo and scores.

Where a row has no code, link and scores together tell it, too: its name may be typed otherwise.
"""

from collections.abc import Iterable

from ita_sync.rules.agencies import is_code
from ita_sync.table import spelled
from ita_sync.table.naming import Ours, Reading


def clues_of(reading: Reading) -> set[object]:
    """Return by what the rows of an agency are looked up."""
    clues: set[object] = {("code", reading.code)} if reading.code else set()
    clues |= {spelled.bones(name) for name in reading.names}
    if not is_code(reading.code):
        clues |= _content(reading)
    return clues if reading.names else clues | _without_name(reading)


def _content(reading: Reading) -> set[object]:
    both = reading.link and any(reading.scores)
    return {("content", reading.link, reading.scores)} if both else set()


def _without_name(reading: Reading) -> set[object]:
    """Return what else tells whose a row is, where it has no name."""
    scores = reading.scores if any(score is not None for score in reading.scores) else None
    clues = ("link", reading.link), ("memo", reading.memo), ("scores", scores)
    return {clue for clue in clues if clue[1]}


def our_clues(versions: Iterable[Ours]) -> set[object]:
    """Return by what the rows of our agency are found, in all versions of ours."""
    clues: set[object] = set()
    for each in versions:
        said = each.said
        clues |= each.bones | clues_of(said) | _without_name(said) | _content(said)
    return clues
