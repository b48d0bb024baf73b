"""A small world in which every assignment can be tried: few questions, figures in coarse steps.

The weights make each printed figure a bound on neighbouring unknowns added up (question, question,
part, part). Such a system has its corners on the grid of half a step, so that where any scores fit,
some of the grid do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from ita_sync.report import Report, Result, Tool
from ita_sync.rules import Framework

HALF = Fraction(25)
PRINTED = (0, 50, 100)
GRID = tuple(Fraction(n) for n in range(0, 101, 25))


def small_year() -> Framework:
    """Return a year of three indicators, one a tool.

    They have two insider questions, one outsider question asked twice, and two OIT items.
    """
    source = {"source": "made"}
    parts = [("IIT", "0.4"), ("EIT", "0.2"), ("EIT", "0.2"), ("OIT", "0.2")]
    indicator = {**source, "items_source": "made"}
    return Framework.model_validate(
        {
            "format": 2,
            "fiscal_year": 2500,
            "scoring": {
                "tool_score": "mean",
                "tool_score_source": "made",
                "open_data": [0, 100],
                "open_data_source": "made",
                "eit": "parts",
                "eit_source": "made",
                "eit_in_levels": "parts",
                "eit_in_levels_source": "made",
            },
            "pass_mark": "50",
            "pass_mark_source": "made",
            "confidence": "guess",
            "sources": {"made": {"text": "made for the test", "confidence": "guess"}},
            "parts": [
                {"tool": tool, "name": tool, "weight": weight, **source} for tool, weight in parts
            ],
            "levels": [
                {"name": "สูงสุด", "min": "100", "all_tools_min": "100", **source},
                {"name": "สูง", "min": "50", "all_tools_min": "50", **source},
                {"name": "กลาง", "min": "50", **source},
                {"name": "ต่ำ", "min": "0", **source},
            ],
            "indicators": [
                {"number": 1, "tool": "IIT", "name": "หนึ่ง", "items": "i1-i2", **indicator},
                {"number": 2, "tool": "EIT", "name": "สอง", "items": "e1-e1", **indicator},
                {
                    "number": 3,
                    "tool": "OIT",
                    "name": "สาม",
                    "sub": [{"number": "3.1", "name": "สาม", "items": "o1-o2"}],
                    **indicator,
                },
            ],
            "titles": {"source": "made", "items": {}},
        }
    )


@dataclass(frozen=True)
class World:
    """Figures of one small report.

    None where it prints none. Lists are those of the indicators that fail.
    """

    scores: tuple[int, int, int]
    total: int
    level: str
    tools: tuple[int | None, int | None, int | None]
    parts: tuple[int, int] | None
    weak: dict[str, int]

    def report(self) -> Report:
        """Return the report file's form of it."""
        rules = small_year().indicators
        lists: list[dict[str, Any]] = []
        for rule in rules:
            items = [
                {"item": item, "score": self.weak[item]}
                for item in rule.all_items
                if item in self.weak
            ]
            if items:
                lists.append({"indicator": rule.number, "items": items})
        return Report.model_validate(
            {
                "schema_version": 1,
                "fiscal_year": 2500,
                "agency": dict.fromkeys(("code", "type", "name", "district", "province"), "ก"),
                "memo": {"number": "1", "date": "1/1/2500", "subject": "ก"},
                "total": Decimal(self.total),
                "level": self.level,
                "indicators": [
                    {
                        "number": rule.number,
                        "tool": rule.tool,
                        "score": Decimal(score),
                        "result": Result.PASSED if score >= 50 else Result.FAILED,
                    }
                    for rule, score in zip(rules, self.scores, strict=True)
                ],
                "tools": dict(zip(Tool, self.tools, strict=True)),
                "eit_parts": dict(zip(("part1", "part2"), self.parts, strict=True))
                if self.parts
                else None,
                "weak": lists,
                "measures": [{"item": item} for item in self.weak],
                "url": "https://www.banmai.go.th/",
            }
        )


def possible(world: World) -> bool:
    """Return whether any scores of the grid print these figures.

    Every assignment and every way of rounding is tried, one by one.
    """
    scores = world.scores
    for first, second in product(GRID, GRID):
        insiders = (first + second) / 2
        if not (
            _prints(insiders, scores[0], world.tools[0])
            and _lists(world, 0, {"i1": first, "i2": second})
        ):
            continue
        for part1, part2 in product(GRID, GRID):
            outsiders = (part1 + part2) / 2
            if not (
                _prints(outsiders, scores[1], world.tools[1])
                and _lists(world, 1, {"e1": outsiders})
            ):
                continue
            if world.parts and not (
                _prints(part1, world.parts[0]) and _prints(part2, world.parts[1])
            ):
                continue
            for item1, item2 in product((0, 100), (0, 100)):
                open_data = Fraction(item1 + item2, 2)
                total = (2 * insiders + part1 + part2 + open_data) / 5
                if (
                    _prints(open_data, scores[2], world.tools[2])
                    and _lists(world, 2, {"o1": Fraction(item1), "o2": Fraction(item2)})
                    and _prints(total, world.total)
                    and world.level in _levels(world, insiders, part1, part2, open_data)
                ):
                    return True
    return False


def _prints(score: Fraction, *figures: int | None) -> bool:
    return all(figure is None or abs(score - figure) <= HALF for figure in figures)


def _lists(world: World, index: int, questions: dict[str, Fraction]) -> bool:
    """Return whether a failing indicator lists just its questions below the mark.

    A passing one may list any of them.
    """
    fails = world.scores[index] < 50
    for question, score in questions.items():
        listed = world.weak.get(question)
        if index == 2 and (fails or any(item in world.weak for item in questions)):
            # Open data is 0 or 100 without rounding: the failing items are those listed.
            if (score == 0) != (listed is not None):
                return False
        elif listed is not None:
            if not _prints(score, listed):
                return False
        elif fails and not any(_prints(score, figure) for figure in PRINTED if figure >= 50):
            return False
    return True


def _levels(world: World, *parts: Fraction) -> Iterator[str]:
    """Yield the level for every way in which the parts can be printed.

    Where the report prints them, as it does.
    """
    shown = [world.tools[0], *(world.parts or (None, None)), world.tools[2]]
    ways = [
        [figure] if figure is not None else [each for each in PRINTED if _prints(part, each)]
        for figure, part in zip(shown, parts, strict=True)
    ]
    for printed in product(*ways):
        for level in small_year().levels:
            if world.total >= (level.min or 0) and min(printed) >= (level.all_tools_min or 0):
                yield level.name
                break
