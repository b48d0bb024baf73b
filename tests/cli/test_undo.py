"""`sign --undo` and `undo`: a decision of its own takes one change back, once."""

import hashlib
import json
import shutil
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from ita_sync import thai
from ita_sync.errors import Exit
from ita_sync.google import credentials
from ita_sync.sandbox import Fault, SandboxAdapter
from tests.approval.test_undo import OLD
from tests.cli.conftest import KEY, REPORT, SIGN, Cli, Ran, follow, impatient, rows, sandbox
from tests.cli.terminal import edit
from tests.promise.edits import put
from tests.promise.world import BOOK, TAB, another

UNDO = REPORT.replace(".yaml", ".undo.json")
BY = ("--post", "นายกเทศมนตรี", "--date", datetime.now(UTC).date().isoformat())
COLUMN = "เลขที่หนังสือ"


@pytest.fixture(autouse=True)
def _written(cli: Cli) -> None:
    """The row stands in the sheet."""
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).code == Exit.OK


def amend(cli: Cli, desk: Path, was: int = 62, number: int = 63) -> None:
    """Push the report with another memo number."""
    edit(desk / REPORT, (f"52506.2/{was}", f"52506.2/{number}"))
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).out.startswith("Amended: ")


def decide(cli: Cli, wanted: str = KEY) -> Ran:
    """Decide to take the last change of the row back."""
    ran = cli("sign", "--undo", wanted, *BY)
    assert ran.code == Exit.OK, ran
    return ran


def typed(desk: Path, *requests_: dict[str, Any]) -> None:
    """Do what a person does to the practice sheet."""
    session = requests.Session()
    session.mount(credentials.SHEETS, SandboxAdapter(sandbox(desk)))
    url = f"{credentials.SHEETS}v4/spreadsheets/{BOOK}:batchUpdate"
    assert session.post(url, json={"requests": list(requests_)}).ok


def memo_numbers(desk: Path) -> list[object]:
    """Return what the rows of the agency say in the column that an amendment changes."""
    header, *below = [row for row in sandbox(desk).rows(BOOK, TAB) if len(row) > 2]
    return [row[header.index(COLUMN)] for row in below]


def kinds(cli: Cli) -> list[tuple[str, str]]:
    """Return what the journal's changes did, and what became of them."""
    intents = cli("history", "--json").document()["intents"]
    return [(intent["kind"], intent["state"]) for intent in intents]


def test_an_amendment_and_then_the_row_are_taken_back(cli: Cli, desk: Path) -> None:
    """Each by a decision of its own, which shows the row as it stands and as it will be."""
    amend(cli, desk)
    ran = decide(cli)
    assert f"  Column {COLUMN}: ชย 52506.2/63 → ชย 52506.2/62\n" in ran.out
    assert "(mark 3) is taken back: its former content is put back." in ran.out
    (recorded,) = json.loads((desk / UNDO).read_text("utf-8"))["records"]
    assert recorded["effect"]["stands"][COLUMN] == "ชย 52506.2/63"
    assert recorded["effect"]["becomes"][COLUMN] == "ชย 52506.2/62"
    done = follow(cli, ran.out, "undo")
    assert (done.code, done.out.splitlines()[0]) == (
        Exit.OK,
        f"Put back: {KEY} stands in row 3 of tab {TAB}, as it did before.",
    )
    assert memo_numbers(desk) == ["ชย 52506.2/62"]
    assert cli("verify").code == Exit.OK
    ran = decide(cli)
    assert "the row is taken away." in ran.out
    assert f"  Column {COLUMN}: ชย 52506.2/62 → –\n" in ran.out
    assert "This replaces the sign-off in " in ran.err
    document = cli("undo", KEY, "--json").document()
    assert (document["command"], document["exit"], document["open"]) == ("undo", 0, [])
    (result,) = document["results"]
    assert (result["outcome"], result["key"], result["row"]) == ("taken", KEY, None)
    assert rows(desk) == 0
    assert "was taken back, as it was decided" in cli("verify", "--json").err
    assert kinds(cli) == [(k, "confirmed") for k in ("add", "amend", "undo", "take")]
    told = cli("history").out
    assert ("former content put back: confirmed" in told, "taken away: confirmed" in told) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    "wanted", [KEY, " ๕๓๖๐๖๐๑/ ๒๕๖๖", "5360601", REPORT, "../desk/" + REPORT, "{desk}/" + REPORT]
)
def test_a_row_is_named_by_key_code_or_report(cli: Cli, desk: Path, wanted: str) -> None:
    """As people type them, in both commands."""
    wanted = wanted.format(desk=desk)
    decide(cli, wanted)
    assert cli("undo", wanted).code == Exit.OK
    assert rows(desk) == 0


def test_a_wrong_key_and_a_code_with_several_rows_are_refused(cli: Cli, desk: Path) -> None:
    """What fits nothing is exit 7 as the journal knows no such row; several are listed."""
    text = (desk / REPORT).read_text("utf-8")
    (desk / "other.yaml").write_text(another(text, "5360602"), "utf-8")
    (desk / "sub").mkdir()
    shutil.copy(desk / "other.yaml", desk / "sub" / REPORT)
    assert cli("sign", f"sub/{REPORT}", *SIGN[2:]).code == Exit.OK
    assert cli("push", f"sub/{REPORT}").code == Exit.OK
    for command in (("sign", "--undo", "9999999 / 2566", *BY), ("undo", "9999999 / 2566")):
        ran = cli(*command)
        assert (ran.code, "knows of no row of 9999999 / 2566 in this tab" in ran.err) == (7, True)
    (desk / REPORT).unlink()
    (desk / "elsewhere").mkdir()
    for command in (("sign", "--undo", "nothing.yaml", *BY), ("undo", "nothing.yaml")):
        assert cli(*command).code == Exit.CONFLICT
    named = cli("undo", REPORT, "--lang", "en")  # the one in this folder, by its path
    assert (named.code, "Nobody has decided" in named.err) == (Exit.NOT_SIGNED, True)
    (desk / "sub" / REPORT).rename(desk / "elsewhere" / REPORT)
    ran = cli("undo", "5360601 / 2565")
    assert ran.code == Exit.CONFLICT
    assert rows(desk) + rows(desk, "5360602") == 2


def test_a_code_that_several_rows_have_is_asked_about(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two reports of one name in two folders: the whole key is asked for."""
    for folder, code in (("a", "5360602"), ("b", "5360603")):
        (desk / folder).mkdir()
        text = another((desk / REPORT).read_text("utf-8"), code)
        (desk / folder / "r.yaml").write_text(text, "utf-8")
        assert cli("sign", f"{folder}/r.yaml", *SIGN[2:]).code == Exit.OK
    assert cli("push", "a/r.yaml", "b/r.yaml").code == Exit.OK
    for command in (("sign", "--undo", "r.yaml", *BY), ("undo", "r.yaml")):
        ran = cli(*command)
        assert ran.code == Exit.USAGE
        assert "may be any of: 5360602 / 2566, 5360603 / 2566; give the whole key" in ran.err
    monkeypatch.chdir(desk / "a")
    assert cli("sign", "--undo", "r.yaml", *BY).code == Exit.OK
    assert (desk / "a" / "r.undo.json").exists()


def test_without_a_decision_nothing_is_taken_back(cli: Cli, desk: Path) -> None:
    """Exit 3, with what to do; a dry run shows the plan all the same."""
    ran = cli("undo", KEY)
    assert f"Nobody has decided to take back a change to the row of {KEY}." in ran.err
    assert "This run wrote nothing to the sheet." in ran.err
    assert ran.code == Exit.NOT_SIGNED
    document = cli("undo", KEY, "--json").document()
    assert document["results"][0]["error"]["code"] == "not-signed"
    dry = cli("undo", KEY, "--dry-run", "--json").document()
    (result,) = dry["results"]
    assert (dry["exit"], result["action"], result["would_undo"]) == (0, "take", False)
    assert result["reasons"][0]["code"] == "not-signed"
    assert "would be taken out of row 3" in cli("undo", KEY, "--dry-run").out
    assert rows(desk) == 1
    assert kinds(cli) == [("add", "confirmed")]


def test_a_dry_run_of_what_was_decided_would_be_done(cli: Cli, desk: Path) -> None:
    """And writes nothing, however often."""
    decide(cli)
    calls = len([call for call in sandbox(desk).calls() if call.write])
    for _ in range(2):
        (result,) = cli("undo", KEY, "--dry-run", "--json").document()["results"]
        assert (result["would_undo"], result["reasons"]) == (True, [])
    assert len([call for call in sandbox(desk).calls() if call.write]) == calls
    assert cli("undo", KEY).code == Exit.OK
    (result,) = cli("undo", KEY, "--dry-run", "--json").document()["results"]
    assert (result["outcome"], result["would_undo"]) == ("already", False)


def test_a_repeated_command_never_takes_one_change_more(cli: Cli, desk: Path) -> None:
    """Two amendments, one decision: the second run says that it was done; so does the third."""
    amend(cli, desk)
    amend(cli, desk, 63, 64)
    decide(cli)
    assert cli("undo", KEY).out.startswith("Put back: ")
    for _ in range(2):
        ran = cli("undo", KEY)
        assert (ran.code, ran.out) == (
            Exit.OK,
            f"Already taken back: {KEY}, tab {TAB}; nothing was written.\n",
        )
    assert memo_numbers(desk) == ["ชย 52506.2/63"]


def test_a_decision_on_another_change_is_void(cli: Cli, desk: Path) -> None:
    """The row was amended after it: what differs is listed, and nothing is written."""
    decide(cli)
    amend(cli, desk)
    ran = cli("undo", KEY)
    assert ran.code == Exit.NOT_SIGNED
    for line in (
        "Change: that of mark 1 → that of mark 3",
        f"As it stands: Column {COLUMN}: ชย 52506.2/62 → ชย 52506.2/63",
        f"As it will be: Column {COLUMN}: – → ชย 52506.2/62",
        "Decided: the row is taken away. Now: its former content is put back.",
    ):
        assert f"  {line}\n" in ran.err
    (result,) = cli("undo", KEY, "--dry-run", "--json").document()["results"]
    assert (result["would_undo"], result["reasons"][0]["code"]) == (False, "undo-void")
    assert memo_numbers(desk) == ["ชย 52506.2/63"]


def test_a_decision_that_was_carried_out_covers_nothing_that_came_after(
    cli: Cli, desk: Path
) -> None:
    """Taken away and pushed anew: the old decision does not take the new row."""
    decide(cli)
    ran = cli("undo", KEY)
    assert (ran.code, "only once it is signed again" in ran.out) == (Exit.OK, True)
    assert cli("push", REPORT, "--restore").out.startswith("Written: ")
    ran = cli("undo", KEY)
    assert (ran.code, "is not what was decided" in ran.err) == (Exit.NOT_SIGNED, True)
    assert rows(desk) == 1


def test_a_row_that_a_person_changed_is_left_alone(cli: Cli, desk: Path) -> None:
    """In both commands, exit 7; back as it was, the decision holds."""
    column = sandbox(desk).rows(BOOK, TAB)[1].index(COLUMN)
    decide(cli)
    typed(desk, put(2, column, "ชย 1"))
    for command in (("undo", KEY), ("undo", KEY, "--dry-run"), ("sign", "--undo", KEY, *BY)):
        ran = cli(*command)
        assert (ran.code, "somebody changed it" in ran.err) == (Exit.CONFLICT, True), command
    assert memo_numbers(desk) == ["ชย 1"]
    typed(desk, put(2, column, "ชย 52506.2/62"))
    assert cli("undo", KEY).code == Exit.OK


def test_what_was_decided_of_the_whole_row_does_not_empty_it(cli: Cli, desk: Path) -> None:
    """Somebody typed beside it meanwhile: the effect is another, and is decided anew."""
    decide(cli)
    typed(desk, put(2, 25, "เรียบร้อย"))
    ran = cli("undo", KEY)
    assert (ran.code, "Now: its cells are emptied; the row stays" in ran.err) == (3, True)
    assert "its cells are emptied; the row stays" in decide(cli).out
    assert cli("undo", KEY).code == Exit.OK
    assert rows(desk) == 0
    assert any("เรียบร้อย" in row for row in sandbox(desk).rows(BOOK, TAB))


@pytest.mark.parametrize("landed", [True, False])
def test_a_run_that_ended_in_between_is_finished_once(
    cli: Cli, desk: Path, *, landed: bool
) -> None:
    """Whether the batch arrived or not: the next run finds out first, and no change more goes."""
    impatient(desk)
    amend(cli, desk)
    amend(cli, desk, 63, 64)
    decide(cli)
    box = sandbox(desk)
    box.fault(Fault("cut", when="after" if landed else "before", match="write", skip=1))
    box.fault(Fault("refused", match="read", skip=1, times=None))
    ran = cli("undo", KEY)
    assert (ran.code, f"  {KEY}, tab {TAB}" in ran.err) == (Exit.UNKNOWN, True), ran
    (result,) = cli("undo", KEY, "--json").document()["results"]
    assert result["error"]["code"] == "outcome-unknown"
    box.clear_faults()
    assert ("Already" in cli("undo", KEY, "--dry-run").out) is False
    assert memo_numbers(desk) == ["ชย 52506.2/63" if landed else "ชย 52506.2/64"]
    ran = cli("undo", KEY)
    assert ran.code == Exit.OK, ran
    assert ran.out.startswith("Already taken back: " if landed else "Put back: ")
    assert memo_numbers(desk) == ["ชย 52506.2/63"]
    assert cli("undo", KEY).out.startswith("Already taken back: ")
    assert memo_numbers(desk) == ["ชย 52506.2/63"]
    assert cli("verify").code == Exit.OK
    assert [kind for kind, state in kinds(cli) if state == "confirmed"] == [
        *("add", "amend", "amend", "undo"),
    ]


@pytest.mark.parametrize("landed", [True, False])
def test_a_row_is_taken_away_once_whenever_the_run_ends(
    cli: Cli, desk: Path, *, landed: bool
) -> None:
    """What was added by hand under its key after that is not ours, and stays."""
    impatient(desk)
    amend(cli, desk)
    decide(cli)
    assert cli("undo", KEY).code == Exit.OK
    decide(cli)
    box = sandbox(desk)
    box.fault(Fault("cut", when="after" if landed else "before", match="write", skip=1))
    box.fault(Fault("refused", match="read", skip=1, times=None))
    assert cli("undo", KEY).code == Exit.UNKNOWN
    box.clear_faults()
    assert rows(desk) == (0 if landed else 1)
    ran = cli("undo", KEY)
    assert (ran.code, ran.out.startswith("Already" if landed else "Taken back: ")) == (0, True)
    typed(desk, put(2, 0, "5360601"))
    ran = cli("undo", KEY)
    assert (ran.code, ran.out.startswith("Already taken back: ")) == (Exit.OK, True)
    assert rows(desk) == 1


@pytest.mark.parametrize("landed", [True, False])
def test_settle_says_of_an_undo_whether_it_was_done(cli: Cli, desk: Path, *, landed: bool) -> None:
    """In its own words, with the command that goes on."""
    impatient(desk)
    amend(cli, desk)
    decide(cli)
    box = sandbox(desk)
    box.fault(Fault("cut", when="after" if landed else "before", match="write", skip=1))
    box.fault(Fault("refused", match="read", skip=1, times=None))
    assert cli("undo", KEY).code == Exit.UNKNOWN
    box.clear_faults()
    ran = cli("settle")
    if landed:
        assert ran.out.startswith(f"Taken back: {KEY}, tab {TAB}.\n")
        assert cli("undo", KEY).out.startswith("Already taken back: ")
    else:
        assert ran.out.startswith(f"Not taken back: {KEY}, tab {TAB}.\n")
        assert follow(cli, ran.out, "undo").out.startswith("Put back: ")
    assert memo_numbers(desk) == ["ชย 52506.2/62"]


def test_another_attempt_that_is_open_comes_first(cli: Cli, desk: Path) -> None:
    """An amendment in doubt: neither decided upon nor taken back before it is settled."""
    decide(cli)
    impatient(desk)
    edit(desk / REPORT, ("52506.2/62", "52506.2/63"))
    assert cli(*SIGN).code == Exit.OK
    box = sandbox(desk)
    box.fault(Fault("late", match="write", skip=3, seconds=100))
    box.fault(Fault("refused", match="read", skip=2, times=None))
    ran = cli("push", REPORT)
    assert ran.code == Exit.UNKNOWN, ran
    box.clear_faults()
    for command in (("undo", KEY), ("undo", KEY, "--dry-run"), ("sign", "--undo", KEY, *BY)):
        ran = cli(*command)
        assert (ran.code, "still open" in ran.err) == (Exit.UNKNOWN, True), ran
    assert follow(cli, ran.err, "settle").code == Exit.OK
    assert cli("undo", KEY).code == Exit.OK


def test_the_decision_is_kept_for_its_owner_beside_the_report_or_in_the_state_folder(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There where the folder of the report is gone; and it is found there."""
    decide(cli)
    assert stat.S_IMODE((desk / UNDO).stat().st_mode) == 0o600
    aside = desk.parent / "aside"
    monkeypatch.chdir(desk.parent)
    desk.rename(aside)
    monkeypatch.chdir(aside)
    assert cli("undo", KEY).code == Exit.NOT_SIGNED
    decide(cli)
    (kept,) = (desk.parent / "state").glob("*.undo.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert cli("undo", KEY).code == Exit.OK


def test_a_damaged_decision_is_none(cli: Cli, desk: Path) -> None:
    """Cut short, of another kind, or with what nobody sees in it."""
    decide(cli)
    whole = (desk / UNDO).read_text("utf-8")
    signoff = (desk / REPORT.replace(".yaml", ".signoff.json")).read_text("utf-8")
    for text in (whole[:100], signoff, whole.replace("นายก", "นา\u200bยก")):
        (desk / UNDO).write_text(text, "utf-8")
        ran = cli("undo", KEY)
        assert (ran.code, "The sign-off" in ran.err) == (Exit.NOT_SIGNED, True)
    assert rows(desk) == 1


def test_a_decision_for_another_target_is_void(cli: Cli, desk: Path) -> None:
    """The same tab by its number is another target, as for a report; another tab knows no row."""
    decide(cli)
    impatient(desk)
    config = desk / "config" / "ita-sync.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace(f'tab = "{TAB}"', "gid = 0"), "utf-8")
    ran = cli("undo", KEY)
    assert (ran.code, "  Target sheet: " in ran.err) == (Exit.NOT_SIGNED, True)
    assert "Column" not in ran.err
    typed(desk, {"addSheet": {"properties": {"title": "ITA 2567", "sheetId": 7}}})
    config.write_text(text.replace(f'tab = "{TAB}"', 'tab = "ITA 2567"'), "utf-8")
    ran = cli("undo", KEY)
    assert (ran.code, "knows of no row" in ran.err) == (Exit.CONFLICT, True)
    assert rows(desk) == 1


def test_a_decision_for_another_row_is_void(cli: Cli, desk: Path) -> None:
    """Its file was copied to where that of this row is looked for."""
    (desk / "other.yaml").write_text(
        another((desk / REPORT).read_text("utf-8"), "5360602"), "utf-8"
    )
    assert cli("sign", "other.yaml", *SIGN[2:]).code == Exit.OK
    assert cli("push", "other.yaml").code == Exit.OK
    decide(cli)
    shutil.copy(desk / UNDO, desk / "other.undo.json")
    ran = cli("undo", "other.yaml")
    assert (ran.code, f"  It was decided for another row: {KEY}\n" in ran.err) == (3, True)
    assert rows(desk, "5360602") == 1


def test_a_decision_is_dated_between_the_change_and_tomorrow(cli: Cli, desk: Path) -> None:
    """The future is refused, the past remarked upon."""
    ran = cli("sign", "--undo", KEY, *BY[:3], "1/1/2699")
    assert (ran.code, "SIGN-FUTURE" in ran.err) == (Exit.USAGE, True)
    assert not (desk / UNDO).exists()
    ran = cli("sign", "--undo", KEY, *BY[:3], "27/10/2566", "--json")
    assert ran.document()["careful"] == ["SIGN-EARLY"]
    assert "Careful: the decision is dated 27 ตุลาคม 2566" in ran.err


def test_sign_takes_a_report_or_a_row(cli: Cli) -> None:
    """Neither both nor none."""
    for given in ((), (REPORT, "--undo", KEY)):
        ran = cli("sign", *given, *BY)
        assert (ran.code, "one of them" in ran.err) == (Exit.USAGE, True)


def test_a_listed_row_stays(cli: Cli, desk: Path) -> None:
    """What was filled in goes; code and name stand as they were listed, and can be filled again."""
    text = another((desk / REPORT).read_text("utf-8"), "5360602")
    (desk / "listed.yaml").write_text(text, "utf-8")
    typed(desk, put(3, 0, "5360602"), put(3, 1, "ทต.จัตุรัส5360602"))
    assert cli("sign", "listed.yaml", *SIGN[2:]).code == Exit.OK
    assert cli("push", "listed.yaml").out.startswith("Filled: ")
    assert "its cells are emptied; the row stays" in decide(cli, "5360602").out
    assert cli("undo", "5360602").code == Exit.OK
    (left,) = (row for row in sandbox(desk).rows(BOOK, TAB) if "5360602" in row)
    assert [value for value in left if value not in (None, "")] == ["5360602", "ทต.จัตุรัส5360602"]
    assert rows(desk) == 1
    assert cli("push", "listed.yaml", "--restore").out.startswith("Filled: ")


def test_a_row_that_was_only_found_is_not_ours(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another office's journal knows of it, and cannot take it back."""
    state, other = desk.parent / "state", desk.parent / "other"
    other.mkdir()
    shutil.copy(state / "sandbox.sqlite", other)
    monkeypatch.setenv("ITA_SYNC_STATE", str(other))
    assert cli("push", REPORT).out.startswith("Already there: ")
    ran = cli("sign", "--undo", KEY, *BY)
    assert (ran.code, "was not written by this office's ita-sync" in ran.err) == (7, True)


def test_what_was_taken_back_is_not_put_there_again_by_the_old_report(cli: Cli, desk: Path) -> None:
    """It was decided before the undo: exit 7 until it is acknowledged again."""
    amend(cli, desk)
    time.sleep(1.1)  # decisions are told apart by the second
    decide(cli)
    assert cli("undo", KEY).code == Exit.OK
    (result,) = cli("push", REPORT, "--json").document()["results"]
    assert result["error"]["code"] == "older-decision"
    assert memo_numbers(desk) == ["ชย 52506.2/62"]
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).out.startswith("Amended: ")


def test_each_decision_is_told_in_sentences(cli: Cli, desk: Path) -> None:
    """By the row or with its report, each behind the one before; and whether it was carried out."""
    for wanted in (KEY, REPORT, "9999999 / 2566"):
        none = cli("sign", "--undo", wanted, "--show")
        assert (none.code, "Nobody has decided" in none.err) == (Exit.NOT_SIGNED, True)
    decide(cli)
    decide(cli)
    shown = cli("sign", "--undo", KEY, "--show")
    day = thai.format_date(datetime.now(UTC).date())
    said = f"On {day} นายกเทศมนตรี decided: The last change to the row of {KEY} in tab {TAB}"
    assert (shown.code, shown.out.count(said)) == (Exit.OK, 2)
    assert f"    Column {COLUMN}: ชย 52506.2/62 → –\n" in shown.out
    assert "the last one was not carried out" in shown.out
    assert cli("undo", KEY).code == Exit.OK
    document = cli("sign", "--undo", KEY, "--show", "--json").document()
    first, second = document["records"]
    assert (second["previous"], document["faults"]) == (first["digest"], [])
    assert "The last one was carried out." in cli("sign", "--undo", KEY, "--show").out
    shown = cli("sign", REPORT, "--show", "--lang", "th")
    assert (shown.code, shown.out.count("นายกเทศมนตรีตัดสินใจ")) == (Exit.OK, 2)
    assert cli("sign", REPORT, "--show", "--json").document()["undo"]["records"] == [first, second]


def test_an_edited_decision_holds_for_nothing_and_is_kept(cli: Cli, desk: Path) -> None:
    """Named, refused, told with the report; decided anew, it is kept under another name."""
    decide(cli)
    edit(desk / UNDO, ("นายกเทศมนตรี", "ปลัดเทศบาล"))
    broken = (desk / UNDO).read_text("utf-8")
    for command in (("undo", KEY), ("sign", "--undo", KEY, "--show"), ("sign", REPORT, "--show")):
        ran = cli(*command)
        assert ran.code == Exit.NOT_SIGNED, command
        assert "edited: posts, day or number of the decision" in ran.err + ran.out
        assert "run `ita-sync sign --undo` again" in ran.err
    assert rows(desk) == 1
    ran = decide(cli)
    assert "is damaged or was edited; it is kept as " in ran.err
    aside = desk / "chaturat-2566.undo.aside-1.json"
    assert aside.read_text("utf-8") == broken
    (record,) = json.loads((desk / UNDO).read_text("utf-8"))["records"]
    assert record["beside"]["aside"] == hashlib.sha256(broken.encode()).hexdigest()
    assert cli("undo", KEY).code == Exit.OK


def test_a_decision_that_stood_alone_keeps_its_force(cli: Cli, desk: Path) -> None:
    """A real one of before decisions were chained: carried out once, told, and followed."""
    shutil.copy(OLD / "added.undo.json", desk / UNDO)
    assert "On 28 ตุลาคม 2566 นายกเทศมนตรี decided" in cli("sign", "--undo", KEY, "--show").out
    assert cli("undo", KEY).out.startswith("Taken back: ")
    assert cli("undo", KEY).out.startswith("Already taken back: ")
    assert cli("push", REPORT, "--restore").code == Exit.OK
    decide(cli)
    records = json.loads((desk / UNDO).read_text("utf-8"))["records"]
    assert [each["schema_version"] for each in records] == [1, 2]
    assert records[0] == json.loads((OLD / "added.undo.json").read_text("utf-8"))
    assert cli("undo", KEY).code == Exit.OK
