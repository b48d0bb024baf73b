"""Real processes, real sockets, real files: several at once, and killed at any step."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from ita_sync import settings
from ita_sync.approval import signoff
from ita_sync.errors import Exit
from ita_sync.journal import Journal, State
from ita_sync.report import load_report
from ita_sync.row import build_row
from ita_sync.rules import Framework
from ita_sync.sandbox import Fault, Sandbox
from ita_sync.sandbox.server import build_server
from tests.promise.world import BOOK, DECISION, ROOT, TAB, another

PATIENT = 60
ROUNDS = 50
STEPS = 16  # more than a clean push has; those beyond its end simply succeed


@dataclass
class Office:
    """A folder with signed reports, a served sandbox, and the means to run the program."""

    folder: Path
    framework: Framework
    box: Sandbox
    port: int
    source: str

    def signed(self, code: str) -> Path:
        """Write the example report under another agency code, signed off; return its path."""
        path = self.folder / f"report-{code}.yaml"
        path.write_text(another(self.source, code), "utf-8")
        loaded = load_report(path)
        chosen = settings.load(self.config(), env={})
        row = build_row(loaded.report, self.framework, chosen.columns, DECISION)
        signoff.record(
            path,
            loaded.report,
            row,
            decision=DECISION,
            target=str(chosen.target),
            beside={},
            recorded_at="2023-10-27T00:00:00+00:00",
        )
        return path

    def config(self, deadline: int = 2) -> Path:
        """A configuration that gives up after so many seconds."""
        path = self.folder / f"ita-sync-{deadline}.toml"
        text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
        path.write_text(text.replace("deadline = 300", f"deadline = {deadline}"), "utf-8")
        return path

    def start(
        self, *arguments: str, state: str = "a", at: int | None = None, deadline: int = 2
    ) -> "subprocess.Popen[str]":
        """Start the program; `at` makes it die at that step."""
        module = ["ita_sync"] if at is None else ["tests.promise.mortal", str(at)]
        surroundings = {
            **os.environ,
            "ITA_SYNC_STATE": str(self.folder / state),
            "ITA_SYNC_API_ROOT": f"http://127.0.0.1:{self.port}",
            "ITA_SYNC_LANG": "en",
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.Popen(
            [sys.executable, "-m", *module, *arguments, "--config", str(self.config(deadline))],
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def rows(self, code: str) -> int:
        """Count the rows of an agency."""
        return sum(code in [str(v) for v in row] for row in self.box.rows(BOOK, TAB))


def finish(process: "subprocess.Popen[str]", seconds: float = 60) -> tuple[int, str]:
    """Wait for a process; return its exit code and what it said."""
    said, _ = process.communicate(timeout=seconds)
    return process.returncode, said


def program(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start the program on the practice sheet of a folder."""
    surroundings = {
        **os.environ,
        "ITA_SYNC_STATE": str(folder),
        "ITA_SYNC_LANG": "en",
        "PYTHONUNBUFFERED": "1",
    }
    command = [
        sys.executable,
        "-m",
        "ita_sync",
        *arguments,
        "--config",
        str(ROOT / "config" / "ita-sync.toml"),
    ]
    return subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


@contextmanager
def served(folder: Path, framework: Framework, source: str) -> Iterator[Office]:
    """Serve the practice sheet from a thread of this process, where every exchange is looked at."""
    assert finish(program(folder / "served", "sandbox", "show"))[0] == 0
    box = Sandbox(folder / "served" / "sandbox.sqlite")
    with build_server(box) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Office(folder, framework, box, server.server_port, source)
        server.shutdown()


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, example_path: Path, framework_2566: Framework
) -> Iterator[Office]:
    """An office whose reports are the example's."""
    folder, source = tmp_path_factory.mktemp("office"), example_path.read_text("utf-8")
    with served(folder, framework_2566, source) as found:
        yield found


def test_a_served_sandbox_ends_with_ctrl_c(tmp_path: Path) -> None:
    """A process of its own; what it serves is the practice sheet."""
    with program(tmp_path, "sandbox", "serve") as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found
        served = requests.get(f"{found[0]}/v4/spreadsheets/{BOOK}", timeout=10).json()
        assert served["sheets"][0]["properties"]["title"] == TAB
        server.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        assert server.wait(timeout=10) == (0 if os.name == "posix" else 1)


def test_two_processes_pushing_the_same_report_make_one_row_each_round(office: Office) -> None:
    """Fifty rounds, by turns with one state folder (the lock) and with two (the fence).

    On a busy machine one is overtaken for longer than two seconds.
    """
    for number in range(ROUNDS):
        code = str(5_100_000 + number)
        path = str(office.signed(code))
        second = "a" if number % 2 else "b"
        outcomes = [
            finish(p)
            for p in (
                office.start("push", path, deadline=PATIENT),
                office.start("push", path, state=second, deadline=PATIENT),
            )
        ]
        assert [code for code, _ in outcomes] == [Exit.OK, Exit.OK], outcomes
        assert office.rows(code) == 1, outcomes
        assert sorted(re.findall("Already there|Written", said)[0] for _, said in outcomes) == [
            "Already there",
            "Written",
        ], outcomes


def test_a_process_killed_at_any_step_leaves_a_state_that_the_next_settles(office: Office) -> None:
    """Death at each journal commit and each request.

    Afterwards one row, or a plain exit 6 while the 180 s last.
    """
    died, waiting = 0, 0
    for at in range(1, STEPS + 1):
        code = str(5_200_000 + at)
        path, state = str(office.signed(code)), f"killed-{at}"
        died += finish(office.start("push", path, state=state, at=at))[0] == 137
        exit_code, said = finish(office.start("push", path, state=state))
        if exit_code == Exit.UNKNOWN:
            # The attempt may still be on its way: it is too early to send again.
            waiting += 1
            assert "never writes a second row" in said
            assert office.rows(code) == 0
            continue
        assert exit_code == Exit.OK, said
        assert office.rows(code) == 1
        with Journal(office.folder / state, read_only=True) as journal:
            assert journal.history()[-1].state == State.WRITTEN
    assert died >= 12
    # Killed right after the attempt was committed, and right before its request.
    assert waiting == 2


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize(("name", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_process_killed_while_the_reply_is_outstanding_finds_its_row_next_time(
    office: Office, name: signal.Signals, code: int
) -> None:
    """The request was applied, the reply never comes, the officer loses patience."""
    agency = str(5_300_000 + name)
    path, state = str(office.signed(agency)), f"hung-{int(name)}"
    office.box.fault(Fault("hang", when="after"))
    process = office.start("push", path, state=state)
    for _ in range(100):
        if office.rows(agency):
            break
        time.sleep(0.1)
    process.send_signal(name)
    ended, said = finish(process)
    assert ended == code, said
    again, said = finish(office.start("push", path, state=state))
    assert again == Exit.OK
    assert said.startswith(
        "An earlier attempt is still open; settling it first can take three minutes.\nWritten:"
    )
    assert office.rows(agency) == 1
