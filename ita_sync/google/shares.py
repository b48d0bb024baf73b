"""Percentages: a sheet keeps what it shows as 88.39% as 0.8839; the number format alone tells.

The rest of the program reads and writes 88.39 there, as people do.
"""

import re
from decimal import Decimal
from typing import Any

_LITERAL = re.compile(r'"[^"]*"|\\.')
_BY_DEFAULT = {"PERCENT": "0.00%"}


def in_percent(form: dict[str, Any]) -> bool:
    """Return whether a number format shows a hundred times the number: a quoted % does not."""
    pattern = form.get("pattern") or _BY_DEFAULT.get(form.get("type", ""), "")
    return "%" in _LITERAL.sub("", pattern)


def read(value: float, form: dict[str, Any]) -> float:
    """Return the number that a cell says; what is no share stays the mistake that it shows.

    Whoever formats a score of 88.39 as a percentage sees 8839%.
    """
    share = in_percent(form) and 0 <= value <= 1
    return float(Decimal(repr(value)).scaleb(2)) if share else value


def sent(value: Decimal, form: dict[str, Any]) -> float:
    """Return the number that a cell is to hold so that it says `value`."""
    return float(value.scaleb(-2) if in_percent(form) else value)
