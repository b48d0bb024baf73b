"""The one door of all that is printed: nothing hostile gets out, on any command."""

import ast
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from ita_sync import characters
from ita_sync.sandbox import Sandbox
from ita_sync.settings import SANDBOX
from tests.cli.conftest import REPORT, ROOT, SIGN, TEXT, Cli, Ran, own_config
from tests.cli.terminal import edit

# A colour, a turn of direction, a line that looks like ours, a tag, a Hangul filler, half a pair.
EVIL = "\x1b[31m\u202e\rWritten: all\n\x9b\U000e0041\u3164\u200b\udcff\x7f"
NAME = f"{EVIL}.yaml"


def hostile(text: str) -> list[str]:
    """Return the characters of an output that no output may have."""
    return [
        f"{character!r} {unicodedata.name(character, '?')}"
        for character in text
        if character not in "\t\n" and characters.shown(character) != character
    ]


def assert_tame(ran: Ran) -> None:
    """Make sure that nothing hostile was printed, and no line that EVIL made up."""
    assert hostile(ran.out + ran.err) == []
    assert "Traceback" not in ran.err
    assert not any(line.startswith("Written: all") for line in (ran.out + ran.err).splitlines())


COMMANDS: list[tuple[str, ...]] = [
    *(("check", NAME), ("check", REPORT, NAME), ("check", REPORT, "--config", NAME)),
    *(("check", f"--{EVIL}"), (f"{EVIL}",), ("--lang", EVIL, "check", REPORT)),
    *(("fields", NAME), ("fields", REPORT, EVIL), ("history", NAME), ("push", NAME)),
    *(("push", NAME, "--dry-run", "--tsv"), ("push", REPORT, "--credentials", NAME)),
    *(("sign", NAME, *SIGN[2:]), ("sign", REPORT, "--post", EVIL, "--date", EVIL)),
    *(("sign", REPORT, "--post", EVIL, "--date", "27/10/2566"),),
    *(("read", NAME), ("read", "scan.txt", "-o", NAME), ("read", "scan.txt", "--year", EVIL)),
    *(("read", "scan.txt", "--url", EVIL, "--code", EVIL, "-o", "-"),),
    *(("form", NAME), ("form", f"{EVIL}.xlsx"), ("form", "a.xlsx", "--year", EVIL)),
    *(("login", "--client", NAME), ("agencies", "import", NAME), ("verify", "--config", NAME)),
    *(("year", "show", NAME), ("year", "new", EVIL), ("year", EVIL), ("schema", EVIL)),
    *(("sandbox", "export", NAME), ("sandbox", "export", f"{EVIL}.csv"), ("sandbox", EVIL)),
    *(("sandbox", "export", "a.csv", "--tab", EVIL), ("sandbox", "serve", "--port", EVIL)),
    *(("sandbox", "show", EVIL), ("sandbox", "reset", EVIL), ("verify", EVIL)),
    *(("coverage", EVIL), ("coverage", "--agencies", NAME), ("coverage", "--district", EVIL)),
    *(
        ("coverage", "--csv", NAME),
        ("coverage", "--html", f"{EVIL}.html"),
        ("coverage", "--year", EVIL),
    ),
    *(("init", NAME), ("init", NAME, "--sheet", EVIL), ("init", "--sandbox", "--map", EVIL)),
    *(("init", "--sheet", "sandbox", "--tab", EVIL), ("init", EVIL, "--credentials", EVIL)),
    *(("undo", EVIL), ("undo", NAME, "--dry-run"), ("undo", EVIL, EVIL)),
    *(("sign", "--undo", EVIL, *SIGN[2:]), ("sign", REPORT, "--undo", NAME, *SIGN[2:])),
]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(" ".join(command)))
@pytest.mark.parametrize("extra", [("--lang", "th"), ("--lang", "en", "--json")], ids=" ".join)
def test_a_hostile_name_is_printed_tame(
    cli: Cli, command: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    """In errors, in what was done, in usage, in JSON: there its escapes say the very name."""
    ran = cli(*command, *extra)
    assert_tame(ran)
    if extra[-1] == "--json" and ran.out and "-o" not in command:
        assert ran.document()["exit"] == ran.code


def test_a_file_of_a_hostile_name_is_worked_on(cli: Cli, desk: Path) -> None:
    """It may be read, signed, pushed and found again; JSON has its very name."""
    name = "\u202eก\x1b[2J\nข\udcff.yaml"
    shutil.copy(desk / REPORT, desk / name)
    for command in (
        *(("check", name), ("fields", name), ("push", name), ("sign", name, *SIGN[2:])),
        *(("push", name), ("history",), ("history", name), ("verify",), ("sandbox", "show")),
        *(("undo", name), ("sign", "--undo", name, *SIGN[2:]), ("undo", name, "--dry-run")),
        *(("undo", name), ("undo", name), ("history",)),
    ):
        assert_tame(cli(*command))
        ran = cli(*command, "--json")
        assert_tame(ran)
        if command == ("check", name):
            assert ran.document()["results"][0]["report"] == name


def test_hostile_texts_of_files_and_sheets_are_printed_tame(cli: Cli, desk: Path) -> None:
    """A report, a year's rules, a configuration, a document, the practice sheet."""
    folder = own_config(desk)
    hidden = "\u202e\u2066\u3164\u2800\U000e0041\ufe0f"
    edit(desk / REPORT, ("name: จัตุรัส", f"name: จัต{hidden}ุรัส"), ("total: ", f"{hidden}: 1\ntotal: "))
    assert_tame(cli("check", REPORT))
    edit(desk / REPORT, (f"{hidden}: 1\n", f"# {hidden}\n"))
    for extra in ((), ("--json",)):
        assert_tame(cli("check", REPORT, *extra))
    (desk / "r.txt").write_text(TEXT.replace("บ้านใหม่", f"บ้าน{hidden}ใหม่"), "utf-8")
    for output in ("-", "r.yaml"):
        assert_tame(cli("read", "r.txt", "-o", output))
    assert hostile((desk / "r.yaml").read_text("utf-8")) == []
    rules = (ROOT / "config" / "frameworks" / "2566.toml").read_text("utf-8")
    (folder / "frameworks").mkdir()
    text = rules.replace('name = "การปฏิบัติหน้าที่"', 'name = "=1+\\u001b\\u202e\\n"')
    assert text != rules
    (folder / "frameworks" / "2566.toml").write_text(text, "utf-8")
    for command in (
        ("year", "show", "2566"),
        ("year", "list"),
        ("form", "f.xlsx", "--year", "2566"),
    ):
        assert_tame(cli(*command))
        assert_tame(cli(*command, "--json"))
    box = Sandbox(desk.parent / "state" / "sandbox.sqlite")
    box.ensure(SANDBOX, "x", [{"title": EVIL[:8], "rows": [[EVIL[:-2], hidden]]}])
    for command in (("sandbox", "show"), ("sandbox", "export", "a.csv", "--force")):
        assert_tame(cli(*command))
        assert_tame(cli(*command, "--json"))


def test_only_the_console_prints() -> None:
    """No other module of the program writes to stdout or stderr, or asks click to."""
    printing = re.compile(r"\b(echo|secho|print|stdout|stderr|show)$")
    found = set()
    for path in (ROOT / "ita_sync").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if printing.search(name) or re.match(r"sys\.(stdout|stderr)", name):
                    found.add(f"{path.relative_to(ROOT / 'ita_sync')}: {name}")
    assert found == {
        "__main__.py: sys.stderr.write",  # "Interrupted", in the first moments
        "cli/boundary.py: click.echo",  # the help, which is ours
        "cli/check.py: print_findings.show",
        "cli/preview.py: print_findings.show",
        "cli/console.py: click.UsageError(shown(error.format_message()), ctx).show",
        "cli/console.py: click.echo",
        "cli/console.py: click.secho",
        "cli/console.py: sys.stdout.buffer.flush",
        "cli/console.py: sys.stdout.buffer.write",
        "cli/console.py: sys.stdout.flush",
        "cli/prepare.py: print_findings.show",
        "cli/push_result.py: print_findings.show",
        "document/pdf/extract.py: sys.stdout.buffer.write",  # to its parent
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
def test_a_question_shows_a_hostile_report_tame(desk: Path) -> None:
    """The diff that `check --fix` shows has the very lines of the file."""
    from tests.cli.terminal import converse

    edit(desk / REPORT, ("total: 78.41", "total: 39.41  # \u202e\u3164"))
    _, screen = converse(["check", "--fix", REPORT], desk, ["n"], colours=False)
    assert "+total: 78.41" in screen
    assert hostile(screen) == []
