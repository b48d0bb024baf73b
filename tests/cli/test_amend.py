"""A row that is ours is amended by a newer decision, never by an older one."""

import shutil
import time
from pathlib import Path

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli, rows
from tests.cli.terminal import edit

SIGNOFF = REPORT.replace(".yaml", ".signoff.json")


def outcome(cli: Cli) -> str:
    """Push the report; return how that ended."""
    (result,) = cli("push", REPORT, "--json").document()["results"]
    return str(result.get("outcome") or result["error"]["code"])


def test_an_older_report_does_not_go_over_a_newer_one(cli: Cli, desk: Path) -> None:
    """Put back with its sign-off, as from a backup: exit 7; signed again it is the newest."""
    assert cli(*SIGN).code == Exit.OK
    assert outcome(cli) == "written"
    for name in (REPORT, SIGNOFF):
        shutil.copy(desk / name, desk / f"{name}.old")
    time.sleep(1.1)  # sign-offs are told apart by the second
    edit(desk / REPORT, ("52506.2/62", "52506.2/63"))
    assert cli(*SIGN).code == Exit.OK
    assert outcome(cli) == "amended"
    for name in (REPORT, SIGNOFF):
        shutil.copy(desk / f"{name}.old", desk / name)
    ran = cli("push", REPORT)
    assert (ran.code, "was decided later than this report" in ran.err) == (Exit.CONFLICT, True)
    assert outcome(cli) == "older-decision"
    assert cli(*SIGN).code == Exit.OK
    assert outcome(cli) == "amended"
    assert rows(desk) == 1
    intents = cli("history", REPORT, "--json").document()["intents"]
    assert [intent["signoff"]["recorded_at"][:2] for intent in intents] == ["20"] * 3
