"""`python -m tests.promise.torture --seed 1 --rounds 300`: kill real pushes on a rude network.

Each round has an agency, a machine with a journal, a plan of troubles and a few deaths at random
moments, all drawn from the seed. Then the push is run until it settles, and the round is judged:
one row, its intent in the journal, nothing sent twice too early, every failure explained. The
network's part of a round is the same for the same seed; the moments of death are in real time.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ita_sync.journal import LATENESS, State
from tests.promise.desk import Desk, Ended, finish, wait
from tests.promise.hours import Hours
from tests.promise.proxy import LATEST, Sent, Trouble, plan

RUNS = 12  # pushes until a round must have settled
SECOND = 1.0  # a `Date` header is cut to whole seconds
NORMAL = {0, 5, 6, 130}  # what a push may end with while the network is rude


@dataclass
class Tally:
    """What the rounds came to. From `doubled` on, everything must stay zero or empty."""

    rounds: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    exits: Counter[int] = field(default_factory=Counter)
    doubled: int = 0
    lost: int = 0
    intents_lost: int = 0
    unclear: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return the summary."""
        return (
            f"rounds {self.rounds}; kills {self.kills.total()} ({_counts(self.kills)});"
            f" faults {self.faults.total()} ({_counts(self.faults)});"
            f" exit codes {_counts(self.exits)};"
            f" rows doubled {self.doubled}; rows lost {self.lost};"
            f" intents lost {self.intents_lost};"
            f" unclear messages {self.unclear}; problems {len(self.problems)}"
        )


@dataclass
class Torture:
    """Rounds on one desk."""

    desk: Desk
    seed: int
    tally: Tally = field(default_factory=Tally)

    def round(self, number: int) -> None:
        """Torture one agency, then judge."""
        dice = random.Random(self.seed * 1_000_003 + number)  # noqa: S311 - repeatable, not secret
        code = str(5_400_000 + number)
        self.desk.signed(code)
        self.desk.proxy.sent.clear()
        self.desk.proxy.troubles = plan(
            dice.randrange(2**32), dice.randrange(9), rate=dice.choice((0.3, 0.6, 1))
        )
        if dice.random() < 0.25:  # the hardest case: a write is on its way while the process dies
            self.desk.proxy.troubles[:2] = [
                Trouble(),
                Trouble("late", seconds=dice.uniform(60, LATEST)),
            ]
        ends = [self._killed(code, dice) for _ in range(dice.choice((0, 1, 1, 2, 3)))]
        ends += self._until_settled(code, dice)
        self.desk.calm()
        self._judge(f"seed {self.seed} round {number}", code, ends)

    def _killed(self, code: str, dice: random.Random) -> Ended:
        """Push, and kill it: some time after its start, or a moment after one of its requests."""
        process = self.desk.start(code)
        run, weapon = self.desk.proxy.run, dice.choice(_WEAPONS)
        wanted, pause = dice.choice(((0, 0.6), (1, 0.06), (2, 0.06), (2, 0.06), (3, 0.1)))
        delay = dice.uniform(0, pause)
        wait(lambda: process.poll() is not None or self._seen(run) >= wanted, 5)
        time.sleep(delay)  # the moment of death is the one thing that real time decides
        if process.poll() is None:
            self.tally.kills[weapon.name] += 1
            process.send_signal(weapon)
        ended = finish(process)
        if dice.random() < 0.5:
            self.desk.hours.sleep(dice.uniform(0, 300))
        return ended

    def _seen(self, run: int) -> int:
        return sum(sent.run == run for sent in tuple(self.desk.proxy.sent))

    def _until_settled(self, code: str, dice: random.Random) -> list[Ended]:
        ends: list[Ended] = []
        while len(ends) < RUNS and not (ends and ends[-1].code == 0):
            ends.append(self.desk.run(code))
            self.desk.hours.sleep(dice.choice((0, 0, 10, 100, 200)))
        return ends

    def _judge(self, where: str, code: str, ends: Sequence[Ended]) -> None:
        sent, tally = self.desk.proxy.sent, self.tally
        tally.rounds += 1
        tally.faults.update(each.kind for each in sent if each.kind != "pass")
        tally.exits.update(each.code for each in ends)
        rows = self.desk.rows(code)
        tally.doubled += rows > 1
        tally.lost += rows < 1
        unclear = [end for end in ends if not end.clear]
        tally.unclear += len(unclear)
        lost = self._intents_lost(code, sent)
        tally.intents_lost += lost
        found = [
            *([f"{rows} rows"] if rows != 1 else ()),
            *([f"{lost} intents lost"] if lost else ()),
            *(f"unclear: {end}" for end in unclear),
            *(
                f"exit {end.code}: {end.err}"
                for end in ends
                if end.code not in NORMAL and end.code >= 0
            ),
            *([f"not settled after {len(ends)} runs: {ends[-1]}"] if ends[-1].code else ()),
            *too_early(sent),
            *([f"left {self._states(code)}"] if self._states(code)[-1:] != [State.WRITTEN] else ()),
        ]
        tally.problems += [f"{where}: {each}" for each in found]

    def _states(self, code: str) -> list[State]:
        return [change.state for change in self.desk.changes(code)]

    def _intents_lost(self, code: str, sent: Sequence[Sent]) -> int:
        """Count rows that were sent without the journal's knowledge, and a row never confirmed."""
        batches = self.desk.batches(code)
        known = {_plain(batch.body) for batch in batches}
        unknown = {
            _plain(json.loads(each.body))
            for each in sent
            if each.write and b"insertDimension" in each.body
        }
        return len(unknown - known) + (not any(b.state is State.WRITTEN for b in batches))


_WEAPONS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def too_early(sent: Sequence[Sent]) -> list[str]:
    """Return the identical writes that were sent while an unanswered one could still be on its way.

    A reply handed over to a process that then died does not count as an answer.
    """
    found = []
    writes = [each for each in sent if each.write]
    for position, later in enumerate(writes):
        for former in writes[:position]:
            unheard = not former.answered or former.run != later.run
            gap = later.at - former.at
            if former.body == later.body and unheard and gap < LATENESS - SECOND:
                found.append(f"the same write again after {gap:.1f} s; the first met {former.kind}")
    return found


def main() -> int:
    """Run rounds, print the summary, and every problem before it."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=300)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Hours(Path(folder) / "hours"))
        with desk.opened():
            torture = Torture(desk, given.seed)
            for number in range(given.rounds):
                torture.round(number)
    sys.stdout.write("\n".join([*torture.tally.problems, torture.tally.line(), ""]))
    return 1 if torture.tally.problems else 0


def _plain(body: Any) -> str:
    return json.dumps(body, sort_keys=True)


def _counts(counter: Counter[Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items()))


if __name__ == "__main__":
    sys.exit(main())
