"""For figures with one wrong digit: is the true reading offered, and first where no other fits?"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from ita_sync import checks
from ita_sync.checks import Change, Finding, Subject, suggest
from ita_sync.report import Loc, Report
from tests.checks.injector import FIGURES, Planted
from tests.checks.oracle import contradiction
from tests.checks.truth import FULL
from tests.checks.verdicts import Tally, find_place

SLIPS = tuple(name for name in FIGURES if name.endswith(": one digit"))


def judge_readings(name: str, number: int) -> Tally:
    """Plant one wrong digit and look at the readings offered for what the checks find."""
    planted = find_place(name, number)
    if planted is None or contradiction(planted.report, planted.drawn.known) is None:
        return Tally()
    subject = Subject(planted.report, planted.drawn.known)
    found = suggest.attach(subject, checks.run(subject))
    places = [
        [_is_true(each.changes, planted) for each in finding.suggestions] for finding in found
    ]
    offered = any(any(place) for place in places)
    first = offered and all(place[0] for place in places if any(place))
    only = _only(found)
    lonely = alone(planted)
    tally = Tally(Counter({"slips": 1, "offered": offered, "first": first, "alone": lonely}))
    tally.counts["first of one"] += lonely and first
    tally.counts["only"] += only is not None
    tally.counts["only true"] += only is not None and _is_true(only, planted)
    if not offered:
        tally.missed.append(f"{planted}, meant {planted.meant}: not offered")
    elif lonely and not first:
        tally.missed.append(
            f"{planted}, meant {planted.meant}: not the first, though no other digit fits"
        )
    if only is not None and not _is_true(only, planted):
        tally.missed.append(f"{planted}, meant {planted.meant}: {only} is offered as the only one")
    return tally


def alone(planted: Planted) -> bool:
    """Return whether no other digit changed, in any figure, makes the report fit."""
    report, framework = planted.report, planted.drawn.known
    for loc, figure in _figures(report):
        for at, digit in product(range(len(figure)), "0123456789"):
            if not figure[at].isdigit() or digit == figure[at]:
                continue
            meant = Decimal(figure[:at] + digit + figure[at + 1 :])
            if loc == planted.locs[0] and meant == Decimal(planted.meant or "nan"):
                continue
            if meant <= FULL and contradiction(replaced(report, loc, meant), framework) is None:
                return False
    return True


def _figures(report: Report) -> Iterator[tuple[Loc, str]]:
    yield ("total",), str(report.total)
    for i, entry in enumerate(report.indicators):
        yield ("indicators", i, "score"), str(entry.score)
    for name, holder in (("tools", report.tools), ("eit_parts", report.eit_parts)):
        for key, score in holder or ():
            if score is not None:
                yield (name, key), str(score)
    for i, weak in enumerate(report.weak):
        for j, item in enumerate(weak.items):
            yield ("weak", i, "items", j, "score"), str(item.score)


def replaced(value: Any, loc: Loc, figure: Decimal) -> Any:
    """Return a report with another figure at one place."""
    head, rest = loc[0], loc[1:]
    if isinstance(value, tuple):
        index = int(head)
        return (*value[:index], replaced(value[index], rest, figure), *value[index + 1 :])
    new = replaced(getattr(value, str(head)), rest, figure) if rest else figure
    return value.model_copy(update={str(head): new})


def _is_true(changes: tuple[Change, ...], planted: Planted) -> bool:
    """Return whether a reading gives back just the figure that was misprinted."""
    if len(changes) != 1 or changes[0].loc != planted.locs[0] or changes[0].proposed is None:
        return False
    return Decimal(changes[0].proposed) == Decimal(planted.meant or "nan")


def _only(found: list[Finding]) -> tuple[Change, ...] | None:
    """Return the one reading that all findings offer together, None if it is several or none."""
    readings = {each.changes for finding in found for each in finding.suggestions}
    return next(iter(readings)) if len(readings) == 1 else None
