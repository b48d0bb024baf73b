"""The practice sheet as a file: types survive, nothing runs, and a file is whole or not there."""

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pytest

from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.export import Exported, to_csv, to_xlsx
from ita_sync.sandbox.workbook import LONGEST_TEXT, holdable, sheet_names
from tests.sandbox.talk import BOOK, Json, Talk


def csv_of(box: Sandbox, folder: Path) -> tuple[Exported, bytes]:
    """What an export of the first tab says and writes."""
    book, path = box.book(BOOK), folder / "out.csv"
    return to_csv(book, book.tabs[0], path), path.read_bytes()


def xlsx_of(box: Sandbox, folder: Path) -> tuple[Exported, openpyxl.Workbook]:
    """What an export says, and the workbook as it is read back."""
    path = folder / "out.xlsx"
    return to_xlsx(box.book(BOOK), path), openpyxl.load_workbook(path)


def put(talk: Talk, *cells: Json) -> None:
    """Typed cells in row 2, with everything they carry."""
    put_at(talk, 1, *cells)


def put_at(talk: Talk, row: int, *cells: Json) -> None:
    """The same in another row; the first is 0."""
    fields = "userEnteredValue,userEnteredFormat"
    talk.batch(
        {
            "updateCells": {
                "start": {"rowIndex": row},
                "rows": [{"values": list(cells)}],
                "fields": fields,
            }
        }
    )


def test_a_workbook_keeps_types(talk: Talk, tmp_path: Path) -> None:
    """A text that looks like a formula, a number or an error is a text; formulas are formulas."""
    talk.batch({"appendDimension": {"dimension": "COLUMNS", "length": 8}})
    put(
        talk,
        {"userEnteredValue": {"stringValue": "=1+1"}},
        {"userEnteredValue": {"formulaValue": "=A1&A2"}},
        {"userEnteredValue": {"stringValue": "007"}},
        {"userEnteredValue": {"numberValue": 7}},
        {"userEnteredValue": {"numberValue": 0.5}},
        {"userEnteredValue": {"boolValue": False}},
        {},
        {"userEnteredValue": {"stringValue": "#N/A"}},
        {"userEnteredValue": {"stringValue": "ก\nข"}},
    )
    done, workbook = xlsx_of(talk.box, tmp_path)
    names = {"Data": "Data", "Other": "Other"}
    assert done == Exported({"Data": 3, "Other": 0}, [], names, ["Data!B2"])
    assert workbook.sheetnames == ["Data", "Other"]
    assert [(cell.value, cell.data_type) for cell in workbook["Data"][2]] == [
        ("=1+1", "s"),
        ("=A1&A2", "f"),
        ("007", "s"),
        (7, "n"),
        (0.5, "n"),
        (False, "b"),
        (None, "n"),
        ("#N/A", "s"),
        ("ก\nข", "s"),
    ]
    assert [cell.quotePrefix for cell in workbook["Data"][2]] == [True] + [False] * 8
    assert workbook.properties.creator == "ita-sync"


def test_links_and_formats_go_along(talk: Talk, tmp_path: Path) -> None:
    """Links to the web only; number formats that mean the same in Excel only."""

    def link(uri: str) -> Json:
        return {
            "userEnteredValue": {"stringValue": "x"},
            "userEnteredFormat": {"textFormat": {"link": {"uri": uri}}},
        }

    def number(kind: str, pattern: str) -> Json:
        form = {"numberFormat": {"type": kind, "pattern": pattern}}
        return {"userEnteredValue": {"numberValue": 45_000}, "userEnteredFormat": form}

    talk.batch({"appendDimension": {"dimension": "COLUMNS", "length": 3}})
    put(
        talk,
        link("https://example.org/?a=1&b=2"),
        link("javascript:alert(1)"),
        link("https://example.org/" + "x" * 3000),
        number("DATE", "d/m/yyyy"),
        number("TIME", "h:mm:ss am/pm"),
        number("NUMBER", "[broken;;;"),
        number("PERCENT", "0.00%"),
    )
    row = xlsx_of(talk.box, tmp_path)[1]["Data"][2]
    assert [cell.hyperlink and cell.hyperlink.target for cell in row[:3]] == [
        "https://example.org/?a=1&b=2",
        None,
        None,
    ]
    assert [cell.value for cell in row[:3]] == ["x", "x", "x"]
    assert [cell.number_format for cell in row[3:]] == [
        "d/m/yyyy",
        "h:mm:ss AM/PM",
        "General",
        "0.00%",
    ]


def test_what_is_hidden_stays_hidden(talk: Talk, tmp_path: Path) -> None:
    """Tabs, rows by hand and by filter, columns; the first visible tab is the one that opens."""
    hide = {"properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    shut = {
        "range": {"startRowIndex": 0, "endRowIndex": 3},
        "criteria": {"1": {"hiddenValues": ["two"]}},
    }
    talk.batch(
        {
            "updateDimensionProperties": {
                "range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}
            }
            | hide
        },
        {
            "updateDimensionProperties": {
                "range": {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
            }
            | hide
        },
        {"setBasicFilter": {"filter": shut}},
        {
            "updateSheetProperties": {
                "properties": {"hidden": True, "gridProperties": {"frozenRowCount": 2}},
                "fields": "hidden,gridProperties.frozenRowCount",
            }
        },
    )
    workbook = xlsx_of(talk.box, tmp_path)[1]
    data = workbook["Data"]
    assert {sheet.title: sheet.sheet_state for sheet in workbook.worksheets} == {
        "Data": "hidden",
        "Other": "visible",
    }
    assert [at for at, row in data.row_dimensions.items() if row.hidden] == [2, 3]
    assert [name for name, column in data.column_dimensions.items() if column.hidden] == ["C"]
    assert data.freeze_panes == "A3"
    assert workbook.active is workbook["Other"]


def test_what_excel_cannot_hold_is_changed_and_named(talk: Talk, tmp_path: Path) -> None:
    """Control characters, and texts longer than a cell; ends of lines are no loss."""
    put(
        talk,
        {"userEnteredValue": {"stringValue": "a\x00\x0bb"}},
        {"userEnteredValue": {"stringValue": "x" * (LONGEST_TEXT + 1)}},
        {"userEnteredValue": {"stringValue": "one\r\ntwo\rthree"}},
    )
    done, workbook = xlsx_of(talk.box, tmp_path)
    assert done.altered == ["Data!A2", "Data!B2"]
    assert [cell.value for cell in workbook["Data"][2]] == [
        "a\ufffd\ufffdb",
        "x" * LONGEST_TEXT,
        "one\ntwo\nthree",
    ]
    assert holdable("\ud800\uffff\t") == "\ufffd\ufffd\t"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["ITA 2566", "ข้อมูล"], ["ITA 2566", "ข้อมูล"]),
        (["a/b", "a\\b", "A:B", "[a]?*"], ["a_b", "a_b (2)", "A_B (3)", "_a___"]),
        (["x" * 40, "x" * 41, "x" * 31], ["x" * 31, "x" * 27 + " (2)", "x" * 27 + " (3)"]),
        (["😀" * 20], ["😀" * 15]),
        (["'quoted'", "''", "History", "a\x01b"], ["quoted", "Sheet", "History (2)", "a_b"]),
        (["x" * 30 + "'y"], ["x" * 30]),
    ],
)
def test_names_of_tabs_are_such_as_excel_takes(titles: list[str], names: list[str]) -> None:
    """Short enough, without forbidden characters, no two differing by case alone."""
    assert sheet_names(titles) == dict(zip(titles, names, strict=True))


def test_csv_is_what_is_shown_and_runs_nothing(talk: Talk, tmp_path: Path) -> None:
    """With a byte order mark for Excel, rows of one width, an apostrophe where a text would run."""
    talk.put("Data!A2:C3", [["=1+1", "-", 'ก"ข\nค'], [True, None, None]])
    talk.put("Data!B3:C3", [["=NOW()", "-5%"]], valueInputOption="USER_ENTERED")
    done, data = csv_of(talk.box, tmp_path)
    assert done == Exported({"Data": 3}, ["Data!A2", "Data!B3"], {})
    assert data.startswith(b"\xef\xbb\xbfid,name,score\r\n")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["id", "name", "score"],
        ["'=1+1", "-", 'ก"ข\nค'],
        ["TRUE", "'=NOW()", talk.get("/values/Data!C3")["values"][0][0]],
    ]


def test_no_cell_of_a_csv_file_begins_a_formula(talk: Talk, tmp_path: Path) -> None:
    """However it is written: after what nobody sees, full-width, on a line of its own, as a format.

    A plain number is one, whatever its sign.
    """
    texts = ["\u200b=1", " +1+1", "＝1", "ก\n=1", "\u2800@x"]
    talk.put("Data!A2:C3", [texts[:3], [*texts[3:], None]])
    literal = {"numberFormat": {"type": "NUMBER", "pattern": '"=cmd"0'}}
    talk.batch({"appendDimension": {"dimension": "ROWS", "length": 2}})
    put_at(
        talk,
        3,
        {"userEnteredValue": {"numberValue": 7}, "userEnteredFormat": literal},
        {"userEnteredValue": {"numberValue": -1.5}},
        {"userEnteredValue": {"formulaValue": '="=1+1"'}},
    )
    done, data = csv_of(talk.box, tmp_path)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1:4] == [
        ["'\u200b=1", "' +1+1", "'＝1"],
        ["ก\n'=1", "'\u2800@x", "2"],
        ["'=cmd7", "-1.5", "'=1+1"],
    ]
    cells = ["A2", "B2", "C2", "A3", "B3", "A4", "C4"]
    assert done.altered == [f"Data!{cell}" for cell in cells]


def test_an_empty_tab_is_an_empty_file(box: Sandbox, tmp_path: Path) -> None:
    """No row, no mistake."""
    book, path = box.book(BOOK), tmp_path / "empty.csv"
    assert to_csv(book, book.tabs[1], path) == Exported({"Other": 0}, [], {})
    assert path.read_bytes().decode("utf-8-sig") == ""


def test_a_failed_export_leaves_what_was_there(box: Sandbox, tmp_path: Path) -> None:
    """The name is taken by a folder: nothing is left half written, nothing is lost."""
    folder = tmp_path / "out.xlsx"
    folder.mkdir()
    (folder / "kept").touch()
    with pytest.raises(OSError, match=r"directory|denied"):
        to_xlsx(box.book(BOOK), folder)
    with pytest.raises(FileNotFoundError):
        to_xlsx(box.book(BOOK), tmp_path / "none" / "out.xlsx")
    assert sorted(each.name for each in tmp_path.rglob("*") if "sqlite" not in each.name) == [
        "kept",
        "out.xlsx",
    ]


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps an open file from being replaced"
)
def test_an_export_replaces_a_file_at_once(box: Sandbox, tmp_path: Path) -> None:
    """Whoever has the old file open keeps the old file whole."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with path.open("rb") as held:
        book = box.book(BOOK)
        to_csv(book, book.tabs[0], path)
        assert held.read() == b"old"
    assert path.read_bytes().decode("utf-8-sig").splitlines() == [
        "id,name,score",
        "a,one,1",
        "b,two,2",
    ]
