"""The API's methods, one function each: from a request's parameters to the body of its reply."""

from dataclasses import dataclass

from ita_sync.sandbox import batch, create, metadata, render, values
from ita_sync.sandbox.a1 import locate, within
from ita_sync.sandbox.mask import Mask, child
from ita_sync.sandbox.model import Json, Spreadsheet
from ita_sync.sandbox.problems import ApiError, not_found
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.store import Transaction
from ita_sync.sandbox.values import Look


@dataclass(frozen=True)
class Ask:
    """A request on its way through one method: decoded parameters, checked body, field mask."""

    tx: Transaction
    request: Request
    body: Json
    mask: Mask | None
    unique: bool

    def all(self, name: str) -> list[str]:
        """Every value of a query parameter."""
        return [value for each, value in self.request.query if each == name]

    def one(self, name: str, default: str = "") -> str:
        """The last value of a query parameter."""
        return (self.all(name) or [default])[-1]

    def flag(self, name: str) -> bool:
        """A boolean query parameter; "False" with a capital was recorded. Raises ApiError 400."""
        value = self.one(name, "false").lower()
        if value not in {"true", "false", "1", "0"}:
            raise ApiError(f"Invalid value at '{name}' (TYPE_BOOL), \"{value}\"")
        return value in {"true", "1"}

    def book(self, spreadsheet_id: str) -> Spreadsheet:
        """The stored spreadsheet; ApiError 404 when there is none."""
        found = self.tx.load(spreadsheet_id)
        if found is None:
            raise not_found()
        return found

    def look(self) -> Look:
        """The render options of a read."""
        return Look(
            self.one("valueRenderOption", "FORMATTED_VALUE"),
            self.one("dateTimeRenderOption", "SERIAL_NUMBER"),
            self.one("majorDimension", "ROWS"),
        )

    def written(self) -> Look | None:
        """The render options of the values a write gives back, None when it gives none."""
        if not self.flag("includeValuesInResponse"):
            return None
        return Look(
            self.one("responseValueRenderOption", "FORMATTED_VALUE"),
            self.one("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        )


def _wants_grid(mask: Mask | None, *, flag: bool) -> bool:
    """With a mask it decides about grid data, else the flag does. Source: the API's reference."""
    return flag if mask is None else child(mask, "sheets", "data") is not None


def _places(book: Spreadsheet, texts: list[str]) -> render.Places | None:
    if not texts:
        return None
    places = []
    for text in texts:
        tab, rect = locate(book, text)
        places.append((tab, within(tab, rect)))
    return places


def get(ask: Ask, spreadsheet_id: str) -> Json:
    """The method spreadsheets.get."""
    book = ask.book(spreadsheet_id)
    grid = _wants_grid(ask.mask, flag=ask.flag("includeGridData"))
    return render.spreadsheet(book, ask.mask or {}, _places(book, ask.all("ranges")), grid=grid)


def create_one(ask: Ask) -> Json:
    """The method spreadsheets.create."""
    book = create.spreadsheet(ask.tx, ask.body)
    ask.tx.save(book)
    return render.spreadsheet(book, ask.mask or {}, grid=_wants_grid(ask.mask, flag=False))


def batch_update(ask: Ask, spreadsheet_id: str) -> Json:
    """The method spreadsheets.batchUpdate."""
    before = ask.book(spreadsheet_id)
    book = before.copy()
    replies = batch.apply(book, ask.body.get("requests") or [], unique=ask.unique)
    reply: Json = {"spreadsheetId": book.id, "replies": replies}
    if ask.body.get("includeSpreadsheetInResponse"):
        mask = child(ask.mask, "updatedSpreadsheet")
        if ask.mask is None or mask is not None:
            grid = _wants_grid(mask, flag=bool(ask.body.get("responseIncludeGridData")))
            # A request that is only rehearsed claims success, but the sheet it shows is as it was.
            shown = before if ask.tx.dry else book
            places = _places(shown, ask.body.get("responseRanges") or [])
            reply["updatedSpreadsheet"] = render.spreadsheet(shown, mask or {}, places, grid=grid)
    ask.tx.save(book)
    return reply


def get_metadata(ask: Ask, spreadsheet_id: str, number: str) -> Json:
    """The method developerMetadata.get; ApiError 404 also for a mark of another project."""
    for mark in metadata.visible(ask.book(spreadsheet_id)):
        if str(mark.id) == number:
            return metadata.resource(mark)
    raise not_found()


def search_metadata(ask: Ask, spreadsheet_id: str) -> Json:
    """The method developerMetadata.search."""
    return metadata.search(ask.book(spreadsheet_id), ask.body.get("dataFilters") or [])


def values_get(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.get."""
    return values.get(ask.book(spreadsheet_id), text, ask.look())


def values_batch_get(ask: Ask, spreadsheet_id: str) -> Json:
    """The method values.batchGet."""
    book = ask.book(spreadsheet_id)
    found = [values.get(book, text, ask.look()) for text in ask.all("ranges")]
    return {"spreadsheetId": book.id} | ({"valueRanges": found} if found else {})


def values_update(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.update."""
    book = ask.book(spreadsheet_id).copy()
    reply = values.update(book, text, ask.body, ask.one("valueInputOption"), ask.written())
    ask.tx.save(book)
    return reply


def values_append(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.append."""
    book = ask.book(spreadsheet_id).copy()
    insert = ask.one("insertDataOption", "OVERWRITE")
    reply = values.append(
        book, text, ask.body, ask.one("valueInputOption"), insert=insert, look=ask.written()
    )
    ask.tx.save(book)
    return reply


def values_clear(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.clear."""
    book = ask.book(spreadsheet_id).copy()
    cleared = values.clear(book, text)
    ask.tx.save(book)
    return {"spreadsheetId": book.id, "clearedRange": cleared}


def values_batch_clear(ask: Ask, spreadsheet_id: str) -> Json:
    """The method values.batchClear."""
    book = ask.book(spreadsheet_id).copy()
    cleared = []
    for at, text in enumerate(ask.body.get("ranges") or []):
        try:
            cleared.append(values.clear(book, text))
        except ApiError as error:
            # Source: "Invalid range[0]: Range (…!A221:ZZ) exceeds grid limits", quoted in a public
            # repository.
            raise ApiError(f"Invalid range[{at}]: {error.message}", error.code) from error
    ask.tx.save(book)
    return {"spreadsheetId": book.id} | ({"clearedRanges": cleared} if cleared else {})


def values_batch_update(ask: Ask, spreadsheet_id: str) -> Json:
    """The method values.batchUpdate."""
    book = ask.book(spreadsheet_id).copy()
    given = {name: each for name, each in ask.body.items() if each is not None}
    look = None
    if given.get("includeValuesInResponse"):
        look = Look(
            given.get("responseValueRenderOption", "FORMATTED_VALUE"),
            given.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        )
    reply = values.update_many(book, given, look)
    ask.tx.save(book)
    return reply
