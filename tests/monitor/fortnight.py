"""A fortnight of cron: what happened before each morning's run, and exactly what that run said.

`python -m tests.monitor.fortnight` prints the table of docs/schedule.md; the test plays each day.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["New", "Still", "Recovered", "Aside"]
Thing = Literal["row A", "row B", "the network", "the configuration", "another run"]
Event = Literal[
    "nothing",
    "somebody types over a score in row A",
    "somebody deletes row B",
    "the network goes down",
    "the network is still down",
    "the network is back",
    "row A is put right",
    "a big push by hand is still at work",
    "the configuration is saved with a mistake",
    "the configuration is put right",
    "row B is written again: push --restore",
    "one reply is a 503, the second try goes through",
]


@dataclass(frozen=True)
class Day:
    """One morning.

    Attributes:
        event: what happened since the run before.
        code: how the run ends.
        said: each notice, in order.
        heard: what the watchdog is told; it is on this machine, so no outage keeps it away.
    """

    event: Event
    code: int
    said: tuple[tuple[Kind, Thing], ...] = ()
    heard: tuple[str, ...] = ()


def _day(event: Event, code: int, *said: tuple[Kind, Thing]) -> Day:
    return Day(event, code, said, ("/start", f"/{code}" if code else ""))


DAYS = (
    _day("nothing", 0),
    _day("somebody types over a score in row A", 1, ("New", "row A")),
    _day("somebody deletes row B", 7, ("New", "row B")),
    _day("the network goes down", 5, ("New", "the network")),
    _day("the network is still down", 5),
    _day("the network is still down", 5),
    _day("the network is back", 7, ("Recovered", "the network")),
    _day("row A is put right", 7, ("Recovered", "row A")),
    _day("a big push by hand is still at work", 5, ("Aside", "another run")),
    _day("nothing", 7, ("Still", "row B")),
    # Without its configuration a run does not know whom to call: the watchdog misses it.
    Day("the configuration is saved with a mistake", 4, (("New", "the configuration"),)),
    _day("the configuration is put right", 7, ("Recovered", "the configuration")),
    _day("row B is written again: push --restore", 0, ("Recovered", "row B")),
    _day("one reply is a 503, the second try goes through", 0),
)
_WORDS = {"New": "new", "Still": "still so", "Recovered": "recovered", "Aside": "steps aside for"}


def table() -> list[str]:
    """Return the lines of the table."""
    rows = [
        f"| {number} | {day.event} | {day.code} | {_said(day)} | {_heard(day)} |"
        for number, day in enumerate(DAYS, 1)
    ]
    head = "| day | before the run | exit | said | the watchdog hears |"
    return [head, "|---|---|---|---|---|", *rows]


def _said(day: Day) -> str:
    return "; ".join(f"{_WORDS[kind]}: {thing}" for kind, thing in day.said) or "–"


def _heard(day: Day) -> str:
    return ", ".join(f"`{each}`" if each else "its address" for each in day.heard) or "–"


if __name__ == "__main__":
    print("\n".join(table()))  # noqa: T201 - a page in the making
