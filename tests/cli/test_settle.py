"""`settle`: each attempt that is open comes to an end, whatever became of all around it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.errors import Exit
from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import (
    KEY,
    REPORT,
    SIGN,
    Cli,
    Ran,
    follow,
    impatient,
    rows,
    sandbox,
    serving,
)
from tests.cli.terminal import edit
from tests.promise.world import TAB

NOT_WRITTEN = f"Not written, and it never will be: {KEY}, tab {TAB}."
WRITTEN = f"Written: {KEY}, in tab {TAB}."
UNTOLD = f"It cannot be told any more whether it was written: {KEY}, tab {TAB}."


@pytest.fixture(autouse=True)
def _signed(cli: Cli, desk: Path) -> None:
    """The report is signed off, and nobody has patience."""
    impatient(desk)
    assert cli(*SIGN).code == Exit.OK


def leave_open(cli: Cli, desk: Path, fault: Fault) -> None:
    """Push into a fault; the fate of the row is open then."""
    assert cli("sandbox", "show").code == Exit.OK
    sandbox(desk).fault(fault)
    assert cli("push", REPORT).code == Exit.UNKNOWN


def test_nothing_is_open(cli: Cli) -> None:
    """It says so, also where there has never been a journal."""
    ran = cli("settle")
    assert (ran.code, ran.out) == (Exit.OK, "Nothing is open.\n")
    assert cli("settle", "--give-up", KEY).code == Exit.OK
    assert cli("settle", "--json").document()["results"] == []


def test_a_row_that_was_never_written_never_will_be_and_the_advice_writes_it(
    cli: Cli, desk: Path
) -> None:
    """Its number is closed; a push of the report, as it is named, plans anew."""
    leave_open(cli, desk, Fault("cut"))
    ran = cli("settle")
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.OK, NOT_WRITTEN)
    assert rows(desk) == 0
    assert follow(cli, ran.out, "push").out.startswith("Written: ")
    assert rows(desk) == 1


def test_a_row_that_was_written_is_found_and_verify_shows_it(cli: Cli, desk: Path) -> None:
    """A closing mark is refused where the row's mark stands; nothing is written twice."""
    leave_open(cli, desk, Fault("cut", when="after"))
    ran = cli("settle")
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.OK, WRITTEN)
    (seen,) = follow(cli, ran.out, "verify", "--json").document()["rows"]
    assert (seen["key"], seen["row"]) == (KEY, 3)
    assert cli("push", REPORT).out.startswith("Already there")
    assert rows(desk) == 1


def test_a_request_that_arrives_after_settle_writes_nothing(cli: Cli, desk: Path) -> None:
    """It was still on its way; the push after it writes the one row."""
    leave_open(cli, desk, Fault("late", seconds=100))
    assert NOT_WRITTEN in cli("settle").out
    later = Sandbox(sandbox(desk).path, clock=lambda: time.time() + 100)
    later.rows("sandbox", TAB)
    assert [call.fault for call in later.calls()][-1] == "late-delivery"
    assert rows(desk) == 0
    assert cli("push", REPORT).code == Exit.OK
    assert rows(desk) == 1


def test_no_report_no_signoff_and_another_tab_are_no_hindrance(cli: Cli, desk: Path) -> None:
    """Whatever is asked names what is open; `settle` needs none of what is gone."""
    leave_open(cli, desk, Fault("cut"))
    config = desk / "config" / "ita-sync.toml"
    config.write_text(config.read_text("utf-8").replace(TAB, "ITA 2567"), "utf-8")
    (desk / "chaturat-2566.signoff.json").unlink()
    named = f"  {KEY}, tab {TAB}, report {REPORT}, since "
    pushed = cli("push", REPORT)
    assert (pushed.code, named in pushed.err) == (Exit.NOT_SIGNED, True)
    assert cli("push", REPORT, "--json").document()["open"][0]["keys"] == [KEY]
    (desk / REPORT).unlink()
    named = f"  {KEY}, tab {TAB}, report {desk / REPORT}, since "
    for command, code in (
        (("push", REPORT), Exit.CONFIG),
        (("push", REPORT, "--dry-run"), Exit.CONFIG),
        (("history",), Exit.OK),
    ):
        ran = cli(*command)
        assert (ran.code, named in ran.err) == (code, True), ran
        assert "1 attempt is still open; `ita-sync settle` decides it:" in ran.err
    ran = cli("verify")
    assert (ran.code, f"{KEY}: An attempt to write it is still open" in ran.out) == (6, True)
    settled = cli("settle")
    assert (settled.code, NOT_WRITTEN in settled.out) == (Exit.OK, True)
    assert f"bring back the report file {desk / REPORT}" in settled.out
    assert "still open" not in cli("history").err


def test_verify_names_an_attempt_with_a_report_that_can_be_typed(cli: Cli, desk: Path) -> None:
    """Relative to where the person stands, if that is shorter."""
    leave_open(cli, desk, Fault("cut"))
    ran = cli("verify")
    assert ran.code == Exit.UNKNOWN
    assert f"(report {REPORT}, tab {TAB}); `ita-sync settle` decides it." in ran.out
    assert follow(cli, ran.out, "settle").code == Exit.OK


def test_a_network_that_is_away_leaves_it_open(cli: Cli, desk: Path) -> None:
    """Exit 6 as the row may stand there; nothing is given up for what may pass."""
    leave_open(cli, desk, Fault("cut"))
    sandbox(desk).fault(Fault("refused", match="read", times=None))
    for extra in ((), ("--give-up", KEY)):
        ran = cli("settle", *extra)
        assert (ran.code, f"Still open: {KEY}, tab {TAB}." in ran.err) == (Exit.UNKNOWN, True)
    (result,) = cli("settle", "--json").document()["results"]
    assert (result["state"], result["error"]["code"]) == ("open", "outcome-unknown")
    sandbox(desk).clear_faults()
    assert NOT_WRITTEN in cli("settle").out


@pytest.mark.parametrize(
    "given",
    [
        *(KEY, "5360601/2566", " ๕๓๖๐๖๐๑ /๒๕๖๖", "5360601", "๕๓๖๐๖๐๑"),
        *(REPORT, "{desk}/" + REPORT),
    ],
)
def test_one_is_chosen_by_key_code_or_report(cli: Cli, desk: Path, given: str) -> None:
    """The others stay open; what fits none, or several, is refused with what is open."""
    leave_open(cli, desk, Fault("cut"))
    (desk / "other.yaml").write_text(
        (desk / REPORT).read_text("utf-8").replace("5360601", "5360602"), "utf-8"
    )
    assert cli("sign", "other.yaml", *SIGN[2:]).code == Exit.OK
    sandbox(desk).fault(Fault("cut"))
    assert cli("push", "other.yaml").code == Exit.UNKNOWN
    ran = cli("settle", "--give-up", "9999999")
    assert (ran.code, f"open are: {KEY}, 5360602 / 2566" in ran.err) == (Exit.USAGE, True)
    ran = cli("settle", "--give-up", given.format(desk=desk))
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.OK, NOT_WRITTEN)
    (left,) = cli("push", "missing.yaml", "--json").document()["open"]
    assert left["keys"] == ["5360602 / 2566"]


def test_marks_that_decide_nothing_can_be_given_up(cli: Cli, desk: Path) -> None:
    """A spreadsheet that lets a number be taken twice: exit 4, until a person gives it up."""
    assert cli("sandbox", "show").code == Exit.OK
    sandbox(desk).fault(Fault("ids-not-unique", times=None))
    leave_open(cli, desk, Fault("cut"))
    ran = cli("settle")
    assert (ran.code, "lets a mark be taken twice" in ran.err) == (Exit.CONFIG, True)
    ran = cli("settle", "--give-up", KEY)
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.OK, UNTOLD)
    assert "still open" not in cli("push", REPORT).err


@pytest.fixture
def served(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Serve a province's sheet, which the configuration names by its id."""
    config = desk / "config" / "ita-sync.toml"
    text = config.read_text("utf-8").replace('= "sandbox"', '= "province"')
    with serving(desk) as (box, address):
        config.write_text(text, "utf-8")
        monkeypatch.setenv("ITA_SYNC_API_ROOT", address)
        provide(box, desk)
        assert cli(*SIGN).code == Exit.OK
        box.fault(Fault("cut"))
        assert cli("push", REPORT).code == Exit.UNKNOWN
        yield box


def provide(box: Sandbox, desk: Path) -> None:
    """Put the province's sheet there."""
    headers = [c.header for c in settings.load(desk / "config" / "ita-sync.toml").columns]
    box.ensure("province", "P", [{"title": TAB, "rows": [headers]}])


def test_a_spreadsheet_that_is_gone_is_exit_4_until_a_person_gives_it_up(
    cli: Cli, desk: Path, served: Sandbox
) -> None:
    """Then it falls silent, recorded as what nobody can tell; a new sheet takes the row."""
    served.reset()
    ran = cli("settle")
    assert (ran.code, "no spreadsheet province" in ran.err) == (Exit.CONFIG, True)
    ran = cli("settle", "--give-up", KEY)
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.OK, UNTOLD)
    assert "spreadsheet province" in ran.out
    assert cli("settle").out == "Nothing is open.\n"
    (intent,) = cli("history", "--json").document()["intents"]
    assert (intent["state"], intent["reason"]) == ("held", "given-up")
    provide(served, desk)
    asked = follow(cli, ran.out, "push")
    assert (asked.code, "it can no longer be told" in asked.err) == (Exit.CONFLICT, True)
    assert follow(cli, asked.err, "push --restore").out.startswith("Written: ")


@pytest.mark.usefixtures("served")
def test_an_attempt_on_a_real_sheet_is_no_practice(cli: Cli, desk: Path) -> None:
    """The configuration is back on the sandbox; what is open is not, and no account is there."""
    impatient(desk)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ITA_SYNC_API_ROOT")
        ran = cli("settle", "--credentials", "missing.json")
    assert (ran.code, "SANDBOX" in ran.err) == (Exit.CONFIG, False)
    assert cli("settle").code == Exit.OK


def old(cli: Cli, desk: Path) -> Ran:
    """Push, and put the sheet back to how it was before; return what a push says once that is sure.

    The server's clock runs an hour fast from there on: no look can be that late.
    """
    assert cli("sandbox", "show").code == Exit.OK
    before = time.time()
    time.sleep(0.01)
    assert cli("push", REPORT).code == Exit.OK
    sandbox(desk).restore("sandbox", before)
    ran = cli("push", REPORT)
    assert (ran.code, "as it had been before" in ran.err) == (Exit.UNAVAILABLE, True)
    sandbox(desk).fault(Fault("future-date", match="any", times=None))
    return cli("push", REPORT)


def test_an_older_version_is_taken_for_what_it_is_by_a_person(cli: Cli, desk: Path) -> None:
    """Each advice, as it is given: `settle --older-version`, `verify`, `push --restore`."""
    ran = old(cli, desk)
    assert (ran.code, "put back an earlier version" in ran.err) == (Exit.CONFLICT, True)
    assert cli("settle").code == Exit.OK  # nothing is open, and nothing is decided by that
    assert cli("push", REPORT).code == Exit.CONFLICT
    taken = follow(cli, ran.err, "settle --older-version")
    assert (taken.code, "spreadsheet sandbox holds from now on" in taken.out) == (Exit.OK, True)
    missing = follow(cli, taken.out, "verify")
    assert (missing.code, "somebody removed it" in missing.err) == (Exit.CONFLICT, True)
    assert follow(cli, missing.err, "push --restore").out.startswith("Written: ")
    assert rows(desk) == 1
    again = cli("settle", "--older-version", "--json")
    assert (again.code, again.document()["older_versions"]) == (Exit.OK, {})


def test_an_older_version_is_not_taken_on_suspicion(cli: Cli, desk: Path) -> None:
    """A look may be late: for three minutes nobody can tell, and nothing is changed."""
    assert cli("sandbox", "show").code == Exit.OK
    before = time.time()
    time.sleep(0.01)
    assert cli("push", REPORT).code == Exit.OK
    sandbox(desk).restore("sandbox", before)
    assert cli("settle", "--older-version").code == Exit.UNAVAILABLE
    assert cli("push", REPORT).code == Exit.UNAVAILABLE


def test_a_pin_is_nothing_that_was_written(cli: Cli, desk: Path) -> None:
    """A push that amends a row ended after its first batch: nothing that people see has changed."""
    assert cli("push", REPORT).code == Exit.OK
    edit(desk / REPORT, ("52506.2/62", "52506.2/63"))
    assert cli(*SIGN).code == Exit.OK
    box = sandbox(desk)
    box.fault(Fault("cut", when="after", match="write", skip=2))  # the first two ask for guards
    box.fault(Fault("refused", match="read", skip=2, times=None))
    assert cli("push", REPORT).code == Exit.UNAVAILABLE
    box.clear_faults()
    ran = cli("settle", "--json")
    (result,) = ran.document()["results"]
    assert (result["state"], NOT_WRITTEN in ran.err) == ("unwritten", True)
    assert cli("push", REPORT).out.startswith("Amended: ")
