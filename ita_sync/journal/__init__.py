"""What was intended, sent and settled, and what was seen: on disk before anything is sent."""

from ita_sync.journal.batches import (
    LATENESS,
    Acceptance,
    Attempt,
    Batch,
    Book,
    Change,
    Draft,
    Observation,
    Place,
)
from ita_sync.journal.clock import Clock, SystemClock
from ita_sync.journal.journal import Journal
from ita_sync.journal.lasting import newest
from ita_sync.journal.lock import exclusive, require_place
from ita_sync.journal.states import How, Kind, Outcome, Reason, State

__all__ = [
    "LATENESS",
    "Acceptance",
    "Attempt",
    "Batch",
    "Book",
    "Change",
    "Clock",
    "Draft",
    "How",
    "Journal",
    "Kind",
    "Observation",
    "Outcome",
    "Place",
    "Reason",
    "State",
    "SystemClock",
    "exclusive",
    "newest",
    "require_place",
]
