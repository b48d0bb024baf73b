"""Redundancy decides: of all readings of the scores, the likeliest under which total, tools and OIT items fit together.

Every copy of a score is a witness. A value costs what each witness must have been misread for; the cheapest set of
values that fits the sums is followed, and where another is nearly as cheap a person has to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product

from ita_sync.document.figures import readings
from ita_sync.document.scores import Key, Witness
from ita_sync.framework import Framework
from ita_sync.models import EitParts, Tool
from ita_sync.scoring import CENT, oit_grid, oit_indicator, round2, tool_scores, total

STRANGE = 8
"""Cost of a witness that says something else and is not easily misread for it."""
_KEPT = 8
"""Readings kept of one score."""
_WRONG = 3
"""Scores that may be read otherwise together."""
_APART = 2
"""By how much the next set of values must be dearer for the cheapest to be beyond doubt."""
_FIRST: Key = ("total", 0)


@dataclass(frozen=True)
class Decision:
    """What a score was decided to be.

    Attributes:
        value: None where nothing is printed and nothing can be computed.
        agreed: two witnesses say it, or one and what is computed from other figures.
        fits: the sums that it enters hold, or there is none to hold it against.
        others: values that fit about as well, or that another witness says.
        doubtful: a set of values about as likely has another one here.
        computed: no witness; it follows from the others.
    """

    value: Decimal | None
    agreed: bool = False
    fits: bool = True
    others: tuple[Decimal, ...] = ()
    doubtful: bool = False
    computed: bool = False


Values = dict[Key, Decimal]
Costs = dict[Key, dict[Decimal, int]]


def decide(
    seen: Mapping[Key, list[Witness]],
    framework: Framework,
    failing: Mapping[int, frozenset[str]],
    *,
    sums: bool = True,
) -> dict[Key, Decision]:
    """Return the value of every score that is printed or can be computed.

    Args:
        seen: the witnesses of each score.
        framework: the year's rules.
        failing: the weak items of each OIT indicator whose list was read whole: one more witness.
        sums: the rules are those of the year, so that figures can be held against each other.
    """
    listed: dict[Key, Decimal] = {
        ("indicator", number): _listed(framework, number, items) for number, items in failing.items()
    }
    costs = {key: _costs(copies, listed.get(key), _grid(framework, key)) for key, copies in seen.items()}
    costs = {key: values for key, values in costs.items() if values}
    best = {key: min(values, key=lambda value: (values[value], value)) for key, values in costs.items()}
    if sums and _complete(best, framework):
        chosen, near, fits = _fit(best, costs, framework)
    else:
        chosen, near, fits = best, _near_best(best, costs), True
    decided = {
        key: _decision(value, seen[key], near.get(key, set()), listed.get(key), fits=fits)
        for key, value in chosen.items()
    }
    return decided | (_computed(chosen, framework, listed) if sums else {})


def _listed(framework: Framework, number: int, items: frozenset[str]) -> Decimal:
    return round2(oit_indicator(framework, number, items))


def _grid(framework: Framework, key: Key) -> frozenset[Decimal] | None:
    rule = framework.indicator(int(key[1])) if key[0] == "indicator" else None
    return oit_grid(framework, rule.number) if rule and rule.sub else None


def _costs(copies: list[Witness], listed: Decimal | None, grid: frozenset[Decimal] | None) -> dict[Decimal, int]:
    """Return the readings of a score, each with the cost of all its witnesses together."""
    said = [{reading.value: reading.cost for reading in readings(copy.token)} for copy in copies]
    if listed is not None:
        said.append({listed: 0})
    values = {value for one in said for value in one}
    costs = {value: sum(min(one.get(value, STRANGE), STRANGE) for one in said) for value in values}
    if grid is not None:
        costs = {value: cost + (0 if round2(value) in grid else STRANGE) for value, cost in costs.items()}
    return dict(sorted(costs.items(), key=lambda pair: pair[1])[:_KEPT])


def _fit(best: Values, costs: Costs, framework: Framework) -> tuple[Values, dict[Key, set[Decimal]], bool]:
    """Return the cheapest values that fit the sums, the values of sets about as cheap, and whether the sums hold."""
    sets = sorted(_fitting(best, costs, framework), key=lambda pair: pair[0])
    if not sets:
        return best, _near_best(best, costs), False
    price, chosen = sets[0]
    rivals: dict[Key, set[Decimal]] = {}
    for other_price, other in sets[1:]:
        if other_price < price + _APART:
            for key in other.keys() - {k for k in other if other[k] == chosen[k]}:
                rivals.setdefault(key, set()).add(other[key])
    return chosen, rivals, True


def _fitting(best: Values, costs: Costs, framework: Framework) -> list[tuple[int, Values]]:
    """Return the sets of values that fit, each with its cost, with as few scores read otherwise as possible."""
    base = sum(costs[key][value] for key, value in best.items())
    found: list[tuple[int, Values]] = []
    for count in range(_WRONG + 1):
        for keys in combinations(best, count):
            options = [
                [v for v in islice(costs[key], _KEPT if count < _WRONG else 4) if v != best[key]] for key in keys
            ]
            for values in product(*options):
                tried = best | dict(zip(keys, values, strict=True))
                if holds(tried, framework):
                    more = sum(costs[k][v] - costs[k][best[k]] for k, v in zip(keys, values, strict=True))
                    found.append((base + more, tried))
        if found and count >= 1 and min(price for price, _ in found) <= base + count * 2:
            break
        if count >= 2 and found:  # noqa: PLR2004 - a third wrong score is looked for only where two do not do
            break
    return found


def _near_best(best: Values, costs: Costs) -> dict[Key, set[Decimal]]:
    """Return the readings about as cheap as the best ones, which no sum tells apart."""
    near = {
        key: {v for v, cost in costs[key].items() if v != value and cost < costs[key][value] + _APART}
        for key, value in best.items()
    }
    return {key: values for key, values in near.items() if values}


def _complete(values: Values, framework: Framework) -> bool:
    return _FIRST in values and all(("indicator", rule.number) in values for rule in framework.indicators)


def holds(values: Values, framework: Framework) -> bool:
    """Say whether the total follows from the indicators, and the tools' scores as far as they are printed."""
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


def _decision(
    value: Decimal, copies: list[Witness], near: set[Decimal], listed: Decimal | None, *, fits: bool
) -> Decision:
    """Return what a score is; one that a witness says in full has no other rival than what another witness says."""
    clean = [found[0].value for copy in copies if (found := readings(copy.token)) and found[0].cost == 0]
    saying = sum(one == value for one in clean) + (listed == value)
    said = {one for one in clean if one != value}
    rivals = near & said if value in clean else near
    return Decision(
        value=value,
        agreed=saying > 1,
        fits=fits,
        others=tuple(sorted(said or rivals)),
        doubtful=bool(rivals) or (not fits and (not saying or bool(said))),
    )


def _computed(chosen: Values, framework: Framework, listed: Mapping[Key, Decimal]) -> dict[Key, Decision]:
    """Return what is not printed and follows: an OIT indicator from its items, the total from the indicators."""
    found = {key: value for key, value in listed.items() if key not in chosen}
    values = chosen | found
    if _FIRST not in values and _complete(values | {_FIRST: Decimal(0)}, framework):
        scores = {rule.number: values["indicator", rule.number] for rule in framework.indicators}
        found[_FIRST] = round2(total(framework, tool_scores(framework, scores), _parts(values)))
    return {key: Decision(value, computed=True) for key, value in found.items()}
