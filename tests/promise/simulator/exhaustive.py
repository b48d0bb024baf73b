"""Every single fault at every place of a push, then pairs of faults sampled by a seed.

A push has side effects: requests that go out, replies that come in, commits that reach the disk,
waits. The first, the second, the third … of them fails with each kind of fault, one history each,
until a push passes untouched. After it the same machine pushes again three minutes later, and again
when all is quiet; the checker judges.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ita_sync.sandbox import Fault
from ita_sync.sandbox.faults import DATES, LATEST_S, NAMES, SERVICE, WRITES_ONLY
from tests.promise.simulator.history import History, Run
from tests.promise.simulator.records import Played
from tests.promise.simulator.story import broken

# Refusals that come only before: nothing was applied.
PLAIN = {"http-400", "http-401", "http-403", "http-404", "http-429", "refused"}
LEFT_OUT = {"overlap", *DATES, *SERVICE}  # what Google rules out, and wrong dates
AGAIN = Run("a", "push", 0, 200.0)


@dataclass(frozen=True)
class Trouble:
    """One thing that goes wrong at one place: a fault at a request, power or disk at a step."""

    kind: str
    at: int
    fault: Fault | None = None

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"


def kinds() -> list[tuple[str, Fault]]:
    """Every fault of the network, before and after, early and late."""
    found = []
    for name in NAMES:
        if name in LEFT_OUT:
            continue
        moments: tuple[Literal["before", "after"], ...] = ("before", "after")
        if name in PLAIN or name in WRITES_ONLY or name in {"stale", "slow"}:
            moments = ("before",)
        spans = (
            (1.0, 100.0, LATEST_S - 0.5)
            if name in {"late", "late-503"}
            else (50.0, 100.0)
            if name == "slow"
            else (0.0,)
        )
        match = "write" if name in WRITES_ONLY else "read" if name == "stale" else "any"
        for moment in moments:
            for seconds in spans:
                after = f" {seconds:g} s" if seconds else ""
                fault = Fault(name, moment, match=match, seconds=seconds)
                found.append((f"{name} {moment}{after}", fault))
    return found


def run(troubles: list[Trouble], *, knows: bool = True) -> tuple[list[str], Played]:
    """One history with these troubles in its first push: (what it broke, how it went)."""
    power = next((each.at for each in troubles if each.kind == "power"), None)
    disk = next((each.at for each in troubles if each.kind == "disk"), None)
    faults = tuple(
        sorted(((each.at, each.fault) for each in troubles if each.fault), key=lambda pair: pair[0])
    )
    history = History(
        0, (Run("a", "push", 0, 0.0, dies_at=power, disk_fails_at=disk), AGAIN), faults, knows=knows
    )
    return broken(history)


def singles(*, knows: bool = True) -> Iterator[tuple[Trouble, list[str]]]:
    """Each kind at the 1st, 2nd, 3rd … place, until a push passes untouched."""
    every: list[tuple[str, Fault | None]] = [("power", None), ("disk", None), *kinds()]
    for name, fault in every:
        at, left = 0, True
        while left:
            at += 1
            trouble = Trouble(name, at, fault)
            problems, played = run([trouble], knows=knows)
            met = _met(trouble, played)
            if met:
                yield trouble, problems
            # A fault of writes passes a read by, so places are counted; a step that nothing dies at
            # is past the end.
            left = (
                met
                if fault is None
                else at < sum(e.reads + e.writes for e in played.ended if not e.final)
            )


def _met(trouble: Trouble, played: Played) -> bool:
    if trouble.fault is not None:
        return trouble.fault.name in played.met
    return any("dies at" in what or "disk fails" in what for _, what in played.told)


def pairs(count: int, seed: int) -> Iterator[tuple[list[Trouble], list[str]]]:
    """That many pairs of troubles, at places where they can meet."""
    dice, every = random.Random(seed), kinds()  # noqa: S311 - repeatable on purpose, no secret
    for _ in range(count):
        two = []
        for _ in range(2):
            name, fault = dice.choice([("power", None), ("disk", None), *every])
            two.append(Trouble(name, dice.randint(1, 6 if fault else 18), fault))
        yield two, run(two)[0]


def summary(count: int, seed: int) -> tuple[Counter[str], int, list[str]]:
    """(single faults tried, by kind; pairs tried; what broke)."""
    tried: Counter[str] = Counter()
    wrong = []
    for knows in (True, False):
        for trouble, problems in singles(knows=knows):
            tried[trouble.kind] += 1
            wrong += [f"{trouble}: {each}" for each in problems]
    for two, problems in pairs(count, seed):
        wrong += [f"{two[0]}, {two[1]}: {each}" for each in problems]
    return tried, count, wrong
