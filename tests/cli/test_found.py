"""A configuration that is found, and practice that is never slipped in for one."""

import re
import shutil
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import KEY, REPORT, ROOT, SIGN, Cli, serving
from tests.cli.terminal import converse, edit

REAL = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
MENDED = "Give the configuration of that spreadsheet with --config FILE or ITA_SYNC_CONFIG"
BUILT_IN = "No configuration was found; the one in use is the practice one built in."
SIGNOFF = "chaturat-2566.signoff.json"


@pytest.fixture
def office(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a configuration for a real sheet and the report."""
    monkeypatch.setenv("NO_GCE_CHECK", "true")  # no machine of Google's is asked for credentials
    folder = desk / "office"
    (folder / "config").mkdir(parents=True)
    shutil.copy(ROOT / "config" / "ita-sync.toml", folder / "config")
    edit(folder / "config" / "ita-sync.toml", ('"sandbox"\ntab', f'"{REAL}"\ntab'))
    shutil.move(desk / REPORT, folder)
    return folder


def test_a_report_is_signed_and_pushed_from_anywhere(cli: Cli, office: Path) -> None:
    """By what lies beside it; the document says which configuration that was, and how found."""
    report = str(office / REPORT)
    signed = cli("sign", report, *SIGN[2:], "--json")
    assert signed.code == Exit.OK
    document = signed.document()
    assert document["signoff"]["bound"]["target"] == f"{REAL} · ITA 2566"
    found = {"config": str(office / "config" / "ita-sync.toml"), "config_found": "beside"}
    assert found.items() <= document.items()
    assert "config_passed_over" not in document
    pushed = cli("push", report, "--credentials", "none.json")
    assert pushed.code == Exit.CONFIG
    assert pushed.err.startswith("The credentials file none.json cannot be read")


@pytest.mark.parametrize("command", [("push",), ("push", "--dry-run", "--check"), SIGN[:1]])
def test_a_report_signed_for_a_real_sheet_is_no_practice(
    cli: Cli, office: Path, desk: Path, command: tuple[str, ...]
) -> None:
    """Without its configuration it is said so, in both languages; the sign-off stays."""
    assert cli("sign", str(office / REPORT), *SIGN[2:]).code == Exit.OK
    signed = (office / SIGNOFF).read_bytes()
    shutil.move(office / REPORT, desk)
    shutil.move(office / SIGNOFF, desk)
    whole = (*command, REPORT, *(SIGN[2:] if command == SIGN[:1] else ()))
    ran = cli(*whole)
    assert ran.code == Exit.CONFIG
    assert ran.err.startswith(f"{REPORT} was signed for the spreadsheet {REAL}.\n  {BUILT_IN}\n")
    assert MENDED in ran.err
    assert "ชีตฝึก" in cli(*whole, "--lang", "th").err
    assert (desk / SIGNOFF).read_bytes() == signed
    shutil.copy(ROOT / "config" / "ita-sync.toml", desk)
    assert "The configuration in use is for practice: ita-sync.toml" in cli(*whole).err


def test_rows_of_another_spreadsheet_are_no_practice(
    cli: Cli, office: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`verify` and `undo` name the row that the journal knows, and look at nothing else."""
    text = (office / "config" / "ita-sync.toml").read_text("utf-8")
    headers = re.findall('^header = "(.*)"', text, re.MULTILINE)
    with serving(desk) as (box, root):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", root)
        box.ensure(REAL, "จังหวัด", [{"title": "ITA 2566", "rows": [headers]}])
        assert cli("sign", str(office / REPORT), *SIGN[2:]).code == Exit.OK
        assert cli("push", str(office / REPORT)).code == Exit.OK
        monkeypatch.delenv("ITA_SYNC_API_ROOT")
        ran = cli("verify")
        said = f"is of the practice sheet; rows of spreadsheet {REAL} were not looked at."
        assert (ran.code, said in ran.err, KEY in ran.err) == (Exit.CONFIG, True, True)
        for command in (["undo", "5360601"], ["undo", KEY, "--dry-run"]):
            ran = cli(*command)
            assert ran.code == Exit.CONFIG
            assert f"By the journal {KEY} stands in the spreadsheet {REAL}." in ran.err
            assert BUILT_IN in ran.err


def test_a_terminal_is_told_and_cron_is_not(cli: Cli, office: Path, desk: Path) -> None:
    """Whoever watches sees which one is in use, and which one gave way."""
    report, beside = f"office/{REPORT}", "office/config/ita-sync.toml"
    assert cli("check", report).err == ""
    told = converse(["check", report], desk, [])[1]
    assert told.startswith(f"Configuration: {beside}\n")
    shutil.copy(ROOT / "config" / "ita-sync.toml", desk)
    told = converse(["check", report], desk, [])[1]
    assert told.startswith(f"Configuration: ita-sync.toml; not {beside}, beside the report\n")
    document = cli("check", report, "--json").document()
    assert document["config_passed_over"] == [beside]
    (desk / "ita-sync.toml").unlink()
    shutil.move(office / REPORT, desk)
    told = converse(["check", REPORT], desk, [])[1]
    assert told.startswith("Configuration: the practice one built in\n")
