"""What the rules of a year make of question and item scores: a second implementation, in fractions.

It shares nothing with `ita_sync.scoring` but the framework's data, so that either can be held
against the other. Source: the scoring steps of the report form. Figures count as printed, at two
places half up, wherever a mark or a band is applied: the level table itself speaks of 84.99 and 85.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ita_sync.report import Tool
from ita_sync.rules import Framework, Level

FULL = Fraction(100)


def printed(value: Fraction) -> Decimal:
    """Return a figure as reports print it: two places, half a cent upwards."""
    cents = (value * 200 + 1) // 2
    return Decimal(cents).scaleb(-2)


def average(values: Iterable[Fraction]) -> Fraction:
    """Return the plain mean."""
    known = list(values)
    return sum(known, Fraction(0)) / len(known)


def weights(framework: Framework) -> dict[Tool, list[Fraction]]:
    """Return the weights of every tool's parts, in the order of the framework."""
    return {
        tool: [Fraction(part.weight) for part in framework.parts if part.tool is tool]
        for tool in Tool
    }


@dataclass(frozen=True)
class Truth:
    """The scores behind a report, none of them rounded.

    Attributes:
        framework: the year.
        asked: question scores by item id, one for each part of the question's tool; OIT items have
            one, of those that an item can take.
    """

    framework: Framework
    asked: Mapping[str, tuple[Fraction, ...]]

    def item(self, item: str) -> Fraction:
        """Return an item's score, the parts of its tool pooled as their plain mean."""
        return average(self.asked[item])

    def indicator(self, number: int) -> Fraction:
        """Return an indicator's score: the mean of its questions or of its sub-indicators."""
        return self._indicators[number]

    @cached_property
    def _indicators(self) -> dict[int, Fraction]:
        return {
            rule.number: average(average(self.item(item) for item in sub.items) for sub in rule.sub)
            if rule.sub
            else average(self.item(item) for item in rule.items)
            for rule in self.framework.indicators
        }

    def tool(self, tool: Tool) -> Fraction:
        """Return a tool's score: the mean of its indicators."""
        return average(
            self.indicator(rule.number) for rule in self.framework.indicators if rule.tool is tool
        )

    def parts(self, tool: Tool) -> list[Fraction]:
        """Return the score of each part of a tool: the mean of the indicators in that part."""
        count = len(weights(self.framework)[tool])
        if count == 1:
            return [self.tool(tool)]
        rules = [rule for rule in self.framework.indicators if rule.tool is tool]
        return [
            average(average(self.asked[item][n] for item in rule.items) for rule in rules)
            for n in range(count)
        ]

    @property
    def total(self) -> Fraction:
        """The weighted sum of all parts."""
        return sum(
            (
                weight * score
                for tool, shares in weights(self.framework).items()
                for weight, score in zip(shares, self.parts(tool), strict=True)
            ),
            Fraction(0),
        )

    @property
    def level(self) -> str:
        """The level's name: the first from the top whose total and condition hold."""
        total = printed(self.total)
        return next(
            level.name
            for level in self.framework.levels
            if total >= (level.min or 0) and self._meets(level)
        )

    def _meets(self, level: Level) -> bool:
        """Return whether every tool, or each of its parts, has what a level asks of it."""
        return all(
            (bar := level.bar(tool)) is None or printed(score) >= bar
            for tool in Tool
            for score in self._looked_at(tool)
        )

    def _looked_at(self, tool: Tool) -> list[Fraction]:
        as_one = self.framework.scoring.eit_in_levels == "one"
        return [self.tool(tool)] if as_one else self.parts(tool)
