"""`config/frameworks/<year>.toml` -> the rules of a year, checked for what would make them useless.

A year without a file is refused: applying another year's rules would pass wrong reports.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from ita_sync import thai, toml_file
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import RANGE, TRUST, Framework, Level
from ita_sync.toml_file import TomlError
from ita_sync.validation import faults

_RULES = {RANGE: T("must be a range of items such as o1-o10")}


def known_years(folders: Sequence[Path]) -> list[int]:
    """Return the years that have a file in one of the folders, ascending."""
    files = (path for folder in folders for path in folder.glob("*.toml"))
    return sorted({int(path.stem) for path in files if re.fullmatch(r"[0-9]{4}", path.stem)})


def load_framework(year: int, folders: Sequence[Path]) -> Framework:
    """Return the rules of a fiscal year from the first folder that has `<year>.toml`.

    Raises:
        ConfigError: `year-unknown`, no folder has the file; `year-broken`, the file cannot be used.
    """
    for folder in folders:
        path = folder / f"{year}.toml"
        if path.is_file():
            return _read(path, year)
    raise _unknown(year, folders)


def _unknown(year: int, folders: Sequence[Path]) -> ConfigError:
    known = known_years(folders)
    listed: object = [str(y) for y in known] if known else T("none")
    nearest = min(known, key=lambda y: (abs(y - year), y), default=None)
    step = (
        T("Put back the folder config/frameworks of ita-sync, or name yours in the configuration.")
        if nearest is None
        else T(
            "Check fiscal_year in the report. To add the year, copy {source} to {target} and fill "
            "in its parts with weights, indicators with items, and levels, each with its source "
            "and confidence.",
            source=next(f for folder in folders if (f := folder / f"{nearest}.toml").is_file()),
            target=folders[0] / f"{year}.toml",
        )
    )
    return ConfigError(
        "year-unknown",
        T(
            "There are no rules for fiscal year {year}. Known years: {known}.",
            year=year,
            known=listed,
        ),
        next_step=step,
    )


def _read(path: Path, year: int) -> Framework:
    try:
        framework = Framework.model_validate(toml_file.read(path))
    except ValidationError as error:
        problems = faults(error, _RULES)
    except TomlError as error:
        problems = [T("The file cannot be read: {error}", error=error.reason)]
    else:
        problems = list(_inconsistencies(framework, year))
        if not problems:
            return framework
    raise ConfigError(
        "year-broken",
        T("The rules of fiscal year {year} cannot be used: {path}", year=year, path=path),
        next_step=T("Mend the file, or put back the one that came with ita-sync."),
        details=problems,
    )


def _inconsistencies(framework: Framework, year: int) -> Iterator[Text]:
    if framework.fiscal_year != year:
        yield T(
            "fiscal_year: is {found}, the file name says {year}.",
            found=framework.fiscal_year,
            year=year,
        )
    yield from _weight_faults(framework)
    yield from _level_faults(framework.levels)
    yield from _level_name_faults(framework)
    yield from _indicator_faults(framework)
    yield from _item_faults(framework)
    yield from _source_faults(framework)


def _weight_faults(framework: Framework) -> Iterator[Text]:
    weight = sum((part.weight for part in framework.parts), Decimal(0))
    if weight != 1:
        yield T("parts: the weights sum to {weight}, not to 1.", weight=weight)
    weighed = {part.tool for part in framework.parts}
    scored = {rule.tool for rule in framework.indicators}
    for tool in Tool:
        if tool not in weighed:
            yield T("parts: tool {tool} has no weight.", tool=tool)
        if tool not in scored:
            yield T("indicators: tool {tool} has no indicator.", tool=tool)


def _level_faults(levels: Sequence[Level]) -> Iterator[Text]:
    for above, below in pairwise(levels):
        if _demand(above) <= _demand(below):
            yield T(
                "levels: {below} must demand less than {above}.", below=below.name, above=above.name
            )
    if not levels or levels[-1].min != 0 or levels[-1].all_tools_min is not None:
        yield T("levels: the last level must start at 0 and have no condition.")


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    return level.min, level.all_tools_min or Decimal(0)


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
        if bool(rule.items) == bool(rule.sub):
            yield T("indicators: {number} must have either items or sub.", number=rule.number)


def _item_faults(framework: Framework) -> Iterator[Text]:
    for tool in Tool:
        letter = tool[0].lower()
        rules = (rule for rule in framework.indicators if rule.tool == tool)
        items = [item for rule in rules for item in rule.all_items]
        if items != [f"{letter}{n}" for n in range(1, len(items) + 1)]:
            yield T(
                "indicators: the items of {tool} must run {letter}1, {letter}2 … without a gap or "
                "a double.",
                tool=tool,
                letter=letter,
            )
    for item in framework.titles.items:
        if framework.indicator_of(item) is None:
            yield T("titles.items: {item} belongs to no indicator.", item=item)


def _source_faults(framework: Framework) -> Iterator[Text]:
    decisive = _decisive_sources(framework)
    named = [
        framework.pass_mark_source,
        *decisive,
        *(rule.items_source for rule in framework.indicators),
    ]
    if framework.other_levels:
        named.append(framework.other_levels.source)
    if framework.titles.items:
        named.append(framework.titles.source)
    for key in dict.fromkeys(named):
        if key not in framework.sources:
            yield T("sources: {key} is named but not described.", key=key)
    given = (framework.sources[key].confidence for key in decisive if key in framework.sources)
    lowest = max(given, key=TRUST.index, default=framework.confidence)
    if framework.confidence != lowest:
        yield T(
            "confidence: is {found}; the sources of parts, levels and indicators give {lowest}.",
            found=framework.confidence,
            lowest=lowest,
        )


def _decisive_sources(framework: Framework) -> list[str]:
    """Return the sources that decide how far the whole year can be trusted."""
    return [
        *(part.source for part in framework.parts),
        *(level.source for level in framework.levels),
        *(rule.source for rule in framework.indicators),
    ]
