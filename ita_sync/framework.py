"""The rules of one fiscal year, read from `config/frameworks/<year>.toml`.

Items, numbering, weights and levels differ from year to year, so a year is data with source and confidence.
A year without a file is refused: applying another year's rules would pass wrong reports.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ita_sync import thai
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.models import Tool

Confidence = Literal["sure", "likely", "guess"]

_TRUST: tuple[Confidence, ...] = ("sure", "likely", "guess")

_RANGE = re.compile(r"([ieo])([1-9]\d?)-\1([1-9]\d?)")


def _expand(value: object) -> object:
    """Turn `"o1-o10"` into `("o1", ..., "o10")`."""
    if not isinstance(value, str):
        return value
    found = _RANGE.fullmatch(value)
    if found is None or int(found[2]) > int(found[3]):
        raise ValueError("range")
    return tuple(f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1))


Items = Annotated[tuple[str, ...], BeforeValidator(_expand)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """Where a rule stands and how far it can be trusted."""

    text: str
    confidence: Confidence


class Part(_Part):
    """One part of the assessment; `weight` is a share of 1."""

    tool: Tool
    name: str
    weight: Decimal = Field(gt=0, le=1)
    source: str


class Level(_Part):
    """One level: the total it starts at and, if any, the score every part must reach (0-100)."""

    name: str
    min: Decimal = Field(ge=0, le=100)
    all_tools_min: Decimal | None = Field(None, ge=0, le=100)
    source: str


class OtherLevels(_Part):
    """Level names of other years, recognised to be refused by name."""

    names: tuple[str, ...] = ()
    years: str
    source: str


class SubIndicator(_Part):
    """A group of OIT items whose mean counts once in its indicator; its name where it is known."""

    number: str
    name: str = ""
    items: Items


class IndicatorRule(_Part):
    """One indicator: its tool, its accepted names, and its items (directly, or through sub-indicators)."""

    number: int
    tool: Tool
    name: str
    also: tuple[str, ...] = ()
    items: Items = ()
    sub: tuple[SubIndicator, ...] = ()
    source: str
    items_source: str

    @cached_property
    def all_items(self) -> tuple[str, ...]:
        """Return the ids of all its items in numerical order."""
        return self.items or tuple(item for sub in self.sub for item in sub.items)


class Titles(_Part):
    """Titles of items, where they are known."""

    source: str = ""
    items: dict[str, str] = {}


class Framework(_Part):
    """The rules of one fiscal year (B.E.)."""

    fiscal_year: int
    pass_mark: Decimal = Field(ge=0, le=100)
    pass_mark_source: str
    confidence: Confidence
    sources: dict[str, Source]
    parts: tuple[Part, ...]
    levels: tuple[Level, ...]
    other_levels: OtherLevels | None = None
    indicators: tuple[IndicatorRule, ...]
    titles: Titles = Titles()

    def indicator(self, number: int) -> IndicatorRule | None:
        """Return the indicator of that number, None if the year has none."""
        return next((rule for rule in self.indicators if rule.number == number), None)

    @cached_property
    def owners(self) -> Mapping[str, IndicatorRule]:
        """Return the indicator that each item id of the year belongs to."""
        return {item: rule for rule in reversed(self.indicators) for item in rule.all_items}

    def indicator_of(self, item: str) -> IndicatorRule | None:
        """Return the indicator that an item id (`o13`) belongs to, None if the year has no such item."""
        return self.owners.get(item)

    def items_of(self, number: int) -> tuple[str, ...]:
        """Return the item ids of an indicator, none if the year has no such indicator."""
        rule = self.indicator(number)
        return rule.all_items if rule else ()

    def sub_indicators(self, number: int) -> tuple[SubIndicator, ...]:
        """Return the sub-indicators of an indicator; only OIT indicators have some."""
        rule = self.indicator(number)
        return rule.sub if rule else ()

    def title(self, item: str) -> str:
        """Return `o13 รายงานผลการดำเนินงานประจำปี`, or the bare id where no title is known."""
        return f"{item} {self.titles.items.get(item, '')}".rstrip()

    def source(self, key: str) -> str:
        """Return the text of a source; keys were checked on loading."""
        return self.sources[key].text

    def guessed(self, text: str) -> bool:
        """Return whether a finding's source is a guess of this year's file: nothing built on it may be an error."""
        return any(source.text == text and source.confidence == "guess" for source in self.sources.values())


def known_years(folders: Sequence[Path]) -> list[int]:
    """Return the years that have a file in one of the folders, ascending."""
    files = (path for folder in folders for path in folder.glob("*.toml"))
    return sorted({int(path.stem) for path in files if re.fullmatch(r"[0-9]{4}", path.stem)})


def load(year: int, folders: Sequence[Path]) -> Framework:
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
            "Check fiscal_year in the report. To add the year, copy {source} to {target} and fill in its parts with"
            " weights, indicators with items, and levels, each with its source and confidence.",
            source=next(f for folder in folders if (f := folder / f"{nearest}.toml").is_file()),
            target=folders[0] / f"{year}.toml",
        )
    )
    return ConfigError(
        "year-unknown",
        T("There are no rules for fiscal year {year}. Known years: {known}.", year=year, known=listed),
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
        yield T("fiscal_year: is {found}, the file name says {year}.", found=framework.fiscal_year, year=year)
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
            yield T("levels: {below} must demand less than {above}.", below=below.name, above=above.name)
    if not levels or levels[-1].min != 0 or levels[-1].all_tools_min is not None:
        yield T("levels: the last level must start at 0 and have no condition.")
    others = framework.other_levels.names if framework.other_levels else ()
    names = Counter(thai.fold(name) for name in (*dict.fromkeys(others), *(level.name for level in levels)))
    for level in levels:
        if names[thai.fold(level.name)] > 1:
            yield T("levels: the name {name} must stand once, and not under other_levels.", name=level.name)


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
        items = [item for rule in framework.indicators if rule.tool == tool for item in rule.all_items]
        if items != [f"{letter}{n}" for n in range(1, len(items) + 1)]:
            yield T(
                "indicators: the items of {tool} must run {letter}1, {letter}2 … without a gap or a double.",
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
    lowest = max((framework.sources[key].confidence for key in decisive if key in framework.sources), key=_TRUST.index)
    if framework.confidence != lowest:
        yield T(
            "confidence: is {found}; the sources of parts, levels and indicators give {lowest}.",
            found=framework.confidence,
            lowest=lowest,
        )
