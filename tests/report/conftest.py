"""Report files made for a test: the example with changes, what is no report, what does harm."""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync.__main__ import run
from ita_sync.errors import Exit, ReportError
from ita_sync.report import ReportFile, load_report

SECONDS, MEGABYTES, LETTERS = 20, 200, 60_000
"""Far above what any refusal takes on a busy machine, far below what a real mistake takes.

Seconds are of processor time.
"""

LINE = 700
"""The longest line of a message, the path not counted."""

Write = Callable[..., Path]
Refuse = Callable[..., ReportError]
Said = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def example(example_path: Path) -> str:
    """Return the example's text."""
    return example_path.read_text("utf-8")


@pytest.fixture
def write(tmp_path: Path, example: str) -> Write:
    """Return a function that writes the example with each old text replaced once by the new."""

    def write(*pairs: tuple[str, str], encoding: str = "utf-8") -> Path:
        text = example
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "report.yaml"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """Return a function that writes a text or bytes and gives the error of reading it."""

    def refuse(content: str | bytes) -> ReportError:
        path = tmp_path / "report.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ReportError) as caught:
            load_report(path)
        return caught.value

    return refuse


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the hostile file is put."""
    return tmp_path / "r.yaml"


@pytest.fixture
def said(place: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that checks a file of this content: exit code and lines without the path.

    Whatever the content, the run is bounded in time, memory and length, and is no bug.
    """

    def check(content: str | bytes | None = None, path: Path = place) -> tuple[int, list[str]]:
        if content is not None:
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        capsys.readouterr()
        tracemalloc.start()
        start = time.process_time()
        try:
            code = run(["check", str(path)])
            seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        shown = "".join(capsys.readouterr())
        lines = [line.strip() for line in shown.replace(str(path), "r").splitlines()]
        assert code in {Exit.OK, Exit.FINDINGS, Exit.CONFIG}
        assert "Traceback" not in shown
        assert seconds < SECONDS
        assert peak < MEGABYTES * 1_000_000
        assert len(shown) < LETTERS
        assert max(map(len, lines)) < LINE
        return code, lines

    return check


def written(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text, "utf-8")
    return path


def first(lines: list[str]) -> str:
    """Return the first problem of a file that was refused."""
    return next(line for line in lines if line.startswith("r:"))


def lines(error: ReportError) -> list[str]:
    """Return the details without the path."""
    return [str(detail).partition("report.yaml:")[2] for detail in error.details]


def problems(path: Path) -> list[str]:
    """Return the details of reading `path`, without the path."""
    with pytest.raises(ReportError) as caught:
        load_report(path)
    assert caught.value.code == "report-invalid"
    return lines(caught.value)


def read(path: Path) -> ReportFile | ReportError:
    """Return the report or the error of reading it."""
    try:
        return load_report(path)
    except ReportError as error:
        return error


def position(path: Path, text: str) -> str:
    """Return `line:column` of the only place of a text in a file."""
    before, found, after = path.read_text("utf-8").partition(text)
    assert found
    assert text not in after
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
