"""The values of a year's file -> its rules, or every fault that would make them useless.

A file with a misspelt setting and a wrong sum has two faults, and whoever mends it should see both:
what the model refuses is taken out, and the rest is held against itself.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from ita_sync.i18n import T
from ita_sync.rules.faults import TABLES, Fault
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import RANGE
from ita_sync.rules.source_faults import SOURCES
from ita_sync.toml_file import Place
from ita_sync.validation import UNKNOWN_SETTING, wrong

_RULES = {RANGE: T("must be a range of items such as o1-o10")}


def examine(
    data: dict[str, object], year: int | None, scheme: str
) -> tuple[Framework | None, list[Fault]]:
    """Return the rules of a file, and its faults; None where the model itself refuses them.

    Args:
        data: the values of the file.
        year: the fiscal year that its name says; None where it says none.
        scheme: the scheme that its name says.
    """
    try:
        framework = Framework.model_validate(data)
    except ValidationError as error:
        refused = wrong(error, _RULES)
        faults = [Fault(one.loc, one.rule) for one in refused]
        rest = _without(data, [one.loc for one in refused], year)
        # What rests on a table of which a part was taken out cannot be judged.
        spoilt = {str(one.loc[0]) for one in refused if one.loc and one.kind != UNKNOWN_SETTING}
        return None, faults + (_inconsistencies(rest, year, scheme, spoilt) if rest else [])
    return framework, _inconsistencies(framework, year, scheme, set())


def _without(
    data: dict[str, object], places: Iterable[Place], year: int | None
) -> Framework | None:
    """Return the rules without what is refused; None where even so they are none."""
    rest = copy.deepcopy(data)
    # The last entries of a list first, so that the others keep their numbers.
    for place in sorted(set(places), key=_order, reverse=True):
        _take_out(rest, place)
    rest.setdefault("fiscal_year", year or 0)
    try:
        return Framework.model_validate(rest)
    except ValidationError:
        return None


def _order(place: Place) -> list[tuple[bool, str, int]]:
    return [(isinstance(p, int), "", p) if isinstance(p, int) else (False, p, 0) for p in place]


def _take_out(data: Any, place: Place) -> None:  # noqa: ANN401 - any value of TOML
    """Take a value out of its table, or the whole table where it is the value that is missing."""
    holder, last = None, None
    for part in place:
        inside = part in data if isinstance(data, dict) else _is_entry(data, part)
        if not inside:
            break
        holder, last, data = data, part, data[part]
    if holder is not None:
        del holder[last]


def _is_entry(data: object, part: int | str) -> bool:
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _inconsistencies(
    framework: Framework, year: int | None, scheme: str, spoilt: set[str]
) -> list[Fault]:
    """Return where the rules contradict each other, or what the file's name says of them."""
    found = [*_name_faults(framework, year, scheme)]
    for check, tables in (TABLES | SOURCES).items():
        if not spoilt & tables:
            found.extend(check(framework))
    return found


def _name_faults(framework: Framework, year: int | None, scheme: str) -> Iterator[Fault]:
    if year is not None and framework.fiscal_year != year:
        yield Fault(
            ("fiscal_year",),
            T("is {found}, the file name says {year}.", found=framework.fiscal_year, year=year),
        )
    if framework.scheme != scheme:
        yield Fault(
            ("scheme",),
            T(
                'is "{found}", the file name says "{scheme}".',
                found=framework.scheme,
                scheme=scheme,
            ),
        )
