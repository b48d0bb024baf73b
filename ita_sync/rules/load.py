"""`config/frameworks/<year>.toml` -> the rules of a year, checked for what would make them useless.

A year without a file has the rules of every year: another year's would pass wrong reports.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from ita_sync import thai, toml_file
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import (
    RANGE,
    TRUST,
    Framework,
    IndicatorRule,
    Level,
    Scoring,
    generic,
)
from ita_sync.toml_file import TomlError
from ita_sync.validation import faults

_RULES = {RANGE: T("must be a range of items such as o1-o10")}

_CENTURY = 2500

FIRST_YEAR = 2561
"""The first year whose results are documented (its bands AA-F); an earlier one is a slip."""


def known_years(folders: Sequence[Path]) -> list[int]:
    """Return the years that have a file in one of the folders, ascending."""
    files = (path for folder in folders for path in folder.glob("*.toml"))
    return sorted({int(path.stem) for path in files if re.fullmatch(r"[0-9]{4}", path.stem)})


def load_framework(year: int, folders: Sequence[Path], today: date) -> Framework:
    """Return what is known of a fiscal year, from the first folder that has `<year>.toml`.

    Where none has, only what holds in every year is known.

    Raises:
        ConfigError: `year-impossible`, no assessment of it can be; `year-broken`, its file cannot
            be used.
    """
    require_possible(year, today)
    for folder in folders:
        path = folder / f"{year}.toml"
        if path.is_file():
            return read_year(path, year).known()
    return generic(year)


def require_possible(year: int, today: date) -> None:
    """Refuse a fiscal year (B.E.) of which no result can exist; one still running is taken.

    Raises:
        ConfigError: `year-impossible`.
    """
    running = thai.fiscal_year(today)
    if FIRST_YEAR <= year <= running:
        return
    for meant, what in _meant(year):
        if FIRST_YEAR <= meant <= running:
            step = T("Write the fiscal year as {meant}.", meant=meant)
            raise ConfigError("year-impossible", what, next_step=step)
    what = T("There is no assessment of fiscal year {year}.", year=year)
    if year == running + 1:
        what = T("Fiscal year {year} has not begun.", year=year)
    raise ConfigError(
        "year-impossible",
        what,
        next_step=T(
            "Write the fiscal year that was assessed, from {first} to {running}.",
            first=FIRST_YEAR,
            running=running,
        ),
    )


def _meant(year: int) -> Iterator[tuple[int, Text]]:
    """Yield what an impossible year may be another way of writing."""
    of_christ, in_short = year + thai.BE_OFFSET, year + _CENTURY
    yield (
        of_christ,
        T(
            "{year} is a year of the Christian era; in the Buddhist era it is {meant}.",
            year=year,
            meant=of_christ,
        ),
    )
    yield (
        in_short,
        T("{year} is a year in short; written out it is {meant}.", year=year, meant=in_short),
    )


def read_year(path: Path, year: int) -> Framework:
    """Return the rules of a file as they stand there, also those that are marked unknown.

    Raises:
        ConfigError: `year-broken`; its details name every fault.
    """
    try:
        framework = Framework.model_validate(toml_file.read(path))
    except ValidationError as error:
        problems = faults(error, _RULES)
    except TomlError as error:
        problems = [T("The file cannot be read: {error}", error=error.reason)]
    else:
        problems = list(_inconsistencies(framework, year))
        if not problems:
            return _upgraded(framework)
    raise ConfigError(
        "year-broken",
        T("The rules of fiscal year {year} cannot be used: {path}", year=year, path=path),
        next_step=T("Mend the file, or put back the one that came with ita-sync."),
        details=problems,
    )


def _upgraded(framework: Framework) -> Framework:
    """Return the rules with what version 1 of the format took for granted written out."""
    if framework.format != 1:
        return framework
    source = framework.parts[0].source
    eit = "one" if sum(part.tool is Tool.EIT for part in framework.parts) == 1 else "parts"
    summed = (rule.items_source for rule in framework.indicators if rule.sub)
    scoring = Scoring(
        tool_score="mean",
        tool_score_source=source,
        open_data=(Decimal(0), Decimal(100)),
        open_data_source=next(summed, source),
        eit=eit,
        eit_source=source,
        eit_in_levels=eit,
        eit_in_levels_source=framework.levels[0].source,
    )
    return framework.model_copy(update={"scoring": scoring})


def _inconsistencies(framework: Framework, year: int) -> Iterator[Text]:
    if framework.fiscal_year != year:
        yield T(
            "fiscal_year: is {found}, the file name says {year}.",
            found=framework.fiscal_year,
            year=year,
        )
    if framework.format == 1:
        yield from _missing(framework)
    yield from _weight_faults(framework)
    yield from _level_faults(framework)
    yield from _level_name_faults(framework)
    yield from _indicator_faults(framework)
    yield from _item_faults(framework)
    yield from _title_faults(framework)
    yield from _source_faults(framework)


def _missing(framework: Framework) -> Iterator[Text]:
    """Yield what a file of version 1 must hold."""
    required = ("pass_mark", "pass_mark_source", "confidence", "parts", "levels", "indicators")
    for name in required:
        if not getattr(framework, name):
            yield T("{place}: {rule}", place=name, rule=T("is missing"))
    for level in framework.levels:
        if level.min is None:
            yield T("{place}: {rule}", place=f"levels.{level.name}.min", rule=T("is missing"))


def _weight_faults(framework: Framework) -> Iterator[Text]:
    if not framework.parts:
        return
    weight = sum((part.weight for part in framework.parts), Decimal(0))
    if weight != 1:
        yield T("parts: the weights sum to {weight}, not to 1.", weight=weight)
    weighed = {part.tool for part in framework.parts}
    scored = {rule.tool for rule in framework.indicators}
    for tool in Tool:
        if tool in scored and tool not in weighed:
            yield T("parts: tool {tool} has no weight.", tool=tool)
        if tool in weighed and tool not in scored:
            yield T("indicators: tool {tool} has no indicator.", tool=tool)


def _level_faults(framework: Framework) -> Iterator[Text]:
    levels = framework.levels
    for above, below in pairwise(levels):
        if above.known and below.known and _demand(above) <= _demand(below):
            yield T(
                "levels: {below} must demand less than {above}.", below=below.name, above=above.name
            )
    if not levels or not framework.levels_complete:
        return
    if levels[-1].min != 0 or _demand(levels[-1])[1]:
        yield T("levels: the last level must start at 0 and have no condition.")


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    bars = [bar for tool in Tool if (bar := level.bar(tool))]
    return level.min or Decimal(0), sum(bars, Decimal(0))


def _level_name_faults(framework: Framework) -> Iterator[Text]:
    own = [level.name for level in framework.levels]
    others = framework.other_levels.names if framework.other_levels else ()
    times = Counter(map(thai.fold, [*own, *dict.fromkeys(others)]))
    for name in own:
        if times[thai.fold(name)] > 1:
            yield T(
                "levels: the name {name} may appear only once, and not under other_levels.",
                name=name,
            )


def _indicator_faults(framework: Framework) -> Iterator[Text]:
    numbers = [rule.number for rule in framework.indicators]
    if numbers != list(range(1, len(numbers) + 1)):
        yield T("indicators: the numbers must run 1, 2, 3 … without a gap.")
    for rule in framework.indicators:
        either = bool(rule.items) + bool(rule.sub)
        if either > 1 or (either == 0 and framework.format == 1):
            yield T("indicators: {number} must have either items or sub.", number=rule.number)
    for tool in Tool:
        weights = [rule.weight for rule in framework.indicators if rule.tool is tool]
        given = [weight for weight in weights if weight is not None]
        if given and (len(given) < len(weights) or sum(given) != 1):
            yield T("indicators: the weights within {tool} must sum to 1.", tool=tool)


def _item_faults(framework: Framework) -> Iterator[Text]:
    for tool in Tool:
        letter = tool[0].lower()
        rules = [rule for rule in framework.indicators if rule.tool == tool]
        if _run_on(rules, framework.items_of_tool(tool), letter):
            continue
        yield T(
            "indicators: the items of {tool} must run {letter}1, {letter}2 … without a gap or "
            "a double.",
            tool=tool,
            letter=letter,
        )


def _run_on(rules: Sequence[IndicatorRule], items: Sequence[str], letter: str) -> bool:
    """Return whether a tool's items run from 1 without gap.

    Of indicators that do not all have items, only whether none is there twice.
    """
    if items:
        return [*items] == [f"{letter}{n}" for n in range(1, len(items) + 1)]
    some = [item for rule in rules for item in rule.all_items]
    return len(set(some)) == len(some) and all(item.startswith(letter) for item in some)


def _title_faults(framework: Framework) -> Iterator[Text]:
    for item in framework.titles.items:
        if item[:1] not in "ieo" or not framework.has_item(item):
            yield T("titles.items: {item} belongs to no indicator.", item=item)


def _source_faults(framework: Framework) -> Iterator[Text]:
    named = list(_named_sources(framework))
    for place, key in named:
        if not key:
            yield T("{place}: names no source.", place=place)
    for key in dict.fromkeys(key for _, key in named if key):
        if key not in framework.sources:
            yield T("sources: {key} is named but not described.", key=key)
    decisive = _decisive_sources(framework)
    given = (framework.sources[key].confidence for key in decisive if key in framework.sources)
    lowest = max(given, key=TRUST.index, default=framework.confidence)
    if framework.confidence and framework.confidence != lowest:
        yield T(
            "confidence: is {found}; the sources of parts, levels and indicators give {lowest}.",
            found=framework.confidence,
            lowest=lowest,
        )


def _named_sources(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield where a source is due, and the key that stands there; empty if none does."""
    scoring = framework.scoring
    by_name = {
        "pass_mark_source": (framework.pass_mark is not None, framework.pass_mark_source),
        "agency_pass_mark_source": (
            framework.agency_pass_mark is not None,
            framework.agency_pass_mark_source,
        ),
        "items_source": (bool(framework.items), framework.items_source),
        "titles.source": (bool(framework.titles.items), framework.titles.source),
        "scoring.tool_score_source": (bool(scoring.tool_score), scoring.tool_score_source),
        "scoring.open_data_source": (bool(scoring.open_data), scoring.open_data_source),
        "scoring.eit_source": (bool(scoring.eit), scoring.eit_source),
        "scoring.eit_in_levels_source": (bool(scoring.eit_in_levels), scoring.eit_in_levels_source),
    }
    yield from ((place, key) for place, (due, key) in by_name.items() if due or key)
    yield from (("parts", part.source) for part in framework.parts)
    yield from (("levels", level.source) for level in framework.levels)
    yield from (("evidence", one.source) for one in framework.evidence)
    yield from (("other_schemes", one.source) for one in framework.other_schemes)
    for rule in framework.indicators:
        place = f"indicators[{rule.number}]"
        if rule.tool or rule.name or rule.source:
            yield f"{place}.source", rule.source
        if rule.all_items or rule.items_source:
            yield f"{place}.items_source", rule.items_source
    for name in ("other_levels", "published"):
        if (one := getattr(framework, name)) is not None:
            yield f"{name}.source", one.source


def _decisive_sources(framework: Framework) -> list[str]:
    """Return the sources that decide how far the whole year can be trusted."""
    return [
        *(part.source for part in framework.parts),
        *(level.source for level in framework.levels),
        *(rule.source for rule in framework.indicators),
    ]
