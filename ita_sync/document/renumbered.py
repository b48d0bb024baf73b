"""Item numbers of another year in a document: the year has none such, and its title is as there.

A report that was made from an older one goes on with its numbers. Which item is meant is left to a
person; that the number is another year's is no guess.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from ita_sync import thai
from ita_sync.document.draft import Node, Trust
from ita_sync.document.find.items import item_numbers
from ita_sync.i18n import T
from ita_sync.rules import Framework

Others = Callable[[], Iterable[Framework]]


def told(
    fields: Mapping[str, Node], framework: Framework, near: Iterable[Framework]
) -> dict[str, Node]:
    """Return the fields, each doubtful item told as another year's where it is.

    Args:
        fields: of the report, as read.
        framework: the rules of its year.
        near: those of other years, the nearest first; asked only where an item is strange.
    """
    others = cache(lambda: [*near])
    return {name: _told(node, name, framework, others) for name, node in fields.items()}


def _told(node: Node, name: str, framework: Framework, others: Others) -> Node:
    if isinstance(node, dict):
        return {key: _told(child, key, framework, others) for key, child in node.items()}
    if isinstance(node, list):
        return [_told(child, name, framework, others) for child in node]
    if name != "item" or node.trust is not Trust.DOUBTFUL or not node.copies:
        return node
    text = node.copies[0].seen
    item = item_numbers.printed_id(text, framework)
    title = thai.fold(item_numbers.title_of(text))
    if item is None or not title or framework.has_item(item) is not False:
        return node
    for other in others():
        if thai.fold(other.titles.items.get(item, "")) == title:
            year, own = other.fiscal_year, framework.fiscal_year
            why = T("{own} has no {item}; this is {item} of {year}", own=own, item=item, year=year)
            return replace(node, why=why)
    return node
