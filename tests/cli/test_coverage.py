"""`coverage`: what it prints and writes, how it ends, and that it leaves everything as it was."""

import csv
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from tests.cli.conftest import Cli, impatient, own_config, sandbox
from tests.monitor.coverage.drawn_province import planted, row_of
from tests.monitor.coverage.test_cover import ONE

CONFIG = Path("config") / "ita-sync.toml"


def sheet(desk: Path, *rows: list[Any], title: str = "ITA 2566") -> None:
    """Fill the practice sheet."""
    headers = [column.header for column in settings.load(desk / CONFIG).columns]
    (desk.parent / "state").mkdir(exist_ok=True)
    box = sandbox(desk)
    box.ensure("sandbox", "ITA", [{"title": title, "rows": [["แบบสรุป"], headers, *rows]}])


def cells(desk: Path, values: dict[str, Any]) -> list[Any]:
    """Return a row by the configured columns."""
    columns = settings.load(desk / CONFIG).columns
    return [values.get(column.field or "", "") for column in columns]


@pytest.fixture
def office(desk: Path) -> Path:
    """Return a desk with a configuration of its own and two agencies in `list.csv`; one is in."""
    own_config(desk)
    sheet(desk, cells(desk, row_of(ONE)))
    return desk


def test_who_is_missing_is_said_with_what_to_do(cli: Cli, office: Path) -> None:
    """Counts first, then each district, then the steps."""
    assert cli("agencies", "import", "list.csv").code == 0
    ran = cli("coverage")
    assert ran.code == Exit.FINDINGS
    lines = ran.out.splitlines()
    assert re.fullmatch(r"Fiscal year 2566, tab ITA 2566, looked at .* \(Thai time\)", lines[0])
    assert lines[1:] == [
        "ชัยภูมิ: 1 of 2 agencies complete",
        "  Missing: 1",
        "  Complete: 1",
        "",
        "จัตุรัส: 1 of 2 agencies complete",
        "  Missing: เทศบาลตำบลหนองบัวโคก (5360602). No row names it",
        "",
        "What to do",
        "  Missing: Ask the agency to hand in its report: nothing of it is in the sheet.",
    ]
    assert ran.err == "SANDBOX: nothing was sent to NACC.\n"
    thai = cli("coverage", "--lang", "th")
    assert "ครบถ้วน 1 จาก 2 หน่วยงาน" in thai.out
    assert not re.search("[a-z]{4}", thai.out)


def test_all_complete_is_exit_0_and_is_said(cli: Cli, office: Path) -> None:
    """It is a report: it prints always, also where nobody watches."""
    ran = cli("coverage", "--agencies", "list.csv", "--district", "จัตุรัส")
    assert ran.code == Exit.FINDINGS
    (office / "one.csv").write_text(
        "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n", "utf-8"
    )
    ran = cli("coverage", "--agencies", "one.csv")
    assert (ran.code, ran.out.splitlines()[-1]) == (Exit.OK, "จัตุรัส: 1 of 1 agencies complete")


def test_one_read_no_write_no_lock_no_journal(cli: Cli, office: Path) -> None:
    """Every file is as it was, but for the practice sheet's own log of calls."""

    def files() -> dict[str, str]:
        paths = [path for path in office.parent.rglob("*") if path.is_file()]
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in paths
            if not path.name.startswith("sandbox.sqlite")
        }

    before = files()
    assert cli("coverage", "--agencies", "list.csv").code == Exit.FINDINGS
    assert [(call.method, call.write) for call in sandbox(office).calls()] == [("GET", False)]
    assert files() == before


def test_a_province_with_planted_faults(cli: Cli, desk: Path) -> None:
    """JSON has each agency's state, and the counts of what was planted."""
    truth = planted(7)
    own_config(desk)
    columns = settings.load(desk / CONFIG).columns
    (desk.parent / "state").mkdir()
    tab = {"title": "ITA 2566", "rows": truth.grid(columns)}
    sandbox(desk).ensure("sandbox", "ITA", [tab])
    with (desk / "lao.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["รหัส อปท.", "ประเภท", "ชื่อ", "อำเภอ", "จังหวัด"])
        table.writerows((a.code, a.type, a.name, a.district, a.province) for a in truth.agencies)
    ran = cli("coverage", "--agencies", "lao.csv", "--json", "--csv", "a.csv", "--html", "a.html")
    document = ran.document()
    assert (ran.code, document["exit"], document["total"]) == (1, 1, 143)
    states = {agency["code"]: agency["presence"] for agency in document["agencies"]}
    assert states == {code: str(state) for code, state in truth.states.items()}
    assert document["counts"] == {
        state: list(states.values()).count(state) for state in document["counts"]
    }
    assert {row["rows"][0] - 3: row["presence"] for row in document["rows"]} == truth.strays
    assert document["written"] == ["a.csv", "a.html"]
    for found in (found for agency in document["agencies"] for found in agency["found"]):
        assert {"th", "en"} == found["what"].keys() == found["next"].keys()
    with (desk / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert {line[0] for line in lines[1:] if line[0]} == set(states)
    assert "143" in (desk / "a.html").read_text("utf-8")


def test_links_are_opened_on_request(cli: Cli, desk: Path) -> None:
    """As a stranger would: a private address is told, and not asked."""
    own_config(desk)
    sheet(desk, cells(desk, row_of(ONE) | {"url": "http://127.0.0.1:9/ita"}))
    asked = ("coverage", "--agencies", "list.csv")
    assert "Link" not in cli(*asked).out
    ran = cli(*asked, "--online")
    assert "Link does not open: เทศบาลตำบลจัตุรัส (5360601). Row 3: 127.0.0.1 has" in ran.out


# refusals


def test_without_a_list_or_a_column_it_is_exit_4(cli: Cli, office: Path) -> None:
    """And what to do; a list that is none, likewise."""
    ran = cli("coverage")
    assert ran.code == Exit.CONFIG
    assert "ita-sync agencies import FILE" in ran.err
    assert cli("coverage", "--agencies", "none.csv").code == Exit.CONFIG
    text = (office / CONFIG).read_text("utf-8")
    for field in ("agency.code", "agency.full_name"):
        text = text.replace(f'field = "{field}"', 'constant = "x"')
    (office / CONFIG).write_text(text, "utf-8")
    ran = cli("coverage", "--agencies", "list.csv")
    assert ran.code == Exit.CONFIG
    assert "agency.full_name" in ran.err


def test_a_header_that_cannot_be_read_is_exit_7(cli: Cli, desk: Path) -> None:
    """Nothing is guessed: the error proposes what to correct."""
    own_config(desk)
    sheet(desk)
    text = (desk / CONFIG).read_text("utf-8")
    (desk / CONFIG).write_text(text.replace('"ระดับผลการประเมิน"', '"ระดับอื่นใด"'), "utf-8")
    ran = cli("coverage", "--agencies", "list.csv")
    assert (ran.code, ran.out) == (Exit.CONFLICT, "")
    assert "ระดับอื่นใด" in ran.err


def test_a_sheet_that_cannot_be_reached_is_exit_5(cli: Cli, desk: Path) -> None:
    """After the patience of a first look."""
    impatient(desk)
    (desk / "list.csv").write_text(
        "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n", "utf-8"
    )
    sheet(desk)
    sandbox(desk).fault(Fault("http-503", match="read", times=None))
    ran = cli("coverage", "--agencies", "list.csv", "--html", "a.html")
    assert (ran.code, ran.out) == (Exit.UNAVAILABLE, "")
    assert not (desk / "a.html").exists()


@pytest.mark.usefixtures("office")
def test_places_that_are_not_in_the_list_are_refused(cli: Cli) -> None:
    """A misspelt district would be complete: it has no agency."""
    for asked in (("--district", "จัตุรัด"), ("--province", "เลย")):
        ran = cli("coverage", "--agencies", "list.csv", *asked)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert asked[1] in ran.err


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("year", "said"), [("2023", "--year 2566"), ("66", "2566"), ("1900", "2566")]
)
def test_a_year_that_is_not_of_the_buddhist_era_is_refused(cli: Cli, year: str, said: str) -> None:
    """With what to type: nobody would be in it."""
    ran = cli("coverage", "--agencies", "list.csv", "--year", year)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert said in ran.err


def test_a_tab_without_a_year_is_printed_without_one(cli: Cli, desk: Path) -> None:
    """And JSON has none: that of today is not the tab's."""
    own_config(desk)
    text = (desk / CONFIG).read_text("utf-8")
    (desk / CONFIG).write_text(text.replace('tab = "ITA 2566"', 'tab = "Sheet1"'), "utf-8")
    sheet(desk, cells(desk, row_of(ONE) | {"fiscal_year": ""}), title="Sheet1")
    ran = cli("coverage", "--agencies", "list.csv")
    first, note = ran.out.splitlines()[:2]
    assert first.startswith("Tab Sheet1, looked at ")
    assert note.startswith("The tab states no fiscal year")
    document = cli("coverage", "--agencies", "list.csv", "--json").document()
    assert (document["fiscal_year"], document["tab_years"]) == (None, [])
    assert {"th", "en"} == document["notes"][0].keys()


def test_files_are_not_written_over_and_not_half(cli: Cli, office: Path) -> None:
    """As every command does it."""
    (office / "a.csv").write_text("mine", "utf-8")
    ran = cli("coverage", "--agencies", "list.csv", "--csv", "a.csv")
    assert (ran.code, (office / "a.csv").read_text("utf-8")) == (Exit.USAGE, "mine")
    assert cli("coverage", "--agencies", "list.csv", "--csv", "a.csv", "--force").code == 1
    assert (office / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfCode,Agency,")
    for wrong in (("--html", "-"), ("--html", "x", "--csv", "x")):
        assert cli("coverage", "--agencies", "list.csv", *wrong).code == Exit.USAGE
    ran = cli("coverage", "--agencies", "list.csv", "--html", "no/folder/a.html")
    assert ran.code == Exit.CONFIG
    assert "a.html" in ran.err
