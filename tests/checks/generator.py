"""True reports by seed: scores of questions and items first, everything printed follows from them.

A report drawn here breaks no rule of its year, so that whatever a check calls an error in it is a
false one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ita_sync.report import Report, Result, Tool
from ita_sync.rules import Framework, IndicatorRule, known_years, load_framework
from ita_sync.rules.load import FIRST_YEAR
from ita_sync.rules.scoring import sums_up
from tests.checks.completions import complete
from tests.checks.truth import FULL, Truth, printed, weights
from tests.checks.wording import POINTS, REMEDIES, agency_and_memo, link, measure
from tests.today import TODAY

FOLDER = Path(__file__).parents[2] / "config" / "frameworks"
Asked = dict[str, tuple[Fraction, ...]]


@dataclass(frozen=True)
class Drawn:
    """A true report and its unrounded scores; seed and profile repeat it.

    Attributes:
        known: the rules of its year, as far as they are known; `truth` has them complete.
    """

    seed: int
    profile: str
    known: Framework
    truth: Truth
    report: Report


@cache
def years() -> tuple[Framework, ...]:
    """Return the rules of every year there is, and those of one that has no file."""
    known = known_years([FOLDER])
    without = next(year for year in range(FIRST_YEAR, known[0] + 1) if year not in known)
    return tuple(load_framework(year, [FOLDER], TODAY) for year in (*known, without))


@cache
def whole_years() -> tuple[Framework, ...]:
    """Return the rules of the years of which all is known that a document can be held against."""
    return tuple(
        year
        for year in years()
        if sums_up(year) and year.scoring.open_data and year.levels_complete
    )


def draw(seed: int, framework: Framework | None = None) -> Drawn:
    """Return the report of a seed; the years take turns where none is given."""
    rng = Random(seed)  # noqa: S311 - repeatable draws, no secret
    known = framework or years()[seed % len(years())]
    whole = complete(Random(f"the rest of {seed}"), known)  # noqa: S311 - as above
    profile = rng.choice(list(PROFILES))
    truth = Truth(whole, PROFILES[profile](rng, whole))
    return Drawn(seed, profile, known, truth, Report.model_validate(_report(rng, truth)))


def dump(report: Report) -> str:
    """Return a report as the text of a report file."""
    data = report.model_dump(mode="json", exclude_none=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def spread(rng: Random, mean: Fraction, count: int) -> list[Fraction]:
    """Return `count` scores from 0 to 100 with exactly this mean, most with endless decimals."""
    scores = [mean] * count
    for _ in range(count if count > 1 else 0):
        i, j = rng.sample(range(count), 2)
        step = min(FULL - scores[i], scores[j]) * Fraction(rng.randrange(400), 997)
        scores[i] += step
        scores[j] -= step
    return scores


def _asked_of(framework: Framework, tool: Tool) -> list[IndicatorRule]:
    return [rule for rule in framework.indicators if rule.tool is tool]


def _aimed(
    rng: Random, framework: Framework, means: dict[Tool, list[Fraction]], failing: float
) -> Asked:
    """Return question scores with exactly these means by part, and OIT items failing at a rate."""
    asked: Asked = {}
    for tool in (Tool.IIT, Tool.EIT):
        rules = _asked_of(framework, tool)
        columns: list[list[Fraction]] = []
        for mean in means[tool]:
            indicators = spread(rng, mean, len(rules))
            columns.append(
                [
                    q
                    for rule, m in zip(rules, indicators, strict=True)
                    for q in spread(rng, m, len(rule.items))
                ]
            )
        items = [item for rule in rules for item in rule.items]
        asked |= dict(zip(items, zip(*columns, strict=True), strict=True))
    return asked | _open_data(rng, framework, failing)


def _open_data(rng: Random, framework: Framework, failing: float) -> Asked:
    items = [item for rule in _asked_of(framework, Tool.OIT) for item in rule.all_items]
    *low, best = (Fraction(step) for step in framework.scoring.open_data)

    def worse() -> Fraction:
        return rng.choice(low) if len(low) > 1 else low[0]

    return {item: (worse() if rng.random() < failing else best,) for item in items}


def _means(framework: Framework, score: Callable[[], Fraction]) -> dict[Tool, list[Fraction]]:
    return {
        tool: [min(FULL, max(Fraction(0), score())) for _ in shares]
        for tool, shares in weights(framework).items()
    }


def _near(rng: Random, mark: int) -> Fraction:
    """Return a score a hair from a mark: on it, half a cent off, or anywhere within two cents."""
    return mark + Fraction(rng.choice([0, 0, 1, -1, 5, -5, 10, -10, rng.randint(-20, 20)]), 1000)


def _respondents(rng: Random, framework: Framework) -> Asked:
    """Answers in steps of a third, averaged over some people, as in the surveys."""
    quality = rng.uniform(0.5, 1.0)

    def means(count: int) -> tuple[Fraction, ...]:
        people = [rng.randint(20, 300) for _ in range(count)]
        shares = [min(1.0, max(0.0, rng.gauss(quality, 0.08))) for _ in people]
        return tuple(
            FULL * round(3 * n * share) / (3 * n) for n, share in zip(people, shares, strict=True)
        )

    counts = {tool: len(shares) for tool, shares in weights(framework).items()}
    asked = {
        item: means(counts[_tool(rule)])
        for rule in framework.indicators
        if not rule.sub
        for item in rule.all_items
    }
    return asked | _open_data(rng, framework, rng.choice([0, 0.05, 0.2, 0.5]))


def _parts_at_marks(rng: Random, framework: Framework) -> Asked:
    means = _means(framework, lambda: _near(rng, rng.choice([70, 85, 95])))
    return _aimed(rng, framework, means, rng.choice([0, 0, 0.1]))


def _total_at_band(rng: Random, framework: Framework) -> Asked:
    """The insiders' mean is set so that the total lies a hair from where a level begins."""
    means = _means(framework, lambda: Fraction(rng.randint(6000, 10000), 100))
    asked = _aimed(rng, framework, means, rng.choice([0, 0.1, 0.3]))
    truth, share = Truth(framework, asked), weights(framework)[Tool.IIT][0]
    aim = _near(rng, int(rng.choice(framework.levels).min or 0))
    needed = truth.tool(Tool.IIT) + (aim - truth.total) / share
    means[Tool.IIT] = [min(FULL, max(Fraction(0), needed))]
    insiders = {item for rule in _asked_of(framework, Tool.IIT) for item in rule.items}
    again = _aimed(rng, framework, means, 0)
    return {item: again[item] if item in insiders else scores for item, scores in asked.items()}


def _excellent(rng: Random, framework: Framework) -> Asked:
    means = _means(framework, lambda: Fraction(rng.randint(9400, 10000), 100))
    return _aimed(rng, framework, means, rng.choice([0, 0, 0.05]))


def _good(rng: Random, framework: Framework) -> Asked:
    means = _means(framework, lambda: Fraction(rng.randint(8400, 9600), 100))
    return _aimed(rng, framework, means, rng.choice([0, 0.05, 0.1]))


def _uneven(rng: Random, framework: Framework) -> Asked:
    """One part falls behind all others: the total may be high and the level is not."""
    behind = [rng.choice([60, 80, 84, 90])]
    means = _means(
        framework,
        lambda: Fraction(behind.pop() if behind and rng.random() < 0.5 else rng.randint(90, 100)),
    )
    return _aimed(rng, framework, means, rng.choice([0, 0.05]))


def _poor(rng: Random, framework: Framework) -> Asked:
    means = _means(framework, lambda: Fraction(rng.randint(1000, 8000), 100))
    return _aimed(rng, framework, means, rng.choice([0.3, 0.6, 0.9]))


def _flat(rng: Random, framework: Framework) -> Asked:
    """Every question has the same score: all full, all empty, all on a mark."""
    score = rng.choice(
        [Fraction(0), FULL, _near(rng, 85), Fraction(85), Fraction(95), Fraction(70)]
    )
    counts = {tool: len(shares) for tool, shares in weights(framework).items()}
    same = {
        item: (min(FULL, score),) * counts[_tool(rule)]
        for rule in framework.indicators
        if not rule.sub
        for item in rule.all_items
    }
    return same | _open_data(rng, framework, rng.choice([0, 0.1, 1]))


PROFILES: dict[str, Callable[[Random, Framework], Asked]] = {
    "respondents": _respondents,
    "parts at the marks": _parts_at_marks,
    "total at a band": _total_at_band,
    "excellent": _excellent,
    "good": _good,
    "uneven": _uneven,
    "poor": _poor,
    "flat": _flat,
}


def _report(rng: Random, truth: Truth) -> dict[str, Any]:
    """Return the report that prints these scores, with everything complete that it has to list."""
    year = truth.framework.fiscal_year
    weak = [entry for rule in truth.framework.indicators if (entry := _weak(rng, truth, rule))]
    items = [item["item"] for entry in weak for item in entry["items"]]
    return {
        "schema_version": 1,
        "fiscal_year": year,
        **agency_and_memo(rng, year),
        "total": printed(truth.total),
        "level": truth.level,
        "indicators": [_indicator(rng, truth, rule) for rule in truth.framework.indicators],
        **_tools(rng, truth),
        "weak": weak,
        "strengths": _strengths(rng, truth),
        "measures": [measure(rng, item, year) for item in items],
        "url": link(rng, year),
    }


def _tool(rule: IndicatorRule) -> Tool:
    assert rule.tool is not None
    return rule.tool


def _mark(truth: Truth, rule: IndicatorRule) -> Decimal:
    mark = truth.framework.mark(rule.tool)
    assert mark is not None
    return mark


def _indicator(rng: Random, truth: Truth, rule: IndicatorRule) -> dict[str, Any]:
    score = printed(truth.indicator(rule.number))
    return {
        "number": rule.number,
        "tool": rule.tool,
        "name": rng.choice([*rule.names, None]),
        "score": score,
        "result": Result.PASSED if score >= _mark(truth, rule) else Result.FAILED,
    }


def _tools(rng: Random, truth: Truth) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if rng.random() < 0.5:
        found["tools"] = {
            tool.value: printed(truth.tool(tool)) for tool in Tool if rng.random() < 0.8
        }
    parts = truth.parts(Tool.EIT)
    if len(parts) == 2 and rng.random() < 0.5:
        found["eit_parts"] = {f"part{n}": printed(score) for n, score in enumerate(parts, 1)}
    return found


def _weak(rng: Random, truth: Truth, rule: IndicatorRule) -> dict[str, Any] | None:
    """Return the list of an indicator that fails: every item below the mark, with remedies."""
    mark = _mark(truth, rule)
    if printed(truth.indicator(rule.number)) >= mark:
        return None
    items = [
        {"item": item, "score": score}
        for item in rule.all_items
        if (score := printed(truth.item(item))) < mark
    ]
    if rng.random() < 0.5:
        return {"indicator": rule.number, "remedy": rng.choice(REMEDIES), "items": items}
    return {
        "indicator": rule.number,
        "items": [{**item, "remedy": rng.choice(REMEDIES)} for item in items],
    }


def _strengths(rng: Random, truth: Truth) -> list[dict[str, Any]]:
    """Return what is to be kept up: of some indicators that pass, the best item."""
    found = []
    for rule in truth.framework.indicators:
        best = max(truth.item(item) for item in rule.all_items)
        if printed(truth.indicator(rule.number)) >= _mark(truth, rule) and rng.random() < 0.4:
            score = printed(best) if rng.random() < 0.7 else None
            found.append(
                {
                    "indicator": rule.number,
                    "point": rng.choice(POINTS),
                    "score": score,
                    "keep": "คงไว้",
                }
            )
    return found
