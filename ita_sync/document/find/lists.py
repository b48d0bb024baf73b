"""Records -> weak items, strengths and measures, each value with its origin and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Field, Node
from ita_sync.document.find import item_numbers, strengths, weak
from ita_sync.document.find.labels import MEASURES, Label
from ita_sync.document.find.listed import Listed, in_order, told_apart, unique
from ita_sync.document.find.measures import Measures
from ita_sync.document.find.naming import Naming
from ita_sync.document.find.records import Record, Records
from ita_sync.document.find.starts import section_of
from ita_sync.document.find.strengths import mark_of, score_of
from ita_sync.document.find.weak import WeakReader
from ita_sync.rules import Framework
from ita_sync.rules.scoring import FULL


@dataclass(frozen=True)
class Lists:
    """The three lists of a report.

    Attributes:
        weak: by indicator; each entry shaped as in the report file.
        failing: the items of each OIT indicator whose list was read whole, without a doubt, and
            the score of each.
    """

    weak: list[Node]
    strengths: list[Node]
    measures: list[Node]
    failing: dict[int, dict[str, Decimal]]


def build(said: Records, framework: Framework, *, lossy: bool, paragraphs: bool) -> Lists:
    """Return the lists that the records make.

    Args:
        said: what stands together in the document.
        framework: the year's rules, as far as they are known.
        lossy: the letters were recognised from a picture.
        paragraphs: line breaks in a cell part paragraphs; else they only wrap.
    """
    about = [one for record in said.records if Label.ITEM in record.cells for one in _each(record)]
    strong = [record for record in about if strengths.is_one(record, framework)]
    rest = [record for record in about if not strengths.is_one(record, framework)]
    naming = Naming(rest, framework, lossy=lossy)
    weak_ones = [
        record
        for record in rest
        if weak.is_weak(record) and (lossy or not _passes(record, framework))
    ]
    listed = WeakReader(framework, naming, weak.shared(said), lossy=lossy).read(weak_ones)
    points = (strengths.one(record, framework, lossy=lossy) for record in strong)
    measured = [record for record in rest if MEASURES & record.cells.keys()]
    measured = [record for record in measured if record.context.section != "done"] or measured
    named = [Listed(record, naming.name(record)) for record in measured]
    once = unique(in_order(named, framework, listed.items, lossy=lossy))
    reader = Measures(framework.fiscal_year, lossy=lossy, paragraphs=paragraphs)
    entries = (
        reader.one(one.record, one.named, listed.items)
        for one in told_apart(once, framework, lossy=lossy)
    )
    return Lists(
        weak=listed.entries,
        strengths=_once(entry for entry in points if entry),
        measures=_once(entry for entry in entries if entry),
        failing=listed.failing,
    )


def _passes(record: Record, framework: Framework) -> bool:
    """Say whether a typed record, in a list of all items, is about one that is not weak."""
    value, mark = score_of(record), mark_of(record, framework)
    passes = value is not None and value >= (FULL if mark is None else mark)
    return passes and "all" in (record.context.section, section_of(record.context.caption))


def _each(record: Record) -> list[Record]:
    """Return a record for each item whose number is in its cell: `o33, o41`, `i20 - i23`."""
    cell = record.cells[Label.ITEM]
    codes = item_numbers.several(cell.text)
    if len(codes) <= 1:
        return [record]
    cells = [replace(cell, text=code, between=between) for code, between in codes.items()]
    return [replace(record, cells={**record.cells, Label.ITEM: one}) for one in cells]


def _once(entries: Iterable[dict[str, Node]]) -> list[Node]:
    """Return the entries without repetitions: a row may be printed again on the next page."""
    found: list[Node] = []
    said: list[object] = []
    for entry in entries:
        values = _values(entry)
        if values not in said:
            said.append(values)
            found.append(entry)
    return found


def _values(node: Node) -> object:
    if isinstance(node, Field):
        return thai.fold(node.value or "")
    if isinstance(node, dict):
        return {key: _values(child) for key, child in node.items()}
    return [_values(child) for child in node]
