"""`push --dry-run -o` saves a plan, and `push --plan` does exactly that, or refuses."""

import json
import shutil
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, impatient, province, rows, sandbox
from tests.cli.terminal import edit
from tests.cli.test_dry_run import snapshot

PLAN = "plan.json"
SAVE = ("--dry-run", "-o", PLAN)


def saved(cli: Cli, desk: Path, count: int = 3) -> None:
    """Save the plan of so many reports."""
    province(cli, desk, count)
    ran = cli("push", "reports", *SAVE)
    assert ran.code == Exit.OK, ran.err
    sandbox(desk).clear_calls()


def test_a_plan_is_saved_and_carried_out_as_it_is(cli: Cli, desk: Path) -> None:
    """The dry run writes nothing else; the push says what it did of each; a second one, nothing."""
    province(cli, desk, 3)
    before = snapshot(desk.parent)
    ran = cli("push", "reports", *SAVE, "--json")
    after = snapshot(desk.parent)
    assert set(after) - set(before) == {f"desk/{PLAN}"}
    assert {**before, f"desk/{PLAN}": after[f"desk/{PLAN}"]} == after
    assert ran.document()["plan"] == PLAN
    assert "The plan of 3 of 3 reports is saved" in ran.err
    assert "ita-sync push --plan plan.json" in ran.err
    done = cli("push", "--plan", PLAN)
    assert done.code == Exit.OK
    assert "3 reports: 3 written, 0 filled or amended, 0 already there, 0 not pushed.\n" in done.out
    again = cli("push", "--plan", PLAN, "--json")
    assert (again.code, again.document()["calls"]) == (Exit.OK, {"reads": 1, "writes": 0})
    assert [each["outcome"] for each in again.document()["results"]] == ["already"] * 3


def test_only_what_would_go_through_is_in_the_plan(cli: Cli, desk: Path) -> None:
    """The others are named; where none is left, no file is made, and the exit code says why."""
    province(cli, desk, 2)
    (desk / "reports" / "r0.signoff.json").unlink()
    ran = cli("push", "reports", "missing.yaml", *SAVE)
    assert ran.code == Exit.CONFIG
    assert "The plan of 1 of 3 reports is saved" in ran.err
    (item,) = json.loads((desk / PLAN).read_text("utf-8"))["items"]
    assert (Path(item["report"]).name, item["action"]) == ("r1.yaml", "add")
    (desk / PLAN).unlink()
    ran = cli("push", REPORT, *SAVE, "--json")
    assert (ran.code, ran.document()["plan"]) == (Exit.NOT_SIGNED, None)
    assert "No plan was saved: none of the reports would go through." in ran.err
    assert not (desk / PLAN).exists()


def test_a_plan_takes_the_place_of_an_older_one_and_of_nothing_else(cli: Cli, desk: Path) -> None:
    """A report, a folder, a link, the screen."""
    cli(*SIGN)
    for _ in range(2):
        assert cli("push", REPORT, *SAVE).code == Exit.OK
    before = (desk / REPORT).read_bytes()
    (desk / "link.json").symlink_to(PLAN)
    (desk / "folder").mkdir()
    for name in (REPORT, "link.json", "folder", "-"):
        assert cli("push", REPORT, "--dry-run", "-o", name).code == Exit.USAGE, name
    assert (desk / REPORT).read_bytes() == before
    assert (desk / "link.json").is_symlink()


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ("report", Exit.NOT_SIGNED, "reports/r1.yaml changed after it was signed off"),
        ("comment", Exit.CONFLICT, "r1.yaml (5300001 / 2566): the report file changed"),
        ("signoff", Exit.NOT_SIGNED, "reports/r1.yaml has not been signed off."),
        ("signed-anew", Exit.NOT_SIGNED, "its sign-off is another one by now"),
        ("both", Exit.CONFLICT, "its row has other content by now"),
        ("gone", Exit.CONFLICT, "There is no such file"),
    ],
)
def test_a_plan_whose_reports_changed_is_refused_and_nothing_is_written(
    cli: Cli, desk: Path, change: str, code: Exit, said: str
) -> None:
    """All of it, with the name of what changed, and without a call."""
    saved(cli, desk)
    report = desk / "reports" / "r1.yaml"
    if change in {"report", "both"}:
        edit(report, ("ชย 52506.2/62", "ชย 52506.2/63"))
    if change == "comment":
        edit(report, ("schema_version", "# x\nschema_version"))
    if change == "signoff":
        report.with_name("r1.signoff.json").unlink()
    if change == "both":
        cli("sign", "reports/r1.yaml", *SIGN[2:], "--offline")
    if change == "signed-anew":
        cli("sign", "reports/r1.yaml", *SIGN[2:], "--reference", "ชย 1/2", "--offline")
    if change == "gone":
        report.unlink()
    ran = cli("push", "--plan", PLAN)
    assert ran.code == code
    assert said in ran.err
    assert "The plan does not hold any more, and nothing of it was done." in ran.err
    assert ran.err.count("The plan does not hold") == 1
    assert "Nothing was written to the sheet for this report." in ran.err
    assert sandbox(desk).calls() == []


def test_a_plan_whose_sheet_changed_is_refused_and_one_whose_rows_moved_is_not(
    cli: Cli, desk: Path
) -> None:
    """Another's content under a key of ours is exit 7; rows inserted above are only told."""
    saved(cli, desk)
    header = [str(each) for each in sandbox(desk).rows("sandbox", "ITA 2566")[1]]
    moved = [["x"], ["y"], ["z"], header]
    sandbox(desk).reset()
    sandbox(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": [*moved, ["5300001"]]}])
    ran = cli("push", "--plan", PLAN, "--json")
    assert (ran.code, rows(desk, "5300000")) == (Exit.CONFLICT, 0)
    results = ran.document()["results"]
    assert [each["error"]["code"] for each in results] == ["plan-moved"] * 3
    assert len(results[0]["error"]["details"]) == 1
    assert "5300001" in results[0]["error"]["details"][0]["en"]
    sandbox(desk).reset()
    sandbox(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": moved}])
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.OK
    assert "r0.yaml (5300000 / 2566): row 5 by now, not 3: that does not matter" in ran.err
    assert rows(desk, "5300000") == 1


def test_a_plan_for_other_columns_or_another_sheet_is_refused(cli: Cli, desk: Path) -> None:
    """The configuration of the day of the push has to be that of the plan."""
    saved(cli, desk)
    impatient(desk)  # how long to wait is no matter of the plan
    config = desk / "config" / "ita-sync.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace('header = "คะแนนรวม"', 'header = "รวม"'), "utf-8")
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.CONFLICT
    assert "The columns of the configuration changed." in ran.err
    config.write_text(text.replace('= "sandbox"', f'= "{"1" * 44}"', 1), "utf-8")
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.CONFLICT
    said = f"The plan is for the spreadsheet sandbox; the configuration names {'1' * 44}.\n"
    assert said in ran.err
    assert "signed off" not in ran.err  # what follows from it
    assert "→ Run it with the configuration for which the plan was made" in ran.err
    config.write_text(text, "utf-8")
    assert cli("push", "--plan", PLAN).code == Exit.OK


def test_an_edited_plan_and_what_is_none_are_refused(cli: Cli, desk: Path) -> None:
    """In words, with a way on."""
    saved(cli, desk)
    edit(desk / PLAN, ('"add"', '"nothing"'))
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.CONFLICT
    assert f"The plan {PLAN} was changed after it was made." in ran.err
    assert "→ Make a new plan" in ran.err
    shutil.copy(REPORT, PLAN)
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.CONFIG
    assert f"The plan {PLAN} cannot be read: it is no plan of ita-sync" in ran.err
    assert cli("push", "--plan", "missing.json").code == Exit.CONFIG


def test_a_plan_goes_alone(cli: Cli, desk: Path) -> None:
    """What else is named would not be done, or is in the plan."""
    saved(cli, desk, 1)
    for more in ((REPORT,), ("--dry-run",), ("--restore",), ("--this-tab",), ("-o", "x.json")):
        ran = cli("push", "--plan", PLAN, *more)
        assert (ran.code, "--plan goes alone" in ran.err) == (Exit.USAGE, True), more
    ran = cli("push")
    assert (ran.code, "Missing argument" in ran.err) == (Exit.USAGE, True)
    ran = cli("push", REPORT, "-o", "x.json")
    assert (ran.code, "-o goes with --dry-run" in ran.err) == (Exit.USAGE, True)


def test_an_interrupted_plan_is_carried_on_with(cli: Cli, desk: Path) -> None:
    """Its outcome was unknown: the same command settles it, and does what is left."""
    saved(cli, desk)
    impatient(desk)
    sandbox(desk).fault(Fault("cut", when="after"))
    sandbox(desk).fault(Fault("http-503", match="read", skip=1, times=None))
    assert cli("push", "--plan", PLAN).code == Exit.UNKNOWN
    sandbox(desk).clear_faults()
    ran = cli("push", "--plan", PLAN)
    assert ran.code == Exit.OK
    assert "3 reports: 3 written" in ran.out
    assert [rows(desk, f"530000{number}") for number in range(3)] == [1, 1, 1]
