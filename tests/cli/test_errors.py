"""What an officer or operator can get wrong: exit code, place, what to do; never a traceback."""

import os
import socket
from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tab = "ITA 2566"', 'tab = "ITA 2566"\ngid = 3', "target: give either"),
        ('tab = "ITA 2566"', 'tabb = "ITA 2566"', "target.tabb: is not a setting"),
        (
            'spreadsheet = "sandbox"',
            'spreadsheet = "https://example.org/x"',
            "neither 'sandbox' nor an address",
        ),
        ("deadline = 300", "deadline = -1", "patience.deadline"),
        ("key = true", "key = false", "no column has key = true"),
        ('field = "agency.district"', 'field = "agency.amphoe"', "there is no field agency.amphoe"),
        ('field = "level"', 'field = "level"\ntype = "number"', "is a number, but level is text"),
        ('field = "level"', 'field = "level"\nconstant = "x"', "give either `field` or `constant`"),
        ('header = "IIT"', 'header = " I I T "', None),
        ('header = "IIT"', 'header = "EIT"', "two columns have the same header"),
        ("[target]", "[target", "cannot be read"),
        ('field = "agency.code"', 'field = "signoff.acting"', "would be blank"),
    ],
)
def test_configuration_errors_are_exit_4_and_name_the_place(
    cli: Cli, desk: Path, old: str, new: str, said: str | None
) -> None:
    """Each with the setting concerned; a spaced header is no error."""
    assert old in CONFIG
    (desk / "mine.toml").write_text(CONFIG.replace(old, new), "utf-8")
    ran = cli("push", REPORT, "--dry-run", "--config", "mine.toml")
    if said is None:
        assert ran.code == Exit.OK
    else:
        assert ran.code == Exit.CONFIG
        assert said in ran.err
        assert "This run wrote nothing" in ran.err


def test_a_missing_configuration_is_exit_4(cli: Cli) -> None:
    """With the path that was asked for."""
    ran = cli("verify", "--config", "nowhere.toml")
    assert ran.code == Exit.CONFIG
    assert "nowhere.toml" in ran.err


def test_a_year_without_rules_is_refused_with_how_to_add_one(cli: Cli, desk: Path) -> None:
    """Never checked by another year's rules."""
    text = (desk / REPORT).read_text("utf-8").replace("fiscal_year: 2566", "fiscal_year: 2599")
    (desk / REPORT).write_text(text, "utf-8")
    ran = cli("check", REPORT)
    assert ran.code == Exit.CONFIG
    assert "2599.toml" in ran.err


def test_google_without_credentials_is_exit_4_and_says_how_to_get_some(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No account on this machine; nothing is sent."""
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(desk / "none"))
    address = "https://docs.google.com/spreadsheets/d/1aBcD_ef-123/edit#gid=0"
    (desk / "real.toml").write_text(CONFIG.replace('"sandbox"', f'"{address}"'), "utf-8")
    cli(*SIGN, "--config", "real.toml")
    ran = cli("push", REPORT, "--config", "real.toml")
    assert ran.code == Exit.CONFIG
    assert "ita-sync login" in ran.err
    assert "SANDBOX" not in ran.err


@pytest.mark.parametrize(
    "content", ["{}", "not json", '{"type": "service_account", "private_key": "SECRET"}', "[]"]
)
def test_a_useless_key_file_is_exit_4_and_never_quoted(cli: Cli, desk: Path, content: str) -> None:
    """A secret is not printed, whatever is wrong with it."""
    (desk / "key.json").write_text(content, "utf-8")
    (desk / "real.toml").write_text(CONFIG.replace('"sandbox"', '"1aBcD"'), "utf-8")
    cli(*SIGN, "--config", "real.toml")
    ran = cli("push", REPORT, "--config", "real.toml", "--credentials", "key.json")
    assert ran.code == Exit.CONFIG
    assert "SECRET" not in ran.err + ran.out


@pytest.mark.parametrize("content", [None, "{}", "not json"])
def test_login_without_an_oauth_client_is_exit_4(cli: Cli, desk: Path, content: str | None) -> None:
    """The file is missing or no client."""
    if content is not None:
        (desk / "client.json").write_text(content, "utf-8")
    ran = cli("login", "--client", "client.json")
    assert ran.code == Exit.CONFIG
    assert "Desktop app" in ran.err


def test_an_emulator_must_stand_on_this_machine(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """ITA_SYNC_API_ROOT never sends a row to somebody else."""
    for root in ("http://192.0.2.1:80", "https://127.0.0.1:1", "http://127.0.0.1.example:1"):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", root)
        ran = cli("verify")
        assert ran.code == Exit.CONFIG
        assert "only an emulator on this machine" in ran.err


def test_an_emulator_that_is_not_running_is_exit_5(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused connection: surely nothing was written."""
    (desk / "fast.toml").write_text(CONFIG.replace("deadline = 300", "deadline = 0.1"), "utf-8")
    monkeypatch.setenv("ITA_SYNC_API_ROOT", "http://127.0.0.1:9")
    ran = cli("verify", "--config", "fast.toml")
    assert ran.code == Exit.UNAVAILABLE


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("push",),
        ("push", REPORT, "--tsv"),
        ("frobnicate",),
        ("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566"),
        ("sign", REPORT, "--post", "  ", "--date", "27/10/2566"),
        ("verify", "--lang", "xx"),
    ],
)
def test_wrong_usage_is_exit_2_and_no_arguments_show_help(
    cli: Cli, arguments: tuple[str, ...]
) -> None:
    """Click's own errors stay click's."""
    ran = cli(*arguments)
    assert ran.code == (Exit.OK if not arguments else Exit.USAGE)
    assert "Traceback" not in ran.err


def test_two_runs_in_one_state_folder_wait_for_each_other(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is held by another: exit 5 after the wait, nothing written."""
    from ita_sync.journal import lock  # the wait is shortened for the test

    monkeypatch.setattr(lock, "WAIT", 0.05)
    cli(*SIGN)
    with lock.exclusive(desk.parent / "state"):
        ran = cli("push", REPORT)
    assert ran.code == Exit.UNAVAILABLE
    assert "Another run" in ran.err


def test_a_state_folder_that_is_a_file_is_exit_4(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be journalled there, so nothing is sent."""
    cli(*SIGN)
    (desk / "file").write_text("", "utf-8")
    monkeypatch.setenv("ITA_SYNC_STATE", str(desk / "file"))
    ran = cli("push", REPORT)
    assert ran.code == Exit.CONFIG
    assert "ITA_SYNC_STATE" in ran.err


def test_a_sign_off_that_cannot_be_written_is_exit_4(cli: Cli, desk: Path) -> None:
    """The name is taken by a folder."""
    (desk / "chaturat-2566.signoff.json").mkdir()
    ran = cli(*SIGN)
    assert ran.code == Exit.CONFIG
    assert "cannot be written" in ran.err


def test_a_huge_configuration_is_refused(cli: Cli, desk: Path) -> None:
    """Nobody reads a gigabyte for a mapping."""
    (desk / "huge.toml").write_text("#" * 300_000, "utf-8")
    ran = cli("verify", "--config", "huge.toml")
    assert ran.code == Exit.CONFIG
    assert "larger than" in ran.err


def test_fields_lists_what_a_column_can_show(cli: Cli) -> None:
    """Names with values, for writing a mapping."""
    ran = cli("fields", REPORT)
    assert ran.code == Exit.OK
    assert "total = 78.41\n" in ran.out
    assert cli("fields", REPORT, "--json").document()["fields"]["agency.code"] == "5360601"


def test_schema_is_a_json_schema(cli: Cli) -> None:
    """For editors."""
    document = cli("schema").document()
    assert document["title"] == "ITA report"
    assert "schema_version" in document["required"]


def test_without_a_state_setting_the_user_s_own_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never the current folder, never the installation."""
    monkeypatch.delenv("ITA_SYNC_STATE")
    assert str(settings.state_folder()).startswith(str(tmp_path)) or os.name == "nt"
    assert settings.state_folder().name == "ita-sync"


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04\xff\x00", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1"]
)
def test_a_document_in_place_of_the_report_file_is_named_as_such(
    cli: Cli, desk: Path, start: bytes
) -> None:
    """Nobody is told to save a Word file as UTF-8."""
    (desk / "report.docx").write_bytes(start)
    ran = cli("check", "report.docx")
    assert ran.code == Exit.FINDINGS
    assert "Word, Excel, PDF" in ran.err


@pytest.mark.parametrize("day", ["26/10/2566", "1/1/2560", "27/10/2699"])
def test_a_decision_before_the_memo_or_in_the_future_is_refused(
    cli: Cli, desk: Path, day: str
) -> None:
    """The date stands in the province's sheet."""
    ran = cli("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", day)
    assert ran.code == Exit.USAGE
    assert "27 ตุลาคม 2566" in ran.err
    assert not (desk / "chaturat-2566.signoff.json").exists()


def test_signing_again_says_what_it_replaces(cli: Cli) -> None:
    """A decision is not replaced in silence."""
    assert "replaces" not in cli(*SIGN).err
    assert "replaces the sign-off" in cli(*SIGN).err


def test_who_acted_for_whom_stands_in_the_row(cli: Cli) -> None:
    """รักษาราชการแทน is not lost on the way to the sheet."""
    assert (
        "รักษาราชการแทน นายกเทศมนตรี"
        in cli(*SIGN[:3], "ปลัดเทศบาล", "--acting", "นายกเทศมนตรี", *SIGN[4:]).out
    )
    cells = cli("push", REPORT, "--dry-run", "--json").document()["results"][0]["cells"]
    assert cells["ผู้บริหารที่รับทราบ"] == "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี"


def test_history_of_an_unknown_file_does_not_call_the_journal_empty(cli: Cli) -> None:
    """An officer would read "never sent"."""
    cli(*SIGN)
    cli("push", REPORT)
    assert "no entry for a file named other.yaml" in cli("history", "other.yaml").out


def test_a_port_in_use_is_exit_4(cli: Cli) -> None:
    """No bug of ours."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = cli("sandbox", "serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == Exit.CONFIG
    assert "--port" in ran.err


def test_a_practice_sheet_that_cannot_be_opened_is_exit_4(cli: Cli, desk: Path) -> None:
    """Damaged or unwritable."""
    state = desk.parent / "state"
    state.mkdir()
    (state / "sandbox.sqlite").write_bytes(b"no database at all" * 100)
    for arguments in (("sandbox", "show"), ("push", REPORT, "--dry-run")):
        ran = cli(*arguments)
        assert ran.code == Exit.CONFIG
        assert "practice sheet" in ran.err


def test_a_run_that_ends_early_still_prints_its_json(cli: Cli) -> None:
    """Usage errors too: one document, both languages."""
    document = cli("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566", "--json").document()
    assert (document["exit"], document["error"]["code"]) == (2, "usage")
    assert set(document["error"]["what"]) == {"th", "en"}
