"""Redundancy decides: the likeliest reading of the scores under which all sums hold.

The sums are those of total, tools and OIT items.

Every copy of a score is a witness. A value costs what each witness must have been misread for; the
cheapest set of values that fits the sums is followed, and where another is nearly as cheap a person
has to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product

from ita_sync.document.find.figures import plain, readings
from ita_sync.document.find.scores import Key, Witness
from ita_sync.report import EitParts, Tool
from ita_sync.rules import Framework
from ita_sync.rules.scoring import (
    CENT,
    oit_grid,
    oit_indicator,
    round2,
    sums_up,
    tool_scores,
    total,
)

STRANGE = 8
"""Cost of a witness that says something else and is not easily misread for it."""
_TYPED = 5
"""Least cost of a reading where nothing was recognised from a picture.

Only typing can have gone wrong there.
"""
_TRIED = (40, 8, 4)
"""Readings tried of each score where one, two, three of them are read otherwise together."""
_APART = 2
"""By how much the next set of values must be dearer for the cheapest to be beyond doubt."""
_CHEAP = 3
"""What reading a set otherwise may cost in all, beyond which a person has to look."""
_FIRST: Key = ("total", 0)


@dataclass(frozen=True)
class ScoreDecision:
    """What a score was decided to be.

    Attributes:
        value: None where nothing is printed and nothing can be computed.
        agreed: enough witnesses say it, or the sums would show it if it were misread.
        fits: the sums that it enters hold, or there is none to hold it against.
        bound: there are sums that it enters, and they hold.
        free: nobody knows the sums that it enters.
        others: values that fit about as well, or that another witness says.
        doubtful: a set of values about as likely has another one here.
        computed: no witness; it follows from the others.
    """

    value: Decimal | None
    agreed: bool = False
    fits: bool = True
    bound: bool = False
    free: bool = False
    others: tuple[Decimal, ...] = ()
    doubtful: bool = False
    computed: bool = False


Values = dict[Key, Decimal]
Costs = dict[Key, dict[Decimal, int]]


@dataclass(frozen=True)
class _Fit:
    """A value for each score, what else each may be about as well, and whether the sums hold."""

    values: Values
    rivals: Mapping[Key, set[Decimal]]
    holds: bool


def decide(
    seen: Mapping[Key, list[Witness]],
    framework: Framework,
    failing: Mapping[int, Mapping[str, Decimal]],
    *,
    lossy: bool = True,
) -> dict[Key, ScoreDecision]:
    """Return the value of every score that is printed or can be computed.

    Args:
        seen: the witnesses of each score.
        framework: the year's rules, as far as they are known.
        failing: the weak items of each OIT indicator whose list was read whole, with their scores:
            one more witness.
        lossy: the figures were recognised from a picture.
    """
    listed: dict[Key, Decimal] = {
        ("indicator", number): _listed(framework, number, items)
        for number, items in failing.items()
    }
    costs = {
        key: _costs(copies, listed.get(key), _grid(framework, key), lossy=lossy)
        for key, copies in seen.items()
    }
    costs = {key: values for key, values in costs.items() if values}
    best = {
        key: min(values, key=lambda value: (values[value], value)) for key, values in costs.items()
    }
    said = {key: _said(seen[key], listed.get(key)) for key in costs}
    known = _knows_sums(best, framework)
    whole = known and _complete(best, framework)
    best = _one_column(best, costs, seen, framework if whole else None)
    if not whole or holds(best, framework):
        fit = _Fit(best, _near_best(best, costs, said), holds=True)
    else:
        fit = _fit(best, costs, framework)
    alone = _Alone(fit, framework if whole and fit.holds else None, lossy=lossy)
    decided = {key: _decision(key, fit, said[key], alone, free=not known) for key in fit.values}
    return decided | _computed(fit.values, framework, listed)


def _knows_sums(values: Values, framework: Framework) -> bool:
    """Say whether the year tells the total of these scores.

    Where the parts of EIT weigh differently, it does so only for a report that has both.
    """
    weights = {part.weight for part in framework.parts if part.tool is Tool.EIT}
    return sums_up(framework) and (len(weights) <= 1 or _parts(values) is not None)


def _listed(framework: Framework, number: int, weak: Mapping[str, Decimal]) -> Decimal:
    return round2(oit_indicator(framework, number, weak))


def _grid(framework: Framework, key: Key) -> frozenset[Decimal] | None:
    rule = framework.indicator(int(key[1])) if key[0] == "indicator" else None
    return oit_grid(framework, rule.number) if rule and framework.is_summed(rule) else None


def _costs(
    copies: list[Witness], listed: Decimal | None, grid: frozenset[Decimal] | None, *, lossy: bool
) -> dict[Decimal, int]:
    """Return the readings of a score, the likeliest first, each with its cost to all witnesses."""
    said = [_readings(copy, lossy=lossy) for copy in copies]
    if listed is not None:
        said.append({listed: 0})
    values = {value for one in said for value in one}
    if not lossy:  # what was typed stands; only copies that differ, or are damaged, leave a choice
        values = {value for one in said for value, cost in one.items() if cost == 0} or values
    costs = {value: sum(min(one.get(value, STRANGE), STRANGE) for one in said) for value in values}
    if grid is not None:
        costs = {
            value: cost + (0 if round2(value) in grid else STRANGE) for value, cost in costs.items()
        }
    return dict(sorted(costs.items(), key=lambda pair: (pair[1], pair[0])))


def _readings(copy: Witness, *, lossy: bool) -> dict[Decimal, int]:
    """Return what a witness may say, with the cost of each reading of each of its figures."""
    found: dict[Decimal, int] = {}
    for token in copy.tokens:
        for one in readings(token):
            cost = one.cost if lossy or not one.cost else max(one.cost, _TYPED)
            found[one.value] = min(cost, found.get(one.value, cost))
    return found


def _said(copies: list[Witness], listed: Decimal | None) -> list[Decimal]:
    """Return what the witnesses of a score say in full, each once."""
    said = [
        found for copy in copies for token in copy.tokens if (found := plain(token)) is not None
    ]
    return said + ([listed] if listed is not None else [])


def _one_column(
    best: Values, costs: Costs, seen: Mapping[Key, list[Witness]], framework: Framework | None
) -> Values:
    """Return the values, those that have rivals all taken from the one column that fits best."""
    rows = {
        key: copy.tokens
        for key, copies in seen.items()
        if key in best
        for copy in copies
        if copy.seen.rivals
    }
    sets = [best]
    for column in range(max(map(len, rows.values()), default=0)):
        taken = {key: plain(tokens[column]) for key, tokens in rows.items() if column < len(tokens)}
        sets.append(
            best
            | {
                key: value
                for key, value in taken.items()
                if value is not None and value in costs[key]
            }
        )
    if len(sets) == 1:
        return best

    def price(values: Values) -> tuple[bool, int]:
        return framework is not None and not holds(values, framework), sum(
            costs[key][values[key]] for key in values
        )

    return min(sets[1:], key=price)


def _fit(best: Values, costs: Costs, framework: Framework) -> _Fit:
    """Return the cheapest values that fit the sums, which the best ones alone do not."""
    base = sum(costs[key][value] for key, value in best.items())
    sets = sorted(_fitting(best, costs, framework), key=lambda pair: pair[0])
    if not sets:
        return _Fit(best, {}, holds=False)
    price, chosen = sets[0]
    near = [other for other_price, other in sets if other_price < price + _APART]
    if price - base > _CHEAP:
        # Too much to be followed: all stays as it was read, what would fit is noted beside it.
        return _Fit(best, _differing(near, best), holds=False)
    return _Fit(chosen, _differing(near, chosen), holds=True)


def _differing(sets: list[Values], chosen: Values) -> dict[Key, set[Decimal]]:
    """Return what scores are in other sets of values."""
    rivals: dict[Key, set[Decimal]] = {}
    for other in sets:
        for key in (key for key in other if other[key] != chosen[key]):
            rivals.setdefault(key, set()).add(other[key])
    return rivals


def _fitting(best: Values, costs: Costs, framework: Framework) -> list[tuple[int, Values]]:
    """Return the sets of values that fit, each with its cost.

    All of them read the same number of scores otherwise: the smallest with which any set fits.
    """
    base = sum(costs[key][value] for key, value in best.items())
    for count, tried in enumerate(_TRIED, 1):
        found: list[tuple[int, Values]] = []
        for keys in combinations(best, count):
            options = [
                list(islice((v for v in costs[key] if v != best[key]), tried)) for key in keys
            ]
            for values in product(*options):
                other = best | dict(zip(keys, values, strict=True))
                if holds(other, framework):
                    more = sum(
                        costs[k][v] - costs[k][best[k]] for k, v in zip(keys, values, strict=True)
                    )
                    found.append((base + more, other))
        if found:
            return found
    return []


def _near_best(
    best: Values, costs: Costs, said: Mapping[Key, list[Decimal]]
) -> dict[Key, set[Decimal]]:
    """Return the readings about as cheap as the best ones.

    What is said in full has no rival but what else is said.
    """
    near = {}
    for key, value in best.items():
        free = costs[key] if value not in said[key] else said[key]
        near[key] = {
            one
            for one in free
            if one != value and costs[key].get(one, STRANGE) < costs[key][value] + _APART
        }
    return {key: values for key, values in near.items() if values}


def _complete(values: Values, framework: Framework) -> bool:
    return _FIRST in values and all(
        ("indicator", rule.number) in values for rule in framework.indicators
    )


def holds(values: Values, framework: Framework) -> bool:
    """Say whether the total, and each tool's score that is printed, follow from the indicators."""
    scores = {rule.number: values["indicator", rule.number] for rule in framework.indicators}
    tools = tool_scores(framework, scores)
    for tool in Tool:
        printed = values.get(("tool", tool.value))
        if printed is not None and abs(printed - tools[tool]) > CENT:
            return False
    return abs(total(framework, tools, _parts(values)) - values[_FIRST]) <= CENT


def _parts(values: Values) -> EitParts | None:
    one, two = values.get(("part", 1)), values.get(("part", 2))
    return EitParts(part1=one, part2=two) if one is not None and two is not None else None


@dataclass(frozen=True)
class _Alone:
    """Says whether a value could have been misread without anything showing it."""

    fit: _Fit
    framework: Framework | None
    lossy: bool

    def confirmed(self, key: Key, said: list[Decimal]) -> bool:
        """Say whether enough speaks for a value.

        The sums speak for one that two witnesses name, if they hold under it and under no usual
        misreading of it, and no other score in them is in doubt. Where they do not tell, two
        witnesses do if nothing was recognised from a picture, else three: the same misreading does
        happen twice.
        """
        value = self.fit.values[key]
        agreeing = said.count(value)
        if self.framework and not self.fit.rivals and not self._silent(key, value) and agreeing > 1:
            return True
        return agreeing > (2 if self.lossy else 1)

    def _silent(self, key: Key, value: Decimal) -> bool:
        assert self.framework is not None  # noqa: S101 - for the type checker; asked for before
        usual = (reading.value for reading in readings(str(value)) if 0 < reading.cost < _TYPED)
        return any(holds(self.fit.values | {key: other}, self.framework) for other in usual)


def _decision(
    key: Key, fit: _Fit, said: list[Decimal], alone: _Alone, *, free: bool
) -> ScoreDecision:
    value, rivals = fit.values[key], fit.rivals.get(key, set())
    others = {one for one in said if one != value}
    return ScoreDecision(
        value=value,
        agreed=alone.confirmed(key, said),
        fits=fit.holds,
        bound=fit.holds and alone.framework is not None,
        free=free,
        others=tuple(sorted(others | rivals)),
        doubtful=bool(rivals) or (not fit.holds and (value not in said or bool(others))),
    )


def _computed(
    chosen: Values, framework: Framework, listed: Mapping[Key, Decimal]
) -> dict[Key, ScoreDecision]:
    """Return what is not printed but follows from what is.

    An OIT indicator follows from its items, the total from the indicators.
    """
    found = {key: value for key, value in listed.items() if key not in chosen}
    values = chosen | found
    whole = _knows_sums(values, framework) and _complete(values | {_FIRST: Decimal(0)}, framework)
    if _FIRST not in values and whole:
        scores = {rule.number: values["indicator", rule.number] for rule in framework.indicators}
        found[_FIRST] = round2(total(framework, tool_scores(framework, scores), _parts(values)))
    return {key: ScoreDecision(value, computed=True) for key, value in found.items()}
