"""Named ranges."""

from ita_sync.sandbox.a1 import from_grid, to_grid
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import Json, Spreadsheet
from ita_sync.sandbox.problems import ApiError


def _free(book: Spreadsheet, name: object, but: Json | None = None) -> None:
    if any(each is not but and each["name"] == name for each in book.named_ranges):
        # Source: quoted in a public repository, and matched by the tests of a Perl client.
        raise ApiError(
            f"Cannot add named range with name {name}, a named range with that name already exists."
        )


def _find(book: Spreadsheet, number: object) -> Json:
    for each in book.named_ranges:
        if each["namedRangeId"] == number:
            return each
    raise ApiError(f"No named range with id: {number}")


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addNamedRange."""
    given: Json = args.get("namedRange") or {}
    if not given.get("name") or given.get("range") is None:
        raise ApiError("A named range must have a name and a range.")
    _free(book, given["name"])
    tab, _ = from_grid(book, given["range"])
    number = given.get("namedRangeId") or str(book.fresh_id())
    stored = {"namedRangeId": number, "name": given["name"], "range": to_grid(tab, given["range"])}
    book.named_ranges.append(stored)
    return {"namedRange": stored}


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateNamedRange: name and range."""
    given: Json = args.get("namedRange") or {}
    stored = _find(book, given.get("namedRangeId"))
    named = {path[0] for path in leaves(parse_body(args.get("fields"), "NamedRange"), "NamedRange")}
    if "name" in named:
        if not given.get("name"):
            raise ApiError("A named range must have a name and a range.")
        _free(book, given["name"], but=stored)
        stored["name"] = given["name"]
    if "range" in named:
        tab, _ = from_grid(book, given.get("range") or {})
        stored["range"] = to_grid(tab, given.get("range") or {})


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteNamedRange."""
    gone = _find(book, args.get("namedRangeId"))
    book.named_ranges = [each for each in book.named_ranges if each is not gone]
