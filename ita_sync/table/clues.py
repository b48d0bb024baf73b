"""By what the rows of an agency are looked up: code and name, else link, memo and scores."""

from collections.abc import Iterable

from ita_sync.table import spelled
from ita_sync.table.naming import Ours, Reading


def clues_of(reading: Reading) -> set[object]:
    """Return by what the rows of an agency are looked up."""
    clues: set[object] = {("code", reading.code)} if reading.code else set()
    clues |= {spelled.bones(name) for name in reading.names}
    return clues if reading.names else clues | _without_name(reading)


def _without_name(reading: Reading) -> set[object]:
    """Return what else tells whose a row is, where it has no name."""
    scores = reading.scores if any(score is not None for score in reading.scores) else None
    clues = ("link", reading.link), ("memo", reading.memo), ("scores", scores)
    return {clue for clue in clues if clue[1]}


def our_clues(versions: Iterable[Ours]) -> set[object]:
    """Return by what the rows of our agency are found, in all versions of ours."""
    clues: set[object] = set()
    for each in versions:
        clues |= each.bones | clues_of(each.said) | _without_name(each.said)
    return clues
