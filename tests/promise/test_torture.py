"""A sample of the torture, and proof that the network is as rude as it claims.

`make torture` runs hundreds of rounds.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("signals and file locks are POSIX", allow_module_level=True)

from ita_sync.errors import Exit
from tests.promise.desk import Desk
from tests.promise.hours import Hours
from tests.promise.proxy import KINDS, Kind, Sent, Trouble, plan
from tests.promise.torture import Torture, too_early

ROUNDS = 20
SEED = 2566


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an office whose network is calm so far."""
    with Desk(tmp_path, Hours(tmp_path / "hours")).opened() as opened:
        yield opened


def test_pushes_killed_at_random_moments_on_a_rude_network_settle_to_one_row_each(
    desk: Desk,
) -> None:
    """One row, its intent in the journal, nothing twice too early, every failure explained."""
    torture = Torture(desk, SEED)
    for number in range(ROUNDS):
        torture.round(number)
    tally = torture.tally
    assert not tally.problems, "\n".join(tally.problems)
    assert (tally.rounds, tally.doubled, tally.lost, tally.intents_lost, tally.unclear) == (
        ROUNDS,
        0,
        0,
        0,
        0,
    )
    assert tally.kills["SIGKILL"] > ROUNDS / 4, "the sample kills"
    assert len(tally.faults) > len(KINDS) / 2, "the sample meets most troubles"


_ANSWERED = {"delay", "twice", "twice-late", "twice-refused"}
_REACHES = {
    "cut-after",
    "cut-reply",
    "reset-after",
    "swallow",
    "delay",
    "twice",
    "twice-late",
    "twice-refused",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_trouble_does_what_its_name_says_to_the_write(desk: Desk, kind: Kind) -> None:
    """Whether the client is answered, how often the write reaches the server, and one row."""
    desk.signed("5400001")
    desk.proxy.troubles = [Trouble(), Trouble(kind, seconds=170)]
    ended = desk.run("5400001")
    assert ended.code == Exit.OK, ended
    # The test of the sheet, which follows the first row, writes as well.
    rows = [sent for sent in desk.proxy.sent if b"insertDimension" in sent.body]
    assert rows[0].kind == kind
    assert rows[0].answered == (kind in _ANSWERED)
    assert (len(rows) > 1) == (kind not in _REACHES | {"late"}), (
        "whatever reached the sheet is found, not sent again"
    )
    desk.calm()
    arrived = [call for call in desk.box.calls() if "insertDimension" in repr(call)]
    assert len(arrived) == (2 if kind.startswith("twice") else 1)
    assert sum(call.applied for call in arrived) == 1
    assert desk.rows("5400001") == 1
    assert not too_early(desk.proxy.sent)


def test_the_plan_is_the_same_for_the_same_seed() -> None:
    """So that a finding can be played again."""
    assert plan(7, 50) == plan(7, 50)
    assert plan(7, 50) != plan(8, 50)
    assert {trouble.kind for trouble in plan(7, 400)} == {"pass", *KINDS}


def test_the_network_leaves_nothing_open_when_a_client_goes(desk: Desk) -> None:
    """A client that leaves in the middle of its request is no request."""
    with socket.create_connection(("127.0.0.1", desk.proxy.port)) as client:
        client.sendall(
            b"POST /v4/spreadsheets/sandbox:batchUpdate HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"
        )
    assert desk.proxy.deliver() == 0
    assert not desk.proxy.sent
    assert not desk.box.calls()


def test_the_judge_sees_an_identical_write_that_came_too_early() -> None:
    """After silence, or from the next process; not after an answer, nor when the write differs."""

    def sent(at: float, *, run: int = 1, answered: bool = False, body: bytes = b"x") -> Sent:
        return Sent(run, at, True, body, "cut-after", answered)

    assert too_early([sent(0), sent(100)])
    assert too_early([sent(0, answered=True), sent(100, run=2)])
    assert not too_early([sent(0), sent(180)])
    assert not too_early([sent(0, answered=True), sent(100)])
    assert not too_early([sent(0), sent(100, body=b"y")])
