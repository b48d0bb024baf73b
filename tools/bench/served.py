"""The sandbox, served by a process of its own, with Google's quotas."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from tools.bench.wire import Time

Result = TypeVar("Result")
BOOK, TAB = "sandbox", "ITA 2566"
_NEW = get_context("spawn")


def in_new_process(work: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function returns in a process that is begun for it.

    Whoever calls this has to stay small: Linux says of a new process that it has held at least as
    much memory as the one that began it.
    """
    with ProcessPoolExecutor(1, mp_context=_NEW) as pool:
        return pool.submit(work, *arguments).result()


@contextmanager
def served(folder: Path, rows: list[Any]) -> Iterator[tuple[int, Time, Connection]]:
    """Serve the sandbox of a folder; yield its port, its clock, and who counts the rows if asked.

    Args:
        folder: of its file.
        rows: what stands in the tab if the file is new, the header first.
    """
    (folder / "clock").write_bytes(bytes(8))
    time = Time(folder / "clock")
    ours, theirs = _NEW.Pipe()
    process = _NEW.Process(target=_serve, args=(folder, rows, time, theirs))
    process.start()
    theirs.close()  # so that a server that cannot begin is noticed
    try:
        yield ours.recv(), time, ours
    finally:
        process.terminate()
        process.join()


def _serve(folder: Path, rows: list[Any], time: Time, pipe: Connection) -> None:
    from ita_sync.sandbox import Quota, Sandbox
    from ita_sync.sandbox.server import build_server

    box = Sandbox(folder / "sandbox.sqlite", clock=time.now)
    box.ensure(BOOK, "ITA", [{"title": TAB, "rows": rows}])
    box.limit(Quota())
    with build_server(box) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        pipe.send(server.server_port)
        while True:
            pipe.recv()
            pipe.send(len(box.rows(BOOK, TAB)) - 1)
