"""An office for real processes: signed reports, a sandbox behind a rude network, one clock."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ita_sync import settings
from ita_sync.approval import signoff
from ita_sync.errors import Exit
from ita_sync.journal import Batch, Change, How, Journal, State
from ita_sync.report import load_report
from ita_sync.row import build_row
from ita_sync.rules import load_framework
from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.server import build_server
from tests.promise.hours import Hours
from tests.promise.proxy import Proxy, Trouble
from tests.promise.world import BOOK, DECISION, ROOT, TAB, another
from tests.today import TODAY

READ_S = 1  # of real time: how long the program waits for a reply
PATIENCE_S = 60.0  # of real time: the longest that any process may take
WRITTEN, THERE = "Written: ", "Already there: "  # how a push that comes to its row begins


@dataclass(frozen=True)
class Ended:
    """How a process ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def clear(self) -> bool:
        """Whether it explained itself.

        That is: no bug, no traceback, and after a failure something to read on stderr.
        """
        said = self.out + self.err
        # For the first hundredths of a second, until `main` is entered, a Ctrl-C is Python's, and
        # so is its traceback.
        traceback = "Traceback" in said and not (
            self.code == -signal.SIGINT and ", in main\n" not in said
        )
        silent = self.code > 0 and not self.err.strip()
        explained = self.code not in _EXPLAINED or (
            "→ " in self.err and len(self.err.splitlines()) >= 3
        )
        return not traceback and self.code != Exit.BUG and not silent and explained


_EXPLAINED = (Exit.CONFIG, Exit.UNAVAILABLE, Exit.UNKNOWN, Exit.CONFLICT)


@dataclass
class Desk:
    """One office.

    Attributes:
        folder: reports, configuration, state folders.
        hours: everybody's clock.
        box: the sheet.
        proxy: the way to it.
        server_off: seconds by which the server's clock is off; tests change it.
    """

    folder: Path
    hours: Hours
    box: Sandbox = field(init=False)
    proxy: Proxy = field(init=False)
    server_off: float = 0.0

    @contextmanager
    def opened(self) -> Iterator["Desk"]:
        """Serve the sheet and the network in front of it."""
        text = (ROOT / "config" / "ita-sync.toml").read_text("utf-8")
        self.config.write_text(text.replace("read = 60", f"read = {READ_S}"), "utf-8")
        self.box = Sandbox(
            self.folder / "sheet.sqlite", clock=lambda: self.hours.now() + self.server_off
        )
        headers = [column.header for column in settings.load(self.config, env={}).columns]
        self.box.ensure(BOOK, "ITA", [{"title": TAB, "rows": [["แบบสรุป"], headers]}])
        with build_server(self.box) as server:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            self.proxy = Proxy(server.server_port, self.hours.now)
            with self.proxy.serving():
                yield self
            server.shutdown()

    @property
    def config(self) -> Path:
        """The configuration: as delivered, with less patience for a single reply."""
        return self.folder / "ita-sync.toml"

    def state(self, code: str) -> Path:
        """Return the state folder of an agency's machine."""
        return self.folder / f"state-{code}"

    def signed(self, code: str) -> Path:
        """Write the example report under another agency code, signed off; return its path."""
        path = self.folder / f"report-{code}.yaml"
        source = (ROOT / "examples" / "chaturat-2566.yaml").read_text("utf-8")
        path.write_text(another(source, code), "utf-8")
        loaded, chosen = load_report(path), settings.load(self.config, env={})
        rules = load_framework(2566, [ROOT / "config" / "frameworks"], TODAY)
        signoff.record(
            path,
            loaded.report,
            build_row(loaded.report, rules, chosen.columns, DECISION),
            decision=DECISION,
            target=str(chosen.target),
            beside={},
            recorded_at="2023-10-27T00:00:00+00:00",
        )
        return path

    def start(
        self,
        code: str,
        *arguments: str,
        env: dict[str, str] | None = None,
        stdout: IO[Any] | int | None = None,
        through: Sequence[str] = (),
        module: str = "tests.promise.hours",
        **how: Any,
    ) -> "subprocess.Popen[str]":
        """Start `ita-sync ARGUMENTS`, by default a push of the agency's report.

        `through`: a command in front of it, such as a shell.
        """
        self.proxy.run += 1
        surroundings = {
            **os.environ,
            "ITA_SYNC_STATE": str(self.state(code)),
            "ITA_SYNC_API_ROOT": f"http://127.0.0.1:{self.proxy.port}",
            "ITA_SYNC_LANG": "en",
            "ITA_TEST_HOURS": str(self.hours.path),
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **(env or {}),
        }
        command = arguments or ("push", str(self.folder / f"report-{code}.yaml"))
        return subprocess.Popen(
            [*through, sys.executable, "-m", module, *command, "--config", str(self.config)],
            env=surroundings,
            stdout=subprocess.PIPE if stdout is None else stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            **how,
        )

    def run(self, code: str, *arguments: str, **how: Any) -> Ended:
        """Start the program and wait for its end."""
        return finish(self.start(code, *arguments, **how))

    def rows(self, code: str) -> int:
        """Count the rows of an agency."""
        return sum(code in [str(v) for v in row] for row in self.box.rows(BOOK, TAB))

    def changes(self, code: str) -> list[Change]:
        """Return what the journal of an agency's machine remembers."""
        with Journal(self.state(code), read_only=True) as journal:
            return journal.history()

    def batches(self, code: str) -> list[Batch]:
        """Return the batches that it remembers."""
        with Journal(self.state(code), read_only=True) as journal:
            ids = {change.batch for change in journal.history() if change.batch is not None}
            return [journal.batch(id_) for id_ in sorted(ids)]

    def calm(self) -> None:
        """End the troubles and let everything land that is on its way."""
        self.proxy.troubles.clear()
        self.hours.sleep(400)
        self.proxy.deliver()

    def settles(self, code: str, *expected: str) -> None:
        """Assert that, trouble over, the next push comes to one row, as the journal knows.

        `expected`: how its output may begin, by default as that of a push that has just written.
        """
        ended = self.run(code)
        assert ended.code == Exit.OK, ended
        assert ended.clear, ended
        assert ended.out.startswith(expected or (WRITTEN,)), ended
        self.calm()
        assert self.rows(code) == 1
        last = self.changes(code)[-1]
        assert last.state in {State.WRITTEN, State.FOUND}
        assert last.seen
        assert last.seen.how is How.AS_SENT

    def open_attempt(self, code: str, trouble: Trouble | None = None) -> None:
        """Kill a push while its write is unanswered.

        The row is in the sheet unless the trouble says otherwise.
        """
        self.proxy.troubles = [Trouble(), trouble or Trouble("swallow")]
        rows, run = 0 if trouble else 1, self.proxy.run + 1
        with self.start(code) as process:
            assert wait(lambda: self._wrote(run) and self.rows(code) == rows, 20)
            process.kill()
        assert self.changes(code)[-1].state is State.OPEN

    def _wrote(self, run: int) -> bool:
        return any(sent.write and sent.run == run for sent in tuple(self.proxy.sent))


def refused(ended: Ended, code: Exit, *said: str) -> None:
    """Assert that a run failed as the README says, and explained itself."""
    assert ended.code == code, ended
    assert ended.clear, ended
    for each in said:
        assert each in ended.err, ended


def finish(process: "subprocess.Popen[str]") -> Ended:
    """Wait for a process, not for ever; return how it ended."""
    try:
        out, err = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        err += f"\nTraceback: none, but it was still at work after {PATIENCE_S} s"
    return Ended(process.returncode, out or "", err or "")


def wait(until: Callable[[], bool], seconds: float) -> bool:
    """Poll until something is true, for at most so many seconds; return whether it is."""
    end = time.monotonic() + seconds
    while not (found := until()) and time.monotonic() < end:
        time.sleep(0.002)
    return found
