"""Protected ranges: who may edit what, and the requests that add, change and remove them.

What the caller protects it may edit, as at Google. What the owner protects (`Sandbox.owner_edit`)
is closed to the caller, unless its editors name the caller or it only warns.
"""

from ita_sync.sandbox.a1 import area, from_grid, to_grid
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

LOCKED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
CALLER = "caller@sandbox.invalid"  # the only account there is; .invalid never resolves


def _locked(book: Spreadsheet, protected: Json) -> bool:
    """Whether whoever edits the book may not do so inside. A warning alone never blocks."""
    free = protected.get("requestingUserCanEdit") or protected.get("warningOnly")
    return not free and not book.edit.owner


def guard(book: Spreadsheet, tab: Tab, rect: Rect) -> None:
    """Refuse an edit of `rect` that meets a locked range outside its unprotected parts.

    Raises ApiError 400. Source: a refused edit is a 400 with this text, not a 403.
    """
    for each in tab.protected:
        free = (area(tab, part) for part in each.get("unprotectedRanges", []))
        if (
            _locked(book, each)
            and area(tab, each["range"]).meets(rect)
            and not any(part.holds(rect) for part in free)
        ):
            raise ApiError(LOCKED)


def guard_tab(book: Spreadsheet, tab: Tab) -> None:
    """Refuse what would remove a tab with a locked range."""
    if any(_locked(book, each) for each in tab.protected):
        raise ApiError(LOCKED)


def printed(protected: Json) -> Json:
    """The resource as it is given back: a false requestingUserCanEdit is left out."""
    return {name: each for name, each in protected.items() if each is not False}


def _stored(book: Spreadsheet, given: Json) -> tuple[Tab, Json]:
    """The tab of a GridRange, and the range as it is stored: cut to the grid, open sides open."""
    tab, rect = from_grid(book, given)
    return tab, {name: each for name, each in to_grid(tab, rect).items() if name in given}


def _check_whole(tab: Tab, wanted: Json, but: Json | None) -> None:
    """Refuse a second protection of a whole tab, a range without bounds.

    Source: google-api-python-client issue 1064.
    """
    others = [each["range"] for each in tab.protected if each is not but]
    if wanted.keys() <= {"sheetId"} and any(each.keys() <= {"sheetId"} for each in others):
        raise ApiError(f'Sheet "{tab.title}" already has sheet protection.')


def _settled(book: Spreadsheet, given: Json, but: Json | None = None) -> tuple[Tab, Json]:
    """The tab of a ProtectedRange, and what is stored of it. Raises ApiError 400.

    Without false and empty fields, as Google prints it. `but` is the one that it replaces.
    """
    if given.keys() & {"namedRangeId", "tableId"}:
        raise ApiError("The sandbox does not imitate the protection of named ranges and tables.")
    if "range" not in given:
        raise ApiError("Must specify a range to protect.")
    tab, where = _stored(book, given["range"])
    parts = given.get("unprotectedRanges", [])
    _check_whole(tab, where, but)
    if given.get("warningOnly") and "editors" in given:
        # Source: gspread issue 1437.
        raise ApiError("ProtectedRange is warningOnly. Editors cannot be set on it.")
    told: Json = {
        "description": given.get("description"),
        "unprotectedRanges": [_stored(book, part | {"sheetId": tab.id})[1] for part in parts],
        "warningOnly": given.get("warningOnly"),
    }
    kept = {"range": where} | _filled(told)
    if "warningOnly" not in kept:
        kept["editors"] = _filled(given.get("editors", {}))
    return tab, kept


def _filled(given: Json) -> Json:
    return {name: each for name, each in given.items() if each}


def _admit(book: Spreadsheet, protected: Json) -> Json:
    """The same with its word on whether the caller may edit inside.

    Whoever protects becomes an editor. Source: recorded replies of gspread's
    test_add_protected_range_normal. What the request says in that read-only field is ignored.
    """
    if "editors" not in protected:
        return protected | {"requestingUserCanEdit": True}
    editors: Json = protected["editors"]
    users: list[str] = editors.get("users", [])
    if not book.edit.owner and CALLER not in users:
        users = [*users, CALLER]
        editors = editors | {"users": users}
    return protected | {"editors": editors, "requestingUserCanEdit": CALLER in users}


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addProtectedRange; the reply does not name the new editor yet (recorded)."""
    given: Json = args.get("protectedRange", {})
    wanted = given.get("protectedRangeId", 0)
    if wanted and any(
        each["protectedRangeId"] == wanted for every in book.tabs for each in every.protected
    ):
        raise ApiError(f"Protected range with ID [{wanted}] already exists.")
    tab, settled = _settled(book, given)
    stored = _admit(book, {"protectedRangeId": wanted or book.fresh_id()} | settled)
    tab.protected.append(stored)
    return {"protectedRange": printed(stored | settled)}


def _find(book: Spreadsheet, number: object) -> tuple[Tab, Json]:
    """The tab and the protected range of that number, which must not be locked."""
    for tab in book.tabs:
        for each in tab.protected:
            if each["protectedRangeId"] == number:
                if _locked(book, each):
                    raise ApiError(LOCKED)
                return tab, each
    raise ApiError(f"No protected range with id: {number}")


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateProtectedRange. A range that becomes a warning loses its editors."""
    given: Json = args.get("protectedRange", {})
    mask = parse_body(args.get("fields"), "ProtectedRange")
    tab, old = _find(book, given.get("protectedRangeId"))
    named = {path[0] for path in leaves(mask, "ProtectedRange")} - {"protectedRangeId"}
    changed = {name: each for name, each in old.items() if name not in named}
    changed |= {name: given[name] for name in named if name in given}
    if changed.get("warningOnly") and "editors" not in named:
        changed.pop("editors", None)
    goal, settled = _settled(book, changed, but=old)
    at = tab.protected.index(old)
    del tab.protected[at]
    new = {"protectedRangeId": old["protectedRangeId"]} | settled
    goal.protected.insert(at, _admit(book, new))


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteProtectedRange."""
    tab, stored = _find(book, args.get("protectedRangeId"))
    tab.protected.remove(stored)
