"""Redundancy decides: the likeliest reading of the scores under which all sums hold.

The sums are those of total, tools and OIT items.

Every copy of a score is a witness. A value costs what each witness must have been misread for; the
cheapest set of values that fits the sums is followed, and where another is nearly as cheap a person
has to decide.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_sync.document.find.scores.costs import TYPED, Values, costs_of, said_in_full
from ita_sync.document.find.scores.fitting import (
    Fit,
    complete,
    expected,
    fitted,
    holds,
    knows_sums,
    near_best,
    one_column,
)
from ita_sync.document.find.scores.witness import TOTAL, Key, Witness
from ita_sync.document.find.words.figures import readings
from ita_sync.rules import Framework
from ita_sync.rules.scoring import oit_grid, oit_indicator, round2


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


def decide(
    seen: Mapping[Key, list[Witness]],
    framework: Framework,
    failing: Mapping[int, Mapping[str, Decimal]],
    *,
    lossy: bool = True,
    unsure: Collection[str] = (),
) -> dict[Key, ScoreDecision]:
    """Return the value of every score that is printed or can be computed.

    Args:
        seen: the witnesses of each score.
        framework: the year's rules, as far as they are known.
        failing: the weak items of each OIT indicator whose list was read whole, with their scores:
            one more witness.
        lossy: the figures were recognised from a picture.
        unsure: digits that its recogniser takes for others everywhere.
    """
    listed: dict[Key, Decimal] = {
        ("indicator", number): _listed(framework, number, items)
        for number, items in failing.items()
    }
    costs = {
        key: costs_of(copies, listed.get(key), _grid(framework, key), lossy=lossy)
        for key, copies in seen.items()
    }
    costs = {key: values for key, values in costs.items() if values}
    best = {
        key: min(values, key=lambda value: (values[value], value)) for key, values in costs.items()
    }
    said = {key: said_in_full(seen[key], listed.get(key)) for key in costs}
    known = knows_sums(best, framework)
    whole = known and complete(best, framework)
    best = one_column(best, costs, seen, framework if whole else None)
    if not whole or holds(best, framework):
        fit = Fit(best, near_best(best, costs, said), holds=True)
    else:
        fit = fitted(best, costs, framework)
    alone = _Alone(fit, framework if whole and fit.holds else None, frozenset(unsure), lossy=lossy)
    decided = {key: _decision(key, fit, said[key], alone, free=not known) for key in fit.values}
    return decided | _computed(fit.values, framework, listed)


def _listed(framework: Framework, number: int, weak: Mapping[str, Decimal]) -> Decimal:
    return round2(oit_indicator(framework, number, weak))


def _grid(framework: Framework, key: Key) -> frozenset[Decimal] | None:
    rule = framework.indicator(int(key[1])) if key[0] == "indicator" else None
    return oit_grid(framework, rule.number) if rule and framework.is_summed(rule) else None


@dataclass(frozen=True)
class _Alone:
    """Says whether a value could have been misread without anything showing it."""

    fit: Fit
    framework: Framework | None
    unsure: frozenset[str]
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
        return agreeing > (2 if self.lossy else 1) and not self.unsure & {*str(value)}

    def _silent(self, key: Key, value: Decimal) -> bool:
        assert self.framework is not None  # noqa: S101 - for the type checker; asked for before
        usual = (reading.value for reading in readings(str(value)) if 0 < reading.cost < TYPED)
        return any(holds(self.fit.values | {key: other}, self.framework) for other in usual)


def _decision(
    key: Key, fit: Fit, said: list[Decimal], alone: _Alone, *, free: bool
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
    if TOTAL not in chosen and (told := expected(chosen | found, framework)) is not None:
        found[TOTAL] = told
    return {key: ScoreDecision(value, computed=True) for key, value in found.items()}
