"""Clocks that lie, outputs that are gone, requests to end: real processes at bad moments."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("signals and the shared clock are POSIX", allow_module_level=True)

from ita_sync.errors import Exit
from ita_sync.journal import State
from tests.promise.desk import THERE, WRITTEN, Desk, Ended, finish, refused, wait
from tests.promise.hours import Hours
from tests.promise.proxy import Kind, Trouble
from tests.promise.torture import too_early

CODE = "5400001"
YEAR = 365 * 24 * 3600.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an office with one signed report."""
    with Desk(tmp_path, Hours(tmp_path / "hours")).opened() as opened:
        opened.signed(CODE)
        yield opened


@pytest.mark.parametrize("wrong", [f"{9 * YEAR}", f"{-9 * YEAR},{9 * YEAR}", "0,-1e5,1e5"])
@pytest.mark.parametrize("kind", ["swallow", "late"])
def test_a_machine_whose_clock_is_wrong_waits_neither_too_little_nor_for_ever(
    desk: Desk, wrong: str, kind: Kind
) -> None:
    """Years off, or jumping between any two questions: the server's clock decides what is late."""
    desk.open_attempt(CODE, None if kind == "swallow" else Trouble(kind, seconds=170))
    ended = desk.run(CODE, env={"ITA_TEST_WRONG": wrong})
    assert ended.code == Exit.OK, ended
    assert not too_early(desk.proxy.sent)
    desk.settles(CODE, THERE)


@pytest.mark.parametrize(
    "between", [-YEAR, -100.0, YEAR], ids=["a year back", "100 s back", "a year on"]
)
@pytest.mark.parametrize("kind", ["swallow", "late"])
def test_a_server_whose_date_jumps_between_two_runs(desk: Desk, between: float, kind: Kind) -> None:
    """Back: the wait starts again. On: our own clocks do not believe that so much has passed."""
    desk.open_attempt(CODE, None if kind == "swallow" else Trouble(kind, seconds=170))
    desk.server_off = between
    ended = desk.run(CODE)
    assert ended.code == Exit.OK, ended
    assert ended.clear, ended
    assert not too_early(desk.proxy.sent)
    desk.hours.sleep(200)
    desk.settles(CODE, THERE)


def test_a_server_whose_date_goes_back_while_a_push_waits(desk: Desk) -> None:
    """Inside one run: it waits as long as it would have, and the next run has nothing to do."""
    desk.proxy.troubles = [Trouble(), Trouble("late", seconds=170)]
    with desk.start(CODE) as process:
        assert wait(lambda: len(desk.proxy.sent) > 1, 20)
        desk.server_off = -YEAR
        ended = finish(process)
    assert ended.code == Exit.OK, ended
    assert ended.clear, ended
    assert not too_early(desk.proxy.sent)
    desk.settles(CODE, THERE)


def test_an_output_that_nobody_reads(desk: Desk) -> None:
    """The reader has gone: exit 130 with a sentence, and the next push finds its row."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = desk.run(CODE, stdout=writing)
    finally:
        os.close(writing)
    why = "The output could not be printed: whoever read it has gone. No attempt to write is open;"
    refused(ended, Exit.INTERRUPTED, why)
    desk.settles(CODE, THERE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [(), ("verify", "--json"), ("sandbox", "show")])
def test_an_output_on_a_full_disk(desk: Desk, arguments: tuple[str, ...]) -> None:
    """Not a bug of ours, and no loss: the row stands all the same."""
    with Path("/dev/full").open("w") as full:
        ended = desk.run(CODE, *arguments, stdout=full)
    refused(ended, Exit.INTERRUPTED, "The output could not be printed: the disk is full.")
    desk.settles(CODE, WRITTEN if arguments else THERE)


def test_outputs_that_were_closed_before_the_start(desk: Desk) -> None:
    """Some schedulers do: the exit code is all that is left, and it is right."""
    for arguments in ((), ("verify",)):
        command = ("sh", "-c", 'exec "$@" >&- 2>&-', "sh")
        assert desk.run(CODE, *arguments, through=command).code == Exit.OK
    desk.settles(CODE, THERE)


def ends(process: "subprocess.Popen[str]", *numbers: signal.Signals) -> Ended:
    """Send signals as fast as can be; return how the process ended."""
    for number in numbers:
        process.send_signal(number)
    return finish(process)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("swallow", (signal.SIGTERM,)),
        ("late", (signal.SIGINT, signal.SIGINT)),
        ("swallow", (signal.SIGINT, signal.SIGTERM, signal.SIGINT)),
    ],
    ids=str,
)
def test_a_request_to_end_while_the_reply_is_outstanding(
    desk: Desk, numbers: tuple[signal.Signals, ...], kind: Kind
) -> None:
    """Once, twice, politely: exit 130 with a sentence, the intent open, and one row in the end."""
    desk.proxy.troubles = [Trouble(), Trouble(kind, seconds=100)]
    process = desk.start(CODE)
    assert wait(lambda: len(desk.proxy.sent) > 1, 20)
    refused(
        ends(process, *numbers),
        Exit.INTERRUPTED,
        f"Interrupted. An attempt to write {CODE} / 2566 is open: `ita-sync settle` or the next",
    )
    assert desk.changes(CODE)[-1].state is State.OPEN
    desk.settles(CODE)
    assert not too_early(desk.proxy.sent)


@pytest.mark.parametrize("hundredths", [5, 10, 15, 20, 30])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=str)
def test_a_request_to_end_in_the_first_moments(
    desk: Desk, hundredths: int, number: signal.Signals
) -> None:
    """While the program is still being loaded: a sentence, no traceback.

    The later ones may come too late.
    """
    process = desk.start(CODE, module="ita_sync")
    wait(lambda: process.poll() is not None, hundredths / 100)
    ended = ends(process, number, number)
    assert ended.clear, ended
    # A Python interrupted while it imports may end itself with the signal; a shell turns that
    # into 130.
    assert ended.code in {Exit.OK, Exit.INTERRUPTED, -number, -signal.SIGINT}, ended
    desk.settles(CODE, WRITTEN, THERE)


_IN_A_FINALIZER = """
import os, signal, time, weakref
from ita_sync import __main__ as program
from ita_sync.cli import boundary

def command(given):
    thing = type("Thing", (), {})()
    weakref.finalize(thing, os.kill, os.getpid(), signal.SIGTERM)
    del thing
    time.sleep(20)

boundary.command = command
program.main()
"""


_HELD_UP = """
import signal, time
from ita_sync import __main__ as program
from ita_sync.cli import boundary

def command(given):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.raise_signal(number)

def answered(given):
    try:
        command(given)
    except KeyboardInterrupt:
        signal.raise_signal(signal.SIGTERM)  # while the answer is put together
        print("answered", flush=True)
        program.time.monotonic = lambda now=time.monotonic() + 1.5: now
        signal.raise_signal(signal.SIGINT)  # later: whoever asks again does not wait any longer

boundary.command = answered
program.main()
"""


def test_one_request_to_end_is_answered_whatever_follows_at_once() -> None:
    """A burst of signals does not cut the answer short; a second request, later, does."""
    ran = subprocess.run(
        [sys.executable, "-c", _HELD_UP], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (Exit.INTERRUPTED, "answered\n")
    assert ran.stderr.startswith("Interrupted.")


def test_a_request_to_end_that_strikes_in_a_finalizer_is_heard() -> None:
    """Python would print a traceback and go on; the torture met this in a closing connection."""
    process = subprocess.Popen(
        [sys.executable, "-c", _IN_A_FINALIZER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    ended = finish(process)
    refused(ended, Exit.INTERRUPTED, "Interrupted.")
