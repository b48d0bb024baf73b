"""The layouts by letter. F and G are held back from whoever writes the reader until it is done."""

from collections.abc import Callable

from tests.document.layouts import bigtable, held, labels, reordered, seedlike, sentences
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
ALL = OPEN | HELD
