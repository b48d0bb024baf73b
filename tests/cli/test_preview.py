"""`preview`: what `push --dry-run` prints, the findings, and what could not be known."""

from pathlib import Path

import pytest

from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, impatient, sandbox
from tests.cli.terminal import edit
from tests.cli.test_dry_run import leave_open, snapshot

UNSEEN = "Not known, as the sheet was not looked at"


def test_it_prints_what_the_dry_run_prints(cli: Cli, desk: Path) -> None:
    """New, signed, there already, amended: the same lines in the same words."""
    for step in (None, SIGN, ("push", REPORT)):
        if step:
            assert cli(*step).code == 0
        planned, shown = cli("push", REPORT, "--dry-run"), cli("preview", REPORT)
        assert (shown.code, planned.code) == (0, 0)
        assert planned.out in shown.out
        assert planned.err == shown.err
    edit(desk / REPORT, ("ชย 52506.2/62", "ชย 52506.2/63"))
    planned, shown = cli("push", REPORT, "--dry-run"), cli("preview", REPORT)
    assert planned.out in shown.out
    assert "เลขที่หนังสือ: ชย 52506.2/62 → ชย 52506.2/63" in shown.out
    assert "Report field memo.number: ชย 52506.2/62 → ชย 52506.2/63" in shown.err


def test_it_says_where_the_row_lands_how_it_is_signed_and_which_calls_it_takes(cli: Cli) -> None:
    """All that an executive may ask before the row goes."""
    assert "has not been signed off" in cli("preview", REPORT).err
    cli(*SIGN)
    shown = cli("preview", REPORT)
    assert "would be written to row 3 of tab ITA 2566" in shown.out
    assert "Signed off: นายกเทศมนตรี, 27 ตุลาคม 2566" in shown.out
    assert "A push takes 2 reads, 2 writes." in shown.out
    assert "Not known: whether the link opens" in shown.out
    assert "warning URL-RESERVED" in shown.out


def test_it_writes_nothing_anywhere(cli: Cli, desk: Path) -> None:
    """Neither into the sheet nor into a folder."""
    cli("preview", REPORT)
    before = snapshot(desk.parent)
    assert cli("preview", REPORT, "--json").code == 0
    assert snapshot(desk.parent) == before
    assert [call for call in sandbox(desk).calls() if call.write] == []


def test_offline_the_sheet_is_not_asked(cli: Cli, desk: Path) -> None:
    """The row as the report makes it, and what is not known."""
    shown = cli("preview", REPORT, "--offline")
    assert shown.code == 0
    assert "The row of 5360601 / 2566, as the report makes it:\n  รหัส อปท.: 5360601\n" in shown.out
    assert UNSEEN in shown.out
    assert "A push takes" not in shown.out
    assert not (desk.parent / "state" / "sandbox.sqlite").exists()


@pytest.mark.parametrize(
    ("fault", "said"),
    [("http-403", "Google refused access"), ("http-503", "cannot be reached now")],
)
def test_a_sheet_that_cannot_be_read_takes_nothing_else_away(
    cli: Cli, desk: Path, fault: str, said: str
) -> None:
    """The rest is shown; why the sheet was not read is said with what to do."""
    impatient(desk)
    sandbox(desk).fault(Fault(fault, match="read", times=None))
    shown = cli("preview", REPORT)
    assert shown.code == 0
    assert "คะแนนรวม: 78.41" in shown.out
    assert UNSEEN in shown.out
    assert said in shown.err
    document = cli("preview", REPORT, "--json").document()
    assert document["unread"]["code"]
    assert document["calls"] is None
    assert UNSEEN in document["unknown"][0]["en"]


def test_what_is_in_the_way_keeps_its_exit_code(cli: Cli, desk: Path) -> None:
    """An open attempt is 6: what it did may be in the sheet."""
    leave_open(cli, desk)
    ran = cli("preview", REPORT)
    assert ran.code == 6
    assert "คะแนนรวม: 78.41" in ran.out


def test_a_wrong_report_is_shown_with_its_errors(cli: Cli, desk: Path) -> None:
    """Exit 1, as `check`; the row as it would be, and no look at the sheet."""
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    ran = cli("preview", REPORT)
    assert ran.code == 1
    assert "error TOTAL-SUM" in ran.out
    assert "คะแนนรวม: 39.41" in ran.out
    assert UNSEEN in ran.out
    (result,) = cli("preview", REPORT, "--json").document()["results"]
    assert result["would_push"] is False


def test_a_report_without_an_indicator_has_no_row_and_is_shown_all_the_same(
    cli: Cli, desk: Path
) -> None:
    """What cannot be worked out is left out."""
    source = (desk / REPORT).read_text("utf-8")
    (line,) = [each for each in source.splitlines() if "{number: 10, tool: OIT" in each]
    (desk / REPORT).write_text(source.replace(line + "\n", ""), "utf-8")
    ran = cli("preview", REPORT)
    assert ran.code == 1
    assert "as the report makes it" not in ran.out
    assert "→ Correct" in ran.err


def test_programs_get_the_findings_too(cli: Cli) -> None:
    """One document: what a push would do, what the checks found, what is not known."""
    document = cli("preview", REPORT, "--json").document()
    assert (document["command"], document["exit"], document["unread"]) == ("preview", 0, None)
    assert document["calls"] == {"reads": 2, "writes": 2}
    assert [each["code"] for each in document["findings"]] == ["URL-RESERVED"]
    (result,) = document["results"]
    assert (result["action"], result["row"], result["signed"]) == ("add", 3, False)
    assert [reason["code"] for reason in result["reasons"]] == ["not-signed"]


def test_the_page_is_written_whole_and_over_nothing(cli: Cli, desk: Path) -> None:
    """What the terminal shows is on it; what is there stays, unless told otherwise or our own."""
    ran = cli("preview", REPORT, "--html", "page.html")
    assert (ran.code, "Written: page.html" in ran.out) == (0, True)
    page = (desk / "page.html").read_text("utf-8")
    for said in ("เทศบาลตำบลจัตุรัส", "78.41", "แถว 3 ของแท็บ ITA 2566", "URL-RESERVED", "ชีตฝึก"):
        assert said in page
    assert str(desk) not in page
    for other in (f"<!-- mine -->{page}", page.replace("sync preview", "sync coverage"), ""):
        (desk / "other.html").write_text(other, "utf-8")
        refused = cli("preview", REPORT, "--html", "other.html")
        assert (refused.code, "--force overwrites it" in refused.err) == (2, True)
        assert (desk / "other.html").read_text("utf-8") == other
    assert cli("preview", REPORT, "--html", "other.html", "--force").code == 0
    cli(*SIGN)
    document = cli("preview", REPORT, "--html", "page.html", "--json").document()
    assert document["written"] == ["page.html"]
    assert "รับทราบแล้ว: นายกเทศมนตรี" in (desk / "page.html").read_text("utf-8")
    assert cli("preview", REPORT, "--html", "-").code == 2
    assert cli("preview", REPORT, "--html", "no/page.html").code == 4


def test_the_page_shows_old_and_new_and_what_changed_since_it_was_signed(
    cli: Cli, desk: Path
) -> None:
    """An amendment is seen as one."""
    cli(*SIGN)
    cli("push", REPORT)
    edit(desk / REPORT, ("ชย 52506.2/62", "ชย 52506.2/63"))
    cli("preview", REPORT, "--html", "page.html")
    page = (desk / "page.html").read_text("utf-8")
    assert "<del>ชย 52506.2/62</del> → <ins>ชย 52506.2/63</ins>" in page
    assert "ต้องเสนอให้พิจารณาอีกครั้ง" in page
    assert "memo.number" in page


def test_the_page_of_a_wrong_report_or_without_a_look_says_what_is_missing(
    cli: Cli, desk: Path
) -> None:
    """It is made all the same; the exit code is that of the report."""
    assert cli("preview", REPORT, "--offline", "--html", "page.html").code == 0
    assert "ไม่ได้ดูชีต" in (desk / "page.html").read_text("utf-8")
    edit(desk / REPORT, ("total: 78.41", "total: 39.41"))
    assert cli("preview", REPORT, "--html", "wrong.html").code == 1
    page = (desk / "wrong.html").read_text("utf-8")
    assert "มีข้อผิดพลาด 1 ข้อ" in page
    assert "ลงชื่อ" not in page


def test_the_report_of_last_year_is_shown_beside_and_no_other(cli: Cli, desk: Path) -> None:
    """Of the same agency, one year before; it goes with the page."""
    source = (desk / REPORT).read_text("utf-8")
    (desk / "before.yaml").write_text(source.replace("fiscal_year: 2566", "fiscal_year: 2565"))
    page = ("preview", REPORT, "--html", "page.html", "--force")
    assert cli(*page, "--last-year", "before.yaml").code == 0
    assert "ปีก่อน: 78.41" in (desk / "page.html").read_text("utf-8")
    assert cli("read", "before.yaml", "-o", "before.xlsx").code == 0
    assert cli(*page, "--last-year", "before.xlsx").code == 0
    for wrong in (REPORT, "other.yaml"):
        (desk / "other.yaml").write_text(
            source.replace("fiscal_year: 2566", "fiscal_year: 2565").replace("5360601", "5360602")
        )
        ran = cli(*page, "--last-year", wrong)
        assert (ran.code, "no report of this agency" in ran.err) == (2, True)
    assert cli("preview", REPORT, "--last-year", "before.yaml").code == 2
    assert cli(*page, "--last-year", "none.yaml").code == 4
