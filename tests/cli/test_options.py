"""What a run opens: configuration, rules of the year, credentials, the practice sheet."""

from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli
from tests.google.endpoint import serving

ROOT = Path(__file__).parents[2]


CONFIG = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tab = "ITA 2566"', "", "target: give either"),
        ('tab = "ITA 2566"', 'tabb = "ITA 2566"', "target.tabb: is not a setting"),
        (
            'spreadsheet = "sandbox"',
            'spreadsheet = "https://example.org/x"',
            "is an address that is not Google's",
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


def test_a_year_without_a_file_is_checked_by_what_holds_in_every_year(cli: Cli, desk: Path) -> None:
    """Never by another year's rules; and a form can be made for it."""
    text = (desk / REPORT).read_text("utf-8").replace("fiscal_year: 2566", "fiscal_year: 2563")
    (desk / "x.yaml").write_text(text, "utf-8")
    ran = cli("check", "x.yaml")
    assert ran.code in {Exit.OK, Exit.FINDINGS}
    assert "YEAR-UNCHECKED" in ran.out
    assert "TOTAL-SUM" not in ran.out


def test_a_year_that_cannot_be_is_refused_with_its_place(cli: Cli, desk: Path) -> None:
    """A slip of the pen."""
    text = (desk / REPORT).read_text("utf-8").replace("fiscal_year: 2566", "fiscal_year: 2599")
    (desk / REPORT).write_text(text, "utf-8")
    ran = cli("check", REPORT)
    assert ran.code == Exit.CONFIG
    assert f"{REPORT}:9:14: Fiscal year" in ran.err
    assert "There is no assessment of fiscal year 2599." in ran.err
    assert "from 2561 to" in ran.err


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


def test_an_emulator_must_stand_on_this_machine(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """ITA_SYNC_API_ROOT never sends a row to somebody else."""
    for root in ("http://192.0.2.1:80", "https://127.0.0.1:1", "http://127.0.0.1.example:1"):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", root)
        ran = cli("verify")
        assert ran.code == Exit.CONFIG
        assert "no address of an emulator on this machine" in ran.err


def test_an_emulator_that_is_not_running_is_exit_5(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused connection: surely nothing was written."""
    (desk / "fast.toml").write_text(CONFIG.replace("deadline = 300", "deadline = 0.1"), "utf-8")
    monkeypatch.setenv("ITA_SYNC_API_ROOT", "http://127.0.0.1:9")
    cli(*SIGN, "--config", "fast.toml")
    ran = cli("verify", REPORT, "--config", "fast.toml")
    assert ran.code == Exit.UNAVAILABLE


DEEP = "[" * 50_000


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (302, "", {"Location": "http://user:PASSWORD@127.0.0.1/"}),
        (308, "{}", {"Location": "https://user:PASSWORD@example.org/"}),
        (200, DEEP, {}),
        (400, DEEP, {}),
        (500, DEEP, {}),
        (200, "{}", {"Date": "Thu, 01 Jan 0001 00:00:00 -0000"}),
        (200, "{}", {"Date": "PASSWORD"}),
        (200, b"\xff", {"Content-Encoding": "gzip"}),
        (200, "{}", {"Content-Length": "PASSWORD"}),
        (407, "PASSWORD", {}),
    ],
)
@pytest.mark.parametrize("command", [("verify", REPORT), ("push", REPORT)])
def test_whatever_stands_for_the_sheet_answers(
    cli: Cli,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    *,
    status: int,
    body: str | bytes,
    headers: dict[str, str],
) -> None:
    """No traceback, no redirect followed, and nothing shown of where it leads."""
    (desk / "fast.toml").write_text(CONFIG.replace("deadline = 300", "deadline = 0.1"), "utf-8")
    cli(*SIGN, "--config", "fast.toml")
    with serving() as emulator:
        emulator.answer(status, body, **headers)
        monkeypatch.setenv("ITA_SYNC_API_ROOT", emulator.url)
        ran = cli(*command, "--config", "fast.toml")
        assert emulator.asked
    assert {asked.method for asked in emulator.asked} == {"GET"}
    assert ran.code in {Exit.CONFIG, Exit.UNAVAILABLE}, ran
    assert "PASSWORD" not in ran.err + ran.out


def test_a_huge_configuration_is_refused(cli: Cli, desk: Path) -> None:
    """Nobody reads a gigabyte for a mapping."""
    (desk / "huge.toml").write_text("#" * 300_000, "utf-8")
    ran = cli("verify", "--config", "huge.toml")
    assert ran.code == Exit.CONFIG
    assert "larger than" in ran.err


def test_a_practice_sheet_that_cannot_be_opened_is_exit_4(cli: Cli, desk: Path) -> None:
    """Damaged or unwritable."""
    state = desk.parent / "state"
    state.mkdir()
    (state / "sandbox.sqlite").write_bytes(b"no database at all" * 100)
    for arguments in (("sandbox", "show"), ("push", REPORT, "--dry-run")):
        ran = cli(*arguments)
        assert ran.code == Exit.CONFIG
        assert "practice sheet" in ran.err


def test_why_the_practice_sheet_cannot_be_opened_is_in_thai(cli: Cli, desk: Path) -> None:
    """Neither SQLite nor the system is quoted in English."""
    state = desk.parent / "state"
    state.mkdir()
    (state / "sandbox.sqlite").write_bytes(b"no database at all" * 100)
    assert "ไม่ใช่ชีตสนามฝึก" in cli("sandbox", "show", "--lang", "th").err
    (state / "sandbox.sqlite").unlink()
    (state / "sandbox.sqlite").mkdir()
    ran = cli("sandbox", "show", "--lang", "th")
    assert ran.code == Exit.CONFIG
    assert "directory" not in ran.err
