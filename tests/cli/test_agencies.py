"""`agencies import`, and what `check` says once a list is there."""

import shutil
from pathlib import Path

from tests.cli.conftest import REPORT, Cli

ROOT = Path(__file__).parents[2]
LIST = "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n5360602,ทต.,หนองบัวโคก,จัตุรัส\n"


def own_config(desk: Path) -> Path:
    """Give the desk a configuration of its own; return its folder."""
    folder = desk / "config"
    folder.mkdir()
    shutil.copy(ROOT / "config" / "ita-sync.toml", folder)
    (desk / "list.csv").write_text(LIST, "utf-8")
    return folder


def test_import(cli: Cli, desk: Path) -> None:
    """The list is written beside the configuration, and what was found is said."""
    folder = own_config(desk)
    ran = cli("agencies", "import", "list.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        (
            "Columns found: dla_code = dla_code, type = type, name_th = name_th, district_th = "
            "district_th"
        ),
        "2 agencies: เทศบาลตำบล 2",
        f"Written: {Path('config') / 'agencies.csv'}",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["agencies.csv", "ita-sync.toml"]
    again = cli("agencies", "import", "list.csv", "--json").document()
    assert {name: again[name] for name in ("command", "exit", "replaced", "count", "kinds")} == {
        "command": "agencies import",
        "exit": 0,
        "replaced": True,
        "count": 2,
        "kinds": {"เทศบาลตำบล": 2},
    }


def test_check_compares(cli: Cli, desk: Path) -> None:
    """From then on the agency of a report is held against the list, at its line."""
    own_config(desk)
    report = desk / REPORT
    text = report.read_text("utf-8")
    assert "AGENCY-" not in cli("check", REPORT).out
    cli("agencies", "import", "list.csv")
    assert "AGENCY-" not in cli("check", REPORT).out
    report.write_text(text.replace("name: จัตุรัส", "name: จตุรัส"), "utf-8")
    assert "AGENCY-SPELLING" in cli("check", REPORT).out
    report.write_text(text.replace('"5360601"', '"5360602"'), "utf-8")
    ran = cli("check", REPORT)
    assert (ran.code, "AGENCY-OTHER" in ran.out) == (1, True)


def test_refusals(cli: Cli, desk: Path) -> None:
    """A list without header, and the configuration that is built in, are refused with exit 4 and what to do."""
    (desk / "list.csv").write_text(LIST, "utf-8")
    built_in = cli("agencies", "import", "list.csv")
    assert built_in.code == 4
    assert "built in" in built_in.err
    assert not (ROOT / "config" / "agencies.csv").exists()
    own_config(desk)
    (desk / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    ran = cli("agencies", "import", "list.csv")
    assert ran.code == 4
    assert "missing: dla_code" in ran.err
    assert not (desk / "config" / "agencies.csv").exists()


def test_a_damaged_list_is_said(cli: Cli, desk: Path) -> None:
    """A list that somebody broke by hand stops the check with exit 4 instead of being passed over."""
    folder = own_config(desk)
    (folder / "agencies.csv").write_text("x\n", "utf-8")
    assert cli("check", REPORT).code == 4


def test_what_reading_evens_out_is_told(cli: Cli, desk: Path) -> None:
    """Invisible characters, split sara am and mixed digits are found in the file, though the report is read."""
    report = desk / REPORT
    text = report.read_text("utf-8")
    text = text.replace("total: 78.41", "total: 7๘.41").replace(
        "name: การใช้อำนาจ", "name: การใช้อํานาจ"
    )
    report.write_text(text.replace("level: ต้องปรับปรุง", "level: ต้อง\u200bปรับปรุง"), "utf-8")
    found = cli("check", REPORT, "--json").document()["results"][0]["findings"]
    assert [(f["code"], f["field"]) for f in found if f["code"].startswith("TEXT")] == [
        ("TEXT-DIGITS", "total"),
        ("TEXT-INVISIBLE", "level"),
        ("TEXT-SARA-AM", "indicators.2.name"),
    ]


def test_sign_is_careful(cli: Cli) -> None:
    """A post that cannot decide alone is recorded as told, and remarked upon."""
    ran = cli("sign", REPORT, "--post", "ปลัดเทศบาล", "--date", "27 ตุลาคม 2566", "--json")
    assert ran.code == 0
    assert ran.document()["careful"] == ["SIGN-POST"]
    assert "Careful (SIGN-POST)" in ran.err
    right = cli(
        "sign",
        REPORT,
        "--post",
        "ปลัดเทศบาล",
        "--acting",
        "นายกเทศมนตรี",
        "--date",
        "27 ตุลาคม 2566",
        "--json",
    )
    assert right.document()["careful"] == []
    assert "Careful" not in right.err


def test_online_is_asked_for(cli: Cli, desk: Path) -> None:
    """Only with --online is the link opened.

    An address of this machine is refused without being asked.
    """
    report = desk / REPORT
    text = report.read_text("utf-8")
    report.write_text(text.replace("https://www.chaturat.example/", "http://127.0.0.1:9/"), "utf-8")
    offline = {
        f["code"] for f in cli("check", REPORT, "--json").document()["results"][0]["findings"]
    }
    asked = {
        f["code"]
        for f in cli("check", REPORT, "--online", "--json").document()["results"][0]["findings"]
    }
    assert asked - offline == {"ONLINE-PRIVATE"}
