"""What a person decides of a draft: once, where it matters, and first what reaches the sheet.

A value that a column shows or a sum uses is asked by itself. The free texts of a report, scores of
items and the like are asked by section ("measures, 16 entries: pages 5 to 8"): whoever has to
compare 125 values one by one compares none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.document.parts import Spot
from ita_sync.report import Loc, Tool

ALIKE = 3
"""So many mends of one kind are told as one."""
SENT, SUMMED, REST = range(3)
"""How much a value matters: a column shows it, a sum uses it, or neither."""

Value = tuple[Loc, Field]

_SUMS = (("total",), ("level",), ("indicators", "score"), ("tools",), ("eit_parts",))
"""Fields that a sum uses, or that follow from one."""
_TOOLS = (("tools",), ("indicators", "score"))
_BEHIND: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "agency.full_name": (("agency", "type"), ("agency", "name")),
    "weak.indicators": (("weak", "indicator"),),
    "weak.items": (("weak", "items", "item"),),
    **{f"tools.{tool}": _TOOLS for tool in Tool},
}
"""What a column shows that is not a field of the report by itself."""


@dataclass(frozen=True)
class Section:
    """Values of one part of the report that nothing confirms, to be compared as a whole.

    Attributes:
        loc: of the part: `("measures",)`.
        count: of its entries, of a part without entries the values.
        first: where the document begins to say them; an empty spot where nothing tells.
        last: where it ends.
    """

    loc: Loc
    count: int
    first: Spot
    last: Spot


@dataclass(frozen=True)
class Asked:
    """What is to be decided, each part in the order in which it matters.

    Attributes:
        doubtful: `push` waits for these; each may be wrong.
        single: values that nothing confirms, to be compared one by one.
        mended: values that the document has otherwise, to be compared one by one.
        alike: mends of one kind, several of them, to be looked over together.
        sections: the rest that nothing confirms.
    """

    doubtful: tuple[Value, ...]
    single: tuple[Value, ...]
    mended: tuple[Value, ...]
    alike: tuple[tuple[Value, ...], ...]
    sections: tuple[Section, ...]


def ask(draft: Draft) -> Asked:
    """Return what a person has to decide of a draft.

    Where it is not known what the sheet shows, everything is asked one by one.
    """
    by_trust: dict[Trust, list[Value]] = {trust: [] for trust in Trust}
    for loc, field in sorted(draft.walk(), key=lambda value: rank(value[0], draft.shown)):
        if field.value is not None or field.copies or field.trust is Trust.DOUBTFUL:
            by_trust[field.trust].append((loc, field))
    single, rest = _parted(by_trust[Trust.SINGLE], draft.shown)
    mended, alike = _fold(by_trust[Trust.MENDED])
    return Asked(
        tuple(by_trust[Trust.DOUBTFUL]),
        tuple(single),
        tuple(_parted(mended, draft.shown)[0]),
        tuple(alike),
        tuple(_sections(draft, rest)),
    )


def _parted(
    values: Iterable[Value], shown: frozenset[str] | None
) -> tuple[list[Value], list[Value]]:
    """Return the values that are asked one by one, and the rest."""
    parted: tuple[list[Value], list[Value]] = ([], [])
    for value in values:
        parted[not _matters(value[0], shown)].append(value)
    return parted


def _names(loc: Loc) -> tuple[str, ...]:
    return tuple(part for part in loc if isinstance(part, str))


def rank(loc: Loc, shown: frozenset[str] | None) -> int:
    """Return how much a value matters: `SENT`, `SUMMED` or `REST`."""
    names = _names(loc)
    if shown is not None and any(_begins(names, name) for name in _fields_behind(shown)):
        return SENT
    return SUMMED if any(_begins(names, name) for name in _SUMS) else REST


def _matters(loc: Loc, shown: frozenset[str] | None) -> bool:
    return shown is None or rank(loc, shown) < REST


def _fields_behind(shown: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for column in shown:
        own = tuple(part for part in column.split(".") if not part.isdigit())
        yield from _BEHIND.get(column, (own,))


def _begins(names: tuple[str, ...], with_these: tuple[str, ...]) -> bool:
    return names[: len(with_these)] == with_these


def _fold(mended: list[Value]) -> tuple[list[Value], list[tuple[Value, ...]]]:
    """Return the mends that stand alone, and those of which there are several of one kind."""
    kinds: defaultdict[tuple[str, str], list[Value]] = defaultdict(list)
    for loc, field in mended:
        kinds[_names(loc)[-1], field.why.msgid if field.why else ""].append((loc, field))
    alone = [value for group in kinds.values() if len(group) < ALIKE for value in group]
    alone.sort(key=mended.index)
    return alone, [tuple(group) for group in kinds.values() if len(group) >= ALIKE]


def _sections(draft: Draft, rest: list[Value]) -> Iterator[Section]:
    """Yield the sections of the report in which something is left to compare, in their order."""
    inside: defaultdict[str, list[Field]] = defaultdict(list)
    for loc, field in rest:
        inside[str(loc[0])].append(field)
    for name in draft.fields:
        if fields := inside.get(name):
            spots = sorted((copy.place for one in fields for copy in one.copies), key=_order)
            first, last = (spots[0], spots[-1]) if spots else (Spot(), Spot())
            yield Section((name,), _count(draft.fields[name], len(fields)), first, last)


def _count(node: Node, values: int) -> int:
    return len(node) if isinstance(node, list) else values


def _order(spot: Spot) -> tuple[int, ...]:
    return tuple(number or 0 for number in (spot.page, spot.line, spot.table, spot.row))
