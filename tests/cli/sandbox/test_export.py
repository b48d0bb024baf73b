"""`sandbox export`: what goes into the file, and what is refused."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from ita_sync.settings import SANDBOX
from tests.cli.conftest import Cli
from tests.cli.sandbox.conftest import NOTICE, TAB, box


def test_export_to_a_workbook(cli: Cli, pushed: Path) -> None:
    """Every tab, typed, and says what it wrote."""
    ran = cli("sandbox", "export", "practice.xlsx")
    assert (ran.code, ran.err) == (Exit.OK, NOTICE + "\n")
    assert ran.out.splitlines() == [f"Tab {TAB}: 3 rows", "Exported to practice.xlsx"]
    (sheet,) = openpyxl.load_workbook(pushed / "practice.xlsx").worksheets
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert sheet.title == TAB
    assert rows[1:] == box(pushed).rows(SANDBOX, TAB)[1:]
    assert isinstance(rows[2][0], str)
    assert isinstance(rows[2][8], float)


def test_export_to_csv(cli: Cli, pushed: Path) -> None:
    """The first tab, or the one that is named; as one JSON document."""
    document = cli("sandbox", "export", "practice.CSV", "--json").document()
    assert {
        name: document[name]
        for name in ("command", "exit", "sandbox", "file", "rows", "names", "altered")
    } == {
        "command": "sandbox export",
        "exit": 0,
        "sandbox": True,
        "file": "practice.CSV",
        "rows": {TAB: 3},
        "names": {},
        "altered": [],
    }
    text = (pushed / "practice.CSV").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[2][0] == "5360601"
    other: list[dict[str, object]] = [
        {"title": "x" * 40, "rows": [["=1", "-a"], ["@b"] * 5]},
        {"title": "b", "rows": []},
    ]
    box(pushed).reset()
    box(pushed).ensure(SANDBOX, "Other", other)
    assert cli("sandbox", "export", "b.csv", "--tab", "b").out.splitlines() == [
        "Tab b: 0 rows",
        "Exported to b.csv",
    ]
    title = "x" * 40
    places = ", ".join([*(f"{title}!{cell}" for cell in ("A1", "B1", "A2", "B2", "C2")), "…"])
    assert cli("sandbox", "export", "a.csv").out.splitlines() == [
        f"Tab {title}: 2 rows",
        f"7 texts got an apostrophe in front, or Excel would run them: {places}",
        "Exported to a.csv",
    ]
    assert cli("sandbox", "export", "a.xlsx").out.splitlines() == [
        f"Tab {title}: 2 rows",
        "Tab b: 0 rows",
        f"Tab {title} is called {'x' * 31} in the file: Excel does not take its title.",
        "Exported to a.xlsx",
    ]


def test_texts_that_excel_cannot_hold_are_counted(cli: Cli, desk: Path) -> None:
    """Nothing is changed in silence."""
    box(desk).ensure(SANDBOX, "Other", [{"title": TAB, "rows": [["a\x00"]]}])
    assert cli("sandbox", "export", "a.xlsx").out.splitlines() == [
        f"Tab {TAB}: 1 row",
        f"1 text was changed to what Excel can hold: '{TAB}'!A1",
        "Exported to a.xlsx",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("practice.ods",), "practice.ods ends neither in .xlsx nor in .csv"),
        (("practice",), "practice ends neither in .xlsx nor in .csv"),
        (("a.xlsx", "--tab", TAB), "--tab goes with a .csv file; a workbook gets every tab"),
        (("a.csv", "--tab", "none"), f"there is no tab none; there are: {TAB}"),
        (("there.csv",), "there.csv exists; --force overwrites it"),
        (("there.xlsx",), "there.xlsx exists; --force overwrites it"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    cli: Cli, desk: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, and no file is touched."""
    for name in ("there.csv", "there.xlsx"):
        (desk / name).write_text("kept", "utf-8")
    before = sorted(desk.iterdir())
    ran = cli("sandbox", "export", *arguments)
    assert ran.code == Exit.USAGE
    assert said in ran.err
    assert sorted(desk.iterdir()) == before
    assert (
        (desk / "there.csv").read_text("utf-8")
        == (desk / "there.xlsx").read_text("utf-8")
        == "kept"
    )


def test_force_overwrites(cli: Cli, desk: Path) -> None:
    """When a person says so."""
    (desk / "there.csv").write_text("old", "utf-8")
    assert cli("sandbox", "export", "there.csv", "--force").code == Exit.OK
    assert (desk / "there.csv").read_text("utf-8-sig").startswith("Practice sheet (sandbox)")


def test_a_place_that_cannot_be_written_is_exit_4(cli: Cli, desk: Path) -> None:
    """What happened, what was written, what next."""
    ran = cli("sandbox", "export", str(Path("none/a.xlsx")))
    assert ran.code == Exit.CONFIG
    assert ran.err.splitlines() == [
        f"The file {Path('none/a.xlsx')} cannot be written: there is no such file or folder",
        "No file was written; one that was there is as it was.",
        (
            "→ Choose a folder that can be written, and close the file where another program has it"
            " open."
        ),
    ]
    (desk / "folder.csv").mkdir()
    assert cli("sandbox", "export", "folder.csv", "--force").code == Exit.USAGE


def test_an_export_is_no_call(cli: Cli, pushed: Path) -> None:
    """Neither faults nor call log know of it."""
    calls = box(pushed).calls()
    box(pushed).fault(Fault("http-503", match="any"))
    assert cli("sandbox", "export", "a.xlsx").code == Exit.OK
    assert (box(pushed).calls(), len(box(pushed).faults())) == (calls, 1)
