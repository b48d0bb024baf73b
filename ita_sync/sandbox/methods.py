"""The API's methods, one function each: from a request's parameters to the body of its reply."""

import re
from dataclasses import dataclass

from ita_sync.sandbox import batch, create, lookup, render, values
from ita_sync.sandbox.a1 import locate, within
from ita_sync.sandbox.mask import Mask, child
from ita_sync.sandbox.model import COLUMNS, ROWS, Edit, Json, Spreadsheet
from ita_sync.sandbox.problems import ApiError, not_found
from ita_sync.sandbox.store import Transaction
from ita_sync.sandbox.values import FORMATTED, SERIAL, Look


@dataclass(frozen=True)
class Ask:
    """A request on its way through one method.

    `given`: the parameters of the query and the fields of the body, checked.
    """

    tx: Transaction
    given: Json
    mask: Mask | None

    def book(self, spreadsheet_id: str) -> Spreadsheet:
        """The stored spreadsheet; ApiError 404 when there is none."""
        found = self.tx.load(spreadsheet_id)
        if found is None:
            raise not_found()
        return found

    def look(self) -> Look:
        """The render options of a read."""
        return Look(
            self.given.get("valueRenderOption", FORMATTED),
            self.given.get("dateTimeRenderOption", SERIAL),
            COLUMNS if self.given.get("majorDimension") == COLUMNS else ROWS,
        )

    def written(self) -> Look | None:
        """The render options of the values a write gives back, None when it gives none."""
        if not self.given.get("includeValuesInResponse"):
            return None
        return Look(
            self.given.get("responseValueRenderOption", FORMATTED),
            self.given.get("responseDateTimeRenderOption", SERIAL),
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
    grid = _wants_grid(ask.mask, flag=bool(ask.given.get("includeGridData")))
    return render.spreadsheet(
        book, ask.mask or {}, _places(book, ask.given.get("ranges", [])), grid=grid
    )


def get_by_filter(ask: Ask, spreadsheet_id: str) -> Json:
    """The method spreadsheets.getByDataFilter, for filters that are ranges."""
    book = ask.book(spreadsheet_id)
    grid = _wants_grid(ask.mask, flag=bool(ask.given.get("includeGridData")))
    places = [lookup.range_of(book, each) for each in ask.given.get("dataFilters", [])]
    return render.spreadsheet(book, ask.mask or {}, places or None, grid=grid)


def create_one(ask: Ask) -> Json:
    """The method spreadsheets.create."""
    book = create.spreadsheet(ask.tx, ask.given)
    ask.tx.save(book)
    return render.spreadsheet(book, ask.mask or {}, grid=_wants_grid(ask.mask, flag=False))


def batch_update(ask: Ask, spreadsheet_id: str) -> Json:
    """The method spreadsheets.batchUpdate."""
    before = ask.book(spreadsheet_id)
    book = before.copy()
    replies = batch.apply(book, ask.given.get("requests") or [], Edit(rules=ask.tx.rules))
    reply: Json = {"spreadsheetId": book.id, "replies": replies}
    if ask.given.get("includeSpreadsheetInResponse"):
        mask = child(ask.mask, "updatedSpreadsheet")
        if ask.mask is None or mask is not None:
            grid = _wants_grid(mask, flag=bool(ask.given.get("responseIncludeGridData")))
            # A request that is only rehearsed claims success, but the sheet it shows is as it was.
            shown = before if ask.tx.dry else book
            places = _places(shown, ask.given.get("responseRanges") or [])
            reply["updatedSpreadsheet"] = render.spreadsheet(shown, mask or {}, places, grid=grid)
    ask.tx.save(book)
    return reply


def get_metadata(ask: Ask, spreadsheet_id: str, number: str) -> Json:
    """The method developerMetadata.get; ApiError 404 also for a mark of another project."""
    if not re.fullmatch("-?[0-9]{1,10}", number):
        raise ApiError(f"Invalid value at 'metadata_id' (TYPE_INT32), \"{number}\"")
    for mark in lookup.visible(ask.book(spreadsheet_id)):
        if str(mark.id) == number:
            return lookup.resource(mark)
    raise not_found()


def search_metadata(ask: Ask, spreadsheet_id: str) -> Json:
    """The method developerMetadata.search."""
    return lookup.search(ask.book(spreadsheet_id), ask.given.get("dataFilters") or [])


def values_get(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.get."""
    return values.get(ask.book(spreadsheet_id), text, ask.look())


def values_batch_get(ask: Ask, spreadsheet_id: str) -> Json:
    """The method values.batchGet."""
    book = ask.book(spreadsheet_id)
    found = [values.get(book, text, ask.look()) for text in ask.given.get("ranges", [])]
    return {"spreadsheetId": book.id} | ({"valueRanges": found} if found else {})


def values_update(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.update."""
    book = ask.book(spreadsheet_id).copy()
    reply = values.update(book, text, ask.given, ask.given.get("valueInputOption"), ask.written())
    ask.tx.save(book)
    return reply


def values_append(ask: Ask, spreadsheet_id: str, text: str) -> Json:
    """The method values.append."""
    book = ask.book(spreadsheet_id).copy()
    insert = ask.given.get("insertDataOption", "OVERWRITE")
    reply = values.append(
        book, text, ask.given, ask.given.get("valueInputOption"), insert=insert, look=ask.written()
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
    for at, text in enumerate(ask.given.get("ranges") or []):
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
    reply = values.update_many(book, ask.given, ask.written())
    ask.tx.save(book)
    return reply
