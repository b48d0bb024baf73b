"""Reports with single fields read differently."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ita_sync.checks.findings import Change
from ita_sync.report import Loc, Report, Result, WeakItem

FIGURES = {"score", "total", "part1", "part2", "IIT", "EIT", "OIT"}
"""The names of fields that hold a figure."""


def value_at(report: Report, loc: Loc) -> Any:  # noqa: ANN401 - fields have many types
    """Return the value of the field at `loc`."""
    value: Any = report
    for part in loc:
        value = value[part] if isinstance(part, int) else getattr(value, part)
    return value


def printed(report: Report, loc: Loc) -> str:
    """Return a figure, id or word as the report has it, in Arabic digits."""
    return str(value_at(report, loc))


def apply(report: Report, changes: tuple[Change, ...]) -> Report:
    """Return the report with all `changes` made.

    An entry that is added comes after the others of its list.
    """
    for change in changes:
        report = _put(report, change.loc, _value(change), added=change.printed is None)
    return report


def _value(change: Change) -> Decimal | Result | str | None:
    """Return what is proposed, as its field holds it."""
    name = change.loc[-1]
    if change.proposed is None:
        return None
    if name in FIGURES:
        return Decimal(change.proposed)
    return Result(change.proposed) if name == "result" else change.proposed


def _put(at: Any, loc: Loc, value: Any, *, added: bool) -> Any:  # noqa: ANN401 - as above
    head, rest = loc[0], loc[1:]
    if isinstance(at, BaseModel):
        name = str(head)
        new = _put(getattr(at, name), rest, value, added=added) if rest else value
        return at.model_copy(update={name: new})
    index = int(head)
    if rest:
        return (*at[:index], _put(at[index], rest, value, added=added), *at[index + 1 :])
    if added:  # only weak[].items gains entries, and loses them
        return (*at, WeakItem.model_construct(item=value, score=Decimal("0.00"), remedy="–"))
    return (*at[:index], *at[index + 1 :])


def score_locs(report: Report) -> Iterator[Loc]:
    """Yield the fields of the scores that enter sums, in file order."""
    yield ("total",)
    for index in range(len(report.indicators)):
        yield ("indicators", index, "score")
    for name, part in (("tools", report.tools), ("eit_parts", report.eit_parts)):
        for key in type(part).model_fields if part else ():
            if getattr(part, key) is not None:
                yield (name, key)
