"""`doctor`: what is missing is told with its mend, and the mend, followed, makes the line green."""

import json
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ita_sync import i18n, settings
from ita_sync.errors import Exit
from ita_sync.google import fence
from ita_sync.monitor.doctor import surroundings
from ita_sync.monitor.memory import Memory
from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import REPORT, ROOT, SIGN, Cli, Ran, follow, sandbox, serving
from tests.cli.terminal import edit
from tests.google import endpoint as servers
from tests.odd import contents

CONFIG = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
SPREADSHEET = "1aB-cD"
NAMES = [
    *("version", "installation", "configuration", "state", "journal", "credentials"),
    *("network", "clock", "api", "sharing", "tab", "header", "ids", "room"),
    *("schedule", "verify", "scans", "office"),
]
OPTIONAL = {"schedule", "scans", "office"}


def lines(ran: Ran) -> dict[str, dict[str, Any]]:
    """Return the lines of a run by name; its exit code follows from them."""
    document = ran.document()
    found = {line["name"]: line for line in document["lines"]}
    red = [line for line in found.values() if line["light"] == "red"]
    assert ran.code == document["exit"] == (Exit.CONFIG if red else Exit.OK)
    assert document["red"] == len(red)
    for line in found.values():
        assert line["next"] or line["light"] in {"green", "grey"}, line
        assert {*line["what"]} == {*i18n.LANGUAGES}
    return found


def lights(ran: Ran) -> dict[str, str]:
    """Return the light of each line but the optional ones."""
    return {name: line["light"] for name, line in lines(ran).items() if name not in OPTIONAL}


def skipped(ran: Ran, because: str) -> set[str]:
    """Return the lines that were not looked at because of another one; all are grey."""
    told = f"Not looked at, because of: {because}"
    found = {name for name, line in lines(ran).items() if line["what"]["en"] == told}
    assert all(lines(ran)[name]["light"] == "grey" for name in found)
    return found


@pytest.fixture
def own(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the configuration of the desk, which names a spreadsheet at Google."""
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    path = desk / "config" / "ita-sync.toml"
    path.parent.mkdir()
    path.write_text(CONFIG.replace('"sandbox"', f'"{SPREADSHEET}"'), "utf-8")
    return path


@pytest.fixture
def served(desk: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Return the service that has this spreadsheet, with the header of the configuration."""
    with serving(desk) as (box, address):
        headers = [column.header for column in settings.load(own).columns]
        tab = {"title": "ITA 2566", "sheetId": 0, "rows": [["ผลการประเมิน"], headers]}
        box.ensure(SPREADSHEET, "จังหวัด", [tab])
        monkeypatch.setenv("ITA_SYNC_API_ROOT", address)
        yield box


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def test_a_fresh_machine(cli: Cli, desk: Path) -> None:
    """All lines are there, in order; nothing is red, and nothing was made."""
    before = contents(desk.parent)
    ran = cli("doctor", "--json")
    assert [*lines(ran)] == NAMES
    assert lights(ran) == {
        **dict.fromkeys(("version", "installation", "state", "api", "sharing"), "green"),
        **dict.fromkeys(("tab", "header", "room"), "green"),
        "configuration": "yellow",
        **dict.fromkeys(("journal", "credentials", "network", "clock", "ids", "verify"), "grey"),
    }
    assert contents(desk.parent) == before


def test_a_machine_at_work_is_green_and_left_as_it_is(cli: Cli, desk: Path) -> None:
    """After a push, on the practice sheet: no file of desk or state differs, byte by byte."""
    (desk / "config").mkdir()
    (desk / "config" / "ita-sync.toml").write_text(CONFIG, "utf-8")
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    now = time.time()
    Memory(ran_at=now - 60, code=0, good_at=now - 60, rows=1).save(settings.state_folder())
    before = contents(desk.parent)
    ran = cli("doctor", REPORT, "--json")
    grey = {"credentials", "network", "clock"}
    assert {name for name, light in lights(ran).items() if light == "grey"} == grey
    assert {light for name, light in lights(ran).items() if name not in grey} == {"green"}
    assert [*lines(ran)] == [*NAMES, "report"]
    assert contents(desk.parent) == before


@pytest.mark.parametrize("gid", [False, True])
def test_at_most_three_reads_and_no_write(
    cli: Cli, served: Sandbox, own: Path, *, gid: bool
) -> None:
    """Also where the tab is named by its number, or in another spelling."""
    edit(own, ('\ntab = "ITA 2566"', "\ngid = 0" if gid else '\ntab = "ITA ๒๕๖๖"'))
    served.clear_calls()
    assert lights(cli("doctor", "--json"))["header"] == "green"
    methods = [call.method for call in served.calls()]
    assert 1 <= len(methods) <= 3
    assert {*methods} == {"GET"}


def test_lines_for_people_say_all_without_colour(cli: Cli, served: Sandbox) -> None:
    """Sign and word; details and advice below; the sum at the end; in both languages."""
    english, thai = (cli("doctor", "--lang", lang).out for lang in i18n.LANGUAGES[::-1])
    assert re.search(r"^✓ green: Tab: “ITA 2566” \(gid 0\)", english, re.MULTILINE)
    assert re.search(r"^! yellow: Configuration: .*\n +→ ", english, re.MULTILINE) is None
    assert re.search(r"^– grey: Journal: .*\n +→ If rows", english, re.MULTILINE)
    assert english.splitlines()[-1] == "Nothing to mend."
    for line in thai.splitlines():
        assert re.search("[ก-๛]|←", line), line
    assert "\x1b" not in english + thai


def test_a_person_at_a_terminal_sees_colours_and_what_goes_on(desk: Path, served: Sandbox) -> None:
    """The look is announced before it is made."""
    from tests.cli.terminal import converse  # there are none on Windows

    code, screen = converse(["doctor"], desk, [], colours=True)
    assert code == Exit.OK
    assert "\x1b[32m✓ green: Version" in screen
    assert screen.index("Looking at the sheet …") < screen.index("Google Sheets API: ")


# -- what is wrong, and what helps


def test_a_configuration_that_does_not_fit(cli: Cli, own: Path) -> None:
    """Red, with the place; whatever needs it waits, the rest is told."""
    edit(own, ("deadline = 300", "deadline = -1"))
    ran = cli("doctor", "--json")
    found = lines(ran)["configuration"]
    assert (found["light"], found["code"]) == ("red", "config-invalid")
    assert "patience.deadline" in found["details"][0]["en"]
    assert skipped(ran, "Configuration") == {
        *("credentials", "network", "clock", "api", "sharing", "tab", "header", "ids", "room"),
        "schedule",
    }
    assert lights(ran)["state"] == "green"
    edit(own, ("deadline = -1", "deadline = 300"))
    assert "red" not in lights(cli("doctor", "--config", str(own), "--json"))["configuration"]


def test_which_configuration_and_why(
    cli: Cli, own: Path, served: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found, named by the variable, named on the command line."""

    def why(*options: str) -> str:
        return str(lines(cli("doctor", *options, "--json"))["configuration"]["what"]["en"])

    assert why() == f"{own} (found from this folder upwards)"
    monkeypatch.setenv("ITA_SYNC_CONFIG", str(own))
    assert why() == f"{own} (named by ITA_SYNC_CONFIG)"
    assert why("--config", str(own)) == f"{own} (named with --config)"


@pytest.mark.skipif(os.name == "nt", reason="permissions as POSIX has them")
def test_addresses_that_are_secrets(cli: Cli, own: Path, served: Sandbox) -> None:
    """Those of [watch]: the file is for its owner alone, by the command of the advice."""

    def found() -> dict[str, Any]:
        return lines(cli("doctor", "--json"))["configuration"]

    assert found()["light"] == "green"
    text = own.read_text("utf-8")
    own.write_text(text.replace("# ping = ", "ping = "), "utf-8")
    own.chmod(0o644)
    assert (found()["light"], "chmod 600" in found()["next"]["en"]) == ("yellow", True)
    own.chmod(0o600)
    assert found()["light"] == "green"
    own.write_text(text.replace("# notify = ", "notify = "), "utf-8")
    installed = find_spec("apprise") is not None
    assert (found()["light"] == "green") == installed
    assert installed or "ita-sync[notify]" in found()["next"]["en"]


@pytest.mark.skipif(find_spec("apprise") is None, reason="apprise tells what it knows")
def test_an_address_that_apprise_does_not_know(cli: Cli, own: Path, served: Sandbox) -> None:
    """Yellow, by its number: what it says may be a secret."""
    text = own.read_text("utf-8")
    notice = 'notify = ["json://localhost", "nosuchservice://SECRET@x"]'
    own.write_text(re.sub(r"(?m)^# notify = .*$", notice, text), "utf-8")
    own.chmod(0o600)
    ran = cli("doctor", "--json")
    found = lines(ran)["configuration"]
    assert (found["light"], "SECRET" in ran.out + ran.err) == ("yellow", False)
    assert "does not know address number 2." in found["details"][1]["en"]


@pytest.mark.parametrize("wrong", ["folder", "link", "file for the folder"])
def test_something_else_in_the_place_of_the_state(cli: Cli, wrong: str) -> None:
    """Red here and an error elsewhere, both name what is to be moved away; then all is well."""
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    folder = settings.state_folder()
    path = folder / "lock"
    if wrong == "file for the folder":
        folder.rename(folder.with_name("kept"))
        path = folder
        path.write_text("x", "utf-8")
    else:
        path.unlink(missing_ok=True)
        path.mkdir() if wrong == "folder" else path.symlink_to("nowhere")
    found = lines(cli("doctor", "--json"))["state"]
    assert (found["light"], found["code"]) == ("red", "state-unusable")
    ran = cli("verify")
    assert (ran.code, f"ove {path} away" in ran.err) == (Exit.CONFIG, True)
    assert f"{path} cannot be used" in found["what"]["en"]
    path.rename(path.with_name("away"))
    assert lights(cli("doctor", "--json"))["state"] == "green"


def test_a_journal_without_a_byte(cli: Cli) -> None:
    """It may have been lost; that is not called whole."""
    settings.state_folder().mkdir(parents=True)
    (settings.state_folder() / "journal.sqlite").touch()
    found = lines(cli("doctor", "--json"))["journal"]
    assert (found["light"], found["what"]["en"].endswith(" is empty.")) == ("yellow", True)


@pytest.fixture
def key(desk: Path, service_account: dict[str, Any]) -> Path:
    """Return a key file, kept as it should be."""
    path = desk / "key.json"
    path.write_text(json.dumps(service_account), "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def offline(own: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Send whatever leaves for Google to a proxy that is not there; return its port."""
    port = closed_port()
    monkeypatch.setenv("HTTPS_PROXY", f"http://officer:PASSWORD@127.0.0.1:{port}")
    return port


@pytest.mark.usefixtures("offline")
def test_a_wrong_key(cli: Cli, key: Path) -> None:
    """Missing, cut, a client instead of a key; put right, whose it is is told, and no secret."""
    whole = key.read_text("utf-8")
    for spoilt, code in (
        (whole.replace("-----END", "-----"), "key-damaged"),
        (json.dumps({"installed": {"client_id": "x"}}), "client-not-key"),
        ("[]", "no-credentials"),
        (None, "no-credentials"),
    ):
        key.unlink() if spoilt is None else key.write_text(spoilt, "utf-8")
        ran = cli("doctor", "--credentials", "key.json", "--json")
        found = lines(ran)["credentials"]
        assert (found["light"], found["code"]) == ("red", code)
        assert "api" in skipped(ran, "Credentials")
    key.write_text(whole, "utf-8")
    key.chmod(0o600)
    ran = cli("doctor", "--credentials", "key.json", "--json")
    found = lines(ran)["credentials"]
    assert found["light"] == "green"
    assert found["what"]["en"] == "service account: robot@project.example"
    assert "PRIVATE KEY" not in ran.out + ran.err
    assert "PASSWORD" not in ran.out + ran.err


@pytest.mark.usefixtures("offline")
@pytest.mark.skipif(os.name == "nt", reason="permissions as POSIX has them")
def test_a_key_that_others_can_read_or_that_is_old(cli: Cli, key: Path) -> None:
    """Yellow; the command of the advice helps against the first, a new file against the second."""
    key.chmod(0o644)

    def found() -> dict[str, Any]:
        return lines(cli("doctor", "--credentials", "key.json", "--json"))["credentials"]

    assert found()["light"] == "yellow"
    assert "chmod 600" in found()["next"]["en"]
    key.chmod(0o600)
    assert found()["light"] == "green"
    long_ago = time.time() - 400 * 86400
    os.utime(key, (long_ago, long_ago))
    assert found()["light"] == "yellow"
    assert found()["details"][1]["en"] == "The file is 400 days old."


@pytest.mark.usefixtures("offline")
def test_no_credentials_and_an_officers_own(cli: Cli) -> None:
    """Red without; with the token of `login` green, and what Google does to clients in testing."""
    assert lights(cli("doctor", "--json"))["credentials"] == "red"
    from ita_sync.google import credentials

    path = credentials.token_path()
    path.parent.mkdir(parents=True)
    token = {"client_id": "a", "client_secret": "SECRET", "refresh_token": "SECRET"}
    credentials.write_secret(path, json.dumps(token))
    ran = cli("doctor", "--json")
    found = lines(ran)["credentials"]
    assert found["light"] == "green"
    assert found["what"]["en"].startswith("an officer's own account: ")
    assert "seven days" in found["details"][-1]["en"]
    assert "SECRET" not in ran.out + ran.err


def test_without_a_network(
    cli: Cli, desk: Path, key: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red in words, in seconds; what is on this machine is told all the same; then it is there."""
    port = closed_port()
    monkeypatch.setenv("ITA_SYNC_API_ROOT", f"http://127.0.0.1:{port}")
    begun = time.monotonic()
    ran = cli("doctor", "--json")
    assert time.monotonic() - begun < 20
    found = lines(ran)["network"]
    assert found["light"] == "red"
    assert "refuses the connection" in found["what"]["en"]
    assert "HTTPS_PROXY" in found["next"]["en"]
    assert skipped(ran, "Network") == {"clock", "api", "sharing", "tab", "header", "room"}
    assert lights(ran)["state"] == lights(ran)["installation"] == "green"
    with serving(desk) as (_, address):
        monkeypatch.setenv("ITA_SYNC_API_ROOT", address)
        assert lights(cli("doctor", "--json"))["network"] == "green"


def test_a_server_that_never_comes_to_an_end(
    cli: Cli, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte after byte, each in time: the look as a whole has an end, and the rest is told."""
    monkeypatch.setattr(surroundings, "LOOK_S", 0.5)
    with servers.serving() as server:
        server.answer(200, "x" * 40)
        server.pause = 0.1
        monkeypatch.setenv("ITA_SYNC_API_ROOT", server.url)
        ran = cli("doctor", "--json")
    assert lights(ran)["network"] == "green"
    assert lines(ran)["api"]["light"] == "red"
    assert "no whole answer in 0.5 seconds" in lines(ran)["api"]["what"]["en"]
    assert skipped(ran, "Google Sheets API") == {*AFTER}


@pytest.mark.usefixtures("offline")
def test_a_proxy_that_is_away_or_is_none(
    cli: Cli, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red; of its address only that it is one."""
    ran = cli("doctor", "--credentials", "key.json", "--json")
    assert lines(ran)["network"]["light"] == "red"
    assert "the proxy refuses the connection" in lines(ran)["network"]["what"]["en"]
    monkeypatch.setenv("HTTPS_PROXY", "http://officer:PASSWORD@proxy.example:port")
    ran = cli("doctor", "--credentials", "key.json", "--json")
    assert lines(ran)["network"]["code"] == "proxy-unusable"
    assert "PASSWORD" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("off", "light"),
    [(0, "green"), (-50, "green"), (-120, "yellow"), (120, "yellow"), (900, "red")],
)
def test_the_clock_against_the_servers(
    cli: Cli, own: Path, monkeypatch: pytest.MonkeyPatch, off: int, light: str
) -> None:
    """More than a minute yellow, more than five red: then Google gives no token."""
    with servers.serving() as server:
        server.date = format_datetime(datetime.fromtimestamp(time.time() - off, UTC), usegmt=True)
        monkeypatch.setenv("ITA_SYNC_API_ROOT", server.url)
        ran = cli("doctor", "--json")
    found = lines(ran)["clock"]
    assert found["light"] == light
    if light != "green":
        ahead = f"{abs(off) // 60} minutes {'ahead of' if off > 0 else 'behind'} Google's"
        assert ahead in found["details"][0]["en"]
    if light == "red":
        assert skipped(ran, "Clock") == {"api", "sharing", "tab", "header", "room"}


def test_a_server_that_does_not_say_the_time(
    cli: Cli, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing to compare with: that is no green."""
    with servers.serving() as server:
        server.date = "soon"
        monkeypatch.setenv("ITA_SYNC_API_ROOT", server.url)
        assert lights(cli("doctor", "--json"))["clock"] == "grey"


AFTER = ["sharing", "tab", "header", "room"]
"""What is looked at only where the Google Sheets API was in order, in this order."""


@pytest.mark.parametrize(
    ("fault", "code", "step"),
    [
        ("http-401", "credentials-refused", "api"),
        ("http-403", "not-shared", "sharing"),
        ("http-404", "spreadsheet-missing", "sharing"),
        ("http-503", "unavailable", "api"),
    ],
)
def test_what_google_refuses_is_told_at_its_step(
    cli: Cli, served: Sandbox, fault: str, code: str, step: str
) -> None:
    """Steps before it are green, those after it not looked at; once it is right all are green."""
    served.fault(Fault(fault, match="read", times=None))
    ran = cli("doctor", "--json")
    found = lines(ran)[step]
    assert (found["light"], found["code"]) == ("red", code)
    left = AFTER if step == "api" else AFTER[AFTER.index(step) + 1 :]
    assert skipped(ran, found["title"]["en"]) == {*left}
    assert lights(ran)["api"] == ("red" if step == "api" else "green")
    served.clear_faults()
    assert "red" not in lights(cli("doctor", "--json")).values()


def test_a_tab_that_is_not_there(cli: Cli, served: Sandbox, own: Path) -> None:
    """The tabs that are there are named; one of them put into the configuration helps."""
    edit(own, ('\ntab = "ITA 2566"', '\ntab = "ITA 2565"'))
    found = lines(cli("doctor", "--json"))["tab"]
    assert (found["light"], found["code"]) == ("red", "tab-missing")
    assert "ITA 2566" in found["details"][0]["en"]
    edit(own, ('tab = "ITA 2565"', 'tab = "ITA 2566"'))
    assert lights(cli("doctor", "--json"))["tab"] == "green"


def test_a_header_that_is_missing(cli: Cli, served: Sandbox, own: Path) -> None:
    """Named; spelled as in the sheet it is found, and each column has its letter."""
    edit(own, ('header = "IIT"', 'header = "ไอไอที"'))
    found = lines(cli("doctor", "--json"))["header"]
    assert (found["light"], found["code"]) == ("red", "header-missing")
    edit(own, ('header = "ไอไอที"', 'header = "IIT"'))
    found = lines(cli("doctor", "--json"))["header"]
    assert found["light"] == "green"
    assert {"F: IIT ← tools.IIT", "P: ลิงก์รายงาน ← url"} <= {one["en"] for one in found["details"]}


def test_a_header_row_that_is_wrong(cli: Cli, served: Sandbox, own: Path) -> None:
    """Red, and `header_row` is named; so it is for a push."""
    text = own.read_text("utf-8")
    own.write_text(re.sub(r"(?m)^# header_row = .*$", "header_row = 9", text), "utf-8")
    found = lines(cli("doctor", "--json"))["header"]
    assert (found["light"], found["code"]) == ("red", "header-missing")
    assert "correct `header_row` in the configuration" in found["details"][-1]["en"]


def test_a_protected_range(cli: Cli, served: Sandbox) -> None:
    """Yellow: it may be elsewhere than where a row goes."""
    protected = {"range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 5}}
    assert served.owner_edit(SPREADSHEET, [{"addProtectedRange": {"protectedRange": protected}}])
    assert lights(cli("doctor", "--json"))["sharing"] == "yellow"


def test_a_room_that_is_full(cli: Cli, served: Sandbox) -> None:
    """Red, with how much; once the owner has removed what fills it, green."""
    kind = {"key": "add-on", "text": "x" * (fence.ROOM - 200)}
    mark = {"metadataKey": kind["key"], "metadataValue": kind["text"]}
    mark |= {"location": {"spreadsheet": True}, "visibility": "DOCUMENT"}  # type: ignore[dict-item] # JSON
    made = [{"createDeveloperMetadata": {"developerMetadata": mark}}]
    assert served.owner_edit(SPREADSHEET, made)
    found = lines(cli("doctor", "--json"))["room"]
    assert (found["light"], found["code"]) == ("red", "room-full")
    lookup = {"developerMetadataLookup": {"metadataKey": "add-on"}}
    assert served.owner_edit(SPREADSHEET, [{"deleteDeveloperMetadata": {"dataFilter": lookup}}])
    assert lights(cli("doctor", "--json"))["room"] == "green"


def test_a_damaged_journal(cli: Cli, desk: Path, served: Sandbox) -> None:
    """Red; moved away, as the advice says, the rest is looked at; brought back whole, green."""
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    journal = settings.state_folder() / "journal.sqlite"
    backup = shutil.copy(journal, desk / "backup.sqlite")
    assert lights(cli("doctor", "--json"))["journal"] == "green"
    content = journal.read_bytes()
    journal.write_bytes(content.replace("จัตุรัส".encode(), "จัตุรุส".encode()))
    ran = cli("doctor", "--json")
    found = lines(ran)["journal"]
    assert (found["light"], found["code"]) == ("red", "journal-damaged")
    assert skipped(ran, "Journal") == {"sharing", "tab", "header", "ids", "room"}
    (desk / "kept").mkdir()
    journal.rename(desk / "kept" / journal.name)
    assert lights(cli("doctor", "--json"))["journal"] == "grey"
    shutil.copy(backup, journal)
    assert lights(cli("doctor", "--json"))["journal"] == "green"


def test_an_attempt_that_is_open(cli: Cli, desk: Path) -> None:
    """Yellow; the command that is named decides it."""
    (desk / "config").mkdir()
    text = CONFIG.replace("\ndeadline = 300", "\ndeadline = 0.5").replace(
        "\nlook = 30", "\nlook = 0.5"
    )
    (desk / "config" / "ita-sync.toml").write_text(text, "utf-8")
    assert cli(*SIGN).code == cli("sandbox", "show").code == Exit.OK
    sandbox(desk).fault(Fault("cut"))
    assert cli("push", REPORT).code == Exit.UNKNOWN
    found = lines(cli("doctor", "--json"))["journal"]
    assert found["light"] == "yellow"
    assert follow(cli, found["next"]["en"], "settle").code == Exit.OK
    assert lights(cli("doctor", "--json"))["journal"] == "green"


def test_a_state_folder_in_a_folder_that_is_copied_elsewhere(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yellow; elsewhere, as the advice says, green."""
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path / "OneDrive - สำนักงาน" / "state"))
    found = lines(cli("doctor", "--json"))["state"]
    assert (found["light"], "ITA_SYNC_STATE" in found["next"]["en"]) == ("yellow", True)
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path / "elsewhere"))
    assert lights(cli("doctor", "--json"))["state"] == "green"


def test_a_state_folder_that_cannot_be(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder should be: red, and what needs it waits."""
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path / "file" / "state"))
    ran = cli("doctor", "--json")
    assert lines(ran)["state"]["code"] == "state-unwritable"
    assert {"journal", "ids", "verify"} <= skipped(ran, "State folder")


def test_marks_that_count_twice(cli: Cli, desk: Path, served: Sandbox) -> None:
    """A spreadsheet that was asked and did not refuse is red, and stays so."""
    served.fault(Fault("ids-not-unique", times=None))
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).code == Exit.CONFIG
    found = lines(cli("doctor", "--json"))["ids"]
    assert (found["light"], found["code"]) == ("red", "no-fence")


@pytest.mark.parametrize(
    ("ran_days", "code", "good_days", "light"),
    [
        (0, 0, 0, "green"),
        (2, 0, 2, "green"),
        (4, 0, 4, "yellow"),
        (0, 7, 9, "yellow"),
        (0, 1, None, "yellow"),
        (-40, 0, -40, "yellow"),
    ],
)
def test_how_old_the_last_check_is(
    cli: Cli, ran_days: int, code: int, good_days: int | None, light: str
) -> None:
    """Told in any case; a schedule that stopped, and a check that ended otherwise, are yellow."""
    now = time.time()
    good = None if good_days is None else now - good_days * 86400
    Memory(ran_at=now - ran_days * 86400, code=code, good_at=good).save(settings.state_folder())
    found = lines(cli("doctor", "--json"))["verify"]
    assert found["light"] == light
    assert f"exit {code}." in found["what"]["en"]
    if good_days:
        ago = "lies ahead: the clock of this machine was changed"
        expected = f"({good_days} days ago)" if good_days > 0 else f"({ago})"
        assert expected in found["details"][0]["en"]
        assert (expected in found["what"]["en"]) == (ran_days == good_days)


def test_a_report_that_could_not_go(cli: Cli, desk: Path) -> None:
    """Not signed off is yellow; signed, as it says, green; a missing file has its sentence."""
    found = lines(cli("doctor", REPORT, "--json"))["report"]
    assert (found["light"], found["code"]) == ("yellow", "not-signed")
    assert cli(*SIGN).code == Exit.OK
    assert lines(cli("doctor", REPORT, "--json"))["report"]["light"] == "green"
    assert lines(cli("doctor", "nowhere.yaml", "--json"))["report"]["light"] == "red"


def test_a_practice_sheet_that_is_none(cli: Cli, desk: Path) -> None:
    """Red, and left as it is."""
    path = settings.state_folder() / "sandbox.sqlite"
    path.parent.mkdir(parents=True)
    path.write_text("no database at all, by far" * 50, "utf-8")
    found = lines(cli("doctor", "--json"))["api"]
    assert (found["light"], found["code"]) == ("red", "sandbox-unusable")


def test_threads_that_wait_are_no_hindrance(cli: Cli) -> None:
    """Nothing of the doctor is left running."""
    before = threading.active_count()
    cli("doctor")
    assert threading.active_count() <= before
