"""Errors planted into true reports, class by class.

A class changes the fields of a report and says where; it returns None where the report gives it
nothing to change. Whether a change in the figures can be known as an error is for the oracle to
say; the classes of `blunders` break a rule wherever they are planted.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from ita_sync.report import Loc, Report
from ita_sync.rules import Framework
from tests.checks import blunders, listings
from tests.checks.generator import Drawn, draw
from tests.checks.misprints import MISPRINTS

Data = dict[str, Any]
Plant = Callable[[Random, Data, Framework], Loc | None]


@dataclass(frozen=True)
class Planted:
    """A report with one or several errors.

    Attributes:
        classes: the names of the errors' classes.
        locs: the field of each error; that of a missing entry is its list.
        certain: whether each breaks a rule by itself, so that nothing has to be decided.
        meant: what a single misprinted figure should be, None for other errors.
    """

    drawn: Drawn
    report: Report
    classes: tuple[str, ...]
    locs: tuple[Loc, ...]
    certain: tuple[bool, ...]
    meant: str | None = None

    def __str__(self) -> str:
        changes = [
            f"{name} at {'.'.join(map(str, loc))}"
            for name, loc in zip(self.classes, self.locs, strict=True)
        ]
        fields = [f"now {_at(self.report, loc)!s:.60}" for loc in self.locs]
        told = "; ".join(
            f"{change}, {field}" for change, field in zip(changes, fields, strict=True)
        )
        return f"seed {self.drawn.seed}, year {self.report.fiscal_year}: {told}"


def plant(name: str, seed: int, framework: Framework | None = None) -> Planted | None:
    """Return the report of a seed with one error of a class, None if it has no place for one."""
    drawn = draw(seed, framework)
    data = drawn.report.model_dump(mode="json")
    loc = CLASSES[name](_rng(name, seed), data, drawn.truth.framework)
    if loc is None:
        return None
    report = Report.model_validate(data)
    meant = str(_at(drawn.report, loc)) if name.rpartition(": ")[2] in MISPRINTS else None
    return Planted(drawn, report, (name,), (loc,), (name in blunders.CLASSES,), meant)


def plant_several(seed: int, framework: Framework | None = None) -> Planted:
    """Return the report of a seed with two to four errors in different parts of it."""
    drawn = draw(seed, framework)
    rng = _rng("several", seed)
    data = drawn.report.model_dump(mode="json")
    done: dict[str, Loc] = {}
    wanted = rng.randint(2, 4)
    for name in rng.sample(list(CLASSES), len(CLASSES)):
        # What enters no sum is planted beside what does; two errors of one part could undo each
        # other.
        taken = {_part(loc) for loc in done.values()}
        trial = deepcopy(data)
        loc = CLASSES[name](rng, trial, drawn.truth.framework)
        if loc is not None and _part(loc) not in taken:
            done[name], data = loc, trial
        if len(done) == wanted:
            break
    certain = tuple(name in blunders.CLASSES for name in done)
    return Planted(drawn, Report.model_validate(data), tuple(done), tuple(done.values()), certain)


def _part(loc: Loc) -> str:
    """Return the part of the report that an error changes.

    Measures go with their weak items; what the memo's number has to be depends on the agency.
    """
    return {"measures": "weak", "memo": "agency"}.get(str(loc[0]), str(loc[0]))


def _rng(name: str, seed: int) -> Random:
    return Random(f"{name} {seed}")  # noqa: S311 - repeatable draws, no secret


def _at(value: object, loc: Loc) -> object:
    for part in loc:
        if isinstance(part, int):
            if not isinstance(value, tuple) or part >= len(value):
                return "nothing"
            value = value[part]
        else:
            value = getattr(value, part)
    return value


def _misprint(
    slip: Callable[[Random, str], str | None], rng: Random, holder: Data, key: str
) -> bool:
    """Misprint a figure; False where it has none or the slip makes no other one."""
    if holder.get(key) is None:
        return False
    wrong = slip(rng, holder[key])
    if wrong is None or float(wrong) == float(holder[key]):
        return False
    holder[key] = wrong
    return True


def _figure_classes(slip: Callable[[Random, str], str | None]) -> dict[str, Plant]:
    def total(rng: Random, data: Data, _: Framework) -> Loc | None:
        return ("total",) if _misprint(slip, rng, data, "total") else None

    def indicator(open_data: bool) -> Plant:  # noqa: FBT001 - two kinds of one class
        def change(rng: Random, data: Data, framework: Framework) -> Loc | None:
            kind = {rule.number for rule in framework.indicators if bool(rule.sub) is open_data}
            at = rng.choice(
                [n for n, entry in enumerate(data["indicators"]) if entry["number"] in kind]
            )
            return (
                ("indicators", at, "score")
                if _misprint(slip, rng, data["indicators"][at], "score")
                else None
            )

        return change

    def tool(rng: Random, data: Data, _: Framework) -> Loc | None:
        name = rng.choice(["IIT", "EIT", "OIT"])
        return ("tools", name) if _misprint(slip, rng, data["tools"] or {}, name) else None

    def part(rng: Random, data: Data, _: Framework) -> Loc | None:
        name = rng.choice(["part1", "part2"])
        return ("eit_parts", name) if _misprint(slip, rng, data["eit_parts"] or {}, name) else None

    def item(rng: Random, data: Data, _: Framework) -> Loc | None:
        places = [(i, j) for i, weak in enumerate(data["weak"]) for j in range(len(weak["items"]))]
        if not places:
            return None
        i, j = rng.choice(places)
        done = _misprint(slip, rng, data["weak"][i]["items"][j], "score")
        return ("weak", i, "items", j, "score") if done else None

    return {
        "total": total,
        "IIT or EIT indicator": indicator(open_data=False),
        "OIT indicator": indicator(open_data=True),
        "tool": tool,
        "EIT part": part,
        "weak item": item,
    }


FIGURES: dict[str, Plant] = {
    f"{field}: {how}": change
    for how, slip in MISPRINTS.items()
    for field, change in _figure_classes(slip).items()
}


CLASSES: dict[str, Plant] = {**FIGURES, **listings.CLASSES, **blunders.CLASSES}
