"""`verify --scheduled`: says a thing once, calls the watchdog, sends notices, remembers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from ita_sync import journal
from ita_sync.cli import watch
from ita_sync.errors import Exit
from ita_sync.monitor import verify as verification
from ita_sync.monitor.memory import NAME, Memory
from ita_sync.monitor.notices import DAY
from ita_sync.sandbox import Fault
from tests.cli.conftest import KEY, REPORT, SIGN, Cli, impatient, own_config, province, sandbox
from tests.google.endpoint import serving
from tests.promise.edits import copy_tab, delete_row, protect, put, sort, span

SECRET = "c0ffee-secret"  # noqa: S105 - of nobody
SCHEDULED = ("verify", "--scheduled")


@pytest.fixture
def pushed(cli: Cli, desk: Path) -> Path:
    """Return a desk whose report stands in the sheet, with a configuration of its own."""
    own_config(desk)
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    return desk


def configure(desk: Path, *lines: str) -> None:
    """Set lines below `[watch]` of the desk's configuration, for its owner alone."""
    path = desk / "config" / "ita-sync.toml"
    text = path.read_text("utf-8")
    assert text.count("\n[watch] ") == 1
    path.write_text(re.sub(r"\n\[watch\] .*", "\n".join(["\n[watch]", *lines]), text), "utf-8")
    path.chmod(0o600)


def remembered(desk: Path) -> Memory:
    """Return what is remembered."""
    return Memory.load(desk.parent / "state")


def days_pass(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Let the next runs be so many days later."""
    later = watch.now() + days * DAY
    monkeypatch.setattr(watch, "now", lambda: later)


def test_where_all_is_well_nothing_is_said_at_all(cli: Cli, pushed: Path) -> None:
    """On the sandbox, too; how the run ended is remembered."""
    ran = cli(*SCHEDULED)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    memory = remembered(pushed)
    assert memory.good_at == memory.scheduled_at == memory.ran_at is not None
    assert (memory.code, memory.rows) == (0, 1)


def test_a_removed_row_is_said_once_again_after_a_week_and_when_it_is_back(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code tells it on every run."""
    assert sandbox(pushed).owner_edit("sandbox", [delete_row(2)])
    said = []
    for _ in range(9):
        ran = cli(*SCHEDULED)
        assert (ran.code, ran.out) == (Exit.CONFLICT, "")
        said.append(ran.err.splitlines()[0].partition(" ")[0] if ran.err else "")
        days_pass(monkeypatch, 1)
    assert said == ["New,", *[""] * 6, "Still", ""]
    assert cli("push", "--restore", REPORT).code == Exit.OK
    ran = cli(*SCHEDULED)
    assert (ran.code, ran.err.count("Recovered, told since")) == (0, 1)
    assert KEY in ran.err
    assert cli(*SCHEDULED).err == ""


def test_a_run_of_a_person_shows_everything_and_keeps_what_was_told(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `--scheduled`, with `--json`, at a terminal: on each run."""
    assert sandbox(pushed).owner_edit("sandbox", [delete_row(2)])
    assert cli(*SCHEDULED).err
    told = remembered(pushed).told
    for command in (("verify",), ("verify", "--json"), (*SCHEDULED, "--json")):
        ran = cli(*command)
        assert (ran.code, KEY in ran.err) == (Exit.CONFLICT, True), command
    assert cli(*SCHEDULED, "--json").document()["rows"][0]["exit"] == Exit.CONFLICT
    monkeypatch.setattr(watch, "at_terminal", lambda: True)
    assert KEY in cli(*SCHEDULED).err
    assert remembered(pushed).told == told


def test_a_run_that_could_not_look_is_said_once_and_recovers_nothing_else(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row that is gone is still gone when the network is back."""
    impatient(pushed)
    box = sandbox(pushed)
    assert box.owner_edit("sandbox", [delete_row(2)])
    assert cli(*SCHEDULED).code == Exit.CONFLICT
    box.fault(Fault("refused", match="read", times=None))
    first = cli(*SCHEDULED)
    assert (first.code, first.err.partition(",")[0]) == (Exit.UNAVAILABLE, "New")
    days_pass(monkeypatch, 1)
    assert (again := cli(*SCHEDULED)).code == Exit.UNAVAILABLE
    assert again.err == ""
    box.clear_faults()
    back = cli(*SCHEDULED)
    assert (back.code, back.err.count("Recovered")) == (Exit.CONFLICT, 1)
    assert KEY not in back.err
    assert remembered(pushed).good_at is None


def test_the_watchdog_hears_how_each_scheduled_run_begins_and_ends(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of no other run; its address comes out nowhere."""
    with serving() as server:
        configure(pushed, f'ping = "{server.url}/{SECRET}"')
        quiet = cli(*SCHEDULED)
        assert (quiet.code, quiet.err) == (0, "")
        assert sandbox(pushed).owner_edit("sandbox", [delete_row(2)])
        said = [quiet, cli(*SCHEDULED), cli("verify"), cli("verify", "--json")]
        broken = monkeypatch.context()
        with broken as patch:
            patch.setattr(verification, "verify", lambda *_, **__: 1 / 0)
            said.append(cli(*SCHEDULED))
        server.answer(404, b"")
        said.append(cli(*SCHEDULED))
        asked = [one.path.removeprefix(f"/{SECRET}") for one in server.asked]
    assert asked == ["/start", "", "/start", "/7", "/start", "/fail", "/start", "/7"]
    assert [ran.code for ran in said] == [0, 7, 7, 7, Exit.BUG, 7]
    assert "The watchdog at 127.0.0.1 was not told: it answers 404." in said[-1].err
    assert not any(SECRET in ran.out + ran.err for ran in said)
    assert SECRET not in (pushed.parent / "state" / NAME).read_text("utf-8")


def test_what_nobody_took_is_sent_with_the_next_notice(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outage cannot be mailed while it lasts; that sending failed again is no news."""
    pytest.importorskip("apprise", reason="the extra [notify] is not installed")
    with serving() as server:
        configure(pushed, f'notify = ["json://127.0.0.1:{server.port}/{SECRET}"]')
        assert sandbox(pushed).owner_edit("sandbox", [delete_row(2)])
        server.answer(503, b"")
        first = cli(*SCHEDULED)
        assert "[watch] notify, 1 (json://): it was not taken." in first.err
        days_pass(monkeypatch, 1)
        assert (cli(*SCHEDULED).err, len(remembered(pushed).unsent)) == ("", 1)
        server.answer(200, b"")
        assert cli("push", "--restore", REPORT).code == Exit.OK
        last = cli(*SCHEDULED)
        assert cli(*SCHEDULED).err == ""
    assert (last.code, len(server.asked)) == (0, 3)
    document = json.loads(server.asked[-1].body)
    assert document["title"] == "ita-sync verify: 2 notices"
    new, over = document["message"].split("\n\n")
    assert (new.startswith("New, "), over.startswith("Recovered, ")) == (True, True)
    assert KEY in new
    assert remembered(pushed).unsent == []
    assert SECRET not in first.err + last.err


def test_what_people_typed_is_not_sent(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that somebody put into a cell stays here; which row it is goes out."""
    sent: list[str] = []

    def send(_addresses: object, _title: str, body: str) -> tuple[bool, list[object]]:
        sent.append(body)
        return True, []

    monkeypatch.setattr("ita_sync.monitor.telling.send", send)
    configure(pushed, 'notify = ["json://127.0.0.1"]')
    request = {
        "updateCells": {
            "start": {"sheetId": 0, "rowIndex": 2, "columnIndex": 1},
            "rows": [{"values": [{"userEnteredValue": {"stringValue": "SOMEBODY"}}]}],
            "fields": "userEnteredValue",
        }
    }
    assert sandbox(pushed).owner_edit("sandbox", [request])
    ran = cli(*SCHEDULED)
    assert ran.code == Exit.FINDINGS
    assert "SOMEBODY" in ran.err
    (body,) = sent
    assert KEY in body
    assert "SOMEBODY" not in body


def test_where_nothing_can_be_remembered_that_is_one_line(cli: Cli, pushed: Path) -> None:
    """The exit code is that of the run; what is wrong is said on each run, then."""
    (pushed.parent / "state" / NAME).mkdir()
    good = cli(*SCHEDULED)
    assert good.code == 0
    assert good.err.splitlines() == ["How this run ended could not be remembered: it is a folder"]
    assert sandbox(pushed).owner_edit("sandbox", [delete_row(2)])
    assert [KEY in cli(*SCHEDULED).err for _ in range(2)] == [True, True]


def test_a_run_steps_aside_with_a_word_while_another_is_at_work(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit 5; the other one remembers and tells."""
    cli(*SCHEDULED)
    before = remembered(pushed)
    monkeypatch.setattr("ita_sync.journal.lock.WAIT", 0.1)
    with FileLock(pushed.parent / "state" / "lock"):
        ran = cli(*SCHEDULED)
    assert (ran.code, len(ran.err.splitlines())) == (Exit.UNAVAILABLE, 1)
    assert "Another run of ita-sync is still at work" in ran.err
    assert remembered(pushed) == before
    assert (cli(*SCHEDULED).err, journal.lock.WAIT) == ("", 0.1)


def test_a_configuration_with_secrets_that_others_can_read_is_told_once(
    cli: Cli, pushed: Path
) -> None:
    """It changes no exit code; mended, it is over."""
    with serving() as server:
        configure(pushed, f'ping = "{server.url}/{SECRET}"')
        path = pushed / "config" / "ita-sync.toml"
        path.chmod(0o644)
        first, second = cli(*SCHEDULED), cli(*SCHEDULED)
        path.chmod(0o600)
        third = cli(*SCHEDULED)
    assert [ran.code for ran in (first, second, third)] == [0, 0, 0]
    assert "others can read it" in first.err
    assert (second.err, "Recovered" in third.err) == ("", True)


def test_the_state_folder_can_be_named(cli: Cli, pushed: Path, tmp_path: Path) -> None:
    """A schedule knows no variables of a shell."""
    elsewhere = tmp_path / "elsewhere"
    cli(*SCHEDULED, "--state", str(elsewhere))
    assert (elsewhere / NAME).exists()
    assert not (tmp_path / "state" / NAME).exists()


def test_a_run_by_hand_makes_no_state_folder(cli: Cli, desk: Path) -> None:
    """Whoever only looks leaves nothing behind; what is wrong with a file is said as ever."""
    ran = cli("verify", "--config", "missing.toml")
    assert ran.code == Exit.CONFIG
    assert not (desk.parent / "state").exists()
    scheduled = cli(*SCHEDULED, "--config", "missing.toml")
    assert (scheduled.code, "missing.toml" in scheduled.err) == (Exit.CONFIG, True)
    assert cli(*SCHEDULED, "--config", "missing.toml").err == ""


@pytest.mark.parametrize(
    "address",
    ["http://hc.test/x", "hc.test/x", "ftp://hc.test", "https://", "https://a:b@hc.test/x", ""],
)
def test_a_watchdog_is_called_over_tls_alone(cli: Cli, pushed: Path, address: str) -> None:
    """Its address is a secret; a wrong one is not printed."""
    configure(pushed, f'ping = "{address}"')
    ran = cli("verify")
    assert ran.code == Exit.CONFIG
    assert "watch.ping: `ping` must be an address that begins with https://" in ran.err
    assert "hc.test" not in ran.err


@pytest.fixture
def three(cli: Cli, desk: Path) -> Path:
    """Return a desk with three rows in the sheet, in rows 3 to 5."""
    own_config(desk)
    province(cli, desk, 3)
    assert cli("push", "reports/").code == Exit.OK
    return desk


def edit(desk: Path, *requests: dict[str, Any]) -> None:
    """Let people do something to the sheet."""
    assert sandbox(desk).owner_edit("sandbox", list(requests))


def heads(cli: Cli) -> list[str]:
    """Return the first word of each notice of a scheduled run."""
    words = re.findall(r"^(New|Still so|Recovered|Left so)\b", cli(*SCHEDULED).err, re.MULTILINE)
    return [str(word) for word in words]


GONE = [copy_tab(5, "another"), {"deleteSheet": {"sheetId": 0}}]
OTHER_TAB = {"addSheet": {"properties": {"sheetId": 6, "title": "minutes"}}}


@pytest.mark.parametrize(
    ("broken", "after", "code"),
    [
        pytest.param([put(1, 0, "x")], [put(1, 18, "typed")], 7, id="another cell of the header"),
        pytest.param(GONE, [OTHER_TAB], 7, id="another tab beside the one that is gone"),
        pytest.param(
            [protect(9, 2, 3)], [sort(2, 5, 0, falling=True)], 0, id="a row protected, sorted"
        ),
    ],
)
def test_what_stands_beside_a_thing_does_not_make_it_new(
    cli: Cli,
    three: Path,
    broken: list[dict[str, Any]],
    after: list[dict[str, Any]],
    code: int,
) -> None:
    """People work on; the thing is as it was told."""
    edit(three, *broken)
    first = cli(*SCHEDULED)
    assert (first.code, first.err.count("New, ")) == (code, 1)
    edit(three, *after)
    assert cli(*SCHEDULED).err == ""


def test_a_row_that_is_changed_again_has_not_recovered(cli: Cli, pushed: Path) -> None:
    """Not before it is as it was."""
    right = sandbox(pushed).rows("sandbox", "ITA 2566")[2][5]
    said = []
    for score in (12.5, 13.5, float(str(right))):
        edit(pushed, put(2, 5, score))
        said.append(heads(cli))
    assert said == [["New"], ["New"], ["Recovered"]]


def test_what_was_accepted_was_left_so_and_is_said_once(cli: Cli, pushed: Path) -> None:
    """It has not recovered, and the run is a good one."""
    edit(pushed, put(2, 5, 12.5))
    assert heads(cli) == ["New"]
    assert cli("verify", "--accept", KEY, "--reason", "the clerk decided").code == 0
    ran = cli(*SCHEDULED)
    assert (ran.code, ran.err.count("Left so by decision"), "Recovered" in ran.err) == (0, 1, False)
    assert "the clerk decided" in ran.err
    assert cli(*SCHEDULED).err == ""


def test_a_tab_that_is_gone_was_looked_at(cli: Cli, three: Path) -> None:
    """Leaving its rows so, one by one, is no news of the others; then all is right."""
    edit(three, *GONE)
    assert heads(cli) == ["New"]
    before = remembered(three).good_at
    said = []
    for number in range(3):
        assert cli("verify", "--accept", f"530000{number}", "--reason", "an old year").code == 0
        said.append(heads(cli))
    assert said == [[], [], ["Left so"]]
    memory = remembered(three)
    assert (memory.code, memory.good_at) == (0, memory.ran_at)
    assert memory.good_at != before


def test_a_tab_that_is_gone_hides_no_other(cli: Cli, pushed: Path) -> None:
    """What was mended in another tab is over."""
    edit(
        pushed,
        copy_tab(5, "another"),
        {"deleteDimension": {"range": span("ROWS", 2, 3) | {"sheetId": 5}}},
    )
    config = pushed / "config" / "ita-sync.toml"
    text = config.read_text("utf-8")
    assert text.count('\ntab = "ITA 2566"') == 1
    config.write_text(text.replace('\ntab = "ITA 2566"', '\ntab = "another"'), "utf-8")
    province(cli, pushed, 1)
    assert cli("push", "reports/").code == Exit.OK
    right = float(str(sandbox(pushed).rows("sandbox", "another")[2][5]))
    said = []
    for request in (_typed(12.5), {"deleteSheet": {"sheetId": 0}}, _typed(right)):
        edit(pushed, request)
        said.append(heads(cli))
    assert said == [["New"], ["New"], ["Recovered"]]


def _typed(score: float) -> dict[str, Any]:
    request = put(2, 5, score)
    request["updateCells"]["start"]["sheetId"] = 5
    return request
