"""`init`: from an empty home folder to a row that stands as it was confirmed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.errors import Exit
from ita_sync.files import shell_quoted
from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli, serving
from tests.cli.terminal import converse

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
ADDRESS = f"<https://docs.google.com/a/moi.go.th/spreadsheets/d/{ID}/edit?rtpof=true#gid=7>"
TOP = [
    *("ที่", "รหัส อปท.", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "ปีงบประมาณ", "คะแนน", "", ""),
    *("คะแนนรวม", "ผลการประเมิน", "เลขที่หนังสือ", "ลงวันที่", "ลิงก์รายงาน", "หมายเหตุ"),
]
BELOW = [*[""] * 6, "IIT", "EIT", "OIT"]
AGENCIES = [
    ("5360602", "เทศบาลตำบลหนองบัวโคก"),
    ("5360601", "เทศบาลตำบลจัตุรัส"),
    ("5360603", "องค์การบริหารส่วนตำบลบ้านขาม"),
]
TAB = "สรุป ๒๕๖๖ "


def merged(top: int, bottom: int, left: int, right: int) -> dict[str, Any]:
    """Return the request that merges cells; 0-based, the ends not included."""
    area = {"startRowIndex": top, "endRowIndex": bottom}
    area |= {"startColumnIndex": left, "endColumnIndex": right}
    return {"mergeCells": {"range": {"sheetId": 7, **area}, "mergeType": "MERGE_ALL"}}


@pytest.fixture
def province(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Serve a sheet with two title rows, a header band of merged cells, and listed agencies."""
    with serving(desk) as (box, root):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", root)
        listed = [[n, *who, "จัตุรัส", "ชัยภูมิ", 2566] for n, who in enumerate(AGENCIES, 1)]
        titles = [["สรุปผลการประเมิน ITA"], ["ประจำปีงบประมาณ พ.ศ. 2566 จังหวัดชัยภูมิ"]]
        rows = [*titles, TOP, BELOW, *listed, ["รวม"], ["หมายเหตุ: ส่งภายใน 31 ต.ค."]]
        intro = {"title": "คำชี้แจง", "rows": [["อ่านก่อน"]]}
        box.ensure(ID, "จังหวัดชัยภูมิ", [intro, {"title": TAB, "sheetId": 7, "rows": rows}])
        single = [*range(6), *range(9, len(TOP))]
        requests = [merged(0, 1, 0, 15), merged(1, 2, 0, 15), merged(2, 3, 6, 9)]
        requests += [merged(2, 4, column, column + 1) for column in single]
        assert box.owner_edit(ID, requests)
        yield box


def test_a_stranger_s_installation(cli: Cli, desk: Path, province: Sandbox) -> None:
    """One command sets up; the rest are those of every day, from any folder."""
    before = province.rows(ID, TAB)
    ran = cli("init", "ita", "--sheet", ADDRESS, "--yes")
    assert (ran.code, province.rows(ID, TAB)) == (Exit.OK, before)
    assert f"Tab “{TAB}”: the header is rows 3 to 4.\n" in ran.out
    assert "A  ที่ → running numbers\n" in ran.out
    assert "G  คะแนน / IIT → tools.IIT (IIT score)\n" in ran.out
    assert "C  ชื่อหน่วยงาน → agency.full_name (Name with its kind)\n    there: เทศบาล" in ran.out
    assert "Key of a row: รหัส อปท., ปีงบประมาณ\n" in ran.out
    assert "3 agencies are listed beforehand: only listed rows are filled.\n" in ran.out
    assert "Left to people: หมายเหตุ\n" in ran.out
    assert "  G  คะแนน / IIT: 92.55\n" in ran.out
    made = settings.load(desk / "ita" / "config" / "ita-sync.toml")
    target = made.target
    assert target.spreadsheet == f"https://docs.google.com/spreadsheets/d/{ID}/edit"
    assert (target.tab, target.mode, target.running) == (TAB, "fill", "ที่")
    assert cli("check", "ita/report-example.yaml").code == Exit.OK
    report = f"ita/{REPORT}"
    shutil.move(desk / REPORT, desk / report)
    assert cli("push", report, "--dry-run").code == Exit.OK
    assert cli("sign", report, *SIGN[2:]).code == Exit.OK
    pushed = cli("push", report)
    assert pushed.out.startswith(f"Filled: 5360601 / 2566 stands in row 6 of tab “{TAB}”")
    assert cli("push", report).out.startswith("Already there")
    verified = cli("verify", "--config", "ita/config/ita-sync.toml", "--json")
    assert (verified.code, verified.document()["rows"][0]["row"]) == (Exit.OK, 6)
    row = province.rows(ID, TAB)[5]
    assert row[:7] == [2, "5360601", "เทศบาลตำบลจัตุรัส", "จัตุรัส", "ชัยภูมิ", 2566, 92.55]
    rest = [row for at, row in enumerate(province.rows(ID, TAB)) if at != 5]
    assert rest == [row for at, row in enumerate(before) if at != 5]


def test_nothing_is_written_until_somebody_takes_the_proposals(
    cli: Cli, desk: Path, province: Sandbox
) -> None:
    """They are shown all the same; a column may be told by header or letter."""
    told = ("--map", "k=-", "--map", "ลงวันที่=signoff.date")
    ran = cli("init", "--sheet", ADDRESS, *told)
    assert (ran.code, sorted(path.name for path in desk.iterdir())) == (Exit.USAGE, [REPORT])
    assert "K  ผลการประเมิน → left to people\n" in ran.out
    assert "M  ลงวันที่ → signoff.date (Day of the decision)\n" in ran.out
    assert "nothing was written: --yes takes the proposals" in ran.err
    ran = cli("init", "--sheet", ADDRESS, *told, "--yes", "--json")
    document = ran.document()
    assert document["files"] == ["config/ita-sync.toml", "report-example.yaml"]
    assert document["left"] == ["ผลการประเมิน", "หมายเหตุ"]
    fields = {column["header"]: column["field"] for column in document["columns"]}
    assert fields["ลงวันที่"] == "signoff.date"


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        (["--map", "x"], Exit.USAGE, "x is not of the form HEADER=FIELD"),
        (["--map", "x=total"], Exit.USAGE, "no single column is called x; there are: ที่, รหัส"),
        (["--map", "ที่=totl"], Exit.USAGE, "there is no field totl; near to it: total"),
        (["--map", "ที่=iit"], Exit.USAGE, "there is no field iit; near to it: tools.IIT"),
        (["--map", "ที่=date"], Exit.USAGE, "near to it: memo.date, signoff.date"),
        (["--map", "ที่=rank"], Exit.USAGE, "there is no field rank, and none near to it"),
        (["--map", "ที่=x"], Exit.USAGE, "near to it: `ita-sync fields` lists them"),
        (["--map", "M=total", "--map", "J=total"], Exit.USAGE, "total is given to several columns"),
        (["--config", "x.toml"], Exit.USAGE, "init writes config/ita-sync.toml: name its folder"),
        (["--tab", "อื่น"], Exit.CONFIG, f"Tabs found: “คำชี้แจง”, “{TAB}”"),
        (["--tab", "อื่น"], Exit.CONFIG, "Name one with --tab, or copy the address"),
        (["--tab", "คำชี้แจง"], Exit.CONFLICT, "No row of tab คำชี้แจง looks like the header"),
        (["--map", "B=-", "--map", "C=-"], Exit.CONFLICT, "No column holds the code or the name"),
        (["--map", "B=-", "--map", "C=-"], Exit.CONFLICT, "with --header-row N; or ask"),
        (["--map", "L=url", "--map", "N=-", "--header-row", "9"], Exit.USAGE, "no single column"),
        (["--report", "none.yaml"], Exit.CONFIG, "none.yaml"),
        (["--sandbox"], Exit.USAGE, "practice has a sheet of its own"),
    ],
)
@pytest.mark.usefixtures("province")
def test_what_is_said_wrong_writes_nothing(
    cli: Cli, desk: Path, told: list[str], code: Exit, said: str
) -> None:
    """Each with a way on, in both languages."""
    ran = cli("init", "--sheet", ADDRESS, "--yes", *told)
    assert said in ran.err
    assert (ran.code, [path.name for path in desk.iterdir()]) == (code, [REPORT])
    assert re.search("[ก-๛]", cli("init", "--sheet", ADDRESS, "--yes", *told, "--lang", "th").err)


def test_a_tie_and_an_open_tab_are_asked(cli: Cli, desk: Path, province: Sandbox) -> None:
    """Without a person, the command says what to add."""
    ran = cli("init", "--sheet", ID, "--yes")
    assert (ran.code, "Name one with --tab" in ran.err) == (Exit.CONFIG, True)
    rows = [["หน่วยงาน", "จังหวัด", "ปี", "ผลการประเมิน", "วันที่"]]
    province.ensure("other", "x", [{"title": "ITA", "rows": rows}])
    ran = cli("init", "--sheet", "other", "--yes")
    assert ran.code == Exit.CONFIG
    assert '  Say which: --map "ผลการประเมิน=level|total"\n' in ran.err
    assert '  Say which: --map "วันที่=memo.date|signoff.date"\n' in ran.err
    told = ("--map", "ผลการประเมิน=level", "--map", "วันที่=memo.date")
    assert cli("init", "--sheet", "other", "--yes", *told).code == Exit.OK
    assert settings.load(desk / "config" / "ita-sync.toml").target.mode == "add"


def test_on_a_terminal_each_column_is_asked(
    desk: Path, province: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Address, tab, every column with its proposal; a field that is none is asked again."""
    columns = [*["" for _ in range(9)], "levle", "-", *["" for _ in range(4)]]
    answers = [ID, "2", *columns, ""]
    code, screen = converse(["init", "ita"], desk, answers, asked=r": ?$")
    assert code == Exit.OK, screen
    assert "  1. “คำชี้แจง”\n  2. “สรุป ๒๕๖๖ ”\n" in screen
    assert "there is no field levle; near to it: level" in screen
    assert "Write this configuration? [Y/n]:" in screen
    made = settings.load(desk / "ita" / "config" / "ita-sync.toml")
    headers = [column.header for column in made.columns]
    assert "ผลการประเมิน" not in headers
    assert len(headers) == 12


def test_practice_without_an_address(cli: Cli, desk: Path) -> None:
    """The configuration that comes along; five minutes with it as with the one built in."""
    ran = cli("init", "--sandbox")
    assert ran.code == Exit.OK
    assert ran.out.startswith("Written: config/ita-sync.toml\nWritten: report-example.yaml\n")
    assert (desk / "config" / "ita-sync.toml").read_text("utf-8") == (
        Path(settings.__file__).parents[1] / "config" / "ita-sync.toml"
    ).read_text("utf-8")
    assert cli("push", "report-example.yaml", "--dry-run").code == Exit.OK
    assert cli("init").code == Exit.USAGE
    assert "config/ita-sync.toml exists; --force overwrites it" in cli("init").err
    (desk / "report-example.yaml").write_text("mine", "utf-8")
    again = cli("init", "--force")
    assert (again.code, "report-example" in again.out.split("Next")[0]) == (Exit.OK, False)
    assert (desk / "report-example.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml", "of a published copy"),
        ("https://forms.gle/x", "is the address of a form"),
        ("ชีตของจังหวัด", "is neither 'sandbox' nor an address"),
    ],
)
def test_an_address_of_something_else(cli: Cli, desk: Path, address: str, said: str) -> None:
    """It is told what it is."""
    ran = cli("init", "--sheet", address, "--yes")
    assert (ran.code, said in ran.err) == (Exit.CONFIG, True)
    assert "Give the address that the browser shows" in ran.err
    assert [path.name for path in desk.iterdir()] == [REPORT]


def test_no_access_says_whom_to_let_in(
    cli: Cli, desk: Path, province: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal of Google's is explained, and nothing half done is left."""
    ran = cli("init", "--sheet", "1NoSuchSheet", "--tab", "ITA", "--yes")
    assert (ran.code, "There is no spreadsheet 1NoSuchSheet" in ran.err) == (Exit.CONFIG, True)
    monkeypatch.delenv("ITA_SYNC_API_ROOT")
    ran = cli("init", "--sheet", ADDRESS, "--credentials", "none.json", "--yes")
    assert (ran.code, "The credentials file none.json" in ran.err) == (Exit.CONFIG, True)
    assert [path.name for path in desk.iterdir()] == [REPORT]


def test_the_key_file_is_named_as_the_configuration_sees_it(
    cli: Cli, desk: Path, province: Sandbox
) -> None:
    """Relative where it lies in the folder, so that the folder can be moved; else whole."""
    for key, seen in ((desk / "ita" / "key.json", "../key.json"), (desk / "k.json", None)):
        key.parent.mkdir(exist_ok=True)
        key.write_text("{}", "utf-8")
        named = ("--credentials", str(key), "--force", "--yes")
        assert cli("init", "ita", "--sheet", ADDRESS, *named).code == Exit.OK
        text = (desk / "ita" / "config" / "ita-sync.toml").read_text("utf-8")
        assert f'\ncredentials = "{seen or key.as_posix()}"   # the key file' in text


def headed(
    box: Sandbox, *rows: list[Any], merges: tuple[tuple[int, int, int, int], ...] = ()
) -> None:
    """Let the sheet `other` hold these rows."""
    box.ensure("other", "x", [{"title": "ITA", "sheetId": 7, "rows": list(rows)}])
    assert not merges or box.owner_edit("other", [merged(*each) for each in merges])


@pytest.mark.parametrize(
    "told", [("D=total", "G=level"), ("คะแนน / 2566=total", "ระดับ / 2566=level")]
)
@pytest.mark.parametrize("row", [(), ("--header-row", "2"), ("--header-row", "3")])
def test_columns_of_years_are_mapped_by_letter_or_header(
    cli: Cli, desk: Path, province: Sandbox, told: tuple[str, str], row: tuple[str, ...]
) -> None:
    """Without a title that says which year it is, somebody has to; then a push finds them."""
    above = ["ที่", "อปท.", "คะแนน", "", "เพิ่ม/ลด", "ระดับ", "", "ลิงก์"]
    below = ["", "", 2565, 2566, "", 2565, 2566, ""]
    row_of_another = [1, "เทศบาลตำบลบ้านกอก", 70.5, 80.5, 10, "ผ่าน", "ผ่านดี", ""]
    merges = ((1, 3, 0, 1), (1, 3, 1, 2), (1, 2, 2, 4), (1, 3, 4, 5), (1, 2, 5, 7), (1, 3, 7, 8))
    headed(province, ["สรุปผล ITA ชัยภูมิ"], above, below, row_of_another, merges=merges)
    ran = cli("init", "--sheet", "other", "--yes", *row)
    assert (ran.code, 'Say which: --map "คะแนน / 2566=total|-"' in ran.err) == (Exit.CONFIG, True)
    assert "the header is rows 2 to 3" in ran.out
    maps = [word for each in told for word in ("--map", each)]
    assert cli("init", "--sheet", "other", "--yes", *row, *maps).code == Exit.OK
    assert cli(*SIGN).code == Exit.OK
    pushed = cli("push", REPORT)
    assert pushed.code == Exit.OK, pushed.err
    assert province.rows("other", "ITA")[4][2:7] == [None, 78.41, None, None, "ต้องปรับปรุง"]


def test_what_somebody_says_goes_before_what_is_proposed(
    cli: Cli, desk: Path, province: Sandbox
) -> None:
    """A field that is given to a column is proposed for no other; what shows one counts no rows."""
    headed(province, ["ที่", "หน่วยงาน", "คะแนนรวม", "คะแนนที่ใช้", "วัน\nที่", "IIT", "IIT"])
    ran = cli("init", "--sheet", "other", "--yes", "--map", "F=tools.IIT")
    assert (ran.code, "other columns have the header of F, too" in ran.err) == (Exit.USAGE, True)
    ran = cli("init", "--sheet", "other", "--yes", "--map", "A=memo.number")
    assert (ran.code, '--map "E=memo.date|signoff.date"' in ran.err) == (Exit.CONFIG, True)
    maps = ("--map", "D=total", "--map", "A=memo.number", "--map", "วัน ที่=memo.date")
    ran = cli("init", "--sheet", "other", "--yes", *maps)
    assert (ran.code, "C  คะแนนรวม → left to people\n" in ran.out) == (Exit.OK, True)
    assert "E  วัน ที่ → memo.date" in ran.out
    made = settings.load(desk / "config" / "ita-sync.toml")
    assert made.target.running is None
    assert {c.field for c in made.columns} == {
        *("memo.number", "agency.full_name", "total", "memo.date"),
    }


def test_a_column_beside_a_band_that_ends_alike_is_found(
    cli: Cli, desk: Path, province: Sandbox
) -> None:
    """`คะแนนรวม` is that of the whole name, and not last year's."""
    above = ["หน่วยงาน", "ปี 2565", "", "คะแนนรวม"]
    merges = ((1, 3, 0, 1), (1, 2, 1, 3), (1, 3, 3, 4))
    headed(province, ["ITA 2566"], above, ["", "IIT", "คะแนนรวม"], merges=merges)
    ran = cli("init", "--sheet", "other", "--yes", "--header-row", "3")
    assert ran.code == Exit.OK, ran.err
    assert "D  คะแนนรวม → total" in ran.out
    assert "C  ปี 2565 / คะแนนรวม → left to people" in ran.out


def test_next_names_the_configuration_where_another_one_counts(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Upwards from here, or in the environment; the command as printed uses the new one."""
    assert cli("init", "--sandbox").out.endswith("ita-sync push report-example.yaml --dry-run\n")
    ran = cli("init", "new", "--sandbox")
    assert "From here config/ita-sync.toml counts, not this one" in ran.out
    named = "push new/report-example.yaml --dry-run --config new/config/ita-sync.toml"
    assert ran.out.endswith(f"Next: ita-sync {named}\n")
    assert cli(*named.split()).code == Exit.OK
    monkeypatch.setenv("ITA_SYNC_CONFIG", str(desk / "config" / "ita-sync.toml"))
    ran = cli("init", "third", "--sandbox")
    assert f"ITA_SYNC_CONFIG names {desk}/config/ita-sync.toml" in ran.out
    assert ran.out.endswith("--config third/config/ita-sync.toml\n")


def test_a_configuration_that_would_be_overruled_is_not_overlooked(cli: Cli, desk: Path) -> None:
    """The other name that one may have in the folder."""
    (desk / "ita-sync.toml").write_text("", "utf-8")
    ran = cli("init", "--sandbox")
    assert (ran.code, (desk / "config").exists()) == (Exit.USAGE, False)
    assert "ita-sync.toml exists, and config/ita-sync.toml would overrule it" in ran.err
    assert cli("init", "--sandbox", "--force").code == Exit.OK


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("http-503", (Exit.UNAVAILABLE, "Google Sheets cannot be reached now: 503")),
        ("http-429", (Exit.UNAVAILABLE, "Google Sheets cannot be reached now: 429")),
        ("http-403", (Exit.CONFIG, "Google refused access")),
        ("http-404", (Exit.CONFIG, "There is no spreadsheet")),
    ],
)
def test_a_sheet_that_cannot_be_read_is_told_as_everywhere(
    cli: Cli, desk: Path, province: Sandbox, fault: str, told: tuple[Exit, str]
) -> None:
    """Whether the tab is read first or the list of tabs; nothing is written here either."""
    # The wait that the server asks for ends after our patience, so nobody waits here.
    province.fault(Fault(fault, match="read", times=None, retry_after="90"))
    for address in (ADDRESS, ID):
        ran = cli("init", "--sheet", address, "--yes")
        assert (ran.code, told[1] in ran.err) == (told[0], True), ran.err
        assert "This run changed no file." in ran.err
        assert [path.name for path in desk.iterdir()] == [REPORT]
        assert re.search("[ก-๛]", cli("init", "--sheet", address, "--yes", "--lang", "th").err)


def test_a_key_file_is_not_for_practice(cli: Cli, desk: Path) -> None:
    """Without an address nobody gets a practice folder in the place of the real sheet."""
    (desk / "key.json").write_text("{}", "utf-8")
    ran = cli("init", "--credentials", "key.json", "--yes")
    assert (ran.code, (desk / "config").exists()) == (Exit.USAGE, False)
    assert "give its address with --sheet ADDRESS, or type --sandbox for practice" in ran.err


def test_an_empty_answer_is_asked_again_where_there_is_a_key_file(
    desk: Path, province: Sandbox
) -> None:
    """It was practice, silently."""
    (desk / "key.json").write_text("{}", "utf-8")
    asked = ["init", "--credentials", "key.json", "--map", "ที่=-"]
    answers = ["", ADDRESS, *["" for _ in TOP], ""]
    code, screen = converse(asked, desk, answers, asked=r": ?$")
    assert (code, screen.count("Address of the sheet:")) == (Exit.OK, 2), screen
    assert settings.load(desk / "config" / "ita-sync.toml").target.tab == TAB


def test_a_configuration_for_practice_says_so_and_what_comes_later(cli: Cli, desk: Path) -> None:
    """In the words that every practice run has; the way to the real sheet works as printed."""
    ran = cli("init", "my reports", "--sandbox")
    assert "SANDBOX: nothing was sent to NACC." in ran.err
    folder = shell_quoted("my reports")
    way = f"ita-sync init {folder} --force --sheet ADDRESS --credentials FILE\n"
    assert f"This configuration is for practice. The real sheet, later: {way}" in ran.out
    assert cli("init", "other", "--sandbox", "--json").document()["sandbox"] is True
