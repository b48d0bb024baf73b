"""The main job, command by command, as an officer meets it."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli

NOTICE = "SANDBOX: nothing was sent to NACC."


def snapshot(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the digest of its content, the sandbox's own file aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("sandbox.sqlite")
    }


def box(desk: Path) -> Sandbox:
    """Return the practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


def change(desk: Path, old: str, new: str) -> None:
    """Edit the report file."""
    text = (desk / REPORT).read_text("utf-8")
    assert old in text
    (desk / REPORT).write_text(text.replace(old, new), "utf-8")


def test_check_sign_push_push_verify_show(cli: Cli, desk: Path) -> None:
    """The whole main job: exit codes, one row, no second write."""
    assert cli("check", REPORT).code == 0
    assert cli("push", REPORT, "--dry-run").code == 0
    assert cli("push", REPORT).code == 3
    assert cli(*SIGN).code == 0
    first = cli("push", REPORT)
    assert first.code == 0
    assert first.out.splitlines() == [
        "Written: 5360601 / 2566 stands in row 3 of tab ITA 2566.",
        "  Calls to the sheet: 1 reads, 1 writes",
    ]
    writes = sum(call.write for call in box(desk).calls())
    again = cli("push", REPORT)
    assert again.code == 0
    assert again.out.startswith("Already there")
    assert sum(call.write for call in box(desk).calls()) == writes == 1
    assert cli("verify").code == 0
    shown = cli("sandbox", "show")
    assert shown.code == 0
    assert "5360601" in shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("push", REPORT, "--dry-run"),
        SIGN,
        ("push", REPORT),
        ("verify",),
        ("sandbox", "show"),
        ("history",),
    ],
    ids=lambda a: a[0],
)
def test_every_command_on_the_sandbox_says_so(cli: Cli, arguments: tuple[str, ...]) -> None:
    """In words on stderr, and in the JSON document."""
    assert NOTICE in cli(*arguments).err
    document = cli(*arguments, "--json").document()
    assert document["sandbox"] is True
    assert document["notice"]["en"] == NOTICE


def test_a_dry_run_writes_nothing_anywhere(cli: Cli, desk: Path) -> None:
    """No write call and no file made or changed, before and after a push."""
    for _ in range(2):
        before, writes = snapshot(desk.parent), [c for c in box(desk).calls() if c.write]
        assert cli("push", REPORT, "--dry-run").code == 0
        assert cli("push", REPORT, "--dry-run", "--tsv").code == 0
        assert cli("history").code == 0
        assert snapshot(desk.parent) == before
        assert [c for c in box(desk).calls() if c.write] == writes
        cli(*SIGN)
        cli("push", REPORT)


def test_the_dry_run_shows_what_the_push_then_writes(cli: Cli, desk: Path) -> None:
    """Same row, same cells: the plan is the one that is executed."""
    cli(*SIGN)
    (planned,) = cli("push", REPORT, "--dry-run", "--json").document()["results"]
    (done,) = cli("push", REPORT, "--json").document()["results"]
    assert (planned["row"], planned["tab"], planned["key"]) == (
        done["row"],
        done["tab"],
        done["key"],
    )
    header, row = box(desk).rows("sandbox", "ITA 2566")[1:3]
    shown = {str(h): v for h, v in zip(header, row, strict=True)}
    for name, value in planned["cells"].items():
        found = shown[name]
        assert found == value or float(str(found)) == float(value)
    assert isinstance(shown["คะแนนรวม"], float)
    assert isinstance(shown["รหัส อปท."], str)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("analysis-report.pdf", "analysis-report-2.pdf", "ลิงก์รายงาน"),
        ("52506.2/62", "52506.2/63", "เลขที่หนังสือ"),
        ("กองคลัง", "กองช่าง", "measures[6].division"),
    ],
    ids=["link", "row", "content"],
)
def test_a_change_after_sign_off_voids_it_and_is_named(
    cli: Cli, desk: Path, old: str, new: str, named: str
) -> None:
    """Row, link and content are bound; push says what changed."""
    cli(*SIGN)
    change(desk, old, new)
    refused = cli("push", REPORT)
    assert refused.code == 3
    assert named in refused.err
    assert cli(*SIGN).code == 0
    assert cli("push", REPORT).code == 0


def test_another_target_voids_the_sign_off(cli: Cli, desk: Path) -> None:
    """What was approved for one sheet is not approved for another."""
    cli(*SIGN)
    source = (Path(__file__).parents[2] / "config" / "ita-sync.toml").read_text("utf-8")
    (desk / "other.toml").write_text(
        source.replace('tab = "ITA 2566"', 'tab = "ITA 2567"'), "utf-8"
    )
    refused = cli("push", REPORT, "--config", "other.toml")
    assert refused.code == 3
    assert "ITA 2567" in refused.err


def test_a_comment_or_a_rewritten_zero_does_not_undo_the_decision(cli: Cli, desk: Path) -> None:
    """The file's digest is recorded beside, not bound."""
    cli(*SIGN)
    text = (desk / REPORT).read_text("utf-8")
    (desk / REPORT).write_text("# ความเห็น\n" + text.replace("83.50", "83.5"), "utf-8")
    assert cli("push", REPORT).code in (0, 1)
    (desk / REPORT).write_text("# ความเห็น\n" + text, "utf-8")
    assert cli("push", REPORT).code == 0


def test_a_damaged_sign_off_is_exit_3(cli: Cli, desk: Path) -> None:
    """Half a file is no decision."""
    cli(*SIGN)
    path = desk / "chaturat-2566.signoff.json"
    path.write_text(path.read_text("utf-8")[:100], "utf-8")
    ran = cli("push", REPORT)
    assert ran.code == 3
    assert "cannot be read" in ran.err


def test_the_sign_off_names_posts_and_binds_what_was_shown(cli: Cli, desk: Path) -> None:
    """Post, acting post, date, reference; digests of row, link, content and target."""
    extra = ("--acting", "รักษาราชการแทน", "--reference", "ชย 52506.2/62")
    assert cli(*SIGN, *extra).code == 0
    recorded = json.loads((desk / "chaturat-2566.signoff.json").read_text("utf-8"))
    assert recorded["decision"] == {
        "post": "นายกเทศมนตรี",
        "acting": "รักษาราชการแทน",
        "date": "2023-10-27",
        "reference": "ชย 52506.2/62",
    }
    assert set(recorded["bound"]) == {"row", "url", "content", "target"}
    assert set(recorded["beside"]) == {"file", "rules", "mapping", "version"}


def test_a_report_with_errors_is_neither_signed_nor_pushed(cli: Cli, desk: Path) -> None:
    """Errors block with exit 1 and are shown with their place."""
    cli(*SIGN)
    change(desk, "total: 78.41", "total: 39.41")
    for arguments in (("check", REPORT), SIGN, ("push", REPORT), ("push", REPORT, "--dry-run")):
        ran = cli(*arguments)
        assert ran.code == 1
        assert "TOTAL-SUM" in ran.out
        assert f"{REPORT}:" in ran.out


def test_tsv_pastes_in_the_order_of_the_sheet_and_works_without_it(cli: Cli, desk: Path) -> None:
    """The way out when nothing else works."""
    cli(*SIGN)
    online = cli("push", REPORT, "--dry-run", "--tsv")
    assert online.code == 0
    box(desk).fault(Fault("http-403", match="read", times=None))
    offline = cli("push", REPORT, "--dry-run", "--tsv")
    assert offline.code == 4, "the row is printed, the failure stays one"
    assert offline.out == online.out
    assert "order of the configuration" in offline.err
    cells = online.out.rstrip("\n").split("\t")
    assert cells[0] == "'5360601", "a code stays text"
    assert "78.41" in cells
    assert "Google refused access" in offline.err


def test_verify_is_silent_on_success_without_a_terminal(cli: Cli, desk: Path) -> None:
    """Cron mails only trouble; on the sandbox only the notice is said."""
    cli(*SIGN)
    cli("push", REPORT)
    quiet = cli("verify")
    assert (quiet.code, quiet.out, quiet.err.strip()) == (0, "", NOTICE)


def test_history_shows_intents_and_attempts(cli: Cli) -> None:
    """What was meant, sent and settled."""
    assert "empty" in cli("history").out
    cli(*SIGN)
    cli("push", REPORT)
    (intent,) = cli("history", REPORT, "--json").document()["intents"]
    assert (intent["state"], intent["mark"], intent["report"]) == ("confirmed", 1, REPORT)
    assert [a["outcome"] for a in intent["attempts"]] == ["applied"]
    assert intent["signoff"]["post"] == "นายกเทศมนตรี"
    assert "confirmed" in cli("history").out


def test_several_reports_are_pushed_one_after_another(cli: Cli, desk: Path) -> None:
    """One that fails does not hold up the others; the most urgent exit code wins."""
    cli(*SIGN)
    ran = cli("push", "missing.yaml", REPORT, "--json")
    assert ran.code == 1
    results = ran.document()["results"]
    assert results[0]["error"]["exit"] == 1
    assert results[1]["outcome"] == "written"


def test_a_bug_is_exit_70_with_a_log_that_only_the_owner_reads(cli: Cli, desk: Path) -> None:
    """A journal that lies about its own format is not foreseen: the traceback goes to a file, not to the officer."""
    cli(*SIGN)
    cli("push", REPORT)
    with sqlite3.connect(desk.parent / "state" / "journal.sqlite") as db:
        db.execute("UPDATE intents SET cells = '[[1]]'")
    db.close()
    ran = cli("history")
    assert ran.code == 70
    assert "Traceback" not in ran.err
    log = desk.parent / "state" / "crash.log"
    assert "Traceback" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


def leave_open(cli: Cli, desk: Path) -> None:
    """Push so that the reply is lost and every later look fails: exit 6."""
    source = (Path(__file__).parents[2] / "config" / "ita-sync.toml").read_text("utf-8")
    (desk / "hasty.toml").write_text(source.replace("deadline = 300", "deadline = 0.5"), "utf-8")
    cli(*SIGN)
    box(desk).fault(Fault("hang", when="before"))
    box(desk).fault(Fault("http-503", match="read", skip=1, times=None))
    assert cli("push", REPORT, "--config", "hasty.toml").code == 6
    box(desk).clear_faults()


@pytest.mark.parametrize("extra", [(), ("--tsv",)], ids=["plan", "tsv"])
def test_a_dry_run_does_not_offer_a_row_while_an_attempt_is_open(
    cli: Cli, desk: Path, extra: tuple[str, ...]
) -> None:
    """Pasting now could double the row once the attempt lands."""
    leave_open(cli, desk)
    ran = cli("push", REPORT, "--dry-run", *extra)
    assert ran.code == 6
    assert ran.out == ""
    assert "Do not paste" in ran.err


def test_an_unreachable_sheet_does_not_claim_that_an_open_attempt_wrote_nothing(
    cli: Cli, desk: Path
) -> None:
    """The dry run knows the journal as the push does."""
    leave_open(cli, desk)
    box(desk).fault(Fault("http-503", match="read", times=None))
    ran = cli("push", REPORT, "--dry-run", "--tsv", "--config", "hasty.toml")
    assert (ran.code, ran.out) == (6, "")
    assert "may have been written" in ran.err


def test_tsv_of_a_row_that_stands_already_offers_nothing_to_paste(cli: Cli) -> None:
    """It says where the row stands."""
    cli(*SIGN)
    cli("push", REPORT)
    ran = cli("push", REPORT, "--dry-run", "--tsv")
    assert ran.code == 0
    assert "already stands in row 3" in ran.out
    assert "\t" not in ran.out


def test_tsv_for_a_listed_agency_keeps_the_order_of_the_sheet(cli: Cli, desk: Path) -> None:
    """The row is printed, column for column, and the conflict stays one."""
    cli(*SIGN)
    cli("sandbox", "show")
    header = [str(h) for h in box(desk).rows("sandbox", "ITA 2566")[1]]
    rows = [["x"], ["ลำดับ", *header], [1, "5360601"]]
    box(desk).reset()
    box(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": rows}])
    ran = cli("push", REPORT, "--dry-run", "--tsv")
    assert ran.code == 7
    assert ran.out.split("\t")[:2] == ["", "'5360601"]
    assert "column A" in ran.err


def test_tsv_without_a_readable_header_keeps_the_order_of_the_configuration(
    cli: Cli, desk: Path
) -> None:
    """Nothing in the tab looks like the header."""
    cli(*SIGN)
    box(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": [["อะไรก็ไม่รู้"]]}])
    ran = cli("push", REPORT, "--dry-run", "--tsv")
    assert ran.code == 7
    assert ran.out.startswith("'5360601\t")
    assert "order of the configuration" in ran.err
