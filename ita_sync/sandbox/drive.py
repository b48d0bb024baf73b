"""The Drive API v3, as far as opening by title and creating need it."""

import re

from ita_sync.sandbox.create import blank, fresh_name
from ita_sync.sandbox.mask import parse, select
from ita_sync.sandbox.model import Json, Spreadsheet, new_tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.store import Transaction

ROOT = "/drive/v3/files"
SHEETS = "application/vnd.google-apps.spreadsheet"

_EQUALS = r"""\s*=\s*(["'])((?:(?!\1)[^\\]|\\.)*)\1"""
_NAME, _MIME = (re.compile(rf"\b{field}{_EQUALS}") for field in ("name", "mimeType"))


def answer(tx: Transaction, request: Request) -> tuple[int, Json]:
    """(status, body) of the reply. Raises ApiError for what is not imitated."""
    path = request.path.removeprefix(ROOT).strip("/").split("/")
    match request.method, path:
        case "GET", [""]:
            return 200, _shown(
                request, {"kind": "drive#fileList", "files": _listed(tx, request)}, "*"
            )
        case "POST", [""]:
            return 200, _shown(request, _file(_create(tx, request)))
        case "GET", [number]:
            return 200, _shown(request, _file(_found(tx, number)))
    raise ApiError(f"The sandbox does not imitate {request.method} {request.path}", 404)


def _file(book: Spreadsheet) -> Json:
    return {
        "kind": "drive#file",
        "id": book.id,
        "name": book.properties["title"],
        "mimeType": SHEETS,
    }


def _shown(request: Request, body: Json, default: str = "kind,id,name,mimeType") -> Json:
    """The fields asked for, blanks allowed; unknown ones are left out (no times, no owners)."""
    fields = ",".join(value for name, value in request.query if name == "fields" and value)
    chosen: Json = select(parse("".join(fields.split()) or default), body)
    return chosen


def _found(tx: Transaction, number: str) -> Spreadsheet:
    book = tx.load(number)
    if book is None:
        raise ApiError(f"File not found: {number}.", 404)
    return book


def _listed(tx: Transaction, request: Request) -> list[Json]:
    query = " ".join(value for name, value in request.query if name == "q")
    name, mime = _NAME.search(query), _MIME.search(query)
    if mime and mime[2] != SHEETS:
        return []
    files = [_file(_found(tx, number)) for number in tx.ids()]
    wanted = name and re.sub(r"\\(.)", r"\1", name[2])
    return [each for each in files if wanted in (None, each["name"])]


def _create(tx: Transaction, request: Request) -> Spreadsheet:
    given = request.json()
    if not isinstance(given, dict) or given.get("mimeType") != SHEETS:
        raise ApiError("The sandbox keeps spreadsheets only.")
    name = given.get("name", "Untitled")
    if not isinstance(name, str):
        raise ApiError("Invalid value at 'name' (TYPE_STRING)")
    book = blank(fresh_name(tx), name or "Untitled")
    book.tabs.append(new_tab(0, "Sheet1"))
    tx.save(book)
    return book
