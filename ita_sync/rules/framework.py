"""The rules of one fiscal year: parts, levels, indicators and items, each with its source.

Items, numbering, weights and levels differ from year to year, so a year is data; `load` reads it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ita_sync.report import Tool

Confidence = Literal["sure", "likely", "guess"]

TRUST: tuple[Confidence, ...] = ("sure", "likely", "guess")

RANGE = "range"
"""The type of the error for what is no range of items."""

_RANGE = re.compile(r"([ieo])([1-9]\d?)-\1([1-9]\d?)")


def _expand(value: object) -> object:
    """Turn `"o1-o10"` into `("o1", ..., "o10")`."""
    if not isinstance(value, str):
        return value
    found = _RANGE.fullmatch(value)
    if found is None or int(found[2]) > int(found[3]):
        raise PydanticCustomError(RANGE, "a range of items such as o1-o10 is expected")
    return tuple(f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1))


Items = Annotated[tuple[str, ...], BeforeValidator(_expand)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """Where a rule is written down and how far it can be trusted."""

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
    """Level names of other years, known so that they can be refused by name."""

    names: tuple[str, ...] = ()
    years: str
    source: str


class SubIndicator(_Part):
    """A group of OIT items whose mean counts once in its indicator; its name where it is known."""

    number: str
    name: str = ""
    items: Items


class IndicatorRule(_Part):
    """One indicator: its tool, its accepted names, and its items, listed or by sub-indicator."""

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
        """Return the indicator of an item (`o13`), None if the year has no such item."""
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
        """Return whether this year's file gives a source as a guess.

        A finding that rests on a guess may not be an error.
        """
        return any(
            source.text == text and source.confidence == "guess" for source in self.sources.values()
        )
