"""Field masks: "a,b/c,b(c,d),e.f,*" as a tree, and what of a reply they select.

A Mask maps field names to masks; an empty Mask selects everything below.
Source: the grammar of Google's partial responses; bodies with "gridProperties/rowCount" were
recorded.
"""

import re
from typing import Any

from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.problems import ApiError, violation

Mask = dict[str, "Mask"]

_TOKEN = re.compile(r"[A-Za-z0-9_\-]+|\*|[,()./]")
_DEEPEST = 50


class _Reader:
    """Reads one mask from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _TOKEN.findall(text)
        self.at = 0
        self.depth = 0
        # A blank is no part of a mask: Google refuses "properties, sheets".
        if "".join(self.tokens) != text:
            raise self.error()

    def error(self) -> ApiError:
        return violation("fields", f"Error parsing 'fields' parameter '{self.text}'.")

    def peek(self) -> str:
        return str(self.tokens[self.at]) if self.at < len(self.tokens) else ""

    def take(self) -> str:
        word = self.peek()
        self.at += 1
        return word

    def name(self) -> str:
        word = self.take()
        if word in {"", ",", "(", ")", ".", "/"}:
            raise self.error()
        return word

    def items(self) -> Mask:
        """An item, and more after commas: item ("," item)*."""
        mask = self.item()
        while self.peek() == ",":
            self.take()
            mask = union(mask, self.item())
        return mask

    def item(self) -> Mask:
        """A path with what it holds: name ((/ or .) name)* with an optional (items)."""
        path = [self.name()]
        while self.peek() in {".", "/"}:
            self.take()
            path.append(self.name())
        self.depth += len(path)
        if self.depth > _DEEPEST:
            raise self.error()
        below: Mask = {}
        if self.peek() == "(":
            self.take()
            below = self.items()
            if self.take() != ")":
                raise self.error()
        self.depth -= len(path)
        for name in reversed(path):
            below = {} if name == "*" and not below else {name: below}
        return below


def parse(text: str) -> Mask:
    """The tree of a mask. Raises ApiError 400 when brackets do not match or a name is missing."""
    reader = _Reader(text)
    mask = reader.items()
    if reader.peek():
        raise reader.error()
    return mask


def union(one: Mask, two: Mask) -> Mask:
    """What either selects."""
    if not one or not two:
        return {}
    return {
        name: union(one[name], two[name])
        if name in one and name in two
        else one.get(name, two.get(name, {}))
        for name in one | two
    }


def child(mask: Mask | None, *path: str) -> Mask | None:
    """The mask below a path of names; None when the mask leaves it out."""
    for name in path:
        if mask is None:
            return None
        if mask:
            exact, star = mask.get(name), mask.get("*")
            mask = (
                union(exact, star)
                if exact is not None and star is not None
                else (star if exact is None else exact)
            )
    return mask


def select(mask: Mask, value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """`value` without what the mask leaves out.

    Each member of a list is cut; members left empty stay.
    """
    if not mask:
        return value
    if isinstance(value, list):
        return [select(mask, each) for each in value]
    if not isinstance(value, dict):
        return value
    chosen = {}
    for name, each in value.items():
        below = child(mask, name)
        if below is not None:
            chosen[name] = select(below, each)
    return chosen


def check(mask: Mask, message: str, path: str = "") -> None:
    """Refuse names that the message does not have.

    Raises ApiError 400 with the path in the details.
    """
    fields = fields_of(message)
    if not mask:
        return
    for name, below in mask.items():
        where = f"{path}.{name}" if path else name
        if fields is None:
            if message.strip("[]") == "?":
                return
            raise _unknown(where)
        if name == "*":
            continue  # names below a star are selected where they exist
        if name not in fields:
            raise _unknown(where)
        check(below, fields[name], where)


def _unknown(where: str) -> ApiError:
    return violation(
        where,
        f"Error expanding 'fields' parameter. Cannot find matching fields for path '{where}'.",
    )


def parse_body(text: str | None, message: str) -> Mask:
    """The mask of a batch request ("fields"), checked. Raises ApiError 400 when missing or unknown.

    The root is implied. Source: the API's reference, "At least one field must be specified".
    """
    if not text or not text.strip():
        raise ApiError(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    try:
        # Google takes blanks (pygsheets) and snake case (gspread-pandas) here, not in a query.
        mask = parse(re.sub(r"\s|_[a-z]", lambda each: each[0][1:].upper(), text))
        check(mask, message)
    except ApiError as error:
        field = (error.details or [{}])[0].get("fieldViolations", [{}])[0].get("field")
        raise ApiError(f"Invalid field: {field if field != 'fields' else text}") from error
    return mask


def leaves(mask: Mask, message: str) -> list[tuple[str, ...]]:
    """The paths a mask names, in its order; for everything, the message's own fields."""
    if not mask:
        return [(name,) for name in fields_of(message) or {}]
    found: list[tuple[str, ...]] = []
    for name, below in mask.items():
        if below:
            found += [
                (name, *rest) for rest in leaves(below, (fields_of(message) or {}).get(name, "?"))
            ]
        else:
            found.append((name,))
    return found
