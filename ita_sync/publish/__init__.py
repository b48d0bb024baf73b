"""The promise: one report, one row, however often and however late it is pushed."""

from ita_sync.publish.conflicts import conflict
from ita_sync.publish.door import Glance, patiently
from ita_sync.publish.lookout import Lookout
from ita_sync.publish.moved import (
    CONFIGURED,
    Moved,
    moved_report,
    moved_target,
    require_unmoved,
)
from ita_sync.publish.plan import Plan
from ita_sync.publish.probe import no_fence
from ita_sync.publish.publisher import Publisher
from ita_sync.publish.retry import Deadline
from ita_sync.publish.saved import HOURS, Saved
from ita_sync.publish.share import Calls, places
from ita_sync.publish.standing import Standing, View, stand
from ita_sync.publish.told import Done, Outcome, room_full, unavailable
from ita_sync.publish.ways_out import Ended, WaysOut

__all__ = [
    "CONFIGURED",
    "HOURS",
    "Calls",
    "Deadline",
    "Done",
    "Ended",
    "Glance",
    "Lookout",
    "Moved",
    "Outcome",
    "Plan",
    "Publisher",
    "Saved",
    "Standing",
    "View",
    "WaysOut",
    "conflict",
    "moved_report",
    "moved_target",
    "no_fence",
    "patiently",
    "places",
    "require_unmoved",
    "room_full",
    "stand",
    "unavailable",
]
