"""What a formula shows: =1/1024, ="a text", =HYPERLINK("https://…", "…").

A literal, one operation with two numbers, and a link of literals are computed; any other formula
shows its own text (see limits.py).
"""

import math
import re

from ita_sync.sandbox.model import Json

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:E[+-]?\d+)?"
_TEXT = r'"(?:[^"]|"")*"'
_ONE, _TWO, _LINK = (
    re.compile(pattern.replace(" ", r"\s*"), re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"= ({_NUMBER}|{_TEXT}) ",
        rf"= ({_NUMBER}) ([-+*/]) ({_NUMBER}) ",
        rf"= HYPERLINK \( ({_TEXT}) (?:, ({_NUMBER}|{_TEXT}) )?\) ",
    )
)
# Source: messages and types in a public record of cells read through the API.
_BY_ZERO = {"type": "DIVIDE_BY_ZERO", "message": "Function DIVIDE parameter 2 cannot be zero."}
_TOO_LARGE = "Numeric value is greater than 1.79769E+308 and cannot be displayed properly."
NO_NUMBER: Json = {"errorValue": {"type": "NUM", "message": _TOO_LARGE}}


def _text(literal: str) -> str:
    return literal[1:-1].replace('""', '"')


def _number(number: float) -> Json:
    return {"numberValue": number} if math.isfinite(number) else NO_NUMBER


def _literal(literal: str) -> Json:
    return {"stringValue": _text(literal)} if literal.startswith('"') else _number(float(literal))


def _computed(one: float, sign: str, two: float) -> Json:
    if sign == "/":
        return _number(one / two) if two else {"errorValue": _BY_ZERO}
    return _number({"+": one + two, "-": one - two, "*": one * two}[sign])


def effective(formula: str) -> Json:
    """The ExtendedValue a formula shows; its own text where it is not computed."""
    if one := _ONE.fullmatch(formula):
        return _literal(one[1])
    if two := _TWO.fullmatch(formula):
        return _computed(float(two[1]), two[2], float(two[3]))
    if link := _LINK.fullmatch(formula):
        return _literal(link[2] or link[1])
    return {"stringValue": formula}


def address(formula: str) -> str | None:
    """Where a =HYPERLINK formula leads."""
    link = _LINK.fullmatch(formula)
    return _text(link[1]) if link else None
