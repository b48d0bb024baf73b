"""Several tabs in one reply: a value, as of one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_sync.google.fence import Mark, by_number
from ita_sync.google.snapshot import Json, Snapshot, snapshot_of


@dataclass(frozen=True)
class Tabs(Snapshot):
    """Marks and time of a spreadsheet, and several of its tabs; of its own it has no cells.

    Attributes:
        tabs: those that were looked at and are there, by Google's number for them.
        titles: of all tabs, by number; empty where nobody had to ask for them.
    """

    tabs: Mapping[int, Snapshot] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)


def marks_only(marks: Mapping[int, Mark], at: float, titles: Mapping[int, str]) -> Tabs:
    """Return a look at a spreadsheet in which none of the tabs is left."""
    return Tabs(0, "", 0, 0, {}, marks, at, titles=titles)


def alone(snapshot: Snapshot) -> Tabs:
    """Return a look at one tab as a look at tabs."""
    return Tabs(0, "", 0, 0, {}, snapshot.marks, snapshot.at, tabs={snapshot.sheet_id: snapshot})


def tabs_of(body: Json, at: float, titles: Mapping[int, str]) -> Tabs:
    """Return what a spreadsheet's JSON shows of its tabs.

    Args:
        body: the reply of a look.
        at: the server's `Date`, in epoch seconds.
        titles: of all tabs, as far as they were asked for.

    Raises:
        CallFailed: it is not a spreadsheet's.
    """
    shown = [snapshot_of({**body, "sheets": [each]}, at) for each in body.get("sheets", ())]
    marks = by_number(map(Mark.read, body.get("developerMetadata", ())))
    tabs = {each.sheet_id: each for each in shown}
    return Tabs(0, "", 0, 0, {}, marks, at, tabs=tabs, titles=titles)
