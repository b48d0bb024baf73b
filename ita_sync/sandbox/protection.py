"""Protected ranges: who may edit what, and the requests that add, change and remove them."""

from ita_sync.sandbox.a1 import from_grid
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

LOCKED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
CALLER = "caller@sandbox.invalid"  # the only account there is; .invalid never resolves


def locked(protected: Json) -> bool:
    """Whether the caller may not edit inside. A warning alone never blocks."""
    return not protected.get("requestingUserCanEdit") and not protected.get("warningOnly")


def guard(book: Spreadsheet, tab: Tab, rect: Rect) -> None:
    """Refuse an edit of `rect` that meets a locked range outside its unprotected parts.

    Raises ApiError 400. Source: a refused edit is a 400 with this text, not a 403.
    """
    for each in tab.protected:
        if not locked(each):
            continue
        _, closed = from_grid(book, each.get("range", {}) | {"sheetId": tab.id})
        if not closed.meets(rect):
            continue
        free = [
            from_grid(book, part | {"sheetId": tab.id})[1]
            for part in each.get("unprotectedRanges", [])
        ]
        if not any(part.holds(rect) for part in free):
            raise ApiError(LOCKED)


def guard_tab(_book: Spreadsheet, tab: Tab) -> None:
    """Refuse what would remove a tab with a locked range, or restructure a locked tab."""
    if any(locked(each) for each in tab.protected):
        raise ApiError(LOCKED)


def _tidy(given: Json) -> Json:
    """A ProtectedRange as it is stored: without false and empty fields, as Google prints it."""
    kept = {name: value for name, value in given.items() if value not in (None, False, "", [])}
    if "range" in kept:
        kept["range"] = {
            name: value
            for name, value in kept["range"].items()
            if not (name == "sheetId" and not value)
        }
    editors = {name: value for name, value in (given.get("editors") or {}).items() if value}
    kept.pop("editors", None)
    if not given.get("warningOnly"):
        kept["editors"] = editors
    return kept


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addProtectedRange; the caller can edit unless the range says otherwise.

    Google calls that field read-only; here a test may set it to lock the caller out: false with
    editors other than the caller, or without the editors field. False with empty editors is what
    gspread sends, and Google then makes the caller an editor (recorded in gspread's
    test_add_protected_range_normal).
    """
    given: Json = args.get("protectedRange") or {}
    if "range" not in given and "namedRangeId" not in given:
        raise ApiError("Must specify a range or a named range to protect.")
    tab, _ = from_grid(book, given.get("range") or {})
    wanted = given.get("protectedRangeId")
    if wanted and any(
        each["protectedRangeId"] == wanted for every in book.tabs for each in every.protected
    ):
        raise ApiError(f"Protected range with ID [{wanted}] already exists.")
    editors = given.get("editors")
    users = (editors or {}).get("users") or []
    others = editors is None or bool(users or editors.get("groups"))
    shut = given.get("requestingUserCanEdit") is False and others and CALLER not in users
    if given.get("warningOnly"):
        # A warning stops nobody, whatever the request says in a field that is read-only at Google.
        shut = False
    stored: Json = {"protectedRangeId": wanted or book.fresh_id()} | _tidy(given)
    stored["requestingUserCanEdit"] = not shut
    reply = dict(stored)
    if not shut and not stored.get("warningOnly"):
        stored["editors"] = stored["editors"] | {"users": users or [CALLER]}
    tab.protected.append(stored)
    return {"protectedRange": printed(reply)}


def printed(protected: Json) -> Json:
    """The resource as it is given back: a false requestingUserCanEdit is left out."""
    return {
        name: value
        for name, value in protected.items()
        if name != "requestingUserCanEdit" or value is True
    }


def _find(book: Spreadsheet, number: object) -> tuple[Tab, Json]:
    for tab in book.tabs:
        for each in tab.protected:
            if each["protectedRangeId"] == number:
                return tab, each
    raise ApiError(f"No protected range with id: {number}")


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateProtectedRange."""
    given: Json = args.get("protectedRange") or {}
    mask = parse_body(args.get("fields"), "ProtectedRange")
    tab, stored = _find(book, given.get("protectedRangeId"))
    if locked(stored):
        raise ApiError(LOCKED)
    changed = dict(stored)
    for path in leaves(mask, "ProtectedRange"):
        name = path[0]
        if name in {"protectedRangeId", "requestingUserCanEdit"}:
            continue
        if given.get(name) is None:
            changed.pop(name, None)
        else:
            changed[name] = given[name]
    changed = {"protectedRangeId": stored["protectedRangeId"]} | _tidy(changed)
    changed["requestingUserCanEdit"] = True
    tab.protected[tab.protected.index(stored)] = changed


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteProtectedRange."""
    tab, stored = _find(book, args.get("protectedRangeId"))
    if locked(stored):
        raise ApiError(LOCKED)
    tab.protected.remove(stored)
