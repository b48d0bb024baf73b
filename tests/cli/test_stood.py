"""An amendment is decided on as the sheet stands, else as the journal knew it; which, is said."""

import json
import time
from pathlib import Path

import pytest

from ita_sync import thai
from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, sandbox
from tests.cli.terminal import edit
from tests.promise.edits import put
from tests.promise.world import BOOK, TAB

SIGNOFF = REPORT.replace(".yaml", ".signoff.json")
COLUMN = "เลขที่หนังสือ"
LINE = f"Column {COLUMN}: ชย 52506.2/62 → ชย 52506.2/63"
TODAY = thai.format_date(thai.today())


@pytest.fixture(autouse=True)
def _corrected(cli: Cli, desk: Path) -> None:
    """The row stands in the sheet, and the report was corrected since."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    edit(desk / REPORT, ("52506.2/62", "52506.2/63"))


def last(desk: Path) -> dict[str, object]:
    """Return the last record."""
    found: dict[str, object] = json.loads((desk / SIGNOFF).read_text("utf-8"))["records"][-1]
    return found


def typed(desk: Path, header: str, value: str | float) -> None:
    """Type a value into the row, as a person does."""
    column = sandbox(desk).rows(BOOK, TAB)[1].index(header)
    assert sandbox(desk).owner_edit(BOOK, [put(2, column, value)])


def unreachable(desk: Path) -> None:
    """Let the network be away."""
    sandbox(desk).fault(Fault("refused", match="read", times=None))


def test_what_changes_is_told_as_the_sheet_stands(cli: Cli, desk: Path) -> None:
    """In the statement, with when it was seen; nothing is written by the look."""
    writes = [call for call in sandbox(desk).calls() if call.write]
    ran = cli(*SIGN, "--json")
    document = ran.document()
    assert (document["seen"], [each["en"] for each in document["changes"]]) == ("sheet", [LINE])
    record = last(desk)
    assert f"be changed (as the sheet stood on {TODAY} " in str(record["statement"])
    assert f"ตามที่อยู่ในชีตเมื่อ {TODAY} " in str(record["statement"])
    beside = record["beside"]
    assert isinstance(beside, dict)
    assert (beside["seen"], beside["seen_at"]) == ("sheet", document["seen_at"])
    assert [call for call in sandbox(desk).calls() if call.write] == writes
    assert f"The sheet was seen on {document['seen_at']}" in cli("sign", REPORT, "--show").out
    assert cli("push", REPORT).out.startswith("Amended: ")


@pytest.mark.parametrize("how", ["network", "option"])
def test_without_the_sheet_it_is_told_as_the_journal_knows(cli: Cli, desk: Path, how: str) -> None:
    """Signing is possible, soon, and says so; the decision has the same force."""
    if how == "network":
        unreachable(desk)
    began = time.monotonic()
    ran = cli(*SIGN, *(("--offline",) if how == "option" else ()))
    assert ran.code == Exit.OK
    assert time.monotonic() - began < 20
    assert "The sheet was not seen: " in ran.err
    assert "as the journal of this computer last knew the row, on " in ran.err
    assert ("(--offline)" in ran.err) is (how == "option")
    record = last(desk)
    assert f"as the journal of this computer last knew it, on {TODAY} " in str(record["statement"])
    assert LINE in str(record["statement"])
    assert "The sheet was not seen then." in cli("sign", REPORT, "--show").out
    sandbox(desk).clear_faults()
    assert cli("push", REPORT).out.startswith("Amended: ")


def test_the_first_time_offline_it_is_not_known_what_stands_there(cli: Cli, desk: Path) -> None:
    """Where the journal has no row of the report, either."""
    edit(desk / REPORT, ("5360601", "5360602"))
    ran = cli(*SIGN, "--offline")
    assert (ran.code, "Whether a row stands there already is not known" in ran.err) == (0, True)
    assert "(--offline)" not in cli(*SIGN).err


def test_a_row_that_somebody_changed_is_shown_before_it_is_signed(cli: Cli, desk: Path) -> None:
    """As it stands, and how that differs from what the journal knows; a push is refused then."""
    typed(desk, "คะแนนรวม", 99)
    ran = cli(*SIGN, "--json")
    said = "Column คะแนนรวม: 99 → 78.41"
    document = ran.document()
    assert [each["en"] for each in document["changes"]] == [said, LINE]
    assert ["99" in each["en"] for each in document["otherwise"]] == [True]
    assert "Careful: the row in the sheet is not as it was last written from here" in ran.err
    assert "Careful: as the sheet stands, a push would be refused" in ran.err
    assert said in str(last(desk)["statement"])
    shown = cli("preview", REPORT)
    assert said in shown.out
    cli("preview", REPORT, "--html", "page.html")
    page = (desk / "page.html").read_text("utf-8")
    assert "<del>99</del> → <ins>78.41</ins>" in page
    assert cli("push", REPORT).code == Exit.CONFLICT
    typed(desk, "คะแนนรวม", 78.41)
    cli(*SIGN)
    assert cli("push", REPORT).out.startswith("Amended: ")


def test_a_row_that_somebody_took_away_is_told(cli: Cli, desk: Path) -> None:
    """It is not decided on as if it stood there."""
    assert sandbox(desk).owner_edit(
        BOOK,
        [
            {
                "deleteDimension": {
                    "range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
                }
            }
        ],
    )
    ran = cli(*SIGN)
    assert (ran.code, "The sheet has 0 rows of 5360601 / 2566." in ran.err) == (Exit.OK, True)
    assert "be entered in" in str(last(desk)["statement"])


def test_preview_says_by_what_it_is_known(cli: Cli, desk: Path) -> None:
    """In the terminal, on the page, for programs."""
    shown = cli("preview", REPORT)
    assert f"The row is shown as the sheet stood on {TODAY} " in shown.out
    stands = cli("preview", REPORT, "--json").document()["stands"]
    assert (stands["seen"], [each["en"] for each in stands["changes"]]) == ("sheet", [LINE])
    cli("preview", REPORT, "--html", "seen.html")
    assert "ตามที่อยู่ในชีตเมื่อ" in (desk / "seen.html").read_text("utf-8")
    shown = cli("preview", REPORT, "--offline", "--html", "page.html")
    assert "as the journal of this computer last knew it" in shown.out
    assert f"  {LINE}\n" in shown.out
    page = (desk / "page.html").read_text("utf-8")
    assert "<del>ชย 52506.2/62</del> → <ins>ชย 52506.2/63</ins>" in page
    assert "ตามที่สมุดบันทึกของเครื่องนี้ทราบล่าสุด" in page
    assert cli("preview", REPORT, "--offline", "--json").document()["stands"]["seen"] == "journal"


def test_offline_goes_with_the_sign_off_alone(cli: Cli) -> None:
    """The other steps do not look, or cannot do without."""
    for step in (("--withdraw", "--reason", "x"), ("--published", "--reference", "1")):
        assert cli(*SIGN, *step, "--offline").code == Exit.USAGE
