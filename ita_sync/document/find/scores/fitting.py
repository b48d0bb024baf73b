"""Values of all scores that fit the sums: those that are likeliest together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product

from ita_sync.document.find.scores.costs import STRANGE, Costs, Values
from ita_sync.document.find.scores.witness import TOTAL, Key, Witness
from ita_sync.document.find.words.figures import plain
from ita_sync.report import EitParts, Tool
from ita_sync.rules import Framework
from ita_sync.rules.scoring import CENT, round2, sums_up, tool_scores, total

_TRIED = (40, 8, 4)
"""Readings tried of each score where one, two, three of them are read otherwise together."""
_APART = 2
"""By how much the next set of values must be dearer for the cheapest to be beyond doubt."""
_BY_CHANCE = 2
"""So many undamaged figures read otherwise fit some sum by chance."""
_CHEAP = 3
"""What reading a set otherwise may cost in all, beyond which a person has to look."""


@dataclass(frozen=True)
class Fit:
    """A value for each score, what else each may be about as well, and whether the sums hold."""

    values: Values
    rivals: Mapping[Key, set[Decimal]]
    holds: bool


def knows_sums(values: Values, framework: Framework) -> bool:
    """Say whether the year tells the total of these scores.

    Where the parts of EIT weigh differently, it does so only for a report that has both.
    """
    weights = {part.weight for part in framework.parts if part.tool is Tool.EIT}
    return sums_up(framework) and (len(weights) <= 1 or parts_of(values) is not None)


_SEVERAL = 3
"""Scores that differ where they are printed again, from which on that is another list."""


def one_column(
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
        return _one_list(best, costs, seen, framework)

    def price(values: Values) -> tuple[bool, int]:
        return framework is not None and not holds(values, framework), sum(
            costs[key][values[key]] for key in values
        )

    return min(sets[1:], key=price)


def _one_list(
    best: Values, costs: Costs, seen: Mapping[Key, list[Witness]], framework: Framework | None
) -> Values:
    """Return the values, those printed several times all as the first, second … time if that fits.

    Another year's scores may stand in a list of their own. Few that differ may be misprinted.
    """
    if framework is None or holds(best, framework):
        return best
    copies = {key: seen[key] for key in best if seen.get(key)}
    if sum(len({plain(one.token) for one in each}) > 1 for each in copies.values()) < _SEVERAL:
        return best
    for place in range(max(map(len, copies.values()), default=0)):
        values = best | dict(_printed_at(place, copies, costs))
        if holds(values, framework):
            return values
    return best


def _printed_at(
    place: int, copies: Mapping[Key, list[Witness]], costs: Costs
) -> Iterator[tuple[Key, Decimal]]:
    """Yield what is printed of each score at one place among its copies, or at the last."""
    for key, each in copies.items():
        value = plain(each[: place + 1][-1].token)
        if value is not None and value in costs[key]:
            yield key, value


def fitted(best: Values, costs: Costs, framework: Framework) -> Fit:
    """Return the cheapest values that fit the sums, which the best ones alone do not."""
    base = sum(costs[key][value] for key, value in best.items())
    sets = sorted(_fitting(best, costs, framework), key=lambda pair: pair[0])
    if not sets:
        return Fit(best, {}, holds=False)
    price, chosen = sets[0]
    near = [other for other_price, other in sets if other_price < price + _APART]
    if price - base > _CHEAP:
        # Too much to be followed: all stays as it was read, what would fit is noted beside it.
        return Fit(best, _differing(near, best), holds=False)
    rivals = _differing(near, chosen)
    changed = [key for key in best if best[key] != chosen[key] and costs[key][best[key]] == 0]
    if len(changed) >= _BY_CHANCE:
        rivals |= {key: rivals.get(key, set()) | {best[key]} for key in changed}
    return Fit(chosen, rivals, holds=True)


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


def near_best(
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


def complete(values: Values, framework: Framework) -> bool:
    """Say whether total and all indicators have a value."""
    return TOTAL in values and all(
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
    return abs(total(framework, tools, parts_of(values)) - values[TOTAL]) <= CENT


def expected(values: Values, framework: Framework) -> Decimal | None:
    """Return the total that the indicators give, None where they or their weights are not known."""
    if not knows_sums(values, framework) or not complete(values | {TOTAL: Decimal(0)}, framework):
        return None
    scores = {rule.number: values["indicator", rule.number] for rule in framework.indicators}
    return round2(total(framework, tool_scores(framework, scores), parts_of(values)))


def parts_of(values: Values) -> EitParts | None:
    """Return the two parts of EIT, None unless both have a value."""
    one, two = values.get(("part", 1)), values.get(("part", 2))
    return EitParts(part1=one, part2=two) if one is not None and two is not None else None
