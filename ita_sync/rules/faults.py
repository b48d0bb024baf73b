"""Tables of a year's file that contradict themselves or each other: weights, levels, items."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import ITEM, Level
from ita_sync.toml_file import Place

_MISSING = T("is missing")


class Fault(NamedTuple):
    """What is wrong, and the place in the file."""

    place: Place
    what: Text


def _missing(framework: Framework) -> Iterator[Fault]:
    """Yield what a file of version 1 must hold."""
    if framework.format != 1:
        return
    required = ("pass_mark", "pass_mark_source", "confidence", "parts", "levels", "indicators")
    yield from (Fault((name,), _MISSING) for name in required if not getattr(framework, name))
    for index, level in enumerate(framework.levels):
        if level.min is None:
            yield Fault(("levels", index, "min"), _MISSING)
    for index, rule in enumerate(framework.indicators):
        if not rule.items and not rule.sub:
            yield Fault(("indicators", index), T("must have either items or sub"))


def _weight_faults(framework: Framework) -> Iterator[Fault]:
    if not framework.parts:
        return
    weight = sum((part.weight for part in framework.parts), Decimal(0))
    if weight != 1:
        yield Fault(("parts",), T("the weights sum to {weight}, not to 1.", weight=weight))
    weighed = {part.tool for part in framework.parts}
    scored = {rule.tool for rule in framework.indicators if rule.tool}
    for tool in Tool:
        if tool in scored and tool not in weighed:
            yield Fault(("parts",), T("tool {tool} has no weight.", tool=tool))
        if scored and tool in weighed and tool not in scored:
            yield Fault(("indicators",), T("tool {tool} has no indicator.", tool=tool))


def _level_faults(framework: Framework) -> Iterator[Fault]:
    levels = framework.levels
    for index, (above, below) in enumerate(pairwise(levels), 1):
        if above.known and below.known and _demand(above) <= _demand(below):
            yield Fault(
                ("levels", index),
                T("{below} must demand less than {above}.", below=below.name, above=above.name),
            )
    if not levels or not framework.levels_complete:
        return
    if levels[-1].min != 0 or _demand(levels[-1])[1]:
        yield Fault(
            ("levels", len(levels) - 1), T("the last level must start at 0 and have no condition.")
        )


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    bars = [bar for tool in Tool if (bar := level.bar(tool))]
    return level.min or Decimal(0), sum(bars, Decimal(0))


def _level_name_faults(framework: Framework) -> Iterator[Fault]:
    own = [level.name for level in framework.levels]
    others = framework.other_levels.names if framework.other_levels else ()
    times = Counter(map(thai.fold, [*own, *dict.fromkeys(others)]))
    for index, name in enumerate(own):
        if times[thai.fold(name)] > 1:
            yield Fault(
                ("levels", index, "name"),
                T("the name {name} may appear only once, and not under other_levels.", name=name),
            )


def _scoring_faults(framework: Framework) -> Iterator[Fault]:
    steps = framework.scoring.open_data
    if any(above <= below for below, above in pairwise(steps)) or len(steps) == 1:
        yield Fault(
            ("scoring", "open_data"), T("must be two or more scores, each more than the one before")
        )
    parts = sum(part.tool is Tool.EIT for part in framework.parts)
    said = {"one": 1, "parts": 2}.get(framework.scoring.eit or "")
    if said and parts and said != parts:
        yield Fault(("scoring", "eit"), T("does not fit the number of EIT's parts under parts"))


def _indicator_faults(framework: Framework) -> Iterator[Fault]:
    for index, rule in enumerate(framework.indicators):
        if rule.number != index + 1:
            yield Fault(
                ("indicators", index, "number"), T("the numbers must run 1, 2, 3 … without a gap.")
            )
            break
    for index, rule in enumerate(framework.indicators):
        if rule.items and rule.sub:
            yield Fault(("indicators", index), T("must have either items or sub"))
    for tool in Tool:
        rules = [(i, rule) for i, rule in enumerate(framework.indicators) if rule.tool is tool]
        given = [rule.weight for _, rule in rules if rule.weight is not None]
        if given and (len(given) < len(rules) or sum(given) != 1):
            yield Fault(
                ("indicators", rules[0][0], "weight"),
                T("the weights within {tool} must sum to 1.", tool=tool),
            )


def _item_faults(framework: Framework) -> Iterator[Fault]:
    """Yield the first place of each tool where its items do not run on."""
    for tool in Tool:
        letter = tool[0].lower()
        rules = [rule for rule in framework.indicators if rule.tool == tool]
        whole = bool(rules) and all(rule.all_items for rule in rules)
        listed = framework.items.get(tool, ())
        owned = [*_owned(framework, tool)]
        stray = _stray(owned, letter, whole=whole, listed=listed) or _stray(
            [(("items", str(tool)), item) for item in listed], letter, whole=True
        )
        if stray:
            place, item = stray
            yield Fault(
                place,
                T(
                    "{item} is out of place: the items of {tool} must run {letter}1, {letter}2 … "
                    "without a gap or a double.",
                    item=item,
                    tool=tool,
                    letter=letter,
                ),
            )


def _owned(framework: Framework, tool: Tool) -> Iterator[tuple[Place, str]]:
    """Yield the place and the id of each item that an indicator of a tool has."""
    for i, rule in enumerate(framework.indicators):
        if rule.tool != tool:
            continue
        yield from ((("indicators", i, "items"), item) for item in rule.items)
        for j, sub in enumerate(rule.sub):
            yield from ((("indicators", i, "sub", j, "items"), item) for item in sub.items)


def _stray(
    items: Sequence[tuple[Place, str]], letter: str, *, whole: bool, listed: Sequence[str] = ()
) -> tuple[Place, str] | None:
    """Return the first item that breaks the order, None if none does.

    Args:
        items: place and id, in the order of the file.
        letter: of their tool.
        whole: they are all items of the tool, so that they run from 1 without gap.
        listed: all items of the tool, where the file lists them; they then belong to these.
    """
    seen: set[str] = set()
    for number, (place, item) in enumerate(items, 1):
        fits = item == f"{letter}{number}" if whole else item[0] == letter and item not in seen
        if not fits or (listed and item not in listed):
            return place, item
        seen.add(item)
    if whole and listed and len(items) < len(listed):
        return items[-1][0], listed[len(items)]
    return None


def _title_faults(framework: Framework) -> Iterator[Fault]:
    for item in framework.titles.items:
        if not ITEM.fullmatch(item) or framework.has_item(item) is False:
            yield Fault(("titles", "items", item), T("{item} belongs to no indicator.", item=item))


def _evidence_faults(framework: Framework) -> Iterator[Fault]:
    for index, one in enumerate(framework.evidence):
        if not ITEM.fullmatch(one.item):
            yield Fault(("evidence", index, "item"), T("must be an item such as o27"))
        if one.year <= framework.fiscal_year:
            yield Fault(("evidence", index, "year"), T("must be a later year"))


TABLES: dict[Callable[[Framework], Iterator[Fault]], set[str]] = {
    _missing: {
        *("pass_mark", "pass_mark_source", "confidence", "parts", "levels", "indicators"),
        "format",
    },
    _weight_faults: {"parts", "indicators"},
    _level_faults: {"levels", "levels_complete"},
    _level_name_faults: {"levels", "other_levels"},
    _scoring_faults: {"scoring", "parts"},
    _indicator_faults: {"indicators"},
    _item_faults: {"indicators", "items"},
    _title_faults: {"titles", "indicators", "items"},
    _evidence_faults: {"evidence", "fiscal_year"},
}
"""What is held against itself, and the tables that this takes."""
