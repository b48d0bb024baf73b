"""The practice sheet's own commands: export, reset, and a help that says what is not imitated."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from ita_sync.errors import Exit
from ita_sync.i18n import translate
from ita_sync.sandbox import LIMITS, Fault, Sandbox
from ita_sync.settings import SANDBOX
from tests.cli.conftest import REPORT, SIGN, Cli

TAB = "ITA 2566"
NOTICE = "SANDBOX: nothing was sent to NACC."


class Terminal(io.StringIO):
    """A person's answer."""

    def isatty(self) -> bool:
        """A person is there."""
        return True


def box(desk: Path) -> Sandbox:
    """The practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


@pytest.fixture
def pushed(cli: Cli, desk: Path) -> Path:
    """The desk after a row was pushed."""
    assert cli(*SIGN).code == 0
    assert cli("push", REPORT).code == 0
    return desk


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
        f"Tab {TAB}: 1 rows",
        f"1 texts were changed to what Excel can hold: '{TAB}'!A1",
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
        f"The file {Path('none/a.xlsx')} cannot be written: No such file or directory",
        "No file was written; one that stood there is as it was.",
        (
            "→ Choose a folder that can be written, and close the file where another program has it "
            "open."
        ),
    ]
    (desk / "folder.csv").mkdir()
    assert cli("sandbox", "export", "folder.csv", "--force").code == Exit.CONFIG


def test_an_export_is_no_call(cli: Cli, pushed: Path) -> None:
    """Neither faults nor call log know of it."""
    calls = box(pushed).calls()
    box(pushed).fault(Fault("http-503", match="any"))
    assert cli("sandbox", "export", "a.xlsx").code == Exit.OK
    assert (box(pushed).calls(), len(box(pushed).faults())) == (calls, 1)


def test_reset_begins_anew(cli: Cli, pushed: Path) -> None:
    """It says what is lost; then the same report is pushed again as if for the first time."""
    box(pushed).fault(Fault("http-503", match="read"))
    ran = cli("sandbox", "reset", "--yes")
    assert (ran.code, ran.err) == (Exit.OK, NOTICE + "\n")
    assert ran.out.splitlines() == [
        "This will be lost:",
        f"  Spreadsheet sandbox, tab {TAB}: 3 rows",
        "The practice sheet is as new.",
    ]
    assert len(box(pushed).rows(SANDBOX, TAB)) == 2
    assert (box(pushed).calls(), box(pushed).faults()) == ([], [])
    assert cli("verify").code == Exit.OK
    assert cli("push", REPORT).out.startswith("Written: 5360601 / 2566 stands in row 3")


def test_reset_as_json_is_one_document(cli: Cli, pushed: Path) -> None:
    """All spreadsheets of the box are named."""
    box(pushed).ensure("second", "Second", [{"title": "T", "rows": [[1]]}])
    document = cli("sandbox", "reset", "--yes", "--json").document()
    assert {name: document[name] for name in ("command", "exit", "sandbox", "reset", "lost")} == {
        "command": "sandbox reset",
        "exit": 0,
        "sandbox": True,
        "reset": True,
        "lost": {"sandbox": {TAB: 3}, "second": {"T": 1}},
    }
    assert box(pushed).books() == [SANDBOX]


def test_without_a_terminal_reset_does_not_wait_for_an_answer(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron would hang for ever."""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ran = cli("sandbox", "reset")
    assert ran.code == Exit.USAGE
    assert "nobody can be asked here; --yes goes without asking" in ran.err
    assert len(box(pushed).rows(SANDBOX, TAB)) == 3


@pytest.mark.parametrize(("answer", "rows"), [("y\n", 2), ("n\n", 3), ("\n", 3)])
def test_reset_asks_first(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch, answer: str, rows: int
) -> None:
    """Anything but a yes leaves all as it was."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    ran = cli("sandbox", "reset", "--json")
    assert ran.code == (Exit.OK if rows == 2 else Exit.INTERRUPTED)
    assert "Begin anew? (y = yes, n = no) [y/N]:" in ran.err
    assert ran.document()["reset"] is (rows == 2)
    assert len(box(pushed).rows(SANDBOX, TAB)) == rows


def test_a_tab_configured_by_number_keeps_it(cli: Cli, desk: Path) -> None:
    """Or the configuration would no longer find it."""
    config = (Path(__file__).parents[2] / "config" / "ita-sync.toml").read_text("utf-8")
    assert f'tab = "{TAB}"' in config
    (desk / "gid.toml").write_text(config.replace(f'tab = "{TAB}"', "gid = 7"), "utf-8")
    assert cli("sandbox", "reset", "--yes", "--config", "gid.toml").code == Exit.OK
    sheets = box(desk).spreadsheet(SANDBOX)["sheets"]
    assert [(each["properties"]["sheetId"], each["properties"]["title"]) for each in sheets] == [
        (7, "ITA")
    ]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_help_says_what_the_sandbox_does_not_imitate(cli: Cli, lang: str) -> None:
    """Every limit, in the reader's language."""
    shown = cli("sandbox", "--help", "--lang", lang).out.splitlines()
    assert shown[-len(LIMITS) :] == [
        f"  - {translate(limit, 'th' if lang == 'th' else 'en')}" for limit in LIMITS
    ]
