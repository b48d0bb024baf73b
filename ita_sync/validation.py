"""What pydantic refused -> one sentence for each place, in words of our own.

Pydantic explains in English and speaks of types. Here every kind of error has a sentence for the
person who edits the file, found by pydantic's stable error type, never by its message.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError

from ita_sync.i18n import N, T, Text

_TEXT = T("must be a text in quotes")
_WHOLE = T("must be a whole number")
_NUMBER = T("must be a number")
_SECTION = T("must be a section with settings of its own")
_SENTENCES = {
    "missing": T("is missing"),
    "extra_forbidden": T("is not a setting of this file"),
    "string_type": _TEXT,
    "path_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": T("must be true or false"),
    "bool_parsing": T("must be true or false"),
    "tuple_type": T("must be a list"),
    "dict_type": _SECTION,
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
    "string_too_short": T("must not be empty"),
}
_LIMITS = {
    "greater_than": ("gt", T("must be more than {limit}")),
    "greater_than_equal": ("ge", T("must be {limit} or more")),
    "less_than": ("lt", T("must be less than {limit}")),
    "less_than_equal": ("le", T("must be {limit} or less")),
}
UNFORESEEN = T("has a value that does not fit here")
UNKNOWN_SETTING = "extra_forbidden"
"""The type of the error for a setting that the file does not have."""


class Wrong(NamedTuple):
    """A place that is wrong, what it must be, and pydantic's type of the error."""

    loc: tuple[int | str, ...]
    rule: Text
    kind: str


def faults(error: ValidationError, own: Mapping[str, Text]) -> list[Text]:
    """Return one sentence for each error, beginning with its place.

    Args:
        error: what pydantic found.
        own: the sentences of error types that the models themselves raise.
    """
    return [
        T("{place}: {rule}", place=place_of(one.loc) or T("the file"), rule=one.rule)
        for one in wrong(error, own)
    ]


def wrong(error: ValidationError, own: Mapping[str, Text]) -> list[Wrong]:
    """Return each place that is wrong, and what it must be; arguments as for `faults`."""
    entries = error.errors(include_url=False)
    # A list of which no entry is right counts as empty; its entries already say what is wrong.
    inside = {entry["loc"][:end] for entry in entries for end in range(1, len(entry["loc"]))}
    return [
        Wrong(
            entry["loc"],
            own.get(entry["type"]) or _sentence(entry["type"], entry.get("ctx", {})),
            entry["type"],
        )
        for entry in entries
        if not (entry["type"] == "too_short" and entry["loc"] in inside)
    ]


def place_of(loc: tuple[int | str, ...]) -> str:
    """Return a setting as people write it: `columns[3].header`; entries count from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
    return "".join(parts).lstrip(".")


def choices(ctx: Mapping[str, Any]) -> list[str]:
    """Return the values that an `enum` or `literal_error` would have taken."""
    expected = str(ctx.get("expected", ""))
    return re.findall("'([^']*)'", expected) or [expected]


def _sentence(kind: str, ctx: Mapping[str, Any]) -> Text:
    if kind in _LIMITS:
        name, text = _LIMITS[kind]
        return T(text.msgid, limit=f"{Decimal(str(ctx[name])).normalize():f}")
    match kind:
        case "enum" | "literal_error":
            return T("must be one of: {choices}", choices=choices(ctx))
        case "string_too_long":
            most: int = ctx["max_length"]
            return N(
                "must have at most {count} letter", "must have at most {count} letters", count=most
            )
        case "too_long":
            most = ctx["max_length"]
            return N(
                "must have at most {count} entry", "must have at most {count} entries", count=most
            )
        case "too_short":
            least: int = ctx["min_length"]
            return N(
                "must have at least {count} entry",
                "must have at least {count} entries",
                count=least,
            )
    return _SENTENCES.get(kind, UNFORESEEN)
