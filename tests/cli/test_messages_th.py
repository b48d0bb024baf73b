"""The messages in the table of README.th.md are those that come, with their exit codes."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, Ran, impatient, own_config, sandbox
from tests.cli.officer import ADDRESS, PAGE
from tests.promise.edits import delete_row, put

TABLE = re.findall(r"^\| (\d) \| «(.+?)» \|", PAGE, re.MULTILINE)
UNKNOWN = "is not recognized as an internal or external command"
ELSEWHERE = {f"'ita-sync' {UNKNOWN}": "Windows", f"'py' {UNKNOWN}": "Windows"}
"""What is not provoked here, and who says it."""


def _spoil(desk: Path, old: str, new: str) -> None:
    text = (desk / REPORT).read_text("utf-8")
    assert old in text
    (desk / REPORT).write_text(text.replace(old, new, 1), "utf-8")


def _real(desk: Path) -> Path:
    file = own_config(desk) / "ita-sync.toml"
    text = file.read_text("utf-8").replace('spreadsheet = "sandbox"', f'spreadsheet = "{ADDRESS}"')
    (desk / "real.toml").write_text(text, "utf-8")
    file.unlink()
    return desk / "real.toml"


def undecided(cli: Cli, desk: Path) -> Ran:
    """A value that was read is still in doubt."""
    _spoil(desk, "total: 78.41", "total: 78.41  # ??")
    return cli("check", REPORT)


def wrong(cli: Cli, desk: Path) -> Ran:
    """A total that is no sum."""
    _spoil(desk, "total: 78.41", "total: 87.41")
    return cli("push", REPORT)


def again(cli: Cli, _: Path) -> Ran:
    """A step is done twice."""
    cli("init", "--sandbox")
    return cli("init", "--sandbox")


def curly(cli: Cli, _: Path) -> Ran:
    """Quotes as a word processor makes them; the words as they are parted then."""
    return cli(*SIGN, "--reference", "“ชย", "52506.2/17”")


def unsigned(cli: Cli, _: Path) -> Ran:
    """Nobody has signed."""
    return cli("push", REPORT)


def unsigned_again(cli: Cli, desk: Path) -> Ran:
    """The sign-off was deleted; a backup would do, and so would signing again."""
    cli(*SIGN)
    (file,) = desk.glob("*.signoff.json")
    backup = desk / "backup.json"
    file.rename(backup)
    ran = cli("push", REPORT)
    backup.rename(file)
    assert "ยังไม่ได้ลง" not in cli("preview", REPORT).out
    file.unlink()
    assert cli(*SIGN).code == 0
    assert "ยังไม่ได้ลง" not in cli("preview", REPORT).out
    return ran


def changed(cli: Cli, desk: Path) -> Ran:
    """The report says something else since."""
    cli(*SIGN)
    _spoil(desk, "analysis-report.pdf", "other.pdf")
    return cli("push", REPORT)


def edited(cli: Cli, desk: Path) -> Ran:
    """Somebody wrote into the sign-off."""
    cli(*SIGN)
    (file,) = desk.glob("*.signoff.json")
    file.write_text(file.read_text("utf-8").replace("27 ตุลาคม", "26 ตุลาคม"), "utf-8")
    return cli("push", REPORT)


def elsewhere_at_all(cli: Cli, _: Path) -> Ran:
    """A new window, in a folder without the report."""
    return cli("check", "report-2566.xlsx")


def keyless(cli: Cli, desk: Path) -> Ran:
    """The key was moved away."""
    aim = ("--config", str(_real(desk)))
    cli(*SIGN, *aim, "--offline")
    return cli("push", REPORT, *aim, "--credentials", "key.json")


def not_a_key(cli: Cli, desk: Path) -> Ran:
    """Another file has the key's name."""
    aim = ("--config", str(_real(desk)), "--credentials", "key.json")
    (desk / "key.json").write_text('{"hello": 1}', "utf-8")
    (desk / "key.json").chmod(0o600)
    cli(*SIGN, *aim, "--offline")
    return cli("push", REPORT, *aim)


def elsewhere(cli: Cli, desk: Path) -> Ran:
    """Pushed from a folder without the configuration."""
    cli(*SIGN, "--config", str(_real(desk)), "--offline")
    return cli("push", REPORT)


def cut_off(cli: Cli, desk: Path) -> Ran:
    """No network."""
    impatient(desk)
    cli(*SIGN)
    cli("sandbox", "show")
    sandbox(desk).fault(Fault("refused", match="read", times=None))
    return cli("push", REPORT)


def unanswered(cli: Cli, desk: Path) -> Ran:
    """The row went out, and no reply came."""
    impatient(desk)
    cli(*SIGN)
    cli("sandbox", "show")
    sandbox(desk).fault(Fault("cut", when="after"))
    sandbox(desk).fault(Fault("http-503", match="read", skip=1, times=None))
    return cli("push", REPORT)


def removed(cli: Cli, desk: Path) -> Ran:
    """Somebody deletes the row."""
    cli(*SIGN)
    cli("push", REPORT)
    assert sandbox(desk).owner_edit("sandbox", [delete_row(2)])
    return cli("push", REPORT)


def typed_by_hand(cli: Cli, desk: Path) -> Ran:
    """Somebody typed another total into it."""
    cli(*SIGN)
    cli("push", REPORT)
    assert sandbox(desk).owner_edit("sandbox", [put(2, 8, 79.41)])
    return cli("push", REPORT)


def taken_back(cli: Cli, desk: Path) -> Ran:
    """The amended row was taken back, and the amendment is pushed again."""
    cli(*SIGN)
    cli("push", REPORT)
    _spoil(desk, "analysis-report.pdf", "other.pdf")
    later = (*SIGN[:-1], "28 ตุลาคม 2566")
    cli(*later)
    cli("push", REPORT)
    time.sleep(1.1)  # decisions are told apart by the second
    cli("sign", "--undo", "5360601", *later[2:-1], "29 ตุลาคม 2566")
    assert cli("undo", "5360601").code == 0
    return cli("push", REPORT)


def of_another_year(cli: Cli, desk: Path) -> Ran:
    """The configured tab is last year's."""
    file = own_config(desk) / "ita-sync.toml"
    file.write_text(file.read_text("utf-8").replace('"ITA 2566"', '"ITA 2565"'), "utf-8")
    cli(*SIGN)
    return cli("push", REPORT)


def protected(cli: Cli, desk: Path) -> Ran:
    """The owner has closed the tab."""
    cli(*SIGN)
    cli("sandbox", "show")
    area = {"range": {"sheetId": 0}}
    assert sandbox(desk).owner_edit("sandbox", [{"addProtectedRange": {"protectedRange": area}}])
    return cli("push", REPORT)


PROVOKED: tuple[Callable[[Cli, Path], Ran], ...] = (
    *(undecided, wrong, again, curly, unsigned, unsigned_again, changed, edited),
    *(elsewhere_at_all, keyless, not_a_key, elsewhere, cut_off, unanswered),
    *(removed, typed_by_hand, taken_back, of_another_year, protected),
)
"""In the order of the table."""


@pytest.mark.parametrize(("row", "provoke"), [*zip(TABLE, PROVOKED, strict=True)])
def test_each_message_comes(
    row: tuple[str, str],
    provoke: Callable[[Cli, Path], Ran],
    cli: Cli,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody does what leads to it."""
    monkeypatch.setenv("ITA_SYNC_LANG", "th")
    ran = provoke(cli, desk)
    assert (ran.code, row[1] in ran.out + ran.err) == (int(row[0]), True), ran.out + ran.err


def test_no_other_message_is_in_the_table() -> None:
    """Each is provoked, or it is said who says it."""
    table = PAGE[PAGE.index("| รหัส | ข้อความ |") :].split("\n\n", 1)[0]
    rows = [re.split(r" *(?<!\\)\| *", line)[1:3] for line in table.splitlines()[2:]]
    said = [(code, text.strip("«»`")) for code, text in rows]
    assert said == [*(("–", text) for text in ELSEWHERE), *TABLE]


def test_the_installer_says_what_the_page_says_where_it_is_in_another_folder(
    tmp_path: Path,
) -> None:
    """What pip answers in a folder without the program."""
    (said,) = re.findall(r"หากขึ้น `(.+?)`", PAGE)
    command = [sys.executable, "-m", "pip", "install", "--no-index", "."]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, said in ran.stderr) == (1, True), ran.stderr
