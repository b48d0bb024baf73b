"""One exit code for each thing that can be wrong with a file, whatever the command."""

from pathlib import Path

import click
import pytest

from ita_sync.cli.app import SUMMARIES, app
from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, ROOT, SIGN, Cli, own_config
from tests.cli.test_options import CONFIG
from tests.document.scan.pictures import blank, encoded
from tests.odd import contents, make

IN, OUT = "in", "out"
README = (ROOT / "README.md").read_text("utf-8")
READS: dict[str, tuple[str, ...]] = {
    "read": ("read", IN, "-o", "new.yaml"),
    "check": ("check", IN),
    "preview": ("preview", IN),
    "preview, last year": ("preview", REPORT, "--html", f"{OUT}.html", "--last-year", IN),
    "sign": ("sign", IN, *SIGN[2:]),
    "push": ("push", IN),
    "push --dry-run": ("push", IN, "--dry-run"),
    "push --plan": ("push", "--plan", IN),
    "verify": ("verify", IN),
    "fields": ("fields", IN),
    "doctor": ("doctor", IN),
    "agencies import": ("agencies", "import", IN),
    "coverage": ("coverage", "--agencies", IN),
    "login": ("login", "--client", IN),
    "year show": ("year", "show", f"./{IN}"),
    "--config": ("check", REPORT, "--config", IN),
    "--credentials": ("push", REPORT, "--dry-run", "--config", "real.toml", "--credentials", IN),
}
"""How each command is given a file to read."""
WRITES: dict[str, tuple[str, ...]] = {
    "read": ("read", "scan.txt", "-o", f"{OUT}.yaml"),
    "push --dry-run": ("push", REPORT, "--dry-run", "-o", f"{OUT}.json"),
    "preview, html": ("preview", REPORT, "--html", f"{OUT}.html"),
    "form": ("form", f"{OUT}.xlsx"),
    "sandbox export": ("sandbox", "export", f"{OUT}.xlsx"),
    "coverage, csv": ("coverage", "--agencies", "list.csv", "--csv", f"{OUT}.csv"),
    "coverage, html": ("coverage", "--agencies", "list.csv", "--html", f"{OUT}.html"),
    "sandbox export, csv": ("sandbox", "export", f"{OUT}.csv"),
}
"""How each command is given a file to write."""
NO_DOCUMENTS = (
    *(b"\x00\x01\x02\xfe\xff" * 999, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    *(b"{\\rtf1\\ansi report", b"<html><p>report"),
)
BY_NAME = {"history", "undo"}
"""They take a report for the name of its row; it need not be there any more."""
FOLDERS = {
    "init": ("init", "folder/new"),
    "schedule": ("schedule", "--practice", "-o", "folder/new"),
}
"""How each command is given a folder to write into."""


@pytest.fixture(autouse=True)
def _at_work(cli: Cli, desk: Path, text: Path) -> None:
    """A desk with all that the commands want beside the file at stake."""
    own_config(desk)
    (desk / "real.toml").write_text(CONFIG.replace('"sandbox"', '"1aB"'), "utf-8")
    assert cli(*SIGN).code == Exit.OK


def refused(cli: Cli, desk: Path, *command: str) -> int:
    """Run a command that must end without a trace in the folder; return its exit code."""
    before = contents(desk)
    codes = set()
    for lang in ("en", "th"):
        ran = cli(*command, "--lang", lang)
        assert "Traceback" not in ran.err
        assert ran.err
        codes.add(ran.code)
    assert contents(desk) == before
    (code,) = codes
    return code


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "dangling link"])
@pytest.mark.parametrize("name", READS)
def test_a_file_that_is_missing_or_cannot_be_read(
    cli: Cli, desk: Path, name: str, kind: str
) -> None:
    """Exit 4: whoever wrote the command line, or the schedule, has to see to it."""
    if kind != "missing":
        make(desk / IN, kind)
    elif name == "year show":
        pytest.skip("without a suffix it may be meant as a year: below")
    assert refused(cli, desk, *READS[name]) == Exit.CONFIG


@pytest.mark.parametrize("name", [name for name in READS if name != "read"])
def test_a_picture_where_something_else_is_expected(cli: Cli, desk: Path, name: str) -> None:
    """Exit 4: it is the wrong file. `read` takes pictures."""
    (desk / IN).write_bytes(encoded(blank()))
    assert refused(cli, desk, *READS[name]) == Exit.CONFIG


@pytest.mark.parametrize("data", NO_DOCUMENTS)
def test_a_document_of_no_kind_that_is_read(cli: Cli, desk: Path, data: bytes) -> None:
    """The same, for a program, old Word, RTF, a web page."""
    (desk / IN).write_bytes(data)
    assert refused(cli, desk, *READS["read"]) == Exit.CONFIG


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b""])
def test_a_document_that_is_damaged(cli: Cli, desk: Path, data: bytes) -> None:
    """Exit 1: the right file, whose author has to save it again."""
    (desk / IN).write_bytes(data)
    assert refused(cli, desk, *READS["read"]) == Exit.FINDINGS


def test_a_year_and_a_missing_file_are_told_apart(cli: Cli, desk: Path) -> None:
    """What looks like a file is one that is missing; what looks like neither is no usage."""
    assert refused(cli, desk, "year", "show", "rules.toml") == Exit.CONFIG
    assert refused(cli, desk, "year", "show", "rules/2570") == Exit.CONFIG
    assert refused(cli, desk, "year", "show", "last") == Exit.USAGE


def test_one_missing_file_among_many(cli: Cli, desk: Path) -> None:
    """The others are looked at all the same; the code is that of the worst."""
    ran = cli("check", REPORT, "nowhere.yaml", "--json")
    assert ran.code == Exit.CONFIG
    assert [one.get("error", {}).get("exit") for one in ran.document()["results"]] == [None, 4]


@pytest.mark.parametrize("kind", ["missing", "file"])
@pytest.mark.parametrize("name", WRITES)
def test_a_folder_in_which_nothing_can_be_written(
    cli: Cli, desk: Path, name: str, kind: str
) -> None:
    """Exit 4: there is no such folder, or it is none."""
    if kind == "file":
        (desk / "folder").write_text("x", "utf-8")
    command = [f"folder/{each}" if each.startswith(f"{OUT}.") else each for each in WRITES[name]]
    assert refused(cli, desk, *command) == Exit.CONFIG


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link", "pipe"])
@pytest.mark.parametrize("name", WRITES)
def test_an_output_that_is_there(cli: Cli, desk: Path, name: str, kind: str) -> None:
    """Exit 2: nobody said that it may be replaced, or it is no file."""
    path = next(desk / each for each in WRITES[name] if each.startswith(f"{OUT}."))
    make(path, kind) if kind != "file" else path.write_text("old", "utf-8")
    assert refused(cli, desk, *WRITES[name]) == Exit.USAGE


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_below_a_file(cli: Cli, desk: Path, name: str) -> None:
    """Exit 4, as for a file that cannot be written there."""
    (desk / "folder").write_text("x", "utf-8")
    assert refused(cli, desk, *FOLDERS[name]) == Exit.CONFIG


def test_no_command_is_left_out() -> None:
    """Each argument and option that names a file is in one of the tables; `--state` is a folder."""
    named = {name.split(",")[0].removesuffix(" --dry-run") for name in (*READS, *WRITES)}
    named |= {*BY_NAME, *FOLDERS}
    with click.Context(app) as ctx:
        for name in SUMMARIES:
            command = app.get_command(ctx, name)
            below = command.commands if isinstance(command, click.Group) else {"": command}
            for inner, each in below.items():
                assert each is not None
                own = [p for p in each.params if p.name not in {"config", "credentials", "state"}]
                if any(isinstance(param.type, click.Path) for param in own):
                    assert f"{name} {inner}".strip() in named, (name, inner)


def test_the_table_of_the_readme_says_it() -> None:
    """In the line of its code."""
    lines = {line.split("|")[1].strip(): line for line in README.splitlines() if "|" in line}
    assert "missing, unreadable or of the wrong kind, or cannot be written" in lines["4"]
    assert "a file to be written that is there" in lines["2"]
