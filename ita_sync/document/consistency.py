"""The parts of a draft checked against each other: contradictions are marked, gaps are noted.

A layout that nobody has seen before may be misunderstood without a single misread letter. A report
says most things twice; where its parts do not agree, a person has to look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.lists.lists import NO_ITEM
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework

_TORN = T("a page break cut it in two")


def cross_check(
    fields: Mapping[str, Node], framework: Framework, scores: Mapping[int, Decimal]
) -> tuple[dict[str, Node], list[Text]]:
    """Return the fields, contradictions marked, and notes about what was not found.

    Args:
        fields: of the report, as read.
        framework: the rules of its year.
        scores: of the indicators, by number, as far as they were read.
    """
    marks = {number: mark for number in scores if (mark := framework.mark_of(number)) is not None}
    failing = {number for number, mark in marks.items() if scores[number] < mark}
    passing = marks.keys() - failing
    marked = {name: _mark_torn(node) for name, node in fields.items()}
    for name, wrong, why in (
        ("weak", passing, T("the indicator passes, and has weak items here")),
        ("strengths", failing, T("the indicator fails, and has a point to keep up here")),
    ):
        if isinstance(entries := marked.get(name), list):
            marked[name] = [_mark_indicator(entry, wrong, why) for entry in entries]
    if isinstance(measures := marked.get("measures"), list):
        marked["measures"] = [_mark_without_item(entry) for entry in measures]
    weak, measures = _entries(fields.get("weak")), _entries(fields.get("measures"))
    return marked, [*_note_without_items(weak, failing), *_note_without_measure(weak, measures)]


def _mark_torn(node: Node) -> Node:
    """Return a node, each value marked that only a cell cut by a page break says."""
    if isinstance(node, dict):
        return {name: _mark_torn(child) for name, child in node.items()}
    if isinstance(node, list):
        return [_mark_torn(child) for child in node]
    torn = bool(node.copies) and all(copy.place.torn for copy in node.copies)
    return _mark(node, _TORN) if torn else node


def _mark_without_item(measure: Node) -> Node:
    """Return a measure, all its values marked where it is not known which item it is about."""
    item = _child(measure, "item")
    if not isinstance(measure, dict) or not isinstance(item, Field) or item.value is not None:
        return measure
    return {name: _mark(node, NO_ITEM) for name, node in measure.items()}


def _mark_indicator(entry: Node, wrong: set[int], why: Text) -> Node:
    """Return an entry, its indicator doubtful where it is one that cannot have such an entry.

    It can where each of its items is beyond doubt, as in a list of all items.
    """
    number = _child(entry, "indicator")
    if not isinstance(entry, dict) or not isinstance(number, Field) or not number.value:
        return entry
    if int(number.value) not in wrong or _is_sure(_child(entry, "items")):
        return entry
    return {**entry, "indicator": replace(number, trust=Trust.DOUBTFUL, why=why)}


def _is_sure(items: Node | None) -> bool:
    """Say whether there are items, each with an id and a score that are sure."""
    entries = [entry for entry in _entries(items) if isinstance(entry, dict)]
    told = [entry.get(name) for entry in entries for name in ("item", "score")]
    return bool(told) and all(isinstance(one, Field) and one.trust is Trust.SURE for one in told)


def _mark(node: Node, why: Text) -> Node:
    """Return a node, each value marked that was sure."""
    if isinstance(node, dict):
        return {name: _mark(child, why) for name, child in node.items()}
    if isinstance(node, list):
        return [_mark(child, why) for child in node]
    return replace(node, trust=Trust.SINGLE, why=why) if node.trust is Trust.SURE else node


def _note_without_items(weak: list[Node], failing: set[int]) -> Iterator[Text]:
    """Yield a note for each failing indicator of which no weak items were found."""
    listed = {_value(entry, "indicator") for entry in weak}
    for number in sorted(failing):
        if str(number) not in listed:
            yield T(
                "Indicator {number} fails, and no weak items of it were found in the document.",
                number=number,
            )


def _note_without_measure(weak: list[Node], measures: list[Node]) -> Iterator[Text]:
    """Yield a note that names the weak items for which no measure was found, if there are any."""
    items = [_value(item, "item") for entry in weak for item in _entries(_child(entry, "items"))]
    measured = {_value(measure, "item") for measure in measures}
    without = [item for item in items if item and item not in measured]
    if without:
        yield T("No measure was found in the document for: {items}.", items=without)


def _entries(node: Node | None) -> list[Node]:
    return node if isinstance(node, list) else []


def _child(node: Node, name: str) -> Node | None:
    return node.get(name) if isinstance(node, dict) else None


def _value(entry: Node, name: str) -> str | None:
    field = _child(entry, name)
    return field.value if isinstance(field, Field) else None
