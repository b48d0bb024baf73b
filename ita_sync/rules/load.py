"""`config/frameworks/<year>.toml` -> the rules of a year, checked for what would make them useless.

A year without a file is refused: applying another year's rules would pass wrong reports.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from ita_sync import thai
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.framework import TRUST, Framework, Level


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
            "in its parts with"
            " weights, indicators with items, and levels, each with its source and confidence.",
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
        data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        framework = Framework.model_validate(data)
    except ValidationError as error:
        problems = [_explain(entry["loc"], entry["msg"], entry["type"]) for entry in error.errors()]
    except (OSError, ValueError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        problems = [T("The file cannot be read: {error}", error=error)]
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


def _explain(loc: tuple[int | str, ...], message: str, kind: str) -> Text:
    field = ".".join(str(part) for part in loc)
    if kind == "missing":
        return T("{field}: is missing.", field=field)
    if kind == "extra_forbidden":
        return T("{field}: is not a field of this file.", field=field)
    if message.endswith("range"):
        return T("{field}: expected a range of items such as o1-o10.", field=field)
    return T("{field}: {message}", field=field, message=message)


def _inconsistencies(framework: Framework, year: int) -> Iterator[Text]:
    if framework.fiscal_year != year:
        yield T(
            "fiscal_year: is {found}, the file name says {year}.",
            found=framework.fiscal_year,
            year=year,
        )
    weight = sum((part.weight for part in framework.parts), Decimal(0))
    if weight != 1:
        yield T("parts: the weights sum to {weight}, not to 1.", weight=weight)
    for tool in Tool:
        if not any(part.tool == tool for part in framework.parts):
            yield T("parts: tool {tool} has no weight.", tool=tool)
        if not any(rule.tool == tool for rule in framework.indicators):
            yield T("indicators: tool {tool} has no indicator.", tool=tool)
    yield from _level_faults(framework)
    yield from _item_faults(framework)
    yield from _source_faults(framework)


def _level_faults(framework: Framework) -> Iterator[Text]:
    levels = framework.levels
    for above, below in pairwise(levels):
        if _demand(above) <= _demand(below):
            yield T(
                "levels: {below} must demand less than {above}.", below=below.name, above=above.name
            )
    if not levels or levels[-1].min != 0 or levels[-1].all_tools_min is not None:
        yield T("levels: the last level must start at 0 and have no condition.")
    others = framework.other_levels.names if framework.other_levels else ()
    names = Counter(
        thai.fold(name) for name in (*dict.fromkeys(others), *(level.name for level in levels))
    )
    for level in levels:
        if names[thai.fold(level.name)] > 1:
            yield T(
                "levels: the name {name} must stand once, and not under other_levels.",
                name=level.name,
            )


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    return level.min, level.all_tools_min or Decimal(0)


def _item_faults(framework: Framework) -> Iterator[Text]:
    numbers = [rule.number for rule in framework.indicators]
    if numbers != list(range(1, len(numbers) + 1)):
        yield T("indicators: the numbers must run 1, 2, 3 … without a gap.")
    for rule in framework.indicators:
        if bool(rule.items) == bool(rule.sub):
            yield T("indicators: {number} must have either items or sub.", number=rule.number)
    for tool, letter in zip((Tool.IIT, Tool.EIT, Tool.OIT), "ieo", strict=True):
        items = [
            item for rule in framework.indicators if rule.tool == tool for item in rule.all_items
        ]
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
    decisive = [
        *(part.source for part in framework.parts),
        *(level.source for level in framework.levels),
        *(rule.source for rule in framework.indicators),
    ]
    named = [
        framework.pass_mark_source,
        *decisive,
        *(rule.items_source for rule in framework.indicators),
        *([framework.other_levels.source] if framework.other_levels else []),
        *([framework.titles.source] if framework.titles.items else []),
    ]
    for key in dict.fromkeys(named):
        if key not in framework.sources:
            yield T("sources: {key} is named but not described.", key=key)
    lowest = max(
        (framework.sources[key].confidence for key in decisive if key in framework.sources),
        key=TRUST.index,
    )
    if framework.confidence != lowest:
        yield T(
            "confidence: is {found}; the sources of parts, levels and indicators give {lowest}.",
            found=framework.confidence,
            lowest=lowest,
        )
