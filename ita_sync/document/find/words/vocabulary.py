"""The words by which a document's indicators are found: of its year, else of years near it.

Where a year's own file does not name its indicators, the names that they have in other years help
to see which row is about which. That is all that is taken from another year: no item, title, sum,
level or mark, and nothing printed becomes another value by it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from ita_sync import thai
from ita_sync.errors import ConfigError
from ita_sync.report import Tool
from ita_sync.rules import Framework

_REACH = 10
"""Years before and after that are asked for names."""


@dataclass(frozen=True)
class Vocabulary:
    """What indicators are called, and which tools they belong to.

    Attributes:
        framework: what is known of the year that the document is about.
        names: every name, folded, with the number of its indicator.
        numbers: of the year's indicators.
        lent: the indicators whose names are those of other years, with the names as written there.
        tools: of the indicators whose tool the year does not say, as it is in other years.
        items: the items that the year has, as far as they are known.
        levels: names of levels in other years, where the year's own are not all known.
        numbered: printed numbers are right, so that they go before a lent name.
    """

    framework: Framework
    names: tuple[tuple[str, int], ...]
    numbers: frozenset[int]
    lent: dict[int, tuple[str, ...]] = field(default_factory=dict)
    tools: dict[int, Tool] = field(default_factory=dict)
    items: frozenset[str] = frozenset()
    levels: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def year(self) -> int:
        """The fiscal year that the document is about."""
        return self.framework.fiscal_year


def vocabulary(
    framework: Framework, near: Iterable[Framework] = (), *, lossy: bool = True
) -> Vocabulary:
    """Return the words for a year.

    Args:
        framework: what is known of the year.
        near: of other years, the nearest first; they are asked only for what the year lacks.
        lossy: numbers were recognised from a picture.
    """
    names = {rule.number: rule.names for rule in framework.indicators}
    tools = {rule.number: rule.tool for rule in framework.indicators}
    nameless = {number for number, known in names.items() if not known}
    toolless = {number for number, tool in tools.items() if tool is None}
    others = list(near) if nameless or toolless or not framework.levels_complete else []
    lent = _lent_names(nameless, {name for known in names.values() for name in known}, others)
    pairs = [(name, number) for number, known in (names | lent).items() for name in known]
    return Vocabulary(
        framework=framework,
        names=tuple((thai.fold(name), number) for name, number in pairs),
        numbers=frozenset(names),
        lent=lent,
        tools=_lent_tools(toolless, others),
        items=frozenset(item for tool in Tool for item in framework.items_of_tool(tool)),
        levels=() if framework.levels_complete else tuple(_lent_levels(others)),
        numbered=not lossy,
    )


def _lent_names(
    wanted: set[int], taken: set[str], others: Iterable[Framework]
) -> dict[int, tuple[str, ...]]:
    """Return the names that indicators have elsewhere; a name goes to the nearest year's number."""
    owners = dict.fromkeys(taken, 0)
    for other in others:
        for rule in other.indicators:
            for name in rule.names:
                owners.setdefault(name, rule.number)
    lent = {number: [name for name in owners if owners[name] == number] for number in wanted}
    return {number: tuple(names) for number, names in sorted(lent.items()) if names}


def _lent_tools(wanted: set[int], others: Iterable[Framework]) -> dict[int, Tool]:
    tools: dict[int, Tool] = {}
    for rule in (rule for other in others for rule in other.indicators):
        if rule.number in wanted and rule.tool is not None:
            tools.setdefault(rule.number, rule.tool)
    return tools


def _lent_levels(others: Iterable[Framework]) -> Iterator[str]:
    names: dict[str, None] = {}
    for other in others:
        named = other.other_levels.names if other.other_levels else ()
        names |= dict.fromkeys((*(level.name for level in other.levels), *named))
    yield from names


def near(year: int, rules: Callable[[int], Framework]) -> Iterator[Framework]:
    """Yield what is known of the years around one, the nearest first.

    A year that cannot be, or whose file is broken, has no say.
    """
    for distance in range(1, _REACH + 1):
        for other in (year - distance, year + distance):
            with suppress(ConfigError):
                yield rules(other)
