"""The parts of a draft against each other: what cannot be so together is marked, what should be there is named.

A layout that nobody has seen before may be read otherwise than it is meant, without a single
misread letter. A report says most things twice; where its parts do not agree, a person has to look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.find.labels import MEASURES, Label
from ita_sync.document.find.records import Records
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework

_TORN = T("a page break cut it in two")
_LISTED = 10
"""Places that a note names."""
_NO_ITEM = T("which item it belongs to is not known")


def held(
    fields: Mapping[str, Node], framework: Framework, scores: Mapping[int, Decimal]
) -> tuple[dict[str, Node], list[Text]]:
    """Return the fields with what contradicts the scores marked, and notes about what was not found.

    Args:
        fields: of the report, as read.
        framework: the rules of its year.
        scores: of the indicators, by number, as far as they were read.
    """
    failing = {number for number, score in scores.items() if score < framework.pass_mark}
    passing = scores.keys() - failing
    found = dict(fields)
    for name, wrong, why in (
        ("weak", passing, T("the indicator passes, and has weak items here")),
        ("strengths", failing, T("the indicator fails, and has a point to keep up here")),
    ):
        entries = fields.get(name)
        if isinstance(entries, list):
            found[name] = [_against(entry, wrong, why) for entry in entries]
    found = {name: _compared(node) for name, node in found.items()}
    if isinstance(measures := found.get("measures"), list):
        found["measures"] = [_unplaced(entry) for entry in measures]
    return found, list(_lacking(fields, failing))


def left_out(said: Records, *, paragraphs: bool) -> Iterator[Text]:
    """Yield what stands in a document and was not taken; `paragraphs`: its lines are paragraphs."""
    for seen in said.left_out:
        place = seen.place.told(paragraphs=paragraphs)
        yield T(
            "The report of an earlier year stands from {place} on; it was not read.", place=place
        )
    nameless = (one.cells for one in said.records if Label.ITEM not in one.cells)
    firsts = (next(iter(cells.values())) for cells in nameless if len(MEASURES & cells.keys()) > 1)
    if places := dict.fromkeys(first.place for first in firsts):
        told = [place.told(paragraphs=paragraphs) for place in places]
        yield T("Measures that name no item were not taken: {places}.", places=told[:_LISTED])


def _compared(node: Node) -> Node:
    """Return a value with a mark if it was put together from two pages and stands nowhere else."""
    if isinstance(node, dict):
        return {name: _compared(child) for name, child in node.items()}
    if isinstance(node, list):
        return [_compared(child) for child in node]
    torn = bool(node.copies) and all(copy.place.torn for copy in node.copies)
    return (
        replace(node, trust=Trust.SINGLE, why=_TORN) if torn and node.trust is Trust.SURE else node
    )


def _unplaced(entry: Node) -> Node:
    """Return a measure with a mark at all it says where it is not known which item it is about."""
    item = entry.get("item") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(item, Field) or item.value is not None:
        return entry
    return {name: _marked(node, _NO_ITEM) for name, node in entry.items()}


def _marked(node: Node, why: Text) -> Node:
    if isinstance(node, dict):
        return {name: _marked(child, why) for name, child in node.items()}
    if isinstance(node, list):
        return [_marked(child, why) for child in node]
    return replace(node, trust=Trust.SINGLE, why=why) if node.trust is Trust.SURE else node


def _against(entry: Node, wrong: set[int], why: Text) -> Node:
    number = entry.get("indicator") if isinstance(entry, dict) else None
    if (
        isinstance(entry, dict)
        and isinstance(number, Field)
        and number.value
        and int(number.value) in wrong
    ):
        return {**entry, "indicator": replace(number, trust=Trust.DOUBTFUL, why=why)}
    return entry


def _lacking(fields: Mapping[str, Node], failing: set[int]) -> Iterator[Text]:
    """Yield what a report of these scores has and this one was not seen to have."""
    weak = fields.get("weak", [])
    listed = {_value(entry, "indicator") for entry in weak} if isinstance(weak, list) else set()
    for number in sorted(failing):
        if str(number) not in listed:
            yield T(
                "Indicator {number} fails, and no weak items of it were found in the document.",
                number=number,
            )
    measures = fields.get("measures", [])
    measured = (
        {_value(entry, "item") for entry in measures} if isinstance(measures, list) else set()
    )
    items = (
        [_value(item, "item") for entry in weak for item in _entries(entry)]
        if isinstance(weak, list)
        else []
    )
    without = [item for item in items if item and item not in measured]
    if without:
        yield T("No measure was found in the document for: {items}.", items=without)


def _entries(entry: Node) -> list[Node]:
    items = entry.get("items") if isinstance(entry, dict) else None
    return items if isinstance(items, list) else []


def _value(entry: Node, name: str) -> str | None:
    field = entry.get(name) if isinstance(entry, dict) else None
    return field.value if isinstance(field, Field) else None
