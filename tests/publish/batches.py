"""Batches as the journal gives them back, made by hand; reports of many agencies."""

from typing import Literal

from ita_sync.journal import Attempt, Batch, Change, Kind, Outcome, Place, Reason, State
from ita_sync.report import Report
from ita_sync.row import Cell, RowKey, SummaryRow
from tests.promise.world import World

PLACE = Place("sandbox", 0, "ITA 2566")


def attempt(kind: Literal["row", "close"], outcome: Outcome, status: int | None = None) -> Attempt:
    """Return an attempt of the first moment."""
    return Attempt(kind, 0.0, outcome, status, "")


def batch_of(*attempts: Attempt, rows: int = 1) -> Batch:
    """Return an open batch with these attempts."""
    return Batch(
        id=1,
        created_at=0.0,
        place=PLACE,
        number=1,
        epoch=None,
        token="a" * 16,
        body={"requests": []},
        state=State.OPEN,
        reason=Reason.NONE,
        settled_at=None,
        attempts=attempts,
        changes=(_CHANGE,) * rows,
    )


def agencies(world: World, count: int) -> list[Report]:
    """Return the reports of so many agencies: each has its own code, name and link."""
    found = []
    for number in range(count):
        own = {"code": f"53607{number:02}", "name": f"ทดสอบที่ {number}"}
        agency = world.report.agency.model_copy(update=own)
        update = {"agency": agency, "url": f"https://www.agency{number}.example/ita.pdf"}
        found.append(world.report.model_copy(update=update))
    return found


_KEY = RowKey((("รหัส", "5360601"),), "5360601", frozenset({"รหัส"}))
_CHANGE = Change(
    id=1,
    created_at=0.0,
    kind=Kind.ADD,
    batch=1,
    place=PLACE,
    row=SummaryRow.of((Cell("รหัส", "text", "5360601", key=True),), _KEY),
    report="report.yaml",
    path="",
    signoff={},
    former=[],
    number=1,
    state=State.OPEN,
    reason=Reason.NONE,
    seen=None,
)
