"""Records of a list with the items that they are about: in order, told apart, each once."""

from dataclasses import dataclass, replace

from ita_sync import thai
from ita_sync.document.find.items import item_numbers, order
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Record
from ita_sync.rules import Framework


@dataclass(frozen=True)
class Listed:
    """A record with the item it is about."""

    record: Record
    named: Named


def in_order(
    group: list[Listed], framework: Framework, known: set[str], *, lossy: bool
) -> list[Listed]:
    """Return a recognised list with the items that follow from its order."""
    if not lossy:
        return group
    texts = [one.record.cells[Label.ITEM].text for one in group]
    names = order.placed([one.named for one in group], texts, framework, known)
    return [replace(one, named=named) for one, named in zip(group, names, strict=True)]


def told_apart(group: list[Listed], framework: Framework, *, lossy: bool) -> list[Listed]:
    """Return a list, two items of the same number told apart; what was typed stands."""
    names = order.untangled([one.named for one in group], framework, lossy=lossy)
    return [replace(one, named=named) for one, named in zip(group, names, strict=True)]


def unique(group: list[Listed], *, lossy: bool) -> list[Listed]:
    """Return the records of an indicator, one that is printed again only once."""
    found: list[Listed] = []
    for one in group:
        same = next((n for n, other in enumerate(found) if _same(one, other, lossy=lossy)), None)
        if same is None:
            found.append(one)
        elif Label.SCORE in one.record.cells and Label.SCORE not in found[same].record.cells:
            found[same] = one
    return found


def _same(one: Listed, other: Listed, *, lossy: bool) -> bool:
    if not lossy and _are_two_measures(one.record, other.record):
        return False
    steps = [item.record.cells.get(Label.STEPS) for item in (one, other)]
    if one.named.item is None and len({thai.fold(cell.text) for cell in steps if cell}) > 1:
        return False  # two measures of one theme
    titles = [item_numbers.title_of(item.record.cells[Label.ITEM].text) for item in (one, other)]
    alike = thai.fold(titles[0]) == thai.fold(titles[1])
    return one.named.item == other.named.item and (alike or not all(titles))


def _are_two_measures(one: Record, other: Record) -> bool:
    """Say whether two records of an item differ in all that both say of what is done, and more."""
    both = MEASURES & one.cells.keys() & other.cells.keys()
    alike = (
        thai.fold(one.cells[label].text) == thai.fold(other.cells[label].text) for label in both
    )
    return both > {Label.STEPS} and not any(alike)
