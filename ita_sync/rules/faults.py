"""The values of a year's file -> its rules, or every fault that would make them useless.

A file with a misspelt setting and a wrong sum has two faults, and whoever mends it should see both:
what the model refuses is taken out, and the rest is held against itself.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import ValidationError

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import ITEM, RANGE, TRUST, Framework, Level
from ita_sync.toml_file import Place
from ita_sync.validation import UNKNOWN_SETTING, wrong

_RULES = {RANGE: T("must be a range of items such as o1-o10")}
_MISSING = T("is missing")


class Fault(NamedTuple):
    """What is wrong, and the place in the file."""

    place: Place
    what: Text


def examine(
    data: dict[str, object], year: int | None, scheme: str
) -> tuple[Framework | None, list[Fault]]:
    """Return the rules of a file, and its faults; None where the model itself refuses them.

    Args:
        data: the values of the file.
        year: the fiscal year that its name says; None where it says none.
        scheme: the scheme that its name says.
    """
    try:
        framework = Framework.model_validate(data)
    except ValidationError as error:
        refused = wrong(error, _RULES)
        faults = [Fault(one.loc, one.rule) for one in refused]
        rest = _without(data, [one.loc for one in refused], year)
        # What rests on a table of which a part was taken out cannot be judged.
        spoilt = {str(one.loc[0]) for one in refused if one.loc and one.kind != UNKNOWN_SETTING}
        return None, faults + (_inconsistencies(rest, year, scheme, spoilt) if rest else [])
    return framework, _inconsistencies(framework, year, scheme, set())


def _without(
    data: dict[str, object], places: Iterable[Place], year: int | None
) -> Framework | None:
    """Return the rules without what is refused; None where even so they are none."""
    rest = copy.deepcopy(data)
    # The last entries of a list first, so that the others keep their numbers.
    for place in sorted(set(places), key=_order, reverse=True):
        _take_out(rest, place)
    rest.setdefault("fiscal_year", year or 0)
    try:
        return Framework.model_validate(rest)
    except ValidationError:
        return None


def _order(place: Place) -> list[tuple[bool, str, int]]:
    return [(isinstance(p, int), "", p) if isinstance(p, int) else (False, p, 0) for p in place]


def _take_out(data: Any, place: Place) -> None:  # noqa: ANN401 - any value of TOML
    """Take a value out of its table, or the whole table where it is the value that is missing."""
    holder, last = None, None
    for part in place:
        inside = part in data if isinstance(data, dict) else _is_entry(data, part)
        if not inside:
            break
        holder, last, data = data, part, data[part]
    if holder is not None:
        del holder[last]


def _is_entry(data: object, part: int | str) -> bool:
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _inconsistencies(
    framework: Framework, year: int | None, scheme: str, spoilt: set[str]
) -> list[Fault]:
    """Return where the rules contradict each other, or what the file's name says of them."""
    found = [*_name_faults(framework, year, scheme)]
    for check, tables in _CHECKS.items():
        if not spoilt & tables:
            found.extend(check(framework))
    return found


def _name_faults(framework: Framework, year: int | None, scheme: str) -> Iterator[Fault]:
    if year is not None and framework.fiscal_year != year:
        yield Fault(
            ("fiscal_year",),
            T("is {found}, the file name says {year}.", found=framework.fiscal_year, year=year),
        )
    if framework.scheme != scheme:
        yield Fault(
            ("scheme",),
            T(
                'is "{found}", the file name says "{scheme}".',
                found=framework.scheme,
                scheme=scheme,
            ),
        )


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


def _source_faults(framework: Framework) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, key in _named_sources(framework):
        if not key:
            yield Fault(place, T("names no source."))
        elif key not in framework.sources and key not in seen:
            yield Fault(place, T("the source {key} is named but not described.", key=key))
        seen.add(key)


def _confidence_faults(framework: Framework) -> Iterator[Fault]:
    decisive = [
        *(part.source for part in framework.parts),
        *(level.source for level in framework.levels),
        *(rule.source for rule in framework.indicators),
    ]
    given = (framework.sources[key].confidence for key in decisive if key in framework.sources)
    lowest = max(given, key=TRUST.index, default=framework.confidence)
    if framework.confidence and framework.confidence != lowest:
        yield Fault(
            ("confidence",),
            T(
                "is {found}; the sources of parts, levels and indicators give {lowest}.",
                found=framework.confidence,
                lowest=lowest,
            ),
        )


def _named_sources(framework: Framework) -> Iterator[tuple[Place, str]]:
    """Yield where a source is due, and the key that stands there; empty if none does."""
    scoring = framework.scoring
    by_name: dict[Place, tuple[bool, str]] = {
        ("pass_mark_source",): (
            framework.pass_mark is not None or bool(framework.pass_marks),
            framework.pass_mark_source,
        ),
        ("agency_pass_mark_source",): (
            framework.agency_pass_mark is not None,
            framework.agency_pass_mark_source,
        ),
        ("items_source",): (bool(framework.items), framework.items_source),
        ("titles", "source"): (bool(framework.titles.items), framework.titles.source),
    }
    for name in ("tool_score", "open_data", "eit", "eit_in_levels"):
        due, key = bool(getattr(scoring, name)), getattr(scoring, f"{name}_source")
        by_name["scoring", f"{name}_source"] = due, key
    yield from ((place, key) for place, (due, key) in by_name.items() if due or key)
    for table in ("parts", "levels", "evidence", "other_schemes"):
        for index, one in enumerate(getattr(framework, table)):
            yield (table, index, "source"), one.source
    for index, rule in enumerate(framework.indicators):
        if rule.tool or rule.name or rule.source:
            yield ("indicators", index, "source"), rule.source
        if rule.all_items or rule.items_source:
            yield ("indicators", index, "items_source"), rule.items_source
    for name in ("other_levels", "published"):
        if (one := getattr(framework, name)) is not None:
            yield (name, "source"), one.source


_CHECKS: dict[Callable[[Framework], Iterator[Fault]], set[str]] = {
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
    _source_faults: {"sources"},
    _confidence_faults: {"confidence", "sources", "parts", "levels", "indicators"},
}
"""What is held against itself, and the tables that this takes."""
