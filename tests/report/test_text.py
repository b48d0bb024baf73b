"""Whatever lies at a path: read as text, or refused by what it is."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync.__main__ import run
from ita_sync.checks import Severity, Subject, reading
from ita_sync.errors import Exit, ReportError
from ita_sync.report import (
    load_report,
    text,
)
from ita_sync.rules import Framework
from tests.report.conftest import (
    Refuse,
    Said,
    Write,
    written,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings(write: Write, example: str, encoding: str, newline: str) -> None:
    """UTF-8 with and without mark and UTF-16 with its mark give the same report and places."""
    expected = load_report(write())
    path = write()
    bom = "\ufeff" if encoding.startswith("utf-16-") else ""
    path.write_bytes((bom + example.replace("\n", newline)).encode(encoding))
    loaded = load_report(path)
    assert loaded.report == expected.report
    assert loaded.marks == expected.marks
    assert loaded.encoding in {"utf-8", "utf-16"}


def test_tis620_is_read_and_noted(write: Write, framework_2566: Framework) -> None:
    """A file in the old Thai encoding is read, and the officer is told to save it as UTF-8."""
    loaded = load_report(write(encoding="tis-620"))
    assert loaded.report.agency.name == "จัตุรัส"
    subject = Subject(loaded.report, framework_2566, encoding=loaded.encoding)
    (note,) = reading.check(subject)
    assert (note.code, note.severity) == ("FILE-TIS620", Severity.NOTE)
    assert "UTF-8" in str(note.expected)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:400] + b"\xff" + data[400:],
        lambda data: data[:-1] + b"\xe0",
        # Every one of these bytes is a letter in the old encoding, too.
        lambda _: "name: สวยมาร".encode() + b"\xe0",
        lambda _: "é: ü".encode("latin-1"),
        lambda _: bytes(range(128, 256)),
        lambda _: b"\xff\xfea",
    ],
)
def test_other_bytes_are_refused(
    write: Write, refuse: Refuse, damage: Callable[[bytes], bytes]
) -> None:
    """Damaged UTF-8 is not taken for the old encoding, and no other encoding is guessed."""
    error = refuse(damage(write().read_bytes()))
    assert error.code == "report-encoding"
    assert "UTF-8" in str(error.next_step)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        *[("utf-8", Exit.OK), ("utf-8-sig", Exit.OK), ("utf-16", Exit.OK), ("tis-620", Exit.OK)],
        *[("utf-16-le", Exit.FINDINGS), ("utf-16-be", Exit.FINDINGS), ("utf-7", Exit.FINDINGS)],
        *[("utf-32", Exit.FINDINGS), ("utf-32-le", Exit.FINDINGS), ("utf-32-be", Exit.FINDINGS)],
    ],
)
def test_encodings_that_cannot_be_known_are_refused(
    said: Said, example: str, encoding: str, expected: Exit
) -> None:
    """What can be told for sure is read.

    The rest is refused as another encoding, not as strange letters.
    """
    code, lines = said(example.encode(encoding, "replace"))
    assert code == expected
    if encoding.startswith(("utf-32", "utf-16-")):
        assert lines[0].startswith("The file is not text in UTF-8: r (byte ")


@pytest.mark.parametrize("damage", ["latin", "cut", "half", "mixed", "odd"])
def test_damaged_text(said: Said, example: str, damage: str) -> None:
    """With the byte where it stops to be text."""
    good = example.encode()
    content = {
        "latin": ("x: " + "é" * 10).encode("latin-1") + b"\xff",
        "cut": good[:1000] + b"\xe0\xb8",
        "half": good[: len(good) // 2] + b"\xe0\n" + good[len(good) // 2 :],
        "mixed": good + example.encode("tis-620", "replace"),
        "odd": example.encode("utf-16") + b"x",
    }[damage]
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert lines[0].startswith("The file is not text in UTF-8: r (byte ")


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ReportError) as caught:
        load_report(tmp_path / "no.yaml")
    assert caught.value.code == "report-missing"
    assert "no.yaml" in str(caught.value.what)


def test_folder(tmp_path: Path) -> None:
    """A folder is called a folder."""
    with pytest.raises(ReportError) as caught:
        load_report(tmp_path)
    assert caught.value.code == "report-unreadable"
    assert "folder" in str(caught.value.what)


def test_unreadable_file(write: Write) -> None:
    """A path through a file cannot be read, and the system's reason is given."""
    with pytest.raises(ReportError) as caught:
        load_report(write() / "inner.yaml")
    assert caught.value.code in {"report-unreadable", "report-missing"}


def test_size_limit(refuse: Refuse, write: Write, example: str) -> None:
    """A file of exactly 1 MiB is read; one byte more is refused."""
    path = write()
    data = example.encode()
    path.write_bytes(data + b"#" * (text.MAX_BYTES - len(data)))
    assert load_report(path).report.fiscal_year == 2566
    assert refuse(path.read_bytes() + b"#").code == "report-too-large"


@pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links as POSIX has them")
class TestPlaces:
    """What is no regular file, or cannot be read."""

    def test_pipe(self, said: Said, tmp_path: Path) -> None:
        """Nobody writes into it: opening it would wait without end."""
        os.mkfifo(tmp_path / "pipe.yaml")
        assert said(path=tmp_path / "pipe.yaml") == (
            Exit.CONFIG,
            [
                "This is a pipe or device, not a report file: r",
                "This run changed no file.",
                "→ Save the report as a file and name that.",
            ],
        )

    @pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty"])
    def test_device(self, said: Said, device: str) -> None:
        """One never ends, one is empty, one waits for the keyboard."""
        code, lines = said(path=Path(device))
        assert code == Exit.CONFIG
        assert lines[0] == "This is a pipe or device, not a report file: r"

    def test_loop_of_links(self, said: Said, tmp_path: Path) -> None:
        """A link to itself leads nowhere."""
        loop = tmp_path / "loop.yaml"
        loop.symlink_to(loop)
        code, lines = said(path=loop)
        assert code == Exit.CONFIG
        assert lines[0].startswith("The file cannot be read: r (")

    def test_sparse_file(self, said: Said, tmp_path: Path) -> None:
        """Two GiB of nothing are not read."""
        with (tmp_path / "sparse.yaml").open("wb") as file:
            file.truncate(2 << 30)
        code, lines = said(path=tmp_path / "sparse.yaml")
        assert (code, lines[0]) == (Exit.CONFIG, "The file is larger than 1024 KiB: r")

    def test_folder(self, said: Said, tmp_path: Path) -> None:
        """With what to name instead."""
        code, lines = said(path=tmp_path)
        assert (code, lines[0]) == (Exit.CONFIG, "This is a folder, not a report file: r")

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
    )
    def test_unreadable(self, said: Said, example: str, place: Path) -> None:
        """A file of somebody else."""
        written(place, example).chmod(0)
        code, lines = said(path=place)
        assert (code, lines[0]) == (
            Exit.CONFIG,
            "The file cannot be read: r (access is denied, or another program has it open)",
        )

    def test_name_too_long(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """No file system takes it."""
        assert run(["check", str(tmp_path / ("x" * 5_000))]) == Exit.CONFIG
        assert "the name is too long" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["a\nb.yaml", "\x1b[2J.yaml", "{x} %s {0}.yaml"])
    def test_strange_names(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        """Shown on one line, without acting on the terminal."""
        assert run(["check", str(written(tmp_path / name, "total: x"))]) == Exit.FINDINGS
        heading, detail, *_ = capsys.readouterr().err.splitlines()
        shown = str(tmp_path / ascii(name)[1:-1])
        assert heading.endswith(f": {shown}")
        assert detail.startswith(f"  {shown}:1:1: schema_version: is missing")


def test_a_file_that_changes_is_never_read_half(place: Path, example: str) -> None:
    """While another program saves two versions in turn, one of them is read."""
    versions = [example, example.replace("total: 78.41", "total: 39.41", 1) + "# longer\n" * 5_000]
    done = threading.Event()

    def save() -> None:
        while not done.is_set():
            for version in versions:
                new = place.with_name("new.yaml")
                new.write_text(version, "utf-8")
                new.replace(place)

    place.write_text(example, "utf-8")
    writer = threading.Thread(target=save)
    writer.start()
    try:
        found = {str(load_report(place).report.total) for _ in range(10)}
    finally:
        done.set()
        writer.join()
    assert found <= {"78.41", "39.41"}


def test_a_change_during_the_read_is_said(
    place: Path, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes into the very file between the look before and the look after."""
    written(place, example)
    look, looks = os.fstat, iter(range(1_000))

    def restless(number: int) -> os.stat_result:
        if next(looks) == 2:  # whether it is a file, then before, then after
            with place.open("a") as other:
                other.write("# more")
        return look(number)

    monkeypatch.setattr(os, "fstat", restless)
    with pytest.raises(ReportError) as caught:
        load_report(place)
    assert caught.value.code == "report-changing"
