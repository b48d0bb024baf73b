"""The rules of one fiscal year, each with its source, as far as they are known.

Items, numbering, weights and levels differ from year to year, so a year is data; `load` reads it.
What a year's file leaves out, or gives under a source of confidence `unknown`, is not known: it is
empty or None here, and no check may lend it from another year.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from ita_sync.report import Tool
from ita_sync.rules.models import (
    Confidence,
    Evidence,
    IndicatorRule,
    Items,
    Level,
    OtherLevels,
    OtherScheme,
    Part,
    Published,
    Score,
    Scoring,
    Source,
    SubIndicator,
    Titles,
    tool_of,
    weakest,
)

INDICATORS = 10
"""How many indicators a year has of which nothing is known: so many in every year documented."""


class Framework(BaseModel):
    """The rules of one fiscal year (B.E.), as far as they are known.

    Attributes:
        format: the version of the file's format; files of version 1 know everything.
        scheme: whose assessment it is, where it is not NACC's of agencies (`colleges`).
        confidence: of all that total and level are computed from; files of version 1 state it.
        pass_mark: of an indicator and an item (0-100).
        pass_marks: of single tools, where they differ from it.
        agency_pass_mark: of the total.
        levels_complete: no other level exists.
        items: of tools whose items are known, though not to which indicator each belongs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1, 2] = 1
    fiscal_year: int
    scheme: str = ""
    confidence: Confidence | None = None
    sources: dict[str, Source] = {}
    pass_mark: Score | None = None
    pass_marks: dict[Tool, Score] = {}
    pass_mark_source: str = ""
    agency_pass_mark: Score | None = None
    agency_pass_mark_source: str = ""
    scoring: Scoring = Scoring()
    parts: tuple[Part, ...] = ()
    levels: tuple[Level, ...] = ()
    levels_complete: bool = True
    other_levels: OtherLevels | None = None
    items: dict[Tool, Items] = {}
    items_source: str = ""
    indicators: tuple[IndicatorRule, ...] = ()
    titles: Titles = Titles()
    published: Published | None = None
    evidence: tuple[Evidence, ...] = ()
    other_schemes: tuple[OtherScheme, ...] = ()

    @property
    def generic(self) -> bool:
        """Whether nothing of its own is known of the year."""
        return not self.sources

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools of the year's indicators; all where it does not say whose each is."""
        named = {rule.tool for rule in self.indicators}
        return tuple(tool for tool in Tool if tool in named or None in named)

    def rules_of(self, tool: Tool) -> list[IndicatorRule]:
        """Return the indicators of a tool."""
        return [rule for rule in self.indicators if rule.tool is tool]

    def indicator(self, number: int) -> IndicatorRule | None:
        """Return the indicator of that number, None if the year has none."""
        return next((rule for rule in self.indicators if rule.number == number), None)

    @cached_property
    def owners(self) -> Mapping[str, IndicatorRule]:
        """Return the indicator that each item belongs to, of those where it is known."""
        return {item: rule for rule in reversed(self.indicators) for item in rule.all_items}

    def indicator_of(self, item: str) -> IndicatorRule | None:
        """Return the indicator of an item (`o13`), None if there is none or it is not known."""
        return self.owners.get(item)

    def items_of(self, number: int) -> tuple[str, ...]:
        """Return the item ids of an indicator, none if it has none or they are not known."""
        rule = self.indicator(number)
        return rule.all_items if rule else ()

    def items_of_tool(self, tool: Tool) -> tuple[str, ...]:
        """Return all items of a tool, in numerical order; none where they are not all known."""
        return self._items_by_tool[tool]

    @cached_property
    def _items_by_tool(self) -> Mapping[Tool, tuple[str, ...]]:
        known = dict.fromkeys(Tool, ()) | self.items
        for tool in Tool:
            rules = self.rules_of(tool)
            if rules and all(rule.all_items for rule in rules):
                known[tool] = tuple(item for rule in rules for item in rule.all_items)
        return known

    def items_source_of(self, tool: Tool) -> Source:
        """Return where it comes from which items a tool has."""
        rules = self.rules_of(tool)
        if rules and all(rule.all_items for rule in rules):
            return self.source(*(rule.items_source for rule in rules))
        return self.source(self.items_source)

    def has_item(self, item: str) -> bool | None:
        """Return whether the year has an item; None where its tool's items are not known."""
        known = self.items_of_tool(tool_of(item))
        return item in known if known else None

    def sub_indicators(self, number: int) -> tuple[SubIndicator, ...]:
        """Return the sub-indicators of an indicator; only OIT indicators have some."""
        rule = self.indicator(number)
        return rule.sub if rule else ()

    def is_summed(self, rule: IndicatorRule) -> bool:
        """Return whether an indicator's score follows from its items alone."""
        return bool(rule.sub and self.scoring.open_data)

    def mark(self, tool: Tool | None) -> Decimal | None:
        """Return the pass mark of a tool's indicators and items, None where it is not known."""
        if tool is None:
            return None if self.pass_marks else self.pass_mark
        return self.pass_marks.get(tool, self.pass_mark)

    def mark_of(self, number: int) -> Decimal | None:
        """Return the pass mark of an indicator, None where it is not known."""
        rule = self.indicator(number)
        return self.mark(rule.tool) if rule else None

    @property
    def eit_in_levels(self) -> Literal["one", "parts"] | None:
        """Whether the levels look at EIT as one or at its parts; None where that is not known."""
        return "one" if self.eit_is_one else self.scoring.eit_in_levels

    def looking_at_eit(self, look: Literal["one", "parts"]) -> "Framework":
        """Return the rules as they would be if the levels looked at EIT in this way."""
        return _with(self, {"scoring": _with(self.scoring, {"eit_in_levels": look})})

    @property
    def eit_is_one(self) -> bool:
        """Whether EIT surely has no parts."""
        return self.scoring.eit == "one"

    def title(self, item: str) -> str:
        """Return `o13 รายงานผลการดำเนินงานประจำปี`, or the bare id where no title is known."""
        return f"{item} {self.titles.items.get(item, '')}".rstrip()

    def source(self, *keys: str) -> Source:
        """Return the source of a rule; of several, the one that can be trusted least.

        An empty key is of what holds in every year; the others were checked on loading.
        """
        return weakest(self.sources[key] for key in keys if key)

    def tool_source(self, tool: Tool, *others: str) -> Source:
        """Return where it comes from how a tool's score is made, and of which indicators."""
        rules = (rule.source for rule in self.rules_of(tool))
        return self.source(self.scoring.tool_score_source, *rules, *others)

    @property
    def total_source(self) -> Source:
        """Where the total comes from: all weights, and the scores of all tools."""
        weights = self.source(*(part.source for part in self.parts))
        return weakest((weights, *(self.tool_source(tool) for tool in Tool)))

    def summed_source(self, rule: IndicatorRule) -> Source:
        """Return where it comes from how an OIT indicator is made of its items."""
        return self.source(rule.items_source, self.scoring.open_data_source)

    @property
    def mark_source(self) -> Source:
        """Where the pass mark comes from."""
        return self.source(self.pass_mark_source)

    def known(self) -> "Framework":
        """Return the rules without those whose source is unknown."""
        hidden = {key for key, source in self.sources.items() if source.confidence == "unknown"}
        levels = tuple(level for level in self.levels if level.source not in hidden)
        shown = {
            "parts": () if any(part.source in hidden for part in self.parts) else self.parts,
            "levels": levels,
            "levels_complete": self.levels_complete and len(levels) == len(self.levels) > 0,
            "indicators": tuple(_known(rule, hidden) for rule in self.indicators) or _TEN,
            "scoring": _known_scoring(self.scoring, hidden),
            "evidence": tuple(one for one in self.evidence if one.source not in hidden),
            "other_schemes": tuple(one for one in self.other_schemes if one.source not in hidden),
        }
        for name, empty in _EMPTY.items():
            value = getattr(self, name)
            source = getattr(value, "source", None) or getattr(self, f"{name}_source", "")
            if source in hidden:
                shown[name] = empty
        if self.pass_mark_source in hidden:
            shown["pass_marks"] = {}
        return _with(self, shown)


_EMPTY: dict[str, object] = {
    "pass_mark": None,
    "agency_pass_mark": None,
    "other_levels": None,
    "items": {},
    "titles": Titles(),
    "published": None,
}
"""Rules that stand by themselves, and what they are where they are not known."""

_TEN = tuple(IndicatorRule(number=number) for number in range(1, INDICATORS + 1))


def generic(year: int) -> Framework:
    """Return the rules of a year of which nothing of its own is known."""
    return Framework(fiscal_year=year).known()


_M = TypeVar("_M", bound=BaseModel)


def _with(model: _M, shown: Mapping[str, object]) -> _M:
    # A copy would take along what was worked out from the old values, though it no longer holds.
    return model.model_construct(**{**dict(model), **shown})


def _known(rule: IndicatorRule, hidden: set[str]) -> IndicatorRule:
    own = {"tool": None, "name": "", "also": (), "weight": None}
    items: dict[str, object] = {"items": (), "sub": ()}
    shown = own if rule.source in hidden else {}
    return _with(rule, shown | (items if rule.items_source in hidden else {}))


def _known_scoring(scoring: Scoring, hidden: set[str]) -> Scoring:
    empty = Scoring()
    lost = [
        name
        for name in ("tool_score", "open_data", "eit", "eit_in_levels")
        if getattr(scoring, f"{name}_source") in hidden
    ]
    shown = {name: getattr(empty, name) for name in lost}
    shown |= {f"{name}_source": "" for name in lost}  # nothing may rest on it
    return scoring.model_copy(update=shown)
