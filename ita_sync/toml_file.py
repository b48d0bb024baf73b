"""A TOML file that a person edits -> its values, or where and why it cannot be read."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from ita_sync.errors import os_reason
from ita_sync.i18n import T, Text

MAX_BYTES = 256 * 1024

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")

BACKSLASH = T(
    "in double quotes \\ has a meaning of its own; write a path with / or put it in single quotes: "
    "'…'"
)
_UNQUOTED = T('a value is missing or is a text without quotes; write it as "…"')
_UNCLOSED_QUOTE = T("a quote is opened and not closed on its line")
_UNCLOSED = T("a bracket or quote is opened and not closed")
_TWICE = T("this name or section is given twice; keep one of them")
_NOT_TOML = T("this is not TOML; check quotes, brackets and = signs")
_NOT_A_SETTING = T('this is neither a section in brackets nor of the form: name = "…"')

# How tomllib's messages begin; its errors have no other sign of their kind before Python 3.14.
_CAUSES = {
    "Unescaped": BACKSLASH,
    "Invalid hex value": BACKSLASH,
    "Escaped character": BACKSLASH,
    "Invalid value": _UNQUOTED,
    r"Illegal character '\n'": _UNCLOSED_QUOTE,
    r"Found invalid character '\n'": _UNCLOSED_QUOTE,
    'Expected "\'"': _UNCLOSED_QUOTE,
    "Unterminated string": _UNCLOSED,
    'Expected \'"""\'': _UNCLOSED,
    "Expected \"'''\"": _UNCLOSED,
    "Unclosed": _UNCLOSED,
    "Expected ']": _UNCLOSED,
    "Cannot": _TWICE,
    "Duplicate": _TWICE,
    "Expected '='": _NOT_A_SETTING,
    "Invalid statement": _NOT_A_SETTING,
    "Invalid initial character": _NOT_A_SETTING,
    "Expected newline": T(
        'something follows a value; write one setting on a line, and a text in quotes: "…"'
    ),
    "Invalid date": T("there is no such date or time"),
    "Illegal character": T("an invisible control character is not allowed here; delete it"),
    "Found invalid character": T("an invisible control character is not allowed here; delete it"),
}
_OF_PATHS = {BACKSLASH, _UNQUOTED, _UNCLOSED_QUOTE, _UNCLOSED}
"""What a Windows path can cause, depending on the letters behind its backslashes."""


class TomlError(Exception):
    """A file that cannot be read, and the reason."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read(path: Path) -> dict[str, object]:
    """Return the values of a file, its decimals exact.

    A byte-order mark, which Windows editors write, is taken for none.

    Raises:
        TomlError: it cannot be opened, is too large, not UTF-8, or not TOML.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise TomlError(os_reason(error)) from None
    if len(data) > MAX_BYTES:
        raise TomlError(T("it is larger than {limit} KiB", limit=MAX_BYTES // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlError(
            T("it is not text in UTF-8 (byte {position})", position=error.start + 1)
        ) from None
    return _values(text)


def _values(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        reason = _explain(str(error), text)
    except RecursionError:
        reason = T("brackets are nested too deeply")
    except (ValueError, ArithmeticError):  # Python takes neither the number nor its exponent
        reason = T("it holds a number that is too long")
    raise TomlError(reason)


def _explain(message: str, text: str) -> Text:
    lines = text.replace("\r\n", "\n").rstrip(" \t\r\n").split("\n")
    line, column = len(lines), len(lines[-1]) + 1  # the end, where tomllib names no line
    found = _PLACE.search(message)
    if found:
        line, column = int(found[1]), int(found[2])
    at = lines[line - 1] if line <= len(lines) else ""
    cause = _cause(message, at)
    if cause is _UNQUOTED and not found and not lines[-1].endswith("="):
        cause = _UNCLOSED
    return T("line {line}, column {column}: {cause}", line=line, column=column, cause=cause)


def _cause(message: str, line: str) -> Text:
    fitting = (cause for start, cause in _CAUSES.items() if message.startswith(start))
    cause = next(fitting, _NOT_TOML)
    return BACKSLASH if cause in _OF_PATHS and "\\" in line else cause
