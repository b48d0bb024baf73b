"""The parts of a draft checked against each other: contradictions are marked, gaps are noted.

A layout that nobody has seen before may be misunderstood without a single misread letter. A report
says most things twice; where its parts do not agree, a person has to look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ita_sync.document.describe import quote
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.lists import NO_ITEM
from ita_sync.document.find.records import Records
from ita_sync.document.find.scores import elsewhere
from ita_sync.document.parts import Spot
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework

_TORN = T("a page break cut it in two")
_LISTED = 10
"""Places that a note names."""


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


def note_skipped(
    said: Records, fields: Mapping[str, Node], year: int, *, paragraphs: bool
) -> Iterator[Text]:
    """Yield notes about what is in a document and was not taken.

    Args:
        said: what the document says.
        fields: what was taken.
        year: that of the report.
        paragraphs: its lines are paragraphs.
    """
    for seen in said.left_out:
        place = seen.place.describe(paragraphs=paragraphs)
        yield T("The report of an earlier year begins at {place}; it was not read.", place=place)
    if said.itemless:
        spots = dict.fromkeys(seen.place for seen in said.itemless)
        places = [spot.describe(paragraphs=paragraphs) for spot in spots]
        yield T("Measures that name no item were not taken: {places}.", places=places[:_LISTED])
    for spot in said.untold[:_LISTED]:
        yield T(
            "The items listed from {place} on have scores, and nothing says which of them are "
            "weak; only those without points were taken.",
            place=spot.describe(paragraphs=paragraphs),
        )
    used = {_table(place) for node in fields.values() for place in _places(node)}
    earlier = (one for one in said.records if elsewhere(one, year))
    used |= {_table(cell.place) for one in earlier for cell in one.cells.values()}
    used |= {_table(item.place) for item in said.passing}
    for seen in [seen for seen in said.tables if _table(seen.place) not in used][:_LISTED]:
        yield T(
            '{place} was not taken, nothing tells what it holds: "{words}"',
            place=_table(seen.place).describe(),
            words=quote(seen.text),
        )
    for seen in [seen for seen in said.strange if _table(seen.place) in used][:_LISTED]:
        yield T(
            'A column of {place} was not taken, nothing tells what it holds: "{words}"',
            place=_table(seen.place).describe(),
            words=quote(seen.text),
        )


def _table(place: Spot) -> Spot:
    """Return the table in which a place is."""
    return Spot(page=place.page, table=place.table)


def _places(node: Node) -> Iterator[Spot]:
    """Yield the places that a node was read in."""
    if isinstance(node, Field):
        yield from (copy.place for copy in node.copies)
        return
    for child in node.values() if isinstance(node, dict) else node:
        yield from _places(child)


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
