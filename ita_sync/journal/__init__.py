"""What was intended, sent and settled: on disk before anything leaves the machine."""

from ita_sync.journal.clock import Clock, SystemClock
from ita_sync.journal.intents import Attempt, Intent, Outcome, Place, Reason, State
from ita_sync.journal.journal import Journal
from ita_sync.journal.lock import exclusive

__all__ = [
    "Attempt",
    "Clock",
    "Intent",
    "Journal",
    "Outcome",
    "Place",
    "Reason",
    "State",
    "SystemClock",
    "exclusive",
]
