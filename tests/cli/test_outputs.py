"""Files that commands write: what is no file is never written over, and nothing is left behind."""

import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, ROOT, SIGN, Cli, own_config
from tests.odd import KINDS, contents, make

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")

NAMED = [
    ("read", "scan.txt", "-o", "odd.yaml"),
    ("read", "scan.txt", "--output", "odd.yaml"),
    ("form", "odd.xlsx"),
    ("sandbox", "export", "odd.xlsx"),
    ("sandbox", "export", "odd.csv"),
    ("coverage", "--agencies", "list.csv", "--csv", "odd.csv"),
    ("coverage", "--agencies", "list.csv", "--html", "odd.html"),
]


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", NAMED)
@pytest.mark.usefixtures("text")
def test_an_output_that_is_no_file_is_refused(
    cli: Cli, desk: Path, command: tuple[str, ...], kind: str, force: tuple[str, ...]
) -> None:
    """Exit 2, one sentence in either language, and everything is as it was."""
    make(desk / command[-1], kind)
    before = contents(desk)
    for lang in ("en", "th"):
        ran = cli(*command, *force, "--lang", lang)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        sentence = ran.err.splitlines()[-1]
        assert command[-1] in sentence
        assert bool(re.search("[ก-๛]{5}", sentence)) == (lang == "th")
    assert contents(desk) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_is_saved_over_nothing_that_is_no_file(cli: Cli, desk: Path, kind: str) -> None:
    """There is no `--force`: only an older plan is replaced."""
    cli(*SIGN)
    make(desk / "odd.json", kind)
    before = contents(desk)
    for lang in ("en", "th"):
        ran = cli("push", REPORT, "--dry-run", "-o", "odd.json", "--lang", lang)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        sentence = ran.err.splitlines()[-1]
        assert "odd.json" in sentence
        assert bool(re.search("[ก-๛]{5}", sentence)) == (lang == "th")
    assert contents(desk) == before


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("kind", KINDS)
def test_the_place_that_read_picks_itself_is_no_exception(cli: Cli, desk: Path, kind: str) -> None:
    """Beside the document, with .yaml."""
    make(desk / "scan.yaml", kind)
    before = contents(desk)
    assert cli("read", "scan.txt", "--force").code == Exit.USAGE
    assert contents(desk) == before


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_what_means_the_output_of_the_run_is_printed(cli: Cli, name: str) -> None:
    """Whatever stands behind it: a terminal, a pipe, a file of the shell's."""
    ran = cli("read", "scan.txt", "-o", name, "--force")
    assert ran.code == Exit.OK
    assert "fiscal_year: 2566" in ran.out
    assert cli("read", "scan.txt", "-o", name, "--json").code == Exit.USAGE


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("read", "scan.txt", "-o", "out.yaml"), "out.yaml"),
        (("form", "out.xlsx"), "out.xlsx"),
        (("sandbox", "export", "out.xlsx"), "out.xlsx"),
        (("sandbox", "export", "out.csv"), "out.csv"),
        (SIGN, "chaturat-2566.signoff.json"),
        (("agencies", "import", "list.csv"), "config/agencies.csv"),
    ],
)
def test_permissions_of_a_file_that_is_replaced_are_kept(
    cli: Cli, desk: Path, command: tuple[str, ...], name: str
) -> None:
    """Those of a new one are the system's, and 0600 for a sign-off."""
    own_config(desk)
    forced = () if command[0] in {"sign", "agencies"} else ("--force",)
    path = desk / name
    for mode in (0o600, 0o640):
        path.write_text("old", "utf-8")
        path.chmod(mode)
        assert cli(*command, *forced).code == Exit.OK
        assert path.read_bytes() != b"old"
        assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("kind", KINDS)
def test_a_sign_off_is_not_written_over_what_is_no_file(cli: Cli, desk: Path, kind: str) -> None:
    """Nobody named it on the command line: exit 4, as where the folder cannot be written."""
    make(desk / "chaturat-2566.signoff.json", kind)
    before = contents(desk)
    ran = cli(*SIGN)
    assert ran.code == Exit.CONFIG
    assert "Remove what is no file there" in ran.err
    assert contents(desk) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_agencies_is_not_written_over_what_is_no_file(
    cli: Cli, desk: Path, kind: str
) -> None:
    """A link that somebody made to a list of another folder stays one."""
    make(own_config(desk) / "agencies.csv", kind)
    before = contents(desk)
    ran = cli("agencies", "import", "list.csv")
    assert (ran.code, "cannot be written" in ran.err) == (Exit.CONFIG, True)
    assert contents(desk) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["frameworks/2570.toml", "ita-sync.toml"])
def test_a_new_year_is_not_written_over_what_is_no_file(
    cli: Cli, desk: Path, name: str, kind: str
) -> None:
    """Neither its file nor the configuration that comes with it."""
    (desk / "config" / "frameworks").mkdir(parents=True)
    make(desk / "config" / name, kind)
    before = contents(desk)
    ran = cli("year", "new", "2570", "--from", "2569")
    assert ran.code in {Exit.USAGE, Exit.CONFIG}
    assert "Traceback" not in ran.err
    assert contents(desk) == before


FULL = [
    ("sandbox", "export", "old.xlsx", "--force"),
    ("sandbox", "export", "old.csv", "--force"),
    ("read", "scan.txt", "-o", "old.yaml", "--force"),
    ("form", "old.xlsx", "--force"),
]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("command", FULL)
def test_a_disk_that_is_full_in_the_end(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The old file stays, and nothing is left beside it."""
    for name in ("old.xlsx", "old.csv", "old.yaml"):
        (desk / name).write_text("old", "utf-8")
    before = contents(desk)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = cli(*command)
    assert (ran.code, "the disk is full" in ran.err) == (Exit.CONFIG, True)
    assert contents(desk) == before


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("command", [FULL[0], FULL[2]])
def test_a_file_that_does_not_fit(cli: Cli, desk: Path, command: tuple[str, ...]) -> None:
    """As a full disk, half-way: nothing complains once more at the end."""
    assert cli("sandbox", "show").code == Exit.OK
    before = contents(desk)
    run = 'ulimit -f 1; exec "$@"'
    ended = subprocess.run(
        ["/bin/sh", "-c", run, "sh", sys.executable, "-m", "ita_sync", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == Exit.CONFIG, ended.stderr
    assert not re.search("Traceback|Exception", ended.stderr)
    assert contents(desk) == before
