"""What a formula shows, where it holds nothing but plain values: =1/1024, ="a"&"b", =HYPERLINK("…", "…").

Anything else (references, other functions) is not computed; see limits.py.
"""

import re
from collections.abc import Callable

from ita_sync.sandbox.model import Json

Value = float | str | bool

_TOKEN = re.compile(
    r'\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"((?:[^"]|"")*)"|([A-Za-z]+)|([-+*/^&()%,]))\s*', re.ASCII
)
_DEEPEST = 50


class _Unknown(Exception):  # noqa: N818 - control flow inside this module
    """The formula holds what is not computed here."""


class _Reader:
    """Reads one formula from left to right, by rising precedence: & then + - then * / then ^ then signs."""

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
            raise _Unknown
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self) -> Value:
        value = self.joined()
        if self.at < len(self.tokens):
            raise _Unknown
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
            one, two = _number(value), _number(below())
            if sign == "/" and two == 0:
                raise _Unknown
            value = {"+": one + two, "-": one - two, "*": one * two}[sign] if sign != "/" else one / two
        return value

    def power(self) -> Value:
        value = self.signed()
        while self.peek() == "^":
            self.take()
            one, two = _number(value), _number(self.signed())
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
            value = -_number(value) if negative else value
        else:
            value = self.single()
        while self.peek() == "%":
            self.take()
            value = _number(value) / 100
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
        raise _Unknown

    def expect(self, sign: str) -> None:
        if self.take() != ("s", sign):
            raise _Unknown


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise _Unknown
    return float(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:g}" if isinstance(value, float) else value


def effective(formula: str) -> Json:
    """The ExtendedValue a formula shows; its own text where it is not computed."""
    try:
        value = _Reader(formula[1:]).whole()
    except _Unknown:
        return {"stringValue": formula}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": int(value) if value.is_integer() and abs(value) < 1e15 else value}  # noqa: PLR2004 - exact below
