"""What a formula of plain values shows: =1/1024, ="a"&"b", =HYPERLINK("…", "…").

Anything else (references, other functions) is not computed; see limits.py.
"""

import re
from collections.abc import Callable

from ita_sync.sandbox.model import Json

Value = float | str | bool

_TOKEN = re.compile(
    r'\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"((?:[^"]|"")*)"|([A-Za-z]+)|([-+*/^&()%,]))\s*',
    re.ASCII,
)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_DEEPEST = 50


# Source: the functions that operators stand for, named in the messages of errors.
_NAMES = {"+": "ADD", "-": "MINUS", "*": "MULTIPLY", "/": "DIVIDE", "^": "POW"}


class _Unknown(Exception):  # noqa: N818 - control flow inside this module
    """The formula holds something that is not computed here."""


class _Wrong(Exception):  # noqa: N818 - control flow inside this module
    """The formula shows an error: (type, message).

    Source: messages and types in a public record of cells read through the API.
    """


_PARSE = ("ERROR", "Formula parse error.")


class _Reader:
    """Reads one formula from left to right.

    Precedence rises from & over + and -, * and /, and ^ to signs.
    """

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise _Unknown
            number, quoted, word, sign = match.groups()
            self.tokens.append(
                ("n", number)
                if number
                else ("w", word.upper())
                if word
                else ("s", sign)
                if sign
                else ("t", quoted.replace('""', '"'))
            )
            at = match.end()
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        """The next sign, "" when something else comes."""
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return text if kind == "s" else ""

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise _Wrong(*_PARSE)
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self) -> Value:
        value = self.joined()
        if self.at < len(self.tokens):
            # TRUE() is a function too; otherwise one value follows another.
            raise _Unknown if self.peek() == "(" else _Wrong(*_PARSE)
        return value

    def joined(self) -> Value:
        value = self.chain("+-", lambda: self.chain("*/", self.power))
        while self.peek() == "&":
            self.take()
            value = _text(value) + _text(self.chain("+-", lambda: self.chain("*/", self.power)))
        return value

    def chain(self, signs: str, below: Callable[[], Value]) -> Value:
        value = below()
        while (sign := self.peek()) and sign in signs:
            self.take()
            one, two = _number(value, _NAMES[sign], 1), _number(below(), _NAMES[sign], 2)
            if sign == "/" and two == 0:
                raise _Wrong("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
            value = (
                {"+": one + two, "-": one - two, "*": one * two}[sign] if sign != "/" else one / two
            )
        return value

    def power(self) -> Value:
        value = self.signed()
        while self.peek() == "^":
            self.take()
            one, two = _number(value, "POW", 1), _number(self.signed(), "POW", 2)
            try:
                raised = one**two
            except (OverflowError, ZeroDivisionError):
                raise _Unknown from None
            if isinstance(raised, complex):
                raise _Unknown
            value = float(raised)
        return value

    def signed(self) -> Value:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Unknown
        if self.peek() in {"+", "-"} and self.peek():
            negative = self.take()[1] == "-"
            value = self.signed()
            value = -_number(value, "UMINUS", 1) if negative else value
        else:
            value = self.single()
        while self.peek() == "%":
            self.take()
            value = _number(value, "UNARY_PERCENT", 1) / 100
        self.depth -= 1
        return value

    def single(self) -> Value:
        kind, text = self.take()
        if kind == "n":
            return float(text)
        if kind == "t":
            return text
        if text in {"TRUE", "FALSE"}:
            return text == "TRUE"
        if text == "HYPERLINK":
            self.expect("(")
            value = self.joined()
            if self.peek() == ",":
                self.take()
                value = self.joined()
            self.expect(")")
            return value
        if kind == "s" and text == "(":
            value = self.joined()
            self.expect(")")
            return value
        raise _Unknown if kind == "w" else _Wrong(*_PARSE)

    def expect(self, sign: str) -> None:
        if self.take() != ("s", sign):
            raise _Wrong(*_PARSE)


def _number(value: Value, function: str, place: int) -> float:
    """The operand as a number.

    A text that looks like a number counts as one; any other text with digits may be a date.
    """
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        if any(letter.isdigit() for letter in value):
            raise _Unknown
        reason = f"But '{value}' is a text and cannot be coerced to a number."
        raise _Wrong(
            "VALUE", f"Function {function} parameter {place} expects number values. {reason}"
        )
    return float(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}" if isinstance(value, float) else value


def effective(formula: str) -> Json:
    """The ExtendedValue a formula shows; its own text where it is not computed."""
    try:
        value = _Reader(formula[1:]).whole()
    except _Unknown:
        return {"stringValue": formula}
    except _Wrong as error:
        kind, message = error.args
        return {"errorValue": {"type": kind, "message": message}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": int(value) if value.is_integer() and abs(value) < 1e15 else value}  # noqa: PLR2004 - exact below
