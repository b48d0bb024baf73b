"""What a person is asked about a draft, in the order in which it matters for the shared sheet.

A value that the sheet shows, a figure that enters a sum, and whatever may be wrong is asked by
itself; other texts that nothing confirms are asked together, sheet by sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ita_sync.document.asked import REST, rank
from ita_sync.document.draft import Draft, Trust
from ita_sync.document.form.layout import GENERAL
from ita_sync.document.form.placing import Placed
from ita_sync.report.origins import MARKS

_, SINGLE, DOUBTFUL = MARKS
_MARK = {Trust.SINGLE: SINGLE, Trust.DOUBTFUL: DOUBTFUL}
_URGENCY = (DOUBTFUL, "", SINGLE)


@dataclass(frozen=True)
class Asked:
    """One thing that a person decides.

    Attributes:
        number: by which the notes of its cells and its line of the list belong together.
        mark: `??`, `?`, or empty for what is missing.
        cells: that it is about.
    """

    number: int
    mark: str
    cells: tuple[Placed, ...]


def ask(draft: Draft, placed: Iterable[Placed], shown: frozenset[str]) -> list[Asked]:
    """Return what is to be decided about a draft.

    Args:
        draft: what was read.
        placed: the cells that it fills.
        shown: the report fields that the sheet's columns show.
    """
    missing = set(draft.missing)
    single: list[tuple[tuple[int, int], str, tuple[Placed, ...]]] = []
    together: dict[str, list[Placed]] = {}
    for cell in placed:
        locs = [loc for loc, _ in cell.inside]
        mark = _MARK.get(cell.trust, "")
        if cell.again or not (mark or missing.intersection(locs)):
            continue
        weight = min((rank(loc, shown) for loc in locs), default=REST)
        if mark == SINGLE and weight == REST and cell.sheet is not GENERAL:
            together.setdefault(cell.sheet.title, []).append(cell)
        else:
            single.append(((weight, _URGENCY.index(mark)), mark, (cell,)))
    single.sort(key=lambda each: each[0])
    asked = [(mark, cells) for _, mark, cells in single]
    asked += [(SINGLE, tuple(cells)) for cells in together.values()]
    return [Asked(number, mark, cells) for number, (mark, cells) in enumerate(asked, 1)]
