"""The layouts by letter. Those not in OPEN are held back from whoever writes the reader.

F and G were held back until the reader was done; H and I came after its results on those two were
seen, J and K after those on H and I.
"""

from collections.abc import Callable

from tests.document.layouts import (
    bigtable,
    fresh,
    held,
    labels,
    newest,
    reordered,
    seedlike,
    sentences,
)
from tests.document.layouts.manuscript import Manuscript
from tests.document.layouts.told import Told

OPEN: dict[str, Callable[[Told], Manuscript]] = {
    "A": seedlike.lay,
    "B": bigtable.lay,
    "C": labels.lay,
    "D": sentences.lay,
    "E": reordered.lay,
}
HELD: dict[str, Callable[[Told], Manuscript]] = {"F": held.lay_by_division, "G": held.lay_one_list}
FRESH: dict[str, Callable[[Told], Manuscript]] = {
    "H": fresh.lay_letter,
    "I": fresh.lay_ticks,
    "J": newest.lay_plain,
    "K": newest.lay_calendar,
}
ALL = OPEN | HELD | FRESH
