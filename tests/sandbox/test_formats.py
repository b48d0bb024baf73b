"""Nothing that a cell may hold breaks a later reading: odd numbers, odd formats, old files."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_sync.sandbox import Reply, Sandbox
from ita_sync.sandbox.export import to_csv, to_xlsx
from ita_sync.sandbox.page import page
from tests.sandbox.talk import BOOK, ROOT, Json, Talk

USER = {"valueInputOption": "USER_ENTERED"}
RENDERS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
DATES = ("SERIAL_NUMBER", "FORMATTED_STRING")
KINDS = (
    *("NUMBER", "PERCENT", "CURRENCY", "DATE", "TIME", "DATE_TIME", "SCIENTIFIC", "TEXT"),
    "NUMBER_FORMAT_TYPE_UNSPECIFIED",
)
PATTERNS = (
    *(None, "", "0", "0.00", "#,##0.00", "0.00%", "#%", '"$"#,##0', "฿#,##0.00", "0.00E+00", "@"),
    *(
        "#.##",
        "00000",
        "#,##0.00;[Red]-#,##0.00",
        "0." + "0" * 400,
        "General",
        "x",
        '"',
        "%",
        "(?:",
    ),
    *("yyyy-mm-dd", "d mmm yyyy", "dddd, mmmm d", "h:mm:ss am/pm", "[h]:mm", "mm:ss.000", "\\d"),
)
NUMBERS = (
    *(0, -0.0, 1, -1, 0.1, -0.001, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-10, 1e-9),
    *(1e15, -1e15, 1e15 - 1, 1e22, 1e300, -1e300, 1.7976931348623157e308, -1.7976931348623157e308),
    *(812345678, -812345678, 2958465, 2958466, -693593, -693594, 60, 45000.999999999, 10**300),
    *(2**53 + 1, 123456789012345678, 99999999999.95, 0.49999999999999994),
)
TYPED = (
    *("1E400", "-1e999999999", "9" * 400, "9" * 400 + "%", "1e308%", "1e-400", "-0", "0.1e-320%"),
    *("$1e308", "$" + "9" * 400, "0001-01-01", "9999-12-31", "0000-01-01", "12/31/9999 23:59:59"),
    *(
        "Feb 30 2016",
        "Mar 1 0000",
        "=1e308*10",
        "=-1e308-1e308",
        "=1e400",
        "=0/0",
        "=1e-300*1e-300",
    ),
    *(
        "=" + "(" * 5000,
        "=" + "-" * 5000 + "1",
        "=" + '"' * 5001,
        "=",
        "'",
        "\u0e51",
        "1:99",
        "99:59",
    ),
    *(
        "=HYPERLINK(1e400)",
        '=HYPERLINK("", 1e999)',
        "6:00 " * 5000,
        "1," * 5000,
        "9" * 49_999 + "x",
    ),
)


def strict(text: str | bytes) -> Any:
    """JSON as the standard has it: no NaN, no Infinity."""

    def refuse(name: str) -> object:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


def read(talk: Talk, path: str, **query: str) -> Json:
    """A GET that must succeed, as strict JSON."""
    outcome = talk.box.handle("GET", ROOT + path, list(query.items()), None)
    assert isinstance(outcome, Reply)
    assert outcome.status == 200, outcome.body[:500]
    found: Json = strict(outcome.body)
    return found


def read_everything(talk: Talk, folder: Path, fields: str = "*") -> list[Json]:
    """The first tab in every way there is, and the cells of its grid data."""
    for render in RENDERS:
        for dates in DATES:
            options = {"valueRenderOption": render, "dateTimeRenderOption": dates}
            read(talk, "/values/Data", **options)
    whole = read(talk, "", fields=fields)
    json.dumps([talk.box.rows(BOOK, "Data"), talk.box.spreadsheet(BOOK)], allow_nan=False)
    book = talk.box.book(BOOK)
    to_csv(book, book.tabs[0], folder / "out.csv")
    to_xlsx(book, folder / "out.xlsx")
    openpyxl.load_workbook(folder / "out.xlsx")
    pages = -(-len(book.tabs[0].rows) // 200)
    assert all(page(talk.box, [("page", str(at + 1))])[0] == 200 for at in range(pages))
    (data,) = whole["sheets"][0]["data"]
    return [cell for row in data["rowData"] for cell in row.get("values", [])]


def formatted(kind: str | None, pattern: str | None, **value: object) -> Json:
    """A cell with a value and a number format."""
    form = {name: each for name, each in (("type", kind), ("pattern", pattern)) if each is not None}
    return {"userEnteredValue": value, "userEnteredFormat": {"numberFormat": form}}


def write(talk: Talk, rows: list[list[Json]]) -> None:
    """All of them from A1 on, into a grid that holds them."""
    grid = {"rowCount": len(rows) + 1, "columnCount": max(map(len, rows))}
    resize = {"properties": {"gridProperties": grid}, "fields": "gridProperties"}
    cells = {"start": {}, "rows": [{"values": row} for row in rows], "fields": "*"}
    talk.batch({"updateSheetProperties": resize}, {"updateCells": cells})


@pytest.mark.parametrize("seed", range(3))
def test_odd_values_in_odd_formats_are_read_in_every_way(
    talk: Talk, tmp_path: Path, seed: int
) -> None:
    """Thousands of them, as strict JSON, on the page and in both files; none is lost."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret

    def number() -> float:
        spread = rng.choice((3, 20, 300))
        drawn = rng.uniform(-10, 10) * 10.0 ** rng.randint(-spread, spread)
        return rng.choice((rng.choice(NUMBERS), drawn))

    def form() -> str | None:
        alphabet = '0#,.%E+-$฿ymdhs:/ amp"\\[]@?*'
        drawn = "".join(rng.choices(alphabet, k=rng.randint(1, 9)))
        return rng.choice((*PATTERNS, drawn, drawn))

    rows = [
        [formatted(rng.choice(KINDS), form(), numberValue=number()) for _ in range(20)]
        for _ in range(100)
    ]
    write(talk, rows)
    talk.put(
        "Data!A1:E100",
        [[rng.choice((rng.choice(TYPED), number())) for _ in range(5)] for _ in range(100)],
        **USER,
    )
    cells = read_everything(talk, tmp_path)
    assert len(cells) == 2000
    assert all(cell["formattedValue"] for cell in cells if "effectiveValue" in cell)


@pytest.mark.parametrize("number", [812345678, -812345678, 1e300, -693594, 2958466])
@pytest.mark.parametrize("kind", ["DATE", "TIME", "DATE_TIME"])
def test_a_number_outside_the_calendar_is_shown_plainly(
    talk: Talk, tmp_path: Path, kind: str, number: float
) -> None:
    """As without a format, whatever the pattern says."""
    talk.put("Data!B1", [[number]])
    write(
        talk,
        [
            [
                formatted(kind, None, numberValue=number),
                {"userEnteredValue": {"numberValue": number}},
            ]
        ],
    )
    dated, plain = read_everything(talk, tmp_path)[:2]
    assert dated["formattedValue"] == plain["formattedValue"]
    strings = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert read(talk, "/values/Data!A1", **strings)["values"] == [[plain["formattedValue"]]]


@pytest.mark.parametrize(
    ("pattern", "number", "shown"),
    [
        ("0.00%", 1e308, "1" + "0" * 310 + ".00%"),
        ("0.00%", -1e306, "-1" + "0" * 308 + ".00%"),
        ("0.00", -0.0, "0.00"),
        ("0.00E+00", -0.0, "0.00E+00"),
        ("0.00E+00", 5e-324, "4.94E-324"),
        ("#,##0", -1234.5, "-1,235"),
        ("#", 1234.5, "1235"),
        ("#.##", 1.5, "1.5"),
        ("0.##", 1.5, "1.5"),
        ("00000", 7, "00007"),
        ("0." + "0" * 400, 0.5, "0.5"),
        ('"ผ่าน"', 78.41, "ผ่าน"),
        ('0.00;"ต่ำ"', -78.41, "ต่ำ"),
        ('0.00"%"', 78.41, "78.41%"),
        (None, -0.0, "0"),
        (None, 5e-324, "4.940656458E-324"),
    ],
)
def test_number_formats_at_their_edges(
    talk: Talk, pattern: str | None, number: float, shown: str
) -> None:
    """A common pattern holds for huge, tiny and negative numbers; any other shows the number."""
    write(talk, [[formatted(pattern and "NUMBER", pattern, numberValue=number)]])
    assert talk.get("/values/Data!A1")["values"] == [[shown]]


def test_a_format_without_content_shows_nothing(talk: Talk, tmp_path: Path) -> None:
    """The number is still there for whoever calculates with it."""
    write(talk, [[formatted("NUMBER", ";;;", numberValue=78.41)]])
    fields = "sheets/data/rowData/values(formattedValue,effectiveValue)"
    cell = read_everything(talk, tmp_path, fields)[0]
    assert (cell["formattedValue"], cell["effectiveValue"]) == ("", {"numberValue": 78.41})


@pytest.mark.parametrize("typed", ["1E400", "-1e400", "9" * 400, "9" * 400 + "%", "$1e400"])
def test_a_number_that_no_cell_can_hold_stays_text(talk: Talk, typed: str) -> None:
    """Typed, it is kept as it was typed."""
    talk.put("Data!A1", [[typed]], **USER)
    assert read(talk, "/values/Data!A1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [
        [typed]
    ]


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1e306%", 1e304, "1" + "0" * 306 + "%"),
        ("1e308%", 1e306, "1" + "0" * 308 + "%"),
        ("0.00000000000000001%", 1e-19, "0.00%"),
        ("1.1%", 0.011, "1.10%"),
        ("7%", 0.07, "7%"),
    ],
)
def test_percentages_of_any_size(talk: Talk, typed: str, value: float, shown: str) -> None:
    """A hundredth of what was typed, neither infinite nor nothing."""
    talk.put("Data!A1", [[typed]], **USER)
    raw = read(talk, "/values/Data!A1", valueRenderOption="UNFORMATTED_VALUE")["values"]
    assert (raw, talk.get("/values/Data!A1")["values"]) == ([[value]], [[shown]])


@pytest.mark.parametrize(
    ("typed", "day", "shown"),
    [
        ("Mar 1 2016", 42430, "Mar 1 2016"),
        ("Mar 1, 2016", 42430, "Mar 1, 2016"),
        ("march 1 2016", 42430, "March 1 2016"),
        ("September 30, 2023", 45199, "September 30, 2023"),
        ("DEC 31 1899", 1, "Dec 31 1899"),
        ("May 5 2016 18:00", 42495.75, "May 5 2016 18:00:00"),
        ("Mar 32 2016", "Mar 32 2016", "Mar 32 2016"),
        ("Marc 1 2016", "Marc 1 2016", "Marc 1 2016"),
        ("1 2016", "1 2016", "1 2016"),
        ("6:00 6:00 6:00", "6:00 6:00 6:00", "6:00 6:00 6:00"),
    ],
)
def test_months_typed_by_name(talk: Talk, typed: str, day: object, shown: str) -> None:
    """Source: "Mar 1 2016" becomes a date, in the reference of ValueInputOption."""
    talk.put("Data!A1", [[typed]], **USER)
    raw = talk.get("/values/Data!A1", valueRenderOption="UNFORMATTED_VALUE")["values"]
    assert (raw, talk.get("/values/Data!A1")["values"]) == ([[day]], [[shown]])


@pytest.mark.parametrize("lost", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("form", [None, "DATE", "PERCENT"])
def test_an_old_file_with_a_number_that_json_does_not_have(
    box: Sandbox, tmp_path: Path, lost: str, form: str | None
) -> None:
    """It shows an error value; the rest of the cell and of the file is as it was."""
    style = {"padding": {"top": 0}} | ({"numberFormat": {"type": form}} if form else {})
    cell = {"userEnteredValue": {"numberValue": 0}, "userEnteredFormat": style}
    body = "[" + ", ".join([lost, json.dumps(cell).replace("0", lost), '"NaN"']) + "]"
    with closing(sqlite3.connect(box.path)) as db, db:
        db.execute("UPDATE row SET body = ? WHERE body LIKE '%score%'", (body,))
        db.execute("UPDATE spreadsheet SET head = replace(head, '1000', ?)", (f'1000,"x":{lost}',))
    talk = Talk(Sandbox(box.path))
    for cells in (read_everything(talk, tmp_path)[:3], read_everything(talk, tmp_path)[:3]):
        assert [each["formattedValue"] for each in cells] == ["#NUM!", "#NUM!", "NaN"]
        assert cells[0]["effectiveValue"]["errorValue"]["type"] == "NUM"
        assert cells[1]["userEnteredFormat"]["padding"] == {}
        for render in RENDERS:
            row = read(talk, "/values/Data!A1:C1", valueRenderOption=render)["values"][0]
            assert [str(each)[:5] for each in row] == ["#NUM!", "#NUM!", "NaN"]
        talk.put("Data!D1", [["kept"]])
    assert talk.rows()[1:] == [["a", "one", 1], ["b", "two", 2]]


def test_odd_formats_of_old_files_are_passed_over(box: Sandbox, tmp_path: Path) -> None:
    """What stands where a format should is no format."""
    odd: list[object] = [None, 5, "x", [], {"numberFormat": None}, {"numberFormat": "x"}]
    odd += [{"numberFormat": {"type": [], "pattern": 5}}, {"numberFormat": {"pattern": ["x"]}}]
    odd += [{"textFormat": each} for each in (None, "x", {"link": None}, {"link": {"uri": 5}})]
    body = json.dumps(
        [{"userEnteredValue": {"numberValue": 5}, "userEnteredFormat": each} for each in odd]
    )
    with closing(sqlite3.connect(box.path)) as db, db:
        db.execute("UPDATE row SET body = ?", (body,))
    shown = "sheets.data.rowData.values(formattedValue,effectiveValue,hyperlink)"
    cells = read_everything(Talk(Sandbox(box.path)), tmp_path, shown)
    assert {cell["formattedValue"] for cell in cells} == {"5"}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400, -(10**400)])
def test_a_number_beyond_double_precision_is_refused(box: Sandbox, number: float) -> None:
    """Also where no request brings it."""
    with pytest.raises(Exception, match="cannot hold") as refusal:
        box.ensure("new", "New", [{"title": "x", "rows": [[number]]}])
    assert type(refusal.value).__name__ == "ApiError"
    assert box.books() == [BOOK]
