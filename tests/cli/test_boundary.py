"""The error boundary: usage errors, bugs, and the JSON of a run that ended early."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic_core import SchemaError

from ita_sync.cli.boundary import is_interrupt
from ita_sync.errors import Exit
from ita_sync.sandbox import Fault, Sandbox
from tests.cli.conftest import KEY, REPORT, ROOT, SIGN, Cli, impatient, rows, sandbox, serving


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("push",),
        ("push", REPORT, "--tsv"),
        ("frobnicate",),
        ("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566"),
        ("sign", REPORT, "--post", "  ", "--date", "27/10/2566"),
        ("verify", "--lang", "xx"),
    ],
)
def test_wrong_usage_is_exit_2_and_no_arguments_show_help(
    cli: Cli, arguments: tuple[str, ...]
) -> None:
    """Click's own errors stay click's."""
    ran = cli(*arguments)
    assert ran.code == (Exit.OK if not arguments else Exit.USAGE)
    assert "Traceback" not in ran.err


def test_a_run_that_ends_early_still_prints_its_json(cli: Cli) -> None:
    """Usage errors too: one document, both languages."""
    document = cli("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566", "--json").document()
    assert (document["exit"], document["error"]["code"]) == (2, "usage")
    assert set(document["error"]["what"]) == {"th", "en"}


def test_a_bug_is_exit_70_with_a_log_that_only_the_owner_reads(cli: Cli, desk: Path) -> None:
    """A practice sheet that lies about its format is not foreseen: the traceback goes to a file."""
    cli(*SIGN)
    cli("push", REPORT)
    with sqlite3.connect(desk.parent / "state" / "sandbox.sqlite") as db:
        db.execute("UPDATE spreadsheet SET head = '[]'")
    db.close()
    ran = cli("sandbox", "show")
    assert ran.code == 70
    assert "Traceback" not in ran.err
    log = desk.parent / "state" / "crash.log"
    assert "Traceback" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


USAGE = [
    ("check",),
    ("check", REPORT, "--nope"),
    ("chekc", REPORT),
    ("check", REPORT, "--config"),
    ("history", REPORT, "more"),
    ("verify", "--lang", "xx"),
    ("form", "a.xlsx", "--year", "25x6"),
    ("form", "a.xlsx", "--year", "9" * 5000),
    ("read", "a.docx", "--year", "2023"),
    ("form", "a.docx"),
    ("sandbox", "serve", "--port", "99999"),
    ("sandbox", "serve", "--port", "many"),
    ("sandbox", "export", "a.doc"),
    ("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566"),
    ("sign", REPORT, "--post", " ", "--date", "27/10/2566"),
    ("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "1/1/2566"),
    ("push",),
    ("push", REPORT, "--tsv"),
    ("push", REPORT, "--dry-run", "-o", "-"),
    ("push", REPORT, "--dry-run", "-o", REPORT),
    ("push", REPORT, "--plan", "plan.json"),
    ("check", REPORT, "--fix"),
    ("read", "a.docx", "-o", "-"),
]


@pytest.mark.parametrize("arguments", USAGE)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_usage_error_is_in_both_languages(
    cli: Cli, arguments: tuple[str, ...], lang: str
) -> None:
    """Whichever the run speaks, `--json` has both, and the person reads theirs."""
    extra = () if arguments[-1] == "--config" else ("--json",)
    if arguments[:2] == ("check", REPORT) and "--fix" in arguments:
        extra = ()  # with --json there is nothing to ask
    ran = cli("--lang", lang, *extra, *arguments)
    assert ran.code == Exit.USAGE
    if extra:
        what = ran.document()["error"]["what"]
        assert what[lang] in ran.err
        assert what["th"] != what["en"]
        assert re.search("[ก-๛]", what["th"])
        assert re.search("[A-Za-z]{3}", what["en"])
    if lang == "th":
        assert not re.search(r"\b(is|the|not|no|of|and|for|with)\b", ran.err), ran.err


@pytest.mark.usefixtures("desk")
def test_an_error_in_two_languages_runs_nothing_twice(cli: Cli, desk: Path) -> None:
    """The command line is only read again."""
    cli("form", "made.xlsx", "--json")
    before = {path.name for path in desk.iterdir()}
    assert cli("form", "other.xlsx", "--year", "x", "--json").code == Exit.USAGE
    assert {path.name for path in desk.iterdir()} == before


def test_a_wrong_command_line_goes_before_a_wrong_configuration(cli: Cli, desk: Path) -> None:
    """Usage is exit 2, whatever else is wrong."""
    (desk / "wrong.toml").write_text("[target", "utf-8")
    assert cli("push", REPORT, "--tsv", "--config", "wrong.toml").code == Exit.USAGE
    assert cli("push", REPORT, "--config", "wrong.toml").code == Exit.CONFIG


def test_a_year_without_rules_is_no_wrong_usage(cli: Cli) -> None:
    """It is a question of the configuration; Thai digits are digits."""
    assert cli("form", "a.xlsx", "--year", "2023").code == Exit.CONFIG
    assert cli("form", "b.xlsx", "--year", "๒๕๖๕").code == Exit.OK


def test_an_interrupt_that_pydantic_took_for_its_own_is_one() -> None:
    """Struck while a model is built, it comes out as an error about the model."""
    told = "Error building `model` serializer:\n  SchemaError: Field `x`:\n  {}: "
    assert is_interrupt(SchemaError(told.format("KeyboardInterrupt")))
    assert not is_interrupt(SchemaError(told.format("KeyError")))
    assert not is_interrupt(ValueError("KeyboardInterrupt"))


def started(*arguments: str, **how: object) -> "subprocess.Popen[str]":
    """Start the program as a process."""
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # keywords of Popen
        [sys.executable, "-m", "ita_sync", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        **how,
    )


@contextmanager
def hanging(cli: Cli, desk: Path, match: str) -> Iterator[Sandbox]:
    """Serve the sheet; the next such request gets no reply."""
    cli(*SIGN)
    cli("sandbox", "show")
    headers = sandbox(desk).rows("sandbox", "ITA 2566")
    with serving(desk) as (box, address), pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_SYNC_API_ROOT", address)
        box.ensure("sandbox", "P", [{"title": "ITA 2566", "rows": headers}])
        box.fault(Fault("hang", match=match))
        yield box


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("match", ["write", "read"])
def test_a_ctrl_c_says_what_can_have_been_sent(cli: Cli, desk: Path, match: str) -> None:
    """An attempt is on its way, by its key, and its way out works; or nothing is."""
    with hanging(cli, desk, match) as box:
        process = started("push", REPORT)
        end = time.monotonic() + 20
        while not any(call.fault == "hang" for call in box.calls()) and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
        told = told.lstrip()  # click ends the line of the ^C
        assert process.returncode == Exit.INTERRUPTED
        if match == "read":
            assert told.startswith("Interrupted. No attempt to write is open; ")
            assert "The journal is empty." in cli("history").out
            return
        way_out = (
            f"An attempt to write {KEY} is open: `ita-sync settle` or the next push decides it."
        )
        assert told == f"Interrupted. {way_out}\n"
        assert f"Not written, and it never will be: {KEY}" in cli("settle").out
        assert cli("push", REPORT).out.startswith("Written: ")


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX")
def test_a_reader_who_has_gone_is_told_what_was_done(cli: Cli, desk: Path) -> None:
    """The row stands; with an attempt in doubt, that is said instead."""
    impatient(desk)
    cli(*SIGN)
    cli("sandbox", "show")
    for fault, said in (
        (Fault("cut"), f"An attempt to write {KEY} is open: `ita-sync settle` or the next push"),
        (None, "No attempt to write is open; `ita-sync history` shows what was written."),
    ):
        if fault:
            sandbox(desk).fault(fault)
            assert cli("push", REPORT).code == Exit.UNKNOWN
        reading, writing = os.pipe()
        os.close(reading)
        process = started(
            "verify" if fault else "push", *(() if fault else (REPORT,)), stdout=writing
        )
        os.close(writing)
        _, told = process.communicate(timeout=30)
        assert process.returncode == Exit.INTERRUPTED
        assert f"The output could not be printed: whoever read it has gone. {said}" in told
        cli("settle")
    assert rows(desk) == 1
    assert cli("push", REPORT).out.startswith("Already there")


_STRUCK = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from ita_sync.__main__ import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("name", ["ita_sync.i18n", "ita_sync.errors", "ita_sync.cli.boundary"])
def test_a_ctrl_c_while_modules_are_read_is_one_sentence(name: str) -> None:
    """Of the way in itself, too, before it can hear signals; no traceback."""
    script = _STRUCK.format(name=name)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, check=False, encoding="utf-8", timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (Exit.INTERRUPTED, "")
    assert (ran.stderr.count("\n"), "Interrupted." in ran.stderr) == (1, True), ran.stderr
