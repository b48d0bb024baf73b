"""The tables of a year's file, as it has them: sources, weights, levels, indicators, items."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ita_sync.i18n import T, Text
from ita_sync.report import Day, Tool

Confidence = Literal["sure", "likely", "guess", "unknown"]

TRUST: tuple[Confidence, ...] = ("sure", "likely", "guess", "unknown")
"""The confidences, the best first."""

RANGE = "range"
"""The type of the error for what is no range of items."""

ITEM = re.compile(r"[ieo][1-9]\d{0,2}")
"""The id of an item."""

_RANGE = re.compile(r"([ieo])([1-9]\d{0,2})(?:-\1([1-9]\d{0,2}))?")


def _expand(value: object) -> object:
    """Turn `"o1-o10"` into `("o1", ..., "o10")`, and `"o20"` into `("o20",)`."""
    if not isinstance(value, str):
        return value
    found = _RANGE.fullmatch(value)
    last = int(found[3] or found[2]) if found else 0
    if found is None or int(found[2]) > last:
        raise PydanticCustomError(RANGE, "a range of items such as o1-o10 is expected")
    return tuple(f"{found[1]}{n}" for n in range(int(found[2]), last + 1))


Items = Annotated[tuple[str, ...], BeforeValidator(_expand)]
Score = Annotated[Decimal, Field(ge=0, le=100)]
Share = Annotated[Decimal, Field(gt=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """Where a rule is written down and how far it can be trusted.

    Attributes:
        text_th: the same in Thai; a file whose `text` is for all readers leaves it out.
    """

    text: str
    text_th: str = ""
    confidence: Confidence

    @property
    def said(self) -> Text:
        """The text in the language of whoever reads it."""
        return T("{value}", value={"en": self.text, "th": self.text_th or self.text})


EVERY_YEAR = Source(
    text=(
        "ITA of every fiscal year: scores from 0 to 100 with two decimals, each indicator once "
        "under its tool, each item once under an indicator of the tool that its letter names"
    ),
    text_th=(
        "ITA ทุกปีงบประมาณ: คะแนน 0 ถึง 100 ทศนิยมสองตำแหน่ง ตัวชี้วัดแต่ละตัวอยู่ในเครื่องมือเดียวและมีครั้งเดียว "
        "ข้อคำถามแต่ละข้ออยู่ในตัวชี้วัดเดียวของเครื่องมือตามอักษรนำหน้า"
    ),
    confidence="sure",
)
"""The source of what holds whatever is known of a year."""


def weakest(sources: Iterable[Source]) -> Source:
    """Return the source that can be trusted least: what rests on all is no surer than it."""
    return max(sources, key=lambda source: TRUST.index(source.confidence), default=EVERY_YEAR)


class Part(_Part):
    """One part of the assessment; `weight` is a share of 1."""

    tool: Tool
    name: str
    weight: Share
    source: str


class Level(_Part):
    """One level: the total it starts at, and what it asks of the tools (0-100).

    Attributes:
        min: the lowest total; None where it is not known.
        all_tools_min: the score that every tool must reach, if any.
        tool_min: the score that single tools must reach, if any.
        condition: `unknown` where it may ask more of the tools than is said here.
        passes: the level is one of an agency that passed (`agency_pass_mark`).
    """

    name: str
    min: Score | None = None
    all_tools_min: Score | None = None
    tool_min: dict[Tool, Score] = {}
    condition: Literal["known", "unknown"] = "known"
    passes: bool = False
    source: str

    @property
    def known(self) -> bool:
        """Whether all is known that decides the level."""
        return self.min is not None and self.condition == "known"

    def bar(self, tool: Tool) -> Decimal | None:
        """Return the score that a tool must reach, None if any will do."""
        bars = [bar for bar in (self.all_tools_min, self.tool_min.get(tool)) if bar is not None]
        return max(bars, default=None)


class OtherLevels(_Part):
    """Level names of other years, known so that they can be refused by name."""

    names: tuple[str, ...] = ()
    years: str
    source: str


class Scoring(_Part):
    """How figures are made of others, as far as it is known.

    Attributes:
        tool_score: a tool's score is the mean of its indicators, by their weights if they have any.
        open_data: the scores that an OIT item can take, ascending; an OIT indicator is then the
            mean of its sub-indicators, each the mean of its items.
        eit: whether the total weighs EIT as one or in two parts.
        eit_in_levels: whether a level that asks for a score of every tool looks at EIT as one or at
            its parts.
    """

    tool_score: Literal["mean"] | None = None
    tool_score_source: str = ""
    open_data: tuple[Score, ...] = ()
    open_data_source: str = ""
    eit: Literal["one", "parts"] | None = None
    eit_source: str = ""
    eit_in_levels: Literal["one", "parts"] | None = None
    eit_in_levels_source: str = ""


class SubIndicator(_Part):
    """A group of OIT items whose mean counts once in its indicator; its name where it is known."""

    number: str
    name: str = ""
    items: Items


class IndicatorRule(_Part):
    """One indicator: its tool, its accepted names, and its items, listed or by sub-indicator.

    Attributes:
        tool: None where it is not known; so is an empty name.
        weight: its share of its tool; None where all weigh the same.
    """

    number: int
    tool: Tool | None = None
    name: str = ""
    also: tuple[str, ...] = ()
    weight: Share | None = None
    items: Items = ()
    sub: tuple[SubIndicator, ...] = ()
    source: str = ""
    items_source: str = ""

    @cached_property
    def all_items(self) -> tuple[str, ...]:
        """Return the ids of all its items in numerical order."""
        return self.items or tuple(item for sub in self.sub for item in sub.items)

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name it goes by, none where none is known."""
        return (self.name, *self.also) if self.name else ()


class Titles(_Part):
    """Titles of items, where they are known."""

    source: str = ""
    items: dict[str, str] = {}


class Published(_Part):
    """The day on which the year's results came out."""

    day: Day
    source: str


class Evidence(_Part):
    """The item of a later year that this year's report is handed in for as evidence."""

    year: int
    item: str
    source: str


class OtherScheme(_Part):
    """Another assessment of the same year, told from this one by items that only it has.

    Its name is the kind of agency that it is for (`วิทยาลัย`), as names of such agencies begin.
    """

    name: str
    items: Items
    source: str


_LETTERS = {tool[0].lower(): tool for tool in Tool}


def tool_of(item: str) -> Tool:
    """Return the tool of an item, which its letter names in every year."""
    return _LETTERS[item[0]]
