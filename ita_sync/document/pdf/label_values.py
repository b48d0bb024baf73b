"""Labels at half height beside values of several lines -> the lines of each label.

For lists in which no ruling line shows what belongs together.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_sync.document.pdf.layout import Run

_GAP = 1.0
"""The least width, in sizes, of the empty strip between labels and values."""
_LABEL_AND_VALUE = 2
"""Pieces of a line."""
_EDGE = 1.0
"""Points by which the beginnings of values may differ."""
_ALIGNED = 3
"""So many values below each other make a list of labels and values."""
_STEP = 2.2
_LEVEL = 0.2


@dataclass(slots=True)
class Entry:
    """A label and the lines of its value, from top to bottom."""

    label: Run
    value: list[Run]

    @property
    def y(self) -> float:
        """Return the baseline of its first line."""
        return min(run.y for run in (self.label, *self.value))

    @property
    def lines(self) -> list[str]:
        """Return its text, the label before the first line of its value."""
        first, *rest = self.value
        return [f"{self.label.text} {first.text}", *(run.text for run in rest)]


def entries(runs: Sequence[Run]) -> list[Run | Entry]:
    """Return lines from top to bottom, those joined that belong to a label at half their height."""
    edge = _edge(runs)
    if edge is None:
        return list(runs)
    found: dict[int, Entry] = {}
    taken: set[int] = set()
    for at, run in enumerate(runs):
        label, *value = run.pieces(_GAP)
        if at in taken or label.x1 > edge - _GAP * run.size or len(value) > 1:
            continue
        deep = len(list(_deeper(runs, at, edge, taken)))
        if deep:
            value = [*runs[at - deep : at], *value, *runs[at + 1 : at + deep + 1]]
            taken.update(range(at - deep, at + deep + 1))
            found[at - deep] = Entry(label, value)
    return [found.get(at, run) for at, run in enumerate(runs) if at in found or at not in taken]


def _edge(runs: Sequence[Run]) -> float | None:
    """Return where the values begin, or None where there is no list of them."""
    pairs = (run.pieces(_GAP) for run in runs)
    seen = Counter(round(pair[1].x0 / _EDGE) for pair in pairs if len(pair) == _LABEL_AND_VALUE)
    if not seen:
        return None
    place, times = seen.most_common(1)[0]
    return place * _EDGE if times >= _ALIGNED else None


def _deeper(runs: Sequence[Run], at: int, edge: float, taken: set[int]) -> Iterator[int]:
    """Yield each depth at which one line of the value is above the label and one as far below."""
    label = runs[at]
    for deep in range(1, min(at, len(runs) - 1 - at) + 1):
        above, below = runs[at - deep], runs[at + deep]
        if at - deep in taken or any(abs(run.x0 - edge) > _EDGE for run in (above, below)):
            return
        if abs(above.y + below.y - 2 * label.y) > _LEVEL * label.size:
            return
        if (
            max(runs[at - deep + 1].y - above.y, below.y - runs[at + deep - 1].y)
            > _STEP * label.size
        ):
            return
        yield deep
