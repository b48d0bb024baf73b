"""A document read once more into a form in which a person has decided: nothing of that is lost.

Three sides: what the document said then (the form's sheet of origins), what it says now, and what
stands in the form. An entry of the general sheet, or a table, that only one of document and person
has changed is taken from there; where both have, a person puts it together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ita_sync import thai
from ita_sync.document import describe
from ita_sync.document.draft import Draft, Field, Node
from ita_sync.document.form import marks
from ita_sync.document.form.beside import ORIGINS
from ita_sync.document.form.layout import ENTRIES, INDICATORS, MEASURES, STRENGTHS, WEAK
from ita_sync.document.form.placing import Placed, place
from ita_sync.document.form.reading import Filled, fill
from ita_sync.document.form.values import UNKNOWN
from ita_sync.document.write import complete
from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text
from ita_sync.report import Loc
from ita_sync.rules import Framework

_LISTED = 5
"""Differences that are named."""
Said = tuple[str, str, str, str]
"""Sheet, row, column and value of a cell, as the form calls them."""
Side = dict[Loc, Counter[Said]]
"""What one side says, by the part of the report: an entry of the general sheet, or a table."""


@dataclass(frozen=True)
class Again:
    """How a form stands to a document that is read into it again.

    Attributes:
        same: the document says what it said.
        left: lines of the list that are not ticked.
        conflicts: what both the document and a person have changed, or what would be lost.
        draft: what the document says now, with what a person has written in the form.
        ticked: fields that a person has decided, and of which the document says what it said.
    """

    same: bool
    left: int
    conflicts: tuple[Text, ...]
    draft: Draft
    ticked: frozenset[Loc]


def put_together(draft: Draft, data: bytes, rules: Callable[[int], Framework]) -> Again | None:
    """Return how a form stands to what was read now; None if it was not read from a document.

    Args:
        draft: what was read.
        data: the workbook.
        rules: gives the rules of a fiscal year.
    """
    try:
        filled = fill(data, rules)
    except ReportError:
        return None
    if ORIGINS.title not in filled.tables:
        return None
    was, says = _recorded(filled), _side(record(place(complete(draft))))
    has = _side(each for each in record(place(filled.fields)) if each[3])
    left = sum(not line.ticked for line in marks.lines(filled))
    conflicts = list(filled.notes)
    fields, kept, decided = dict(draft.fields), marks.marked(filled), marks.ticked(filled)
    ticked: set[Loc] = set()
    for part in {**was, **says, **has}:
        before, now, stands = (side.get(part, Counter()) for side in (was, says, has))
        if now == before:
            ticked |= {loc for loc in decided if loc[: len(part)] == part}
        if stands in (_with_values(before), _with_values(now)):
            continue  # nobody has changed it, or the document says now what the person wrote
        if now == before:
            fields = _put(fields, part, _blended(_at(kept, part), _at(fields, part)))
        else:
            conflicts += _differences(before, now)
    made = replace(draft, fields=fields)
    missing = tuple(loc for loc, each in made.walk() if each.value is None and not each.copies)
    return Again(
        was == says, left, tuple(conflicts), replace(made, missing=missing), frozenset(ticked)
    )


def record(placed: Iterable[Placed]) -> Iterator[Said]:
    """Yield what was read, cell by cell, as the sheet of origins keeps it."""
    for cell in placed:
        if cell.text is not None or any(field.copies for _, field in cell.inside):
            yield cell.sheet.title, cell.name, cell.column.thai, cell.text or ""


def _recorded(filled: Filled) -> Side:
    rows = filled.tables[ORIGINS.title].rows()
    keys = ("sheet", "row", "column", "value")
    said = ([row.cells[key].text if key in row.cells else "" for key in keys] for row in rows)
    return _side((sheet, row, column, value) for sheet, row, column, value in said)


def _side(said: Iterable[Said]) -> Side:
    """Return what is said by part, without what a spreadsheet or a keyboard may change."""
    side: Side = {}
    for each in said:
        sheet, row, column, value = (thai.fold(text) for text in each)
        even = sheet, row, column, "" if value == UNKNOWN else value
        side.setdefault(_part(each), Counter())[even] += 1
    return side


def _part(said: Said) -> Loc:
    sheet, _, column, _ = said
    if sheet in _TABLES:
        return (_TABLES[sheet],)
    return next((tuple(e.key.split(".")) for e in ENTRIES if e.thai == column), (column,))


def _with_values(side: Counter[Said]) -> Counter[Said]:
    return Counter({each: count for each, count in side.items() if each[3]})


def _at(node: Node | Mapping[str, Node] | None, loc: Loc) -> Node | None:
    for step in loc:
        node = node.get(str(step)) if isinstance(node, Mapping) else None
    return dict(node) if isinstance(node, Mapping) else node


def _put(fields: dict[str, Node], loc: Loc, node: Node | None) -> dict[str, Node]:
    """Return fields with another node in one place; without it where there is none."""
    name, rest = str(loc[0]), loc[1:]
    if rest:
        inner = fields.get(name)
        below = _put(inner if isinstance(inner, dict) else {}, rest, node)
        return {**fields, name: below}
    others = {key: each for key, each in fields.items() if key != name}
    return others if node is None else {**fields, name: node}


def _blended(mine: Node | None, read: Node | None) -> Node | None:
    """Return what a person has written, with where the document has each value that was read."""
    if mine is None:
        return replace(read, value=None) if isinstance(read, Field) else None
    if isinstance(mine, dict):
        beside = read if isinstance(read, dict) else {}
        made = {key: _blended(child, beside.get(key)) for key, child in mine.items()}
        return {key: node for key, node in made.items() if node is not None}
    if isinstance(mine, list):
        pairs = read if isinstance(read, list) and len(read) == len(mine) else [None] * len(mine)
        both = [_blended(a, b) for a, b in zip(mine, pairs, strict=True)]
        return [node for node in both if node is not None]
    if isinstance(read, Field):
        return replace(read, value=mine.value)
    return replace(mine, copies=())


def _differences(before: Counter[Said], now: Counter[Said]) -> Iterator[Text]:
    """Yield what the document says otherwise, the first few by name."""
    gone, new = list((before - now).elements()), list((now - before).elements())
    was: dict[tuple[str, ...], str] = {each[:3]: each[3] for each in gone}
    said = [(key, was.pop(key, ""), value) for *names, value in new if (key := tuple(names))]
    said += [(key, value, "") for key, value in was.items()]
    for names, old, value in said[:_LISTED]:
        yield T(
            "{what}: {was} → {now}",
            what=" · ".join(name for name in names if name),
            was=describe.quote(old) or "–",
            now=describe.quote(value) or "–",
        )
    if len(said) > _LISTED:
        yield T("… and {count} more.", count=len(said) - _LISTED)


_TABLES = {
    INDICATORS.title: "indicators",
    WEAK.title: "weak",
    STRENGTHS.title: "strengths",
    MEASURES.title: "measures",
}
