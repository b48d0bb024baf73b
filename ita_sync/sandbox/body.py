"""The body of a request, read as Google's parser reads it: strict JSON, then known fields only."""

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NoReturn

from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError, Violation, unreadable
from ita_sync.sandbox.schema import MESSAGES

DEEPEST = 100  # Source: the parser's limit, as for all messages of Google's
_INT32 = 2**31
_EXACT = 18  # digits of a number that is kept whole; a longer one is a double, as in a cell
_WHOLE = re.compile(r"-?\d{1,10}(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,300}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_NAMES = {"s": "TYPE_STRING", "b": "TYPE_BOOL", "i": "TYPE_INT32", "n": "TYPE_DOUBLE"}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of schema.py, each in one line."""
    return text.strip().replace("\n  ", " ").replace("| ", "|").splitlines()


@cache
def _messages() -> dict[str, dict[str, str]]:
    pairs = (each.partition(" =") for each in paragraphs(MESSAGES))
    return {name: dict(each.split(":") for each in fields.split()) for name, _, fields in pairs}


def fields_of(message: str) -> dict[str, str] | None:
    """{field: type} of a message; None for a plain or opaque type. List types are written [x]."""
    return _messages().get(message.strip("[]"))


def parse(data: bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    """The value that the bytes say. Raises ApiError 400 for what is no JSON, or cannot be kept.

    Refused: Infinity, NaN and numbers beyond a double, lone surrogates, more than 100 levels.
    """
    try:
        text = data.decode()
        found = json.loads(text, parse_constant=_no_number, parse_float=_float, parse_int=_int)
        _shallow(found, DEEPEST)
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair fails
    except (ValueError, RecursionError) as error:
        raise ApiError(f"Invalid JSON payload received. {error}") from error
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"Unexpected token. {word}")


def _float(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise ValueError(f"Number out of range: {text[:40]}")
    return number


def _int(text: str) -> float:
    return int(text) if len(text) <= _EXACT else _float(text)


def _shallow(value: object, left: int) -> None:
    if not left:
        raise ValueError("Message too deep. Max recursion depth reached.")
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            _shallow(each, left - 1)


def message(name: str, given: object, where: str = "") -> Json:
    """`given` as a message of that name, normalised: camelCase names, numbers as numbers.

    A single thing or a nested list is taken where a field is repeated, and null means not given.
    `where` is the path inside the request, in snake case as Google prints it. Raises ApiError 400
    for unknown names, values of the wrong kind, integers beyond 32 bits. Source: ProtoJSON; what
    pygsheets and gspread-formatting send; errors quoted in google-api-nodejs-client issue 597.
    """
    wrong: list[Violation] = []
    found = _read(name, given, where, wrong)
    if wrong:
        raise unreadable(wrong)
    return found or {}


def parameters(method: str, query: Iterable[tuple[str, str]]) -> tuple[Json, str]:
    """The method's own parameters as a query has them, and the texts of "fields", joined.

    Raises ApiError 400 for those that it does not have, and for values of the wrong kind.
    """
    fields = _messages()["common"] | _messages()[method]
    found: Json = {}
    for spelled, text in query:
        name = spelled if spelled in fields else camel(spelled)
        kind = fields.get(name)
        if kind is None:
            raise ApiError(
                f'Invalid JSON payload received. Unknown name "{spelled}": '
                "Cannot bind query parameter. "
                f"Field '{spelled}' could not be found in request message."
            )
        # "False" with a capital was recorded.
        value = _FLAGS.get(text.lower(), text) if kind == "b" else text
        if kind.startswith("["):
            found.setdefault(name, []).append(text)
        elif text:
            found[name] = value
    wrong: list[Violation] = []
    given = _object(fields, found, "", wrong)
    if wrong:
        raise unreadable(wrong)
    masks = [text for name, text in query if name == "fields" and text]
    return {name: given[name] for name in given if name in _messages()[method]}, ",".join(masks)


def _read(kind: str, value: object, where: str, wrong: list[Violation]) -> Any:  # noqa: ANN401 - as above
    if value is None or kind == "?":
        return value
    if kind.startswith("["):
        return _repeated(kind[1:-1], value, where, wrong)
    fields = fields_of(kind)
    if fields is None:
        plain = _plain(kind, value)
        if plain is None:
            wrong.append(_bad(where, _NAMES.get(kind) or _enum(where), value))
        return plain
    if not isinstance(value, dict):
        wrong.append(_bad(where, f"type.googleapis.com/google.apps.sheets.v4.{kind}", value))
        return None
    return _object(fields, value, where, wrong)


def _repeated(kind: str, value: object, where: str, wrong: list[Violation]) -> list[Any] | None:
    if not isinstance(value, list):
        if fields_of(kind) is None:
            # Google calls a list inside a list a ListValue, as that is how values are declared.
            wrong.append(_bad(where, "type.googleapis.com/google.protobuf.ListValue", value))
            return None
        value = [value]
    if fields_of(kind) is not None:
        value = list(_flat(value))
        return [_read(kind, each, f"{where}[{at}]", wrong) or {} for at, each in enumerate(value)]
    return [_read(kind, each, f"{where}[{at}]", wrong) for at, each in enumerate(value)]


def _flat(value: object) -> Any:  # noqa: ANN401 - as above
    if not isinstance(value, list):
        yield value
        return
    for each in value:
        yield from _flat(each)


def _object(fields: dict[str, str], given: Json, where: str, wrong: list[Violation]) -> Json:
    found: Json = {}
    for spelled, value in given.items():
        name = spelled if spelled in fields else camel(spelled)
        if name not in fields:
            place = f" at '{where}'" if where else ""
            text = f'Unknown name "{spelled}"{place}: Cannot find field.'
            wrong.append((where, f"Invalid JSON payload received. {text}"))
        elif value is not None:
            found[name] = _read(fields[name], value, _joined(where, name), wrong)
    return found


def _joined(where: str, name: str) -> str:
    return f"{where}.{_snake(name)}" if where else _snake(name)


def _plain(kind: str, value: object) -> object:
    """A scalar as its kind has it, None where it is of another.

    A number may come as text, and a whole one with a point: gspread sends ids of protected ranges
    as text. Source: ProtoJSON, "either numbers or strings are accepted".
    """
    if kind == "b":
        return value if isinstance(value, bool) else None
    if kind in {"i", "n"}:
        return _number(kind, value)
    fits = isinstance(value, str) and (kind == "s" or value in kind.split("|"))
    return value if fits else None


def _number(kind: str, value: object) -> float | None:
    if isinstance(value, str) and (_WHOLE if kind == "i" else _DECIMAL).fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value - value != 0:
        return None
    if kind == "n":
        return value
    whole = -_INT32 <= value < _INT32 and value == int(value)
    return int(value) if whole else None


def _bad(where: str, kind: str, value: object) -> Violation:
    shown = f'"{value}"' if isinstance(value, str) else json.dumps(value)
    return where, f"Invalid value at '{where}' ({kind}), {shown}"


def _enum(where: str) -> str:
    field = camel(f"_{where.rpartition('.')[2]}")
    for prefix in ("Response", "Major", "Shift"):
        field = field.removeprefix(prefix)
    return f"type.googleapis.com/google.apps.sheets.v4.{field}"


@cache
def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def camel(name: str) -> str:
    """The name in camelCase: the parser takes a field's other spelling, too. Source: ProtoJSON."""
    first, *rest = name.split("_")
    return first + "".join(each[:1].upper() + each[1:] for each in rest)
