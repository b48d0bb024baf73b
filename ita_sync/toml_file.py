"""A TOML file that a person edits -> its values, or where and why it cannot be read."""

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from ita_sync import files
from ita_sync.errors import os_reason
from ita_sync.i18n import T, Text

MAX_BYTES = 256 * 1024

Place = tuple[str | int, ...]
"""Where a value stands: names of tables and settings, entries of lists counted from 0."""

_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]\]?\s*(?:#.*)?")
_SETTING = re.compile(rf"\s*({_NAMES})\s*=(.*)")

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")

BACKSLASH = T(
    "in double quotes \\ has a meaning of its own; write a path with / or put it in single quotes: "
    "'…'"
)
_FOR_PRINT = T("“ ” ‘ ’ are quotes for print; type straight ones")
_UNQUOTED = T('a value is missing or is a text without quotes; write it as "…"')
_UNCLOSED_QUOTE = T("a quote is opened and not closed on its line")
_UNCLOSED = T("a bracket or quote is opened and not closed")
_TWICE = T("this name or section is given twice; keep one of them")
_NOT_TOML = T("this is not TOML; check quotes, brackets and = signs")
_FOLLOWS = T('something follows a value; write one setting on a line, and a text in quotes: "…"')
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
    "Expected newline": _FOLLOWS,
    "Invalid date": T("there is no such date or time"),
    "Illegal character": T("an invisible control character is not allowed here; delete it"),
    "Found invalid character": T("an invisible control character is not allowed here; delete it"),
}
_PRINTED = "“”„‘’"
_STRAIGHT = str.maketrans(_PRINTED, '"""\'\'')
_OF_QUOTES = {_FOR_PRINT, BACKSLASH, _UNQUOTED, _UNCLOSED_QUOTE, _FOLLOWS}
"""Causes for which the line can be said as it has to be typed."""
_OF_PATHS = {BACKSLASH, _UNQUOTED, _UNCLOSED_QUOTE, _UNCLOSED}
"""What a Windows path can cause, depending on the letters behind its backslashes."""


class TomlError(Exception):
    """A file that cannot be read, and the reason; `unopened` if its content is not to blame."""

    def __init__(self, reason: Text, *, unopened: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.unopened = unopened


def read(path: Path) -> dict[str, object]:
    """Return the values of a file, its decimals exact.

    A byte-order mark, which Windows editors write, is taken for none.

    Raises:
        TomlError: it cannot be opened, is too large, not UTF-8, or not TOML.
    """
    return _values(_text(path))


def lines(path: Path) -> dict[Place, int]:
    """Return the line on which each table and each setting of a file that can be read begins.

    tomllib tells no lines; values inside a value (of an inline table, a list) have none either.

    Raises:
        TomlError: it cannot be opened, or is no text.
    """
    found: dict[Place, int] = {}
    entries: dict[Place, int] = {}
    table: Place = ()
    for number, kind, names in _heads(_text(path)):
        if kind == "=":
            place = (*table, *names)
        else:
            table = place = _table(names, entries, listed=kind == "[[")
        for end in range(1, len(place) + 1):
            found.setdefault(place[:end], number)
    return found


def line_of(place: Place, found: Mapping[Place, int]) -> int | None:
    """Return the line of a place, else of the table around it; None where that is the file."""
    known = (found.get(place[:end]) for end in range(len(place), 0, -1))
    return next((line for line in known if line is not None), None)


def _text(path: Path) -> str:
    try:
        data = files.read(path, MAX_BYTES)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise TomlError(os_reason(error), unopened=True) from None
    if len(data) > MAX_BYTES:
        raise TomlError(T("it is larger than {limit} KiB", limit=MAX_BYTES // 1024))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        raise TomlError(
            T('it is saved as UTF-16 ("Unicode"); when saving, choose the encoding UTF-8')
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlError(_undecoded(data, error.start)) from None


def _undecoded(data: bytes, at: int) -> Text:
    """Return why bytes are no UTF-8, given the first that cannot be."""
    before = data[:at].decode("utf-8", "replace")
    place = {"line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
    if "ก" <= data[at : at + 1].decode("cp874", "ignore") <= "๛":
        return T(
            "line {line}, column {column}: it is saved in the old Thai encoding (TIS-620, "
            'cp874, "ANSI"); when saving, choose the encoding UTF-8',
            **place,
        )
    return T("line {line}, column {column}: it is not text in UTF-8", **place)


def _heads(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line, kind (`[`, `[[`, `=`) and names of each table and setting."""
    value = ""  # of a setting, as long as it goes on on the next line
    for number, line in enumerate(text.splitlines(), 1):
        if value:
            value = _unended(f"{value}\n{line}")
        elif found := _TABLE.fullmatch(line):
            yield number, found[1], _split(found[2])
        elif found := _SETTING.fullmatch(line):
            yield number, "=", _split(found[1])
            value = _unended(found[2])


def _unended(value: str) -> str:
    """Return the value if it goes on on the next line, else nothing."""
    try:
        tomllib.loads(f"x = {value}")
    except tomllib.TOMLDecodeError:
        return value
    return ""


def _split(names: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_NAME, names)]


def _table(names: list[str], entries: dict[Place, int], *, listed: bool) -> Place:
    """Return the place of a table; one inside a list belongs to the entry that came last.

    Args:
        names: in its header.
        entries: how many entries each list has so far; counts this one.
        listed: it is an entry of a list.
    """
    place: Place = ()
    for end, name in enumerate(names, 1):
        place = (*place, name)
        if listed and end == len(names):
            entries[place] = entries.get(place, 0) + 1
        if place in entries:
            place = (*place, entries[place] - 1)
    return place


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
    said = T("line {line}, column {column}: {cause}", line=line, column=column, cause=cause)
    typed = _typed(at) if cause in _OF_QUOTES else None
    return T("{cause}. Type: {line}", cause=said, line=typed) if typed else said


def _typed(line: str) -> str | None:
    """Return a setting as it has to be typed, None where that is not clear."""
    straight = line.translate(_STRAIGHT).strip()
    ways = [straight]
    if found := _SETTING.fullmatch(straight):
        value = found[2].partition("#")[0].strip().strip("\"'")
        if value:
            ways.append(f"{found[1]} = " + (f"'{value}'" if "\\" in value else f'"{value}"'))
    for way in ways:
        if "=" in way and not _unended(way.partition("=")[2]) and way != line.strip():
            return way
    return None


def _cause(message: str, line: str) -> Text:
    fitting = (cause for start, cause in _CAUSES.items() if message.startswith(start))
    cause = next(fitting, _NOT_TOML)
    if cause in _OF_PATHS and "\\" in line:
        return BACKSLASH
    printed = cause in _OF_QUOTES | {_NOT_TOML} and any(sign in line for sign in _PRINTED)
    return _FOR_PRINT if printed else cause
