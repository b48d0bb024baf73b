"""The file of decisions: two who record at one moment lose nothing, whatever the other does."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync.approval import kept, signoff, undo
from ita_sync.errors import ConfigError, Unavailable
from tests.approval import tamper
from tests.approval.edits import REPORT, SIGNOFF, UNDO

POSTS = ("นายกเทศมนตรี", "ปลัดเทศบาล")
ROUNDS = 8
SIGNS = """
import sys
from ita_sync.__main__ import run
post, rounds, *steps = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()  # both begin at once
for number in range(int(rounds)):
    day = f"{number + 1}/11/2566"
    code = run((*steps, "--post", post, "--date", day, "--lang", "en"))
    assert code == 0, code
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the folder of an office that signed, pushed, amended, and decided to take back."""
    return tamper.office(tmp_path)


def both(desk: Path, *steps: str) -> None:
    """Let two computers record decisions at one moment, in a folder that they share."""
    running = []
    for post in POSTS:
        state = shutil.copytree(desk.parent / "state", desk.parent / post)
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", SIGNS, post, str(ROUNDS), *steps],
                cwd=desk,
                env={**os.environ, "ITA_SYNC_STATE": str(state)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    for each in running:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in running:
        assert each.stdin
        each.stdin.write("\n")
        each.stdin.flush()
    ended = [each.communicate(timeout=120) for each in running]
    assert [each.returncode for each in running] == [0, 0], ended


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        (("sign", REPORT), SIGNOFF),
        (("sign", REPORT, "--published", "--reference", "1/2566"), SIGNOFF),
        (("sign", "--undo", "5360601"), UNDO),
    ],
)
def test_two_who_sign_at_one_moment_lose_no_record(
    office: Path, steps: tuple[str, ...], name: str
) -> None:
    """Each stands in the chain, which is whole; no file of the lock is left."""
    before = json.loads((office / name).read_text("utf-8"))["records"]
    both(office, *steps)
    file = undo.beside(office / REPORT) if name == UNDO else signoff.kept(office / REPORT)
    chain = file.unedited()
    assert [*chain.raw[: len(before)]] == before
    new = [(each.decision.post, each.decision.date.day) for each in chain.records[len(before) :]]
    assert sorted(new) == sorted((post, day + 1) for post in POSTS for day in range(ROUNDS))
    assert list(office.glob("*.lock")) == []


def test_who_finds_the_lock_of_another_waits_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that nobody takes away ends with what to do; nothing was recorded."""
    monkeypatch.setattr(kept, "WAIT", 0.1)
    file = signoff.kept(tmp_path / REPORT)
    lock = file.path.with_suffix(".lock")
    lock.write_text("somewhere else\n")
    said: list[object] = []
    with pytest.raises(Unavailable) as refused, file.alone(said.append):
        pytest.fail("it was let in")
    assert refused.value.code == "busy"
    assert str(lock) in str(refused.value.what)
    assert "delete that file" in str(refused.value.next_step)
    assert len(said) == 1
    lock.unlink()
    with file.alone(said.append):
        assert lock.exists()
    assert (lock.exists(), len(said)) == (False, 1)


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to("none")])
def test_what_stands_in_the_place_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    """A folder or a link: refused, and left as it is."""
    monkeypatch.setattr(kept, "WAIT", 0.1)
    file = signoff.kept(tmp_path / REPORT)
    make(file.path.with_suffix(".lock"))
    with pytest.raises((Unavailable, ConfigError)), file.alone(lambda _text: None):
        pytest.fail("it was let in")
    assert [path.name for path in tmp_path.iterdir()] == [file.path.with_suffix(".lock").name]
