"""`push --dry-run`: the plan, and the row for pasting by hand."""

import hashlib
from pathlib import Path

import pytest

from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli, province
from tests.cli.terminal import edit
from tests.promise.edits import put


def snapshot(folder: Path) -> dict[str, str]:
    """Return every file below a folder with its digest, the sandbox's own file aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("sandbox.sqlite")
    }


def box(desk: Path) -> Sandbox:
    """Return the practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


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
    """The row is printed, column for column, to be pasted by hand into the listed one."""
    cli(*SIGN)
    cli("sandbox", "show")
    header = [str(h) for h in box(desk).rows("sandbox", "ITA 2566")[1]]
    rows = [["x"], ["ลำดับ", *header], [1, "5360601"]]
    box(desk).reset()
    box(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": rows}])
    ran = cli("push", REPORT, "--dry-run", "--tsv")
    assert ran.code == 0
    assert ran.out.split("\t")[:2] == ["", "'5360601"]
    assert "column A" in ran.err
    shown = cli("push", REPORT, "--dry-run").out
    assert shown.startswith("+ 5360601 / 2566 would be filled into row 3 of tab ITA 2566, where")
    assert "หน่วยงาน: – → เทศบาลตำบลจัตุรัส" in shown
    assert shown.endswith("1 row to fill. Dry run: nothing was written.\n")
    ran = cli("push", REPORT)
    assert ran.out.startswith("Filled: 5360601 / 2566 stands in row 3 of tab ITA 2566, where it")
    assert "3 reads, 5 writes" in ran.out  # two and three are asked of a sheet once
    again = cli("push", REPORT)
    assert again.out.startswith("Already there: 5360601 / 2566 stands in row 3")


def test_tsv_without_a_readable_header_keeps_the_order_of_the_configuration(
    cli: Cli, desk: Path
) -> None:
    """Nothing in the tab looks like the header."""
    box(desk).ensure("sandbox", "ITA", [{"title": "ITA 2566", "rows": [["อะไรก็ไม่รู้"]]}])
    assert cli(*SIGN).code == 0  # how the row stands could not be seen
    ran = cli("push", REPORT, "--dry-run", "--tsv")
    assert ran.code == 7
    assert ran.out.startswith("'5360601\t")
    assert "order of the configuration" in ran.err


# whether a push would go through


def test_a_dry_run_tells_programs_whether_a_push_would_go_through(cli: Cli, desk: Path) -> None:
    """`would_push`, and the reasons where not; the exit code says so where it is asked for."""
    ran = cli("push", REPORT, "--dry-run", "--json")
    (result,) = ran.document()["results"]
    assert (ran.code, result["signed"], result["would_push"]) == (0, False, False)
    assert [reason["code"] for reason in result["reasons"]] == ["not-signed"]
    assert ran.document()["calls"] == {"reads": 2, "writes": 2}
    checked = cli("push", REPORT, "--dry-run", "--check", "--json")
    assert checked.code == checked.document()["exit"] == cli("push", REPORT).code == 3
    cli(*SIGN)
    ran = cli("push", REPORT, "--dry-run", "--check", "--json")
    (result,) = ran.document()["results"]
    assert (ran.code, result["signed"], result["would_push"], result["reasons"]) == (
        0,
        True,
        True,
        [],
    )
    assert cli("push", REPORT).code == 0
    edit(desk / REPORT, ("ชย 52506.2/62", "ชย 52506.2/63"))
    ran = cli("push", REPORT, "--dry-run", "--check", "--json")
    (result,) = ran.document()["results"]
    assert (ran.code, result["action"], result["would_push"]) == (3, "amend", False)
    assert [reason["code"] for reason in result["reasons"]] == ["signoff-void"]
    (change,) = result["changes"]
    assert (change["was"], change["will_be"]) == ("ชย 52506.2/62", "ชย 52506.2/63")
    box(desk).owner_edit("sandbox", [put(2, 8, 12.5)])
    ran = cli("push", REPORT, "--dry-run", "--check", "--json")
    (result,) = ran.document()["results"]
    assert (ran.code, result["would_push"]) == (7, False)
    assert [reason["code"] for reason in result["reasons"]] == ["signoff-void", "content-differs"]
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    ran = cli("push", REPORT, "--dry-run", "--check", "--json")
    (result,) = ran.document()["results"]
    assert (ran.code, [each["exit"] for each in result["reasons"]]) == (1, [1])


def test_options_of_the_dry_run_go_with_it(cli: Cli) -> None:
    """A push that seems to check, and writes, would be worse than none."""
    for flag in ("--tsv", "--check"):
        ran = cli("push", REPORT, flag)
        assert (ran.code, f"{flag} goes with --dry-run" in ran.err) == (2, True)


def test_a_dry_run_of_many_has_a_line_for_each(cli: Cli, desk: Path) -> None:
    """Where each row would stand, what is in the way, and one sum."""
    province(cli, desk, 3)
    (desk / "reports" / "r1.signoff.json").unlink()
    ran = cli("push", "reports", "missing.yaml", "--dry-run")
    assert ran.code == 4
    assert ran.out == (
        "reports/r0.yaml: + 5300000 / 2566 would be written to row 3 of tab ITA 2566.\n"
        "reports/r1.yaml: + 5300001 / 2566 would be written to row 4 of tab ITA 2566.\n"
        "  reports/r1.yaml has not been signed off.\n"
        "reports/r2.yaml: + 5300002 / 2566 would be written to row 5 of tab ITA 2566.\n"
        "4 reports: 3 to add, 0 to fill or amend, 0 already there, 1 not to be pushed; 1 not "
        "signed off. "
        "Dry run: nothing was written.\n"
        "  A push takes 2 reads, 2 writes.\n"
    )
    pasted = cli("push", "reports", "missing.yaml", "--dry-run", "--tsv")
    lines = pasted.out.splitlines()
    assert [line[:8] for line in lines[:3]] == ["'5300000", "'5300001", "'5300002"]
    assert pasted.err.count("In the order of the sheet") == 1
