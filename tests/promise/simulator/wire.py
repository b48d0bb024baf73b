"""Between the program and the world: a network that takes time, a disk that fails, power cuts."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import requests

from ita_sync.journal import Journal
from ita_sync.sandbox import Call, Dropped, Reply, Sandbox, SandboxAdapter
from ita_sync.sandbox.store import Store
from tests.promise.simulator.records import Ended, Looked, Sent

if TYPE_CHECKING:
    from tests.promise.simulator.stage import Stage


class Disk:
    """A connection whose commits can fail: before anything is kept, or after, unacknowledged."""

    def __init__(self, db: sqlite3.Connection, stage: "Stage") -> None:
        self._db, self._stage = db, stage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Execute; a COMMIT can fail."""
        if sql != "COMMIT":
            return self._db.execute(sql, *values)
        self._stage.disk()
        done = self._db.execute(sql)
        self._stage.disk()
        return done


OK = 200


class Kept(sqlite3.Connection):
    """A connection that stays open from turn to turn."""

    def close(self) -> None:
        """Leave it to whoever forgets it."""


class Memory(Store):
    """The store of a sandbox of which nobody but one history knows: opened once, in memory.

    A file that is opened for each turn takes a third of a history's time.
    """

    _kept: sqlite3.Connection | None = None

    def _connect(self) -> sqlite3.Connection:
        if self._kept is None:
            self._kept = sqlite3.connect(":memory:", isolation_level=None, factory=Kept)
        return self._kept


class Ear(Sandbox):
    """The sandbox as one run meets it; it remembers what became of the last request."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box
        self.last: Call | None = None

    def handle(self, *args: Any, **kwargs: Any) -> Reply | Dropped:
        """Answer, and remember."""
        outcome = self._box.handle(*args, **kwargs)
        self.last = self._box.calls()[-1]
        self._box.clear_calls()
        return outcome


class Network(SandboxAdapter):
    """The way to the sheet: it takes time, people act meanwhile, and the power may be cut."""

    def __init__(self, stage: "Stage") -> None:
        self._ear = Ear(stage.box)
        super().__init__(self._ear, on_wait=stage.turn)
        self._stage = stage

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """One request, there and back."""
        stage, run, method = self._stage, self._stage.present, request.method or ""
        stage.step(f"before {method}")
        body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
        sent = Sent(run.number if run else -1, stage.hub.now, body, slept=run.slept if run else 0.0)
        if method != "GET":
            stage.sent.append(sent)
        stage.turn(stage.dice.uniform(0.05, 1.5))
        stage.arrive()
        there = stage.hub.now
        try:
            response = super().send(request, *args, **kwargs)
        except requests.ConnectionError as error:
            sent.never_sent = "NewConnectionError" in repr(error)
            raise
        else:
            sent.reply = response.status_code
            return response
        finally:
            self._note(sent, run, method, there)
            stage.turn(stage.dice.uniform(0.05, 1.5))
            stage.step(f"after {method}")

    def _note(self, sent: Sent, run: Ended | None, method: str, there: float) -> None:
        call = self._ear.last
        assert call is not None
        sent.applied = call.write and call.applied
        if call.fault:
            self._stage.met[call.fault] = self._stage.met.get(call.fault, 0) + 1
            if run is not None:
                run.faults.append(call.fault)
        if method == "GET" and sent.reply is not None:
            whole = sent.reply == OK and call.fault != "truncated"
            rows = whole and "/developerMetadata/" not in call.path
            self._stage.looked.append(Looked(sent.run, there, call.fault == "stale", rows))
        seen = "no reply" if sent.reply is None else str(sent.reply)
        done = (", applied" if sent.applied else "") + (f" [{call.fault}]" if call.fault else "")
        self._stage.tell(f"machine {run.run.machine if run else '?'}: {method} → {seen}{done}")


def mortal(stage: "Stage", state: Path, *, read_only: bool) -> Journal:
    """A journal that can die before and after each of its commits, and whose disk can fail."""

    class Mortal(Journal):
        def __init__(self) -> None:
            made = not read_only and not (state / "journal.sqlite").exists()
            if made:
                stage.step("before a commit")
            super().__init__(state, read_only=read_only)
            if made:
                stage.step("after a commit")
            self._db = cast("sqlite3.Connection", Disk(self._db, stage))

        @contextmanager
        def _transaction(self) -> Iterator[None]:
            stage.step("before a commit")
            with super()._transaction():
                yield
            stage.step("after a commit")

    return Mortal()
