"""Files that commands read: what is no file is refused at once, never waited for."""

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from ita_sync.google import credentials
from tests.cli.conftest import REPORT, SIGN, Cli, own_config
from tests.cli.test_options import CONFIG
from tests.odd import UNREADABLE, contents, make

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")

PATIENCE_S = 20
SOURCES: dict[str, object] = {
    "file": {"file": "odd"},
    "certificate": {"certificate": {"certificate_config_location": "odd"}},
    "chain": {"certificate": {"trust_chain_path": "odd"}},
    "cache": {"executable": {"output_file": "odd"}},
}
"""What an external account names."""
REAL = CONFIG.replace('"sandbox"', '"1aBcD"')


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    """Wake whoever waits: a run that does not end is a bug, and says so."""

    def wake(*_: object) -> None:
        pytest.fail("it waits")

    before = signal.signal(signal.SIGALRM, wake)
    signal.alarm(PATIENCE_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def refused(cli: Cli, folder: Path, code: Exit, *command: str) -> str:
    """Assert that a command is refused in either language and changes no file; return what it says.

    The practice sheet's call log aside, which is no file of the folder.
    """
    before, said = contents(folder), ""
    for lang in ("th", "en"):
        ran = cli(*command, "--lang", lang)
        assert ran.code == code, ran
        assert "Traceback" not in ran.err
        assert bool(re.search("[ก-๛]{5}", ran.err)) == (lang == "th"), ran.err
        said = ran.err
    assert contents(folder) == before
    return said


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize(
    "command",
    [
        ("check", "odd"),
        ("check", "odd", "--online"),
        ("read", "odd", "-o", "new.yaml"),
        ("sign", "odd", *SIGN[2:]),
        ("push", "odd", "--dry-run"),
        ("push", "odd"),
        ("fields", "odd"),
        ("check", REPORT, "--config", "odd"),
        ("year", "show", "odd"),
        ("agencies", "import", "odd", "--config", "config/ita-sync.toml"),
        ("login", "--client", "odd"),
    ],
)
def test_a_file_that_is_named(cli: Cli, desk: Path, kind: str, command: tuple[str, ...]) -> None:
    """Report, document, configuration, a year's rules, the list of agencies, an OAuth client."""
    own_config(desk)
    make(desk / "odd", kind)
    refused(cli, desk, Exit.CONFIG, *command)


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("config/ita-sync.toml", "The configuration"),
        ("config/agencies.csv", "The list of agencies"),
        ("config/frameworks/2566.toml", "The rules of fiscal year 2566"),
    ],
)
def test_a_file_that_is_found_is_not_passed_over(
    cli: Cli, desk: Path, kind: str, name: str, said: str
) -> None:
    """The built-in configuration, a year without rules: neither is what somebody meant."""
    folder = own_config(desk)
    (folder / "frameworks").mkdir()
    (desk / name).unlink(missing_ok=True)
    make(desk / name, kind)
    assert refused(cli, desk, Exit.CONFIG, "check", REPORT).startswith(said)


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("extra", [(), ("--dry-run",)])
def test_a_sign_off(cli: Cli, desk: Path, kind: str, extra: tuple[str, ...]) -> None:
    """There is none, or it cannot be read: exit 3; a dry run shows the row and says so."""
    make(desk / "chaturat-2566.signoff.json", kind)
    before = contents(desk)
    ran = cli("push", REPORT, *extra)
    assert ran.code == (Exit.OK if extra else Exit.NOT_SIGNED)
    assert contents(desk) == before
    if kind == "pipe" and not extra:
        assert "it is a pipe or a device, not a file" in ran.err


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize(
    "where",
    [
        *("--credentials", "configured", "login", "GOOGLE_APPLICATION_CREDENTIALS", "gcloud"),
        *("file", "certificate", "chain", "cache"),
    ],
)
def test_credentials(
    cli: Cli, desk: Path, kind: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named, configured, kept by login, of the environment; and what an external account names."""
    (desk / "real.toml").write_text(REAL, "utf-8")
    assert cli(*SIGN, "--offline", "--config", "real.toml").code == Exit.OK
    path, extra = desk / "odd", ["--config", "real.toml"]
    match where:
        case "--credentials":
            extra += ["--credentials", "odd"]
        case "configured":
            (desk / "real.toml").write_text(f'credentials = "odd"\n{REAL}', "utf-8")
        case "login":
            path = credentials.token_path()
            path.parent.mkdir(parents=True)
        case "gcloud":
            monkeypatch.setenv("CLOUDSDK_CONFIG", str(desk))
            path = desk / "application_default_credentials.json"
        case where if where in SOURCES:
            account = {"type": "external_account", "credential_source": SOURCES[where]}
            (desk / "key.json").write_text(json.dumps(account), "utf-8")
            extra += ["--credentials", "key.json"]
        case _:
            monkeypatch.setenv(where, "odd")
    make(path, kind)
    for command in (("push", REPORT), ("push", REPORT, "--dry-run")):
        said = refused(cli, desk, Exit.CONFIG, *command, *extra)
        assert ("The credentials file" in said) == (kind != "folder" or where not in SOURCES)


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSLKEYLOGFILE"])
def test_files_of_the_environment(
    cli: Cli, desk: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Certificates may be a folder, and a file for keys is made where none is."""
    (desk / "real.toml").write_text(REAL, "utf-8")
    make(desk / "odd", kind)
    monkeypatch.setenv(name, "odd")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "none.json")
    said = refused(cli, desk, Exit.CONFIG, "push", REPORT, "--dry-run", "--config", "real.toml")
    assert (name in said) == (kind != "folder" or name == "SSLKEYLOGFILE")


@pytest.mark.parametrize("kind", [*UNREADABLE, "link"])
@pytest.mark.parametrize("name", ["journal.sqlite", "journal.sqlite-journal", "journal.sqlite-wal"])
def test_the_journal(cli: Cli, desk: Path, kind: str, name: str) -> None:
    """Never taken for an empty one, which would write a second row."""
    assert cli(*SIGN, "--offline").code == Exit.OK
    state = desk.parent / "state"
    state.mkdir()
    make(state / name, kind)
    before = contents(state)["theirs"] if kind == "link" else None
    for command in (("push", REPORT), ("push", REPORT, "--dry-run"), ("history",), ("verify",)):
        assert "The journal" in refused(cli, desk, Exit.CONFIG, *command)
    assert before is None or contents(state)["theirs"] == before
    assert not (state / "nothing").exists()


@pytest.mark.parametrize("kind", [*UNREADABLE, "link"])
@pytest.mark.parametrize(
    ("name", "said"), [("lock", "cannot be used"), ("sandbox.sqlite", "The practice sheet")]
)
def test_other_files_of_the_state_folder(
    cli: Cli, desk: Path, kind: str, name: str, said: str
) -> None:
    """What a link leads to is neither emptied nor filled."""
    assert cli(*SIGN, "--offline").code == Exit.OK
    state = desk.parent / "state"
    state.mkdir()
    make(state / name, kind)
    assert said in refused(cli, desk, Exit.CONFIG, "push", REPORT)
    assert kind != "link" or (state / "theirs").read_text("utf-8") == "theirs"
    assert not (state / "nothing").exists()


@pytest.mark.parametrize("kind", [*UNREADABLE, "link", "hard link"])
def test_the_report_of_a_bug_follows_no_link(
    cli: Cli, desk: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is printed where it cannot be kept; another name of the same file keeps its content."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ita_sync.checks.examine", fail)
    state = desk.parent / "state"
    state.mkdir()
    if kind == "hard link":
        (state / "theirs").write_text("theirs", "utf-8")
        (state / "crash.log").hardlink_to(state / "theirs")
    else:
        make(state / "crash.log", kind)
    ran = cli("check", REPORT)
    assert ran.code == Exit.BUG
    assert ("ZeroDivisionError" in ran.err) == (kind != "hard link")
    if kind in {"link", "hard link"}:
        assert (state / "theirs").read_text("utf-8") == "theirs"
    assert not (state / "nothing").exists()
