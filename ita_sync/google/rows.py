"""What is written into a tab: a blank row, and typed cells under their headers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ita_sync.google import shares
from ita_sync.row import Cell

Json = dict[str, Any]

_COLOURS = ("foregroundColor", "foregroundColorStyle")  # of a text; the others are of its cell
_LOOK = ",".join(
    f"userEnteredFormat.{part}"
    for part in (
        *("numberFormat", "backgroundColor", "backgroundColorStyle", "textFormat.strikethrough"),
        *(f"textFormat.{colour}" for colour in _COLOURS),
    )
)
_WRITTEN = "userEnteredValue,userEnteredFormat.textFormat.link,userEnteredFormat.numberFormat"
_FILLED = f"userEnteredValue,userEnteredFormat.textFormat.link,{_LOOK}"


def insert_rows(sheet_id: int, row: int, count: int = 1, *, inherit: bool) -> Json:
    """Return the request that inserts blank rows at 0-based `row`, so nothing is overwritten."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": inherit}}


def fill_rows(
    sheet_id: int,
    row: int,
    filled: Sequence[Mapping[int, Cell]],
    looks: Mapping[int, Json] | None = None,
) -> list[Json]:
    """Return the requests that fill neighbouring rows, one for each run of neighbouring columns.

    Numbers, colours and lines through the text look as `looks` has it, whatever the rows have
    taken over from their neighbour.

    Args:
        sheet_id: Google's number for the tab.
        row: the first one, 0-based.
        filled: of each row its cells by 0-based column, the same columns in each; those in between
            keep their values.
        looks: by column, also of columns that are not filled: number format and colours.
    """
    looks = looks or {}
    others = looks.keys() - filled[0].keys()
    requests = []
    for run in _runs(filled[0]):
        rows = [[_cell(cells[c], looks.get(c, {})) for c in run] for cells in filled]
        requests.append(_update(sheet_id, row, run[0], rows, _FILLED))
    for run in _runs(others):
        rows = [[_formatted(looks[c]) for c in run]] * len(filled)
        requests.append(_update(sheet_id, row, run[0], rows, _LOOK))
    return requests


def delete_row(sheet_id: int, row: int) -> Json:
    """Return the request that takes a 0-based row away."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    return {"deleteDimension": {"range": span}}


def write_cells(
    sheet_id: int, row: int, cells: Mapping[int, Cell], formats: Mapping[int, Json]
) -> list[Json]:
    """Return the requests that write cells of a row that exists; its colours stay as they are.

    Args:
        sheet_id: Google's number for the tab.
        row: 0-based.
        cells: by 0-based column; a blank one is emptied.
        formats: the number format that a cell is to have, by column.
    """
    looks = {column: {"numberFormat": form} for column, form in formats.items()}
    return [
        _update(sheet_id, row, run[0], [[_cell(cells[c], looks.get(c, {})) for c in run]], _WRITTEN)
        for run in _runs(cells)
    ]


def values_in(requests: Iterable[Json]) -> list[tuple[int, int, list[Json | None]]]:
    """Return what requests write and where, in the order of the sheet, whatever it looks like.

    Row, first column, values. So rows that were planned one by one, or by 0.1.0 without looks,
    compare with ours.
    """
    found = []
    for update in (request["updateCells"] for request in requests if "updateCells" in request):
        if update["fields"].startswith("userEnteredValue"):
            row, column = update["start"]["rowIndex"], update["start"]["columnIndex"]
            for down, line in enumerate(update["rows"]):
                values = [cell.get("userEnteredValue") for cell in line["values"]]
                found.append((row + down, column, values))
    return sorted(found, key=lambda each: each[:2])


def _update(sheet_id: int, row: int, column: int, rows: Sequence[list[Json]], fields: str) -> Json:
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    lines = [{"values": values} for values in rows]
    return {"updateCells": {"start": start, "rows": lines, "fields": fields}}


def _runs(columns: Iterable[int]) -> Iterator[list[int]]:
    """Yield the runs of neighbouring columns."""
    run: list[int] = []
    for column in sorted(columns):
        if run and run[-1] != column - 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def _cell(cell: Cell, look: Json) -> Json:
    """Return a typed cell: text stays text whatever it looks like, nothing becomes a formula."""
    if cell.value is None:
        return _formatted(look)
    if isinstance(cell.value, Decimal):
        number = shares.sent(cell.value, look.get("numberFormat", {}))
        return {"userEnteredValue": {"numberValue": number}} | _formatted(look)
    link = {"link": {"uri": cell.value}} if cell.type == "link" else {}
    return {"userEnteredValue": {"stringValue": cell.value}} | _formatted(look, link)


def _formatted(look: Json, link: Json | None = None) -> Json:
    of_text = {part: look[part] for part in _COLOURS if part in look} | (link or {})
    form = {part: each for part, each in look.items() if part not in _COLOURS}
    form |= {"textFormat": of_text} if of_text else {}
    return {"userEnteredFormat": form} if form else {}
